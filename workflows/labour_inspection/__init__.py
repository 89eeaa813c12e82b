"""Labour inspection (劳动保障监察): from a complaint to the enrolment of the worker."""

from __future__ import annotations

from engine.casetype import START, CaseType, Count, Document, HandOff, Reply, Step
from engine.counting import Length, Unit
from engine.form import Confirmation
from engine.guards import FormField, Look, guard, recorded, term_over, unless
from engine.law import LocalPractice
from engine.terms import Clock, Extends, Pauses, Suspension, Term
from engine.vocabulary import SYSTEM, Stage
from forms.parts import EnrolmentConfirmed, EnrolmentRequest, ReceiptNews, ReturnReasons, ServiceReceipt
from workflows.labour_inspection import compose, papers
from workflows.labour_inspection.forms import (
    Closing,
    Complaint,
    ExtensionGrounds,
    Filing,
    Order,
    Referral,
    SuspensionGrounds,
)
from workflows.laws import (
    CIVIL_PROCEDURE_LAW,
    IMPLEMENTING_RULES,
    INSPECTION_REGULATION,
    SOCIAL_INSURANCE_LAW,
)
from workflows.procedure import (
    COLLECTED,
    COMPLAINT_ACCEPTED,
    HRSS,
    INSPECTOR,
    INSURANCE_AGENCY,
    INVESTIGATION_SUSPENDED,
    ORDER_SERVED,
    ORGAN_HEAD,
    RECEPTION,
    SERVICE,
    SUSPENSION,
    SUSPENSION_BASIS,
    TEAM_HEAD,
    WORKERS_ENROLLED,
    served_record,
    two_inspectors,
)
from workflows.terms import inspection as terms
from workflows.terms import remedies


@guard(
    "改正截止日期晚于今天和检查日期",
    reads=(FormField("correct_by"), FormField("inspected_on")),
    under=INSPECTION_REGULATION.article(18, 1, 2),
)
def time_to_correct(look: Look) -> str | None:
    """The employer must be left time to correct (限期)."""
    if look.answer("correct_by") <= max(look.answer("inspected_on"), look.day):
        return "改正截止日期必须晚于今天和检查日期，给用人单位留出改正的时间"
    return None


class At(Stage):
    """Where a labour inspection stands."""

    REVIEW = "受理审查", "我们已经收到您的投诉，正在审查是否受理"
    INVESTIGATING = "调查", "投诉已经受理，监察员正在调查用人单位"
    ORDERED = "责令限期改正", "已经责令用人单位限期为您办理参保登记和申报"
    ENROLLING = "参保办理", "已经请社会保险经办机构办理参保和补缴"
    ENROLLED = "已参保", "您的缴费月份已经记账，案件正在办理结案"
    CLOSED = "结案", "案件已经办结", True


