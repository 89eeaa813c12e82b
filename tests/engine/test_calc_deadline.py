"""`calc deadline` from outside: JSON Lines in, answers in order, errors in Chinese."""

import io
import json
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.calc_deadline import calc_deadline
from engine.counting import Unit
from engine.jsonlines import InputError, run_json_lines

GOOD = {"id": 1, "start": "2026-09-24", "amount": 10, "unit": "working_days"}


def run(*lines: str | bytes) -> tuple[int, list[dict[str, Any]]]:
    raw = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    out = io.BytesIO()
    code = run_json_lines(calc_deadline, io.BytesIO(raw), out)
    return code, [json.loads(line) for line in out.getvalue().splitlines()]


class TestAnswers:
    def test_the_example_of_the_contract(self) -> None:
        answer = calc_deadline({**GOOD, "direction": "after", "roll": True, "jurisdiction": "530523"})
        assert (answer["due"], answer["provisional"]) == ("2026-10-15", False)
        assert "计入：2026年10月10日（周六）调休上班（国庆节）" in answer["explain"]

    @pytest.mark.parametrize(
        ("change", "due", "provisional"),
        [
            ({}, "2026-10-15", False),
            ({"jurisdiction": "53"}, "2026-10-15", False),
            ({"unit": "calendar_days", "amount": 7}, "2026-10-08", False),
            ({"unit": "calendar_days", "amount": 7, "roll": False}, "2026-10-01", False),
            ({"unit": "months", "amount": 1, "start": "2026-01-31"}, "2026-02-28", False),
            ({"unit": "years", "amount": 1, "start": "2024-02-29"}, "2025-02-28", False),
            ({"unit": "working_days", "amount": 3, "direction": "before"}, "2026-09-21", False),
            ({"amount": 0}, "2026-09-24", False),
            ({"start": "2026-12-01", "amount": 60}, "2027-02-26", True),
            ({"unit": "hours", "amount": 24, "start": "2026-09-24T10:30"}, "2026-09-25T10:30:00", False),
            (
                {"unit": "hours", "amount": 24, "start": "2026-09-30T10:30:00+08:00"},
                "2026-10-01T10:30:00+08:00",
                False,
            ),
        ],
    )
    def test_each_field_has_its_effect(self, change: dict[str, Any], due: str, provisional: bool) -> None:
        answer = calc_deadline({**GOOD, **change})
        assert (answer["due"], answer["provisional"]) == (due, provisional)

    def test_a_provisional_date_tells_why(self) -> None:
        explained = calc_deadline({**GOOD, "start": "2026-12-01", "amount": 60})["explain"]
        assert any("2027年的节假日安排尚未公布" in text for text in explained)


class TestBadInput:
    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"start": None}, "缺少“start”"),
            ({"start": "2026-9-24"}, "“start”：日期应写作"),
            ({"start": "20260924"}, "“start”：日期应写作"),
            ({"start": "2026-02-30"}, "“start”：日期不存在"),
            ({"start": "2026-09-24T10:00"}, "“start”：日期应写作"),
            ({"start": 20260924}, "“start”：日期应写作"),
            ({"start": "２０２６-09-24"}, "“start”：日期应写作"),
            ({"start": "2003-12-01"}, "没有2003年的节假日数据"),
            ({"amount": -1}, "“amount”：应为不小于0的整数"),
            ({"amount": 1.0}, "“amount”：应为不小于0的整数"),
            ({"amount": True}, "“amount”：应为不小于0的整数"),
            ({"amount": "10"}, "“amount”：应为不小于0的整数"),
            ({"amount": None}, "缺少“amount”"),
            ({"amount": 10**15}, "期限过长"),
            ({"amount": 10**15, "unit": "calendar_days"}, "期限过长"),
            ({"amount": 10**15, "unit": "years"}, "期限过长"),
            ({"amount": 10**15, "unit": "hours", "start": "2026-09-24T10:00"}, "期限过长"),
            ({"unit": "days"}, "“unit”：应为“working_days”"),
            ({"unit": None}, "缺少“unit”"),
            ({"unit": ["months"]}, "“unit”：应为"),
            ({"unit": "hours"}, "“start”：以小时计算的期限须写明起算时刻"),
            ({"unit": "hours", "start": "2026-09-24T25:00"}, "“start”：时刻不存在"),
            ({"direction": "back"}, "“direction”：应为“after”、“before”之一"),
            ({"direction": None}, "缺少“direction”"),
            ({"roll": 1}, "“roll”：应为 true 或 false"),
            ({"roll": None}, "缺少“roll”"),
            ({"jurisdiction": "530"}, "“jurisdiction”：应为6位行政区划代码"),
            ({"jurisdiction": 530523}, "“jurisdiction”：应为6位行政区划代码"),
            ({"jurisdiction": None}, "“jurisdiction”：应为6位行政区划代码"),
            ({"holidays": []}, "不认识的字段“holidays”"),
        ],
    )
    def test_it_is_refused_with_the_field_and_the_rule(self, change: dict[str, Any], message: str) -> None:
        with pytest.raises(InputError) as refused:
            calc_deadline({**GOOD, **change})
        assert message in str(refused.value)


