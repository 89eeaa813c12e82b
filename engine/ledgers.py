"""Writes the rows that stand beside a case's event: facts, deadlines, tallies, papers, hand-offs, officers, parties.

They are projections of the outcome that the event holds; `verify` compares the two.
"""

from __future__ import annotations

from typing import Any

from engine.canonical import canonical, digest, read
from engine.crypto import Vault
from engine.database import Tx, in_list
from engine.outcome import DeadlineChanged, DeadlineOpened, HandOffDue, Outcome, PaperDue
from engine.view import Header

PARTIES_PER_EVENT = 1000
"""A party's ordinal is its event's number times this, plus its place."""


def identity(case_id: str, seq: int) -> str:
    """The id of what an event made; padded, so that text order is the order of events."""
    return f"{case_id}-{seq:05d}"


def next_number(tx: Tx, series: str) -> int:
    """The next number of a series, in the caller's transaction; a series is organ, kind and year."""
    row = tx.one(
        "INSERT INTO counters (series, last) VALUES (:s, 1)"
        " ON CONFLICT (series) DO UPDATE SET last = counters.last + 1 RETURNING last",
        {"s": series},
    )
    if row is None:  # pragma: no cover - RETURNING always returns
        raise AssertionError(series)
    return int(row[0])


def write_rows(tx: Tx, header: Header, outcome: Outcome, papers: list[dict[str, Any]], vault: Vault, when: str) -> None:
    """All rows of an outcome, over the header as it stands after it."""
    case, seq, day = header.id, header.seq, outcome.day.isoformat()
    _write_facts(tx, case, seq, outcome)
    for closed in outcome.closed:
        close_deadline(tx, case, seq, closed.code, closed.outcome, day)
    for opened in outcome.opened:
        _write_deadline(tx, header, opened)
    for changed in outcome.changed:
        rewrite_deadline(tx, case, changed)

    for change in outcome.tallied:
        tx.run(
            "INSERT INTO tally_changes (case_id, seq, code, unit_id, day, lines, fen)"
            " VALUES (:case, :seq, :code, :unit, :day, :lines, :fen)",
            {
                "case": case,
                "seq": seq,
                "code": change.code,
                "unit": header.unit_id,
                "day": day,
                "lines": change.lines,
                "fen": change.fen,
            },
        )
    for paper in papers:
        _write_paper(tx, case, seq, day, paper, vault)
    if outcome.served is not None:
        tx.run(
            "UPDATE papers SET state = 'served', served_on = :on WHERE id = :id",
            {"id": header.state["papers"][outcome.served[0]]["id"], "on": outcome.served[1].isoformat()},
        )
    _write_traffic(tx, header, outcome, day)
    if outcome.frequency:
        next_number(tx, outcome.frequency)
    if "officers" in outcome.patch:
        _put_reminders_away(tx, case, outcome.patch["officers"], when)
        tx.run("DELETE FROM case_officers WHERE case_id = :case", {"case": case})
        for n, officer in enumerate(outcome.patch["officers"]):
            tx.run(
                "INSERT INTO case_officers (case_id, account_id, ordinal) VALUES (:case, :officer, :n)",
                {"case": case, "officer": officer, "n": n},
            )


def _put_reminders_away(tx: Tx, case: str, officers: list[str], when: str) -> None:
    """Who is no longer responsible need not be reminded any more; the next sweep reminds those who are now."""
    names, values = in_list("officer", officers)
    tx.run(
        "UPDATE reminders SET seen_at = :when WHERE case_id = :case AND seen_at IS NULL AND account_id IN"
        f" (SELECT account_id FROM case_officers WHERE case_id = :case AND account_id NOT IN {names})",
        {**values, "case": case, "when": when},
    )


def _write_facts(tx: Tx, case: str, seq: int, outcome: Outcome) -> None:
    day = outcome.day.isoformat()
    for code in outcome.facts_ended:
        tx.run(
            "UPDATE facts SET ended_on = :day, ended_seq = :seq WHERE case_id = :case AND code = :code AND ended_on IS NULL",
            {"case": case, "code": code, "seq": seq, "day": day},
        )
    for code, on, evidence in outcome.facts_begun:
        tx.run(
            "INSERT INTO facts (case_id, code, begun_seq, begun_on, evidence) VALUES (:case, :code, :seq, :on, :evidence)",
            {"case": case, "code": code, "seq": seq, "on": on.isoformat(), "evidence": canonical(evidence)},
        )


def _write_deadline(tx: Tx, header: Header, opened: DeadlineOpened) -> None:
    tx.run(
        "INSERT INTO deadlines (case_id, unit_id, code, opened_seq, label, basis, on_expiry, start, due, provisional,"
        " computation, paused_on, is_open, outcome) VALUES (:case, :unit, :code, :seq, :label, :basis, :on_expiry, :start,"
        " :due, :provisional, :computation, :paused, 1, '')",
        {
            "case": header.id,
            "unit": header.unit_id,
            "code": opened.code,
            "seq": header.seq,
            "label": opened.label,
            "basis": opened.basis,
            "on_expiry": opened.on_expiry,
            "start": opened.start.isoformat(),
            "due": opened.due.isoformat(),
            "provisional": int(opened.provisional),
            "computation": canonical(opened.computation),
            "paused": opened.paused_on.isoformat() if opened.paused_on else None,
        },
    )


