"""Arrears collection (社保欠费追缴): tax orders payment, books receipts in parts and answers."""

from __future__ import annotations

from engine.casetype import START, CaseType, Count, Document, Reply, ReturnColumn, Step
from engine.form import Confirmation
from engine.guards import FormField, Look, Option, Tally, guard, term_over
from engine.terms import Clock
from engine.told import Told
from engine.vocabulary import SYSTEM, Stage
from forms.parts import ArrearsTransfer, ServiceReceipt
from workflows import told as ways
from workflows.arrears_collection import compose, papers
from workflows.arrears_collection.forms import Demand, LateFeeReceipt, Receipt
from workflows.calculators.late_fee import Cap
from workflows.incoming import accepts, sends_back
from workflows.laws import CIVIL_PROCEDURE_LAW, COLLECTION_REGULATION, SOCIAL_INSURANCE_LAW
from workflows.officers import changes_officer
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
    served_record,
)
from workflows.settings import LATE_FEE_CAP, UNDECIDED
from workflows.terms import audit, remedies

LATE_FEE_CAPPED = Tally("late_fee_capped", "应缴滞纳金（每笔以本金为限）")
LATE_FEE_UNCAPPED = Tally("late_fee_uncapped", "应缴滞纳金（不封顶）")
CAP = Option(LATE_FEE_CAP.code, LATE_FEE_CAP.label)
"""Once the principal is paid, the late fee grows no more; which of the two is owed is the county's choice."""


class At(Stage):
    """Where an arrears collection stands."""

    RECEIVED = "收到移交", "税务机关已经收到征收请求"
    ACCEPTED = "征收准备", "税务机关正在准备征收"
    ORDERED = "责令限期缴纳", "税务机关已经责令用人单位限期缴纳"
    COLLECTED = "本金已缴清", "用人单位已经缴清本金，滞纳金由税务机关继续征收，与您无关"
    SETTLED = "已清缴", "用人单位已经缴清本金和滞纳金", True
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


@guard(
    "入库日期不晚于今天",
    reads=(FormField("paid_on"),),
    under=SOCIAL_INSURANCE_LAW.article(86),
)
def paid_by_now(look: Look) -> str | None:
    """Money that lies in the future has not come in."""
    return "入库日期不能晚于今天" if look.answer("paid_on") > look.day else None


@guard(
    "滞纳金全部入库",
    reads=(LATE_FEE_CAPPED, LATE_FEE_UNCAPPED, LATE_FEES, CAP),
    under=SOCIAL_INSURANCE_LAW.article(86),
    lifted_by="登记滞纳金入库；没有选定是否以本金为限的，先由本县选定",
)
def late_fee_paid(look: Look) -> str | None:
    """The collection ends when the late fee of the county's reading is in the treasury (社会保险法 86)."""
    cap = look.option(CAP)
    capped, uncapped, paid = look.total(LATE_FEE_CAPPED), look.total(LATE_FEE_UNCAPPED), look.total(LATE_FEES)
    if paid >= uncapped:
        return None
    if cap == UNDECIDED and paid >= capped:
        return "本地还没有选定滞纳金是否以本金为限，不能认定滞纳金已经缴清"
    owed = uncapped if cap == Cap.NONE.value else capped
    return f"滞纳金还有{owed - paid:,.2f}元没有入库" if paid < owed else None


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
    accept = accepts(
        at=At.RECEIVED,
        to=At.ACCEPTED,
        by=(TAX_OFFICER, TAX_HEAD),
        after=receive,
        under=SOCIAL_INSURANCE_LAW.article(82, 2),
    )
    send_back = sends_back(
        at=(At.RECEIVED, At.ACCEPTED),
        to=At.RETURNED,
        by=(TAX_OFFICER, TAX_HEAD),
        under=SOCIAL_INSURANCE_LAW.article(82, 2),
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
        returns=(
            ReturnColumn("voucher", ("缴款凭证号", "税票号码", "凭证号")),
            ReturnColumn("paid_on", ("入库日期", "缴款日期"), "day"),
            ReturnColumn("principal", ("入库本金", "本金", "实缴本金"), "yuan"),
            ReturnColumn("late_fee", ("入库滞纳金", "滞纳金"), "yuan", required=False),
        ),
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
        counts=(
            Count(LATE_FEE_CAPPED, lambda form, view: (compose.state_of(view, view.day).capped,)),
            Count(LATE_FEE_UNCAPPED, lambda form, view: (compose.state_of(view, view.day).uncapped,)),
        ),
        clears=(LATE_FEE_CAPPED, LATE_FEE_UNCAPPED),
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
    record_late_fee = Step(
        "登记滞纳金入库",
        at=At.COLLECTED,
        by=TAX_OFFICER,
        form=LateFeeReceipt,
        requires=(paid_by_now,),
        collects=True,
        counts=(Count(LATE_FEES, lambda form, view: (form.late_fee,)),),
        under=SOCIAL_INSURANCE_LAW.article(86),
        aside=True,
        plain="收到一笔滞纳金",
        codes=("B-13",),
    )
    settle = Step(
        "清缴办结",
        at=At.COLLECTED,
        to=At.SETTLED,
        by=(TAX_OFFICER, TAX_HEAD),
        form=Confirmation,
        requires=(late_fee_paid,),
        under=SOCIAL_INSURANCE_LAW.article(86),
        plain="本金和滞纳金都已经缴清",
        codes=("B-13",),
    )
    change_officer = changes_officer(TAX_OFFICER, stages=At, by=TAX_HEAD)

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
        # The late fee is the employer's and nothing that the worker waits for.
        withheld=(record_late_fee, settle),
        recourse=(ways.TAX_LATE, ways.FIRST),
    )
