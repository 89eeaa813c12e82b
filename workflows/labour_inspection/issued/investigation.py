"""Papers of the investigation, of correction and of the hand-over to other organs."""

from __future__ import annotations

from documents.context import DueDate, ReturnSlip
from engine.casetype import Document
from engine.view import CaseView
from workflows.labour_inspection import compose, papers
from workflows.labour_inspection.compose import HANDLER, HEAD, approvals, cause, lines, name_of
from workflows.labour_inspection.forms import CorrectionCheck, Order
from workflows.labour_inspection.forms.decision import Revocation, SpotOrder
from workflows.labour_inspection.forms.investigation import (
    CrimeReport,
    Disposal,
    Extending,
    Findings,
    Ground,
    HandOver,
    Inquiry,
    Interview,
    Preservation,
    Transfer,
)
from workflows.labour_inspection.forms.order import OtherOrder
from workflows.labour_inspection.issued.framing import (
    about_party,
    due,
    evidence,
    filed,
    items,
    materials,
    number,
    paper,
    served_on,
    span,
    title,
    to_organ,
    until,
)
from workflows.procedure import SUSPENSION_BASIS

SLIP = ReturnSlip(due=DueDate(term="自收到本函之日起15个工作日内"), options=("接收，受理编号", "退回，理由"))
POLICE_SLIP = ReturnSlip(
    due=DueDate(term="自接受移送之日起3日内"), options=("立案", "不予立案，理由", "转送其他公安机关")
)

ORDERS = tuple(compose.ORDERS)


def _inquiry(view: CaseView, form: Inquiry) -> papers.InquiryNotice:
    return papers.InquiryNotice(
        matter=form.matter,
        persons=lines(form.persons),
        materials=lines(form.materials),
        appear=until(form.appear_on),
        place=form.place,
    )


def _turns(text: str) -> tuple[papers.Turn, ...]:
    """Question and answer, line by line; an answer may follow over several lines."""
    turns: list[list[str]] = []
    for line in lines(text):
        if line.startswith(("问：", "问:")) or not turns:
            turns.append([line.removeprefix("问：").removeprefix("问:"), ""])
        else:
            turns[-1][1] += line.removeprefix("答：").removeprefix("答:")
    return tuple(papers.Turn(question=asked, answer=answer or "（没有回答）") for asked, answer in turns)


def _interview(view: CaseView, form: Interview) -> papers.InquiryRecord:
    return papers.InquiryRecord(
        cause=cause(view),
        nth=len([talk for talk in view.all(Interview) if talk.person == form.person]),
        span=span(form.on, form.begins, form.ends),
        place=form.place,
        recorder=form.recorder,
        person=papers.Person(name=form.person, post=form.post),
        rights="听清楚了，不申请回避",
        turns=_turns(form.questions),
        refusal=form.refusal,
    )


def _preserving(view: CaseView, form: Preservation) -> papers.PreservationApproval:
    return papers.PreservationApproval(
        cause=cause(view),
        approvals=approvals(view, HEAD, "同意先行登记保存。", "preserve_evidence"),
        reason=form.reason,
        items=items(form.items),
        keeper=f"就地保存于{form.place}，由{form.keeper}保管",
    )


def _preserved(view: CaseView, form: Preservation) -> papers.PreservationNotice:
    return papers.PreservationNotice(
        reason=form.reason,
        items=items(form.items),
        place=form.place,
        keeper=form.keeper,
        kept=view.day,
        decide_by=due(view, "dispose_evidence", "自登记保存之日起七个工作日内"),
    )


def _disposed(view: CaseView, form: Disposal) -> papers.PreservationDisposal:
    kept = view.get(Preservation)
    ref = view.paper("preservation_notice")
    return papers.PreservationDisposal(
        notice_number=number(view, "preservation_notice"),
        kept=ref.issued_on if ref else view.day,
        items=items(kept.items),
        disposal=form.decision,
        collect=form.collect,
    )


