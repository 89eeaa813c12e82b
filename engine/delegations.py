"""Standing in for somebody absent (代理): from day to day, inside one department, in the event for all to see.

Who stands in acts in every case role that the absent person holds on the day, and in no administrator's; what
was delegated is not delegated further. Made by the absent person or by a head of the department.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from engine import readlog
from engine.actors import Actor, Officer
from engine.canonical import moment, moment_of
from engine.database import Tx
from engine.directory import Delegation, bump
from engine.errors import FieldError, InvalidForm, NotAllowed, NotFound, Reason
from engine.office import Office
from engine.permissions import ADMINISTRATORS
from engine.separation import person


@dataclass(frozen=True, slots=True)
class StandingIn:
    """A delegation with the names that people know; `running` on the technical day, `ended` before it."""

    delegation: Delegation
    absent: Officer
    delegate: Officer
    reason: str
    made_by: str
    made_at: datetime
    running: bool
    ended: bool


def delegate(
    office: Office, account_id: str, to: str, begins_on: date, ends_on: date, *, by: str, reason: str = ""
) -> None:
    """Let somebody stand in for another; raises NotAllowed, NotFound, InvalidForm naming every wrong field."""
    with office.database.write() as tx:
        (name,) = person(tx, account_id, "name")
        _must_decide(office, tx, by, account_id)
        faults = _faults(office, tx, account_id, to, begins_on, ends_on)
        if not reason.strip():
            faults.append(FieldError("reason", "原因", "必须填写"))
        if faults:
            raise InvalidForm(tuple(faults))
        if not office.directory(tx).actor(account_id, begins_on).roles - ADMINISTRATORS:
            raise InvalidForm((FieldError("account_id", "委托人", f"{name}在{begins_on}没有办案的角色，不用委托"),))
        tx.run(
            "INSERT INTO delegations (account_id, delegate_id, begins_on, ends_on, reason, made_by, made_at)"
            " VALUES (:absent, :to, :begins, :ends, :reason, :by, :at)",
            {
                "absent": account_id,
                "to": to,
                "begins": begins_on.isoformat(),
                "ends": ends_on.isoformat(),
                "reason": reason.strip(),
                "by": by,
                "at": moment(office.clocks.now()),
            },
        )
        subject = f"account:{account_id} to:{to} from:{begins_on.isoformat()} until:{ends_on.isoformat()}"
        readlog.record(tx, office, by, "delegate", subject, reason.strip())
        bump(tx)


def end_delegation(office: Office, number: int, *, by: str) -> None:
    """End a delegation today: it no longer counts. Raises NotAllowed, NotFound."""
    with office.database.write() as tx:
        found = next((d for d in office.directory(tx).delegations if d.id == number), None)
        today = office.technical_day()
        if found is None or found.ends_on < today:
            raise NotFound("没有这个委托，或者已经到期")
        _must_decide(office, tx, by, found.account_id)
        tx.run(
            "UPDATE delegations SET ends_on = :day WHERE id = :id",
            {"day": (today - timedelta(days=1)).isoformat(), "id": number},
        )
        subject = f"account:{found.account_id} to:{found.delegate_id}"
        readlog.record(tx, office, by, "end_delegation", subject)
        bump(tx)


def may_decide(office: Office, actor: Actor, account_id: str) -> bool:
    """Tell whether the actor may delegate for a person: for oneself, or as a head of the same department."""
    directory = office.current_directory()
    officer = directory.officers.get(account_id)
    if officer is None:
        return False
    return actor.id == account_id or (officer.unit_id == actor.unit.id and bool(actor.roles & office.leading_roles))


def delegations_of(office: Office, tx: Tx, units: frozenset[str]) -> list[StandingIn]:
    """The delegations inside some departments, the running ones first, then the newest."""
    directory = office.directory(tx)
    today = office.technical_day()
    officers = directory.officers
    rows = {row[0]: row[1:] for row in tx.all("SELECT id, reason, made_by, made_at FROM delegations ORDER BY id", {})}
    found = []
    for each in directory.delegations:
        if officers[each.account_id].unit_id not in units:
            continue
        reason, made_by, made_at = rows[each.id]
        found.append(
            StandingIn(
                each,
                officers[each.account_id],
                officers[each.delegate_id],
                reason,
                officers[made_by].name if made_by in officers else made_by,
                moment_of(made_at),
                each.runs_on(today),
                each.ends_on < today,
            )
        )
    return sorted(found, key=lambda one: (not one.running, one.ended, -one.delegation.id))


def _must_decide(office: Office, tx: Tx, by: str, account_id: str) -> None:
    directory = office.directory(tx)
    actor = directory.actor(by, office.technical_day())
    officer = directory.officers[account_id]
    if by == account_id:
        return
    if officer.unit_id != actor.unit.id or not actor.roles & office.leading_roles:
        raise NotAllowed(
            f"不能替{officer.name}委托别人代办",
            (Reason("委托由本人或者本单位的负责人决定", lifted_by=f"{officer.name}或者本单位的负责人", code="role"),),
        )


def _faults(office: Office, tx: Tx, account_id: str, to: str, begins_on: date, ends_on: date) -> list[FieldError]:
    directory = office.directory(tx)
    officers, today = directory.officers, office.technical_day()
    faults = []
    if to not in officers or to in directory.disabled or officers[to].unit_id != officers[account_id].unit_id:
        faults.append(FieldError("to", "代理人", "请从本单位的人员中选一个"))
    elif to == account_id:
        faults.append(FieldError("to", "代理人", "不能委托给委托人自己"))
    if begins_on < today:
        faults.append(FieldError("begins_on", "开始日期", "不能早于今天，代理不追溯"))
    if ends_on < begins_on:
        faults.append(FieldError("ends_on", "结束日期", "不能早于开始日期"))
    elif any(
        d.account_id == account_id and d.delegate_id == to and d.begins_on <= ends_on and begins_on <= d.ends_on
        for d in directory.delegations
    ):
        faults.append(FieldError("to", "代理人", "这段时间已经委托给这个人"))
    return faults
