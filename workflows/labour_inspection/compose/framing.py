"""Whom a paper of a labour inspection is about, to whom it goes, and where the case came from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from documents.context import Approval, Party
from engine.casetype import Party as CaseParty
from engine.view import CaseView
from workflows.labour_inspection import facts
from workflows.labour_inspection.forms import (
    Complaint,
    Filing,
    Lead,
    Matter,
    Referral,
    Respondent,
    Tip,
)
from workflows.laws import LABOUR_LAW, SOCIAL_INSURANCE_LAW
from workflows.procedure import ORDER_REMEDIES, contact, remedies

HANDLER, TEAM, HEAD = "承办人意见", "监察机构意见", "机关负责人意见"
"""The rows of an approval form, in the order of approval."""
REPORTED = {
    Matter.REGISTRATION: "没有为你办理社会保险登记",
    Matter.UNDERDECLARED: "少报社会保险缴费人数或者工资",
    Matter.UNPAID: "没有按时足额为你缴纳社会保险费",
    Matter.WAGES: "拖欠或者克扣你的工资",
    Matter.HOURS: "违反工作时间和休息休假的规定",
    Matter.CONTRACT: "没有与你订立劳动合同",
    Matter.OTHER: "侵害你的其他劳动保障权益",
}
"""What a complainant says of the employer, as a phrase."""
USUALLY_BROKEN = {
    Matter.REGISTRATION: SOCIAL_INSURANCE_LAW.article(58, 1),
    Matter.UNDERDECLARED: SOCIAL_INSURANCE_LAW.article(60, 1),
    Matter.UNPAID: SOCIAL_INSURANCE_LAW.article(60, 1),
    Matter.WAGES: LABOUR_LAW.article(50),
    Matter.HOURS: LABOUR_LAW.article(41),
    Matter.CONTRACT: LABOUR_LAW.article(16, 2),
}
"""The provision that comes to mind first for a matter, to begin with; the officer writes which it is."""


def title(form: Respondent) -> str:
    """The case in a line: the employer and the matter; no worker's name."""
    return f"{form.employer}：{form.matter.label}"


def parties(form: Respondent) -> tuple[CaseParty, ...]:
    """The complainant, where there is one, those who complain together, and the employer."""
    employer = CaseParty(
        "用人单位", form.employer, form.credit_code or "", is_person=False, address=form.employer_address
    )
    if not isinstance(form, Complaint):
        return (employer,)
    fellows = tuple(CaseParty("共同投诉人", fellow.name, fellow.resident_id) for fellow in form.fellows)
    complainant = CaseParty("投诉人", form.complainant, form.complainant_id, address=form.complainant_address)
    return (complainant, employer, *fellows)


def identified_employer(view: CaseView, form: Filing | Referral) -> tuple[CaseParty, ...]:
    """The employer by the code that was found out, where the case was opened without it."""
    code = form.credit_code
    if not code or code == credit_code(view):
        return ()
    return (CaseParty("用人单位", opening(view).employer, code, is_person=False),)


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


def credit_code(view: CaseView) -> str | None:
    """The employer's code: as it was found out last, None where it has none or nobody knows it yet."""
    asked, filed = view.maybe(Referral), view.maybe(Filing)
    return (asked.credit_code if asked else None) or (filed.credit_code if filed else None) or opening(view).credit_code


def representative(view: CaseView) -> str | None:
    """Who heads the employer: as it was found out when the case was filed, else as it was told; None where unknown."""
    filed = view.maybe(Filing)
    return (filed.legal_representative if filed else None) or opening(view).legal_representative


def employer(view: CaseView) -> Party:
    """The employer as party of a paper."""
    form = opening(view)
    return Party(
        name=form.employer,
        credit_code=credit_code(view),
        address=form.employer_address,
        workplace=form.workplace,
        legal_representative=representative(view),
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


def cause(view: CaseView) -> str:
    """The cause of the case (案由)."""
    filing = view.maybe(Filing)
    return filing.cause if filing else opening(view).matter.label


def name_of(view: CaseView, account: str) -> str:
    """An officer's name by account id."""
    officer = view.around.officers.get(account)
    return officer.name if officer else account


def approvals(view: CaseView, row: str, opinion: str, *steps: str) -> tuple[Approval, ...]:
    """The rows of an approval form: the act of whoever took the step is told in its row, the others are blank.

    Nobody is printed as if he had signed: the signature lines are empty.
    """
    taker = view.last_taker(*steps)
    told = Approval(label=row, opinion=opinion, names=(name_of(view, taker),) if taker else (), on=view.day)
    return tuple(told if label == row else Approval(label=label) for label in (HANDLER, TEAM, HEAD))


def suspected(view: CaseView) -> tuple[str, ...]:
    """The provisions that are suspected to be broken: as filed, else the one usual for the matter."""
    filing = view.maybe(Filing)
    if filing is not None and filing.suspected:
        return lines(filing.suspected)
    usual = USUALLY_BROKEN.get(opening(view).matter)
    return (usual.formal,) if usual else ("劳动保障法律、法规或者规章",)


def lines(text: str | None) -> tuple[str, ...]:
    """The lines of an answer, without empty ones."""
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())
