"""Draws the estimate as SVG: bars that share a scale and the line from today to retirement; colours are classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from forms.estimate import Moment, Piece

WIDTH = 100
LIFE_WIDTH, LIFE_MARGIN, RAIL = 340, 12, 22
TICK_YEARS = 5
MOST_TICKS = 7


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of a bar; places are hundredths of the whole width."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A point on the line of life."""

    kind: str
    x: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A year under the line."""

    year: int
    x: float


@dataclass(frozen=True, slots=True)
class Life:
    """The line from today to the latest month of retirement, with the window in which one may choose."""

    width: int
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    window: Bar
    start: float
    end: float


def bars(pieces: Sequence[Piece], largest: Decimal) -> tuple[Bar, ...]:
    """The pieces one behind the other, on a scale on which `largest` yuan fill the width."""
    drawn, x = [], 0.0
    for piece in pieces:
        width = share(piece.amount, largest)
        drawn.append(Bar(piece.kind, round(x, 2), width))
        x += width
    return tuple(drawn)


def share(amount: Decimal, largest: Decimal) -> float:
    """An amount in hundredths of the width."""
    return round(float(amount / largest * WIDTH), 2) if largest else 0.0


def life(moments: Sequence[Moment]) -> Life:
    """The moments to scale. With all of them in one month the line is a year long."""
    months = {moment.kind: _months(moment.month) for moment in moments}
    first, last = min(months.values()), max(months.values())
    span = max(last - first, 12)

    def place(month: int) -> float:
        return round(LIFE_MARGIN + (LIFE_WIDTH - 2 * LIFE_MARGIN) * (month - first) / span, 1)

    early = months.get("early", months["legal"])
    step = TICK_YEARS
    while span // 12 // step > MOST_TICKS:
        step += TICK_YEARS
    years = range(-(-first // 12), (first + span) // 12 + 1)
    ticks = tuple(Tick(year, place(year * 12)) for year in years if year % step == 0 or span < 12 * TICK_YEARS)
    window = Bar("window", place(early), round(place(months["late"]) - place(early), 1))
    marks = tuple(Mark(moment.kind, place(months[moment.kind])) for moment in moments)
    return Life(LIFE_WIDTH, marks, ticks, window, place(first), place(first + span))


def _months(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:]) - 1
