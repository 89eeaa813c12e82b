"""The legal retirement age (法定退休年龄) by birth month, since the gradual delay of 2025.

Source: 全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定第一条, 第三条. Knows three groups
by original age; who belongs to which is decided elsewhere. Special trades (第八条) are not covered.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from workflows.calculators.months import Month
from workflows.calculators.refusals import InputError
from workflows.parameters import RETIREMENT_AGE_REFORM
from workflows.parameters import citations as law

FIRST_BIRTH_YEAR: Final = 1900
LAST_BIRTH_YEAR: Final = 2100
REFORM: Final = date(2025, 1, 1)
FLEXIBLE_YEARS: Final = 3
_MONTHS: Final = 12


class Category(StrEnum):
    """Groups by sex and original retirement age."""

    MALE_60 = "male_60"
    FEMALE_55 = "female_55"
    FEMALE_50 = "female_50"


LABELS: Final = {
    Category.MALE_60: "男职工（原60周岁）",
    Category.FEMALE_55: "女职工（原55周岁）",
    Category.FEMALE_50: "女职工（原50周岁）",
}


@dataclass(frozen=True, slots=True)
class RetirementAge:
    """The legal age of one person: delay, age, the month in which it is reached."""

    birth: Month
    category: Category
    original_years: int
    delay_months: int

    @property
    def age_years(self) -> int:
        """Whole years of the legal age."""
        return self.original_years + self.delay_months // _MONTHS

    @property
    def age_months(self) -> int:
        """Further months of the legal age."""
        return self.delay_months % _MONTHS

    @property
    def retire_month(self) -> Month:
        """The month in which the legal age is reached."""
        return self.birth.plus(self.original_years * _MONTHS + self.delay_months)

    @property
    def earliest_month(self) -> Month:
        """The earliest month by own choice (弹性提前): three years before, never below the original age."""
        return self.birth.plus(self.original_years * _MONTHS + max(self.delay_months - FLEXIBLE_YEARS * _MONTHS, 0))

    @property
    def latest_month(self) -> Month:
        """The latest month if the employer agrees (弹性延迟): three years after."""
        return self.retire_month.plus(FLEXIBLE_YEARS * _MONTHS)

    @property
    def working(self) -> tuple[str, ...]:
        """The calculation line by line."""
        months = f"{self.age_months}个月" if self.age_months else ""
        return (
            f"{LABELS[self.category]}，{self.birth}出生，延迟{self.delay_months}个月（{law.DELAY.formal}）",
            f"法定退休年龄{self.age_years}周岁{months}，{self.retire_month}达到",
            (
                f"达到最低缴费年限的，可自愿提前至{self.earliest_month}；与单位协商一致的，可延迟至"
                f"{self.latest_month}（{law.FLEXIBLE_RETIREMENT.formal}）"
            ),
        )


def retirement_age(birth: Month, category: Category) -> RetirementAge:
    """The legal retirement age of a birth month. Births before the first band have no delay.

    Raises InputError for a birth year outside 1900 to 2100.
    """
    if not FIRST_BIRTH_YEAR <= birth.year <= LAST_BIRTH_YEAR:
        raise InputError("birth", f"出生年份应在{FIRST_BIRTH_YEAR}至{LAST_BIRTH_YEAR}之间")
    band = RETIREMENT_AGE_REFORM.lookup(REFORM, key=category.value).value
    since = birth.since(Month.parse(band.first_birth))
    delay = 0 if since < 0 else min(band.largest_delay, since // band.step_months + 1)
    return RetirementAge(birth, category, band.original_years, delay)
