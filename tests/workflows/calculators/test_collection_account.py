"""What is owed after receipts: late fee by portion, months credited only when their principal is complete."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.calculators.back_payment import BackPaymentRules, Interest, Valuation
from workflows.calculators.collection_account import Owed, Paid, collection_account
from workflows.calculators.late_fee import Cap, LateFeeRules, late_fee
from workflows.calculators.months import Month
from workflows.calculators.partial_payment import Order, Part

RULES = BackPaymentRules()
UNTIL = date(2026, 12, 31)


def owed(owner: int, month: int, employee: str = "360.00", employer: str = "720.00") -> Owed:
    return Owed(owner, Month(2026, month), Decimal(employee), Decimal(employer))


ITEMS = (owed(0, 3), owed(0, 4), owed(1, 3), owed(1, 4))


def paid(amount: str, day: date = date(2026, 11, 20)) -> Paid:
    return Paid(day, Decimal(amount), Decimal("0.00"))


def test_without_a_receipt_every_month_is_open_and_bears_late_fee_to_the_day() -> None:
    found = collection_account(ITEMS, (), UNTIL, RULES)
    assert found.open == Decimal("4320.00")
    assert found.credited == ()
    assert found.uncapped == sum(
        late_fee(i.principal, i.month.plus(1).first_day, UNTIL, RULES.late_fee).uncapped for i in ITEMS
    )


def test_the_oldest_month_is_completed_for_one_worker_after_the_other() -> None:
    found = collection_account(ITEMS, (paid("2000.00"),), UNTIL, RULES)
    assert [(m.owed.owner, m.owed.month.month) for m in found.credited] == [(0, 3)]
    assert [(m.account_paid, m.pooled_paid) for m in found.of(1)] == [
        (Decimal("360.00"), Decimal("560.00")),
        (Decimal("0.00"), Decimal("0.00")),
    ]


def test_a_month_one_fen_short_is_not_credited() -> None:
    almost = collection_account(ITEMS, (paid("4319.99"),), UNTIL, RULES)
    assert len(almost.credited) == 3
    whole = collection_account(ITEMS, (paid("4319.99"), paid("0.01")), UNTIL, RULES)
    assert len(whole.credited) == 4


def test_what_was_paid_bears_late_fee_to_its_day_and_the_rest_to_the_day_of_the_account() -> None:
    found = collection_account((owed(0, 3),), (paid("500.00"),), UNTIL, RULES)
    start = date(2026, 4, 1)
    first = late_fee(Decimal("500.00"), start, date(2026, 11, 20), RULES.late_fee).uncapped
    rest = late_fee(Decimal("580.00"), start, UNTIL, RULES.late_fee).uncapped
    assert found.uncapped == first + rest


def test_the_late_fee_is_one_figure_only_when_the_county_has_chosen() -> None:
    assert collection_account(ITEMS, (), UNTIL, RULES).late_fee is None
    capped = BackPaymentRules(late_fee=LateFeeRules(cap=Cap.PRINCIPAL))
    late = collection_account(ITEMS, (), date(2033, 1, 1), capped)
    assert late.late_fee == late.capped == Decimal("4320.00")
    assert late.uncapped > late.capped


def test_where_the_payer_pays_interest_only_the_employers_part_bears_late_fee() -> None:
    rules = BackPaymentRules(interest=Interest.PAYER_PAYS)
    found = collection_account((owed(0, 3),), (), UNTIL, rules)
    assert found.uncapped == late_fee(Decimal("720.00"), date(2026, 4, 1), UNTIL, rules.late_fee).uncapped


def test_revalued_months_bear_no_late_fee() -> None:
    rules = BackPaymentRules(valuation=Valuation.REVALUED)
    assert collection_account(ITEMS, (), UNTIL, rules).uncapped == 0


@pytest.mark.parametrize(("order", "fee"), [(Order.PRINCIPAL_FIRST, "0.00"), (Order.LATE_FEE_FIRST, "500.00")])
def test_the_order_of_clearing_says_how_a_receipt_would_be_split(order: Order, fee: str) -> None:
    found = collection_account(ITEMS, (), UNTIL, RULES)
    assert found.as_ordered(Decimal("500.00"), order).paid(Part.LATE_FEE) == Decimal(fee)


@given(st.lists(st.integers(1, 500_000), max_size=6))
def test_paid_and_open_are_always_what_was_owed(fen: list[int]) -> None:
    receipts = [paid(str(Decimal(amount) / 100), date(2026, 5 + n, 1)) for n, amount in enumerate(fen)]
    found = collection_account(ITEMS, receipts, UNTIL, RULES)
    assert found.paid + found.open == Decimal("4320.00")
    assert found.paid == min(sum((r.principal for r in receipts), Decimal(0)), Decimal("4320.00"))
    assert all(month.complete == (month.paid == month.owed.principal) for month in found.months)
    assert found.capped <= found.uncapped
