"""Labour inspection (劳动保障监察): from a clue to the archive, in parts that build on each other.

intake -> investigation -> assistance -> crime -> correction -> hearing -> decision -> execution -> enforcement -> remedies ->
publicity -> contest -> closing, here.
"""

from __future__ import annotations

from dataclasses import replace

from engine.casetype import CaseType, Document, Reply, Step
from engine.guards import not_recorded, recorded
from forms.parts import SentBack
from workflows.labour_inspection import compose, facts, guards, known, papers, settings
from workflows.labour_inspection.contest import Contested
from workflows.labour_inspection.forms import Closing
from workflows.labour_inspection.forms.execution import Archiving, ProcessRecord
from workflows.labour_inspection.issued.execution import COVER
from workflows.labour_inspection.online import ONLINE
from workflows.labour_inspection.service import registers_service
from workflows.labour_inspection.stages import FILED_ON, At
from workflows.labour_inspection.told import TOLD
from workflows.laws import CRIME_TRANSFER_RULES, INSPECTION_REGULATION, PENALTY_LAW
from workflows.officers import changes_two_officers
from workflows.procedure import (
    ARCHIVIST,
    HRSS,
    INSPECTOR,
    MONEY_COLLECTED,
    ORGAN_HEAD,
    PERSONS_ENROLLED,
    REVIEW_RETURNS,
    TEAM_HEAD,
)

__all__ = ["At", "LabourInspection"]

CLOSABLE = (*FILED_ON, At.TRANSFERRED)


class LabourInspection(
    Contested,
    CaseType,
    code="labour_inspection",
    label="劳动保障监察",
    agency=HRSS,
    number_mark="监案字",
    measures=(MONEY_COLLECTED, PERSONS_ENROLLED, settings.MONEY_FINED, settings.FINES_PAID),
    stages=At,
):
    """Labour inspection (劳动保障监察)."""

    compile_record = Step(
        "整理全过程记录",
        at=CLOSABLE,
        by=INSPECTOR,
        form=ProcessRecord,
        requires=(guards.some_end_is_reached,),
        records=(facts.PROCESS_RECORDED,),
        under=PENALTY_LAW.article(47),
        plain="整理办案记录",
        codes=("A-35", "A-38"),
    )
    return_record = Step(
        "结案审查退回整理",
        at=CLOSABLE,
        by=TEAM_HEAD,
        form=SentBack,
        sends_back=compile_record,
        ends=(facts.PROCESS_RECORDED,),
        under=(PENALTY_LAW.article(47), REVIEW_RETURNS),
        aside=True,
        plain="退回整理办案记录",
        hint="办案记录不全或者有错，写明每一点，退给承办监察员重新整理",
        codes=("A-35", "A-38"),
    )
    close = Step(
        "结案",
        at=CLOSABLE,
        to=At.CLOSED,
        by=TEAM_HEAD,
        form=Closing,
        prefill=known.closing,
        requires=(
            recorded(facts.PROCESS_RECORDED, under=PENALTY_LAW.article(47), lifted_by="承办监察员整理全过程记录"),
            guards.closing_is_grounded,
            guards.decision_is_performed,
            guards.filed_case_is_decided,
            not_recorded(facts.FINE_COLLECTED, "当场收缴的罚款还没有交至本机关", under=PENALTY_LAW.article(71)),
            not_recorded(facts.FINE_HANDED_IN, "当场收缴的罚款还没有缴付银行", under=PENALTY_LAW.article(71)),
            not_recorded(facts.EVIDENCE_PRESERVED, "登记保存的证据还没有处理", under=PENALTY_LAW.article(56)),
            not_recorded(facts.ENROLMENT_PENDING, "经办机构还没有答复参保请求", lifted_by="等待经办机构答复"),
            not_recorded(facts.CRIME_REPORTED, "还没有决定是否移送公安机关", under=CRIME_TRANSFER_RULES.article(5, 2)),
            not_recorded(
                facts.CRIME_TRANSFER_APPROVED,
                "已批准移送公安机关，还没有移送",
                under=CRIME_TRANSFER_RULES.article(5, 2),
            ),
            not_recorded(facts.CRIMINAL_FILE, "刑事程序还没有结束", under=CRIME_TRANSFER_RULES.article(11, 1)),
            not_recorded(facts.RECONSIDERATION, "行政复议正在进行"),
            not_recorded(facts.SUIT, "行政诉讼正在进行"),
            not_recorded(facts.PUBLICATION_TO_WITHDRAW, "公开的信息还没有撤回", under=PENALTY_LAW.article(48, 2)),
        ),
        apart_from=compile_record,
        replies=Reply.ANSWERED,
        reply_with=compose.clue_closed,
        under=INSPECTION_REGULATION.article(18, 1),
        issues=(
            Document(
                "closing_approval",
                "结案审批表",
                contents=papers.ClosingApproval,
                body=compose.closing_approval,
                about=compose.about_file,
            ),
            Document(
                "result_notice",
                "办理结果告知书",
                contents=papers.ResultNotice,
                each=compose.result_notices,
                about=compose.about_file,
                mark="监告字",
                served=True,
            ),
        ),
        plain="办理结案，并把结果告诉您",
        codes=("A-35", "A-38"),
    )
    serve_result = registers_service(
        "登记办理结果告知书送达",
        "result_notice",
        facts.RESULT_SERVED,
        by=(INSPECTOR, ARCHIVIST),
        at=At.CLOSED,
        plain="把办理结果告诉您",
        codes=("A-35", "A-38"),
    )
    archive = Step(
        "归档",
        at=At.CLOSED,
        to=At.ARCHIVED,
        by=ARCHIVIST,
        form=Archiving,
        requires=(
            recorded(facts.PROCESS_RECORDED, under=PENALTY_LAW.article(47)),
            guards.complainant_was_told,
        ),
        under=PENALTY_LAW.article(47),
        issues=COVER,
        plain="案卷归档",
        codes=("A-42",),
    )
    change_officers = changes_two_officers(INSPECTOR, stages=At, by=(TEAM_HEAD, ORGAN_HEAD))
    told = replace(TOLD, withheld=(*TOLD.withheld, compile_record, archive))
    proposal = ONLINE
