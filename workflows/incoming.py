"""What every department does with what another hands over (接收移交): accept it, send it back with reasons, archive it."""

from __future__ import annotations

from typing import Any

from engine.casetype import Reply, Step
from engine.form import Confirmation
from engine.law import Basis, LocalPractice
from engine.terms import working_days
from engine.view import CaseView
from engine.vocabulary import Fact, Role, Stage
from forms.parts import Archived, ReturnReasons
from workflows.laws import ARCHIVES_LAW
from workflows.procedure import as_written

RECEIPT = LocalPractice("移交函载明的回执期限")
"""No law says how soon a department confirms what it was sent; the letter asks for it within five working days."""
ANSWER = LocalPractice("协助函载明的答复期限")
"""No law says how soon a department answers a request for assistance; the letter names the day."""


def accepts(
    *,
    at: Stage,
    to: Stage,
    by: tuple[Role, ...],
    after: Step[Any] | Fact,
    under: Basis,
    codes: tuple[str, ...] = (),
) -> Step[Confirmation]:
    """The step by which a department takes on what it was sent."""
    return Step(
        "接收",
        at=at,
        to=to,
        by=by,
        form=Confirmation,
        replies=Reply.ACCEPTED,
        reply_with=lambda view, form: Confirmation(),
        within=working_days(5, after=after, under=RECEIPT),
        under=under,
        plain="核对材料并接收",
        codes=codes,
    )


def sends_back(
    *,
    at: tuple[Stage, ...],
    to: Stage,
    by: tuple[Role, ...],
    under: Basis,
    form: type[ReturnReasons] = ReturnReasons,
    hint: str = "",
    codes: tuple[str, ...] = (),
) -> Step[ReturnReasons]:
    """The step by which a department returns what it was sent, with its reasons."""
    return Step(
        "退回",
        at=at,
        to=to,
        by=by,
        form=form,
        replies=Reply.RETURNED,
        reply_with=as_written,
        under=under,
        plain="退回补充材料",
        hint=hint,
        codes=codes,
    )


def archives(*, at: Stage, to: Stage, by: tuple[Role, ...]) -> Step[Archived]:
    """The step by which a department files away what it has answered."""
    return Step("归档", at=at, to=to, by=by, form=Archived, under=ARCHIVES_LAW.article(14, 1), plain="材料归档")


def sender_of(view: CaseView) -> str | None:
    """The department that handed the matter over, None where nobody did."""
    sender = view.around.units.get(view.header.state.get("origin", {}).get("from_unit", ""))
    return sender.name if sender else None
