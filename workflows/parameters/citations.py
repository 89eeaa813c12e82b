"""Instruments and articles that calculators cite; knows titles and numbers, no text.

The one place to exchange for the kernel's own law types: nothing else constructs a Citation but
`Instrument.article` and `Instrument.cite`, and everybody else only prints it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class Grade(StrEnum):
    """How well a fact is known. What is graded lower than these is not shipped."""

    LAW = "L"
    TWO_SOURCES = "P2"
    ONE_SOURCE = "P1"
    DERIVED = "D"


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in an instrument (条、款、项); without an article when its number is not known."""

    instrument: str
    article: int | None = None
    paragraph: int | None = None
    item: int | None = None
    version: date | None = None
    grade: Grade = Grade.LAW

    def __str__(self) -> str:
        place = "".join(
            f"第{numeral(number)}{unit}" if unit != "项" else f"第（{numeral(number)}）项"
            for number, unit in ((self.article, "条"), (self.paragraph, "款"), (self.item, "项"))
            if number is not None
        )
        title = self.instrument.replace("《", "〈").replace("》", "〉")
        return f"《{title}》{place}"


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law or document (文件): its title, the date of the text that was read, its grade."""

    title: str
    version: date | None = None
    grade: Grade = Grade.LAW

    def article(self, article: int, paragraph: int | None = None, item: int | None = None) -> Citation:
        """The citation of one article."""
        return Citation(self.title, article, paragraph, item, self.version, self.grade)

    def cite(self) -> Citation:
        """The instrument as a whole."""
        return Citation(self.title, None, None, None, self.version, self.grade)


_DIGITS: Final = "零一二三四五六七八九"
_TEN: Final = 10
_HUNDRED: Final = 100


def numeral(number: int) -> str:
    """A number from 1 to 999 as Chinese law counts its articles: 八十六, 一百一十三."""
    if not 0 < number < _TEN * _HUNDRED:
        raise ValueError(f"{number} is not an article number")
    hundreds, rest = divmod(number, _HUNDRED)
    tens, ones = divmod(rest, _TEN)
    text = _DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


SOCIAL_INSURANCE_LAW: Final = Instrument("中华人民共和国社会保险法", date(2018, 12, 29))
PREMIUM_REGULATION: Final = Instrument("社会保险费征缴暂行条例", date(2019, 3, 24))
SOCIAL_INSURANCE_RULES: Final = Instrument("实施《中华人民共和国社会保险法》若干规定", date(2011, 6, 29))
COMPULSION_LAW: Final = Instrument("中华人民共和国行政强制法", date(2011, 6, 30))
PENALTY_LAW: Final = Instrument("中华人民共和国行政处罚法", date(2021, 1, 22))
RETIREMENT_DECISION: Final = Instrument(
    "全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定", date(2024, 9, 13)
)
BANKRUPTCY_LAW: Final = Instrument("中华人民共和国企业破产法", date(2006, 8, 27))

LATE_FEE: Final = SOCIAL_INSURANCE_LAW.article(86)
LATE_FEE_BEFORE_2011: Final = PREMIUM_REGULATION.article(13)
OLD_ARREARS: Final = SOCIAL_INSURANCE_RULES.article(29)
LATE_FEE_ON_EMPLOYER: Final = SOCIAL_INSURANCE_RULES.article(20)
COMPULSION_CAP: Final = COMPULSION_LAW.article(45, 2)
SURCHARGE: Final = PENALTY_LAW.article(72, 1, 1)
SURCHARGE_PAUSE: Final = PENALTY_LAW.article(73, 3)
ONE_FINE_PER_ACT: Final = PENALTY_LAW.article(29)
OLD_AND_NEW_LAW: Final = PENALTY_LAW.article(37)
CRIMINAL_FINE: Final = PENALTY_LAW.article(35, 2)
PENSION_BELOW_MINIMUM: Final = SOCIAL_INSURANCE_LAW.article(16, 2)
ACCOUNT_RATE: Final = SOCIAL_INSURANCE_LAW.article(14)
DELAY: Final = RETIREMENT_DECISION.article(1)
MINIMUM_YEARS: Final = RETIREMENT_DECISION.article(2)
FLEXIBLE_RETIREMENT: Final = RETIREMENT_DECISION.article(3)
PREMIUM_SHARES: Final = SOCIAL_INSURANCE_LAW.article(12)
