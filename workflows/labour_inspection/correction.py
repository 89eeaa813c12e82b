"""Correction: the order to register and declare, its service and check, and the request to the agency."""

from __future__ import annotations

from engine.casetype import Count, Document, HandOff, Record, Reply, Step
from engine.computation import Length, Unit
from engine.guards import not_recorded, recorded, term_over, unless
from engine.law import LocalPractice
from engine.terms import Term
from engine.vocabulary import SYSTEM
from forms.parts import EnrolmentConfirmed, EnrolmentRequest, ReceiptNews, ReturnReasons, ServiceReceipt
from workflows.labour_inspection import clocks, compose, facts, guards, known, papers
from workflows.labour_inspection.crime import Crime
from workflows.labour_inspection.forms import CorrectionCheck, Order, Referral
from workflows.labour_inspection.forms.decision import Revocation, SpotOrder
from workflows.labour_inspection.forms.order import CollectorsOrder, OtherOrder
from workflows.labour_inspection.investigation import NO_RECUSAL_PENDING, RECUSED
from workflows.labour_inspection.issued import investigation as issued
from workflows.labour_inspection.issued.service import proof
from workflows.labour_inspection.stages import CHECKABLE, FILED_ON, At
from workflows.laws import (
    CIVIL_PROCEDURE_LAW,
    INSPECTION_REGULATION,
    SOCIAL_INSURANCE_LAW,
)
from workflows.procedure import (
    COLLECTED,
    ENROLLED,
    INSPECTOR,
    INSURANCE_AGENCY,
    ORDER_SERVED,
    ORGAN_HEAD,
    WORKERS_ENROLLED,
    one_each,
    served_record,
    two_inspectors,
)
from workflows.terms import remedies

ENROLMENT: HandOff[Referral] = HandOff(
    "enrolment_request",
    "参保登记和核定",
    to=INSURANCE_AGENCY,
    opens="back_payment",
    carries=EnrolmentRequest,
    payload=compose.enrolment_request,
    answer_within=Term(Length(10, Unit.WORKING_DAYS), after=Crime.file_case, under=LocalPractice("函件载明的办理期限")),
    checklist=("责令改正文书或者行政处理决定书", "送达回证", "劳动关系证明", "工资证明"),
    paper="enrolment_request",
)
ENROLMENT_LETTER: Document[Referral] = Document(
    "enrolment_request",
    "参保登记函",
    contents=papers.EnrolmentRequest,
    body=compose.enrolment_letter,
    about=compose.about_agency,
    mark="监函字",
)
LISTED = recorded(
    facts.WORKERS_LISTED, under=SOCIAL_INSURANCE_LAW.article(58, 1), lifted_by="承办监察员责令限期改正并列明职工"
)
PERSONS: tuple[Count[EnrolmentConfirmed], ...] = (
    Count(ENROLLED, lambda form, view: one_each(compose.newly_enrolled(form, view))),
)
BESIDE = tuple(stage for stage in FILED_ON if stage is not At.ENROLLING)


