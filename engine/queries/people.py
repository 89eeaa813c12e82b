"""Departments and their people (单位和人员), for the administrator's list."""

from __future__ import annotations

from dataclasses import dataclass

from engine.actors import Actor, Officer, UnitRef
from engine.database import Tx
from engine.directory import Grant
from engine.errors import NotFound
from engine.office import Office
from engine.permissions import span


@dataclass(frozen=True, slots=True)
class Person:
    """An account with its grants, those of today first."""

    officer: Officer
    closed: bool
    roles: tuple[tuple[str, Grant, bool], ...]


@dataclass(frozen=True, slots=True)
class Department:
    """A department with its people."""

    unit: UnitRef
    people: tuple[Person, ...]


def people(office: Office, tx: Tx, actor: Actor) -> list[Department]:
    """The departments in and below the actor's jurisdiction; the caller has asked for the administrator's role."""
    directory = office.directory(tx)
    low, high = span(actor.unit.jurisdiction)
    units = [unit for unit in directory.units.values() if low <= unit.jurisdiction < high]
    members: dict[str, list[Person]] = {unit.id: [] for unit in units}
    for officer in directory.officers.values():
        if officer.unit_id in members:
            members[officer.unit_id].append(_person(office, tx, officer))
    return [Department(unit, tuple(members[unit.id])) for unit in units]


def department_of(office: Office, tx: Tx, account_id: str) -> Department:
    """One account, with its department, as a department of one; raises NotFound."""
    directory = office.directory(tx)
    officer = directory.officers.get(account_id)
    if officer is None:
        raise NotFound("没有这个账户")
    return Department(directory.units[officer.unit_id], (_person(office, tx, officer),))


def _person(office: Office, tx: Tx, officer: Officer) -> Person:
    directory = office.directory(tx)
    day = office.technical_day()
    roles = office.registry.roles
    grants = sorted(directory.grants.get(officer.id, ()), key=lambda g: (not g.held_on(day), g.role, g.begins_on))
    return Person(
        officer,
        officer.id in directory.disabled,
        tuple(
            (roles[g.role].label if g.role in roles else g.role, g, g.held_on(day))
            for g in grants
            if g.ends_on is None or g.begins_on <= g.ends_on  # a role that was ended before it began
        ),
    )
