"""The decision: legal review, collective discussion, penalty, handling, no penalty, and on the spot."""

from __future__ import annotations

from engine.casetype import Count, Record, Step
from engine.guards import not_recorded, recorded
from engine.terms import Extends
from forms.parts import SentBack
from workflows.labour_inspection import compose, facts, guards, known, settings
from workflows.labour_inspection.forms.decision import (
    Decision,
    Discussion,
    HandlingDecision,
    LegalOpinion,
    NoPenalty,
    SpotPenalty,
    Submission,
)
from workflows.labour_inspection.forms.investigation import ExtendedDays
from workflows.labour_inspection.hearing import CONCLUDED, NOT_SUSPENDED, NOTHING_HEARD, VERIFIED, Heard
from workflows.labour_inspection.investigation import NO_RECUSAL_PENDING, RECUSED
from workflows.labour_inspection.issued import decision as issued
from workflows.labour_inspection.stages import CHECKABLE, DELIBERATING, At
from workflows.laws import IMPLEMENTING_RULES, INSPECTION_REGULATION, PENALTY_LAW
from workflows.procedure import INSPECTOR, LEGAL_REVIEWER, ORGAN_HEAD, two_inspectors

NOTICE = recorded(facts.NOTICE_SERVED, under=PENALTY_LAW.article(62), lifted_by="承办监察员登记告知书送达")
DEFENCE = recorded(facts.DEFENCE_CLOSED, under=PENALTY_LAW.article(45, 1), lifted_by="承办监察员登记陈述申辩情况")
HEARD_AND_REVIEWED = (
    CONCLUDED,
    VERIFIED,
    RECUSED,
    NO_RECUSAL_PENDING,
    NOT_SUSPENDED,
    NOTICE,
    DEFENCE,
    guards.hearing_settled,
    guards.review_settled,
    guards.discussion_settled,
)


