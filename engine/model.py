"""Proves sentences about a case type by looking at every state it can reach (模型检查).

A state is a stage, the facts that hold and the terms that run, as far as a sentence needs them. What a guard
reads beyond that (forms, amounts, settings, people) can go either way, so that a proof holds for every case;
a way that breaks the sentence is looked at again with all that its guards read, until it is real or gone.
Persons are not modelled: `apart_from` and roles are checked when a step is taken.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from engine.calendar import Calendar
from engine.casetype import START, CaseType, Step
from engine.counting import Length
from engine.guards import Frequency, Guard, Look, Option, Tally, Threshold
from engine.terms import Clock
from engine.vocabulary import Fact, Role, Stage

RUNNING, EXPIRED = "running", "expired"


@dataclass(frozen=True, slots=True)
class State:
    """A stage with the tracked facts that hold, the tracked terms that are open, and the sentence's memory."""

    stage: Stage
    facts: frozenset[Fact]
    terms: frozenset[tuple[Clock, str]]
    seen: bool = False


@dataclass(frozen=True, slots=True)
class Precedence:
    """A sentence: no step of `steps` is taken unless one of `after` was taken, and since then none of `reset`.

    `unless` names facts whose holding excuses the step.
    """

    text: str
    steps: tuple[str, ...]
    after: tuple[str, ...]
    reset: tuple[str, ...] = ()
    unless: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Excluded:
    """A sentence: no step of `steps` is taken while one of the facts holds."""

    text: str
    steps: tuple[str, ...]
    while_holding: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class TermFirst:
    """A sentence: no step of `steps` is taken unless the term has run out."""

    text: str
    steps: tuple[str, ...]
    over: Clock
    unless: tuple[Fact, ...] = ()


Sentence = Precedence | Excluded | TermFirst


class _Unknown(Exception):
    """A guard read something that can go either way."""


@dataclass(frozen=True, slots=True)
class _Abstract:
    """What a guard sees of a state; all else can go either way."""

    state: State
    tracked: frozenset[Fact | Clock]
    open_terms: bool = False
    """An open term may be running or over."""

    def open_fact(self, fact: Fact) -> bool:
        if fact not in self.tracked:
            raise _Unknown
        return fact in self.state.facts

    def clock_state(self, clock: Clock) -> str:
        if clock not in self.tracked:
            raise _Unknown
        how = next((how for term, how in self.state.terms if term is clock), "none")
        if self.open_terms and how != "none":
            raise _Unknown
        return how

    def clock_due(self, clock: Clock) -> date | None:
        raise _Unknown

    def tally(self, tally: Tally) -> tuple[int, Decimal]:
        raise _Unknown

    def option(self, option: Option) -> str:
        raise _Unknown

    def frequency(self, frequency: Frequency) -> int:
        raise _Unknown

    def is_assigned(self, officer: str) -> bool:
        raise _Unknown

    def latest_before(self, day: date, length: Length) -> date:
        raise _Unknown

    def threshold(self, threshold: Threshold) -> Decimal:
        raise _Unknown

    def officer_card_valid(self, officer: str) -> bool:
        raise _Unknown

    def holds_role(self, officer: str, role: Role) -> bool:
        raise _Unknown

    def is_recused(self, officer: str) -> bool:
        raise _Unknown

    @property
    def day(self) -> date:
        raise _Unknown

    @property
    def calendar(self) -> Calendar:
        raise _Unknown


class _AnyForm:
    """A form whose answers are not known."""

    def __getattr__(self, name: str) -> NoReturn:
        raise _Unknown


def may_hold(guard: Guard[Any], state: State, tracked: frozenset[Fact | Clock], *, open_terms: bool = False) -> bool:
    """Whether the guard can be met in the state: false only where what is tracked refuses it."""
    look = Look(_Abstract(state, tracked, open_terms), _AnyForm(), guard.reads, guard.name)  # type: ignore[arg-type] # stands for any form
    try:
        return guard.test(look) is None
    except _Unknown:
        return True


