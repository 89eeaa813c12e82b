"""How people and spreadsheets write the same thing differently; knows characters, no rule of any number."""

import re
from typing import Final

_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_INVISIBLE: Final = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, 0x202A, 0x202C, 0x202D))
_TABLE: Final = {**_FULL_WIDTH, **_INVISIBLE, 0x3000: 0x20, 0x00A0: 0x20}
_LEADING_QUOTES: Final = "'‘’`´"
_SCIENTIFIC: Final = re.compile(r"\d(\.\d+)?[Ee]\+?\d{1,3}")
_FLOAT: Final = re.compile(r"\d{15,20}\.0*")


def half_width(text: str) -> str:
    """The text with full-width letters, digits and signs made ordinary, invisible characters removed.

    A leading apostrophe, with which Excel marks a cell as text, goes too.
    """
    return text.translate(_TABLE).strip().lstrip(_LEADING_QUOTES).strip()


def compact(text: str) -> str:
    """The half-width text without any white space."""
    return "".join(half_width(text).split())


def went_through_a_number(text: str) -> bool:
    """Whether a compact text shows that a spreadsheet held it as a number: 5.33E+17, 53…000.0.

    Such a number keeps 15 significant digits; what followed is lost.
    """
    return bool(_SCIENTIFIC.fullmatch(text) or _FLOAT.fullmatch(text))
