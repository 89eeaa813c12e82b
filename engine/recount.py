"""Counts open deadlines again over a changed calendar (期限重算): which move, which may not, and the writing of it.

A date printed in a paper that has left the office binds: such a deadline is reported as a conflict and stays.
A date printed as provisional only informed, so it moves. Dates that a paper sets never move.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from engine import ledgers, store
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
LABELS = {MOVED: "到期日移动", CONFIRMED: "日期不变，由暂定转为确定", CONFLICT: "与已送出的文书冲突，不移动"}


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
        """The values of the query for cases in scope."""
        low, high = span(self.jurisdiction)
        return {"low": low, "high": high, "first": self.first.isoformat()}


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
    """The ids of the next cases with open deadlines in scope, in the order of the cases' own key.

    The plus keeps SQLite from reading all open deadlines again for every case.
    """
    rows = tx.all(
        "SELECT c.id FROM cases c WHERE c.id > :after AND c.is_open = 1 AND c.jurisdiction >= :low"
        " AND c.jurisdiction < :high AND EXISTS (SELECT 1 FROM deadlines d WHERE d.case_id = c.id AND +d.is_open = 1"
        " AND (d.due >= :first OR d.start >= :first)) ORDER BY c.id LIMIT :n",
        {**scope.values(), "after": after, "n": BATCH},
    )
    return [row[0] for row in rows]


def moves_of(office: Office, tx: Tx, cases: list[str], before: Directory, after: Directory) -> list[Change]:
    """What the calendars of `after` change in the open deadlines of cases, which were counted under `before`."""
    names, values = in_list("case", cases)
    rows = tx.all(
        "SELECT d.case_id, d.code, d.label, d.basis, d.due, d.provisional, d.paused_on, d.computation, c.jurisdiction,"
        f" c.number FROM deadlines d JOIN cases c ON c.id = d.case_id WHERE +d.is_open = 1 AND d.case_id IN {names}"
        " ORDER BY d.case_id, d.code",
        values,
    )
    changes = [change for row in rows if (change := _change(office, _open_of(row), before, after)) is not None]
    moved = sorted({change.move.case_id for change in changes if change.move.kind == MOVED})
    papers = _Papers(office, tx, moved)
    return [_bound(change, papers) for change in changes]


def _open_of(row: tuple[Any, ...]) -> _Open:
    case_id, code, label, basis, due, provisional, paused, computation, jurisdiction, number = row
    return _Open(
        case_id,
        code,
        label,
        basis,
        date.fromisoformat(due),
        bool(provisional),
        day_of(paused),
        read(computation),
        jurisdiction,
        number,
    )


def _change(office: Office, found: _Open, before: Directory, after: Directory) -> Change | None:
    calendar = office.calendar(found.jurisdiction, after)
    if "set_by_paper" in found.computation:
        return _fallen_on_a_day_off(found, office.calendar(found.jurisdiction, before), calendar)
    if "calendar_versions" not in found.computation or _rests_on(found.computation, calendar):
        return None
    old = Computation.from_json(found.computation)
    new = recompute(old, calendar)
    if new is old:
        return None
    kind = MOVED
    if new.due == found.due:
        kind = CONFIRMED if found.provisional != new.provisional else REFRESHED
    return Change(_move(found, kind, new.due), found, new)


def _move(found: _Open, kind: str, due: date, paper: str = "") -> Move:
    return Move(kind, found.case_id, found.number, found.code, found.label, found.due, due, paper)


@dataclass(frozen=True, slots=True)
class Change:
    """A move, with the new computation where there is one to write."""

    move: Move
    found: _Open
    computation: Computation | None

    @property
    def due(self) -> date:
        """The day that the deadline has from now on."""
        return self.computation.due if self.computation else self.found.due

    def written(self, computation: Computation) -> DeadlineChanged:
        """The row's new values; explaining them is most of the work, so only a writer asks."""
        f = self.found
        return DeadlineChanged(
            f.code, f.label, f.basis, computation.due, computation.provisional, computation.to_json(), f.paused_on
        )


def _bound(change: Change, papers: _Papers) -> Change:
    """The change as the case's papers allow it."""
    if change.move.kind != MOVED:
        return change
    paper, binds = papers.printing(change.move.case_id, change.found.due)
    if binds:
        return Change(_move(change.found, CONFLICT, change.move.due_after, paper), change.found, None)
    return Change(replace(change.move, paper=paper), change.found, change.computation)


def _rests_on(data: dict[str, Any], calendar: Calendar) -> bool:
    """Whether all years that a stored computation rests on are those of this calendar; cheap, for the many."""
    versions: list[str] = data["calendar_versions"]
    if data["jurisdiction"] != calendar.jurisdiction or any(p["end"] is None for p in data["pauses"]):
        return False
    first = int(versions[0].split("/", 1)[1][:4]) if versions else 0
    return all(calendar.version(first + i) == known for i, known in enumerate(versions))


def _fallen_on_a_day_off(found: _Open, before: Calendar, after: Calendar) -> Change | None:
    if not before.is_workday(found.due) or after.is_workday(found.due):
        return None
    return Change(_move(found, CONFLICT, after.next_workday(found.due), "文书载明的截止日成为休息日"), found, None)


class _Papers:
    """Which papers of some cases print the date of a term, and whether they bind.

    Papers keep a term as a mapping with `on` and `provisional`. A date printed as certain in a paper that
    was served, or that needs no service, binds.
    """

    def __init__(self, office: Office, tx: Tx, cases: list[str]) -> None:
        self._office = office
        self._of: dict[str, list[tuple[str, str | None, str, int, str]]] = {}
        names, values = in_list("case", cases)
        rows = tx.all(
            "SELECT case_id, label, number, state, needs_service, context FROM papers"
            f" WHERE state <> 'void' AND case_id IN {names} ORDER BY id",
            values,
        )
        for case_id, label, number, state, needs_service, context in rows if cases else ():
            self._of.setdefault(case_id, []).append((label, number, state, needs_service, context))

    def printing(self, case_id: str, due: date) -> tuple[str, bool]:
        """The name of a paper that prints the day, and whether it binds; an empty name where none does."""
        named = ""
        for label, number, state, needs_service, context in self._of.get(case_id, ()):
            printed = list(_terms_in(read(self._office.vault.unseal(context))["body"], due.isoformat()))
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
    office: Office, tx: Tx, changes: list[Change], actor_id: str, load_id: str, source: str, day: date
) -> None:
    """Write what moved: one event per case, the rows with their new computation, and the lines of the report."""
    told = [c for c in changes if c.move.kind in (MOVED, CONFIRMED)]
    headers = store.load_many(tx, office.database, sorted({c.move.case_id for c in told}))
    for case_id, group in groupby(told, key=lambda change: change.move.case_id):
        own = list(group)
        patch = {
            c.found.code: {"due": c.due.isoformat(), "provisional": bool(c.computation and c.computation.provisional)}
            for c in own
        }
        store.note(
            tx,
            headers[case_id],
            "deadlines_recomputed",
            "节假日安排变化，重新计算期限",
            {"deadlines": patch},
            office.clocks.now(),
            day=day,
            actor_id=actor_id,
            extra={"load": load_id, "source": source, "moves": [_told(c.move) for c in own]},
        )
    for change in changes:
        if change.computation is not None:
            ledgers.rewrite_deadline(tx, change.move.case_id, change.written(change.computation))
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
