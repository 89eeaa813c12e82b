"""Reads a case and writes an outcome: the only statements that change a case.

An event holds the whole outcome as canonical text; the case's state is the fold of its events' patches, so
that replay needs no code but `merge`. All other rows are written from the same outcome in the same
transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from engine.actors import Actor
from engine.canonical import canonical, day_of, link, merge, moment, read
from engine.crypto import Vault
from engine.database import Database, Tx, in_list
from engine.ids import normal_tracking_code
from engine.ledgers import close_deadline, identity, next_number, parties_digest, party_rows, write_rows
from engine.outcome import DeadlineChanged, DeadlineOpened, HandOffDue, Outcome, PaperDue
from engine.terms import Expiry
from engine.view import Header

FAR = "9999-12-31"
REPLACED = "没有送达，已另行制发"
NOT_OWED = (Expiry.RIGHT_LOST.value, Expiry.DEEMED.value)
COLUMNS = (
    "id, number, case_type, type_version, type_digest, stage, title, unit_id, jurisdiction, story, is_open,"
    " is_confidential, opened_on, closed_on, version, seq, head, state"
)


@dataclass(slots=True)
class Written:
    """What a commit wrote, as the caller is told."""

    header: Header
    papers: list[dict[str, Any]]
    deadlines: list[dict[str, Any]]
    effects: list[str]


@dataclass(frozen=True, slots=True)
class DueSoon:
    """When a step is due, and whether that date is provisional."""

    due: date
    provisional: bool


def header_of(row: tuple[Any, ...]) -> Header:
    """A case row as a header with its state opened."""
    (key, number, case_type, type_version, type_digest, stage, title, unit_id, jurisdiction, story) = row[:10]
    return Header(
        key,
        number,
        case_type,
        type_version,
        type_digest,
        stage,
        title,
        unit_id,
        jurisdiction,
        story,
        bool(row[10]),
        bool(row[11]),
        date.fromisoformat(row[12]),
        day_of(row[13]),
        row[14],
        row[15],
        row[16],
        read(row[17]),
    )


def load(tx: Tx, database: Database, case_id: str, *, lock: bool) -> Header | None:
    """The case by its id, locked against other writers when it will be changed."""
    suffix = " FOR UPDATE" if lock and database.dialect == "postgresql" else ""
    row = tx.one(f"SELECT {COLUMNS} FROM cases WHERE id = :id{suffix}", {"id": case_id})
    return header_of(row) if row else None


def load_many(tx: Tx, database: Database, case_ids: Sequence[str]) -> dict[str, Header]:
    """Many cases by their id, locked in the order of their ids; a few hundred at a time."""
    if not case_ids:
        return {}
    suffix = " FOR UPDATE" if database.dialect == "postgresql" else ""
    names, values = in_list("case", case_ids)
    rows = tx.all(f"SELECT {COLUMNS} FROM cases WHERE id IN {names} ORDER BY id{suffix}", values)
    return {row[0]: header_of(row) for row in rows}


def commit(
    tx: Tx, header: Header, outcome: Outcome, actor: Actor, at: datetime, *, request: str, vault: Vault
) -> Written:
    """Write an outcome over the header whose state it was decided on. The caller's transaction commits."""
    seq = header.seq + 1
    when = moment(at)
    papers = [_number_paper(tx, header, seq, n, p) for n, p in enumerate(outcome.papers)]
    replaced = _replaced(header, outcome)
    if papers:
        rows = {
            p["code"]: {
                "id": p["id"],
                "label": p["label"],
                "number": p["number"],
                "on": outcome.day.isoformat(),
                "served": p["due"].served_on.isoformat() if p["due"].served_on else None,
            }
            for p in papers
        }
        merge(outcome.patch, {"papers": rows})
        # Null removes: a paper issued again is neither rendered nor served yet.
        outcome.patch["papers"] |= {code: {**row, "sha256": None} for code, row in rows.items()}
    if outcome.hand_off is not None:
        external = outcome.hand_off.external
        state = "sent" if external else "drafted"
        sent = {"id": identity(header.id, seq), "state": state, "seq": seq, "external": external}
        outcome.patch["sent"] = {outcome.hand_off.code: sent}
    effects = _effects(header, outcome, papers, seq)
    parties = party_rows(header.id, seq, outcome, vault)
    merge(header.state, outcome.patch)
    text = canonical(
        {
            "case": header.id,
            "number": header.number,
            "seq": seq,
            "step": outcome.step,
            "label": outcome.label,
            "basis": outcome.basis,
            "at": when,
            "day": outcome.day,
            "actor": {
                "id": actor.id,
                "unit": actor.unit.id,
                **({"for": outcome.acting_for} if outcome.acting_for else {}),
            },
            "request": request,
            "stage": [outcome.stage_from, outcome.stage_to],
            "type": [outcome.case_type, header.type_version, header.type_digest],
            "title": outcome.title,
            "about": _about(header) if header.seq == 0 else None,
            "patch": outcome.patch,
            "parties": parties_digest(parties) if parties else None,
            "papers": [{"id": p["id"], "code": p["code"], "number": p["number"]} for p in papers],
            "void": replaced,
            "effects": [{"id": i, "kind": k} for i, k, _ in effects],
            "hand_off": _hand_off_text(outcome.hand_off),
            "reply": {"kind": outcome.reply.reply.value, "payload": outcome.reply.payload} if outcome.reply else None,
        }
    )
    after = replace(
        header,
        stage=outcome.stage_to,
        title=outcome.title or header.title,
        is_open=not outcome.is_final,
        closed_on=(header.closed_on or outcome.day) if outcome.is_final else None,
        version=header.version + 1,
        seq=seq,
        head=link(header.head, text),
    )
    _write_case(tx, after, opened=header.seq == 0)
    _write_event(tx, after, outcome.step, when, actor.id, text)
    for paper in replaced:
        tx.run("UPDATE papers SET state = 'void', void_reason = :why WHERE id = :id", {"id": paper, "why": REPLACED})
    write_rows(tx, after, outcome, papers, vault, when)
    for party in parties:
        tx.run(
            "INSERT INTO case_parties (case_id, ordinal, role, name, is_person, number_index, tail_index)"
            " VALUES (:case, :n, :role, :name, :person, :number, :tail)",
            party,
        )
    for effect, kind, payload in effects:
        owe(tx, effect, kind, payload, when, header.id)
    running: list[DeadlineOpened | DeadlineChanged] = [*outcome.opened, *outcome.changed]
    deadlines = [
        {
            "code": d.code,
            "label": d.label,
            "due": d.due.isoformat(),
            "provisional": d.provisional,
            "basis": d.basis,
        }
        for d in running
    ]
    return Written(after, papers, deadlines, [i for i, _, _ in effects])