class TestTheStream:
    def test_answers_come_in_order_with_their_ids(self) -> None:
        code, answers = run(
            json.dumps(GOOD), json.dumps({**GOOD, "id": "二", "amount": -1}), json.dumps({**GOOD, "id": None})
        )
        assert code == 0
        assert [answer["id"] for answer in answers] == [1, "二", None]
        assert ["due" in answer for answer in answers] == [True, False, True]
        assert answers[1]["error"] == "“amount”：应为不小于0的整数"

    @pytest.mark.parametrize("line", ["nonsense", "{", '{"id": NaN}', '{"id": 1} extra', b"\xff\xfe{}"])
    def test_a_line_that_is_no_json_makes_the_exit_code_two_and_the_rest_goes_on(self, line: str | bytes) -> None:
        code, answers = run(line, json.dumps(GOOD))
        assert code == 2
        assert answers[0] == {"id": None, "error": "第1行不是 JSON"}
        assert answers[1]["due"] == "2026-10-15"

    @pytest.mark.parametrize(
        ("line", "error"),
        [
            ("[1]", "第1行：每行应为一个 JSON 对象"),
            ("null", "第1行：每行应为一个 JSON 对象"),
            ('{"id": 1, "id": 2}', "第1行：同一字段出现了两次"),
            ('{"id": 1, "amount": ' + "9" * 5000 + "}", "第1行：数字过长"),
            ("[" * 100_000 + "]" * 100_000, "第1行：嵌套过深"),
        ],
    )
    def test_json_that_is_no_record_is_an_error_but_not_an_exit_code(self, line: str, error: str) -> None:
        assert run(line) == (0, [{"id": None, "error": error}])

    def test_blank_lines_and_a_byte_order_mark_are_passed_over(self) -> None:
        code, answers = run(b"\xef\xbb\xbf" + json.dumps(GOOD).encode(), "", "  ", json.dumps(GOOD), "")
        assert (code, len(answers)) == (0, 2)

    def test_any_id_comes_back_unchanged(self) -> None:
        for identity in ("\ud800", {"a": [1]}, 1.5, "案件"):
            _, answers = run(json.dumps({**GOOD, "id": identity}))
            assert answers[0]["id"] == identity

    def test_every_answer_is_flushed_before_the_next_line_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "answers"
        seen: list[int] = []

        def lines() -> Iterator[bytes]:
            for _ in range(3):
                seen.append(path.read_bytes().count(b"\n"))
                yield json.dumps(GOOD).encode()

        with path.open("wb") as out:
            run_json_lines(calc_deadline, lines(), out)
        assert seen == [0, 1, 2]


_offsets = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))
_scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=30),
)
_plausible = {
    "start": st.one_of(
        _scalars,
        st.dates().map(str),
        st.datetimes().map(datetime.isoformat),
        st.datetimes(timezones=_offsets).map(datetime.isoformat),
    ),
    "amount": st.one_of(st.integers(0, 500), st.integers(0, 10**30), _scalars),
    "unit": st.one_of(st.sampled_from(list(Unit)).map(str), _scalars),
    "direction": st.one_of(st.sampled_from(["after", "before"]), _scalars),
    "roll": st.one_of(st.booleans(), _scalars),
    "jurisdiction": st.one_of(st.sampled_from(["53", "530523", "00"]), _scalars),
}


@settings(max_examples=400)
@given(st.fixed_dictionaries({}, optional=_plausible))
def test_any_record_is_answered_or_refused_never_a_crash(record: dict[str, Any]) -> None:
    _, answers = run(json.dumps(record))
    assert set(answers[0]) in ({"id", "due", "provisional", "explain"}, {"id", "error"})
