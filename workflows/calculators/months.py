"""Months of contribution (费款所属月份): order, distance, first day; knows no rule about them."""

from datetime import date
from typing import NamedTuple

_MONTHS = 12


class Month(NamedTuple):
    """A calendar month; a tuple, because there are many of them and they are compared."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read YYYY-MM; raises ValueError for anything else."""
        first = date.fromisoformat(f"{text}-01")
        if len(text) != 7:  # noqa: PLR2004 - YYYY-MM
            raise ValueError(text)
        return cls(first.year, first.month)

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month of a day."""
        return cls(day.year, day.month)

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    def plus(self, months: int) -> "Month":
        """The month so many months later, or earlier when negative."""
        year, month = divmod(self.year * _MONTHS + self.month - 1 + months, _MONTHS)
        return Month(year, month + 1)

    def since(self, other: "Month") -> int:
        """Months from the other one to this."""
        return (self.year - other.year) * _MONTHS + self.month - other.month

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"
