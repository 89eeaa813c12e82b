"""An officer's deadlines as a calendar feed (日历订阅) behind a secret address, which can be revoked.

The database keeps only a hash of the address's secret. Titles name the case by number and the act, never a
person, since calendars are kept by programs outside the office.
"""

from __future__ import annotations

import hashlib
from datetime import date

from engine.canonical import moment, moment_of
from engine.database import Tx
from engine.directory import Directory
from engine.errors import NotAllowed, NotFound
from engine.ical import FeedEntry, calendar_feed
from engine.ids import token
from engine.office import Office
from engine.permissions import visible
from engine.reminders import may_act
from engine.store import NOT_OWED

MOST = 500


def make_feed(office: Office, account_id: str) -> str:
    """A new secret for the person's feed, told once; the one before stops working."""
    secret = token()
    with office.database.write() as tx:
        now = moment(office.clocks.now())
        _revoke(tx, account_id, now)
        tx.run(
            "INSERT INTO calendar_feeds (token_hash, account_id, made_at) VALUES (:hash, :me, :now)",
            {"hash": _hash(secret), "me": account_id, "now": now},
        )
    return secret


def revoke_feed(office: Office, account_id: str) -> None:
    """End the person's feed."""
    with office.database.write() as tx:
        _revoke(tx, account_id, moment(office.clocks.now()))


def has_feed(tx: Tx, account_id: str) -> bool:
    """Tell whether the person has a feed."""
    row = tx.one("SELECT 1 FROM calendar_feeds WHERE account_id = :me AND revoked_at IS NULL", {"me": account_id})
    return row is not None


def _revoke(tx: Tx, account_id: str, now: str) -> None:
    tx.run(
        "UPDATE calendar_feeds SET revoked_at = :now WHERE account_id = :me AND revoked_at IS NULL",
        {"now": now, "me": account_id},
    )


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def calendar_of(office: Office, secret: str) -> bytes:
    """The feed behind a secret: open deadlines on which its owner can act; raises NotFound, the same for all misses."""
    with office.database.read() as tx:
        row = tx.one(
            "SELECT account_id, made_at FROM calendar_feeds WHERE token_hash = :hash AND revoked_at IS NULL",
            {"hash": _hash(secret)},
        )
        if row is None:
            raise NotFound("没有这个日历")
        account_id, made_at = row
        directory = office.directory(tx)
        try:
            entries, stamp = _entries(office, tx, directory, account_id, made_at)
        except NotAllowed:
            raise NotFound("没有这个日历") from None
    return calendar_feed("办案期限", entries, moment_of(stamp))


def _entries(
    office: Office, tx: Tx, directory: Directory, account_id: str, made_at: str
) -> tuple[list[FeedEntry], str]:
    actor = directory.actor(account_id, office.technical_day())
    predicate, values = visible(actor, frozenset())
    rows = tx.all(
        "SELECT d.case_id, d.code, d.opened_seq, c.number, d.label, d.basis, d.due, d.provisional, c.stage,"
        " c.type_digest, e.at, (SELECT COUNT(*) FROM case_officers o WHERE o.case_id = c.id AND o.account_id = :me),"
        " (SELECT COUNT(*) FROM case_officers o WHERE o.case_id = c.id)"
        " FROM deadlines d JOIN cases c ON c.id = d.case_id JOIN events e ON e.case_id = c.id AND e.seq = c.seq"
        f" WHERE d.is_open = 1 AND d.paused_on IS NULL AND d.on_expiry <> :lost AND d.on_expiry <> :deemed AND {predicate}"
        " ORDER BY d.due, d.case_id, d.code LIMIT :n",
        {**values, "n": MOST, "lost": NOT_OWED[0], "deemed": NOT_OWED[1]},
    )
    entries, stamp = [], made_at
    for (
        case_id,
        code,
        opened_seq,
        number,
        label,
        basis,
        due,
        provisional,
        stage,
        type_digest,
        at,
        own,
        officers,
    ) in rows:
        compiled = office.registry.pinned(type_digest)
        roles = [office.registry.roles[r] for r in actor.roles if r in office.registry.roles]
        mine = [r for r in roles if may_act(compiled, r, code, stage) and (own or not officers or not r.assigned)]
        if not mine:
            continue
        stamp = max(stamp, at)
        uid = f"{case_id}-{code}-{opened_seq}@carnation"
        entries.append(FeedEntry(uid, date.fromisoformat(due), f"{number}：{label}", basis, bool(provisional)))
    return entries, stamp
