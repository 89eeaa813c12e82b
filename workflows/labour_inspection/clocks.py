"""The terms of a labour inspection that facts begin, so that guards and several steps can read them.

The case type takes each as an attribute; the terms of one step alone stand with that step.
"""

from __future__ import annotations

from datetime import date

from engine.computation import Length, Unit
from engine.counting import count
from engine.law import LocalPractice
from engine.terms import Clock, Expiry
from engine.view import CaseView
from workflows.labour_inspection import facts, settings
from workflows.labour_inspection.compose import last_order
from workflows.labour_inspection.forms.decision import HandlingDecision, HearingPlan
from workflows.labour_inspection.forms.execution import Deferral
from workflows.laws import (
    INSPECTION_REGULATION,
    LITIGATION_INTERPRETATION,
    PENALTY_LAW,
    SOCIAL_INSURANCE_LAW,
    THREE_SYSTEMS,
)
from workflows.procedure import ORDER_SERVED
from workflows.terms import crime, inspection, remedies


def correction_ends(view: CaseView) -> date:
    """The day that the last order names, given on the spot or in writing."""
    order = last_order(view)
    return order.correct_by if order is not None else view.day


def defence_ends(view: CaseView) -> date:
    """So many working days after service as the office has set."""
    served = view.fact_on(facts.NOTICE_SERVED) or view.day
    days = int(view.around.setting(settings.DEFENCE_DAYS.code))
    return count(served, Length(days, Unit.WORKING_DAYS), view.calendar).due


NINETY_DAYS = inspection.D06.clock("处罚案件办案期限（提示）", after=facts.CASE_FILED, owed_by="本机关")
DECISION = inspection.D05.clock("作出决定的期限", after=facts.INVESTIGATION_CONCLUDED, owed_by="本机关")
OBJECTION_TO_POLICE = crime.D35A.clock(
    "提请复议或者立案监督的期限", after=facts.POLICE_REFUSED, owed_by="本机关", on_expiry=Expiry.BLOCK
)
CORRECTION = Clock(
    "改正期限",
    after=ORDER_SERVED,
    until=correction_ends,
    under=SOCIAL_INSURANCE_LAW.article(84),
    owed_by="用人单位",
)
DEFENCE = Clock(
    "陈述申辩期限",
    after=facts.NOTICE_SERVED,
    until=defence_ends,
    under=LocalPractice("告知书载明的陈述申辩期限"),
    owed_by="当事人",
)
HEARING_REQUEST = inspection.D10.clock("听证申请期限", after=facts.HEARING_RIGHT_SERVED, owed_by="当事人")
HEARING_DAY = Clock(
    "听证日",
    after=facts.HEARING_ARRANGED,
    until=lambda view: view.get(HearingPlan).held_on,
    under=PENALTY_LAW.article(64, 1, 2),
    on_expiry=Expiry.WARN,
    owed_by="听证主持人",
)
FINE_PAYMENT = inspection.D16.clock("缴纳罚款期限", after=facts.FINE_SERVED, owed_by="当事人")
HANDLING_PERFORMANCE = Clock(
    "履行行政处理决定的期限",
    after=facts.HANDLING_SERVED,
    until=lambda view: view.get(HandlingDecision).perform_by,
    under=INSPECTION_REGULATION.article(18, 1, 2),
    owed_by="当事人",
)
PLAN = Clock(
    "暂缓或者分期缴纳期限",
    after=facts.PAYMENT_PLAN,
    until=lambda view: view.get(Deferral).instalments[-1].due,
    under=PENALTY_LAW.article(66, 2),
    owed_by="当事人",
)
RECONSIDERATION_TERM = remedies.D19.clock("申请复议期限", after=facts.DECISION_SERVED, owed_by="当事人")
SUIT_TERM = remedies.D20.clock("起诉期限", after=facts.DECISION_SERVED, owed_by="当事人")
SUIT_AFTER_RECONSIDERATION = remedies.D21A.clock("复议后起诉期限", after=facts.RECONSIDERED_UPHELD, owed_by="当事人")
SUIT_AFTER_REJECTION = remedies.D21B.clock(
    "复议申请被驳回后起诉期限", after=facts.RECONSIDERATION_REJECTED, owed_by="当事人"
)
DEMAND = remedies.D25.clock("催告后等待期限", after=facts.DEMAND_SERVED, owed_by="当事人")
COURT_WINDOW = remedies.D26.clock(
    "申请法院强制执行的期限", after=facts.REMEDIES_OVER, owed_by="本机关", on_expiry=Expiry.BLOCK
)
JUDGMENT_WINDOW = Clock(
    "申请执行生效裁判的期限",
    after=facts.JUDGMENT_EFFECTIVE,
    length=Length(24, Unit.MONTHS),
    under=LITIGATION_INTERPRETATION.article(153),
    on_expiry=Expiry.BLOCK,
    owed_by="本机关",
)
COURT_RULING = remedies.D27B.clock("法院作出执行裁定的期限", after=facts.COURT_ACCEPTED, owed_by="人民法院")
COURT_CHALLENGE = remedies.D27D.clock(
    "对不予受理、不予执行裁定申请复议的期限", after=facts.COURT_REFUSED, owed_by="本机关", on_expiry=Expiry.BLOCK
)
EXECUTION_PAUSE = remedies.D37.clock(
    "中止执行满三年", after=facts.EXECUTION_SUSPENDED, owed_by="本机关", on_expiry=Expiry.OPEN_NEXT
)
ANSWER_ORDINARY = remedies.D23A.clock(
    "提出复议答复的期限", after=facts.RECONSIDERATION_ORDINARY, owed_by="本机关", on_expiry=Expiry.WARN
)
ANSWER_SIMPLE = remedies.D23B.clock(
    "提出复议答复的期限（简易程序）", after=facts.RECONSIDERATION_SIMPLE, owed_by="本机关", on_expiry=Expiry.WARN
)
ANSWER_SUIT = remedies.D39.clock("提交答辩状和证据的期限", after=facts.SUIT, owed_by="本机关")
PUBLISH_PENALTY = inspection.D29.clock("公开处罚结果的期限", after=facts.PENALTY_DECIDED, owed_by="本机关")
PUBLISH_OTHER = Clock(
    "公开其他执法结果的期限",
    after=facts.HANDLING_DECIDED,
    length=Length(20, Unit.WORKING_DAYS),
    under=THREE_SYSTEMS.whole(),
    on_expiry=Expiry.WARN,
    owed_by="本机关",
)
ANNOUNCEMENT = inspection.D15.clock("公告送达期间", after=facts.ANNOUNCED, owed_by="当事人")
