"""Work by time: the due list, reminders exactly once, and the calendar feed of an officer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.directory import bump
from engine.errors import NotFound
from engine.feeds import calendar_of, make_feed, revoke_feed
from engine.queries.due import When, due_counts, due_list
from engine.queries.marks import week_end
from engine.reminders import HANDLERS, ThresholdError, put_away, reminders_of, sweep_deadlines, thresholds_of
from tests.support.county import County, make_county
from workflows.labour_inspection.forms import Complaint, Filing
from workflows.labour_inspection.forms.investigation import Ground, Recusal
from workflows.procedure import SUSPENSION_BASIS


@pytest.fixture
def county(database_url: str, tmp_path: Path) -> County:
    made = make_county(database_url, tmp_path)
    made.handlers = {**HANDLERS, "render_paper": lambda office, claimed: None}
    return made


def registered(county: County, on: date) -> str:
    county.time.to_day(on)
    complaint = Complaint.example().model_copy(update={"received_on": on})
    return county.take("reception", "register_complaint", complaint, case_type="labour_inspection").case_id


def filed(county: County, on: date) -> str:
    case = registered(county, on)
    county.take(
        "head", "accept_and_file", Filing.example().model_copy(update={"lead": "duan", "second": "cun"}), case=case
    )
    county.take("duan", "start_investigation", Recusal.example(), case=case)
    return case


def reminded(county: County, person: str) -> list[tuple[str, bool]]:
    """Sweep, deliver, and say what a person is reminded of."""
    sweep_deadlines(county.office)
    with county.office.database.read() as tx:
        waiting = tx.all("SELECT id FROM effects WHERE kind = 'remind' AND state = 'owed'", {})
    if waiting:
        county.carry()
    with county.office.database.read() as tx:
        return sorted((r.label, r.overdue) for r in reminders_of(tx, person))


def set_value(county: County, code: str, value: str) -> None:
    with county.office.database.write() as tx:
        tx.run(
            "INSERT INTO settings (jurisdiction, code, begins_on, value, reason, set_by, set_at)"
            " VALUES ('530523', :code, '2020-01-01', :value, '测试', 'test', '2020-01-01T00:00:00.000000Z')",
            {"code": code, "value": value},
        )
        bump(tx)


class TestDueList:
    def test_today_this_week_overdue_and_provisional(self, county: County) -> None:
        registered(county, date(2026, 11, 16))  # five working days: Monday 23 November
        filed(county, date(2026, 11, 17))
        county.time.to_day(date(2026, 11, 23))
        actor = county.office.actor("head")
        with county.office.database.read() as tx:
            counts = due_counts(county.office, tx, actor)
            assert {when: count.number for when, count in counts.items()} == {
                When.TODAY: 1,
                When.WEEK: 1,
                When.OVERDUE: 0,
                When.READY: 0,
                When.PROVISIONAL: 2,
            }
            (today,) = due_list(county.office, tx, actor, When.TODAY)
        assert (today.label, today.mark.words) == ("受理立案", "今天到期")
        county.time.to_day(date(2026, 11, 25))
        with county.office.database.read() as tx:
            (late,) = due_list(county.office, tx, county.office.actor("head"), When.OVERDUE)
        assert late.mark.words == "逾期2个工作日"

    def test_is_narrowed_to_an_officer_and_paged(self, county: County) -> None:
        for day in (16, 17, 18):
            filed(county, date(2026, 11, day))
        actor = county.office.actor("head")
        with county.office.database.read() as tx:
            assert len(due_list(county.office, tx, actor, When.PROVISIONAL, officer="duan")) == 6
            assert due_list(county.office, tx, actor, When.PROVISIONAL, officer="head") == []
            first = due_list(county.office, tx, actor, When.PROVISIONAL, limit=4)
            last = (first[-1].due.isoformat(), first[-1].case_id, first[-1].code)
            assert len(due_list(county.office, tx, actor, When.PROVISIONAL, after=last)) == 2

    def test_another_countys_officer_sees_none_of_it(self, county: County) -> None:
        filed(county, date(2026, 11, 16))
        with county.office.database.read() as tx:
            counts = due_counts(county.office, tx, county.office.actor("stranger"))
        assert {count.number for count in counts.values()} == {0}

    def test_a_suspended_term_is_not_overdue(self, county: County) -> None:
        case = filed(county, date(2026, 3, 2))
        set_value(county, SUSPENSION_BASIS.code, "示例省条例（测试）")
        county.take("deputy", "suspend_investigation", Ground.example(), case=case)
        county.time.to_day(date(2026, 9, 1))
        with county.office.database.read() as tx:
            assert due_counts(county.office, tx, county.office.actor("head"))[When.OVERDUE].number == 0

    @pytest.mark.parametrize(("day", "sunday"), [(16, 22), (21, 22), (22, 22), (23, 29)])
    def test_a_week_ends_on_sunday(self, day: int, sunday: int) -> None:
        assert week_end(date(2026, 11, day)) == date(2026, 11, sunday)


class TestReminders:
    def test_three_working_days_before_the_one_who_can_act_is_reminded(self, county: County) -> None:
        registered(county, date(2026, 11, 16))
        county.time.to_day(date(2026, 11, 17))
        assert reminded(county, "head") == []
        county.time.to_day(date(2026, 11, 18))
        assert reminded(county, "head") == [("受理立案", False)]
        assert reminded(county, "duan") == []

    def test_exactly_once_however_often_is_swept(self, county: County) -> None:
        registered(county, date(2026, 11, 16))
        county.time.to_day(date(2026, 11, 18))
        assert sweep_deadlines(county.office) == 1
        assert sweep_deadlines(county.office) == 0
        county.time.to_day(date(2026, 11, 19))
        assert sweep_deadlines(county.office) == 0

    def test_missed_thresholds_are_caught_up_by_the_last_one_only(self, county: County) -> None:
        registered(county, date(2026, 11, 16))
        county.time.to_day(date(2026, 11, 23))
        assert reminded(county, "head") == [("受理立案", False)]

    def test_overdue_every_working_day_to_the_team_head(self, county: County) -> None:
        registered(county, date(2026, 11, 16))
        made = []
        for day in (24, 25, 26, 27, 28, 29, 30):  # 28 and 29 are a weekend
            county.time.to_day(date(2026, 11, day))
            made.append(sweep_deadlines(county.office))
        assert made == [1, 1, 1, 1, 0, 0, 1]

    def test_assigned_inspectors_are_reminded_of_the_investigation_and_reception_is_not(self, county: County) -> None:
        filed(county, date(2026, 3, 2))
        county.time.to_day(date(2026, 5, 25))
        labels = ("处罚案件办案期限（提示）", "调查终结")
        county.time.to_day(date(2026, 5, 28))
        assert reminded(county, "duan") == [(label, False) for label in labels]
        assert reminded(county, "cun") == [(label, False) for label in labels]
        assert reminded(county, "reception") == []

    def test_the_county_sets_the_thresholds(self, county: County) -> None:
        set_value(county, "reminders.team_head", "1")
        registered(county, date(2026, 11, 16))
        county.time.to_day(date(2026, 11, 19))
        assert sweep_deadlines(county.office) == 0
        county.time.to_day(date(2026, 11, 20))
        assert sweep_deadlines(county.office) == 1

    def test_a_reminder_put_away_or_done_is_gone(self, county: County) -> None:
        case = registered(county, date(2026, 11, 16))
        registered(county, date(2026, 11, 16))
        county.time.to_day(date(2026, 11, 18))
        assert len(reminded(county, "head")) == 2
        with county.office.database.read() as tx:
            mine = next(r for r in reminders_of(tx, "head") if r.case_id != case)
        with pytest.raises(NotFound):
            put_away(county.office, "duan", mine.id)
        put_away(county.office, "head", mine.id)
        county.take(
            "head", "accept_and_file", Filing.example().model_copy(update={"lead": "duan", "second": "cun"}), case=case
        )
        with county.office.database.read() as tx:
            assert reminders_of(tx, "head") == []

    def test_a_threshold_that_cannot_be_read_is_refused_in_words(self) -> None:
        assert thresholds_of("").before == ()
        assert thresholds_of("3，0,overdue").before == (3, 0)
        with pytest.raises(ThresholdError, match="提醒时间应写成"):
            thresholds_of("三天")


class TestFeed:
    def test_shows_an_officers_own_deadlines_without_names(self, county: County) -> None:
        filed(county, date(2026, 11, 16))
        feed = calendar_of(county.office, make_feed(county.office, "duan")).decode()
        unfolded = feed.replace("\r\n ", "")
        assert "龙人社监案字〔2026〕1号：调查终结" in unfolded
        assert "STATUS:TENTATIVE" in feed
        complaint = Complaint.example()
        assert not any(private in unfolded for private in (complaint.complainant, complaint.employer))
        assert "VEVENT" not in calendar_of(county.office, make_feed(county.office, "reception")).decode()

    def test_is_the_same_bytes_while_nothing_happens(self, county: County) -> None:
        filed(county, date(2026, 11, 16))
        secret = make_feed(county.office, "duan")
        first = calendar_of(county.office, secret)
        county.time.forward(hours=5)
        assert calendar_of(county.office, secret) == first

    def test_a_new_address_or_a_revocation_ends_the_old_one(self, county: County) -> None:
        old = make_feed(county.office, "duan")
        new = make_feed(county.office, "duan")
        with pytest.raises(NotFound):
            calendar_of(county.office, old)
        revoke_feed(county.office, "duan")
        with pytest.raises(NotFound):
            calendar_of(county.office, new)

    def test_the_secret_itself_is_not_kept(self, county: County) -> None:
        secret = make_feed(county.office, "duan")
        with county.office.database.read() as tx:
            assert secret not in str(tx.all("SELECT * FROM calendar_feeds", {}))
