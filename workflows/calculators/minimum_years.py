"""The minimum contribution years (最低缴费年限) for a monthly employee pension, by year of retirement.

15 years (社会保险法第十六条); since 2030 half a year more each year up to 20 (渐进式延迟退休决定第二条).
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from workflows.calculators.refusals import InputError
from workflows.parameters import MINIMUM_CONTRIBUTION_YEARS, Duration, Found

FIRST_YEAR: Final = 2011
LAST_YEAR: Final = 2200
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class MinimumYears:
    """The minimum for one year of retirement."""

    year: int
    found: Found[Duration]

    @property
    def years(self) -> int:
        """Whole years."""
        return self.found.value.years

    @property
    def months(self) -> int:
        """Further months."""
        return self.found.value.months

    @property
    def total_months(self) -> int:
        """The minimum in months."""
        return self.years * _MONTHS + self.months

    @property
    def notes(self) -> tuple[str, ...]:
        """The reading used."""
        return ("弹性提前退休的，按领取当年的最低缴费年限（未见明文，按通常理解）",)

    @property
    def working(self) -> tuple[str, ...]:
        """The rule as printed."""
        months = f"{self.months}个月" if self.months else ""
        return (f"{self.year}年按月领取基本养老金的最低缴费年限为{self.years}年{months}（{self.found.row.basis}）",)


def minimum_years(year: int) -> MinimumYears:
    """The minimum for retirement in a year. Raises InputError outside 2011 to 2200."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InputError("year", f"年份应在{FIRST_YEAR}至{LAST_YEAR}之间")
    return MinimumYears(year, MINIMUM_CONTRIBUTION_YEARS.lookup(date(year, 12, 31)))
