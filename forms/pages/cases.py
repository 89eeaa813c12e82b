"""The list of cases (案件列表): filter, search, print; and the filter form of every list, which is always posted."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from engine import queries as q
from engine import readlog, saved_views
from engine.clock import SHANGHAI
from engine.database import Tx
from engine.office import Office
from engine.visitor import Visitor, office_of
from forms.pages.frame import Who, posted, redirect, render, text_of
from forms.pages.narrowing import LABELS, Narrowing, choices_for, in_words, read_narrowing

PAGE = 50
PRINTED = 500
"""So many lines a print holds; a longer list is exported."""
Mark = Annotated[str, Query(max_length=60)]
router = APIRouter()


@router.get("/cases")
def case_list(request: Request, who: Who, after: Mark = "") -> Response:
    """The cases that I may see, narrowed."""
    office = office_of(request)
    told = read_narrowing(office, who, request.query_params)
    with office.database.read() as tx:
        found = q.list_cases(office, tx, who.actor, told.wanted, after=after, limit=PAGE)
        context = {
            "lines": found.lines,
            "next": found.next,
            "told": told,
            "choices": choices_for(office, tx, who, told),
            "count": q.count_cases(office, tx, who.actor, told.wanted),
            "views": saved_views.views_of(office, tx, who.actor.id),
            "first": not after,
        }
    note_search(office, who, told, len(found.lines))
    return render(request, "cases.html", context, who=who)


@router.post("/cases")
async def narrow(request: Request, who: Who) -> Response:
    """Narrow a list. What was typed is personal and therefore goes on as a token, never in an address."""
    data = await posted(request, who)
    office = office_of(request)
    given = {name: text_of(data, name) for name in (*LABELS, "find")}
    # The search box of every page asks in all cases; the form of a list says in which.
    told = await run_in_threadpool(lambda: read_narrowing(office, who, given, state="all"))
    if text_of(data, "list") == "work":
        tab = {"tab": text_of(data, "tab")} if text_of(data, "tab").isalpha() else {}
        return redirect(f"/?{'&'.join(part for part in (urlencode(tab), told.query) if part)}")
    return redirect(f"/cases?{told.query}")


@router.get("/lists/cases/print")
def printed(request: Request, who: Who) -> Response:
    """The list as a sheet to print: who printed it, when, narrowed how."""
    office = office_of(request)
    told = read_narrowing(office, who, request.query_params)
    with office.database.read() as tx:
        found = q.list_cases(office, tx, who.actor, told.wanted, limit=PRINTED, most=PRINTED)
        context = {
            "lines": found.lines,
            "cut": found.next is not None,
            "told": told,
            "note": in_words(told, choices_for(office, tx, who, told), typed=False),
            "at": office.clocks.now().astimezone(SHANGHAI),
        }
    note_search(office, who, told, len(found.lines))
    with office.database.write() as tx:
        readlog.record(tx, office, who.actor.id, "print_list", f"案件，{len(found.lines)}件")
    return render(request, "cases_print.html", context, who=who)


def note_search(office: Office, who: Visitor, told: Narrowing, found: int) -> None:
    """Note in the read log that somebody was searched for by number, without the number."""
    if q.is_identity_number(told.wanted.text) or q.is_identity_number(told.wanted.employer):
        with office.database.write() as tx:
            readlog.record(tx, office, who.actor.id, "search_number", f"{found}件")


def all_lines(office: Office, tx: Tx, who: Visitor, told: Narrowing, most: int) -> q.Page:
    """The lines of a list for an export, up to a limit; `next` tells that there are more."""
    return q.list_cases(office, tx, who.actor, told.wanted, limit=most, most=most)
