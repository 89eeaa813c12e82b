"""Papers from the notice of what is intended to the decision."""

from __future__ import annotations

from documents.context import DueDate
from engine.casetype import Document
from engine.clock import SHANGHAI
from engine.view import CaseView
from workflows.labour_inspection import compose, papers
from workflows.labour_inspection.compose import cause, lines, name_of
from workflows.labour_inspection.forms import choices
from workflows.labour_inspection.forms.decision import (
    Decision,
    Discussion,
    HandlingDecision,
    HandlingProposal,
    Hearing,
    HearingPlan,
    HearingRecord,
    HearingRequest,
    LegalOpinion,
    NoPenalty,
    Proposal,
    SpotPenalty,
    Submission,
)
from workflows.labour_inspection.forms.investigation import Findings
from workflows.labour_inspection.issued.framing import (
    about_decision,
    about_party,
    about_spot_decision,
    collector,
    evidence,
    materials,
    names,
    number,
    paper,
    served_on,
    span,
    title,
    until,
    violated,
)
from workflows.labour_inspection.settings import DEFENCE_DAYS

NOTICES = ("penalty_notice", "handling_notice")
FINE_DUE = DueDate(term="自收到本决定书之日起十五日内")


def _sanction(proposal: Proposal | SpotPenalty, amount: object, basis: str) -> papers.Sanction:
    return papers.Sanction.model_validate({"kind": proposal.sanction.label, "basis": basis, "amount": amount or None})


def _speak_by(view: CaseView) -> DueDate:
    days = view.around.setting(DEFENCE_DAYS.code)
    return DueDate(term=f"自收到本告知书之日起{days}个工作日内")


def _penalty_notice(view: CaseView, form: Proposal) -> papers.PenaltyNotice:
    hearing = DueDate(term="自收到本告知书之日起5个工作日内") if form.hearing else None
    return papers.PenaltyNotice(
        facts=form.facts,
        evidence=evidence(view),
        violated=violated(view),
        sanctions=(_sanction(form, form.amount, "、".join(lines(form.basis))),),
        reasons=form.reasons,
        speak_by=_speak_by(view),
        hearing_by=hearing,
    )


def _handling_notice(view: CaseView, form: HandlingProposal) -> papers.HandlingNotice:
    return papers.HandlingNotice(
        facts=form.facts,
        evidence=evidence(view),
        violated=violated(view),
        handling_bases=lines(form.basis),
        orders=lines(form.orders),
        speak_by=_speak_by(view),
    )


def _defence(view: CaseView, form: Hearing) -> papers.DefenceRecord:
    spoken = form.begins is not None and form.way is choices.Defence.SPOKEN
    return papers.DefenceRecord.model_validate(
        {
            "cause": cause(view),
            "notice_title": title(view, *NOTICES),
            "notice_number": number(view, *NOTICES),
            "notice_served": served_on(view, *NOTICES),
            "outcome": form.way.label,
            "span": span(form.on, form.begins) if spoken and form.begins else None,
            "place": form.place,
            "recorder": form.recorder,
            "person": papers.Person(name=form.speaker) if form.speaker else None,
            "statement": form.statement,
            "points": (papers.Point(claim=form.statement, review=form.review, accepted=form.accepted),)
            if form.way in {choices.Defence.SPOKEN, choices.Defence.WRITTEN}
            else (),
            "review": form.review,
        }
    )


def _hearing_notice(view: CaseView, form: HearingPlan) -> papers.HearingNotice:
    return papers.HearingNotice(
        requested=view.get(HearingRequest).requested_on,
        cause=cause(view),
        span=span(form.held_on, form.begins),
        place=form.place,
        open=form.public,
        closed_reason=form.closed_reason,
        presider=name_of(view, form.presiding),
        recorder=form.recorder,
    )


def _hearing_announcement(view: CaseView, form: HearingPlan) -> papers.HearingAnnouncement:
    return papers.HearingAnnouncement(
        cause=cause(view),
        span=span(form.held_on, form.begins),
        place=form.place,
        presider=name_of(view, form.presiding),
        attend="凭身份证件旁听，名额以会场座位为限",
    )


def _hearing_record(view: CaseView, form: HearingRecord) -> papers.HearingRecord:
    plan = view.get(HearingPlan)
    return papers.HearingRecord(
        cause=cause(view),
        span=span(plan.held_on, plan.begins, form.ends),
        place=plan.place,
        open=plan.public,
        presider=name_of(view, plan.presiding),
        recorder=plan.recorder,
        investigators=names(view) or ("本案调查人员",),
        attendants=tuple(papers.Person(name=line) for line in lines(form.attendants)),
        rights="主持人告知了权利和义务，询问是否申请回避，当事人不申请回避",
        speeches=(
            papers.Speech(speaker="调查人员", words=form.proposed),
            papers.Speech(speaker="当事人", words=form.answered),
            papers.Speech(speaker="质证", words=form.evidence),
        ),
        refusal=form.refusal,
    )


def _hearing_report(view: CaseView, form: HearingRecord) -> papers.HearingReport:
    plan = view.get(HearingPlan)
    return papers.HearingReport.model_validate(
        {
            "cause": cause(view),
            "span": span(plan.held_on, plan.begins, form.ends),
            "place": plan.place,
            "presider": name_of(view, plan.presiding),
            "end": form.end.label,
            "proposed": form.proposed,
            "answered": form.answered,
            "opinion": form.opinion,
        }
    )