def _extended(view: CaseView, form: Extending) -> papers.ExtensionApproval:
    return papers.ExtensionApproval(
        cause=cause(view),
        approvals=approvals(view, HEAD, "案情复杂，同意延长调查期限。", "extend_investigation"),
        filed=filed(view),
        current=DueDate(term="自立案之日起60个工作日内"),
        done=form.done,
        reason=form.reason,
        extended=due(view, "conclude", "自立案之日起90个工作日内"),
    )


def _suspension(view: CaseView, reason: str, *, resumed: bool) -> papers.SuspensionApproval:
    whole = 60
    used = min(view.around.calendar.workdays_between(filed(view), view.day), whole)
    return papers.SuspensionApproval(
        cause=cause(view),
        approvals=approvals(
            view,
            HEAD,
            "同意恢复调查。" if resumed else "同意中止调查。",
            "resume_investigation" if resumed else "suspend_investigation",
        ),
        kind="恢复" if resumed else "中止",
        basis=view.around.setting(SUSPENSION_BASIS.code),
        reason=reason,
        since=view.day,
        used=used,
        left=whole - used,
    )


def _suspended(view: CaseView, form: Ground) -> papers.SuspensionApproval:
    return _suspension(view, form.reason, resumed=False)


def _resumed(view: CaseView, form: Ground) -> papers.SuspensionApproval:
    return _suspension(view, form.reason, resumed=True)


def _spot_order(view: CaseView, form: SpotOrder) -> papers.OnTheSpotOrder:
    return papers.OnTheSpotOrder(
        found=view.day,
        place=form.place,
        facts=form.facts,
        violated=lines(form.violated),
        demands=lines(form.demands),
        by=until(form.correct_by),
        heard=form.heard,
    )


def _checked(view: CaseView, form: CorrectionCheck) -> papers.CorrectionCheck:
    order = compose.last_order(view)
    plain = ("办理社会保险登记", "申报应当缴纳的社会保险费")
    demands = plain if order is None or isinstance(order, Order) else lines(order.demands)
    met = "已改正" if form.corrected else "未改正"
    return papers.CorrectionCheck(
        order_title=title(view, *ORDERS),
        order_number=number(view, *ORDERS),
        order_served=served_on(view, *ORDERS),
        expired=order.correct_by if order else None,
        checked=form.checked_on,
        way=form.way,
        items=tuple(papers.CheckedItem(demand=demand, met=met, finding=form.finding) for demand in demands),
        conclusion=f"经核查，该单位{met}。",
    )


def _report(view: CaseView, form: Findings) -> papers.InvestigationReport:
    return papers.InvestigationReport(
        cause=cause(view),
        source=compose.source(view),
        filed=filed(view),
        concluded=view.day,
        course=f"本案于{compose.chinese_day(filed(view))}立案，由{'、'.join(o.name for o in view.officers())}调查。{form.verified}",
        facts=form.facts,
        evidence=materials(form.evidence),
        violated=lines(form.violated),
        statement=form.statement,
        discretion=form.discretion,
        proposal=form.proposal,
    )


def _proposal(view: CaseView, form: Findings) -> papers.HandlingProposal:
    return papers.HandlingProposal(
        cause=cause(view),
        approvals=approvals(view, HANDLER, form.proposal, "conclude"),
        filed=filed(view),
        concluded=view.day,
        facts=form.facts,
        statement=form.statement,
        violated=lines(form.violated),
        discretion=form.discretion,
        proposal=form.proposal,
    )


def _transfer(view: CaseView, form: Transfer) -> papers.TransferLetter:
    return papers.TransferLetter(
        source=compose.source(view),
        found=compose.opening(view).facts,
        reason=form.reason,
        materials=materials(form.materials),
        slip=SLIP,
    )


