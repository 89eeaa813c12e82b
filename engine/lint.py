"""What every declaration of a case type is checked for, when its class is made.

A mistake found here is a developer's: the messages are in English and say what to mend.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from engine.errors import DeclarationError
from engine.guards import FormField
from engine.proposal import faults as proposal_faults
from engine.terms import Clock
from engine.told import faults as told_faults
from engine.vocabulary import Fact, Stage

if TYPE_CHECKING:
    from engine.casetype import CaseType, HandOff, Step


def check(case_type: type[CaseType]) -> None:
    """Raise DeclarationError naming every mistake of the declaration."""
    faults = [
        *_names(case_type),
        *_stages(case_type),
        *_steps(case_type),
        *_hand_offs(case_type),
        *_facts(case_type),
        *_service(case_type),
        *_rules(case_type),
        *_four_eyes(case_type),
        *_timing(case_type),
        *proposal_faults(case_type),
        *(told_faults(case_type) if hasattr(case_type, "stages") else ()),
        *_measures(case_type),
        *_returns(case_type),
    ]
    if faults:
        raise DeclarationError(f"{case_type.__name__}: " + "; ".join(faults))


def _measures(case_type: type[CaseType]) -> Iterator[str]:
    counted = {counting.tally for step in case_type.steps.values() for counting in step.counts}
    yield from (
        f"the measure {measure.code} adds up {measure.tally.code}, which no step counts"
        for measure in case_type.measures
        if measure.tally not in counted
    )


def _returns(case_type: type[CaseType]) -> Iterator[str]:
    yield from (
        f"{step.name} is filled by a return file's column {column.field}, which its form has not"
        for step in case_type.steps.values()
        for column in step.returns
        if column.field not in step.form.model_fields
    )


def _names(case_type: type[CaseType]) -> Iterator[str]:
    if not case_type.code or not case_type.label:
        yield "code and label are needed"
    if not hasattr(case_type, "agency"):
        yield "agency is needed: who handles such cases"
    if not case_type.steps:
        yield "no steps are declared"


def _stages(case_type: type[CaseType]) -> Iterator[str]:
    if not hasattr(case_type, "stages"):
        yield "stages= must name the enumeration of its stages"
        return
    known = set(case_type.stages)
    steps = list(case_type.steps.values())
    for step in steps:
        for stage in (*step.at, *((step.to,) if step.to else ())):
            if stage not in known and not (step.opens_case and stage in step.at):
                yield f"{step.name} names {stage}, which is not a stage of {case_type.stages.__name__}"
        if step.opens_case and step.to is None:
            yield f"{step.name} opens a case and must say at which stage (to=)"
    reached = {step.to for step in steps if step.opens_case and step.to}
    if not reached:
        yield "no step opens a case (at=START)"
    reached = _closure(reached, steps, forward=True)
    yield from (f"the stage {stage.name} is unreachable" for stage in case_type.stages if stage not in reached)
    ends = {stage for stage in case_type.stages if stage.final}
    if not ends:
        yield "no stage is final"
    yield from (
        f"nothing leads out of the stage {stage.name}"
        for stage in case_type.stages
        if not stage.final and not any(stage in step.at and step.to not in {None, stage} for step in steps)
    )
    closing = _closure(ends, steps, forward=False)
    yield from (
        f"from the stage {stage.name} no end is reachable" for stage in case_type.stages if stage not in closing
    )


def _closure(stages: set[Stage], steps: list[Step[Any]], *, forward: bool) -> set[Stage]:
    """The stages that can be reached from (or that can reach) the given ones."""
    found = set(stages)
    while True:
        more = set()
        for step in steps:
            if step.to is None:
                continue
            if forward and found.intersection(step.at):
                more.add(step.to)
            if not forward and step.to in found:
                more.update(step.at)
        if more <= found:
            return found
        found |= more


def _steps(case_type: type[CaseType]) -> Iterator[str]:
    known = {record.fact for step in case_type.steps.values() for record in step.records}
    for step in case_type.steps.values():
        if not step.under:
            yield f"{step.name} cites no law (under=)"
        if not step.by:
            yield f"{step.name} can be taken by nobody (by=)"
        yield from _reads(case_type, step)
        yield from _references(case_type, step)
        yield from (
            f"{step.name} ends the fact {fact.code}, which no step records" for fact in step.ends if fact not in known
        )
    for clock in case_type.clocks.values():
        if isinstance(clock.after, Fact) and clock.after not in known:
            yield f"the clock {clock.code} runs from the fact {clock.after.code}, which no step records"
        if not isinstance(clock.after, Fact) and clock.after.name not in case_type.steps:
            yield f"the clock {clock.code} runs from {clock.after.name}, which is not a step here"


def _reads(case_type: type[CaseType], step: Step[Any]) -> Iterator[str]:
    """Fields and clocks that guards and records read."""
    fields = step.form.model_fields
    for guard in step.requires:
        yield from (
            f"the guard {guard.name} of {step.name} reads the field {read.name}, which {step.form.__name__} lacks"
            for read in guard.reads
            if isinstance(read, FormField) and read.name not in fields
        )
        yield from (
            f"the guard {guard.name} of {step.name} reads the clock {read!r}, which is not declared here"
            for read in guard.reads
            if isinstance(read, Clock) and read.code not in case_type.clocks
        )
    for record in step.records:
        yield from (
            f"{step.name} proves {record.fact.code} by the field {name}, which {step.form.__name__} lacks"
            for name in record.evidence
            if name not in fields
        )


def _references(case_type: type[CaseType], step: Step[Any]) -> Iterator[str]:
    """Other steps, papers and hand-offs that a step names."""
    if step.replies and step.reply_with is None:
        yield f"{step.name} replies without saying what (reply_with=)"
    issued = {d.code for s in case_type.steps.values() for d in s.issues}
    yield from (f"{step.name} serves {code}, which no step issues" for code in step.serves if code not in issued)
    outsiders = [role.code for role in step.by if role.agency not in {None, case_type.agency}]
    if outsiders:
        yield f"{step.name} is for {outsiders}, who do not belong to {case_type.agency.code}"
    for verb, works in (("is apart from", step.apart_from), ("sends back", step.sends_back)):
        unknown = (work.name for work in works if work.name not in case_type.steps)
        yield from (f"{step.name} {verb} {name}, which is not a step here" for name in unknown)
    if step.within and not isinstance(step.within.after, Fact) and step.within.after.name not in case_type.steps:
        yield f"the term of {step.name} runs from {step.within.after.name}, which is not a step here"


def _hand_offs(case_type: type[CaseType]) -> Iterator[str]:
    """Answers come by themselves from inside the installation, and by people's hands from outside."""
    sent = {s.hands_off.code: s.hands_off for s in case_type.steps.values() if s.hands_off}
    for step in case_type.steps.values():
        if step.on is None:
            continue
        hand_off = sent.get(step.on[0])
        if hand_off is None:
            yield f"{step.name} waits for the hand-off {step.on[0]}, which no step sends"
        elif step.automatic and not hand_off.opens:
            yield f"{step.name} takes the answer to {step.on[0]}: people type in what is answered from outside (by=)"
        elif not step.automatic and not hand_off.external:
            yield f"{step.name} takes the answer to {step.on[0]}: only the system hears it (by=)"
    for code, hand_off in sent.items():
        if code in case_type.steps or code in case_type.clocks:
            yield f"the hand-off {code} shares its code with a step or a clock, so their deadlines would be one"
        yield from _ways(case_type, hand_off)


