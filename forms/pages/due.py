"""Deadlines by time (期限): due today, this week, overdue, provisional; reminders; one's own calendar feed."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from engine import feeds, reminders
from engine.errors import FieldError, InvalidForm, NotFound
from engine.queries import due
from engine.visitor import Visitor, office_of
from forms.pages.frame import Who, posted, redirect, render, text_of

router = APIRouter()
SHOWN = 100
Mark = Annotated[str, Query(max_length=150)]
AFTER = re.compile(r"(\d{4}-\d{2}-\d{2})~([0-9a-z]{26})~([\w:.-]{1,100})")


@router.get("/due")
def due_page(request: Request, who: Who, when: str = due.When.WEEK, mine: str = "", after: Mark = "") -> Response:
    """The deadlines of one part, soonest first."""
    return _page(request, who, when, mine, after=after)


def _page(request: Request, who: Visitor, when: str, mine: str, address: str = "", after: str = "") -> Response:
    if when not in set(due.When):
        raise NotFound("没有这一类期限")
    begin = AFTER.fullmatch(after)
    if after and begin is None:
        raise InvalidForm((FieldError("after", "翻页位置", "不是本系统给出的翻页位置"),))
    office, part = office_of(request), due.When(when)
    officer = who.actor.id if mine else ""
    with office.database.read() as tx:
        lines = due.due_list(
            office,
            tx,
            who.actor,
            part,
            officer=officer,
            after=(begin[1], begin[2], begin[3]) if begin else None,
            limit=SHOWN + 1,
            most=SHOWN + 1,
        )
        shown = lines[:SHOWN]
        context = {
            "counts": due.due_counts(office, tx, who.actor, officer=officer),
            "part": part,
            "mine": mine,
            "lines": shown,
            "next": f"{shown[-1].due}~{shown[-1].case_id}~{shown[-1].code}" if len(lines) > SHOWN else None,
            "first": not after,
            "reminders": reminders.reminders_of(tx, who.actor.id),
            "has_feed": feeds.has_feed(tx, who.actor.id),
            "address": address,
        }
    return render(request, "due.html", context, who=who)


@router.post("/due/reminders/{reminder_id}")
async def put_away(request: Request, who: Who, reminder_id: str) -> Response:
    """Put a reminder away."""
    await posted(request, who)
    await run_in_threadpool(reminders.put_away, office_of(request), who.actor.id, reminder_id)
    return redirect("/due")


@router.post("/due/feed")
async def feed(request: Request, who: Who) -> Response:
    """Make a new secret address for one's calendar feed, shown once, or end it."""
    data = await posted(request, who)
    office = office_of(request)
    if text_of(data, "end"):
        await run_in_threadpool(feeds.revoke_feed, office, who.actor.id)
        return redirect("/due")
    secret = await run_in_threadpool(feeds.make_feed, office, who.actor.id)
    address = f"{str(request.base_url).rstrip('/')}/feeds/{secret}.ics"
    return await run_in_threadpool(_page, request, who, due.When.WEEK, "", address)


@router.get("/feeds/{secret}.ics")
def calendar_feed(request: Request, secret: str) -> Response:
    """The feed itself, for a calendar program, which knows nothing but its address."""
    data = feeds.calendar_of(office_of(request), secret)
    return Response(data, media_type="text/calendar; charset=utf-8", headers={"Cache-Control": "private, no-store"})