def _crime_approval(view: CaseView, form: CrimeReport) -> papers.CrimeTransferApproval:
    return papers.CrimeTransferApproval(
        cause=cause(view),
        approvals=approvals(view, HANDLER, "涉嫌犯罪，建议移送公安机关。", "report_crime"),
        team=tuple(name_of(view, account) for account in (form.lead, form.second)),
        crime=form.offence,
        crime_basis=form.basis,
        receiver="同级公安机关",
        reported=view.day,
        decide_by=due(view, "approve_transfer", "自接到报告之日起3日内"),
        facts=form.facts,
        materials=tuple(papers.Material(name=name) for name in ("调查报告", *evidence(view))),
    )


def _crime(view: CaseView, form: HandOver) -> papers.CrimeTransfer:
    report = view.get(CrimeReport)
    fined = view.paper("penalty_decision")
    return papers.CrimeTransfer(
        crime=report.offence,
        crime_basis=report.basis,
        facts=report.facts,
        penalties=f"已作出行政处罚决定（{fined.number}）" if fined else "移送前没有作出行政处罚决定",
        approved=view.taken_on("approve_transfer") or view.day,
        materials=materials(form.materials),
        goods=items(form.items),
        slip=POLICE_SLIP,
    )


def _revoked(view: CaseView, form: Revocation) -> papers.FilingRevocation:
    return papers.FilingRevocation(
        cause=cause(view),
        approvals=approvals(view, HEAD, "同意撤销立案。", "revoke_filing"),
        filed=filed(view),
        facts=compose.opening(view).facts,
        corrected=form.corrected,
        reason=form.reason,
    )


INQUIRY: Document[Inquiry] = paper(papers.InquiryNotice, _inquiry, about_party, mark="监询字", served=True)
INTERVIEW: Document[Interview] = paper(papers.InquiryRecord, _interview, compose.about_file)
PRESERVATION: tuple[Document[Preservation], ...] = (
    paper(papers.PreservationApproval, _preserving, compose.about_file),
    paper(papers.PreservationNotice, _preserved, about_party, mark="监存字", served=True),
)
DISPOSAL: Document[Disposal] = paper(papers.PreservationDisposal, _disposed, about_party, mark="监存处字", served=True)
EXTENSION: Document[Extending] = paper(papers.ExtensionApproval, _extended, compose.about_file)
SUSPENSION: Document[Ground] = paper(papers.SuspensionApproval, _suspended, compose.about_file)
RESUMPTION: Document[Ground] = paper(papers.SuspensionApproval, _resumed, compose.about_file)
ORDER: Document[Order] = paper(
    papers.CorrectionOrder, compose.correction_order, compose.about_employer, mark="监令字", served=True
)
GENERAL_ORDER: Document[OtherOrder] = paper(
    papers.GeneralOrder, compose.general_order, compose.about_employer, mark="监令字", served=True
)
SPOT_ORDER: Document[SpotOrder] = paper(
    papers.OnTheSpotOrder, _spot_order, about_party, mark="监当令字", handed_over=True
)
CORRECTION_CHECK: Document[CorrectionCheck] = paper(papers.CorrectionCheck, _checked, compose.about_file)
CONCLUSION: tuple[Document[Findings], ...] = (
    paper(papers.InvestigationReport, _report, compose.about_file),
    paper(papers.HandlingProposal, _proposal, compose.about_file),
)
TRANSFER: Document[Transfer] = paper(
    papers.TransferLetter, _transfer, to_organ(lambda view: view.get(Transfer).organ), mark="监移字"
)
CRIME_APPROVAL: Document[CrimeReport] = paper(papers.CrimeTransferApproval, _crime_approval, compose.about_file)
CRIME: Document[HandOver] = paper(papers.CrimeTransfer, _crime, to_organ(lambda view: "同级公安机关"), mark="监移公字")
REVOCATION: Document[Revocation] = paper(papers.FilingRevocation, _revoked, compose.about_file)
