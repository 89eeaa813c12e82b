"""Proxy contributions by year and group, and the estimates of the public page."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from workflows.calculators.estimate import (
    EmployeeProfile,
    ResidentProfile,
    back_payment_effect,
    employee_estimate,
    grade_effects,
    resident_estimate,
)
from workflows.calculators.months import Month
from workflows.calculators.proxy_contribution import (
    Category,
    offered_grades,
    proxy_contribution,
    resident_grade,
    subsidy_split,
)
from workflows.calculators.refusals import InputError
from workflows.calculators.retirement_age import Category as Group
from workflows.parameters import ParameterMissingError

TODAY = date(2026, 11, 20)


class TestProxyContribution:
    @pytest.mark.parametrize(
        ("category", "day", "amount"),
        [
            (Category.SEVERELY_DISABLED, "2012-06-01", 100),
            (Category.SEVERELY_DISABLED, "2014-06-01", 200),
            (Category.SEVERELY_DISABLED, "2025-12-31", 200),
            (Category.MINIMUM_ALLOWANCE, "2022-01-01", 100),
            (Category.DESTITUTE, "2025-06-01", 100),
            (Category.FALLEN_INTO_POVERTY, "2024-06-01", 100),
        ],
    )
    def test_the_amount_by_group_and_year(self, category: Category, day: str, amount: int) -> None:
        assert proxy_contribution(category, date.fromisoformat(day)).proxy.value.amount == amount

    @pytest.mark.parametrize(
        ("category", "day"),
        [
            (Category.SEVERELY_DISABLED, "2026-01-01"),
            (Category.MINIMUM_ALLOWANCE, "2026-01-01"),
            (Category.MINIMUM_ALLOWANCE, "2021-12-31"),
            (Category.SEVERELY_DISABLED, "2010-12-31"),
        ],
    )
    def test_an_amount_that_was_not_found_is_refused(self, category: Category, day: str) -> None:
        with pytest.raises(ParameterMissingError, match="proxy_contribution"):
            proxy_contribution(category, date.fromisoformat(day))

    def test_a_higher_grade_costs_the_difference_and_brings_its_own_subsidy(self) -> None:
        result = proxy_contribution(Category.SEVERELY_DISABLED, date(2024, 5, 1), Decimal(500))
        assert (result.own, result.subsidy_amount) == (Decimal(300), Decimal(60))

    def test_a_grade_that_is_not_offered_or_below_the_proxy_is_refused(self) -> None:
        with pytest.raises(InputError, match="grade"):
            proxy_contribution(Category.SEVERELY_DISABLED, date(2024, 5, 1), Decimal(250))
        with pytest.raises(InputError, match="grade"):
            proxy_contribution(Category.SEVERELY_DISABLED, date(2024, 5, 1), Decimal(100))

    def test_the_grade_of_100_is_kept_for_hardship_groups(self) -> None:
        with pytest.raises(InputError, match="grade"):
            resident_grade(100, date(2022, 5, 1))
        assert proxy_contribution(Category.DESTITUTE, date(2022, 5, 1)).subsidy_amount == Decimal(30)

    @pytest.mark.parametrize(
        ("day", "grade", "subsidy"),
        [
            ("2021-05-01", 2000, 130),
            ("2023-07-31", 300, 50),
            ("2023-08-01", 300, 35),
            ("2026-05-01", 10000, 240),
        ],
    )
    def test_the_subsidy_follows_the_day_of_payment(self, day: str, grade: int, subsidy: int) -> None:
        assert resident_grade(grade, date.fromisoformat(day)).value.subsidy == subsidy

    def test_the_lowest_grade_rose_to_300_in_2026(self) -> None:
        assert offered_grades(date(2026, 1, 1))[0] == 300
        assert offered_grades(date(2025, 12, 31))[0] == 200

    def test_the_province_pays_30_and_half_of_the_rest(self) -> None:
        split = subsidy_split(resident_grade(500, date(2024, 5, 1)))
        assert (split.province, split.prefecture_and_county) == (Decimal(45), Decimal(15))


WORKER = EmployeeProfile(Month(1980, 6), Group.FEMALE_50, 120, Decimal("20000.00"), Decimal("0.6"), Decimal("4500.00"))
RESIDENT = ResidentProfile(Month(1980, 6), 10, Decimal("3000.00"), 300, Decimal("103.00"))


class TestEstimates:
    def test_a_worker_sees_age_minimum_and_pension(self) -> None:
        result = employee_estimate(WORKER, TODAY)
        assert str(result.retirement.retire_month) == "2033-03"
        assert result.minimum.total_months == 17 * 12
        assert result.total_months == 120 + 76
        assert result.months_missing == 8
        assert result.pension.total > 0
        assert result.provisional

    def test_months_paid_back_close_the_gap_and_raise_the_pension(self) -> None:
        without, with_them = back_payment_effect(WORKER, TODAY, 36)
        assert with_them.months_missing == 0
        assert with_them.pension.total > without.pension.total

    def test_a_higher_grade_never_lowers_a_resident_pension(self) -> None:
        effects = grade_effects(RESIDENT, TODAY)
        assert [effect.grade for effect in effects] == list(offered_grades(TODAY))
        totals = [effect.pension.total for effect in effects]
        assert totals == sorted(totals)

    def test_a_resident_estimate_counts_the_years_until_60(self) -> None:
        result = resident_estimate(RESIDENT, TODAY)
        assert (result.years, result.balance) == (24, Decimal("7690.00"))

    def test_a_worker_past_the_age_adds_no_months(self) -> None:
        old = replace(WORKER, birth=Month(1960, 1), paid_months=200)
        assert employee_estimate(old, TODAY).total_months == 200
