"""Tables of parameters: the right row for a day, nothing before the first, provisional beyond the last."""

from datetime import date
from itertools import pairwise

import pytest

from workflows import parameters
from workflows.parameters import NATION, Grade, ParameterMissingError, Table, chain
from workflows.parameters.citations import CITED

TABLES = [value for value in vars(parameters).values() if isinstance(value, Table)]
YUNNAN = "530000"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_rows_of_a_series_follow_each_other_without_overlap(table: Table[object]) -> None:
    assert table.rows
    for series in table.rows.values():
        for row, following in pairwise(series):
            assert row.valid_to is not None
            assert row.valid_from <= row.valid_to < following.valid_from


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_row_is_shipped_without_a_grade_and_no_source_is_a_web_page(table: Table[object]) -> None:
    for _, row in table.all_rows():
        assert row.grade is not Grade.U
        assert "http" not in row.source + row.note
        assert "www" not in row.source + row.note


def test_the_wage_basis_changed_on_2019_05_01_and_fell() -> None:
    before = parameters.CONTRIBUTION_BOUNDS.lookup(date(2019, 4, 30), YUNNAN).value
    after = parameters.CONTRIBUTION_BOUNDS.lookup(date(2019, 5, 1), YUNNAN).value
    assert before.wage_basis != after.wage_basis
    assert after.average_wage < before.average_wage
    assert after.pension_base is not None
    assert after.pension_base > before.average_wage


def test_before_the_first_row_a_table_refuses_and_names_the_setting() -> None:
    with pytest.raises(ParameterMissingError, match=r"parameters\.contribution_bounds") as refusal:
        parameters.CONTRIBUTION_BOUNDS.lookup(date(1994, 12, 31), YUNNAN)
    assert refusal.value.setting == "parameters.contribution_bounds"
    assert "1994-12-31" in str(refusal.value)


def test_beyond_the_last_row_the_last_one_stands_in_provisionally() -> None:
    found = parameters.CONTRIBUTION_BOUNDS.lookup(date(2027, 3, 1), YUNNAN)
    assert found.row.value.year == 2025
    assert "尚未公布" in found.provisional


def test_a_hole_in_a_series_is_refused() -> None:
    with pytest.raises(ParameterMissingError):
        parameters.AVERAGE_PENSION.lookup(date(2019, 6, 1), YUNNAN)


def test_a_value_that_may_not_be_carried_on_is_refused_beyond_its_last_row() -> None:
    with pytest.raises(ParameterMissingError):
        parameters.RESIDENT_BASIC_PENSION.lookup(date(2024, 6, 1), "530523")


def test_a_county_asks_its_prefecture_its_province_and_the_nation() -> None:
    assert chain("530523") == ("530523", "530500", "530000", NATION)
    assert chain("530000") == ("530000", NATION)


def test_every_citation_of_the_calculators_names_an_article_and_is_no_guess() -> None:
    for citation in CITED:
        assert citation.article
        assert citation.grade is not Grade.U
