"""The public's first page (首页): follow a story, complain, reckon, for anybody without signing in."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from engine.visitor import office_of
from forms.pages.frame import render

router = APIRouter()


@router.get("/start")
def start(request: Request) -> Response:
    """What somebody without an account can do here, and whom to call instead."""
    office = office_of(request)
    # Departments that only help each other have nothing to tell a worker.
    telling = {
        compiled.case_type.agency.code
        for compiled in office.registry
        if any(compiled.case_type.told.tells(step) for step in compiled.openings.values())
    }
    units = (u for u in office.current_directory().units.values() if u.phone and u.agency in telling)
    callable_units = sorted(units, key=lambda unit: unit.id)
    return render(request, "start.html", {"units": callable_units})
