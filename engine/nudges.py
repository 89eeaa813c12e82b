"""Nudges (催办): a colleague reminds the officers of a case; no step of the procedure, and no event of the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.actors import Actor
from engine.canonical import canonical, digest, moment
from engine.database import Tx
from engine.errors import NotAllowed, NotFound, Refusal
from engine.ids import new_id
from engine.office import Office
from engine.permissions import visible

LONGEST = 200
SHOWN = 50
UNSEEN = "您无权查看这件案件，或者它已经不存在"


@dataclass(frozen=True, slots=True)
class Nudge:
    """A reminder from a colleague, as its receiver sees it."""

    id: str
    case_id: str
    case_number: str
    title: str
    sender: str
    text: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Aim:
    """Whom a nudge about one case would reach, by id and name, or why nobody."""

    case_id: str
    receivers: tuple[tuple[str, str], ...] = ()
    refusal: Refusal | None = None


def aims(office: Office, tx: Tx, actor: Actor, case_ids: Sequence[str], receiver: str = "") -> list[Aim]:
    """Whom nudges about some cases would reach: one colleague, or with `receiver` empty each case's officers."""
    return [_aim(office, tx, actor, case_id, receiver) for case_id in case_ids]


def _aim(office: Office, tx: Tx, actor: Actor, case_id: str, receiver: str) -> Aim:
    predicate, values = visible(actor, office.supervising_roles)
    row = tx.one(f"SELECT c.is_open FROM cases c WHERE c.id = :id AND {predicate}", {"id": case_id, **values})
    if row is None:
        return Aim(case_id, refusal=NotAllowed(UNSEEN))
    if not row[0]:
        return Aim(case_id, refusal=NotAllowed("案件已经办结，不需要催办"))
    wanted = [receiver] if receiver else _officers(tx, case_id)
    if not wanted:
        return Aim(case_id, refusal=NotAllowed("还没有承办人，请选择要提醒的同事"))
    reached, against = [], ""
    directory = office.directory(tx)
    for account in wanted:
        officer = directory.officers.get(account)
        if officer is None or account in directory.disabled:
            against = "这个账户已经停用"
        elif account == actor.id:
            against = "不能催办自己"
        elif not _sees(office, tx, account, case_id):
            against = f"{officer.name}无权查看这件案件"
        else:
            reached.append((account, officer.name))
    return Aim(case_id, tuple(reached)) if reached else Aim(case_id, refusal=NotAllowed(against))


def _officers(tx: Tx, case_id: str) -> list[str]:
    rows = tx.all("SELECT account_id FROM case_officers WHERE case_id = :id ORDER BY ordinal", {"id": case_id})
    return [row[0] for row in rows]


def _sees(office: Office, tx: Tx, account: str, case_id: str) -> bool:
    """Tell whether somebody may see the case: a reminder must tell nobody of a case that is not for them."""
    actor = office.directory(tx).actor(account, office.technical_day())
    predicate, values = visible(actor, office.supervising_roles)
    return tx.one(f"SELECT 1 FROM cases c WHERE c.id = :id AND {predicate}", {"id": case_id, **values}) is not None


def nudge(
    office: Office, actor: Actor, case_ids: Sequence[str], text: str, receiver: str = "", *, request_id: str = ""
) -> list[Aim]:
    """Remind about some cases; each gets its result, and one that is refused hinders no other.

    The same request taken twice reminds once.
    """
    request = request_id or new_id(office.clocks.now())
    now = office.clocks.now()
    with office.database.write() as tx:
        found = aims(office, tx, actor, case_ids, receiver)
        for aim in found:
            for account, _ in aim.receivers:
                tx.run(
                    "INSERT INTO nudges (id, case_id, account_id, sender_id, text, sent_at)"
                    " VALUES (:id, :case, :account, :sender, :text, :now) ON CONFLICT (id) DO NOTHING",
                    {
                        "id": digest(canonical([actor.id, request, aim.case_id, account]))[:32],
                        "case": aim.case_id,
                        "account": account,
                        "sender": actor.id,
                        "text": text.strip()[:LONGEST],
                        "now": moment(now),
                    },
                )
    return found


def nudges_of(office: Office, tx: Tx, actor: Actor) -> list[Nudge]:
    """What the actor was reminded of and has not put away, newest first; only cases that the actor still may see."""
    predicate, values = visible(actor, office.supervising_roles)
    rows: list[tuple[Any, ...]] = tx.all(
        "SELECT n.id, n.case_id, c.number, c.title, a.name, n.text, n.sent_at FROM nudges n"
        " JOIN cases c ON c.id = n.case_id JOIN accounts a ON a.id = n.sender_id"
        f" WHERE n.account_id = :receiver AND n.seen_at IS NULL AND {predicate} ORDER BY n.sent_at DESC, n.id LIMIT :most",
        {**values, "receiver": actor.id, "most": SHOWN},
    )
    return [
        Nudge(identity, case_id, number, title, sender, text, datetime.fromisoformat(sent_at))
        for identity, case_id, number, title, sender, text, sent_at in rows
    ]


def put_away(office: Office, account_id: str, nudge_id: str) -> None:
    """Mark one of the account's nudges as seen; raises NotFound."""
    with office.database.write() as tx:
        changed = tx.changed(
            "UPDATE nudges SET seen_at = :now WHERE id = :id AND account_id = :me AND seen_at IS NULL",
            {"now": moment(office.clocks.now()), "id": nudge_id, "me": account_id},
        )
        if not changed:
            raise NotFound("没有这条催办")
