"""Before a decision the party is heard: notice of what is intended, defence, hearing."""

from __future__ import annotations

from engine.casetype import Count, Record, Step
from engine.guards import not_recorded, recorded
from forms.parts import SentBack, ServiceReceipt
from workflows.labour_inspection import clocks, compose, facts, fines, guards, known, settings
from workflows.labour_inspection.correction import Correction
from workflows.labour_inspection.forms.choices import HearingEnd
from workflows.labour_inspection.forms.decision import (
    HandlingProposal,
    Hearing,
    HearingPlan,
    HearingRecord,
    HearingRequest,
    Proposal,
    WithoutHearing,
)
from workflows.labour_inspection.investigation import NO_RECUSAL_PENDING, RECUSED
from workflows.labour_inspection.issued import decision as issued
from workflows.labour_inspection.issued.service import proof
from workflows.labour_inspection.stages import At
from workflows.laws import INSPECTION_REGULATION, PENALTY_LAW
from workflows.procedure import (
    INSPECTOR,
    ORGAN_HEAD,
    PRESIDING_OFFICER,
    REVIEW_RETURNS,
    SERVICE,
    TEAM_HEAD,
    served_on,
    served_record,
)

PROPOSING = (At.CONCLUDED, At.CORRECTION_CHECKED, At.DEFENCE_REVIEWED, At.HEARING_ENDED)
CONCLUDED = recorded(
    facts.INVESTIGATION_CONCLUDED, under=PENALTY_LAW.article(57, 1), lifted_by="承办监察员办理“调查终结”"
)
VERIFIED = recorded(facts.EVIDENCE_VERIFIED, under=PENALTY_LAW.article(46, 2), lifted_by="承办监察员查证证据")
NOT_SUSPENDED = not_recorded(facts.INVESTIGATION_SUSPENDED, "调查已经中止", lifted_by="局负责人恢复调查")

NOTHING_HEARD = (*facts.HEARD_ANEW, facts.INVESTIGATION_CONCLUDED, facts.EVIDENCE_VERIFIED)
"""What a case that goes back to the investigation has to go through anew."""


