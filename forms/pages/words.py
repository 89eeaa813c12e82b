"""The glossary (术语表) and the keyboard shortcuts (快捷键), for officials and the public alike."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from engine.errors import Refusal
from engine.glossary import Word, search, stages_of, terms_of
from engine.hooks import hook
from engine.visitor import Visitor, office_of, visitor_of
from forms.pages.frame import KEYS, OFF, posted, redirect, render, text_of

LONGEST_SEARCH = 40
router = APIRouter()


@router.get("/words")
def glossary(request: Request, q: str = "") -> Response:
    """Every word with its sentence and its law; `q` narrows them."""
    office = office_of(request)
    wanted = q[:LONGEST_SEARCH]
    declared = hook(office.installation, "glossary")
    common: tuple[Word, ...] = declared() if declared else ()
    groups = [("常用的词", common)]
    for compiled in office.registry:
        groups.append((f"{compiled.label}：阶段", tuple(stages_of(compiled))))
        groups.append((f"{compiled.label}：期限", tuple(terms_of(compiled))))
    found = [(label, tuple(search(words, wanted))) for label, words in groups]
    context = {"groups": [(label, words) for label, words in found if words], "q": wanted}
    return render(request, "words.html", context, who=_maybe(request))


@router.get("/keys")
def keys(request: Request) -> Response:
    """The shortcuts, and a switch for those to whom single keys are in the way."""
    return render(request, "keys.html", {}, who=_maybe(request))


@router.post("/keys")
async def switch_keys(request: Request) -> Response:
    """Turn the shortcuts of this browser off or on. Changes nothing else, so it needs no token."""
    data = await posted(request)
    response = redirect("/keys")
    secure = request.url.scheme == "https"
    if text_of(data, "do") == OFF:
        response.set_cookie(KEYS, OFF, max_age=31_536_000, httponly=True, samesite="lax", secure=secure, path="/")
    else:
        response.delete_cookie(KEYS, httponly=True, samesite="lax", secure=secure, path="/")
    return response


def _maybe(request: Request) -> Visitor | None:
    """Whoever is signed in; the glossary is for everybody."""
    try:
        return visitor_of(request)
    except Refusal:
        return None
