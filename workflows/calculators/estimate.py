"""Estimates for the public (算一算): both pensions, what more months or a higher grade would change.

Knows only what a person types; keeps nothing. Assumes today's figures until retirement: same wage, same
average wage, no interest to come. Every estimate says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from workflows.calculators.employee_pension import (
    EmployeePension,
    PensionInput,
    calculation_base,
    employee_pension,
    years_of,
)
from workflows.calculators.minimum_years import MinimumYears, minimum_years
from workflows.calculators.money import ZERO, fen
from workflows.calculators.months import Month
from workflows.calculators.payout_months import payout_months
from workflows.calculators.premiums import YUNNAN, premium
from workflows.calculators.proxy_contribution import offered_grades, resident_grade
from workflows.calculators.resident_pension import ResidentPension, resident_pension
from workflows.calculators.retirement_age import Category, RetirementAge, retirement_age

ASSUMPTIONS: Final = (
    "按现行标准测算：缴费工资、社会平均工资不变，不计以后的利息",
    "测算只供参考，不保存填写的内容，以社会保险经办机构核定为准",
)
_RESIDENT_AGE: Final = 60
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class EmployeeProfile:
    """A worker as she describes herself: months paid so far, account, average index, wage; yuan."""

    birth: Month
    category: Category
    paid_months: int
    account: Decimal
    average_index: Decimal
    wage: Decimal
    pre_account_months: int = 0


@dataclass(frozen=True, slots=True)
class EmployeeEstimate:
    """An employee pension at the legal age, and how many months are missing to the minimum."""

    retirement: RetirementAge
    minimum: MinimumYears
    total_months: int
    pension: EmployeePension
    provisional: str

    @property
    def months_missing(self) -> int:
        """Months short of the minimum contribution years; zero when they are met."""
        return max(self.minimum.total_months - self.total_months, 0)

    @property
    def notes(self) -> tuple[str, ...]:
        """Assumptions and what is provisional."""
        return tuple(note for note in (*ASSUMPTIONS, self.provisional, *self.pension.notes) if note)


@dataclass(frozen=True, slots=True)
class ResidentProfile:
    """A resident as he describes himself: years paid, account balance, basic part of his place; yuan."""

    birth: Month
    paid_years: int
    balance: Decimal
    grade: int
    basic: Decimal


@dataclass(frozen=True, slots=True)
class GradeEffect:
    """What one grade would give: own payment a year, subsidy a year, pension a month; yuan."""

    grade: int
    subsidy: Decimal
    pension: ResidentPension


def employee_estimate(
    profile: EmployeeProfile, today: date, *, jurisdiction: str = YUNNAN, paid_back: int = 0
) -> EmployeeEstimate:
    """The pension if she goes on paying on today's wage until the legal age.

    `paid_back` months are added as if paid on today's wage; their price is `back_payment`'s business.
    """
    retirement = retirement_age(profile.birth, profile.category)
    now = Month.of(today)
    ahead = max(retirement.retire_month.since(now), 0)
    due = premium(now, profile.wage, jurisdiction=jurisdiction, known_on=today)
    added = ahead + paid_back
    months = profile.paid_months + added
    index_now = due.base / due.bounds.value.average_wage
    index = (profile.average_index * profile.paid_months + index_now * added) / months if months else ZERO
    base, provisional = calculation_base(today.year, jurisdiction=jurisdiction)
    given = PensionInput(
        calculation_base=base,
        average_index=index.quantize(Decimal("0.0001")),
        total_years=years_of(months),
        account=profile.account + fen(due.account * added),
        payout_months=payout_months(retirement.age_years, retirement.age_months).payout_months,
        pre_account_years=years_of(profile.pre_account_months),
    )
    pension = employee_pension(given, jurisdiction=jurisdiction)
    return EmployeeEstimate(
        retirement, minimum_years(max(retirement.retire_month.year, today.year)), months, pension, provisional
    )


def back_payment_effect(
    profile: EmployeeProfile, today: date, months: int, *, jurisdiction: str = YUNNAN
) -> tuple[EmployeeEstimate, EmployeeEstimate]:
    """The pension without and with so many months paid back."""
    return (
        employee_estimate(profile, today, jurisdiction=jurisdiction),
        employee_estimate(profile, today, jurisdiction=jurisdiction, paid_back=months),
    )


def resident_estimate(profile: ResidentProfile, today: date, *, jurisdiction: str = YUNNAN) -> ResidentPension:
    """The pension if he pays the chosen grade each year until 60."""
    found = resident_grade(profile.grade, today, jurisdiction=jurisdiction)
    pension_month = profile.birth.plus(_RESIDENT_AGE * _MONTHS)
    years_ahead = max(pension_month.year - today.year, 0)
    added = (Decimal(profile.grade) + found.value.subsidy) * years_ahead
    return resident_pension(
        balance=profile.balance + added, years=profile.paid_years + years_ahead, basic=profile.basic
    )


def grade_effects(
    profile: ResidentProfile, today: date, grades: Sequence[int] = (), *, jurisdiction: str = YUNNAN
) -> tuple[GradeEffect, ...]:
    """What each grade (all that are offered, unless given) would give him."""
    offered = grades or offered_grades(today, jurisdiction=jurisdiction)
    return tuple(
        GradeEffect(
            grade,
            resident_grade(grade, today, jurisdiction=jurisdiction).value.subsidy,
            resident_estimate(replace(profile, grade=grade), today, jurisdiction=jurisdiction),
        )
        for grade in offered
    )
