"""Composes the papers and hand-offs of a labour inspection from what the case knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from documents.context import Approval, DueDate, Party, ReturnSlip
from engine.casetype import Party as CaseParty
from engine.view import CaseView
from forms.parts import EnrolmentConfirmed, EnrolmentRequest, WorkerPeriod, months_between
from workflows.calculators.fine_candidates import RULES
from workflows.calculators.surcharge import Remedy, surcharge
from workflows.labour_inspection import facts, papers
from workflows.labour_inspection.facts import RECONSIDERATION, SUIT
from workflows.labour_inspection.forms import (
    Closing,
    Complaint,
    CorrectionCheck,
    Employment,
    Filing,
    Lead,
    Matter,
    Order,
    Referral,
    Respondent,
    Tip,
)
from workflows.labour_inspection.forms.decision import HandlingProposal, Hearing, Proposal
from workflows.labour_inspection.forms.execution import (
    Deferral,
    Demand,
    Performance,
    ProcessRecord,
    Publication,
    ReconsiderationReceived,
    RemediesOver,
    RemedyResult,
    SuitReceived,
)
from workflows.labour_inspection.forms.investigation import Findings
from workflows.labour_inspection.settings import FINE, FINE_PAID, YEARLY_CHECKS
from workflows.procedure import COLLECTED, COURT, ORDER_REMEDIES, WORKERS_ENROLLED, contact, remedies, served_day

MATTER = "没有为你办理社会保险登记"


def title(form: Respondent) -> str:
    """The case in a line: the employer and the matter; no worker's name."""
    return f"{form.employer}：{form.matter.label}"


def parties(form: Respondent) -> tuple[CaseParty, ...]:
    """The complainant, where there is one, those who complain together, and the employer."""
    employer = CaseParty("用人单位", form.employer, form.credit_code, is_person=False, address=form.employer_address)
    if not isinstance(form, Complaint):
        return (employer,)
    fellows = tuple(CaseParty("共同投诉人", fellow.name, fellow.resident_id) for fellow in form.fellows)
    complainant = CaseParty("投诉人", form.complainant, form.complainant_id, address=form.complainant_address)
    return (complainant, employer, *fellows)


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


def closing_approval(view: CaseView, form: Closing) -> papers.ClosingApproval:
    """The internal form by which the case is closed."""
    confirmed = view.maybe(EnrolmentConfirmed)
    periods = confirmed.periods if confirmed else ()
    names = tuple(officer.name for officer in view.officers())
    filing = view.maybe(Filing)
    return papers.ClosingApproval(
        cause=filing.cause if filing else opening(view).matter.label,
        filed=view.fact_on(facts.CASE_FILED) or view.header.opened_on,
        handling=_handling(view),
        performance=_performance(view),
        persons=len({p.resident_id for p in periods}),
        months=sum(len(months_between(p.begins, p.ends)) for p in periods),
        collected=view.tally(COLLECTED)[1],
        reason=f"{form.ground.label}：{form.reason}",
        approvals=(
            Approval(label="承办人意见", opinion="建议结案。", names=names, on=view.day),
            Approval(label="监察机构意见", opinion="同意结案。", on=view.day),
            Approval(label="机关负责人意见"),
        ),
    )


ACTS = (
    ("correction_order", "责令限期改正"),
    ("on_the_spot_order", "当场责令限期整改"),
    ("on_the_spot_penalty", "当场作出行政处罚决定"),
    ("penalty_decision", "作出行政处罚决定"),
    ("handling_decision", "作出行政处理决定"),
    ("no_penalty_decision", "决定不予行政处罚"),
)


def _handling(view: CaseView) -> str:
    """What was done to the employer, paper by paper."""
    lines = []
    for code, act in ACTS:
        paper = view.paper(code)
        if paper is None:
            continue
        number = f"（{paper.number}）" if paper.number else ""
        served = f"，{chinese_day(paper.served_on)}送达" if paper.served_on else ""
        lines.append(f"{chinese_day(paper.issued_on)}{act}{number}{served}。")
    return "".join(lines) or "没有作出处理决定。"


def _performance(view: CaseView) -> str:
    done = view.maybe(Performance)
    if done is not None:
        return done.content
    if view.open_fact(WORKERS_ENROLLED):
        return "社会保险经办机构已办理参保登记并核定应缴金额，税务机关已将核定的本金征收入库，缴费月份已记账。"
    checked = view.maybe(CorrectionCheck)
    return checked.finding if checked is not None else "没有需要履行的内容。"


def chinese_day(day: date) -> str:
    """A date as papers write it in a sentence."""
    return f"{day.year}年{day.month}月{day.day}日"