def rewrite_deadline(tx: Tx, case: str, changed: DeadlineChanged) -> None:
    """Give an open deadline the result of counting it again."""
    tx.run(
        "UPDATE deadlines SET due = :due, provisional = :provisional, computation = :computation, paused_on = :paused"
        " WHERE case_id = :case AND code = :code AND is_open = 1",
        {
            "case": case,
            "code": changed.code,
            "due": changed.due.isoformat(),
            "provisional": int(changed.provisional),
            "computation": canonical(changed.computation),
            "paused": changed.paused_on.isoformat() if changed.paused_on else None,
        },
    )


def close_deadline(tx: Tx, case: str, seq: int, code: str, outcome: str, day: str) -> None:
    """End an open deadline: met, late, replaced, closed or lapsed."""
    tx.run(
        "UPDATE deadlines SET is_open = 0, closed_on = :day, closed_seq = :seq, outcome = :outcome"
        " WHERE case_id = :case AND code = :code AND is_open = 1",
        {"case": case, "code": code, "seq": seq, "day": day, "outcome": outcome},
    )


def _write_paper(tx: Tx, case: str, seq: int, day: str, paper: dict[str, Any], vault: Vault) -> None:
    due: PaperDue = paper["due"]
    # The context holds personal data and is needed only by the renderer, so it is sealed as a whole.
    context = vault.seal(canonical({"frame": due.frame, "body": due.body, "number": paper["number"]}))
    tx.run(
        "INSERT INTO papers (id, case_id, code, label, number, state, issued_on, issued_seq, context, needs_service,"
        " served_on, void_reason) VALUES (:id, :case, :code, :label, :number, :state, :day, :seq, :context, :service,"
        " :served_on, '')",
        {
            "id": paper["id"],
            "case": case,
            "code": due.code,
            "label": due.label,
            "number": paper["number"],
            "day": day,
            "seq": seq,
            "context": context,
            "service": int(due.needs_service),
            "state": "served" if due.served_on else "numbered",
            "served_on": due.served_on.isoformat() if due.served_on else None,
        },
    )


def _write_traffic(tx: Tx, header: Header, outcome: Outcome, day: str) -> None:
    """What the step sends to other organisations, hears from them and answers them."""
    if outcome.hand_off is not None:
        _write_hand_off(tx, header, outcome.hand_off, day)
    if outcome.heard is not None:
        _write_answer(tx, header, outcome.heard[0], outcome.heard[1].value, day)
    if outcome.reply is not None:
        tx.run(
            "UPDATE handoffs_received SET state = :state WHERE id = :id",
            {"id": header.state["origin"]["id"], "state": outcome.reply.reply.value},
        )


def _write_hand_off(tx: Tx, header: Header, hand_off: HandOffDue, day: str) -> None:
    tx.run(
        "INSERT INTO handoffs_sent (id, case_id, code, label, from_unit, to_unit, opens, state, due, sent_on, checklist,"
        " payload, log) VALUES (:id, :case, :code, :label, :from, :to, :opens, :state, :due, :day, :checklist,"
        " :payload, '[]')",
        {
            "id": identity(header.id, header.seq),
            "case": header.id,
            "code": hand_off.code,
            "label": hand_off.label,
            "from": header.unit_id,
            "to": hand_off.to_unit,
            "opens": hand_off.opens,
            "state": "sent" if hand_off.external else "drafted",
            "due": hand_off.due.isoformat() if hand_off.due else None,
            "day": day,
            "checklist": canonical(hand_off.checklist),
            "payload": canonical(hand_off.payload),
        },
    )


def _write_answer(tx: Tx, header: Header, code: str, kind: str, day: str) -> None:
    """Keep what a receiver outside the installation answered in the sender's ledger."""
    identity_of = header.state["sent"][code]["id"]
    row = tx.one("SELECT to_unit, log FROM handoffs_sent WHERE id = :id", {"id": identity_of})
    if row is None:  # pragma: no cover - the row was written with the state that names it
        raise AssertionError(identity_of)
    message = f"{identity(header.id, header.seq)}-typed"
    entries = [*read(row[1]), {"message": message, "kind": kind, "on": day, "unit": row[0], "problem": ""}]
    tx.run(
        "UPDATE handoffs_sent SET state = :state, log = :log WHERE id = :id",
        {"state": kind, "log": canonical(entries), "id": identity_of},
    )


def party_rows(case: str, seq: int, outcome: Outcome, vault: Vault) -> list[dict[str, Any]]:
    """The parties that an outcome names, found by the index of their numbers."""
    return [
        {
            "case": case,
            "n": seq * PARTIES_PER_EVENT + n,
            "role": party.role,
            "name": party.name,
            "person": int(party.is_person),
            "number": vault.index(party.number) if party.number else "",
            "tail": vault.index(party.number[-4:]) if party.number else "",
        }
        for n, party in enumerate(outcome.parties)
    ]


def parties_digest(rows: list[dict[str, Any]]) -> str:
    """What an event says about the party rows it made: enough to see that one was changed, without the names."""
    return digest(canonical(rows))
