"""Composes what a labour inspection tells other departments of an employer, or asks them about it."""

from __future__ import annotations

from engine.view import CaseView
from forms.notices import AssistanceAsked, AssistanceRequest, CreditNotice, UnlicensedNotice
from workflows.labour_inspection.compose.framing import credit_code, opening, representative
from workflows.labour_inspection.forms.execution import Credit, MarketNotice


def unlicensed_notice(view: CaseView, form: MarketNotice) -> UnlicensedNotice:
    """Who does business without a licence, and where (劳动保障监察条例 33)."""
    begun = opening(view)
    return UnlicensedNotice(
        employer=begun.employer,
        address=begun.workplace or begun.employer_address,
        operator=representative(view),
        case_number=view.number,
        content=form.content,
    )


def credit_notice(view: CaseView, form: Credit) -> CreditNotice:
    """The employer's credit class, and the decision on which it rests."""
    begun, decision = opening(view), view.paper("penalty_decision")
    return CreditNotice(
        employer=begun.employer,
        credit_code=credit_code(view),
        year=form.year,
        grade=form.grade,
        reason=form.reason,
        case_number=view.number,
        decision=decision.number if decision else None,
    )


def assistance_request(view: CaseView, form: AssistanceAsked) -> AssistanceRequest:
    """What another department is asked to find out, and about whom (行政处罚法 26)."""
    begun = opening(view)
    return AssistanceRequest(
        **{name: getattr(form, name) for name in AssistanceAsked.model_fields},
        employer=begun.employer,
        credit_code=credit_code(view),
        employer_address=begun.employer_address,
        case_number=view.number,
    )
