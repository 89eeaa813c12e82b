"""Terms in hours (以小时计算的期限): they run on through nights and holidays (C4); need no calendar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from engine.calendar_year import HORIZON, CalendarError, date_text
from engine.computation import Direction, Length, Line, LineKind, Unit

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class HourComputation:
    """A term in hours with its result; never provisional, for no calendar enters it."""

    start: datetime
    length: Length
    direction: Direction
    due: datetime
    lines: tuple[Line, ...]

    def explain(self) -> list[str]:
        """The computation in Chinese, sentence by sentence."""
        return [line.text for line in self.lines]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values; `from_json` gives back an equal computation."""
        return {
            "start": self.start.isoformat(),
            "hours": self.length.amount,
            "direction": self.direction.value,
            "due": self.due.isoformat(),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "HourComputation":
        """Read what `to_json` wrote; the result is counted again, being a plain sum."""
        return count_hours(datetime.fromisoformat(data["start"]), data["hours"], direction=Direction(data["direction"]))


def count_hours(start: datetime, hours: int, *, direction: Direction = Direction.AFTER) -> HourComputation:
    """Count hours from the moment of the event, without a break (民法典第二百零一条第二款).

    A moment without an offset is meant in Asia/Shanghai time and answered likewise. Raises CalendarError when
    the end lies beyond the horizon.
    """
    length = Length(hours, Unit.HOURS)
    try:
        span = timedelta(hours=hours if direction is Direction.AFTER else -hours)
        due = _shift(start, span)
    except OverflowError:
        raise CalendarError(f"期限过长：推算超出公元1年至{HORIZON}年") from None
    if due.year > HORIZON:
        raise CalendarError(f"期限过长：推算超过{HORIZON}年")
    way = "起" if direction is Direction.AFTER else "前"
    lines = (
        Line(
            LineKind.START,
            f"{'起算' if way == '起' else '倒计的'}时刻：{moment_text(start)}",
            (start.date(),),
        ),
        Line(LineKind.RULE, f"{length.label}连续计算，节假日和夜间不扣除（《民法典》第二百零一条第二款）"),
        Line(LineKind.RESULT, f"{'届满' if way == '起' else '最迟'}时刻：{moment_text(due)}", (due.date(),)),
        Line(LineKind.CERTAIN, "日期确定：与节假日安排无关"),
    )
    return HourComputation(start, length, direction, due, lines)


def moment_text(moment: datetime) -> str:
    """The moment in Asia/Shanghai time as papers print it: 2026年9月24日（周四）10时30分."""
    local = moment if moment.tzinfo is None else moment.astimezone(SHANGHAI)
    seconds = f"{local.second}秒" if local.second else ""
    return f"{date_text(local.date())}{local.hour}时{local.minute:02d}分{seconds}"


def _shift(start: datetime, span: timedelta) -> datetime:
    if start.tzinfo is None:
        return start + span
    return (start.astimezone(UTC) + span).astimezone(start.tzinfo)
