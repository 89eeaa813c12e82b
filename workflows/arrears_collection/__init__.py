"""Arrears collection (社保欠费追缴): tax orders payment, books receipts in parts and answers."""

from __future__ import annotations

from engine.casetype import START, CaseType, Count, Document, Reply, Step
from engine.form import Confirmation
from engine.guards import FormField, Look, guard, term_over
from engine.law import LocalPractice
from engine.terms import Clock, working_days
from engine.told import Told
from engine.vocabulary import SYSTEM, Stage
from forms.parts import ArrearsTransfer, ReturnReasons, ServiceReceipt
from workflows import told as ways
from workflows.arrears_collection import compose, papers
from workflows.arrears_collection.forms import Demand, Receipt
from workflows.laws import CIVIL_PROCEDURE_LAW, COLLECTION_REGULATION, SOCIAL_INSURANCE_LAW
from workflows.procedure import (
    ASSESSED,
    COLLECTED,
    LATE_FEES,
    MONEY_ASSESSED,
    MONEY_COLLECTED,
    MONEY_LATE_FEES,
    PAYMENT_ORDER_SERVED,
    SERVICE,
    TAX,
    TAX_HEAD,
    TAX_OFFICER,
    as_written,
    served_record,
)
from workflows.terms import audit, remedies


class At(Stage):
    """Where an arrears collection stands."""

    RECEIVED = "收到移交", "税务机关已经收到征收请求"
    ACCEPTED = "征收准备", "税务机关正在准备征收"
    ORDERED = "责令限期缴纳", "税务机关已经责令用人单位限期缴纳"
    COLLECTED = "本金已缴清", "用人单位已经缴清本金", True
    RETURNED = "已退回", "税务机关退回补充材料", True


@guard("缴纳截止日期晚于今天", reads=(FormField("pay_by"),), under=SOCIAL_INSURANCE_LAW.article(63, 1))
def time_to_pay(look: Look) -> str | None:
    """The employer must be left time to pay (限期)."""
    return "缴纳截止日期必须晚于今天" if look.answer("pay_by") <= look.day else None


@guard(
    "入库日期不晚于今天，入库本金不超过尚欠本金",
    reads=(FormField("paid_on"), FormField("principal"), ASSESSED, COLLECTED),
    under=COLLECTION_REGULATION.article(16),
)
def receipt_fits(look: Look) -> str | None:
    """Money that is more than what is owed belongs to another case (多缴另行处理)."""
    if look.answer("paid_on") > look.day:
        return "入库日期不能晚于今天"
    open_principal = look.total(ASSESSED) - look.total(COLLECTED)
    if look.answer("principal") > open_principal:
        return f"入库本金超过尚欠的{open_principal:,.2f}元，请核对；多缴的部分另行办理退费"
    return None


@guard("本金全部入库", reads=(ASSESSED, COLLECTED), under=SOCIAL_INSURANCE_LAW.article(63, 1))
def paid_in_full(look: Look) -> str | None:
    """The collection ends when the principal is in the treasury."""
    missing = look.total(ASSESSED) - look.total(COLLECTED)
    return f"本金还有{missing:,.2f}元没有入库" if missing > 0 else None


