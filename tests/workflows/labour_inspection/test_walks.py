"""Whole inspections through the kernel, on both databases: each way that a county will really walk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from engine.errors import NotAllowed, Unmet
from engine.verify import verify
from tests.support.county import make_county
from tests.support.inspection import Inspection
from workflows.labour_inspection import facts


@pytest.fixture
def inspection(database_url: str, tmp_path: Path) -> Iterator[Inspection]:
    """An inspection whose whole history is verified when its walk is over."""
    county = make_county(database_url, tmp_path)
    yield Inspection.set_up(county)
    assert verify(county.office, blobs=False).problems == []
    county.office.close()


@pytest.mark.rows("A-30", "A-33", "A-35", "A-42")
def test_from_a_complaint_to_a_performed_penalty(inspection: Inspection) -> None:
    inspection.fined()
    assert inspection.stage == "performing"
    assert inspection.due("fine_payment") == inspection.today + timedelta(days=15)
    inspection.take("publish_result")
    inspection.later(5)
    inspection.take("record_payment", {"amount": "5000.00", "paid_on": inspection.today.isoformat()})
    with pytest.raises(Unmet, match=r"7,000\.00元没有缴纳"):
        inspection.take("confirm_performance")
    inspection.take("record_payment", {"amount": "7000.00", "voucher": "353050000013302"})
    inspection.take("confirm_performance")
    inspection.take("compile_record")
    inspection.take("close")
    inspection.served("serve_result")
    inspection.take("archive")
    assert inspection.stage == "archived"


@pytest.mark.rows("A-07", "A-10")
def test_a_patrol_ends_in_a_penalty_on_the_spot(inspection: Inspection) -> None:
    inspection.take("register_lead")
    inspection.take("approve_check")
    inspection.take("check_on_site")
    inspection.take("penalise_on_the_spot")
    assert inspection.stage == "on_the_spot"
    assert inspection.due("file_spot_decision") == date(2026, 11, 23)
    inspection.take("file_spot_decision")
    inspection.take("compile_record")
    inspection.take("close")
    assert inspection.stage == "closed"


@pytest.mark.rows("A-24", "A-25", "A-26", "A-27", "A-29")
def test_a_hearing_is_held_and_what_follows_is_reviewed_and_discussed(inspection: Inspection) -> None:
    inspection.complain()
    inspection.take("record_interview")
    inspection.order().conclude()
    inspection.propose(amount="60000.00", hearing=True, major=True)
    inspection.take("request_hearing", {"requested_on": inspection.today.isoformat()})
    held_on = inspection.today + timedelta(days=14)
    inspection.take("arrange_hearing", {"held_on": held_on.isoformat()})
    inspection.served("serve_hearing_notice")
    inspection.on(held_on)
    inspection.take("hold_hearing")
    inspection.take("submit_for_review")
    with pytest.raises(Unmet, match="还没有通过法制审核"):
        inspection.take("decide_penalty", {"amount": "60000.00"})
    inspection.take("pass_review")
    with pytest.raises(Unmet, match="还没有集体讨论"):
        inspection.take("decide_penalty", {"amount": "60000.00"})
    inspection.take("discuss", {"held_on": inspection.today.isoformat()})
    with pytest.raises(Unmet, match=r"告知的罚款是60,000\.00元"):
        inspection.take("decide_penalty", {"amount": "70000.00"})
    inspection.take("decide_penalty", {"amount": "50000.00"})
    assert inspection.stage == "penalised"


@pytest.mark.rows("A-36", "A-37", "A-38")
def test_the_court_enforces_what_nobody_contested(inspection: Inspection) -> None:
    inspection.fined()
    served = inspection.today
    inspection.later(20)
    inspection.take("demand_performance", {"pay_by": (inspection.today + timedelta(days=20)).isoformat()})
    inspection.served("serve_demand")
    with pytest.raises(Unmet, match="催告后等待期限"):
        inspection.take("apply_to_court")
    suit_ends = inspection.due("suit_term")
    assert suit_ends is not None
    assert suit_ends > served + timedelta(days=180)
    inspection.on(suit_ends)
    with pytest.raises(Unmet, match="起诉期限还没有届满"):
        inspection.take("confirm_remedies_over")
    inspection.later(1)
    inspection.take("confirm_remedies_over")
    inspection.take("apply_to_court")
    inspection.take("court_accepted")
    inspection.take("court_granted")
    inspection.take("court_executed")
    inspection.take("compile_record")
    inspection.take("close", {"ground": "court_executed"})
    assert inspection.stage == "closed"


@pytest.mark.rows("A-37", "A-38")
def test_the_court_is_closed_three_months_after_the_remedies(inspection: Inspection) -> None:
    inspection.fined()
    inspection.later(20)
    inspection.take("demand_performance", {"pay_by": (inspection.today + timedelta(days=20)).isoformat()})
    inspection.served("serve_demand")
    inspection.on(date(2027, 6, 2))
    inspection.take("confirm_remedies_over")
    window = inspection.due("court_window")
    assert window is not None
    inspection.on(window + timedelta(days=1))
    with pytest.raises(Unmet, match="申请法院强制执行的期限已经届满"):
        inspection.take("apply_to_court")
    inspection.take("apply_to_court", {"late_reason": "不可抗力"})
    inspection.take("court_refused")
    inspection.take("challenge_refusal")
    inspection.take("refusal_final")
    inspection.take("compile_record")
    inspection.take("close", {"ground": "court_refused"})


@pytest.mark.rows("A-17", "A-41")
def test_a_suspected_crime_goes_to_the_police_and_comes_back(inspection: Inspection) -> None:
    inspection.complain()
    inspection.take("record_interview")
    inspection.order().conclude()
    inspection.take("report_crime")
    assert inspection.due("approve_transfer") == inspection.today + timedelta(days=3)
    with pytest.raises(NotAllowed, match="局主要负责人"):
        inspection.take("approve_transfer", by="deputy")
    inspection.take("approve_transfer")
    assert inspection.due("hand_to_police") == inspection.today + timedelta(days=1)
    with pytest.raises(Unmet, match="涉嫌犯罪的案件没有办结"):
        inspection.take("notify_penalty", {"hearing": False})
    inspection.take("hand_to_police")
    inspection.take("police_received")
    inspection.take("police_filed")
    inspection.take("hand_over_items")
    with pytest.raises(Unmet, match="刑事程序还没有结束"):
        inspection.take("close", {"ground": "party_gone"})
    inspection.take("criminal_file_ended", {"result": "no_crime"})
    assert inspection.stage == "concluded"
    inspection.propose(hearing=False)
    assert inspection.stage == "notified"


@pytest.mark.rows("A-39", "A-40")
def test_an_annulled_decision_is_made_anew(inspection: Inspection) -> None:
    inspection.fined()
    inspection.take("publish_result")
    inspection.take("receive_reconsideration")
    assert inspection.due("answer_ordinary") is not None
    with pytest.raises(Unmet, match="行政复议正在进行"):
        inspection.take("receive_suit")
    inspection.take("answer_reconsideration")
    assert inspection.due("answer_ordinary") is None
    inspection.take("decision_annulled_anew")
    assert inspection.stage == "investigating"
    assert inspection.due("withdraw_publication") is not None
    inspection.take("withdraw_publication")
    inspection.take("conclude")
    inspection.propose(hearing=False, amount="8000.00")
    inspection.take("close_defence", {"way": "waived"})
    inspection.take("decide_penalty", {"amount": "8000.00"})
    assert not inspection.view().open_fact(facts.DECISION_ANNULLED)
    inspection.served("serve_penalty")
    assert inspection.stage == "performing"


@pytest.mark.rows("A-39")
def test_a_case_is_reopened_when_a_suit_comes_after_closing(inspection: Inspection) -> None:
    inspection.fined()
    inspection.take("record_payment", {"amount": "12000.00", "paid_on": inspection.today.isoformat()})
    inspection.take("confirm_performance")
    inspection.take("compile_record")
    inspection.take("close")
    inspection.take("reopen_for_suit")
    assert inspection.stage == "performing"
    assert inspection.due("answer_suit_term") is not None
    inspection.take("answer_suit")
    inspection.take("decision_upheld", {"by": "court"})
    inspection.take("compile_record")
    inspection.take("close")
    assert inspection.stage == "closed"


@pytest.mark.rows("A-31", "A-20")
def test_a_handling_decision_leads_to_enrolment_beside_its_performance(inspection: Inspection) -> None:
    inspection.complain()
    inspection.take("record_interview")
    inspection.order().conclude()
    inspection.take("notify_handling")
    inspection.served("serve_notice")
    inspection.take("close_defence", {"way": "waived"})
    inspection.take("decide_handling", {"perform_by": (inspection.today + timedelta(days=20)).isoformat()})
    inspection.served("serve_handling")
    inspection.take("request_enrolment_beside")
    inspection.county.carry()
    claim = inspection.county.case_of_story(inspection.case, "back_payment")
    inspection.county.take("clerk", "send_back", {"reasons": "缺少工资证明"}, case=claim)
    inspection.county.carry()
    assert inspection.stage == "performing"
    assert not inspection.view().open_fact(facts.ENROLMENT_PENDING)


@pytest.mark.rows("A-16")
def test_a_case_goes_to_another_organ_which_gives_it_back_or_takes_it(inspection: Inspection) -> None:
    inspection.complain()
    inspection.take("transfer_elsewhere")
    inspection.take("transfer_returned")
    assert inspection.stage == "investigating"
    inspection.take("inform_market")
    inspection.take("market_answered")
    with pytest.raises(Unmet, match="没有正在等待答复的移交"):
        inspection.take("market_answered")
    inspection.take("transfer_elsewhere")
    inspection.take("transfer_received")
    inspection.take("compile_record")
    inspection.take("close", {"ground": "transferred"})
    with inspection.county.office.database.read() as tx:
        ledger = tx.all("SELECT code, state, to_unit FROM handoffs_sent ORDER BY id", {})
    assert ledger == [
        ("case_transfer", "returned", "other_organ"),
        ("unlicensed_notice", "answered", "market"),
        ("case_transfer", "answered", "other_organ"),
    ]
