"""Interest on a personal account of the employee pension (个人账户计息), posted at each year's end.

End balance = balance × (1 + r) + amounts + Σ(amount of month n × (12 − n + 1)) × r ÷ 12. The national
crediting rates begin in 2016; Yunnan's earlier ones were not found, so that earlier years are refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from workflows.calculators.money import ZERO, fen, percent, total, yuan
from workflows.calculators.months import Month
from workflows.calculators.refusals import InputError
from workflows.parameters import ACCOUNT_INTEREST, AccountInterest, Found

_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class AccountYear:
    """One year of an account: opening balance, what was paid in by month, interest, end balance; yuan."""

    year: int
    opening: Decimal
    paid_in: Decimal
    month_products: Decimal
    rate: Found[AccountInterest]
    interest: Decimal

    @property
    def closing(self) -> Decimal:
        """Balance on 31 December."""
        return self.opening + self.paid_in + self.interest

    @property
    def working(self) -> tuple[str, ...]:
        """The calculation of the year."""
        rate = percent(self.rate.value.rate)
        return (
            (
                f"{self.year}年（记账利率{rate}）：利息{self.opening:.2f}×{rate}＋{self.month_products:.2f}×{rate}÷12"
                f"＝{yuan(self.interest)}；年末{self.opening:.2f}＋{self.paid_in:.2f}＋{self.interest:.2f}"
                f"＝{yuan(self.closing)}"
            ),
        )


@dataclass(frozen=True, slots=True)
class Account:
    """The years of an account, one after the other."""

    years: tuple[AccountYear, ...]

    @property
    def closing(self) -> Decimal:
        """Balance at the end of the last year."""
        return self.years[-1].closing

    @property
    def interest(self) -> Decimal:
        """Interest of all years."""
        return total(year.interest for year in self.years)

    @property
    def provisional(self) -> bool:
        """Whether some year's rate was not yet published."""
        return any(year.rate.provisional for year in self.years)

    @property
    def notes(self) -> tuple[str, ...]:
        """Rates that are disputed or provisional."""
        notes = [f"{year.year}年记账利率：{year.rate.row.note}" for year in self.years if year.rate.row.note]
        notes += [year.rate.provisional for year in self.years if year.rate.provisional]
        return ("利息逐年四舍五入到分", *notes)

    @property
    def working(self) -> tuple[str, ...]:
        """The calculation year by year."""
        return tuple(line for year in self.years for line in year.working)


def account_year(
    year: int, opening: Decimal, by_month: Mapping[int, Decimal], known_on: date | None = None
) -> AccountYear:
    """One year of an account; `by_month` is what was credited in each month, 1 to 12, yuan.

    Raises InputError for a month outside 1 to 12 or a negative amount, ParameterMissingError before 2016.
    """
    if any(not 1 <= month <= _MONTHS for month in by_month):
        raise InputError("months", "月份应在1至12之间")
    if opening < 0 or any(amount < 0 for amount in by_month.values()):
        raise InputError("amount", "金额不能为负数")
    rate = ACCOUNT_INTEREST.lookup(date(year, 1, 1), known_on=known_on)
    products = sum((amount * (_MONTHS - month + 1) for month, amount in by_month.items()), ZERO)
    interest = fen(opening * rate.value.rate + products * rate.value.rate / _MONTHS)
    return AccountYear(year, opening, total(by_month.values()), products, rate, interest)


def account(paid_in: Mapping[Month, Decimal], opening: Decimal, opening_year: int, last_year: int) -> Account:
    """An account from the opening balance on 1 January of `opening_year` to the end of `last_year`."""
    if last_year < opening_year:
        raise InputError("last_year", "结束年份早于开始年份")
    if any(not opening_year <= month.year <= last_year for month in paid_in):
        raise InputError("months", "缴费月份不在计息年份之内")
    years: list[AccountYear] = []
    balance = opening
    for year in range(opening_year, last_year + 1):
        by_month = {month.month: amount for month, amount in paid_in.items() if month.year == year}
        years.append(account_year(year, balance, by_month))
        balance = years[-1].closing
    return Account(tuple(years))
