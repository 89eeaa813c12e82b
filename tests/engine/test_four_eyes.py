"""A second person checks (四眼原则): approves, or sends the work back with reasons until it is done anew."""

from __future__ import annotations

from typing import Any

import pytest

from engine import queries as q
from engine.administration import grant_role
from engine.casetype import START, CaseType, Step
from engine.errors import DeclarationError, NotAllowed, Unmet
from engine.evidence import export_case
from engine.form import Confirmation, Form
from engine.law import LocalPractice
from engine.machine import describe
from engine.verify import verify
from engine.vocabulary import Agency, Role, Stage
from forms.parts import SentBack
from tests.support.county import County
from tests.support.inspection import Inspection
from tests.support.story import ask
from workflows.back_payment.forms import Assessment, Review

POINTS = {
    "points": [
        {"about": "amount", "reason": "杨春兰5月的工资应当是5200元"},
        {"about": "evidence", "reason": "缺银行流水"},
    ]
}
ASSESSMENT = {**Assessment.example().model_dump(mode="json"), "pay_by": "2026-12-18"}


@pytest.fixture
def claim(county: County) -> str:
    """A claim that the clerk has assessed and the reviewer has still to check."""
    story = ask(county)
    county.carry()
    case = county.case_of_story(story, "back_payment")
    county.take("clerk", "accept", case=case)
    county.take("clerk", "assess", ASSESSMENT, case=case)
    return case


def task(county: County, person: str, case: str) -> q.StepView | None:
    with county.office.database.read() as tx:
        found = q.work_list(county.office, tx, county.office.actor(person), q.Filter())
    return next((t.step for t in found.tasks if t.case.id == case), None)


def page_of(county: County, person: str, case: str) -> q.CasePage:
    with county.office.database.read() as tx:
        return q.case_page(county.office, tx, county.office.actor(person), case)


class TestSentBack:
    def test_the_author_reads_every_point_until_the_work_is_done_anew(self, county: County, claim: str) -> None:
        county.take("reviewer", "return_assessment", POINTS, case=claim)
        mine = task(county, "clerk", claim)
        assert mine is not None
        assert mine.name == "assess"
        assert mine.sent_back is not None
        assert (mine.sent_back.by, mine.sent_back.author, mine.sent_back.step) == ("刘建国", "赵丽", "复核退回核定")
        assert mine.sent_back.words == "金额：杨*兰5月的工资应当是5200元；证据：缺银行流水"
        assert [one.work for one in page_of(county, "clerk", claim).sent_back] == ["assess"]
        county.take("clerk", "assess", ASSESSMENT, case=claim)
        assert page_of(county, "clerk", claim).sent_back == ()
        county.take("reviewer", "notify", Review.example(), case=claim)
        assert county.stage(claim) == "notified"
        assert verify(county.office).problems == []
        assert "缺银行流水" in export_case(county.office, claim).decode()

    def test_names_are_masked_in_the_reasons_unless_revealed(self, county: County, claim: str) -> None:
        county.take("reviewer", "return_assessment", POINTS, case=claim)
        assert "杨*兰" in page_of(county, "clerk", claim).sent_back[0].words
        with county.office.database.read() as tx:
            shown = q.case_page(county.office, tx, county.office.actor("clerk"), claim, revealed=True)
        assert "杨春兰" in shown.sent_back[0].words

    def test_nobody_sends_back_the_own_work(self, county: County, claim: str) -> None:
        grant_role(county.office, "clerk", "agency_reviewer", county.office.clocks.today(), by="system")
        with pytest.raises(NotAllowed, match="不得与“核定应缴金额”的办理人为同一人"):
            county.take("clerk", "return_assessment", POINTS, case=claim)

    def test_it_takes_a_reason(self, county: County, claim: str) -> None:
        with pytest.raises(Exception, match="至少要有一行"):
            county.take("reviewer", "return_assessment", {"points": []}, case=claim)

    def test_the_worker_hears_nothing_of_it(self, county: County, claim: str) -> None:
        def told() -> q.PublicStory:
            with county.office.database.read() as tx:
                row = tx.one("SELECT story FROM cases WHERE id = :id", {"id": claim})
                assert row is not None
                found = q.public_story(county.office, tx, row[0])
            assert found is not None
            return found

        before = told()
        county.take("reviewer", "return_assessment", POINTS, case=claim)
        after = told()
        assert after.past == before.past
        assert all(said not in repr(after) for said in ("复核退回", "刘建国", "赵丽", "银行流水"))
        assert after.cases[-1].words == "社会保险经办机构正在核对您的月份和工资"