def result_notices(view: CaseView, form: Closing) -> tuple[tuple[Mapping[str, Any], papers.ResultNotice], ...]:
    """What the complainant is told at the end; nobody is told where nobody complained."""
    complaint, confirmed = view.maybe(Complaint), view.maybe(EnrolmentConfirmed)
    if complaint is None:
        return ()
    own = [p for p in confirmed.periods if p.resident_id == complaint.complainant_id] if confirmed else []
    results = tuple(
        f"{chinese_day(p.credited_on)}，社会保险经办机构已把你"
        f"{p.begins.replace('-', '年')}月至{p.ends.replace('-', '年')}月的养老保险缴费记入个人权益记录。"
        for p in own
    ) or (_performance(view),)
    notice = papers.ResultNotice(
        received=complaint.received_on,
        respondent=complaint.employer,
        matter=f"该单位{MATTER}" if complaint.matter is Matter.REGISTRATION else complaint.matter.label,
        findings=form.findings,
        results=results,
        what_next="你可以持社会保障卡到社会保险经办机构查询、核对缴费记录，查询不收费" if own else None,
    )
    return ((about_complainant(view), notice),)


def window_begins(form: RemediesOver, view: CaseView) -> date:
    """When the months for the court's help begin: the last open remedy term's end, or a payment plan's.

    A plan's window runs from its end (行政处罚法 72(2)).
    """
    upheld = view.deadline("suit_after_reconsideration")
    terms = [upheld] if upheld else [view.deadline("reconsideration_term"), view.deadline("suit_term")]
    ends = [due.due for due in terms if due is not None]
    plan = view.maybe(Deferral)
    if plan is not None:
        ends.append(plan.instalments[-1].due)
    return max(ends, default=view.day)


def referral_prefill(view: CaseView) -> Mapping[str, Any]:
    """What the referral can take from the case."""
    return {"wage_evidence": "工资发放表和银行代发记录"}


def order_prefill(view: CaseView) -> Mapping[str, Any]:
    """The complainant as the order's first worker, and those who complained together."""
    begun = opening(view)
    if not isinstance(begun, Complaint):
        return {"found": begun.facts}
    workers = [{"name": begun.complainant, "resident_id": begun.complainant_id}]
    workers += [{"name": fellow.name, "resident_id": fellow.resident_id} for fellow in begun.fellows]
    return {"found": begun.facts, "workers": workers}


def filing_prefill(view: CaseView) -> Mapping[str, Any]:
    """The cause and a summary from what was registered."""
    begun = opening(view)
    return {"cause": begun.matter.label, "summary": begun.facts}


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


def surcharge_today(view: CaseView) -> Decimal:
    """The surcharge on the fine as of today in yuan; none while reconsideration or suit is pending (行政处罚法 73)."""
    due = view.deadline("fine_payment")
    if due is None or view.day <= due.due:
        return Decimal("0.00")
    pending: list[Remedy] = []
    result = view.maybe(RemedyResult)
    for begun, fact in ((view.maybe(ReconsiderationReceived), RECONSIDERATION), (view.maybe(SuitReceived), SUIT)):
        if begun is not None:
            pending.append(
                Remedy(begun.begun_on, None if view.open_fact(fact) or result is None else result.received_on)
            )
    return surcharge(view.tally(FINE)[1], due.due, view.day, pending).surcharge


def application_prefill(view: CaseView) -> Mapping[str, Any]:
    """The court, and what the demand demanded."""
    demand = view.maybe(Demand)
    return {"court": view.around.setting(COURT.code), "claims": demand.content if demand else ""}


def filed_on(view: CaseView) -> date:
    """The day of filing, or of opening where the case was not filed."""
    return view.fact_on(facts.CASE_FILED) or view.header.opened_on


def yearly_cap(view: CaseView) -> int:
    """How often an enterprise may be checked in a year; raises SettingMissing."""
    return int(view.threshold(YEARLY_CHECKS))


def intended(proposal: Proposal | None, handling: HandlingProposal | None) -> str:
    """What is intended, in a phrase."""
    if proposal is not None:
        return f"{proposal.sanction.label}{proposal.amount:,.2f}元" if proposal.amount else proposal.sanction.label
    return handling.orders if handling is not None else "作出行政处理决定"


def ordered_workers(view: CaseView) -> tuple[papers.UninsuredWorker, ...]:
    """The workers of the order, as papers list them."""
    order = view.maybe(Order)
    return _printed(order.workers) if order is not None else ()


def basis_of(violation: str) -> str:
    """The provision that a row of the table of fines rests on."""
    return RULES[violation][0].citation.formal


def published_on(view: CaseView) -> date:
    """When the result was published."""
    published = view.maybe(Publication)
    return published.published_on if published else view.day


def recordings(view: CaseView) -> int:
    """How many recordings the file holds."""
    record = view.maybe(ProcessRecord)
    return record.recordings if record else 0


def newly_enrolled(form: EnrolmentConfirmed, view: CaseView) -> set[str]:
    """The persons that the answer names and the answer before it did not."""
    before = view.maybe(EnrolmentConfirmed)
    known = {period.resident_id for period in before.periods} if before else set()
    return {period.resident_id for period in form.periods} - known
