"""What the forms of an inspection take from the case before anybody types: what was said once is not asked again."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from engine.view import CaseView
from workflows.labour_inspection import compose, facts
from workflows.labour_inspection.forms import CorrectionCheck, Order
from workflows.labour_inspection.forms.choices import Body, ClosingGround
from workflows.labour_inspection.forms.decision import (
    Decision,
    Hearing,
    HearingPlan,
    HearingRecord,
    Proposal,
)
from workflows.labour_inspection.forms.execution import RemedyResult
from workflows.labour_inspection.forms.intake import CheckApproval, SiteCheck
from workflows.labour_inspection.forms.investigation import Findings
from workflows.labour_inspection.settings import FINE, FINE_PAID

REPRESENTATIVE = "法定代表人"


def officers(view: CaseView) -> dict[str, Any]:
    """The two who handle the case."""
    return dict(zip(("lead", "second"), (officer.id for officer in view.officers()), strict=False))


def second_name(view: CaseView) -> str:
    """The name of the second officer, who usually writes the record."""
    names = [officer.name for officer in view.officers()]
    return names[1] if len(names) > 1 else ""


def approval(view: CaseView) -> Mapping[str, Any]:
    """Where an enterprise is to be checked."""
    return {"place": compose.opening(view).employer_address}


def site_check(view: CaseView) -> Mapping[str, Any]:
    """Place and officers as approved, and who usually is present."""
    approved, begun = view.maybe(CheckApproval), compose.opening(view)
    return {
        "place": approved.place if approved else begun.employer_address,
        "present": compose.representative(view),
        "post": REPRESENTATIVE,
        "recorder": second_name(view),
        **officers(view),
    }


def on_the_spot(view: CaseView) -> Mapping[str, Any]:
    """What the check found, and who was there to receive the paper."""
    seen = view.maybe(SiteCheck)
    known: dict[str, Any] = officers(view)
    if seen is not None:
        known |= {"place": seen.place, "facts": seen.seen, "evidence": seen.taken or "", "receiver": seen.present}
    return known


def spot_filing(view: CaseView) -> Mapping[str, Any]:
    """Today."""
    return {"filed_on": view.day}


def interview(view: CaseView) -> Mapping[str, Any]:
    """Whom one usually asks first, and who writes."""
    begun = compose.opening(view)
    return {
        "on": view.day,
        "person": compose.representative(view),
        "post": f"{begun.employer}{REPRESENTATIVE}",
        "recorder": second_name(view),
    }


def correction_check(view: CaseView) -> Mapping[str, Any]:
    """Today."""
    return {"checked_on": view.day}


def findings(view: CaseView) -> Mapping[str, Any]:
    """What the correction order found already, and what became of it; else what was seen on site."""
    order, checked = view.maybe(Order), view.maybe(CorrectionCheck)
    if order is None:
        return {"facts": compose.seen_on_site(view)}
    said = [order.found] + ([checked.finding] if checked is not None else [])
    return {"facts": "\n".join(said), "evidence": order.evidence}


def crime_report(view: CaseView) -> Mapping[str, Any]:
    """The facts as found, and the two who handle the case."""
    found = view.maybe(Findings)
    return {"facts": found.facts if found else "", **officers(view)}


def hearing_record(view: CaseView) -> Mapping[str, Any]:
    """What the investigators propose: the penalty that the party was told of."""
    proposal = view.maybe(Proposal)
    return {"proposed": f"建议{compose.intended(proposal, None)}"} if proposal else {}


def hearing_request(view: CaseView) -> Mapping[str, Any]:
    """Who speaks for the employer."""
    return {"applicant": compose.representative(view)}


def defence(view: CaseView) -> Mapping[str, Any]:
    """Today, and who writes the record where the party is heard in person."""
    return {"on": view.day}


def discussion(view: CaseView) -> Mapping[str, Any]:
    """What is reported to the heads."""
    proposal = view.maybe(Proposal)
    reported = f"{proposal.facts.rstrip('。')}。拟{compose.intended(proposal, None)}。" if proposal else ""
    return {"held_on": view.day, "reported": reported}


def decision(view: CaseView) -> Mapping[str, Any]:
    """What the party was told, and how it was heard: on paper, in person or at a hearing."""
    heard, plan, record = view.maybe(Hearing), view.maybe(HearingPlan), view.maybe(HearingRecord)
    parts = []
    if heard is not None and view.open_fact(facts.DEFENCE_CLOSED):
        parts.append(f"{heard.way.label}：{heard.statement.rstrip('。')}。复核意见：{heard.review.rstrip('。')}。")
    if plan is not None and record is not None and view.open_fact(facts.HEARING_DONE):
        parts.append(
            f"{compose.chinese_day(plan.held_on)}听证{record.end.label}，当事人的意见：{record.answered.rstrip('。')}。"
            f"主持人意见：{record.opinion.rstrip('。')}。"
        )
    return {**compose.decision_prefill(view), "heard": "".join(parts)}


def owed(view: CaseView) -> Decimal:
    """What is still owed of the fine, yuan."""
    return max(view.tally(FINE)[1] - view.tally(FINE_PAID)[1], Decimal("0.00"))


def payment(view: CaseView) -> Mapping[str, Any]:
    """What is still owed today, with the surcharge so far."""
    return {"paid_on": view.day, "amount": owed(view), "surcharge": compose.surcharge_today(view)}


def performance(view: CaseView) -> Mapping[str, Any]:
    """Today, and that the fine is paid where it is."""
    fine = view.tally(FINE)[1]
    content = f"罚款{fine:,.2f}元已全部缴清" if fine and not owed(view) else ""
    return {"performed_on": view.day, "content": content}


def publication(view: CaseView) -> Mapping[str, Any]:
    """Today."""
    return {"published_on": view.day}


def publication_withdrawn(view: CaseView) -> Mapping[str, Any]:
    """Why: the decision that was published no longer stands."""
    result = view.maybe(RemedyResult)
    changed = "被变更" if view.open_fact(facts.DECISION_CHANGED) else "被撤销"
    why = f"原公开的决定已{changed}（{result.by.label}{result.number}）" if result else ""
    return {"withdrawn_on": view.day, "explanation": why}


def remedy_answer(view: CaseView) -> Mapping[str, Any]:
    """Facts, evidence and rules of the decision that is defended."""
    made, proposal, found = view.maybe(Decision), view.maybe(Proposal), view.maybe(Findings)
    return {
        "facts": made.facts if made else "",
        "evidence": found.evidence if found else "",
        "rules": proposal.basis if proposal else "",
    }


def remedy_result(view: CaseView) -> Mapping[str, Any]:
    """Which body decides: the one before which the decision is."""
    if view.open_fact(facts.RECONSIDERATION):
        return {"by": Body.RECONSIDERATION, "received_on": view.day, "effective": True}
    return {"by": Body.COURT, "received_on": view.day} if view.open_fact(facts.SUIT) else {"received_on": view.day}


def received(view: CaseView) -> Mapping[str, Any]:
    """Today, for what comes in."""
    return {"received_on": view.day}


GROUNDS = (
    (facts.COURT_REFUSAL_FINAL, ClosingGround.COURT_REFUSED),
    (facts.EXECUTION_ENDED, ClosingGround.NOT_ENFORCED),
    (facts.FILING_REVOKED, ClosingGround.FILING_REVOKED),
    (facts.NO_PENALTY_DECIDED, ClosingGround.NOT_PENALISED),
    (facts.TRANSFER_RECEIVED, ClosingGround.TRANSFERRED),
    (facts.DECISION_ANNULLED, ClosingGround.ANNULLED),
)


def closing(view: CaseView) -> Mapping[str, Any]:
    """What was found, and the ground that the recorded facts bear."""
    found = view.maybe(Findings)
    ground = next((ground for fact, ground in GROUNDS if view.open_fact(fact)), ClosingGround.PERFORMED)
    if view.open_fact(facts.PERFORMED) and view.open_fact(facts.COURT_GRANTED):
        ground = ClosingGround.COURT_EXECUTED
    return {"findings": found.facts if found else "", "ground": ground}