class TestInspection:
    @pytest.fixture
    def inspection(self, county: County) -> Inspection:
        return Inspection.set_up(county)

    def test_findings_go_back_before_anybody_was_notified(self, inspection: Inspection) -> None:
        inspection.ready()
        inspection.take("return_findings", POINTS)
        mine = task(inspection.county, "duan", inspection.case)
        assert mine is not None
        assert mine.name == "conclude"
        inspection.take("conclude")
        inspection.take("notify_penalty", {"hearing": False})

    def test_a_record_goes_back_without_moving_the_case_and_only_once(self, inspection: Inspection) -> None:
        inspection.fined()
        inspection.take("record_payment", {"amount": "12000.00", "paid_on": inspection.today.isoformat()})
        inspection.take("confirm_performance")
        inspection.take("publish_result")
        with pytest.raises(Unmet, match="还没有办理“整理全过程记录”"):
            inspection.take("return_record", POINTS)
        inspection.take("compile_record")
        inspection.take("return_record", POINTS)
        with pytest.raises(Unmet, match="还没有重新办理"):
            inspection.take("return_record", POINTS)
        mine = task(inspection.county, "duan", inspection.case)
        assert mine is not None
        assert mine.name == "compile_record"
        inspection.take("compile_record")
        assert page_of(inspection.county, "duan", inspection.case).sent_back == ()

    def test_the_heads_together_may_send_back_what_one_of_them_notified(self, inspection: Inspection) -> None:
        inspection.ready()
        inspection.take("notify_penalty", {"hearing": False, "major": True}, by="deputy")
        inspection.served("serve_notice")
        inspection.take("close_defence")
        inspection.take("submit_for_review")
        inspection.take("pass_review")
        inspection.take("discuss")
        inspection.take("discussion_renotifies", POINTS, by="deputy")
        assert [one.work for one in page_of(inspection.county, "head", inspection.case).sent_back] == ["notify_penalty"]
        # Another kind of notice answers it as well.
        inspection.take("notify_penalty", {"hearing": False, "major": True})
        assert page_of(inspection.county, "head", inspection.case).sent_back == ()


HERE = Agency("here", "本机关")
CLERK, HEAD = Role("clerk", "经办人员", HERE), Role("head", "负责人", HERE)
LAW = LocalPractice("示例规定")


class At(Stage):
    """Where the example stands."""

    WORK = "办理"
    CHECK = "审核"
    DONE = "办结", "办结", True


def declare(**returning: Any) -> type[CaseType]:
    """A clerk's work that a head approves, and sends back as the test says."""
    begin: Step[Confirmation] = Step("开始", at=START, to=At.WORK, by=CLERK, form=Confirmation, under=LAW)
    work: Step[Confirmation] = Step("经办", at=At.WORK, to=At.CHECK, by=CLERK, form=Confirmation, under=LAW)
    approve: Step[Confirmation] = Step(
        "审批", at=At.CHECK, to=At.DONE, by=HEAD, form=Confirmation, under=LAW, apart_from=work
    )
    steps: dict[str, Step[Any]] = {"begin": begin, "work": work, "approve": approve}
    for name, step in steps.items():
        step.__set_name__(CaseType, name)
    if returning:
        plain: dict[str, Any] = {"at": At.CHECK, "to": At.WORK, "by": HEAD, "form": SentBack, "under": LAW}
        steps["send_back"] = Step("退回", **{**plain, "sends_back": work, **returning})
        steps["send_back"].__set_name__(CaseType, "send_back")
    return type(
        "Example",
        (CaseType,),
        {"__doc__": "An example (示例).", **steps},
        code="example",
        label="示例",
        agency=HERE,
        stages=At,
    )


class Nothing(Form):
    """No reasons."""


class TestDeclaration:
    @pytest.mark.parametrize(
        ("returning", "fault"),
        [
            ({}, "approve checks work at CHECK, where none of its roles can send it back"),
            ({"by": CLERK}, "approve checks work at CHECK, where none of its roles can send it back"),
            ({"to": At.CHECK}, "send_back sends work back to CHECK, where it does not begin"),
            ({"form": Nothing}, "send_back sends work back without reasons"),
        ],
        ids=["no return", "another role's return", "to a stage where it cannot be mended", "no reasons"],
    )
    def test_a_checker_can_send_back_what_is_to_be_approved(self, returning: dict[str, Any], fault: str) -> None:
        with pytest.raises(DeclarationError) as refused:
            declare(**returning)
        assert fault in str(refused.value)

    def test_is_part_of_what_a_case_type_says_of_itself(self, county: County) -> None:
        told = describe(county.office.registry.get("back_payment"))
        steps = {step["name"]: step for step in told["steps"]}
        assert steps["return_assessment"]["sends_back"] == ["assess"]
        assert steps["return_assessment"]["apart_from"] == ["assess"]
        assert steps["notify"]["sends_back"] == []
