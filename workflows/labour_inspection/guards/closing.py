"""Conditions of closing: every reason to close has happened."""

from __future__ import annotations

from engine.guards import FormField, Look, guard
from workflows.labour_inspection import facts
from workflows.labour_inspection.forms.choices import (
    ClosingGround,
)
from workflows.laws import (
    INSPECTION_REGULATION,
    PENALTY_LAW,
    SOCIAL_INSURANCE_LAW,
)
from workflows.procedure import COMPLAINT_ACCEPTED, WORKERS_ENROLLED

GROUNDS = {
    ClosingGround.PERFORMED: (facts.PERFORMED, facts.CORRECTED, WORKERS_ENROLLED),
    ClosingGround.COURT_EXECUTED: (facts.PERFORMED,),
    ClosingGround.COURT_REFUSED: (facts.COURT_REFUSAL_FINAL,),
    ClosingGround.NOT_PENALISED: (facts.NO_PENALTY_DECIDED,),
    ClosingGround.FILING_REVOKED: (facts.FILING_REVOKED,),
    ClosingGround.TRANSFERRED: (facts.TRANSFER_RECEIVED, facts.POLICE_FILED, facts.CRIMINAL_FINE),
    ClosingGround.PARTY_GONE: (facts.PARTY_GONE,),
    ClosingGround.ANNULLED: (facts.DECISION_ANNULLED,),
    ClosingGround.CHANGED: (facts.DECISION_CHANGED,),
    ClosingGround.NOT_ENFORCED: (facts.EXECUTION_ENDED,),
}
"""What must have happened for each reason to close."""


@guard(
    "结案事由有记录为证",
    reads=(FormField("ground"), *dict.fromkeys(fact for proofs in GROUNDS.values() for fact in proofs)),
    under=PENALTY_LAW.article(47),
)
def closing_is_grounded(look: Look) -> str | None:
    """A case is closed for a reason that happened."""
    ground: ClosingGround = look.answer("ground")
    proofs = GROUNDS[ground]
    if any(look.holds(fact) for fact in proofs):
        return None
    return f"以“{ground.label}”结案，要先有“" + "”或者“".join(fact.label for fact in proofs) + "”的记录"


@guard(
    "作出的决定已经履行或者另有了结",
    reads=(FormField("ground"), facts.PENALTY_DECIDED, facts.HANDLING_DECIDED, facts.PERFORMED),
    under=PENALTY_LAW.article(66, 1),
    lifted_by="承办监察员确认履行完毕",
)
def decision_is_performed(look: Look) -> str | None:
    """What was decided is performed; that the employer corrected itself pays no fine."""
    decided = look.holds(facts.PENALTY_DECIDED) or look.holds(facts.HANDLING_DECIDED)
    if look.answer("ground") is ClosingGround.PERFORMED and decided and not look.holds(facts.PERFORMED):
        return "已经作出决定，还没有“决定已经履行”的记录"
    return None


@guard(
    "已经立案而改正的，经过撤销立案或者决定",
    reads=(FormField("ground"), facts.CASE_FILED, facts.PERFORMED, WORKERS_ENROLLED),
    under=INSPECTION_REGULATION.article(18, 1, 3),
    lifted_by="局负责人撤销立案，或者作出决定",
)
def filed_case_is_decided(look: Look) -> str | None:
    """A filed case ends by a decision, by enrolment, or by revoking the filing; correction alone ends none."""
    ended = look.holds(facts.PERFORMED) or look.holds(WORKERS_ENROLLED)
    if look.answer("ground") is ClosingGround.PERFORMED and look.holds(facts.CASE_FILED) and not ended:
        return "已经立案的案件，用人单位改正的，先办理撤销立案或者作出决定"
    return None


ENDS = tuple(dict.fromkeys(fact for proofs in GROUNDS.values() for fact in proofs))
"""Whatever may end a case."""


@guard("案件已有结果", reads=ENDS, under=PENALTY_LAW.article(47), lifted_by="等待履行、改正、答复或者裁判")
def some_end_is_reached(look: Look) -> str | None:
    """The record of the whole process is compiled when the process is over."""
    return None if any(look.holds(fact) for fact in ENDS) else "案件还没有结果，全过程记录等有了结果再整理"


@guard(
    "办理结果告知书已经送达投诉人",
    reads=(COMPLAINT_ACCEPTED, facts.RESULT_SERVED),
    under=SOCIAL_INSURANCE_LAW.article(82, 2),
    lifted_by="承办监察员或者档案管理人员登记办理结果告知书送达",
)
def complainant_was_told(look: Look) -> str | None:
    """A file is whole once it holds the proof that the complainant was told."""
    if look.holds(COMPLAINT_ACCEPTED) and not look.holds(facts.RESULT_SERVED):
        return "办理结果告知书还没有登记送达"
    return None
