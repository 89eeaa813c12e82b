"""Logs: one JSON line each, from our code and from libraries, and nothing personal in any of them."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from engine import ids
from engine.logs import configure, masked, masked_text, request
from engine.passwords import hash_password

SECRETS = {
    "an identity number": "530523199001011234",
    "an identity number ending in X": "53052319900101123X",
    "an identity number in groups": "530523 1990 0101 1234",
    "a full-width identity number": "５３０５２３１９９００１０１１２３Ｘ",
    "an old identity number": "530523900101123",
    "a mobile number": "13812345678",
    "a mobile number in groups": "138-1234-5678",
    "a mobile number with its country": "+86 138 1234 5678",
    "a fixed number": "0875-6121234",
    "a bank card": "6228 4804 0256 4890 018",
    "a tracking code": "ABCD-EF23-45GH",
    "a session token": ids.token(),
    "a password hash": hash_password("Shanchahua-2026", 64),
    "a sealed value": "sm4:qUtwmF0zAA==",
}


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


@pytest.mark.parametrize("what", SECRETS)
def test_it_is_masked_in_words_in_values_and_in_the_depth(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure()
    secret = SECRETS[what]
    structlog.get_logger().info(f"投诉人{secret}，已登记", value=secret, deep={"a": [{"b": secret}]}, also=(secret,))
    logging.getLogger("another.package").warning("seen %s", secret, extra={"more": f"号码{secret}号"})
    out = capsys.readouterr().err
    assert secret not in out
    assert out.count("***") == 6


@pytest.mark.parametrize(
    "text",
    [
        "POST /login?password=Shanchahua-2026&next=/cases",
        "{'password': 'Shanchahua-2026', 'login': 'yang'}",
        "postgresql://carnation:Shanchahua-2026@db/carnation",
        "user=x password='Shanchahua-2026' host=y",
        'Authorization: "Shanchahua-2026"',
        "GET /track?code=Shanchahua-2026&tail=123X",
    ],
)
def test_a_secret_named_in_a_text_is_masked(text: str) -> None:
    assert "Shanchahua" not in masked_text(text)
    assert "123X" not in masked_text(text)
    assert "***" in masked_text(text)


@pytest.mark.parametrize(
    "name", ["password", "new_password", "csrf", "session_token", "Cookie", "phone", "resident_id"]
)
def test_a_field_with_a_secret_s_name_is_hidden_whatever_it_holds(name: str) -> None:
    assert masked({name: ["x", {"y": 1}]}) == {name: "***"}


def test_numbers_are_masked_as_numbers_too() -> None:
    assert masked([13812345678, 530523199001011234, 42, 1_764_000_000_000, True, 1.5, None]) == [
        "***", "***", 42, 1_764_000_000_000, True, 1.5, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "harmless",
    [
        "案件龙人社监案字〔2026〕1号已立案",
        "2026-11-20T02:00:00.000000Z",
        "127.0.0.1:8600",
        "01m7vax6807ksf6adb8qqna0zg-00003-render",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "exit code: 200",
        "1409.50元，滞纳金20261120",
    ],
)
def test_what_is_harmless_stays_readable(harmless: str) -> None:
    assert masked_text(harmless) == harmless


def test_a_stack_trace_is_masked(capsys: pytest.CaptureFixture[str]) -> None:
    configure()
    try:
        int("bad number 530523199001011234")
    except ValueError:
        structlog.get_logger().exception("effect failed")
        logging.getLogger("another.package").exception("and again")
    first, second = lines(capsys)
    assert "'bad number ***'" in first["exception"]
    assert "'bad number ***'" in second["exception"]


def test_every_line_says_when_what_and_for_which_request(capsys: pytest.CaptureFixture[str]) -> None:
    configure("warning")
    log = structlog.get_logger("carnation.test")
    with request("r-1", path="/cases"):
        log.warning("慢", milliseconds=1200)
        log.info("unheard")
        logging.getLogger("uvicorn.error").error("away")
    log.error("outside")
    first, second, third = lines(capsys)
    assert (first["event"], first["level"], first["logger"]) == ("慢", "warning", "carnation.test")
    assert (first["request"], first["path"], first["milliseconds"]) == ("r-1", "/cases", 1200)
    assert first["timestamp"].endswith("Z")
    assert (second["event"], second["request"]) == ("away", "r-1")
    assert "request" not in third


def test_configuring_twice_logs_once(capsys: pytest.CaptureFixture[str]) -> None:
    configure()
    configure()
    logging.getLogger("once").error("once")
    assert len(lines(capsys)) == 1


def test_the_terminal_form_is_masked_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    configure(json=False)
    structlog.get_logger().error("13812345678")
    out = capsys.readouterr().err
    assert "13812345678" not in out
    assert "***" in out


@given(
    st.recursive(
        st.none() | st.integers() | st.text() | st.binary(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_any_value_can_be_masked_and_written(value: Any) -> None:
    json.dumps(masked(value))
