"""Conditions of closing: every reason to close has happened."""

from __future__ import annotations

from engine.guards import FormField, Look, guard
from workflows.labour_inspection import facts
from workflows.labour_inspection.forms.choices import (
    ClosingGround,
)
from workflows.laws import (
    PENALTY_LAW,
)
from workflows.procedure import WORKERS_ENROLLED

GROUNDS = {
    ClosingGround.PERFORMED: (facts.PERFORMED, facts.CORRECTED, WORKERS_ENROLLED),
    ClosingGround.COURT_EXECUTED: (facts.PERFORMED,),
    ClosingGround.COURT_REFUSED: (facts.COURT_REFUSAL_FINAL,),
    ClosingGround.NOT_PENALISED: (facts.NO_PENALTY_DECIDED,),
    ClosingGround.FILING_REVOKED: (facts.FILING_REVOKED,),
    ClosingGround.TRANSFERRED: (facts.TRANSFER_RECEIVED, facts.POLICE_FILED, facts.CRIMINAL_FINE),
    ClosingGround.PARTY_GONE: (),
    ClosingGround.ANNULLED: (facts.DECISION_ANNULLED,),
    ClosingGround.NOT_ENFORCED: (facts.EXECUTION_ENDED,),
}
"""What must have happened for each reason to close; the end of a party is proven by the reason itself."""


@guard(
    "结案事由有记录为证",
    reads=(FormField("ground"), *dict.fromkeys(fact for proofs in GROUNDS.values() for fact in proofs)),
    under=PENALTY_LAW.article(47),
)
def closing_is_grounded(look: Look) -> str | None:
    """A case is closed for a reason that happened."""
    ground: ClosingGround = look.answer("ground")
    proofs = GROUNDS[ground]
    if not proofs or any(look.holds(fact) for fact in proofs):
        return None
    return f"以“{ground.label}”结案，要先有“" + "”或者“".join(fact.label for fact in proofs) + "”的记录"
