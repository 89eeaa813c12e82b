"""What administrators see first: departments and accounts, and in a demo the legal clock."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from engine import queries as q
from engine.errors import FieldError, InvalidForm, NotAllowed
from engine.legal_clock import may_move, move_to
from engine.visitor import Visitor, office_of
from forms.pages.admin_access import ACCOUNTS, SYSTEM_ADMINISTRATOR, admit
from forms.pages.frame import Who, posted, redirect, render, text_of
from forms.render import iso_date

router = APIRouter()


@router.get("/accounts")
def account_list(request: Request, who: Who) -> Response:
    """Departments, their people and the roles they hold today."""
    office = office_of(request)
    admit(office, who, ACCOUNTS)
    with office.database.read() as tx:
        units = q.people(office, tx, who.actor)
    context = {
        "units": units,
        "real": office.technical_day(),
        "may_add": SYSTEM_ADMINISTRATOR in who.actor.roles,
        "done": request.query_params.get("done", ""),
    }
    return render(request, "accounts.html", context, who=who)


@router.get("/clock")
def clock(request: Request, who: Who) -> Response:
    """The legal day of the demo."""
    return _clock(request, who)


@router.post("/clock")
async def move_clock(request: Request, who: Who) -> Response:
    """Move the legal day of the demo."""
    data = await posted(request, who)
    typed = text_of(data, "day")
    try:
        await run_in_threadpool(move_to, office_of(request), who.actor, _day(typed))
    except InvalidForm as refusal:
        return _clock(request, who, typed, refusal.fields[0].message, refusal.status)
    return redirect("/clock")


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(iso_date(typed))
    except ValueError:
        raise InvalidForm((FieldError("day", "演示日期", "应当是日期，写成2026-11-20"),)) from None


def _clock(request: Request, who: Visitor, typed: str = "", problem: str = "", status: int = 200) -> Response:
    office = office_of(request)
    if not may_move(office, who.actor):
        raise NotAllowed("只有演示环境的系统管理员可以调整演示日期")
    context = {"typed": typed or office.clocks.today().isoformat(), "problem": problem, "real": office.technical_day()}
    return render(request, "clock.html", context, who=who, status=status)
