"""What can go wrong when a paper is printed, said in words an officer can act on."""

from dataclasses import dataclass


class PaperError(Exception):
    """The paper cannot be printed; the message says in Chinese what to install, set or correct."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A character no face can draw, the field it was typed in (empty: the template), and its sentence."""

    character: str
    field: str
    sentence: str

    def __str__(self) -> str:
        where = f"“{self.field}”一栏“{self.sentence}”" if self.field else f"文书正文“{self.sentence}”"
        code = f"U+{ord(self.character):04X}"
        if is_private(ord(self.character)):
            return f"{where}中有自造字（{code}），打印后会变成别的字，请改用该字的国家标准编码"
        if not self.character.isprintable():
            return f"{where}中有不能打印的控制字符（{code}），请删除后重试"
        return f"{where}中的“{self.character}”（{code}）在字库中没有字形，请安装含有该字的字体后重试"


class MissingGlyph(PaperError):  # named for what is wrong, as officers meet it
    """Characters of a paper that would print as nothing or as another character; `places` names each."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        self.places = places
        super().__init__("；".join(str(place) for place in places))


PRIVATE_USE = (range(0xE000, 0xF900), range(0xF0000, 0xFFFFE), range(0x100000, 0x10FFFE))
"""The three areas of Unicode whose characters mean something else in every font."""


def is_private(code: int) -> bool:
    """Whether the code point belongs to a private-use area (自造字)."""
    return any(code in area for area in PRIVATE_USE)
