"""Who is responsible for a running case, and how a head changes that (改派承办人): one kind of step in all case types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.casetype import Step
from engine.guards import STAFF, FormField, Guard, Look, Readable
from engine.law import Basis, LocalPractice
from engine.view import CaseView
from engine.vocabulary import Role, Stage
from forms.parts import ChangeOfOfficer, ChangeOfOfficers
from workflows.laws import INSPECTION_REGULATION, PENALTY_LAW
from workflows.procedure import two_inspectors

LABEL = "改派承办人"
HEAD_DECIDES = LocalPractice("由谁承办由本单位负责人决定，写明理由；法律没有规定改派的程序，由本单位规定")
TWO_OFFICERS: tuple[Basis, ...] = (INSPECTION_REGULATION.article(16, 1), PENALTY_LAW.article(42))


def fit_to_act(role: Role, fields: Mapping[str, str], under: Basis) -> Guard[Any]:
    """Whoever becomes responsible holds the role in the case's department and does not keep away from the case."""

    def test(look: Look) -> str | None:
        for name, label in fields.items():
            officer = look.answer(name)
            if not look.holds_role(officer, role):
                return f"{label}不是本单位的{role.label}"
            if look.recused(officer):
                return f"{label}已回避本案"
        return None

    reads: tuple[Readable, ...] = (*(FormField(name) for name in fields), STAFF)
    return Guard("fit_to_act", f"是本单位的{role.label}，没有回避本案", test, reads, under, "另行指定人员")


def changes_two_officers(
    role: Role, *, stages: type[Stage], by: Role | tuple[Role, ...], codes: tuple[str, ...] = ()
) -> Step[ChangeOfOfficers]:
    """The step by which a head puts two other officers in charge (主办、协办), both with valid cards."""
    labels = {"lead": "主办人员", "second": "协办人员"}
    return Step(
        LABEL,
        at=_open(stages),
        by=by,
        form=ChangeOfOfficers,
        requires=(two_inspectors, fit_to_act(role, labels, INSPECTION_REGULATION.article(16, 2))),
        assigns=lambda form: (form.lead, form.second),
        under=(*TWO_OFFICERS, HEAD_DECIDES),
        prefill=_the_two,
        aside=True,
        plain="改派承办人员",
        hint="承办人调离、长期不在岗、应当回避或者任务太重，换人办理",
        codes=codes,
    )


def changes_officer(role: Role, *, stages: type[Stage], by: Role | tuple[Role, ...]) -> Step[ChangeOfOfficer]:
    """The step by which a head puts one officer in charge; until then every holder of the role may act."""
    return Step(
        LABEL,
        at=_open(stages),
        by=by,
        form=ChangeOfOfficer,
        requires=(fit_to_act(role, {"officer": "承办人"}, HEAD_DECIDES),),
        assigns=lambda form: (form.officer,),
        under=HEAD_DECIDES,
        aside=True,
        plain="改派承办人员",
        hint=f"指定一名{role.label}承办，或者换人办理；没有指定的，每名{role.label}都可以办理",
    )


def _open(stages: type[Stage]) -> tuple[Stage, ...]:
    """While a case runs, others can be put in charge of it."""
    return tuple(stage for stage in stages if not stage.final)


def _the_two(view: CaseView) -> Mapping[str, Any]:
    """The officers in charge, so that one of them can be changed without naming the other again."""
    return dict(zip(("lead", "second"), (officer.id for officer in view.officers()), strict=False))
