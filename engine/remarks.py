"""Notes that officers leave in a case's file (备注): events of its chain like all else, sealed, never changed.

A note moves nothing and proves nothing; it tells colleagues what no form asks for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from engine import store
from engine.actors import Actor
from engine.canonical import moment_of, read
from engine.clock import SHANGHAI
from engine.database import Tx
from engine.directory import Directory
from engine.errors import FieldError, InvalidForm, NotAllowed, NotFound
from engine.office import Office
from engine.permissions import may_file, visible
from engine.view import CaseView

REMARK = "remark"
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Remark:
    """A note: who wrote what, and when."""

    seq: int
    text: str
    author: str
    at: datetime
    day: date


def add_remark(office: Office, actor: Actor, case_id: str, text: str) -> int:
    """Leave a note; returns the number of its event. Raises NotFound, NotAllowed, InvalidForm."""
    text = text.replace("\r\n", "\n").strip()
    if not text or len(text) > LONGEST:
        raise InvalidForm((FieldError("text", "备注", f"不超过{LONGEST}字" if text else "请写下要留的话"),))
    with office.database.write() as tx:
        directory = office.directory(tx)
        actor = directory.actor(actor.id, office.technical_day())
        predicate, values = visible(actor, office.supervising_roles)
        header = store.load(tx, office.database, case_id, lock=True)
        seen = tx.one(f"SELECT 1 FROM cases c WHERE c.id = :id AND {predicate}", {"id": case_id, **values})
        if header is None or seen is None:
            raise NotFound("没有找到这个案件，或者您无权查看")
        against = may_file(actor, CaseView(header, office.surroundings(directory, header.jurisdiction)))
        if against:
            raise NotAllowed("；".join(reason.text for reason in against), tuple(against))
        now, extra = office.clocks.now(), {"text": office.vault.seal(text)}
        day = office.clocks.today()
        return store.note(tx, header, REMARK, "备注", {}, now, day=day, actor_id=actor.id, extra=extra).seq


def remarks_of(office: Office, tx: Tx, directory: Directory, case_id: str) -> list[Remark]:
    """The notes of a case, newest first; the caller has asked the policy."""
    rows = tx.all(
        "SELECT seq, actor_id, at, text FROM events WHERE case_id = :id AND step = :step ORDER BY seq DESC",
        {"id": case_id, "step": REMARK},
    )
    found = []
    for seq, actor_id, at, text in rows:
        event = read(text)
        officer = directory.officers.get(actor_id)
        words = office.vault.unseal(event["note"]["text"])
        moment = moment_of(at).astimezone(SHANGHAI)
        found.append(Remark(seq, words, officer.name if officer else "", moment, date.fromisoformat(event["day"])))
    return found
