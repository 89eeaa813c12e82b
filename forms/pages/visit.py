"""Forms for somebody who has no session: their token is bound to a cookie of the browser that opened them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from engine.crypto import same
from engine.errors import NotAllowed
from engine.ids import token
from engine.visitor import EXPIRED, office_of
from forms.pages.frame import posted, render, text_of

VISIT = "carnation_visit"


def with_visit(request: Request, template: str, context: Mapping[str, Any], status: int = 200) -> Response:
    """A page with such a form."""
    visit = request.cookies.get(VISIT) or token()
    response = render(request, template, {**context, "proof": _proof(request, visit)}, status=status)
    response.set_cookie(VISIT, visit, httponly=True, samesite="lax", secure=request.url.scheme == "https")
    return response


async def before_session(request: Request) -> FormData:
    """A form that was posted without a session; raises NotAllowed where it is none of ours."""
    data = await posted(request)
    if not is_ours(request, data):
        raise NotAllowed(EXPIRED)
    return data


def is_ours(request: Request, data: FormData) -> bool:
    """Tell whether a posted form came from a page that this browser opened."""
    visit = request.cookies.get(VISIT, "")
    return bool(visit) and same(text_of(data, "proof"), _proof(request, visit))


def _proof(request: Request, visit: str) -> str:
    return office_of(request).vault.index(f"form {visit}")
