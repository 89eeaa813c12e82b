"""The list of cases (案件列表): in the order of what is due next or of what came last, paged by key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from engine.actors import Actor
from engine.canonical import day_of
from engine.database import Row, Tx, in_list
from engine.directory import Directory
from engine.office import Office
from engine.queries.filters import ORDER, Filter, conditions_of, cursor_of, keyset, narrowed, units_seen, words_of
from engine.queries.marks import Mark
from engine.queries.owed import CHUNK, Owing, most_urgent, owed_by

MOST = 100
COUNTED = 1000
"""Up to how many lines are counted; beyond it a count only says that there are more."""
LOOKED_AT = 500
"""In how many of the first cases a search looks before it looks in all."""
LINE = (
    "c.id, c.number, c.title, c.case_type, c.type_digest, c.stage, c.unit_id, c.opened_on, c.closed_on, c.is_open,"
    " c.version, c.next_due, c.township"
)
LINE_WIDTH = 13


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list. Holds no worker's name; `officers` are the names of those assigned, lead first."""

    id: str
    number: str
    title: str
    case_type: str
    type_label: str
    stage: str
    stage_label: str
    unit: str
    opened_on: date
    closed_on: date | None
    is_open: bool
    version: int
    term: str
    mark: Mark
    township: str = ""
    officers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines, and where the next page begins."""

    lines: tuple[CaseLine, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are; with `more` at least so many."""

    number: int
    more: bool = False

    @property
    def words(self) -> str:
        """The count as a badge shows it: 63, 999+."""
        return f"{self.number}+" if self.more else str(self.number)


def list_cases(
    office: Office, tx: Tx, actor: Actor, wanted: Filter, *, after: str = "", limit: int = 50, most: int = MOST
) -> Page:
    """The cases that the actor may see; raises InvalidForm for a spoilt page mark."""
    return page_of(office, tx, actor, wanted, (), after=after, limit=max(1, min(limit, most)))


def page_of(
    office: Office, tx: Tx, actor: Actor, wanted: Filter, also: Sequence[str], *, after: str, limit: int
) -> Page:
    """A page of the cases for which further conditions hold too; these may name `:me` and `:my_unit`."""
    conditions, values = narrowed(office, tx, actor, wanted)
    conditions += also
    keyset(conditions, values, after, newest=wanted.newest)
    rows = _rows(office, tx, wanted, conditions, {**values, "limit": limit + 1})
    directory = office.directory(tx)
    lines = lines_of(office, tx, directory, rows[:limit])
    return Page(with_officers(tx, directory, lines), cursor_of(rows[limit - 1]) if len(rows) > limit else None)


def _rows(office: Office, tx: Tx, wanted: Filter, conditions: Sequence[str], values: dict[str, Any]) -> list[Row]:
    """The first rows in the order. What many cases hold is found among the first of them, without reading all."""
    where, order = " AND ".join(conditions), ORDER[wanted.newest]
    near, more = words_of(office, wanted, near=True)
    if near:
        first = f"SELECT c.id FROM cases c WHERE {where} ORDER BY {order} LIMIT :looked_at"
        rows = tx.all(
            f"SELECT {LINE} FROM cases c WHERE c.id IN ({first}) AND {' AND '.join(near)} ORDER BY {order} LIMIT :limit",
            {**values, **more, "looked_at": LOOKED_AT},
        )
        if len(rows) == values["limit"]:
            return rows
        words, more = words_of(office, wanted)
        where = " AND ".join([where, *words])
    return tx.all(f"SELECT {LINE} FROM cases c WHERE {where} ORDER BY {order} LIMIT :limit", {**values, **more})


def count_cases(
    office: Office, tx: Tx, actor: Actor, wanted: Filter, also: Sequence[str] = (), most: int = COUNTED
) -> Count:
    """How many cases a list has, counted up to a limit."""
    conditions, values = conditions_of(office, tx, actor, wanted)
    conditions += also
    return counted(tx, f"SELECT 1 FROM cases c WHERE {' AND '.join(conditions)}", values, most)


