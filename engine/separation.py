"""Which of the three administrators may decide about whom (三员分立): by role, by jurisdiction, never about oneself.

The system administrator makes departments and accounts without roles, the security administrator grants roles,
the auditor only reads the log: three different people, so that nobody can give themselves what they want
(GB/T 22239-2019 8.1.4.2). An administrator reaches the accounts in and below the jurisdiction of the own
department. `by` is the account that decides; the system itself, at set-up and from the command line of the
machine, may do all of this.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from engine.database import Tx
from engine.errors import FieldError, InvalidForm, NotAllowed, NotFound, Reason
from engine.office import Office
from engine.permissions import ADMINISTRATORS, span
from engine.vocabulary import SYSTEM

SYSTEM_ADMINISTRATOR = "system_administrator"
SECURITY_ADMINISTRATOR = "security_administrator"
CONSOLE = "在服务器上运行carnation命令的人"


def must_hold(office: Office, tx: Tx, by: str, *roles: str) -> None:
    """Raise NotAllowed unless `by` is the system or holds one of the roles today."""
    if by == SYSTEM.code:
        return
    if not office.directory(tx).actor(by, office.technical_day()).roles & set(roles):
        raise NotAllowed(f"要由{'或'.join(role_label(office, role) for role in roles)}办理")


def must_reach(office: Office, tx: Tx, by: str, jurisdiction: str, what: str) -> None:
    """Raise NotAllowed unless the place lies in or below the jurisdiction of the administrator's department."""
    if by == SYSTEM.code:
        return
    mine = office.directory(tx).actor(by, office.technical_day()).unit
    low, high = span(mine.jurisdiction)
    if not low <= jurisdiction < high:
        raise NotAllowed(
            f"{what}属于{jurisdiction}，不在{mine.name}的辖区（{mine.jurisdiction}）内，您不能办理",
            (
                Reason(
                    "管理员只管本辖区", lifted_by=f"{jurisdiction}或其上级的管理员，或者{CONSOLE}", code="jurisdiction"
                ),
            ),
        )


def must_administer(office: Office, tx: Tx, by: str, account_id: str, *roles: str) -> None:
    """Both about an account: the role and the reach; raises NotAllowed, NotFound."""
    must_hold(office, tx, by, *roles)
    person(tx, account_id, "id")
    unit = unit_of(tx, account_id)
    must_reach(office, tx, by, unit[2], "这个账户")


def must_be_another(by: str, account_id: str, what: str) -> None:
    """Raise NotAllowed where an administrator decides about the own account."""
    if by == account_id:
        raise NotAllowed(
            f"不能{what}，请另一位管理员办理", (Reason("办理人就是本人", lifted_by="另一位管理员", code="self"),)
        )


def administrator_roles(office: Office, tx: Tx, account_id: str) -> frozenset[str]:
    """The administrator roles that an account holds today or will hold, closed or not."""
    today = office.technical_day()
    grants = office.directory(tx).grants.get(account_id, ())
    return frozenset(
        g.role
        for g in grants
        if g.role in ADMINISTRATORS and (g.ends_on is None or (g.ends_on >= today and g.ends_on >= g.begins_on))
    )


def must_leave_one(office: Office, tx: Tx, by: str, account_id: str, roles: frozenset[str], day: date) -> None:
    """Raise InvalidForm where nobody else would hold an administrator role from a day on.

    Without a security administrator nobody could grant that role again.
    """
    if by == SYSTEM.code:
        return
    directory = office.directory(tx)
    for role in sorted(roles & ADMINISTRATORS):
        if not any(
            other != account_id
            and other not in directory.disabled
            and any(g.role == role and g.held_on(day) and g.ends_on is None for g in grants)
            for other, grants in directory.grants.items()
        ):
            label = role_label(office, role)
            raise fault("account", "账户", f"这是最后一位{label}，请先让另一个人担任{label}（不定结束日期），再办理")


def role_label(office: Office, role: str) -> str:
    """A role as people know it."""
    declared = office.registry.roles.get(role)
    return declared.label if declared else role


def person(tx: Tx, account_id: str, columns: str) -> tuple[Any, ...]:
    """Columns of an account's row; raises NotFound."""
    row: tuple[Any, ...] | None = tx.one(f"SELECT {columns} FROM accounts WHERE id = :id", {"id": account_id})
    if row is None:
        raise NotFound("没有这个账户")
    return row


def unit_of(tx: Tx, account_id: str) -> tuple[str, str, str]:
    """Agency, id and jurisdiction of an account's department; raises NotFound."""
    row = tx.one(
        "SELECT u.agency, u.id, u.jurisdiction FROM accounts a JOIN units u ON u.id = a.unit_id WHERE a.id = :id",
        {"id": account_id},
    )
    if row is None:
        raise NotFound("没有这个账户")
    return row[0], row[1], row[2]


def fault(field: str, label: str, message: str) -> InvalidForm:
    """A refusal of one field."""
    return InvalidForm((FieldError(field, label, message),))
