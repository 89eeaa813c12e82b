"""How law is cited: instruments with dates in force, and the places inside them.

Knows no single law: those are values in `workflows/laws.py`. An article number that nobody has read is
never written; such an instrument is cited as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

DIGITS = "零一二三四五六七八九"
BEYOND = 10_000


class Grade(StrEnum):
    """How well a legal statement is evidenced (证据等级)."""

    L = "L"  # read in the full text of the instrument
    P2 = "P2"  # seen on two independent pages
    P1 = "P1"  # seen on one page
    U = "U"  # unverified
    D = "D"  # our own design decision


class Basis(Protocol):
    """Why something is lawful: a citation, or a practice that has no national text."""

    @property
    def label(self) -> str:
        """Short form for screens, with Arabic numerals."""

    @property
    def formal(self) -> str:
        """Form for papers, with Chinese numerals."""

    @property
    def grade(self) -> Grade:
        """How well it is evidenced."""


def chinese_number(number: int) -> str:
    """Write 1 to 9999 as an article number is written (一百零八).

    >>> chinese_number(108), chinese_number(10), chinese_number(84), chinese_number(210)
    ('一百零八', '十', '八十四', '二百一十')
    """
    if not 0 < number < BEYOND:
        raise ValueError(f"article numbers lie between 1 and 9999, not {number}")
    text, pending_zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if pending_zero and text else "") + DIGITS[digit] + name
        pending_zero = not digit
        if not number:
            break
    return text.removeprefix("一") if text.startswith("一十") else text


@dataclass(frozen=True, slots=True)
class Law:
    """A legal instrument (法律文件) in one of its versions.

    `version` is the date on which this text was adopted or last amended; `in_force` and `until` bound the
    days on which it may be cited (`until` is the last such day). `number` is the document number (文号).
    None says that nobody has read the date, which is then neither printed nor guessed. `dates` is how well both
    are evidenced, where that is less well than the text.
    """

    code: str
    title: str
    version: date | None
    in_force: date | None
    grade: Grade
    number: str = ""
    until: date | None = None
    jurisdiction: str = "000000"
    dates: Grade = Grade.L

    def article(self, number: int, paragraph: int | None = None, item: int | None = None) -> Citation:
        """Cite an article (条), perhaps one of its paragraphs (款) and items (项)."""
        return Citation(self, number, paragraph, item)

    def whole(self, grade: Grade | None = None) -> Citation:
        """Cite the instrument without an article, because its number has not been read."""
        return Citation(self, None, None, None, grade)

    def applies_on(self, day: date) -> bool:
        """Tell whether this text was in force on the day; one whose first day nobody has read, is not."""
        return self.in_force is not None and self.in_force <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in an instrument (法条)."""

    law: Law
    article: int | None
    paragraph: int | None = None
    item: int | None = None
    own_grade: Grade | None = None

    @property
    def grade(self) -> Grade:
        """The citation's own evidence grade, else that of its instrument."""
        return self.own_grade or self.law.grade

    @property
    def label(self) -> str:
        """Short form for screens: 《社会保险法》第84条."""
        tail = f"第{self.article}条" if self.article else ""
        tail += f"第{self.paragraph}款" if self.paragraph else ""
        tail += f"第{self.item}项" if self.item else ""
        return f"《{self.law.title}》{tail}"

    @property
    def formal(self) -> str:
        """Form for papers: 《中华人民共和国社会保险法》第八十四条."""
        tail = f"第{chinese_number(self.article)}条" if self.article else ""
        tail += f"第{chinese_number(self.paragraph)}款" if self.paragraph else ""
        tail += f"第（{chinese_number(self.item)}）项" if self.item else ""
        national = self.law.title.endswith("法") and not self.law.title.endswith("办法")
        prefix = "中华人民共和国" if national else ""
        return f"《{prefix}{self.law.title}》{tail}"


PLACE = re.compile(r"(《[^》]+》)(第\d+条)?(第\d+款)?(第\d+项)?")


def joined(labels: Iterable[str]) -> str:
    """Citations in a row, an instrument and an article named once for what is cited of them one after another.

    >>> joined(["《条例》第9条第1款", "《条例》第9条第3款", "《条例》第14条", "《办法》第2条", "函件载明的期限"])
    '《条例》第9条第1款、第3款、第14条、《办法》第2条、函件载明的期限'
    """
    said: list[str] = []
    before: tuple[str, ...] = ()
    for label in dict.fromkeys(labels):
        found = PLACE.fullmatch(label)
        now = tuple(part or "" for part in found.groups()) if found else ()
        same = next((n for n, (old, new) in enumerate(zip(before, now, strict=False)) if old != new), 0)
        # A whole instrument or article after or before one of its parts is said in full.
        said.append("".join(now[same:]) if same and now[same] and before[same] else label)
        before = now
    return "、".join(said)


@dataclass(frozen=True, slots=True)
class LocalPractice:
    """A rule without a national text (地方做法): what the office does, and how well that is evidenced."""

    text: str
    grade: Grade = Grade.D

    @property
    def label(self) -> str:
        """The practice in words."""
        return self.text

    @property
    def formal(self) -> str:
        """The practice in words."""
        return self.text
