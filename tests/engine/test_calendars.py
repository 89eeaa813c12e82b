"""Loading a notice: preview, recomputation with an event on each case, conflicts, and that nothing else moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import calendars
from engine.calendar import CalendarError, Day, DayKind, YearTable
from engine.calendars import NoticeRefused, read_calendar
from engine.deadlines import Deadline, deadlines_of
from engine.errors import NotAllowed
from engine.recount import CONFLICT, MOVED
from engine.verify import verify
from engine.vocabulary import SYSTEM
from tests.support.county import County, make_county
from workflows.labour_inspection.forms import Complaint, Filing, Order
from workflows.labour_inspection.forms.investigation import Extending, Recusal

NOTICE_2027 = """国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕99号
各省、自治区、直辖市人民政府：现将2027年放假安排通知如下。
一、元旦：1月1日至3日放假调休，共3天。
二、春节：2月5日至11日放假调休，共7天。1月31日（星期日）、2月13日（星期六）上班。
三、清明节：4月3日至5日放假，共3天。
四、劳动节：5月1日至5日放假调休，共5天。4月25日（星期日）、5月8日（星期六）上班。
五、端午节：6月9日放假。
六、中秋节：9月15日放假。
七、国庆节：10月1日至7日放假调休，共7天。9月26日（星期日）、10月9日（星期六）上班。
国务院办公厅
2026年11月18日
"""
"""Invented for these tests: the real notice may differ."""
ONE = timedelta(days=1)


@pytest.fixture
def county(database_url: str, tmp_path: Path) -> County:
    return make_county(database_url, tmp_path)


def filed(county: County, on: date) -> str:
    county.time.to_day(on)
    complaint = Complaint.example().model_copy(update={"received_on": on})
    case = county.take("reception", "register_complaint", complaint, case_type="labour_inspection").case_id
    answers = Filing.example().model_copy(update={"lead": "duan", "second": "cun"})
    county.take("head", "accept_and_file", answers, case=case)
    county.take("duan", "start_investigation", Recusal.example(), case=case)
    return case


def deadline(county: County, case: str, code: str = "conclude") -> Deadline:
    with county.office.database.read() as tx:
        return next(d for d in deadlines_of(tx, case) if d.code == code)


def rows(county: County) -> list[tuple[object, ...]]:
    with county.office.database.read() as tx:
        return tx.all("SELECT case_id, code, due, provisional, computation FROM deadlines ORDER BY case_id, code", {})


def year_file(*days: str) -> str:
    return "# source: 关于调整放假安排的通知（示例）\ndate,kind,name,in_lieu,source,note\n" + "".join(
        f"{day},holiday,示例节日,,,\n" for day in days
    )


def with_days(county: County, *days: str) -> str:
    """The shipped year 2026 as a file, with more days off."""
    table = county.office.calendar("000000").table("000000", 2026)
    assert table is not None
    more = tuple(Day(date.fromisoformat(day), DayKind.HOLIDAY, "示例节日") for day in days)
    return replace(table, days=(*table.days, *more)).to_csv()


class TestReading:
    def test_the_text_of_a_notice_is_understood_and_told(self, county: County) -> None:
        reading = read_calendar(county.office, NOTICE_2027)
        assert [table.year for table in reading.tables] == [2027]
        assert "国办发明电〔2026〕99号" in reading.source
        assert any(line.startswith("春节放假：2027年2月5日（周五）、") for line in reading.lines)
        assert not reading.known

    def test_a_sentence_that_cannot_be_read_is_named_and_nothing_is_loaded(self, county: County) -> None:
        with pytest.raises(NoticeRefused, match="农历"):
            read_calendar(county.office, NOTICE_2027.replace("6月9日放假", "农历五月初五放假"))
        assert calendars.loads(county.office) == []

    def test_a_gap_between_years_is_refused(self, county: County) -> None:
        with pytest.raises(NoticeRefused, match="缺2027年"):
            read_calendar(county.office, year_file("2028-01-03"))

    def test_what_is_in_force_already_is_recognised(self, county: County) -> None:
        assert read_calendar(county.office, with_days(county)).known


class TestPreview:
    def test_names_what_moves_from_and_to_and_writes_nothing(self, county: County) -> None:
        case = filed(county, date(2026, 11, 20))
        before = rows(county)
        seen = calendars.preview(county.office, read_calendar(county.office, NOTICE_2027))
        assert rows(county) == before
        assert calendars.loads(county.office) == []
        moved = [m for m in seen.moves if m.code == "conclude"]
        assert [(m.case_id, m.kind, m.due_before) for m in moved] == [(case, MOVED, deadline(county, case).due)]

    def test_equals_what_applying_then_does(self, county: County) -> None:
        for day in range(16, 21):
            filed(county, date(2026, 11, day))
        reading = read_calendar(county.office, NOTICE_2027)
        seen = calendars.preview(county.office, reading)
        done = calendars.apply(county.office, reading, "admin")
        assert (done.moved, done.confirmed, done.conflicts) == (seen.moved, seen.confirmed, seen.conflicts)
        assert calendars.report(county.office, done.id) == list(seen.moves)


class TestApplying:
    def test_recomputes_with_an_event_on_the_case_and_keeps_the_report(self, county: County) -> None:
        case = filed(county, date(2026, 11, 20))
        before = deadline(county, case)
        done = calendars.apply(county.office, read_calendar(county.office, NOTICE_2027), "admin")
        after = deadline(county, case)
        calendar = county.office.calendar("530523")
        assert after.due == calendar.add_workdays(date(2026, 11, 20), 60) != before.due
        assert (before.provisional, after.provisional) == (True, False)
        assert "2027年2月5日（周五）春节" in "".join(after.explanation)
        assert done.finished
        report = {m.code: (m.due_before, m.due_after) for m in calendars.report(county.office, done.id)}
        assert report["conclude"] == (before.due, after.due)
        with county.office.database.read() as tx:
            events = tx.all("SELECT step, actor_id FROM events WHERE case_id = :id ORDER BY seq", {"id": case})
        assert events[-1] == ("deadlines_recomputed", "admin")
        assert verify(county.office).problems == []

    def test_what_is_decided_from_then_on_counts_over_the_new_days(self, county: County) -> None:
        calendars.apply(county.office, read_calendar(county.office, NOTICE_2027), "admin")
        assert not deadline(county, filed(county, date(2026, 11, 20))).provisional

    def test_loading_the_same_again_moves_nothing(self, county: County) -> None:
        filed(county, date(2026, 11, 20))
        calendars.apply(county.office, read_calendar(county.office, NOTICE_2027), "admin")
        before = rows(county)
        again = calendars.apply(county.office, read_calendar(county.office, NOTICE_2027), "admin")
        assert (again.moved, again.confirmed, again.conflicts) == (0, 0, 0)
        assert rows(county) == before

    def test_a_pass_that_was_cut_off_is_taken_up_again(self, county: County, monkeypatch: pytest.MonkeyPatch) -> None:
        cases = [filed(county, date(2026, 11, day)) for day in (18, 19, 20)]
        reading = read_calendar(county.office, NOTICE_2027)
        monkeypatch.setattr("engine.recount.BATCH", 1)
        passes = iter([False, True])
        real = calendars.write_moves

        def cut(*given: object) -> None:
            if next(passes):
                raise KeyboardInterrupt
            real(*given)  # type: ignore[arg-type] # passed on as it came

        monkeypatch.setattr(calendars, "write_moves", cut)
        with pytest.raises(KeyboardInterrupt):
            calendars.apply(county.office, reading, "admin")
        monkeypatch.setattr(calendars, "write_moves", real)
        (cut_off,) = calendars.loads(county.office)
        assert not cut_off.finished
        done = calendars.finish(county.office, cut_off.id)
        assert done.finished
        assert {m.case_id for m in calendars.report(county.office, done.id)} == set(cases)
        assert not any(deadline(county, case).provisional for case in cases)
        assert verify(county.office).problems == []

    def test_a_neighbouring_countys_days_move_nothing_here(self, county: County) -> None:
        case = filed(county, date(2026, 3, 2))
        text = year_file("2026-04-13", "2026-04-14")
        for place in ("530521", "530500"):  # the prefecture's days would bind the neighbour too
            with pytest.raises(NotAllowed, match="530521"):
                calendars.apply(county.office, read_calendar(county.office, text, place), "admin")
        assert calendars.apply(county.office, read_calendar(county.office, text, "530521"), SYSTEM.code).moved == 0
        assert calendars.apply(county.office, read_calendar(county.office, text, "530500"), SYSTEM.code).moved == 1
        assert deadline(county, case).due == date(2026, 6, 1)

    def test_an_extension_stays_in_a_recomputed_deadline(self, county: County) -> None:
        case = filed(county, date(2026, 10, 12))
        county.take("deputy", "extend_investigation", Extending.example(), case=case)
        calendars.apply(county.office, read_calendar(county.office, NOTICE_2027), "admin")
        after = deadline(county, case)
        assert after.due == county.office.calendar("530523").add_workdays(date(2026, 10, 12), 90)
        assert any(line.startswith("延长：30个工作日") for line in after.explanation)


class TestServedPapers:
    def printed(self, county: County, on: date, state: str) -> str:
        """A case whose notice of acceptance, which prints the end of the term, is in a state."""
        case = filed(county, on)
        with county.office.database.write() as tx:
            tx.run(
                "UPDATE papers SET state = :s WHERE case_id = :id AND code = 'acceptance_notice'",
                {"s": state, "id": case},
            )
        return case

    def test_a_date_printed_in_a_served_paper_is_a_conflict_and_stays(self, county: County) -> None:
        case = self.printed(county, date(2026, 3, 2), "served")
        reading = read_calendar(county.office, with_days(county, "2026-05-28"))
        done = calendars.apply(county.office, reading, "admin")
        (conflict,) = calendars.report(county.office, done.id, CONFLICT)
        assert (conflict.due_before, conflict.due_after) == (date(2026, 5, 28), date(2026, 5, 29))
        assert "受理通知书" in conflict.paper
        assert deadline(county, case).due == date(2026, 5, 28)

    def test_a_date_printed_in_a_paper_that_is_still_here_moves_and_the_paper_is_named(self, county: County) -> None:
        case = self.printed(county, date(2026, 3, 2), "rendered")
        reading = read_calendar(county.office, with_days(county, "2026-05-28"))
        done = calendars.apply(county.office, reading, "admin")
        (move,) = calendars.report(county.office, done.id, MOVED)
        assert move.paper.endswith("（尚未送达）")
        assert deadline(county, case).due == date(2026, 5, 29)

    def test_a_date_printed_as_provisional_only_informed_so_it_moves(self, county: County) -> None:
        case = self.printed(county, date(2026, 11, 20), "served")
        done = calendars.apply(county.office, read_calendar(county.office, NOTICE_2027), "admin")
        assert done.conflicts == 0
        assert not deadline(county, case).provisional

    def test_a_day_that_an_order_set_stays_and_is_reported_when_it_becomes_a_day_off(self, county: County) -> None:
        case = filed(county, date(2026, 11, 20))
        order = Order.example().model_copy(
            update={"inspected_on": date(2026, 11, 20), "correct_by": date(2026, 12, 16)}
        )
        county.take("duan", "order_correction", order, case=case)
        served = {"way": "direct", "served_on": "2026-11-20", "receiver": "张建华", "proof": "送达回证1页"}
        county.take("duan", "serve_order", served, case=case)
        done = calendars.apply(county.office, read_calendar(county.office, with_days(county, "2026-12-16")), "admin")
        (conflict,) = calendars.report(county.office, done.id, CONFLICT)
        assert (conflict.code, conflict.due_after) == ("correction", date(2026, 12, 17))
        assert deadline(county, case, "correction").due == date(2026, 12, 16)


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> County:
    """A county with open deadlines on SQLite, for properties."""
    folder = tmp_path_factory.mktemp("calendars")
    county = make_county(f"sqlite:///{folder / 'carnation.db'}", folder)
    for day in (2, 9, 16):
        filed(county, date(2026, 11, day))
    return county


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.dates(date(2027, 1, 4), date(2027, 3, 31)), max_size=6))
def test_every_open_deadline_is_what_counting_afresh_gives_and_again_moves_nothing(
    settled: County, days: set[date]
) -> None:
    try:
        table = YearTable("000000", 2027, tuple(Day(d, DayKind.HOLIDAY, "示例节日") for d in days), "示例通知")
    except CalendarError:
        return
    calendars.apply(settled.office, read_calendar(settled.office, table.to_csv(), year=2027), "admin")
    calendar = settled.office.calendar("530523")
    with settled.office.database.read() as tx:
        found = tx.all("SELECT start, due FROM deadlines WHERE is_open = 1 AND code = 'conclude'", {})
    assert found
    for start, due in found:
        assert date.fromisoformat(due) == calendar.add_workdays(date.fromisoformat(start), 60)
    again = calendars.apply(settled.office, read_calendar(settled.office, table.to_csv(), year=2027), "admin")
    assert (again.moved, again.confirmed, again.conflicts) == (0, 0, 0)
