"""What the papers of acceptance and filing say."""

from __future__ import annotations

from documents.context import DueDate
from engine.view import CaseView
from workflows.labour_inspection import papers
from workflows.labour_inspection.compose.framing import REPORTED, TEAM, approvals, opening, source, suspected
from workflows.labour_inspection.forms import (
    Complaint,
    Filing,
)
from workflows.labour_inspection.settings import YEARLY_CHECKS

FILED_BY = ("accept_and_file", "accept_for_collection", "file_case")


def acceptance_notice(view: CaseView, form: Filing) -> papers.AcceptanceNotice:
    """What the complainant is told on acceptance, with the code to follow the case."""
    complaint = view.get(Complaint)
    due = view.deadline("conclude")
    return papers.AcceptanceNotice(
        received=complaint.received_on,
        channel=complaint.channel.label,
        respondent=complaint.employer,
        matter=REPORTED[complaint.matter],
        accepted=view.day,
        investigation=DueDate(
            term="自立案之日起60个工作日内", on=due.due if due else None, provisional=bool(due and due.provisional)
        ),
        tracking_code=view.tracking_code,
    )


def filing_approval(view: CaseView, form: Filing) -> papers.FilingApproval:
    """The internal form by which the case is filed."""
    begun = opening(view)
    return papers.FilingApproval(
        source=source(view),
        received=begun.received_on,
        cause=form.cause,
        summary=form.summary,
        suspected=suspected(view),
        approvals=approvals(view, TEAM, "同意立案。", *FILED_BY),
    )


def yearly_cap(view: CaseView) -> int:
    """How often an enterprise may be checked in a year; raises SettingMissing."""
    return int(view.threshold(YEARLY_CHECKS))
