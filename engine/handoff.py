"""Two-sided hand-offs (移交): each side keeps its own ledger; nothing is lost and nothing comes twice.

The sender's case stays open until the answer arrives. What travels is an `Envelope` on the way there and a
`Message` on the way back; each has an id by which the other side recognises a repeat. Here both sides are
in one installation; other channels carry the same two values.
"""

from __future__ import annotations

from typing import Any

from engine import store
from engine.canonical import canonical, moment, read
from engine.cases import Command, carry_out
from engine.casetype import Reply
from engine.database import Tx
from engine.directory import Directory
from engine.effects import Claim, settle
from engine.errors import NotFound, Refusal
from engine.exhibits import sent_along, take_over
from engine.machine import Compiled
from engine.office import Office
from engine.points import reach
from engine.sealing import from_record
from engine.vocabulary import SYSTEM


def send_hand_off(office: Office, claimed: Claim) -> None:
    """Deliver a hand-off to the receiving department, then settle at the sender."""
    identity = claimed.payload["hand_off"]
    with office.database.read() as tx:
        row = tx.one(
            "SELECT h.case_id, h.code, h.label, h.from_unit, h.to_unit, h.opens, h.due, h.sent_on, h.checklist, h.payload,"
            " c.story, c.type_digest FROM handoffs_sent h JOIN cases c ON c.id = h.case_id WHERE h.id = :id",
            {"id": identity},
        )
        if row is None:
            raise NotFound("没有这项移交")
        sent = office.registry.pinned(row[-1]).hand_off(row[1])
        files = sent_along(office, tx, row[0]) if sent.exhibits else []
    names = (
        "case_id",
        "code",
        "label",
        "from_unit",
        "to_unit",
        "opens",
        "due",
        "sent_on",
        "checklist",
        "payload",
        "story",
    )
    envelope = {"id": identity, **dict(zip(names, row, strict=False)), "exhibits": files}
    receive(office, envelope)
    reach("send_hand_off: done")
    with office.database.write() as tx:
        settle(tx, claimed, office.clocks.now())
        tx.run(
            "UPDATE handoffs_sent SET state = 'sent' WHERE id = :id AND state = 'drafted'",
            {"id": identity},
        )


def receive(office: Office, envelope: dict[str, Any]) -> None:
    """Take a hand-off in at the receiver: its ledger row, its case, and the receipt owed to the sender.

    Keyed by the hand-off's id: an envelope that arrives again changes nothing.
    """
    with office.database.write() as tx:
        if tx.one("SELECT 1 FROM handoffs_received WHERE id = :id", {"id": envelope["id"]}):
            return
        directory = office.directory(tx)
        unit = directory.units[envelope["to_unit"]]
        compiled = office.registry.get(envelope["opens"], office.clocks.today(), unit.jurisdiction)
        step = next((s for s in compiled.openings.values() if s.receives == envelope["code"]), None)
        if step is None:
            raise NotFound(f"“{compiled.label}”不接收“{envelope['label']}”")
        form = from_record(step.form, read(envelope["payload"]), office.vault)
        origin = {
            "id": envelope["id"],
            "from_unit": envelope["from_unit"],
            "story": envelope["story"],
            "state": "received",
        }
        command = Command(
            actor=office.system(unit),
            step=step.name,
            answers=form.model_dump(mode="json"),
            request_id=envelope["id"],
            case_type=compiled.code,
            origin=origin,
        )
        answer = carry_out(office, tx, command)
        sender = directory.units[envelope["from_unit"]].name
        take_over(office, tx, answer.case_id, envelope["exhibits"], sender, SYSTEM.code)
        today, now = office.clocks.today().isoformat(), moment(office.clocks.now())
        tx.run(
            "INSERT INTO handoffs_received (id, case_id, code, label, from_unit, to_unit, state, due, received_on,"
            " checklist, log) VALUES (:id, :case, :code, :label, :from, :to, 'received', :due, :day, :checklist, '[]')",
            {
                "id": envelope["id"],
                "case": answer.case_id,
                "code": envelope["code"],
                "label": envelope["label"],
                "from": envelope["from_unit"],
                "to": envelope["to_unit"],
                "due": envelope["due"],
                "day": today,
                "checklist": envelope["checklist"],
            },
        )
        message = {
            "message": f"{envelope['id']}-received",
            "hand_off": envelope["id"],
            "to_unit": envelope["from_unit"],
            "from_unit": envelope["to_unit"],
            "kind": Reply.RECEIVED.value,
            "payload": {},
            "on": today,
        }
        store.owe(tx, message["message"], "send_reply", message, now, answer.case_id)
        reach("send_hand_off: before commit")


