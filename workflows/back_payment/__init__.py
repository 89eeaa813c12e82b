"""Back-payment claim (补缴): months are proven, assessed, collected by tax and credited."""

from __future__ import annotations

from engine.casetype import START, CaseType, Count, Document, HandOff, Reply, Step
from engine.counting import Length, Unit
from engine.guards import FormField, Look, guard, recorded
from engine.law import LocalPractice
from engine.terms import Term, working_days
from engine.told import Told
from engine.vocabulary import SYSTEM, Fact, Stage
from forms.parts import (
    ArrearsTransfer,
    CollectionDone,
    EnrolmentRequest,
    ReceiptNews,
    ReturnReasons,
    SentBack,
    ServiceReceipt,
)
from workflows import told as ways
from workflows.back_payment import compose, papers
from workflows.back_payment.forms import Assessment, Crediting, Review
from workflows.incoming import accepts, sends_back
from workflows.laws import (
    CIVIL_PROCEDURE_LAW,
    COLLECTION_REGULATION,
    HANDLING_REGULATION,
    SOCIAL_INSURANCE_LAW,
)
from workflows.officers import changes_officer
from workflows.procedure import (
    AGENCY_CLERK,
    AGENCY_REVIEWER,
    ASSESSED,
    COLLECTED,
    CREDITED,
    ENROLLED,
    INSURANCE_AGENCY,
    MONEY_ASSESSED,
    MONEY_COLLECTED,
    MONEY_CREDITED,
    PERSONS_ENROLLED,
    REVIEW_RETURNS,
    SERVICE,
    TAX,
    as_written,
    one_each,
    served_record,
)
from workflows.terms import remedies

NOTICE_SERVED = Fact("payment_notice_served", "缴费通知单已送达")


class At(Stage):
    """Where a back-payment claim stands."""

    RECEIVED = "收到移交", "社会保险经办机构已经收到您的材料"
    EXAMINED = "审核", "社会保险经办机构正在核对您的月份和工资"
    ASSESSED = "已核定", "应当补缴的金额已经算好，正在复核"
    NOTIFIED = "已通知缴费", "已经通知用人单位缴费"
    COLLECTING = "税务征收", "已经交给税务机关征收，正在等待用人单位缴费"
    COLLECTED = "已入库", "费款已经入库，正在为您记账"
    CREDITED = "已记账", "您的缴费月份已经记账", True
    RETURNED = "已退回", "材料退回补充", True


@guard("记账日期不晚于今天", reads=(FormField("credited_on"),), under=HANDLING_REGULATION.article(11))
def credited_by_now(look: Look) -> str | None:
    """Crediting that lies in the future has not happened."""
    return "记账日期不能晚于今天" if look.answer("credited_on") > look.day else None


@guard("入库本金不少于核定本金", reads=(ASSESSED, COLLECTED), under=COLLECTION_REGULATION.article(16))
def collected_in_full(look: Look) -> str | None:
    """Months are credited when their own principal is complete (缴清本金)."""
    missing = look.total(ASSESSED) - look.total(COLLECTED)
    return f"核定的本金还有{missing:,.2f}元没有入库" if missing > 0 else None


@guard("缴费截止日期晚于今天", reads=(FormField("pay_by"),), under=SOCIAL_INSURANCE_LAW.article(60, 1))
def time_to_pay(look: Look) -> str | None:
    """The employer must be left time to pay."""
    return "缴费截止日期必须晚于今天" if look.answer("pay_by") <= look.day else None


