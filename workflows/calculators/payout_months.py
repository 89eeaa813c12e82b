"""Months over which a personal account is paid out (计发月数), by age at retirement.

The table has whole ages (国发〔2005〕38号附件). Since 2025 people retire at ages with months: between
two ages the months fall in a straight line, to one decimal half up, which is how printed approvals count.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from workflows.calculators.money import plain
from workflows.calculators.refusals import InputError
from workflows.parameters import PAYOUT_MONTHS, Found, PayoutMonths

YOUNGEST: Final = 40
OLDEST: Final = 70
_TENTH: Final = Decimal("0.1")
_TABLE_FROM: Final = date(2006, 1, 1)
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Payout:
    """The months for an age in whole years and further months."""

    years: int
    months: int
    payout_months: Decimal
    younger: Found[PayoutMonths]
    older: Found[PayoutMonths] | None

    @property
    def notes(self) -> tuple[str, ...]:
        """The rule used between two ages."""
        if self.older is None:
            return ()
        return ("计发月数在两个整岁之间按月线性插值，保留一位小数；官方逐月表未收录，插值规则与核定表样一致",)

    @property
    def working(self) -> tuple[str, ...]:
        """The calculation line by line."""
        low = plain(self.younger.value.months)
        if self.older is None:
            return (f"{self.years}周岁计发月数{low}（{self.younger.row.basis}）",)
        high = plain(self.older.value.months)
        return (
            (
                f"{self.years}周岁{low}、{self.years + 1}周岁{high}（{self.younger.row.basis}），"
                f"{self.years}岁{self.months}个月：{low}－（{low}－{high}）×{self.months}÷12＝{self.payout_months}"
            ),
        )


def payout_months(years: int, months: int = 0) -> Payout:
    """The payout months at an age. Raises InputError outside 40 to 70 years."""
    if not 0 <= months < _MONTHS:
        raise InputError("age_months", "月数应在0至11之间")
    if not YOUNGEST <= years <= OLDEST or (years == OLDEST and months):
        raise InputError("age_years", f"计发月数表只有{YOUNGEST}至{OLDEST}周岁")
    younger = PAYOUT_MONTHS.lookup(_TABLE_FROM, key=str(years))
    if not months:
        return Payout(years, months, younger.value.months, younger, None)
    older = PAYOUT_MONTHS.lookup(_TABLE_FROM, key=str(years + 1))
    fall = (younger.value.months - older.value.months) * months / _MONTHS
    exact = (younger.value.months - fall).quantize(_TENTH, ROUND_HALF_UP)
    return Payout(years, months, exact, younger, older)
