"""Composes what market supervision says of a notice: the case in a line, its parties, the letter of reply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from documents.context import Party
from engine.casetype import Party as CaseParty
from engine.view import CaseView
from forms.notices import CreditFiled, CreditNotice, UnlicensedNotice, UnlicensedResult
from workflows.incoming import sender_of
from workflows.market_supervision import papers
from workflows.procedure import contact


def title_unlicensed(form: UnlicensedNotice) -> str:
    """The case in a line."""
    return f"{form.employer}：无照用工"


def title_credit(form: CreditNotice) -> str:
    """The case in a line."""
    return f"{form.employer}：{form.year}年守法诚信等级{form.grade}"


def parties_unlicensed(form: UnlicensedNotice) -> tuple[CaseParty, ...]:
    """Whoever runs the business."""
    return (CaseParty("经营者", form.employer, is_person=False, address=form.address),)


def parties_credit(form: CreditNotice) -> tuple[CaseParty, ...]:
    """The employer with its class."""
    return (CaseParty("用人单位", form.employer, form.credit_code or "", is_person=False),)


def about_sender(view: CaseView) -> Mapping[str, Any]:
    """A letter to the department that sent the notice."""
    unlicensed, credit = view.maybe(UnlicensedNotice), view.maybe(CreditNotice)
    if unlicensed is not None:
        party = Party(name=unlicensed.employer, address=unlicensed.address, legal_representative=unlicensed.operator)
    elif credit is not None:
        party = Party(name=credit.employer, credit_code=credit.credit_code)
    else:
        raise LookupError(f"case {view.number} was opened by no notice")
    return {"party": party, "addressee": sender_of(view), "contact": contact(view)}


def reply_unlicensed(view: CaseView, form: UnlicensedResult) -> papers.NoticeReply:
    """What became of an unlicensed employer."""
    number = f"（文书：{form.reference}）" if form.reference else ""
    return papers.NoticeReply(
        notice="无照用工通报",
        sender_case=view.get(UnlicensedNotice).case_number,
        result=f"{form.result.label}{number}",
        finished_on=form.finished_on,
        content=form.content,
    )


def reply_credit(view: CaseView, form: CreditFiled) -> papers.NoticeReply:
    """Where the credit class was entered."""
    return papers.NoticeReply(
        notice="守法诚信等级通报",
        sender_case=view.get(CreditNotice).case_number,
        result=f"已记入{form.place}",
        finished_on=form.filed_on,
        content=form.content,
    )
