"""Every row of the tables of labour inspection is some step, and some test tells it."""

from __future__ import annotations

from tests.support.rows import table, told
from workflows.labour_inspection import LabourInspection

ROWS = {f"A-{n:02d}" for n in range(1, 43)}


def test_every_row_of_the_table_is_some_step() -> None:
    codes = {code for step in LabourInspection.steps.values() for code in step.codes}
    assert codes == ROWS


def test_no_row_is_without_a_test() -> None:
    assert told("labour_inspection").keys() == ROWS


def test_the_table_names_for_each_row_its_steps_and_its_tests() -> None:
    lines = list(table("labour_inspection"))
    assert len(lines) == 2 + len(ROWS)
    assert "登记投诉" in lines[2]
    assert "test_law.TestRegisterComplaint" in lines[2]
