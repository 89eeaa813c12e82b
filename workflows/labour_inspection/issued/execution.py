"""Papers after the decision: service by public notice, plans, demand, court, remedies, publication, archive."""

from __future__ import annotations

from decimal import Decimal

from engine.casetype import Document
from engine.view import CaseView
from workflows.labour_inspection import compose, facts, papers
from workflows.labour_inspection.compose import HANDLER, HEAD, approvals, cause, lines, name_of
from workflows.labour_inspection.forms.choices import Procedure
from workflows.labour_inspection.forms.decision import Decision, HandlingDecision
from workflows.labour_inspection.forms.execution import (
    Announcement,
    Application,
    Archiving,
    Closing,
    Deferral,
    Demand,
    PublicAnnouncement,
    PublicationWithdrawn,
    ReconsiderationReceived,
    RemedyAnswer,
    RemedyResult,
    SuitReceived,
)
from workflows.labour_inspection.issued.framing import (
    DECISIONS,
    about_party,
    collector,
    due,
    filed,
    materials,
    number,
    paper,
    served_on,
    title,
    to_organ,
    until,
)
from workflows.labour_inspection.issued.service import TO_COMPLAINANT
from workflows.labour_inspection.settings import FINE, FINE_PAID
from workflows.procedure import COURT, GOVERNMENT

SERVED_KINDS = (
    "correction_order",
    "general_order",
    "penalty_notice",
    "handling_notice",
    "hearing_notice",
    "penalty_decision",
    "handling_decision",
    "no_penalty_decision",
    "demand",
)

CONTESTABLE = (
    *DECISIONS,
    "correction_order",
    "general_order",
    "on_the_spot_order",
    "no_penalty_decision",
    *TO_COMPLAINANT,
)
"""What the organ's answer is about: the last of the acts that somebody contests."""


def _announcement(view: CaseView, form: Announcement) -> papers.PublicServiceAnnouncement:
    return papers.PublicServiceAnnouncement(
        paper_title=title(view, *SERVED_KINDS),
        paper_number=number(view, *SERVED_KINDS),
        reason=form.reasons,
        gist=form.gist,
        rights=form.rights,
        collect=view.unit.address or view.unit.name,
    )


def _unpaid(view: CaseView) -> Decimal:
    return max(view.tally(FINE)[1] - view.tally(FINE_PAID)[1], Decimal("0.00"))


def _plan(view: CaseView, form: Deferral) -> papers.PaymentPlanApproval:
    return papers.PaymentPlanApproval(
        decision_number=number(view, *DECISIONS),
        decision_served=served_on(view, *DECISIONS),
        fine=_unpaid(view),
        requested=form.requested_on,
        hardship=form.hardship,
        instalments=tuple(papers.Instalment(due=part.due, amount=part.amount) for part in form.instalments),
        payment=collector(view),
    )


def remedies_used(view: CaseView) -> str:
    """Which remedy the party has used, in a sentence."""
    if view.open_fact(facts.RECONSIDERATION) or view.open_fact(facts.SUIT):
        return "你单位申请的复议或者提起的诉讼正在审理。"
    if view.open_fact(facts.RECONSIDERED_UPHELD):
        return "行政复议机关已经维持该决定。"
    if view.open_fact(facts.JUDGMENT_EFFECTIVE):
        return "人民法院的生效裁判已经维持该决定。"
    return "没有收到行政复议机关或者人民法院受理复议、诉讼的通知。"


def _owed(amount: Decimal, surcharge: Decimal) -> tuple[papers.Owed, ...]:
    rows = (("罚款", amount, None), ("加处罚款", surcharge, "按日加处罚款数额的百分之三，不超过罚款数额"))
    return tuple(papers.Owed(item=item, amount=value, computation=how) for item, value, how in rows if value)


def _demand(view: CaseView, form: Demand) -> papers.Demand:
    owed = _owed(form.amount, form.surcharge)
    return papers.Demand(
        decision_title=title(view, *DECISIONS),
        decision_number=number(view, *DECISIONS),
        decision_served=served_on(view, *DECISIONS),
        remedies_used=remedies_used(view),
        owed=owed,
        duties=() if owed else lines(form.content),
        perform_by=until(form.pay_by),
        payment=collector(view) if owed else None,
    )


def _application(view: CaseView, form: Application) -> papers.EnforcementApplication:
    demanded = view.get(Demand)
    made = max((ref.issued_on for code in DECISIONS if (ref := view.paper(code))), default=view.day)
    owed = _owed(demanded.amount, demanded.surcharge)
    penalty, handling = view.maybe(Decision), view.maybe(HandlingDecision)
    content = f"罚款{penalty.amount:,.2f}元" if penalty else handling.orders if handling else demanded.content
    return papers.EnforcementApplication(
        court=form.court,
        head=form.signed_by,
        decision_title=title(view, *DECISIONS),
        decision_number=number(view, *DECISIONS),
        decision_made=made,
        decision_served=served_on(view, *DECISIONS),
        content=content,
        remedies_used=remedies_used(view).replace("你单位", "被申请人"),
        demand_number=number(view, "demand"),
        demand_served=served_on(view, "demand"),
        after_demand=form.opinion,
        claims=() if owed else lines(form.claims),
        owed=owed,
        subject=form.property_known,
        materials=materials("行政决定书及作出决定的事实、理由和依据\n当事人的意见和催告情况\n执行标的情况"),
    )


