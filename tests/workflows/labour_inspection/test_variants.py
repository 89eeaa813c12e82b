"""A county's variant, a reform with a start date, and what the linter refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from engine.canonical import canonical
from engine.casetype import START, CaseType, Document, HandOff, Reply, Step
from engine.errors import DeclarationError, NotFound, Unmet
from engine.form import Confirmation
from engine.guards import guard, not_recorded, recorded
from engine.law import LocalPractice
from engine.machine import Compiled, describe
from engine.registry import Registry
from engine.terms import working_days
from engine.vocabulary import SYSTEM, Fact, Stage
from tests.support.county import make_county
from workflows.back_payment import BackPayment
from workflows.labour_inspection import LabourInspection, facts
from workflows.labour_inspection.forms import Complaint, Filing
from workflows.laws import IMPLEMENTING_RULES
from workflows.procedure import HRSS, INSPECTOR, ORGAN_HEAD, POLICE, TAX_OFFICER, TEAM_HEAD

PRACTICE = LocalPractice("测试县的规定")
APPROVED = Fact("filing_approved", "局负责人已批准立案")


class CountyInspection(LabourInspection, version="1-530521", jurisdiction="530521"):
    """Labour inspection as one county does it (施甸县的办法): three days, and the organ's head approves."""

    approve_filing = Step(
        "局负责人批准受理",
        at=LabourInspection.stages.REVIEW,
        by=ORGAN_HEAD,
        form=Confirmation,
        records=(APPROVED,),
        under=PRACTICE,
        plain="批准受理",
    )
    accept_and_file = Step(
        "受理立案",
        at=LabourInspection.stages.REVIEW,
        to=LabourInspection.stages.FILED,
        by=TEAM_HEAD,
        form=Filing,
        requires=(*LabourInspection.accept_and_file.requires, recorded(APPROVED)),
        within=working_days(3, after=facts.COMPLAINT_RECEIVED, under=PRACTICE),
        under=IMPLEMENTING_RULES.article(18),
        records=LabourInspection.accept_and_file.records,
        assigns=LabourInspection.accept_and_file.assigns,
        issues=LabourInspection.accept_and_file.issues,
        plain="审查并受理您的投诉",
        codes=("A-06",),
    )


class Reformed(LabourInspection, version="2", in_force=date(2027, 1, 1)):
    """Labour inspection from 2027 on (改革后的流程)."""

    accept_and_file = CountyInspection.accept_and_file
    approve_filing = CountyInspection.approve_filing


def registry(*types: type[CaseType]) -> Registry:
    return Registry([LabourInspection, BackPayment, *types], {}, {})


class TestVariant:
    def test_one_redeclared_step_changes_only_itself(self) -> None:
        ours, theirs = describe(Compiled(LabourInspection)), describe(Compiled(CountyInspection))
        changed = {step["name"] for step in theirs["steps"] if step not in ours["steps"]}
        assert changed == {"accept_and_file", "approve_filing"}

    def test_it_is_used_in_its_county_and_nowhere_else(self) -> None:
        known = registry(CountyInspection)
        assert known.get("labour_inspection", date(2026, 11, 20), "530521").version == "1-530521"
        assert known.get("labour_inspection", date(2026, 11, 20), "530523").version == "1"

    def test_a_case_of_that_county_waits_for_its_head_and_three_days(self, tmp_path: Path) -> None:
        county = make_county(f"sqlite:///{tmp_path / 'variant.db'}", tmp_path)
        known = county.office.registry
        county.office.registry = Registry([LabourInspection, CountyInspection], known.settings, known.roles)
        filing = Filing.example().model_copy(update={"lead": "stranger", "second": "duan"})
        case = county.take("stranger", "register_complaint", Complaint.example(), case_type="labour_inspection").case_id
        with county.office.database.read() as tx:
            due = tx.one("SELECT due FROM deadlines WHERE case_id = :id", {"id": case})
        # Received on Monday 2026-11-16: three working days, not five.
        assert due == ("2026-11-19",)
        with pytest.raises(Unmet, match="局负责人已批准立案"):
            county.take("stranger", "accept_and_file", filing, case=case)


class TestReform:
    def test_cases_opened_before_its_first_day_keep_the_old_procedure(self) -> None:
        known = registry(Reformed)
        assert known.get("labour_inspection", date(2026, 12, 31), "530523").version == "1"
        assert known.get("labour_inspection", date(2027, 1, 1), "530523").version == "2"

    def test_a_running_case_finds_the_procedure_it_pins(self) -> None:
        old, known = Compiled(LabourInspection), registry(Reformed)
        assert known.pinned(old.digest).version == "1"
        with pytest.raises(NotFound, match="没有加载"):
            registry().pinned(Compiled(Reformed).digest)


class Two(Stage):
    """Two stages."""

    OPEN = "办理"
    DONE = "办结", "办结", True


def opening(**changes: Any) -> Step[Confirmation]:
    declared: dict[str, Any] = {"at": START, "to": Two.OPEN, "by": INSPECTOR, "form": Confirmation, "under": PRACTICE}
    return Step("登记", **declared | changes)


def ending(**changes: Any) -> Step[Confirmation]:
    declared: dict[str, Any] = {
        "at": Two.OPEN,
        "to": Two.DONE,
        "by": INSPECTOR,
        "form": Confirmation,
        "under": PRACTICE,
    }
    return Step("办结", **declared | changes)


def declare(stages: type[Stage] = Two, **steps: Step[Any]) -> None:
    namespace = {"__doc__": "A wrong declaration (错误).", **steps}
    type("Wrong", (CaseType,), namespace, code="wrong", label="错误", agency=HRSS, stages=stages)


