"""Form fields: one right spelling, or an error in Chinese that names the rule."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from engine.errors import InvalidForm
from forms.fields import (
    TODAY,
    Count,
    CreditCode,
    Day,
    LongText,
    Month,
    PastDay,
    PersonName,
    Phone,
    ResidentId,
    ShortText,
    Yuan,
)
from forms.identifiers import check_month, check_person_name, check_phone, check_yuan
from forms.parts import ClaimedPeriod


class Slip(BaseModel):
    """One of each field."""

    person: PersonName = "张三"
    number: ResidentId = "530523198208109980"
    employer: CreditCode = "91530523MA6KTAAA79"
    phone: Phone = "13887512345"
    month: Month = "2019-05"
    wage: Yuan = Decimal("0.00")
    address: ShortText = "龙山镇"
    hired: Day = date(2020, 1, 1)
    persons: Count = 1
    facts: LongText = "未参保"


def message(**fields: Any) -> str:
    with pytest.raises(ValidationError) as refusal:
        Slip.model_validate(fields, context={TODAY: date(2026, 11, 21)})
    return str(refusal.value.errors()[0]["msg"])


def test_what_was_typed_becomes_one_spelling() -> None:
    slip = Slip.model_validate(
        {
            "person": " 阿依古丽•买买提 ",
            "number": "530523 19820810 9980",
            "employer": "91530523ma6ktaaa79",
            "phone": "+86 138-8751-2345",
            "month": "2019年5月",
            "wage": "￥３，５００．５元",
            "hired": "2024年3月1日",
            "persons": "１２",
        }
    )
    assert slip.model_dump(mode="json") == {
        "person": "阿依古丽·买买提",
        "number": "530523198208109980",
        "employer": "91530523MA6KTAAA79",
        "phone": "13887512345",
        "month": "2019-05",
        "wage": "3500.50",
        "address": "龙山镇",
        "hired": "2024-03-01",
        "persons": 12,
        "facts": "未参保",
    }


@pytest.mark.parametrize(
    ("field", "value", "part"),
    [
        ("number", "530523198208109000", "电子表格"),
        ("number", "530523203101019989", "晚于今天"),
        ("number", 530523198208109980, "文字"),
        ("employer", "91530523MA6KTAAA78", "校验码"),
        ("person", "张3", "数字"),
        ("phone", "12345", "手机号码"),
        ("phone", "6121234", "区号"),
        ("month", "2019-13", "01至12"),
        ("month", "19-05", "四位年份"),
        ("wage", "-1", "负数"),
        ("wage", "1.005", "两位小数"),
        ("wage", "NaN", "数字"),
        ("wage", Decimal("NaN"), "数字"),
        ("wage", "1e3", "数字"),
        ("wage", "1,23", "数字"),
        ("wage", "3万元", "以元为单位"),
        ("wage", True, "文字"),
        ("wage", 0.1, "文字"),
        ("address", "  ", "必填"),
        ("address", "字" * 201, "不超过200字"),
        ("facts", "字" * 4001, "不超过4000字"),
        ("hired", "2024-02-30", "真实存在"),
        ("hired", "三月一日", "年月日"),
        ("hired", "1800-01-01", "年份"),
        ("persons", "-1", "整数"),
        ("persons", "1.5", "整数"),
        ("persons", True, "文字"),
        ("persons", "9" * 30, "整数"),
    ],
)
def test_a_wrong_value_gets_a_chinese_reason(field: str, value: Any, part: str) -> None:
    assert part in message(**{field: value})


@pytest.mark.parametrize("name", Slip.model_fields)
def test_every_field_has_a_chinese_title_a_hint_and_an_example_that_stands(name: str) -> None:
    field = Slip.model_fields[name]
    assert field.title
    assert field.description
    assert field.examples
    Slip.model_validate({name: field.examples[0]})


@pytest.mark.parametrize(
    "written",
    [
        "2019-05",
        "2019/5",
        "2019.05",
        "201905",
        "2019年5月",
        "２０１９－０５",
        "2019-05-31",
        "20190531",
        "2019年5月1日",
        "2019-05-01 00:00:00",
        "43586",
        "43586.0",
    ],
)
def test_a_month_is_read_in_every_spelling_of_the_rosters(written: str) -> None:
    assert check_month(written).normalised == "2019-05"


@pytest.mark.parametrize("written", ["", "2019-00", "2019-02-30", "1850-01", "5月", "2019", "abc"])
def test_what_is_no_month_is_refused(written: str) -> None:
    assert not check_month(written).valid


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("1234.5", "1234.50"),
        ("1,234.50", "1234.50"),
        ("0", "0.00"),
        ("1234元", "1234.00"),
        ("人民币1234.56元", "1234.56"),
        ("999999999999.99", "999999999999.99"),
    ],
)
def test_an_amount_keeps_its_value(written: str, kept: str) -> None:
    assert check_yuan(written).normalised == kept


def test_an_amount_above_a_trillion_is_refused() -> None:
    assert not check_yuan("1000000000000").valid


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("138 8751 2345", "13887512345"),
        ("008613887512345", "13887512345"),
        ("0875-6121234", "0875-6121234"),
        ("08756121234", "0875-6121234"),
        ("(0875)6121234", "0875-6121234"),
        ("0875-6121234转801", "0875-6121234-801"),
        ("021-61212345", "021-61212345"),
    ],
)
def test_a_telephone_number_keeps_one_spelling(written: str, kept: str) -> None:
    assert check_phone(written).normalised == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("张 三", "张三"),
        ("张　三", "张三"),
        ("买买提．阿不都", "买买提·阿不都"),
        ("John Smith", "John Smith"),
        ("𠮷田", "𠮷田"),
    ],
)
def test_a_name_keeps_one_spelling(written: str, kept: str) -> None:
    assert check_person_name(written).normalised == kept


def test_a_private_character_in_a_name_is_a_hint() -> None:
    checked = check_person_name("张\ue000")
    assert checked.valid
    assert checked.hints[0].code == "private_character"


class Happening(BaseModel):
    """Something that has happened."""

    on: PastDay


@pytest.mark.parametrize(("typed", "wrong"), [("2026-11-21", "不能晚于今天"), ("1900-01-01", "1949至2100")])
def test_what_has_happened_lies_neither_ahead_nor_long_before(typed: str, wrong: str) -> None:
    today = {TODAY: date(2026, 11, 20)}
    assert Happening.model_validate({"on": "2026-11-20"}, context=today).on == date(2026, 11, 20)
    with pytest.raises(ValidationError, match=wrong):
        Happening.model_validate({"on": typed}, context=today)


@pytest.mark.parametrize(("ends", "right"), [("2026-11", True), ("2026-12", False)])
def test_nobody_claims_months_that_have_not_begun(ends: str, right: bool) -> None:
    claim = {"name": "张三", "resident_id": "530523198208109980", "begins": "2026-03", "ends": ends}
    if right:
        assert ClaimedPeriod.parse(claim, date(2026, 11, 20)).ends == ends
        return
    with pytest.raises(InvalidForm, match="终止月份不能晚于本月"):
        ClaimedPeriod.parse(claim, date(2026, 11, 20))
