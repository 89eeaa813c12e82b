"""The terms of a labour inspection that facts begin, so that guards and several steps can read them.

The case type takes each as an attribute; the terms of one step alone stand with that step.
"""

from __future__ import annotations

from datetime import date

from engine.computation import Length, Unit
from engine.counting import count
from engine.law import LocalPractice
from engine.terms import Clock, Expiry, Extension
from engine.view import CaseView
from workflows.labour_inspection import facts, settings
from workflows.labour_inspection.forms import Order
from workflows.labour_inspection.forms.decision import HandlingDecision, HearingPlan, SpotOrder
from workflows.labour_inspection.forms.execution import Deferral
from workflows.laws import (
    COMPULSION_LAW,
    IMPLEMENTING_RULES,
    INSPECTION_REGULATION,
    LITIGATION_INTERPRETATION,
    LITIGATION_LAW,
    PENALTY_LAW,
    PUBLICITY_GUIDE,
    RECONSIDERATION_LAW,
    SOCIAL_INSURANCE_LAW,
    TRANSFER_REGULATION,
)
from workflows.procedure import ORDER_SERVED, ORGAN_HEAD


def correction_ends(view: CaseView) -> date:
    """The day that the order names, given on the spot or in writing."""
    order, spot = view.maybe(Order), view.maybe(SpotOrder)
    if order is not None:
        return order.correct_by
    return spot.correct_by if spot is not None else view.day


def defence_ends(view: CaseView) -> date:
    """So many working days after service as the office has set."""
    served = view.fact_on(facts.NOTICE_SERVED) or view.day
    days = int(view.around.setting(settings.DEFENCE_DAYS.code))
    return count(served, Length(days, Unit.WORKING_DAYS), view.around.calendar).due


