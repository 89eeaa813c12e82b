"""The table of statutory terms: complete, cited, and each unit read as its statute means it."""

from __future__ import annotations

import re

import pytest

from engine.computation import Direction, Unit
from engine.errors import DeclarationError
from engine.law import Citation
from workflows.procedure import ORDER_SERVED, ORGAN_HEAD
from workflows.terms import TERMS, term
from workflows.terms.statutory import StatutoryTerm

NUMBERS = {f"D{n:02}" for n in range(1, 40)} | {f"E{n:02}" for n in range(1, 11)} | {f"F{n:02}" for n in range(1, 9)}
HAN = re.compile(r"[\u4e00-\u9fff]")
LENGTHS = [
    ("D01", 5, Unit.WORKING_DAYS),
    ("D04", 60, Unit.WORKING_DAYS),
    ("D05", 15, Unit.WORKING_DAYS),
    ("D06", 90, Unit.CALENDAR_DAYS),
    ("D07", 7, Unit.WORKING_DAYS),
    ("D10", 5, Unit.WORKING_DAYS),
    ("D11", 7, Unit.WORKING_DAYS),
    ("D14", 7, Unit.WORKING_DAYS),
    ("D15", 30, Unit.CALENDAR_DAYS),
    ("D16", 15, Unit.CALENDAR_DAYS),
    ("D18a", 2, Unit.WORKING_DAYS),
    ("D19", 60, Unit.CALENDAR_DAYS),
    ("D20", 6, Unit.MONTHS),
    ("D21a", 15, Unit.CALENDAR_DAYS),
    ("D22a", 5, Unit.WORKING_DAYS),
    ("D23a", 10, Unit.WORKING_DAYS),
    ("D23b", 5, Unit.WORKING_DAYS),
    ("D24a", 60, Unit.CALENDAR_DAYS),
    ("D25", 10, Unit.WORKING_DAYS),
    ("D26", 3, Unit.MONTHS),
    ("D27c", 30, Unit.CALENDAR_DAYS),
    ("D28a", 2, Unit.YEARS),
    ("D30", 3, Unit.WORKING_DAYS),
    ("D32", 3, Unit.CALENDAR_DAYS),
    ("D33", 24, Unit.HOURS),
    ("D37", 3, Unit.YEARS),
    ("D39", 15, Unit.CALENDAR_DAYS),
    ("E01", 3, Unit.CALENDAR_DAYS),
    ("E03", 10, Unit.WORKING_DAYS),
    ("E07", 5, Unit.WORKING_DAYS),
    ("F01", 30, Unit.CALENDAR_DAYS),
    ("F05", 20, Unit.WORKING_DAYS),
    ("F08d", 15, Unit.CALENDAR_DAYS),
]


def test_every_number_of_the_table_is_declared() -> None:
    assert {code[:3] for code in TERMS} == NUMBERS


@pytest.mark.parametrize(("code", "amount", "unit"), LENGTHS)
def test_the_length_is_read_as_the_statute_means_it(code: str, amount: int, unit: Unit) -> None:
    length = term(code).length
    assert length is not None
    assert (length.amount, length.unit) == (amount, unit)


@pytest.mark.parametrize("found", TERMS.values(), ids=lambda t: t.code)
def test_a_term_says_trigger_duty_consequence_and_source(found: StatutoryTerm) -> None:
    assert all(map(HAN.search, (found.trigger, found.duty, found.consequence, found.under.label)))
    assert found.grade in {"L", "P2", "P1", "D"}
    if isinstance(found.under, Citation):
        assert found.under.law.until is None


def test_hearing_and_audit_are_announced_before() -> None:
    assert {t.code for t in TERMS.values() if t.direction is Direction.BEFORE} == {"D11", "E01"}


def test_an_investigation_is_extended_once_by_the_head_of_the_organ() -> None:
    extension = term("D04").extension
    assert extension is not None
    assert (extension.times, extension.approver, extension.ground) == (1, ORGAN_HEAD, "情况复杂")


def test_a_term_without_a_number_cannot_be_counted() -> None:
    with pytest.raises(DeclarationError, match="D09: the law sets no length"):
        term("D09").clock("陈述申辩期限", after=ORDER_SERVED)


def test_a_term_counted_back_cannot_run_forward() -> None:
    with pytest.raises(DeclarationError, match="D11 is counted back"):
        term("D11").clock("听证通知", after=ORDER_SERVED)
