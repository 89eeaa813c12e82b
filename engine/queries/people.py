"""Departments and their people (单位和人员), for the administrator's list."""

from __future__ import annotations

from dataclasses import dataclass

from engine.actors import Officer, UnitRef
from engine.database import Tx
from engine.directory import Grant
from engine.office import Office


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


def people(office: Office, tx: Tx) -> list[Department]:
    """Every department and account of the installation; the caller has asked for the administrator's role."""
    directory = office.directory(tx)
    day = office.technical_day()
    roles = office.registry.roles
    found = []
    for unit in directory.units.values():
        members = [o for o in directory.officers.values() if o.unit_id == unit.id]
        found.append(
            Department(
                unit,
                tuple(
                    Person(
                        officer,
                        officer.id in directory.disabled,
                        tuple(
                            (roles[g.role].label if g.role in roles else g.role, g, g.held_on(day))
                            for g in sorted(
                                directory.grants.get(officer.id, ()), key=lambda g: (not g.held_on(day), g.role)
                            )
                        ),
                    )
                    for officer in members
                ),
            )
        )
    return found
