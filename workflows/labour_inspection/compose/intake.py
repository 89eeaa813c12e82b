"""What the papers of acceptance and filing say."""

from __future__ import annotations

from documents.context import Approval, DueDate
from engine.view import CaseView
from workflows.labour_inspection import papers
from workflows.labour_inspection.compose.framing import MATTER, opening, source
from workflows.labour_inspection.forms import (
    Complaint,
    Filing,
)
from workflows.labour_inspection.settings import YEARLY_CHECKS


def acceptance_notice(view: CaseView, form: Filing) -> papers.AcceptanceNotice:
    """What the complainant is told on acceptance, with the code to follow the case."""
    complaint = view.get(Complaint)
    due = view.deadline("conclude")
    return papers.AcceptanceNotice(
        received=complaint.received_on,
        channel=complaint.channel.label,
        respondent=complaint.employer,
        matter=MATTER,
        accepted=view.day,
        investigation=DueDate(
            term="自立案之日起60个工作日内", on=due.due if due else None, provisional=bool(due and due.provisional)
        ),
        tracking_code=view.tracking_code,
    )


def filing_approval(view: CaseView, form: Filing) -> papers.FilingApproval:
    """The internal form by which the case is filed."""
    begun = opening(view)
    names = tuple(officer.name for officer in view.officers())
    return papers.FilingApproval(
        source=source(view),
        received=begun.received_on,
        cause=form.cause,
        summary=form.summary,
        suspected=("《中华人民共和国社会保险法》第五十八条第一款",),
        approvals=(
            Approval(label="承办人意见", opinion="符合受理和立案条件，建议立案调查。", names=names, on=view.day),
            Approval(label="监察机构意见", opinion="同意立案。", on=view.day),
            Approval(label="机关负责人意见"),
        ),
    )


def yearly_cap(view: CaseView) -> int:
    """How often an enterprise may be checked in a year; raises SettingMissing."""
    return int(view.threshold(YEARLY_CHECKS))
