"""The citizen number: what is put right, what is refused, what is only worth a second look."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.identifiers import check_resident_id, read_identity
from forms.identifiers.resident_id import check_character

TODAY = date(2026, 11, 21)
CASES = list(csv.DictReader(Path(__file__).with_name("resident_ids.csv").read_text(encoding="utf-8").splitlines()))
STANDING = {"valid", "valid_after_normalise", "valid_with_hint", "legacy_15"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['expected']} {case['input']}")
def test_every_published_shape_of_a_number(case: dict[str, str]) -> None:
    checked = check_resident_id(case["input"], TODAY)
    assert checked.valid is (case["expected"] in STANDING)
    assert (checked.normalised or "") == case["normalised"]
    if checked.normalised:
        identity = read_identity(checked.normalised)
        assert (identity.sex, identity.birth.isoformat(), identity.region) == (
            case["sex"],
            case["birth"],
            case["region"],
        )


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("530523198208109000", "precision_lost"),
        ("5.33E+17", "precision_lost"),
        ("5.30523E17", "precision_lost"),
        ("5.30523198208109E+17", "precision_lost"),
        ("530523198208109000.0", "precision_lost"),
        ("５.３３Ｅ＋１７", "precision_lost"),
        ("530523200502299957", "birth_date"),
        ("530523198213109980", "birth_date"),
        ("530523203101019989", "birth_in_future"),
        ("990426199501189995", "province"),
        ("160523198208109980", "province"),
        ("530523198208109981", "check_character"),
        ("53052319820810998", "length"),
        ("5305231982081099800", "length"),
        ("X30523198208109980", "length"),
        ("", "empty"),
        (" 　\u200b", "empty"),
        ("H00000000", "not_resident_id"),
        ("张三", "not_resident_id"),
    ],
)
def test_a_wrong_number_is_refused_with_its_reason(value: str, code: str) -> None:
    checked = check_resident_id(value, TODAY)
    assert code in [finding.code for finding in checked.errors]
    assert checked.normalised is None


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("530523198002299969", "region_birth_year"),
        ("53302420050504998X", "region_birth_year"),
        ("533024198002299995", "region_abolished"),
        ("530522201805049988", "region_abolished"),
        ("533024189001019985", "age"),
        ("530523770602999", "fifteen_digits"),
    ],
)
def test_a_region_or_age_that_does_not_fit_is_only_a_hint(value: str, code: str) -> None:
    checked = check_resident_id(value, TODAY)
    assert checked.valid
    assert code in [finding.code for finding in checked.hints]


def test_a_region_outside_the_list_is_a_hint() -> None:
    first17 = "53999919800229" + "999"
    checked = check_resident_id(first17 + check_character(first17), TODAY)
    assert checked.valid
    assert [finding.code for finding in checked.hints] == ["region_unknown"]


def test_a_number_that_truly_ends_in_000_stands_with_a_hint() -> None:
    number = next(
        first + "0"
        for day in range(1, 29)
        for order in range(1, 10)
        if check_character(first := f"533024198002{day:02d}{order}00") == "0"
    )
    checked = check_resident_id(number, TODAY)
    assert checked.normalised == number
    assert "ends_in_000" in [finding.code for finding in checked.hints]


def test_a_lookalike_of_x_is_read_as_x() -> None:
    checked = check_resident_id("53302420050504998×", TODAY)
    assert checked.normalised == "53302420050504998X"
    assert "x_lookalike" in [finding.code for finding in checked.hints]


def test_no_message_repeats_the_number() -> None:
    for case in CASES:
        checked = check_resident_id(case["input"], TODAY)
        assert all(
            len(case["input"]) < 15 or case["input"] not in finding.message
            for finding in checked.errors + checked.hints
        )


@given(st.text(max_size=25))
def test_no_text_breaks_the_check(text: str) -> None:
    checked = check_resident_id(text, TODAY)
    assert checked.valid is (checked.normalised is not None)


@given(st.dates(date(1920, 1, 1), date(2026, 1, 1)), st.integers(1, 999), st.integers(0, 16), st.integers(1, 9))
def test_changing_any_one_digit_is_noticed(birth: date, order: int, place: int, change: int) -> None:
    first17 = f"533024{birth:%Y%m%d}{order:03d}"
    digit = (int(first17[place]) + change) % 10
    altered = first17[:place] + str(digit) + first17[place + 1 :] + check_character(first17)
    assert not check_resident_id(altered, TODAY).valid


@given(st.dates(date(1920, 1, 1), date(2026, 1, 1)), st.integers(1, 999))
def test_checking_again_changes_nothing(birth: date, order: int) -> None:
    first17 = f"533024{birth:%Y%m%d}{order:03d}"
    once = check_resident_id(first17 + check_character(first17), TODAY)
    assert once.normalised is not None
    assert check_resident_id(once.normalised, TODAY).normalised == once.normalised
