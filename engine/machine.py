"""Compiles a case type to a shared, unbound state machine that moves a throw-away cursor, never a row.

The only place that imports `transitions`. Its traps are met here: a step that does not exist at a stage is
refused by our own table, so that the machine is never asked for one, and nothing runs in its callbacks.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from transitions import Machine

from engine.canonical import canonical, digest
from engine.casetype import START, CaseType, HandOff, Step
from engine.errors import DeclarationError
from engine.terms import Clock, Expiry, Extension, Suspension, Term
from engine.vocabulary import Fact, Stage


class Cursor:
    """What the machine moves: a stage and nothing else."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


class Compiled:
    """A case type ready for use: its machine, its lookups and the digest of its declaration."""

    def __init__(self, case_type: type[CaseType]) -> None:
        self.case_type = case_type
        self.code = case_type.code
        self.label = case_type.label
        self.version = case_type.version
        self.steps = case_type.steps
        self.stages: dict[str, Stage] = {stage.code: stage for stage in case_type.stages}
        self.returnable = frozenset(work.name for step in self.steps.values() for work in step.sends_back)
        """The steps whose work a checker may send back."""
        self.change_of_officers = next((step for step in self.steps.values() if step.only_assigns), None)
        """The step by which others become responsible for a case."""
        self.recorded_by: dict[str, list[Step[Any]]] = {}
        """By the code of a fact the steps with which people record it, in the order of declaration."""
        for step in self.steps.values():
            for fact in dict.fromkeys(record.fact.code for record in step.records if not step.automatic):
                self.recorded_by.setdefault(fact, []).append(step)
        self.issued_by: dict[str, list[tuple[str, Step[Any]]]] = {}
        """By the code of a paper its label and the steps with which people issue it, in the order of declaration."""
        for step in self.steps.values():
            for document in step.issues if not step.automatic else ():
                self.issued_by.setdefault(document.code, []).append((document.label, step))
        self.openings = {n: s for n, s in self.steps.items() if s.opens_case}
        self._machine = Machine(
            model=None,
            states=[START.code, *self.stages],
            initial=START.code,
            transitions=[self._row(step) for step in self.steps.values()],
            auto_transitions=False,
        )
        # A shared machine is asked once for every stage and step; a case then costs a look-up.
        self._next = {
            (source.code, step.name): self._run(source.code, step) for step in self.steps.values() for source in step.at
        }
        self.terms_after: dict[str, list[tuple[Step[Any], Term]]] = {}
        self.clocks_after: dict[str, list[Clock]] = {}
        for step in self.steps.values():
            if step.within:
                self.terms_after.setdefault(_trigger(step.within.after), []).append((step, step.within))
        self.suspensions: dict[str, list[Suspension]] = {}
        for suspension in {s.pauses.suspension: None for s in self.steps.values() if s.pauses}:
            for paused in suspension.of:
                self.suspensions.setdefault(deadline_code(paused), []).append(suspension)
        # Two steps may send one kind of hand-off, so its term has two triggers under one code.
        every = [*case_type.clocks.values(), *filter(None, map(answer_clock, self.steps.values()))]
        self.clocks: dict[str, Clock] = {clock.code: clock for clock in every}
        for clock in every:
            self.clocks_after.setdefault(_trigger(clock.after), []).append(clock)

    @staticmethod
    def _row(step: Step[Any]) -> dict[str, Any]:
        sources = [stage.code for stage in step.at]
        return {"trigger": step.name, "source": sources, "dest": step.to.code if step.to else "="}

    def step(self, name: str) -> Step[Any] | None:
        """The step of a name."""
        return self.steps.get(name)

    def hand_off(self, code: str) -> HandOff[Any]:
        """The hand-off of a code; raises KeyError where no step sends it."""
        return {s.hands_off.code: s.hands_off for s in self.steps.values() if s.hands_off}[code]

    def allows(self, stage: str, step: Step[Any]) -> bool:
        """Tell whether the step begins at the stage."""
        return (stage, step.name) in self._next

    def advance(self, stage: str, step: Step[Any]) -> Stage:
        """The stage after the step; raises DeclarationError where the step does not begin at this stage."""
        found = self._next.get((stage, step.name))
        if found is None:
            raise DeclarationError(f"{step.name} does not begin at {stage}")
        return found

    def _run(self, stage: str, step: Step[Any]) -> Stage:
        cursor = Cursor(stage)
        self._machine.events[step.name].trigger(cursor)
        return self.stages[cursor.state]

    def steps_at(self, stage: str) -> list[Step[Any]]:
        """The steps that begin at a stage, in the order of declaration."""
        return [step for step in self.steps.values() if self.allows(stage, step)]

    @cached_property
    def digest(self) -> str:
        """SM3 over the declaration; a running case pins it."""
        return digest(canonical(describe(self)))


_COMPILED: dict[type[CaseType], Compiled] = {}


