"""Draws sums as they grew (款项变动图) as SVG: a stair for each kind of money; places and words only, dashes are classes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

WIDTH, LEFT, RIGHT, TOP, FOOT = 1080, 16, 760, 16, 216
HEIGHT = 244
LINE = 19
TWICE = 2
KINDS = 6
"""So many kinds of line can be told apart without colour."""


class Movement(Protocol):
    """A day, and what the sum came to then."""

    @property
    def on(self) -> date:
        """The day."""

    @property
    def total(self) -> Decimal:
        """The sum, in yuan."""


class Flow(Protocol):
    """A kind of money with its movements in order."""

    @property
    def label(self) -> str:
        """The kind in words."""

    @property
    def movements(self) -> Sequence[Movement]:
        """Its movements."""


@dataclass(frozen=True, slots=True)
class Stair:
    """One kind of money: its line, where its words stand, and what they say."""

    kind: int
    path: str
    end: float
    words_y: float
    label: str
    total: Decimal


@dataclass(frozen=True, slots=True)
class Stairs:
    """The whole picture, with the first and the last day."""

    width: int
    height: int
    foot: int
    left: int
    right: int
    stairs: tuple[Stair, ...]
    first: date
    last: date


def stairs(flows: Sequence[Flow], today: date) -> Stairs | None:
    """Lay out the first kinds of money; None where none moved twice, or no time lies between the first and today."""
    shown = [flow for flow in flows if flow.movements][:KINDS]
    if all(len(flow.movements) < TWICE for flow in shown):
        return None
    days = [movement.on for flow in shown for movement in flow.movements]
    if not days or min(days) >= max(today, *days):
        return None
    first, last = min(days), max(today, *days)
    highest = max((movement.total for flow in shown for movement in flow.movements), default=Decimal(0))
    if highest <= 0:
        return None

    def x(day: date) -> float:
        return round(LEFT + (RIGHT - LEFT) * (day - first).days / (last - first).days, 1)

    def y(total: Decimal) -> float:
        return round(FOOT - float(max(total, Decimal(0)) / highest) * (FOOT - TOP), 1)

    ends = [y(flow.movements[-1].total) for flow in shown]
    places = _apart(ends)
    return Stairs(
        WIDTH,
        HEIGHT,
        FOOT,
        LEFT,
        RIGHT,
        tuple(
            Stair(n, _path(flow, x, y), ends[n], places[n], flow.label, flow.movements[-1].total)
            for n, flow in enumerate(shown)
        ),
        first,
        last,
    )


def _path(flow: Flow, x: Callable[[date], float], y: Callable[[Decimal], float]) -> str:
    """A stair from the foot at the first movement up to the right edge."""
    steps = (f"H{x(movement.on)}V{y(movement.total)}" for movement in flow.movements)
    return f"M{x(flow.movements[0].on)} {FOOT}{''.join(steps)}H{RIGHT}"


def _apart(ends: Sequence[float]) -> list[float]:
    """Places for the words beside the ends of the lines, at least a line apart, all within the picture."""
    places = [0.0] * len(ends)
    order = sorted(range(len(ends)), key=lambda n: ends[n])
    above = float(TOP - LINE)
    for n in order:
        above = places[n] = max(ends[n], above + LINE)
    below = float(FOOT + LINE)
    for n in reversed(order):
        below = places[n] = min(places[n], below - LINE)
    return places
