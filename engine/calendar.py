"""The legal calendar (法定日历): which day is worked in which jurisdiction; counts days, knows no term.

Law is data here: `holidays/<jurisdiction>/<year>.csv`. A county takes its own days before those of its
prefecture, province and the nation (全国年节及纪念日放假办法第四条: minority areas set their own).
"""

from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import accumulate, compress
from pathlib import Path

from engine.calendar_year import (
    HORIZON,
    NATION,
    CalendarError,
    Day,
    DayKind,
    YearTable,
    date_text,
    jurisdiction_chain,
    jurisdiction_code,
    parse_year_file,
    parse_year_text,
    read_year_files,
    weekday_name,
)
from engine.festivals import FESTIVALS_SOURCE, festivals_known, regulation_holidays

__all__ = [
    "HORIZON",
    "NATION",
    "Calendar",
    "CalendarError",
    "CalendarYearMissing",
    "Day",
    "DayKind",
    "YearTable",
    "date_text",
    "jurisdiction_chain",
    "jurisdiction_code",
    "load_calendar",
    "parse_year_file",
    "parse_year_text",
    "weekday_name",
]

HOLIDAY_FOLDER = Path(__file__).parent / "holidays"
WEEK_SOURCE = "国务院关于职工工作时间的规定第七条"
_PLAIN_WEEK = bytes((1, 1, 1, 1, 1, 0, 0))


class CalendarYearMissing(CalendarError):  # noqa: N818 - names the state; its parent is the error
    """A day was asked for of a year before the first loaded one."""

    def __init__(self, year: int, first: int) -> None:
        super().__init__(f"没有{year}年的节假日数据：日历自{first}年起，须先载入{year}年的安排")
        self.year = year


