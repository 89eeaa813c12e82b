"""A computed term (期限计算) as data: what was counted, the result and its reasons; counts nothing itself.

A deadline row keeps a Computation, so that it can explain itself years later and be recomputed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

_Item = TypeVar("_Item")


_UNIT_LABELS = {
    "working_days": "工作日",
    "calendar_days": "日",
    "months": "月",
    "years": "年",
    "hours": "小时",
}


class Unit(StrEnum):
    """The unit a term is written in (期限单位)."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"

    @property
    def label(self) -> str:
        """As statutes write it: 工作日, 日, 个月, 年, 小时."""
        return _UNIT_LABELS[self.value]


class Direction(StrEnum):
    """Whether a term runs after its start event or is counted back from it (顺计、倒计)."""

    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Length:
    """How long a term is; the amount is a whole number, 0 meaning the same day."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if isinstance(self.amount, bool) or self.amount < 0:
            raise ValueError(f"期限须为不小于0的整数：{self.amount}")

    @property
    def label(self) -> str:
        """10个工作日, 15日, 3个月, 2年, 24小时."""
        measure = "个" if self.unit in (Unit.WORKING_DAYS, Unit.MONTHS) else ""
        return f"{self.amount}{measure}{self.unit.label}"


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that are not counted (期限中止), from begin to end, both included; no end while it still lasts."""

    begin: date
    end: date | None
    reason: str

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.begin:
            raise ValueError(f"中止的结束日不得早于开始日：{self.begin.isoformat()}、{self.end.isoformat()}")


@dataclass(frozen=True, slots=True)
class Extension:
    """A longer term (期限延长) granted for a reason; it continues the term without a gap."""

    length: Length
    reason: str
    under: str = ""


class LineKind(StrEnum):
    """What a line of the explanation is about."""

    START = "start"
    RULE = "rule"
    PAUSE = "pause"
    EXTENSION = "extension"
    SKIPPED = "skipped"
    COUNTED = "counted"
    ROLLED = "rolled"
    RESULT = "result"
    PROVISIONAL = "provisional"
    CERTAIN = "certain"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the explanation with the days it is about."""

    kind: LineKind
    text: str
    dates: tuple[date, ...] = ()


Explainer = Callable[["Computation"], tuple[Line, ...]]


class _Counted(NamedTuple):
    """The fields of a computation; a tuple, because making one is most of the work of counting."""

    start: date
    length: Length
    direction: Direction
    due: date
    last_day: date
    provisional: bool
    calendar_versions: tuple[str, ...]
    jurisdiction: str
    roll: bool = True
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    event: str = ""
    under: str = ""
    reasons: tuple[Line, ...] | Explainer = ()


class Computation(_Counted):
    """A term with its result.

    `last_day` is the last day before rolling; `due` the day that binds. `provisional` says that the date may
    still move, because a year is not published or a pause has not ended; the lines say which. They are made
    when they are asked for, over the calendar that was counted on; a stored computation has brought its own.
    """

    __slots__ = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The explanation, line by line."""
        return self.reasons if isinstance(self.reasons, tuple) else self.reasons(self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Computation):
            return NotImplemented
        return _without_reasons(self) == _without_reasons(other) and self.lines == other.lines

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(_without_reasons(self))

    def explain(self) -> list[str]:
        """The whole computation in Chinese, sentence by sentence, as papers and screens print it."""
        return [line.text for line in self.lines]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values; `from_json` gives back an equal computation."""
        return {
            "start": self.start.isoformat(),
            "length": _length_json(self.length),
            "direction": self.direction.value,
            "due": self.due.isoformat(),
            "provisional": self.provisional,
            "lines": [_line_json(line) for line in self.lines],
            "calendar_versions": list(self.calendar_versions),
            "last_day": self.last_day.isoformat(),
            "jurisdiction": self.jurisdiction,
            "roll": self.roll,
            "pauses": [_pause_json(pause) for pause in self.pauses],
            "extensions": [_extension_json(extension) for extension in self.extensions],
            "event": self.event,
            "under": self.under,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Computation":
        """Read what `to_json` wrote; raises ValueError when a value is missing or malformed."""
        try:
            return cls(
                start=_day(data["start"]),
                length=_length(data["length"]),
                direction=Direction(data["direction"]),
                due=_day(data["due"]),
                provisional=data["provisional"],
                reasons=_each(data["lines"], _line),
                calendar_versions=tuple(data["calendar_versions"]),
                last_day=_day(data["last_day"]),
                jurisdiction=data["jurisdiction"],
                roll=data["roll"],
                pauses=_each(data["pauses"], _pause),
                extensions=_each(data["extensions"], _extension),
                event=data["event"],
                under=data["under"],
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"期限计算记录不完整：{error}") from error


def _without_reasons(computation: Computation) -> tuple[object, ...]:
    return computation[:-1]


def _each(values: Any, read: Callable[[Any], _Item]) -> tuple[_Item, ...]:
    return tuple(read(value) for value in values)


def _length_json(length: Length) -> dict[str, Any]:
    return {"amount": length.amount, "unit": length.unit.value}


def _length(data: Mapping[str, Any]) -> Length:
    return Length(data["amount"], Unit(data["unit"]))


def _line_json(line: Line) -> dict[str, Any]:
    return {"kind": line.kind.value, "text": line.text, "dates": [day.isoformat() for day in line.dates]}


def _line(data: Mapping[str, Any]) -> Line:
    return Line(LineKind(data["kind"]), data["text"], _each(data["dates"], _day))


def _pause_json(pause: Pause) -> dict[str, Any]:
    end = pause.end.isoformat() if pause.end else None
    return {"begin": pause.begin.isoformat(), "end": end, "reason": pause.reason}


def _pause(data: Mapping[str, Any]) -> Pause:
    return Pause(_day(data["begin"]), _day(data["end"]) if data["end"] else None, data["reason"])


def _extension_json(extension: Extension) -> dict[str, Any]:
    return {"length": _length_json(extension.length), "reason": extension.reason, "under": extension.under}


def _extension(data: Mapping[str, Any]) -> Extension:
    return Extension(_length(data["length"]), data["reason"], data["under"])


def _day(text: str) -> date:
    return date.fromisoformat(text)
