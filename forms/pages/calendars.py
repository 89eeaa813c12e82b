"""The administrator's calendars: paste a holiday notice, preview what it moves, apply it, read the report."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from engine import calendars
from engine.calendar import NATION
from engine.calendars import NoticeRefused, Preview, Reading
from engine.canonical import moment_of
from engine.clock import SHANGHAI
from engine.directory import places
from engine.errors import NotAllowed
from engine.office import Office
from engine.recount import CONFLICT, MOVED
from engine.visitor import Visitor, office_of
from forms.pages.frame import Who, posted, redirect, render, text_of

router = APIRouter()
ROLE = "system_administrator"
MOST_CHARACTERS = 100_000


def _administrator(who: Visitor) -> None:
    if ROLE not in who.actor.roles:
        raise NotAllowed("节假日安排由系统管理员维护")


def _place_name(place: str) -> str:
    if place == NATION:
        return "全国"
    return (
        f"本省（{place}）"
        if place.endswith("0000")
        else f"本市州（{place}）"
        if place.endswith("00")
        else f"本县（{place}）"
    )


@router.get("/calendars")
def calendar_list(request: Request, who: Who) -> Response:
    """Which years are loaded, and from which document."""
    _administrator(who)
    return _list_page(request, who, {})


def _list_page(request: Request, who: Visitor, typed: dict[str, str], problems: tuple[str, ...] = ()) -> Response:
    office = office_of(request)
    place = who.actor.unit.jurisdiction
    calendar = office.calendar(place)
    context: dict[str, Any] = {
        "years": sorted(calendar.tables, key=lambda t: (t.year, t.jurisdiction), reverse=True),
        "last": calendar.last_published_year,
        "loads": [(load, moment_of(load.loaded_at).astimezone(SHANGHAI)) for load in calendars.loads(office)],
        "places": [(code, _place_name(code)) for code in reversed(places(place))],
        "place_name": _place_name,
        "typed": {"text": "", "jurisdiction": NATION, **typed},
        "problems": problems,
    }
    return render(request, "calendars.html", context, who=who, status=422 if problems else 200)


@router.post("/calendars/preview")
async def preview(request: Request, who: Who) -> Response:
    """What the pasted notice says and which deadlines it would move; writes nothing."""
    _administrator(who)
    data = await posted(request, who)
    typed = {"text": text_of(data, "text")[:MOST_CHARACTERS], "jurisdiction": text_of(data, "jurisdiction")}
    try:
        seen = await run_in_threadpool(_preview, office_of(request), typed)
    except NoticeRefused as refused:
        return _list_page(request, who, typed, tuple(refused.detail.split("；")))
    context = {"seen": seen, "typed": typed, "place": _place_name(seen.reading.jurisdiction)}
    return render(request, "calendar_preview.html", context, who=who)


def _reading(office: Office, typed: dict[str, str]) -> Reading:
    if not typed["text"].strip():
        raise NoticeRefused("请粘贴通知全文")
    return calendars.read_calendar(office, typed["text"], typed["jurisdiction"] or NATION)


def _preview(office: Office, typed: dict[str, str]) -> Preview:
    return calendars.preview(office, _reading(office, typed))


@router.post("/calendars")
async def apply(request: Request, who: Who) -> Response:
    """Load the notice and recompute; then show the report."""
    _administrator(who)
    data = await posted(request, who)
    typed = {"text": text_of(data, "text"), "jurisdiction": text_of(data, "jurisdiction")}
    try:
        done = await run_in_threadpool(_apply, office_of(request), typed, who.actor.id)
    except NoticeRefused as refused:
        return _list_page(request, who, typed, tuple(refused.detail.split("；")))
    return redirect(f"/calendars/{done}")


def _apply(office: Office, typed: dict[str, str], actor_id: str) -> str:
    return calendars.apply(office, _reading(office, typed), actor_id).id


@router.get("/calendars/{load_id}")
def report(request: Request, who: Who, load_id: str) -> Response:
    """What a load moved, and what conflicts with papers that were served."""
    _administrator(who)
    office = office_of(request)
    found = calendars.load(office, load_id)
    context = {
        "load": found,
        "place": _place_name(found.jurisdiction),
        "moves_made": calendars.report(office, load_id, MOVED),
        "conflicts": calendars.report(office, load_id, CONFLICT),
    }
    return render(request, "calendar_report.html", context, who=who)


@router.post("/calendars/{load_id}/finish")
async def finish(request: Request, who: Who, load_id: str) -> Response:
    """Take up a recomputation that was cut off."""
    _administrator(who)
    await posted(request, who)
    await run_in_threadpool(calendars.finish, office_of(request), load_id)
    return redirect(f"/calendars/{load_id}")
