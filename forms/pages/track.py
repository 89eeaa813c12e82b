"""The worker's page (进度查询): by code and the last four characters of the ID number, on any phone."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from engine.api import follow
from engine.errors import Refusal
from engine.shield import address_of
from engine.visitor import office_of
from forms.pages.frame import posted, render, text_of

router = APIRouter()


@router.get("/track")
def ask(request: Request) -> Response:
    """The form that asks for the code."""
    return render(request, "track.html", {"story": None, "problem": "", "code": ""})


@router.post("/track")
async def tell(request: Request) -> Response:
    """Where the story stands. Changes nothing, so it needs no token and may stand in another portal's frame."""
    data = await posted(request)
    code, tail = text_of(data, "code")[:60], text_of(data, "tail")[:40]
    office = office_of(request)
    try:
        story = await run_in_threadpool(follow, office, code, tail, address_of(request.scope, office.installation))
    except Refusal as refusal:
        context = {"story": None, "problem": refusal.detail, "code": code}
        return render(request, "track.html", context, status=refusal.status)
    return render(request, "track.html", {"story": story, "problem": "", "code": ""})
