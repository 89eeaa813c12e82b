"""What a statutory term (法定期限) is: trigger, length as its statute means it, extension, pause and expiry.

Knows no case type: `within` and `clock` make the term of a step or a clock of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.casetype import Step
from engine.computation import Direction, Length
from engine.errors import DeclarationError
from engine.law import Basis, Citation
from engine.statute_units import TermReading, read_term
from engine.terms import Clock, Expiry, Extension, Term
from engine.view import CaseView
from engine.vocabulary import Fact


@dataclass(frozen=True, slots=True)
class StatutoryTerm:
    """A term of the law, with everything that the clock and its reader need.

    `written` is the length as the law writes it, empty where it sets none; `reading` says what its unit rests
    on. `consequence` tells in words what its end means. Counted back from its event where `direction` says so.
    """

    code: str
    trigger: str
    duty: str
    written: str
    under: Basis
    on_expiry: Expiry
    consequence: str
    reading: TermReading | None
    extension: Extension | None = None
    pause: str = ""
    direction: Direction = Direction.AFTER

    @property
    def length(self) -> Length | None:
        """How long it is; None where the law sets no number, or a paper sets the day."""
        return self.reading.length if self.reading else None

    @property
    def grade(self) -> str:
        """The weaker evidence of the two that it rests on: the term's own, and its unit's."""
        found = [self.under.grade.value, self.reading.grade if self.reading else "L"]
        return max(found, key=("L", "P2", "P1", "D", "U").index)

    def within(self, *, after: Step[Any] | Fact) -> Term:
        """The term for taking a step, from another step or fact on."""
        return Term(self._certain(), after, self.under, self.on_expiry, self.extension)

    def clock(
        self,
        label: str,
        *,
        after: Step[Any] | Fact,
        owed_by: str = "",
        until: Callable[[CaseView], date] | None = None,
        on_expiry: Expiry | None = None,
    ) -> Clock:
        """A clock of its own; `until` where a paper of the case sets its last day.

        `on_expiry` where the office itself owes it: what it may lose or have presumed against it, it is reminded of.
        """
        length = self._certain() if until is None else None
        return Clock(
            label,
            after=after,
            under=self.under,
            length=length,
            until=until,
            on_expiry=on_expiry or self.on_expiry,
            owed_by=owed_by,
            extension=self.extension if length else None,
        )

    def _certain(self) -> Length:
        if self.length is None:
            raise DeclarationError(f"{self.code}: the law sets no length; give the day that a paper sets (until=)")
        if self.direction is Direction.BEFORE:
            raise DeclarationError(f"{self.code} is counted back from its event; check it by a guard")
        return self.length


def statutory(
    code: str,
    trigger: str,
    duty: str,
    written: str,
    under: Basis,
    on_expiry: Expiry,
    consequence: str,
    *,
    extension: Extension | None = None,
    pause: str = "",
    direction: Direction = Direction.AFTER,
) -> StatutoryTerm:
    """Declare a term; a bare “日” is read by the rule of its statute, and refused where that is not on file."""
    law = under.law.code if isinstance(under, Citation) else ""
    reading = read_term(law, written) if written else None
    return StatutoryTerm(
        code, trigger, duty, written, under, on_expiry, consequence, reading, extension, pause, direction
    )


def by_code(terms: tuple[StatutoryTerm, ...]) -> dict[str, StatutoryTerm]:
    """The terms by their code; raises DeclarationError where a code is used twice."""
    found = {term.code: term for term in terms}
    if len(found) != len(terms):
        raise DeclarationError("a term's code is used twice")
    return found
