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
    cases,
    delegations,
    desk,
    due,
    entry,
    estimate,
    exports,
    inbox,
    intake,
    papers,
    step,
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
    inbox,
    papers,
    track,
    estimate,
    due,
    calendars,
    delegations,
    administration,
    admin_new,
    admin_account,
    admin_settings,
    admin_effects,
    admin_readlog,
    assets,
):
    router.include_router(module.router)
