"""The unified social credit code: shape, alphabet, check character. All codes here are made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.identifiers import check_credit_code
from forms.identifiers.credit_code import ALPHABET, check_character

MADE_UP = ["91530523MA6KTAAA79", "92530523MA6NTAAAX2", "N2530523MF0TAAAA9A", "12530523MB0TAAAA48"]


@pytest.mark.parametrize("code", MADE_UP)
def test_a_right_code_stands_and_may_begin_with_a_letter(code: str) -> None:
    assert check_credit_code(code).normalised == code
    assert check_credit_code(code).hints == ()


@pytest.mark.parametrize(
    "written",
    [
        " 91530523ma6ktaaa79 ",
        "91530523 MA6KTAAA 79",
        "９１５３０５２３ＭＡ６ＫＴＡＡＡ７９",
        "'91530523MA6KTAAA79",
    ],
)
def test_spelling_is_put_right(written: str) -> None:
    assert check_credit_code(written).normalised == "91530523MA6KTAAA79"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "empty"),
        ("91530523MA6KTAAA78", "check_character"),
        ("91530523MA6KTAAA97", "check_character"),
        ("91530523MA6KTAAA7", "length"),
        ("91530523MA6KTAAA790", "length"),
        ("91530523MA6KTAAAO9", "letter"),
        ("9153052SMA6KTAAA79", "letter"),
        ("91A30523MA6KTAAA79", "shape"),
        ("530523100001234", "registration_number"),
        ("MA6KTAAA7", "organisation_code"),
        ("9.15305E+17", "precision_lost"),
        ("某某有限公司", "length"),
    ],
)
def test_a_wrong_code_is_refused_with_its_reason(value: str, code: str) -> None:
    assert [finding.code for finding in check_credit_code(value).errors] == [code]


def test_a_weighted_sum_that_31_divides_gives_the_check_character_zero() -> None:
    codes = (f"91530523MA6{number:05d}A" for number in range(1, 400))
    first17 = next(code for code in codes if check_character(code) == "0")
    assert check_credit_code(first17 + "0").valid


@pytest.mark.parametrize(
    ("first17", "code"),
    [
        ("99530523MA6KTAAA7", "kind"),
        ("91990523MA6KTAAA7", "province"),
        ("91539999MA6KTAAA7", "region_unknown"),
    ],
)
def test_an_odd_kind_or_division_is_only_a_hint(first17: str, code: str) -> None:
    checked = check_credit_code(first17 + check_character(first17))
    assert checked.valid
    assert [finding.code for finding in checked.hints] == [code]


@given(st.text(alphabet=ALPHABET, min_size=9, max_size=9), st.integers(0, 16), st.integers(1, 30))
def test_changing_any_one_character_is_noticed(body: str, place: int, change: int) -> None:
    first17 = "91530523" + body
    other = ALPHABET[(ALPHABET.index(first17[place]) + change) % 31]
    altered = first17[:place] + other + first17[place + 1 :] + check_character(first17)
    assert not check_credit_code(altered).valid


@given(st.text(max_size=25))
def test_no_text_breaks_the_check(text: str) -> None:
    checked = check_credit_code(text)
    assert checked.valid is (checked.normalised is not None)
