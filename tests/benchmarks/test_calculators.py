"""Late fees and back-payment months per second, as ratios to a plain Decimal loop over the same numbers."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from time import perf_counter

import pytest

from workflows.calculators.back_payment import BackPaymentRules, MonthlyWage, back_payment
from workflows.calculators.late_fee import Cap, LateFeeRules, late_fee
from workflows.calculators.months import Month

PAID = date(2026, 11, 20)
MONTHS = [Month(2011, 7).plus(number) for number in range(180)]
WAGES = [Decimal(5000 + 7 * number) for number in range(180)]
FEN = Decimal("0.01")
RATE = Decimal("0.0005")
ROUNDS = 9
REPEATS = 20


def plain_late_fees() -> Decimal:
    sum_ = Decimal(0)
    for number, wage in enumerate(WAGES):
        days = (PAID - (date(2011, 8, 1) + timedelta(days=30 * number))).days + 1
        sum_ += (wage * days * RATE).quantize(FEN, ROUND_HALF_UP)
    return sum_


def our_late_fees() -> Decimal:
    rules = LateFeeRules(cap=Cap.NONE)
    sum_ = Decimal(0)
    for number, wage in enumerate(WAGES):
        sum_ += late_fee(wage, date(2011, 8, 1) + timedelta(days=30 * number), PAID, rules).uncapped
    return sum_


def plain_back_payment() -> Decimal:
    sum_ = Decimal(0)
    employer_rate, employee_rate, account_rate = Decimal("0.20"), Decimal("0.08"), Decimal("0.08")
    low, high = Decimal(2391), Decimal(11952)
    for month, wage in zip(MONTHS, WAGES, strict=True):
        base = min(max(wage, low), high)
        employer = (base * employer_rate).quantize(FEN, ROUND_HALF_UP)
        employee = (base * employee_rate).quantize(FEN, ROUND_HALF_UP)
        account = (base * account_rate).quantize(FEN, ROUND_HALF_UP)
        days = (PAID - date(month.year + month.month // 12, month.month % 12 + 1, 1)).days + 1
        fee = ((employer + employee) * days * RATE).quantize(FEN, ROUND_HALF_UP)
        sum_ += employer + employee + fee + account - account
    return sum_


def our_back_payment() -> Decimal:
    entries = [MonthlyWage(month, wage) for month, wage in zip(MONTHS, WAGES, strict=True)]
    result = back_payment(entries, PAID, rules=BackPaymentRules())
    return result.principal + result.uncapped


def seconds(work: Callable[[], Decimal]) -> float:
    start = perf_counter()
    for _ in range(REPEATS):
        work()
    return perf_counter() - start


@pytest.mark.benchmark
@pytest.mark.parametrize(
    ("name", "plain", "ours"),
    [
        ("late fees", plain_late_fees, our_late_fees),
        ("back-payment months", plain_back_payment, our_back_payment),
    ],
)
def test_calculations_per_second_beside_a_plain_decimal_loop(
    name: str, plain: Callable[[], Decimal], ours: Callable[[], Decimal], capsys: pytest.CaptureFixture[str]
) -> None:
    ratios, rates = [], []
    for _ in range(ROUNDS):
        bare, full = seconds(plain), seconds(ours)
        ratios.append(bare / full)
        rates.append(REPEATS * len(MONTHS) / full)
    with capsys.disabled():
        print(
            f"\n{name}: {median(rates):,.0f}/s, {median(ratios):.2f} of a plain Decimal loop "
            f"({min(ratios):.2f}-{max(ratios):.2f})"
        )
    assert ours() > 0
