"""From months and wages to premiums, by the tables and settings of the county."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engine.surroundings import Surroundings
from forms.parts import ArrearsLine
from workflows.back_payment.forms import AssessedPeriod
from workflows.calculators.back_payment import BackPaymentRules, Valuation, revalued
from workflows.calculators.months import Month
from workflows.calculators.premiums import ContributionTables, Premium, premium
from workflows.refusals import calculator_refusals
from workflows.settings import back_payment_rules, contribution_tables


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


def assessed_lines(
    workers: tuple[AssessedPeriod, ...], around: Surroundings, known_on: date
) -> tuple[AssessedLine, ...]:
    """Every worker's every month, by the settings and tables that were known on a day.

    Raises Unmet or SettingMissing where a month cannot be calculated.
    """
    with calculator_refusals():
        rules, tables = back_payment_rules(around, known_on), contribution_tables(around, known_on)
        return tuple(
            AssessedLine(worker.name, worker.resident_id, _premium(worker, month, around, known_on, rules, tables))
            for worker in workers
            for month in worker.months()
        )


def _premium(
    worker: AssessedPeriod,
    month: str,
    around: Surroundings,
    known_on: date,
    rules: BackPaymentRules,
    tables: ContributionTables,
) -> Premium:
    due = premium(
        Month.parse(month),
        worker.wage,
        jurisdiction=around.jurisdiction,
        unknown_wage=rules.unknown_wage,
        known_on=known_on,
        tables=tables,
    )
    if rules.valuation is Valuation.NOMINAL:
        return due
    return revalued(due, tables.bounds.lookup(known_on, around.jurisdiction, "", known_on))


def principal(lines: tuple[AssessedLine, ...]) -> Decimal:
    """Both parts of all lines together, in yuan."""
    return sum((line.premium.principal for line in lines), Decimal("0.00"))
