"""Questions from outside: the fields of the contract, amounts as strings, errors that name field and rule."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.jsonlines import InputError as RecordError
from engine.jsonlines import run_json_lines
from workflows.calculators.commands import CALCULATIONS, HELP, checks

CHECKS = checks(lambda: date(2026, 11, 21))
COMMANDS = {**CALCULATIONS, **CHECKS}
LATE_FEE: Mapping[str, Any] = {
    "id": 1,
    "principal": "1000.00",
    "owed_from": "2024-02-01",
    "paid_on": "2024-03-01",
    "first_day_counts": True,
    "payment_day_counts": True,
    "cap": "none",
    "pre_2011": None,
}
BACK_PAYMENT: Mapping[str, Any] = {
    "id": "b",
    "jurisdiction": "530000",
    "paid_on": "2026-11-20",
    "months": [{"month": "2019-05", "wage": "3500.00"}, {"month": "2019-04", "wage": "3500.00"}],
}
EMPLOYEE: Mapping[str, Any] = {
    "id": "EP-01",
    "G": "8265",
    "I": "0.6757",
    "total_months": 430,
    "A": "83946.23",
    "M": "139",
    "P": "10",
    "W": "5584.69",
    "one_child": True,
    "retire_month": "2025-09",
}
RESIDENT: Mapping[str, Any] = {"id": "RP-01", "basic": "103", "years": 15, "grade": "200", "subsidy": "40"}
EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "late-fee": LATE_FEE,
    "back-payment": BACK_PAYMENT,
    "retirement-age": {"id": 1, "birth": "1965-01", "category": "male_60"},
    "minimum-years": {"id": 1, "year": 2030},
    "employee-pension": EMPLOYEE,
    "resident-pension": RESIDENT,
    "amount-in-words": {"id": 1, "amount": "1409.50"},
    "resident-id": {"id": 1, "value": "530523198208109980"},
    "credit-code": {"id": 1, "value": "N2530523MF0TAAAA9A"},
}


def ask(name: str, **changes: Any) -> dict[str, Any]:
    return COMMANDS[name]({**EXAMPLES[name], **changes})


def error(name: str, **changes: Any) -> str:
    with pytest.raises(RecordError) as refusal:
        ask(name, **changes)
    return str(refusal.value)


def without(name: str, key: str) -> str:
    with pytest.raises(RecordError) as refusal:
        COMMANDS[name]({field: value for field, value in EXAMPLES[name].items() if field != key})
    return str(refusal.value)


def test_late_fee() -> None:
    answer = ask("late-fee")
    assert {key: answer[key] for key in ("id", "days", "late_fee", "exceeds_principal")} == {
        "id": 1,
        "days": 30,
        "late_fee": "15.00",
        "exceeds_principal": False,
    }
    assert answer["working"][-1] == "合计30天，滞纳金15.00元（四舍五入到分）"
    assert any("不以本金为限" in note for note in answer["notes"])


def test_late_fee_capped() -> None:
    answer = ask("late-fee", owed_from="2012-01-01", paid_on="2026-01-01", cap="principal")
    assert (answer["late_fee"], answer["exceeds_principal"]) == ("1000.00", True)


def test_late_fee_across_2011_07_01() -> None:
    changes = {"owed_from": "2011-06-01", "paid_on": "2011-07-31"}
    assert "pre_2011" in error("late-fee", **changes)
    assert ask("late-fee", **changes, pre_2011="statutory")["late_fee"] == "75.50"


@pytest.mark.parametrize("switch", ["first_day_counts", "payment_day_counts", "cap"])
def test_the_three_switches_of_the_late_fee_are_required(switch: str) -> None:
    assert switch in without("late-fee", switch)


def test_back_payment() -> None:
    answer = ask("back-payment")
    first, second = answer["lines"]
    assert first["month"] == "2019-05"
    assert (first["base"], first["employer"], first["employee"], first["late_fee"]) == (
        "3500.00",
        "560.00",
        "280.00",
        "1146.60",
    )
    assert (second["base"], second["employer"], second["employee"]) == ("3676.00", "698.44", "294.08")
    assert "下限3676元" in second["rule"]
    assert answer["totals"]["principal"] == "1832.52"
    assert (answer["totals"]["late_fee"], answer["totals"]["late_fee_capped"]) == ("2516.77", "1832.52")
    assert any("late_fee_cap" in note for note in answer["notes"])


def test_back_payment_under_the_rules_of_the_county() -> None:
    answer = ask("back-payment", jurisdiction="530523", cap="principal", payment_day_counts=False)
    assert answer["totals"]["late_fee"] == "1832.52"
    assert answer["totals"]["late_fee_uncapped"] == "2515.86"


def test_back_payment_on_an_unknown_wage() -> None:
    months = [{"month": "2024-01", "wage": None}]
    assert "unknown_wage_rule" in error("back-payment", months=months)
    answer = ask("back-payment", months=months, unknown_wage_rule="lower_bound")
    assert answer["lines"][0]["base"] == "4306.00"


@pytest.mark.parametrize(
    ("birth", "category", "delay", "age", "month"),
    [
        ("1965-01", "male_60", 1, (60, 1), "2025-02"),
        ("1964-12", "male_60", 0, (60, 0), "2024-12"),
        ("1976-09", "male_60", 36, (63, 0), "2039-09"),
        ("1981-09", "female_55", 36, (58, 0), "2039-09"),
        ("1984-11", "female_50", 60, (55, 0), "2039-11"),
        ("1975-01", "female_50", 1, (50, 1), "2025-02"),
    ],
)
def test_retirement_age(birth: str, category: str, delay: int, age: tuple[int, int], month: str) -> None:
    answer = ask("retirement-age", birth=birth, category=category)
    assert answer == {
        "id": 1,
        "delay_months": delay,
        "age_years": age[0],
        "age_months": age[1],
        "retire_month": month,
    }


def test_minimum_years() -> None:
    assert ask("minimum-years") == {"id": 1, "years": 15, "months": 6}


def test_employee_pension() -> None:
    answer = ask("employee-pension")
    wanted = {
        "basic": "2481.40",
        "account": "603.93",
        "transitional": "726.01",
        "one_child": "177.65",
        "pension": "3811.34",
        "total": "3988.99",
    }
    assert {key: answer[key] for key in wanted} == wanted


def test_employee_pension_from_the_tables() -> None:
    record = {
        "id": 1,
        "I": "1",
        "Y": "30",
        "A": "100000",
        "age_years": 60,
        "age_months": 3,
        "retire_month": "2025-12",
    }
    answer = CALCULATIONS["employee-pension"](record)
    assert answer["indexed_wage"] == "8265.00"
    assert answer["account"] == "728.33"
    assert answer["provisional"] is False
    later = CALCULATIONS["employee-pension"]({**record, "retire_month": "2026-12"})
    assert later["provisional"] is True


def test_the_calculation_base_of_2019_is_that_of_the_whole_year() -> None:
    record = {"id": 1, "I": "1", "Y": "30", "A": "0", "M": "139", "retire_month": "2019-02"}
    assert CALCULATIONS["employee-pension"](record)["indexed_wage"] == "6710.00"


def test_a_symbol_and_its_name_may_not_both_be_given() -> None:
    assert "G" in error("employee-pension", calculation_base="8265")


def test_resident_pension() -> None:
    answer = ask("resident-pension")
    assert (answer["balance"], answer["account"], answer["total"]) == ("3600.00", "25.90", "128.90")


def test_resident_pension_with_layers_parts_and_additions() -> None:
    answer = CALCULATIONS["resident-pension"](
        {
            "id": 1,
            "basic_layers": {"central": "88", "province": "15"},
            "account_parts": {"own": "3000", "subsidy": "600", "proxy": "570"},
            "years": 20,
            "age": 66,
        }
    )
    assert (answer["basic"], answer["account"], answer["extra"], answer["old_age"], answer["total"]) == (
        "103.00",
        "30.00",
        "10.00",
        "5.00",
        "148.00",
    )


def test_longlings_basic_pension_was_not_found_and_must_be_given() -> None:
    assert "resident_basic_pension" in error("resident-pension", basic=None)


def test_amount_in_words() -> None:
    assert ask("amount-in-words") == {"id": 1, "words": "壹仟肆佰零玖元伍角"}


def test_commands_answer_json_lines_in_order() -> None:
    lines = b"".join(json.dumps(line).encode() + b"\n" for line in (LATE_FEE, {**LATE_FEE, "cap": None}, LATE_FEE))
    out = BytesIO()
    assert run_json_lines(CALCULATIONS["late-fee"], BytesIO(lines), out) == 0
    first, second, third = (json.loads(line) for line in out.getvalue().splitlines())
    assert first == third
    assert first["late_fee"] == "15.00"
    assert "cap" in second["error"]


def test_checks_answer_with_codes_and_chinese_messages() -> None:
    assert ask("resident-id", value="530523198208109981") == {
        "id": 1,
        "valid": False,
        "normalised": None,
        "errors": [{"code": "check_character", "message": "末位校验码与前17位不符，至少有一位写错，请与证件核对"}],
        "hints": [],
    }
    assert ask("credit-code")["valid"] is True


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_command_has_help_and_echoes_the_id(name: str) -> None:
    assert ask(name, id="编号")["id"] == "编号"
    assert HELP[name]


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_unknown_field_is_refused(name: str) -> None:
    assert "extra_field" in error(name, extra_field=1)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_record_must_be_an_object(name: str) -> None:
    with pytest.raises(RecordError):
        COMMANDS[name]([])  # type: ignore[arg-type]  # what JSON may bring


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("late-fee", "principal", 1000),
        ("late-fee", "principal", True),
        ("late-fee", "principal", "-1.00"),
        ("late-fee", "principal", "NaN"),
        ("late-fee", "principal", "Infinity"),
        ("late-fee", "principal", "1e3"),
        ("late-fee", "principal", "1.005"),
        ("late-fee", "principal", "1,000.00"),
        ("late-fee", "principal", "１０００"),
        ("late-fee", "principal", ""),
        ("late-fee", "principal", "1000.00\n"),
        ("late-fee", "principal", "9" * 13),
        ("late-fee", "owed_from", "2024-02-30"),
        ("late-fee", "owed_from", "20240201"),
        ("late-fee", "owed_from", "2024-W05-1"),
        ("late-fee", "owed_from", "0001-01-01"),
        ("late-fee", "paid_on", "9999-12-31"),
        ("late-fee", "paid_on", "2024-01-31"),
        ("late-fee", "paid_on", None),
        ("late-fee", "first_day_counts", 1),
        ("late-fee", "first_day_counts", "true"),
        ("late-fee", "payment_day_counts", None),
        ("late-fee", "cap", "half"),
        ("late-fee", "cap", None),
        ("late-fee", "pre_2011", "local"),
        ("late-fee", "pre_2011", False),
        ("back-payment", "months", []),
        ("back-payment", "months", {}),
        ("back-payment", "months", [{"month": "2019-05"}]),
        ("back-payment", "months", [{"month": "2019-5", "wage": "1.00"}]),
        ("back-payment", "months", [{"month": "2019-13", "wage": "1.00"}]),
        ("back-payment", "months", [{"month": "2019-05", "wage": 3500}]),
        ("back-payment", "months", [{"month": "2019-05", "wage": "3500", "note": ""}]),
        ("back-payment", "months", ["2019-05"]),
        ("back-payment", "months", [{"month": "2005-12", "wage": "3500"}]),
        ("back-payment", "months", [{"month": "2011-05", "wage": "3500"}]),
        ("back-payment", "jurisdiction", "53"),
        ("back-payment", "jurisdiction", 530000),
        ("back-payment", "jurisdiction", "110000"),
        ("retirement-age", "birth", "1965"),
        ("retirement-age", "birth", "1965-01-01"),
        ("retirement-age", "birth", "1800-01"),
        ("retirement-age", "category", "male"),
        ("minimum-years", "year", "2030"),
        ("minimum-years", "year", 2030.0),
        ("minimum-years", "year", True),
        ("minimum-years", "year", -1),
        ("minimum-years", "year", 1990),
        ("employee-pension", "G", 8265),
        ("employee-pension", "M", "0"),
        ("employee-pension", "I", "NaN"),
        ("employee-pension", "P", "99"),
        ("employee-pension", "one_child", 1),
        ("employee-pension", "retire_month", None),
        ("employee-pension", "jurisdiction", "110000"),
        ("resident-pension", "years", "15"),
        ("resident-pension", "account", "100"),
        ("resident-pension", "age", 59),
        ("resident-pension", "payout_months", "0"),
        ("resident-pension", "basic_layers", {"village": "1"}),
        ("resident-pension", "basic_layers", {"central": "1"}),
        ("amount-in-words", "amount", 1409.5),
        ("resident-id", "value", 530523198208109980),
        ("credit-code", "value", None),
        ("credit-code", "id", {}),
        ("late-fee", "id", 1.5),
    ],
)
def test_a_wrong_value_is_refused_in_chinese_with_its_field(name: str, field: str, value: Any) -> None:
    text = error(name, **{field: value})
    assert any("\u4e00" <= character <= "\u9fff" for character in text)


@given(st.sampled_from(sorted(COMMANDS)), st.data())
def test_no_json_value_breaks_a_command(name: str, data: st.DataObject) -> None:
    values = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
        max_leaves=6,
    )
    record = dict(EXAMPLES[name])
    record[data.draw(st.sampled_from(sorted(record)))] = data.draw(values)
    try:
        answer = COMMANDS[name](record)
    except RecordError as refusal:
        answer = {"id": record["id"], "error": str(refusal)}
    assert answer["id"] == record["id"] or "error" in answer


@given(st.integers(0, 10**9))
def test_an_answer_never_shows_more_than_fen(fen: int) -> None:
    amount = f"{Decimal(fen) / 100:.2f}"
    assert len(ask("late-fee", principal=amount)["late_fee"].partition(".")[2]) == 2
