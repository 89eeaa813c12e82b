"""How fast deadlines are counted, as ratios to a plain loop over a precomputed day table; asserts no time."""

import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from engine.calendar import Calendar, load_calendar, parse_year_text
from engine.counting import Length, Unit, count, due_date, recompute

pytestmark = pytest.mark.benchmark
ONE = timedelta(days=1)
STARTS = [date(2024, 1, 1) + timedelta(days=i % 700) for i in range(20_000)]


def _rate(run: Callable[[], object], units: int) -> float:
    best = min(_seconds(run) for _ in range(3))
    return units / best


def _seconds(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def _day_table(calendar: Calendar) -> dict[date, bool]:
    days = (date(2024, 1, 1) + timedelta(days=i) for i in range(365 * 4))
    return {day: calendar.is_workday(day) for day in days}


@pytest.mark.parametrize("amount", [5, 10, 15, 60])
def test_deadlines_per_second(amount: int) -> None:
    calendar = load_calendar("530523")
    worked = _day_table(calendar)
    term = Length(amount, Unit.WORKING_DAYS)

    def plain() -> list[date]:
        found = []
        for start in STARTS:
            day, left = start, amount
            while left:
                day += ONE
                left -= worked[day]
            found.append(day)
        return found

    def ours() -> list[date]:
        return [due_date(start, term, calendar) for start in STARTS]

    def explained() -> list[date]:
        return [count(start, term, calendar).due for start in STARTS]

    assert plain() == ours() == explained()
    base = _rate(plain, len(STARTS))
    for name, run in (("due_date", ours), ("count with explanation", explained)):
        rate = _rate(run, len(STARTS))
        print(f"\n{amount} working days, {name}: {rate:,.0f}/s, {rate / base:.2f} of the plain loop")


def test_recomputing_fifty_thousand_open_deadlines() -> None:
    calendar = load_calendar("530523")
    term = Length(60, Unit.WORKING_DAYS)
    starts = [date(2026, 6, 1) + timedelta(days=i % 210) for i in range(50_000)]
    deadlines = [count(start, term, calendar) for start in starts]
    text = "# source: 示例通知\ndate,kind,name,in_lieu,source,note\n2027-02-11,holiday,春节,,,\n"
    later = calendar.with_tables([parse_year_text(text, "000000", 2027)])
    unchanged = _seconds(lambda: [recompute(deadline, calendar) for deadline in deadlines])
    begun = time.perf_counter()
    moved = sum(recompute(deadline, later).due != deadline.due for deadline in deadlines)
    taken = time.perf_counter() - begun
    line = f"50,000 deadlines: unchanged calendar {unchanged:.2f} s; new notice {taken:.2f} s, {moved:,} moved"
    print(f"\n{line}")
    assert moved
