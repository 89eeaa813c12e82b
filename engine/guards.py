"""Preconditions of a step: small named functions that return None or the reason, in Chinese.

A guard declares what it reads and cannot read anything else, so that the model checker sees all that
guards see. What a form says may be read too; for the model checker such a guard can go either way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from engine.calendar import Calendar
from engine.counting import Length
from engine.errors import DeclarationError, Reason, SettingMissing
from engine.form import Form
from engine.law import Basis
from engine.terms import Clock
from engine.vocabulary import Fact, Role

if TYPE_CHECKING:
    from engine.casetype import Step

F_contra = TypeVar("F_contra", bound=Form, contravariant=True)


@dataclass(frozen=True, slots=True)
class FormField:
    """Permission to read one field of the step's form."""

    name: str


@dataclass(frozen=True, slots=True)
class Tally:
    """A running count and sum over a case's lines (合计): what guards may know of many lines.

    Where `counts` is what its lines are (人), only their number means something, and their amounts are nought.
    """

    code: str
    label: str
    counts: str = ""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A setting (参数) that holds an amount in yuan, such as the hearing threshold."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Option:
    """A setting (参数) that holds a word, such as which organ orders payment."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often in a year steps that count it were taken about the same organisation (年度频次)."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Assigned:
    """Permission to look at who is assigned to the case (承办人员)."""


ASSIGNED = Assigned()


@dataclass(frozen=True, slots=True)
class Cards:
    """Permission to look at the enforcement cards (执法证) of the officers named in the form."""


@dataclass(frozen=True, slots=True)
class DaysWorked:
    """Permission to look at the legal calendar (法定日历) of the case's jurisdiction."""


@dataclass(frozen=True, slots=True)
class Staff:
    """Permission to look at who of the case's department holds which role, and who keeps away from the case."""


CARDS = Cards()
CALENDAR = DaysWorked()
STAFF = Staff()
Readable = Fact | Clock | Tally | Threshold | Option | Frequency | FormField | Assigned | Cards | DaysWorked | Staff


class Facts(Protocol):
    """The part of a loaded case that guards can look at."""

    def open_fact(self, fact: Fact) -> bool:
        """Tell whether the fact holds now."""

    def clock_state(self, clock: Clock) -> str:
        """Say none, running or expired."""

    def clock_due(self, clock: Clock) -> date | None:
        """The last day of an open term."""

    def tally(self, tally: Tally) -> tuple[int, Decimal]:
        """Count and sum in yuan."""

    def option(self, option: Option) -> str:
        """The word that the office has set; raises SettingMissing."""

    def frequency(self, frequency: Frequency) -> int:
        """How often this year, about the case's organisation."""

    def is_assigned(self, officer: str) -> bool:
        """Tell whether the officer is assigned to the case."""

    def latest_before(self, day: date, length: Length) -> date:
        """The last day on which a whole term still lies before a day."""

    def threshold(self, threshold: Threshold) -> Decimal:
        """The amount that the office has set; raises SettingMissing."""

    def officer_card_valid(self, officer: str) -> bool:
        """Tell whether the officer holds an enforcement card that is valid today."""

    def holds_role(self, officer: str, role: Role) -> bool:
        """Tell whether the officer holds a role today, in the department that handles the case."""

    def is_recused(self, officer: str) -> bool:
        """Tell whether the officer keeps away from the case."""

    @property
    def day(self) -> date:
        """The legal day."""

    @property
    def calendar(self) -> Calendar:
        """The legal calendar of the case's jurisdiction."""


