"""Back payment (补缴) of the employee pension for one worker: principal by month, late fee by month, totals.

Knows the order of the sums; the premium of a month and its late fee are others' business. Totals are
sums of rounded items. Every choice that law leaves open is a field of the rules and a printed note.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

from workflows.calculators.account_interest import Account, account
from workflows.calculators.late_fee import NEW_RATE_FROM, LateFee, LateFeeRules, late_fee, rule_notes
from workflows.calculators.money import ZERO, fen, total, yuan
from workflows.calculators.months import Month
from workflows.calculators.premiums import (
    PUBLISHED,
    YUNNAN,
    ContributionTables,
    Premium,
    UnknownWage,
    premium,
)
from workflows.calculators.refusals import InputError
from workflows.parameters import ContributionBounds, Found


class DefaultDate(StrEnum):
    """From which day a month is owed (欠缴之日): places differ, Yunnan's rule was not found."""

    NEXT_MONTH = "first_of_next_month"
    SECOND_MONTH = "first_of_second_month"


class Valuation(StrEnum):
    """Old bases as they were, with late fee; or raised to today's average wage, without late fee."""

    NOMINAL = "nominal"
    REVALUED = "revalued"


class Interest(StrEnum):
    """Whether the account part bears interest for the time it was missing.

    Where the payer pays it, the employee part bears interest and the employer part the late fee.
    """

    NONE_FOR_GAP = "none_for_gap"
    PAYER_PAYS = "payer_pays"


_MONTHS_LATER: Final = {DefaultDate.NEXT_MONTH: 1, DefaultDate.SECOND_MONTH: 2}
_VALUATION_NOTES: Final = {
    Valuation.NOMINAL: "缴费基数按所属时期的标准，不折算",
    Valuation.REVALUED: "缴费基数按缴款时与所属时期月平均工资之比折算，不加收滞纳金",
}
_INTEREST_NOTES: Final = {
    Interest.NONE_FOR_GAP: "个人账户部分自到账后计息，欠缴期间不计息",
    Interest.PAYER_PAYS: "个人缴费部分按各年个人账户记账利率补息至缴款上年末，滞纳金只按单位部分加收",
}
_DEFAULT_DATE_NOTES: Final = {
    DefaultDate.NEXT_MONTH: "欠缴之日按费款所属月份的次月1日确定（多数地方的做法；云南省规定未收录）",
    DefaultDate.SECOND_MONTH: "欠缴之日按费款所属月份的第二个次月1日确定",
}


@dataclass(frozen=True, slots=True)
class BackPaymentRules:
    """The switches of a back payment; each is printed on the notice."""

    late_fee: LateFeeRules = field(default_factory=LateFeeRules)
    default_date: DefaultDate = DefaultDate.NEXT_MONTH
    unknown_wage: UnknownWage | None = None
    valuation: Valuation = Valuation.NOMINAL
    interest: Interest = Interest.NONE_FOR_GAP


@dataclass(frozen=True, slots=True)
class MonthlyWage:
    """A month to be paid back and the wage that counts for it, yuan; None when nobody knows it."""

    month: Month
    wage: Decimal | None


@dataclass(frozen=True, slots=True)
class BackPaymentLine:
    """One month: the premium and its late fee, None when none runs."""

    premium: Premium
    late_fee: LateFee | None

    @property
    def month(self) -> Month:
        """The month paid for."""
        return self.premium.month

    @property
    def uncapped(self) -> Decimal:
        """Late fee without a cap, yuan."""
        return self.late_fee.uncapped if self.late_fee else ZERO

    @property
    def capped(self) -> Decimal:
        """Late fee of this month if it may not exceed this month's principal, yuan."""
        return self.late_fee.capped if self.late_fee else ZERO

    @property
    def working(self) -> tuple[str, ...]:
        """The calculation of this month."""
        return self.premium.working + (self.late_fee.working if self.late_fee else ())


