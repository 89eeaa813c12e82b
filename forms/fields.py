"""Types of form fields: one right spelling, or an error in Chinese that names the rule.

Each carries its Chinese title, a hint and an example: one source for labels, tests and API docs.
"""

import time
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from engine.form import Personal
from engine.sealing import TRUSTED
from forms.identifiers import (
    Checked,
    check_credit_code,
    check_day,
    check_month,
    check_person_name,
    check_phone,
    check_resident_id,
    check_yuan,
)
from forms.identifiers.spelling import half_width

LARGEST_COUNT: Final = 10_000_000
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


def _trusted(info: ValidationInfo) -> bool:
    """Whether the value comes from a record of ours, which was checked when it was typed."""
    return isinstance(info.context, dict) and TRUSTED in info.context


def _by(check: Callable[[str], Checked]) -> BeforeValidator:
    def run(value: Any, info: ValidationInfo) -> Any:
        return value if _trusted(info) else _settle(check(_text(value)))

    return BeforeValidator(run)


def _resident_id(value: Any, info: ValidationInfo) -> Any:
    if _trusted(info):
        return value
    today = info.context.get(TODAY) if isinstance(info.context, dict) else None
    return _settle(check_resident_id(_text(value), today if isinstance(today, date) else None))


def _yuan(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        value = format(value, "f")
    elif isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return Decimal(_settle(check_yuan(_text(value))))


def _day(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return date.fromisoformat(_settle(check_day(_text(value))))


def _happened(day: date, info: ValidationInfo) -> date:
    today = info.context.get(TODAY) if isinstance(info.context, dict) else None
    if not _trusted(info) and isinstance(today, date) and day > today:
        raise PydanticCustomError("future", "不能晚于今天")
    return day


def _count(value: Any) -> int:
    whole = isinstance(value, int) and not isinstance(value, bool)
    text = str(value) if whole else half_width(_text(value))
    if not text.isascii() or not text.isdigit() or int(text) > LARGEST_COUNT:
        raise PydanticCustomError("count", "应为不小于0的整数")
    return int(text)


def _time_of_day(value: Any) -> str:
    text = half_width(_text(value)).strip()
    try:
        time.strptime(text, "%H:%M")
    except ValueError:
        raise PydanticCustomError("time_of_day", "应当是时间，写成09:30") from None
    return text


def _words(longest: int) -> BeforeValidator:
    def check(value: Any) -> str:
        text = _text(value).strip()
        if not text:
            raise PydanticCustomError("empty", "此项必填")
        if len(text) > longest:
            raise PydanticCustomError("length", "不超过{longest}字", {"longest": longest})
        return text

    return BeforeValidator(check)


ResidentId = Annotated[
    str,
    BeforeValidator(_resident_id),
    Field(title="公民身份号码", description="18位", examples=["530523198208109980"]),
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
    Field(title="姓名", description="与身份证一致", examples=["张三"]),
    Personal("name", sealed=False),
]
"""A person's name (姓名)."""

Phone = Annotated[
    str,
    _by(check_phone),
    Field(title="联系电话", description="手机，或者带区号的座机", examples=["0875-6121234"]),
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

Day = Annotated[
    date,
    BeforeValidator(_day),
    Field(title="日期", description="年月日", examples=["2026-09-24"]),
]
"""A date (日期)."""

PastDay = Annotated[
    date,
    BeforeValidator(_day),
    AfterValidator(_happened),
    Field(title="日期", description="年月日，不晚于今天", examples=["2026-09-24"]),
]
"""The date of something that has happened (已发生的日期): not after the legal day."""

Count = Annotated[
    int,
    BeforeValidator(_count),
    Field(title="数量", description="整数", examples=[12]),
]
"""A number of persons, days or copies (数量), zero or more."""


ShortText = Annotated[
    str,
    _words(200),
    Field(title="文字", max_length=200, description="不超过200字", examples=["龙陵县龙山镇"]),
]
"""A line of text, not empty."""

TimeOfDay = Annotated[
    str,
    BeforeValidator(_time_of_day),
    Field(title="时间", description="24小时制，写成09:30", examples=["09:30"]),
]
"""A time of day (时间), to the minute."""


class Choice:
    """Says how a field is filled in: from the officers of the department, as a text of several lines, as `many`
    picks from a list of (value, label, group), or by the `way` in which a case is opened.
    """

    def __init__(self, source: str, options: tuple[tuple[str, str, str], ...] = ()) -> None:
        self.source = source
        self.options = options

    def __repr__(self) -> str:
        return f"Choice({self.source!r})"


class Place:
    """Says that a text is an address, which usually begins with a township of the department's own area."""


class Usual:
    """Says which answers are often given to a question that may be answered freely."""

    def __init__(self, *answers: str) -> None:
        self.answers = answers

    def __repr__(self) -> str:
        return f"Usual({', '.join(self.answers)})"


OfficerId = Annotated[
    str,
    _words(64),
    Choice("officers"),
    Field(title="办案人员", description="本单位持有效执法证的人员", examples=["officer"]),
]
"""A person of the department (经办人), by account id."""

LongText = Annotated[
    str,
    _words(4000),
    Choice("long"),
    Field(title="说明", max_length=4000, description="不超过4000字", examples=["情况属实"]),
]
"""Several lines of text, not empty."""
