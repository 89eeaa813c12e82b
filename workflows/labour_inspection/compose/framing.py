"""Whom a paper of a labour inspection is about, to whom it goes, and where the case came from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from documents.context import Party
from engine.casetype import Party as CaseParty
from engine.view import CaseView
from workflows.labour_inspection import facts
from workflows.labour_inspection.forms import (
    Complaint,
    Lead,
    Respondent,
    Tip,
)
from workflows.procedure import ORDER_REMEDIES, contact, remedies

MATTER = "没有为你办理社会保险登记"


def title(form: Respondent) -> str:
    """The case in a line: the employer and the matter; no worker's name."""
    return f"{form.employer}：{form.matter.label}"


def parties(form: Respondent) -> tuple[CaseParty, ...]:
    """The complainant, where there is one, those who complain together, and the employer."""
    employer = CaseParty("用人单位", form.employer, form.credit_code, is_person=False)
    if not isinstance(form, Complaint):
        return (employer,)
    fellows = tuple(CaseParty("共同投诉人", fellow.name, fellow.resident_id) for fellow in form.fellows)
    return (CaseParty("投诉人", form.complainant, form.complainant_id), employer, *fellows)


def opening(view: CaseView) -> Respondent:
    """With which answers the case began; raises LookupError where it began with none of ours."""
    found = view.maybe(Complaint) or view.maybe(Tip) or view.maybe(Lead)
    if found is None:
        raise LookupError(f"case {view.number} was opened without complaint, tip or lead")
    return found


def source(view: CaseView) -> str:
    """Where the case came from, in words; never who reported."""
    form = opening(view)
    if isinstance(form, Complaint):
        return f"投诉（{form.channel.label}）"
    if isinstance(form, Tip):
        return f"举报（{form.channel.label}）"
    lead = view.get(Lead)
    return f"{lead.source.label}（{lead.reference}）" if lead.reference else lead.source.label


def employer(view: CaseView) -> Party:
    """The employer as party of a paper."""
    form = opening(view)
    return Party(
        name=form.employer,
        credit_code=form.credit_code,
        address=form.employer_address,
        legal_representative=form.legal_representative,
    )


def about_complainant(view: CaseView) -> Mapping[str, Any]:
    """A paper to the complainant."""
    complaint = view.get(Complaint)
    party = Party(name=complaint.complainant, resident_id=complaint.complainant_id)
    return {"party": party, "addressee": complaint.complainant, "contact": contact(view)}


def about_employer(view: CaseView) -> Mapping[str, Any]:
    """A paper to the employer, which tells its remedies where the office has so decided."""
    told = remedies(view) if view.around.setting(ORDER_REMEDIES.code) == "yes" else None
    party = employer(view)
    return {"party": party, "addressee": party.name, "contact": contact(view), "remedies": told}


def about_file(view: CaseView) -> Mapping[str, Any]:
    """A paper that stays in the file."""
    return {"party": employer(view)}


def about_agency(view: CaseView) -> Mapping[str, Any]:
    """A letter to the insurance agency of the county."""
    target = view.around.unit_for("insurance_agency", view.header.jurisdiction)
    return {"party": employer(view), "addressee": target.name, "contact": contact(view)}


def chinese_day(day: date) -> str:
    """A date as papers write it in a sentence."""
    return f"{day.year}年{day.month}月{day.day}日"


def filed_on(view: CaseView) -> date:
    """The day of filing, or of opening where the case was not filed."""
    return view.fact_on(facts.CASE_FILED) or view.header.opened_on
