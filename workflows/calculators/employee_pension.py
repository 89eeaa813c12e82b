"""The monthly employee pension (基本养老金) from its parts; an estimate until the agency has assessed it.

Basic part (G + W) ÷ 2 × Y × 1 %, with W = G × I; account part A ÷ M; transitional part W × P × rate for
years before the personal accounts. Provinces round years and amounts differently; that is data.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import Final

from workflows.calculators.money import JIAO, ZERO, fen, percent, plain, total, up_to_jiao, yuan
from workflows.calculators.premiums import YUNNAN
from workflows.calculators.refusals import InputError
from workflows.parameters import (
    AVERAGE_PENSION,
    CONTRIBUTION_BOUNDS,
    PENSION_RULES,
    AveragePension,
    Found,
    ParameterMissingError,
    PensionRules,
    SettingMissingError,
)

RULES_FROM: Final = date(2006, 1, 1)
ONE_CHILD_RATE: Final = Decimal("0.05")
_MONTHS: Final = 12
_TWO_PLACES: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class PensionInput:
    """What a pension is calculated from; yuan and years.

    G `calculation_base` (计发基数) of the retirement year; I `average_index` (平均缴费指数); Y `total_years`
    incl. deemed service (视同缴费), already rounded as the province does, or exact; A `account` balance
    (个人账户储存额); M `payout_months` (计发月数); P `pre_account_years` before the personal accounts.
    `indexed_wage` is W as printed on an approval form, where G × I from a printed index would be off;
    `transition_rate` replaces the province's.
    """

    calculation_base: Decimal
    average_index: Decimal
    total_years: Decimal
    account: Decimal
    payout_months: Decimal
    pre_account_years: Decimal = ZERO
    indexed_wage: Decimal | None = None
    average_pension: Found[AveragePension] | None = None
    transition_rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class EmployeePension:
    """The parts of a pension, yuan a month; `one_child` is zero without the supplement."""

    given: PensionInput
    rules: Found[PensionRules]
    indexed_wage: Decimal
    total_years: Decimal
    pre_account_years: Decimal
    basic: Decimal
    account: Decimal
    transitional: Decimal
    one_child: Decimal
    transition_rate: Decimal | None

    @property
    def pension(self) -> Decimal:
        """Basic, account and transitional part together, rounded as the province does."""
        together = total((self.basic, self.account, self.transitional))
        return up_to_jiao(together) if self.rules.value.total_rounding == "up_to_jiao" else together

    @property
    def total(self) -> Decimal:
        """The pension with the one-child supplement."""
        return self.pension + self.one_child

    @property
    def provisional(self) -> bool:
        """Whether the average pension of the year before was not yet published."""
        return bool(self.given.average_pension and self.given.average_pension.provisional)

    @property
    def notes(self) -> tuple[str, ...]:
        """How years and amounts were rounded, and what is provisional."""
        rules = self.rules.value
        notes = [
            f"缴费年限：{_YEARS_NOTES[rules.years]}；各项金额：{_ROUNDING_NOTES[rules.part_rounding]}",
            "测算结果，以社会保险经办机构核定为准",
        ]
        if self.given.average_pension and self.given.average_pension.provisional:
            notes.append(self.given.average_pension.provisional)
        return tuple(notes)

    @property
    def working(self) -> tuple[str, ...]:
        """The calculation line by line."""
        given, wage = self.given, self.indexed_wage
        lines = [
            f"指数化月平均缴费工资：{given.calculation_base}×{given.average_index}＝{yuan(wage)}"
            if given.indexed_wage is None
            else f"指数化月平均缴费工资：{yuan(wage)}（按核定表）",
            f"基础养老金：（{given.calculation_base}＋{wage}）÷2×{_years(self.total_years)}×1%＝{yuan(self.basic)}",
            f"个人账户养老金：{given.account}÷{given.payout_months}＝{yuan(self.account)}",
        ]
        if self.pre_account_years and self.transition_rate is not None:
            lines.append(
                f"过渡性养老金：{wage}×{_years(self.pre_account_years)}×"
                f"{percent(self.transition_rate)}＝{yuan(self.transitional)}"
            )
        if given.average_pension:
            lines.append(f"独生子女父母加发：{given.average_pension.value.amount}×5%＝{yuan(self.one_child)}")
        lines.append(f"每月合计{yuan(self.total)}")
        return tuple(lines)


_YEARS_NOTES: Final = {
    "unrounded": "按月折算，不取整",
    "two_decimals": "保留两位小数",
    "up_to_tenth": "向上取一位小数",
}
_ROUNDING_NOTES: Final = {"half_up_fen": "四舍五入到分", "up_to_jiao": "见分进角"}


def employee_pension(given: PensionInput, *, jurisdiction: str = YUNNAN) -> EmployeePension:
    """The pension under a province's rounding.

    Raises InputError for negative values or no payout months, ParameterMissingError for a province
    without rounding rules, SettingMissingError where it has no known transition rate and one is needed.
    """
    _check(given)
    rules = PENSION_RULES.lookup(RULES_FROM, jurisdiction)
    years = rounded_years(given.total_years, rules.value.years)
    before = rounded_years(given.pre_account_years, rules.value.years)
    wage = given.indexed_wage
    if wage is None:
        wage = fen(given.calculation_base * given.average_index)
    part = up_to_jiao if rules.value.part_rounding == "up_to_jiao" else fen
    rate = rules.value.transition_rate if given.transition_rate is None else given.transition_rate
    if before and rate is None:
        raise SettingMissingError("transition_rate", f"没有收录{jurisdiction}地区的过渡性养老金系数")
    supplement = given.average_pension
    return EmployeePension(
        given,
        rules,
        wage,
        years,
        before,
        part((given.calculation_base + wage) / 2 * years / 100),
        part(given.account / given.payout_months),
        part(wage * before * rate) if rate is not None and before else ZERO,
        fen(supplement.value.amount * ONE_CHILD_RATE) if supplement else ZERO,
        rate,
    )


def calculation_base(year: int, *, jurisdiction: str = YUNNAN) -> tuple[Decimal, str]:
    """G of a retirement year and why it is only provisional (预发; empty: it is not).

    Not the wage that prices contributions: the two differ since 2019. Raises ParameterMissingError.
    """
    found = CONTRIBUTION_BOUNDS.lookup(date(year, 12, 31), jurisdiction)
    if found.value.pension_base is None:
        raise ParameterMissingError(CONTRIBUTION_BOUNDS.setting, f"没有收录{year}年的养老金计发基数")
    return found.value.pension_base, found.provisional


def latest_average_pension(year: int, *, jurisdiction: str = YUNNAN) -> Found[AveragePension]:
    """The average pension of the year before retirement, which the one-child supplement takes."""
    return AVERAGE_PENSION.lookup(date(year - 1, 12, 31), jurisdiction)


def years_of(months: int) -> Decimal:
    """Months of contribution as exact years."""
    return Decimal(months) / _MONTHS


def rounded_years(years: Decimal, rule: str) -> Decimal:
    """Years as a province rounds them."""
    if rule == "two_decimals":
        return years.quantize(_TWO_PLACES, ROUND_HALF_UP)
    if rule == "up_to_tenth":
        return years.quantize(JIAO, ROUND_CEILING)
    return years


def _years(years: Decimal) -> str:
    return plain(years.quantize(Decimal("0.0001"), ROUND_HALF_UP))


def _check(given: PensionInput) -> None:
    for name in ("calculation_base", "average_index", "total_years", "account", "pre_account_years"):
        if getattr(given, name) < 0:
            raise InputError(name, "不能为负数")
    if given.payout_months <= 0:
        raise InputError("payout_months", "计发月数应大于0")
    if given.pre_account_years > given.total_years:
        raise InputError("pre_account_years", "建立个人账户前的年限不能多于总年限")
