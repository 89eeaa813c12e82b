"""Reconsideration and suit run beside the main line: received, answered, and what became of the decision."""

from __future__ import annotations

from decimal import Decimal

from engine.casetype import Count, Record, Step
from engine.guards import not_recorded, recorded
from engine.view import CaseView
from workflows.labour_inspection import clocks, facts, guards, known, settings
from workflows.labour_inspection.enforcement import Enforcing
from workflows.labour_inspection.forms.choices import Body, Procedure
from workflows.labour_inspection.forms.execution import (
    ReconsiderationReceived,
    RemedyAnswer,
    RemedyResult,
    SuitReceived,
)
from workflows.labour_inspection.issued import execution as issued
from workflows.labour_inspection.stages import FILED_ON, OPEN_AT, At
from workflows.laws import (
    LITIGATION_LAW,
    RECONSIDERATION_LAW,
)
from workflows.procedure import INSPECTOR, ORGAN_HEAD, TEAM_HEAD

PENDING = (
    facts.RECONSIDERATION,
    facts.RECONSIDERATION_ORDINARY,
    facts.RECONSIDERATION_SIMPLE,
    facts.SUIT,
)
ENDED = (guards.some_remedy_is_pending, guards.remedy_is_pending, guards.received_by_now)
ANSWERS = (clocks.ANSWER_ORDINARY, clocks.ANSWER_SIMPLE, clocks.ANSWER_SUIT)


def _fine_after(form: RemedyResult, view: CaseView) -> tuple[Decimal, ...]:
    """The fine as changed; as it was, where only something else was changed."""
    return (view.tally(settings.FINE)[1] if form.amount is None else form.amount,)


TO_WITHDRAW: Record[RemedyResult] = Record(
    facts.PUBLICATION_TO_WITHDRAW, when=lambda form, view: view.open_fact(facts.PUBLISHED)
)


