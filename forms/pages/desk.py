"""The work list (工作台) and the list of cases, with search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from engine import queries as q
from engine.api import search_cases
from engine.office import Office
from engine.queries import Light
from engine.visitor import Visitor, office_of
from forms.pages.frame import Who, day_words, posted, render, text_of

PAGE = 100
Word = Annotated[str, Query(max_length=60, pattern=r"^\w*$")]
Mark = Annotated[str, Query(max_length=60)]
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks of one urgency."""

    id: str
    label: str
    light: str
    note: str
    tasks: tuple[q.Task, ...]


@router.get("/")
def work_list(request: Request, who: Who, case_type: Word = "", after: Mark = "") -> Response:
    """What I must do today, why, by when, under which article."""
    office = office_of(request)
    with office.database.read() as tx:
        found = q.work_list(office, tx, who.actor, q.Filter(case_type=case_type), after=after, limit=PAGE)
        waiting = q.waiting_for_others(office, tx, who.actor)
    today = office.clocks.today()
    groups = grouped(found.tasks, today)
    context = {
        "groups": groups,
        "waiting": waiting,
        "lede": _lede(groups, today),
        "case_type": case_type,
        "types": _types(office, who),
        "next": found.next,
    }
    return render(request, "desk.html", context, who=who)


def grouped(tasks: Sequence[q.Task], today: date) -> list[Group]:
    """Tasks by urgency."""

    def pick(light: Light, *, due_today: bool | None = None) -> tuple[q.Task, ...]:
        return tuple(
            t for t in tasks if t.mark.light is light and (due_today is None or (t.mark.due == today) is due_today)
        )

    return [
        Group("overdue", "已逾期", "overdue", "", pick(Light.OVERDUE)),
        Group("today", "今天到期", "near", "", pick(Light.NEAR, due_today=True)),
        Group("soon", "临近", "near", "三个工作日以内", pick(Light.NEAR, due_today=False)),
        Group("later", "正常", "on-time", "三个工作日以后，按期限排列", pick(Light.ON_TIME)),
        Group("open", "没有期限", "none", "条件已经满足，可以随时办理", pick(Light.NONE)),
    ]


def _lede(groups: list[Group], today: date) -> str:
    late, now = len(groups[0].tasks), len(groups[1].tasks)
    day = f"{day_words(today)}。"
    if late and now:
        return f"{day}先办{late + now}件：{late}件已逾期，{now}件今天到期。"
    if late:
        return f"{day}先办已逾期的{late}件。"
    if now:
        return f"{day}有{now}件今天到期。"
    return f"{day}今天没有到期的事。" if any(g.tasks for g in groups) else f"{day}现在没有等您办理的事。"


@router.get("/cases")
def case_list(
    request: Request, who: Who, case_type: Word = "", stage: Word = "", state: Word = "open", after: Mark = ""
) -> Response:
    """The cases that I may see."""
    office = office_of(request)
    wanted = q.Filter(case_type, stage, {"open": True, "closed": False}.get(state))
    with office.database.read() as tx:
        found = q.list_cases(office, tx, who.actor, wanted, after=after)
    return render(request, "cases.html", _list_context(office, who, wanted, found, state), who=who)


@router.post("/cases")
async def search(request: Request, who: Who) -> Response:
    """Search. What is searched for is personal and therefore never in an address."""
    data = await posted(request, who)
    office = office_of(request)
    wanted = q.Filter(is_open=None, text=text_of(data, "q")[:200])
    found = await run_in_threadpool(search_cases, office, who, wanted, text_of(data, "after"), 50)
    return render(request, "cases.html", _list_context(office, who, wanted, found, "all"), who=who)


def _list_context(office: Office, who: Visitor, wanted: q.Filter, found: q.Page, state: str) -> dict[str, Any]:
    return {
        "lines": found.lines,
        "next": found.next,
        "wanted": wanted,
        "state": state,
        "types": _types(office, who),
        "stages": [
            (stage.code, f"{compiled.label}：{stage.label}")
            for compiled in _types(office, who)
            for stage in compiled.stages.values()
            if wanted.case_type in {"", compiled.code}
        ],
        "q": wanted.text,
    }


def _types(office: Office, who: Visitor) -> list[Any]:
    """The case types of the person's agency."""
    return [c for c in office.registry if c.case_type.agency.code == who.actor.unit.agency]
