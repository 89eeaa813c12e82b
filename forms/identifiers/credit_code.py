"""The unified social credit code (统一社会信用代码, GB 32100-2015) of employers and other bodies.

Knows how it is written and checked; does not know whether the body exists.
"""

import re
from collections.abc import Mapping
from typing import Final

from forms.identifiers.divisions import PROVINCES, division
from forms.identifiers.findings import EMPTY, Checked, Finding, error, hint, refuse
from forms.identifiers.spelling import compact, went_through_a_number

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE: Final[Mapping[str, int]] = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(17))
_SHAPE: Final = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}")
_LENGTH: Final = 18
_NATION: Final = "100000"
_KINDS: Final = frozenset(
    re.findall(
        r"\S\S",
        "11 12 13 19 21 29 31 32 33 34 35 39 41 49 51 52 53 54 55 59 61 62 69 71 72 79 81 89 91 92 93 "
        "A1 A9 N1 N2 N3 N9 Y1",
    )
)


def check_character(first17: str) -> str:
    """The 18th character; "0" when the weighted sum is a multiple of 31."""
    total = sum(_VALUE[character] * weight for character, weight in zip(first17, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def check_credit_code(value: str) -> Checked:  # noqa: PLR0911 - one refusal per rule
    """Check and normalise a credit code as people write it; it may begin with a letter (rural collectives).

    The division in it is that of first registration, so that an odd one is only a hint.
    """
    text = compact(value).upper().replace("-", "")
    if not text:
        return refuse(error(EMPTY, "请填写统一社会信用代码"))
    if went_through_a_number(text):
        return refuse(
            error(
                "precision_lost",
                "代码被电子表格当作数字处理，末几位已经丢失，无法还原；请把来源表格该列设为文本格式后重新填写",
            )
        )
    if len(text) != _LENGTH:
        return refuse(_wrong_length(text))
    if letters := sorted(set(text) & set("IOSVZ")):
        return refuse(
            error(
                "letter",
                f"统一社会信用代码不使用字母I、O、S、V、Z，现有“{'、'.join(letters)}”，可能是数字1、0、5、2之误",
            )
        )
    if not _SHAPE.fullmatch(text):
        return refuse(error("shape", "应为2位类别、6位区划数字、9位主体标识和1位校验码，只用数字和大写字母"))
    if text[17] != check_character(text[:17]):
        return refuse(error("check_character", "末位校验码与前17位不符，至少有一位写错，请与营业执照等证照核对"))
    return Checked(text, (), tuple(_hints(text)))


def _hints(code: str) -> list[Finding]:
    hints: list[Finding] = []
    if code[:2] not in _KINDS:
        hints.append(hint("kind", f"前两位“{code[:2]}”不在已知的登记管理部门和机构类别中，请留意"))
    region = code[2:8]
    if region[:2] not in PROVINCES and region != _NATION:
        hints.append(hint("province", f"第3至4位“{region[:2]}”不是省级代码，请留意"))
    elif region != _NATION and division(region) is None:
        hints.append(hint("region_unknown", f"第3至8位“{region}”不在已收录的区划代码中，请留意"))
    return hints


def _wrong_length(text: str) -> Finding:
    if re.fullmatch(r"\d{15}", text):
        return error("registration_number", "这是15位旧注册号，请填写换照后的18位统一社会信用代码")
    if re.fullmatch(r"[0-9A-Z]{9}", text):
        return error("organisation_code", "这是9位组织机构代码，请填写18位统一社会信用代码")
    return error("length", f"统一社会信用代码应为18位，现为{len(text)}位")
