"""The legal calendar (法定日历): which day is worked in which jurisdiction; counts days, knows no term.

Law is data here: `holidays/<jurisdiction>/<year>.csv`. A county takes its own days before those of its
prefecture, province and the nation (全国年节及纪念日放假办法第四条: minority areas set their own).
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate, compress, groupby
from pathlib import Path

from engine.calendar_year import (
    HORIZON,
    NATION,
    CalendarError,
    Day,
    DayKind,
    Stretch,
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
    "Stretch",
    "YearTable",
    "date_text",
    "forget_calendars",
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


class CalendarYearMissing(CalendarError):
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
        self._days = _days_of(self.tables, self.first_year, self.last_published_year)
        self._base = self._days.base
        self._worked = self._days.worked
        self._versions: dict[int, str] = {}
        self._before = self._days.before
        self._workdays = self._days.workdays

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
        special = self._days.special.get(when)
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
        if (known := self._versions.get(year)) is not None:
            return known
        versions = [table.version for table in self.tables if table.year == year]
        if year > self.last_published_year:
            known = "lunar" if festivals_known(year) else "solar"
            versions.insert(0, f"{NATION}/{year}@provisional-{known}")
        return self._versions.setdefault(year, "+".join(versions))

    def versions(self, first: date, last: date) -> tuple[str, ...]:
        """The versions of all years from one day to another that this calendar covers."""
        if first.year == last.year and (known := self._versions.get(last.year)) is not None:
            return (known,)
        years = range(max(first.year, self.first_year), min(last.year, HORIZON) + 1)
        return tuple(self.version(year) for year in years)

    def add_workdays(self, start: date, amount: int) -> date:
        """The amount-th working day after the day (before it when negative), which is not counted itself."""
        index = self._index(start)
        if amount == 0:
            return start
        position = self._before[index + 1] + amount - 1 if amount > 0 else self._before[index] + amount
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

    def stretches(self, first: date, last: date) -> list[Stretch]:
        """The days off and the make-up days from the first to the last day, neighbours together, in order."""
        found: list[Stretch] = []
        if last < first:
            return found
        self._index(first)
        self._index(last)
        for year in range(first.year, last.year + 1):
            for stretch in self._stretches_of(year):
                if stretch.dates[-1] < first:
                    continue
                if stretch.dates[0] > last:
                    break
                if stretch.dates[0] < first or stretch.dates[-1] > last:
                    days = tuple(day for day in stretch.days if first <= day.date <= last)
                    stretch = Stretch(days)  # noqa: PLW2901 - the part of it that was asked for
                found.append(stretch)
        return found

    def _index(self, when: date) -> int:
        index = when.toordinal() - self._base
        if index < 0:
            raise CalendarYearMissing(when.year, self.first_year)
        if when.year > HORIZON:
            raise CalendarError(f"日期{when.isoformat()}超过日历的上限{HORIZON}年")
        return index

    def _stretches_of(self, year: int) -> list[Stretch]:
        if (known := self._days.stretches.get(year)) is None:
            first = date(year, 1, 1).toordinal()
            days = map(self.day, map(date.fromordinal, range(first, date(year, 12, 31).toordinal() + 1)))
            runs = groupby(days, key=lambda day: (day.kind is DayKind.WORKDAY, day.kind.worked))
            known = [Stretch(tuple(run)) for (plain, _), run in runs if not plain]
            self._days.stretches[year] = known
        return known


@dataclass(frozen=True, slots=True)
class _Days:
    """What follows from a set of tables, shared by all jurisdictions that have no days of their own."""

    base: int
    special: dict[date, Day]
    worked: bytearray
    before: "array[int]"
    workdays: "array[int]"
    stretches: dict[int, list[Stretch]]


@lru_cache(maxsize=32)
def _days_of(tables: tuple[YearTable, ...], first_year: int, last_published_year: int) -> _Days:
    special: dict[date, Day] = {}
    for year in range(last_published_year + 1, HORIZON + 1):
        for when, name in regulation_holidays(year):
            both = f"{special[when].name}、{name}" if when in special else name
            special[when] = Day(when, DayKind.HOLIDAY, both, FESTIVALS_SOURCE)
    for table in tables:
        special.update({day.date: day for day in table.days})
    base, end = date(first_year, 1, 1), date(HORIZON, 12, 31).toordinal()
    length = end - base.toordinal() + 1
    worked = bytearray((_PLAIN_WEEK * (length // 7 + 2))[base.weekday() : base.weekday() + length])
    for when, day in special.items():
        if when.year >= first_year:
            worked[when.toordinal() - base.toordinal()] = day.kind.worked
    before = array("i", accumulate(worked, initial=0))
    workdays = array("i", compress(range(base.toordinal(), end + 1), worked))
    return _Days(base.toordinal(), special, worked, before, workdays, {})


def load_calendar(jurisdiction: str = NATION, folders: Sequence[Path] = (HOLIDAY_FOLDER,)) -> Calendar:
    """The calendar of a jurisdiction from year files; the same files are read once per process.

    An office's own folder comes after the shipped one and replaces years of the same jurisdiction.
    """
    return _load(jurisdiction_code(jurisdiction), tuple(folders))


def forget_calendars() -> None:
    """Read the year files anew at the next call of `load_calendar`."""
    _load.cache_clear()
    _read.cache_clear()


@lru_cache(maxsize=4096)
def _load(jurisdiction: str, folders: tuple[Path, ...]) -> Calendar:
    tables = {key: table for folder in folders for key, table in _read(folder).items()}
    return Calendar(jurisdiction, tables.values())


@lru_cache(maxsize=64)
def _read(folder: Path) -> dict[tuple[str, int], YearTable]:
    return read_year_files(folder)
