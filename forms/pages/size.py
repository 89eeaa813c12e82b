"""Large type (大字): a switch that a browser keeps in a cookie, for every page, with or without script."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from forms.pages.frame import LARGE, TYPE, local_path, posted, redirect, text_of

NORMAL = "normal"
A_YEAR = 31_536_000
router = APIRouter()


@router.post("/type")
async def switch(request: Request) -> Response:
    """Switch the type and go back. Changes only how this browser sees the pages, so it needs no token."""
    data = await posted(request)
    response = redirect(local_path(text_of(data, "back") or "/"))
    keep_size(request, response, text_of(data, "do"))
    return response


def keep_size(request: Request, response: Response, size: str) -> None:
    """Keep the size in the browser's cookie, or forget it."""
    secure = request.url.scheme == "https"
    if size == LARGE:
        response.set_cookie(TYPE, LARGE, max_age=A_YEAR, httponly=True, samesite="lax", secure=secure, path="/")
    else:
        response.delete_cookie(TYPE, httponly=True, samesite="lax", secure=secure, path="/")
