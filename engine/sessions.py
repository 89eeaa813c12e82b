"""Signed-in browsers (会话): kept on the server, known by the hash of a token, ended by time or by anyone entitled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from engine.canonical import digest, moment, moment_of
from engine.database import Tx
from engine.errors import NotAllowed
from engine.ids import token as new_token
from engine.office import Office

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
TOUCH = timedelta(minutes=1)
"""A session's last use is written at most this often, so that reading pages writes little."""


@dataclass(frozen=True, slots=True)
class Started:
    """What the browser gets: the token for its cookie, and the CSRF token for its forms."""

    token: str
    csrf: str


@dataclass(frozen=True, slots=True)
class Session:
    """Whose session it is, and the CSRF token that its forms must send."""

    account_id: str
    csrf: str


def start(office: Office, account_id: str) -> Started:
    """Begin a session after a log-in; raises NotAllowed where the account is closed."""
    started = Started(new_token(), new_token())
    now = office.clocks.now()
    with office.database.write() as tx:
        row = tx.one("SELECT disabled_on FROM accounts WHERE id = :id", {"id": account_id})
        if row is None or row[0] is not None:
            raise NotAllowed("账户已停用，不能登录")
        tx.run(
            "INSERT INTO sessions (token_hash, account_id, csrf, made_at, seen_at, ends_at)"
            " VALUES (:hash, :account, :csrf, :now, :now, :ends)",
            {
                "hash": digest(started.token),
                "account": account_id,
                "csrf": started.csrf,
                "now": moment(now),
                "ends": moment(now + LONGEST),
            },
        )
    return started


def find(office: Office, token: str) -> Session | None:
    """The session of a token, None when there is none or it is over (30 minutes unused, 12 hours in all)."""
    hashed, now = digest(token), office.clocks.now()
    with office.database.read() as tx:
        row = tx.one(
            "SELECT s.account_id, s.csrf, s.seen_at, s.ends_at FROM sessions s JOIN accounts a ON a.id = s.account_id"
            " WHERE s.token_hash = :hash AND a.disabled_on IS NULL",
            {"hash": hashed},
        )
    if row is None:
        return None
    account_id, csrf, seen_at, ends_at = row
    if now >= moment_of(ends_at) or now - moment_of(seen_at) >= IDLE:
        end(office, token)
        return None
    if now - moment_of(seen_at) >= TOUCH:
        with office.database.write() as tx:
            tx.run("UPDATE sessions SET seen_at = :now WHERE token_hash = :hash", {"now": moment(now), "hash": hashed})
    return Session(account_id, csrf)


def end(office: Office, token: str) -> None:
    """End one session (退出); ending it again changes nothing."""
    with office.database.write() as tx:
        tx.run("DELETE FROM sessions WHERE token_hash = :hash", {"hash": digest(token)})


def end_all(office: Office, account_id: str, *, keep: str = "") -> None:
    """End all sessions of an account, but for the one whose token is `keep`."""
    with office.database.write() as tx:
        end_all_in(tx, account_id, keep=keep)


def end_all_in(tx: Tx, account_id: str, *, keep: str = "") -> None:
    """The same, in the caller's transaction."""
    tx.run(
        "DELETE FROM sessions WHERE account_id = :account AND token_hash <> :keep",
        {"account": account_id, "keep": digest(keep)},
    )


def forget_ended(office: Office) -> int:
    """Drop sessions that are over; a sweep calls this."""
    now = office.clocks.now()
    with office.database.write() as tx:
        changed: int = tx.changed(
            "DELETE FROM sessions WHERE ends_at <= :now OR seen_at <= :idle",
            {"now": moment(now), "idle": moment(now - IDLE)},
        )
    return changed
