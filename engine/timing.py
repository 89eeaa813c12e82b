"""What a step does to terms (期限): opens, closes, extends, suspends and resumes them; pure, writes nothing.

The case's state keeps of each open term what is needed to count it again: start, extensions and pauses; its
length is that of the declaration which the case pins.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from engine.canonical import merge
from engine.casetype import Step
from engine.clock import SHANGHAI
from engine.computation import Extension as Granted
from engine.computation import Length, Pause, Unit
from engine.counting import count, count_hours
from engine.errors import Reason, SettingMissing
from engine.form import Form
from engine.machine import Compiled, deadline_code
from engine.outcome import DeadlineChanged, DeadlineClosed, DeadlineOpened, Outcome
from engine.terms import Clock, Extension, Suspension, Term
from engine.view import CaseView
from engine.vocabulary import Fact

ONE_DAY = timedelta(days=1)


def against_timing(view: CaseView, step: Step[Any]) -> list[Reason]:
    """Why the step may not extend, suspend or resume terms now."""
    reasons = []
    if step.extends is not None:
        reasons += _against_extending(view, step.extends.of)
    if step.pauses is not None:
        reasons += _against_suspending(view, step.pauses.suspension)
    if step.resumes is not None and not view.open_fact(step.resumes.fact):
        reasons.append(Reason(f"没有正在进行的“{step.resumes.fact.label}”", code="not_suspended"))
    return reasons


def _against_extending(view: CaseView, of: Step[Any] | Clock) -> list[Reason]:
    extension = _extension_of(of)
    due = view.deadline(deadline_code(of))
    if due is None:
        return [Reason(f"“{of.label}”的期限没有在计算", extension.under.label, code="no_term")]
    reasons = []
    if not due.paused and view.day > due.due:
        text = f"“{of.label}”的期限已于{due.due.isoformat()}届满，不能再延长"
        reasons.append(Reason(text, extension.under.label, code="term_over"))
    if extension.times is not None and due.extended >= extension.times:
        text = f"“{of.label}”的期限已经延长{due.extended}次，依法最多延长{extension.times}次"
        reasons.append(Reason(text, extension.under.label, code="extended"))
    return reasons


def _against_suspending(view: CaseView, suspension: Suspension) -> list[Reason]:
    reasons = []
    try:
        view.around.setting(suspension.setting)
    except SettingMissing as missing:
        reasons.append(Reason(missing.detail, lifted_by="系统管理员", code="no_basis"))
    if view.open_fact(suspension.fact):
        reasons.append(Reason(f"“{suspension.fact.label}”正在进行，不能再次中止", code="suspended"))
    if not any(view.deadline(deadline_code(of)) for of in suspension.of):
        reasons.append(Reason("没有正在计算的期限可以中止", code="no_term"))
    return reasons


def _extension_of(of: Step[Any] | Clock) -> Extension:
    term = of if isinstance(of, Clock) else of.within
    if term is None or term.extension is None:  # pragma: no cover - the declaration was checked when it was made
        raise AssertionError(of)
    return term.extension


def time_terms(outcome: Outcome, compiled: Compiled, step: Step[Any], form: Form, view: CaseView) -> None:
    """Terms that end with the step, that it extends or suspends, and that begin with it or with a fact of it."""
    timing = _Timing(outcome, compiled, view, dict(view.header.state.get("deadlines", {})), {})
    timing.close_terms(step)
    if not outcome.is_final:
        timing.change_terms(step, form)
        timing.open_terms(step)
    if timing.patch:
        outcome.patch["deadlines"] = timing.patch
        merge(view.header.state, {"deadlines": timing.patch})


@dataclass(slots=True)
class _Timing:
    outcome: Outcome
    compiled: Compiled
    view: CaseView
    running: dict[str, dict[str, Any]]
    patch: dict[str, Any]

    def close(self, code: str, how: str) -> None:
        if self.running.pop(code, None) is not None:
            self.outcome.closed.append(DeadlineClosed(code, how))
            self.patch[code] = None

    def close_terms(self, step: Step[Any]) -> None:
        self.fulfil(step.name)
        if step.on is not None and step.on[1].is_last:
            self.fulfil(step.on[0])  # the receiver has answered or returned the hand-off
        for term in step.closes:
            self.close(deadline_code(term), "closed")
        if self.outcome.is_final:
            for code in list(self.running):
                self.close(code, "lapsed")

    def fulfil(self, code: str) -> None:
        """End a term because what it is for was done, in time or late."""
        due = self.view.deadline(code)
        if due is not None:
            self.close(code, "met" if due.paused or self.view.day <= due.due else "late")

    def change_terms(self, step: Step[Any], form: Form) -> None:
        if step.extends is not None:
            extension = _extension_of(step.extends.of)
            length = extension.length or (step.extends.length(form) if step.extends.length else None)
            if length is None:  # pragma: no cover - one of the two, checked when the class was made
                raise AssertionError(step)
            granted = {
                "amount": length.amount,
                "unit": length.unit.value,
                "reason": step.extends.ground(form),
                "under": extension.under.label,
            }
            row = self.running[deadline_code(step.extends.of)]
            self._recount(step.extends.of, {"extensions": [*row.get("extensions", ()), granted]})
        if step.pauses is not None:
            basis = self.view.around.setting(step.pauses.suspension.setting)
            pause = self._pause(f"{step.pauses.ground(form)}；依据：{basis}")
            for of in self._running_of(step.pauses.suspension):
                row = self.running[deadline_code(of)]
                self._recount(of, {"pauses": [*row.get("pauses", ()), pause]})
        if step.resumes is not None:
            for of in self._running_of(step.resumes):
                self._recount(of, {"pauses": self._ended(self.running[deadline_code(of)].get("pauses", ()))})

    def open_terms(self, step: Step[Any]) -> None:
        view = self.view
        begun = [(f"step:{step.name}", view.day)]
        begun += [(f"fact:{code}", on) for code, on, _ in self.outcome.facts_begun]
        for trigger, start in begun:
            for owner, term in self.compiled.terms_after.get(trigger, ()):
                self._open(owner, owner.label, term, (term.under or owner.under[0]).label, start)
            for clock in self.compiled.clocks_after.get(trigger, ()):
                self._open(clock, clock.label, clock, clock.under.label, start)

    def _running_of(self, suspension: Suspension) -> list[Step[Any] | Clock]:
        return [of for of in suspension.of if deadline_code(of) in self.running]

    def _pause(self, reason: str) -> dict[str, Any]:
        return {"begin": self.view.day.isoformat(), "end": None, "reason": reason}

    def _ended(self, pauses: Any) -> list[dict[str, Any]]:
        """The pauses with the open one ended yesterday; one that began today has paused nothing."""
        last = self.view.day - ONE_DAY
        ended = [{**p, "end": p["end"] or last.isoformat()} for p in pauses]
        return [p for p in ended if p["begin"] <= p["end"]]

    def _open(self, of: Step[Any] | Clock, label: str, term: Term | Clock, basis: str, start: date) -> None:
        code = deadline_code(of)
        replaced = self.running.get(code, {})
        self.close(code, "replaced")
        row: dict[str, Any] = {
            "start": start.isoformat(),
            "label": label,
            "basis": basis,
            "on_expiry": term.on_expiry.value,
        }
        held = [s for s in self.compiled.suspensions.get(code, ()) if self.view.open_fact(s.fact)]
        if held:
            row["pauses"] = [self._pause(f"{held[0].fact.label}期间开始的期限")]
        counted = self._count(term, row)
        opened = DeadlineOpened(
            code,
            label,
            basis,
            term.on_expiry.value,
            start,
            counted.due,
            counted.provisional,
            counted.data,
            _paused_on(row),
        )
        self.outcome.opened.append(opened)
        begun = {**row, "due": counted.due.isoformat(), "provisional": counted.provisional}
        # The state is patched by merging, so what only the replaced term had must be taken out by name.
        self.patch[code] = {**dict.fromkeys(replaced.keys() - begun.keys()), **begun}
        self.running[code] = begun

    def _recount(self, of: Step[Any] | Clock, change: dict[str, Any]) -> None:
        code = deadline_code(of)
        term = of if isinstance(of, Clock) else of.within
        if term is None:  # pragma: no cover - checked when the class was made
            raise AssertionError(of)
        row = {**self.running[code], **change}
        counted = self._count(term, row)
        self.outcome.changed.append(
            DeadlineChanged(
                code, row["label"], row["basis"], counted.due, counted.provisional, counted.data, _paused_on(row)
            )
        )
        self.patch[code] = {**change, "due": counted.due.isoformat(), "provisional": counted.provisional}
        self.running[code] = {**row, **self.patch[code]}

    def _count(self, term: Term | Clock, row: dict[str, Any]) -> _Counted:
        start, event, under = date.fromisoformat(row["start"]), event_of(term.after), row["basis"]
        if term.length is None:
            until = term.until(self.view) if isinstance(term, Clock) and term.until else None
            if until is None:  # pragma: no cover - a clock has one of the two, checked when it is made
                raise AssertionError(term)
            data = {"set_by_paper": until.isoformat(), "start": row["start"], "event": event, "under": under}
            return _Counted(until, provisional=False, data=data)
        if term.length.unit is Unit.HOURS:
            now = self.view.around.now.astimezone(SHANGHAI)
            moment = datetime.combine(start, now.time(), SHANGHAI)
            hours = count_hours(moment, term.length.amount)
            return _Counted(hours.due.date(), provisional=False, data=hours.to_json())
        computation = count(
            start,
            term.length,
            self.view.around.calendar,
            pauses=[_pause_of(p) for p in row.get("pauses", ())],
            extensions=[_granted(e) for e in row.get("extensions", ())],
            event=event,
            under=under,
        )
        return _Counted(computation.due, provisional=computation.provisional, data=computation.to_json())


@dataclass(frozen=True, slots=True)
class _Counted:
    due: date
    provisional: bool
    data: dict[str, Any]


def event_of(after: Step[Any] | Fact) -> str:
    """The start event of a term in words: 办理“受理立案”, or what the fact is called."""
    return after.label if isinstance(after, Fact) else f"办理“{after.label}”"


def _paused_on(row: dict[str, Any]) -> date | None:
    begun = [p["begin"] for p in row.get("pauses", ()) if p["end"] is None]
    return date.fromisoformat(begun[0]) if begun else None


def _pause_of(row: dict[str, Any]) -> Pause:
    end = date.fromisoformat(row["end"]) if row["end"] else None
    return Pause(date.fromisoformat(row["begin"]), end, row["reason"])


def _granted(row: dict[str, Any]) -> Granted:
    return Granted(Length(row["amount"], Unit(row["unit"])), row["reason"], row["under"])
