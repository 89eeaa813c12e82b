"""Surcharge on fines, allocation of part payments, interest on accounts."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.calculators.account_interest import account, account_year
from workflows.calculators.months import Month
from workflows.calculators.partial_payment import Debt, Order, Part, allocate, compare
from workflows.calculators.refusals import InputError
from workflows.calculators.surcharge import Remedy, surcharge
from workflows.parameters import ParameterMissingError

DUE = date(2026, 3, 31)
FEN = st.integers(0, 1_000_000).map(lambda fen: Decimal(fen) / 100)
DEBTS = st.lists(
    st.tuples(st.integers(0, 40), FEN, FEN, FEN), min_size=1, max_size=8, unique_by=lambda debt: debt[0]
).map(lambda debts: [Debt(Month(2020, 1).plus(debt[0]), *debt[1:]) for debt in debts])


class TestSurcharge:
    def test_three_per_cent_a_day_from_the_day_after_the_term(self) -> None:
        result = surcharge(Decimal(10000), DUE, date(2026, 4, 10))
        assert (result.days, result.surcharge) == (10, Decimal("3000.00"))

    def test_it_never_exceeds_the_fine(self) -> None:
        assert surcharge(Decimal(10000), DUE, date(2026, 5, 3)).surcharge == Decimal("9900.00")
        assert surcharge(Decimal(10000), DUE, date(2026, 5, 4)).surcharge == Decimal("10000.00")

    def test_it_does_not_run_while_a_reconsideration_or_a_suit_is_pending(self) -> None:
        remedies = (Remedy(date(2026, 4, 3), date(2026, 4, 5)), Remedy(date(2026, 4, 5), date(2026, 4, 6)))
        result = surcharge(Decimal(10000), DUE, date(2026, 4, 10), remedies)
        assert (result.days, result.paused_days) == (6, 4)

    def test_a_remedy_still_pending_stops_it_until_today(self) -> None:
        result = surcharge(Decimal(10000), DUE, date(2026, 6, 30), (Remedy(date(2026, 3, 1)),))
        assert result.surcharge == Decimal("0.00")

    def test_paid_in_time_costs_nothing(self) -> None:
        assert surcharge(Decimal(10000), DUE, DUE).surcharge == Decimal("0.00")

    def test_a_remedy_that_ends_before_it_begins_is_refused(self) -> None:
        with pytest.raises(InputError, match="remedies"):
            surcharge(Decimal(1), DUE, DUE, (Remedy(date(2026, 4, 3), date(2026, 4, 2)),))

    @given(FEN, st.integers(0, 400), st.lists(st.tuples(st.integers(-30, 400), st.integers(0, 60)), max_size=4))
    def test_remedies_never_raise_it(self, fine: Decimal, late: int, pauses: list[tuple[int, int]]) -> None:
        remedies = [
            Remedy(DUE + timedelta(days=begin), DUE + timedelta(days=begin + length)) for begin, length in pauses
        ]
        paid = DUE + timedelta(days=late)
        result = surcharge(fine, DUE, paid, remedies)
        assert 0 <= result.surcharge <= surcharge(fine, DUE, paid).surcharge
        assert result.days + result.paused_days == late


class TestPartialPayment:
    OWED = (
        Debt(Month(2020, 2), Decimal(80), Decimal(160), Decimal(30)),
        Debt(Month(2020, 1), Decimal(80), Decimal(160), Decimal(40)),
    )

    def test_the_oldest_month_first_account_before_pool_principal_before_late_fee(self) -> None:
        result = allocate(Decimal(300), self.OWED)
        assert [(str(line.month), line.part, line.paid) for line in result.lines if line.paid] == [
            ("2020-01", Part.ACCOUNT, 80),
            ("2020-01", Part.POOLED, 160),
            ("2020-01", Part.LATE_FEE, 40),
            ("2020-02", Part.ACCOUNT, 20),
        ]
        assert result.credited == (Month(2020, 1),)

    def test_the_operator_sees_what_each_order_would_credit(self) -> None:
        credited = {order: result.credited for order, result in compare(Decimal(480), self.OWED).items()}
        assert credited == {
            Order.MONTH_BY_MONTH: (Month(2020, 1),),
            Order.PRINCIPAL_FIRST: (Month(2020, 1), Month(2020, 2)),
            Order.LATE_FEE_FIRST: (Month(2020, 1),),
        }

    def test_the_order_is_printed_as_a_setting(self) -> None:
        assert "partial_payment_order" in allocate(Decimal(1), self.OWED).notes[0]

    def test_a_negative_receipt_or_a_month_twice_is_refused(self) -> None:
        with pytest.raises(InputError):
            allocate(Decimal(-1), self.OWED)
        with pytest.raises(InputError):
            allocate(Decimal(1), (self.OWED[0], self.OWED[0]))

    @given(FEN.map(lambda amount: amount * 5), DEBTS, st.sampled_from(Order))
    def test_every_fen_is_paid_out_or_left_over(self, receipt: Decimal, debts: list[Debt], order: Order) -> None:
        result = allocate(receipt, debts, order)
        assert sum(line.paid for line in result.lines) + result.left_over == receipt
        assert all(0 <= line.paid <= line.due for line in result.lines)
        assert not (result.left_over and any(line.paid < line.due for line in result.lines))


class TestAccountInterest:
    def test_a_year_posts_balance_interest_and_month_products(self) -> None:
        year = account_year(2023, Decimal("10000.00"), {1: Decimal(100), 12: Decimal(100)})
        assert year.interest == Decimal("401.30")
        assert year.closing == Decimal("10601.30")

    def test_years_compound(self) -> None:
        result = account({Month(2016, 1): Decimal("1000.00")}, Decimal(0), 2016, 2017)
        assert [year.closing for year in result.years] == [Decimal("1083.10"), Decimal("1160.22")]
        assert result.interest == Decimal("160.22")

    def test_disputed_rates_are_printed(self) -> None:
        notes = account({}, Decimal(1000), 2021, 2022).notes
        assert any("5.35%" in note for note in notes)
        assert any("6.69%" in note for note in notes)

    def test_a_year_without_a_published_rate_is_provisional(self) -> None:
        result = account({}, Decimal(1000), 2025, 2026)
        assert result.provisional
        assert any("尚未公布" in note for note in result.notes)

    def test_yunnans_rates_before_2016_were_not_found(self) -> None:
        with pytest.raises(ParameterMissingError, match="account_interest"):
            account({}, Decimal(1000), 2015, 2020)

    @pytest.mark.parametrize(
        ("paid_in", "first", "last"), [({}, 2020, 2019), ({Month(2021, 1): Decimal(1)}, 2020, 2020)]
    )
    def test_years_that_do_not_fit_are_refused(self, paid_in: dict[Month, Decimal], first: int, last: int) -> None:
        with pytest.raises(InputError):
            account(paid_in, Decimal(0), first, last)
