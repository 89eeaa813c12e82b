"""What a complainant has against an answer: reconsideration or suit, and what becomes of the complaint then."""

from __future__ import annotations

from engine.casetype import Record, Step
from engine.guards import not_recorded, recorded
from workflows.labour_inspection import facts, guards
from workflows.labour_inspection.forms.execution import ReconsiderationReceived, RemedyResult, SuitReceived
from workflows.labour_inspection.publicity import Publicised
from workflows.labour_inspection.remedies import ANSWERS, ENDED, PENDING
from workflows.labour_inspection.stages import At
from workflows.laws import IMPLEMENTING_RULES, LITIGATION_LAW, RECONSIDERATION_LAW
from workflows.procedure import INSPECTOR, RECEPTION, TEAM_HEAD

ANSWERED = (At.DECLINED, At.REFERRED, At.ANSWERED)
"""Where a complaint stands that was not taken up."""


class Contested(Publicised):
    """A complaint that was not taken up comes back through a reviewing body."""

    contest_answer = Step(
        "收到对答复的行政复议申请副本",
        at=ANSWERED,
        to=At.CONTESTED,
        by=(RECEPTION, INSPECTOR, TEAM_HEAD),
        form=ReconsiderationReceived,
        requires=(guards.received_by_now, recorded(facts.COMPLAINT_RECEIVED)),
        records=Publicised.receive_reconsideration.records,
        under=(RECONSIDERATION_LAW.article(23, 1, 3), RECONSIDERATION_LAW.article(48)),
        aside=True,
        plain="您对不予受理或者告知申请了行政复议",
        codes=("A-39",),
    )
    sue_answer = Step(
        "收到对答复的起诉状副本",
        at=ANSWERED,
        to=At.CONTESTED,
        by=(RECEPTION, INSPECTOR, TEAM_HEAD),
        form=SuitReceived,
        requires=(
            guards.received_by_now,
            recorded(facts.COMPLAINT_RECEIVED),
            not_recorded(facts.RECONSIDERATION, "行政复议正在进行", under=RECONSIDERATION_LAW.article(29, 1)),
        ),
        records=Publicised.receive_suit.records,
        under=LITIGATION_LAW.article(67, 1),
        aside=True,
        plain="您对不予受理或者告知提起了行政诉讼",
        codes=("A-39",),
    )
    answer_stands = Step(
        "登记维持答复",
        at=At.CONTESTED,
        to=At.ANSWERED,
        by=(INSPECTOR, TEAM_HEAD),
        form=RemedyResult,
        requires=(*ENDED, guards.judgment_is_effective),
        ends=PENDING,
        closes=ANSWERS,
        under=(RECONSIDERATION_LAW.article(69), LITIGATION_LAW.article(69)),
        aside=True,
        plain="复议或者诉讼没有改变答复",
        codes=("A-40",),
    )
    answer_annulled = Step(
        "登记答复被撤销，重新审查",
        at=At.CONTESTED,
        to=At.REVIEW,
        by=(INSPECTOR, TEAM_HEAD),
        form=RemedyResult,
        requires=(*ENDED, guards.judgment_is_effective),
        records=(Record(facts.COMPLAINT_RECEIVED, on=lambda form, view: form.received_on),),
        ends=(*PENDING, facts.DECLINE_SERVED, facts.REFERRAL_SERVED),
        closes=ANSWERS,
        under=(
            RECONSIDERATION_LAW.article(64, 1),
            RECONSIDERATION_LAW.article(66),
            LITIGATION_LAW.article(72),
            IMPLEMENTING_RULES.article(18),
        ),
        aside=True,
        plain="答复被撤销，重新审查您的投诉",
        codes=("A-40",),
    )
