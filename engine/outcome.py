"""What a decision decided: everything that the commit will write, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engine.casetype import Party, Reply


@dataclass(slots=True)
class DeadlineOpened:
    """A term that begins, with its computation."""

    code: str
    label: str
    basis: str
    on_expiry: str
    start: date
    due: date
    provisional: bool
    computation: dict[str, Any]
    paused_on: date | None = None


@dataclass(slots=True)
class DeadlineChanged:
    """A running term that was extended, suspended or resumed, counted again."""

    code: str
    label: str
    basis: str
    due: date
    provisional: bool
    computation: dict[str, Any]
    paused_on: date | None


@dataclass(slots=True)
class DeadlineClosed:
    """A term that ends: met, late, replaced, closed or lapsed with the case."""

    code: str
    outcome: str


@dataclass(slots=True)
class PaperDue:
    """A paper that was issued and has to be rendered; its number is allotted in the commit."""

    code: str
    label: str
    series: str
    pattern: str
    values: dict[str, str]
    needs_service: bool
    served_on: date | None
    """The day on which it was handed over as it was issued, None where its service is still to come."""
    body: dict[str, Any]
    frame: dict[str, Any]


@dataclass(slots=True)
class HandOffDue:
    """A hand-off that was drafted and has to be sent."""

    code: str
    label: str
    opens: str
    to_unit: str
    payload: dict[str, Any]
    checklist: tuple[str, ...]
    due: date | None
    paper: str
    external: bool = False
    """People bring the paper: `to_unit` is the code of an agency outside, and `opens` is empty."""


@dataclass(slots=True)
class ReplyDue:
    """A reply to the sender of the hand-off that opened this case."""

    reply: Reply
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class TallyChanged:
    """By how much a step changed a tally: lines, and fen (分)."""

    code: str
    lines: int
    fen: int


@dataclass(slots=True)
class Outcome:
    """A step's consequences, decided and not yet written."""

    case_type: str
    step: str
    label: str
    stage_from: str
    stage_to: str
    day: date
    is_final: bool
    unit_id: str
    jurisdiction: str
    basis: str
    patch: dict[str, Any] = field(default_factory=dict)
    facts_begun: list[tuple[str, date, dict[str, Any]]] = field(default_factory=list)
    facts_ended: list[str] = field(default_factory=list)
    opened: list[DeadlineOpened] = field(default_factory=list)
    closed: list[DeadlineClosed] = field(default_factory=list)
    changed: list[DeadlineChanged] = field(default_factory=list)
    papers: list[PaperDue] = field(default_factory=list)
    served: tuple[str, date] | None = None
    hand_off: HandOffDue | None = None
    reply: ReplyDue | None = None
    parties: tuple[Party, ...] = ()
    title: str | None = None
    heard: tuple[str, Reply] | None = None
    """What a receiver outside the installation answered, as an officer typed it in."""
    tallied: tuple[TallyChanged, ...] = ()
    acting_for: str = ""
    """The account of the absent person in whose name the step is taken."""
    frequency: str = ""
    reporter: dict[str, Any] = field(default_factory=dict)
