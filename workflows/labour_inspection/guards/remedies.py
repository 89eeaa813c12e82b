"""Conditions of registering how a reconsideration or a suit ended."""

from __future__ import annotations

from engine.guards import FormField, Look, guard
from workflows.labour_inspection import facts
from workflows.labour_inspection.forms.choices import (
    Body,
)
from workflows.laws import (
    COMPULSION_LAW,
    PENALTY_LAW,
    RECONSIDERATION_LAW,
)


@guard("裁判已经生效", reads=(FormField("by"), FormField("effective")), under=COMPULSION_LAW.article(53))
def judgment_is_effective(look: Look) -> str | None:
    """A judgment under appeal ends nothing."""
    if look.answer("by") is Body.COURT and not look.answer("effective"):
        return "裁判还没有生效，等上诉期满或者二审结束再登记"
    return None


@guard("调解在行政复议中达成", reads=(FormField("by"),), under=RECONSIDERATION_LAW.article(73))
def settled_in_reconsideration(look: Look) -> str | None:
    """A settlement in court is a judgment's kin and is registered as such."""
    return None if look.answer("by") is Body.RECONSIDERATION else "诉讼中的调解按“登记变更”或者“登记撤回”办理"


@guard("复议或者诉讼正在进行", reads=(facts.RECONSIDERATION, facts.SUIT), under=PENALTY_LAW.article(73, 1))
def some_remedy_is_pending(look: Look) -> str | None:
    """Nothing is decided about a remedy that nobody sought; known before the form is filled in."""
    pending = look.holds(facts.RECONSIDERATION) or look.holds(facts.SUIT)
    return None if pending else "没有正在审理的行政复议或者行政诉讼"


@guard(
    "正在进行的正是这一救济",
    reads=(FormField("by"), facts.RECONSIDERATION, facts.SUIT),
    under=PENALTY_LAW.article(73, 1),
)
def remedy_is_pending(look: Look) -> str | None:
    """A result ends the remedy that is pending, no other."""
    reconsidered = look.answer("by") is Body.RECONSIDERATION
    pending = look.holds(facts.RECONSIDERATION) if reconsidered else look.holds(facts.SUIT)
    return None if pending else f"没有{look.answer('by').label}正在审理的案件"
