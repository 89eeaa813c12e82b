"""What a form takes from the case before anybody types."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from engine.view import CaseView
from workflows.labour_inspection.compose.decision import surcharge_today
from workflows.labour_inspection.compose.framing import credit_code, opening, suspected
from workflows.labour_inspection.forms import Complaint, Respondent, Tip
from workflows.labour_inspection.forms.decision import HandlingProposal, Hearing, Proposal
from workflows.labour_inspection.forms.execution import (
    Demand,
)
from workflows.labour_inspection.forms.intake import SiteCheck
from workflows.labour_inspection.forms.investigation import Findings
from workflows.labour_inspection.settings import FINE, FINE_PAID
from workflows.procedure import COURT


def referral_prefill(view: CaseView) -> Mapping[str, Any]:
    """What the referral can take from the case."""
    return {"wage_evidence": "工资发放表和银行代发记录", "credit_code": credit_code(view)}


def order_prefill(view: CaseView) -> Mapping[str, Any]:
    """What was seen on site; the complainant as the order's first worker, and those who complained together."""
    begun = opening(view)
    if not isinstance(begun, Complaint):
        return {"found": seen_on_site(view)}
    workers = [{"name": begun.complainant, "resident_id": begun.complainant_id}]
    workers += [{"name": fellow.name, "resident_id": fellow.resident_id} for fellow in begun.fellows]
    return {"found": seen_on_site(view), "workers": workers}


def other_order_prefill(view: CaseView) -> Mapping[str, Any]:
    """What was seen on site and is suspected."""
    return {"found": seen_on_site(view), "violated": "\n".join(suspected(view))}


def seen_on_site(view: CaseView) -> str:
    """What officers saw themselves; what somebody reported is no finding yet."""
    check = view.maybe(SiteCheck)
    return check.seen if check else ""


def filing_prefill(view: CaseView) -> Mapping[str, Any]:
    """The cause and a summary from what was registered."""
    begun = opening(view)
    return {
        "cause": begun.matter.label,
        "summary": f"{_reported_by(begun)}反映：{begun.facts}",
        "suspected": "\n".join(suspected(view)),
        "credit_code": begun.credit_code,
        "legal_representative": begun.legal_representative,
    }


def _reported_by(begun: Respondent) -> str:
    """Whose words they are; never who reported."""
    if isinstance(begun, Complaint):
        return "投诉人"
    return "举报" if isinstance(begun, Tip) else "线索"


def proposal_prefill(view: CaseView) -> Mapping[str, Any]:
    """What the investigation found."""
    found = view.maybe(Findings)
    return {"facts": found.facts, "reasons": found.discretion} if found else {}


def decision_prefill(view: CaseView) -> Mapping[str, Any]:
    """What the party was told, which the decision may lower but not raise."""
    proposal, heard = view.maybe(Proposal), view.maybe(Hearing)
    answers: dict[str, Any] = {}
    if proposal is not None:
        answers |= {"amount": proposal.amount, "facts": proposal.facts, "reasons": proposal.reasons}
    if heard is not None:
        answers["heard"] = f"{heard.way.label}：{heard.statement}。复核意见：{heard.review}"
    return answers


def handling_prefill(view: CaseView) -> Mapping[str, Any]:
    """What the party was told."""
    proposal, heard = view.maybe(HandlingProposal), view.maybe(Hearing)
    answers: dict[str, Any] = {"facts": proposal.facts, "orders": proposal.orders} if proposal else {}
    if heard is not None:
        answers["heard"] = f"{heard.way.label}：{heard.statement}。复核意见：{heard.review}"
    return answers


def demand_prefill(view: CaseView) -> Mapping[str, Any]:
    """What is still owed today, with the surcharge so far."""
    owed = view.tally(FINE)[1] - view.tally(FINE_PAID)[1]
    return {"amount": max(owed, Decimal("0.00")), "surcharge": surcharge_today(view)}


def application_prefill(view: CaseView) -> Mapping[str, Any]:
    """The court, and what the demand demanded."""
    demand = view.maybe(Demand)
    return {"court": view.around.setting(COURT.code), "claims": demand.content if demand else ""}
