"""What the papers of a labour inspection have in common: whom they address and the pieces they are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any, TypeVar

from documents.context import Body, DueDate
from engine.casetype import Document
from engine.errors import DeclarationError
from engine.form import Form
from engine.view import CaseView
from workflows.labour_inspection import compose, papers
from workflows.labour_inspection.compose import lines
from workflows.labour_inspection.forms.investigation import Findings
from workflows.labour_inspection.settings import FINE_ACCOUNT, FINE_ACCOUNT_NAME, FINE_BANK
from workflows.procedure import contact, remedies

F = TypeVar("F", bound=Form)
B = TypeVar("B", bound=Body)


def paper(
    contents: type[B],
    body: Callable[[CaseView, F], B],
    about: Callable[[CaseView], Mapping[str, Any]],
    *,
    mark: str = "",
    served: bool = False,
    handed_over: bool = False,
) -> Document[F]:
    """A paper named as its contents are named; raises DeclarationError where number and mark disagree."""
    if contents.numbered != bool(mark):
        raise DeclarationError(f"{contents.document}: a numbered paper needs a mark, another has none")
    label = contents.label.replace("|", "")
    return Document(
        contents.document,
        label,
        contents=contents,
        body=body,
        about=about,
        mark=mark,
        served=served,
        handed_over=handed_over,
    )


def about_party(view: CaseView) -> Mapping[str, Any]:
    """A paper to the employer that decides nothing by itself."""
    party = compose.employer(view)
    return {"party": party, "addressee": party.name, "contact": contact(view)}


def about_decision(view: CaseView) -> Mapping[str, Any]:
    """A paper to the employer that tells its remedies."""
    return {**about_party(view), "remedies": remedies(view)}


def about_spot_decision(view: CaseView) -> Mapping[str, Any]:
    """A penalty on the spot goes to reconsideration before any suit (行政复议法 23)."""
    told = remedies(view).model_copy(update={"reconsideration_first": True})
    return {**about_party(view), "remedies": told}


def about_declined(view: CaseView) -> Mapping[str, Any]:
    """A refusal to act goes to reconsideration before any suit (行政复议法 11(11), 23(1)(3))."""
    told = remedies(view).model_copy(update={"reconsideration_first": True})
    return {**compose.about_complainant(view), "remedies": told}


def to_organ(organ: Callable[[CaseView], str]) -> Callable[[CaseView], Mapping[str, Any]]:
    """A letter about the employer to another organ."""

    def about(view: CaseView) -> Mapping[str, Any]:
        return {"party": compose.employer(view), "addressee": organ(view), "contact": contact(view)}

    return about


def materials(text: str | None) -> tuple[papers.Material, ...]:
    """Materials, one a line."""
    return tuple(papers.Material(name=line) for line in lines(text))


def items(text: str | None) -> tuple[papers.PreservedItem, ...]:
    """Things, one a line."""
    return tuple(papers.PreservedItem(name=line, quantity="1") for line in lines(text))


def span(on: date, begins: str, ends: str | None = None) -> papers.Span:
    """A day and its hours."""
    return papers.Span(on=on, begins=time.fromisoformat(begins), ends=time.fromisoformat(ends) if ends else None)


def names(view: CaseView) -> tuple[str, ...]:
    """The assigned officers' names, lead first."""
    return tuple(officer.name for officer in view.officers())


def filed(view: CaseView) -> date:
    """The day on which the case was filed."""
    return compose.filed_on(view)


def due(view: CaseView, code: str, term: str) -> DueDate:
    """A term of the case as a paper prints it."""
    found = view.deadline(code)
    return DueDate(term=term, on=found.due if found else None, provisional=bool(found and found.provisional))


def until(day: date) -> DueDate:
    """A date that the paper itself sets."""
    return DueDate(term="在本文书载明的日期以前", on=day)


def evidence(view: CaseView) -> tuple[str, ...]:
    """The proofs that the investigation names."""
    found = view.maybe(Findings)
    return (lines(found.evidence) if found else ()) or ("调查笔录",)


def violated(view: CaseView) -> tuple[str, ...]:
    """The provisions that the investigation names."""
    found = view.maybe(Findings)
    return (lines(found.violated) if found else ()) or compose.suspected(view)


def collector(view: CaseView) -> papers.Collector:
    """Where a fine is paid; raises SettingMissing."""
    setting = view.around.setting
    return papers.Collector(
        bank=setting(FINE_BANK.code),
        address=view.unit.address or "见银行网点公示",
        account_name=setting(FINE_ACCOUNT_NAME.code),
        account=setting(FINE_ACCOUNT.code),
    )


def number(view: CaseView, *codes: str) -> str:
    """The number of the last of these papers."""
    found = [ref for code in codes if (ref := view.paper(code)) is not None]
    return (max(found, key=lambda ref: ref.id).number if found else None) or "无文号"


def title(view: CaseView, *codes: str) -> str:
    """The name of the last of these papers."""
    found = [ref for code in codes if (ref := view.paper(code)) is not None]
    return max(found, key=lambda ref: ref.id).label if found else "决定书"


def served_on(view: CaseView, *codes: str) -> date:
    """When the last of these papers was served; today where that is not known."""
    days = [ref.served_on for code in codes if (ref := view.paper(code)) is not None and ref.served_on]
    return max(days, default=view.day)


DECISIONS = ("penalty_decision", "handling_decision", "on_the_spot_penalty")
"""The decisions that are performed and enforced."""