class LabourInspection(
    CaseType,
    code="labour_inspection",
    label="劳动保障监察",
    agency=HRSS,
    number_mark="监案字",
    stages=At,
):
    """Labour inspection (劳动保障监察)."""

    register_complaint = Step(
        "登记投诉",
        at=START,
        to=At.REVIEW,
        by=(RECEPTION, TEAM_HEAD),
        form=Complaint,
        title=compose.title,
        parties=compose.parties,
        under=INSPECTION_REGULATION.article(9, 2),
        plain="登记您的投诉",
        codes=("A-01", "A-02"),
    )
    accept_and_file = Step(
        "受理立案",
        at=At.REVIEW,
        to=At.INVESTIGATING,
        by=TEAM_HEAD,
        form=Filing,
        requires=(two_inspectors,),
        within=terms.D01.within(after=register_complaint),
        under=(INSPECTION_REGULATION.article(14, 2), IMPLEMENTING_RULES.article(18)),
        records=(COMPLAINT_ACCEPTED,),
        assigns=lambda form: (form.lead, form.second),
        issues=(
            Document(
                "acceptance_notice",
                "受理通知书",
                contents=papers.AcceptanceNotice,
                body=compose.acceptance_notice,
                about=compose.about_complainant,
                mark="监受字",
                served=True,
            ),
            Document(
                "filing_approval",
                "立案审批表",
                contents=papers.FilingApproval,
                body=compose.filing_approval,
                about=compose.about_file,
            ),
        ),
        plain="审查并受理您的投诉",
        codes=("A-06",),
    )
    penalty_term = terms.D06.clock("行政处罚案件办案期限（一般规定）", after=accept_and_file)

    order_correction = Step(
        "责令限期改正",
        at=At.INVESTIGATING,
        to=At.ORDERED,
        by=INSPECTOR,
        form=Order,
        requires=(recorded(COMPLAINT_ACCEPTED), time_to_correct),
        within=terms.D04.within(after=accept_and_file),
        closes=(penalty_term,),
        under=(SOCIAL_INSURANCE_LAW.article(84), INSPECTION_REGULATION.article(18, 1, 2)),
        issues=Document(
            "correction_order",
            "限期改正指令书",
            contents=papers.CorrectionOrder,
            body=compose.correction_order,
            about=compose.about_employer,
            mark="监令字",
            served=True,
        ),
        prefill=compose.order_prefill,
        plain="责令用人单位为您办理参保登记",
        codes=("A-19",),
    )
    extend_investigation = Step(
        "延长调查期限",
        at=At.INVESTIGATING,
        by=ORGAN_HEAD,
        form=ExtensionGrounds,
        extends=Extends(order_correction, ground=lambda form: form.ground),
        under=INSPECTION_REGULATION.article(17),
        plain="批准延长调查期限",
        codes=("A-14",),
    )
    _suspension = Suspension(INVESTIGATION_SUSPENDED, (order_correction, penalty_term), SUSPENSION_BASIS.code)
    suspend_investigation = Step(
        "中止调查",
        at=At.INVESTIGATING,
        by=ORGAN_HEAD,
        form=SuspensionGrounds,
        pauses=Pauses(_suspension, ground=lambda form: form.ground),
        under=SUSPENSION,
        plain="批准中止调查，等待原因消除",
        codes=("A-15",),
    )
    resume_investigation = Step(
        "恢复调查",
        at=At.INVESTIGATING,
        by=ORGAN_HEAD,
        form=Confirmation,
        resumes=_suspension,
        under=SUSPENSION,
        plain="恢复调查",
        codes=("A-15",),
    )
    serve_order = Step(
        "登记送达",
        at=At.ORDERED,
        by=INSPECTOR,
        form=ServiceReceipt,
        requires=SERVICE,
        serves="correction_order",
        records=(served_record(ORDER_SERVED),),
        under=CIVIL_PROCEDURE_LAW.article(87),
        plain="把责令改正的文书送给用人单位",
    )
    reconsideration = remedies.D19.clock("申请行政复议期限", after=ORDER_SERVED, owed_by="用人单位")
    litigation = remedies.D20.clock("提起行政诉讼期限", after=ORDER_SERVED, owed_by="用人单位")
    correction = Clock(
        "改正期限",
        after=ORDER_SERVED,
        until=lambda view: view.get(Order).correct_by,
        under=SOCIAL_INSURANCE_LAW.article(84),
        owed_by="用人单位",
    )

    request_enrolment = Step(
        "请求办理参保",
        at=At.ORDERED,
        to=At.ENROLLING,
        by=INSPECTOR,
        form=Referral,
        requires=(
            recorded(ORDER_SERVED, under=CIVIL_PROCEDURE_LAW.article(87), lifted_by="承办监察员登记送达"),
            unless("corrected", term_over(correction)),
        ),
        under=(SOCIAL_INSURANCE_LAW.article(58, 1), SOCIAL_INSURANCE_LAW.article(82, 2)),
        closes=(correction,),
        issues=Document(
            "enrolment_request",
            "参保登记函",
            contents=papers.EnrolmentRequest,
            body=compose.enrolment_letter,
            about=compose.about_agency,
            mark="监函字",
        ),
        hands_off=HandOff(
            "enrolment_request",
            "参保登记和核定",
            to=INSURANCE_AGENCY,
            opens="back_payment",
            carries=EnrolmentRequest,
            payload=compose.enrolment_request,
            answer_within=Term(
                Length(10, Unit.WORKING_DAYS), after=order_correction, under=LocalPractice("函件载明的办理期限")
            ),
            checklist=("限期改正指令书", "送达回证", "劳动关系证明", "工资证明"),
            paper="enrolment_request",
        ),
        prefill=compose.referral_prefill,
        plain="请社会保险经办机构为您办理参保",
        codes=("A-20",),
    )
    hear_of_receipt = Step(
        "收到入库信息",
        at=At.ENROLLING,
        by=SYSTEM,
        form=ReceiptNews,
        on=("enrolment_request", Reply.PROGRESS),
        collects=True,
        counts=(Count(COLLECTED, lambda form, view: (form.principal,)),),
        under=SOCIAL_INSURANCE_LAW.article(82, 2),
        plain="用人单位缴来一笔费款",
    )
    enrolment_returned = Step(
        "参保请求被退回",
        at=At.ENROLLING,
        to=At.ORDERED,
        by=SYSTEM,
        form=ReturnReasons,
        on=("enrolment_request", Reply.RETURNED),
        under=SOCIAL_INSURANCE_LAW.article(82, 2),
        plain="经办机构要求补充材料，监察员正在补充",
    )
    enrolment_confirmed = Step(
        "收到参保确认",
        at=At.ENROLLING,
        to=At.ENROLLED,
        by=SYSTEM,
        form=EnrolmentConfirmed,
        on=("enrolment_request", Reply.ANSWERED),
        records=(WORKERS_ENROLLED,),
        under=SOCIAL_INSURANCE_LAW.article(58, 1),
        plain="您的参保和补缴已经办好",
    )
    close = Step(
        "结案",
        at=At.ENROLLED,
        to=At.CLOSED,
        by=TEAM_HEAD,
        form=Closing,
        requires=(recorded(WORKERS_ENROLLED),),
        apart_from=request_enrolment,
        under=INSPECTION_REGULATION.article(18, 1, 2),
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
                body=compose.result_notice,
                about=compose.about_complainant,
                mark="监告字",
                served=True,
            ),
        ),
        plain="办理结案，并把结果告诉您",
        codes=("A-35",),
    )