class Remedied(Enforcing):
    """What the party, the reviewing bodies and the public have to do with the decision."""

    receive_reconsideration = Step(
        "收到行政复议申请副本",
        at=OPEN_AT,
        by=(INSPECTOR, TEAM_HEAD),
        form=ReconsiderationReceived,
        prefill=known.received,
        requires=(
            guards.received_by_now,
            not_recorded(facts.SUIT, "行政诉讼正在进行，不能同时复议", under=RECONSIDERATION_LAW.article(29, 2)),
        ),
        records=(
            Record(facts.RECONSIDERATION, on=lambda form, view: form.begun_on, evidence=("number", "claims")),
            Record(
                facts.RECONSIDERATION_ORDINARY,
                on=lambda form, view: form.received_on,
                when=lambda form, view: form.procedure is Procedure.ORDINARY,
            ),
            Record(
                facts.RECONSIDERATION_SIMPLE,
                on=lambda form, view: form.received_on,
                when=lambda form, view: form.procedure is Procedure.SIMPLE,
            ),
        ),
        ends=(facts.REMEDIES_OVER,),
        closes=(clocks.COURT_WINDOW,),
        under=RECONSIDERATION_LAW.article(48),
        aside=True,
        plain="用人单位申请了行政复议",
        codes=("A-39",),
    )
    reopen_for_reconsideration = Step(
        "结案后收到行政复议申请副本",
        at=(At.CLOSED, At.ARCHIVED),
        to=At.PERFORMING,
        by=(INSPECTOR, TEAM_HEAD),
        form=ReconsiderationReceived,
        requires=(guards.received_by_now, recorded(facts.DECISION_SERVED)),
        records=receive_reconsideration.records,
        ends=(facts.PROCESS_RECORDED, facts.RESULT_SERVED),
        under=RECONSIDERATION_LAW.article(48),
        aside=True,
        plain="用人单位申请了行政复议，案件恢复办理",
        codes=("A-39",),
    )
    answer_ordinary = clocks.ANSWER_ORDINARY
    answer_simple = clocks.ANSWER_SIMPLE
    answer_reconsideration = Step(
        "提出行政复议答复",
        at=OPEN_AT,
        by=(TEAM_HEAD, ORGAN_HEAD),
        form=RemedyAnswer,
        prefill=known.remedy_answer,
        requires=(recorded(facts.RECONSIDERATION),),
        closes=(clocks.ANSWER_ORDINARY, clocks.ANSWER_SIMPLE),
        under=(RECONSIDERATION_LAW.article(48), RECONSIDERATION_LAW.article(70)),
        issues=issued.RECONSIDERATION_ANSWER,
        plain="向复议机关提出答复，提交证据",
        codes=("A-39",),
    )
    receive_suit = Step(
        "收到起诉状副本",
        at=OPEN_AT,
        by=(INSPECTOR, TEAM_HEAD),
        form=SuitReceived,
        prefill=known.received,
        requires=(
            guards.received_by_now,
            not_recorded(
                facts.RECONSIDERATION, "行政复议正在进行，不能同时起诉", under=RECONSIDERATION_LAW.article(29, 1)
            ),
        ),
        records=(
            Record(facts.SUIT, on=lambda form, view: form.received_on, evidence=("number", "claims", "instance")),
        ),
        ends=(facts.REMEDIES_OVER,),
        closes=(clocks.COURT_WINDOW,),
        under=LITIGATION_LAW.article(67, 1),
        aside=True,
        plain="用人单位提起了行政诉讼",
        codes=("A-39",),
    )
    reopen_for_suit = Step(
        "结案后收到起诉状副本",
        at=(At.CLOSED, At.ARCHIVED),
        to=At.PERFORMING,
        by=(INSPECTOR, TEAM_HEAD),
        form=SuitReceived,
        requires=(guards.received_by_now, recorded(facts.DECISION_SERVED)),
        records=receive_suit.records,
        ends=(facts.PROCESS_RECORDED, facts.RESULT_SERVED),
        under=LITIGATION_LAW.article(67, 1),
        aside=True,
        plain="用人单位提起了行政诉讼，案件恢复办理",
        codes=("A-39",),
    )
    answer_suit_term = clocks.ANSWER_SUIT
    answer_suit = Step(
        "提交答辩状和证据",
        at=OPEN_AT,
        by=(TEAM_HEAD, ORGAN_HEAD),
        form=RemedyAnswer,
        prefill=known.remedy_answer,
        requires=(recorded(facts.SUIT),),
        closes=(clocks.ANSWER_SUIT,),
        under=LITIGATION_LAW.article(67, 1),
        issues=issued.COURT_ANSWER,
        plain="向人民法院提交答辩状和证据",
        codes=("A-39",),
    )
    decision_upheld = Step(
        "登记维持",
        at=FILED_ON,
        by=(INSPECTOR, TEAM_HEAD),
        form=RemedyResult,
        prefill=known.remedy_result,
        requires=(*ENDED, guards.judgment_is_effective),
        records=(
            Record(
                facts.RECONSIDERED_UPHELD,
                on=lambda form, view: form.received_on,
                when=lambda form, view: form.by is Body.RECONSIDERATION,
            ),
            Record(
                facts.JUDGMENT_EFFECTIVE,
                on=lambda form, view: form.received_on,
                when=lambda form, view: form.by is Body.COURT,
            ),
        ),
        ends=PENDING,
        closes=ANSWERS,
        under=(RECONSIDERATION_LAW.article(68), LITIGATION_LAW.article(69)),
        aside=True,
        plain="复议或者诉讼维持了决定，继续执行",
        codes=("A-40",),
    )
    suit_after_reconsideration = clocks.SUIT_AFTER_RECONSIDERATION
    suit_after_rejection = clocks.SUIT_AFTER_REJECTION
    judgment_window = clocks.JUDGMENT_WINDOW
    remedy_withdrawn = Step(
        "登记撤回或者驳回申请",
        at=OPEN_AT,
        by=(INSPECTOR, TEAM_HEAD),
        form=RemedyResult,
        prefill=known.remedy_result,
        requires=ENDED,
        records=(
            Record(
                facts.RECONSIDERATION_REJECTED,
                on=lambda form, view: form.received_on,
                when=lambda form, view: form.rejected and form.by is Body.RECONSIDERATION,
            ),
        ),
        ends=PENDING,
        closes=ANSWERS,
        under=(RECONSIDERATION_LAW.article(34), RECONSIDERATION_LAW.article(74, 2), LITIGATION_LAW.article(62)),
        aside=True,
        plain="复议或者诉讼已经撤回，继续执行",
        codes=("A-40",),
    )
    decision_changed = Step(
        "登记变更",
        at=FILED_ON,
        by=(INSPECTOR, TEAM_HEAD),
        form=RemedyResult,
        prefill=known.remedy_result,
        requires=(*ENDED, guards.judgment_is_effective),
        records=(
            Record(
                facts.DECISION_CHANGED,
                on=lambda form, view: form.received_on,
                when=lambda form, view: form.by is Body.RECONSIDERATION,
            ),
            # A judgment that changes the decision is enforced at this organ's request (行政诉讼法 95).
            Record(
                facts.JUDGMENT_EFFECTIVE,
                on=lambda form, view: form.received_on,
                when=lambda form, view: form.by is Body.COURT,
            ),
            TO_WITHDRAW,
        ),
        ends=PENDING,
        closes=ANSWERS,
        clears=(settings.FINE,),
        counts=(Count(settings.FINE, _fine_after),),
        under=(
            RECONSIDERATION_LAW.article(63, 1),
            RECONSIDERATION_LAW.article(78, 1, 2),
            LITIGATION_LAW.article(77, 1),
        ),
        aside=True,
        plain="决定被变更，按变更后的内容执行",
        codes=("A-40",),
    )
    remedy_settled = Step(
        "登记复议调解",
        at=FILED_ON,
        by=(INSPECTOR, TEAM_HEAD),
        form=RemedyResult,
        requires=(*ENDED, guards.settled_in_reconsideration),
        records=(Record(facts.DECISION_CHANGED, on=lambda form, view: form.received_on), TO_WITHDRAW),
        ends=PENDING,
        closes=ANSWERS,
        clears=(settings.FINE,),
        counts=(Count(settings.FINE, _fine_after),),
        under=(RECONSIDERATION_LAW.article(73), RECONSIDERATION_LAW.article(78, 1, 3)),
        aside=True,
        plain="双方在行政复议中达成调解，按调解书执行",
        codes=("A-40",),
    )
    decision_unlawful = Step(
        "登记确认违法",
        at=FILED_ON,
        by=(INSPECTOR, TEAM_HEAD),
        form=RemedyResult,
        requires=(*ENDED, guards.judgment_is_effective),
        records=(TO_WITHDRAW,),
        ends=PENDING,
        closes=ANSWERS,
        under=(RECONSIDERATION_LAW.article(65), LITIGATION_LAW.article(74)),
        aside=True,
        plain="决定被确认违法，没有撤销",
        codes=("A-40",),
    )
    ordered_to_act = Step(
        "登记责令履行职责",
        at=OPEN_AT,
        by=(INSPECTOR, TEAM_HEAD),
        form=RemedyResult,
        requires=(*ENDED, guards.judgment_is_effective),
        ends=PENDING,
        closes=ANSWERS,
        under=(RECONSIDERATION_LAW.article(66), LITIGATION_LAW.article(72)),
        aside=True,
        plain="复议机关或者人民法院责令本机关在期限内办理",
        codes=("A-40",),
    )
    decision_annulled = Step(
        "登记撤销或者确认无效，不再处理",
        at=FILED_ON,
        by=(INSPECTOR, TEAM_HEAD),
        form=RemedyResult,
        prefill=known.remedy_result,
        requires=(*ENDED, guards.judgment_is_effective),
        records=(Record(facts.DECISION_ANNULLED, on=lambda form, view: form.received_on), TO_WITHDRAW),
        ends=(*PENDING, facts.PERFORMED, facts.PAYMENT_PLAN),
        closes=ANSWERS,
        under=(
            RECONSIDERATION_LAW.article(64, 1),
            RECONSIDERATION_LAW.article(67),
            LITIGATION_LAW.article(70),
            LITIGATION_LAW.article(75),
        ),
        aside=True,
        plain="决定被撤销",
        codes=("A-40",),
    )
    decision_annulled_anew = Step(
        "登记撤销，重新处理",
        at=FILED_ON,
        to=At.INVESTIGATING,
        by=(INSPECTOR, TEAM_HEAD),
        form=RemedyResult,
        prefill=known.remedy_result,
        requires=(*ENDED, guards.judgment_is_effective),
        records=(Record(facts.DECISION_ANNULLED, on=lambda form, view: form.received_on), TO_WITHDRAW),
        ends=(*PENDING, *facts.UNDONE, facts.PERFORMED),
        closes=(
            *ANSWERS,
            clocks.FINE_PAYMENT,
            clocks.HANDLING_PERFORMANCE,
            clocks.PLAN,
            clocks.RECONSIDERATION_TERM,
            clocks.SUIT_TERM,
            clocks.SUIT_AFTER_RECONSIDERATION,
            clocks.SUIT_AFTER_REJECTION,
            clocks.DEMAND,
            clocks.COURT_WINDOW,
            clocks.DEFENCE,
            clocks.HEARING_REQUEST,
            clocks.PUBLISH_PENALTY,
            clocks.PUBLISH_OTHER,
        ),
        under=(RECONSIDERATION_LAW.article(64, 1), RECONSIDERATION_LAW.article(64, 2), LITIGATION_LAW.article(70)),
        aside=True,
        plain="决定被撤销，重新调查处理",
        codes=("A-40",),
    )