def send_reply(office: Office, claimed: Claim) -> None:
    """Deliver a reply to the sender of the hand-off, then settle at the replying side."""
    hear(office, claimed.payload)
    reach("send_reply: done")
    with office.database.write() as tx:
        settle(tx, claimed, office.clocks.now())


def hear(office: Office, message: dict[str, Any]) -> None:
    """Take a reply in at the sender: its ledger, and the step that waits for it, else a note in the case."""
    with office.database.write() as tx:
        row = tx.one(
            "SELECT case_id, code, label, log, state FROM handoffs_sent WHERE id = :id",
            {"id": message["hand_off"]},
        )
        if row is None:
            raise NotFound("没有这项移交，回复无处登记")
        case_id, code, label, log, state = row
        entries = read(log)
        if any(entry["message"] == message["message"] for entry in entries):
            return
        kind = Reply(message["kind"])
        header = store.load(tx, office.database, case_id, lock=True)
        if header is None:
            raise NotFound("移交所属的案件不存在")
        directory = office.directory(tx)
        problem = _place(
            office, tx, directory, office.registry.pinned(header.type_digest), header.id, code, kind, message
        )
        if problem is not None:
            fresh = store.load(tx, office.database, case_id, lock=True)
            if fresh is not None:
                today, patch = office.clocks.today(), {"sent": {code: {"state": kind.value}}}
                if kind.is_last and code in fresh.state.get("deadlines", {}):
                    patch |= store.end_deadline(tx, fresh, code, today)
                store.note(
                    tx,
                    fresh,
                    f"hand_off_{kind.value}",
                    f"{label}：{kind.label}",
                    patch,
                    office.clocks.now(),
                    day=today,
                    actor_id=SYSTEM.code,
                    extra={
                        "hand_off": message["hand_off"],
                        "message": message["message"],
                        "problem": problem,
                    },
                )
        entries.append(
            {
                "message": message["message"],
                "kind": kind.value,
                "on": message["on"],
                "unit": message["from_unit"],
                "problem": problem or "",
            }
        )
        tx.run(
            "UPDATE handoffs_sent SET state = :state, log = :log WHERE id = :id",
            {"state": _later(state, kind.value), "log": canonical(entries), "id": message["hand_off"]},
        )
        reach("send_reply: before commit")


ORDER = ("drafted", "sent", "received", "accepted", "progress", "returned", "answered", "withdrawn")


def _later(state: str, news: str) -> str:
    """A hand-off's state only goes forward, in whatever order messages arrive."""
    return max(state, news, key=ORDER.index)


def _place(
    office: Office,
    tx: Tx,
    directory: Directory,
    compiled: Compiled,
    case_id: str,
    code: str,
    kind: Reply,
    message: dict[str, Any],
) -> str | None:
    """Take the step that waits for this reply; returns why it could not be taken, or "" where none waits."""
    waiting = [s for s in compiled.steps.values() if s.on == (code, kind) and s.automatic]
    if not waiting:
        return ""
    row = tx.one("SELECT unit_id, stage FROM cases WHERE id = :id", {"id": case_id})
    if row is None:
        raise NotFound("移交所属的案件不存在")
    # The same answer may move a case at one stage and only be noted at others.
    step = next((s for s in waiting if compiled.allows(row[1], s)), waiting[0])
    form = from_record(step.form, message["payload"], office.vault)
    command = Command(
        actor=office.system(directory.units[row[0]]),
        step=step.name,
        answers=form.model_dump(mode="json"),
        request_id=message["message"],
        case_id=case_id,
    )
    try:
        carry_out(office, tx, command)
    except Refusal as refusal:
        return refusal.detail
    return None


HANDLERS = {"send_hand_off": send_hand_off, "send_reply": send_reply}
