"""Composes the papers and hand-offs of a labour inspection from what the case knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from documents.context import Approval, DueDate, Party, ReturnSlip
from engine.casetype import Party as CaseParty
from engine.view import CaseView
from forms.parts import EnrolmentConfirmed, EnrolmentRequest, WorkerPeriod, months_between
from workflows.labour_inspection import papers
from workflows.labour_inspection.forms import Closing, Complaint, Employment, Filing, Order, Referral
from workflows.procedure import COLLECTED, ORDER_REMEDIES, contact, remedies, served_day

MATTER = "没有为你办理社会保险登记"


def title(form: Complaint) -> str:
    """The case in a line: the employer and the matter; no worker's name."""
    return f"{form.employer}：未办理社会保险登记"


def parties(form: Complaint) -> tuple[CaseParty, ...]:
    """The complainant and the employer."""
    return (
        CaseParty("投诉人", form.complainant, form.complainant_id),
        CaseParty("用人单位", form.employer, form.credit_code, is_person=False),
    )


def _employer(view: CaseView) -> Party:
    complaint = view.get(Complaint)
    return Party(
        name=complaint.employer,
        credit_code=complaint.credit_code,
        address=complaint.employer_address,
        legal_representative=complaint.legal_representative,
    )


def about_complainant(view: CaseView) -> Mapping[str, Any]:
    """A paper to the complainant."""
    complaint = view.get(Complaint)
    party = Party(name=complaint.complainant, resident_id=complaint.complainant_id)
    return {"party": party, "addressee": complaint.complainant, "contact": contact(view)}


def about_employer(view: CaseView) -> Mapping[str, Any]:
    """A paper to the employer, which tells its remedies where the office has so decided."""
    told = remedies(view) if view.around.setting(ORDER_REMEDIES.code) == "yes" else None
    party = _employer(view)
    return {"party": party, "addressee": party.name, "contact": contact(view), "remedies": told}


def about_file(view: CaseView) -> Mapping[str, Any]:
    """A paper that stays in the file."""
    return {"party": _employer(view)}


def about_agency(view: CaseView) -> Mapping[str, Any]:
    """A letter to the insurance agency of the county."""
    target = view.around.unit_for("insurance_agency", view.header.jurisdiction)
    return {"party": _employer(view), "addressee": target.name, "contact": contact(view)}


def acceptance_notice(view: CaseView, form: Filing) -> papers.AcceptanceNotice:
    """What the complainant is told on acceptance, with the code to follow the case."""
    complaint = view.get(Complaint)
    due = view.deadline("order_correction")
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
    complaint = view.get(Complaint)
    names = tuple(officer.name for officer in view.officers())
    return papers.FilingApproval(
        source=f"投诉（{complaint.channel.label}）",
        received=complaint.received_on,
        cause=form.cause,
        summary=form.summary,
        suspected=("《中华人民共和国社会保险法》第五十八条第一款",),
        approvals=(
            Approval(label="承办人意见", opinion="符合受理和立案条件，建议立案调查。", names=names, on=view.day),
            Approval(label="监察机构意见", opinion="同意立案。", on=view.day),
            Approval(label="机关负责人意见"),
        ),
    )


def _printed(workers: tuple[Employment, ...]) -> tuple[papers.UninsuredWorker, ...]:
    return tuple(
        papers.UninsuredWorker(
            name=w.name,
            resident_id=w.resident_id,
            hired=w.hired_on,
            first_month=w.begins,
            last_month=w.ends,
            wage=w.wage,
        )
        for w in workers
    )


def correction_order(view: CaseView, form: Order) -> papers.CorrectionOrder:
    """What the employer is ordered to do: register and declare, never pay."""
    by = DueDate(term="在本指令书载明的日期以前", on=form.correct_by)
    return papers.CorrectionOrder(
        inspected=form.inspected_on,
        facts=form.found,
        evidence=tuple(line.strip() for line in form.evidence.splitlines() if line.strip()),
        violated=("《中华人民共和国社会保险法》第五十八条第一款、第六十条第一款",),
        workers=_printed(form.workers),
        register_by=by,
        declare_by=by,
        report_by=by,
    )


