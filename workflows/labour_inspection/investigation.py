"""The investigation: its term, its records, preserved evidence, and the ways out of labour inspection."""

from __future__ import annotations

from engine.casetype import HandOff, Record, Reply, Step
from engine.computation import Length, Unit
from engine.guards import not_recorded, recorded
from engine.law import LocalPractice
from engine.terms import Extends, Pauses, Suspension, Term
from workflows.labour_inspection import clocks, facts, fines, known
from workflows.labour_inspection.forms.intake import SiteCheck
from workflows.labour_inspection.forms.investigation import (
    Disposal,
    Dispute,
    Extending,
    Findings,
    Ground,
    Inquiry,
    Interview,
    Preservation,
    Receipt,
    Recusal,
    RecusalDecision,
    RecusalRequest,
    Transfer,
)
from workflows.labour_inspection.guards import checked_by_now
from workflows.labour_inspection.intake import Intake
from workflows.labour_inspection.issued import investigation as issued
from workflows.labour_inspection.issued.intake import SITE_RECORD
from workflows.labour_inspection.service import registers_service
from workflows.labour_inspection.stages import FILED_ON, At
from workflows.laws import (
    INSPECTION_REGULATION,
    PENALTY_LAW,
    SOCIAL_INSURANCE_LAW,
    SOCIAL_INSURANCE_RULES,
)
from workflows.procedure import (
    INSPECTOR,
    ORGAN_HEAD,
    OTHER_ORGAN,
    SUSPENSION,
    SUSPENSION_BASIS,
    as_written,
    two_inspectors,
)
from workflows.terms import inspection as terms

RECUSED = recorded(
    facts.RECUSAL_CHECKED, under=INSPECTION_REGULATION.article(16, 2), lifted_by="承办监察员核对回避情形"
)
NO_RECUSAL_PENDING = not_recorded(
    facts.RECUSAL_PENDING, "回避申请还没有决定", under=PENALTY_LAW.article(43, 3), lifted_by="局负责人"
)
TRANSFER: HandOff[Transfer] = HandOff(
    "case_transfer",
    "案件移送",
    to=OTHER_ORGAN,
    opens="",
    external=True,
    carries=Transfer,
    payload=as_written,
    answer_within=Term(
        Length(15, Unit.WORKING_DAYS), after=facts.CASE_FILED, under=LocalPractice("移送函载明的回执期限")
    ),
    checklist=("案件移送函", "证据材料", "材料清单"),
)