class Model:
    """A case type as a graph of states."""

    def __init__(self, case_type: type[CaseType]) -> None:
        self.case_type = case_type
        self.steps = list(case_type.steps.values())
        recorded = {record.fact for step in self.steps for record in step.records}
        self._facts: frozenset[Fact | Clock] = frozenset([*recorded, *case_type.clocks.values()])

    def counterexample(self, sentence: Sentence) -> list[str] | None:
        """The names of steps that break the sentence, None where it is proven."""
        unknown = [name for name in _named(sentence) if name not in self.case_type.steps]
        if unknown:
            raise LookupError(f"{sentence.text}: no such steps: {unknown}")
        tracked = frozenset(_subjects(sentence))
        while True:
            path = self._search(sentence, tracked)
            if path is None:
                return None
            more = self._refined(path, tracked)
            if more == tracked:
                return [step.name for step in path]
            tracked = more

    def _reads(self, step: Step[Any]) -> frozenset[Fact | Clock]:
        return frozenset(r for guard in step.requires for r in guard.reads if isinstance(r, Fact | Clock))

    def _refined(self, path: list[Step[Any]], tracked: frozenset[Fact | Clock]) -> frozenset[Fact | Clock]:
        """Track also what refuses the way, or where nothing does, the terms that its steps read."""
        # Any one refusal takes the way; the one that looks at least keeps the states few.
        reads = [frozenset(r for r in g.reads if isinstance(r, Fact | Clock)) - tracked for g in self._refusing(path)]
        if any(reads):
            return tracked | min(filter(None, reads), key=len)
        for step in reversed(path):
            terms = frozenset(r for r in self._reads(step) if isinstance(r, Clock))
            if terms - tracked:
                return tracked | terms
        return tracked

    def _refusing(self, path: list[Step[Any]]) -> list[Guard[Any]]:
        """The guards that refuse the way when every fact is tracked; open terms may stand either way."""
        states = {State(START, frozenset(), frozenset())}
        found: list[Guard[Any]] = []
        for step in path:
            passed = [s for s in states if all(may_hold(g, s, self._facts, open_terms=True) for g in step.requires)]
            if not passed:
                state = min(states, key=lambda s: len(s.facts))
                found += [g for g in step.requires if not may_hold(g, state, self._facts, open_terms=True)]
                passed = [state]
            states = {after for s in passed for after in self._successors(s, step, self._facts, None)}
        return found

    def _search(self, sentence: Sentence, tracked: frozenset[Fact | Clock]) -> list[Step[Any]] | None:
        first = State(START, frozenset(), frozenset())
        came: dict[State, tuple[State, Step[Any]] | None] = {first: None}
        waiting = deque([first])
        while waiting:
            state = waiting.popleft()
            for step in self._possible(state, tracked):
                if _broken(sentence, state, step):
                    return [*self._way(came, state), step]
                for after in self._successors(state, step, tracked, sentence):
                    if after not in came:
                        came[after] = (state, step)
                        waiting.append(after)
            for after in _time_passes(state):
                if after not in came:
                    came[after] = came[state]
                    waiting.append(after)
        return None

    def _way(self, came: dict[State, tuple[State, Step[Any]] | None], state: State) -> list[Step[Any]]:
        way: list[Step[Any]] = []
        at = came[state]
        while at is not None:
            way.append(at[1])
            at = came[at[0]]
        return way[::-1]

    def _possible(self, state: State, tracked: frozenset[Fact | Clock]) -> Iterator[Step[Any]]:
        for step in self.steps:
            if state.stage in step.at and all(may_hold(guard, state, tracked) for guard in step.requires):
                yield step

    def _successors(
        self, state: State, step: Step[Any], tracked: frozenset[Fact | Clock], sentence: Sentence | None
    ) -> Iterator[State]:
        ended = state.facts.difference(step.ends)
        sure = {r.fact for r in step.records if r.when is None and r.fact in tracked}
        perhaps = sorted({r.fact for r in step.records if r.when is not None and r.fact in tracked}, key=_code)
        stage = step.to or state.stage
        closed = {term for term in step.closes if isinstance(term, Clock)}
        kept = frozenset() if stage.final else frozenset(t for t in state.terms if t[0] not in closed)
        for some in _subsets(perhaps):
            begun = sure | set(some)
            opened = set() if stage.final else {c for c in self._opened(step, begun, tracked) if c in tracked}
            terms = frozenset(t for t in kept if t[0] not in opened) | {(clock, RUNNING) for clock in opened}
            yield State(stage, ended | begun, terms, _seen(sentence, state, step))

    def _opened(self, step: Step[Any], begun: set[Fact], tracked: frozenset[Fact | Clock]) -> Iterator[Clock]:
        untracked = {r.fact for r in step.records if r.fact not in tracked}
        for clock in self.case_type.clocks.values():
            if clock.after is step or clock.after in begun or clock.after in untracked:
                yield clock


def _code(fact: Fact) -> str:
    return fact.code


def _subsets(facts: list[Fact]) -> Iterator[tuple[Fact, ...]]:
    for bits in range(1 << len(facts)):
        yield tuple(fact for n, fact in enumerate(facts) if bits >> n & 1)


def _time_passes(state: State) -> Iterator[State]:
    """Any running term may run out before the next step."""
    for term in state.terms:
        if term[1] == RUNNING:
            yield State(state.stage, state.facts, (state.terms - {term}) | {(term[0], EXPIRED)}, state.seen)


def _named(sentence: Sentence) -> Iterable[str]:
    more = (*sentence.after, *sentence.reset) if isinstance(sentence, Precedence) else ()
    return (*sentence.steps, *more)


def _subjects(sentence: Sentence) -> tuple[Fact | Clock, ...]:
    if isinstance(sentence, Excluded):
        return sentence.while_holding
    return (sentence.over, *sentence.unless) if isinstance(sentence, TermFirst) else sentence.unless


def _seen(sentence: Sentence | None, state: State, step: Step[Any]) -> bool:
    if not isinstance(sentence, Precedence) or step.opens_case:
        return False
    if step.name in sentence.after:
        return True
    return state.seen and step.name not in sentence.reset


def _broken(sentence: Sentence, state: State, step: Step[Any]) -> bool:
    if step.name not in sentence.steps:
        return False
    if isinstance(sentence, Excluded):
        return bool(state.facts.intersection(sentence.while_holding))
    if state.facts.intersection(sentence.unless):
        return False
    if isinstance(sentence, TermFirst):
        return (sentence.over, EXPIRED) not in state.terms
    return not state.seen
