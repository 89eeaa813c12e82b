"""Checks numbers (编号): every number that a counter gave out stands somewhere, once.

Knows a series as `unit/kind/year`, and that a number's last group of digits is usually its place in the series.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.database import Tx

LAST_DIGITS = re.compile(r"(\d+)\D*$")
SERIES = re.compile(r"[^/]+/[^/]+/\d{4}")
MOST = 10_000_000


@dataclass(slots=True)
class Used:
    """The numbers of one series that were found."""

    count: int = 0
    doubled: bool = False
    places: bytearray = field(default_factory=bytearray)

    def add(self, number: str) -> None:
        """Note one number."""
        self.count += 1
        found = LAST_DIGITS.search(number)
        place = int(found[1]) if found else 0
        if not 0 < place < MOST:
            self.doubled = True
            return
        if place >= len(self.places):
            self.places.extend(bytes(place + 1 - len(self.places)))
        self.doubled = self.doubled or bool(self.places[place])
        self.places[place] = 1

    def missing(self, last: int) -> list[int]:
        """The places that nobody has, as far as the numbers can be read as places; else nothing."""
        if self.doubled or len(self.places) > last + 1:
            return []
        return [n for n in range(1, last + 1) if n >= len(self.places) or not self.places[n]]


def compare(tx: Tx, used: dict[str, Used]) -> Iterator[str]:
    """Every counter against the numbers in use, in Chinese."""
    counters = {
        series: last for series, last in tx.all("SELECT series, last FROM counters", {}) if SERIES.fullmatch(series)
    }
    for series in sorted(counters.keys() | used.keys()):
        last, found = counters.get(series, 0), used.get(series, Used())
        if found.count > last:
            yield f"编号“{series}”：计数器为{last}，但已用{found.count}个号，计数器可能被改动"
        elif found.count < last:
            gaps = _ranges(found.missing(last))
            detail = f"，缺{gaps}" if gaps else ""
            yield f"编号“{series}”：已发出{last}个号，只找到{found.count}个{detail}；案件或者文书可能被删除"
        elif gaps := _ranges(found.missing(last)):
            yield f"编号“{series}”：缺{gaps}，号码可能被改动"


def _ranges(numbers: list[int]) -> str:
    parts: list[str] = []
    begin = previous = 0
    for n in [*numbers, 0]:
        if begin and n != previous + 1:
            parts.append(f"{begin}号" if begin == previous else f"{begin}至{previous}号")
            begin = 0
        begin = begin or n
        previous = n
    return "、".join(parts[:20])
