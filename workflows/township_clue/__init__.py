"""A clue that a township found on a visit (乡镇线索报送): noted with photos, handed to labour inspection, its end told."""

from __future__ import annotations

from engine.casetype import START, CaseType, HandOff, Party, Reply, Step
from engine.form import Confirmation
from engine.law import LocalPractice
from engine.told import Told
from engine.view import CaseView
from engine.vocabulary import SYSTEM, Stage
from forms.notices import ClueNews, ClueOutcome, ClueReport, VisitClue
from forms.parts import ReturnReasons
from workflows.laws import INSPECTION_REGULATION
from workflows.officers import changes_officer
from workflows.procedure import HRSS, TOWNSHIP, TOWNSHIP_HEAD, TOWNSHIP_OFFICER
from workflows.township_clue.forms import Dropping, Passed

BOTH = (TOWNSHIP_OFFICER, TOWNSHIP_HEAD)
VISITS = LocalPractice("县实施方案：每年至少入户走访一次，挂钩包保责任区")
"""Household visits and areas of responsibility rest on the county's plan for wider coverage, not on a law."""
REPORTING = INSPECTION_REGULATION.article(9, 1)


REPORTS, CHECKS, TELLS = "登记报送", "县里核查", "回告群众"
"""The phases (环节) into which the case page draws the stages together."""


class At(Stage):
    """Where a township's clue stands."""

    NOTED = "登记线索", "线索已经登记，还没有报送", False, REPORTS
    GIVEN_BACK = "退回补充", "线索退回，要补充以后再报送", False, REPORTS
    REPORTED = "已报送", "线索已经报送，等待接收", False, REPORTS
    TAKEN = "正在核查", "劳动保障监察机构已经接收，正在核查", False, CHECKS
    ANSWERED = "已有结果", "劳动保障监察机构已经答复结果", False, TELLS
    DONE = "办结", "结果已经告诉反映情况的群众", True, TELLS
    DROPPED = "不再报送", "线索不再报送", True, TELLS


def _title(form: VisitClue) -> str:
    return f"{form.employer}：{form.suspected.label}"


def _parties(form: VisitClue) -> tuple[Party, ...]:
    return (Party("用人单位", form.employer, form.credit_code or "", is_person=False, address=form.employer_address),)


def _report(view: CaseView, form: Confirmation) -> ClueReport:
    told = view.get(VisitClue).model_dump()
    return ClueReport(**told, township=view.unit.name, case_number=view.number)


class TownshipClue(
    CaseType,
    code="township_clue",
    label="乡镇线索报送",
    agency=TOWNSHIP,
    number_mark="线字",
    stages=At,
):
    """A clue that a township found (乡镇线索报送)."""

    note_clue = Step(
        "登记走访线索",
        at=START,
        to=At.NOTED,
        by=BOTH,
        form=VisitClue,
        source=lambda form: form.occasion.label,
        title=_title,
        parties=_parties,
        under=(VISITS, REPORTING),
        plain="登记走访发现的线索",
        hint="走访看到、听到单位没有给职工上社保；登记以后可以加照片，再报送",
    )
    report = Step(
        "报送县人社局",
        at=(At.NOTED, At.GIVEN_BACK),
        to=At.REPORTED,
        by=BOTH,
        form=Confirmation,
        hands_off=HandOff(
            "clue_report",
            "劳动保障线索",
            to=HRSS,
            opens="labour_inspection",
            carries=ClueReport,
            payload=_report,
            exhibits=True,
            checklist=("走访登记的内容", "已登记的照片和材料"),
        ),
        under=REPORTING,
        plain="把线索报送劳动保障监察机构",
        hint="照片和材料要先登记，报送以后加的不会跟着去",
    )
    amend_clue = Step(
        "补充线索",
        at=(At.NOTED, At.GIVEN_BACK),
        by=BOTH,
        form=VisitClue,
        prefill=lambda view: view.get(VisitClue).model_dump(),
        title=_title,
        parties=_parties,
        under=VISITS,
        aside=True,
        plain="补充线索的内容",
    )
    drop = Step(
        "不再报送",
        at=(At.NOTED, At.GIVEN_BACK),
        to=At.DROPPED,
        by=BOTH,
        form=Dropping,
        under=VISITS,
        aside=True,
        plain="线索不再报送",
    )
    taken_on = Step(
        "线索已被接收",
        at=At.REPORTED,
        to=At.TAKEN,
        by=SYSTEM,
        form=Confirmation,
        on=("clue_report", Reply.ACCEPTED),
        under=REPORTING,
        plain="劳动保障监察机构接收了线索",
    )
    given_back = Step(
        "线索被退回",
        at=(At.REPORTED, At.TAKEN),
        to=At.GIVEN_BACK,
        by=SYSTEM,
        form=ReturnReasons,
        on=("clue_report", Reply.RETURNED),
        under=REPORTING,
        plain="线索退回补充",
    )
    news = Step(
        "线索办理进展",
        at=At.TAKEN,
        by=SYSTEM,
        form=ClueNews,
        on=("clue_report", Reply.PROGRESS),
        collects=True,
        under=REPORTING,
        plain="线索有了进展",
    )
    outcome = Step(
        "线索办理结果",
        at=(At.REPORTED, At.TAKEN),
        to=At.ANSWERED,
        by=SYSTEM,
        form=ClueOutcome,
        on=("clue_report", Reply.ANSWERED),
        under=REPORTING,
        plain="线索有了结果",
    )
    finish = Step(
        "回告群众并办结",
        at=At.ANSWERED,
        to=At.DONE,
        by=BOTH,
        form=Passed,
        under=VISITS,
        plain="把结果告诉反映情况的群众",
    )

    change_officer = changes_officer(TOWNSHIP_OFFICER, stages=At, by=TOWNSHIP_HEAD)

    # What a township notes on its visits is nobody's own case.
    told = Told(withheld=(note_clue,))