def compiled(case_type: type[CaseType]) -> Compiled:
    """The case type compiled once in this process: a declaration never changes while the program runs."""
    found = _COMPILED.get(case_type)
    return found if found is not None else _COMPILED.setdefault(case_type, Compiled(case_type))


def answer_clock(step: Step[Any]) -> Clock | None:
    """The term within which the receiver of the step's hand-off answers (答复期限), kept under the hand-off's code.

    It runs from the sending, whatever the term's own declaration counts from: nobody answers what was not sent.
    """
    hand_off = step.hands_off
    if hand_off is None or hand_off.answer_within is None:
        return None
    term = hand_off.answer_within
    clock = Clock(
        f"{hand_off.to.label}答复“{hand_off.label}”",
        after=step,
        under=term.under or step.under[0],
        length=None if hand_off.answer_by else term.length,
        until=hand_off.answer_by,
        on_expiry=Expiry.WARN,
        owed_by=hand_off.to.label,
    )
    clock.code = hand_off.code
    return clock


def deadline_code(of: Step[Any] | Clock) -> str:
    """Under which code the deadline of a step's term or of a clock is kept."""
    return of.code if isinstance(of, Clock) else of.name


def _describe_extension(extension: Extension | None) -> dict[str, Any] | None:
    if extension is None:
        return None
    return {
        "length": extension.length.label if extension.length else "批准时确定",
        "times": extension.times,
        "approver": extension.approver.code,
        "ground": extension.ground,
        "under": extension.under.label,
    }


def _describe_pauses(suspension: Suspension | None) -> dict[str, Any] | None:
    if suspension is None:
        return None
    return {
        "fact": suspension.fact.code,
        "of": [deadline_code(of) for of in suspension.of],
        "setting": suspension.setting,
    }


def _trigger(after: Step[Any] | Fact) -> str:
    return f"fact:{after.code}" if isinstance(after, Fact) else f"step:{after.name}"


def describe(compiled: Compiled) -> dict[str, Any]:
    """A case type as plain data: for `carnation describe`, the API, and the digest."""
    case_type = compiled.case_type
    return {
        "code": case_type.code,
        "label": case_type.label,
        "version": case_type.version,
        "in_force": None if case_type.in_force == date.min else case_type.in_force.isoformat(),
        "jurisdiction": case_type.jurisdiction,
        "agency": case_type.agency.code,
        "stages": [
            {"code": s.code, "label": s.label, "plain": s.plain, "final": s.final} for s in compiled.stages.values()
        ],
        "clocks": [_describe_clock(clock) for clock in case_type.clocks.values()],
        "steps": [_describe_step(step) for step in case_type.steps.values()],
    }


def _describe_clock(clock: Clock) -> dict[str, Any]:
    return {
        "code": clock.code,
        "label": clock.label,
        "after": _trigger(clock.after).split(":", 1)[1],
        "length": clock.length.label if clock.length else "文书中载明的日期",
        "under": clock.under.label,
        "on_expiry": clock.on_expiry.value,
        "extension": _describe_extension(clock.extension),
    }


def _describe_step(step: Step[Any]) -> dict[str, Any]:
    within = step.within
    return {
        "name": step.name,
        "label": step.label,
        "at": [stage.code for stage in step.at],
        "to": step.to.code if step.to else None,
        "by": [role.code for role in step.by],
        "form": {name: field.title or name for name, field in step.form.model_fields.items()},
        "requires": [
            {
                "name": g.name,
                "label": g.label,
                "under": g.under.label if g.under else None,
                "reads_form": g.reads_form,
            }
            for g in step.requires
        ],
        "apart_from": [work.name for work in step.apart_from],
        "sends_back": [work.name for work in step.sends_back],
        "within": {
            "length": within.length.label,
            "amount": within.length.amount,
            "unit": within.length.unit.value,
            "after": _trigger(within.after).split(":", 1)[1],
            "under": (within.under or step.under[0]).label,
            "on_expiry": within.on_expiry.value,
            "extension": _describe_extension(within.extension),
        }
        if within
        else None,
        "under": [basis.label for basis in step.under],
        "records": [record.fact.code for record in step.records],
        "ends": [fact.code for fact in step.ends],
        "extends": deadline_code(step.extends.of) if step.extends else None,
        "pauses": _describe_pauses(step.pauses.suspension if step.pauses else None),
        "resumes": _describe_pauses(step.resumes),
        "issues": [{"code": d.code, "label": d.label} for d in step.issues],
        "serves": list(step.serves),
        "hands_off": {
            "code": step.hands_off.code,
            "label": step.hands_off.label,
            "to": step.hands_off.to.code,
            "opens": step.hands_off.opens or None,
            "external": step.hands_off.external,
            "exhibits": step.hands_off.exhibits,
        }
        if step.hands_off
        else None,
        "on": [step.on[0], step.on[1].value] if step.on else None,
        "replies": step.replies.value if step.replies else None,
        "codes": list(step.codes),
    }