def _ways(case_type: type[CaseType], hand_off: HandOff[Any]) -> Iterator[str]:
    """A hand-off goes inside, outside or either way, and on each way a last answer to it is taken."""
    last = [s for s in case_type.steps.values() if s.on and s.on[0] == hand_off.code and s.on[1].is_last]
    if not hand_off.opens and not hand_off.external:
        yield f"the hand-off {hand_off.code} neither opens a case nor is external"
    if hand_off.external and all(step.automatic for step in last):
        yield f"no step takes an answer to the external hand-off {hand_off.code}"
    if hand_off.external and hand_off.opens and not any(step.automatic for step in last):
        yield f"no step hears the answer to the hand-off {hand_off.code} where it stays in the installation"


def _facts(case_type: type[CaseType]) -> Iterator[str]:
    recorded = {record.fact for step in case_type.steps.values() for record in step.records}
    for step in case_type.steps.values():
        for guard in step.requires:
            yield from (
                f"the guard {guard.name} of {step.name} reads the fact {read.code}, which no step records"
                for read in guard.reads
                if isinstance(read, Fact) and read not in recorded
            )
        if step.within and isinstance(step.within.after, Fact) and step.within.after not in recorded:
            yield f"the term of {step.name} runs from the fact {step.within.after.code}, which no step records"