def _opinion(view: CaseView, form: LegalOpinion) -> papers.LegalReviewOpinion:
    submitted = view.get(Submission)
    proposal, handling = view.maybe(Proposal), view.maybe(HandlingProposal)
    reviewer = sorted(view.takers("pass_review"))
    asked = (
        ("主体和权限", form.authority),
        ("程序", form.procedure),
        ("事实和证据", form.facts),
        ("适用依据", form.law),
        ("裁量", form.discretion),
    )
    return papers.LegalReviewOpinion(
        cause=cause(view),
        submitted=view.taken_on("submit_for_review") or view.day,
        materials=materials(submitted.materials),
        intended=compose.intended(proposal, handling),
        ground=submitted.ground,
        items=tuple(papers.ReviewedItem(item=item, opinion=opinion) for item, opinion in asked),
        conclusion="同意",
        advice=form.advice,
        reviewer=name_of(view, reviewer[-1]) if reviewer else "法制审核人员",
        qualification=form.qualification,
        reviewed=view.day,
    )


def _discussion(view: CaseView, form: Discussion) -> papers.CollectiveDiscussion:
    parted = [line.replace(":", "：").partition("：") for line in lines(form.views)]
    return papers.CollectiveDiscussion(
        cause=cause(view),
        held=form.held_on,
        place=form.place,
        chair=form.chair,
        recorder=form.recorder,
        reporter=(names(view) or ("承办人",))[0],
        reported=form.reported,
        views=tuple(papers.View(member=member, opinion=opinion or "同意") for member, _, opinion in parted),
        decision=form.conclusion,
    )


def _penalty(view: CaseView, form: Decision) -> papers.PenaltyDecision:
    proposal = view.get(Proposal)
    return papers.PenaltyDecision(
        facts=form.facts,
        evidence=evidence(view),
        violated=violated(view),
        heard=form.heard,
        reasons=form.reasons,
        sanctions=(_sanction(proposal, form.amount, "、".join(lines(proposal.basis))),),
        payment=collector(view) if form.amount else None,
        pay_by=FINE_DUE if form.amount else None,
        surcharge=bool(form.amount),
    )


def _handling(view: CaseView, form: HandlingDecision) -> papers.HandlingDecision:
    return papers.HandlingDecision(
        facts=form.facts,
        evidence=evidence(view),
        violated=violated(view),
        heard=form.heard,
        orders=lines(form.orders),
        perform_by=until(form.perform_by),
        workers=compose.listed_workers(view, form),
        consequence="逾期不履行的，依照《劳动保障监察条例》第三十条的规定处理，并申请人民法院强制执行",
    )


def _no_penalty(view: CaseView, form: NoPenalty) -> papers.NoPenaltyDecision:
    found = view.maybe(Findings)
    return papers.NoPenaltyDecision(
        facts=found.facts if found else compose.opening(view).facts,
        evidence=evidence(view),
        violated=violated(view),
        ground=f"{form.ground.label}。{form.reason}",
        education=form.education,
    )


def _spot_penalty(view: CaseView, form: SpotPenalty) -> papers.OnTheSpotPenalty:
    now = view.around.now.astimezone(SHANGHAI)
    code = form.violations[0]
    basis = compose.basis_of(code)
    return papers.OnTheSpotPenalty.model_validate(
        {
            "found": span(view.day, now.strftime("%H:%M")),
            "place": form.place,
            "facts": form.facts,
            "evidence": lines(form.evidence),
            "violated": (basis,),
            "sanction": _sanction(form, form.amount, basis),
            "heard": form.heard,
            "payment": ("当场收缴" if form.collected else collector(view)) if form.amount else None,
        }
    )


PENALTY_NOTICE: Document[Proposal] = paper(
    papers.PenaltyNotice, _penalty_notice, about_party, mark="监罚告字", served=True
)
HANDLING_NOTICE: Document[HandlingProposal] = paper(
    papers.HandlingNotice, _handling_notice, about_party, mark="监理告字", served=True
)
DEFENCE: Document[Hearing] = paper(papers.DefenceRecord, _defence, compose.about_file)
HEARING_PLAN: tuple[Document[HearingPlan], ...] = (
    paper(papers.HearingNotice, _hearing_notice, about_party, mark="监听通字", served=True),
    paper(papers.HearingAnnouncement, _hearing_announcement, about_party, mark="监听公字"),
)
HEARING: tuple[Document[HearingRecord], ...] = (
    paper(papers.HearingRecord, _hearing_record, compose.about_file),
    paper(papers.HearingReport, _hearing_report, compose.about_file),
)
LEGAL_OPINION: Document[LegalOpinion] = paper(papers.LegalReviewOpinion, _opinion, compose.about_file)
DISCUSSION: Document[Discussion] = paper(papers.CollectiveDiscussion, _discussion, compose.about_file)
PENALTY: Document[Decision] = paper(papers.PenaltyDecision, _penalty, about_decision, mark="监罚字", served=True)
HANDLING: Document[HandlingDecision] = paper(
    papers.HandlingDecision, _handling, about_decision, mark="监理字", served=True
)
NO_PENALTY: Document[NoPenalty] = paper(
    papers.NoPenaltyDecision, _no_penalty, about_decision, mark="监不罚字", served=True
)
SPOT_PENALTY: Document[SpotPenalty] = paper(
    papers.OnTheSpotPenalty, _spot_penalty, about_spot_decision, mark="监当罚字", handed_over=True
)
