"""Papers from registration to filing."""

from __future__ import annotations

from datetime import date

from engine.casetype import Document
from engine.view import CaseView
from workflows.labour_inspection import compose, papers
from workflows.labour_inspection.compose import TEAM, approvals, cause, lines
from workflows.labour_inspection.forms import Complaint, Filing, Tip
from workflows.labour_inspection.forms.choices import CheckKind
from workflows.labour_inspection.forms.intake import (
    CheckApproval,
    Declining,
    Elsewhere,
    NoFiling,
    SiteCheck,
    Supplement,
)
from workflows.labour_inspection.issued.framing import about_declined, about_party, materials, paper, span, until
from workflows.labour_inspection.settings import CHECKS, SUPERVISION_PHONE


def receiver(view: CaseView, step: str) -> str:
    """Who registered it."""
    taker = view.last_taker(step)
    return compose.name_of(view, taker) if taker else view.unit.name


def _register(view: CaseView, form: Complaint) -> papers.ComplaintRegister:
    chosen = tuple(fellow.name for fellow in form.fellows if fellow.represents)
    return papers.ComplaintRegister(
        kind="投诉",
        received=form.received_on,
        channel=form.channel.label,
        complainant=papers.Person(
            name=form.complainant,
            resident_id=form.complainant_id,
            post=form.occupation,
            address=form.complainant_address,
            phone=form.complainant_phone,
        ),
        representatives=chosen,
        facts=form.facts,
        request=form.request,
        handed_in=materials(form.handed_in),
        receiver=receiver(view, "register_complaint"),
    )


def _tip_register(view: CaseView, form: Tip) -> papers.ComplaintRegister:
    return papers.ComplaintRegister(
        kind="举报",
        received=form.received_on,
        channel=form.channel.label,
        facts=form.facts,
        request="请求依法查处",
        handed_in=materials(form.handed_in),
        reply_wanted=form.reply_wanted,
        receiver=receiver(view, "register_tip"),
    )


def _told(view: CaseView) -> tuple[date, str, str, str]:
    complaint = view.get(Complaint)
    return complaint.received_on, complaint.channel.label, complaint.employer, complaint.matter.label


def _declined(view: CaseView, form: Declining) -> papers.DeclineNotice:
    received, channel, respondent, matter = _told(view)
    return papers.DeclineNotice(
        received=received, channel=channel, respondent=respondent, matter=matter, reason=form.reason
    )


def _supplement(view: CaseView, form: Supplement) -> papers.SupplementNotice:
    received, channel, respondent, matter = _told(view)
    return papers.SupplementNotice(
        received=received,
        channel=channel,
        respondent=respondent,
        matter=matter,
        missing=lines(form.missing),
        by=until(form.by),
    )


def _referred(view: CaseView, form: Elsewhere) -> papers.ReferralNotice:
    received, channel, respondent, matter = _told(view)
    return papers.ReferralNotice(
        received=received,
        channel=channel,
        respondent=respondent,
        matter=matter,
        reason=form.reason,
        channel_name=form.organ,
        channel_address=form.organ_address,
    )


def _check_approval(view: CaseView, form: CheckApproval) -> papers.InspectionApproval:
    single = form.kind is CheckKind.SINGLE
    return papers.InspectionApproval(
        cause=cause(view),
        approvals=approvals(view, TEAM, "同意检查。", "approve_check"),
        kind=form.kind.label,
        source=compose.source(view),
        done=view.frequency(CHECKS),
        cap=None if single else compose.yearly_cap(view),
        items=lines(form.items),
        way="现场检查",
        planned=compose.chinese_day(form.planned_on),
        place=form.place,
    )


def _check_notice(view: CaseView, form: CheckApproval) -> papers.InspectionNotice:
    return papers.InspectionNotice(
        kind=form.kind.label,
        items=lines(form.items),
        when=compose.chinese_day(form.planned_on),
        place=form.place,
        prepare=lines(form.prepare),
        supervision_phone=view.around.setting(SUPERVISION_PHONE.code),
    )


def site_record(view: CaseView, form: SiteCheck) -> papers.SiteRecord:
    """What was seen on site."""
    notice = view.paper("inspection_notice")
    return papers.SiteRecord(
        span=span(form.checked_on, form.begins, form.ends),
        place=form.place,
        recorder=form.recorder,
        present=papers.Person(name=form.present, post=form.post),
        notice_number=notice.number if notice else None,
        recusal="已告知有权申请回避，在场人不申请回避",
        seen=lines(form.seen),
        taken=lines(form.taken),
        refusal=form.refusal,
    )


def _not_filed(view: CaseView, form: NoFiling) -> papers.FilingRefusal:
    checked = view.maybe(SiteCheck)
    begun = compose.opening(view)
    return papers.FilingRefusal(
        cause=cause(view),
        approvals=approvals(view, TEAM, f"同意不予立案：{form.ground.label}。", "not_file"),
        source=compose.source(view),
        received=begun.received_on,
        checked=checked.seen if checked else begun.facts,
        reason=form.reason,
        informing="举报人留有联系方式的，由接待人员告知" if isinstance(begun, Tip) else None,
    )


COMPLAINT_REGISTER: Document[Complaint] = paper(papers.ComplaintRegister, _register, compose.about_file)
TIP_REGISTER: Document[Tip] = paper(papers.ComplaintRegister, _tip_register, compose.about_file)
ACCEPTANCE: tuple[Document[Filing], ...] = (
    paper(papers.AcceptanceNotice, compose.acceptance_notice, compose.about_complainant, mark="监受字", served=True),
    paper(papers.FilingApproval, compose.filing_approval, compose.about_file),
)
FILING: Document[Filing] = paper(papers.FilingApproval, compose.filing_approval, compose.about_file)
DECLINE: Document[Declining] = paper(papers.DeclineNotice, _declined, about_declined, mark="监不受字", served=True)
SUPPLEMENT: Document[Supplement] = paper(
    papers.SupplementNotice, _supplement, compose.about_complainant, mark="监补字", served=True
)
REFERRAL: Document[Elsewhere] = paper(
    papers.ReferralNotice, _referred, compose.about_complainant, mark="监转字", served=True
)
CHECK: tuple[Document[CheckApproval], ...] = (
    paper(papers.InspectionApproval, _check_approval, compose.about_file),
    paper(papers.InspectionNotice, _check_notice, about_party, mark="监检字", served=True),
)
SITE_RECORD: Document[SiteCheck] = paper(papers.SiteRecord, site_record, compose.about_file)
NO_FILING: Document[NoFiling] = paper(papers.FilingRefusal, _not_filed, compose.about_file)
