"""Each calculator and check once through the installed command: answers in order, exit 0; no JSON, exit 2."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.workflows.calculators.test_commands import EXAMPLES

COMMAND = Path(sys.executable).parent / "carnation"
ROOT = Path(__file__).resolve().parents[3]
CHECKS = {"resident-id", "credit-code"}
DEADLINE = {"id": 1, "start": "2026-09-24", "amount": 10, "unit": "working_days"}
CASES: dict[str, dict[str, Any]] = {"deadline": DEADLINE, **{name: dict(record) for name, record in EXAMPLES.items()}}


def run(name: str, text: str) -> subprocess.CompletedProcess[str]:
    verb = "check" if name in CHECKS else "calc"
    return subprocess.run(
        [COMMAND, verb, name], cwd=ROOT, input=text, check=False, capture_output=True, text=True, timeout=120
    )


@pytest.mark.parametrize("name", CASES)
def test_answers_come_in_order_and_a_bad_input_is_an_error_in_chinese(name: str) -> None:
    record = CASES[name]
    bad = {"id": "坏", **{key: None for key in record if key != "id"}}
    done = run(name, "\n".join(json.dumps(line, ensure_ascii=False) for line in (record, bad, record)))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert [answer["id"] for answer in answers] == [record["id"], "坏", record["id"]]
    assert answers[0] == answers[2]
    assert "error" not in answers[0]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in answers[1]["error"])


def test_a_line_that_is_no_json_ends_with_two() -> None:
    record = json.dumps(DEADLINE)
    done = run("deadline", f"{record}\n这不是JSON\n")
    assert done.returncode == 2
    assert json.loads(done.stdout.splitlines()[0])["id"] == 1
