"""A hand-off to a department that may take part or not: into its inbox where it does, on paper where it does not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from engine.errors import NotFound, Refusal, Unmet
from engine.queries import Transfer, case_page, preview
from engine.verify import verify
from tests.support.county import County, make_county
from tests.support.inspection import Inspection
from tests.support.neighbours import join, leave, register_unit, with_market
from workflows.labour_inspection import LabourInspection


@pytest.fixture
def inspection(database_url: str, tmp_path: Path) -> Iterator[Inspection]:
    """An investigation that found an employer without a licence."""
    county = make_county(database_url, tmp_path)
    county.handlers["render_paper"] = lambda office, claimed: None
    yield Inspection.set_up(county).complain()
    county.office.close()


def transfer_of(county: County, person: str, case: str) -> Transfer:
    with county.office.database.read() as tx:
        return case_page(county.office, tx, county.office.actor(person), case).transfers[0]


def announced(inspection: Inspection) -> str:
    """What the officer reads before the form is filled in: who will receive it, and how."""
    office = inspection.county.office
    with office.database.read() as tx:
        step = LabourInspection.steps["inform_market"]
        compiled = office.registry.get("labour_inspection")
        header = inspection.view().header
        shown = preview(office, tx, office.actor("duan"), compiled, step, header, None).hand_off
    assert shown is not None
    return f"{shown.receiver} {shown.external}"


def against_typing(inspection: Inspection) -> str:
    with pytest.raises(Refusal) as refused:
        inspection.take("market_answered", by="duan")
    return str(refused.value.detail)


def opened_at_market(inspection: Inspection) -> str:
    return inspection.county.case_of_story(inspection.case, "market_supervision")


class TestWhereNobodyTakesPart:
    @pytest.mark.parametrize("registered", [False, True], ids=["no department", "a department without people"])
    def test_people_bring_the_paper_and_type_in_the_answer(self, inspection: Inspection, registered: bool) -> None:
        county = inspection.county
        if registered:
            register_unit(county, "market", "market", "龙陵县市场监督管理局", "龙市监")
        assert announced(inspection) == "市场监督管理局 True"
        inspection.take("inform_market")
        assert county.carry() > 0
        sent = transfer_of(county, "duan", inspection.case)
        assert (sent.external, sent.running, sent.receiver) == (True, "receiver", "市场监督管理局")
        assert [entry.text for entry in sent.sent] == ["带纸质材料送出"]
        with pytest.raises(IndexError):
            opened_at_market(inspection)
        inspection.take("market_answered", by="duan")
        assert transfer_of(county, "duan", inspection.case).running == "none"
        assert verify(county.office).problems == []


class TestWhereTheDepartmentTakesPart:
    @pytest.fixture(autouse=True)
    def market(self, inspection: Inspection) -> None:
        with_market(inspection.county)

    def test_it_arrives_in_its_inbox_and_nobody_types_in_its_answer(self, inspection: Inspection) -> None:
        county = inspection.county
        assert announced(inspection) == "龙陵县市场监督管理局 False"
        inspection.take("inform_market")
        assert "不用登记" in against_typing(inspection)
        county.carry()
        case = opened_at_market(inspection)
        county.take("market", "accept", case=case)
        county.carry()
        sent = transfer_of(county, "duan", inspection.case)
        assert (sent.external, sent.running, sent.receiver) == (False, "receiver", "龙陵县市场监督管理局")
        assert sent.mark.due is not None
        county.take(
            "market", "report_progress", {"on": "2026-11-20", "measure": "visited", "content": "属实"}, case=case
        )
        answer = {"result": "registered", "finished_on": "2026-11-20", "content": "已经办理登记"}
        county.take("market", "answer_unlicensed", answer, case=case)
        county.carry()
        sent = transfer_of(county, "duan", inspection.case)
        assert (sent.running, sent.state) == ("none", "answered")
        state = inspection.view().header.state
        assert state["data"]["unlicensed_result"]["result"] == "registered"
        assert [part["content"] for part in state["data"]["notice_progress"]] == ["属实"]
        assert "unlicensed_notice" not in state["deadlines"]
        assert "没有正在等待答复的移交" in against_typing(inspection)
        assert verify(county.office).problems == []

    def test_it_is_not_sent_again_while_the_other_side_works_on_it(self, inspection: Inspection) -> None:
        county = inspection.county
        inspection.take("inform_market")
        county.carry()
        with pytest.raises(Unmet, match="对方还没有答复，不用再移交一次"):
            inspection.take("inform_market")
        county.take("market", "send_back", {"reasons": "地址不在本县"}, case=opened_at_market(inspection))
        county.carry()
        inspection.take("inform_market")

    def test_what_it_sends_back_comes_with_its_reasons(self, inspection: Inspection) -> None:
        county = inspection.county
        inspection.take("inform_market")
        county.carry()
        county.take("market", "send_back", {"reasons": "没有写明经营地点"}, case=opened_at_market(inspection))
        county.carry()
        assert transfer_of(county, "duan", inspection.case).state == "returned"
        assert inspection.view().header.state["data"]["notice_returned"]["reasons"] == "没有写明经营地点"

    def test_once_its_people_are_gone_the_next_one_goes_on_paper(self, inspection: Inspection) -> None:
        county = inspection.county
        inspection.take("inform_market")
        county.carry()
        county.take("market", "send_back", {"reasons": "没有写明经营地点"}, case=opened_at_market(inspection))
        county.carry()
        leave(county, "market", "market_officer", inspection.today)
        inspection.later(1)
        inspection.take("inform_market")
        county.carry()
        with county.office.database.read() as tx:
            rows = tx.all("SELECT to_unit, opens, state FROM handoffs_sent ORDER BY id", {})
        assert rows == [("market", "market_supervision", "returned"), ("market", "", "sent")]
        inspection.take("market_answered", by="duan")
        assert verify(county.office).problems == []

    def test_a_ledger_that_says_otherwise_than_the_record_is_found(self, inspection: Inspection) -> None:
        inspection.take("inform_market")
        with inspection.county.office.database.write() as tx:
            tx.run("UPDATE handoffs_sent SET opens = ''", {})
        assert any("unlicensed_notice" in problem for problem in verify(inspection.county.office).problems)

    def test_an_answer_that_comes_after_the_case_was_closed_is_kept(self, inspection: Inspection) -> None:
        county = inspection.county
        inspection.take("inform_market")
        county.carry()
        case = opened_at_market(inspection)
        county.take("market", "accept", case=case)
        inspection.take("transfer_elsewhere")
        inspection.take("transfer_received")
        inspection.take("compile_record")
        inspection.take("close", {"ground": "transferred"})
        day = inspection.later(1).today.isoformat()
        answer = {"result": "closed", "finished_on": day, "content": "已经停业"}
        county.take("market", "answer_unlicensed", answer, case=case)
        county.carry()
        assert inspection.view().header.state["data"]["unlicensed_result"]["content"] == "已经停业"
        assert verify(county.office).problems == []

    def test_the_two_departments_see_their_own_case_only(self, inspection: Inspection) -> None:
        county = inspection.county
        join(county, "markethead", "market", "market_head", "李云")
        inspection.take("inform_market")
        county.carry()
        with county.office.database.read() as tx:
            for person, case in (
                ("market", inspection.case),
                ("markethead", inspection.case),
                ("duan", opened_at_market(inspection)),
            ):
                with pytest.raises(NotFound):
                    case_page(county.office, tx, county.office.actor(person), case)

    def test_its_answer_is_due_on_the_day_that_the_letter_states(self, inspection: Inspection) -> None:
        inspection.take("inform_market")
        calendar = inspection.county.office.calendar("530523")
        assert inspection.due("unlicensed_notice") == calendar.add_workdays(inspection.today, 30)
        assert inspection.due("unlicensed_notice") > inspection.today + timedelta(days=30)
