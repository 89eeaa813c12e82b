"""Giving somebody a new password (重设密码): one system administrator for officers, two administrators for an administrator.

Whoever resets a password knows it until it is changed, and could act as its owner; alone, an administrator
could thus unite two of the three powers. Hence one asks, another confirms within a day, neither is the owner.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from engine import readlog, throttle
from engine.accounts import LOGIN_LIMIT, keep_hash, password_faults
from engine.canonical import moment, moment_of
from engine.database import Tx
from engine.directory import bump
from engine.errors import InvalidForm, NotAllowed, Reason
from engine.office import Office
from engine.passwords import hash_password
from engine.separation import (
    CONSOLE,
    SECURITY_ADMINISTRATOR,
    SYSTEM_ADMINISTRATOR,
    administrator_roles,
    fault,
    must_administer,
    must_be_another,
    person,
    role_label,
)
from engine.sessions import end_all_in
from engine.vocabulary import SYSTEM

VALID = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to reset an administrator's password that waits for a second administrator."""

    by: str
    at: datetime
    reason: str


def needs_two(office: Office, tx: Tx, account_id: str) -> bool:
    """Tell whether two administrators must reset this account's password: it holds an administrator role."""
    return bool(administrator_roles(office, tx, account_id))


def asked(office: Office, tx: Tx, account_id: str) -> Asked | None:
    """The request that waits, if it is not older than a day."""
    row = tx.one("SELECT asked_by, asked_at, reason FROM password_requests WHERE account_id = :id", {"id": account_id})
    if row is None or moment_of(row[1]) + VALID < office.clocks.now():
        return None
    return Asked(row[0], moment_of(row[1]), row[2])


def ask_reset(office: Office, account_id: str, *, by: str, reason: str) -> None:
    """Ask that an administrator's password be reset; raises NotAllowed, NotFound, InvalidForm without a reason."""
    if not reason.strip():
        raise fault("reason", "原因", "必须填写")
    with office.database.write() as tx:
        must_administer(office, tx, by, account_id, SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR)
        must_be_another(by, account_id, "申请重设自己的密码")
        if not needs_two(office, tx, account_id):
            raise fault("reason", "账户", "不是管理员的账户，由系统管理员直接重设密码")
        tx.run(
            "INSERT INTO password_requests (account_id, asked_by, asked_at, reason) VALUES (:id, :by, :at, :reason)"
            " ON CONFLICT (account_id) DO UPDATE SET asked_by = :by, asked_at = :at, reason = :reason",
            {"id": account_id, "by": by, "at": moment(office.clocks.now()), "reason": reason.strip()},
        )
        readlog.record(tx, office, by, "ask_password_reset", f"account:{account_id}", reason.strip())


def reset_password(office: Office, account_id: str, new: str, by: str, reason: str) -> None:
    """Give a password that must be changed at the next log-in; ends the sessions and any lock.

    An officer's by the system administrator; an administrator's by a second one after another has asked.
    Raises NotAllowed, NotFound, InvalidForm.
    """
    with office.database.read() as tx:
        _must_reset(office, tx, by, account_id)
        (login,) = person(tx, account_id, "login")
    faults = password_faults(new, login)
    if faults:
        raise InvalidForm(tuple(faults))
    hashed = hash_password(new, office.installation.password_memory_kib)
    by_login = throttle.Key("login", login, LOGIN_LIMIT)
    with office.database.write() as tx:
        _must_reset(office, tx, by, account_id)
        keep_hash(tx, account_id, hashed)
        tx.run("UPDATE accounts SET password_expired = :yes WHERE id = :id", {"yes": True, "id": account_id})
        tx.run("DELETE FROM password_requests WHERE account_id = :id", {"id": account_id})
        throttle.succeeded(office, tx, by_login, by_login)
        end_all_in(tx, account_id)
        readlog.record(tx, office, by, "reset_password", f"account:{account_id}", reason)
        bump(tx)


def _must_reset(office: Office, tx: Tx, by: str, account_id: str) -> None:
    if by == SYSTEM.code:
        return
    if not needs_two(office, tx, account_id):
        must_administer(office, tx, by, account_id, SYSTEM_ADMINISTRATOR)
        return
    must_administer(office, tx, by, account_id, SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR)
    must_be_another(by, account_id, "重设自己的密码")
    waiting = asked(office, tx, account_id)
    if waiting is None or waiting.by == by:
        roles = "、".join(role_label(office, role) for role in sorted(administrator_roles(office, tx, account_id)))
        raise NotAllowed(
            f"这是{roles}的账户，重设密码要由两位管理员办理：一位申请，另一位在一天内确认",
            (
                Reason(
                    "还没有另一位管理员的申请" if waiting is None else "申请人自己不能确认",
                    lifted_by=f"另一位系统管理员或安全管理员；没有另一位的，{CONSOLE}",
                    code="second",
                ),
            ),
        )