class Investigation(Intake):
    """From filing to the report that concludes the investigation."""

    ninety_days = clocks.NINETY_DAYS
    decision_term = clocks.DECISION
    start_investigation = Step(
        "开始调查",
        at=At.FILED,
        to=At.INVESTIGATING,
        by=INSPECTOR,
        form=Recusal,
        records=(Record(facts.RECUSAL_CHECKED, evidence=("lead_statement", "second_statement")),),
        under=(INSPECTION_REGULATION.article(16, 2), PENALTY_LAW.article(43, 1)),
        plain="核对回避情形，开始调查",
        codes=("A-11",),
    )
    ask_recusal = Step(
        "登记回避申请",
        at=FILED_ON,
        by=INSPECTOR,
        form=RecusalRequest,
        records=(facts.RECUSAL_PENDING,),
        under=PENALTY_LAW.article(43, 2),
        aside=True,
        plain="登记当事人的回避申请，调查不停止",
        codes=("A-11",),
    )
    decide_recusal = Step(
        "决定是否回避",
        at=FILED_ON,
        by=ORGAN_HEAD,
        form=RecusalDecision,
        requires=(recorded(facts.RECUSAL_PENDING), two_inspectors),
        ends=(facts.RECUSAL_PENDING,),
        assigns=lambda form: (form.lead, form.second),
        under=PENALTY_LAW.article(43, 3),
        plain="决定监察员是否回避",
        codes=("A-11",),
    )
    send_inquiry = Step(
        "发出调查询问通知",
        at=At.INVESTIGATING,
        by=INSPECTOR,
        form=Inquiry,
        requires=(not_recorded(facts.INQUIRY_SENT, "前一份调查询问通知书还没有登记送达", lifted_by="登记送达"),),
        records=(facts.INQUIRY_SENT,),
        under=INSPECTION_REGULATION.article(15, 1, 3),
        issues=issued.INQUIRY,
        aside=True,
        plain="通知用人单位接受询问、提供材料",
        codes=("A-11",),
    )
    serve_inquiry = registers_service(
        "登记调查询问通知书送达",
        "inquiry_notice",
        facts.INQUIRY_SERVED,
        at=FILED_ON,
        ends=(facts.INQUIRY_SENT,),
        plain="把调查询问通知书送给用人单位",
        codes=("A-11",),
    )
    record_interview = Step(
        "制作询问笔录",
        at=At.INVESTIGATING,
        by=INSPECTOR,
        form=Interview,
        prefill=known.interview,
        collects=True,
        records=(facts.RECORD_SIGNED,),
        under=(INSPECTION_REGULATION.article(15, 1, 2), PENALTY_LAW.article(55, 2)),
        issues=issued.INTERVIEW,
        plain="询问有关人员",
        codes=("A-11",),
    )
    inspect_site = Step(
        "调查中的现场检查",
        at=At.INVESTIGATING,
        by=INSPECTOR,
        form=SiteCheck,
        prefill=known.site_check,
        requires=(two_inspectors, checked_by_now),
        records=(facts.RECORD_SIGNED,),
        under=(INSPECTION_REGULATION.article(15, 1, 1), PENALTY_LAW.article(55, 2)),
        issues=SITE_RECORD,
        aside=True,
        plain="到用人单位检查",
        codes=("A-11",),
    )
    note_dispute = Step(
        "登记劳动关系异议",
        at=(At.INVESTIGATING, At.CONCLUDED, At.CORRECTION_CHECKED),
        by=INSPECTOR,
        form=Dispute,
        records=(Record(facts.RELATION_DISPUTED, evidence=("statement",)),),
        under=SOCIAL_INSURANCE_RULES.article(27, 2),
        aside=True,
        plain="用人单位对劳动关系有异议，监察员查明事实后继续办理",
        codes=("A-11",),
    )

    conclude = Step(
        "调查终结",
        at=(At.INVESTIGATING, At.CORRECTION_CHECKED),
        to=At.CONCLUDED,
        by=INSPECTOR,
        form=Findings,
        prefill=known.findings,
        reckons=fines.shown,
        reckoned_as=fines.HEADING,
        requires=(
            recorded(facts.CASE_FILED, under=PENALTY_LAW.article(54, 2), lifted_by="监察机构负责人立案"),
            RECUSED,
            recorded(facts.RECORD_SIGNED, under=PENALTY_LAW.article(55, 2), lifted_by="承办监察员制作笔录"),
            not_recorded(facts.INVESTIGATION_SUSPENDED, "调查已经中止", lifted_by="局负责人恢复调查"),
        ),
        within=terms.D04.within(after=facts.CASE_FILED),
        records=(
            facts.INVESTIGATION_CONCLUDED,
            Record(facts.EVIDENCE_VERIFIED, evidence=("evidence", "verified")),
        ),
        under=(INSPECTION_REGULATION.article(17), PENALTY_LAW.article(46, 2)),
        issues=issued.CONCLUSION,
        plain="调查结束，提出处理建议",
        codes=("A-18",),
    )
    preserve_evidence = Step(
        "批准先行登记保存",
        at=At.INVESTIGATING,
        by=ORGAN_HEAD,
        form=Preservation,
        requires=(not_recorded(facts.EVIDENCE_PRESERVED, "前一次登记保存还没有处理"),),
        records=(facts.EVIDENCE_PRESERVED,),
        under=PENALTY_LAW.article(56),
        issues=issued.PRESERVATION,
        aside=True,
        plain="登记保存可能灭失的证据",
        codes=("A-12",),
    )
    serve_preservation = registers_service(
        "登记保存通知书送达",
        "preservation_notice",
        facts.PRESERVATION_SERVED,
        at=FILED_ON,
        plain="把登记保存通知书和清单交给当事人",
        codes=("A-12",),
    )
    dispose_evidence = Step(
        "处理登记保存的证据",
        at=FILED_ON,
        by=(INSPECTOR, ORGAN_HEAD),
        form=Disposal,
        requires=(recorded(facts.EVIDENCE_PRESERVED),),
        within=terms.D07.within(after=facts.EVIDENCE_PRESERVED),
        ends=(facts.EVIDENCE_PRESERVED,),
        under=PENALTY_LAW.article(56),
        issues=issued.DISPOSAL,
        plain="处理登记保存的证据",
        codes=("A-13",),
    )
    serve_disposal = registers_service(
        "登记保存证据处理通知书送达",
        "preservation_disposal",
        facts.DISPOSAL_SERVED,
        at=FILED_ON,
        plain="把证据处理通知书送给当事人",
        codes=("A-13",),
    )
    extend_investigation = Step(
        "批准延长调查",
        at=(At.FILED, At.INVESTIGATING, At.CORRECTION_CHECKED),
        by=ORGAN_HEAD,
        form=Extending,
        extends=Extends(conclude, ground=lambda form: form.reason),
        under=INSPECTION_REGULATION.article(17),
        issues=issued.EXTENSION,
        aside=True,
        plain="案情复杂，延长调查三十个工作日",
        codes=("A-14",),
    )
    suspension = Suspension(facts.INVESTIGATION_SUSPENDED, of=(conclude, ninety_days), setting=SUSPENSION_BASIS.code)
    suspend_investigation = Step(
        "中止调查",
        at=(At.FILED, At.INVESTIGATING),
        by=ORGAN_HEAD,
        form=Ground,
        pauses=Pauses(suspension, ground=lambda form: form.reason),
        under=SUSPENSION,
        issues=issued.SUSPENSION,
        aside=True,
        plain="调查中止，原因消除后恢复",
        codes=("A-15",),
    )
    resume_investigation = Step(
        "恢复调查",
        at=(At.FILED, At.INVESTIGATING),
        by=ORGAN_HEAD,
        form=Ground,
        resumes=suspension,
        under=SUSPENSION,
        issues=issued.RESUMPTION,
        plain="调查恢复",
        codes=("A-15",),
    )

    transfer_elsewhere = Step[Transfer](
        "移送其他机关",
        at=At.INVESTIGATING,
        to=At.TRANSFERRED,
        by=ORGAN_HEAD,
        form=Transfer,
        requires=(not_recorded(facts.EVIDENCE_PRESERVED, "登记保存的证据还没有处理"),),
        closes=(conclude, ninety_days),
        under=(INSPECTION_REGULATION.article(18, 2), SOCIAL_INSURANCE_LAW.article(82, 2)),
        hands_off=TRANSFER,
        issues=issued.TRANSFER,
        aside=True,
        plain="这件事由其他机关管辖，案件已经移送",
        codes=("A-16",),
    )
    transfer_received = Step(
        "登记移送回执",
        at=At.TRANSFERRED,
        by=INSPECTOR,
        form=Receipt,
        on=("case_transfer", Reply.ANSWERED),
        records=(facts.TRANSFER_RECEIVED,),
        under=SOCIAL_INSURANCE_LAW.article(82, 2),
        aside=True,
        plain="有管辖权的机关已经接收",
        codes=("A-16",),
    )
    transfer_returned = Step(
        "登记移送被退回",
        at=At.TRANSFERRED,
        to=At.INVESTIGATING,
        by=INSPECTOR,
        form=Receipt,
        on=("case_transfer", Reply.RETURNED),
        under=SOCIAL_INSURANCE_LAW.article(82, 2),
        aside=True,
        plain="接收机关退回，继续调查",
        codes=("A-16",),
    )
