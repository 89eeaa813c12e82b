"""What the papers of the end say: closing, and the result told to the complainant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.view import CaseView
from forms.parts import EnrolmentConfirmed, months_between
from workflows.labour_inspection import facts, papers
from workflows.labour_inspection.compose.framing import REPORTED, TEAM, about_complainant, approvals, cause, chinese_day
from workflows.labour_inspection.forms import (
    Closing,
    Complaint,
    CorrectionCheck,
)
from workflows.labour_inspection.forms.execution import (
    Performance,
    ProcessRecord,
)
from workflows.procedure import COLLECTED, WORKERS_ENROLLED


def closing_approval(view: CaseView, form: Closing) -> papers.ClosingApproval:
    """The internal form by which the case is closed."""
    confirmed = view.maybe(EnrolmentConfirmed)
    periods = confirmed.periods if confirmed else ()
    return papers.ClosingApproval(
        cause=cause(view),
        filed=view.fact_on(facts.CASE_FILED) or view.header.opened_on,
        handling=_handling(view),
        performance=_performance(view),
        persons=len({p.resident_id for p in periods}),
        months=sum(len(months_between(p.begins, p.ends)) for p in periods),
        collected=view.tally(COLLECTED)[1],
        reason=f"{form.ground.label}：{form.reason}",
        approvals=approvals(view, TEAM, "同意结案。", "close"),
    )


ACTS = (
    ("correction_order", "责令限期改正"),
    ("general_order", "责令限期改正"),
    ("on_the_spot_order", "当场责令限期整改"),
    ("on_the_spot_penalty", "当场作出行政处罚决定"),
    ("penalty_decision", "作出行政处罚决定"),
    ("handling_decision", "作出行政处理决定"),
    ("no_penalty_decision", "决定不予行政处罚"),
)


def _handling(view: CaseView) -> str:
    """What was done to the employer, paper by paper."""
    lines = []
    for code, act in ACTS:
        paper = view.paper(code)
        if paper is None:
            continue
        number = f"（{paper.number}）" if paper.number else ""
        served = f"，{chinese_day(paper.served_on)}送达" if paper.served_on else ""
        lines.append(f"{chinese_day(paper.issued_on)}{act}{number}{served}。")
    return "".join(lines) or "没有作出处理决定。"


def _performance(view: CaseView) -> str:
    done = view.maybe(Performance)
    if done is not None:
        return done.content
    if view.open_fact(WORKERS_ENROLLED):
        return "社会保险经办机构已办理参保登记并核定应缴金额，税务机关已将核定的本金征收入库，缴费月份已记账。"
    checked = view.maybe(CorrectionCheck)
    return checked.finding if checked is not None else "没有需要履行的内容。"


def result_notices(view: CaseView, form: Closing) -> tuple[tuple[Mapping[str, Any], papers.ResultNotice], ...]:
    """What the complainant is told at the end; nobody is told where nobody complained."""
    complaint, confirmed = view.maybe(Complaint), view.maybe(EnrolmentConfirmed)
    if complaint is None:
        return ()
    own = [p for p in confirmed.periods if p.resident_id == complaint.complainant_id] if confirmed else []
    results = tuple(
        f"{chinese_day(p.credited_on)}，社会保险经办机构已把你"
        f"{p.begins.replace('-', '年')}月至{p.ends.replace('-', '年')}月的养老保险缴费记入个人权益记录。"
        for p in own
    ) or (_performance(view),)
    notice = papers.ResultNotice(
        received=complaint.received_on,
        respondent=complaint.employer,
        matter=f"该单位{REPORTED[complaint.matter]}",
        findings=form.findings,
        results=results,
        what_next="你可以持社会保障卡到社会保险经办机构查询、核对缴费记录，查询不收费" if own else None,
    )
    return ((about_complainant(view), notice),)


def recordings(view: CaseView) -> int:
    """How many recordings the file holds."""
    record = view.maybe(ProcessRecord)
    return record.recordings if record else 0
