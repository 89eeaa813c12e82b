"""The inbox (收件箱): hand-offs that other departments sent here, to accept, to send back, to answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from engine import queries as q
from engine.visitor import office_of
from forms.pages.frame import Who, render

GROUPS = (("waiting", "等我接收"), ("running", "办理中"), ("done", "已退回和已答复"))
router = APIRouter()


@router.get("/inbox")
def inbox(
    request: Request,
    who: Who,
    group: Annotated[str, Query(pattern="^(waiting|running|done)$")] = "waiting",
    after: Annotated[str, Query(max_length=60, pattern=r"^[0-9a-z-]*$")] = "",
) -> Response:
    """One group of received hand-offs with what can be done now."""
    office = office_of(request)
    with office.database.read() as tx:
        boxes = {
            name: q.inbox(
                office, tx, who.actor, name, limit=1 if name != group else 20, after=after if name == group else ""
            )
            for name, _ in GROUPS
        }
    context = {"box": boxes[group], "boxes": boxes, "groups": GROUPS, "group": group}
    return render(request, "inbox.html", context, who=who)
