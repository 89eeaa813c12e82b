"""A receipt smaller than the debt (部分缴纳): what it pays, which months may be credited.

No national order was found, so the order is a setting that is printed. A month is credited only when its
own principal is complete.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from workflows.calculators.money import total, yuan
from workflows.calculators.months import Month
from workflows.calculators.refusals import InputError


class Part(StrEnum):
    """The parts of a month's debt."""

    ACCOUNT = "account"
    POOLED = "pooled"
    LATE_FEE = "late_fee"


class Order(StrEnum):
    """Which debt a receipt pays first; within equals the account part comes before the pooled part."""

    MONTH_BY_MONTH = "month_by_month"
    PRINCIPAL_FIRST = "principal_first"
    LATE_FEE_FIRST = "late_fee_first"


PART_LABELS: Final = {Part.ACCOUNT: "个人账户部分", Part.POOLED: "统筹部分", Part.LATE_FEE: "滞纳金"}
ORDER_LABELS: Final = {
    Order.MONTH_BY_MONTH: "先欠先清，逐月先个人账户部分、后统筹部分、再滞纳金",
    Order.PRINCIPAL_FIRST: "先清各月本金（先欠先清，先个人账户部分），再清滞纳金",
    Order.LATE_FEE_FIRST: "先清各月滞纳金，再先欠先清本金",
}


@dataclass(frozen=True, slots=True)
class Debt:
    """What one month owes: part for the personal account, pooled part, late fee; yuan.

    `owner` tells workers apart where one employer's receipt pays for several (their places in a list).
    """

    month: Month
    account: Decimal
    pooled: Decimal
    late_fee: Decimal
    owner: int = 0

    def part(self, part: Part) -> Decimal:
        """The amount of one part."""
        return {Part.ACCOUNT: self.account, Part.POOLED: self.pooled, Part.LATE_FEE: self.late_fee}[part]


@dataclass(frozen=True, slots=True)
class AllocationLine:
    """What the receipt pays of one part of one month, yuan."""

    month: Month
    part: Part
    due: Decimal
    paid: Decimal
    owner: int = 0


@dataclass(frozen=True, slots=True)
class Allocation:
    """How a receipt was spread; `left_over` is what exceeded the debt."""

    receipt: Decimal
    order: Order
    lines: tuple[AllocationLine, ...]

    @property
    def left_over(self) -> Decimal:
        """What is left of the receipt after all debt, yuan."""
        return self.receipt - total(line.paid for line in self.lines)

    def paid(self, *parts: Part) -> Decimal:
        """What the receipt pays of these parts of all months, yuan."""
        return total(line.paid for line in self.lines if line.part in parts)

    @property
    def credited(self) -> tuple[Month, ...]:
        """Months whose own principal is complete."""
        open_months = {line.month for line in self.lines if line.part is not Part.LATE_FEE and line.paid < line.due}
        return tuple(sorted({line.month for line in self.lines} - open_months))

    @property
    def notes(self) -> tuple[str, ...]:
        """The order used."""
        return (
            f"部分缴款的清偿顺序：{ORDER_LABELS[self.order]}（国家未作统一规定，设置项：partial_payment_order）",
            "当月本金缴齐的月份才记账",
        )

    @property
    def working(self) -> tuple[str, ...]:
        """The allocation line by line."""
        lines = [f"到账{yuan(self.receipt)}"]
        lines += [
            f"{line.month}{PART_LABELS[line.part]}应缴{yuan(line.due)}，本次清偿{yuan(line.paid)}"
            for line in self.lines
            if line.paid
        ]
        if self.left_over:
            lines.append(f"多缴{yuan(self.left_over)}")
        return tuple(lines)


_RANK: Final[dict[Part, int]] = {Part.ACCOUNT: 0, Part.POOLED: 1, Part.LATE_FEE: 2}
_KEYS: Final[dict[Order, Callable[[Debt, Part], tuple[object, ...]]]] = {
    Order.MONTH_BY_MONTH: lambda debt, part: (debt.month, debt.owner, _RANK[part]),
    Order.PRINCIPAL_FIRST: lambda debt, part: (part is Part.LATE_FEE, debt.month, debt.owner, _RANK[part]),
    Order.LATE_FEE_FIRST: lambda debt, part: (part is not Part.LATE_FEE, debt.month, debt.owner, _RANK[part]),
}


def allocate(receipt: Decimal, debts: Sequence[Debt], order: Order = Order.MONTH_BY_MONTH) -> Allocation:
    """Spread a receipt over debts. Raises InputError for a negative amount or a month given twice."""
    amounts = [receipt, *(debt.part(part) for debt in debts for part in Part)]
    if any(amount < 0 for amount in amounts):
        raise InputError("amount", "金额不能为负数")
    if len({(debt.month, debt.owner) for debt in debts}) < len(debts):
        raise InputError("debts", "同一月份重复")
    items = sorted(((debt, part) for debt in debts for part in Part), key=lambda item: _KEYS[order](*item))
    left = receipt
    lines: list[AllocationLine] = []
    for debt, part in items:
        paid = min(left, debt.part(part))
        left -= paid
        lines.append(AllocationLine(debt.month, part, debt.part(part), paid, debt.owner))
    return Allocation(receipt, order, tuple(lines))


def compare(receipt: Decimal, debts: Sequence[Debt]) -> dict[Order, Allocation]:
    """The same receipt under every order, so that the operator sees what the choice does."""
    return {order: allocate(receipt, debts, order) for order in Order}
