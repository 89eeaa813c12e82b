"""Back payment: each month on the bounds and rates of its own time, totals the sum of their lines."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.calculators.back_payment import (
    BackPaymentRules,
    DefaultDate,
    Interest,
    MonthlyWage,
    Valuation,
    back_payment,
)
from workflows.calculators.late_fee import LateFeeRules, Pre2011
from workflows.calculators.months import Month
from workflows.calculators.premiums import ContributionTables, UnknownWage, premium
from workflows.calculators.refusals import InputError
from workflows.calculators.settlement import settle
from workflows.calculators.undeclared import undeclared_premium
from workflows.parameters import (
    CONTRIBUTION_BOUNDS,
    CONTRIBUTION_RATES,
    ContributionRates,
    Grade,
    ParameterMissingError,
    Row,
    SettingMissingError,
)

PAID = date(2026, 11, 20)
NOMINAL = BackPaymentRules()
SINCE_2011_07 = st.integers(0, 180).map(Month(2011, 7).plus)
WAGES = st.decimals(min_value=4400, max_value=40_000, places=2)


def due(month: str, wage: str | None, **settings: object) -> tuple[str, str, str]:
    result = premium(Month.parse(month), None if wage is None else Decimal(wage), **settings)  # type: ignore[arg-type]  # keywords of the table
    return str(result.base), str(result.employer), str(result.employee)


@pytest.mark.parametrize(
    ("month", "wage", "base", "employer", "employee"),
    [
        ("2015-06", "2000.00", "2391.00", "478.20", "191.28"),
        ("2016-04", "2000.00", "2751.00", "550.20", "220.08"),
        ("2016-05", "2000.00", "2751.00", "522.69", "220.08"),
        ("2018-07", "100000.00", "18378.00", "3491.82", "1470.24"),
        ("2019-04", "3500.00", "3676.00", "698.44", "294.08"),
        ("2019-05", "3500.00", "3500.00", "560.00", "280.00"),
        ("2019-05", "3000.00", "3107.00", "497.12", "248.56"),
        ("2022-03", "3973.00", "3973.00", "635.68", "317.84"),
        ("2023-12", "4143.60", "4144.00", "663.04", "331.52"),
        ("2025-01", "4000.00", "4357.00", "697.12", "348.56"),
        ("2025-12", "4357.80", "4357.80", "697.25", "348.62"),
        ("2025-12", "30000.00", "21789.00", "3486.24", "1743.12"),
        ("2012-05", "3333.33", "3333.33", "666.67", "266.67"),
        ("2017-05", "99999.99", "15891.00", "3019.29", "1271.28"),
    ],
)
def test_each_month_has_the_published_bounds_and_the_rates_of_its_time(
    month: str, wage: str, base: str, employer: str, employee: str
) -> None:
    assert due(month, wage) == (base, employer, employee)


def test_the_county_takes_the_rows_of_its_province() -> None:
    assert due("2019-05", "3500.00", jurisdiction="530523") == due("2019-05", "3500.00")


@pytest.mark.parametrize("month", ["1995-10", "2000-01", "2005-12"])
def test_the_rates_of_yunnan_before_2006_were_not_found(month: str) -> None:
    with pytest.raises(ParameterMissingError, match=r"parameters\.contribution_rates"):
        due(month, "1000.00")


def test_service_before_the_personal_accounts_is_deemed_and_not_paid_back() -> None:
    with pytest.raises(InputError, match="视同缴费"):
        due("1995-09", "300.00")


def test_a_place_without_tables_is_refused() -> None:
    with pytest.raises(ParameterMissingError, match="110000"):
        due("2020-01", "5000.00", jurisdiction="110000")


@pytest.mark.parametrize(("month", "wage"), [("2017-01", "3178.00"), ("2020-01", "3107.00"), ("2012-01", "1769.40")])
def test_an_unpublished_lower_bound_is_never_recomputed(month: str, wage: str) -> None:
    with pytest.raises(ParameterMissingError, match=r"contribution_lower"):
        due(month, wage)


def test_a_wage_clearly_above_an_unpublished_lower_bound_needs_no_bound() -> None:
    assert due("2017-01", "3180.00") == ("3180.00", "604.20", "254.40")


def entered_by_the_county() -> ContributionTables:
    published = CONTRIBUTION_BOUNDS.lookup(date(2017, 1, 1), "530000").row
    bounds = replace(
        published,
        value=replace(published.value, lower=Decimal(3178)),
        jurisdiction="530523",
        source="县局录入的2017年通知",
    )
    rates = Row(
        ContributionRates(Decimal("0.20"), Decimal("0.05"), Decimal("0.11")),
        "530523",
        date(2000, 1, 1),
        date(2001, 12, 31),
        None,
        "县局录入的2000年文件",
        "",
        Grade.P1,
        "",
    )
    return ContributionTables(CONTRIBUTION_BOUNDS.with_row(bounds), CONTRIBUTION_RATES.with_row(rates, "employee"))


def test_a_county_may_enter_what_was_not_found_with_its_document() -> None:
    tables = entered_by_the_county()
    result = premium(Month(2017, 1), Decimal(2000), jurisdiction="530523", tables=tables)
    assert result.base == Decimal("3178.00")
    assert "县局录入的2017年通知" in result.working[0]
    old = premium(Month(2000, 5), Decimal(1000), jurisdiction="530523", tables=tables)
    assert (old.employer, old.employee, old.account) == (Decimal(200), Decimal(50), Decimal(110))


def test_a_countys_own_row_never_stands_in_for_a_later_published_one() -> None:
    tables = entered_by_the_county()
    later = premium(Month(2026, 3), Decimal(100), jurisdiction="530523", tables=tables)
    assert later.base == Decimal("4357.00")
    with pytest.raises(ParameterMissingError):
        premium(Month(2003, 1), Decimal(1000), jurisdiction="530523", tables=tables)


def test_an_unknown_wage_waits_for_the_rule_of_the_county() -> None:
    with pytest.raises(SettingMissingError, match="unknown_wage_rule"):
        due("2024-01", None)
    assert due("2024-01", None, unknown_wage=UnknownWage.LOWER_BOUND)[0] == "4306.00"
    assert due("2024-01", None, unknown_wage=UnknownWage.AVERAGE_WAGE)[0] == "7177.00"


def test_a_month_beyond_the_last_table_is_provisional() -> None:
    result = premium(Month(2026, 3), Decimal(4000))
    assert result.base == Decimal("4357.00")
    assert result.provisional
    assert "尚未公布" in result.notes[0]


def test_bounds_published_after_the_calculation_are_not_yet_known() -> None:
    before = premium(Month(2025, 3), Decimal(4000), known_on=date(2025, 9, 18))
    after = premium(Month(2025, 3), Decimal(4000), known_on=date(2025, 9, 19))
    assert (before.base, before.provisional) == (Decimal("4306.00"), True)
    assert (after.base, after.provisional) == (Decimal("4357.00"), False)


def test_the_late_fee_runs_on_both_shares_together_from_the_next_month() -> None:
    result = back_payment([MonthlyWage(Month(2019, 5), Decimal(3500))], PAID, rules=NOMINAL)
    fee = result.lines[0].late_fee
    assert fee is not None
    assert (fee.principal, fee.owed_from, fee.days) == (Decimal("840.00"), date(2019, 6, 1), 2730)
    assert (fee.uncapped, fee.capped) == (Decimal("1146.60"), Decimal("840.00"))


def test_the_second_month_rule_starts_a_month_later() -> None:
    rules = BackPaymentRules(default_date=DefaultDate.SECOND_MONTH)
    fee = back_payment([MonthlyWage(Month(2019, 12), Decimal(3500))], PAID, rules=rules).lines[0].late_fee
    assert fee is not None
    assert fee.owed_from == date(2020, 2, 1)


def test_the_month_of_june_2011_already_bears_the_new_rate() -> None:
    result = back_payment([MonthlyWage(Month(2011, 6), Decimal(3000))], PAID, rules=NOMINAL)
    fee = result.lines[0].late_fee
    assert fee is not None
    assert [span.row.value.rate_per_day for span in fee.spans] == [Decimal("0.0005")]


def test_the_month_of_may_2011_waits_for_a_rule() -> None:
    months = [MonthlyWage(Month(2011, 5), Decimal(3000))]
    with pytest.raises(SettingMissingError, match="pre_2011"):
        back_payment(months, PAID, rules=NOMINAL)
    rules = BackPaymentRules(LateFeeRules(pre_2011=Pre2011.STATUTORY))
    assert any("0.2%" in note for note in back_payment(months, PAID, rules=rules).notes)


def test_a_month_not_yet_overdue_bears_no_late_fee() -> None:
    result = back_payment([MonthlyWage(Month(2026, 11), Decimal(5000))], PAID, rules=NOMINAL)
    assert result.lines[0].late_fee is None
    assert result.uncapped == Decimal("0.00")


def test_where_the_payer_owes_interest_the_late_fee_runs_on_the_employer_part_alone() -> None:
    months = [MonthlyWage(Month(2023, 1), Decimal(5000)), MonthlyWage(Month(2023, 12), Decimal(5000))]
    rules = BackPaymentRules(interest=Interest.PAYER_PAYS)
    result = back_payment(months, date(2025, 1, 10), rules=rules)
    fee = result.lines[0].late_fee
    assert fee is not None
    assert fee.principal == Decimal("800.00")
    assert result.interest == Decimal("17.20") + Decimal("21.41")
    assert result.pooled == Decimal("1600.00")


def test_interest_before_the_first_known_rate_is_refused() -> None:
    rules = BackPaymentRules(interest=Interest.PAYER_PAYS)
    with pytest.raises(ParameterMissingError, match="account_interest"):
        back_payment([MonthlyWage(Month(2015, 1), Decimal(5000))], PAID, rules=rules)


def test_a_month_billed_on_the_old_row_is_settled_when_the_new_one_is_published() -> None:
    result = settle(Month(2025, 3), Decimal(4000), billed_on=date(2025, 4, 1), settled_on=date(2025, 10, 1))
    assert (result.employer, result.employee) == (Decimal("8.16"), Decimal("4.08"))
    assert not result.provisional


class TestUndeclared:
    def test_an_employer_who_does_not_declare_owes_110_per_cent_of_the_month_before(self) -> None:
        result = undeclared_premium(Decimal("1000.05"))
        assert (result.determined, result.provisional) == (Decimal("1100.06"), True)

    def test_a_late_declaration_is_settled(self) -> None:
        assert undeclared_premium(Decimal(1000), declared=Decimal(1050)).settlement == Decimal(-50)

    def test_without_a_month_before_the_agency_decides(self) -> None:
        with pytest.raises(SettingMissingError, match="by_agency"):
            undeclared_premium(None)
        assert undeclared_premium(None, by_agency=Decimal(900)).determined == Decimal(900)


def test_a_revalued_base_bears_no_late_fee() -> None:
    rules = BackPaymentRules(valuation=Valuation.REVALUED)
    result = back_payment([MonthlyWage(Month(2012, 5), Decimal(2949))], date(2025, 12, 1), rules=rules)
    assert result.lines[0].premium.base == Decimal("7263.00")
    assert result.uncapped == Decimal("0.00")


@pytest.mark.parametrize(
    ("months", "part"),
    [
        ([], "至少要有一个月"),
        ([MonthlyWage(Month(2020, 1), Decimal(5000))] * 2, "重复"),
        ([MonthlyWage(Month(2026, 12), Decimal(5000))], "晚于缴款之日"),
    ],
)
def test_months_that_cannot_be_paid_back_are_refused(months: list[MonthlyWage], part: str) -> None:
    with pytest.raises(InputError, match=part):
        back_payment(months, PAID, rules=NOMINAL)


def test_every_choice_left_open_is_printed() -> None:
    result = back_payment([MonthlyWage(Month(2016, 6), Decimal(5000))], PAID, rules=NOMINAL)
    text = "\n".join(result.notes)
    for words in (
        "次月1日",
        "缴款之日计入",
        "late_fee_cap",
        "不得要求职工承担",
        "employer_rate_19_from",
        "不计息",
    ):
        assert words in text


@given(st.lists(SINCE_2011_07, min_size=1, max_size=24, unique=True), WAGES)
def test_totals_equal_their_lines(months: list[Month], wage: Decimal) -> None:
    result = back_payment([MonthlyWage(month, wage) for month in months], PAID, rules=NOMINAL)
    assert result.principal == sum(line.premium.principal for line in result.lines)
    assert result.uncapped == sum(line.uncapped for line in result.lines)
    assert result.capped <= result.uncapped
    assert result.capped <= result.principal


@given(st.lists(SINCE_2011_07, min_size=2, max_size=24, unique=True), st.integers(1, 23), WAGES)
def test_splitting_a_period_never_changes_the_sums(months: list[Month], cut: int, wage: Decimal) -> None:
    entries = [MonthlyWage(month, wage) for month in months]
    cut = min(cut, len(entries) - 1)
    whole, left, right = (back_payment(part, PAID, rules=NOMINAL) for part in (entries, entries[:cut], entries[cut:]))
    assert whole.principal == left.principal + right.principal
    assert whole.uncapped == left.uncapped + right.uncapped


@given(SINCE_2011_07, WAGES, st.decimals(min_value=0, max_value=10_000, places=2))
def test_raising_a_wage_never_lowers_a_base_or_a_share(month: Month, wage: Decimal, more: Decimal) -> None:
    low, high = premium(month, wage), premium(month, wage + more)
    assert low.base <= high.base
    assert low.employer <= high.employer
    assert low.employee <= high.employee
