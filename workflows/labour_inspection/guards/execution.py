"""Conditions of service, performance, plans and the court's help."""

from __future__ import annotations

from decimal import Decimal

from engine.guards import FormField, Look, guard
from engine.service import ServiceMode as Service
from workflows.labour_inspection import clocks, facts, settings
from workflows.laws import (
    CIVIL_PROCEDURE_LAW,
    COMPULSION_LAW,
    CRIME_TRANSFER_RULES,
    PENALTY_LAW,
)
from workflows.procedure import SERVICE, SERVICE_DAY, service_day


@guard(
    "各期都晚于今天，合计等于尚未缴纳的罚款",
    reads=(FormField("instalments"), settings.FINE, settings.FINE_PAID),
    under=PENALTY_LAW.article(66, 2),
)
def plan_covers_fine(look: Look) -> str | None:
    """A plan lies ahead and pays the whole fine."""
    parts = look.answer("instalments")
    if any(part.due <= look.day for part in parts):
        return "各期的缴纳期限必须晚于今天"
    owed = look.total(settings.FINE) - look.total(settings.FINE_PAID)
    planned = sum((part.amount for part in parts), Decimal(0))
    return None if planned == owed else f"各期合计{planned:,.2f}元，尚未缴纳的罚款是{owed:,.2f}元"


@guard("罚款已经缴清", reads=(settings.FINE, settings.FINE_PAID), under=PENALTY_LAW.article(66, 1))
def fine_paid(look: Look) -> str | None:
    """The whole fine has been paid."""
    missing = look.total(settings.FINE) - look.total(settings.FINE_PAID)
    return f"罚款还有{missing:,.2f}元没有缴纳" if missing > 0 else None


@guard(
    "履行期限已经届满",
    reads=(clocks.FINE_PAYMENT, clocks.HANDLING_PERFORMANCE, clocks.PLAN),
    under=COMPULSION_LAW.article(54),
    lifted_by="等待履行期限届满",
)
def performance_overdue(look: Look) -> str | None:
    """Nobody is pressed before the time to perform is over."""
    terms = (clocks.FINE_PAYMENT, clocks.HANDLING_PERFORMANCE, clocks.PLAN)
    overdue = [look.expired(term) for term in terms]
    return None if any(overdue) else "履行期限还没有届满"


@guard(
    "复议和起诉期限都已届满",
    reads=(
        facts.DECIDED_ON_THE_SPOT,
        facts.RECONSIDERED_UPHELD,
        facts.RECONSIDERATION_REJECTED,
        clocks.SUIT_AFTER_REJECTION,
        clocks.RECONSIDERATION_TERM,
        clocks.SUIT_TERM,
        clocks.SUIT_AFTER_RECONSIDERATION,
    ),
    under=COMPULSION_LAW.article(53),
    lifted_by="等待救济期限届满",
)
def remedy_terms_over(look: Look) -> str | None:
    """Whichever remedy the path left open has run out."""
    if look.holds(facts.RECONSIDERED_UPHELD):
        over = look.expired(clocks.SUIT_AFTER_RECONSIDERATION)
        return None if over else "对复议决定的起诉期限还没有届满"
    if look.holds(facts.RECONSIDERATION_REJECTED) and look.running(clocks.SUIT_AFTER_REJECTION):
        return "复议申请被驳回后的起诉期限还没有届满"
    if not look.expired(clocks.RECONSIDERATION_TERM):
        return "申请复议期限还没有届满"
    # Who was penalised on the spot must ask for reconsideration first, so its end leaves no suit open.
    if look.holds(facts.DECIDED_ON_THE_SPOT) or look.expired(clocks.SUIT_TERM):
        return None
    return "起诉期限还没有届满"


@guard(
    "在申请法院强制执行的期限内",
    reads=(
        FormField("late_reason"),
        facts.REMEDIES_OVER,
        facts.JUDGMENT_EFFECTIVE,
        clocks.COURT_WINDOW,
        clocks.JUDGMENT_WINDOW,
    ),
    under=COMPULSION_LAW.article(53),
    lifted_by="写明逾期申请的正当理由，由人民法院决定是否受理",
)
def court_window_open(look: Look) -> str | None:
    """Three months after the remedies, two years after a judgment; later only for a good reason."""
    judged = look.holds(facts.JUDGMENT_EFFECTIVE) and look.running(clocks.JUDGMENT_WINDOW)
    unused = look.holds(facts.REMEDIES_OVER) and look.running(clocks.COURT_WINDOW)
    return None if judged or unused or look.answer("late_reason") else "申请法院强制执行的期限已经届满"


@guard(
    "救济期限已经届满，或者裁判已经生效",
    reads=(facts.REMEDIES_OVER, facts.JUDGMENT_EFFECTIVE),
    under=COMPULSION_LAW.article(53),
    lifted_by="承办监察员核实并登记",
)
def nothing_left_to_contest(look: Look) -> str | None:
    """A court enforces only what can no longer be contested."""
    over = look.holds(facts.REMEDIES_OVER) or look.holds(facts.JUDGMENT_EFFECTIVE)
    return None if over else "还没有“复议和起诉期限都已届满”或者“裁判已经生效”的记录"


@guard(
    "公告送达的，公告已满三十日，送达日期填公告之日",
    reads=(*SERVICE_DAY, clocks.ANNOUNCEMENT),
    under=CIVIL_PROCEDURE_LAW.article(95, 1),
    lifted_by="发布公告并等待三十日",
)
def announced_long_enough(look: Look) -> str | None:
    """Public notice counts as service once thirty days have passed since it was published (民事诉讼法 95).

    The day is the announcement's own, so that its clock and the day of service are one and the same.
    """
    if look.answer("way") is not Service.PUBLIC_NOTICE:
        return None
    ends = look.due(clocks.ANNOUNCEMENT)
    if ends is None:
        return "还没有发布送达公告"
    if service_day(look) != ends:
        return f"送达日期要填发出公告的日期：公告期满日为{ends.isoformat()}"
    return "公告发布还没有满三十日，不视为送达" if look.day < ends else None


@guard(
    "在申请上一级法院复议的期限内",
    reads=(clocks.COURT_CHALLENGE,),
    under=COMPULSION_LAW.article(58, 3),
)
def challenge_in_time(look: Look) -> str | None:
    """Fifteen days from the ruling, then it stands."""
    return "对裁定申请复议的期限已经届满" if look.expired(clocks.COURT_CHALLENGE) else None


@guard(
    "申请上一级法院复议的期限已经届满，或者上一级法院已经裁定",
    reads=(facts.REFUSAL_CHALLENGED, clocks.COURT_CHALLENGE),
    under=COMPULSION_LAW.article(58, 3),
    lifted_by="等待期限届满，或者登记向上一级法院申请复议",
)
def refusal_stands(look: Look) -> str | None:
    """A ruling is not final while it can still be challenged."""
    open_still = look.running(clocks.COURT_CHALLENGE) and not look.holds(facts.REFUSAL_CHALLENGED)
    return "对裁定还可以申请复议，尚未终局" if open_still else None


@guard(
    "在提请复议、建议立案监督的期限内",
    reads=(clocks.OBJECTION_TO_POLICE,),
    under=CRIME_TRANSFER_RULES.article(9, 1),
)
def objection_in_time(look: Look) -> str | None:
    """Three days from the police's notice."""
    over = look.expired(clocks.OBJECTION_TO_POLICE)
    return "提请复议、建议立案监督的期限已经届满，依法继续行政处理" if over else None


SERVED = (*SERVICE, announced_long_enough)
"""What registering a service always needs, and of a public notice that its announcement is on file."""
