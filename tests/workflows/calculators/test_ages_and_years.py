"""Retirement age, minimum years and payout months: the published tables, and what lies between their rows."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.calculators.minimum_years import minimum_years
from workflows.calculators.months import Month
from workflows.calculators.payout_months import payout_months
from workflows.calculators.refusals import InputError
from workflows.calculators.retirement_age import Category, retirement_age


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize(
    "band", table("retirement_bands.csv"), ids=lambda band: f"{band['category']} {band['birth_to']}"
)
def test_every_band_of_the_reform(band: dict[str, str]) -> None:
    for birth in {band["birth_from"] or "1950-06", band["birth_to"] or "1995-06"}:
        result = retirement_age(Month.parse(birth), Category(band["category"]))
        assert result.delay_months == int(band["delay_months"])
        assert (result.age_years, result.age_months) == (int(band["age_years"]), int(band["age_months"]))
    if band["birth_from"] and band["first_retirement_month"]:
        first = retirement_age(Month.parse(band["birth_from"]), Category(band["category"]))
        assert str(first.retire_month) == band["first_retirement_month"]


@given(st.integers(0, 1500).map(Month(1900, 1).plus), st.sampled_from(Category), st.integers(1, 60))
def test_who_is_born_later_never_retires_earlier(birth: Month, category: Category, later: int) -> None:
    first, second = retirement_age(birth, category), retirement_age(birth.plus(later), category)
    assert first.delay_months <= second.delay_months
    assert first.retire_month < second.retire_month
    assert first.earliest_month <= first.retire_month < first.latest_month
    assert first.earliest_month.since(birth) >= first.original_years * 12


@pytest.mark.parametrize("year", [1899, 2101])
def test_an_absurd_birth_year_is_refused(year: int) -> None:
    with pytest.raises(InputError, match="birth"):
        retirement_age(Month(year, 1), Category.MALE_60)


@pytest.mark.parametrize(
    ("year", "years", "months"),
    [
        (2011, 15, 0),
        (2024, 15, 0),
        (2029, 15, 0),
        (2030, 15, 6),
        (2034, 17, 6),
        (2038, 19, 6),
        (2039, 20, 0),
        (2100, 20, 0),
    ],
)
def test_the_minimum_contribution_years(year: int, years: int, months: int) -> None:
    assert (minimum_years(year).years, minimum_years(year).months) == (years, months)


@pytest.mark.parametrize("year", [2010, 2201])
def test_an_absurd_year_is_refused(year: int) -> None:
    with pytest.raises(InputError, match="year"):
        minimum_years(year)


@pytest.mark.parametrize("row", table("payout_months.csv"), ids=lambda row: f"{row['age_years']}y{row['age_months']}m")
def test_payout_months_by_age(row: dict[str, str]) -> None:
    result = payout_months(int(row["age_years"]), int(row["age_months"]))
    assert result.payout_months == Decimal(row["months"])
    assert bool(result.notes) is (row["kind"] == "interpolated")


@pytest.mark.parametrize(
    ("years", "months", "printed"), [(60, 2, "137.8"), (60, 3, "137.3"), (55, 1, "169.5"), (60, 0, "139")]
)
def test_printed_approval_forms_interpolate(years: int, months: int, printed: str) -> None:
    assert payout_months(years, months).payout_months == Decimal(printed)


@given(st.integers(40, 69), st.integers(0, 11))
def test_payout_months_fall_with_age(years: int, months: int) -> None:
    next_years, next_months = divmod(years * 12 + months + 1, 12)
    assert payout_months(next_years, next_months).payout_months < payout_months(years, months).payout_months


@pytest.mark.parametrize(("years", "months"), [(39, 11), (70, 1), (60, 12), (60, -1)])
def test_an_age_outside_the_table_is_refused(years: int, months: int) -> None:
    with pytest.raises(InputError):
        payout_months(years, months)