class Correction(Crime):
    """From the order to what became of it."""

    order_correction = Step(
        "责令限期改正",
        at=(At.INVESTIGATING, At.CONCLUDED),
        by=INSPECTOR,
        form=Order,
        requires=(RECUSED, guards.time_to_correct),
        under=(SOCIAL_INSURANCE_LAW.article(84), INSPECTION_REGULATION.article(18, 1, 2)),
        records=(Record(facts.WORKERS_LISTED, evidence=("found", "evidence")),),
        ends=(ORDER_SERVED, facts.CORRECTION_RUNNING, facts.CORRECTED, facts.ORDER_UNHEEDED),
        issues=issued.ORDER,
        prefill=compose.order_prefill,
        plain="责令用人单位为您办理参保登记",
        codes=("A-19",),
    )
    order_other_correction = Step(
        "责令限期改正其他事项",
        at=(At.INVESTIGATING, At.CONCLUDED),
        by=INSPECTOR,
        form=OtherOrder,
        requires=(RECUSED, guards.time_to_correct),
        under=INSPECTION_REGULATION.article(18, 1, 2),
        ends=(ORDER_SERVED, facts.CORRECTION_RUNNING, facts.CORRECTED, facts.ORDER_UNHEEDED),
        issues=issued.GENERAL_ORDER,
        prefill=compose.other_order_prefill,
        aside=True,
        plain="责令用人单位改正",
        codes=("A-19",),
    )
    serve_order = Step(
        "登记送达",
        at=(At.INVESTIGATING, At.CONCLUDED),
        by=INSPECTOR,
        form=ServiceReceipt,
        requires=guards.SERVED,
        serves=("correction_order", "general_order"),
        issues=proof("correction_order", "general_order"),
        records=(served_record(ORDER_SERVED), served_record(facts.CORRECTION_RUNNING)),
        under=CIVIL_PROCEDURE_LAW.article(87),
        plain="把责令改正的文书送给用人单位",
        codes=("A-19",),
    )
    order_on_the_spot = Step(
        "当场责令限期整改",
        at=CHECKABLE,
        to=At.ON_THE_SPOT,
        by=INSPECTOR,
        form=SpotOrder,
        prefill=known.on_the_spot,
        requires=(two_inspectors, guards.time_on_the_spot),
        records=(
            ORDER_SERVED,
            facts.CORRECTION_RUNNING,
            Record(facts.WORKERS_LISTED, evidence=("facts",), when=lambda form, view: bool(form.workers)),
        ),
        ends=(facts.CORRECTED, facts.ORDER_UNHEEDED),
        assigns=lambda form: (form.lead, form.second),
        under=(INSPECTION_REGULATION.article(15, 2), SOCIAL_INSURANCE_LAW.article(84)),
        issues=issued.SPOT_ORDER,
        aside=True,
        plain="当场责令用人单位改正",
        codes=("A-10",),
    )
    correction = clocks.CORRECTION
    order_reconsideration = remedies.D19.clock("对责令改正申请行政复议期限", after=ORDER_SERVED, owed_by="用人单位")
    order_litigation = remedies.D20.clock("对责令改正提起行政诉讼期限", after=ORDER_SERVED, owed_by="用人单位")
    check_correction = Step(
        "整改核查",
        at=(At.INVESTIGATING, At.CONCLUDED, At.ON_THE_SPOT),
        to=At.CORRECTION_CHECKED,
        by=INSPECTOR,
        form=CorrectionCheck,
        prefill=known.correction_check,
        requires=(
            recorded(ORDER_SERVED, under=CIVIL_PROCEDURE_LAW.article(87), lifted_by="承办监察员登记送达"),
            unless("corrected", term_over(correction)),
            guards.checked_by_now,
        ),
        records=(
            Record(facts.CORRECTED, when=lambda form, view: form.corrected),
            Record(facts.ORDER_UNHEEDED, when=lambda form, view: not form.corrected),
        ),
        ends=(facts.CORRECTION_RUNNING,),
        closes=(correction,),
        under=INSPECTION_REGULATION.article(18, 1, 2),
        issues=issued.CORRECTION_CHECK,
        plain="核查用人单位是否改正",
        codes=("A-20",),
    )
    note_collectors_order = Step(
        "登记征收机构的责令缴纳",
        at=(At.INVESTIGATING, At.CONCLUDED, At.CORRECTION_CHECKED),
        by=INSPECTOR,
        form=CollectorsOrder,
        requires=(guards.collectors_term_over,),
        records=(
            Record(
                facts.PAYMENT_ORDER_UNHEEDED,
                on=lambda form, view: form.pay_by,
                evidence=("organ", "number", "served_on", "proof"),
            ),
        ),
        under=SOCIAL_INSURANCE_LAW.article(86),
        aside=True,
        plain="税务机关责令缴纳，用人单位逾期没有缴纳",
        codes=("A-19",),
    )
    revoke_filing = Step(
        "撤销立案",
        at=(At.CORRECTION_CHECKED, At.CONCLUDED),
        to=At.REVOKED,
        by=ORGAN_HEAD,
        form=Revocation,
        requires=(
            recorded(facts.CASE_FILED),
            recorded(
                facts.CORRECTED, under=INSPECTION_REGULATION.article(18, 1, 3), lifted_by="承办监察员核查改正情况"
            ),
        ),
        records=(facts.FILING_REVOKED,),
        closes=(Crime.conclude, Crime.ninety_days),
        under=INSPECTION_REGULATION.article(18, 1, 3),
        issues=issued.REVOCATION,
        aside=True,
        plain="违法行为轻微并且已经改正，撤销立案",
        codes=("A-21",),
    )

    request_enrolment = Step(
        "请求办理参保",
        at=At.CORRECTION_CHECKED,
        to=At.ENROLLING,
        by=INSPECTOR,
        form=Referral,
        requires=(recorded(ORDER_SERVED), LISTED, NO_RECUSAL_PENDING),
        records=(facts.ENROLMENT_PENDING,),
        closes=(Crime.conclude,),
        under=(SOCIAL_INSURANCE_LAW.article(58, 1), SOCIAL_INSURANCE_LAW.article(82, 2)),
        issues=ENROLMENT_LETTER,
        hands_off=ENROLMENT,
        prefill=compose.referral_prefill,
        identifies=compose.identified_employer,
        plain="请社会保险经办机构为您办理参保",
        codes=("A-20",),
    )
    request_enrolment_beside = Step(
        "办案中请求办理参保",
        at=(At.CONCLUDED, At.NOTIFIED, At.DEFENCE_REVIEWED, At.PENALISED, At.HANDLED, At.PERFORMING, At.DEMANDED),
        by=INSPECTOR,
        form=Referral,
        requires=(
            guards.ordered_or_decided,
            LISTED,
            not_recorded(facts.ENROLMENT_PENDING, "已经请求，等待经办机构答复"),
        ),
        records=(facts.ENROLMENT_PENDING,),
        under=(SOCIAL_INSURANCE_LAW.article(58, 1), SOCIAL_INSURANCE_LAW.article(82, 2)),
        issues=ENROLMENT_LETTER,
        hands_off=ENROLMENT,
        prefill=compose.referral_prefill,
        identifies=compose.identified_employer,
        aside=True,
        plain="请社会保险经办机构为您办理参保",
        codes=("A-20", "A-31", "A-33"),
    )
    hear_of_receipt = Step(
        "收到入库信息",
        at=FILED_ON,
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
        to=At.CORRECTION_CHECKED,
        by=SYSTEM,
        form=ReturnReasons,
        on=("enrolment_request", Reply.RETURNED),
        ends=(facts.ENROLMENT_PENDING,),
        under=SOCIAL_INSURANCE_LAW.article(82, 2),
        plain="经办机构要求补充材料，监察员正在补充",
    )
    enrolment_returned_beside = Step(
        "办案中参保请求被退回",
        at=BESIDE,
        by=SYSTEM,
        form=ReturnReasons,
        on=("enrolment_request", Reply.RETURNED),
        ends=(facts.ENROLMENT_PENDING,),
        under=SOCIAL_INSURANCE_LAW.article(82, 2),
        plain="经办机构要求补充材料，监察员正在补充",
    )
    enrolment_confirmed = Step(
        "收到参保确认",
        at=At.ENROLLING,
        to=At.ENROLLED,
        by=SYSTEM,
        form=EnrolmentConfirmed,
        counts=PERSONS,
        on=("enrolment_request", Reply.ANSWERED),
        records=(WORKERS_ENROLLED,),
        ends=(facts.ENROLMENT_PENDING,),
        under=SOCIAL_INSURANCE_LAW.article(58, 1),
        plain="您的参保和补缴已经办好",
    )
    enrolment_confirmed_beside = Step(
        "办案中收到参保确认",
        at=BESIDE,
        by=SYSTEM,
        form=EnrolmentConfirmed,
        counts=PERSONS,
        on=("enrolment_request", Reply.ANSWERED),
        records=(WORKERS_ENROLLED,),
        ends=(facts.ENROLMENT_PENDING,),
        under=SOCIAL_INSURANCE_LAW.article(58, 1),
        plain="您的参保和补缴已经办好",
    )
