"""The law of labour inspection in sentences, up to the order to correct: one class for each step that it binds."""

from __future__ import annotations

from datetime import date

import pytest

from engine.errors import InvalidForm, NotAllowed, Unmet
from engine.reporters import open_reporter
from tests.support.inspection import Inspection
from tests.workflows.labour_inspection.test_service import context_of
from workflows.labour_inspection import LabourInspection
from workflows.labour_inspection.forms import Complaint
from workflows.procedure import ORGAN_HEAD


@pytest.mark.rows("A-01", "A-02")
class TestRegisterComplaint:
    def test_at_most_twelve_fields_are_typed(self) -> None:
        required = [name for name, field in Complaint.model_fields.items() if field.is_required()]
        assert len(required) <= 12

    def test_acceptance_is_due_five_working_days_after_the_day_it_was_received(self, inspection: Inspection) -> None:
        inspection.take("register_complaint", {"received_on": "2026-11-20"})
        assert inspection.due("accept_and_file") == date(2026, 11, 27)

    def test_received_on_a_friday_before_the_spring_festival_it_is_due_after_it(self, inspection: Inspection) -> None:
        # 2026: rest 15-23 February, make-up workdays on Saturdays 14 and 28 February.
        inspection.on(date(2026, 2, 13))
        inspection.take("register_complaint", {"received_on": "2026-02-13"})
        assert inspection.due("accept_and_file") == date(2026, 2, 27)

    def test_what_lies_ahead_was_not_received(self, inspection: Inspection) -> None:
        with pytest.raises(InvalidForm, match="收到日期：不能晚于今天"):
            inspection.take("register_complaint", {"received_on": "2026-11-21"})

    def test_nobody_who_complains_must_know_the_code_which_is_found_out_later(self, inspection: Inspection) -> None:
        code = "91530523MA6KTAAA79"
        inspection.take("register_complaint", {"credit_code": None})
        inspection.take("accept_and_file", {"credit_code": None})
        inspection.take("start_investigation")
        inspection.order()
        party = context_of(inspection, "correction_order")["frame"]["party"]
        assert (party["name"], party["credit_code"]) == ("龙陵县禾青石斛加工厂", None)
        with pytest.raises(InvalidForm, match="统一社会信用代码"):
            inspection.take("request_enrolment", {"credit_code": None})
        inspection.take("request_enrolment", {"credit_code": code})
        inspection.county.carry()
        claim = inspection.county.case_of_story(inspection.case, "back_payment")
        with inspection.county.office.database.read() as tx:
            found = tx.one("SELECT payload FROM handoffs_sent WHERE case_id = :case", {"case": inspection.case})
        assert found is not None
        assert code in found[0]
        assert claim

    def test_the_code_that_the_filing_finds_out_stands_in_the_papers(self, inspection: Inspection) -> None:
        inspection.take("register_complaint", {"credit_code": None})
        inspection.take("accept_and_file", {"credit_code": "91530523MA6KTAAA79"})
        inspection.take("start_investigation")
        inspection.order()
        assert context_of(inspection, "correction_order")["frame"]["party"]["credit_code"] == "91530523MA6KTAAA79"

    def test_what_somebody_says_is_no_finding_until_officers_have_seen_it(self, inspection: Inspection) -> None:
        inspection.take("register_complaint")
        told = Complaint.example().facts
        filing = LabourInspection.steps["accept_and_file"].prefill
        order, end = LabourInspection.steps["order_correction"].prefill, LabourInspection.steps["conclude"].prefill
        assert filing is not None
        assert order is not None
        assert end is not None
        assert filing(inspection.view())["summary"] == f"投诉人反映：{told}"
        inspection.take("accept_and_file")
        inspection.take("start_investigation")
        assert (order(inspection.view())["found"], end(inspection.view())["facts"]) == ("", "")
        inspection.take("inspect_site", {"seen": "现场在岗职工6人"})
        assert order(inspection.view())["found"] == "现场在岗职工6人"

    def test_an_oral_complaint_is_written_down_and_signed(self, inspection: Inspection) -> None:
        with pytest.raises(InvalidForm, match="由投诉人签名"):
            inspection.take("register_complaint", {"channel": "oral"})
        inspection.take("register_complaint", {"channel": "oral", "transcript_signed": True})

    def test_workers_who_complain_together_choose_at_most_five_representatives(self, inspection: Inspection) -> None:
        fellow = {"name": "李小兰", "resident_id": "533024199203150024", "represents": True}
        with pytest.raises(Unmet, match="最多5人，现在填了6人"):
            inspection.take("register_complaint", {"fellows": [fellow] * 6})
        inspection.take("register_complaint", {"fellows": [fellow] * 5})


