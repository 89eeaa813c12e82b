"""The late fee: from the default date, by the day, simple, each item by itself, half up to the fen."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.calculators.late_fee import Cap, LateFeeRules, Pre2011, late_fee
from workflows.calculators.refusals import InputError
from workflows.parameters import ParameterMissingError, SettingMissingError

BOTH = LateFeeRules(cap=Cap.NONE, pre_2011=Pre2011.STATUTORY)
AMOUNTS = st.decimals(min_value=0, max_value=10_000_000, places=2)
DAYS_SINCE_2011 = st.dates(date(2011, 7, 1), date(2035, 1, 1))


@pytest.mark.parametrize(
    ("start", "paid", "days", "fee"),
    [
        ("2009-04-01", "2026-11-20", 6443, "4453.00"),
        ("2011-06-01", "2011-07-31", 61, "75.50"),
        ("2011-07-01", "2012-06-30", 366, "183.00"),
        ("2024-02-01", "2024-03-01", 30, "15.00"),
        ("2011-06-30", "2011-06-30", 1, "2.00"),
        ("2011-07-01", "2011-07-01", 1, "0.50"),
    ],
)
def test_days_before_2011_07_01_bear_two_per_mille_and_later_ones_half_a_mille(
    start: str, paid: str, days: int, fee: str
) -> None:
    result = late_fee(Decimal(1000), date.fromisoformat(start), date.fromisoformat(paid), BOTH)
    assert (result.days, result.late_fee) == (days, Decimal(fee))


@pytest.mark.parametrize(
    ("first", "last", "days"), [(True, True, 40), (False, True, 39), (True, False, 39), (False, False, 38)]
)
def test_whether_the_first_and_the_last_day_count_is_a_setting(first: bool, last: bool, days: int) -> None:
    rules = LateFeeRules(first_day_counts=first, payment_day_counts=last, cap=Cap.NONE)
    assert late_fee(Decimal(1000), date(2017, 3, 1), date(2017, 4, 9), rules).days == days


def test_a_payment_on_the_default_date_counts_one_day_at_most() -> None:
    day = date(2020, 1, 1)
    counts = [
        late_fee(Decimal(1000), day, day, LateFeeRules(first, last)).days
        for first in (True, False)
        for last in (True, False)
    ]
    assert counts == [1, 0, 0, 0]


def test_until_the_county_has_chosen_both_figures_stand_side_by_side() -> None:
    result = late_fee(Decimal("1000.00"), date(2012, 1, 1), date(2026, 1, 1), LateFeeRules())
    assert result.late_fee is None
    assert (result.capped, result.uncapped) == (Decimal("1000.00"), Decimal("2557.50"))
    assert result.exceeds_principal
    assert any("late_fee_cap" in note for note in result.notes)
    assert any("2557.50元" in line and "1000.00元" in line for line in result.working)


def test_the_cap_is_the_principal_of_the_same_item() -> None:
    rules = LateFeeRules(cap=Cap.PRINCIPAL)
    result = late_fee(Decimal("1000.00"), date(2012, 1, 1), date(2026, 1, 1), rules)
    assert result.late_fee == Decimal("1000.00")


def test_arrears_from_before_2011_07_01_wait_for_a_rule() -> None:
    with pytest.raises(SettingMissingError, match="pre_2011") as refusal:
        late_fee(Decimal(1000), date(2011, 6, 30), date(2026, 1, 1), LateFeeRules(cap=Cap.NONE))
    assert "第二十九条" in str(refusal.value)


def test_no_late_fee_is_known_before_the_regulation_of_1999() -> None:
    with pytest.raises(ParameterMissingError):
        late_fee(Decimal(1000), date(1999, 1, 21), date(2026, 1, 1), BOTH)


def test_a_payment_before_the_default_date_is_refused() -> None:
    with pytest.raises(InputError, match="paid_on"):
        late_fee(Decimal(1000), date(2020, 1, 2), date(2020, 1, 1), BOTH)


def test_a_negative_principal_is_refused() -> None:
    with pytest.raises(InputError, match="principal"):
        late_fee(Decimal("-0.01"), date(2020, 1, 1), date(2020, 1, 2), BOTH)


def test_the_working_shows_each_rate_with_its_article() -> None:
    result = late_fee(Decimal(1000), date(2011, 6, 1), date(2011, 7, 31), BOTH)
    assert result.working == (
        "本金1000.00元，自2011-06-01起欠缴，2011-07-31缴纳",
        "2011-06-01至2011-06-30共30天，每日0.2%（《社会保险费征缴暂行条例》第十三条）：1000.00×30×0.002＝60元",
        (
            "2011-07-01至2011-07-31共31天，每日0.05%（《中华人民共和国社会保险法》第八十六条）："
            "1000.00×31×0.0005＝15.5元"
        ),
        "合计61天，滞纳金75.50元（四舍五入到分）",
    )


@given(AMOUNTS, DAYS_SINCE_2011, st.integers(0, 9000))
def test_the_cap_never_raises_a_fee_and_never_exceeds_the_principal(
    principal: Decimal, start: date, length: int
) -> None:
    result = late_fee(principal, start, start + timedelta(days=length), LateFeeRules())
    assert result.capped <= result.uncapped
    assert result.capped <= principal
    assert result.exceeds_principal is (result.uncapped > result.capped)


@given(AMOUNTS, DAYS_SINCE_2011, st.integers(0, 5000), st.integers(0, 5000))
def test_paying_later_is_never_cheaper(principal: Decimal, start: date, length: int, more: int) -> None:
    paid = start + timedelta(days=length)
    assert (
        late_fee(principal, start, paid, BOTH).uncapped
        <= late_fee(principal, start, paid + timedelta(days=more), BOTH).uncapped
    )


@given(AMOUNTS, st.dates(date(1999, 1, 22), date(2030, 1, 1)), st.integers(0, 9000), st.booleans(), st.booleans())
def test_the_spans_cover_each_day_once(principal: Decimal, start: date, length: int, first: bool, last: bool) -> None:
    rules = LateFeeRules(first, last, Cap.NONE, Pre2011.STATUTORY)
    result = late_fee(principal, start, start + timedelta(days=length), rules)
    assert sum(span.days for span in result.spans) == result.days
