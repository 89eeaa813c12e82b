"""Who acts: a person in a department with the roles held today, or the system itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.vocabulary import SYSTEM


@dataclass(frozen=True, slots=True)
class UnitRef:
    """A department as decisions see it (单位)."""

    id: str
    agency: str
    name: str
    short_name: str
    jurisdiction: str
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Officer:
    """A person as cases and papers name them (经办人): name, enforcement card and how long it is valid."""

    id: str
    name: str
    unit_id: str
    post: str = ""
    card_number: str = ""
    card_valid_to: date | None = None

    def card_valid_on(self, day: date) -> bool:
        """Tell whether the enforcement card is valid on the day (its last day included)."""
        return bool(self.card_number) and self.card_valid_to is not None and day <= self.card_valid_to


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is asking: identity, department, and the codes of the roles held today."""

    id: str
    name: str
    unit: UnitRef
    roles: frozenset[str]
    stand_ins: tuple[Actor, ...] = ()
    """Those absent for whom this person stands in today (代理), each with the own roles; never passed on."""

    @property
    def acting_roles(self) -> frozenset[str]:
        """The roles in which this person can act on cases today, the own ones and those of the absent."""
        return self.roles.union(*(one.roles for one in self.stand_ins))

    @property
    def is_system(self) -> bool:
        """Tell whether no person acts."""
        return self.id == SYSTEM.code


def system_actor(unit: UnitRef) -> Actor:
    """The system acting in a department's name."""
    return Actor(SYSTEM.code, SYSTEM.label, unit, frozenset({SYSTEM.code}))
