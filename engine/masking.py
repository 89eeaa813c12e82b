"""Masking (脱敏) of personal data; knows patterns, decides nothing about who may see."""

import re
from collections.abc import Callable
from typing import Final

from engine.divisions import TOWNSHIP

STAR: Final = "*"
MIDDLE_DOT: Final = "·"
COMPOUND_SURNAMES: Final = frozenset(
    re.findall(
        r"\S\S",
        "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 夏侯 端木 轩辕 宇文 长孙 鲜于 闾丘 太史 "
        "申屠 公羊 赫连 澹台 公冶 宗政 濮阳 淳于 单于 太叔 仲孙 钟离 万俟 闻人 南宫 呼延 独孤 拓跋 百里 东郭 "
        "西门 第五 左丘 梁丘 谷梁 段干 乐正 漆雕 壤驷 公西 巫马 亓官 司寇 子车 颛孙 宰父 夹谷",
    )
)
_SHORTEST_WITH_ENDS: Final = 15
_MOBILE_LENGTH: Final = 11


def mask_name(name: str) -> str:
    """A name as a screen shows it: 张*, 张*三, 欧阳**; each part of a name with middle dots by itself.

    The surname stays; with a single surname of a name of three or more the last character stays too.
    """
    if MIDDLE_DOT in name:
        return MIDDLE_DOT.join(part[:1] + STAR * (len(part) - 1) for part in name.split(MIDDLE_DOT))
    if " " in name:
        return " ".join(part[:1] + STAR * (len(part) - 1) for part in name.split(" "))
    if len(name) > 2 and name[:2] in COMPOUND_SURNAMES:  # noqa: PLR2004 - a compound surname has two characters
        return name[:2] + STAR * (len(name) - 2)
    if len(name) > 2 and not name.isascii():  # noqa: PLR2004 - 张三 has no middle
        return name[0] + STAR * (len(name) - 2) + name[-1]
    return name[:1] + STAR * max(len(name) - 1, 1) if name else ""


def mask_id(number: str, *, head: int = 6, tail: int = 4) -> str:
    """An identity number with its middle hidden: 530523********9982.

    The first six tell the region; public lists should use a smaller `head` or nothing. A number
    too short to be a citizen number (a passport) keeps only its last `tail`, at most half of it.
    """
    if len(number) < _SHORTEST_WITH_ENDS:
        head, tail = 0, min(tail, len(number) // 2)
    hidden = max(len(number) - head - tail, 0)
    return number[:head] + STAR * hidden + (number[-tail:] if tail else "")


def mask_phone(number: str) -> str:
    """A telephone number with its middle hidden: 138****8000, 0875-***1234."""
    if number.isdigit() and len(number) == _MOBILE_LENGTH and number.startswith("1"):
        return number[:3] + STAR * 4 + number[-4:]
    area, dash, rest = number.rpartition("-")
    return area + dash + STAR * max(len(rest) - 4, 0) + rest[-4:] if len(rest) > 4 else STAR * len(number)  # noqa: PLR2004 - the last four stay


def mask_address(address: str) -> str:
    """An address down to its township: 龙陵县龙山镇**; what names no township is hidden but for six characters."""
    found = TOWNSHIP.search(address)
    kept = address[: found.end()] if found else address[:6]
    return kept + STAR * 2 if len(kept) < len(address) else address


def masked(kind: str, value: str) -> str:
    """A value of one kind of personal data (id, phone, name, address) as a screen shows it."""
    mask = MASKS.get(kind)
    return mask(value) if mask else STAR * len(value)


MASKS: Final[dict[str, Callable[[str], str]]] = {
    "id": mask_id,
    "phone": mask_phone,
    "name": mask_name,
    "address": mask_address,
}
