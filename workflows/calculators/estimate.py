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
from workflows.calculators.money import ZERO, fen, plain, yuan
from workflows.calculators.months import Month
from workflows.calculators.payout_months import Payout, payout_months
from workflows.calculators.premiums import YUNNAN, Premium, premium
from workflows.calculators.proxy_contribution import offered_grades, resident_grade
from workflows.calculators.resident_pension import ResidentPension, resident_pension
from workflows.calculators.retirement_age import Category, RetirementAge, retirement_age

ASSUMPTIONS: Final = (
    "按现行标准测算：缴费工资、社会平均工资不变，不计以后的利息",
    "测算只供参考，不保存填写的内容，以社会保险经办机构核定为准",
)
_RESIDENT_AGE: Final = 60
_INDEX: Final = Decimal("0.0001")
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class EmployeeProfile:
    """A worker as she describes herself: months paid so far, account, average index, wage; yuan.

    Without an account or an index they are inferred from the months paid and today's wage.
    """

    birth: Month
    category: Category
    paid_months: int
    account: Decimal | None
    average_index: Decimal | None
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
    due: Premium
    payout: Payout
    own_lines: tuple[str, ...]

    @property
    def months_missing(self) -> int:
        """Months short of the minimum contribution years; zero when they are met."""
        return max(self.minimum.total_months - self.total_months, 0)

    @property
    def notes(self) -> tuple[str, ...]:
        """Assumptions and what is provisional."""
        found = (*ASSUMPTIONS, self.provisional, *self.due.notes, *self.payout.notes, *self.pension.notes)
        return tuple(dict.fromkeys(note for note in found if note))

    @property
    def working(self) -> tuple[str, ...]:
        """The calculation line by line."""
        return (*self.own_lines, *self.payout.working, *self.pension.working)


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
    index_before = index_now if profile.average_index is None else profile.average_index
    index = (index_before * profile.paid_months + index_now * added) / months if months else ZERO
    index = index.quantize(_INDEX)
    account_now = fen(due.account * profile.paid_months) if profile.account is None else profile.account
    account = account_now + fen(due.account * added)
    base, provisional = calculation_base(today.year, jurisdiction=jurisdiction)
    payout = payout_months(retirement.age_years, retirement.age_months)
    given = PensionInput(
        calculation_base=base,
        average_index=index,
        total_years=years_of(months),
        account=account,
        payout_months=payout.payout_months,
        pre_account_years=years_of(profile.pre_account_months),
    )
    back = f"＋补缴{paid_back}个月" if paid_back else ""
    inferred = "（按现在的工资推算）" if profile.average_index is None else ""
    assumed = "（按现在的工资推算，未计利息）" if profile.account is None else ""
    lines = (
        f"缴费月数：已缴{profile.paid_months}个月{back}＋到法定退休年龄还可缴{ahead}个月＝{months}个月",
        f"现在的月缴费基数{yuan(due.base)}：{due.rule}（{due.bounds.row.basis}）",
        f"现在的缴费指数：{due.base}÷{due.bounds.value.average_wage}＝{index_now.quantize(_INDEX)}",
        f"平均缴费指数：以前{index_before.quantize(_INDEX)}{inferred}，以后按现在的指数，按月平均＝{index}",
        f"个人账户：现有{yuan(account_now)}{assumed}＋每月记入{yuan(due.account)}×{added}个月＝{yuan(account)}",
    )
    return EmployeeEstimate(
        retirement=retirement,
        minimum=minimum_years(max(retirement.retire_month.year, today.year)),
        total_months=months,
        pension=employee_pension(given, jurisdiction=jurisdiction),
        provisional=provisional,
        due=due,
        payout=payout,
        own_lines=lines,
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
    yearly = Decimal(profile.grade) + found.value.subsidy
    balance = profile.balance + yearly * years_ahead
    lines = (
        f"每年缴{profile.grade}元，补贴{plain(found.value.subsidy)}元（{found.row.basis}）",
        (
            f"个人账户：现有{yuan(profile.balance)}＋（{profile.grade}＋{plain(found.value.subsidy)}）×{years_ahead}年"
            f"＝{yuan(balance)}（未计利息）"
        ),
        f"缴费年限：已缴{profile.paid_years}年＋到60周岁还可缴{years_ahead}年＝{profile.paid_years + years_ahead}年",
    )
    return resident_pension(
        balance=balance, years=profile.paid_years + years_ahead, basic=profile.basic, own_lines=lines
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
