"""Calendars that administrators load (节假日安排的载入): read a notice, preview what moves, apply it, keep the report.

A load is one transaction that makes the new days count for everything counted from then on, followed by one
pass over the open deadlines, a few hundred cases per transaction; a pass that was cut off is taken up again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from engine.calendar import NATION, CalendarError, YearTable, jurisdiction_code, parse_year_text
from engine.canonical import moment
from engine.database import Tx
from engine.directory import Directory, LoadedYear, bump
from engine.errors import NotFound, Refusal
from engine.holiday_notice import parse_notice
from engine.ledgers import next_number
from engine.office import Office
from engine.permissions import span
from engine.recount import CONFIRMED, CONFLICT, MOVED, Move, Scope, case_batches, moves_of, write_moves
from engine.separation import must_hold, must_reach

SHOWN = 200
SERIES = "calendar_loads"
"""Loads are numbered, so that the newest is known even where two were made in one moment."""


class NoticeRefused(Refusal):
    """A notice cannot be loaded (通知不能载入); the message names every sentence that could not be read."""

    title = "通知不能载入"


@dataclass(frozen=True, slots=True)
class Reading:
    """A notice or year file as it was understood, before anything is written."""

    jurisdiction: str
    source: str
    text: str
    tables: tuple[YearTable, ...]
    lines: tuple[str, ...]
    ignored: tuple[str, ...]
    """Sentences that say nothing about a day."""
    known: bool

    @property
    def first_day(self) -> date:
        """The first day whose deadlines can be touched."""
        return date(min(table.year for table in self.tables), 1, 1)


@dataclass(frozen=True, slots=True)
class Preview:
    """What applying a reading would do: counts over all open deadlines, and the first moves and conflicts."""

    reading: Reading
    examined: int
    moved: int
    confirmed: int
    conflicts: int
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """A load and its report: how many deadlines moved, became certain, or conflict with served papers."""

    id: str
    jurisdiction: str
    source: str
    text: str
    loaded_by: str
    loaded_at: str
    finished: bool
    moved: int
    confirmed: int
    conflicts: int


def read_calendar(office: Office, text: str, jurisdiction: str = NATION, year: int | None = None) -> Reading:
    """Understand a pasted notice or a year file (CSV); raises NoticeRefused in Chinese, naming every fault."""
    try:
        place = jurisdiction_code(jurisdiction)
        current = office.calendar(place)
        loaded = {table.year: table for table in current.tables if table.jurisdiction == place}
        tables, source, lines, ignored = _understood(text, place, year, loaded)
        current.with_tables(tables)  # a gap between years is refused before anything is written
    except CalendarError as error:
        raise NoticeRefused(str(error)) from None
    known = all(table.version == (loaded[table.year].version if table.year in loaded else "") for table in tables)
    return Reading(place, source, text, tables, lines, ignored, known)


def _understood(
    text: str, place: str, year: int | None, loaded: Mapping[int, YearTable]
) -> tuple[tuple[YearTable, ...], str, tuple[str, ...], tuple[str, ...]]:
    if re.search(r"^date,kind,name", text, re.MULTILINE):
        first = re.search(r"^(\d{4})-\d{2}-\d{2},", text, re.MULTILINE)
        if first is None and year is None:
            raise CalendarError("文件中没有任何日期，请注明是哪一年的安排")
        table = parse_year_text(text, place, year or int(first[1] if first else 0))
        return (table,), table.source, tuple(f"{day.date.isoformat()}：{day.title}" for day in table.days), ()
    notice = parse_notice(text, year, place)
    return notice.tables(loaded), notice.source, tuple(notice.preview()), notice.ignored


def preview(office: Office, reading: Reading) -> Preview:
    """What would move, from and to, without writing anything."""
    before = office.current_directory()
    after = _with(before, reading)
    counts = dict.fromkeys((MOVED, CONFIRMED, CONFLICT), 0)
    shown: list[Move] = []
    examined, last = 0, ""
    scope = Scope(reading.jurisdiction, reading.first_day)
    while True:
        with office.database.read() as tx:
            cases = case_batches(tx, scope, last)
            if not cases:
                break
            examined, last = examined + len(cases), cases[-1]
            for change in moves_of(office, tx, cases, before, after):
                if change.move.kind in counts:
                    counts[change.move.kind] += 1
                if change.move.kind in (MOVED, CONFLICT) and len(shown) < SHOWN:
                    shown.append(change.move)
    return Preview(reading, examined, counts[MOVED], counts[CONFIRMED], counts[CONFLICT], tuple(shown))


def _with(directory: Directory, reading: Reading) -> Directory:
    years = tuple(LoadedYear("preview", t.jurisdiction, t.year, t.to_csv()) for t in reading.tables)
    return replace(directory, calendars=(*directory.calendars, *years))


def apply(office: Office, reading: Reading, actor_id: str) -> Load:
    """Load a reading and recompute every open deadline that it touches; loading the same again moves nothing.

    Raises NotAllowed unless the actor is a system administrator or the system.
    """
    with office.database.write() as tx:
        must_hold(office, tx, actor_id, "system_administrator")
        if reading.jurisdiction != NATION:  # the State Council's notice is the same for everybody
            _must_reach(office, tx, actor_id, reading.jurisdiction)
        identity = f"{next_number(tx, SERIES):06d}"
        tx.run(
            "INSERT INTO calendar_loads (id, jurisdiction, source, text, loaded_by, loaded_at, first_day, moved,"
            " confirmed, conflicts) VALUES (:id, :place, :source, :text, :by, :at, :first, 0, 0, 0)",
            {
                "id": identity,
                "place": reading.jurisdiction,
                "source": reading.source,
                "text": reading.text,
                "by": actor_id,
                "at": moment(office.clocks.now()),
                "first": reading.first_day.isoformat(),
            },
        )
        for table in reading.tables:
            tx.run(
                "INSERT INTO calendar_tables (load_id, year, jurisdiction, version, text)"
                " VALUES (:load, :year, :place, :version, :text)",
                {
                    "load": identity,
                    "year": table.year,
                    "place": table.jurisdiction,
                    "version": table.version,
                    "text": table.to_csv(),
                },
            )
        bump(tx)
    return finish(office, identity)


def _must_reach(office: Office, tx: Tx, actor_id: str, place: str) -> None:
    """Raise NotAllowed unless the arrangement binds nobody here beyond the administrator's own jurisdiction.

    So a county that has its own installation can load the local holidays of its prefecture.
    """
    low, high = span(place)
    others = {u.jurisdiction for u in office.directory(tx).units.values() if low <= u.jurisdiction < high}
    for jurisdiction in sorted(others) or [place]:
        must_reach(office, tx, actor_id, jurisdiction, "这份安排")


def finish(office: Office, load_id: str) -> Load:
    """Recompute the deadlines that a load touches, or the rest of them where that was cut off."""
    found = load(office, load_id)
    with office.database.read() as tx:
        first = tx.one("SELECT first_day FROM calendar_loads WHERE id = :id", {"id": load_id})
    scope = Scope(found.jurisdiction, date.fromisoformat(first[0] if first else "0001-01-01"))
    last = ""
    while True:
        with office.database.write() as tx:
            after = office.directory(tx)
            before = replace(after, calendars=tuple(y for y in after.calendars if y.load < load_id))
            cases = case_batches(tx, scope, last)
            if not cases:
                _close(tx, office, load_id)
                break
            last = cases[-1]
            changes = moves_of(office, tx, cases, before, after)
            write_moves(office, tx, changes, found.loaded_by, load_id, found.source, office.clocks.today())
            confirmed = sum(change.move.kind == CONFIRMED for change in changes)
            tx.run(
                "UPDATE calendar_loads SET confirmed = confirmed + :n WHERE id = :id", {"n": confirmed, "id": load_id}
            )
    return load(office, load_id)


def _close(tx: Tx, office: Office, load_id: str) -> None:
    count = "(SELECT COUNT(*) FROM calendar_moves m WHERE m.load_id = :id AND m.kind = "
    tx.run(
        f"UPDATE calendar_loads SET finished_at = :now, moved = {count}'{MOVED}'), conflicts = {count}'{CONFLICT}')"
        " WHERE id = :id AND finished_at IS NULL",
        {"now": moment(office.clocks.now()), "id": load_id},
    )


COLUMNS = "id, jurisdiction, source, text, loaded_by, loaded_at, finished_at IS NOT NULL, moved, confirmed, conflicts"


def load(office: Office, load_id: str) -> Load:
    """One load; raises NotFound."""
    with office.database.read() as tx:
        row = tx.one(f"SELECT {COLUMNS} FROM calendar_loads WHERE id = :id", {"id": load_id})
    if row is None:
        raise NotFound("没有这次载入的记录")
    return _load(row)


def loads(office: Office) -> list[Load]:
    """All loads, the newest first."""
    with office.database.read() as tx:
        rows = tx.all(f"SELECT {COLUMNS} FROM calendar_loads ORDER BY id DESC", {})
    return [_load(row) for row in rows]


def _load(row: tuple[Any, ...]) -> Load:
    identity, place, source, text, by, at, finished, moved, confirmed, conflicts = row
    return Load(identity, place, source, text, by, at, bool(finished), moved, confirmed, conflicts)


def report(office: Office, load_id: str, kind: str | None = None, after: str = "", limit: int = SHOWN) -> list[Move]:
    """What a load moved and what conflicts, in the order of case ids; `after` is the last case id of a page."""
    with office.database.read() as tx:
        rows = tx.all(
            "SELECT m.kind, m.case_id, c.number, m.code, m.label, m.due_before, m.due_after, m.paper"
            " FROM calendar_moves m JOIN cases c ON c.id = m.case_id WHERE m.load_id = :id AND m.case_id > :after"
            " AND (:kind = '' OR m.kind = :kind) ORDER BY m.case_id, m.code LIMIT :n",
            {"id": load_id, "after": after, "kind": kind or "", "n": limit},
        )
    return [
        Move(kind, case, number, code, label, date.fromisoformat(before), date.fromisoformat(new), paper)
        for kind, case, number, code, label, before, new, paper in rows
    ]
