"""From months and wages to premiums: calls the calculators and turns their refusals into the kernel's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engine.errors import Reason, SettingMissing, Unmet
from forms.parts import ArrearsLine, WorkerPeriod
from workflows.calculators.months import Month
from workflows.calculators.premiums import Premium, premium
from workflows.calculators.refusals import InputError
from workflows.parameters import SettingMissingError


@dataclass(frozen=True, slots=True)
class AssessedLine:
    """One worker's month with its premium, in yuan."""

    name: str
    resident_id: str
    premium: Premium

    @property
    def month(self) -> str:
        """The month paid for, as YYYY-MM."""
        return str(self.premium.month)

    def as_arrears(self) -> ArrearsLine:
        """The line as it is handed to tax."""
        return ArrearsLine(
            name=self.name,
            resident_id=self.resident_id,
            month=self.month,
            base=self.premium.base,
            employer=self.premium.employer,
            employee=self.premium.employee,
        )


def assessed_lines(workers: tuple[WorkerPeriod, ...], jurisdiction: str, known_on: date) -> tuple[AssessedLine, ...]:
    """Every worker's every month; raises Unmet or SettingMissing where a month cannot be calculated."""
    with calculator_refusals():
        return tuple(
            AssessedLine(
                worker.name,
                worker.resident_id,
                premium(Month.parse(month), worker.wage, jurisdiction=jurisdiction, known_on=known_on),
            )
            for worker in workers
            for month in worker.months()
        )


def principal(lines: tuple[AssessedLine, ...]) -> Decimal:
    """Both parts of all lines together, in yuan."""
    return sum((line.premium.principal for line in lines), Decimal("0.00"))


@contextmanager
def calculator_refusals() -> Iterator[None]:
    """Let the calculators' refusals reach the officer as the kernel's."""
    try:
        yield
    except InputError as error:
        raise Unmet(f"不能计算：{error.rule}", (Reason(error.rule, code=error.field),)) from None
    except SettingMissingError as error:
        raise SettingMissing(f"不能计算：{error}") from None
