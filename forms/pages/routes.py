"""All pages together."""

from __future__ import annotations

from fastapi import APIRouter

from engine.settings import Installation
from engine.shield import Room
from forms.pages import (
    admin_account,
    admin_effects,
    admin_new,
    admin_readlog,
    admin_settings,
    admin_upkeep,
    administration,
    assets,
    bulk,
    calendars,
    case,
    cases,
    complain,
    delegations,
    desk,
    due,
    entry,
    estimate,
    exhibits,
    exports,
    inbox,
    intake,
    lines,
    overview,
    papers,
    returns,
    size,
    start,
    step,
    submissions,
    summary,
    track,
    views,
    words,
)

router = APIRouter(include_in_schema=False)
for module in (
    entry,
    desk,
    cases,
    views,
    exports,
    bulk,
    intake,
    case,
    step,
    summary,
    lines,
    exhibits,
    inbox,
    returns,
    papers,
    track,
    size,
    start,
    complain,
    submissions,
    words,
    estimate,
    due,
    calendars,
    delegations,
    overview,
    administration,
    admin_new,
    admin_account,
    admin_settings,
    admin_effects,
    admin_upkeep,
    admin_readlog,
    assets,
):
    router.include_router(module.router)


def rooms(installation: Installation) -> tuple[Room, ...]:
    """Where bodies larger than a form may be posted."""
    return (*exhibits.upload_rooms(installation), *complain.upload_rooms(installation))
