"""Premiums (社会保险费) of the employee pension for one month: base between bounds, rates by period.

Knows no late fee and no payment. The wage that enters is the worker's average monthly wage of the
year before, in a first year the actual wage (社会保险法第十二条; 云政发〔2006〕139号).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

from workflows.calculators.money import fen, percent, yuan
from workflows.calculators.months import Month
from workflows.calculators.refusals import InputError
from workflows.parameters import (
    CONTRIBUTION_BOUNDS,
    CONTRIBUTION_RATES,
    FLEXIBLE_BASES,
    ContributionBounds,
    ContributionRates,
    Found,
    ParameterMissingError,
    SettingMissingError,
    Table,
)

ACCOUNTS_BEGIN: Final = Month(1995, 10)
RATES_BEGIN: Final = Month(2006, 1)
YUNNAN: Final = "530000"
LOWER_BOUND_SETTING: Final = "contribution_lower"
_MONTHS: Final = 12


@dataclass(frozen=True, eq=False)
class ContributionTables:
    """Bounds and rates to calculate with: the published ones, or those with rows of a county's own."""

    bounds: Table[ContributionBounds]
    rates: Table[ContributionRates]


PUBLISHED: Final = ContributionTables(CONTRIBUTION_BOUNDS, CONTRIBUTION_RATES)


class UnknownWage(StrEnum):
    """The base when nobody knows the wage: the lower bound (about 60 %), or the average wage (100 %)."""

    LOWER_BOUND = "lower_bound"
    AVERAGE_WAGE = "average_wage"


class BaseRule(StrEnum):
    """What decided the base of a month."""

    WAGE = "wage"
    LOWER_BOUND = "lower_bound"
    UPPER_BOUND = "upper_bound"
    AVERAGE_WAGE = "average_wage"


