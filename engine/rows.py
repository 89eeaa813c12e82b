"""The rows of the law's tables that a case type implements: each with its steps, forms, papers and terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.casetype import Step
from engine.machine import Compiled
from engine.timing import event_of


@dataclass(frozen=True, slots=True)
class Row:
    """One row, such as A-30, and what implements it."""

    code: str
    steps: tuple[str, ...]
    forms: tuple[str, ...]
    papers: tuple[str, ...]
    terms: tuple[str, ...]
    bases: tuple[str, ...]


def rows(compiled: Compiled) -> tuple[Row, ...]:
    """Every row that some step names, in order."""
    codes = sorted({code for step in compiled.steps.values() for code in step.codes})
    return tuple(_row(compiled, code) for code in codes)


def _row(compiled: Compiled, code: str) -> Row:
    steps = [step for step in compiled.steps.values() if code in step.codes]
    return Row(
        code,
        tuple(step.label for step in steps),
        _once(_form(step) for step in steps),
        _once(document.label for step in steps for document in step.issues),
        _once(term for step in steps for term in _terms(compiled, step)),
        _once(basis.label for step in steps for basis in step.under),
    )


def _form(step: Step[Any]) -> str:
    return (step.form.__doc__ or step.form.__name__).partition("(")[2].partition(")")[0] or step.form.__name__


def _terms(compiled: Compiled, step: Step[Any]) -> list[str]:
    told = []
    if step.within is not None:
        told.append(f"{step.label}：{event_of(step.within.after)}之日起{step.within.length.label}")
    begun = {record.fact for record in step.records}
    told += [
        f"{clock.label}：{clock.length.label if clock.length else '文书载明的日期'}"
        for clock in compiled.case_type.clocks.values()
        if clock.after is step or clock.after in begun
    ]
    return told


def _once(words: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
