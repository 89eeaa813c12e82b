"""Draws numbers as bars that share a scale (条形图), as SVG: places and words only, colours are classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH = 100
THINNEST = 0.6
"""So wide is the bar of a number that is not nought, however small."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A number's bar in hundredths of the longest; `part` is how much of it is marked, from the left."""

    label: str
    words: str
    width: float
    part: float


def bars(rows: Sequence[tuple[str, str, int | Decimal, int | Decimal]]) -> tuple[Bar, ...]:
    """The bars of rows of label, words, number and the marked part of the number; what is nought has no width.

    >>> [(bar.label, bar.width, bar.part) for bar in bars([("甲", "4件", 4, 1), ("乙", "2件", 2, 0)])]
    [('甲', 100.0, 25.0), ('乙', 50.0, 0.0)]
    """
    longest = max((number for _, _, number, _ in rows), default=0)
    return tuple(
        Bar(label, words, _width(number, longest), min(_width(part, longest), _width(number, longest)))
        for label, words, number, part in rows
    )


def _width(number: int | Decimal, longest: int | Decimal) -> float:
    if number <= 0 or longest <= 0:
        return 0.0
    return max(round(float(number / longest) * WIDTH, 2), THINNEST)
