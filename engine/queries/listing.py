"""The list of cases (案件列表): filtered, searched, in the order of what is due next, paged by key."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.actors import Actor
from engine.canonical import day_of
from engine.database import Row, Tx
from engine.directory import Directory
from engine.errors import FieldError, InvalidForm
from engine.office import Office
from engine.permissions import visible
from engine.queries.marks import Mark, day_or_none, mark_of

NUMBER = re.compile(r"[0-9A-Z]{18}")
CURSOR = re.compile(r"(\d{4}-\d{2}-\d{2})~([0-9a-z]{26})")
MOST = 100
LINE = (
    "c.id, c.number, c.title, c.case_type, c.type_digest, c.stage, c.unit_id, c.opened_on, c.closed_on, c.is_open,"
    " c.version, c.next_due,"
    " (SELECT d.label FROM deadlines d WHERE d.case_id = c.id AND d.is_open = 1 AND d.due = c.next_due"
    " ORDER BY d.code LIMIT 1),"
    " (SELECT MAX(d.provisional) FROM deadlines d WHERE d.case_id = c.id AND d.is_open = 1 AND d.due = c.next_due)"
)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to. `text` is part of a number, title or name, or a whole identity number."""

    case_type: str = ""
    stage: str = ""
    is_open: bool | None = True
    text: str = ""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list. Holds no worker's name."""

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


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines, and where the next page begins."""

    lines: tuple[CaseLine, ...]
    next: str | None


def list_cases(office: Office, tx: Tx, actor: Actor, wanted: Filter, *, after: str = "", limit: int = 50) -> Page:
    """The cases that the actor may see, soonest due first; raises InvalidForm for a spoilt page mark."""
    limit = max(1, min(limit, MOST))
    conditions, values = conditions_of(office, actor, wanted)
    keyset(conditions, values, after)
    rows = tx.all(
        f"SELECT {LINE} FROM cases c WHERE {' AND '.join(conditions)} ORDER BY c.next_due, c.id LIMIT :limit",
        {**values, "limit": limit + 1},
    )
    directory = office.directory(tx)
    lines = tuple(line_of(office, directory, row) for row in rows[:limit])
    return Page(lines, cursor_of(rows[limit - 1]) if len(rows) > limit else None)


def conditions_of(office: Office, actor: Actor, wanted: Filter) -> tuple[list[str], dict[str, Any]]:
    """The policy's predicate with what the filter adds to it."""
    predicate, values = visible(actor, office.supervising_roles)
    conditions = [predicate]
    if wanted.case_type:
        conditions.append("c.case_type = :case_type")
        values["case_type"] = wanted.case_type
    if wanted.stage:
        conditions.append("c.stage = :stage")
        values["stage"] = wanted.stage
    if wanted.is_open is not None:
        conditions.append("c.is_open = :is_open")
        values["is_open"] = int(wanted.is_open)
    text = plain_text(wanted.text)
    if text:
        conditions.append(_search(office, text, values))
    return conditions, values


def plain_text(text: str) -> str:
    """What was typed into the search box, full-width letters made plain."""
    return unicodedata.normalize("NFKC", text).strip()


def is_identity_number(text: str) -> bool:
    """Tell whether a search asks for one person or employer by number, which is logged as a read."""
    return bool(NUMBER.fullmatch(plain_text(text).upper()))


def _search(office: Office, text: str, values: dict[str, Any]) -> str:
    if is_identity_number(text):
        values["number_index"] = office.vault.index(text.upper())
        return "EXISTS (SELECT 1 FROM case_parties p WHERE p.case_id = c.id AND p.number_index = :number_index)"
    escaped = re.sub(r"([\\%_])", r"\\\1", text)
    values["part"] = f"%{escaped}%"
    return (
        "(c.number LIKE :part ESCAPE '\\' OR c.title LIKE :part ESCAPE '\\' OR EXISTS"
        " (SELECT 1 FROM case_parties p WHERE p.case_id = c.id AND p.name LIKE :part ESCAPE '\\'))"
    )


def keyset(conditions: list[str], values: dict[str, Any], after: str) -> None:
    """Begin after the line that a page mark names."""
    if not after:
        return
    found = CURSOR.fullmatch(after)
    if found is None:
        raise InvalidForm((FieldError("after", "翻页位置", "不是本系统给出的翻页位置"),))
    conditions.append("(c.next_due > :due OR (c.next_due = :due AND c.id > :last_id))")
    values |= {"due": found[1], "last_id": found[2]}


def cursor_of(row: Row) -> str:
    """The page mark of a line."""
    return f"{row[11]}~{row[0]}"


def line_of(office: Office, directory: Directory, row: Row) -> CaseLine:
    """A row of `LINE` as a line."""
    unit = directory.units[row[6]]
    compiled = office.registry.pinned(row[4]) if office.registry.knows(row[4]) else None
    due = day_or_none(row[11])
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
        term=row[12] or "",
        mark=mark_of(due, bool(row[13]), office.clocks.today(), office.calendar(unit.jurisdiction)),
    )
