"""What is owed to the outside (待送出事项) and the hand-offs that wait for an answer, for the system administrator.

Tells kinds, numbers and times; no title, name or content of a case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from engine.canonical import day_of, moment_of
from engine.database import Tx
from engine.office import Office
from engine.permissions import span
from engine.queries.handoffs import STATES, receiver_name
from engine.queries.marks import Mark, mark_of

SHOWN = 100
KINDS = {
    "render_paper": "生成文书",
    "send_hand_off": "发出移交",
    "send_reply": "发出答复",
    "remind": "发出提醒",
}
OPEN_HAND_OFF = "h.state IN ('drafted', 'sent', 'received', 'accepted', 'progress')"


@dataclass(frozen=True, slots=True)
class Owed:
    """One effect that is not settled; `next_try` is None where it is not tried any more."""

    id: str
    label: str
    case_number: str
    owed_at: datetime
    attempts: int
    next_try: datetime | None
    error: str


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A hand-off without its answer."""

    id: str
    label: str
    case_number: str
    sender: str
    receiver: str
    state_label: str
    sent_on: date
    mark: Mark


@dataclass(frozen=True, slots=True)
class Outbox:
    """The counts, and the oldest of each kind, at most a page of them."""

    waiting: int
    retrying: int
    dead: int
    waiting_lines: tuple[Owed, ...]
    retrying_lines: tuple[Owed, ...]
    dead_lines: tuple[Owed, ...]
    unanswered: int
    unanswered_lines: tuple[Unanswered, ...]


HERE = "c.jurisdiction >= :low AND c.jurisdiction < :high"


def outbox(office: Office, tx: Tx, jurisdiction: str) -> Outbox:
    """Of the cases in and below a jurisdiction; the caller has asked for the administrator's role."""
    groups = {
        "waiting": "e.state = 'owed' AND e.attempt = 0",
        "retrying": "e.state = 'owed' AND e.attempt > 0",
        "dead": "e.state = 'dead'",
    }
    low, high = span(jurisdiction)
    place = {"low": low, "high": high}
    counts = {
        name: _count(tx, f"effects e LEFT JOIN cases c ON c.id = e.case_id WHERE {condition} AND {_near()}", place)
        for name, condition in groups.items()
    }
    lines = {name: _lines(tx, f"{condition} AND {_near()}", place) for name, condition in groups.items()}
    return Outbox(
        **counts,
        waiting_lines=lines["waiting"],
        retrying_lines=lines["retrying"],
        dead_lines=lines["dead"],
        unanswered=_count(
            tx, f"handoffs_sent h JOIN cases c ON c.id = h.case_id WHERE {OPEN_HAND_OFF} AND {HERE}", place
        ),
        unanswered_lines=_unanswered(office, tx, place),
    )


def _near() -> str:
    """Effects that belong to no case are everybody's."""
    return f"(e.case_id IS NULL OR ({HERE}))"


def _count(tx: Tx, what: str, place: dict[str, str]) -> int:
    row = tx.one(f"SELECT count(*) FROM {what}", place)
    return int(row[0]) if row else 0


def _lines(tx: Tx, condition: str, place: dict[str, str]) -> tuple[Owed, ...]:
    rows = tx.all(
        "SELECT e.id, e.kind, c.number, e.owed_at, e.attempt, e.not_before, e.state, e.last_error FROM effects e"
        f" LEFT JOIN cases c ON c.id = e.case_id WHERE {condition} ORDER BY e.not_before, e.id LIMIT :limit",
        {"limit": SHOWN, **place},
    )
    return tuple(
        Owed(
            identity,
            str(KINDS.get(kind, kind)),
            number or "",
            moment_of(owed_at),
            attempt,
            moment_of(not_before) if state == "owed" else None,
            error,
        )
        for identity, kind, number, owed_at, attempt, not_before, state, error in rows
    )


def _unanswered(office: Office, tx: Tx, place: dict[str, str]) -> tuple[Unanswered, ...]:
    rows = tx.all(
        "SELECT h.id, h.label, c.number, h.from_unit, h.to_unit, h.opens, h.state, h.sent_on, h.due, c.jurisdiction"
        f" FROM handoffs_sent h JOIN cases c ON c.id = h.case_id WHERE {OPEN_HAND_OFF} AND {HERE}"
        " ORDER BY COALESCE(h.due, '9999-12-31'), h.id LIMIT :limit",
        {"limit": SHOWN, **place},
    )
    directory = office.directory(tx)
    units = directory.units
    today = office.clocks.today()
    return tuple(
        Unanswered(
            identity,
            label,
            number,
            units[sender].name if sender in units else sender,
            receiver_name(office, directory, receiver, external=not opens),
            STATES[state],
            date.fromisoformat(sent_on),
            mark_of(day_of(due), False, today, office.calendar(where, directory)),
        )
        for identity, label, number, sender, receiver, opens, state, sent_on, due, where in rows
    )
