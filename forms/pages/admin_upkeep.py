"""What keeps the installation going (运行情况): backups with a warning where there is none, and the series of numbers."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from engine import upkeep
from engine.visitor import office_of
from forms.pages.admin_access import UPKEEP, admit
from forms.pages.frame import Who, render

MEGABYTE = 1_000_000
router = APIRouter()


@router.get("/upkeep")
def upkeep_page(request: Request, who: Who) -> Response:
    """The backups and the series."""
    office = office_of(request)
    admit(office, who, UPKEEP)
    with office.database.read() as tx:
        made = upkeep.backups_made(tx)
        lines = upkeep.series_in(office, tx, who.actor.unit.jurisdiction)
    context = {
        "made": made,
        "late": upkeep.is_late(office, made),
        "days": upkeep.WARN_AFTER.days,
        "lines": lines,
        "megabytes": lambda size: f"{size / MEGABYTE:,.1f}",
    }
    return render(request, "upkeep.html", context, who=who)
