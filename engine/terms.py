"""How a case type declares its terms: how long, from what on, under which law, and what happens at the end.

There is no bare `days()`: the statutes count differently, so a declaration must say which kind it means.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from engine.counting import Length, Unit
from engine.form import Form
from engine.law import Basis
from engine.vocabulary import Fact, Role

if TYPE_CHECKING:
    from engine.casetype import Step
    from engine.view import CaseView

F = TypeVar("F", bound=Form)


class Expiry(StrEnum):
    """What the end of a term means (届满后果). None of them decides against a party by itself."""

    WARN = "warn"
    RIGHT_LOST = "right_lost"
    DEEMED = "deemed"
    BLOCK = "block"
    OPEN_NEXT = "open_next"

    @property
    def label(self) -> str:
        """The consequence in words."""
        return EXPIRY_LABELS[self]


EXPIRY_LABELS = {
    Expiry.WARN: "超期预警，案件不失效",
    Expiry.RIGHT_LOST: "逾期不再享有该权利",
    Expiry.DEEMED: "视为完成",
    Expiry.BLOCK: "逾期不得办理",
    Expiry.OPEN_NEXT: "可以办理下一步",
}


@dataclass(frozen=True, slots=True)
class Extension:
    """How a term may be made longer (延长): by what, on which ground, approved by whom, how often.

    `length` None: the law sets none, so the approval does. `times` None: the law states no limit.
    """

    length: Length | None
    approver: Role
    ground: str
    under: Basis
    times: int | None = 1


@dataclass(frozen=True, slots=True)
class Term:
    """A statutory term (期限) for taking the step that declares it, from another step or fact on."""

    length: Length
    after: Step[Any] | Fact
    under: Basis | None = None
    on_expiry: Expiry = Expiry.WARN
    extension: Extension | None = None


class Clock:
    """A term of its own (期限), opened by a step or fact and read by guards: correction, defence, performance.

    Its end is a length counted from the trigger, or a date that a form of the case sets.
    """

    def __init__(
        self,
        label: str,
        *,
        after: Step[Any] | Fact,
        under: Basis,
        length: Length | None = None,
        until: Callable[[CaseView], date] | None = None,
        on_expiry: Expiry = Expiry.OPEN_NEXT,
        owed_by: str = "",
        extension: Extension | None = None,
    ) -> None:
        if (length is None) == (until is None):
            raise TypeError("a clock has either a length or a date set by the form")
        self.label = label
        self.after = after
        self.under = under
        self.length = length
        self.until = until
        self.on_expiry = on_expiry
        self.owed_by = owed_by
        self.extension = extension
        self.code = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.code = self.code or name

    def __repr__(self) -> str:
        return f"Clock({self.code})"


def is_paused(row: Mapping[str, Any]) -> bool:
    """Tell whether a term, as the case's state keeps it, is suspended now and so cannot run out."""
    return any(pause["end"] is None for pause in row.get("pauses") or ())


@dataclass(frozen=True, slots=True)
class Extends(Generic[F]):
    """A step's act of extending a running term (延长期限), as far as the term's declaration allows it.

    `of` is the step whose term it is, or the clock; `length` is asked only where the law sets none.
    """

    of: Step[Any] | Clock
    ground: Callable[[F], str]
    length: Callable[[F], Length] | None = None


@dataclass(frozen=True, slots=True)
class Suspension:
    """A suspension of terms (中止): a fact that begins with one step and ends with another.

    The day on which it begins is not counted, the day on which it ends is. `setting` names the jurisdiction's
    legal basis: without one a suspended term is an unlawful delay, so it is refused until that is set.
    """

    fact: Fact
    of: tuple[Step[Any] | Clock, ...]
    setting: str


@dataclass(frozen=True, slots=True)
class Pauses(Generic[F]):
    """A step's act of suspending terms (中止期限), on a ground that its form states."""

    suspension: Suspension
    ground: Callable[[F], str]


def working_days(
    amount: int,
    *,
    after: Step[Any] | Fact,
    under: Basis | None = None,
    on_expiry: Expiry = Expiry.WARN,
    extension: Extension | None = None,
) -> Term:
    """A term in working days (工作日)."""
    return Term(Length(amount, Unit.WORKING_DAYS), after, under, on_expiry, extension)


def calendar_days(
    amount: int,
    *,
    after: Step[Any] | Fact,
    under: Basis | None = None,
    on_expiry: Expiry = Expiry.WARN,
    extension: Extension | None = None,
) -> Term:
    """A term in calendar days (日)."""
    return Term(Length(amount, Unit.CALENDAR_DAYS), after, under, on_expiry, extension)


def months(
    amount: int,
    *,
    after: Step[Any] | Fact,
    under: Basis | None = None,
    on_expiry: Expiry = Expiry.WARN,
    extension: Extension | None = None,
) -> Term:
    """A term in months (月)."""
    return Term(Length(amount, Unit.MONTHS), after, under, on_expiry, extension)
