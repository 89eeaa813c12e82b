"""When nobody performs: demand, the end of the remedies, and the court's help."""

from __future__ import annotations

from engine.casetype import HandOff, Record, Reply, Step
from engine.guards import not_recorded, recorded, term_over
from engine.law import LocalPractice
from forms.parts import ServiceReceipt
from workflows.labour_inspection import clocks, compose, facts, guards
from workflows.labour_inspection.execution import OWING, Executing
from workflows.labour_inspection.forms.execution import (
    Application,
    Demand,
    DemandDefence,
    RemediesOver,
)
from workflows.labour_inspection.forms.investigation import Ground, Receipt
from workflows.labour_inspection.issued import execution as issued
from workflows.labour_inspection.issued.service import proof
from workflows.labour_inspection.stages import FILED_ON, At
from workflows.laws import (
    COMPULSION_LAW,
    PENALTY_LAW,
    RECONSIDERATION_LAW,
)
from workflows.procedure import COURT_OF_LAW, INSPECTOR, ORGAN_HEAD, as_written, served_record
from workflows.terms import remedies

NO_REMEDY = (
    not_recorded(facts.RECONSIDERATION, "行政复议正在进行", under=COMPULSION_LAW.article(53)),
    not_recorded(facts.SUIT, "行政诉讼正在进行", under=COMPULSION_LAW.article(53)),
)
STILL_BINDING = (
    not_recorded(facts.DECISION_ANNULLED, "决定已被撤销"),
    not_recorded(facts.DECISION_CHANGED, "决定已被变更，由复议机关执行", under=RECONSIDERATION_LAW.article(78, 1, 2)),
)
TO_COURT: HandOff[Application] = HandOff(
    "court_application",
    "申请强制执行",
    to=COURT_OF_LAW,
    opens="",
    external=True,
    carries=Application,
    payload=as_written,
    answer_within=remedies.D27A.within(after=facts.DEMAND_SERVED),
    checklist=(
        "强制执行申请书",
        "行政决定书及事实、理由和依据",
        "当事人的意见及催告情况",
        "执行标的情况",
        "其他材料",
    ),
)


