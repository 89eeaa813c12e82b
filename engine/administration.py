"""What administrators and heads decide about people and settings: roles with dates, closing, values, recusals.

Who of the three administrators may decide what is in `engine.separation`; `by` is the account that decides.
"""

from __future__ import annotations

from datetime import date, timedelta

from engine import readlog, store
from engine.canonical import moment
from engine.database import Tx
from engine.directory import bump
from engine.errors import NotAllowed, NotFound
from engine.office import Office
from engine.permissions import ADMINISTRATORS
from engine.separation import (
    SECURITY_ADMINISTRATOR,
    SYSTEM_ADMINISTRATOR,
    administrator_roles,
    fault,
    must_administer,
    must_be_another,
    must_hold,
    must_leave_one,
    must_reach,
    person,
    unit_of,
)
from engine.sessions import end_all_in
from engine.vocabulary import SYSTEM


def grant_role(
    office: Office,
    account_id: str,
    role: str,
    begins_on: date,
    ends_on: date | None = None,
    *,
    by: str,
    reason: str = "",
) -> None:
    """Give a role from one day to another, both included; raises InvalidForm, NotAllowed.

    Nobody grants themselves a role, and nobody may hold two of the three administrator roles on the same day.
    """
    with office.database.write() as tx:
        must_administer(office, tx, by, account_id, SECURITY_ADMINISTRATOR)
        must_be_another(by, account_id, "给自己授予角色")
        add_grant(office, tx, account_id, role, begins_on, ends_on, by, reason)
        bump(tx)


def add_grant(
    office: Office,
    tx: Tx,
    account_id: str,
    role: str,
    begins_on: date,
    ends_on: date | None,
    by: str,
    reason: str = "",
) -> None:
    """The same in the caller's transaction, which must `bump` the directory."""
    declared = office.registry.roles.get(role)
    if declared is None or role == SYSTEM.code:
        raise fault("roles", "角色", f"没有“{role}”这个角色")
    if ends_on is not None and ends_on < begins_on:
        raise fault("ends_on", "结束日期", "不能早于开始日期")
    agency, _, _ = unit_of(tx, account_id)
    if declared.agency is not None and declared.agency.code != agency:
        raise fault("roles", "角色", f"“{declared.label}”只能由{declared.agency.label}的人员担任")
    rows = tx.all(
        "SELECT role, begins_on, ends_on FROM role_grants WHERE account_id = :id AND (ends_on IS NULL OR"
        " ends_on >= :begins) AND (:ends = '' OR begins_on <= :ends) AND (ends_on IS NULL OR ends_on >= begins_on)",
        {"id": account_id, "begins": begins_on.isoformat(), "ends": ends_on.isoformat() if ends_on else ""},
    )
    held = {row[0] for row in rows}
    if role in held:
        raise fault("roles", "角色", f"这段时间已经是“{declared.label}”")
    if role in ADMINISTRATORS and held & ADMINISTRATORS:
        other = office.registry.roles[min(held & ADMINISTRATORS)].label
        raise fault("roles", "角色", f"已经是{other}，不能同时担任{declared.label}；三员必须由不同的人担任")
    tx.run(
        "INSERT INTO role_grants (account_id, role, begins_on, ends_on) VALUES (:id, :role, :begins, :ends)",
        {
            "id": account_id,
            "role": role,
            "begins": begins_on.isoformat(),
            "ends": ends_on.isoformat() if ends_on else None,
        },
    )
    readlog.record(tx, office, by, "grant_role", f"account:{account_id} role:{role}", reason)


def end_role(office: Office, account_id: str, role: str, ends_on: date, *, by: str, reason: str = "") -> None:
    """End a role; it is still held on `ends_on`. Raises NotFound where it is not held then or later."""
    with office.database.write() as tx:
        must_administer(office, tx, by, account_id, SECURITY_ADMINISTRATOR)
        must_leave_one(office, tx, by, account_id, frozenset({role}), ends_on + timedelta(days=1))
        changed = tx.changed(
            "UPDATE role_grants SET ends_on = :day WHERE account_id = :id AND role = :role"
            " AND (ends_on IS NULL OR ends_on > :day)",
            {"day": ends_on.isoformat(), "id": account_id, "role": role},
        )
        if not changed:
            raise NotFound("这个人在这一天没有担任这个角色")
        readlog.record(tx, office, by, "end_role", f"account:{account_id} role:{role}", reason)
        bump(tx)


