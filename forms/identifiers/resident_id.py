"""The citizen identification number (公民身份号码, GB 11643), which is also the social security number.

Knows how it is written and checked; knows nobody's name. Source: 社会保险法第五十八条 makes it the
social security number (社会保障号码).
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from forms.identifiers.divisions import PROVINCES, division
from forms.identifiers.findings import EMPTY, Checked, Finding, error, hint, refuse
from forms.identifiers.spelling import compact, went_through_a_number

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK: Final = "10X98765432"
_LOOKALIKES_OF_X: Final = str.maketrans(dict.fromkeys("×хХχΧ✕╳", "X"))
_OLD: Final = re.compile(r"\d{15}")
_NEW: Final = re.compile(r"\d{17}[\dX]")
_OLDEST_AGE: Final = 130


@dataclass(frozen=True, slots=True)
class Identity:
    """What a valid number itself says: birth date, sex, division of first registration."""

    birth: date
    sex: Literal["男", "女"]
    region: str


def check_character(first17: str) -> str:
    """The 18th character that belongs to the first 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, _WEIGHTS, strict=True))
    return _CHECK[total % 11]


def read_identity(number: str) -> Identity:
    """What an already checked 18-character number says."""
    birth = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    return Identity(birth, "男" if int(number[16]) % 2 else "女", number[:6])


def check_resident_id(value: str, on: date | None = None) -> Checked:
    """Check and normalise a citizen number as people write it.

    Full-width characters, spaces and a small x are put right; 15 digits become 18 (born in the 1900s).
    `on` is today by the caller's clock: without it a birth in the future goes unnoticed.
    A region that is unknown, abolished or does not fit the birth year is a hint only: people
    keep the code under which they were first registered, and some were first registered late.
    """
    text = compact(value).upper()
    if not text:
        return refuse(error(EMPTY, "请填写公民身份号码"))
    if went_through_a_number(text):
        return refuse(_precision_lost())
    fixed = text.translate(_LOOKALIKES_OF_X)
    hints: list[Finding] = []
    if fixed != text:
        hints.append(hint("x_lookalike", "末位写成了形似“X”的其他字符，已按“X”处理"))
    if _OLD.fullmatch(fixed):
        hints.append(hint("fifteen_digits", "这是15位旧号码，已补出生年份前两位“19”和末位校验码，请与证件核对"))
        fixed = fixed[:6] + "19" + fixed[6:]
        fixed += check_character(fixed)
    if not _NEW.fullmatch(fixed):
        return refuse(_wrong_shape(fixed), hints=tuple(hints))
    if errors := _errors(fixed, on):
        return refuse(*errors, hints=tuple(hints))
    return Checked(fixed, (), (*hints, *_hints(fixed, on)))


def _errors(number: str, on: date | None) -> list[Finding]:
    if number.endswith("000") and number[17] != check_character(number[:17]):
        return [_precision_lost()]
    errors: list[Finding] = []
    if number[:2] not in PROVINCES:
        errors.append(
            error(
                "province",
                f"前两位“{number[:2]}”不是任何省、自治区、直辖市的代码，请核对；外国人证件请另选证件类型",
            )
        )
    birth = _birth(number)
    if birth is None:
        errors.append(error("birth_date", "第7至14位不是真实存在的出生日期，请与证件核对"))
    elif on is not None and birth > on:
        errors.append(error("birth_in_future", "第7至14位的出生日期晚于今天，请与证件核对"))
    if number[17] != check_character(number[:17]):
        errors.append(error("check_character", "末位校验码与前17位不符，至少有一位写错，请与证件核对"))
    return errors


def _hints(number: str, on: date | None) -> list[Finding]:
    hints: list[Finding] = []
    if number.endswith("000"):
        hints.append(hint("ends_in_000", "末三位是“000”，校验码相符；如来自电子表格，请与证件核对是否丢失末几位"))
    birth = read_identity(number).birth
    if on is not None and on.year - birth.year > _OLDEST_AGE:
        hints.append(hint("age", f"按号码计算年龄超过{_OLDEST_AGE}岁，请与证件核对"))
    return [*hints, *_region_hints(number[:6], birth.year)]


def _region_hints(code: str, birth_year: int) -> list[Finding]:
    found = division(code)
    if found is None:
        return [hint("region_unknown", f"前六位“{code}”不在已收录的区划代码中，可能是2002年以前的旧代码，请留意")]
    hints: list[Finding] = []
    if found.to_year is not None:
        hints.append(hint("region_abolished", f"前六位“{code}”（{found.name}）是旧代码，不晚于{found.to_year}年停用"))
        if birth_year > found.to_year:
            hints.append(hint("region_birth_year", f"“{code}”在出生年份{birth_year}年时已经停用，请与证件核对"))
    if found.from_year is not None and birth_year < found.from_year:
        hints.append(
            hint(
                "region_birth_year",
                f"“{code}”（{found.name}）约自{found.from_year}年起使用，晚于出生年份，可能是后来补登或者迁入后编号",
            )
        )
    return hints


def _birth(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _precision_lost() -> Finding:
    return error(
        "precision_lost",
        "号码被电子表格当作数字处理，末几位已经丢失（变成“000”或“5.33E+17”一类），无法还原；"
        "请把来源表格该列设为文本格式后重新填写",
    )


def _wrong_shape(text: str) -> Finding:
    if re.fullmatch(r"[\dX]{8,}", text):
        return error("length", f"公民身份号码应为18位（旧号码15位），现为{len(text)}位；“X”只能在末位")
    return error("not_resident_id", "这不是公民身份号码：应为17位数字加1位数字或者X；其他证件请另选证件类型")
