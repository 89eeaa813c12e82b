"""Published samples: golden ones are reproduced, published errors are not, reference rows are explained."""

import csv
import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from workflows.calculators.employee_pension import PensionInput, employee_pension, latest_average_pension
from workflows.calculators.late_fee import Cap, LateFeeRules, late_fee
from workflows.calculators.minimum_years import minimum_years
from workflows.calculators.money import total
from workflows.calculators.months import Month
from workflows.calculators.payout_months import payout_months
from workflows.calculators.premiums import contribution_base, flexible_premium
from workflows.calculators.proxy_contribution import resident_grade
from workflows.calculators.resident_pension import balance_of, resident_pension
from workflows.calculators.retirement_age import Category, retirement_age
from workflows.parameters import (
    CONTRIBUTION_BOUNDS,
    FLEXIBLE_BASES,
    RESIDENT_BASIC_PENSION,
)

YUNNAN = "530000"
ROWS = {
    row["id"]: row
    for row in csv.DictReader(Path(__file__).with_name("worked_examples.csv").read_text(encoding="utf-8").splitlines())
}
PROVINCES = {
    "EP-01": YUNNAN,
    "EP-03": YUNNAN,
    "EP-04": "370000",
    "EP-06": "370000",
    "EP-08": "340000",
    "EP-10": "430000",
    "EP-12": "450000",
}
EXPLAINED = {
    "LF-10": "the monthly bases were not published",
    "LF-11": "late fee after acceptance of the petition is no claim; nothing to calculate",
    "EP-03": "its index was tuned by its author; the arithmetic holds all the same",
}


def inputs(name: str) -> dict[str, Any]:
    return json.loads(ROWS[name]["inputs"], parse_float=Decimal)  # type: ignore[no-any-return]  # JSON


def published(name: str) -> dict[str, Any]:
    return json.loads(ROWS[name]["published"], parse_float=Decimal)  # type: ignore[no-any-return]  # JSON


def fee(principal: object, days: int) -> Decimal:
    start = date(2012, 1, 1)
    rules = LateFeeRules(cap=Cap.NONE)
    result = late_fee(Decimal(str(principal)), start, start + timedelta(days=days - 1), rules)
    assert result.days == days
    return result.uncapped


def bounds(year: int, month: int = 12) -> Any:
    return CONTRIBUTION_BOUNDS.lookup(date(year, month, 1), YUNNAN).value


def pension_of(name: str) -> Any:
    given = inputs(name)
    printed = given["indexed_wage_printed"]
    return employee_pension(
        PensionInput(
            Decimal(given["calc_base"]),
            Decimal(given["avg_index"]),
            Decimal(given["total_years"]),
            Decimal(given["account"]),
            Decimal(given["payout_months"]),
            Decimal(given["pre_account_years"]),
            None if printed is None else Decimal(printed),
        ),
        jurisdiction=PROVINCES.get(name, YUNNAN),
    )


@pytest.mark.parametrize("name", ["LF-01", "LF-02", "LF-03"])
def test_the_late_fee_is_simple_interest_by_the_day(name: str) -> None:
    assert fee(inputs(name)["principal"], inputs(name)["days"]) == published(name)["late_fee"]


def test_lf06_rounds_half_up_to_the_fen_and_the_inclusive_count_gives_one_day_more() -> None:
    given = inputs("LF-06")
    assert fee(given["principal"], given["days_printed"]) == published("LF-06")["late_fee"]
    both = late_fee(Decimal(str(given["principal"])), date(2017, 3, 1), date(2017, 4, 9), LateFeeRules(cap=Cap.NONE))
    assert (both.days, both.uncapped) == (40, Decimal("22.84"))


def test_lf09_is_a_sum_of_two_lines_and_was_not_capped() -> None:
    given = inputs("LF-09")
    lines = (given["principal"], given["late_fee_to_2019-02-28"])
    assert total(lines) == published("LF-09")["total"]
    assert lines[1] > lines[0]


def test_bp02_the_bound_of_2025_is_the_printed_integer_and_not_sixty_per_cent() -> None:
    assert (bounds(2025).upper, bounds(2025).lower) == (
        published("BP-02")["upper"],
        published("BP-02")["lower"],
    )
    assert bounds(2025).lower != bounds(2025).lower_computed
    assert contribution_base(Decimal(100), bounds(2025)) == Decimal("4357.00")


@pytest.mark.parametrize(("name", "year"), [("BP-03", 2019), ("BP-05", 2016)])
def test_bounds_are_those_of_the_notice(name: str, year: int) -> None:
    assert bounds(year).average_wage == inputs(name)["avg_wage"]
    assert (bounds(year).upper, bounds(year).lower) == (published(name)["upper"], published(name)["lower"])


