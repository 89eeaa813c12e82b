"""Who reported (举报人): kept sealed and apart from the case, opened for a reason only, never without a trace."""

from __future__ import annotations

from typing import Any

from engine import readlog
from engine.actors import Actor
from engine.canonical import canonical, moment, read
from engine.database import Tx
from engine.errors import FieldError, InvalidForm, NotAllowed, NotFound
from engine.office import Office
from engine.permissions import visible
from engine.vocabulary import Role

SHORTEST_REASON = 4


def seal_reporter(tx: Tx, office: Office, case_id: str, identity: dict[str, Any]) -> None:
    """Seal a reporter's identity in the transaction that opens the case; sealing again replaces it."""
    tx.run(
        "INSERT INTO sealed_reporters (case_id, sealed, sealed_at) VALUES (:case, :sealed, :at)"
        " ON CONFLICT (case_id) DO UPDATE SET sealed = :sealed, sealed_at = :at",
        {"case": case_id, "sealed": office.vault.seal(canonical(identity)), "at": moment(office.clocks.now())},
    )


def open_reporter(office: Office, case_id: str, actor: Actor, reason: str, role: Role) -> dict[str, Any]:
    """The identity, for a holder of `role` who sees the case and says why.

    Raises InvalidForm without a reason, NotAllowed without the role (the attempt is logged too), NotFound.
    """
    if len(reason.strip()) < SHORTEST_REASON:
        raise InvalidForm((FieldError("reason", "查阅理由", f"请写明查阅举报人信息的理由，至少{SHORTEST_REASON}个字"),))
    allowed = role.code in actor.roles
    predicate, values = visible(actor, office.supervising_roles)
    with office.database.write() as tx:
        row = tx.one(
            f"SELECT s.sealed FROM sealed_reporters s JOIN cases c ON c.id = s.case_id WHERE c.id = :id AND {predicate}",
            {"id": case_id, **values},
        )
        action = "open_reporter" if allowed and row else "refused_reporter"
        readlog.record(tx, office, actor.id, action, f"case:{case_id}", reason.strip())
    if not allowed:
        raise NotAllowed(f"只有{role.label}可以查阅举报人信息；这次申请已经留痕")
    if row is None:
        raise NotFound("没有找到这个案件的举报人信息，或者您无权查看")
    found: dict[str, Any] = read(office.vault.unseal(row[0]))
    return found
