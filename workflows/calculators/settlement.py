"""Settlement (结算差额) of a month billed on provisional bounds, once the right ones are published."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workflows.calculators.money import yuan
from workflows.calculators.months import Month
from workflows.calculators.premiums import YUNNAN, Premium, premium


@dataclass(frozen=True, slots=True)
class Settlement:
    """The same month before and after; a positive difference is still owed, a negative one goes back."""

    billed: Premium
    final: Premium

    @property
    def employer(self) -> Decimal:
        """Difference of the employer's share, yuan."""
        return self.final.employer - self.billed.employer

    @property
    def employee(self) -> Decimal:
        """Difference of the employee's share, yuan."""
        return self.final.employee - self.billed.employee

    @property
    def provisional(self) -> bool:
        """Whether the right row is still not known."""
        return self.final.provisional

    @property
    def notes(self) -> tuple[str, ...]:
        """What the rows say of themselves."""
        return tuple(dict.fromkeys((*self.billed.notes, *self.final.notes)))

    @property
    def working(self) -> tuple[str, ...]:
        """The calculation line by line."""
        return (
            f"{self.billed.month}原按基数{yuan(self.billed.base)}缴费，重新核定基数{yuan(self.final.base)}",
            f"单位部分差额{self.final.employer:.2f}－{self.billed.employer:.2f}＝{yuan(self.employer)}",
            f"个人部分差额{self.final.employee:.2f}－{self.billed.employee:.2f}＝{yuan(self.employee)}",
        )


def settle(month: Month, wage: Decimal, *, billed_on: date, settled_on: date, jurisdiction: str = YUNNAN) -> Settlement:
    """The difference between what was known on the day of billing and on the day of settlement."""
    return Settlement(
        premium(month, wage, jurisdiction=jurisdiction, known_on=billed_on),
        premium(month, wage, jurisdiction=jurisdiction, known_on=settled_on),
    )
