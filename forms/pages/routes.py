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
    overview,
    papers,
    returns,
    size,
    start,
    step,
    submissions,
    track,
    views,
)

router = APIRouter(include_in_schema=False)
for module in (
    entry,
    desk,
    cases,
    views,
    exports,
    intake,
    case,
    step,
    exhibits,
    inbox,
    returns,
    papers,
    track,
    size,
    start,
    complain,
    submissions,
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
    return exhibits.upload_rooms(installation)
