"""The rows of the law's tables that a case type implements: each with its steps, forms, papers and terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.casetype import Step
from engine.machine import Compiled
from engine.timing import event_of


@dataclass(frozen=True, slots=True)
class Act:
    """A step that implements a row: its form, papers, terms and provisions."""

    step: str
    form: str
    papers: tuple[str, ...]
    terms: tuple[str, ...]
    bases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row, such as A-30, and what implements it."""

    code: str
    acts: tuple[Act, ...]


def rows(compiled: Compiled) -> tuple[Row, ...]:
    """Every row that some step names, in order."""
    codes = sorted({code for step in compiled.steps.values() for code in step.codes})
    return tuple(
        Row(code, tuple(_act(compiled, step) for step in compiled.steps.values() if code in step.codes))
        for code in codes
    )


def _act(compiled: Compiled, step: Step[Any]) -> Act:
    return Act(
        step.label,
        _form(step),
        tuple(document.label for document in step.issues),
        tuple(_terms(compiled, step)),
        tuple(basis.label for basis in step.under),
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
