"""Counts attempts against a key and locks it for a while (限次), by technical time; a restart forgets nothing.

An attempt is counted before its secret is looked at, so that many at once, or a killed process, win nothing.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from engine.canonical import moment, moment_of
from engine.database import Tx
from engine.errors import TooManyAttempts
from engine.office import Office


@dataclass(frozen=True, slots=True)
class Limit:
    """So many failures in a row lock a key for so long; failures older than `memory` no longer count."""

    failures: int
    lock: timedelta = timedelta(minutes=30)
    memory: timedelta = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Key:
    """What is counted (kept only as a keyed hash), and how often it may fail."""

    kind: str
    value: str
    limit: Limit

    def row(self, office: Office) -> str:
        """The key of the row."""
        return f"{self.kind}:{office.vault.index(f'{self.kind} {self.value}')}"


def address_key(kind: str, address: str, limit: Limit) -> Key:
    """A network address as a key; an IPv6 neighbourhood counts as one, because one caller owns all of it."""
    try:
        found = ipaddress.ip_address(address.strip().strip("[]"))
    except ValueError:
        return Key(kind, address, limit)
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return Key(kind, str(found.ipv4_mapped), limit)
        return Key(kind, str(ipaddress.ip_network((found, 64), strict=False)), limit)
    return Key(kind, str(found), limit)


def admit(office: Office, *keys: Key) -> None:
    """Count an attempt against every key; raises TooManyAttempts, counting nothing, where one is locked."""
    with office.database.write() as tx:
        # In one order, so that two attempts at once cannot wait for each other.
        for row, key in sorted((key.row(office), key) for key in keys):
            _count(office, tx, row, key.limit)


def _count(office: Office, tx: Tx, row: str, limit: Limit) -> None:
    now = office.clocks.now()
    found = tx.one(
        "INSERT INTO throttles (key, failures, since) VALUES (:key, 1, :now)"
        " ON CONFLICT (key) DO UPDATE SET failures = throttles.failures + 1 RETURNING failures, since, locked_until",
        {"key": row, "now": moment(now)},
    )
    if found is None:  # pragma: no cover - RETURNING always returns
        raise AssertionError(row)
    failures, since, locked_until = found
    if locked_until is not None and now < moment_of(locked_until):
        minutes = ceil((moment_of(locked_until) - now) / timedelta(minutes=1))
        raise TooManyAttempts(f"尝试次数过多，已暂停受理；请{minutes}分钟后再试")
    if locked_until is not None or now - moment_of(since) > limit.memory:
        failures, since = 1, moment(now)
    locked = moment(now + limit.lock) if failures >= limit.failures else None
    tx.run(
        "UPDATE throttles SET failures = :failures, since = :since, locked_until = :locked WHERE key = :key",
        {"failures": failures, "since": since, "locked": locked, "key": row},
    )


def succeeded(office: Office, tx: Tx, own: Key, shared: Key) -> None:
    """Forget the failures of the key that is one person's; take one attempt back from the shared one.

    A shared address is not forgotten as a whole, or whoever has one account could guess at others for ever.
    """
    tx.run("DELETE FROM throttles WHERE key = :key", {"key": own.row(office)})
    tx.run(
        "UPDATE throttles SET failures = failures - 1, locked_until = CASE WHEN failures - 1 < :limit THEN NULL"
        " ELSE locked_until END WHERE key = :key AND failures > 0",
        {"key": shared.row(office), "limit": shared.limit.failures},
    )


def forget_old(office: Office) -> int:
    """Drop counts that no longer matter; a sweep calls this."""
    now = office.clocks.now()
    with office.database.write() as tx:
        changed: int = tx.changed(
            "DELETE FROM throttles WHERE since < :old AND (locked_until IS NULL OR locked_until < :now)",
            {"old": moment(now - timedelta(hours=24)), "now": moment(now)},
        )
    return changed
