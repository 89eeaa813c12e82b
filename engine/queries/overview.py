"""What leaders see of all cases at once (总览): how many stand where, how many are late, what came in money and people.

Each number carries the filter of the list that holds its cases, so that whoever doubts it can count them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from engine.actors import Actor
from engine.casetype import Measure
from engine.database import Tx, in_list
from engine.office import Office
from engine.permissions import visible
from engine.queries.filters import NOWHERE, Filter, Window, narrowed, units_seen
from engine.queries.owed import due_between
from engine.tallying import yuan_of

UNKNOWN = "没有登记"


@dataclass(frozen=True, slots=True)
class Period:
    """The days that an overview is about, both included."""

    begins: date
    ends: date


@dataclass(frozen=True, slots=True)
class Number:
    """One number, and the list behind it; money in yuan."""

    value: int | Decimal
    wanted: Filter


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table."""

    label: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table; `drawn` is the column that its drawing shows, `units` says in what each column is given."""

    id: str
    title: str
    columns: tuple[str, ...]
    units: tuple[str, ...]
    lines: tuple[Line, ...]
    drawn: int = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """All tables, on a day, for a period."""

    day: date
    period: Period
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """So many cases that have all of this in common."""

    unit: str
    case_type: str
    stage: str
    source: str
    township: str
    is_open: bool
    late: bool
    opened: bool
    closed: bool
    count: int


@dataclass(frozen=True, slots=True)
class _Column:
    label: str
    counts: Callable[[_Cell], bool]
    narrow: Filter


def overview(office: Office, tx: Tx, actor: Actor, period: Period) -> Overview:
    """The overview of the cases that the actor may see."""
    cells = _cells(office, tx, actor, period)
    columns = _columns(period)
    directory = office.directory(tx)
    units = {unit.id: unit.name for unit in units_seen(directory, actor, office.supervising_roles)}
    types = {compiled.code: compiled for compiled in office.registry}
    kinds = {cell.case_type for cell in cells}
    stages = {
        f"{code} {stage.code}": f"{compiled.label}：{stage.label}" if len(kinds) > 1 else stage.label
        for code, compiled in types.items()
        for stage in compiled.stages.values()
    }
    found = {cell.unit for cell in cells} | {actor.unit.id}
    names = {code: types[code].label if code in types else code for code in sorted(kinds)}
    tables = [
        _table("units", "各单位", cells, columns, {u: n for u, n in units.items() if u in found}, _by_unit),
        _table("types", "案件类型", cells, columns, names, _by_type),
        _table(
            "stages",
            "所在阶段",
            cells,
            columns[:2],
            {key: stages.get(key, key) for key in _stage_order(cells, stages)},
            _by_stage,
        ),
        _table("sources", "案件来源", cells, columns, _sorted({c.source for c in cells}), _by_source, drawn=2),
        _table("townships", "乡镇", cells, columns, _sorted({c.township for c in cells}), _by_township),
    ]
    sums = _sums(office, tx, actor, period, {u: n for u, n in units.items() if u in found})
    return Overview(office.clocks.today(), period, (tables[0], *sums, *tables[1:]))


def _columns(period: Period) -> tuple[_Column, ...]:
    return (
        _Column("在办", lambda cell: cell.is_open, Filter()),
        _Column("其中逾期", lambda cell: cell.late, Filter(due=Window.OVERDUE)),
        _Column(
            "本期登记",
            lambda cell: cell.opened,
            Filter(is_open=None, opened_from=period.begins, opened_until=period.ends),
        ),
        _Column(
            "本期办结",
            lambda cell: cell.closed,
            Filter(is_open=False, closed_from=period.begins, closed_until=period.ends),
        ),
    )


def _cells(office: Office, tx: Tx, actor: Actor, period: Period) -> list[_Cell]:
    conditions, values = narrowed(office, tx, actor, Filter(is_open=None))
    units = [unit.id for unit in units_seen(office.directory(tx), actor, office.supervising_roles)]
    late, of_late = due_between(units, *Window.OVERDUE.days(office.clocks.today()), late=True)
    marks = {
        "late": f"CASE WHEN c.is_open = 1 AND {late} THEN 1 ELSE 0 END",
        "opened": "CASE WHEN c.opened_on >= :o_from AND c.opened_on <= :o_until THEN 1 ELSE 0 END",
        "closed": "CASE WHEN c.is_open = 0 AND c.closed_on >= :o_from AND c.closed_on <= :o_until THEN 1 ELSE 0 END",
    }
    columns = f"c.unit_id, c.case_type, c.stage, c.source, c.township, c.is_open, {', '.join(marks.values())}"
    rows = tx.all(
        f"SELECT {columns}, COUNT(*) FROM cases c WHERE {' AND '.join(conditions)} GROUP BY {columns}",
        {
            **values,
            **of_late,
            "o_from": period.begins.isoformat(),
            "o_until": period.ends.isoformat(),
        },
    )
    return [
        _Cell(
            unit, case_type, stage, source, township, bool(is_open), bool(late), bool(opened), bool(closed), int(count)
        )
        for unit, case_type, stage, source, township, is_open, late, opened, closed, count in rows
    ]


def _table(
    identity: str,
    title: str,
    cells: list[_Cell],
    columns: tuple[_Column, ...],
    labels: dict[str, str],
    key: Callable[[_Cell], tuple[str, Filter]],
    drawn: int = 0,
) -> Table:
    counts: dict[str, list[int]] = {label: [0] * len(columns) for label in labels}
    filters: dict[str, Filter] = {}
    for cell in cells:
        label, wanted = key(cell)
        if label not in counts:
            continue
        filters[label] = wanted
        for n, column in enumerate(columns):
            counts[label][n] += cell.count if column.counts(cell) else 0
    lines = tuple(
        Line(
            labels[label],
            tuple(
                Number(count, _and(filters.get(label, Filter()), column.narrow))
                for count, column in zip(row, columns, strict=True)
            ),
        )
        for label, row in counts.items()
        if any(row) or identity == "units"
    )
    return Table(identity, title, tuple(c.label for c in columns), ("件",) * len(columns), lines, drawn)


def _and(row: Filter, column: Filter) -> Filter:
    """The row's filter narrowed by the column's."""
    return replace(
        column,
        unit=row.unit,
        case_type=row.case_type,
        stage=row.stage,
        source=row.source,
        township=row.township,
    )


def _by_unit(cell: _Cell) -> tuple[str, Filter]:
    return cell.unit, Filter(unit=cell.unit)


def _by_type(cell: _Cell) -> tuple[str, Filter]:
    return cell.case_type, Filter(case_type=cell.case_type)


def _by_stage(cell: _Cell) -> tuple[str, Filter]:
    return f"{cell.case_type} {cell.stage}", Filter(case_type=cell.case_type, stage=cell.stage)


def _by_source(cell: _Cell) -> tuple[str, Filter]:
    return cell.source, Filter(source=cell.source or NOWHERE)


def _by_township(cell: _Cell) -> tuple[str, Filter]:
    return cell.township, Filter(township=cell.township or NOWHERE)


def _stage_order(cells: list[_Cell], stages: dict[str, str]) -> list[str]:
    there = {_by_stage(cell)[0] for cell in cells if cell.is_open}
    return [key for key in stages if key in there] + sorted(there - stages.keys())


def _sorted(values: Iterable[str]) -> dict[str, str]:
    return {value: value or UNKNOWN for value in sorted(values, key=lambda v: (not v, v))}


def _sums(office: Office, tx: Tx, actor: Actor, period: Period, units: dict[str, str]) -> list[Table]:
    """Money and people, each measure of the actor's agency by department."""
    measures = measures_of(office, actor)
    if not measures:
        return []
    found = _added_up(office, tx, actor, period, measures)
    tables = []
    for money in (True, False):
        shown = [m for m in measures.values() if (m.unit == "元") == money]
        if not shown:
            continue
        lines = tuple(
            Line(
                name,
                tuple(
                    Number(
                        found.get((unit, m.code), Decimal("0.00") if money else 0),
                        measured(m, period, unit),
                    )
                    for m in shown
                ),
            )
            for unit, name in units.items()
        )
        title = "本期金额" if money else "本期人数"
        identity = "money" if money else "people"
        tables.append(Table(identity, title, tuple(m.label for m in shown), tuple(m.unit for m in shown), lines))
    return tables


