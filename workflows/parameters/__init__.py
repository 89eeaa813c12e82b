"""Legal parameters as dated, sourced tables: contribution bounds and rates, late fee, ages, pensions, grades.

Rows whose value is not verified are left out on purpose; a table then refuses and names the setting.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from engine.law import Grade
from workflows.parameters.refusals import ParameterMissingError, SettingMissingError
from workflows.parameters.tables import NATION, Found, Row, Table, chain, load


@dataclass(frozen=True, slots=True)
class ContributionBounds:
    """Bounds of the contribution base (缴费基数上下限) of a year, yuan a month.

    `lower` is the published integer or None where no notice was found: 60 % of the average wage is
    printed rounded up, rounded off and truncated, so that `lower_computed` must never stand in for it.
    `average_wage` has meant two things: since 2019-05 the full scope of urban units, which is lower.
    `pension_base` (计发基数) prices pensions, not contributions.
    """

    year: int
    wage_basis: str
    average_wage: Decimal
    lower: Decimal | None
    lower_computed: Decimal
    upper: Decimal
    upper_published: bool
    pension_base: Decimal | None


@dataclass(frozen=True, slots=True)
class ContributionRates:
    """Shares of the base: employer, employee, and what of it goes to the personal account; fractions."""

    employer: Decimal
    employee: Decimal
    account: Decimal


@dataclass(frozen=True, slots=True)
class FlexibleBase:
    """A base for flexible workers (灵活就业人员) as printed for a percentage of the average wage."""

    percent: int
    base: Decimal


@dataclass(frozen=True, slots=True)
class LateFeeRate:
    """Late fee (滞纳金) per calendar day, as a fraction of the principal."""

    rate_per_day: Decimal


@dataclass(frozen=True, slots=True)
class Duration:
    """Whole years and further months."""

    years: int
    months: int


@dataclass(frozen=True, slots=True)
class PayoutMonths:
    """Months over which a personal account is paid out (计发月数)."""

    months: Decimal


@dataclass(frozen=True, slots=True)
class RetirementBand:
    """How one group's legal age moves: a month later for every `step_months` of birth, up to a limit."""

    original_years: int
    first_birth: str
    step_months: int
    largest_delay: int


@dataclass(frozen=True, slots=True)
class AccountInterest:
    """Crediting rate (记账利率) of a year; `other_readings` are rates that other sources give."""

    rate: Decimal
    other_readings: str


@dataclass(frozen=True, slots=True)
class ResidentGrade:
    """Subsidy (补贴) for a grade of the resident scheme, yuan a year, and who may choose the grade."""

    subsidy: Decimal
    province_base: Decimal
    extra: Decimal
    open_to: str


@dataclass(frozen=True, slots=True)
class ProxyAmount:
    """What the state pays for a person (代缴), yuan a year, and out of which budget."""

    amount: Decimal
    payer: str


@dataclass(frozen=True, slots=True)
class BasicPension:
    """Basic pension (基础养老金) of the resident scheme, yuan a month, with its layers where known."""

    total: Decimal
    central: Decimal | None
    province: Decimal | None
    add_65: Decimal | None


@dataclass(frozen=True, slots=True)
class AveragePension:
    """Average pension (月平均基本养老金) of retired employees in a statistical year, yuan a month."""

    amount: Decimal


@dataclass(frozen=True, slots=True)
class PensionRules:
    """How a province rounds years and amounts, and its transition rate (过渡系数) if known."""

    years: str
    part_rounding: str
    total_rounding: str
    transition_rate: Decimal | None


CONTRIBUTION_BOUNDS: Final = load("contribution_bounds", "养老保险缴费基数上下限", ContributionBounds)
CONTRIBUTION_RATES: Final = load("contribution_rates", "养老保险缴费比例", ContributionRates)
FLEXIBLE_BASES: Final = load("flexible_bases", "灵活就业人员缴费基数", FlexibleBase, "refuse")
LATE_FEE_RATES: Final = load("late_fee_rates", "滞纳金日加收率", LateFeeRate)
MINIMUM_CONTRIBUTION_YEARS: Final = load("minimum_contribution_years", "最低缴费年限", Duration)
PAYOUT_MONTHS: Final = load("payout_months", "个人账户养老金计发月数", PayoutMonths)
RETIREMENT_AGE_REFORM: Final = load("retirement_age_reform", "延迟退休档次", RetirementBand)
ACCOUNT_INTEREST: Final = load("account_interest", "职工养老保险个人账户记账利率", AccountInterest)
RESIDENT_GRADES: Final = load("resident_grades", "城乡居民养老保险缴费档次和补贴", ResidentGrade, "refuse")
PROXY_CONTRIBUTION: Final = load("proxy_contribution", "困难群体代缴标准", ProxyAmount, "refuse")
RESIDENT_BASIC_PENSION: Final = load("resident_basic_pension", "城乡居民基础养老金标准", BasicPension, "refuse")
AVERAGE_PENSION: Final = load("average_pension", "企业退休人员月平均基本养老金", AveragePension, "refuse")
PENSION_RULES: Final = load("pension_rules", "养老金计发取整规则", PensionRules)

__all__ = [
    "ACCOUNT_INTEREST",
    "AVERAGE_PENSION",
    "CONTRIBUTION_BOUNDS",
    "CONTRIBUTION_RATES",
    "FLEXIBLE_BASES",
    "LATE_FEE_RATES",
    "MINIMUM_CONTRIBUTION_YEARS",
    "NATION",
    "PAYOUT_MONTHS",
    "PENSION_RULES",
    "PROXY_CONTRIBUTION",
    "RESIDENT_BASIC_PENSION",
    "RESIDENT_GRADES",
    "RETIREMENT_AGE_REFORM",
    "AccountInterest",
    "AveragePension",
    "BasicPension",
    "ContributionBounds",
    "ContributionRates",
    "Duration",
    "FlexibleBase",
    "Found",
    "Grade",
    "LateFeeRate",
    "ParameterMissingError",
    "PayoutMonths",
    "PensionRules",
    "ProxyAmount",
    "ResidentGrade",
    "RetirementBand",
    "Row",
    "SettingMissingError",
    "Table",
    "chain",
    "load",
]
