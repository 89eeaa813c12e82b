"""The term within which another organisation answers: a deadline of the sender's case, counted again like every other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine import calendars
from engine import queries as q
from engine.calendar import DayKind
from engine.calendar_year import Day
from engine.calendars import read_calendar
from engine.deadlines import Deadline, deadlines_of
from engine.verify import verify
from forms.parts import ReturnReasons
from tests.support import story
from tests.support.county import County, make_county

ENROLMENT = "enrolment_request"


@pytest.fixture
def county(database_url: str, tmp_path: Path) -> Iterator[County]:
    made = make_county(database_url, tmp_path)
    yield made
    made.office.close()


def answer_term(county: County, case: str) -> Deadline:
    with county.office.database.read() as tx:
        return next(d for d in deadlines_of(tx, case) if d.code == ENROLMENT)


def shown(county: County, case: str) -> date | None:
    """The day by which the sender's page says that the agency answers."""
    with county.office.database.read() as tx:
        page = q.case_page(county.office, tx, county.office.actor("duan"), case)
    return next(t.mark.due for t in page.transfers if t.label == "参保登记和核定")


def with_days_off(county: County, *days: str) -> str:
    table = county.office.calendar("000000").table("000000", 2026)
    assert table is not None
    more = tuple(Day(date.fromisoformat(day), DayKind.HOLIDAY, "示例节日") for day in days)
    return replace(table, days=(*table.days, *more)).to_csv()


def test_it_runs_from_the_sending_and_says_how_it_was_counted(county: County) -> None:
    case = story.ask(county)
    due = answer_term(county, case)
    assert (due.start, due.due, due.is_open) == (date(2026, 12, 14), date(2026, 12, 28), True)
    assert due.label == "社会保险经办机构答复“参保登记和核定”"
    assert any("10个工作日" in line for line in due.explanation)
    assert shown(county, case) == date(2026, 12, 28)
    with county.office.database.read() as tx:
        page = q.case_page(county.office, tx, county.office.actor("duan"), case)
    assert [d.owed_by for d in page.deadlines if d.code == ENROLMENT] == ["社会保险经办机构"]


def test_a_new_holiday_moves_it_for_both_sides(county: County) -> None:
    case = story.ask(county)
    county.carry()
    calendars.apply(
        county.office, read_calendar(county.office, with_days_off(county, "2026-12-21", "2026-12-22")), "admin"
    )
    assert answer_term(county, case).due == date(2026, 12, 30)
    assert shown(county, case) == date(2026, 12, 30)
    with county.office.database.read() as tx:
        received = q.inbox(county.office, tx, county.office.actor("clerk"), "waiting").items
    assert [item.mark.due for item in received] == [date(2026, 12, 30)]
    assert verify(county.office).problems == []


@pytest.mark.parametrize(("on", "outcome"), [(date(2026, 12, 28), "met"), (date(2026, 12, 29), "late")])
def test_it_ends_when_the_receiver_is_done_with_the_matter(county: County, on: date, outcome: str) -> None:
    case = story.ask(county)
    county.carry()
    county.time.to_day(on)
    county.take("clerk", "send_back", ReturnReasons.example(), case=county.case_of_story(case, "back_payment"))
    county.carry()
    due = answer_term(county, case)
    assert (due.is_open, due.closed_on, due.outcome) == (False, on, {"met": "按期办理", "late": "逾期办理"}[outcome])
    assert shown(county, case) == date(2026, 12, 28)
    assert verify(county.office).problems == []
