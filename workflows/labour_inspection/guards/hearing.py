"""Conditions of hearing the party: its defence, its right to a hearing, and the hearing itself."""

from __future__ import annotations

from engine.computation import Length, Unit
from engine.guards import ASSIGNED, FormField, Look, guard
from workflows.labour_inspection import clocks, facts, settings
from workflows.labour_inspection.forms.choices import (
    HEARD_ALWAYS,
    Defence,
    NoHearing,
    Sanction,
    Subject,
)
from workflows.laws import (
    PENALTY_LAW,
)
from workflows.procedure import SERVICE_DAY, service_day

BEFORE_HEARING = Length(7, Unit.WORKING_DAYS)


@guard(
    "达到听证起点的告知听证权利",
    reads=(
        FormField("sanction"),
        FormField("amount"),
        FormField("subject"),
        FormField("hearing"),
        settings.HEARING_ORGANISATION,
        settings.HEARING_PERSON,
    ),
    under=PENALTY_LAW.article(63, 1),
)
def hearing_right_told(look: Look) -> str | None:
    """Large fines and heavy penalties come with the right to a hearing."""
    if look.answer("hearing") or look.answer("sanction") in {Sanction.WARNING, Sanction.CRITICISM}:
        return None
    if look.answer("sanction") in HEARD_ALWAYS:
        return f"“{look.answer('sanction').label}”应当告知听证权利"
    person = look.answer("subject") is Subject.PERSON
    limit = look.threshold(settings.HEARING_PERSON if person else settings.HEARING_ORGANISATION)
    return f"罚款达到{limit:,.2f}元，应当告知听证权利" if look.answer("amount") >= limit else None


@guard("听证主持人不是本案调查人员", reads=(FormField("presiding"), ASSIGNED), under=PENALTY_LAW.article(64, 1, 4))
def presiding_did_not_investigate(look: Look) -> str | None:
    """Who presides is not who investigated."""
    return "听证主持人不能是本案的调查人员" if look.assigned(look.answer("presiding")) else None


@guard("在听证的七个工作日以前通知", reads=(FormField("held_on"),), under=PENALTY_LAW.article(64, 1, 2))
def hearing_told_in_time(look: Look) -> str | None:
    """At least seven working days lie between the notice and the hearing."""
    last = look.latest_before(look.answer("held_on"), BEFORE_HEARING)
    return f"最迟要在{last.isoformat()}以前通知，请把听证日期延后" if look.day > last else None


@guard(
    "听证通知在听证的七个工作日以前送达",
    reads=(*SERVICE_DAY, clocks.HEARING_DAY),
    under=PENALTY_LAW.article(64, 1, 2),
    lifted_by="改期听证",
)
def hearing_notice_in_time(look: Look) -> str | None:
    """The seven working days are the party's, so the day of service counts."""
    held_on = look.due(clocks.HEARING_DAY)
    if held_on is None:
        return "还没有安排听证"
    last = look.latest_before(held_on, BEFORE_HEARING)
    late = service_day(look) > last
    return f"听证定在{held_on.isoformat()}，通知最迟要在{last.isoformat()}送达；请先改期听证" if late else None


@guard("到了听证日", reads=(clocks.HEARING_DAY,), under=PENALTY_LAW.article(64, 1, 2), lifted_by="等到听证日")
def hearing_day_come(look: Look) -> str | None:
    """A hearing is held on its day, not before."""
    held_on = look.due(clocks.HEARING_DAY)
    if held_on is None:
        return "还没有安排听证"
    return f"听证定在{held_on.isoformat()}，还没有到" if look.day < held_on else None


@guard(
    "逾期未提出的，陈述申辩期限已经届满",
    reads=(FormField("way"), clocks.DEFENCE),
    under=PENALTY_LAW.article(62),
    lifted_by="等待期限届满，或者取得当事人明确放弃的声明",
)
def silent_until_the_end(look: Look) -> str | None:
    """Silence is no waiver: the term must have run."""
    if look.answer("way") is Defence.LAPSED and not look.expired(clocks.DEFENCE):
        return "陈述申辩期限还没有届满，没有表示意见不等于放弃"
    return None


@guard(
    "在听证申请期限内提出",
    reads=(FormField("requested_on"), clocks.HEARING_REQUEST),
    under=PENALTY_LAW.article(64, 1, 1),
    lifted_by="逾期的办理“登记不举行听证”",
)
def asked_in_time(look: Look) -> str | None:
    """Five working days; what was posted in time is in time."""
    last = look.due(clocks.HEARING_REQUEST)
    asked = look.answer("requested_on")
    return None if last is not None and asked <= min(last, look.day) else "不在听证申请期限内，按逾期登记"


@guard(
    "逾期的，听证申请期限已经届满",
    reads=(FormField("way"), clocks.HEARING_REQUEST),
    under=PENALTY_LAW.article(64, 1, 1),
)
def late_after_the_end(look: Look) -> str | None:
    """Nobody is late while the term runs."""
    running = look.answer("way") is NoHearing.OUT_OF_TIME and not look.expired(clocks.HEARING_REQUEST)
    return "听证申请期限还没有届满" if running else None


@guard(
    "听证已经举行、放弃或者逾期没有要求",
    reads=(
        facts.HEARING_TOLD,
        facts.HEARING_DONE,
        facts.HEARING_WAIVED,
        facts.HEARING_ASKED,
        clocks.HEARING_REQUEST,
    ),
    under=PENALTY_LAW.article(63, 1),
    lifted_by="举行听证，或者等待申请期限届满",
)
def hearing_settled(look: Look) -> str | None:
    """Whoever was told of a hearing gets it, gives it up, or lets its term run out."""
    if not look.holds(facts.HEARING_TOLD) or look.holds(facts.HEARING_DONE) or look.holds(facts.HEARING_WAIVED):
        return None
    if look.holds(facts.HEARING_ASKED):
        return "当事人要求听证，听证还没有举行"
    return None if look.expired(clocks.HEARING_REQUEST) else "听证申请期限还没有届满"
