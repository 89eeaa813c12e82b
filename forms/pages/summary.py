"""The print summary of a case (一案一页): everything that a meeting needs of it on one sheet of paper."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from engine import queries as q
from engine import readlog
from engine.api import CASE_ID
from engine.clock import SHANGHAI
from engine.errors import NotFound
from engine.queries.detail import MISSING
from engine.visitor import office_of
from forms.pages.frame import Who, render

router = APIRouter()


@router.get("/cases/{case_id}/summary")
def summary(request: Request, who: Who, case_id: str) -> Response:
    """Number, parties, stage, path, money, deadlines, papers, hand-offs, officers; persons masked, and logged."""
    office = office_of(request)
    if not CASE_ID.fullmatch(case_id):
        raise NotFound(MISSING)
    with office.database.read() as tx:
        page = q.case_page(office, tx, who.actor, case_id)
    with office.database.write() as tx:
        readlog.record(tx, office, who.actor.id, "print_summary", f"case:{case_id}")
    context = {
        "page": page,
        "running": [d for d in page.deadlines if d.is_open],
        "late": sum(d.outcome.startswith("逾期") for d in page.deadlines),
        "over": sum(not d.is_open for d in page.deadlines),
        "papers": [p for p in reversed(page.papers) if p.state != "void"],
        "void": sum(p.state == "void" for p in page.papers),
        "came": sorted((s for s in page.path if s.on and s.state != "ahead"), key=lambda s: s.on or date.min),
        "at": office.clocks.now().astimezone(SHANGHAI),
    }
    return render(request, "summary.html", context, who=who)
