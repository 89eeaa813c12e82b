"""The labelled values that every case type shares: agencies, roles, facts and stages.

Agencies, roles and facts are open sets of frozen values that any module may add; only a case type's
stages are an enumeration, because only they are closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Agency:
    """A kind of organisation that handles cases (机关), such as the tax bureau (税务局)."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Role:
    """What a person may act as (角色) inside one kind of agency, such as lead inspector (主办监察员)."""

    code: str
    label: str
    agency: Agency | None = None
    assigned: bool = False
    """Once officers are assigned to a case, only they act in this role; until then every holder does."""
    supervises: bool = False
    """Holders read all cases of their agency in and below their jurisdiction."""
    heads: bool = False
    """Holders stand over the people of their own department, and see its overview; they read no other's cases."""
    outside: bool = False
    """Nobody assigned to the case acts in this role: who judges is not who investigated."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened and is proven (事实), with a begin, perhaps an end, and its evidence.

    Overlays such as a running correction order or a pending remedy are facts too, never stages.
    """

    code: str
    label: str


SYSTEM = Role("system", "系统")
"""Acts that no person takes: answers of another organisation that arrive, papers that were rendered."""


class Stage(Enum):
    """Where a case stands (阶段). A member is its Chinese label, plain words for the worker, finality, and the
    phase (环节) that a long procedure draws its stages together into.
    """

    label: str
    plain: str
    final: bool
    phase: str

    def __init__(self, label: str, plain: str = "", final: bool = False, phase: str = "") -> None:
        self.label = label
        self.plain = plain or label
        self.final = final
        self.phase = phase

    @property
    def code(self) -> str:
        """The stage's name in code, rows and URLs."""
        return self.name.lower()
