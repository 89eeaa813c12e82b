"""Composes what a department says of a request for assistance: the case in a line, its parties, the letter of reply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from documents.context import Party
from engine.casetype import Party as CaseParty
from engine.view import CaseView
from forms.notices import AssistanceAnswer, AssistanceRequest
from workflows.assistance import papers
from workflows.incoming import sender_of
from workflows.procedure import contact


def title(form: AssistanceRequest) -> str:
    """The case in a line; no person's name."""
    return f"{form.employer}：协助查明有关情况"


def parties(form: AssistanceRequest) -> tuple[CaseParty, ...]:
    """The employer, and the person asked about where there is one."""
    employer = CaseParty(
        "用人单位", form.employer, form.credit_code or "", is_person=False, address=form.employer_address
    )
    return (employer, CaseParty("涉及的个人", form.person, form.resident_id or "")) if form.person else (employer,)


def about_sender(view: CaseView) -> Mapping[str, Any]:
    """A letter to the department that asked."""
    asked = view.get(AssistanceRequest)
    party = Party(name=asked.employer, credit_code=asked.credit_code, address=asked.employer_address)
    return {"party": party, "addressee": sender_of(view), "contact": contact(view)}


def reply(view: CaseView, form: AssistanceAnswer) -> papers.AssistanceReply:
    """What was found; whom it is about stands in the letter that asked."""
    return papers.AssistanceReply(
        sender_case=view.get(AssistanceRequest).case_number,
        result=form.result.label,
        checked_on=form.on,
        findings=tuple(line.strip().rstrip("。；") for line in form.content.splitlines() if line.strip()),
        source=form.source,
    )
