"""Why a term ends when it does (期限说明): the sentences behind a computation; counts nothing."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from engine.calendar import Calendar, DayKind, Stretch, date_text
from engine.computation import Computation, Direction, Extension, Length, Line, LineKind, Pause, Unit

FIRST_DAY_EXCLUDED = "《民法典》第二百零一条第一款、《民事诉讼法》第八十五条第二款"
LAST_DAY_ROLLED = "《民法典》第二百零三条第一款、《民事诉讼法》第八十五条第三款"
SAME_DATE = "《民法典》第二百零二条"
WORKING_DAYS_RULE = "《全国年节及纪念日放假办法》第二条、第六条、第七条"
_ONE_DAY = timedelta(days=1)
_NEW_YEAR_SHADOW = (12, 25)  # arrangements for New Year have moved workdays back to this week of December


def window(
    start: date,
    length: Length,
    direction: Direction,
    last_day: date,
    due: date,
    extensions: Sequence[Extension] = (),
    *,
    roll: bool = True,
) -> tuple[date, date] | None:
    """The days whose nature decides a term's end; none when the calendar does not enter it.

    A term in working days depends on all of its days, any other term only on its last one.
    """
    if length.unit is Unit.WORKING_DAYS or any(more.length.unit is Unit.WORKING_DAYS for more in extensions):
        if direction is Direction.BEFORE:
            return due, max(start - _ONE_DAY, due)
        return min(start + _ONE_DAY, due), due
    if roll:
        return (last_day, due) if last_day <= due else (due, last_day)
    return None


def _window(r: Computation) -> tuple[date, date] | None:
    return window(r.start, r.length, r.direction, r.last_day, r.due, r.extensions, roll=r.roll)


def open_pause(pauses: Sequence[Pause], due: date) -> Pause | None:
    """The pause that has begun within the term and has not ended."""
    return next((p for p in pauses if p.end is None and p.begin <= due), None)


def _backwards(r: Computation) -> bool:
    return r.direction is Direction.BEFORE


def _counts_workdays(r: Computation) -> bool:
    units = (r.length.unit, *(extension.length.unit for extension in r.extensions))
    return Unit.WORKING_DAYS in units


def explain(r: Computation, calendar: Calendar, as_of: date | None) -> tuple[Line, ...]:
    """All lines of a computation, in the order in which an officer would check it."""
    return (
        _start(r),
        _rule(r),
        *(_extension(extension) for extension in r.extensions),
        *(_pause(pause, r, calendar, as_of) for pause in r.pauses),
        *(_days(r, calendar) if _counts_workdays(r) else ()),
        *_last(r, calendar),
        _result(r),
        *_certainty(r, calendar),
    )


def _start(r: Computation) -> Line:
    event = f"{r.event}，" if r.event else ""
    if _backwards(r):
        text = f"倒计的基准：{event}{date_text(r.start)}，当日不计入，自前一日起向前推算"
    elif r.length.amount == 0:
        text = f"起算：{event}{date_text(r.start)}，应于当日办理"
    else:
        text = f"起算：{event}{date_text(r.start)}，当日不计入，自次日起算（{FIRST_DAY_EXCLUDED}）"
    return Line(LineKind.START, text, (r.start,))


def _rule(r: Computation) -> Line:
    under = f"（{r.under}）" if r.under else ""
    head = f"期限：{r.length.label}{under}"
    match r.length.unit:
        case Unit.WORKING_DAYS:
            text = f"{head}，周末和节假日不计入，调休上班日计入（{WORKING_DAYS_RULE}）"
        case Unit.CALENDAR_DAYS:
            text = f"{head}，按日连续计算，期间的周末和节假日计入"
        case _:
            text = f"{head}，至到期月的对应日，没有对应日的至该月月末日（{SAME_DATE}）"
    return Line(LineKind.RULE, text)


def _extension(extension: Extension) -> Line:
    under = f"（{extension.under}）" if extension.under else ""
    return Line(LineKind.EXTENSION, f"延长：{extension.length.label}，{extension.reason}{under}，接原期限连续计算")


def _pause(pause: Pause, r: Computation, calendar: Calendar, as_of: date | None) -> Line:
    begin = date_text(pause.begin)
    if pause.begin > r.due:
        return Line(LineKind.PAUSE, f"中止：{begin}起（{pause.reason}），在期限届满之后，不影响届满日", (pause.begin,))
    end = pause.end or as_of
    if end is None or end < pause.begin:
        return Line(LineKind.PAUSE, f"中止：{begin}起（{pause.reason}），尚未恢复", (pause.begin,))
    first = max(pause.begin, r.start + _ONE_DAY)
    if r.length.unit is Unit.WORKING_DAYS:
        skipped = f"{calendar.workdays_between(first, end)}个工作日"
    else:
        skipped = f"{max((end - first).days + 1, 0)}日"
    still = "" if pause.end else "（尚未恢复，暂计至此）"
    text = f"中止：{begin}至{date_text(end)}{still}（{pause.reason}），其间{skipped}不计入"
    return Line(LineKind.PAUSE, text, (pause.begin, end))


def _days(r: Computation, calendar: Calendar) -> Iterator[Line]:
    """Each day that a count of working days left out, with its name, and each make-up day it took in."""
    first, last = (r.due, r.start - _ONE_DAY) if _backwards(r) else (r.start + _ONE_DAY, r.due)
    stretches = calendar.stretches(first, last)
    for stretch in _unpaused(stretches, r) if r.pauses else stretches:
        if stretch.worked:
            yield Line(LineKind.COUNTED, f"计入：{stretch.text}", stretch.dates)
        else:
            yield Line(LineKind.SKIPPED, f"不计入：{stretch.text}", stretch.dates)


def _unpaused(stretches: list[Stretch], r: Computation) -> Iterator[Stretch]:
    """The stretches without the paused days, which the pause has taken out already."""
    for stretch in stretches:
        for paused, days in groupby(stretch.days, key=lambda day: _paused(day.date, r)):
            if not paused:
                yield Stretch(tuple(days))


def _paused(day: date, r: Computation) -> bool:
    return any(p.begin <= day <= (p.end or p.begin - _ONE_DAY) for p in r.pauses)


def _last(r: Computation, calendar: Calendar) -> Iterator[Line]:
    if r.length.unit is Unit.WORKING_DAYS and r.due == r.last_day and r.length.amount:
        return
    if not r.roll:
        yield Line(LineKind.NOTE, f"最后一日：{date_text(r.last_day)}；按要求不作顺延", (r.last_day,))
        return
    last = calendar.day(r.last_day)
    if r.due == r.last_day:
        worked = "调休上班日，不是休息日" if last.kind is DayKind.MAKEUP else "工作日"
        yield Line(LineKind.NOTE, f"最后一日：{date_text(r.last_day)}，为{worked}，不需要顺延", (r.last_day,))
        return
    off = [stretch for stretch in calendar.stretches(*sorted((r.last_day, r.due))) if not stretch.worked]
    skipped = "、".join(stretch.text for stretch in off)
    if _backwards(r):
        rule = "法律对倒计没有明文，按不少于规定的提前天数推算"
        moved = f"提前至{date_text(r.due)}（{rule}）"
    else:
        moved = f"顺延至{date_text(r.due)}（{LAST_DAY_ROLLED}）"
    text = f"最后一日：{date_text(r.last_day)}为休息日，跳过{skipped}，{moved}"
    yield Line(LineKind.ROLLED, text, tuple(day for stretch in off for day in stretch.dates))


def _result(r: Computation) -> Line:
    if _backwards(r):
        return Line(LineKind.RESULT, f"最迟应于{date_text(r.due)}办理", (r.due,))
    return Line(LineKind.RESULT, f"届满日：{date_text(r.due)}，当日办理仍在期限内", (r.due,))


def _certainty(r: Computation, calendar: Calendar) -> Iterator[Line]:
    if open_pause(r.pauses, r.due) is not None:
        yield Line(LineKind.PROVISIONAL, "暂定：期限中止尚未结束，恢复后重新计算")
    days = _window(r)
    if days is None:
        if open_pause(r.pauses, r.due) is None:
            yield Line(LineKind.CERTAIN, "日期确定：与节假日安排无关")
        return
    first, last = days
    unpublished = calendar.unpublished_years(first, last)
    if unpublished:
        yield Line(LineKind.PROVISIONAL, _unpublished_text(unpublished, calendar))
    elif open_pause(r.pauses, r.due) is None:
        years = "、".join(f"{year}年" for year in range(first.year, last.year + 1))
        yield Line(LineKind.CERTAIN, f"日期确定：{years}的节假日安排已经公布")
    if last.year == calendar.last_published_year and (last.month, last.day) >= _NEW_YEAR_SHADOW:
        text = f"提示：{last.year + 1}年元旦的安排尚未公布，可能调整{last.year}年12月底的上班日"
        yield Line(LineKind.NOTE, text)


def _unpublished_text(years: range, calendar: Calendar) -> str:
    named = "、".join(f"{year}年" for year in years)
    lunar = all(map(calendar.knows_festivals, years))
    festivals = "的节日" if lunar else "中日期固定的节日（未计春节、清明节、端午节、中秋节）"
    return (
        f"暂定：{named}的节假日安排尚未公布（已载入至{calendar.last_published_year}年），"
        f"现按周末和《全国年节及纪念日放假办法》第二条{festivals}推算，补假和调休未计入，公布后重新计算"
    )