def note(
    tx: Tx,
    header: Header,
    kind: str,
    label: str,
    patch: dict[str, Any],
    at: datetime,
    *,
    day: date,
    actor_id: str,
    extra: dict[str, Any],
) -> Header:
    """Append an event that is no step: a paper was rendered, another organisation received a hand-off.

    The case's version, which people's pages compare, stays; its chain grows.
    """
    seq, when = header.seq + 1, moment(at)
    merge(header.state, patch)
    text = canonical(
        {
            "case": header.id,
            "number": header.number,
            "seq": seq,
            "step": kind,
            "label": label,
            "at": when,
            "day": day,
            "actor": {"id": actor_id, "unit": header.unit_id},
            "stage": [header.stage, header.stage],
            "patch": patch,
            "note": extra,
        }
    )
    after = replace(header, seq=seq, head=link(header.head, text))
    _write_case(tx, after, opened=False)
    _write_event(tx, after, kind, when, actor_id, text)
    return after


def end_deadline(tx: Tx, header: Header, code: str, day: date) -> dict[str, Any]:
    """End a running term with the event that is noted next, as met or late on its day; returns that event's patch."""
    late = day.isoformat() > header.state["deadlines"][code]["due"]
    close_deadline(tx, header.id, header.seq + 1, code, "late" if late else "met", day.isoformat())
    return {"deadlines": {code: None}}


def owe(tx: Tx, effect: str, kind: str, payload: dict[str, Any], when: str, case_id: str | None) -> None:
    """Owe an effect to the outside; the id is the receiver's idempotency key."""
    tx.run(
        "INSERT INTO effects (id, kind, case_id, payload, state, not_before, attempt, last_error, owed_at)"
        " VALUES (:id, :kind, :case, :payload, 'owed', :now, 0, '', :now) ON CONFLICT (id) DO NOTHING",
        {"id": effect, "kind": kind, "case": case_id, "payload": canonical(payload), "now": when},
    )


def keep_tracking_code(tx: Tx, vault: Vault, code: str, number: str, story: str, at: datetime) -> None:
    """Make a story findable by its code together with the last four characters of the claimant's number."""
    tx.run(
        "INSERT INTO tracking_codes (code_index, tail_index, story, made_at) VALUES (:code, :tail, :story, :at)",
        {
            "code": vault.index(normal_tracking_code(code)),
            "tail": vault.index(number[-4:].upper()),
            "story": story,
            "at": moment(at),
        },
    )


def _replaced(header: Header, outcome: Outcome) -> list[str]:
    """Papers that were never served and are now issued again: they have bound nobody and stay visible as void."""
    issued = header.state.get("papers", {})
    again = {p.code for p in outcome.papers if p.needs_service and p.code in issued}
    return [issued[code]["id"] for code in sorted(again) if not issued[code].get("served")]


