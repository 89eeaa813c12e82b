"""Calendars of an installation: the shipped years with those that administrators loaded laid over them.

The newest load of a jurisdiction's year counts; a county's days go before its prefecture's, province's and
the nation's, as in `engine/calendar.py`.
"""

from __future__ import annotations

from functools import lru_cache

from engine.calendar import Calendar, YearTable, load_calendar, parse_year_text
from engine.directory import LoadedYear

KEPT = 64


class LoadedCalendars:
    """Calendars by place, built once for each state of what is loaded."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, tuple[str, ...]], Calendar] = {}

    def of(self, jurisdiction: str, years: tuple[LoadedYear, ...]) -> Calendar:
        """The calendar of a place; `years` come oldest load first."""
        if not years:
            return load_calendar(jurisdiction)
        key = (jurisdiction, tuple(dict.fromkeys(year.load for year in years)))
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            found = load_calendar(jurisdiction).with_tables(table_of(year) for year in years)
            self._known[key] = found
        return found


@lru_cache(maxsize=256)
def table_of(year: LoadedYear) -> YearTable:
    """A loaded year, parsed."""
    return parse_year_text(year.text, year.jurisdiction, year.year)
