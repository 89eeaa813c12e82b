"""Requests for assistance (协助请求): what labour inspection asks other departments to find out, and what they answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import create_model

from engine.casetype import HandOff, Reply, Step
from engine.computation import Length, Unit
from engine.counting import count
from engine.form import Form
from engine.guards import FormField, Look, guard
from engine.law import Basis
from engine.terms import Term
from engine.view import CaseView
from engine.vocabulary import SYSTEM, Agency
from forms.notices import AssistanceAnswer, AssistanceAsked, AssistanceNews, AssistanceRefused, AssistanceRequest
from workflows.incoming import ANSWER as TERM
from workflows.labour_inspection import compose
from workflows.labour_inspection.forms.investigation import Receipt
from workflows.labour_inspection.investigation import Investigation
from workflows.labour_inspection.issued import letters
from workflows.labour_inspection.stages import FILED_ON, WHENEVER, At
from workflows.laws import DISABLED_EMPLOYMENT_REGULATION, INSPECTION_REGULATION, PENALTY_LAW
from workflows.procedure import CIVIL_AFFAIRS, DISABLED_FEDERATION, FINANCE, INSPECTOR, TEAM_HEAD

FACTS_ARE_FOUND = (At.INVESTIGATING, At.CORRECTION_CHECKED, At.CONCLUDED, At.DEFENCE_REVIEWED)
"""Where facts are still found: what the party says in its defence is checked too (行政处罚法 45)."""
PROPOSED = Length(10, Unit.WORKING_DAYS)
CODES = ("A-11",)
F = TypeVar("F", bound=Form)


@dataclass(frozen=True, slots=True)
class Asked:
    """A department that is asked: the hand-off's code, its name in labels, its law, and what it can tell."""

    code: str
    short: str
    agency: Agency
    opens: str
    under: tuple[Basis, ...]
    knows: str

    def own(self, form: type[F]) -> type[F]:
        """The form as this department's own, so that a case keeps what each has told apart."""
        name = f"{self.code.removesuffix('_request').title()}{form.__name__}"
        return create_model(name, __base__=form, __doc__=form.__doc__, __module__=__name__)


WITHIN_POWERS = PENALTY_LAW.article(26)
CIVIL = Asked(
    "civil_request",
    "民政局",
    CIVIL_AFFAIRS,
    "civil_assistance",
    (WITHIN_POWERS, INSPECTION_REGULATION.article(3, 2)),
    "民办非企业单位（幼儿园、养老院等）、社会团体的登记、负责人和是否注销；家庭的低保、特困供养情况",
)
TREASURY = Asked(
    "finance_request",
    "财政局",
    FINANCE,
    "finance_assistance",
    (WITHIN_POWERS, INSPECTION_REGULATION.article(3, 2)),
    "付给单位的政府购买服务款项、项目资金；公益性岗位补贴",
)
# The federation is no department of the government, so the regulation's article 3(2) does not name it.
FEDERATION = Asked(
    "federation_request",
    "残联",
    DISABLED_FEDERATION,
    "federation_assistance",
    (WITHIN_POWERS, DISABLED_EMPLOYMENT_REGULATION.article(6, 1)),
    "职工有没有残疾人证；单位按比例安排残疾人就业的情况",
)


@guard("答复日期晚于今天", reads=(FormField("answer_by"),), under=TERM)
def time_to_answer(look: Look) -> str | None:
    """Whoever is asked needs a day at least."""
    return "请对方答复的日期必须晚于今天" if look.answer("answer_by") <= look.day else None


def _proposed(view: CaseView) -> Mapping[str, Any]:
    return {"answer_by": count(view.day, PROPOSED, view.calendar).due}


def _asks(of: Asked) -> Step[AssistanceAsked]:
    form = of.own(AssistanceAsked)
    return Step(
        f"请{of.short}协助",
        at=FACTS_ARE_FOUND,
        by=(INSPECTOR, TEAM_HEAD),
        form=form,
        prefill=_proposed,
        requires=(time_to_answer,),
        collects=True,
        hands_off=HandOff(
            of.code,
            "协助请求",
            to=of.agency,
            opens=of.opens,
            external=True,
            carries=AssistanceRequest,
            payload=compose.assistance_request,
            answer_within=Term(PROPOSED, after=Investigation.start_investigation, under=TERM),
            answer_by=lambda view: view.get(form).answer_by,
            checklist=("协助函",),
        ),
        under=of.under,
        issues=letters.assistance_request(of.agency, of.opens),
        aside=True,
        plain=f"请{of.short}协助查明有关情况",
        hint=f"可以查：{of.knows}",
        codes=CODES,
    )


def _hears(of: Asked, label: str, reply: Reply, form: type[F], plain: str) -> Step[F]:
    """The answer of a department that takes part comes by itself."""
    return Step(
        label,
        at=WHENEVER,
        by=SYSTEM,
        form=of.own(form),
        on=(of.code, reply),
        collects=True,
        under=of.under,
        plain=f"{of.short}{plain}",
        codes=CODES,
    )


def _progressed(of: Asked) -> Step[AssistanceNews]:
    return _hears(of, f"收到{of.short}协助进展", Reply.PROGRESS, AssistanceNews, "正在查")


def _answered(of: Asked) -> Step[AssistanceAnswer]:
    return _hears(of, f"收到{of.short}协助答复", Reply.ANSWERED, AssistanceAnswer, "已经答复")


def _returned(of: Asked) -> Step[AssistanceRefused]:
    return _hears(of, f"协助请求被{of.short}退回", Reply.RETURNED, AssistanceRefused, "退回了协助请求")


def _registers(of: Asked) -> Step[Receipt]:
    """The answer on paper of a department that takes no part, typed in."""
    return Step(
        f"登记{of.short}协助复函",
        at=FILED_ON,
        by=(INSPECTOR, TEAM_HEAD),
        form=of.own(Receipt),
        on=(of.code, Reply.ANSWERED),
        collects=True,
        under=of.under,
        aside=True,
        plain=f"登记{of.short}的复函",
        codes=CODES,
    )


class Assisted(Investigation):
    """What civil affairs, finance and the disabled persons' federation are asked while facts are found."""

    ask_civil = _asks(CIVIL)
    civil_progressed = _progressed(CIVIL)
    civil_answered = _answered(CIVIL)
    civil_returned = _returned(CIVIL)
    register_civil_answer = _registers(CIVIL)
    ask_finance = _asks(TREASURY)
    finance_progressed = _progressed(TREASURY)
    finance_answered = _answered(TREASURY)
    finance_returned = _returned(TREASURY)
    register_finance_answer = _registers(TREASURY)
    ask_federation = _asks(FEDERATION)
    federation_progressed = _progressed(FEDERATION)
    federation_answered = _answered(FEDERATION)
    federation_returned = _returned(FEDERATION)
    register_federation_answer = _registers(FEDERATION)


ASSISTANCE: tuple[Step[Any], ...] = tuple(step for step in vars(Assisted).values() if isinstance(step, Step))
"""All of it, for what is told to nobody outside."""
