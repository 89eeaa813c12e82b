"""What the words of the procedures mean (术语), each in a sentence with its law: read from the declarations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from engine.casetype import Step
from engine.law import Basis, Citation
from engine.machine import Compiled
from engine.terms import Clock, Term
from engine.vocabulary import Fact, Stage

MOST_LAWS = 3
"""A stage that many steps lead to names the first of their laws only."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that users meet, what it means, and the law behind it, or else the office's own practice."""

    term: str
    words: str
    basis: tuple[str, ...] = ()
    anchor: str = ""
    practice: tuple[str, ...] = ()


def stage_word(compiled: Compiled, stage: Stage) -> Word:
    """What it means that a case stands at a stage, and which law brought it there."""
    leading = [basis for step in compiled.steps.values() if step.to is stage for basis in step.under]
    return _word(stage.label, third_person(stage.plain), leading, f"{compiled.code}-{stage.code}")


def step_word(compiled: Compiled, step: Step[Any]) -> Word:
    """What a step does, who takes it, and under which law."""
    roles = "或".join(role.label for role in step.by)
    who = "自动办理" if step.automatic else f"由{roles}办理"
    words = f"{third_person(step.plain)}，{who}" if step.plain else who
    return _word(step.label, words, step.under, f"{compiled.code}-{step.name}")


def term_word(compiled: Compiled, of: Step[Any] | Clock) -> Word | None:
    """How long a term is, from what on, and what its end means; None where a step has none."""
    if isinstance(of, Clock):
        long = of.length.label if of.length else "到文书载明的日期"
        words = f"“{_trigger(of.after)}”之后{long}；{of.on_expiry.label}"
        return _word(of.label, words, (of.under,), f"{compiled.code}-{of.code}")
    term: Term | None = of.within
    if term is None:
        return None
    words = f"“{_trigger(term.after)}”之后{term.length.label}；{term.on_expiry.label}"
    return _word(of.label, words, (term.under or of.under[0],), f"{compiled.code}-{of.name}-term")


def stages_of(compiled: Compiled) -> list[Word]:
    """Every stage of a case type."""
    return [stage_word(compiled, stage) for stage in compiled.stages.values()]


def terms_of(compiled: Compiled) -> list[Word]:
    """Every term of a case type: of its steps first, then the others."""
    every: Iterable[Step[Any] | Clock] = (*compiled.steps.values(), *compiled.case_type.clocks.values())
    return [word for of in every if (word := term_word(compiled, of)) is not None]


def third_person(words: str) -> str:
    """Plain words for the worker, as an officer reads them.

    >>> third_person("请您补充材料"), third_person("您的缴费月份已经记账")
    ('请劳动者补充材料', '劳动者的缴费月份已经记账')
    """
    return words.replace("您", "劳动者")


def _trigger(after: Step[Any] | Fact) -> str:
    return after.label


def _word(term: str, words: str, under: Iterable[Basis], anchor: str) -> Word:
    """A word with the first of its laws apart from what is the office's own practice."""
    bases = list(under)
    laws = [basis.label for basis in bases if isinstance(basis, Citation)]
    practice = [basis.label for basis in bases if not isinstance(basis, Citation)]
    return Word(term, words, tuple(dict.fromkeys(laws))[:MOST_LAWS], anchor, tuple(dict.fromkeys(practice)))


def search(words: Iterable[Word], text: str) -> Iterator[Word]:
    """The words in which a text occurs, in their term or their sentence."""
    wanted = text.strip().casefold()
    return (word for word in words if wanted in f"{word.term}{word.words}".casefold())
