"""After the decision: service, performance and plans to pay."""

from __future__ import annotations

from engine.casetype import Count, Record, Step
from engine.form import Confirmation
from engine.guards import not_recorded, recorded, term_over
from engine.terms import working_days
from forms.parts import ServiceReceipt
from workflows.labour_inspection import clocks, facts, guards, known, settings
from workflows.labour_inspection.decision import Deciding
from workflows.labour_inspection.forms.execution import (
    Announcement,
    CashHandedIn,
    Deferral,
    Payment,
    Performance,
    SpotFiling,
)
from workflows.labour_inspection.issued import execution as issued
from workflows.labour_inspection.issued.service import proof
from workflows.labour_inspection.service import registers_service
from workflows.labour_inspection.stages import FILED_ON, At
from workflows.laws import (
    CIVIL_PROCEDURE_LAW,
    IMPLEMENTING_RULES,
    INSPECTION_REGULATION,
    PENALTY_LAW,
)
from workflows.procedure import INSPECTOR, ORGAN_HEAD, served_record
from workflows.terms import inspection as terms

OWING = (At.PERFORMING, At.DEMANDED)


class Executing(Deciding):
    """From service of the decision to its performance."""

    announce_service = Step(
        "发布送达公告",
        at=FILED_ON,
        by=INSPECTOR,
        form=Announcement,
        records=(Record(facts.ANNOUNCED, on=lambda form, view: form.published_on, evidence=("medium", "reasons")),),
        under=CIVIL_PROCEDURE_LAW.article(95, 1),
        issues=issued.ANNOUNCEMENT,
        aside=True,
        plain="用人单位下落不明，公告送达",
        codes=("A-33",),
    )
    announcement = clocks.ANNOUNCEMENT
    serve_penalty = Step(
        "登记处罚决定书送达",
        at=At.PENALISED,
        to=At.PERFORMING,
        by=INSPECTOR,
        form=ServiceReceipt,
        requires=guards.SERVED,
        within=terms.D14.within(after=facts.PENALTY_DECIDED),
        records=(served_record(facts.DECISION_SERVED), served_record(facts.FINE_SERVED)),
        under=(PENALTY_LAW.article(61, 1), PENALTY_LAW.article(67, 3)),
        serves="penalty_decision",
        issues=proof("penalty_decision"),
        plain="把处罚决定书送给用人单位",
        codes=("A-33",),
    )
    serve_handling = Step(
        "登记处理决定书送达",
        at=At.HANDLED,
        to=At.PERFORMING,
        by=INSPECTOR,
        form=ServiceReceipt,
        requires=guards.SERVED,
        within=working_days(7, after=facts.HANDLING_DECIDED, under=IMPLEMENTING_RULES.whole()),
        records=(served_record(facts.DECISION_SERVED), served_record(facts.HANDLING_SERVED)),
        under=(INSPECTION_REGULATION.article(19), CIVIL_PROCEDURE_LAW.article(87)),
        serves="handling_decision",
        issues=proof("handling_decision"),
        plain="把处理决定书送给用人单位",
        codes=("A-33",),
    )
    serve_no_penalty = Step(
        "登记不予处罚决定书送达",
        at=At.NOT_PENALISED,
        by=INSPECTOR,
        form=ServiceReceipt,
        requires=guards.SERVED,
        records=(served_record(facts.DECISION_SERVED),),
        under=PENALTY_LAW.article(61, 1),
        serves="no_penalty_decision",
        issues=proof("no_penalty_decision"),
        plain="把不予处罚决定书送给用人单位",
        codes=("A-33",),
    )
    file_spot_decision = Step(
        "当场处罚报机关备案",
        at=At.ON_THE_SPOT,
        to=At.PERFORMING,
        by=INSPECTOR,
        form=SpotFiling,
        prefill=known.spot_filing,
        requires=(recorded(facts.DECIDED_ON_THE_SPOT),),
        within=terms.D08.within(after=facts.DECIDED_ON_THE_SPOT),
        under=(PENALTY_LAW.article(52, 3), IMPLEMENTING_RULES.article(32)),
        plain="当场处罚报机关备案",
        codes=("A-10", "A-33"),
    )
    hand_in_fine = Step(
        "登记当场收缴罚款交至本机关",
        at=(At.ON_THE_SPOT, At.PERFORMING),
        by=INSPECTOR,
        form=CashHandedIn,
        requires=(recorded(facts.FINE_COLLECTED),),
        within=terms.D18A.within(after=facts.FINE_COLLECTED),
        records=(Record(facts.FINE_HANDED_IN, on=lambda form, view: form.handed_on, evidence=("voucher",)),),
        ends=(facts.FINE_COLLECTED,),
        under=PENALTY_LAW.article(71),
        plain="当场收缴的罚款交至本机关",
        codes=("A-10",),
    )
    bank_fine = Step(
        "登记当场收缴罚款缴付银行",
        at=(At.ON_THE_SPOT, At.PERFORMING),
        by=INSPECTOR,
        form=CashHandedIn,
        requires=(recorded(facts.FINE_HANDED_IN),),
        within=terms.D18B.within(after=facts.FINE_HANDED_IN),
        ends=(facts.FINE_HANDED_IN,),
        under=PENALTY_LAW.article(71),
        plain="当场收缴的罚款缴付代收银行",
        codes=("A-10",),
    )
    fine_payment = clocks.FINE_PAYMENT
    handling_performance = clocks.HANDLING_PERFORMANCE
    reconsideration_term = clocks.RECONSIDERATION_TERM
    suit_term = clocks.SUIT_TERM

    record_payment = Step(
        "登记缴款",
        at=(At.ON_THE_SPOT, *OWING, At.COURT),
        by=INSPECTOR,
        form=Payment,
        prefill=known.payment,
        collects=True,
        counts=(Count(settings.FINE_PAID, lambda form, view: (form.amount,)),),
        under=PENALTY_LAW.article(67, 3),
        aside=True,
        plain="用人单位缴来一笔罚款",
        codes=("A-35",),
    )
    confirm_performance = Step(
        "确认履行完毕",
        at=(At.ON_THE_SPOT, *OWING, At.COURT),
        by=INSPECTOR,
        form=Performance,
        prefill=known.performance,
        requires=(guards.fine_paid,),
        records=(Record(facts.PERFORMED, evidence=("content", "proof")),),
        ends=(facts.PAYMENT_PLAN,),
        closes=(clocks.FINE_PAYMENT, clocks.HANDLING_PERFORMANCE, clocks.PLAN, clocks.DEMAND, clocks.COURT_WINDOW),
        under=PENALTY_LAW.article(66, 1),
        plain="用人单位已经履行",
        codes=("A-35",),
    )
    approve_plan = Step(
        "批准暂缓或者分期缴纳",
        at=OWING,
        by=ORGAN_HEAD,
        form=Deferral,
        requires=(
            recorded(facts.FINE_SERVED, under=PENALTY_LAW.article(66, 2)),
            not_recorded(facts.PERFORMED, "已经履行完毕"),
            not_recorded(facts.PAYMENT_PLAN, "已经批准过，正在执行"),
            guards.plan_covers_fine,
        ),
        records=(Record(facts.PAYMENT_PLAN, evidence=("hardship", "instalments")),),
        ends=(facts.DEMAND_SERVED, facts.REMEDIES_OVER),
        closes=(clocks.FINE_PAYMENT, clocks.DEMAND, clocks.COURT_WINDOW),
        to=At.PERFORMING,
        under=(PENALTY_LAW.article(66, 2), PENALTY_LAW.article(72, 2)),
        issues=issued.PLAN,
        aside=True,
        plain="用人单位确有困难，批准暂缓或者分期缴纳",
        codes=("A-34",),
    )
    serve_plan = registers_service(
        "登记延期（分期）缴纳批准书送达",
        "payment_plan_approval",
        facts.PLAN_SERVED,
        at=(*OWING, At.COURT),
        plain="把批准书送给用人单位",
        codes=("A-34",),
    )
    plan = clocks.PLAN
    plan_broken = Step(
        "登记没有按计划缴纳",
        at=At.PERFORMING,
        by=INSPECTOR,
        form=Confirmation,
        requires=(
            recorded(facts.PAYMENT_PLAN),
            not_recorded(facts.PERFORMED, "已经履行完毕"),
            term_over(clocks.PLAN, under=PENALTY_LAW.article(66, 2)),
        ),
        ends=(facts.PAYMENT_PLAN,),
        under=PENALTY_LAW.article(72, 1),
        aside=True,
        plain="用人单位没有按计划缴纳",
        codes=("A-34", "A-36"),
    )
