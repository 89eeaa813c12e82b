"""The steps of a case as one actor sees them (可办与不可办): every reason why not, and who can lift it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from engine.actors import Actor
from engine.calendar import Calendar
from engine.cases import Possibility, possible_steps
from engine.casetype import Step
from engine.database import Tx
from engine.decide import unmet_conditions
from engine.directory import Directory
from engine.errors import Reason
from engine.machine import deadline_code
from engine.office import Office
from engine.permissions import in_whose_name
from engine.queries.marks import NO_MARK, Mark, mark_of
from engine.queries.owed import Owing, most_urgent
from engine.queries.returned import SentBack, sent_back_of
from engine.sent_back import sent_back
from engine.store import FAR, NOT_OWED, DueSoon
from engine.terms import Expiry, is_paused
from engine.view import CaseView, Header


@dataclass(frozen=True, slots=True)
class StepView:
    """One step: possible, or every reason why not.

    `at_stage` says that the case stands where the step begins, `mine` that nothing about the actor speaks
    against it, `again` that it was taken before and would leave the case where it stands. `awaited` ranks what the
    case waits for: a paper still to be served, a way on or a fact it lacks, a way to its end; None where the step is
    only at hand. `aside` says that the step is noted when it happens, `to` to which stage it leads, `near` that it
    begins where the case stands, and not at most other stages too, or where a main act leads from there.
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
    """The step's own term."""
    aside: bool = False
    to: str = ""
    near: bool = True
    acting_for: str = ""
    """The name of the absent person for whom the actor would take it."""
    sent_back: SentBack | None = None
    """Why a checker sent this step's work back, until it is taken anew."""
    ends: Mark = NO_MARK
    """The term that presses most of those that the step ends without being its own: the time to answer, the time to pay."""
    ends_term: str = ""

    @property
    def light(self) -> Mark:
        """The light of its own term, else of the one that it ends."""
        return self.mark if self.mark.due else self.ends

    @property
    def due(self) -> str:
        """By when, as rows write days; the far end of time where nothing is due."""
        return self.light.due.isoformat() if self.light.due else FAR


def steps_of(office: Office, tx: Tx, header: Header, actor: Actor) -> list[StepView]:
    """Every step that people still could take in this case; those of stages left behind are not listed."""
    compiled = office.registry.pinned(header.type_digest)
    order = list(compiled.stages)
    here = order.index(header.stage)
    today, calendar = office.clocks.today(), office.calendar(header.jurisdiction, office.directory(tx))
    all_steps = possible_steps(office, tx, header, actor)
    next_stages = {p.step.to for p in all_steps if p.at_stage and p.step.to is not None and not p.step.aside}
    found = []
    for possibility in all_steps:
        last = max(order.index(stage.code) for stage in possibility.step.at)
        # A case that has ended still waits for what its last stage has: a service, the archive.
        if possibility.at_stage or (header.is_open and last > here):
            # What may happen at most stages says nothing about the one at which the case stands.
            own = possibility.at_stage and 2 * len(possibility.step.at) <= len(order)
            near = own or (not possibility.at_stage and not next_stages.isdisjoint(possibility.step.at))
            found.append(_view(header, possibility, today, calendar, near=near))
    return with_reasons(office, office.directory(tx), header, found)


def with_reasons(office: Office, directory: Directory, header: Header, steps: list[StepView]) -> list[StepView]:
    """The steps with what a checker wrote who sent their work back."""
    returned = {one.work: one for one in sent_back_of(office, directory, header)}
    return [replace(step, sent_back=returned.get(step.name)) for step in steps] if returned else steps


def may_wait_for(step: Step[Any], roles: frozenset[str], returnable: frozenset[str] = frozenset()) -> bool:
    """Tell whether a case could ever wait for the step from somebody with these roles.

    It can for an act with a term, one that serves a paper, one that leads on or brings what is lacking, and one whose
    work may be sent back (`returnable`); what may be noted at any time beside that (aside) keeps no case waiting.
    """
    if step.automatic or step.opens_case or not any(role.code in roles for role in step.by):
        return False
    return step.within is not None or bool(step.serves) or not step.aside or step.name in returnable


def ready_steps(view: CaseView, steps: Iterable[Step[Any]], actor: Actor, today: date) -> list[StepView]:
    """Those of the steps for which the case waits from this actor now: possible, and due or awaited.

    Asks only what a work list shows, so that hundreds of cases can be looked at for one page.
    """
    found = []
    for step in steps:
        due = view.deadline(step.name)
        awaited = _awaited(view.header, step)
        if (due is None and awaited is None) or _only_again(view.header, step, awaited, has_term=due is not None):
            continue
        standing = in_whose_name(actor, step, view)
        if standing.against or unmet_conditions(view, step, None):
            continue
        soon = DueSoon(due.due, due.provisional) if due else None
        possibility = Possibility(step, (), at_stage=True, mine=True, due=soon, acting_for=standing.absent_name)
        found.append(_view(view.header, possibility, today, view.calendar))
    return found


def _only_again(header: Header, step: Step[Any], awaited: int | None, *, has_term: bool) -> bool:
    taken = step.name in header.state.get("taken", {})
    return taken and not has_term and not step.collects and step.to is None and awaited is None


def _view(header: Header, found: Possibility, today: date, calendar: Calendar, *, near: bool = True) -> StepView:
    step, due = found.step, found.due
    mark = NO_MARK if due is None else mark_of(due.due, due.provisional, today, calendar)
    awaited = _awaited(header, step)
    ends_term, ends = _ended(header, step, today, calendar)
    return StepView(
        name=step.name,
        label=step.label,
        basis=tuple(basis.label for basis in step.under),
        roles=tuple(role.label for role in step.by),
        possible=found.possible,
        at_stage=found.at_stage,
        mine=found.mine,
        again=_only_again(header, step, awaited, has_term=due is not None),
        awaited=awaited,
        reasons=found.reasons,
        mark=mark,
        aside=step.aside,
        to=step.to.label if step.to else "",
        near=near,
        acting_for=found.acting_for,
        ends=ends,
        ends_term=ends_term,
    )


def _ended(header: Header, step: Step[Any], today: date, calendar: Calendar) -> tuple[str, Mark]:
    """The running term that presses most of those that the step ends, but for rights that only a party can lose."""
    running = header.state.get("deadlines", {})
    rows = [running[code] for code in map(deadline_code, step.closes) if code in running]
    owed = [
        Owing(row["label"], date.fromisoformat(row["due"]), bool(row["provisional"]), Expiry(row["on_expiry"]))
        for row in rows
        if row["on_expiry"] not in NOT_OWED and not is_paused(row)
    ]
    return most_urgent(owed, today, calendar)


def _awaited(header: Header, step: Step[Any]) -> int | None:
    """What the case waits for comes first: its papers reach the parties, then it goes on, then it ends."""
    if step.name in sent_back(header):
        return 0
    papers = header.state.get("papers", {})
    if any(code in papers and not papers[code].get("served") for code in step.serves):
        return 0
    if step.serves or step.aside:
        return None
    if step.to is None:
        return 1 if _still_lacks(header, step) else None
    return 2 if step.to.final else 1


def _still_lacks(header: Header, step: Step[Any]) -> bool:
    """Whether a step that stays where it is would still bring the case a fact, or end one."""
    holding = header.state.get("facts", {})
    if step.records:
        return any(record.fact.code not in holding for record in step.records)
    if step.ends:
        return any(fact.code in holding for fact in step.ends)
    return step.name not in header.state.get("taken", {})
