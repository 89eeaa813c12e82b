"""What civil affairs, finance and the disabled persons' federation do when asked for assistance (协助办理).

One way for all three: take the request on or send it back, tell what is found so far, answer, archive.
"""

from __future__ import annotations

from typing import Any

from engine.casetype import START, CaseType, Document, Reply, Step
from engine.law import Basis
from engine.terms import Clock, Expiry
from engine.told import Told
from engine.vocabulary import SYSTEM, Fact, Role, Stage
from forms.notices import AssistanceAnswer, AssistanceNews, AssistanceRefused, AssistanceRequest
from workflows.assistance import compose, papers
from workflows.incoming import ANSWER, accepts, archives, sends_back
from workflows.laws import DISABLED_EMPLOYMENT_REGULATION, INSPECTION_REGULATION, PENALTY_LAW
from workflows.officers import changes_officer
from workflows.procedure import (
    CIVIL_AFFAIRS,
    CIVIL_HEAD,
    CIVIL_OFFICER,
    DISABLED_FEDERATION,
    FEDERATION_HEAD,
    FEDERATION_OFFICER,
    FINANCE,
    FINANCE_HEAD,
    FINANCE_OFFICER,
    as_written,
)

REQUESTED = Fact("assistance_requested", "已收到协助请求")
WITHIN_POWERS = PENALTY_LAW.article(26)
"""What lies within a department's powers it helps with as the law says; what does not it sends back."""


class At(Stage):
    """Where a request for assistance stands."""

    RECEIVED = "收到请求", "有关部门已经收到协助请求"
    ACCEPTED = "查询核实", "有关部门正在查询核实"
    ANSWERED = "已答复", "有关部门已经答复"
    ARCHIVED = "归档", "协助请求已经办结", True
    RETURNED = "已退回", "协助请求已经退回", True


LETTER: Document[AssistanceAnswer] = Document(
    "assistance_reply",
    "协助事项复函",
    contents=papers.AssistanceReply,
    body=compose.reply,
    about=compose.about_sender,
    mark="函字",
)


class Assisting:
    """The steps of whoever is asked: the same for each department, taken by its own people."""

    told: Told

    def __init_subclass__(cls, *, officer: Role, head: Role, asked_by: str, under: Basis, **rest: Any) -> None:
        term = Clock(
            "答复期限",
            after=REQUESTED,
            until=lambda view: view.get(AssistanceRequest).answer_by,
            under=ANSWER,
            on_expiry=Expiry.WARN,
            owed_by="本单位",
        )
        steps = _steps(officer, head, asked_by, (WITHIN_POWERS, under), term)
        declarations: dict[str, Step[Any] | Clock] = {"answer_term": term, **steps}
        for name, declared in declarations.items():
            setattr(cls, name, declared)
            declared.__set_name__(cls, name)
        # What passes between departments is not the complainant's.
        cls.told = Told(withheld=(steps["receive"],))
        super().__init_subclass__(**rest)


def _steps(officer: Role, head: Role, asked_by: str, under: tuple[Basis, ...], term: Clock) -> dict[str, Step[Any]]:
    both = (officer, head)
    receive = Step(
        "收到协助请求",
        at=START,
        to=At.RECEIVED,
        by=SYSTEM,
        form=AssistanceRequest,
        receives=asked_by,
        source="劳动保障监察机构请求",
        title=compose.title,
        parties=compose.parties,
        records=(REQUESTED,),
        under=under,
        plain="收到协助请求",
    )
    return {
        "receive": receive,
        "accept": accepts(at=At.RECEIVED, to=At.ACCEPTED, by=both, after=REQUESTED, under=WITHIN_POWERS),
        "answer": _answers(both, under, term),
        "report_progress": _reports(officer, under),
        "send_back": sends_back(
            at=(At.RECEIVED, At.ACCEPTED),
            to=At.RETURNED,
            by=both,
            under=WITHIN_POWERS,
            form=AssistanceRefused,
            hint="不属于本单位职权范围，或者说不清要查什么",
        ),
        "archive": archives(at=At.ANSWERED, to=At.ARCHIVED, by=both),
        "change_officer": changes_officer(officer, stages=At, by=head),
    }


def _reports(officer: Role, under: tuple[Basis, ...]) -> Step[AssistanceNews]:
    return Step(
        "答复进展",
        at=At.ACCEPTED,
        by=officer,
        form=AssistanceNews,
        collects=True,
        replies=Reply.PROGRESS,
        reply_with=as_written,
        under=under,
        aside=True,
        plain="先答复已经查明的事项",
        hint="还有事项没有查完，先把查明的告诉请求单位",
    )


def _answers(both: tuple[Role, ...], under: tuple[Basis, ...], term: Clock) -> Step[AssistanceAnswer]:
    return Step(
        "答复协助事项",
        at=At.ACCEPTED,
        to=At.ANSWERED,
        by=both,
        form=AssistanceAnswer,
        replies=Reply.ANSWERED,
        reply_with=as_written,
        closes=(term,),
        under=under,
        issues=LETTER,
        plain="答复请求单位",
    )


class CivilAssistance(
    Assisting,
    CaseType,
    code="civil_assistance",
    label="民政协助办理",
    agency=CIVIL_AFFAIRS,
    number_mark="协办字",
    stages=At,
    officer=CIVIL_OFFICER,
    head=CIVIL_HEAD,
    asked_by="civil_request",
    under=INSPECTION_REGULATION.article(3, 2),
):
    """What civil affairs is asked: social organisations' registration, a household's relief (民政协助办理)."""


class FinanceAssistance(
    Assisting,
    CaseType,
    code="finance_assistance",
    label="财政协助办理",
    agency=FINANCE,
    number_mark="协办字",
    stages=At,
    officer=FINANCE_OFFICER,
    head=FINANCE_HEAD,
    asked_by="finance_request",
    under=INSPECTION_REGULATION.article(3, 2),
):
    """What finance is asked: money paid to an employer for services and projects, public posts (财政协助办理)."""


class FederationAssistance(
    Assisting,
    CaseType,
    code="federation_assistance",
    label="残联协助办理",
    agency=DISABLED_FEDERATION,
    number_mark="协办字",
    stages=At,
    officer=FEDERATION_OFFICER,
    head=FEDERATION_HEAD,
    asked_by="federation_request",
    under=DISABLED_EMPLOYMENT_REGULATION.article(6, 1),
):
    """What the disabled persons' federation is asked: certificates, employment by quota (残联协助办理)."""
