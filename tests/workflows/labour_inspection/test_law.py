"""The law of labour inspection in sentences: one class for each step that it binds."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from engine.errors import InvalidForm, NotAllowed, SettingMissing, Unmet
from engine.reporters import open_reporter
from tests.support.county import make_county
from tests.support.inspection import Inspection, example
from workflows.calculators.fine_candidates import BaseKind
from workflows.labour_inspection import LabourInspection, facts
from workflows.labour_inspection.fines import candidates, choice
from workflows.labour_inspection.forms import Complaint
from workflows.procedure import ORGAN_HEAD


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Sentences of the law need no second database; the walks have it."""
    return f"sqlite:///{tmp_path / 'law.db'}"


@pytest.fixture
def bare(sqlite_url: str, tmp_path: Path) -> Inspection:
    """A county that has set nothing beyond its names."""
    return Inspection(make_county(sqlite_url, tmp_path))


@pytest.fixture
def inspection(sqlite_url: str, tmp_path: Path) -> Inspection:
    return Inspection.set_up(make_county(sqlite_url, tmp_path))


def ready(inspection: Inspection) -> Inspection:
    """An investigation concluded after an order that was not obeyed."""
    inspection.complain()
    inspection.take("record_interview")
    return inspection.order().conclude()


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
        ready(inspection)
        with pytest.raises(Unmet, match="征收机构的职权"):
            inspection.take("notify_handling", {"orders_payment": True})


@pytest.mark.rows("A-22")
class TestTwoStepFines:
    def test_not_registering_is_fined_only_after_our_own_order_ran_out(self, inspection: Inspection) -> None:
        inspection.complain()
        inspection.conclude()
        with pytest.raises(Unmet, match="本机关责令限期改正逾期未改正"):
            inspection.take("notify_penalty", {"hearing": False})

    def test_arrears_are_fined_only_after_the_collectors_order_ran_out(self, inspection: Inspection) -> None:
        ready(inspection)
        with pytest.raises(Unmet, match="本机关的指令书不能代替"):
            inspection.take("notify_penalty", {"violations": ["P03"], "hearing": False})
        inspection.take("note_collectors_order")
        inspection.take("notify_penalty", {"violations": ["P03"], "hearing": False})

    def test_nobody_fines_arrears_while_it_is_unsettled_who_may(self, bare: Inspection) -> None:
        ready(bare)
        with pytest.raises(Unmet, match="逾期不缴社会保险费由谁罚款"):
            bare.take("notify_penalty", {"violations": ["P03"], "hearing": True, "major": True})

    def test_concealing_wages_needs_no_order(self, inspection: Inspection) -> None:
        inspection.complain()
        inspection.conclude()
        inspection.take("notify_penalty", {"violations": ["P04"], "hearing": False})


@pytest.mark.rows("A-22")
class TestNotifyPenalty:
    def test_the_hearing_threshold_is_refused_until_the_county_has_set_it(self, bare: Inspection) -> None:
        ready(bare)
        with pytest.raises(Unmet, match="对单位罚款的听证起点"):
            bare.take("notify_penalty", {"hearing": False, "major": True})

    def test_a_large_fine_comes_with_the_right_to_a_hearing(self, inspection: Inspection) -> None:
        ready(inspection)
        with pytest.raises(Unmet, match="应当告知听证权利"):
            inspection.take("notify_penalty", {"amount": "20000.00", "hearing": False})

    def test_who_investigated_does_not_decide(self, inspection: Inspection) -> None:
        ready(inspection)
        assert LabourInspection.steps["decide_penalty"].apart_from is LabourInspection.steps["conclude"]


@pytest.mark.rows("A-23")
class TestDefence:
    def test_silence_is_no_waiver_while_the_term_runs(self, inspection: Inspection) -> None:
        ready(inspection).propose(hearing=False)
        with pytest.raises(Unmet, match="没有表示意见不等于放弃"):
            inspection.take("close_defence", {"way": "lapsed"})
        inspection.later(10)
        inspection.take("close_defence", {"way": "lapsed"})
        assert inspection.stage == "defence_reviewed"

    def test_an_express_waiver_closes_it_at_once(self, inspection: Inspection) -> None:
        ready(inspection).propose(hearing=False)
        inspection.take("close_defence", {"way": "waived"})
        assert inspection.view().open_fact(facts.DEFENCE_CLOSED)

    def test_without_a_served_notice_nothing_is_heard(self, inspection: Inspection) -> None:
        ready(inspection)
        inspection.take("notify_penalty", {"hearing": False})
        with pytest.raises(Unmet, match="拟处理告知书已送达"):
            inspection.take("close_defence", {"way": "waived"})


