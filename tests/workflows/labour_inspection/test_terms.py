"""The law in sentences: terms of an inspection, told as cases on both databases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.deadlines import Deadline, deadlines_of
from engine.errors import Unmet
from engine.service import ServiceMode
from engine.verify import verify
from forms.parts import ServiceReceipt
from tests.support.county import County, make_county
from workflows.labour_inspection.forms import Complaint, Filing, Order
from workflows.labour_inspection.forms.execution import Announcement
from workflows.labour_inspection.forms.investigation import Extending, Ground, Recusal, Transfer
from workflows.procedure import SUSPENSION_BASIS


@pytest.fixture
def county(database_url: str, tmp_path: Path) -> County:
    return make_county(database_url, tmp_path)


def filed(county: County, on: date) -> str:
    """A complaint that was received and filed on a day."""
    county.time.to_day(on)
    case = county.take(
        "reception",
        "register_complaint",
        Complaint.example().model_copy(update={"received_on": on}),
        case_type="labour_inspection",
    ).case_id
    county.take(
        "head", "accept_and_file", Filing.example().model_copy(update={"lead": "duan", "second": "cun"}), case=case
    )
    county.take("duan", "start_investigation", Recusal.example(), case=case)
    return case


def ordered(county: County, on: date, correct_by: date) -> str:
    case = filed(county, on)
    order = Order.example().model_copy(update={"inspected_on": on, "correct_by": correct_by})
    county.take("duan", "order_correction", order, case=case)
    return case


def deadline(county: County, case: str, code: str) -> Deadline:
    with county.office.database.read() as tx:
        return next(d for d in deadlines_of(tx, case) if d.code == code)


def receipt(way: ServiceMode, on: date, **more: object) -> ServiceReceipt:
    plain = {"way": way, "served_on": on, "proof": "送达回证1页"}
    return ServiceReceipt.model_validate({**plain, **more})


def whole(county: County) -> None:
    """Every chain is intact and every row is what the events say."""
    assert verify(county.office).problems == []


class TestAcceptance:
    def test_a_complaint_received_on_the_friday_before_the_spring_festival_is_due_after_it(
        self, county: County
    ) -> None:
        county.time.to_day(date(2026, 2, 13))
        case = county.take(
            "reception",
            "register_complaint",
            Complaint.example().model_copy(update={"received_on": date(2026, 2, 13)}),
            case_type="labour_inspection",
        ).case_id
        due = deadline(county, case, "accept_and_file")
        assert (due.due, due.provisional) == (date(2026, 2, 27), False)
        told = "\n".join(due.explanation)
        assert "起算：投诉材料已收到，2026年2月13日（周五）" in told
        assert "《关于实施〈劳动保障监察条例〉若干规定》第18条" in told
        assert "计入：2026年2月14日（周六）调休上班（春节）" in told
        assert "2月17日（周二）春节" in told


class TestTheTwoClocks:
    def test_the_special_term_binds_and_ninety_days_only_warn(self, county: County) -> None:
        case = filed(county, date(2026, 3, 2))
        special, general = (deadline(county, case, code) for code in ("conclude", "ninety_days"))
        assert (special.due, general.due) == (date(2026, 5, 28), date(2026, 6, 1))
        assert "《行政处罚法》第60条" in "".join(general.explanation)
        assert general.on_expiry.startswith("超期预警")

    def test_sixty_working_days_from_autumn_end_in_a_year_that_is_not_published(self, county: County) -> None:
        case = filed(county, date(2026, 11, 20))
        due = deadline(county, case, "conclude")
        assert due.provisional
        assert any(line.startswith("暂定：2027年") for line in due.explanation)


class TestExtension:
    def test_the_head_of_the_organ_extends_by_thirty_working_days(self, county: County) -> None:
        case = filed(county, date(2026, 3, 2))
        county.take("deputy", "extend_investigation", Extending.example(), case=case)
        due = deadline(county, case, "conclude")
        assert due.due == date(2026, 7, 10)
        assert any(line.startswith("延长：30个工作日，涉及职工人数多") for line in due.explanation)
        whole(county)

    def test_only_once(self, county: County) -> None:
        case = filed(county, date(2026, 3, 2))
        county.take("deputy", "extend_investigation", Extending.example(), case=case)
        with pytest.raises(Unmet, match="已经延长1次，依法最多延长1次"):
            county.take("deputy", "extend_investigation", Extending.example(), case=case)

    def test_not_after_the_term_has_run_out(self, county: County) -> None:
        case = filed(county, date(2026, 3, 2))
        county.time.to_day(date(2026, 5, 29))
        with pytest.raises(Unmet, match="已于2026-05-28届满，不能再延长"):
            county.take("deputy", "extend_investigation", Extending.example(), case=case)


class TestSuspension:
    def test_is_refused_until_the_county_has_named_its_legal_basis(self, county: County) -> None:
        case = filed(county, date(2026, 3, 2))
        with pytest.raises(Unmet, match="中止劳动保障监察办案期限的依据"):
            county.take("deputy", "suspend_investigation", Ground.example(), case=case)

    def test_stops_the_terms_on_its_day_and_resuming_counts_on(self, county: County) -> None:
        case = filed(county, date(2026, 3, 2))
        allow_suspension(county)
        county.time.to_day(date(2026, 3, 9))
        county.take("deputy", "suspend_investigation", Ground.example(), case=case)
        paused = deadline(county, case, "conclude")
        assert (paused.paused_on, paused.provisional) == (date(2026, 3, 9), True)
        whole(county)
        county.time.to_day(date(2026, 3, 16))
        county.take("deputy", "resume_investigation", Ground.example(), case=case)
        due = deadline(county, case, "conclude")
        # Monday to Friday are five working days, so 28 May becomes 4 June.
        assert (due.due, due.paused_on, due.provisional) == (date(2026, 6, 4), None, False)
        assert deadline(county, case, "ninety_days").due == date(2026, 6, 8)
        whole(county)

    def test_a_suspended_term_does_not_run_out(self, county: County) -> None:
        case = filed(county, date(2026, 3, 2))
        allow_suspension(county)
        county.take("deputy", "suspend_investigation", Ground.example(), case=case)
        county.time.to_day(date(2026, 9, 1))
        assert deadline(county, case, "conclude").paused_on == date(2026, 3, 2)
        county.take("deputy", "resume_investigation", Ground.example(), case=case)
        assert deadline(county, case, "conclude").due > date(2026, 9, 1)
        whole(county)

    def test_a_term_that_ends_while_it_is_suspended_was_neither_met_nor_missed(self, county: County) -> None:
        case = filed(county, date(2026, 3, 2))
        allow_suspension(county)
        county.time.to_day(date(2026, 3, 9))
        county.take("deputy", "suspend_investigation", Ground.example(), case=case)
        county.time.to_day(date(2026, 9, 1))
        county.take("deputy", "transfer_elsewhere", Transfer.example(), case=case)
        assert deadline(county, case, "conclude").outcome == "中止期间终止计算"
        whole(county)

    def test_begun_and_ended_on_one_day_changes_nothing(self, county: County) -> None:
        case = filed(county, date(2026, 3, 2))
        allow_suspension(county)
        county.take("deputy", "suspend_investigation", Ground.example(), case=case)
        county.take("deputy", "resume_investigation", Ground.example(), case=case)
        assert deadline(county, case, "conclude").due == date(2026, 5, 28)

    def test_extended_while_suspended_counts_both(self, county: County) -> None:
        case = filed(county, date(2026, 3, 2))
        allow_suspension(county)
        county.time.to_day(date(2026, 3, 9))
        county.take("deputy", "suspend_investigation", Ground.example(), case=case)
        county.take("deputy", "extend_investigation", Extending.example(), case=case)
        county.time.to_day(date(2026, 3, 16))
        county.take("deputy", "resume_investigation", Ground.example(), case=case)
        calendar = county.office.calendar("530523")
        assert deadline(county, case, "conclude").due == calendar.add_workdays(date(2026, 3, 2), 60 + 30 + 5)
        whole(county)


class TestService:
    def test_an_order_left_at_the_premises_needs_witnesses_or_pictures(self, county: County) -> None:
        case = ordered(county, date(2026, 3, 2), date(2026, 3, 20))
        with pytest.raises(Unmet, match="留置送达缺少"):
            county.take("duan", "serve_order", receipt(ServiceMode.LEFT, date(2026, 3, 2)), case=case)
        left = receipt(ServiceMode.LEFT, date(2026, 3, 2), recording="录像1段，编号0302-1")
        county.take("duan", "serve_order", left, case=case)
        assert deadline(county, case, "correction").due == date(2026, 3, 20)

    def test_electronic_service_needs_consent_before(self, county: County) -> None:
        case = ordered(county, date(2026, 3, 2), date(2026, 3, 20))
        sent = receipt(ServiceMode.ELECTRONIC, date(2026, 3, 2), arrival="短信平台送达记录1条")
        with pytest.raises(Unmet, match="电子送达"):
            county.take("duan", "serve_order", sent, case=case)
        county.take("duan", "serve_order", sent.model_copy(update={"consented_on": date(2026, 3, 1)}), case=case)

    def test_a_public_notice_serves_after_thirty_days_and_terms_run_from_then(self, county: County) -> None:
        case = ordered(county, date(2026, 8, 25), date(2026, 10, 30))
        published = Announcement.example().model_copy(update={"published_on": date(2026, 8, 25)})
        county.take("duan", "announce_service", published, case=case)
        notice = receipt(
            ServiceMode.PUBLIC_NOTICE,
            date(2026, 8, 25),
            attempts="登记的住所已经无人办公，邮寄被退回",
            publication="县人民政府网站",
        )
        with pytest.raises(Unmet, match="于2026年9月24日（周四）视为送达"):
            county.take("duan", "serve_order", notice, case=case)
        county.time.to_day(date(2026, 9, 25))
        county.take("duan", "serve_order", notice, case=case)
        due = deadline(county, case, "order_reconsideration")
        assert (due.start, due.due) == (date(2026, 9, 24), date(2026, 11, 23))
        assert deadline(county, case, "order_litigation").due == date(2027, 3, 24)
        whole(county)


class TestCounty:
    def test_a_right_that_the_employer_may_lose_is_not_what_the_office_has_to_do_next(self, county: County) -> None:
        case = ordered(county, date(2026, 3, 2), date(2026, 9, 18))
        signed = receipt(ServiceMode.DIRECT, date(2026, 3, 2), receiver="张建华", relation="法定代表人")
        county.take("duan", "serve_order", signed, case=case)
        assert deadline(county, case, "order_reconsideration").due < date(2026, 5, 28)
        with county.office.database.read() as tx:
            row = tx.one("SELECT next_due FROM cases WHERE id = :id", {"id": case})
        assert row == ("2026-05-28",)


def allow_suspension(county: County) -> None:
    from engine.directory import bump

    with county.office.database.write() as tx:
        tx.run(
            "INSERT INTO settings (jurisdiction, code, begins_on, value, reason, set_by, set_at) VALUES ('530523', :code,"
            " '2020-01-01', '示例省劳动保障监察条例（测试）', '测试', 'test', '2020-01-01T00:00:00.000000Z')",
            {"code": SUSPENSION_BASIS.code},
        )
        bump(tx)