def test_bp06_one_notice_rounds_the_same_number_two_ways() -> None:
    wanted, grades = published("BP-06"), inputs("BP-06")["grades_pct"]
    bases = [FLEXIBLE_BASES.lookup(date(2015, 6, 1), YUNNAN, str(grade)).value.base for grade in grades]
    assert (bounds(2015).lower, bounds(2015).upper) == (wanted["employee_lower"], wanted["upper"])
    assert bases == wanted["flexible_bases"]
    assert [flexible_premium(grade, 2015) for grade in grades] == wanted["flexible_year"]
    assert bases[1] != bounds(2015).lower


def test_bp07_the_flexible_minimum_of_2022_to_the_yuan() -> None:
    assert round(flexible_premium(60, 2022)) == published("BP-07")["minimum_year"]


@pytest.mark.parametrize("name", PROVINCES)
def test_approval_forms_are_reproduced_to_the_fen(name: str) -> None:
    result, wanted = pension_of(name), published(name)
    assert (result.basic, result.account, result.transitional) == (
        wanted["basic"],
        wanted["account"],
        wanted["transitional"],
    )
    if "total" in wanted:
        assert result.pension == wanted["total"]
    if "total_pension" in wanted:
        assert result.pension == wanted["total_pension"]


def test_ep01_the_one_child_supplement_takes_the_average_pension_of_the_year_before() -> None:
    given = inputs("EP-01")
    result = employee_pension(
        PensionInput(
            Decimal(given["calc_base"]),
            Decimal(given["avg_index"]),
            Decimal(430) / 12,
            Decimal(given["account"]),
            Decimal(139),
            Decimal(10),
            Decimal(given["indexed_wage_printed"]),
            latest_average_pension(2025),
        )
    )
    assert (result.one_child, result.total) == (
        published("EP-01")["one_child"],
        published("EP-01")["total_with_one_child"],
    )


def test_ep14_the_portal_that_takes_the_contribution_wage_for_the_transitional_part_is_wrong() -> None:
    result = pension_of("EP-14")
    assert result.basic == published("EP-14")["basic"]
    assert result.transitional == Decimal("125.16")
    assert result.transitional != published("EP-14")["transitional"]


def test_ep16_the_account_part_at_56() -> None:
    assert payout_months(56).payout_months == inputs("EP-16")["payout_months"]
    assert Decimal(inputs("EP-16")["account"]) / 164 == published("EP-16")["account_pension"]


@pytest.mark.parametrize("name", ["RP-01", "RP-04"])
def test_resident_pensions_are_reproduced_to_the_yuan(name: str) -> None:
    given, wanted = inputs(name), published(name)
    balance, _ = balance_of(Decimal(given["grade"]), Decimal(given["subsidy"]), given["years"])
    result = resident_pension(balance=balance, years=given["years"], basic=Decimal(given["basic"]))
    assert round(result.account) == wanted["account_pension"]
    assert round(result.total) == wanted["total"]
    assert balance == wanted.get("account", balance)


def test_rp03_a_wrong_published_sample_is_not_reproduced() -> None:
    given = inputs("RP-03")
    balance, _ = balance_of(Decimal(given["grade"]), Decimal(given["subsidy"]), given["years"])
    result = resident_pension(balance=balance, years=given["years"], basic=Decimal(given["basic"]))
    assert result.account == Decimal("15.11")
    assert round(result.account) != published("RP-03")["account_pension"]


def test_rp07_the_basic_pension_of_2018_is_the_sum_of_two_layers() -> None:
    row = RESIDENT_BASIC_PENSION.lookup(date(2018, 6, 1), YUNNAN).value
    assert row.total == published("RP-07")["yunnan_min"]
    assert (row.central, row.province) == (inputs("RP-07")["central_new"], inputs("RP-07")["province"])


def test_rp08_the_subsidy_table_of_2023() -> None:
    grades = inputs("RP-08")["grades"]
    paid = [resident_grade(grade, date(2023, 8, 1)).value.subsidy for grade in grades]
    assert paid == published("RP-08")["subsidy"]


@pytest.mark.parametrize("birth", ["1965-01", "1965-02", "1965-03", "1965-04"])
def test_ra01_men_who_turn_60_in_early_2025_retire_a_month_later(birth: str) -> None:
    result = retirement_age(Month.parse(birth), Category.MALE_60)
    assert f"{result.age_years}y{result.age_months}m" == published("RA-01")["age"]


def test_ra03_a_man_born_in_september_1972_retires_at_62() -> None:
    wanted = published("RA-03")
    result = retirement_age(Month.parse(inputs("RA-03")["birth"]), Category.MALE_60)
    assert (f"{result.age_years}y", result.age_months) == (wanted["age"], 0)
    assert result.earliest_month.since(result.birth) == int(wanted["early_from"]) * 12
    assert result.latest_month.since(result.birth) == int(wanted["late_to"]) * 12


def test_ra05_the_minimum_grows_half_a_year_each_year_since_2030() -> None:
    found = [minimum_years(year) for year in inputs("RA-05")["year"]]
    assert [(each.years, each.months) for each in found] == [(15, 6), (16, 0)]


def test_reference_rows_are_explained() -> None:
    assert {name for name, row in ROWS.items() if row["use_as"] == "reference"} == set(EXPLAINED)