@pytest.mark.rows("A-24", "A-25")
class TestHearing:
    def test_on_the_fifth_working_day_it_is_requested_in_time_on_the_sixth_too_late(
        self, inspection: Inspection
    ) -> None:
        ready(inspection).propose(hearing=True)
        last = inspection.due("hearing_term")
        assert last == inspection.county.office.calendar("530523").add_workdays(inspection.today, 5)
        inspection.on(last + timedelta(days=1))
        with pytest.raises(Unmet, match="不在听证申请期限内"):
            inspection.take("request_hearing", {"requested_on": inspection.today.isoformat()})
        inspection.take("record_no_hearing", {"way": "out_of_time", "on": inspection.today.isoformat()})
        assert inspection.view().open_fact(facts.HEARING_WAIVED)

    def test_nothing_is_decided_while_a_hearing_may_be_asked_for(self, inspection: Inspection) -> None:
        ready(inspection).propose(hearing=True)
        inspection.take("close_defence", {"way": "waived"})
        with pytest.raises(Unmet, match="听证申请期限还没有届满"):
            inspection.take("decide_penalty")

    def test_seven_working_days_lie_between_notice_and_hearing(self, inspection: Inspection) -> None:
        ready(inspection).propose(hearing=True)
        inspection.take("request_hearing", {"requested_on": inspection.today.isoformat()})
        with pytest.raises(Unmet, match="请把听证日期延后"):
            inspection.take("arrange_hearing", {"held_on": (inspection.today + timedelta(days=7)).isoformat()})

    def test_who_investigated_does_not_preside(self, inspection: Inspection) -> None:
        ready(inspection).propose(hearing=True)
        inspection.take("request_hearing", {"requested_on": inspection.today.isoformat()})
        far = (inspection.today + timedelta(days=20)).isoformat()
        with pytest.raises(Unmet, match="不能是本案的调查人员"):
            inspection.take("arrange_hearing", {"held_on": far, "presiding": "duan"})


@pytest.mark.rows("A-10")
class TestOnTheSpot:
    @pytest.mark.parametrize(("subject", "amount"), [("person", "200.01"), ("organisation", "3000.01")])
    def test_no_more_than_200_for_a_person_and_3000_for_an_organisation(
        self, inspection: Inspection, subject: str, amount: str
    ) -> None:
        inspection.take("register_lead")
        inspection.take("check_papers")
        spot = {"subject": subject, "sanction": "fine", "amount": amount, "violations": ["Q02"]}
        with pytest.raises(Unmet, match="当场罚款不超过"):
            inspection.take("penalise_on_the_spot", spot)

    def test_only_small_fines_are_collected_on_the_spot(self, inspection: Inspection) -> None:
        inspection.take("register_lead")
        inspection.take("check_papers")
        spot = {"sanction": "fine", "amount": "3000.00", "violations": ["Q02"]}
        with pytest.raises(Unmet, match="当场收缴的罚款不超过100元"):
            inspection.take("penalise_on_the_spot", {**spot, "collected": True})
        inspection.take("penalise_on_the_spot", spot)
        assert inspection.due("fine_payment") is not None


@pytest.mark.rows("A-33")
class TestServeByPublicNotice:
    def test_it_counts_after_thirty_days(self, inspection: Inspection) -> None:
        ready(inspection).propose(hearing=False)
        inspection.take("close_defence", {"way": "waived"})
        inspection.take("decide_penalty")
        inspection.take("announce_service")
        published = inspection.today
        notice = {
            "way": "public_notice",
            "served_on": published.isoformat(),
            "attempts": "登记的住所已经无人办公，邮寄被退回",
            "publication": "县人民政府网站",
        }
        with pytest.raises(Unmet, match="还没有满三十日"):
            inspection.take("serve_penalty", notice)
        over = inspection.due("announcement")
        assert over is not None
        assert over >= published + timedelta(days=30)
        inspection.on(over)
        with pytest.raises(Unmet, match="送达日期要填发出公告的日期"):
            inspection.take("serve_penalty", {**notice, "served_on": (published - timedelta(days=3)).isoformat()})
        inspection.take("serve_penalty", notice)
        assert inspection.view().fact_on(facts.DECISION_SERVED) == over


@pytest.mark.rows("A-34")
class TestPaymentPlan:
    def test_its_parts_add_up_to_what_is_owed(self, inspection: Inspection) -> None:
        inspection.fined()
        ends = (inspection.today + timedelta(days=60)).isoformat()
        with pytest.raises(Unmet, match=r"各期合计6,000.00元"):
            inspection.take("approve_plan", {"instalments": [{"due": ends, "amount": "6000.00"}]})
        inspection.take("approve_plan", {"instalments": [{"due": ends, "amount": "12000.00"}]})
        assert inspection.due("fine_payment") is None

    def test_once_broken_the_demand_follows(self, inspection: Inspection) -> None:
        inspection.fined()
        ends = inspection.today + timedelta(days=60)
        inspection.take("approve_plan", {"instalments": [{"due": ends.isoformat(), "amount": "12000.00"}]})
        inspection.on(ends + timedelta(days=1))
        inspection.take("plan_broken")
        inspection.take("demand_performance", {"pay_by": (inspection.today + timedelta(days=20)).isoformat()})
        assert inspection.stage == "demanded"