class BackPayment(
    CaseType,
    code="back_payment",
    label="社会保险费补缴",
    agency=INSURANCE_AGENCY,
    number_mark="补案字",
    measures=(MONEY_ASSESSED, MONEY_COLLECTED, MONEY_CREDITED, PERSONS_ENROLLED),
    stages=At,
):
    """Back-payment claim (补缴)."""

    receive = Step(
        "收到参保登记请求",
        at=START,
        to=At.RECEIVED,
        by=SYSTEM,
        form=EnrolmentRequest,
        receives="enrolment_request",
        source="劳动保障监察机构请求",
        title=compose.title,
        parties=compose.parties,
        under=SOCIAL_INSURANCE_LAW.article(82, 2),
        plain="收到劳动保障监察机构的请求",
        codes=("B1",),
    )
    accept = accepts(
        at=At.RECEIVED,
        to=At.EXAMINED,
        by=(AGENCY_CLERK, AGENCY_REVIEWER),
        after=receive,
        under=SOCIAL_INSURANCE_LAW.article(82, 2),
        codes=("B2",),
    )
    send_back = sends_back(
        at=(At.RECEIVED, At.EXAMINED),
        to=At.RETURNED,
        by=(AGENCY_CLERK, AGENCY_REVIEWER),
        under=SOCIAL_INSURANCE_LAW.article(82, 2),
        codes=("B1r",),
    )
    assess = Step(
        "核定应缴金额",
        at=(At.EXAMINED, At.ASSESSED),
        to=At.ASSESSED,
        by=AGENCY_CLERK,
        form=Assessment,
        requires=(time_to_pay,),
        within=working_days(10, after=accept, under=HANDLING_REGULATION.article(6, 2)),
        under=SOCIAL_INSURANCE_LAW.article(58, 1),
        issues=Document(
            "assessment",
            "补缴核定表",
            contents=papers.Assessment,
            body=compose.assessment,
            about=compose.about_file,
            mark="核字",
        ),
        prefill=compose.prefill,
        reckons=compose.reckoned,
        plain="核定每个月应当补缴多少",
        codes=("B4", "B5", "B6"),
    )
    return_assessment = Step(
        "复核退回核定",
        at=At.ASSESSED,
        to=At.EXAMINED,
        by=AGENCY_REVIEWER,
        form=SentBack,
        sends_back=assess,
        under=(SOCIAL_INSURANCE_LAW.article(58, 1), REVIEW_RETURNS),
        aside=True,
        plain="复核以后重新核定",
        hint="核定的月份、工资或者金额有错，写明每一点，退给经办人员重新核定",
        codes=("B7",),
    )
    notify = Step(
        "复核并通知缴费",
        at=At.ASSESSED,
        to=At.NOTIFIED,
        by=AGENCY_REVIEWER,
        form=Review,
        apart_from=assess,
        counts=(Count(ASSESSED, lambda form, view: tuple(line.premium.principal for line in compose.lines(view))),),
        under=(SOCIAL_INSURANCE_LAW.article(58, 1), SOCIAL_INSURANCE_LAW.article(60, 1)),
        issues=Document(
            "payment_notice",
            "缴费通知单",
            contents=papers.PaymentNotice,
            body=compose.payment_notice,
            about=compose.about_employer,
            mark="缴字",
            served=True,
        ),
        plain="通知用人单位缴费",
        codes=("B7",),
    )
    serve_notice = Step(
        "登记送达",
        at=At.NOTIFIED,
        by=(AGENCY_CLERK, AGENCY_REVIEWER),
        form=ServiceReceipt,
        requires=SERVICE,
        serves="payment_notice",
        records=(served_record(NOTICE_SERVED),),
        under=CIVIL_PROCEDURE_LAW.article(87),
        plain="把缴费通知送给用人单位",
        codes=("B7",),
    )
    reconsideration = remedies.D19.clock("申请行政复议期限", after=NOTICE_SERVED, owed_by="用人单位")
    litigation = remedies.D20.clock("提起行政诉讼期限", after=NOTICE_SERVED, owed_by="用人单位")
    transfer = Step(
        "移交税务征收",
        at=At.NOTIFIED,
        to=At.COLLECTING,
        by=AGENCY_REVIEWER,
        form=Review,
        requires=(recorded(NOTICE_SERVED, under=CIVIL_PROCEDURE_LAW.article(87), lifted_by="经办人员登记送达"),),
        under=(SOCIAL_INSURANCE_LAW.article(63, 1), SOCIAL_INSURANCE_LAW.article(82, 2)),
        issues=Document(
            "arrears_transfer",
            "欠费移交函",
            contents=papers.ArrearsTransfer,
            body=compose.transfer_letter,
            about=compose.about_tax,
            mark="函字",
        ),
        hands_off=HandOff(
            "arrears_transfer",
            "欠费征收",
            to=TAX,
            opens="arrears_collection",
            carries=ArrearsTransfer,
            payload=compose.arrears,
            answer_within=Term(
                Length(30, Unit.WORKING_DAYS), after=accept, under=LocalPractice("移交函载明的反馈期限")
            ),
            checklist=("补缴核定表", "缴费通知单", "送达回证"),
            paper="arrears_transfer",
        ),
        plain="交给税务机关征收",
        codes=("B8",),
    )
    arrears_returned = Step(
        "征收请求被退回",
        at=At.COLLECTING,
        to=At.EXAMINED,
        by=SYSTEM,
        form=ReturnReasons,
        on=("arrears_transfer", Reply.RETURNED),
        clears=(ASSESSED,),
        under=SOCIAL_INSURANCE_LAW.article(82, 2),
        plain="税务机关要求补充材料",
    )
    book_receipt = Step(
        "收到入库信息",
        at=At.COLLECTING,
        by=SYSTEM,
        form=ReceiptNews,
        on=("arrears_transfer", Reply.PROGRESS),
        collects=True,
        counts=(Count(COLLECTED, lambda form, view: (form.principal,)),),
        replies=Reply.PROGRESS,
        reply_with=as_written,
        reckons=compose.received,
        under=COLLECTION_REGULATION.article(16),
        plain="收到一笔费款",
        codes=("B10",),
    )
    collection_done = Step(
        "收到缴清信息",
        at=At.COLLECTING,
        to=At.COLLECTED,
        by=SYSTEM,
        form=CollectionDone,
        on=("arrears_transfer", Reply.ANSWERED),
        under=COLLECTION_REGULATION.article(16),
        plain="费款全部入库",
        codes=("B11",),
    )
    credit = Step(
        "记账",
        at=At.COLLECTED,
        to=At.CREDITED,
        by=AGENCY_CLERK,
        form=Crediting,
        requires=(collected_in_full, credited_by_now),
        counts=(
            Count(CREDITED, lambda form, view: (view.tally(COLLECTED)[1],)),
            Count(ENROLLED, lambda form, view: one_each(line.resident_id for line in compose.lines(view))),
        ),
        replies=Reply.ANSWERED,
        reply_with=compose.confirmation,
        under=(COLLECTION_REGULATION.article(16), HANDLING_REGULATION.article(11)),
        issues=Document(
            "credit_notice",
            "补缴记账告知书",
            contents=papers.CreditNotice,
            each=compose.credit_notices,
            about=compose.about_file,
            # It tells the worker and starts no term, so that no proof of its service is waited for.
            mark="告字",
        ),
        plain="把缴费月份记入您的账户",
        codes=("B12", "B13"),
    )
    change_officer = changes_officer(AGENCY_CLERK, stages=At, by=AGENCY_REVIEWER)

    told = Told(
        milestones={
            At.RECEIVED: ways.PUT_RIGHT,
            At.EXAMINED: ways.PUT_RIGHT,
            At.ASSESSED: ways.PUT_RIGHT,
            At.NOTIFIED: ways.PUT_RIGHT,
            At.COLLECTING: ways.COLLECTED,
            At.COLLECTED: ways.CREDITED,
            At.CREDITED: ways.CREDITED,
        },
        papers={"credit_notice": "哪些月份已经记到您的账户"},
        sums=(ASSESSED, COLLECTED),
        recourse=(ways.LATE, ways.FIRST),
    )
