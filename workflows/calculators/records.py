"""Reading a record from outside strictly: every key known, every value of its type, or an error in Chinese.

Amounts are strings, so that no sum passes through a binary fraction; true is not a number.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from engine.jsonlines import InputError as RecordError
from workflows.calculators.months import Month

FIRST_DAY: Final = date(1949, 10, 1)
LAST_DAY: Final = date(2200, 12, 31)
_YUAN: Final = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")
_NUMBER: Final = re.compile(r"[0-9]{1,12}(\.[0-9]{1,12})?")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH: Final = re.compile(r"[0-9]{4}-[0-9]{2}")
_DIVISION: Final = re.compile(r"[0-9]{6}")


class Fields:
    """A record whose keys are all known; each method reads one and says what is wrong with it."""

    def __init__(self, record: Mapping[str, Any], allowed: Collection[str], where: str = "") -> None:
        if not isinstance(record, dict):
            raise RecordError(f"{where or '记录'}应为一个对象")
        self._record = record
        self._where = where
        if unknown := sorted(str(key) for key in record if key not in allowed):
            raise RecordError(f"不认识的字段：{'、'.join(unknown)}；可用的字段：{'、'.join(allowed)}")

    def has(self, key: str) -> bool:
        """Whether the key is there and not null."""
        return self._record.get(key) is not None

    def value(self, key: str) -> Any:
        """The value of a key that must be there and not null."""
        if not self.has(key):
            raise self.wrong(key, "必填")
        return self._record[key]

    def raw(self, key: str) -> Any:
        """The value of a key that must be there, null included."""
        if key not in self._record:
            raise self.wrong(key, "必填")
        return self._record[key]

    def text(self, key: str) -> str:
        """A string."""
        value = self.value(key)
        if not isinstance(value, str):
            raise self.wrong(key, "应为文字（字符串）")
        return value

    def yuan(self, key: str, default: str | None = None) -> Decimal:
        """An amount as a string, zero or more, at most two decimals."""
        return self._decimal(key, _YUAN, "金额应为字符串，不小于0，最多两位小数，例如“1409.50”", default)

    def number(self, key: str, default: str | None = None) -> Decimal:
        """A number as a string, zero or more."""
        return self._decimal(key, _NUMBER, "应为写成字符串的数，不小于0，例如“35.8333”", default)

    def _decimal(self, key: str, shape: re.Pattern[str], rule: str, default: str | None) -> Decimal:
        value = default if default is not None and not self.has(key) else self.value(key)
        if not isinstance(value, str) or not shape.fullmatch(value):
            raise self.wrong(key, rule)
        return Decimal(value)

    def count(self, key: str, default: int | None = None, largest: int = 100_000) -> int:
        """A whole number, zero or more; true and 1.0 are none."""
        value = default if default is not None and not self.has(key) else self.value(key)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= largest:
            raise self.wrong(key, f"应为0至{largest}的整数")
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        """true or false."""
        value = default if default is not None and not self.has(key) else self.value(key)
        if not isinstance(value, bool):
            raise self.wrong(key, "应为true或者false")
        return value

    def choice(self, key: str, choices: Collection[str], default: str | None = None) -> str:
        """One of the given words."""
        value = default if default is not None and not self.has(key) else self.value(key)
        if not isinstance(value, str) or value not in choices:
            raise self.wrong(key, f"应为{'、'.join(choices)}之一")
        return value

    def day(self, key: str) -> date:
        """A date written as 2026-09-24, between 1949-10-01 and 2200."""
        value = self.value(key)
        if not isinstance(value, str) or not _DATE.fullmatch(value):
            raise self.wrong(key, "日期应写成“2026-09-24”的样式")
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise self.wrong(key, "不是真实存在的日期") from None
        if not FIRST_DAY <= day <= LAST_DAY:
            raise self.wrong(key, f"日期应在{FIRST_DAY.isoformat()}至{LAST_DAY.isoformat()}之间")
        return day

    def month(self, key: str) -> Month:
        """A month written as 2019-05."""
        value = self.value(key)
        if not isinstance(value, str) or not _MONTH.fullmatch(value):
            raise self.wrong(key, "月份应写成“2019-05”的样式")
        try:
            return Month.parse(value)
        except ValueError:
            raise self.wrong(key, "不是真实存在的月份") from None

    def division(self, key: str, default: str | None = None) -> str:
        """A six-digit division code."""
        value = default if default is not None and not self.has(key) else self.value(key)
        if not isinstance(value, str) or not _DIVISION.fullmatch(value):
            raise self.wrong(key, "应为6位行政区划代码，例如“530523”")
        return value

    def wrong(self, key: str, rule: str) -> RecordError:
        """The error of one field."""
        return RecordError(f"{self._where}{key}：{rule}")
