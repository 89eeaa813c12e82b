"""How terms are counted (期间计算): general rules over a calendar; knows no statute's own terms.

Sources: 民法典 articles 201-203 and 1259, 民事诉讼法 (2023) article 85, 全国年节及纪念日放假办法 (2024)
articles 2, 6, 7. Which unit a statute means by "日" is in `statute_units`; the sentences that explain a
result are in `explanation`, hours in `hours`.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from engine.calendar import HORIZON, Calendar, CalendarError
from engine.computation import Computation, Direction, Extension, Length, Line, LineKind, Pause, Unit
from engine.explanation import explain, open_pause, window
from engine.hours import HourComputation, count_hours

__all__ = [
    "Computation",
    "Direction",
    "Extension",
    "HourComputation",
    "Length",
    "Line",
    "LineKind",
    "Pause",
    "Unit",
    "add_months",
    "bound_included",
    "count",
    "count_hours",
    "due_date",
    "first_day",
    "full_days_between",
    "in_time",
    "recompute",
    "roll_back",
    "roll_forward",
]

_ONE_DAY = timedelta(days=1)
_MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}
# Lengths of one family add up before they are counted; the families follow each other in this order.
_ORDER = (Unit.MONTHS, Unit.CALENDAR_DAYS, Unit.WORKING_DAYS)


def count(
    start: date,
    length: Length,
    calendar: Calendar,
    *,
    direction: Direction = Direction.AFTER,
    roll: bool = True,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
    as_of: date | None = None,
    event: str = "",
    under: str = "",
) -> Computation:
    """Count a term from the day of its start event and explain the result.

    The start day is not counted (C1); the last day, when it is not worked, rolls to the next working day
    (C2), or to the one before it when counting backwards. Extensions continue the term from its last day
    before rolling. Paused days are not counted; a pause without an end counts up to `as_of` and leaves the
    result provisional. Raises CalendarError (before the first loaded year, beyond the horizon) and ValueError
    (hours; pauses or extensions of a term counted backwards).
    """
    paused, extended = tuple(pauses), tuple(extensions)
    last, due = _ends(start, length, calendar, direction, paused, extended, as_of, roll=roll)
    versions, provisional = _rests_on(start, length, calendar, direction, paused, extended, last, due, roll=roll)
    return Computation(
        start,
        length,
        direction,
        due,
        last,
        provisional,
        versions,
        calendar.jurisdiction,
        roll,
        paused,
        extended,
        event,
        under,
        lambda counted: explain(counted, calendar, as_of),
    )


def due_date(
    start: date,
    length: Length,
    calendar: Calendar,
    *,
    direction: Direction = Direction.AFTER,
    roll: bool = True,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
    as_of: date | None = None,
) -> date:
    """The due date of `count` without its explanation: for previews over very many deadlines."""
    return _ends(start, length, calendar, direction, pauses, extensions, as_of, roll=roll)[1]


def recompute(computation: Computation, calendar: Calendar, as_of: date | None = None) -> Computation:
    """The same term over another calendar; the very same object when nothing that it rests on has changed."""
    c = computation
    if calendar.jurisdiction == c.jurisdiction and all(pause.end for pause in c.pauses):
        rests_on = _rests_on(
            c.start, c.length, calendar, c.direction, c.pauses, c.extensions, c.last_day, c.due, roll=c.roll
        )
        if rests_on[0] == c.calendar_versions:
            return c
    fresh = count(
        computation.start,
        computation.length,
        calendar,
        direction=computation.direction,
        roll=computation.roll,
        pauses=computation.pauses,
        extensions=computation.extensions,
        as_of=as_of,
        event=computation.event,
        under=computation.under,
    )
    return computation if fresh == computation else fresh


def first_day(start: date) -> date:
    """Day one of a term: the day after its start event, “自……之日起” likewise (C1; 民法典 201)."""
    return start + _ONE_DAY


def bound_included(word: str) -> bool:
    """Whether a bound so worded includes its number (C12; 民法典 1259); raises ValueError for other words."""
    if word in ("以上", "以下", "以内", "届满"):
        return True
    if word in ("不满", "超过", "以外"):
        return False
    raise ValueError(f"《民法典》第一千二百五十九条没有规定“{word}”是否包括本数")


def add_months(start: date, months: int) -> date:
    """The same day of the month so many months on (or back), else that month's last (C3, 民法典 202)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= HORIZON:
        raise CalendarError(f"期限过长：推算超出公元1年至{HORIZON}年")
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def roll_forward(last: date, calendar: Calendar) -> date:
    """The first day after the rest days when the last day is one of them (C2; 民法典 203, 民事诉讼法 85)."""
    return calendar.next_workday(last)


def roll_back(last: date, calendar: Calendar) -> date:
    """For terms counted backwards: the working day before, so that no notice falls short of the law's."""
    return calendar.previous_workday(last)


def in_time(done: date, due: date, *, posted: date | None = None) -> bool:
    """Whether an act keeps a term: the due day itself is inside (C12, 民法典 1259); papers posted before
    the term's end are in time whenever they arrive (C5, 民事诉讼法 85)."""
    return min(done, posted or done) <= due


def full_days_between(earlier: date, later: date) -> int:
    """Days that lie wholly between two events, neither day counted: the strict reading of "提前3日" (C11)."""
    return max((later - earlier).days - 1, 0)


