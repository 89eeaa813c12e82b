"""Who stands in for whom in the own department (代理): the list, delegating, ending early."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from engine import delegations
from engine.errors import FieldError, InvalidForm, NotAllowed, NotFound
from engine.office import Office
from engine.permissions import ADMINISTRATORS, handles_cases
from engine.visitor import Visitor, office_of
from forms.pages.admin_fields import DAY_HINT, Draft, draft_of
from forms.pages.frame import Who, posted, redirect, render, text_of
from forms.render import FieldView, Kind, Option

FORM = "delegate"
router = APIRouter()


@router.get("/delegations")
def delegation_list(request: Request, who: Who) -> Response:
    """The delegations of the department, and the form for a new one."""
    return _page(request, who, Draft())


@router.post("/delegations")
async def make(request: Request, who: Who) -> Response:
    """Let somebody stand in."""
    draft = draft_of(await posted(request, who), FORM)
    try:
        await run_in_threadpool(_delegate, office_of(request), who, draft)
    except InvalidForm as refusal:
        return await run_in_threadpool(_page, request, who, draft.refused(refusal), refusal.status)
    return redirect("/delegations?done=made")


@router.post("/delegations/end")
async def end(request: Request, who: Who) -> Response:
    """End one early."""
    number = text_of(await posted(request, who), "delegation")
    if not number.isdecimal() or not number.isascii() or len(number) > 9:  # noqa: PLR2004 - digits of an id
        raise NotFound("没有这个委托，或者已经到期")
    await run_in_threadpool(delegations.end_delegation, office_of(request), int(number), by=who.actor.id)
    return redirect("/delegations?done=ended")


def _delegate(office: Office, who: Visitor, draft: Draft) -> None:
    draft.needed(account_id="委托人", to="代理人", begins_on="开始日期", ends_on="结束日期", reason="原因")
    begins, ends = draft.day("begins_on", "开始日期"), draft.day("ends_on", "结束日期")
    typed = draft.typed
    if typed["account_id"] not in office.current_directory().officers:
        raise InvalidForm((FieldError("account_id", "委托人", "请从本单位的人员中选一个"),))
    if begins is not None and ends is not None:  # `needed` has refused the empty ones
        delegations.delegate(
            office, typed["account_id"], typed["to"], begins, ends, by=who.actor.id, reason=typed["reason"]
        )


def _page(request: Request, who: Visitor, draft: Draft, status: int = 200) -> Response:
    office = office_of(request)
    if not handles_cases(who.actor):
        raise NotAllowed("代理由办理案件的人员委托，您的账户没有办案的角色")
    with office.database.read() as tx:
        found = delegations.delegations_of(office, tx, frozenset({who.actor.unit.id}))
    context = {
        "found": found,
        "mine": [one for one in found if one.running and one.delegate.id == who.actor.id],
        "may_end": {
            one.delegation.id
            for one in found
            if not one.ended and delegations.may_decide(office, who.actor, one.absent.id)
        },
        "fields": _fields(office, who, draft),
        "draft": draft,
        "done": request.query_params.get("done", ""),
    }
    return render(request, "delegations.html", context, who=who, status=status)


def _fields(office: Office, who: Visitor, draft: Draft) -> list[FieldView]:
    directory = office.current_directory()
    today = office.technical_day()
    colleagues = [
        officer
        for officer in directory.officers.values()
        if officer.unit_id == who.actor.unit.id
        and officer.id not in directory.disabled
        and directory.actor(officer.id, today).roles - ADMINISTRATORS
    ]
    absent = [officer for officer in colleagues if delegations.may_decide(office, who.actor, officer.id)]
    options = {
        "account_id": tuple(Option(officer.id, officer.name) for officer in absent),
        "to": tuple(Option(officer.id, officer.name) for officer in colleagues),
    }
    return [
        draft.view(
            FORM,
            "account_id",
            "委托人",
            Kind.OFFICER,
            options=options["account_id"],
            hint="不在岗的人。可以委托自己的工作，负责人可以替本单位任何人委托",
            value=who.actor.id,
        ),
        draft.view(FORM, "to", "代理人", Kind.OFFICER, options=options["to"], hint="本单位的人员"),
        draft.view(FORM, "begins_on", "开始日期", Kind.DATE, hint=DAY_HINT, value=today.isoformat()),
        draft.view(FORM, "ends_on", "结束日期", Kind.DATE, hint="含当天，到期自动结束"),
        draft.view(FORM, "reason", "原因", hint="记入留痕，例如：出差、休假"),
    ]
