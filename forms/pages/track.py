"""The worker's page (进度查询): by code and the last four characters of the ID number, on any phone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from engine.api import follow, told_story
from engine.canonical import canonical, moment, moment_of, read
from engine.errors import Refusal
from engine.office import Office
from engine.shield import address_of
from engine.visitor import office_of
from forms.pages.frame import LARGE, posted, render, text_of
from forms.pages.size import NORMAL, keep_size

AGAIN = timedelta(minutes=30)
"""How long an open page may be drawn again, in another size, without its code."""
router = APIRouter()


@router.get("/track")
def ask(request: Request) -> Response:
    """The form that asks for the code."""
    return _page(request, {})


@router.post("/track")
async def tell(request: Request) -> Response:
    """Where the story stands. Changes nothing, so it needs no token and may stand in another portal's frame."""
    data = await posted(request)
    do = text_of(data, "do")
    if do in {LARGE, NORMAL}:
        response = await run_in_threadpool(_again, request, text_of(data, "again"), do)
        keep_size(request, response, do)
        return response
    return await run_in_threadpool(_answer, request, text_of(data, "code")[:60], text_of(data, "tail")[:40])


def _answer(request: Request, code: str, tail: str) -> Response:
    office = office_of(request)
    missing = [label for label, value in (("查询码", code), ("身份证号码后四位", tail)) if not value.strip()]
    if missing:
        return _page(request, {"problem": f"请填写{'和'.join(missing)}", "code": code}, status=422)
    try:
        story, found = follow(office, code, tail, address_of(request.scope, office.installation))
    except Refusal as refusal:
        return _page(request, {"problem": refusal.detail, "code": code}, status=refusal.status)
    return _page(request, {"story": found, "again": _sealed(office, story)})


def _again(request: Request, sealed: str, size: str) -> Response:
    """The same story in another size: the page holds its name sealed, never the code."""
    office = office_of(request)
    try:
        story, until = read(office.vault.unseal(sealed))
        found = told_story(office, story) if moment_of(until) > office.clocks.now() else None
    except (ValueError, InvalidTag):
        found = None
    large = size == LARGE
    if found is None:
        return _page(request, {"large": large, "problem": "页面放得太久，请重新输入查询码"})
    return _page(request, {"story": found, "again": _sealed(office, story), "large": large})


def _sealed(office: Office, story: str) -> str:
    return office.vault.seal(canonical([story, moment(office.clocks.now() + AGAIN)]))


def _page(request: Request, context: dict[str, Any], status: int = 200) -> Response:
    shared = {"story": None, "problem": "", "code": "", "again": ""}
    return render(request, "track.html", {**shared, **context}, status=status)
