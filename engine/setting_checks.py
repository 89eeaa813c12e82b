"""What is wrong with a value that an administrator sets (参数的检查), in Chinese; each returns None where it may be set."""

from __future__ import annotations

import re
from collections.abc import Callable
from string import Formatter

Check = Callable[[str], str | None]
PLACES = {"organ": "机关代字", "mark": "文种代字", "year": "年度", "seq": "序号"}
PHONE = re.compile(r"(0\d{2,3}-?)?\d{7,8}(-\d{1,6})?|1[3-9]\d{9}|\d{5}")


def whole_number(least: int, most: int) -> Check:
    """A whole number in Arabic digits between two bounds, both included."""

    def check(value: str) -> str | None:
        if re.fullmatch(r"[0-9]{1,6}", value) and least <= int(value) <= most:
            return None
        return f"应为{least}到{most}之间的整数"

    return check


def number_pattern(value: str) -> str | None:
    """A pattern for numbers: each place in braces, the year and the running number among them."""
    try:
        parts = list(Formatter().parse(value))
    except ValueError:
        return f"花括号不成对；{_places()}"
    names = [name for _, name, _, _ in parts if name is not None]
    formats = {form for _, name, form, _ in parts if name is not None and form}
    conversions = {conversion for _, _, _, conversion in parts if conversion}
    unknown = [name for name in names if name not in PLACES]
    if unknown:
        return f"不认识“{{{unknown[0]}}}”；{_places()}"
    if conversions or any(not re.fullmatch(r"0[2-6]d", form) for form in formats):
        return "花括号里只写名称；序号要补零的，写成“{seq:04d}”的样式"
    if any(form and name != "seq" for _, name, form, _ in parts):
        return "只有序号可以补零"
    if "year" not in names or names.count("seq") != 1:
        return "要写明{year}（年度）和一个{seq}（序号），否则号码会重复"
    return None


def number_example(value: str, mark: str) -> str:
    """What a pattern makes, by an example.

    >>> number_example("{organ}{mark}〔{year}〕{seq}号", "监案字")
    '例如某人社监案字〔2026〕1号'
    """
    return "例如" + value.format(organ="某人社", mark=mark, year=2026, seq=1)


def phone(value: str) -> str | None:
    """A telephone number that people can dial."""
    return None if PHONE.fullmatch(value) else "应为电话号码，座机写区号，例如0875-6120000"


def _places() -> str:
    return "可以用" + "、".join(f"{{{name}}}（{label}）" for name, label in PLACES.items())