class Heard(Correction):
    """From the notice to the end of the hearing."""

    return_findings = Step(
        "负责人审查退回补充调查",
        at=(*PROPOSING, At.LEGAL_REVIEW),
        to=At.INVESTIGATING,
        by=(TEAM_HEAD, ORGAN_HEAD),
        form=SentBack,
        sends_back=Correction.conclude,
        ends=NOTHING_HEARD,
        under=(PENALTY_LAW.article(57, 1), REVIEW_RETURNS),
        aside=True,
        plain="退回补充调查",
        hint="调查结果事实不清、证据不足，写明每一点，退给承办监察员补充调查",
        codes=("A-28",),
    )
    notify_penalty = Step(
        "告知拟处罚",
        at=PROPOSING,
        to=At.NOTIFIED,
        by=(TEAM_HEAD, ORGAN_HEAD),
        form=Proposal,
        requires=(
            CONCLUDED,
            VERIFIED,
            RECUSED,
            NO_RECUSAL_PENDING,
            NOT_SUSPENDED,
            not_recorded(
                facts.PENALTY_BARRED,
                "违法行为终了已超过二年，不再给予行政处罚",
                under=PENALTY_LAW.article(36),
                lifted_by="只办理登记和追缴",
            ),
            guards.prior_order_expired,
            guards.hearing_right_told,
            guards.major_is_marked,
            guards.no_fine_beside_criminal_file,
            guards.no_fine_after_criminal_fine,
        ),
        apart_from=Correction.conclude,
        reckons=fines.shown,
        reckoned_as=fines.HEADING,
        records=(
            facts.PENALTY_PROPOSED,
            Record(facts.HEARING_TOLD, when=lambda form, view: form.hearing),
            Record(facts.MAJOR_CASE, when=lambda form, view: form.major),
        ),
        ends=facts.HEARD_ANEW,
        counts=(Count(settings.NOTIFIED_FINE, lambda form, view: (form.amount,)),),
        clears=(settings.NOTIFIED_FINE,),
        under=(PENALTY_LAW.article(44), PENALTY_LAW.article(63, 1), INSPECTION_REGULATION.article(19)),
        prefill=compose.proposal_prefill,
        issues=issued.PENALTY_NOTICE,
        plain="告知用人单位拟作出的处罚，听取它的意见",
        codes=("A-22",),
    )
    notify_handling = Step(
        "告知拟处理",
        at=PROPOSING,
        to=At.NOTIFIED,
        by=(TEAM_HEAD, ORGAN_HEAD),
        form=HandlingProposal,
        requires=(CONCLUDED, VERIFIED, RECUSED, NO_RECUSAL_PENDING, NOT_SUSPENDED, guards.collector_orders_payment),
        apart_from=Correction.conclude,
        records=(facts.HANDLING_PROPOSED,),
        ends=facts.HEARD_ANEW,
        clears=(settings.NOTIFIED_FINE,),
        under=INSPECTION_REGULATION.article(19),
        prefill=compose.proposal_prefill,
        issues=issued.HANDLING_NOTICE,
        plain="告知用人单位拟作出的处理，听取它的意见",
        codes=("A-22",),
    )
    serve_notice = Step(
        "登记告知书送达",
        at=At.NOTIFIED,
        by=INSPECTOR,
        form=ServiceReceipt,
        requires=guards.SERVED,
        records=(
            served_record(facts.NOTICE_SERVED),
            Record(
                facts.HEARING_RIGHT_SERVED,
                on=served_on,
                when=lambda form, view: view.open_fact(facts.HEARING_TOLD),
            ),
        ),
        under=PENALTY_LAW.article(44),
        serves=("penalty_notice", "handling_notice"),
        issues=proof("penalty_notice", "handling_notice"),
        plain="把告知书送给用人单位",
        codes=("A-22",),
    )
    defence_term = clocks.DEFENCE
    hearing_term = clocks.HEARING_REQUEST
    hearing_day = clocks.HEARING_DAY
    close_defence = Step(
        "登记陈述申辩情况",
        at=(At.NOTIFIED, At.HEARING_ENDED),
        to=At.DEFENCE_REVIEWED,
        by=INSPECTOR,
        form=Hearing,
        prefill=known.defence,
        requires=(
            recorded(facts.NOTICE_SERVED, under=PENALTY_LAW.article(62), lifted_by="承办监察员登记告知书送达"),
            guards.silent_until_the_end,
        ),
        records=(Record(facts.DEFENCE_CLOSED, evidence=("way", "statement", "review")),),
        closes=(defence_term,),
        under=(PENALTY_LAW.article(45, 1), PENALTY_LAW.article(62)),
        issues=issued.DEFENCE,
        plain="听取并复核用人单位的意见",
        codes=("A-23",),
    )
    request_hearing = Step(
        "登记听证申请",
        at=(At.NOTIFIED, At.DEFENCE_REVIEWED),
        to=At.HEARING_REQUESTED,
        by=(INSPECTOR, TEAM_HEAD),
        form=HearingRequest,
        prefill=known.hearing_request,
        requires=(
            recorded(facts.HEARING_TOLD, under=PENALTY_LAW.article(63, 1)),
            guards.asked_in_time,
        ),
        records=(Record(facts.HEARING_ASKED, on=lambda form, view: form.requested_on),),
        ends=(facts.HEARING_WAIVED,),
        closes=(hearing_term,),
        under=PENALTY_LAW.article(64, 1, 1),
        aside=True,
        plain="用人单位要求听证",
        codes=("A-24",),
    )
    record_no_hearing = Step(
        "登记不举行听证",
        at=(At.NOTIFIED, At.DEFENCE_REVIEWED),
        by=INSPECTOR,
        form=WithoutHearing,
        requires=(
            recorded(facts.HEARING_RIGHT_SERVED),
            guards.late_after_the_end,
        ),
        records=(Record(facts.HEARING_WAIVED, evidence=("way", "on", "proof")),),
        closes=(hearing_term,),
        under=PENALTY_LAW.article(64, 1, 1),
        aside=True,
        plain="用人单位没有在期限内要求听证",
        codes=("A-24",),
    )
    arrange_hearing = Step(
        "通知听证",
        at=At.HEARING_REQUESTED,
        to=At.HEARING,
        by=(TEAM_HEAD, ORGAN_HEAD),
        form=HearingPlan,
        requires=(guards.presiding_did_not_investigate, guards.hearing_told_in_time),
        records=(facts.HEARING_ARRANGED,),
        under=(PENALTY_LAW.article(64, 1, 2), PENALTY_LAW.article(64, 1, 4)),
        issues=issued.HEARING_PLAN,
        plain="通知听证的时间和地点",
        codes=("A-25",),
    )
    arrange_hearing_anew = Step(
        "改期听证",
        at=At.HEARING,
        by=(TEAM_HEAD, ORGAN_HEAD),
        form=HearingPlan,
        requires=(guards.presiding_did_not_investigate, guards.hearing_told_in_time),
        records=(facts.HEARING_ARRANGED,),
        ends=(facts.HEARING_NOTICE_SERVED,),
        under=(PENALTY_LAW.article(64, 1, 2), PENALTY_LAW.article(64, 1, 4)),
        issues=issued.HEARING_PLAN,
        aside=True,
        plain="听证改期",
        codes=("A-25",),
    )
    serve_hearing_notice = Step(
        "登记听证通知送达",
        at=At.HEARING,
        by=INSPECTOR,
        form=ServiceReceipt,
        requires=(*SERVICE, guards.hearing_notice_in_time),
        records=(served_record(facts.HEARING_NOTICE_SERVED),),
        under=PENALTY_LAW.article(64, 1, 2),
        serves="hearing_notice",
        issues=proof("hearing_notice"),
        plain="把听证通知送给用人单位",
        codes=("A-25",),
    )
    hold_hearing = Step(
        "举行听证并提出报告",
        at=At.HEARING,
        to=At.HEARING_ENDED,
        by=PRESIDING_OFFICER,
        form=HearingRecord,
        prefill=known.hearing_record,
        requires=(
            recorded(facts.HEARING_NOTICE_SERVED, under=PENALTY_LAW.article(64, 1, 2), lifted_by="登记听证通知送达"),
            guards.hearing_day_come,
        ),
        records=(
            Record(facts.HEARING_DONE, evidence=("end", "opinion")),
            Record(facts.DEFENCE_CLOSED, evidence=("answered",), when=lambda form, view: form.end is HearingEnd.HELD),
        ),
        closes=(hearing_day, defence_term),
        under=(PENALTY_LAW.article(64, 1, 7), PENALTY_LAW.article(64, 1, 8), PENALTY_LAW.article(65)),
        issues=issued.HEARING,
        plain="举行听证",
        codes=("A-25", "A-26"),
    )
