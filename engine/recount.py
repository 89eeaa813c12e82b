"""Counts open deadlines again over a changed calendar (期限重算): which move, which may not, and the writing of it.

A date printed in a paper that has left the office binds: such a deadline is reported as a conflict and stays.
A date printed as provisional only informed, so it moves. Dates that a paper sets never move.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from engine import store
from engine.calendar import Calendar
from engine.canonical import day_of, read
from engine.computation import Computation
from engine.counting import recompute
from engine.database import Tx, in_list
from engine.directory import Directory
from engine.office import Office
from engine.outcome import DeadlineChanged
from engine.permissions import span

BATCH = 300
MOVED, CONFIRMED, CONFLICT, REFRESHED = "moved", "confirmed", "conflict", "refreshed"
LABELS = {MOVED: "已移动", CONFIRMED: "日期不变，由暂定转为确定", CONFLICT: "与已送出的文书冲突，未移动"}


@dataclass(frozen=True, slots=True)
class Move:
    """What a calendar does to one open deadline; `paper` names the paper that prints the old date."""

    kind: str
    case_id: str
    case_number: str
    code: str
    label: str
    due_before: date
    due_after: date
    paper: str = ""

    @property
    def words(self) -> str:
        """What happens, as the report says it."""
        return LABELS.get(self.kind, self.kind)


@dataclass(frozen=True, slots=True)
class Scope:
    """Which deadlines a change can touch: those of a jurisdiction that end, or begin, on a day or later."""

    jurisdiction: str
    first: date

    def values(self) -> dict[str, Any]:
        """The values of `IN_SCOPE`."""
        low, high = span(self.jurisdiction)
        return {"low": low, "high": high, "first": self.first.isoformat()}


IN_SCOPE = (
    "d.is_open = 1 AND (d.due >= :first OR d.start >= :first) AND c.jurisdiction >= :low AND c.jurisdiction < :high"
)


@dataclass(frozen=True, slots=True)
class _Open:
    case_id: str
    code: str
    label: str
    basis: str
    due: date
    provisional: bool
    paused_on: date | None
    computation: dict[str, Any]
    jurisdiction: str
    number: str


def case_batches(tx: Tx, scope: Scope, after: str) -> list[str]:
    """The ids of the next cases with open deadlines in scope."""
    rows = tx.all(
        f"SELECT DISTINCT d.case_id FROM deadlines d JOIN cases c ON c.id = d.case_id WHERE {IN_SCOPE}"
        " AND d.case_id > :after ORDER BY d.case_id LIMIT :n",
        {**scope.values(), "after": after, "n": BATCH},
    )
    return [row[0] for row in rows]


def moves_of(office: Office, tx: Tx, cases: list[str], before: Directory, after: Directory) -> Iterator[_Change]:
    """What the calendars of `after` change in the open deadlines of cases, which were counted under `before`."""
    names, values = in_list("case", cases)
    rows = tx.all(
        "SELECT d.case_id, d.code, d.label, d.basis, d.due, d.provisional, d.paused_on, d.computation, c.jurisdiction,"
        f" c.number FROM deadlines d JOIN cases c ON c.id = d.case_id WHERE d.is_open = 1 AND d.case_id IN {names}"
        " ORDER BY d.case_id, d.code",
        values,
    )
    for row in rows:
        found = _Open(
            row[0],
            row[1],
            row[2],
            row[3],
            date.fromisoformat(row[4]),
            bool(row[5]),
            day_of(row[6]),
            read(row[7]),
            row[8],
            row[9],
        )
        calendar = office.calendar(found.jurisdiction, after)
        if "set_by_paper" in found.computation:
            yield from _fallen_on_a_day_off(found, office.calendar(found.jurisdiction, before), calendar)
        elif "calendar_versions" in found.computation and not _rests_on(found.computation, calendar):
            yield from _recounted(office, tx, found, calendar)


@dataclass(frozen=True, slots=True)
class _Change:
    move: Move
    written: DeadlineChanged | None


def _rests_on(data: dict[str, Any], calendar: Calendar) -> bool:
    """Whether all years that a stored computation rests on are those of this calendar; cheap, for the many."""
    versions: list[str] = data["calendar_versions"]
    if data["jurisdiction"] != calendar.jurisdiction or any(p["end"] is None for p in data["pauses"]):
        return False
    first = int(versions[0].split("/", 1)[1][:4]) if versions else 0
    return all(calendar.version(first + i) == known for i, known in enumerate(versions))


def _recounted(office: Office, tx: Tx, found: _Open, calendar: Calendar) -> Iterator[_Change]:
    old = Computation.from_json(found.computation)
    new = recompute(old, calendar)
    if new is old:
        return
    kind, paper = MOVED, ""
    if new.due == found.due:
        kind = CONFIRMED if found.provisional != new.provisional else REFRESHED
    else:
        paper, binds = printed_in(office, tx, found.case_id, found.due)
        kind = CONFLICT if binds else MOVED
    move = Move(kind, found.case_id, found.number, found.code, found.label, found.due, new.due, paper)
    if kind == CONFLICT:
        yield _Change(move, None)
        return
    written = DeadlineChanged(
        found.code, found.label, found.basis, new.due, new.provisional, new.to_json(), found.paused_on
    )
    yield _Change(move, written)


def _fallen_on_a_day_off(found: _Open, before: Calendar, after: Calendar) -> Iterator[_Change]:
    if before.is_workday(found.due) and not after.is_workday(found.due):
        next_day = after.next_workday(found.due)
        text = "文书载明的截止日成为休息日"
        yield _Change(
            Move(CONFLICT, found.case_id, found.number, found.code, found.label, found.due, next_day, text), None
        )


def printed_in(office: Office, tx: Tx, case_id: str, due: date) -> tuple[str, bool]:
    """Which paper of the case prints the date of a term, and whether it binds.

    Papers keep a term as a mapping with `on` and `provisional`. A date printed as certain in a paper that
    was served, or that needs no service, binds.
    """
    rows = tx.all(
        "SELECT label, number, state, needs_service, context FROM papers WHERE case_id = :id AND state <> 'void'"
        " ORDER BY id",
        {"id": case_id},
    )
    named = ""
    for label, number, state, needs_service, context in rows:
        printed = list(_terms_in(read(office.vault.unseal(context))["body"], due.isoformat()))
        if not printed:
            continue
        name = f"《{label}》{number or ''}"
        if state == "served" or not needs_service:
            if not all(printed):
                return name, True
            name += "（印为暂定）"
        else:
            name += "（尚未送达）"
        named = named or name
    return named, False


def _terms_in(value: Any, due: str) -> Iterator[bool]:
    """For every printed term that ends on the day: whether it is printed as provisional."""
    if isinstance(value, dict):
        if value.get("on") == due and "provisional" in value:
            yield bool(value["provisional"])
        for below in value.values():
            yield from _terms_in(below, due)
    elif isinstance(value, list):
        for below in value:
            yield from _terms_in(below, due)


def write_moves(
    office: Office, tx: Tx, changes: list[_Change], actor_id: str, load_id: str, source: str, day: date
) -> None:
    """Write what moved: one event per case, the rows with their new computation, and the lines of the report."""
    for case_id, group in groupby(changes, key=lambda change: change.move.case_id):
        own = list(group)
        told = [c for c in own if c.move.kind in (MOVED, CONFIRMED) and c.written is not None]
        if told:
            header = store.load(tx, office.database, case_id, lock=True)
            if header is None:  # pragma: no cover - deadlines belong to cases
                raise AssertionError(case_id)
            patch = {
                c.written.code: {"due": c.written.due.isoformat(), "provisional": c.written.provisional}
                for c in told
                if c.written is not None
            }
            store.note(
                tx,
                header,
                "deadlines_recomputed",
                "节假日安排变化，重新计算期限",
                {"deadlines": patch},
                office.clocks.now(),
                day=day,
                actor_id=actor_id,
                extra={"load": load_id, "source": source, "moves": [_told(c.move) for c in told]},
            )
        for change in own:
            if change.written is not None:
                store.rewrite_deadline(tx, case_id, change.written)
            if change.move.kind in (MOVED, CONFLICT):
                _report(tx, load_id, change.move)


def _told(move: Move) -> dict[str, str]:
    return {
        "code": move.code,
        "label": move.label,
        "from": move.due_before.isoformat(),
        "to": move.due_after.isoformat(),
    }


def _report(tx: Tx, load_id: str, move: Move) -> None:
    tx.run(
        "INSERT INTO calendar_moves (load_id, case_id, code, kind, label, due_before, due_after, paper)"
        " VALUES (:load, :case, :code, :kind, :label, :before, :after, :paper) ON CONFLICT DO NOTHING",
        {
            "load": load_id,
            "case": move.case_id,
            "code": move.code,
            "kind": move.kind,
            "label": move.label,
            "before": move.due_before.isoformat(),
            "after": move.due_after.isoformat(),
            "paper": move.paper,
        },
    )
