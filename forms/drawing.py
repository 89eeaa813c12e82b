"""Draws the procedure with a case's path (办案流程图) as SVG: places and words only, colours are classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Protocol

WIDTH, MARGIN = 1080, 54
ROW_HEIGHT, RAIL, FIRST_LINE, LINE = 118, 34, 31, 18
LETTER = 14
MOST_IN_A_ROW = 14


class Stage(Protocol):
    """A stage on the path: its label, and past, here or ahead."""

    @property
    def label(self) -> str:
        """The stage in words."""

    @property
    def state(self) -> str:
        """past, here or ahead."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stop with the lines of its label."""

    x: float
    y: float
    state: str
    lines: tuple[str, ...]
    stage: Stage


@dataclass(frozen=True, slots=True)
class Rail:
    """A piece of line between two stops."""

    path: str
    ahead: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole picture."""

    width: int
    height: int
    places: tuple[Place, ...]
    rails: tuple[Rail, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """Stages of a long procedure drawn as one stop (环节).

    With the day on which the case first came there; where it stands now, with the day since which it does.
    """

    label: str
    state: str
    on: date | None


class Staged(Stage, Protocol):
    """A stage that knows its phase and when the case came there."""

    @property
    def phase(self) -> str:
        """The phase, empty where the procedure is short."""

    @property
    def on(self) -> date | None:
        """The day."""


def phases(stops: Sequence[Staged]) -> Sequence[Stage]:
    """The phases of a long procedure in the order in which they are declared; of a short one its stages."""
    if not all(stop.phase for stop in stops):
        return stops
    found: dict[str, list[Staged]] = {}
    for stop in stops:
        found.setdefault(stop.phase, []).append(stop)
    return [_phase(label, within) for label, within in found.items()]


def _phase(label: str, within: Sequence[Staged]) -> Phase:
    here = next((stop for stop in within if stop.state == "here"), None)
    if here is not None:
        return Phase(label, "here", here.on)
    state = "past" if any(stop.state == "past" for stop in within) else "ahead"
    return Phase(label, state, min((stop.on for stop in within if stop.on is not None), default=None))


def procedure(stops: Sequence[Stage]) -> Drawing:
    """Lay the stages out in one row, or in two that are read like lines of text when there are more than 14."""
    rows = 2 if len(stops) > MOST_IN_A_ROW else 1
    across = -(-len(stops) // rows)
    step = (WIDTH - 2 * MARGIN) / max(across - 1, 1)
    # A label may take the room to the next stop, and at the edges twice the margin.
    wide = min(max(int(step // LETTER) - 1, 3), 2 * MARGIN // LETTER)
    places = []
    for n, stop in enumerate(stops):
        row, column = divmod(n, across)
        x = MARGIN + column * step if across > 1 else WIDTH / 2
        places.append(Place(round(x, 1), row * ROW_HEIGHT + RAIL, stop.state, wrapped(stop.label, wide), stop))
    rails = tuple(_rail(a, b) for a, b in pairwise(places))
    deepest = max((len(p.lines) for p in places), default=1)
    return Drawing(WIDTH, (rows - 1) * ROW_HEIGHT + RAIL + FIRST_LINE + deepest * LINE + 14, tuple(places), rails)


def wrapped(label: str, wide: int) -> tuple[str, ...]:
    """A label in lines of about equal length, none wider than so many Chinese characters."""
    count = -(-len(label) // wide)
    size = -(-len(label) // max(count, 1))
    return tuple(label[i : i + size] for i in range(0, len(label), size))


def _rail(start: Place, end: Place) -> Rail:
    # A case that went back stands before legs that it has been on: the way on from there is not gone yet.
    ahead = end.state == "ahead" or start.state == "here"
    if start.y == end.y:
        return Rail(f"M{start.x} {start.y}H{end.x}", ahead)
    # The second row begins again at the left, so the line turns back between the rows.
    middle = end.y - 22
    return Rail(f"M{start.x} {start.y}h34v{middle - start.y}H{end.x - 34}v22h34", ahead)