def enrolment_letter(view: CaseView, form: Referral) -> papers.EnrolmentRequest:
    """The letter to the agency."""
    order = view.get(Order)
    paper = view.paper("correction_order")
    return papers.EnrolmentRequest(
        order_title="劳动保障监察限期改正指令书",
        order_number=(paper.number if paper else None) or "",
        order_served=served_day(view, "correction_order"),
        outcome=form.outcome.rstrip("。"),
        wage_evidence=form.wage_evidence,
        workers=_printed(order.workers),
        slip=ReturnSlip(
            due=DueDate(term="自收到本函之日起10个工作日内"),
            options=("受理，受理编号", "材料不全，请补充", "退回，理由"),
        ),
    )


def enrolment_request(view: CaseView, form: Referral) -> EnrolmentRequest:
    """What the agency gets to work with."""
    complaint, order = view.get(Complaint), view.get(Order)
    paper = view.paper("correction_order")
    return EnrolmentRequest(
        employer=complaint.employer,
        credit_code=complaint.credit_code,
        order_number=(paper.number if paper else None) or "",
        order_served_on=served_day(view, "correction_order"),
        corrected=form.corrected,
        workers=tuple(
            WorkerPeriod(name=w.name, resident_id=w.resident_id, begins=w.begins, ends=w.ends, wage=w.wage)
            for w in order.workers
        ),
    )


def closing_approval(view: CaseView, form: Closing) -> papers.ClosingApproval:
    """The internal form by which the case is closed."""
    confirmed, paper = view.get(EnrolmentConfirmed), view.paper("correction_order")
    months = sum(len(months_between(p.begins, p.ends)) for p in confirmed.periods)
    served = served_day(view, "correction_order")
    names = tuple(officer.name for officer in view.officers())
    filed = view.taken_on("accept_and_file") or view.day
    return papers.ClosingApproval(
        cause=view.get(Filing).cause,
        filed=filed,
        handling=f"{served.year}年{served.month}月{served.day}日送达《劳动保障监察限期改正指令书》"
        f"（{paper.number if paper else ''}）。",
        performance="社会保险经办机构已办理参保登记并核定应缴金额，税务机关已将核定的本金征收入库，缴费月份已记账。",
        persons=len({p.resident_id for p in confirmed.periods}),
        months=months,
        collected=view.tally(COLLECTED)[1],
        reason=form.reason,
        approvals=(
            Approval(label="承办人意见", opinion="建议结案。", names=names, on=view.day),
            Approval(label="监察机构意见", opinion="同意结案。", on=view.day),
            Approval(label="机关负责人意见"),
        ),
    )


def result_notice(view: CaseView, form: Closing) -> papers.ResultNotice:
    """What the complainant is told at the end."""
    complaint, confirmed = view.get(Complaint), view.get(EnrolmentConfirmed)
    own = [p for p in confirmed.periods if p.resident_id == complaint.complainant_id]
    results = tuple(
        f"{p.credited_on.year}年{p.credited_on.month}月{p.credited_on.day}日，社会保险经办机构已把你"
        f"{p.begins.replace('-', '年')}月至{p.ends.replace('-', '年')}月的养老保险缴费记入个人权益记录。"
        for p in own
    ) or ("用人单位已按要求改正。",)
    return papers.ResultNotice(
        received=complaint.received_on,
        respondent=complaint.employer,
        matter=f"该单位{MATTER}",
        findings=form.findings,
        results=results,
        what_next="你可以持社会保障卡到社会保险经办机构查询、核对缴费记录，查询不收费",
    )


def referral_prefill(view: CaseView) -> Mapping[str, Any]:
    """What the referral can take from the case."""
    return {"wage_evidence": "工资发放表和银行代发记录"}


def order_prefill(view: CaseView) -> Mapping[str, Any]:
    """The complainant as the order's first worker."""
    complaint = view.get(Complaint)
    return {
        "found": complaint.facts,
        "workers": [{"name": complaint.complainant, "resident_id": complaint.complainant_id}],
    }
