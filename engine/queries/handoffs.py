"""Hand-offs (移交) as both sides see them: the two ledgers, whose time runs, and the inbox of a department."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine import store
from engine.actors import Actor
from engine.canonical import day_of, read
from engine.casetype import REPLY_LABELS, Reply
from engine.database import Row, Tx
from engine.directory import Directory
from engine.office import Office
from engine.permissions import visible
from engine.queries.answers import Section, answers_of
from engine.queries.filters import Filter, conditions_of, spoilt_mark
from engine.queries.listing import LINE, LINE_WIDTH, CaseLine, Count, counted, lines_of
from engine.queries.marks import Mark, mark_of
from engine.queries.owed import ANSWER_DUE
from engine.queries.steps import StepView, steps_of
from engine.view import Header

STATES = {
    "drafted": "待发出",
    "sent": "已发出",
    **{reply.value: label for reply, label in REPLY_LABELS.items()},
    "withdrawn": "已撤回",
}
SETTLED = ("returned", "answered", "withdrawn")
GROUPS = {"waiting": ("received",), "running": ("accepted", "progress"), "done": SETTLED}
SENT = (
    f"h.id, h.case_id, h.label, h.from_unit, h.to_unit, h.opens, h.state, {ANSWER_DUE}, h.sent_on, h.checklist, h.log"
)
RECEIVED = (
    "h.id, h.case_id, h.code, h.label, h.from_unit, h.to_unit, h.state,"
    f" {ANSWER_DUE}, h.received_on, h.checklist, h.log"
)
RECEIVED_WIDTH = 11
WAITED = f"COALESCE({ANSWER_DUE}, '{store.FAR}')"
WAITING_MARK = re.compile(r"(\d{4}-\d{2}-\d{2})~([0-9a-z-]{1,60})")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a ledger."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class Transfer:
    """A hand-off with both ledgers. `running` names the side whose time runs: sender, receiver or none.

    What is `external` was brought on paper to an organisation that keeps no ledger here.
    """

    id: str
    case_id: str
    case_number: str
    case_title: str
    label: str
    sender: str
    receiver: str
    external: bool
    state: str
    state_label: str
    running: str
    mark: Mark
    checklist: tuple[str, ...]
    sent: tuple[Entry, ...]
    received: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class InboxItem:
    """A received hand-off with the case it opened here and what can be done with it."""

    id: str
    case_id: str
    label: str
    sender: str
    state: str
    state_label: str
    received_on: date
    mark: Mark
    checklist: tuple[str, ...]
    case: CaseLine
    request: Section | None
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class Inbox:
    """One group of received hand-offs, and where the next page begins."""

    group: str
    items: tuple[InboxItem, ...]
    total: int
    next: str | None


def transfers_of(office: Office, tx: Tx, header: Header) -> list[Transfer]:
    """Every hand-off that a case sent, and the one that opened it; the caller has asked the policy."""
    rows = tx.all(f"SELECT {SENT} FROM handoffs_sent h WHERE h.case_id = :case ORDER BY h.id", {"case": header.id})
    origin = header.state.get("origin")
    if origin:
        rows = tx.all(f"SELECT {SENT} FROM handoffs_sent h WHERE h.id = :id", {"id": origin["id"]}) + rows
    return [_transfer(office, tx, row, header.number, header.title) for row in rows]


def waiting_transfers(
    office: Office, tx: Tx, actor: Actor, limit: int, *, wanted: Filter, after: str = ""
) -> list[Transfer]:
    """Hand-offs that the actor's department sent and the other side has not answered, soonest due first.

    `after` is the `mark_after` of the last one shown.
    """
    source, values = _waiting(office, tx, actor, wanted)
    if after:
        found = WAITING_MARK.fullmatch(after)
        if found is None:
            raise spoilt_mark()
        source += f" AND ({WAITED} > :w_due OR ({WAITED} = :w_due AND h.id > :w_id))"
        values |= {"w_due": found[1], "w_id": found[2]}
    rows = tx.all(
        f"SELECT {SENT}, c.number, c.title {source} ORDER BY {WAITED}, h.id LIMIT :limit", {**values, "limit": limit}
    )
    return [_transfer(office, tx, row[:11], row[11], row[12]) for row in rows]


def mark_after(transfer: Transfer) -> str:
    """The page mark of a hand-off in the list of those that wait."""
    due = transfer.mark.due.isoformat() if transfer.mark.due else store.FAR
    return f"{due}~{transfer.id}"


def count_waiting(office: Office, tx: Tx, actor: Actor, wanted: Filter, most: int) -> Count:
    """How many hand-offs of the actor's department the other side has still to answer."""
    source, values = _waiting(office, tx, actor, wanted)
    return counted(tx, f"SELECT 1 {source}", values, most)


def _waiting(office: Office, tx: Tx, actor: Actor, wanted: Filter) -> tuple[str, dict[str, Any]]:
    conditions, values = conditions_of(office, tx, actor, wanted)
    conditions += ["h.from_unit = :my_unit", "h.state IN ('drafted', 'sent', 'received', 'accepted', 'progress')"]
    return f"FROM handoffs_sent h JOIN cases c ON c.id = h.case_id WHERE {' AND '.join(conditions)}", values


