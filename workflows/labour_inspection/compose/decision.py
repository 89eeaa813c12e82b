"""What is known about a decision: what was intended, what is owed on it, when its windows begin."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from engine.view import CaseView
from workflows.calculators.fine_candidates import RULES
from workflows.calculators.surcharge import Remedy, surcharge
from workflows.labour_inspection.facts import DECIDED_ON_THE_SPOT, RECONSIDERATION, SUIT
from workflows.labour_inspection.forms.decision import HandlingProposal, Proposal
from workflows.labour_inspection.forms.execution import (
    Deferral,
    Publication,
    ReconsiderationReceived,
    RemediesOver,
    RemedyResult,
    SuitReceived,
)
from workflows.labour_inspection.settings import FINE


def window_begins(form: RemediesOver, view: CaseView) -> date:
    """When the months for the court's help begin: the last open remedy term's end, or a payment plan's.

    A plan's window runs from its end (行政处罚法 72(2)); what was decided on the spot goes to reconsideration
    before any suit, so that no term for a suit of its own is open (行政复议法 23(1)(1)).
    """
    upheld = view.deadline("suit_after_reconsideration")
    unused = ["reconsideration_term", "suit_after_rejection"]
    if not view.open_fact(DECIDED_ON_THE_SPOT):
        unused.append("suit_term")
    terms = [upheld] if upheld else [view.deadline(code) for code in unused]
    ends = [due.due for due in terms if due is not None]
    plan = view.maybe(Deferral)
    if plan is not None:
        ends.append(plan.instalments[-1].due)
    return max(ends, default=view.day)


def surcharge_today(view: CaseView) -> Decimal:
    """The surcharge on the fine as of today in yuan; none while reconsideration or suit is pending (行政处罚法 73)."""
    due = view.deadline("fine_payment")
    if due is None or view.day <= due.due:
        return Decimal("0.00")
    pending: list[Remedy] = []
    result = view.maybe(RemedyResult)
    for begun, fact in ((view.maybe(ReconsiderationReceived), RECONSIDERATION), (view.maybe(SuitReceived), SUIT)):
        if begun is not None:
            pending.append(
                Remedy(begun.begun_on, None if view.open_fact(fact) or result is None else result.received_on)
            )
    return surcharge(view.tally(FINE)[1], due.due, view.day, pending).surcharge


def intended(proposal: Proposal | None, handling: HandlingProposal | None) -> str:
    """What is intended, in a phrase."""
    if proposal is not None:
        return f"{proposal.sanction.label}{proposal.amount:,.2f}元" if proposal.amount else proposal.sanction.label
    return handling.orders if handling is not None else "作出行政处理决定"


def basis_of(violation: str) -> str:
    """The provision that a row of the table of fines rests on."""
    return RULES[violation][0].citation.formal


def published_on(view: CaseView) -> date:
    """When the result was published."""
    published = view.maybe(Publication)
    return published.published_on if published else view.day
