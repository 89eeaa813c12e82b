"""Which administrator may open which page (三员分立), and how the others are told; what may be done there the engine decides."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import NotAllowed, Reason
from engine.office import Office
from engine.visitor import Visitor

SYSTEM_ADMINISTRATOR = "system_administrator"
SECURITY_ADMINISTRATOR = "security_administrator"
AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Desk:
    """A page of administrators with the roles that may open it."""

    href: str
    label: str
    roles: tuple[str, ...]


ACCOUNTS = Desk("/accounts", "单位和账户", (SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR))
SETTINGS = Desk("/settings", "参数", (SYSTEM_ADMINISTRATOR,))
EFFECTS = Desk("/effects", "待送出事项", (SYSTEM_ADMINISTRATOR,))
READ_LOG = Desk("/log", "留痕", (AUDITOR,))
UPKEEP = Desk("/upkeep", "运行情况", (SYSTEM_ADMINISTRATOR,))
DESKS = (ACCOUNTS, SETTINGS, EFFECTS, UPKEEP, READ_LOG)


def desks_of(who: Visitor) -> tuple[Desk, ...]:
    """The administrators' pages that this person may open."""
    return tuple(desk for desk in DESKS if who.actor.roles & set(desk.roles))


def admit(office: Office, who: Visitor, desk: Desk) -> None:
    """Raise NotAllowed, naming the role that is missing and who can grant it."""
    if who.actor.roles & set(desk.roles):
        return
    names = "或者".join(label_of(office, role) for role in desk.roles)
    missing = Reason(
        f"您今天不担任{names}",
        lifted_by=f"{label_of(office, SECURITY_ADMINISTRATOR)}，在“{ACCOUNTS.label}”里授予角色",
    )
    raise NotAllowed(f"“{desk.label}”由{names}查看和办理。", (missing,))


def label_of(office: Office, role: str) -> str:
    """A role as people know it."""
    declared = office.registry.roles.get(role)
    return declared.label if declared else role
