"""Types of form fields: one right spelling, or an error in Chinese that names the rule.

Each carries its Chinese title, a hint and an example: one source for labels, tests and API docs.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from engine.form import Personal
from forms.identifiers import (
    Checked,
    check_credit_code,
    check_month,
    check_person_name,
    check_phone,
    check_resident_id,
    check_yuan,
)

TODAY: Final = "today"
"""Key of the validation context under which the caller puts today's date by the legal clock."""


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("text", "请以文字填写")
    return value


def _settle(checked: Checked) -> str:
    if checked.normalised is None:
        code = checked.errors[0].code
        message = "；".join(finding.message for finding in checked.errors)
        raise PydanticCustomError(code, "{message}", {"message": message})
    return checked.normalised


def _by(check: Callable[[str], Checked]) -> BeforeValidator:
    return BeforeValidator(lambda value: _settle(check(_text(value))))


def _resident_id(value: Any, info: ValidationInfo) -> str:
    today = info.context.get(TODAY) if isinstance(info.context, dict) else None
    return _settle(check_resident_id(_text(value), today if isinstance(today, date) else None))


def _yuan(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        value = format(value, "f")
    elif isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return Decimal(_settle(check_yuan(_text(value))))


def _line(value: Any) -> str:
    text = _text(value).strip()
    if not text:
        raise PydanticCustomError("empty", "此项必填")
    return text


ResidentId = Annotated[
    str,
    BeforeValidator(_resident_id),
    Field(title="公民身份号码", description="18位；旧的15位号码会自动补成18位", examples=["530523198208109980"]),
    Personal("id"),
]
"""A citizen number (公民身份号码), 18 characters."""

CreditCode = Annotated[
    str,
    _by(check_credit_code),
    Field(title="统一社会信用代码", description="18位，见营业执照等证照", examples=["91530523MA6KTAAA79"]),
]
"""A unified social credit code (统一社会信用代码), 18 characters."""

PersonName = Annotated[
    str,
    _by(check_person_name),
    Field(title="姓名", description="与身份证一致；少数民族姓名用间隔号“·”", examples=["张三"]),
    Personal("name", sealed=False),
]
"""A person's name (姓名)."""

Phone = Annotated[
    str,
    _by(check_phone),
    Field(title="联系电话", description="手机号码，或者带区号的座机号码", examples=["0875-6121234"]),
    Personal("phone"),
]
"""A telephone number (联系电话)."""

Month = Annotated[
    str,
    _by(check_month),
    Field(title="月份", description="四位年份加两位月份", examples=["2019-05"]),
]
"""A month (月份) as YYYY-MM."""

Yuan = Annotated[
    Decimal,
    BeforeValidator(_yuan),
    Field(title="金额（元）", description="以元为单位，最多两位小数", examples=["3500.00"]),
]
"""An amount in yuan (金额), zero or more, two places."""

ShortText = Annotated[
    str,
    BeforeValidator(_line),
    Field(title="文字", max_length=200, description="不超过200字", examples=["龙陵县龙山镇"]),
]
"""A line of text, not empty."""


class Choice:
    """Says from where a field's choices come: officers of the department, by role."""

    def __init__(self, source: str) -> None:
        self.source = source

    def __repr__(self) -> str:
        return f"Choice({self.source!r})"


OfficerId = Annotated[
    str,
    BeforeValidator(_line),
    Choice("officers"),
    Field(title="办案人员", description="本单位持有效执法证的人员", examples=["officer"]),
]
"""A person of the department (经办人), by account id."""

LongText = Annotated[
    str,
    BeforeValidator(_line),
    Choice("long"),
    Field(title="说明", max_length=4000, description="不超过4000字", examples=["情况属实"]),
]
"""Several lines of text, not empty."""
