"""Names of persons as they stand in papers; knows characters and dots, nobody's identity."""

import re
import unicodedata
from typing import Final

from forms.identifiers.findings import EMPTY, Checked, error, hint, refuse
from forms.identifiers.spelling import half_width

MIDDLE_DOT: Final = "·"
_DOTS: Final = str.maketrans(dict.fromkeys("•∙⋅・･‧․．●", MIDDLE_DOT))
_LONGEST: Final = 50


def check_person_name(value: str) -> Checked:  # noqa: PLR0911 - one refusal per rule
    """A person's name: Chinese characters, or letters for foreigners; one kind of middle dot (·).

    White space inside a Chinese name is dropped. A character from the private area has no agreed
    meaning and is a hint: it must be replaced by its standard character before a paper is printed.
    """
    text = " ".join(half_width(value).translate(_DOTS).split())
    if not text:
        return refuse(error(EMPTY, "请填写姓名"))
    if any(_is_han(character) for character in text):
        text = text.replace(" ", "").replace(".", MIDDLE_DOT)
    text = re.sub(f"{MIDDLE_DOT}+", MIDDLE_DOT, text).strip(MIDDLE_DOT)
    if not text:
        return refuse(error("name", "姓名中没有文字"))
    if len(text) > _LONGEST:
        return refuse(error("length", f"姓名不超过{_LONGEST}个字"))
    if any(character.isdigit() for character in text):
        return refuse(error("digit", "姓名中不能有数字"))
    if not all(_allowed(character) for character in text):
        return refuse(error("character", "姓名只能由汉字、字母、间隔号组成"))
    if any(unicodedata.category(character) == "Co" for character in text):
        return Checked(text, (), (hint("private_character", "姓名含自造字，打印文书前请换成标准字"),))
    return Checked(text)


def _is_han(character: str) -> bool:
    return "CJK" in unicodedata.name(character, "") or unicodedata.category(character) == "Co"


def _allowed(character: str) -> bool:
    return character in f"{MIDDLE_DOT} -'’." or unicodedata.category(character) in {
        "Lo",
        "Lu",
        "Ll",
        "Lm",
        "Nl",
        "Co",
        "Mn",
    }
