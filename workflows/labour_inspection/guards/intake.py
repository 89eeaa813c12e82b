"""Conditions of taking a clue up: when it came, how old the conduct is, how often an enterprise may be checked."""

from __future__ import annotations

from datetime import date

from engine.counting import add_months
from engine.guards import FormField, Look, guard
from workflows.labour_inspection import facts, settings
from workflows.labour_inspection.forms.choices import (
    DeclineGround,
    ReferralGround,
)
from workflows.laws import (
    ENTERPRISE_CHECKS,
    INSPECTION_REGULATION,
    SOCIAL_INSURANCE_LAW,
    SOCIAL_INSURANCE_RULES,
)

TWO_YEARS = 24


def _future(look: Look, field: str, label: str) -> str | None:
    return f"{label}不能晚于今天" if look.answer(field) > look.day else None


@guard("收到日期不晚于今天", reads=(FormField("received_on"),), under=INSPECTION_REGULATION.article(14, 1))
def received_by_now(look: Look) -> str | None:
    """What lies in the future has not come in."""
    return _future(look, "received_on", "收到日期")


@guard("检查日期不晚于今天", reads=(FormField("checked_on"),), under=INSPECTION_REGULATION.article(16, 1))
def checked_by_now(look: Look) -> str | None:
    """What lies in the future has not been checked."""
    return _future(look, "checked_on", "检查日期")


@guard(
    "推选的代表不超过规定人数",
    reads=(FormField("fellows"), settings.REPRESENTATIVES),
    under=INSPECTION_REGULATION.article(9, 2),
    lifted_by="投诉人重新推选代表",
)
def few_representatives(look: Look) -> str | None:
    """A collective complaint is spoken for by few (推选代表)."""
    chosen = sum(fellow.represents for fellow in look.answer("fellows"))
    if not chosen:
        return None
    limit = look.threshold(settings.REPRESENTATIVES)
    return f"推选的代表最多{limit:f}人，现在填了{chosen}人" if chosen > limit else None


@guard(
    "违法行为终了没有超过二年",
    reads=(FormField("conduct_ended_on"),),
    under=INSPECTION_REGULATION.article(20),
    lifted_by="社会保险投诉改办“受理并转追缴”；其他投诉由监察机构负责人决定是否不予受理",
)
def within_two_years(look: Look) -> str | None:
    """Old conduct is no longer punished; continuing conduct counts from its end."""
    ended: date | None = look.answer("conduct_ended_on")
    if ended is None or look.day <= add_months(ended, TWO_YEARS):
        return None
    return f"违法行为于{ended.isoformat()}终了，已超过二年，不再给予行政处罚"


@guard("填写了违法行为终了之日", reads=(FormField("conduct_ended_on"),), under=INSPECTION_REGULATION.article(20))
def older_than_two_years(look: Look) -> str | None:
    """Only old conduct is split: continuing or newer conduct is accepted as usual."""
    ended: date | None = look.answer("conduct_ended_on")
    if ended is None or look.day <= add_months(ended, TWO_YEARS):
        return "违法行为仍在继续或者终了没有超过二年，应当按“受理立案”办理"
    return None


@guard(
    "社会保险投诉不得只以超过二年为由不予受理",
    reads=(FormField("ground"), facts.PREMIUM_MATTER),
    under=SOCIAL_INSURANCE_LAW.article(82, 2),
    lifted_by="监察机构负责人办理“受理并转追缴”",
)
def old_premiums_are_still_collected(look: Look) -> str | None:
    """The two years bar the penalty, not the registration and the collection of premiums."""
    if look.answer("ground") is DeclineGround.TOO_OLD and look.holds(facts.PREMIUM_MATTER):
        return "二年期限只限制处罚，不限制补办登记和追缴；请办理“受理并转追缴”，由经办机构核定"
    return None


@guard(
    "劳动关系有争议不是让投诉人另走仲裁的理由",
    reads=(FormField("ground"), facts.PREMIUM_MATTER),
    under=SOCIAL_INSURANCE_RULES.article(27, 2),
    lifted_by="监察员查明劳动关系的事实后继续办理",
)
def relation_is_examined_here(look: Look) -> str | None:
    """An employer that disputes the employment relation does not send the worker away."""
    if look.answer("ground") is ReferralGround.BELONGS_IN_DISPUTE and look.holds(facts.PREMIUM_MATTER):
        return "用人单位对劳动关系有异议的，应当依法查明相关事实后继续处理，不得让投诉人先去仲裁"
    return None


@guard("撤回出于自愿", reads=(FormField("of_own_will"),), under=INSPECTION_REGULATION.article(9, 2))
def of_own_will(look: Look) -> str | None:
    """A complaint withdrawn under pressure is not withdrawn."""
    return None if look.answer("of_own_will") else "没有确认撤回出于投诉人自愿，不能登记撤回"


@guard(
    "年度检查次数没有超过上限（举报投诉引起的除外）",
    reads=(facts.TIPPED, settings.CHECKS, settings.YEARLY_CHECKS),
    under=ENTERPRISE_CHECKS.whole(),
    lifted_by="改为书面核查，或者来年再查",
)
def within_yearly_cap(look: Look) -> str | None:
    """An enterprise is not checked more often than announced."""
    if look.holds(facts.TIPPED):
        return None
    cap = look.threshold(settings.YEARLY_CHECKS)
    done = look.frequency(settings.CHECKS)
    return f"本年度已经检查该企业{done}次，公布的上限是{cap:f}次" if done >= cap else None


@guard("补正截止日期晚于今天", reads=(FormField("by"),), under=INSPECTION_REGULATION.article(9, 2))
def time_to_supplement(look: Look) -> str | None:
    """The complainant must be left time."""
    return "补正截止日期必须晚于今天" if look.answer("by") <= look.day else None