@pytest.mark.rows("A-36")
class TestDemand:
    def test_the_surcharge_is_three_per_cent_a_day_and_stops_at_the_fine(self, inspection: Inspection) -> None:
        inspection.fined()
        prefill = LabourInspection.steps["demand_performance"].prefill
        assert prefill is not None
        inspection.later(25)
        assert prefill(inspection.view())["surcharge"] == Decimal("3600.00")
        inspection.later(60)
        assert prefill(inspection.view())["surcharge"] == Decimal("12000.00")

    def test_it_stops_while_a_reconsideration_is_pending(self, inspection: Inspection) -> None:
        inspection.fined()
        inspection.later(15)
        inspection.take("receive_reconsideration")
        inspection.later(10)
        prefill = LabourInspection.steps["demand_performance"].prefill
        assert prefill is not None
        assert prefill(inspection.view())["surcharge"] == Decimal("0.00")


@pytest.mark.rows("A-22")
class TestFineCandidates:
    def test_they_are_shown_with_base_and_range_and_never_chosen(self, inspection: Inspection) -> None:
        ready(inspection)
        employer = candidates(inspection.view(), ("P01",))[0]
        assert employer.open
        assert employer.rule.base_kind is BaseKind.PREMIUMS_DUE
        assert (employer.low, employer.high) == (Decimal("12000.00"), Decimal("36000.00"))
        assert choice(inspection.view(), ("P01", "Q01")).applicable

    def test_before_the_order_ran_out_they_say_what_is_missing(self, inspection: Inspection) -> None:
        inspection.complain()
        assert not candidates(inspection.view(), ("P01",))[0].open


@pytest.mark.rows("A-39")
class TestReconsideration:
    def test_the_simple_procedure_leaves_five_working_days(self, inspection: Inspection) -> None:
        inspection.fined()
        inspection.take("receive_reconsideration", {"procedure": "simple"})
        assert inspection.due("answer_ordinary") is None
        assert inspection.due("answer_simple") == inspection.county.office.calendar("530523").add_workdays(
            inspection.today, 5
        )

    def test_a_suit_leaves_fifteen_days(self, inspection: Inspection) -> None:
        inspection.fined()
        inspection.take("receive_suit")
        due = inspection.due("answer_suit_term")
        assert due is not None
        assert due >= inspection.today + timedelta(days=15)

    def test_a_judgment_under_appeal_ends_nothing(self, inspection: Inspection) -> None:
        inspection.fined()
        inspection.take("receive_suit")
        with pytest.raises(Unmet, match="裁判还没有生效"):
            inspection.take("decision_upheld", {"by": "court", "effective": False})

    def test_upheld_on_reconsideration_the_window_opens_after_fifteen_days(self, inspection: Inspection) -> None:
        inspection.fined()
        inspection.take("receive_reconsideration")
        inspection.take("decision_upheld")
        over = inspection.due("suit_after_reconsideration")
        assert over is not None
        with pytest.raises(Unmet, match="对复议决定的起诉期限还没有届满"):
            inspection.take("confirm_remedies_over")
        inspection.on(over + timedelta(days=1))
        inspection.take("confirm_remedies_over")
        assert inspection.view().fact_on(facts.REMEDIES_OVER) == over


@pytest.mark.rows("A-35")
class TestClose:
    def test_every_reason_to_close_has_happened(self, inspection: Inspection) -> None:
        inspection.fined()
        with pytest.raises(Unmet, match="案件还没有结果"):
            inspection.take("compile_record")
        with pytest.raises(Unmet, match="要先有“决定已经履行”"):
            inspection.take("close")

    def test_that_the_employer_corrected_itself_pays_no_fine(self, inspection: Inspection) -> None:
        inspection.complain()
        inspection.take("order_correction", {"correct_by": (inspection.today + timedelta(days=10)).isoformat()})
        inspection.served("serve_order")
        inspection.take("check_correction", {"corrected": True})
        with pytest.raises(Unmet, match="先办理撤销立案或者作出决定"):
            inspection.take("close")
        inspection.take("revoke_filing")
        inspection.take("compile_record")
        inspection.take("close", {"ground": "filing_revoked"})
        assert inspection.stage == "closed"

    def test_who_compiled_the_record_does_not_close(self) -> None:
        assert LabourInspection.steps["close"].apart_from is LabourInspection.steps["compile_record"]


def test_every_step_that_people_take_can_be_filled_in_by_its_example() -> None:
    today = date(2026, 11, 20)
    for step in LabourInspection.steps.values():
        if not step.automatic:
            assert step.form.parse(example(step.form, today), today)


def test_what_nobody_has_published_is_refused(bare: Inspection) -> None:
    declared = bare.county.office.registry.settings
    unknown = ("hearing.organisation", "hearing.person", "major.organisation", "major.person", "sil86_fining_organ")
    for code in unknown:
        assert declared[code].default is None
        with pytest.raises(SettingMissing, match=declared[code].label[:6]):
            bare.county.office.settings.value(bare.county.office.current_directory(), code, "530523", bare.today)
