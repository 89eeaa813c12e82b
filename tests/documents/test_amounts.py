"""人民币大写: the rules of 支付结算办法, annex 1, and the properties that follow from them."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.amounts import DIGITS, in_words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万柒仟元零伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("10", "壹拾元整"),
        ("100000000", "壹亿元整"),
        ("100010000", "壹亿零壹万元整"),
        ("1000000000000", "壹万亿元整"),
        ("10001000000", "壹佰亿零壹佰万元整"),
    ],
)
def test_amounts_are_written_as_the_rules_say(amount: str, words: str) -> None:
    assert in_words(Decimal(amount)) == words


@pytest.mark.parametrize("amount", ["-0.01", "0.005", "NaN", "Infinity", "1e16"])
def test_what_has_no_words_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="金额"):
        in_words(Decimal(amount))


amounts = st.integers(0, 10**18 - 1).map(lambda fen: Decimal(fen) / 100)


def _read(words: str) -> Decimal:
    """Read capital numerals back: the inverse, written the way one reads them aloud."""
    yuan, _, rest = words.rpartition("元") if "元" in words else ("", "", words)
    total = group = digit = 0
    for sign in yuan:
        if sign in DIGITS:
            digit = DIGITS.index(sign)
        elif sign in "拾佰仟":
            group += digit * 10 ** ("拾佰仟".index(sign) + 1)
            digit = 0
        elif sign == "万":
            total, group, digit = total + (group + digit) * 10**4, 0, 0
        else:
            total, group, digit = (total + group + digit) * 10**8, 0, 0
    value = Decimal(total + group + digit)
    for unit, worth in (("角", Decimal("0.1")), ("分", Decimal("0.01"))):
        if match := re.search(f"([{DIGITS}]){unit}", rest):
            value += DIGITS.index(match[1]) * worth
    return value


@given(amounts)
def test_reading_the_words_gives_the_amount(amount: Decimal) -> None:
    assert _read(in_words(amount)) == amount


@given(amounts)
def test_no_two_zeros_in_a_row_and_none_before_a_unit(amount: Decimal) -> None:
    words = in_words(amount)
    assert "零零" not in words
    assert words == "零元整" or not re.search("零[拾佰仟万亿元角分]", words)


@given(amounts)
def test_zheng_closes_exactly_the_amounts_without_jiao_and_fen(amount: Decimal) -> None:
    assert in_words(amount).endswith("整") == (amount == amount.to_integral_value())
