"""Properties of counting: against brute force, monotone, invertible where it holds, pauses exact."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.calendar import load_calendar
from engine.counting import Computation, Direction, Extension, Length, Pause, Unit, count, due_date, recompute

NATION = load_calendar()
ONE = timedelta(days=1)
DAY_UNITS = (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS, Unit.YEARS)

starts = st.dates(date(2004, 1, 1), date(2029, 12, 31))
later_starts = st.dates(date(2008, 1, 1), date(2029, 12, 31))
units = st.sampled_from(DAY_UNITS)
amounts = st.integers(0, 120)


def lengths(largest: int = 40) -> st.SearchStrategy[Length]:
    return st.builds(Length, st.integers(0, largest), units)


@given(starts, st.integers(1, 200))
def test_n_working_days_are_n_worked_days_counted_one_by_one(start: date, n: int) -> None:
    day = start
    for _ in range(n):
        day += ONE
        while not NATION.is_workday(day):
            day += ONE
    assert due_date(start, Length(n, Unit.WORKING_DAYS), NATION) == day


@given(later_starts, st.integers(1, 200))
def test_n_working_days_before_are_counted_back_one_by_one(start: date, n: int) -> None:
    day = start
    for _ in range(n):
        day -= ONE
        while not NATION.is_workday(day):
            day -= ONE
    term = Length(n, Unit.WORKING_DAYS)
    assert due_date(start, term, NATION, direction=Direction.BEFORE) == day


@given(starts, lengths())
def test_a_rolled_due_day_is_never_a_day_off(start: date, length: Length) -> None:
    assert NATION.is_workday(count(start, length, NATION).due)


@given(starts, units, amounts, amounts)
def test_a_longer_term_never_ends_earlier(start: date, unit: Unit, one: int, other: int) -> None:
    short, long = sorted((one, other))
    assert due_date(start, Length(short, unit), NATION) <= due_date(start, Length(long, unit), NATION)


@given(starts, lengths(), st.integers(0, 60))
def test_a_later_start_never_ends_earlier(start: date, length: Length, days: int) -> None:
    assert due_date(start, length, NATION) <= due_date(start + timedelta(days=days), length, NATION)


@given(starts, st.integers(1, 100))
def test_a_term_in_working_days_never_needs_rolling(start: date, n: int) -> None:
    term = count(start, Length(n, Unit.WORKING_DAYS), NATION)
    assert term.due == term.last_day


@given(later_starts, st.integers(1, 100))
def test_from_a_working_day_before_undoes_after(start: date, n: int) -> None:
    start = NATION.next_workday(start)
    term = Length(n, Unit.WORKING_DAYS)
    there = due_date(start, term, NATION)
    assert due_date(there, term, NATION, direction=Direction.BEFORE) == start


@given(later_starts, st.integers(0, 200))
def test_without_rolling_calendar_days_go_there_and_back(start: date, n: int) -> None:
    term = Length(n, Unit.CALENDAR_DAYS)
    there = due_date(start, term, NATION, roll=False)
    assert due_date(there, term, NATION, direction=Direction.BEFORE, roll=False) == start


@given(starts, st.integers(1, 60), st.integers(0, 59), st.integers(1, 40))
def test_a_pause_of_n_working_days_moves_the_due_day_by_n(start: date, n: int, after: int, paused: int) -> None:
    first = NATION.add_workdays(start, min(after, n - 1) + 1)
    pause = Pause(first, NATION.add_workdays(first, paused - 1), "等待鉴定")
    plain = due_date(start, Length(n, Unit.WORKING_DAYS), NATION)
    moved = due_date(start, Length(n, Unit.WORKING_DAYS), NATION, pauses=[pause])
    assert moved == NATION.add_workdays(plain, paused)


@given(starts, st.sampled_from((Unit.CALENDAR_DAYS, Unit.MONTHS)), st.integers(1, 60), st.integers(1, 90))
def test_a_pause_of_n_days_moves_the_last_day_by_n(start: date, unit: Unit, n: int, paused: int) -> None:
    pause = Pause(start + ONE, start + paused * ONE, "等待鉴定")
    plain = count(start, Length(n, unit), NATION).last_day
    moved = count(start, Length(n, unit), NATION, pauses=[pause]).last_day
    assert moved == plain + paused * ONE


@given(starts, st.integers(1, 40), st.integers(0, 40), st.integers(1, 20))
def test_pause_and_extension_commute(start: date, n: int, more: int, paused: int) -> None:
    pause = Pause(start + ONE, NATION.add_workdays(start, paused), "等待鉴定")
    extension = Extension(Length(more, Unit.WORKING_DAYS), "经批准")
    term = Length(n, Unit.WORKING_DAYS)
    both = due_date(start, term, NATION, pauses=[pause], extensions=[extension])
    paused_first = NATION.add_workdays(due_date(start, term, NATION, pauses=[pause]), more)
    extended_first = NATION.add_workdays(due_date(start, term, NATION, extensions=[extension]), paused)
    assert both == paused_first == extended_first


@given(starts, lengths(), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=4))
def test_the_order_in_which_pauses_are_recorded_does_not_matter(
    start: date, length: Length, spans: list[tuple[int, int]]
) -> None:
    pauses = [Pause(start + a * ONE, start + (a + b) * ONE, "等待鉴定") for a, b in spans]
    shuffled = pauses[::-1]
    assert due_date(start, length, NATION, pauses=pauses) == due_date(start, length, NATION, pauses=shuffled)


@settings(max_examples=60)
@given(starts, lengths(), st.booleans())
def test_every_computation_explains_itself_survives_storage_and_stays(start: date, length: Length, roll: bool) -> None:
    term = count(start, length, NATION, roll=roll)
    explained = term.explain()
    assert any(text.startswith("届满日：") for text in explained)
    assert any(text.startswith("暂定：") for text in explained) is term.provisional
    assert Computation.from_json(term.to_json()) == term
    assert recompute(term, NATION) is term


@given(starts, st.integers(1, 80))
def test_the_days_named_as_skipped_are_exactly_the_days_off_in_between(start: date, n: int) -> None:
    term = count(start, Length(n, Unit.WORKING_DAYS), NATION)
    named = {day for line in term.lines if line.kind == "skipped" for day in line.dates}
    span = [start + i * ONE for i in range(1, (term.due - start).days + 1)]
    assert named == {day for day in span if not NATION.is_workday(day)}
