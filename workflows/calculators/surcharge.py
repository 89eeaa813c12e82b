"""The surcharge (加处罚款) on a fine paid late: 3 % of the fine a day, up to the fine, not during remedies.

Source: 行政处罚法第七十二条第一款第一项 (rate and limit), 第七十三条第三款 (no counting while a
reconsideration or a suit is pending). Not the late fee on premiums, which is another thing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from workflows.calculators.money import fen, yuan
from workflows.calculators.refusals import InputError
from workflows.parameters import citations as law

RATE_PER_DAY: Final = Decimal("0.03")
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Remedy:
    """A reconsideration or suit (复议、诉讼): both days inside; None while it is pending."""

    begins: date
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Surcharge:
    """The surcharge on one fine as of a day of payment, yuan."""

    fine: Decimal
    due_on: date
    paid_on: date
    days: int
    paused_days: int
    uncapped: Decimal

    @property
    def surcharge(self) -> Decimal:
        """What is owed on top of the fine."""
        return min(self.uncapped, self.fine)

    @property
    def notes(self) -> tuple[str, ...]:
        """The rules used."""
        return (
            "自缴款期限届满次日起计算，缴款之日计入",
            f"加处罚款的数额不超过罚款的数额（{law.SURCHARGE.formal}）",
            f"行政复议、行政诉讼期间不计算（{law.SURCHARGE_PAUSE.formal}）",
        )

    @property
    def working(self) -> tuple[str, ...]:
        """The calculation line by line."""
        lines = [
            f"罚款{yuan(self.fine)}，缴款期限{self.due_on.isoformat()}届满，{self.paid_on.isoformat()}缴纳",
            f"逾期{self.days + self.paused_days}天，复议、诉讼期间{self.paused_days}天不计，计{self.days}天",
            f"{self.fine:.2f}×3%×{self.days}＝{yuan(self.uncapped)}（{law.SURCHARGE.formal}）",
        ]
        if self.uncapped > self.fine:
            lines.append(f"超过罚款数额，按{yuan(self.fine)}计")
        return tuple(lines)


def surcharge(fine: Decimal, due_on: date, paid_on: date, remedies: Sequence[Remedy] = ()) -> Surcharge:
    """The surcharge on a fine whose term ended on `due_on` and that is paid on `paid_on`.

    Days are calendar days; overlapping remedies are not counted twice. Raises InputError for a
    negative fine or a remedy that ends before it begins.
    """
    if fine < 0:
        raise InputError("fine", "罚款数额不能为负数")
    if any(remedy.ends is not None and remedy.ends < remedy.begins for remedy in remedies):
        raise InputError("remedies", "复议、诉讼的结束日期早于开始日期")
    overdue = max((paid_on - due_on).days, 0)
    paused = _paused(due_on + _DAY, paid_on, remedies)
    days = overdue - paused
    return Surcharge(fine, due_on, paid_on, days, paused, fen(fine * RATE_PER_DAY * days))


def _paused(first: date, last: date, remedies: Sequence[Remedy]) -> int:
    paused, counted_to = 0, first - _DAY
    for remedy in sorted(remedies, key=lambda remedy: remedy.begins):
        begins = max(remedy.begins, counted_to + _DAY)
        ends = last if remedy.ends is None else min(remedy.ends, last)
        if begins <= ends:
            paused += (ends - begins).days + 1
            counted_to = ends
    return paused
