"""A complaint from anybody's phone (网上投诉): one calm page, sent once, with a code to follow it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from engine import submissions
from engine.errors import FieldError, InvalidForm, NotAllowed, Refusal
from engine.ids import new_id
from engine.machine import Compiled
from engine.office import Office
from engine.problems import Http
from engine.proposal import Proposal
from engine.shield import address_of
from engine.visitor import EXPIRED, office_of
from forms.pages.frame import posted, text_of
from forms.pages.intake import qr_code
from forms.pages.visit import is_ours, with_visit
from forms.render import FieldView, Typed, answers_from, fields_of, typed_from, typed_of

CONSENT, UNIT = "consent", "unit"
router = APIRouter()


@router.get("/complain")
def ask(request: Request) -> Response:
    """The questions."""
    _, proposal = _proposed(office_of(request))
    return _page(request, typed_of(proposal.form, {}), {})


@router.post("/complain")
async def send(request: Request) -> Response:
    """Keep the complaint and show its code, or show what is wrong with everything that was typed still there."""
    data = await posted(request)
    return await run_in_threadpool(_sent, request, data)


def _sent(request: Request, data: FormData) -> Response:
    office = office_of(request)
    compiled, proposal = _proposed(office)
    typed = typed_from(proposal.form, data)
    kept = {name: text_of(data, name)[:200] for name in (CONSENT, UNIT, "request_id")}
    try:
        if not is_ours(request, data):
            raise NotAllowed(EXPIRED)
        received = _received(request, office, compiled, proposal, typed, kept)
    except Refusal as refusal:
        return _page(request, typed, kept, refusal=refusal)
    site = office.installation.public_url.rstrip("/") or f"http://{office.installation.host}:{office.installation.port}"
    context = {
        "received": received,
        "proposal": proposal,
        "unit": office.current_directory().units[kept[UNIT] or submissions.receivers(office, compiled)[0].id],
        "address": f"{site}/track",
        # After the #, so that no server ever sees the code in an address.
        "qr": qr_code(f"{site}/track#{received.code}"),
    }
    return with_visit(request, "complained.html", context)


def _received(
    request: Request, office: Office, compiled: Compiled, proposal: Proposal[Any], typed: Typed, kept: dict[str, str]
) -> submissions.Received:
    """Check all at once, so that the page names every fault together."""
    units = submissions.receivers(office, compiled)
    wrong: list[FieldError] = []
    form = None
    try:
        form = proposal.form.parse(answers_from(proposal.form, typed), office.clocks.today())
    except InvalidForm as invalid:
        wrong += invalid.fields
    if len(units) > 1 and kept[UNIT] not in {unit.id for unit in units}:
        wrong.append(FieldError(UNIT, "交给哪个单位", "请选单位所在地的人社局"))
    if kept[CONSENT] != proposal.consent.version:
        wrong.append(FieldError(CONSENT, "个人信息", "请看完说明，勾选同意以后再提交"))
    if not kept["request_id"]:
        raise NotAllowed(EXPIRED)
    if wrong or form is None:
        raise InvalidForm(tuple(wrong))
    return submissions.submit(
        office,
        compiled,
        form,
        unit_id=kept[UNIT] or units[0].id,
        consent=kept[CONSENT],
        request_id=kept["request_id"],
        address=address_of(request.scope, office.installation),
    )


def _proposed(office: Office) -> tuple[Compiled, Proposal[Any]]:
    """What the public may propose here: one thing, to which some department belongs."""
    for compiled, proposal in submissions.proposals(office):
        if submissions.receivers(office, compiled):
            return compiled, proposal
    raise Http(404)


def _page(request: Request, typed: Typed, kept: dict[str, str], *, refusal: Refusal | None = None) -> Response:
    office = office_of(request)
    compiled, proposal = _proposed(office)
    wrong = refusal.fields if isinstance(refusal, InvalidForm) else ()
    fields = {field.name: field for field in fields_of(proposal.form, typed, errors=wrong)}
    context = {
        "proposal": proposal,
        "sections": _sections(proposal, fields),
        "units": submissions.receivers(office, compiled),
        "kept": {CONSENT: "", UNIT: "", **kept},
        "request_id": kept.get("request_id") or new_id(office.clocks.now()),
        "errors": wrong,
        "targets": _targets(wrong, fields),
        "wrong": {CONSENT: "", UNIT: "", **{error.field: error.message for error in wrong}},
        "refusal": None if wrong else refusal,
        "reasons": (),
    }
    return with_visit(request, "complain.html", context, status=refusal.status if refusal else 200)


def _sections(proposal: Proposal[Any], fields: dict[str, FieldView]) -> list[tuple[str, list[FieldView]]]:
    sections = proposal.sections or ((proposal.label, tuple(fields)),)
    return [(heading, [fields[name] for name in names]) for heading, names in sections]


def _targets(wrong: Iterable[FieldError], fields: dict[str, FieldView]) -> dict[str, str]:
    return {e.field: fields[e.field].id if e.field in fields else f"f-{e.field}" if e.field else "main" for e in wrong}
