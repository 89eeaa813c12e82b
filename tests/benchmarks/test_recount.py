"""How long it takes to apply a new notice to 50,000 open deadlines: in memory, previewed, and written; asserts no time."""

from __future__ import annotations

import json
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from engine import calendars
from engine.calendars import read_calendar
from engine.canonical import canonical, read
from engine.counting import Length, Unit, count
from tests.support.county import County, make_county
from workflows.labour_inspection.forms import Complaint

pytestmark = pytest.mark.benchmark
CASES = 50_000
NOTICE = "# source: 示例通知\ndate,kind,name,in_lieu,source,note\n2027-02-11,holiday,春节,,,\n"
CASE = (
    "INSERT INTO cases (id, number, case_type, type_version, type_digest, stage, title, unit_id, jurisdiction, story,"
    " is_open, is_confidential, opened_on, next_due, version, seq, head, state) VALUES (:id, :id, :type, '1', :digest,"
    " 'investigating', '示例', 'hrss', '530523', :id, 1, 0, '2026-06-01', :due, 1, 1, :head, :state)"
)
DEADLINE = (
    "INSERT INTO deadlines (case_id, code, opened_seq, label, basis, on_expiry, start, due, provisional, computation,"
    " is_open, outcome) VALUES (:id, 'conclude', 1, '调查终结', '示例', 'warn', :start, :due, :provisional,"
    " :computation, 1, '')"
)


def fill(county: County) -> None:
    """Many cases like one real one, whose investigation began on days over half a year."""
    case = county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection").case_id
    with county.office.database.read() as tx:
        row = tx.one("SELECT case_type, type_digest, state FROM cases WHERE id = :id", {"id": case})
    assert row is not None
    case_type, digest, state = row
    calendar = county.office.calendar("530523")
    with county.office.database.write() as tx:
        for n in range(CASES):
            start = date(2026, 6, 1) + timedelta(days=n % 210)
            found = count(start, Length(60, Unit.WORKING_DAYS), calendar, event="办理“受理立案”", under="示例")
            own = read(state)
            own["deadlines"] = {
                "conclude": {
                    "due": found.due.isoformat(),
                    "start": start.isoformat(),
                    "provisional": found.provisional,
                    "label": "调查终结",
                    "basis": "示例",
                }
            }
            values = {
                "id": f"{n:026d}",
                "type": case_type,
                "digest": digest,
                "head": "0" * 64,
                "state": canonical(own),
                "start": start.isoformat(),
                "due": found.due.isoformat(),
                "provisional": int(found.provisional),
                "computation": json.dumps(found.to_json(), ensure_ascii=False),
            }
            tx.run(CASE, {k: values[k] for k in ("id", "type", "digest", "due", "head", "state")})
            tx.run(DEADLINE, {k: values[k] for k in ("id", "start", "due", "provisional", "computation")})


def test_applying_a_notice_to_fifty_thousand_open_deadlines(database_url: str, tmp_path: Path) -> None:
    county = make_county(database_url, tmp_path)
    fill(county)
    reading = read_calendar(county.office, NOTICE)
    timed = []
    for name, run in (
        ("preview", lambda: calendars.preview(county.office, reading)),
        ("apply", lambda: calendars.apply(county.office, reading, "admin")),
        ("apply again, nothing moves", lambda: calendars.apply(county.office, reading, "admin")),
    ):
        begun = time.perf_counter()
        done = run()
        timed.append(f"{name} {time.perf_counter() - begun:.1f} s ({done.moved:,} moved, {done.confirmed:,} confirmed)")
    print(f"\n{CASES:,} open deadlines, {county.office.database.dialect}: " + "; ".join(timed))
    assert done.moved == 0