def counted(tx: Tx, select: str, values: dict[str, Any], most: int = COUNTED) -> Count:
    """How many rows a statement would give, counted up to a limit."""
    row = tx.one(f"SELECT COUNT(*) FROM ({select} LIMIT :most) counted", {**values, "most": most + 1})
    number = int(row[0]) if row else 0
    return Count(most, more=True) if number > most else Count(number)


def with_officers(tx: Tx, directory: Directory, lines: Sequence[CaseLine]) -> tuple[CaseLine, ...]:
    """The same lines with the names of the assigned officers."""
    found: dict[str, list[str]] = {}
    for begin in range(0, len(lines), CHUNK):
        names, values = in_list("case", [line.id for line in lines[begin : begin + CHUNK]])
        for case_id, account in tx.all(
            f"SELECT case_id, account_id FROM case_officers WHERE case_id IN {names} ORDER BY case_id, ordinal", values
        ):
            if account in directory.officers:
                found.setdefault(case_id, []).append(directory.officers[account].name)
    return tuple(replace(line, officers=tuple(found.get(line.id, ()))) for line in lines)


def lines_of(office: Office, tx: Tx, directory: Directory, rows: Sequence[Row]) -> list[CaseLine]:
    """Rows that begin with `LINE` as lines, each with what presses most in the case."""
    owed = owed_by(tx, [row[0] for row in rows])
    return [_line(office, directory, row, owed.get(row[0], ())) for row in rows]


def _line(office: Office, directory: Directory, row: Row, owed: Sequence[Owing]) -> CaseLine:
    unit = directory.units[row[6]]
    compiled = office.registry.pinned(row[4]) if office.registry.knows(row[4]) else None
    term, mark = most_urgent(owed, office.clocks.today(), office.calendar(unit.jurisdiction, directory))
    return CaseLine(
        id=row[0],
        number=row[1],
        title=row[2],
        case_type=row[3],
        type_label=compiled.label if compiled else row[3],
        stage=row[5],
        stage_label=compiled.stages[row[5]].label if compiled else row[5],
        unit=unit.name,
        opened_on=date.fromisoformat(row[7]),
        closed_on=day_of(row[8]),
        is_open=bool(row[9]),
        version=row[10],
        term=term,
        mark=mark,
        township=row[12],
    )


def townships(office: Office, tx: Tx, actor: Actor) -> list[str]:
    """The townships that cases of the actor's departments are about; each costs one step through an index."""
    found: set[str] = set()
    for unit in units_seen(office.directory(tx), actor, office.supervising_roles):
        rows = tx.all(
            "WITH RECURSIVE t(name) AS (SELECT MIN(township) FROM cases WHERE unit_id = :unit UNION ALL"
            " SELECT (SELECT MIN(c.township) FROM cases c WHERE c.unit_id = :unit AND c.township > t.name)"
            " FROM t WHERE t.name IS NOT NULL) SELECT name FROM t",
            {"unit": unit.id},
        )
        found |= {row[0] for row in rows if row[0]}
    return sorted(found)


def persons_of(tx: Tx, case_ids: Sequence[str]) -> dict[str, list[tuple[str, str, bool]]]:
    """The parties of some cases: role, name in full, and whether it is a person's. The caller masks persons."""
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for begin in range(0, len(case_ids), CHUNK):
        names, values = in_list("case", case_ids[begin : begin + CHUNK])
        for case_id, role, name, is_person in tx.all(
            f"SELECT case_id, role, name, is_person FROM case_parties WHERE case_id IN {names} ORDER BY case_id, ordinal",
            values,
        ):
            who = (role, name, bool(is_person))
            if who not in found.setdefault(case_id, []):  # somebody of whom a number was found out has two rows
                found[case_id].append(who)
    return found
