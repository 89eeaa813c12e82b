"""Draws the open deadlines of a case on one line of time (期限图) as SVG: places and words, colours are classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

WIDTH, LEFT, RIGHT = 1080, 16, 1064
TOP, ROW = 34, 30
MOST = 8
PADDING = 0.04
SPACES = (7, 14, 31, 92, 183, 366, 1_830, 36_600)
"""Days between two marks on the line, the fewest that leave at most a dozen marks."""
MARKS = 12
LABEL_ROOM = 370


class Term(Protocol):
    """A deadline: from when to when it runs, its name and its light."""

    @property
    def label(self) -> str:
        """The name of the term."""

    @property
    def start(self) -> date:
        """The day on which it began."""

    @property
    def due(self) -> date:
        """Its last day."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One term: a bar from its begin to its end, with its words at the side where there is room."""

    x: float
    y: float
    width: float
    words_x: float
    anchor: str
    term: Term


@dataclass(frozen=True, slots=True)
class Tick:
    """A day marked on the line."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole picture; `today` is where now is, in the `year` that goes without saying."""

    width: int
    height: int
    today: float
    year: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


def timeline(terms: Sequence[Term], today: date) -> Timeline | None:
    """Lay out the terms that end first, soonest on top; None where there are fewer than two to compare."""
    shown = sorted(terms, key=lambda term: (term.due, term.label))[:MOST]
    if len(shown) < 2:  # noqa: PLR2004 - one bar compares with nothing
        return None
    first = min(today, *(term.start for term in shown))
    last = max(today, *(term.due for term in shown))
    days = max((last - first).days, 1)
    margin = (RIGHT - LEFT) * PADDING
    scale = (RIGHT - LEFT - 2 * margin) / days

    def place(day: date) -> float:
        return round(LEFT + margin + (day - first).days * scale, 1)

    bars = []
    for n, term in enumerate(shown):
        begin, end = place(term.start), place(term.due)
        room = end + LABEL_ROOM <= WIDTH
        bars.append(
            Bar(
                begin,
                TOP + n * ROW,
                max(end - begin, 4),
                end + 8 if room else begin - 8,
                "start" if room else "end",
                term,
            )
            if room or begin > LABEL_ROOM
            else Bar(begin, TOP + n * ROW, max(end - begin, 4), begin + 6, "start", term)
        )
    space = next((space for space in SPACES if days / space <= MARKS), SPACES[-1])
    ticks = tuple(
        Tick(place(day), f"{'' if day.year == today.year else f'{day.year}年'}{day.month}月{day.day}日")
        for day in (first + timedelta(days=n) for n in range(0, days + 1, space))
    )
    return Timeline(WIDTH, TOP + len(shown) * ROW + 8, place(today), today.year, tuple(bars), ticks)