class Calendar:
    """The days of one jurisdiction, immutable: published years as published, later years provisional.

    Provisional days (暂定) are the plain week and the holidays that the regulation itself fixes; substitute
    days and make-up workdays are unknown until the year's notice, and nothing is guessed about them.
    """

    def __init__(self, jurisdiction: str, tables: Iterable[YearTable]) -> None:
        self.jurisdiction = jurisdiction_code(jurisdiction)
        chain = jurisdiction_chain(self.jurisdiction)
        self.tables = tuple(
            sorted(
                (table for table in tables if table.jurisdiction in chain),
                key=lambda table: (chain.index(table.jurisdiction), table.year),
            )
        )
        national = [table.year for table in self.tables if table.jurisdiction == NATION]
        if not national:
            raise CalendarError("没有载入任何一年的全国节假日安排")
        missing = sorted(set(range(national[0], national[-1] + 1)) - set(national))
        if missing:
            raise CalendarError(f"全国节假日安排缺{'、'.join(f'{year}年' for year in missing)}")
        if len(set(national)) != len(national):
            raise CalendarError("同一年的全国节假日安排载入了两次")
        self.first_year = national[0]
        self.last_published_year = national[-1]
        self._special = self._special_days()
        self._base = date(self.first_year, 1, 1).toordinal()
        self._end = date(HORIZON, 12, 31).toordinal()
        self._worked = self._worked_days()
        self._before = array("i", accumulate(self._worked, initial=0))
        self._workdays = array("i", compress(range(self._base, self._end + 1), self._worked))

    def with_tables(self, tables: Iterable[YearTable]) -> "Calendar":
        """The same calendar with these years added or replaced: what a notice would change."""
        kept = {(table.jurisdiction, table.year): table for table in self.tables}
        kept.update({(table.jurisdiction, table.year): table for table in tables})
        return Calendar(self.jurisdiction, kept.values())

    def table(self, jurisdiction: str, year: int) -> YearTable | None:
        """The loaded table of exactly this jurisdiction and year."""
        found = (t for t in self.tables if (t.jurisdiction, t.year) == (jurisdiction, year))
        return next(found, None)

    def day(self, when: date) -> Day:
        """The day with its kind, name and source; raises CalendarYearMissing before the first loaded year."""
        worked = self.is_workday(when)
        special = self._special.get(when)
        return special or Day(when, DayKind.WORKDAY if worked else DayKind.REST, "", WEEK_SOURCE)

    def is_workday(self, when: date) -> bool:
        """Whether the day is worked: make-up Saturdays are, holidays are not (C13)."""
        return bool(self._worked[self._index(when)])

    def is_provisional(self, when: date) -> bool:
        """Whether the day's year is not yet published by the State Council."""
        return when.year > self.last_published_year

    def unpublished_years(self, first: date, last: date) -> range:
        """The years from one day to another whose arrangement is not published."""
        return range(max(first.year, self.last_published_year + 1), last.year + 1)

    def knows_festivals(self, year: int) -> bool:
        """Whether a provisional year has the lunar festivals of the regulation, not only the solar ones."""
        return festivals_known(year)

    def version(self, year: int) -> str:
        """What this year rests on: the digests of its tables, or that it is provisional."""
        versions = [table.version for table in self.tables if table.year == year]
        if year > self.last_published_year:
            known = "lunar" if festivals_known(year) else "solar"
            versions.insert(0, f"{NATION}/{year}@provisional-{known}")
        return "+".join(versions)

    def versions(self, first: date, last: date) -> tuple[str, ...]:
        """The versions of all years from one day to another that this calendar covers."""
        years = range(max(first.year, self.first_year), min(last.year, HORIZON) + 1)
        return tuple(self.version(year) for year in years)

    def add_workdays(self, start: date, amount: int) -> date:
        """The amount-th working day after the day (before it when negative), which is not counted itself."""
        position = self._before[self._index(start) + (amount > 0)] + amount - (amount > 0)
        if amount == 0:
            return start
        if position < 0:
            raise CalendarYearMissing(self.first_year - 1, self.first_year)
        if position >= len(self._workdays):
            raise CalendarError(f"期限过长：推算超过{HORIZON}年")
        return date.fromordinal(self._workdays[position])

    def workdays_between(self, first: date, last: date) -> int:
        """How many working days lie from the first to the last day, both included."""
        if last < first:
            return 0
        return self._before[self._index(last) + 1] - self._before[self._index(first)]

    def next_workday(self, when: date) -> date:
        """The day itself when it is worked, else the first working day after it (C2)."""
        return when if self.is_workday(when) else self.add_workdays(when, 1)

    def previous_workday(self, when: date) -> date:
        """The day itself when it is worked, else the last working day before it."""
        return when if self.is_workday(when) else self.add_workdays(when, -1)

    def rest_days(self, first: date, last: date) -> list[Day]:
        """The days from the first to the last that are not worked, in order."""
        if last < first:
            return []
        low, high = self._index(first), self._index(last) + 1
        worked = self._worked[low:high]
        return [
            self.day(date.fromordinal(self._base + low + i)) for i, works in enumerate(worked) if not works
        ]

    def makeup_days(self, first: date, last: date) -> list[Day]:
        """The make-up days (调休上班日) from the first to the last day, in order."""
        return [day for day in self._makeup if first <= day.date <= last]

    def _index(self, when: date) -> int:
        index = when.toordinal() - self._base
        if index < 0:
            raise CalendarYearMissing(when.year, self.first_year)
        if when.year > HORIZON:
            raise CalendarError(f"日期{when.isoformat()}超过日历的上限{HORIZON}年")
        return index

    def _special_days(self) -> dict[date, Day]:
        special: dict[date, Day] = {}
        for year in range(self.last_published_year + 1, HORIZON + 1):
            for when, name in regulation_holidays(year):
                both = f"{special[when].name}、{name}" if when in special else name
                special[when] = Day(when, DayKind.HOLIDAY, both, FESTIVALS_SOURCE)
        for table in self.tables:
            special.update({day.date: day for day in table.days})
        self._makeup = sorted((d for d in special.values() if d.kind is DayKind.MAKEUP), key=lambda d: d.date)
        return special

    def _worked_days(self) -> bytearray:
        length = self._end - self._base + 1
        offset = date.fromordinal(self._base).weekday()
        worked = bytearray((_PLAIN_WEEK * (length // 7 + 2))[offset : offset + length])
        for when, day in self._special.items():
            worked[when.toordinal() - self._base] = day.kind.worked
        return worked


def load_calendar(jurisdiction: str = NATION, folders: Sequence[Path] = (HOLIDAY_FOLDER,)) -> Calendar:
    """The calendar of a jurisdiction from year files; the same files are read once per process.

    An office's own folder comes after the shipped one and replaces years of the same jurisdiction.
    """
    return _load(jurisdiction_code(jurisdiction), tuple(folders))


@lru_cache(maxsize=64)
def _load(jurisdiction: str, folders: tuple[Path, ...]) -> Calendar:
    return Calendar(jurisdiction, read_year_files(folders, jurisdiction_chain(jurisdiction)).values())
