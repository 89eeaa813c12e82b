"""Letters to departments that are told of an employer or asked about it: market supervision, civil affairs and others."""

from __future__ import annotations

from documents.context import DueDate, ReturnSlip
from engine.casetype import Document
from engine.view import CaseView
from engine.vocabulary import Agency
from forms.notices import AssistanceAsked
from workflows.labour_inspection import compose, papers
from workflows.labour_inspection.compose import lines
from workflows.labour_inspection.forms.execution import Credit, MarketNotice
from workflows.labour_inspection.issued.framing import due, paper, to_organ
from workflows.procedure import MARKET, bureau_of


def _slip(view: CaseView, hand_off: str, days: int, result: str) -> ReturnSlip:
    """What comes back, within the term that the hand-off states."""
    term = f"自本函发出之日起{days}个工作日内"
    return ReturnSlip(due=due(view, hand_off, term), options=(result, "退回，理由"))


def _unlicensed(view: CaseView, form: MarketNotice) -> papers.MarketNotice:
    return papers.MarketNotice(
        matter="无照用工情况",
        told=form.content,
        requests=("依法查处", "将查处结果书面告知我局"),
        slip=_slip(view, "unlicensed_notice", 30, "查处结果"),
    )


def _credit(view: CaseView, form: Credit) -> papers.MarketNotice:
    told = compose.credit_notice(view, form)
    decision = f"有关行政处罚决定书：{told.decision}。" if told.decision else ""
    return papers.MarketNotice(
        matter="劳动保障守法诚信等级",
        told=f"该单位{told.year}年度劳动保障守法诚信等级评为{told.grade.removesuffix('级')}级。"
        f"评价理由：{told.reason.rstrip('。')}。{decision}",
        requests=("将该等级归集到企业信用信息", "将归集情况书面告知我局"),
        slip=_slip(view, "credit_notice", 15, "归集情况"),
    )


def _asked(view: CaseView, form: AssistanceAsked) -> papers.AssistanceRequest:
    whom = papers.Person(name=form.person, resident_id=form.resident_id) if form.person else None
    within = DueDate(term="在来函载明的答复期限内", on=form.answer_by)
    return papers.AssistanceRequest(
        items=tuple(line.rstrip("。；") for line in lines(form.items)),
        reason=form.reason,
        person=whom,
        answer_by=form.answer_by,
        slip=ReturnSlip(due=within, options=("查明的情况", "退回，理由")),
    )


def assistance_request(agency: Agency, opens: str) -> Document[AssistanceAsked]:
    """The letter that asks a department for assistance (协助函)."""
    about = to_organ(lambda view: bureau_of(view, agency, opens))
    return paper(papers.AssistanceRequest, _asked, about, mark="监协字")


_TO_MARKET = to_organ(lambda view: bureau_of(view, MARKET, "market_supervision"))
UNLICENSED: Document[MarketNotice] = paper(papers.MarketNotice, _unlicensed, _TO_MARKET, mark="监通字")
CREDIT: Document[Credit] = paper(papers.MarketNotice, _credit, _TO_MARKET, mark="监通字")
