"""The outbox: what is owed to the outside is claimed by lease, carried out, and settled once.

Rows are the truth; whoever executes them (a Prefect task, or the plain loop when Prefect is away) only
calls `carry`. A killed executor loses its lease and the effect is claimed again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from engine import readlog
from engine.canonical import moment, read
from engine.clock import system_now
from engine.database import Tx, in_list
from engine.errors import Refusal
from engine.ids import token
from engine.office import Office
from engine.points import reach
from engine.separation import must_hold, must_reach
from engine.vocabulary import SYSTEM

LEASE = timedelta(seconds=60)
BACK_OFF = (2, 10, 60, 300, 1800, 7200)
DEAD_AFTER = 12
log = logging.getLogger("carnation.effects")


@dataclass(frozen=True, slots=True)
class Claim:
    """A leased effect. Only its token and attempt together may settle it."""

    id: str
    kind: str
    case_id: str | None
    payload: dict[str, Any]
    attempt: int
    token: str


Handler = Callable[[Office, Claim], None]


class LeaseLost(Exception):
    """Another executor took the effect over; this attempt's work is thrown away."""


def database_now(office: Office, tx: Tx) -> datetime:
    """Technical time; with PostgreSQL that of the database, since many machines share the leases."""
    if office.database.dialect == "postgresql" and office.clocks.technical is system_now:
        row = tx.one("SELECT now()", {})
        if row is not None:
            found: datetime = row[0]
            return found
    return office.clocks.now()


def claim(office: Office, limit: int = 20, kinds: Collection[str] = ()) -> list[Claim]:
    """Lease effects that are due, oldest first; replies and hand-offs of one case keep their order.

    Only those of some `kinds`, where any are named.
    """
    lease = token()
    names, values = in_list("kind", sorted(kinds))
    wanted = f" AND e.kind IN {names}" if kinds else ""
    skip = " FOR UPDATE SKIP LOCKED" if office.database.dialect == "postgresql" else ""
    with office.database.write() as tx:
        now = database_now(office, tx)
        rows = tx.all(
            "UPDATE effects SET lease_token = :lease, lease_until = :until, attempt = attempt + 1 WHERE id IN ("
            "SELECT e.id FROM effects e WHERE e.state = 'owed' AND e.not_before <= :now"
            f" AND (e.lease_until IS NULL OR e.lease_until < :now){wanted} AND NOT EXISTS ("
            "SELECT 1 FROM effects p WHERE p.case_id = e.case_id AND p.state = 'owed' AND p.id < e.id"
            " AND p.kind <> 'render_paper' AND e.kind <> 'render_paper')"
            f" ORDER BY e.not_before, e.id LIMIT :n{skip}) RETURNING id, kind, case_id, payload, attempt",
            {"lease": lease, "until": moment(now + LEASE), "now": moment(now), "n": limit, **values},
        )
    if rows:
        reach("claimed")
    return sorted((Claim(r[0], r[1], r[2], read(r[3]), r[4], lease) for r in rows), key=lambda c: c.id)


def any_owed(office: Office) -> bool:
    """Tell whether something could be claimed now; cheap."""
    with office.database.read() as tx:
        now = moment(database_now(office, tx))
        row = tx.one(
            "SELECT 1 FROM effects WHERE state = 'owed' AND not_before <= :now"
            " AND (lease_until IS NULL OR lease_until < :now) LIMIT 1",
            {"now": now},
        )
    return row is not None


def settle(tx: Tx, claimed: Claim, now: datetime) -> None:
    """Settle the effect in the transaction of the event that it causes; raises LeaseLost."""
    changed = tx.changed(
        "UPDATE effects SET state = 'done', settled_at = :now, lease_until = NULL"
        " WHERE id = :id AND lease_token = :token AND attempt = :attempt AND state = 'owed'",
        {"now": moment(now), "id": claimed.id, "token": claimed.token, "attempt": claimed.attempt},
    )
    if changed != 1:
        raise LeaseLost(claimed.id)
    reach(f"{claimed.kind}: before settling")


def give_back(office: Office, claimed: Claim, error: str) -> None:
    """Say that the attempt failed: it is owed again later, or dead after too many attempts."""
    wait = BACK_OFF[min(claimed.attempt, len(BACK_OFF)) - 1]
    with office.database.write() as tx:
        now = database_now(office, tx)
        tx.run(
            "UPDATE effects SET state = :state, not_before = :later, lease_until = NULL, last_error = :error"
            " WHERE id = :id AND lease_token = :token AND attempt = :attempt",
            {
                "state": "dead" if claimed.attempt >= DEAD_AFTER else "owed",
                "later": moment(now + timedelta(seconds=wait)),
                "error": error[:500],
                "id": claimed.id,
                "token": claimed.token,
                "attempt": claimed.attempt,
            },
        )


def release(office: Office, claimed: Claim) -> None:
    """Give an effect back that was leased and not begun: it is owed at once, and the attempt does not count."""
    with office.database.write() as tx:
        tx.run(
            "UPDATE effects SET lease_until = NULL, attempt = attempt - 1"
            " WHERE id = :id AND lease_token = :token AND attempt = :attempt AND state = 'owed'",
            {"id": claimed.id, "token": claimed.token, "attempt": claimed.attempt},
        )


def redeliver(office: Office, effect_id: str, *, by: str = SYSTEM.code, reason: str = "") -> bool:
    """Owe a dead effect again and log who wanted it; tells whether there was one. Raises NotAllowed."""
    with office.database.write() as tx:
        must_hold(office, tx, by, "system_administrator")
        where = tx.one(
            "SELECT c.jurisdiction FROM effects e JOIN cases c ON c.id = e.case_id WHERE e.id = :id", {"id": effect_id}
        )
        if where is not None:
            must_reach(office, tx, by, where[0], "这件事项")
        now = moment(database_now(office, tx))
        found = (
            tx.changed(
                "UPDATE effects SET state = 'owed', attempt = 0, not_before = :now, lease_until = NULL"
                " WHERE id = :id AND state = 'dead'",
                {"now": now, "id": effect_id},
            )
            == 1
        )
        if found:
            readlog.record(tx, office, by, "redeliver", f"effect:{effect_id}", reason)
        return found


def carry(office: Office, claimed: Claim, handlers: Mapping[str, Handler]) -> bool:
    """Carry out one effect and settle it; a failure is kept with the effect and tried again later."""
    handler = handlers.get(claimed.kind)
    if handler is None:
        give_back(office, claimed, f"no handler for {claimed.kind}")
        return False
    try:
        handler(office, claimed)
        reach(f"{claimed.kind}: settled")
    except LeaseLost:
        log.warning("lease lost", extra={"effect": claimed.id})
        return False
    except Refusal as refusal:
        give_back(office, claimed, refusal.detail)
        return False
    except Exception as error:
        log.exception("effect failed", extra={"effect": claimed.id})
        give_back(office, claimed, type(error).__name__)
        return False
    return True


def carry_all(office: Office, handlers: Mapping[str, Handler], rounds: int = 1000, *, known_only: bool = False) -> int:
    """Carry everything that is owed now, and what that brings about, until nothing is left; counts successes.

    What no handler is known for is tried, and told as a fault, unless `known_only` leaves it untouched.
    """
    done = 0
    for _ in range(rounds):
        claimed = claim(office, kinds=handlers.keys() if known_only else ())
        if not claimed:
            break
        done += sum(carry(office, one, handlers) for one in claimed)
    return done