def _ends(
    start: date,
    length: Length,
    calendar: Calendar,
    direction: Direction,
    pauses: Sequence[Pause],
    extensions: Sequence[Extension],
    as_of: date | None,
    *,
    roll: bool,
) -> tuple[date, date]:
    """The last day before rolling, and the day that binds."""
    last = _last_day(start, length, calendar, direction, pauses=pauses, extensions=extensions, as_of=as_of)
    ends_on_a_workday = length.unit is Unit.WORKING_DAYS and length.amount and not (pauses or extensions)
    if ends_on_a_workday or not roll:
        return last, last
    return last, _rolled(last, calendar, direction, pauses, as_of)


def _rests_on(
    start: date,
    length: Length,
    calendar: Calendar,
    direction: Direction,
    pauses: Sequence[Pause],
    extensions: Sequence[Extension],
    last: date,
    due: date,
    *,
    roll: bool,
) -> tuple[tuple[str, ...], bool]:
    """The calendar versions that a result rests on, and whether it is provisional."""
    provisional = bool(pauses) and open_pause(pauses, due) is not None
    days = window(start, length, direction, last, due, extensions, roll=roll)
    if days is None:
        return (), provisional
    return calendar.versions(*days), provisional or calendar.is_provisional(days[1])


def _last_day(
    start: date,
    length: Length,
    calendar: Calendar,
    direction: Direction,
    *,
    pauses: Sequence[Pause],
    extensions: Sequence[Extension],
    as_of: date | None,
) -> date:
    if direction is Direction.BEFORE:
        if pauses or extensions:
            raise ValueError("倒计的期限不适用中止和延长")
        return _advance(start, length.unit, -length.amount, calendar)
    if not pauses and not extensions:
        return _advance(start, length.unit, length.amount, calendar)
    spans = _merged(pauses, as_of)
    last = start
    for unit, amount in _stages(length, extensions):
        last = _advance_around(last, unit, amount, calendar, spans)
    return last


def _stages(length: Length, extensions: Iterable[Extension]) -> list[tuple[Unit, int]]:
    """The base with what extends it in its own kind of unit, then the other kinds in a fixed order."""
    family, amount = _family(length)
    totals = {family: amount}
    for extension in extensions:
        unit, more = _family(extension.length)
        totals[unit] = totals.get(unit, 0) + more
    return [(family, totals.pop(family)), *((unit, totals[unit]) for unit in _ORDER if unit in totals)]


def _family(length: Length) -> tuple[Unit, int]:
    if length.unit is Unit.HOURS:
        raise ValueError("以小时计算的期限连续计算，须有起算时刻，请用按小时计算")
    if length.unit in _MONTHS:
        return Unit.MONTHS, length.amount * _MONTHS[length.unit]
    return length.unit, length.amount


def _advance(start: date, unit: Unit, amount: int, calendar: Calendar) -> date:
    if unit is Unit.WORKING_DAYS:
        return calendar.add_workdays(start, amount)
    if unit is Unit.CALENDAR_DAYS:
        return _add_days(start, amount)
    if unit is Unit.HOURS:
        raise ValueError("以小时计算的期限连续计算，须有起算时刻，请用按小时计算")
    return add_months(start, amount * _MONTHS[unit])


def _add_days(start: date, amount: int) -> date:
    try:
        end = start + timedelta(days=amount)
    except OverflowError:
        raise CalendarError(f"期限过长：推算超出公元1年至{HORIZON}年") from None
    if end.year > HORIZON:
        raise CalendarError(f"期限过长：推算超过{HORIZON}年")
    return end


def _advance_around(
    start: date, unit: Unit, amount: int, calendar: Calendar, spans: Sequence[tuple[date, date]]
) -> date:
    """Advance over unpaused days only: each unit inside a pause moves the end by one unit."""
    step: Callable[[date, int], date] = _add_days
    measure: Callable[[date, date], int] = _days_between
    if unit is Unit.WORKING_DAYS:
        step, measure = calendar.add_workdays, calendar.workdays_between
    elif unit is not Unit.CALENDAR_DAYS:
        amount = (_advance(start, unit, amount, calendar) - start).days
    last = step(start, amount)
    for begin, end in spans:
        if begin > last:
            break
        amount += measure(max(begin, first_day(start)), end)
        last = step(start, amount)
    return last


def _days_between(first: date, last: date) -> int:
    return max((last - first).days + 1, 0)


def _merged(pauses: Iterable[Pause], as_of: date | None) -> list[tuple[date, date]]:
    """The paused stretches in order, overlaps joined, so that no day is taken out twice."""
    spans: list[tuple[date, date]] = []
    for begin, end in sorted((p.begin, p.end or as_of or p.begin - _ONE_DAY) for p in pauses):
        if end < begin:
            continue
        if spans and begin <= spans[-1][1] + _ONE_DAY:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((begin, end))
    return spans


def _rolled(last: date, calendar: Calendar, direction: Direction, pauses: Sequence[Pause], as_of: date | None) -> date:
    if direction is Direction.BEFORE:
        return roll_back(last, calendar)
    due = roll_forward(last, calendar)
    # A pause may begin on the rest days over which the term has just rolled.
    for begin, end in _merged(pauses, as_of) if pauses and due != last else ():
        if begin <= due <= end:
            due = roll_forward(end + _ONE_DAY, calendar)
    return due