def _number_paper(tx: Tx, header: Header, seq: int, n: int, paper: PaperDue) -> dict[str, Any]:
    number = None
    if paper.series:
        number = paper.pattern.format(**paper.values, seq=next_number(tx, paper.series))
    return {
        "id": f"{identity(header.id, seq)}-{n}",
        "code": paper.code,
        "label": paper.label,
        "number": number,
        "due": paper,
    }


def _hand_off_text(hand_off: HandOffDue | None) -> dict[str, Any] | None:
    if hand_off is None:
        return None
    return {
        "code": hand_off.code,
        "to": hand_off.to_unit,
        "opens": hand_off.opens,
        "payload": hand_off.payload,
        "due": hand_off.due,
    }


def _effects(
    header: Header, outcome: Outcome, papers: list[dict[str, Any]], seq: int
) -> list[tuple[str, str, dict[str, Any]]]:
    found: list[tuple[str, str, dict[str, Any]]] = [
        (f"{p['id']}-render", "render_paper", {"paper": p["id"]}) for p in papers
    ]
    if outcome.hand_off is not None and not outcome.hand_off.external:
        found.append((f"{identity(header.id, seq)}-send", "send_hand_off", {"hand_off": identity(header.id, seq)}))
    if outcome.reply is not None:
        origin = header.state["origin"]
        message = {
            "message": f"{identity(header.id, seq)}-reply",
            "hand_off": origin["id"],
            "to_unit": origin["from_unit"],
            "kind": outcome.reply.reply.value,
            "payload": outcome.reply.payload,
            "on": outcome.day.isoformat(),
            "from_unit": header.unit_id,
        }
        found.append((message["message"], "send_reply", message))
    return found


def _write_case(tx: Tx, header: Header, *, opened: bool) -> None:
    values = {
        "id": header.id,
        "number": header.number,
        "case_type": header.case_type,
        "type_version": header.type_version,
        "type_digest": header.type_digest,
        "stage": header.stage,
        "title": header.title,
        "unit_id": header.unit_id,
        "jurisdiction": header.jurisdiction,
        "source": header.state.get("source", ""),
        "township": header.state.get("township", ""),
        "story": header.story,
        "is_open": int(header.is_open),
        "is_confidential": int(header.is_confidential),
        "opened_on": header.opened_on.isoformat(),
        "closed_on": header.closed_on.isoformat() if header.closed_on else None,
        "next_due": next_due(header.state),
        "version": header.version,
        "seq": header.seq,
        "head": header.head,
        "state": canonical(header.state),
    }
    tx.run(INSERT_CASE if opened else UPDATE_CASE, values)


def next_due(state: dict[str, Any]) -> str:
    """The first day on which the office owes something; a paused term has no such day.

    A right that only a party can lose, and what the law deems done, are not the office's to keep.
    """
    terms = state.get("deadlines", {}).values()
    return min((t["due"] for t in terms if paused_on(t) is None and t.get("on_expiry") not in NOT_OWED), default=FAR)


def paused_on(deadline: Mapping[str, Any]) -> str | None:
    """Since when a deadline of the case's state is paused, None while it runs."""
    return next((pause["begin"] for pause in deadline.get("pauses") or () if pause["end"] is None), None)


INSERT_CASE = (
    f"INSERT INTO cases ({COLUMNS}, next_due, township, source) VALUES (:id, :number, :case_type, :type_version, :type_digest, :stage,"
    " :title, :unit_id, :jurisdiction, :story, :is_open, :is_confidential, :opened_on, :closed_on, :version, :seq,"
    " :head, :state, :next_due, :township, :source)"
)
UPDATE_CASE = (
    "UPDATE cases SET stage = :stage, title = :title, is_open = :is_open, closed_on = :closed_on,"
    " next_due = :next_due, township = :township, version = :version, seq = :seq, head = :head, state = :state WHERE id = :id"
)


def _write_event(tx: Tx, header: Header, step: str, when: str, actor_id: str, text: str) -> None:
    tx.run(
        "INSERT INTO events (case_id, seq, step, at, actor_id, text, hash)"
        " VALUES (:case, :seq, :step, :at, :actor, :text, :hash)",
        {
            "case": header.id,
            "seq": header.seq,
            "step": step,
            "at": when,
            "actor": actor_id,
            "text": text,
            "hash": header.head,
        },
    )


def _about(header: Header) -> dict[str, Any]:
    """The columns of a case that no later event changes, so that its first event vouches for them."""
    return {
        "unit": header.unit_id,
        "jurisdiction": header.jurisdiction,
        "story": header.story,
        "confidential": header.is_confidential,
        "title": header.title,
    }
