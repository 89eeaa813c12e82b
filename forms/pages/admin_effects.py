"""What is still owed to the outside (待送出事项): counts, what is tried again and why, what has been given up."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from engine import queries as q
from engine.effects import BACK_OFF, DEAD_AFTER, redeliver
from engine.errors import NotFound
from engine.office import Office
from engine.visitor import Visitor, office_of
from forms.pages.admin_access import EFFECTS, admit
from forms.pages.admin_words import shielded
from forms.pages.frame import Who, posted, redirect, render, text_of

router = APIRouter()


@router.get("/effects")
def effect_list(request: Request, who: Who) -> Response:
    """Owed, tried again, given up; and hand-offs that nobody has answered."""
    office = office_of(request)
    admit(office, who, EFFECTS)
    with office.database.read() as tx:
        box = q.outbox(office, tx, who.actor.unit.jurisdiction)
    context = {
        "box": box,
        "shielded": shielded,
        "tries": DEAD_AFTER,
        "longest": BACK_OFF[-1] // 3600,
        "done": "done" in request.query_params,
    }
    return render(request, "effects.html", context, who=who)


@router.post("/effects")
async def redeliver_one(request: Request, who: Who) -> Response:
    """Owe something that was given up once more."""
    data = await posted(request, who)
    await run_in_threadpool(_redeliver, office_of(request), who, text_of(data, "effect"))
    return redirect("/effects?done")


def _redeliver(office: Office, who: Visitor, effect: str) -> None:
    admit(office, who, EFFECTS)
    if not redeliver(office, effect, by=who.actor.id):
        raise NotFound("这一项已经不是停止状态，可能刚刚有人重新送出；请回到列表查看")