NINETY_DAYS = Clock(
    "处罚案件办案期限（提示）",
    after=facts.CASE_FILED,
    length=Length(90, Unit.CALENDAR_DAYS),
    under=PENALTY_LAW.article(60),
    on_expiry=Expiry.WARN,
    owed_by="本机关",
)
DECISION = Clock(
    "作出决定的期限",
    after=facts.INVESTIGATION_CONCLUDED,
    length=Length(15, Unit.WORKING_DAYS),
    under=IMPLEMENTING_RULES.whole(),
    on_expiry=Expiry.WARN,
    owed_by="本机关",
    extension=Extension(None, ORGAN_HEAD, "特殊情况", IMPLEMENTING_RULES.whole(), times=None),
)
OBJECTION_TO_POLICE = Clock(
    "提请复议或者立案监督的期限",
    after=facts.POLICE_REFUSED,
    length=Length(3, Unit.CALENDAR_DAYS),
    under=TRANSFER_REGULATION.article(9, 1),
    on_expiry=Expiry.RIGHT_LOST,
    owed_by="本机关",
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
HEARING_REQUEST = Clock(
    "听证申请期限",
    after=facts.HEARING_RIGHT_SERVED,
    length=Length(5, Unit.WORKING_DAYS),
    under=PENALTY_LAW.article(64, 1, 1),
    on_expiry=Expiry.RIGHT_LOST,
    owed_by="当事人",
)
HEARING_DAY = Clock(
    "听证日",
    after=facts.HEARING_ARRANGED,
    until=lambda view: view.get(HearingPlan).held_on,
    under=PENALTY_LAW.article(64, 1, 2),
    owed_by="听证主持人",
)
FINE_PAYMENT = Clock(
    "缴纳罚款期限",
    after=facts.FINE_SERVED,
    length=Length(15, Unit.CALENDAR_DAYS),
    under=PENALTY_LAW.article(67, 3),
    owed_by="当事人",
)
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
RECONSIDERATION_TERM = Clock(
    "申请复议期限",
    after=facts.DECISION_SERVED,
    length=Length(60, Unit.CALENDAR_DAYS),
    under=RECONSIDERATION_LAW.article(20, 1),
    on_expiry=Expiry.RIGHT_LOST,
    owed_by="当事人",
)
SUIT_TERM = Clock(
    "起诉期限",
    after=facts.DECISION_SERVED,
    length=Length(6, Unit.MONTHS),
    under=LITIGATION_LAW.article(46, 1),
    on_expiry=Expiry.RIGHT_LOST,
    owed_by="当事人",
)
SUIT_AFTER_RECONSIDERATION = Clock(
    "复议后起诉期限",
    after=facts.RECONSIDERED_UPHELD,
    length=Length(15, Unit.CALENDAR_DAYS),
    under=LITIGATION_LAW.article(45),
    on_expiry=Expiry.RIGHT_LOST,
    owed_by="当事人",
)
DEMAND = Clock(
    "催告后等待期限",
    after=facts.DEMAND_SERVED,
    length=Length(10, Unit.WORKING_DAYS),
    under=COMPULSION_LAW.article(54),
    owed_by="当事人",
)
COURT_WINDOW = Clock(
    "申请法院强制执行的期限",
    after=facts.REMEDIES_OVER,
    length=Length(3, Unit.MONTHS),
    under=COMPULSION_LAW.article(53),
    on_expiry=Expiry.BLOCK,
    owed_by="本机关",
)
JUDGMENT_WINDOW = Clock(
    "申请执行生效裁判的期限",
    after=facts.JUDGMENT_EFFECTIVE,
    length=Length(24, Unit.MONTHS),
    under=LITIGATION_INTERPRETATION.article(153),
    on_expiry=Expiry.BLOCK,
    owed_by="本机关",
)
COURT_RULING = Clock(
    "法院作出执行裁定的期限",
    after=facts.COURT_ACCEPTED,
    length=Length(7, Unit.WORKING_DAYS),
    under=COMPULSION_LAW.article(57),
    on_expiry=Expiry.WARN,
    owed_by="人民法院",
)
COURT_CHALLENGE = Clock(
    "对不予受理、不予执行裁定申请复议的期限",
    after=facts.COURT_REFUSED,
    length=Length(15, Unit.CALENDAR_DAYS),
    under=COMPULSION_LAW.article(58, 3),
    on_expiry=Expiry.RIGHT_LOST,
    owed_by="本机关",
)
EXECUTION_PAUSE = Clock(
    "中止执行满三年",
    after=facts.EXECUTION_SUSPENDED,
    length=Length(36, Unit.MONTHS),
    under=COMPULSION_LAW.article(39, 2),
    owed_by="本机关",
)
ANSWER_ORDINARY = Clock(
    "提出复议答复的期限",
    after=facts.RECONSIDERATION_ORDINARY,
    length=Length(10, Unit.WORKING_DAYS),
    under=RECONSIDERATION_LAW.article(48),
    on_expiry=Expiry.RIGHT_LOST,
    owed_by="本机关",
)
ANSWER_SIMPLE = Clock(
    "提出复议答复的期限（简易程序）",
    after=facts.RECONSIDERATION_SIMPLE,
    length=Length(5, Unit.WORKING_DAYS),
    under=RECONSIDERATION_LAW.article(54, 1),
    on_expiry=Expiry.RIGHT_LOST,
    owed_by="本机关",
)
ANSWER_SUIT = Clock(
    "提交答辩状和证据的期限",
    after=facts.SUIT,
    length=Length(15, Unit.CALENDAR_DAYS),
    under=LITIGATION_LAW.article(67, 1),
    on_expiry=Expiry.RIGHT_LOST,
    owed_by="本机关",
)
PUBLISH_PENALTY = Clock(
    "公开处罚结果的期限",
    after=facts.PENALTY_DECIDED,
    length=Length(7, Unit.WORKING_DAYS),
    under=PUBLICITY_GUIDE.whole(),
    on_expiry=Expiry.WARN,
    owed_by="本机关",
)
PUBLISH_OTHER = Clock(
    "公开其他执法结果的期限",
    after=facts.HANDLING_DECIDED,
    length=Length(20, Unit.WORKING_DAYS),
    under=PUBLICITY_GUIDE.whole(),
    on_expiry=Expiry.WARN,
    owed_by="本机关",
)
ANNOUNCEMENT = Clock(
    "公告送达期间",
    after=facts.ANNOUNCED,
    length=Length(30, Unit.CALENDAR_DAYS),
    under=PENALTY_LAW.article(61, 1),
    on_expiry=Expiry.DEEMED,
    owed_by="当事人",
)