def _arguments(form: RemedyAnswer) -> dict[str, object]:
    return {
        "arguments": lines(form.opinion),
        "proofs": tuple(papers.Proof(name=line, proves=form.opinion) for line in lines(form.evidence)),
        "rules": lines(form.rules),
        "facts": form.facts,
        "request": "请求维持本机关作出的行政行为",
        "head": form.head,
    }


def _answer_reconsideration(view: CaseView, form: RemedyAnswer) -> papers.ReconsiderationAnswer:
    received = view.get(ReconsiderationReceived)
    return papers.ReconsiderationAnswer.model_validate(
        {
            **_arguments(form),
            "act_title": title(view, *CONTESTABLE),
            "act_number": number(view, *CONTESTABLE),
            "claimant": received.applicant or compose.opening(view).employer,
            "body_name": view.around.setting(GOVERNMENT.code),
            "docket": received.number,
            "received": received.received_on,
            "procedure": "简易程序" if received.procedure is Procedure.SIMPLE else "普通程序",
        }
    )


def _answer_suit(view: CaseView, form: RemedyAnswer) -> papers.CourtAnswer:
    received = view.get(SuitReceived)
    return papers.CourtAnswer.model_validate(
        {
            **_arguments(form),
            "act_title": title(view, *CONTESTABLE),
            "act_number": number(view, *CONTESTABLE),
            "claimant": received.applicant or compose.opening(view).employer,
            "body_name": view.around.setting(COURT.code),
            "docket": received.number,
            "received": received.received_on,
        }
    )


def _publication(view: CaseView, form: PublicAnnouncement) -> papers.PublicationApproval:
    return papers.PublicationApproval(
        cause=cause(view),
        approvals=approvals(view, HEAD, "同意向社会公布。", "announce_major_violation"),
        decision_title=title(view, *DECISIONS),
        decision_number=number(view, *DECISIONS),
        decision_served=served_on(view, *DECISIONS),
        situation=form.kind,
        remedies_used=remedies_used(view),
        main_facts=compose.opening(view).facts,
        handling=form.content,
        channels=("本机关门户网站",),
        publish=form.quarter,
    )


def _withdrawal(view: CaseView, form: PublicationWithdrawn) -> papers.PublicationWithdrawal:
    result = view.maybe(RemedyResult)
    return papers.PublicationWithdrawal(
        cause=cause(view),
        approvals=approvals(view, HANDLER, "撤回公开信息并说明理由。", "withdraw_publication"),
        decision_title=title(view, *DECISIONS),
        decision_number=number(view, *DECISIONS),
        published=compose.published_on(view),
        channels=("本机关门户网站",),
        cause_of_withdrawal=result.content if result else form.explanation,
        learned=result.received_on if result else view.day,
        withdraw_by=due(view, "withdraw_publication", "自决定被变更或者撤销之日起三个工作日内"),
        explanation=form.explanation,
    )


def _cover(view: CaseView, form: Archiving) -> papers.ArchiveCover:
    closing = view.get(Closing)
    archivist = sorted(view.takers("archive"))
    entry = papers.Filed(title="立案、调查、决定、送达、执行文书", first=1, last=max(form.pages, 1))
    return papers.ArchiveCover(
        archive_number=form.number,
        cause=cause(view),
        filed=filed(view),
        closed=view.header.closed_on or view.day,
        result=closing.ground.label,
        keep=form.keep,
        entries=(entry,),
        media=(f"音像记录{compose.recordings(view)}件",) if compose.recordings(view) else (),
        note=form.remark,
        archivist=name_of(view, archivist[-1]) if archivist else "档案管理人员",
        checker=form.checker,
        arranged=view.day,
    )


ANNOUNCEMENT: Document[Announcement] = paper(
    papers.PublicServiceAnnouncement, _announcement, about_party, mark="监公字"
)
PLAN: Document[Deferral] = paper(papers.PaymentPlanApproval, _plan, about_party, mark="监缓字", served=True)
DEMAND: Document[Demand] = paper(papers.Demand, _demand, about_party, mark="监催字", served=True)
APPLICATION: Document[Application] = paper(
    papers.EnforcementApplication, _application, to_organ(lambda view: view.get(Application).court), mark="监强申字"
)
RECONSIDERATION_ANSWER: Document[RemedyAnswer] = paper(
    papers.ReconsiderationAnswer,
    _answer_reconsideration,
    to_organ(lambda view: view.around.setting(GOVERNMENT.code)),
    mark="监复答字",
)
COURT_ANSWER: Document[RemedyAnswer] = paper(
    papers.CourtAnswer, _answer_suit, to_organ(lambda view: view.around.setting(COURT.code)), mark="监应诉字"
)
PUBLICATION: Document[PublicAnnouncement] = paper(papers.PublicationApproval, _publication, compose.about_file)
WITHDRAWAL: Document[PublicationWithdrawn] = paper(papers.PublicationWithdrawal, _withdrawal, compose.about_file)
COVER: Document[Archiving] = paper(papers.ArchiveCover, _cover, compose.about_file)
