"""What the public may propose (网上提交): declared with a case type, so that the kernel knows no complaint.

Somebody without an account fills in a form of plain questions; an officer looks at it and takes the opening step
with everything filled in, or says why not. Nothing is a case before that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from engine.counting import Length
from engine.form import Form
from engine.law import Basis
from engine.vocabulary import Role

if TYPE_CHECKING:
    from engine.casetype import CaseType, Step

P = TypeVar("P", bound=Form)


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody agrees to before personal data is sent (个人信息告知), in a version that is kept with it."""

    version: str
    points: tuple[str, ...]
    under: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a submission is not registered (不予登记的情形), in words that its sender reads."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Proposal(Generic[P]):
    """A form that the public fills in, and the opening step that it proposes."""

    label: str
    form: type[P]
    step: Step[Any]
    fills: Callable[[P, date], Mapping[str, Any]]
    """The opening step's answers as far as they are known, from the form and the day of receipt."""
    person: Callable[[P], tuple[str, str]]
    """Name and identity number of whoever sends it: found again by the number, and by its last four characters."""
    about: Callable[[P], str]
    """The name of the organisation that it is about."""
    consent: Consent
    decide_within: Length
    under: Basis
    """Within which the office must say what becomes of it, counted from the day of receipt."""
    waits: str
    """Where it stands, in plain words, before somebody has looked at it."""
    next: str
    """What the office does next, in plain words."""
    grounds: tuple[Ground, ...]
    helpers: tuple[Role, ...] = ()
    """Who has the public form at hand on the own desk, to fill it in with somebody who came for help (帮办)."""
    sections: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Headings of the form's page, each with the fields below it; all fields in one section where there are none."""


def faults(case_type: type[CaseType]) -> list[str]:
    """What is wrong with a case type's proposal, in English, for developers."""
    proposal = case_type.proposal
    if proposal is None:
        return []
    named = [name for _, fields in proposal.sections for name in fields]
    step = case_type.steps.get(proposal.step.name)
    return [
        *(["the proposed step opens no case here"] if step is None or not step.opens_case or step.automatic else []),
        *(["a proposal needs grounds for not registering it"] if not proposal.grounds else []),
        *(
            ["the sections of a proposal name each field of its form once"]
            if named and sorted(named) != sorted(proposal.form.model_fields)
            else []
        ),
    ]
