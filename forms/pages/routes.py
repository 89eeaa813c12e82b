"""All pages together."""

from __future__ import annotations

from fastapi import APIRouter

from forms.pages import (
    admin_account,
    admin_effects,
    admin_new,
    admin_readlog,
    admin_settings,
    administration,
    assets,
    calendars,
    case,
    delegations,
    desk,
    due,
    entry,
    estimate,
    inbox,
    intake,
    overview,
    papers,
    step,
    track,
)

router = APIRouter(include_in_schema=False)
for module in (
    entry,
    desk,
    intake,
    case,
    step,
    inbox,
    papers,
    track,
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
    admin_readlog,
    assets,
):
    router.include_router(module.router)
