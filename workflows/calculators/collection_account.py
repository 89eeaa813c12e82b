"""What is still owed after some receipts, month by month: principal, late fee to a day, months to be credited.

Principal that was paid bears late fee up to its day of payment, the rest up to the day of the account. A
receipt's principal pays the oldest month first, in each month the personal account first. Knows no case.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workflows.calculators.back_payment import BackPaymentRules, Interest, Valuation, owed_from
from workflows.calculators.late_fee import NEW_RATE_FROM, Cap, LateFee, late_fee, rule_notes
from workflows.calculators.money import ZERO, total, yuan
from workflows.calculators.months import Month
from workflows.calculators.partial_payment import Allocation, Debt, Order, Part, allocate

PRINCIPAL = (Part.ACCOUNT, Part.POOLED)


@dataclass(frozen=True, slots=True)
class Owed:
    """One worker's month: the part for the personal account and the rest; yuan. `owner` is the worker's place."""

    owner: int
    month: Month
    account: Decimal
    pooled: Decimal

    @property
    def principal(self) -> Decimal:
        """Both parts."""
        return self.account + self.pooled


@dataclass(frozen=True, slots=True)
class Paid:
    """A receipt as it was booked, yuan."""

    paid_on: date
    principal: Decimal
    late_fee: Decimal


@dataclass(frozen=True, slots=True)
class MonthAccount:
    """One worker's month after the receipts: what was paid of it, and the late fee of each portion."""

    owed: Owed
    account_paid: Decimal
    pooled_paid: Decimal
    fees: tuple[LateFee, ...]

    @property
    def paid(self) -> Decimal:
        """Principal that was paid, yuan."""
        return self.account_paid + self.pooled_paid

    @property
    def open(self) -> Decimal:
        """Principal that is still owed, yuan."""
        return self.owed.principal - self.paid

    @property
    def complete(self) -> bool:
        """Whether the month's own principal is complete, so that the month may be credited."""
        return not self.open

    @property
    def uncapped(self) -> Decimal:
        """Late fee without a cap, yuan."""
        return total(fee.uncapped for fee in self.fees)

    @property
    def capped(self) -> Decimal:
        """Late fee of the month if it may not exceed the principal that bears it, yuan."""
        return min(self.uncapped, total(fee.principal for fee in self.fees))

    @property
    def working(self) -> tuple[str, ...]:
        """The month line by line."""
        state = "本金已缴齐，可以记账" if self.complete else f"本金尚欠{yuan(self.open)}"
        head = f"{self.owed.month}：应缴本金{yuan(self.owed.principal)}，已缴{yuan(self.paid)}，{state}"
        fees = tuple(
            f"{self.owed.month}滞纳金：{fee.principal:.2f}元自{fee.owed_from}至{fee.paid_on}共{fee.days}天，"
            f"{yuan(fee.uncapped)}"
            for fee in self.fees
        )
        return (head, *fees)


@dataclass(frozen=True, slots=True)
class CollectionAccount:
    """All months as of a day."""

    until: date
    rules: BackPaymentRules
    months: tuple[MonthAccount, ...]
    received: tuple[Paid, ...]

    @property
    def open(self) -> Decimal:
        """Principal that is still owed, yuan."""
        return total(month.open for month in self.months)

    @property
    def paid(self) -> Decimal:
        """Principal that was paid, yuan."""
        return total(month.paid for month in self.months)

    @property
    def uncapped(self) -> Decimal:
        """Late fee of all months without a cap, yuan."""
        return total(month.uncapped for month in self.months)

    @property
    def capped(self) -> Decimal:
        """Late fee with each month capped at its own principal, yuan."""
        return total(month.capped for month in self.months)

    @property
    def late_fee(self) -> Decimal | None:
        """Late fee under the county's choice, None until it has chosen; yuan."""
        cap = self.rules.late_fee.cap
        return None if cap is None else self.capped if cap is Cap.PRINCIPAL else self.uncapped

    @property
    def late_fee_paid(self) -> Decimal:
        """Late fee that was received, yuan."""
        return total(paid.late_fee for paid in self.received)

    @property
    def credited(self) -> tuple[MonthAccount, ...]:
        """Months whose own principal is complete."""
        return tuple(month for month in self.months if month.complete)

    @property
    def notes(self) -> tuple[str, ...]:
        """Which open rules of the late fee were used."""
        before = any(fee.owed_from < NEW_RATE_FROM for month in self.months for fee in month.fees)
        return rule_notes(self.rules.late_fee, before_2011=before)

    def of(self, owner: int) -> tuple[MonthAccount, ...]:
        """The months of one worker."""
        return tuple(month for month in self.months if month.owed.owner == owner)

    def as_ordered(self, receipt: Decimal, order: Order) -> Allocation:
        """How a further receipt would be spread over what is open now, by an order of clearing."""
        capped = self.rules.late_fee.cap is Cap.PRINCIPAL
        debts = [
            Debt(
                m.owed.month,
                m.owed.account - m.account_paid,
                m.owed.pooled - m.pooled_paid,
                m.capped if capped else m.uncapped,
                m.owed.owner,
            )
            for m in self.months
        ]
        return allocate(receipt, debts, order)


def collection_account(
    items: Sequence[Owed], receipts: Sequence[Paid], until: date, rules: BackPaymentRules
) -> CollectionAccount:
    """The account of these months as of a day. Raises whatever the late fee of a portion refuses."""
    debts = [Debt(i.month, i.account, i.pooled, ZERO, i.owner) for i in items]
    portions: dict[tuple[Month, int], list[tuple[Part, Decimal, date]]] = {(d.month, d.owner): [] for d in debts}
    before = ZERO
    ordered = sorted(receipts, key=lambda receipt: receipt.paid_on)
    earlier = allocate(ZERO, debts)
    for receipt in ordered:
        before += receipt.principal
        spread = allocate(before, debts)
        for old, new in zip(earlier.lines, spread.lines, strict=True):
            if new.paid > old.paid:
                portions[new.month, new.owner].append((new.part, new.paid - old.paid, receipt.paid_on))
        earlier = spread
    months = tuple(_month(item, portions[item.month, item.owner], until, rules) for item in items)
    return CollectionAccount(until, rules, months, tuple(ordered))


def _month(
    item: Owed, portions: Sequence[tuple[Part, Decimal, date]], until: date, rules: BackPaymentRules
) -> MonthAccount:
    paid = {part: total(amount for of, amount, _ in portions if of is part) for part in PRINCIPAL}
    bearing = (Part.POOLED,) if rules.interest is Interest.PAYER_PAYS else PRINCIPAL
    start = owed_from(item.month, rules.default_date)
    by_day: dict[date, Decimal] = {}
    for part, amount, day in portions:
        if part in bearing:
            by_day[day] = by_day.get(day, ZERO) + amount
    rest = (item.principal if bearing == PRINCIPAL else item.pooled) - total(by_day.values())
    if rest:
        by_day[until] = by_day.get(until, ZERO) + rest
    fees: tuple[LateFee, ...] = ()
    if rules.valuation is Valuation.NOMINAL:
        fees = tuple(late_fee(amount, start, day, rules.late_fee) for day, amount in by_day.items() if start <= day)
    return MonthAccount(item, paid[Part.ACCOUNT], paid[Part.POOLED], fees)