@dataclass(frozen=True, slots=True)
class BackPayment:
    """A worker's back payment as of a day of payment."""

    jurisdiction: str
    paid_on: date
    rules: BackPaymentRules
    lines: tuple[BackPaymentLine, ...]
    account_with_interest: Account | None = None

    @property
    def employer(self) -> Decimal:
        """The employer's share of all months, yuan."""
        return total(line.premium.employer for line in self.lines)

    @property
    def employee(self) -> Decimal:
        """The employee's share of all months, which the employer withholds, yuan."""
        return total(line.premium.employee for line in self.lines)

    @property
    def account(self) -> Decimal:
        """What of it goes to the personal account, yuan."""
        return total(line.premium.account for line in self.lines)

    @property
    def principal(self) -> Decimal:
        """Both shares of all months, yuan."""
        return self.employer + self.employee

    @property
    def pooled(self) -> Decimal:
        """What of it goes to the pool; in a bankruptcy it ranks behind the account part, yuan."""
        return self.principal - self.account

    @property
    def interest(self) -> Decimal:
        """Interest that the payer owes on the account part, yuan; zero unless the rules say so."""
        return self.account_with_interest.interest if self.account_with_interest else ZERO

    @property
    def uncapped(self) -> Decimal:
        """Late fee without a cap, yuan."""
        return total(line.uncapped for line in self.lines)

    @property
    def capped(self) -> Decimal:
        """Late fee with each month capped at its own principal, yuan."""
        return total(line.capped for line in self.lines)

    @property
    def provisional(self) -> bool:
        """Whether any month waits for a table that was not yet published."""
        account = self.account_with_interest
        return any(line.premium.provisional for line in self.lines) or bool(account and account.provisional)

    @property
    def notes(self) -> tuple[str, ...]:
        """Which disputed rules were used, each once."""
        fees = [line.late_fee for line in self.lines if line.late_fee]
        notes = [_VALUATION_NOTES[self.rules.valuation], _INTEREST_NOTES[self.rules.interest]]
        if fees:
            before = any(fee.owed_from < NEW_RATE_FROM for fee in fees)
            notes.append(_DEFAULT_DATE_NOTES[self.rules.default_date])
            notes += rule_notes(self.rules.late_fee, before_2011=before)
        notes += (note for line in self.lines for note in line.premium.notes)
        over = [str(line.month) for line in self.lines if line.late_fee and line.late_fee.exceeds_principal]
        if self.account_with_interest:
            notes += self.account_with_interest.notes
        if over:
            notes.append(f"滞纳金超过本金的月份：{'、'.join(over)}，请核对封顶规则")
        return tuple(dict.fromkeys(notes))

    @property
    def working(self) -> tuple[str, ...]:
        """The calculation line by line, months first, totals last."""
        lines = [text for line in self.lines for text in line.working]
        lines.append(
            f"合计{len(self.lines)}个月：单位{yuan(self.employer)}，个人{yuan(self.employee)}，"
            f"本金{yuan(self.principal)}"
        )
        if self.account_with_interest:
            lines += self.account_with_interest.working
            lines.append(f"补息合计{yuan(self.interest)}")
        lines.append(f"滞纳金合计：不封顶{yuan(self.uncapped)}，逐月以本金封顶{yuan(self.capped)}")
        return tuple(lines)


def back_payment(
    months: Sequence[MonthlyWage],
    paid_on: date,
    *,
    jurisdiction: str = YUNNAN,
    rules: BackPaymentRules,
    tables: ContributionTables = PUBLISHED,
) -> BackPayment:
    """The back payment of these months if it is paid on that day.

    Raises InputError for no month, a month twice or a month that has not yet come; whatever the
    premium or the late fee of a month refuses.
    """
    if not months:
        raise InputError("months", "至少要有一个月")
    seen: set[Month] = set()
    paid_month = Month.of(paid_on)
    for entry in months:
        if entry.month in seen:
            raise InputError("months", f"{entry.month}重复，每月只能补缴一次")
        if entry.month > paid_month:
            raise InputError("months", f"{entry.month}晚于缴款之日，不属于补缴")
        seen.add(entry.month)
    lines = tuple(_line(entry, paid_on, jurisdiction, rules, tables) for entry in months)
    return BackPayment(jurisdiction, paid_on, rules, lines, _interest(lines, paid_on, rules))


def _interest(lines: Sequence[BackPaymentLine], paid_on: date, rules: BackPaymentRules) -> Account | None:
    past = {line.month: line.premium.employee for line in lines if line.month.year < paid_on.year}
    if rules.interest is Interest.NONE_FOR_GAP or not past:
        return None
    return account(past, ZERO, min(past).year, paid_on.year - 1)


@lru_cache(maxsize=4096)
def owed_from(month: Month, rule: DefaultDate) -> date:
    """The default date of a month under a rule."""
    return month.plus(_MONTHS_LATER[rule]).first_day


def _line(
    entry: MonthlyWage, paid_on: date, jurisdiction: str, rules: BackPaymentRules, tables: ContributionTables
) -> BackPaymentLine:
    due = premium(
        entry.month,
        entry.wage,
        jurisdiction=jurisdiction,
        unknown_wage=rules.unknown_wage,
        known_on=paid_on,
        tables=tables,
    )
    if rules.valuation is Valuation.REVALUED:
        return BackPaymentLine(revalued(due, tables.bounds.lookup(paid_on, jurisdiction, "", paid_on)), None)
    start = owed_from(entry.month, rules.default_date)
    if start > paid_on:
        return BackPaymentLine(due, None)
    owed = due.employer if rules.interest is Interest.PAYER_PAYS else due.principal
    return BackPaymentLine(due, late_fee(owed, start, paid_on, rules.late_fee))


def revalued(due: Premium, now: Found[ContributionBounds]) -> Premium:
    """A month's premium with its base raised by the average wage of the month to that of the payment."""
    then = due.bounds.value.average_wage
    base = fen(due.base * now.value.average_wage / then)
    shares = due.rates.value
    text = f"；折算：{due.base:.2f}×{now.value.average_wage}÷{then}"
    return replace(
        due,
        base=base,
        employer=fen(base * shares.employer),
        employee=fen(base * shares.employee),
        account=fen(base * shares.account),
        revaluation=text + (f"（{now.provisional}）" if now.provisional else ""),
        revalued_provisionally=bool(now.provisional),
    )