class TestLint:
    def test_a_small_right_declaration_passes(self) -> None:
        declare(begin=opening(), end=ending())

    def test_a_stage_that_nothing_leads_to(self) -> None:
        class Three(Stage):
            """Three stages."""

            OPEN, LOST, DONE = "办理", "走失", ("办结", "办结", True)

        with pytest.raises(DeclarationError, match="LOST is unreachable"):
            declare(
                Three,
                begin=opening(to=Three.OPEN),
                end=ending(at=(Three.OPEN, Three.LOST), to=Three.DONE),
            )

    def test_a_stage_that_nothing_leads_out_of(self) -> None:
        class Three(Stage):
            """Three stages."""

            OPEN, STUCK, DONE = "办理", "卡住", ("办结", "办结", True)

        with pytest.raises(DeclarationError, match="nothing leads out of the stage STUCK"):
            declare(
                Three,
                begin=opening(to=Three.OPEN),
                end=ending(at=Three.OPEN, to=Three.DONE),
                sink=ending(at=Three.OPEN, to=Three.STUCK),
            )

    def test_a_stage_from_which_no_end_can_be_reached(self) -> None:
        class Four(Stage):
            """Four stages."""

            OPEN, ROUND, ABOUT, DONE = "办理", "转", "回", ("办结", "办结", True)

        with pytest.raises(DeclarationError, match="from the stage ROUND no end is reachable"):
            declare(
                Four,
                begin=opening(to=Four.OPEN),
                end=ending(at=Four.OPEN, to=Four.DONE),
                around=ending(at=Four.OPEN, to=Four.ROUND),
                onward=ending(at=Four.ROUND, to=Four.ABOUT),
                back=ending(at=Four.ABOUT, to=Four.ROUND),
            )

    def test_a_step_that_nobody_has_the_role_for(self) -> None:
        with pytest.raises(DeclarationError, match="end can be taken by nobody"):
            declare(begin=opening(), end=ending(by=()))

    def test_a_step_whose_conditions_exclude_each_other(self) -> None:
        done = Fact("done", "已办")
        both = (recorded(done), not_recorded(done, "已经办过"))
        with pytest.raises(DeclarationError, match="done must and must not hold"):
            declare(begin=opening(records=(done,)), end=ending(requires=both))

    def test_a_paper_that_no_step_serves_where_the_case_then_stands(self) -> None:
        letter: Document[Confirmation] = Document(
            "letter", "函", contents=BaseModel, about=lambda view: {}, served=True
        )
        serving = ending(to=None, serves="letter")
        with pytest.raises(DeclarationError, match="no step serves letter, which end issues at DONE"):
            declare(begin=opening(issues=letter), serve=serving, end=ending(issues=letter))
        declare(begin=opening(issues=letter), serve=serving, end=ending())

    def test_a_fact_that_is_required_but_never_recorded(self) -> None:
        with pytest.raises(DeclarationError, match="reads the fact lost, which no step records"):
            declare(begin=opening(), end=ending(requires=(recorded(Fact("lost", "走失")),)))

    def test_a_fact_that_ends_but_never_begins(self) -> None:
        with pytest.raises(DeclarationError, match="ends the fact lost"):
            declare(begin=opening(), end=ending(ends=(Fact("lost", "走失"),)))

    def test_a_step_for_people_of_another_agency(self) -> None:
        with pytest.raises(DeclarationError, match=r"tax_officer.*do not belong to hrss"):
            declare(begin=opening(), end=ending(by=TAX_OFFICER))

    def test_an_outside_receiver_whose_answer_nobody_types_in(self) -> None:
        with pytest.raises(DeclarationError, match="no step takes an answer to the external hand-off call"):
            declare(begin=opening(), call=ending(to=None, hands_off=call()), end=ending())

    def test_an_outside_receiver_whose_answer_comes_by_itself(self) -> None:
        answer = ending(by=SYSTEM, on=("call", Reply.ANSWERED))
        with pytest.raises(DeclarationError, match="people type in what is answered from outside"):
            declare(begin=opening(), call=ending(to=None, hands_off=call()), end=answer)

    def test_a_hand_off_that_goes_either_way_and_whose_answer_from_inside_nobody_hears(self) -> None:
        typed = ending(to=None, on=("call", Reply.ANSWERED))
        either = ending(to=None, hands_off=replace(call(), opens="call_centre"))
        with pytest.raises(DeclarationError, match="no step hears the answer to the hand-off call"):
            declare(begin=opening(), tell=either, typed=typed, end=ending())
        heard = ending(to=None, by=SYSTEM, on=("call", Reply.ANSWERED))
        declare(begin=opening(), tell=either, typed=typed, heard=heard, end=ending())

    def test_a_hand_off_that_goes_neither_way(self) -> None:
        with pytest.raises(DeclarationError, match="the hand-off call neither opens a case nor is external"):
            declare(begin=opening(), call=ending(to=None, hands_off=replace(call(), external=False)), end=ending())

    def test_a_guard_that_reads_what_it_did_not_declare(self) -> None:
        known, hidden = Fact("known", "已知"), Fact("hidden", "未声明")

        @guard("条件", reads=(known,))
        def sly(look: Any) -> str | None:
            return None if look.holds(hidden) else "未满足"

        with pytest.raises(DeclarationError, match="without declaring it"):
            sly.check(_Everything(), None)


class _Everything:
    """A case in which every fact holds."""

    def open_fact(self, fact: Fact) -> bool:
        return True


def call() -> HandOff[Confirmation]:
    return HandOff(
        "call", "电话", to=POLICE, opens="", carries=Confirmation, payload=lambda view, form: form, external=True
    )


def test_a_description_is_the_same_every_time() -> None:
    first, second = describe(Compiled(LabourInspection)), describe(Compiled(LabourInspection))
    assert canonical(first) == canonical(second)
