"""What the order to correct and the request to the insurance agency say."""

from __future__ import annotations

from documents.context import DueDate, ReturnSlip
from engine.view import CaseView
from forms.parts import EnrolmentRequest, WorkerPeriod
from workflows.labour_inspection import papers
from workflows.labour_inspection.compose.framing import opening
from workflows.labour_inspection.forms import (
    Employment,
    Order,
    Referral,
)
from workflows.procedure import served_day


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
    begun, order = opening(view), view.get(Order)
    paper = view.paper("correction_order")
    return EnrolmentRequest(
        employer=begun.employer,
        credit_code=begun.credit_code,
        order_number=(paper.number if paper else None) or "",
        order_served_on=served_day(view, "correction_order"),
        corrected=form.corrected,
        workers=tuple(
            WorkerPeriod(name=w.name, resident_id=w.resident_id, begins=w.begins, ends=w.ends, wage=w.wage)
            for w in order.workers
        ),
    )


def ordered_workers(view: CaseView) -> tuple[papers.UninsuredWorker, ...]:
    """The workers of the order, as papers list them."""
    order = view.maybe(Order)
    return _printed(order.workers) if order is not None else ()
