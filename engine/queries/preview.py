"""What a step will set in motion (提交后会发生什么): decided on a copy of the case, written nowhere."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from engine.actors import Actor
from engine.cases import blank
from engine.casetype import Reckoned, Step
from engine.computation import Unit
from engine.counting import Length, count
from engine.database import Tx
from engine.decide import decide, receiver_of
from engine.errors import SettingMissing
from engine.form import Form
from engine.machine import Compiled
from engine.office import Office
from engine.outcome import Outcome
from engine.queries.detail import OUTCOMES, working_of
from engine.queries.handoffs import receiver_name
from engine.queries.returned import author_of
from engine.sent_back import work_to_return
from engine.view import CaseView, Header

ENDS = {**OUTCOMES, "closed": "结束"}
"""What becomes of a running term by a step, in words."""


@dataclass(frozen=True, slots=True)
class PaperAhead:
    """A paper that will be issued."""

    label: str
    numbered: bool
    served: bool


@dataclass(frozen=True, slots=True)
class TermAhead:
    """A term that will begin; `due` is None where the form sets it."""

    label: str
    basis: str
    due: date | None
    provisional: bool
    working: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandOffAhead:
    """A hand-off that will be sent."""

    label: str
    receiver: str
    due: date | None
    checklist: tuple[str, ...]
    external: bool
    """People bring it on paper, and type in what is answered."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that follows from a step."""

    stage: str
    moves: bool
    is_final: bool
    papers: tuple[PaperAhead, ...]
    opened: tuple[TermAhead, ...]
    closed: tuple[str, ...]
    hand_off: HandOffAhead | None
    reply: str
    reckoned: tuple[Reckoned, ...] = ()
    sends_back: str = ""
    """The step whose work goes back, and `author` who gets it."""
    author: str = ""
    officers: tuple[str, ...] = ()
    """Who becomes responsible for the case by it, lead first."""


def preview(
    office: Office, tx: Tx, actor: Actor, compiled: Compiled, step: Step[Any], header: Header | None, form: Form | None
) -> Preview:
    """What the step will do: exactly, where its form is filled in, else as it is declared.

    With a form it raises the refusal that the step itself would raise.
    """
    work = work_to_return(header, step) if header else None
    shown = _followed(office, tx, actor, compiled, step, header, form)
    if header is None or work is None:
        return shown
    author = author_of(office.directory(tx), header, work)
    return replace(shown, sends_back=compiled.steps[work].label, author=author)


def _followed(
    office: Office, tx: Tx, actor: Actor, compiled: Compiled, step: Step[Any], header: Header | None, form: Form | None
) -> Preview:
    directory = office.directory(tx)
    jurisdiction = header.jurisdiction if header else actor.unit.jurisdiction
    around = office.surroundings(directory, jurisdiction)
    if form is None:
        return _declared(office, tx, actor, compiled, step, header)
    copy = deepcopy(header) if header else blank(compiled, actor, around, None)
    before = copy.stage
    labels = {code: row["label"] for code, row in copy.state.get("deadlines", {}).items()}
    outcome = decide(compiled, copy, step, form, actor, around)
    sent = outcome.hand_off
    receiver = receiver_name(office, directory, sent.to_unit, external=sent.external) if sent else ""
    shown = _decided(outcome, before, compiled, step, labels, receiver)
    if step.assigns is not None:
        shown = replace(shown, officers=tuple(officer.name for officer in CaseView(copy, around).officers()))
    if step.reckons is None:
        return shown
    return replace(shown, reckoned=step.reckons(CaseView(copy, around), form))


def _decided(
    outcome: Outcome, before: str, compiled: Compiled, step: Step[Any], labels: dict[str, str], receiver: str
) -> Preview:
    sent = outcome.hand_off
    answer = sent.code if sent else ""
    return Preview(
        stage=compiled.stages[outcome.stage_to].label,
        moves=outcome.stage_to != before,
        is_final=outcome.is_final,
        papers=tuple(PaperAhead(p.label, bool(p.series), p.needs_service) for p in outcome.papers),
        opened=tuple(
            TermAhead(d.label, d.basis, d.due, d.provisional, working_of(d.computation))
            for d in outcome.opened
            if d.code != answer  # told with the hand-off itself
        ),
        closed=tuple(f"{labels[c.code]}：{ENDS.get(c.outcome, c.outcome)}" for c in outcome.closed if c.code in labels),
        hand_off=HandOffAhead(sent.label, receiver, sent.due, sent.checklist, sent.external) if sent else None,
        reply=step.replies.label if outcome.reply and step.replies else "",
    )


def _declared(
    office: Office, tx: Tx, actor: Actor, compiled: Compiled, step: Step[Any], header: Header | None
) -> Preview:
    place = header.jurisdiction if header else actor.unit.jurisdiction
    calendar, today = office.calendar(place), office.clocks.today()
    opened: list[TermAhead] = []

    def begins(label: str, basis: str, length: Length | None, *, dated: bool) -> None:
        # Hours run from the moment of the step itself, which has not come.
        counted = length is not None and length.unit is not Unit.HOURS
        found = count(today, length, calendar) if length and dated and counted else None
        lines = tuple(found.explain()) if found else ()
        opened.append(TermAhead(label, basis, found.due if found else None, bool(found and found.provisional), lines))

    # Where the form says on which day a fact began, its terms have no date yet.
    triggers = [(f"step:{step.name}", True), *((f"fact:{r.fact.code}", r.on is None) for r in step.records)]
    for trigger, dated in triggers:
        for owner, term in compiled.terms_after.get(trigger, ()):
            begins(owner.label, (term.under or owner.under[0]).label, term.length, dated=dated)
        for clock in compiled.clocks_after.get(trigger, ()):
            if step.hands_off is not None and clock.code == step.hands_off.code:
                continue  # told with the hand-off itself
            begins(clock.label, clock.under.label, clock.length, dated=dated)
    stage = step.to or (compiled.stages[header.stage] if header else step.at[0])
    return Preview(
        stage=stage.label,
        moves=step.to is not None,
        is_final=stage.final,
        papers=tuple(PaperAhead(d.label, bool(d.mark), d.served) for d in step.issues),
        opened=tuple(opened),
        closed=(),
        hand_off=_hand_off(office, tx, step, place),
        reply=step.replies.label if step.replies and header and "origin" in header.state else "",
    )


def _hand_off(office: Office, tx: Tx, step: Step[Any], place: str) -> HandOffAhead | None:
    if step.hands_off is None:
        return None
    around = office.surroundings(office.directory(tx), place)
    try:
        unit = receiver_of(step.hands_off, around, place)
        external = unit is None
    except SettingMissing:
        unit, external = None, False
    receiver = unit.name if unit else step.hands_off.to.label
    within = step.hands_off.answer_within
    due = count(around.day, within.length, around.calendar).due if within else None
    return HandOffAhead(step.hands_off.label, receiver, due, step.hands_off.checklist, external)
