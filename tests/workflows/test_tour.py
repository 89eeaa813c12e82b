"""`carnation tour`: one real case through the public API, told in the terminal to its end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_it_plays_from_the_complaint_to_the_months_that_count(tmp_path: Path) -> None:
    ours = {n: v for n, v in os.environ.items() if not n.startswith("CARNATION_") or n == "CARNATION_FONTS"}
    told = subprocess.run(
        [sys.executable, "-c", "from engine.cli import main; main()", "tour"],
        cwd=ROOT,
        env={**ours, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert told.returncode == 0, told.stdout[-2000:] + told.stderr[-2000:]
    assert "登记投诉" in told.stdout
    assert "期限" in told.stdout
    assert "现为“结案”" in told.stdout
    assert "2026-08已记账" in told.stdout