@dataclass(frozen=True, slots=True)
class Premium:
    """What is due for one month: base, the two shares, what goes to the personal account; yuan."""

    month: Month
    wage: Decimal | None
    base: Decimal
    decided_by: BaseRule
    bounds: Found[ContributionBounds]
    rates: Found[ContributionRates]
    employer: Decimal
    employee: Decimal
    account: Decimal
    revaluation: str = ""
    revalued_provisionally: bool = False

    @property
    def rule(self) -> str:
        """What decided the base, in words."""
        text = _rule_text(self.wage, self.decided_by, self.bounds.value)
        return f"{text}{self.revaluation}"

    @property
    def principal(self) -> Decimal:
        """Both shares together."""
        return self.employer + self.employee

    @property
    def provisional(self) -> bool:
        """Whether a row was not yet published; the difference is settled later."""
        return bool(self.bounds.provisional or self.rates.provisional or self.revalued_provisionally)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know about the rows used."""
        bounds, rates = self.bounds.row, self.rates.row
        notes = [self.bounds.provisional, self.rates.provisional]
        if bounds.note:
            notes.append(f"{bounds.value.year}年缴费基数：{bounds.note}")
        if rates.note:
            notes.append(f"{rates.valid_from.year}年起的缴费比例：{rates.note}")
        return tuple(note for note in notes if note)

    @property
    def working(self) -> tuple[str, ...]:
        """The calculation line by line."""
        rates = self.rates.value
        return (
            f"{self.month}：缴费基数{yuan(self.base)}，{self.rule}（{self.bounds.row.basis}）",
            f"单位部分：{self.base:.2f}×{percent(rates.employer)}＝{yuan(self.employer)}（{self.rates.row.basis}）",
            f"个人部分：{self.base:.2f}×{percent(rates.employee)}＝{yuan(self.employee)}",
            f"其中记入个人账户：{self.base:.2f}×{percent(rates.account)}＝{yuan(self.account)}",
        )


def premium(
    month: Month,
    wage: Decimal | None,
    *,
    jurisdiction: str = YUNNAN,
    unknown_wage: UnknownWage | None = None,
    known_on: date | None = None,
    tables: ContributionTables = PUBLISHED,
) -> Premium:
    """The premium of one month on a monthly wage in yuan; None when nobody knows the wage.

    `known_on` is the day of calculation: bounds published later are not yet known, the last known row
    stands in for them provisionally. Raises InputError before 1995-10 (deemed service, 视同缴费),
    SettingMissingError for an unknown wage without a rule and where an unpublished lower bound decides,
    ParameterMissingError where rates or bounds were not found (Yunnan's rates of 1995-10 to 2005-12).
    """
    if wage is not None and wage < 0:
        raise InputError("wage", "工资不能为负数")
    bounds, rates = _rows(month, jurisdiction, known_on, tables)
    base, rule = _base(wage, bounds.value, unknown_wage)
    shares = rates.value
    return Premium(
        month, wage, base, rule, bounds, rates,
        fen(base * shares.employer), fen(base * shares.employee), fen(base * shares.account),
    )  # fmt: skip


def flexible_premium(percent_of_wage: int, year: int, *, jurisdiction: str = YUNNAN) -> Decimal:
    """What a flexible worker (灵活就业人员) pays for a whole year on a printed grade, yuan.

    The grades' bases are printed apart from the employees' bounds and rounded otherwise. Raises
    ParameterMissingError where no printed base was found.
    """
    day = date(year, 12, 31)
    base = FLEXIBLE_BASES.lookup(day, jurisdiction, str(percent_of_wage)).value.base
    return fen(base * CONTRIBUTION_RATES.lookup(day, jurisdiction, "flexible").value.employee * _MONTHS)


def contribution_base(wage: Decimal, bounds: ContributionBounds) -> Decimal:
    """The wage between the bounds, yuan. Raises SettingMissingError where an unpublished bound decides."""
    return _base(wage, bounds, None)[0]


@lru_cache(maxsize=4096)
def _rows(
    month: Month, jurisdiction: str, known_on: date | None, tables: ContributionTables
) -> tuple[Found[ContributionBounds], Found[ContributionRates]]:
    first = month.first_day
    in_yunnan = jurisdiction[:2] == YUNNAN[:2]
    if in_yunnan and month < ACCOUNTS_BEGIN:
        raise InputError("month", f"{month}早于1995年10月（云南省建立个人账户之月），属于视同缴费，不办理补缴")
    bounds = tables.bounds.lookup(first, jurisdiction, "", known_on)
    try:
        return bounds, tables.rates.lookup(first, jurisdiction, "employee", known_on)
    except ParameterMissingError:
        if not in_yunnan or month >= RATES_BEGIN:
            raise
        raise ParameterMissingError(
            tables.rates.setting,
            f"没有收录云南省1995年10月至2005年12月的缴费比例，不能计算{month}，请按当年文件录入",
        ) from None


def _base(wage: Decimal | None, bounds: ContributionBounds, unknown: UnknownWage | None) -> tuple[Decimal, BaseRule]:
    if wage is None:
        return _unknown_base(bounds, unknown)
    if wage >= bounds.upper:
        return fen(bounds.upper), BaseRule.UPPER_BOUND
    if bounds.lower is None:
        if wage < bounds.lower_computed + 1:
            raise _lower_bound_missing(bounds)
        return fen(wage), BaseRule.WAGE
    if wage <= bounds.lower:
        return fen(bounds.lower), BaseRule.LOWER_BOUND
    return fen(wage), BaseRule.WAGE


def _unknown_base(bounds: ContributionBounds, unknown: UnknownWage | None) -> tuple[Decimal, BaseRule]:
    if unknown is None:
        raise SettingMissingError("unknown_wage_rule", "工资无法查明，本地尚未选定缴费基数的认定规则")
    if unknown is UnknownWage.AVERAGE_WAGE:
        return fen(bounds.average_wage), BaseRule.AVERAGE_WAGE
    if bounds.lower is None:
        raise _lower_bound_missing(bounds)
    return fen(bounds.lower), BaseRule.LOWER_BOUND


def _rule_text(wage: Decimal | None, rule: BaseRule, bounds: ContributionBounds) -> str:
    known = "工资无法查明，按本地规则" if wage is None else f"工资{yuan(wage)}"
    if rule is BaseRule.AVERAGE_WAGE:
        return f"{known}以月平均工资{bounds.average_wage}元计"
    if rule is BaseRule.UPPER_BOUND:
        printed = "" if bounds.upper_published else "（月平均工资的3倍）"
        return f"{known}达到上限，按上限{bounds.upper}元{printed}计"
    if rule is BaseRule.LOWER_BOUND:
        return (
            f"{known}以公布的下限{bounds.lower}元计"
            if wage is None
            else f"{known}不高于下限，按公布的下限{bounds.lower}元计"
        )
    if bounds.lower is None:
        return f"{known}在上下限之间，据实计"
    return f"{known}在下限{bounds.lower}元和上限{bounds.upper}元之间，据实计"


def _lower_bound_missing(bounds: ContributionBounds) -> ParameterMissingError:
    return ParameterMissingError(
        LOWER_BOUND_SETTING,
        f"没有收录{bounds.year}年公布的缴费基数下限（月平均工资{bounds.average_wage}元的60%各年取整不一，不能推算）",
    )
