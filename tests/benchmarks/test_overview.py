"""How long the leaders' overview takes over 100,000 cases, on SQLite: printed, not asserted."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from engine import queries as q
from tests.support.county import County, make_county
from tests.support.many import fill

pytestmark = pytest.mark.benchmark
CASES = 100_000
RUNS = 5


def test_the_overview_of_a_hundred_thousand_cases(tmp_path: Path) -> None:
    county = make_county(f"sqlite:///{tmp_path / 'many.db'}", tmp_path / "office")
    fill(county, CASES)
    _tallies(county)
    period = q.Period(date(2026, 1, 1), date(2026, 12, 31))
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        with county.office.database.read() as tx:
            found = q.overview(county.office, tx, county.office.actor("head"), period)
        taken.append(time.perf_counter() - began)
    counted = sum(line.numbers[0].value for line in found.tables[0].lines)
    print(f"\noverview of {CASES:,} cases ({counted:,} open): first {taken[0]:.3f} s, then {min(taken[1:]):.3f} s")
    assert counted > 0
    county.office.close()


def _tallies(county: County) -> None:
    """Two receipts in every case."""
    with county.office.database.write() as tx:
        for n in (1, 2):
            tx.run(
                "INSERT INTO tally_changes (case_id, seq, code, unit_id, day, lines, fen)"
                f" SELECT id, {n}, 'collected', unit_id, '2026-06-0{n}', 1, 123456 FROM cases",
                {},
            )
