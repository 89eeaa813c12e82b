"""What every department does first with what another hands over (接收移交): accept it, or send it back with reasons."""

from __future__ import annotations

from typing import Any

from engine.casetype import Reply, Step
from engine.form import Confirmation
from engine.law import Basis, LocalPractice
from engine.terms import working_days
from engine.vocabulary import Fact, Role, Stage
from forms.parts import ReturnReasons
from workflows.procedure import as_written

RECEIPT = LocalPractice("移交函载明的回执期限")
"""No law says how soon a department confirms what it was sent; the letter asks for it within five working days."""


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
    *, at: tuple[Stage, ...], to: Stage, by: tuple[Role, ...], under: Basis, codes: tuple[str, ...] = ()
) -> Step[ReturnReasons]:
    """The step by which a department returns what it was sent, with its reasons."""
    return Step(
        "退回",
        at=at,
        to=to,
        by=by,
        form=ReturnReasons,
        replies=Reply.RETURNED,
        reply_with=as_written,
        under=under,
        plain="退回补充材料",
        codes=codes,
    )