@pytest.mark.rows("A-01")
class TestRegisterTip:
    def test_who_reported_is_sealed_apart_from_the_case(self, inspection: Inspection) -> None:
        inspection.take("register_tip", {"reporter": "举报甲", "reporter_phone": "13900139000"})
        county = inspection.county
        with county.office.database.read() as tx:
            told = repr(tx.all("SELECT * FROM cases", {})) + repr(tx.all("SELECT * FROM events", {}))
            told += repr(tx.all("SELECT * FROM case_parties", {})) + repr(tx.all("SELECT * FROM requests", {}))
        assert "举报甲" not in told
        assert "13900139000" not in told
        with pytest.raises(NotAllowed):
            open_reporter(county.office, inspection.case, county.office.actor("duan"), "回访举报人", ORGAN_HEAD)
        found = open_reporter(county.office, inspection.case, county.office.actor("deputy"), "回访举报人", ORGAN_HEAD)
        assert found["reporter"] == "举报甲"

    def test_a_tip_may_be_anonymous(self, inspection: Inspection) -> None:
        inspection.take("register_tip")
        assert inspection.stage == "clue"


@pytest.mark.rows("A-01")
class TestRegisterLead:
    @pytest.mark.parametrize("source", ["campaign", "assigned", "transferred", "written_review"])
    def test_its_first_paper_is_named(self, inspection: Inspection, source: str) -> None:
        with pytest.raises(InvalidForm, match="来文或者计划文号"):
            inspection.take("register_lead", {"source": source, "reference": None})


@pytest.mark.rows("A-07")
class TestCheckOnSite:
    def test_it_is_approved_first(self, inspection: Inspection) -> None:
        inspection.take("register_lead")
        with pytest.raises(Unmet, match="行政检查已批准"):
            inspection.take("check_on_site")

    def test_an_enterprise_is_checked_no_more_often_than_announced(self, inspection: Inspection) -> None:
        for _ in range(2):
            inspection.take("register_lead")
            inspection.take("approve_check")
            inspection.take("check_on_site")
        inspection.take("register_lead")
        with pytest.raises(Unmet, match="本年度已经检查该企业2次"):
            inspection.take("approve_check")

    def test_a_tip_is_looked_into_however_often_the_enterprise_was_checked(self, inspection: Inspection) -> None:
        for _ in range(3):
            inspection.take("register_tip")
            inspection.take("approve_check", {"kind": "single"})
            inspection.take("check_on_site")
        assert inspection.stage == "checking"

    def test_without_an_announced_cap_nothing_is_approved(self, bare: Inspection) -> None:
        bare.take("register_lead")
        with pytest.raises(Unmet, match="没有设置"):
            bare.take("approve_check")


@pytest.mark.rows("A-06")
class TestAccept:
    def test_two_different_officers_with_valid_cards_handle_a_case(self, inspection: Inspection) -> None:
        inspection.take("register_complaint")
        with pytest.raises(Unmet, match="不得少于两人"):
            inspection.take("accept_and_file", {"second": "duan"})

    def test_old_conduct_is_split_into_a_barred_penalty_and_an_open_collection(self, inspection: Inspection) -> None:
        inspection.take("register_complaint")
        old = {"conduct_ended_on": "2024-11-19"}
        with pytest.raises(Unmet, match="已超过二年"):
            inspection.take("accept_and_file", old)
        inspection.take("accept_for_collection", old)
        inspection.take("start_investigation")
        inspection.take("record_interview")
        inspection.order()
        inspection.take("conclude")
        with pytest.raises(Unmet, match="不再给予行政处罚"):
            inspection.take("notify_penalty", {"hearing": False})
        inspection.take("request_enrolment_beside")
        inspection.county.carry()
        assert inspection.county.case_of_story(inspection.case, "back_payment")

    def test_conduct_that_ended_two_years_ago_to_the_day_is_still_punished(self, inspection: Inspection) -> None:
        inspection.take("register_complaint")
        inspection.take("accept_and_file", {"conduct_ended_on": "2024-11-20"})

    def test_newer_conduct_is_not_split(self, inspection: Inspection) -> None:
        inspection.take("register_complaint")
        with pytest.raises(Unmet, match="应当按“受理立案”办理"):
            inspection.take("accept_for_collection")

    def test_the_investigation_ends_sixty_working_days_after_filing(self, inspection: Inspection) -> None:
        inspection.take("register_complaint")
        inspection.take("accept_and_file")
        due = inspection.due("conclude")
        assert due == inspection.county.office.calendar("530523").add_workdays(inspection.today, 60)
        assert inspection.due("ninety_days") is not None


