"""What a case owes by when: who is late, what has merely ended, and what another department waits for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from engine import queries as q
from engine.queries.due import When, due_counts
from tests.support import story
from tests.support.county import County, make_county
from tests.support.inspection import Inspection


@pytest.fixture
def county(database_url: str, tmp_path: Path) -> Iterator[County]:
    made = make_county(database_url, tmp_path)
    yield made
    made.office.close()


def pressing(county: County, person: str, case: str, due: q.Window = q.Window.ANY) -> q.CaseLine | None:
    """The case's line in a person's list, if the list of that time has it."""
    with county.office.database.read() as tx:
        lines = q.list_cases(county.office, tx, county.office.actor(person), q.Filter(due=due)).lines
    return next((line for line in lines if line.id == case), None)


def late(county: County, person: str, table: str = "units") -> int:
    """How many cases the leader's overview counts as late."""
    today = county.office.clocks.today()
    with county.office.database.read() as tx:
        period = q.Period(date(today.year, 1, 1), date(today.year, 12, 31))
        tables = q.overview(county.office, tx, county.office.actor(person), period).tables
    found = next(one for one in tables if one.id == table)
    column = found.columns.index("其中逾期")
    return sum(int(line.numbers[column].value) for line in found.lines)


def ordered(county: County) -> Inspection:
    inspection = Inspection.set_up(county).complain()
    inspection.take("order_correction", {"correct_by": (inspection.today + timedelta(days=10)).isoformat()})
    inspection.served("serve_order")
    return inspection


def test_a_wait_that_ends_makes_nobody_late(county: County) -> None:
    inspection = ordered(county)
    correction = inspection.due("correction")
    line = pressing(county, "head", inspection.case)
    assert line is not None
    assert (line.term, line.mark.due, line.mark.over) == ("改正期限", correction, False)
    county.time.to_day(correction + timedelta(days=3))
    line = pressing(county, "head", inspection.case)
    assert line is not None
    assert (line.term, line.mark.label, line.mark.light) == ("改正期限", "已届满", q.Light.NEAR)
    assert pressing(county, "head", inspection.case, q.Window.OVERDUE) is None
    assert late(county, "head") == 0
    with county.office.database.read() as tx:
        counts = due_counts(county.office, tx, county.office.actor("head"))
    assert (counts[When.READY].number, counts[When.OVERDUE].number) == (1, 0)


def test_what_the_office_owes_comes_before_a_wait_that_ended_earlier(county: County) -> None:
    inspection = ordered(county)
    with county.office.database.read() as tx:
        running = {
            d.label: d.mark.due
            for d in q.case_page(county.office, tx, county.office.actor("head"), inspection.case).deadlines
            if d.is_open
        }
    owed = running["调查终结"]
    assert owed is not None
    assert running["改正期限"] < owed
    county.time.to_day(owed)
    line = pressing(county, "head", inspection.case, q.Window.TODAY)
    assert line is not None
    assert (line.term, line.mark.words) == ("调查终结", "今天到期")
    county.time.to_day(owed + timedelta(days=5))
    line = pressing(county, "head", inspection.case, q.Window.OVERDUE)
    assert line is not None
    assert (line.term, line.mark.light) == ("调查终结", q.Light.OVERDUE)
    assert late(county, "head") == 1


def test_a_right_that_lapsed_is_told_without_alarm(county: County) -> None:
    inspection = ordered(county)
    county.time.to_day(date(2027, 12, 1))
    with county.office.database.read() as tx:
        page = q.case_page(county.office, tx, county.office.actor("head"), inspection.case)
    marks = {d.label: d.mark for d in page.deadlines if d.is_open}
    lapsed = marks["对责令改正申请行政复议期限"]
    assert (lapsed.words, lapsed.light) == ("已届满", q.Light.NONE)
    assert marks["调查终结"].light is q.Light.OVERDUE


def test_the_answer_that_another_department_waits_for_is_owed(county: County) -> None:
    case = story.ask(county)
    county.carry()
    claim = county.case_of_story(case, "back_payment")
    county.take("clerk", "accept", case=claim)
    county.time.to_day(date(2026, 12, 29))
    with county.office.database.write() as tx:
        tx.run("UPDATE deadlines SET is_open = 0 WHERE case_id = :id", {"id": claim})
    line = pressing(county, "clerk", claim, q.Window.OVERDUE)
    assert line is not None
    assert (line.term, line.mark.light) == ("答复“参保登记和核定”", q.Light.OVERDUE)
    assert late(county, "reviewer") == 1
