"""What the order to correct and the request to the insurance agency say."""

from __future__ import annotations

from documents.context import DueDate, ReturnSlip
from engine.view import CaseView, PaperRef
from forms.parts import EnrolmentConfirmed, EnrolmentRequest, WorkerPeriod
from workflows.labour_inspection import papers
from workflows.labour_inspection.compose.framing import lines, opening
from workflows.labour_inspection.forms import (
    Employment,
    Order,
    Referral,
)
from workflows.labour_inspection.forms.decision import HandlingDecision, SpotOrder
from workflows.labour_inspection.forms.order import OtherOrder

ORDERS: dict[str, type[Order | OtherOrder | SpotOrder]] = {
    "correction_order": Order,
    "general_order": OtherOrder,
    "on_the_spot_order": SpotOrder,
}
"""The papers that order correction, with what was filled in for each."""
LISTING: dict[str, type[Order | SpotOrder | HandlingDecision]] = {
    "correction_order": Order,
    "on_the_spot_order": SpotOrder,
    "handling_decision": HandlingDecision,
}
"""The papers that may list workers who have to be registered."""


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
        evidence=lines(form.evidence),
        violated=("《中华人民共和国社会保险法》第五十八条第一款、第六十条第一款",),
        workers=_printed(form.workers),
        register_by=by,
        declare_by=by,
        report_by=by,
    )


def last_order(view: CaseView) -> Order | OtherOrder | SpotOrder | None:
    """The order that was given last, in writing or on the spot."""
    given = [(ref.id, form) for code, form in ORDERS.items() if (ref := view.paper(code)) is not None]
    return view.maybe(max(given, key=lambda pair: pair[0])[1]) if given else None


def _listing(view: CaseView) -> tuple[PaperRef, tuple[Employment, ...]]:
    """The served paper that listed workers last; raises LookupError where none did."""
    found = []
    for code, form in LISTING.items():
        ref, filled = view.paper(code), view.maybe(form)
        if ref is not None and ref.served_on is not None and filled is not None and filled.workers:
            found.append((ref, filled.workers))
    if not found:
        raise LookupError(f"case {view.number} has served no paper that lists workers")
    return max(found, key=lambda pair: pair[0].id)


def enrolment_letter(view: CaseView, form: Referral) -> papers.EnrolmentRequest:
    """The letter to the agency."""
    ref, workers = _listing(view)
    return papers.EnrolmentRequest(
        order_title=ref.label,
        order_number=ref.number or "",
        order_served=ref.served_on or view.day,
        outcome=form.outcome.rstrip("。"),
        wage_evidence=form.wage_evidence,
        workers=_printed(workers),
        slip=ReturnSlip(
            due=DueDate(term="自收到本函之日起10个工作日内"),
            options=("受理，受理编号", "材料不全，请补充", "退回，理由"),
        ),
    )


def enrolment_request(view: CaseView, form: Referral) -> EnrolmentRequest:
    """What the agency gets to work with."""
    begun = opening(view)
    ref, workers = _listing(view)
    return EnrolmentRequest(
        employer=begun.employer,
        credit_code=form.credit_code,
        order_number=ref.number or "",
        order_served_on=ref.served_on or view.day,
        corrected=form.corrected,
        workers=tuple(
            WorkerPeriod(name=w.name, resident_id=w.resident_id, begins=w.begins, ends=w.ends, wage=w.wage)
            for w in workers
        ),
    )


def general_order(view: CaseView, form: OtherOrder) -> papers.GeneralOrder:
    """What the employer is ordered to correct, line by line."""
    return papers.GeneralOrder(
        inspected=form.inspected_on,
        facts=form.found,
        evidence=lines(form.evidence),
        violated=lines(form.violated),
        demands=lines(form.demands),
        by=DueDate(term="在本指令书载明的日期以前", on=form.correct_by),
    )


def listed_workers(view: CaseView, form: HandlingDecision) -> tuple[papers.UninsuredWorker, ...]:
    """The workers of a decision: its own, else those of the order before it."""
    order = last_order(view)
    earlier = order.workers if isinstance(order, Order | SpotOrder) else ()
    return _printed(form.workers or earlier)


def newly_enrolled(form: EnrolmentConfirmed, view: CaseView) -> set[str]:
    """The persons that the answer names and the answer before it did not."""
    before = view.maybe(EnrolmentConfirmed)
    known = {period.resident_id for period in before.periods} if before else set()
    return {period.resident_id for period in form.periods} - known