def _service(case_type: type[CaseType]) -> Iterator[str]:
    """A paper that needs service can be served, wherever the case goes after it was issued (送达)."""
    steps = list(case_type.steps.values())
    for step in steps:
        for document in step.issues:
            if document.served and document.handed_over:
                yield f"{document.code} of {step.name} is either served later or handed over at once"
            if not document.served:
                continue
            served_at = {stage for other in steps if document.code in other.serves for stage in other.at}
            after = (step.to,) if step.to else step.at
            for stage in after:
                if not served_at.intersection(_closure({stage}, steps, forward=True)):
                    yield f"no step serves {document.code}, which {step.name} issues at {stage.name}"


def _rules(case_type: type[CaseType]) -> Iterator[str]:
    """A step that somebody can take: a second person is another person, and no fact must both hold and not."""
    for step in case_type.steps.values():
        if step in step.apart_from:
            yield f"{step.name} can be taken by nobody: it is apart from itself (apart_from=)"
        holding = {g.needs for g in step.requires if g.needs is not None}
        excluded = {g.excludes for g in step.requires if g.excludes is not None}
        yield from (
            f"{step.name} can be taken by nobody: {fact.code} must and must not hold (requires=)"
            for fact in sorted(holding & excluded, key=lambda fact: fact.code)
        )


def _four_eyes(case_type: type[CaseType]) -> Iterator[str]:
    """Whoever checks another's work can approve it or send it back, with reasons, to where it can be done anew."""
    steps = list(case_type.steps.values())
    returned = {(work.name, stage, role) for s in steps for work in s.sends_back for stage in s.at for role in s.by}
    for step in steps:
        yield from (
            f"{step.name} checks {work.name} at {stage.name}, where none of its roles can send it back (sends_back=)"
            for work in step.apart_from
            for stage in step.at
            if not any((work.name, stage, role) in returned for role in step.by)
        )
        begins = {s for work in step.sends_back if work.name in case_type.steps for s in case_type.steps[work.name].at}
        yield from (
            f"{step.name} sends work back to {stage.name}, where it does not begin"
            for stage in ((step.to,) if step.to else step.at)
            if step.sends_back and stage not in begins
        )
        if step.sends_back and not step.form.model_fields:
            yield f"{step.name} sends work back without reasons (form=)"


def _timing(case_type: type[CaseType]) -> Iterator[str]:
    """Extensions and suspensions touch terms of this very declaration, and as these allow."""
    paused = {step.pauses.suspension.fact for step in case_type.steps.values() if step.pauses}
    resumed = {step.resumes.fact for step in case_type.steps.values() if step.resumes}
    yield from (f"{fact.code} suspends terms, which no step resumes" for fact in paused - resumed)
    yield from (f"{fact.code} is resumed, which no step begins" for fact in resumed - paused)
    for step in case_type.steps.values():
        if step.extends is not None:
            yield from _extension(case_type, step)
        for of in step.pauses.suspension.of if step.pauses else ():
            if _own_length(case_type, of) is None:
                yield f"{step.name} suspends {of!r}, which is no term with a length of this declaration"


def _extension(case_type: type[CaseType], step: Step[Any]) -> Iterator[str]:
    if step.extends is None:
        return
    of = step.extends.of
    term = of if isinstance(of, Clock) else of.within
    if _own_length(case_type, of) is None or term is None:
        yield f"{step.name} extends {of!r}, which is no term with a length of this declaration"
        return
    if term.extension is None:
        yield f"{step.name} extends {of!r}, whose term declares no extension"
        return
    if step.by != (term.extension.approver,):
        yield f"{step.name} extends {of!r}, which only {term.extension.approver.code} may approve (by=)"
    if (term.extension.length is None) == (step.extends.length is None):
        yield f"{step.name}: either the term's extension or the step says by how much"


def _own_length(case_type: type[CaseType], of: Step[Any] | Clock) -> object:
    """The length of a term that this class itself declares, None where there is no such term."""
    if isinstance(of, Clock):
        return of.length if case_type.clocks.get(of.code) is of else None
    return of.within.length if case_type.steps.get(of.name) is of and of.within else None
