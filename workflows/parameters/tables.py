"""Dated tables of legal parameters: which row prices which day, where it comes from, when it was known.

Knows time and place; what the values mean is the business of those who declare a table.
"""

import csv
import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final, Generic, Literal, TypeVar

from engine.law import Grade
from workflows.parameters.refusals import ParameterMissingError

NATION: Final = "000000"
_CACHE_SIZE: Final = 4096
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Row(Generic[V]):
    """One value with its days in force (both inclusive), place, source and grade.

    `published_on` is the day on which the value became known, None where that is not recorded.
    `source` is an instrument, empty where the publishing document was not found.
    """

    value: V
    jurisdiction: str
    valid_from: date
    valid_to: date | None
    published_on: date | None
    source: str
    article: str
    grade: Grade
    note: str

    def covers(self, on: date) -> bool:
        """Whether the row prices that day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    @property
    def basis(self) -> str:
        """Source and article as printed."""
        return f"{self.source}{self.article}" if self.source else "公布文件未收录"


@dataclass(frozen=True, slots=True)
class Found(Generic[V]):
    """The row that answers a question, and why it is only provisional (empty: it is not)."""

    row: Row[V]
    provisional: str = ""

    @property
    def value(self) -> V:
        """The value of the row."""
        return self.row.value


@dataclass(frozen=True, eq=False)
class Table(Generic[V]):
    """Rows of one parameter by key (a grade, an age, a category; "" where there is one series).

    `label` is the parameter's Chinese name, `setting` the setting with which a county adds a row.
    `beyond` says what a day after the last row means: the last row for now, or a refusal.
    """

    name: str
    label: str
    rows: Mapping[tuple[str, str], Sequence[Row[V]]]
    beyond: Literal["provisional", "refuse"] = "provisional"
    _cache: dict[tuple[date, str, str, date | None], Found[V]] = field(default_factory=dict)

    @property
    def setting(self) -> str:
        """Name of the setting with which a county adds or replaces rows."""
        return f"parameters.{self.name}"

    def lookup(self, on: date, jurisdiction: str = NATION, key: str = "", known_on: date | None = None) -> Found[V]:
        """The row for that day, from the county up to the nation.

        With `known_on`, a row published later is not yet known: the last known one stands in for it,
        provisionally. Raises ParameterMissingError before the first row, and beyond the last where the
        table says so.
        """
        question = (on, jurisdiction, key, known_on)
        found = self._cache.get(question)
        if found is None:
            if len(self._cache) >= _CACHE_SIZE:
                self._cache.clear()
            found = self._cache[question] = self._lookup(*question)
        return found

    def with_row(self, row: Row[V], key: str = "") -> "Table[V]":
        """The table with a row of a county's own added; it goes before those of the places above."""
        place = (row.jurisdiction, key)
        series = [old for old in self.rows.get(place, ()) if old.valid_from != row.valid_from]
        series = sorted([*series, row], key=lambda each: each.valid_from)
        return Table(self.name, self.label, {**self.rows, place: series}, self.beyond)

    def _lookup(self, on: date, jurisdiction: str, key: str, known_on: date | None) -> Found[V]:
        nearest_first = [self.rows.get((place, key), ()) for place in chain(jurisdiction)]
        due = [[row for row in rows if row.valid_from <= on] for rows in nearest_first]
        for rows in due:
            if rows and rows[-1].covers(on) and _known(rows[-1], known_on):
                return Found(rows[-1])
        begun = [rows for rows in due if rows]
        if not begun:
            where = _places(jurisdiction)
            raise ParameterMissingError(self.setting, f"没有收录{where}{on.isoformat()}的{self.label}")
        in_a_hole = any(row.valid_from > on for rows in nearest_first for row in rows)
        latest = max(begun, key=lambda rows: rows[-1].valid_from)
        return self._stand_in(latest, on, known_on, in_a_hole=in_a_hole)

    def _stand_in(self, due: Sequence[Row[V]], on: date, known_on: date | None, *, in_a_hole: bool) -> Found[V]:
        known = [row for row in due if _known(row, known_on)]
        if not known:
            raise ParameterMissingError(self.setting, f"{on.isoformat()}的{self.label}在计算日尚未公布")
        row = known[-1]
        standard = f"暂按{row.valid_from.year}年的标准，公布后结算差额"
        if row is not due[-1]:
            return Found(row, f"{on.isoformat()}的{self.label}在计算日尚未公布，{standard}")
        if self.beyond == "refuse" or in_a_hole:
            raise ParameterMissingError(self.setting, f"没有收录{on.isoformat()}的{self.label}")
        return Found(row, f"{on.isoformat()}的{self.label}尚未公布，{standard}")

    def keys(self, on: date, jurisdiction: str = NATION) -> tuple[str, ...]:
        """Keys that have a row for that day, in the order of the table, the nearest place first."""
        found: dict[str, None] = {}
        for place in chain(jurisdiction):
            for (where, key), rows in self.rows.items():
                if where == place and any(row.covers(on) for row in rows):
                    found.setdefault(key)
        return tuple(found)

    def all_rows(self) -> tuple[tuple[str, Row[V]], ...]:
        """Every row with its key, for lists and checks."""
        return tuple((key, row) for (_, key), rows in self.rows.items() for row in rows)


@lru_cache(maxsize=1024)
def chain(jurisdiction: str) -> tuple[str, ...]:
    """A division code and those above it: county, prefecture, province, nation."""
    steps = (jurisdiction, jurisdiction[:4] + "00", jurisdiction[:2] + "0000", NATION)
    return tuple(dict.fromkeys(steps))


def load(name: str, label: str, value: type[V], beyond: Literal["provisional", "refuse"] = "provisional") -> Table[V]:
    """Read a table of the package; its columns are those of Row, `key`, and the fields of `value`."""
    text = files(__package__).joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    types_ = typing.get_type_hints(value)
    names = [field.name for field in fields(value)]  # type: ignore[arg-type]  # every value is a dataclass
    rows: dict[tuple[str, str], list[Row[V]]] = {}
    for cells in csv.DictReader(text.splitlines()):
        made = value(**{column: _convert(cells[column], types_[column]) for column in names})
        row = Row(
            made,
            cells["jurisdiction"],
            date.fromisoformat(cells["valid_from"]),
            _day(cells["valid_to"]),
            _day(cells["published_on"]),
            cells["source"],
            cells["article"],
            Grade(cells["grade"]),
            cells["note"],
        )
        rows.setdefault((row.jurisdiction, cells.get("key", "")), []).append(row)
    for series in rows.values():
        series.sort(key=lambda row: row.valid_from)
    return Table(name, label, rows, beyond)


def _convert(cell: str, wanted: Any) -> Any:
    options = typing.get_args(wanted) if isinstance(wanted, types.UnionType) else (wanted,)
    if type(None) in options and not cell:
        return None
    kind = next(option for option in options if option is not type(None))
    return cell == "yes" if kind is bool else kind(cell)


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _known(row: Row[Any], known_on: date | None) -> bool:
    return known_on is None or row.published_on is None or row.published_on <= known_on


def _places(jurisdiction: str) -> str:
    return "" if jurisdiction == NATION else f"{jurisdiction}地区"
