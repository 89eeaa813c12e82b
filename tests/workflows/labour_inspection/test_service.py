"""The law in sentences: whatever is issued reaches its receiver, and who was refused may have that reviewed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.errors import Unmet
from engine.queries.listing import Filter
from engine.queries.work import work_list
from engine.registry import discover
from engine.verify import verify
from tests.support.inspection import Inspection
from workflows.labour_inspection import facts


def waiting(inspection: Inspection) -> dict[str, str]:
    """The papers of the case that need service and have none, by kind."""
    with inspection.county.office.database.read() as tx:
        rows = tx.all(
            "SELECT code, number FROM papers WHERE case_id = :id AND needs_service = 1 AND served_on IS NULL"
            " AND state <> 'void'",
            {"id": inspection.case},
        )
    return dict(rows)


def tasks(inspection: Inspection, who: str) -> set[str]:
    """What the work list of somebody says about the case."""
    office = inspection.county.office
    with office.database.read() as tx:
        found = work_list(office, tx, office.actor(who), Filter()).tasks
    return {task.step.name for task in found if task.case.id == inspection.case}


class TestEveryPaper:
    def test_that_needs_service_has_a_step_that_serves_it(self) -> None:
        for compiled in discover("workflows"):
            served = {code for step in compiled.steps.values() for code in step.serves}
            need = {d.code for step in compiled.steps.values() for d in step.issues if d.served}
            assert need <= served, compiled.code


@pytest.mark.rows("A-03", "A-04", "A-05", "A-06")
class TestWhatTheComplainantGets:
    def test_the_acceptance_is_served_while_the_case_goes_on(self, inspection: Inspection) -> None:
        inspection.complain()
        assert "acceptance_notice" in waiting(inspection)
        inspection.served("serve_acceptance")
        assert not waiting(inspection)
        assert inspection.stage == "investigating"

    def test_a_refusal_waits_on_the_work_list_until_it_was_served(self, inspection: Inspection) -> None:
        inspection.take("register_complaint", {"matter": "wages"})
        inspection.take("decline", {"ground": "too_old"})
        assert tasks(inspection, "reception") == {"serve_decline"}
        inspection.served("serve_decline")
        assert (inspection.stage, tasks(inspection, "reception")) == ("answered", set())

    def test_a_request_to_supplement_and_a_referral_are_served(self, inspection: Inspection) -> None:
        inspection.take("register_complaint")
        inspection.take("request_supplement", {"by": "2026-12-04"})
        inspection.served("serve_supplement")
        inspection.on(date(2026, 12, 7))
        inspection.take("end_supplement", {"ground": "out_of_scope"})
        inspection.served("serve_referral")
        assert not waiting(inspection)

    def test_the_result_is_told_before_the_file_is_archived(self, inspection: Inspection) -> None:
        inspection.fined()
        inspection.take("record_payment", {"amount": "12000.00", "paid_on": inspection.today.isoformat()})
        inspection.take("confirm_performance")
        inspection.take("compile_record")
        inspection.take("close")
        with pytest.raises(Unmet, match="办理结果告知书还没有登记送达"):
            inspection.take("archive")
        assert tasks(inspection, "archivist") == {"serve_result"}
        inspection.served("serve_result")
        assert tasks(inspection, "archivist") == {"archive"}
        inspection.take("archive")
        assert inspection.stage == "archived"


@pytest.mark.rows("A-11", "A-12", "A-13", "A-34")
class TestWhatTheEmployerGets:
    def test_one_inquiry_notice_after_the_other(self, inspection: Inspection) -> None:
        inspection.complain()
        inspection.take("send_inquiry")
        with pytest.raises(Unmet, match="还没有登记送达"):
            inspection.take("send_inquiry")
        inspection.served("serve_inquiry")
        inspection.take("send_inquiry")

    def test_preserved_evidence_is_listed_to_its_holder_and_disposed_of_in_seven_working_days(
        self, inspection: Inspection
    ) -> None:
        inspection.complain()
        inspection.take("preserve_evidence")
        inspection.served("serve_preservation")
        calendar = inspection.county.office.calendar("530523")
        assert inspection.due("dispose_evidence") == calendar.add_workdays(inspection.today, 7)
        with pytest.raises(Unmet, match="登记保存的证据还没有处理"):
            inspection.take("transfer_elsewhere")
        inspection.take("dispose_evidence")
        inspection.served("serve_disposal")
        assert not {"preservation_notice", "preservation_disposal"} & waiting(inspection).keys()

    def test_what_is_given_on_the_spot_is_served_as_it_is_issued(self, inspection: Inspection) -> None:
        inspection.take("register_lead")
        inspection.take("check_papers")
        inspection.take("order_on_the_spot", {"correct_by": "2026-12-11"})
        paper = inspection.view().paper("on_the_spot_order")
        assert paper is not None
        assert paper.served_on == inspection.today
        assert not waiting(inspection)

    def test_the_notice_of_a_check_is_handed_over_on_entering(self, inspection: Inspection) -> None:
        inspection.take("register_lead")
        inspection.take("approve_check")
        assert "inspection_notice" in waiting(inspection)
        inspection.take("check_on_site")
        assert not waiting(inspection)

    def test_an_order_that_is_given_anew_leaves_the_one_before_it_void_and_visible(
        self, inspection: Inspection
    ) -> None:
        inspection.complain()
        for day in ("2026-12-11", "2026-12-14"):
            inspection.take("order_correction", {"correct_by": day})
        with inspection.county.office.database.read() as tx:
            states = tx.all("SELECT state, void_reason FROM papers WHERE code = 'correction_order' ORDER BY id", {})
        assert [state for state, _ in states] == ["void", "numbered"]
        assert "另行制发" in states[0][1]
        assert verify(inspection.county.office).problems == []

    def test_the_proof_of_service_says_what_was_registered_and_signs_for_nobody(self, inspection: Inspection) -> None:
        inspection.complain()
        inspection.take("order_correction", {"correct_by": "2026-12-11"})
        left = {"way": "left", "receiver": None, "relation": None, "recording": "录像1段", "refusal": "拒绝签收"}
        inspection.take("serve_order", {**left, "served_on": inspection.today.isoformat()})
        body = proof_of(inspection)
        assert (body["way"], body["received"]) == ("留置送达", inspection.today.isoformat())
        assert body["refusal"] == "拒绝签收"
        assert body["signer"] is None
        assert body["papers"][0]["title"] == "劳动保障监察限期改正指令书"


@pytest.mark.rows("A-39", "A-40")
class TestWhoWasRefused:
    def refused(self, inspection: Inspection) -> Inspection:
        inspection.take("register_complaint", {"matter": "wages"})
        inspection.take("decline", {"ground": "too_old"})
        return inspection

    def test_is_told_to_ask_for_reconsideration_before_any_suit(self, inspection: Inspection) -> None:
        frame = context_of(self.refused(inspection), "decline_notice")["frame"]
        assert frame["remedies"]["reconsideration_first"]

    def test_has_the_refusal_reviewed_and_the_organ_answers_in_ten_working_days(self, inspection: Inspection) -> None:
        self.refused(inspection).take("contest_answer", {"applicant": "杨春兰"})
        calendar = inspection.county.office.calendar("530523")
        assert inspection.due("answer_ordinary") == calendar.add_workdays(inspection.today, 10)
        inspection.take("answer_reconsideration")
        assert context_of(inspection, "reconsideration_answer")["body"]["claimant"] == "杨春兰"

    def test_is_examined_anew_within_five_working_days_where_the_refusal_was_annulled(
        self, inspection: Inspection
    ) -> None:
        self.refused(inspection).take("contest_answer")
        inspection.later(30)
        inspection.take("answer_annulled")
        calendar = inspection.county.office.calendar("530523")
        assert inspection.due("accept_and_file") == calendar.add_workdays(inspection.today, 5)
        assert not inspection.view().open_fact(facts.RECONSIDERATION)

    def test_stays_refused_where_it_was_upheld(self, inspection: Inspection) -> None:
        self.refused(inspection).take("contest_answer")
        inspection.take("answer_stands")
        assert inspection.stage == "answered"


def context_of(inspection: Inspection, code: str) -> dict[str, Any]:
    """What the last paper of a kind prints."""
    from engine.canonical import read

    office = inspection.county.office
    with office.database.read() as tx:
        row = tx.one(
            "SELECT context FROM papers WHERE case_id = :id AND code = :code ORDER BY id DESC",
            {"id": inspection.case, "code": code},
        )
    assert row is not None
    found: dict[str, Any] = read(office.vault.unseal(row[0]))
    return found


def proof_of(inspection: Inspection) -> dict[str, Any]:
    """What the last proof of service prints."""
    body: dict[str, Any] = context_of(inspection, "proof_of_service")["body"]
    return body