def disable_account(office: Office, account_id: str, *, by: str, reason: str = "") -> None:
    """Close an account at once (停用) and end its sessions; what the person did stays on record."""
    with office.database.write() as tx:
        must_administer(office, tx, by, account_id, SECURITY_ADMINISTRATOR, SYSTEM_ADMINISTRATOR)
        must_be_another(by, account_id, "停用自己的账户")
        roles = administrator_roles(office, tx, account_id)
        must_leave_one(office, tx, by, account_id, roles, office.technical_day())
        tx.run(
            "UPDATE accounts SET disabled_on = :day WHERE id = :id AND disabled_on IS NULL",
            {"day": office.technical_day().isoformat(), "id": account_id},
        )
        end_all_in(tx, account_id)
        readlog.record(tx, office, by, "disable_account", f"account:{account_id}", reason)
        bump(tx)


def enable_account(office: Office, account_id: str, *, by: str, reason: str = "") -> None:
    """Open a closed account again (启用)."""
    with office.database.write() as tx:
        must_administer(office, tx, by, account_id, SECURITY_ADMINISTRATOR)
        tx.run("UPDATE accounts SET disabled_on = NULL WHERE id = :id", {"id": account_id})
        readlog.record(tx, office, by, "enable_account", f"account:{account_id}", reason)
        bump(tx)


def set_setting(
    office: Office, jurisdiction: str, code: str, value: str, reason: str, begins_on: date, by: str
) -> None:
    """Set a value that the law leaves to the office, from a day on, with its reason; earlier values stay."""
    setting = office.registry.settings.get(code)
    if setting is None:
        raise NotFound(f"没有“{code}”这项参数")
    if not value.strip():
        raise fault("value", setting.label, "不能为空")
    if wrong := setting.fault(value.strip()):
        raise fault("value", setting.label, wrong)
    if not reason.strip():
        raise fault("reason", "依据", "请写明依据的文件或者决定")
    with office.database.write() as tx:
        must_hold(office, tx, by, SYSTEM_ADMINISTRATOR)
        must_reach(office, tx, by, jurisdiction, "这项参数")
        tx.run(
            "INSERT INTO settings (jurisdiction, code, begins_on, value, reason, set_by, set_at)"
            " VALUES (:place, :code, :day, :value, :reason, :by, :at) ON CONFLICT (jurisdiction, code, begins_on)"
            " DO UPDATE SET value = :value, reason = :reason, set_by = :by, set_at = :at",
            {
                "place": jurisdiction,
                "code": code,
                "day": begins_on.isoformat(),
                "value": value.strip(),
                "reason": reason.strip(),
                "by": by,
                "at": moment(office.clocks.now()),
            },
        )
        subject = f"setting:{code} place:{jurisdiction} from:{begins_on.isoformat()} value:{value.strip()}"
        readlog.record(tx, office, by, "set_setting", subject, reason.strip())
        bump(tx)


def recuse(office: Office, case_id: str, account_id: str, reason: str, by: str) -> None:
    """Keep a person away from a case (回避): a note in its chain and a row, in one transaction.

    Decided by a head of the department that handles the case, or declared by the person. Again: no change.
    Raises NotAllowed, NotFound, InvalidForm without a reason.
    """
    if not reason.strip():
        raise fault("reason", "回避理由", "不能为空")
    with office.database.write() as tx:
        header = store.load(tx, office.database, case_id, lock=True)
        if header is None:
            raise NotFound("没有找到这个案件，或者您无权查看")
        (name,) = person(tx, account_id, "name")
        _must_head(office, tx, by, account_id, header.unit_id)
        recused = header.state.get("recused", [])
        if account_id in recused:
            return
        store.note(
            tx,
            header,
            "recuse",
            f"{name}回避",
            {"recused": sorted({*recused, account_id})},
            office.clocks.now(),
            day=office.clocks.today(),
            actor_id=by,
            extra={"account": account_id, "reason": reason.strip()},
        )
        tx.run(
            "INSERT INTO recusals (account_id, case_id, reason, since) VALUES (:account, :case, :reason, :since)",
            {
                "account": account_id,
                "case": case_id,
                "reason": reason.strip(),
                "since": office.clocks.today().isoformat(),
            },
        )
        readlog.record(tx, office, by, "recuse", f"account:{account_id} case:{case_id}", reason.strip())
        bump(tx)


def _must_head(office: Office, tx: Tx, by: str, account_id: str, unit_id: str) -> None:
    if by in {SYSTEM.code, account_id}:
        return
    actor = office.directory(tx).actor(by, office.technical_day())
    if actor.unit.id != unit_id or not actor.roles & office.leading_roles:
        raise NotAllowed("回避由承办单位的负责人决定，或者由本人提出")
