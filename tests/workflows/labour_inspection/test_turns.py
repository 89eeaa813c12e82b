"""The law in sentences: where a case may turn, from the check before filing to what comes after a decision."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from engine.calendars import apply, read_calendar
from engine.directory import bump
from engine.errors import Unmet
from tests.support.inspection import Inspection, example
from tests.workflows.labour_inspection.test_service import context_of
from workflows.labour_inspection import LabourInspection, facts
from workflows.labour_inspection.settings import FINE
from workflows.laws import ENTERPRISE_CHECKS, MAJOR_VIOLATIONS, PENALTY_LAW

WORKER = {
    "name": "杨春兰",
    "resident_id": "533024199203150024",
    "begins": "2024-03",
    "ends": "2024-08",
    "wage": "4500.00",
    "hired_on": "2024-03-01",
}


def checked(inspection: Inspection) -> Inspection:
    inspection.take("register_lead")
    inspection.take("check_papers")
    return inspection


@pytest.mark.rows("A-08", "A-09")
class TestAfterTheCheck:
    def test_without_a_violation_nothing_is_filed_and_the_reason_is_kept(self, inspection: Inspection) -> None:
        checked(inspection).take("not_file")
        assert inspection.stage == "not_filed"
        assert "没有发现违法行为" in context_of(inspection, "filing_refusal")["body"]["approvals"][1]["opinion"]

    def test_the_day_of_approval_is_the_day_of_filing(self, inspection: Inspection) -> None:
        checked(inspection).later(3)
        inspection.take("file_case")
        assert inspection.view().fact_on(facts.CASE_FILED) == inspection.today


@pytest.mark.rows("A-11")
class TestRecusal:
    def test_the_head_decides_and_the_investigation_does_not_stop(self, inspection: Inspection) -> None:
        inspection.complain()
        inspection.take("ask_recusal")
        inspection.take("record_interview")
        inspection.order().conclude()
        with pytest.raises(Unmet, match="回避申请还没有决定"):
            inspection.take("notify_penalty", {"hearing": False})
        inspection.take("decide_recusal")
        inspection.take("notify_penalty", {"hearing": False})


@pytest.mark.rows("A-18")
class TestConclude:
    def test_nothing_is_concluded_without_a_signed_record(self, inspection: Inspection) -> None:
        inspection.complain()
        with pytest.raises(Unmet, match="笔录已签名"):
            inspection.take("conclude")

    def test_fifteen_working_days_to_decide_begin(self, inspection: Inspection) -> None:
        inspection.complain()
        inspection.conclude()
        calendar = inspection.county.office.calendar("530523")
        assert inspection.due("decision_term") == calendar.add_workdays(inspection.today, 15)


@pytest.mark.rows("A-19", "A-20")
class TestRequestEnrolment:
    def test_an_order_on_the_spot_that_lists_the_workers_is_enough(self, inspection: Inspection) -> None:
        checked(inspection).take("order_on_the_spot", {"correct_by": "2026-12-11", "workers": [WORKER]})
        inspection.on(date(2026, 12, 14))
        inspection.take("check_correction", {"corrected": False})
        inspection.take("request_enrolment")
        letter = context_of(inspection, "enrolment_request")["body"]
        assert letter["order_title"] == "劳动保障监察当场限期整改指令书"
        assert letter["order_served"] == "2026-11-20"
        inspection.county.carry()
        assert inspection.county.case_of_story(inspection.case, "back_payment")

    def test_without_an_order_that_lists_workers_the_agency_is_not_asked(self, inspection: Inspection) -> None:
        checked(inspection).take("order_on_the_spot", {"correct_by": "2026-12-11"})
        inspection.on(date(2026, 12, 14))
        inspection.take("check_correction", {"corrected": False})
        with pytest.raises(Unmet, match="未参保职工名单已查明"):
            inspection.take("request_enrolment")

    def test_an_order_on_contracts_says_what_to_correct_and_names_no_worker(self, inspection: Inspection) -> None:
        inspection.complain(matter="contract")
        inspection.take("order_other_correction", {"correct_by": "2026-12-11"})
        inspection.served("serve_order")
        body = context_of(inspection, "general_order")["body"]
        assert body["demands"] == ["与3名职工补订书面劳动合同"]
        assert inspection.due("correction") == date(2026, 12, 11)

    def test_the_acceptance_of_a_complaint_about_wages_does_not_speak_of_registration(
        self, inspection: Inspection
    ) -> None:
        inspection.complain(matter="wages")
        assert context_of(inspection, "acceptance_notice")["body"]["matter"] == "拖欠或者克扣你的工资"


@pytest.mark.rows("A-21", "A-32")
class TestNoPenalty:
    def test_minor_violations_go_unpunished_only_once_they_are_corrected(self, inspection: Inspection) -> None:
        inspection.complain()
        inspection.conclude()
        with pytest.raises(Unmet, match="以已经改正为前提"):
            inspection.take("decide_no_penalty", {"ground": "minor"})
        inspection.take("decide_no_penalty", {"ground": "not_proven"})
        inspection.served("serve_no_penalty")
        inspection.take("compile_record")
        inspection.take("close", {"ground": "not_penalised"})

    def test_the_filing_is_revoked_only_after_correction(self, inspection: Inspection) -> None:
        inspection.complain()
        inspection.order()
        with pytest.raises(Unmet, match="已经改正"):
            inspection.take("revoke_filing")


@pytest.mark.rows("A-28")
class TestSentBack:
    @pytest.mark.parametrize(
        ("step", "stage"), [("send_back_for_evidence", "investigating"), ("send_back_for_notice", "concluded")]
    )
    def test_what_was_heard_before_counts_no_more(self, inspection: Inspection, step: str, stage: str) -> None:
        inspection.complain()
        inspection.take("record_interview")
        inspection.order().conclude().propose(hearing=False)
        inspection.take("close_defence", {"way": "waived"})
        inspection.take("submit_for_review")
        inspection.take(step)
        assert inspection.stage == stage
        assert not inspection.view().open_fact(facts.DEFENCE_CLOSED)


@pytest.mark.rows("A-40")
class TestChanged:
    def test_a_lower_fine_is_what_is_owed_from_then_on(self, inspection: Inspection) -> None:
        inspection.fined()
        inspection.take("receive_reconsideration")
        inspection.take("decision_changed", {"amount": "8000.00"})
        assert inspection.view().tally(FINE)[1] == Decimal("8000.00")
        inspection.take("record_payment", {"amount": "8000.00", "paid_on": inspection.today.isoformat()})
        inspection.take("confirm_performance")

    def test_what_the_reviewing_organ_changed_it_enforces_itself(self, inspection: Inspection) -> None:
        inspection.fined()
        inspection.take("receive_reconsideration")
        inspection.take("decision_changed", {"amount": "8000.00"})
        inspection.take("compile_record")
        inspection.take("close", {"ground": "changed"})
        assert inspection.stage == "closed"

    def test_what_the_court_changed_this_organ_has_enforced(self, inspection: Inspection) -> None:
        inspection.fined()
        inspection.take("receive_suit")
        inspection.take("decision_changed", {"by": "court", "amount": "8000.00"})
        assert inspection.view().open_fact(facts.JUDGMENT_EFFECTIVE)
        assert not inspection.view().open_fact(facts.DECISION_CHANGED)

    def test_a_published_decision_that_is_declared_unlawful_is_withdrawn_in_three_working_days(
        self, inspection: Inspection
    ) -> None:
        inspection.fined()
        inspection.take("publish_result")
        inspection.take("receive_reconsideration")
        inspection.take("decision_unlawful")
        calendar = inspection.county.office.calendar("530523")
        assert inspection.due("withdraw_publication") == calendar.add_workdays(inspection.today, 3)


@pytest.mark.rows("A-37", "A-38")
class TestTheWindowOfTheCourt:
    def test_a_demand_served_five_days_before_it_closes_comes_too_late(self, inspection: Inspection) -> None:
        inspection.fined()
        suit_ends = inspection.due("suit_term")
        assert suit_ends is not None
        inspection.on(suit_ends + timedelta(days=1))
        inspection.take("confirm_remedies_over")
        window = inspection.due("court_window")
        assert window is not None
        inspection.on(window - timedelta(days=5))
        pay_by = (window + timedelta(days=20)).isoformat()
        inspection.take("demand_performance", {"pay_by": pay_by})
        inspection.served("serve_demand")
        waits = inspection.due("demand_term")
        assert waits is not None
        assert waits > window
        inspection.on(waits + timedelta(days=1))
        with pytest.raises(Unmet, match="申请法院强制执行的期限已经届满"):
            inspection.take("apply_to_court")

    def test_a_refusal_is_final_only_after_the_fifteen_days_or_the_higher_courts_ruling(
        self, inspection: Inspection
    ) -> None:
        at_court(inspection).take("court_accepted")
        inspection.take("court_refused")
        with pytest.raises(Unmet, match="尚未终局"):
            inspection.take("refusal_final")
        over = inspection.due("court_challenge")
        assert over is not None
        inspection.on(over + timedelta(days=1))
        with pytest.raises(Unmet, match="期限已经届满"):
            inspection.take("challenge_refusal")
        inspection.take("refusal_final")


@pytest.mark.rows("A-37", "A-40")
def test_whoever_was_penalised_on_the_spot_may_sue_fifteen_days_after_a_rejected_reconsideration(
    inspection: Inspection,
) -> None:
    checked(inspection).take("penalise_on_the_spot", {"sanction": "fine", "amount": "3000.00", "violations": ["Q02"]})
    inspection.take("file_spot_decision")
    over = inspection.due("reconsideration_term")
    assert over is not None
    inspection.on(over - timedelta(days=3))
    inspection.take("receive_reconsideration")
    inspection.on(over + timedelta(days=30))
    inspection.take("remedy_withdrawn", {"rejected": True})
    last = inspection.due("suit_after_rejection")
    assert last is not None
    assert last >= inspection.today + timedelta(days=15)
    with pytest.raises(Unmet, match="复议申请被驳回后的起诉期限还没有届满"):
        inspection.take("confirm_remedies_over")
    inspection.on(last + timedelta(days=1))
    inspection.take("confirm_remedies_over")
    assert inspection.view().fact_on(facts.REMEDIES_OVER) == last


@pytest.mark.rows("A-17", "A-41")
def test_the_police_are_asked_again_only_within_three_days(inspection: Inspection) -> None:
    inspection.complain()
    inspection.take("report_crime")
    inspection.take("approve_transfer")
    inspection.take("hand_to_police")
    inspection.take("police_refused")
    assert inspection.due("objection_to_police") == date(2026, 11, 23)
    inspection.on(date(2026, 11, 24))
    with pytest.raises(Unmet, match="依法继续行政处理"):
        inspection.take("ask_police_again")


@pytest.mark.rows("A-10")
def test_a_fine_collected_on_the_spot_goes_to_the_organ_and_to_the_bank_in_two_working_days_each(
    inspection: Inspection,
) -> None:
    checked(inspection).take(
        "penalise_on_the_spot", {"sanction": "fine", "amount": "100.00", "violations": ["Q02"], "collected": True}
    )
    assert inspection.due("hand_in_fine") == date(2026, 11, 24)
    inspection.on(date(2026, 11, 23))
    inspection.take("hand_in_fine", {"handed_on": "2026-11-23"})
    assert inspection.due("bank_fine") == date(2026, 11, 25)
    inspection.take("bank_fine", {"handed_on": "2026-11-23"})


@pytest.mark.rows("A-35")
def test_a_party_that_is_gone_ends_the_case_once_the_head_has_confirmed_it(inspection: Inspection) -> None:
    inspection.fined()
    with pytest.raises(Unmet, match="要先有“当事人死亡或者终止"):
        inspection.take("close", {"ground": "party_gone"})
    inspection.take("note_party_gone")
    inspection.take("compile_record")
    inspection.take("close", {"ground": "party_gone"})


class TestApprovals:
    def test_nobody_is_printed_as_if_he_had_signed(self, inspection: Inspection) -> None:
        inspection.complain()
        rows = context_of(inspection, "filing_approval")["body"]["approvals"]
        assert [(row["opinion"], row["names"]) for row in rows] == [
            ("", []),
            ("同意立案。", ["杨国庆"]),
            ("", []),
        ]


class TestLocalCalendar:
    def test_a_festival_of_the_prefecture_moves_its_terms_and_no_others(self, inspection: Inspection) -> None:
        festival = (
            "# source: 自治州人民政府放假通知（示例，非真实安排）\n"
            "date,kind,name,in_lieu,source,note\n"
            "2026-04-13,holiday,示例民族节日,,,\n2026-04-14,holiday,示例民族节日,,,\n"
        )
        office = inspection.county.office
        prefecture(inspection)
        apply(office, read_calendar(office, festival, "533100", 2026), "dehong")
        inspection.on(date(2026, 4, 10))
        inspection.take("register_complaint", {"received_on": "2026-04-10"})
        here = inspection.due("accept_and_file")
        inspection.take("register_complaint", {"received_on": "2026-04-10"}, by="mangshi")
        assert (here, inspection.due_in("533103", "accept_and_file")) == (date(2026, 4, 17), date(2026, 4, 21))


class TestVersions:
    def test_the_penalty_law_of_2021_is_cited_from_15_july_2021_on(self) -> None:
        assert not PENALTY_LAW.applies_on(date(2021, 7, 14))
        assert PENALTY_LAW.applies_on(date(2021, 7, 15))

    def test_a_day_that_nobody_has_read_is_not_invented(self) -> None:
        assert ENTERPRISE_CHECKS.version is None
        assert not ENTERPRISE_CHECKS.applies_on(date(2026, 11, 20))
        assert MAJOR_VIOLATIONS.in_force == date(2017, 1, 1)


def at_court(inspection: Inspection) -> Inspection:
    """Nobody has performed or contested, and the court is asked."""
    inspection.fined()
    inspection.later(20)
    inspection.take("demand_performance", {"pay_by": (inspection.today + timedelta(days=20)).isoformat()})
    inspection.served("serve_demand")
    suit_ends = inspection.due("suit_term")
    assert suit_ends is not None
    inspection.on(suit_ends + timedelta(days=1))
    inspection.take("confirm_remedies_over")
    inspection.take("apply_to_court")
    return inspection


def prefecture(inspection: Inspection) -> None:
    """An administrator of the autonomous prefecture, and the reception of one of its counties."""
    offices = (
        ("hrss-dehong", "德宏州人力资源和社会保障局", "533100", "dehong", "system_administrator"),
        ("hrss-mangshi", "芒市人力资源和社会保障局", "533103", "mangshi", "reception"),
    )
    with inspection.county.office.database.write() as tx:
        for unit, name, place, person, role in offices:
            tx.run(
                "INSERT INTO units (id, agency, name, short_name, jurisdiction, address, phone, begins_on)"
                " VALUES (:id, 'hrss', :name, :name, :place, '芒市', '', '2020-01-01')",
                {"id": unit, "name": name, "place": place},
            )
            tx.run(
                "INSERT INTO accounts (id, login, name, unit_id, password_hash, post, card_number, card_valid_to,"
                " password_expired) VALUES (:id, :id, :id, :unit, '', '', :id, '2028-06-30', :fresh)",
                {"id": person, "unit": unit, "fresh": False},
            )
            tx.run(
                "INSERT INTO role_grants (account_id, role, begins_on) VALUES (:id, :role, '2020-01-01')",
                {"id": person, "role": role},
            )
        bump(tx)


def test_every_step_that_opens_a_case_opens_with_its_own_form() -> None:
    openings: dict[str, Any] = {s.name: s.form for s in LabourInspection.steps.values() if s.opens_case}
    assert openings.keys() == {"receive_clue", "register_complaint", "register_tip", "register_lead"}
    assert len(set(openings.values())) == len(openings)
    assert all(example(form, date(2026, 11, 20)) for form in openings.values())
