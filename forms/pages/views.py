"""Saved views (我的视图): keep the filter of a list under a name, open it again, remove it."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from engine import queries as q
from engine import saved_views
from engine.database import Tx
from engine.errors import InvalidForm
from engine.office import Office
from engine.visitor import Visitor, office_of
from forms.pages.frame import Who, posted, redirect, render, text_of
from forms.pages.narrowing import LABELS, choices_for, in_words, read_narrowing

LISTS = {"cases": "/cases", "work": "/"}
router = APIRouter()


@router.get("/views")
def views_page(request: Request, who: Who) -> Response:
    """One's own views, each with what it narrows to and how many cases that gives now."""
    return _page(request, who, None)


def _page(request: Request, who: Visitor, refusal: InvalidForm | None) -> Response:
    office = office_of(request)
    with office.database.read() as tx:
        lines = []
        for view in saved_views.views_of(office, tx, who.actor.id):
            told = read_narrowing(office, who, view.filter)
            words = in_words(told, choices_for(office, tx, who, told), typed=True)
            lines.append((view, words, _count(office, tx, who, view, told.wanted)))
    fields = refusal.fields if refusal else ()
    context = {"lines": lines, "fields": fields}
    return render(request, "views.html", context, who=who, status=refusal.status if refusal else 200)


def _count(office: Office, tx: Tx, who: Visitor, view: saved_views.View, wanted: q.Filter) -> q.Count:
    """How many lines the view shows now, counted up to what a badge tells."""
    if view.list == "cases":
        return q.count_cases(office, tx, who.actor, wanted, most=q.BADGE)
    counts = {"running": q.count_running, "waiting": q.count_sent, "done": q.count_deeds}
    count = counts.get(view.filter.get("tab", ""), q.count_tasks)
    return count(office, tx, who.actor, wanted)


@router.post("/views")
async def save(request: Request, who: Who) -> Response:
    """Keep the filter of the list that was open."""
    data = await posted(request, who)
    office = office_of(request)
    where = text_of(data, "list") if text_of(data, "list") in LISTS else "cases"
    given = dict(parse_qsl(text_of(data, "query")[:8000]))

    def keep() -> Response:
        told = read_narrowing(office, who, given)
        tab = text_of(data, "tab")
        narrowing = {**told.given, **({"tab": tab} if where == "work" and tab.isalpha() and tab.isascii() else {})}
        try:
            view = saved_views.save(office, who.actor.id, text_of(data, "name"), where, narrowing)
        except InvalidForm as refusal:
            return _page(request, who, refusal)
        return redirect(f"/views/{view}")

    return await run_in_threadpool(keep)


@router.get("/views/{view_id}")
def open_view(request: Request, who: Who, view_id: str) -> Response:
    """Go to the list as it was narrowed, with a fresh token for what was typed."""
    office = office_of(request)
    with office.database.read() as tx:
        view = saved_views.view_of(office, tx, who.actor.id, view_id)
    told = read_narrowing(office, who, {name: view.filter.get(name, "") for name in LABELS})
    tab = urlencode({"tab": view.filter["tab"]}) if view.filter.get("tab") else ""
    return redirect(f"{LISTS[view.list]}?{'&'.join(part for part in (tab, told.query) if part)}")


@router.post("/views/{view_id}/remove")
async def remove(request: Request, who: Who, view_id: str) -> Response:
    """Remove a view."""
    await posted(request, who)
    await run_in_threadpool(saved_views.remove, office_of(request), who.actor.id, view_id)
    return redirect("/views")