class Deciding(Heard):
    """From the defence to the decision."""

    submit_for_review = Step(
        "送法制审核",
        at=(At.DEFENCE_REVIEWED, At.HEARING_ENDED),
        to=At.LEGAL_REVIEW,
        by=INSPECTOR,
        form=Submission,
        requires=(NOTICE, DEFENCE, guards.hearing_settled),
        under=PENALTY_LAW.article(58, 1),
        plain="送交法制审核",
        codes=("A-27",),
    )
    pass_review = Step(
        "法制审核通过",
        at=At.LEGAL_REVIEW,
        by=LEGAL_REVIEWER,
        form=LegalOpinion,
        records=(
            Record(
                facts.LEGAL_REVIEW_PASSED,
                evidence=("authority", "procedure", "facts", "law", "discretion", "advice", "qualification"),
            ),
        ),
        under=PENALTY_LAW.article(58, 1),
        issues=issued.LEGAL_OPINION,
        plain="法制审核通过",
        codes=("A-27",),
    )
    send_back_for_evidence = Step(
        "法制审核退回补充调查",
        at=At.LEGAL_REVIEW,
        to=At.INVESTIGATING,
        by=LEGAL_REVIEWER,
        form=SentBack,
        sends_back=Heard.conclude,
        ends=NOTHING_HEARD,
        under=PENALTY_LAW.article(58, 1),
        aside=True,
        plain="退回补充调查",
        codes=("A-28",),
    )
    send_back_for_notice = Step(
        "法制审核退回重新告知",
        at=At.LEGAL_REVIEW,
        to=At.CONCLUDED,
        by=LEGAL_REVIEWER,
        form=SentBack,
        sends_back=(Heard.notify_penalty, Heard.notify_handling),
        ends=facts.HEARD_ANEW,
        under=(PENALTY_LAW.article(58, 1), PENALTY_LAW.article(44)),
        aside=True,
        plain="退回重新告知",
        codes=("A-28",),
    )
    discuss = Step(
        "集体讨论",
        at=(At.DEFENCE_REVIEWED, At.LEGAL_REVIEW),
        to=At.DISCUSSION,
        by=ORGAN_HEAD,
        form=Discussion,
        prefill=known.discussion,
        requires=(NOTICE, DEFENCE, guards.hearing_settled, guards.review_settled),
        records=(Record(facts.COLLECTIVELY_DISCUSSED, evidence=("held_on", "views", "conclusion")),),
        under=PENALTY_LAW.article(57, 2),
        issues=issued.DISCUSSION,
        plain="负责人集体讨论",
        codes=("A-29",),
    )
    discussion_sends_back = Step(
        "集体讨论退回补充调查",
        at=At.DISCUSSION,
        to=At.INVESTIGATING,
        by=ORGAN_HEAD,
        form=SentBack,
        sends_back=Heard.conclude,
        ends=NOTHING_HEARD,
        under=PENALTY_LAW.article(57, 2),
        aside=True,
        plain="退回补充调查",
        codes=("A-28", "A-29"),
    )
    discussion_renotifies = Step(
        "集体讨论退回重新告知",
        at=At.DISCUSSION,
        to=At.CONCLUDED,
        by=ORGAN_HEAD,
        form=SentBack,
        sends_back=(Heard.notify_penalty, Heard.notify_handling),
        # The heads decide it together; whoever of them gave the notice may write it down.
        apart_from=(),
        ends=facts.HEARD_ANEW,
        under=(PENALTY_LAW.article(57, 2), PENALTY_LAW.article(44)),
        aside=True,
        plain="退回重新告知",
        codes=("A-28", "A-29"),
    )
    extend_decision = Step(
        "批准延长作出决定的期限",
        at=(At.CONCLUDED, At.NOTIFIED, At.HEARING_REQUESTED, At.HEARING, At.HEARING_ENDED, *DELIBERATING),
        by=ORGAN_HEAD,
        form=ExtendedDays,
        extends=Extends(Heard.decision_term, ground=lambda form: form.reason, length=lambda form: form.length()),
        under=IMPLEMENTING_RULES.whole(),
        aside=True,
        plain="特殊情况，延长作出决定的期限",
    )

    decide_penalty = Step(
        "作出行政处罚决定",
        at=DELIBERATING,
        to=At.PENALISED,
        by=ORGAN_HEAD,
        form=Decision,
        requires=(
            *HEARD_AND_REVIEWED,
            not_recorded(facts.PENALTY_BARRED, "违法行为终了已超过二年", under=PENALTY_LAW.article(36)),
            guards.proposal_was_penalty,
            guards.not_heavier_than_notified,
            guards.no_fine_beside_criminal_file,
            guards.no_fine_after_criminal_fine,
        ),
        apart_from=Heard.conclude,
        records=(facts.DECISION_MADE, facts.PENALTY_DECIDED),
        ends=(facts.DECISION_ANNULLED, facts.DECISION_CHANGED),
        closes=(Heard.decision_term, Heard.ninety_days),
        clears=(settings.FINE, settings.FINE_PAID),
        counts=(Count(settings.FINE, lambda form, view: (form.amount,)),),
        under=(PENALTY_LAW.article(57, 1, 1), PENALTY_LAW.article(59), INSPECTION_REGULATION.article(18, 1, 1)),
        prefill=known.decision,
        issues=issued.PENALTY,
        plain="对用人单位作出行政处罚决定",
        codes=("A-30",),
    )
    decide_handling = Step(
        "作出行政处理决定",
        at=DELIBERATING,
        to=At.HANDLED,
        by=ORGAN_HEAD,
        form=HandlingDecision,
        requires=(*HEARD_AND_REVIEWED, guards.proposal_was_handling, guards.time_to_perform),
        apart_from=Heard.conclude,
        records=(
            facts.DECISION_MADE,
            facts.HANDLING_DECIDED,
            Record(facts.WORKERS_LISTED, evidence=("facts",), when=lambda form, view: bool(form.workers)),
        ),
        ends=(facts.DECISION_ANNULLED, facts.DECISION_CHANGED),
        closes=(Heard.decision_term, Heard.ninety_days),
        clears=(settings.FINE, settings.FINE_PAID),
        under=(INSPECTION_REGULATION.article(18, 1, 2), INSPECTION_REGULATION.article(19)),
        prefill=compose.handling_prefill,
        issues=issued.HANDLING,
        plain="对用人单位作出行政处理决定",
        codes=("A-31",),
    )
    decide_no_penalty = Step(
        "决定不予行政处罚",
        at=(At.CONCLUDED, *DELIBERATING),
        to=At.NOT_PENALISED,
        by=ORGAN_HEAD,
        form=NoPenalty,
        requires=(CONCLUDED, VERIFIED, NO_RECUSAL_PENDING, guards.no_penalty_grounded),
        apart_from=Heard.conclude,
        records=(facts.DECISION_MADE, facts.NO_PENALTY_DECIDED),
        closes=(Heard.decision_term, Heard.ninety_days, Heard.hearing_term),
        under=(PENALTY_LAW.article(33), PENALTY_LAW.article(57, 1, 2)),
        issues=issued.NO_PENALTY,
        aside=True,
        plain="决定不予行政处罚，并进行教育",
        codes=("A-32",),
    )
    penalise_on_the_spot = Step(
        "当场作出处罚决定",
        at=CHECKABLE,
        to=At.ON_THE_SPOT,
        by=INSPECTOR,
        form=SpotPenalty,
        prefill=known.on_the_spot,
        requires=(
            two_inspectors,
            guards.within_spot_limits,
            guards.collected_within_limit,
            guards.prior_order_expired,
            not_recorded(facts.PENALTY_BARRED, "违法行为终了已超过二年", under=PENALTY_LAW.article(36)),
            guards.no_fine_beside_criminal_file,
        ),
        records=(
            Record(facts.DEFENCE_CLOSED, evidence=("heard",)),
            facts.DECIDED_ON_THE_SPOT,
            facts.DECISION_MADE,
            facts.PENALTY_DECIDED,
            facts.DECISION_SERVED,
            Record(facts.FINE_SERVED, when=lambda form, view: bool(form.amount) and not form.collected),
            Record(facts.PERFORMED, when=lambda form, view: form.collected or not form.amount),
            Record(facts.FINE_COLLECTED, when=lambda form, view: form.collected),
        ),
        assigns=lambda form: (form.lead, form.second),
        clears=(settings.FINE, settings.FINE_PAID),
        counts=(
            Count(settings.FINE, lambda form, view: (form.amount,)),
            Count(settings.FINE_PAID, lambda form, view: (form.amount,) if form.collected else ()),
        ),
        closes=(Heard.conclude, Heard.ninety_days),
        under=(PENALTY_LAW.article(51), PENALTY_LAW.article(52, 1), INSPECTION_REGULATION.article(15, 2)),
        issues=issued.SPOT_PENALTY,
        aside=True,
        plain="当场作出处罚决定并交付",
        codes=("A-10",),
    )