def _transfer(office: Office, tx: Tx, row: Row, number: str, title: str) -> Transfer:
    identity, case_id, label, from_unit, to_unit, opens, state, due, sent_on, checklist, log = row
    external = not opens
    directory = office.directory(tx)
    other = tx.one("SELECT state, received_on FROM handoffs_received WHERE id = :id", {"id": identity})
    went = "带纸质材料送出" if external else STATES["sent" if state != "drafted" else "drafted"]
    entries = [Entry(date.fromisoformat(sent_on), went)]
    heard = [Entry(date.fromisoformat(e["on"]), f"收到回复：{_reply(e)}") for e in read(log)]
    theirs = [Entry(date.fromisoformat(other[1]), "已收到")] if other else []
    # Here the receiver's own row says when it came; outside only what was typed in does.
    theirs += [
        Entry(date.fromisoformat(e["on"]), Reply(e["kind"]).label)
        for e in read(log)
        if external or e["kind"] != "received"
    ]
    return Transfer(
        id=identity,
        case_id=case_id,
        case_number=number,
        case_title=title,
        label=label,
        sender=directory.units[from_unit].name,
        receiver=receiver_name(office, directory, to_unit, external=external),
        external=external,
        state=state,
        state_label=STATES[state],
        running=_running(state),
        mark=_mark(office, directory, from_unit if external else to_unit, due),
        checklist=tuple(read(checklist)),
        sent=tuple(entries + heard),
        received=tuple(theirs),
    )


def receiver_name(office: Office, directory: Directory, to_unit: str, *, external: bool) -> str:
    """Who receives a hand-off: a unit of this installation, or an organisation outside it (外部单位)."""
    return office.registry.agencies[to_unit].label if external else directory.units[to_unit].name


def _reply(entry: dict[str, Any]) -> str:
    text = Reply(entry["kind"]).label
    return f"{text}（{entry['problem']}）" if entry.get("problem") else text


def _running(state: str) -> str:
    if state in {"drafted", "returned"}:
        return "sender"
    return "none" if state in SETTLED else "receiver"


def _mark(office: Office, directory: Directory, unit: str, due: str | None) -> Mark:
    calendar = office.calendar(directory.units[unit].jurisdiction)
    return mark_of(day_of(due), False, office.clocks.today(), calendar)


def inbox(office: Office, tx: Tx, actor: Actor, group: str, *, after: str = "", limit: int = 20) -> Inbox:
    """The hand-offs that the actor's department received: waiting to be accepted, running or done."""
    predicate, values = visible(actor, office.supervising_roles)
    states = GROUPS[group]
    names = {f"state{i}": state for i, state in enumerate(states)}
    where = f"{predicate} AND h.to_unit = :my_unit AND h.state IN ({', '.join(':' + n for n in names)})"
    values |= names
    source = f"FROM handoffs_received h JOIN cases c ON c.id = h.case_id WHERE {where}"
    total = tx.one(f"SELECT COUNT(*) {source}", values)
    rows = tx.all(
        f"SELECT {RECEIVED}, {LINE}, {_headers()} {source} AND h.id > :after ORDER BY h.id LIMIT :limit",
        {**values, "after": after, "limit": limit + 1},
    )
    shown = rows[:limit]
    lines = lines_of(office, tx, office.directory(tx), [row[RECEIVED_WIDTH:] for row in shown])
    items = tuple(_item(office, tx, actor, row, line) for row, line in zip(shown, lines, strict=True))
    return Inbox(group, items, int(total[0]) if total else 0, rows[limit - 1][0] if len(rows) > limit else None)


def waiting_count(office: Office, tx: Tx, actor: Actor) -> int:
    """How many received hand-offs wait to be accepted or returned by the actor's department."""
    predicate, values = visible(actor, office.supervising_roles)
    row = tx.one(
        "SELECT COUNT(*) FROM handoffs_received h JOIN cases c ON c.id = h.case_id"
        f" WHERE {predicate} AND h.to_unit = :my_unit AND h.state = 'received'",
        values,
    )
    return int(row[0]) if row else 0


def _headers() -> str:
    return ", ".join(f"c.{name.strip()}" for name in store.COLUMNS.split(","))


def _item(office: Office, tx: Tx, actor: Actor, row: Row, case: CaseLine) -> InboxItem:
    identity, case_id, _, label, from_unit, to_unit, state, due, received_on, checklist, _ = row[:RECEIVED_WIDTH]
    directory = office.directory(tx)
    header = store.header_of(row[RECEIVED_WIDTH + LINE_WIDTH :])
    sections = answers_of(office, directory, header)
    steps = [s for s in steps_of(office, tx, header, actor) if s.at_stage and s.possible and not s.again]
    return InboxItem(
        id=identity,
        case_id=case_id,
        label=label,
        sender=directory.units[from_unit].name,
        state=state,
        state_label=STATES[state],
        received_on=date.fromisoformat(received_on),
        mark=_mark(office, directory, to_unit, due),
        checklist=tuple(read(checklist)),
        case=case,
        request=sections[0] if sections else None,
        steps=tuple(steps),
    )