class Look:
    """What one guard may see of a case: only what it declared."""

    __slots__ = ("_facts", "_form", "_reads", "_where")

    def __init__(self, facts: Facts, form: Form | None, reads: tuple[Readable, ...], where: str) -> None:
        self._facts = facts
        self._form = form
        self._reads = reads
        self._where = where

    def _declared(self, what: Readable) -> None:
        if what not in self._reads:
            raise DeclarationError(f"the guard {self._where} reads {what!r} without declaring it")

    def holds(self, fact: Fact) -> bool:
        """Tell whether a fact holds now."""
        self._declared(fact)
        return self._facts.open_fact(fact)

    def running(self, clock: Clock) -> bool:
        """Tell whether a term is open and not over."""
        self._declared(clock)
        return self._facts.clock_state(clock) == "running"

    def expired(self, clock: Clock) -> bool:
        """Tell whether a term is open and over."""
        self._declared(clock)
        return self._facts.clock_state(clock) == "expired"

    def due(self, clock: Clock) -> date | None:
        """The last day of an open term, to compare a day of the form with."""
        self._declared(clock)
        return self._facts.clock_due(clock)

    def option(self, option: Option) -> str:
        """A word the office has set; raises SettingMissing."""
        self._declared(option)
        return self._facts.option(option)

    def frequency(self, frequency: Frequency) -> int:
        """How often this year, about the case's organisation."""
        self._declared(frequency)
        return self._facts.frequency(frequency)

    def assigned(self, officer: str) -> bool:
        """Tell whether an officer is assigned to the case."""
        self._declared(ASSIGNED)
        return self._facts.is_assigned(officer)

    def latest_before(self, day: date, length: Length) -> date:
        """The last day on which a whole term still lies before a day that the form names."""
        return self._facts.latest_before(day, length)

    def count(self, tally: Tally) -> int:
        """The number of lines in a tally."""
        self._declared(tally)
        return self._facts.tally(tally)[0]

    def total(self, tally: Tally) -> Decimal:
        """The sum of a tally in yuan."""
        self._declared(tally)
        return self._facts.tally(tally)[1]

    def threshold(self, threshold: Threshold) -> Decimal:
        """An amount the office has set, in yuan; raises SettingMissing."""
        self._declared(threshold)
        return self._facts.threshold(threshold)

    def answer(self, name: str) -> Any:
        """One answer of the form that is being submitted."""
        self._declared(FormField(name))
        return getattr(self._form, name)

    @property
    def day(self) -> date:
        """The legal day, to compare an answer of the form with."""
        return self._facts.day

    @property
    def calendar(self) -> Calendar:
        """The legal calendar of the case's jurisdiction, to count from an answer of the form."""
        self._declared(CALENDAR)
        return self._facts.calendar

    def card_valid(self, officer: str) -> bool:
        """Tell whether an officer's enforcement card is valid today."""
        self._declared(CARDS)
        return self._facts.officer_card_valid(officer)

    def holds_role(self, officer: str, role: Role) -> bool:
        """Tell whether an officer holds a role today, in the department that handles the case."""
        self._declared(STAFF)
        return self._facts.holds_role(officer, role)

    def recused(self, officer: str) -> bool:
        """Tell whether an officer keeps away from the case."""
        self._declared(STAFF)
        return self._facts.is_recused(officer)


@dataclass(frozen=True, slots=True)
class Guard(Generic[F_contra]):
    """A named precondition (办理条件)."""

    name: str
    label: str
    test: Callable[[Look], str | None]
    reads: tuple[Readable, ...]
    under: Basis | None = None
    lifted_by: str = ""
    needs: Fact | None = None
    excludes: Fact | None = None

    @property
    def reads_form(self) -> bool:
        """Tell whether it can only be answered once the form is filled in."""
        return any(isinstance(r, FormField | Cards | Assigned | Staff) for r in self.reads)

    def check(self, facts: Facts, form: Form | None) -> Reason | None:
        """None when met, else the reason with its article and who can lift it."""
        try:
            text = self.test(Look(facts, form, self.reads, self.name))
        except SettingMissing as missing:
            return Reason(missing.detail, self.under.label if self.under else "", "系统管理员设置参数", self.name)
        if text is None:
            return None
        return Reason(text, self.under.label if self.under else "", self.lifted_by, self.name)


def guard(
    label: str, *, reads: Iterable[Readable], under: Basis | None = None, lifted_by: str = ""
) -> Callable[[Callable[[Look], str | None]], Guard[Any]]:
    """Declare a function as a guard; `label` is the condition as the describe table shows it."""

    def wrap(test: Callable[[Look], str | None]) -> Guard[Any]:
        return Guard(test.__name__, label, test, tuple(reads), under, lifted_by)

    return wrap


def recorded(fact: Fact, *, under: Basis | None = None, lifted_by: str = "") -> Guard[Any]:
    """The fact must hold."""

    def test(look: Look) -> str | None:
        return None if look.holds(fact) else f"还没有“{fact.label}”的记录"

    return Guard(f"recorded_{fact.code}", f"已有“{fact.label}”", test, (fact,), under, lifted_by, fact)


def not_recorded(fact: Fact, reason: str, *, under: Basis | None = None, lifted_by: str = "") -> Guard[Any]:
    """The fact must not hold; `reason` says why it stands in the way."""

    def test(look: Look) -> str | None:
        return reason if look.holds(fact) else None

    return Guard(f"not_recorded_{fact.code}", f"没有“{fact.label}”", test, (fact,), under, lifted_by, excludes=fact)


def term_over(clock: Clock, *, under: Basis | None = None) -> Guard[Any]:
    """The term must be over."""

    def test(look: Look) -> str | None:
        return None if look.expired(clock) else f"“{clock.label}”还没有届满"

    return Guard(
        f"term_over_{clock.code}",
        f"“{clock.label}”已届满",
        test,
        (clock,),
        under or clock.under,
        "等待期限届满",
    )


def unless(field: str, condition: Guard[Any]) -> Guard[Any]:
    """The condition must hold, unless the form answers yes to a field."""

    def test(look: Look) -> str | None:
        return None if look.answer(field) else condition.test(look)

    reads = (FormField(field), *condition.reads)
    return Guard(f"{condition.name}_unless_{field}", condition.label, test, reads, condition.under, condition.lifted_by)


def person_of(step: Step[Any]) -> str:
    """The sentence with which a second person is demanded."""
    return f"办理人不得与“{step.label}”的办理人为同一人"