def measured(measure: Measure, period: Period, unit: str) -> Filter:
    """The list behind a sum: the cases in which the measure changed in the period."""
    return Filter(
        is_open=None, unit=unit, measure=measure.code, measured_from=period.begins, measured_until=period.ends
    )


def measures_of(office: Office, actor: Actor) -> dict[str, Measure]:
    """What can be added up over the cases of the actor's agency."""
    return {
        measure.code: measure
        for compiled in office.registry
        if compiled.case_type.agency.code == actor.unit.agency
        for measure in compiled.case_type.measures
    }


def _added_up(
    office: Office, tx: Tx, actor: Actor, period: Period, measures: dict[str, Measure]
) -> dict[tuple[str, str], int | Decimal]:
    # Few of the department's cases are hidden from its heads: leaving those out is quicker than asking for each.
    predicate, values = visible(actor, office.supervising_roles)
    tallies = {measure.tally.code: measure for measure in measures.values()}
    marks, names = in_list("tally", sorted(tallies))
    seen = [unit.id for unit in units_seen(office.directory(tx), actor, office.supervising_roles)]
    places, units = in_list("o_unit", seen)
    rows = tx.all(
        "SELECT t.unit_id, t.code, SUM(t.lines), SUM(t.fen) FROM tally_changes t"
        f" WHERE t.code IN {marks} AND t.day >= :o_from AND t.day <= :o_until AND t.unit_id IN {places}"
        f" AND t.case_id NOT IN (SELECT c.id FROM cases c WHERE c.unit_id IN {places} AND NOT ({predicate}))"
        " GROUP BY t.unit_id, t.code",
        {**values, **names, **units, "o_from": period.begins.isoformat(), "o_until": period.ends.isoformat()},
    )
    found: dict[tuple[str, str], int | Decimal] = {}
    for unit, code, lines, fen in rows:
        measure = tallies[code]
        found[unit, measure.code] = int(lines) if measure.tally.counts else yuan_of(int(fen))
    return found