class Enforcing(Executing):
    """From the demand to what the court made of it."""

    demand_performance = Step(
        "催告",
        at=At.PERFORMING,
        to=At.DEMANDED,
        by=(INSPECTOR, ORGAN_HEAD),
        form=Demand,
        requires=(
            recorded(facts.DECISION_SERVED, under=COMPULSION_LAW.article(54)),
            not_recorded(facts.PERFORMED, "已经履行完毕"),
            not_recorded(facts.PAYMENT_PLAN, "正在按计划缴纳"),
            *STILL_BINDING,
            guards.performance_overdue,
        ),
        prefill=compose.demand_prefill,
        under=(COMPULSION_LAW.article(54), COMPULSION_LAW.article(35)),
        issues=issued.DEMAND,
        plain="用人单位没有按期履行，催告",
        codes=("A-36",),
    )
    serve_demand = Step(
        "登记催告书送达",
        at=At.DEMANDED,
        by=INSPECTOR,
        form=ServiceReceipt,
        requires=guards.SERVED,
        records=(served_record(facts.DEMAND_SERVED),),
        under=(COMPULSION_LAW.article(38), COMPULSION_LAW.article(54)),
        serves="demand",
        issues=proof("demand"),
        plain="把催告书送给用人单位",
        codes=("A-36",),
    )
    demand_term = clocks.DEMAND
    hear_on_demand = Step(
        "登记对催告的陈述申辩",
        at=At.DEMANDED,
        by=INSPECTOR,
        form=DemandDefence,
        requires=(recorded(facts.DEMAND_SERVED),),
        under=COMPULSION_LAW.article(36),
        aside=True,
        plain="听取用人单位对催告的意见",
        codes=("A-36",),
    )
    confirm_remedies_over = Step(
        "核实救济期限届满",
        at=OWING,
        by=INSPECTOR,
        form=RemediesOver,
        requires=(
            recorded(facts.DECISION_SERVED),
            *NO_REMEDY,
            *STILL_BINDING,
            not_recorded(facts.PAYMENT_PLAN, "正在按计划缴纳", under=PENALTY_LAW.article(72, 2)),
            guards.remedy_terms_over,
        ),
        records=(Record(facts.REMEDIES_OVER, on=compose.window_begins, evidence=("checked",)),),
        under=(COMPULSION_LAW.article(53), PENALTY_LAW.article(72, 2)),
        plain="用人单位没有申请复议，也没有起诉",
        codes=("A-37",),
    )
    court_window = clocks.COURT_WINDOW
    apply_to_court = Step[Application](
        "申请法院强制执行",
        at=At.DEMANDED,
        to=At.COURT,
        by=ORGAN_HEAD,
        form=Application,
        requires=(
            recorded(facts.DEMAND_SERVED, under=COMPULSION_LAW.article(54), lifted_by="承办监察员登记催告书送达"),
            term_over(clocks.DEMAND, under=COMPULSION_LAW.article(54)),
            guards.nothing_left_to_contest,
            guards.court_window_open,
            not_recorded(facts.PERFORMED, "已经履行完毕"),
            not_recorded(facts.PAYMENT_PLAN, "正在按计划缴纳"),
            *NO_REMEDY,
            *STILL_BINDING,
        ),
        closes=(clocks.COURT_WINDOW, clocks.JUDGMENT_WINDOW, clocks.DEMAND),
        under=(COMPULSION_LAW.article(53), COMPULSION_LAW.article(55)),
        hands_off=TO_COURT,
        prefill=compose.application_prefill,
        issues=issued.APPLICATION,
        plain="申请人民法院强制执行",
        codes=("A-37",),
    )
    court_accepted = Step(
        "登记法院受理",
        at=At.COURT,
        by=INSPECTOR,
        form=Receipt,
        on=("court_application", Reply.ACCEPTED),
        records=(Record(facts.COURT_ACCEPTED, on=lambda form, view: form.received_on),),
        under=COMPULSION_LAW.article(56, 1),
        aside=True,
        plain="人民法院已经受理",
        codes=("A-38",),
    )
    court_ruling = clocks.COURT_RULING
    court_granted = Step(
        "登记准予执行裁定",
        at=At.COURT,
        by=INSPECTOR,
        form=Receipt,
        on=("court_application", Reply.PROGRESS),
        records=(Record(facts.COURT_GRANTED, on=lambda form, view: form.received_on),),
        ends=(facts.COURT_REFUSED,),
        closes=(clocks.COURT_RULING, clocks.COURT_CHALLENGE),
        under=COMPULSION_LAW.article(57),
        aside=True,
        plain="人民法院裁定准予执行",
        codes=("A-38",),
    )
    court_refused = Step(
        "登记不予受理或者不准予执行裁定",
        at=At.COURT,
        by=INSPECTOR,
        form=Receipt,
        on=("court_application", Reply.PROGRESS),
        records=(Record(facts.COURT_REFUSED, on=lambda form, view: form.received_on),),
        closes=(clocks.COURT_RULING,),
        under=(COMPULSION_LAW.article(56, 2), COMPULSION_LAW.article(58, 2)),
        aside=True,
        plain="人民法院裁定不准予执行",
        codes=("A-38",),
    )
    court_challenge = clocks.COURT_CHALLENGE
    challenge_refusal = Step(
        "向上一级法院申请复议",
        at=At.COURT,
        by=ORGAN_HEAD,
        form=Ground,
        requires=(recorded(facts.COURT_REFUSED), guards.challenge_in_time),
        records=(facts.REFUSAL_CHALLENGED,),
        closes=(clocks.COURT_CHALLENGE,),
        under=(COMPULSION_LAW.article(56, 2), COMPULSION_LAW.article(58, 3)),
        aside=True,
        plain="对裁定有异议，申请上一级法院复议",
        codes=("A-38",),
    )
    refusal_final = Step(
        "登记裁定终局",
        at=At.COURT,
        by=INSPECTOR,
        form=Receipt,
        on=("court_application", Reply.RETURNED),
        requires=(recorded(facts.COURT_REFUSED), guards.refusal_stands),
        records=(facts.COURT_REFUSAL_FINAL,),
        ends=(facts.REFUSAL_CHALLENGED,),
        closes=(clocks.COURT_CHALLENGE,),
        under=COMPULSION_LAW.article(58, 3),
        aside=True,
        plain="不准予执行的裁定已经终局",
        codes=("A-38",),
    )
    court_executed = Step(
        "登记法院执行完毕",
        at=At.COURT,
        by=INSPECTOR,
        form=Receipt,
        on=("court_application", Reply.ANSWERED),
        requires=(recorded(facts.COURT_GRANTED),),
        records=(facts.PERFORMED,),
        under=(COMPULSION_LAW.article(57), PENALTY_LAW.article(72, 1, 4)),
        aside=True,
        plain="人民法院已经执行完毕",
        codes=("A-38",),
    )
    suspend_execution = Step(
        "登记中止执行",
        at=(At.PERFORMING, At.DEMANDED, At.COURT),
        by=ORGAN_HEAD,
        form=Ground,
        records=(facts.EXECUTION_SUSPENDED,),
        under=COMPULSION_LAW.article(39, 1),
        aside=True,
        plain="用人单位暂无履行能力，中止执行",
        codes=("A-38",),
    )
    execution_pause = clocks.EXECUTION_PAUSE
    resume_execution = Step(
        "恢复执行",
        at=(At.PERFORMING, At.DEMANDED, At.COURT),
        by=ORGAN_HEAD,
        form=Ground,
        requires=(recorded(facts.EXECUTION_SUSPENDED),),
        ends=(facts.EXECUTION_SUSPENDED,),
        closes=(clocks.EXECUTION_PAUSE,),
        under=COMPULSION_LAW.article(39, 2),
        aside=True,
        plain="恢复执行",
        codes=("A-38",),
    )
    note_party_gone = Step(
        "确认当事人死亡或者终止",
        at=(*FILED_ON, At.TRANSFERRED),
        by=ORGAN_HEAD,
        form=Ground,
        records=(Record(facts.PARTY_GONE, evidence=("reason",)),),
        under=(COMPULSION_LAW.article(40, 1, 1), COMPULSION_LAW.article(40, 1, 2)),
        aside=True,
        plain="当事人死亡或者终止，没有财产和义务承受人",
        codes=("A-38",),
    )
    end_execution = Step(
        "登记不再执行",
        at=(At.PERFORMING, At.DEMANDED, At.COURT),
        by=ORGAN_HEAD,
        form=Ground,
        requires=(recorded(facts.EXECUTION_SUSPENDED), term_over(clocks.EXECUTION_PAUSE)),
        records=(facts.EXECUTION_ENDED,),
        under=(COMPULSION_LAW.article(39, 2), LocalPractice("参照行政机关自行执行的规定")),
        plain="中止执行已满三年，不再执行",
        codes=("A-38",),
    )
