"""The steps of a case as one actor sees them (可办与不可办): every reason why not, and who can lift it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.actors import Actor
from engine.cases import Possibility, possible_steps
from engine.casetype import Step
from engine.database import Tx
from engine.errors import Reason
from engine.office import Office
from engine.queries.marks import NO_MARK, Mark, mark_of
from engine.view import Header


@dataclass(frozen=True, slots=True)
class StepView:
    """One step: possible, or every reason why not.

    `at_stage` says that the case stands where the step begins, `mine` that nothing about the actor speaks
    against it, `again` that it was taken before and would leave the case where it stands. `awaited` ranks what the
    case waits for: a paper still to be served, a way on, a way to its end; None where the step is only at hand.
    """

    name: str
    label: str
    basis: tuple[str, ...]
    roles: tuple[str, ...]
    possible: bool
    at_stage: bool
    mine: bool
    again: bool
    awaited: int | None
    reasons: tuple[Reason, ...]
    mark: Mark
    acting_for: str = ""
    """The name of the absent person for whom the actor would take it."""


def steps_of(office: Office, tx: Tx, header: Header, actor: Actor) -> list[StepView]:
    """Every step that people still could take in this case; those of stages left behind are not listed."""
    compiled = office.registry.pinned(header.type_digest)
    order = list(compiled.stages)
    here = order.index(header.stage)
    found = []
    for possibility in possible_steps(office, tx, header, actor):
        last = max(order.index(stage.code) for stage in possibility.step.at)
        if header.is_open and (possibility.at_stage or last > here):
            found.append(_view(office, header, possibility))
    return found


def _view(office: Office, header: Header, found: Possibility) -> StepView:
    step, due = found.step, found.due
    taken = step.name in header.state.get("taken", {})
    mark = NO_MARK
    if due is not None:
        mark = mark_of(due.due, due.provisional, office.clocks.today(), office.calendar(header.jurisdiction))
    return StepView(
        name=step.name,
        label=step.label,
        basis=tuple(basis.label for basis in step.under),
        roles=tuple(role.label for role in step.by),
        possible=found.possible,
        at_stage=found.at_stage,
        mine=found.mine,
        again=taken and due is None and not step.collects and step.to is None,
        awaited=_awaited(header, step),
        reasons=found.reasons,
        mark=mark,
        acting_for=found.acting_for,
    )


def _awaited(header: Header, step: Step[Any]) -> int | None:
    """What the case waits for comes first: its papers reach the parties, then it goes on, then it ends."""
    papers = header.state.get("papers", {})
    if any(code in papers and not papers[code].get("served") for code in step.serves):
        return 0
    if step.to is None or step.serves or step.aside:
        return None
    return 2 if step.to.final else 1
