"""Conditions of the order to correct and of the fines that wait for it."""

from __future__ import annotations

from engine.guards import FormField, Look, guard
from workflows.calculators.fine_candidates import RULES
from workflows.labour_inspection import facts, settings
from workflows.laws import (
    INSPECTION_REGULATION,
    SOCIAL_INSURANCE_LAW,
)
from workflows.procedure import ORDER_SERVED

COLLECTOR_FINED = frozenset({"P03"})
"""Violations for which the collector's payment order counts, not an order of inspection's own."""


@guard(
    "改正截止日期晚于今天和检查日期",
    reads=(FormField("correct_by"), FormField("inspected_on")),
    under=INSPECTION_REGULATION.article(18, 1, 2),
)
def time_to_correct(look: Look) -> str | None:
    """The employer must be left time to correct (限期)."""
    if look.answer("correct_by") <= max(look.answer("inspected_on"), look.day):
        return "改正截止日期必须晚于今天和检查日期，给用人单位留出改正的时间"
    return None


@guard("截止日期晚于今天", reads=(FormField("correct_by"),), under=INSPECTION_REGULATION.article(18, 1, 2))
def time_on_the_spot(look: Look) -> str | None:
    """The employer must be left time to correct (限期)."""
    return "整改截止日期必须晚于今天" if look.answer("correct_by") <= look.day else None


@guard(
    "劳动保障监察不责令缴纳社会保险费",
    reads=(FormField("orders_payment"), settings.PAYMENT_ORDERED_BY),
    under=SOCIAL_INSURANCE_LAW.article(63, 1),
    lifted_by="征收机构责令缴纳",
)
def collector_orders_payment(look: Look) -> str | None:
    """Inspection orders registration and declaration; payment is the collector's to order."""
    if look.answer("orders_payment") and look.option(settings.PAYMENT_ORDERED_BY) != "hrss":
        return "责令缴纳社会保险费是征收机构的职权，本机关只责令登记和申报"
    return None


@guard(
    "须先责令改正的，有权机关的责令文书已送达且期满未改正",
    reads=(FormField("violations"), facts.ORDER_UNHEEDED, facts.PAYMENT_ORDER_UNHEEDED, settings.ARREARS_FINED_BY),
    under=SOCIAL_INSURANCE_LAW.article(84),
    lifted_by="先责令改正并核查，或者登记征收机构移送的责令缴纳文书",
)
def prior_order_expired(look: Look) -> str | None:
    """A two-step fine needs the served, expired order of the very organ that the provision names."""
    for code in look.answer("violations"):
        if not any(rule.two_step for rule in RULES[code]):
            continue
        if code in COLLECTOR_FINED:
            if look.option(settings.ARREARS_FINED_BY) != "hrss":
                return f"{code}在本县由其他部门罚款，本机关不罚"
            if not look.holds(facts.PAYMENT_ORDER_UNHEEDED):
                return f"{code}要以征收机构责令限期缴纳逾期未缴为前提，本机关的指令书不能代替"
        elif not look.holds(facts.ORDER_UNHEEDED):
            return f"{code}要以本机关责令限期改正逾期未改正为前提"
    return None


@guard(
    "责令改正的文书或者行政处理决定书已经送达",
    reads=(ORDER_SERVED, facts.HANDLING_SERVED),
    under=SOCIAL_INSURANCE_LAW.article(58, 1),
    lifted_by="承办监察员登记送达",
)
def ordered_or_decided(look: Look) -> str | None:
    """Nobody is enrolled on request before the employer was told to do it itself."""
    told = look.holds(ORDER_SERVED) or look.holds(facts.HANDLING_SERVED)
    return None if told else "还没有送达责令改正的文书或者行政处理决定书"


@guard("征收机构的缴纳期限已届满", reads=(FormField("pay_by"),), under=SOCIAL_INSURANCE_LAW.article(86))
def collectors_term_over(look: Look) -> str | None:
    """An order whose term runs is not yet unheeded."""
    return "征收机构的缴纳期限还没有届满" if look.answer("pay_by") >= look.day else None
