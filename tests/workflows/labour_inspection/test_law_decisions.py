"""The law of labour inspection in sentences, from the fine that waits for an order to the end of the case."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from starlette.testclient import TestClient

from engine.errors import SettingMissing, Unmet
from engine.queries import case_page
from tests.support.inspection import Inspection, example
from tests.support.web import text_of, web_of
from workflows.calculators.fine_candidates import BaseKind
from workflows.labour_inspection import LabourInspection, facts
from workflows.labour_inspection.fines import candidates, choice


@pytest.mark.rows("A-22")
class TestTwoStepFines:
    def test_not_registering_is_fined_only_after_our_own_order_ran_out(self, inspection: Inspection) -> None:
        inspection.complain()
        inspection.conclude()
        with pytest.raises(Unmet, match="本机关责令限期改正逾期未改正"):
            inspection.take("notify_penalty", {"hearing": False})

    def test_arrears_are_fined_only_after_the_collectors_order_ran_out(self, inspection: Inspection) -> None:
        inspection.ready()
        with pytest.raises(Unmet, match="本机关的指令书不能代替"):
            inspection.take("notify_penalty", {"violations": ["P03"], "hearing": False})
        inspection.take("note_collectors_order")
        inspection.take("notify_penalty", {"violations": ["P03"], "hearing": False})

    def test_nobody_fines_arrears_while_it_is_unsettled_who_may(self, bare: Inspection) -> None:
        bare.ready()
        with pytest.raises(Unmet, match="逾期不缴社会保险费由谁罚款"):
            bare.take("notify_penalty", {"violations": ["P03"], "hearing": True, "major": True})

    def test_concealing_wages_needs_no_order(self, inspection: Inspection) -> None:
        inspection.complain()
        inspection.conclude()
        inspection.take("notify_penalty", {"violations": ["P04"], "hearing": False})


@pytest.mark.rows("A-22")
class TestNotifyPenalty:
    def test_the_hearing_threshold_is_refused_until_the_county_has_set_it(self, bare: Inspection) -> None:
        bare.ready()
        with pytest.raises(Unmet, match="对单位罚款的听证起点"):
            bare.take("notify_penalty", {"hearing": False, "major": True})

    def test_a_large_fine_comes_with_the_right_to_a_hearing(self, inspection: Inspection) -> None:
        inspection.ready()
        with pytest.raises(Unmet, match="应当告知听证权利"):
            inspection.take("notify_penalty", {"amount": "20000.00", "hearing": False})

    def test_who_investigated_does_not_decide(self, inspection: Inspection) -> None:
        inspection.ready()
        assert LabourInspection.steps["decide_penalty"].apart_from == (LabourInspection.steps["conclude"],)


@pytest.mark.rows("A-23")
class TestDefence:
    def test_silence_is_no_waiver_while_the_term_runs(self, inspection: Inspection) -> None:
        inspection.ready().propose(hearing=False)
        with pytest.raises(Unmet, match="没有表示意见不等于放弃"):
            inspection.take("close_defence", {"way": "lapsed"})
        inspection.later(10)
        inspection.take("close_defence", {"way": "lapsed"})
        assert inspection.stage == "defence_reviewed"

    def test_an_express_waiver_closes_it_at_once(self, inspection: Inspection) -> None:
        inspection.ready().propose(hearing=False)
        inspection.take("close_defence", {"way": "waived"})
        assert inspection.view().open_fact(facts.DEFENCE_CLOSED)

    def test_without_a_served_notice_nothing_is_heard(self, inspection: Inspection) -> None:
        inspection.ready()
        inspection.take("notify_penalty", {"hearing": False})
        with pytest.raises(Unmet, match="拟处理告知书已送达"):
            inspection.take("close_defence", {"way": "waived"})


@pytest.mark.rows("A-24", "A-25")
class TestHearing:
    def test_on_the_fifth_working_day_it_is_requested_in_time_on_the_sixth_too_late(
        self, inspection: Inspection
    ) -> None:
        inspection.ready().propose(hearing=True)
        last = inspection.due("hearing_term")
        assert last == inspection.county.office.calendar("530523").add_workdays(inspection.today, 5)
        inspection.on(last + timedelta(days=1))
        with pytest.raises(Unmet, match="不在听证申请期限内"):
            inspection.take("request_hearing", {"requested_on": inspection.today.isoformat()})
        inspection.take("record_no_hearing", {"way": "out_of_time", "on": inspection.today.isoformat()})
        assert inspection.view().open_fact(facts.HEARING_WAIVED)

    def test_nothing_is_decided_while_a_hearing_may_be_asked_for(self, inspection: Inspection) -> None:
        inspection.ready().propose(hearing=True)
        inspection.take("close_defence", {"way": "waived"})
        with pytest.raises(Unmet, match="听证申请期限还没有届满"):
            inspection.take("decide_penalty")

    def test_seven_working_days_lie_between_notice_and_hearing(self, inspection: Inspection) -> None:
        inspection.ready().propose(hearing=True)
        inspection.take("request_hearing", {"requested_on": inspection.today.isoformat()})
        with pytest.raises(Unmet, match="请把听证日期延后"):
            inspection.take("arrange_hearing", {"held_on": (inspection.today + timedelta(days=7)).isoformat()})

    def test_who_investigated_does_not_preside(self, inspection: Inspection) -> None:
        inspection.ready().propose(hearing=True)
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
        inspection.ready().propose(hearing=False)
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
        inspection.ready()
        employer = candidates(inspection.view(), ("P01",))[0]
        assert employer.open
        assert employer.rule.base_kind is BaseKind.PREMIUMS_DUE
        assert (employer.low, employer.high) == (Decimal("12000.00"), Decimal("36000.00"))
        assert choice(inspection.view(), ("P01", "Q01")).applicable

    def test_the_case_page_lists_them_without_an_amount(self, inspection: Inspection) -> None:
        inspection.ready()
        county = inspection.county
        with county.office.database.read() as tx:
            page = case_page(county.office, tx, county.office.actor("duan"), inspection.case)
        lines = next(found.lines for found in page.reckoned if found.step == "conclude")
        assert lines[0].label == "可以适用：不办理社会保险登记（用人单位）"
        assert lines[0].note == "幅度12,000.00元至36,000.00元：应缴社会保险费数额的1倍至3倍"
        assert all(line.amount is None for line in lines)

    def test_a_fine_told_of_outside_the_range_is_pointed_out_and_the_page_shows_only_the_latest_list(
        self, inspection: Inspection
    ) -> None:
        inspection.ready()
        inspection.propose(amount="40000.00", hearing=True, major=False)
        web = web_of(inspection.county)
        with TestClient(web.app):
            page = text_of(web.browser("duan").open(f"/cases/{inspection.case}"))
        assert page.count("可以适用的罚款幅度") == 1
        assert "告知的罚款40,000.00元不在上列可以适用的幅度以内" in page
        for paper in ("劳动保障监察限期改正指令书", "行政处罚事先告知书"):
            assert f"送达回证（{paper}）" in page

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
        assert LabourInspection.steps["close"].apart_from == (LabourInspection.steps["compile_record"],)


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
