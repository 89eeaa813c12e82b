"""The work list (工作台): to do, under way, waiting for others, done; grouped by when it is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from engine import nudges, saved_views
from engine import queries as q
from engine.database import Tx
from engine.office import Office
from engine.queries.marks import Light, week_end
from engine.visitor import Visitor, office_of
from forms.pages.frame import Who, day_words, posted, redirect, render
from forms.pages.intake import ways_of
from forms.pages.narrowing import Narrowing, choices_for, read_narrowing

PAGE = 50
Mark = Annotated[str, Query(max_length=80)]
router = APIRouter()


class Tab(StrEnum):
    """A part of the work list."""

    TODO = "todo"
    RUNNING = "running"
    WAITING = "waiting"
    DONE = "done"

    @property
    def label(self) -> str:
        """The part in words."""
        return {"todo": "待办", "running": "我经办", "waiting": "等待他方", "done": "已办"}[self.value]

    @property
    def meaning(self) -> str:
        """What is on it."""
        return {
            "todo": "条件已经满足、轮到您办理的事，最先到期的在前。",
            "running": "由您承办或者您办理过、还没有办结的案件，不论现在轮到谁。",
            "waiting": "本单位移交出去、对方还没有答复的事，计时在对方。",
            "done": "您办理过的步骤，最近的在前。",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks of one urgency."""

    id: str
    label: str
    light: str
    note: str
    tasks: tuple[q.Task, ...]


@router.get("/")
def work_list(request: Request, who: Who, tab: Tab = Tab.TODO, after: Mark = "") -> Response:
    """What I must do today, why, by when, under which article; and the other parts."""
    office = office_of(request)
    told = read_narrowing(office, who, request.query_params, state="open")
    with office.database.read() as tx:
        context = _shown(office, tx, who, tab, told, after)
        context |= {
            "tab": tab,
            "tabs": tuple(Tab),
            "told": told,
            "choices": choices_for(office, tx, who, told),
            "nudges": nudges.nudges_of(office, tx, who.actor),
            "views": saved_views.views_of(office, tx, who.actor.id),
            "first": not after,
            "ways": ways_of(office, who),
        }
    return render(request, "desk.html", context, who=who)


def _shown(office: Office, tx: Tx, who: Visitor, tab: Tab, told: Narrowing, after: str) -> dict[str, Any]:
    """The lines of a part with the counts of all parts."""
    actor, wanted, today = who.actor, told.wanted, office.clocks.today()
    others = q.work_counts(office, tx, actor, wanted)
    counts: dict[str, q.Count] = {"running": others.running, "waiting": others.waiting, "done": others.done}
    lines: dict[str, Any] = {"next": None, "groups": (), "looked_at": 0}
    if tab is Tab.TODO:
        # The first page looks as far as the badge counts, so that no case is looked at twice.
        found = q.work_list(office, tx, actor, wanted, after=after, limit=PAGE if after else q.BADGE)
        shown = found.tasks[:PAGE]
        following = q.after_task(shown[-1]) if len(found.tasks) > PAGE else found.next
        whole = q.Count(len(found.tasks), more=found.next is not None)
        counts["todo"] = q.count_tasks(office, tx, actor, wanted) if after else whole
        groups = grouped(shown, today)
        lines |= {"groups": groups, "lede": _lede(groups, today), "next": following, "looked_at": found.looked_at}
    else:
        counts["todo"] = q.count_tasks(office, tx, actor, wanted)
        lines |= {"lede": f"{day_words(today)}。", **_part(office, tx, who, tab, wanted, after)}
    return {**lines, "counts": counts}


def _part(office: Office, tx: Tx, who: Visitor, tab: Tab, wanted: q.Filter, after: str) -> dict[str, Any]:
    if tab is Tab.RUNNING:
        page = q.running_cases(office, tx, who.actor, wanted, after=after, limit=PAGE)
        return {"lines": page.lines, "next": page.next}
    if tab is Tab.DONE:
        told = q.deeds(office, tx, who.actor, wanted, after=after, limit=PAGE)
        return {"deeds": told.deeds, "next": told.next}
    transfers = q.waiting_for_others(office, tx, who.actor, PAGE + 1, wanted=wanted, after=after)
    shown = transfers[:PAGE]
    return {"waiting": shown, "next": q.mark_after(shown[-1]) if len(transfers) > PAGE else None}


def grouped(tasks: Sequence[q.Task], today: date) -> list[Group]:
    """Tasks by when they are due; those without a date last."""
    sunday = week_end(today)
    found: dict[str, list[q.Task]] = {"overdue": [], "today": [], "ready": [], "week": [], "later": [], "open": []}
    for task in tasks:
        due = task.mark.due
        if due is None:
            found["open"].append(task)
        elif task.mark.over:
            found["ready"].append(task)
        else:
            found[
                "overdue" if due < today else "today" if due == today else "week" if due <= sunday else "later"
            ].append(task)
    for group in found.values():
        group.sort(key=lambda task: (task.mark.due or date.max, task.step.sent_back is None))
    soon = any(task.mark.light is Light.NEAR for task in found["later"])
    return [
        Group("overdue", "已逾期", "overdue", "", tuple(found["overdue"])),
        Group("today", "今天到期", "near", "", tuple(found["today"])),
        Group("ready", "期满可办", "near", "等待的期限已经届满，可以办理下一步", tuple(found["ready"])),
        Group("week", "本周到期", "near", f"到{day_words(sunday, today)}为止", tuple(found["week"])),
        Group("later", "以后到期", "near" if soon else "on-time", "按期限排列", tuple(found["later"])),
        Group("open", "没有期限", "none", "条件已经满足，可以随时办理", tuple(found["open"])),
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


@router.post("/nudges/{nudge_id}")
async def put_away(request: Request, who: Who, nudge_id: str) -> Response:
    """Put a colleague's reminder away."""
    await posted(request, who)
    await run_in_threadpool(nudges.put_away, office_of(request), who.actor.id, nudge_id)
    return redirect("/")