class ArrearsCollection(
    CaseType,
    code="arrears_collection",
    label="社会保险费欠费追缴",
    agency=TAX,
    number_mark="社案字",
    measures=(MONEY_ASSESSED, MONEY_COLLECTED, MONEY_LATE_FEES),
    stages=At,
):
    """Arrears collection (社保欠费追缴)."""

    receive = Step(
        "收到欠费移交",
        at=START,
        to=At.RECEIVED,
        by=SYSTEM,
        form=ArrearsTransfer,
        receives="arrears_transfer",
        source="社会保险经办机构移交",
        title=compose.title,
        parties=compose.parties,
        counts=(Count(ASSESSED, lambda form, view: tuple(line.principal for line in form.lines)),),
        under=SOCIAL_INSURANCE_LAW.article(82, 2),
        plain="收到征收请求",
    )
    accept = Step(
        "接收",
        at=At.RECEIVED,
        to=At.ACCEPTED,
        by=(TAX_OFFICER, TAX_HEAD),
        form=Confirmation,
        replies=Reply.ACCEPTED,
        reply_with=lambda view, form: Confirmation(),
        within=working_days(5, after=receive, under=LocalPractice("移交函载明的回执期限")),
        under=SOCIAL_INSURANCE_LAW.article(82, 2),
        plain="核对材料并接收",
    )
    send_back = Step(
        "退回",
        at=(At.RECEIVED, At.ACCEPTED),
        to=At.RETURNED,
        by=(TAX_OFFICER, TAX_HEAD),
        form=ReturnReasons,
        replies=Reply.RETURNED,
        reply_with=as_written,
        under=SOCIAL_INSURANCE_LAW.article(82, 2),
        plain="退回补充材料",
    )
    notice_term = Clock(
        "缴费通知单载明的缴费期限",
        after=receive,
        until=lambda view: view.get(ArrearsTransfer).pay_by,
        under=SOCIAL_INSURANCE_LAW.article(60, 1),
        owed_by="用人单位",
    )
    order_payment = Step(
        "责令限期缴纳",
        at=At.ACCEPTED,
        to=At.ORDERED,
        by=TAX_OFFICER,
        form=Demand,
        requires=(term_over(notice_term), time_to_pay),
        closes=(notice_term,),
        under=(SOCIAL_INSURANCE_LAW.article(63, 1), SOCIAL_INSURANCE_LAW.article(86)),
        issues=Document(
            "payment_order",
            "责令限期缴纳通知书",
            contents=papers.PaymentOrder,
            body=compose.payment_order,
            about=compose.about_employer,
            mark="社限缴字",
            served=True,
        ),
        reckons=compose.demanded,
        plain="责令用人单位限期缴纳",
        codes=("B-12",),
    )
    serve_order = Step(
        "登记送达",
        at=At.ORDERED,
        by=TAX_OFFICER,
        form=ServiceReceipt,
        requires=SERVICE,
        serves="payment_order",
        records=(served_record(PAYMENT_ORDER_SERVED),),
        under=CIVIL_PROCEDURE_LAW.article(87),
        plain="把缴费文书送给用人单位",
        codes=("B-12",),
    )
    payment = audit.E08.clock(
        "限期缴纳期限", after=PAYMENT_ORDER_SERVED, until=lambda view: view.get(Demand).pay_by, owed_by="用人单位"
    )
    reconsideration = remedies.D19.clock("申请行政复议期限", after=PAYMENT_ORDER_SERVED, owed_by="用人单位")
    litigation = remedies.D20.clock("提起行政诉讼期限", after=PAYMENT_ORDER_SERVED, owed_by="用人单位")
    record_receipt = Step(
        "登记入库",
        at=(At.ACCEPTED, At.ORDERED),
        by=TAX_OFFICER,
        form=Receipt,
        requires=(receipt_fits,),
        collects=True,
        counts=(
            Count(COLLECTED, lambda form, view: (form.principal,)),
            Count(LATE_FEES, lambda form, view: (form.late_fee,)),
        ),
        replies=Reply.PROGRESS,
        reply_with=compose.news,
        reckons=compose.received,
        under=COLLECTION_REGULATION.article(16),
        plain="收到一笔费款",
        codes=("B-13",),
    )
    answer = Step(
        "答复缴清",
        at=(At.ACCEPTED, At.ORDERED),
        to=At.COLLECTED,
        by=(TAX_OFFICER, TAX_HEAD),
        form=Confirmation,
        requires=(paid_in_full,),
        closes=(payment,),
        replies=Reply.ANSWERED,
        reply_with=compose.done,
        under=SOCIAL_INSURANCE_LAW.article(82, 2),
        issues=Document(
            "collection_return",
            "入库回单",
            contents=papers.CollectionReturn,
            body=compose.collection_return,
            about=compose.about_file,
            mark="社回字",
        ),
        plain="答复社会保险经办机构",
        codes=("B-13",),
    )

    told = Told(
        milestones={
            At.RECEIVED: ways.COLLECTED,
            At.ACCEPTED: ways.COLLECTED,
            At.ORDERED: ways.COLLECTED,
            At.COLLECTED: ways.CREDITED,
        },
        clocks={
            "notice_term": "用人单位要按缴费通知单缴费",
            "payment": "用人单位要按责令限期缴纳的文书缴费",
        },
        sums=(COLLECTED, LATE_FEES),
        recourse=(ways.TAX_LATE, ways.FIRST),
    )
