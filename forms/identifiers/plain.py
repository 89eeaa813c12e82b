"""Telephone numbers, months and amounts as people write them, and the one way in which we keep them."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from forms.identifiers.findings import EMPTY, Checked, Finding, error, hint, refuse
from forms.identifiers.spelling import compact, half_width

FIRST_YEAR: Final = 1949
LAST_YEAR: Final = 2100
LARGEST_YUAN: Final = Decimal("999999999999.99")
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")
_LANDLINE: Final = re.compile(r"(0\d{2,3})-?([2-9]\d{6,7})(?:[-转]?(\d{1,5}))?")
_LANDLINE_WITH_EXTENSION: Final = re.compile(r"(0\d{2,3})-?([2-9]\d{6,7})[-转](\d{1,5})")
_MONTH: Final = re.compile(r"(\d{4})[-/.年]?(\d{1,2})月?")
_DAY: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:0{1,2}:00(?::00)?)?")
_COMPACT_DAY: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL: Final = re.compile(r"[2-6]\d{4}(?:\.0)?")
_SERIAL_ZERO: Final = date(1899, 12, 30)
_YUAN: Final = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?")


def check_phone(value: str) -> Checked:
    """A mobile number (11 digits) or a landline with its area code, kept as 0875-6121234."""
    text = compact(value)
    if not text:
        return refuse(error(EMPTY, "请填写联系电话"))
    text = re.sub(r"^(?:\+|00)86-?", "", text.replace("—", "-").replace("(", "").replace(")", "-").replace("--", "-"))
    digits = text.replace("-", "")
    if _MOBILE.fullmatch(digits):
        return Checked(digits)
    if found := _LANDLINE_WITH_EXTENSION.fullmatch(text):
        return Checked("-".join(found.groups()))
    if found := _LANDLINE.fullmatch(text):
        return Checked(f"{found[1]}-{found[2]}" if found[3] is None else f"{found[1]}-{found[2]}{found[3]}")
    if re.fullmatch(r"\d{7,8}", digits):
        return refuse(error("area_code", "座机请加区号，例如0875-6121234"))
    return refuse(error("phone", "应为11位手机号码，或者带区号的座机号码（例如0875-6121234）"))


def check_month(value: str) -> Checked:
    """A month as YYYY-MM; also reads 201905, 2019/5, 2019.05, 2019年5月, a date, an Excel date number.

    The day of a date is dropped with a hint. Two-digit years are refused.
    """
    text = compact(value)
    if not text:
        return refuse(error(EMPTY, "请填写月份"))
    if found := _DAY.fullmatch(text) or _COMPACT_DAY.fullmatch(text):
        try:
            day = date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return refuse(error("month", "不是真实存在的日期"))
        return _month(day.year, day.month, hint("day_dropped", "填的是日期，已取其年月"))
    if _SERIAL.fullmatch(text):
        day = _SERIAL_ZERO + timedelta(days=int(text.split(".")[0]))
        return _month(day.year, day.month, hint("excel_serial", "填的是电子表格的日期序号，已换算为年月，请核对"))
    if found := _MONTH.fullmatch(text):
        return _month(int(found[1]), int(found[2]))
    return refuse(error("month", "月份应写成四位年份加两位月份，例如2019-05"))


def check_day(value: str) -> Checked:
    """A date as YYYY-MM-DD; also reads 20190531, 2019/5/31, 2019年5月31日 and an Excel date number."""
    text = compact(value)
    if not text:
        return refuse(error(EMPTY, "请填写日期"))
    if _SERIAL.fullmatch(text):
        day = _SERIAL_ZERO + timedelta(days=int(text.split(".")[0]))
        return Checked(day.isoformat(), (), (hint("excel_serial", "填的是电子表格的日期序号，已换算，请核对"),))
    found = _DAY.fullmatch(text) or _COMPACT_DAY.fullmatch(text)
    if found is None:
        return refuse(error("day", "日期应写成年月日，例如2019-05-31"))
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return refuse(error("day", "不是真实存在的日期"))
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return refuse(error("year", f"年份应在{FIRST_YEAR}至{LAST_YEAR}之间"))
    return Checked(day.isoformat())


def _month(year: int, month: int, *hints: Finding) -> Checked:
    if not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        return refuse(error("month", "月份应在01至12之间"))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return refuse(error("year", f"年份应在{FIRST_YEAR}至{LAST_YEAR}之间"))
    return Checked(f"{year:04d}-{month:02d}", (), hints)


def check_yuan(value: str) -> Checked:  # noqa: PLR0911 - one refusal per rule
    """An amount in yuan, zero or more, at most two decimals; thousands commas and 元 are dropped.

    Never rounds: a third decimal is refused, so that no amount changes by being typed in.
    """
    text = half_width(value).removeprefix("人民币").removeprefix("￥").removeprefix("¥").replace(" ", "")
    if not text:
        return refuse(error(EMPTY, "请填写金额"))
    if text.endswith(("万元", "万", "亿元", "亿")):
        return refuse(error("unit", "金额请以元为单位填写，不写“万元”"))
    text = text.removesuffix("整").removesuffix("正").removesuffix("元")
    if text.startswith(("-", "−", "(")):
        return refuse(error("negative", "金额不能为负数"))
    found = _YUAN.fullmatch(text)
    if found is None:
        return refuse(error("amount", "金额应为数字，最多两位小数，例如1234.50"))
    if len(found[1] or "") > 2:  # noqa: PLR2004 - fen
        return refuse(error("decimals", "金额最多两位小数（到分）"))
    amount = Decimal(text.replace(",", ""))
    if amount > LARGEST_YUAN:
        return refuse(error("too_large", "金额超过一万亿元，请核对单位"))
    return Checked(f"{amount:.2f}")