@pytest.mark.rows("A-04")
class TestDecline:
    def test_premiums_older_than_two_years_are_never_simply_declined(self, inspection: Inspection) -> None:
        inspection.take("register_complaint", {"matter": "unpaid"})
        with pytest.raises(Unmet, match="不限制补办登记和追缴"):
            inspection.take("decline", {"ground": "too_old"})

    def test_other_old_complaints_are_declined_by_a_person_with_reasons(self, inspection: Inspection) -> None:
        inspection.take("register_complaint", {"matter": "wages"})
        inspection.take("decline", {"ground": "too_old"})
        assert inspection.stage == "declined"


@pytest.mark.rows("A-05")
class TestReferElsewhere:
    def test_a_disputed_employment_relation_never_sends_the_worker_away(self, inspection: Inspection) -> None:
        inspection.take("register_complaint")
        with pytest.raises(Unmet, match="查明相关事实后继续处理"):
            inspection.take("refer_elsewhere", {"ground": "belongs_in_dispute"})

    @pytest.mark.parametrize("ground", ["already_in_dispute", "worker_chose_dispute"])
    def test_a_dispute_under_way_or_chosen_by_the_worker_does(self, inspection: Inspection, ground: str) -> None:
        inspection.take("register_complaint")
        inspection.take("refer_elsewhere", {"ground": ground})
        assert inspection.stage == "referred"


@pytest.mark.rows("A-03")
class TestSupplement:
    def test_five_new_working_days_begin_when_it_comes(self, inspection: Inspection) -> None:
        inspection.take("register_complaint")
        inspection.take("request_supplement")
        assert inspection.due("accept_and_file") is None
        inspection.later(7)
        inspection.take("receive_supplement")
        assert inspection.due("accept_and_file") == date(2026, 12, 4)

    def test_nobody_is_sent_away_while_the_term_runs(self, inspection: Inspection) -> None:
        inspection.take("register_complaint")
        inspection.take("request_supplement")
        with pytest.raises(Unmet, match="还没有届满"):
            inspection.take("end_supplement")


class TestWithdrawal:
    def test_pressed_out_of_the_worker_it_is_none(self, inspection: Inspection) -> None:
        inspection.take("register_complaint")
        with pytest.raises(Unmet, match="出于投诉人自愿"):
            inspection.take("withdraw_complaint", {"of_own_will": False})

    def test_after_filing_the_case_goes_on(self, inspection: Inspection) -> None:
        inspection.complain()
        inspection.take("note_withdrawal")
        assert inspection.stage == "investigating"


@pytest.mark.rows("A-14")
class TestExtendInvestigation:
    def test_thirty_working_days_once(self, inspection: Inspection) -> None:
        inspection.complain()
        inspection.take("extend_investigation")
        due = inspection.due("conclude")
        assert due == inspection.county.office.calendar("530523").add_workdays(inspection.today, 90)
        with pytest.raises(Unmet, match="最多延长1次"):
            inspection.take("extend_investigation")


@pytest.mark.rows("A-15")
class TestSuspendInvestigation:
    def test_without_a_provincial_basis_it_is_unlawful_delay(self, inspection: Inspection) -> None:
        inspection.complain()
        with pytest.raises(Unmet, match="中止劳动保障监察办案期限的依据"):
            inspection.take("suspend_investigation")


@pytest.mark.rows("A-19")
class TestOrderCorrection:
    def test_the_employer_is_left_time(self, inspection: Inspection) -> None:
        inspection.complain()
        with pytest.raises(Unmet, match="留出改正的时间"):
            inspection.take("order_correction", {"correct_by": inspection.today.isoformat()})

    def test_it_orders_registration_and_declaration_never_payment(self, inspection: Inspection) -> None:
        inspection.ready()
        with pytest.raises(Unmet, match="征收机构的职权"):
            inspection.take("notify_handling", {"orders_payment": True})
