"""How the service of a paper is registered (登记送达): one kind of step, whichever paper it serves."""

from __future__ import annotations

from engine.casetype import Step
from engine.vocabulary import Fact, Role, Stage
from forms.parts import ServiceReceipt
from workflows.labour_inspection import guards
from workflows.labour_inspection.issued.service import TO_COMPLAINANT, proof
from workflows.laws import CIVIL_PROCEDURE_LAW
from workflows.procedure import INSPECTOR, SERVICE, served_record


def registers_service(
    label: str,
    paper: str,
    fact: Fact,
    *,
    at: Stage | tuple[Stage, ...],
    plain: str,
    codes: tuple[str, ...],
    to: Stage | None = None,
    ends: tuple[Fact, ...] = (),
    by: Role | tuple[Role, ...] = INSPECTOR,
) -> Step[ServiceReceipt]:
    """A step that registers when and how a paper reached its receiver, and prints the proof of service.

    What goes to the complainant may be served after the case has ended; an announcement's clock runs for the party.
    """
    return Step(
        label,
        at=at,
        to=to,
        by=by,
        form=ServiceReceipt,
        requires=SERVICE if paper in TO_COMPLAINANT else guards.SERVED,
        serves=paper,
        records=(served_record(fact),),
        ends=ends,
        under=CIVIL_PROCEDURE_LAW.article(87),
        issues=proof(paper),
        plain=plain,
        codes=codes,
    )
