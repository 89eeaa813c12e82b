"""Opening a case at the counter (登记): one page, one receipt."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import segno
from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from engine import queries as q
from engine import readlog
from engine.api import CASE_ID
from engine.cases import Command
from engine.casetype import Step
from engine.errors import NotFound, Refusal
from engine.machine import Compiled
from engine.queries.detail import MISSING
from engine.view import CaseView
from engine.visitor import Visitor, office_of
from forms.pages.frame import Who, openings, posted, redirect, render, text_of
from forms.pages.sheet import checked, sheet
from forms.render import Typed, change_rows, defaults_of, options_of, typed_from, typed_of, way_field

RECEIVED = "received_on"
"""The field that asks when something came in; at the counter that is today, and can be changed."""
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Way:
    """A way in which a case may be opened (登记方式), perhaps told apart further by the choices of one field."""

    href: str
    label: str
    hint: str
    law: str
    kind: str
    choices: tuple[tuple[str, str], ...]


@router.get("/intake")
def choose(request: Request, who: Who) -> Response:
    """The ways in which this person may open a case; with only one, its form at once."""
    ways = openings(office_of(request), who)
    if not ways:
        raise NotFound("您没有登记案件的权限；案件由收到移交自动登记，或者由接待人员登记")
    shown = [_shown(compiled, step) for compiled, step in ways]
    if len(shown) == 1 and not shown[0].choices:
        return redirect(shown[0].href)
    return render(request, "choose.html", {"ways": shown}, who=who)


def _shown(compiled: Compiled, step: Step[Any]) -> Way:
    href = f"/intake/{compiled.code}/{step.name}"
    name = way_field(step.form)
    options = options_of(step.form.model_fields[name]) if name else ()
    choices = tuple((f"{href}?{name}={option.value}", option.label) for option in options)
    return Way(href, step.label, step.hint, step.under[0].label, compiled.label, choices)


@router.get("/intake/{code}/{name}")
def intake_form(request: Request, who: Who, code: str, name: str) -> Response:
    """An empty form, with today's date where it asks when something was received, and the way that was chosen."""
    compiled, step = _way(request, who, code, name)
    typed = typed_of(step.form, {**defaults_of(step.form), RECEIVED: office_of(request).clocks.today()})
    way = way_field(step.form)
    if way is not None and request.query_params.get(way) in {o.value for o in options_of(step.form.model_fields[way])}:
        typed[way] = request.query_params[way]
    return _form(request, who, compiled, step, typed, None)


@router.post("/intake/{code}/{name}")
async def open_case(request: Request, who: Who, code: str, name: str) -> Response:
    """Open the case, or show what is wrong with everything that was typed still there."""
    compiled, step = await run_in_threadpool(_way, request, who, code, name)
    data = await posted(request, who)
    typed = typed_from(step.form, data)
    do, request_id = text_of(data, "do"), text_of(data, "request_id")
    if do.startswith(("add:", "remove:")):
        typed = change_rows(typed, do)
        return await run_in_threadpool(_form, request, who, compiled, step, typed, None, request_id)
    try:
        answers = await run_in_threadpool(_checked, request, who, compiled, step, typed)
        command = Command(who.actor, step.name, answers, request_id, case_type=compiled.code)
        answer = await request.app.state.writer.take(command)
    except Refusal as refusal:
        return await run_in_threadpool(_form, request, who, compiled, step, typed, refusal, request_id)
    return redirect(f"/cases/{answer.case_id}/receipt")


@router.get("/cases/{case_id}/receipt")
def receipt(request: Request, who: Who, case_id: str) -> Response:
    """What the complainant takes home: case number, tracking code, where to ask."""
    office = office_of(request)
    if not CASE_ID.fullmatch(case_id):
        raise NotFound(MISSING)
    with office.database.read() as tx:
        page = q.case_page(office, tx, who.actor, case_id)
        header = q.find_case(office, tx, who.actor, case_id)
        directory = office.directory(tx)
        code = CaseView(header, office.surroundings(directory, header.jurisdiction)).tracking_code
        unit = directory.units[header.unit_id]
    if code:
        with office.database.write() as tx:
            readlog.record(tx, office, who.actor.id, "print_receipt", f"case:{case_id}")
    # Never the Host header: whoever sends the request writes it, and a worker would scan it.
    installation = office.installation
    site = installation.public_url.rstrip("/") or f"http://{installation.host}:{installation.port}"
    # After the #, so that no server ever sees the code in an address.
    address = f"{site}/track"
    context = {
        "page": page,
        "code": code,
        "unit": unit,
        "address": address,
        "qr": qr_code(f"{address}#{code}") if code else "",
    }
    return render(request, "receipt.html", context, who=who)


def qr_code(text: str) -> str:
    """A QR code as SVG without colours of its own."""
    out = BytesIO()
    segno.make(text, error="m").save(
        out, kind="svg", scale=4, border=2, xmldecl=False, svgns=False, svgclass="qr", lineclass="qr-line"
    )
    return out.getvalue().decode()


def _way(request: Request, who: Visitor, code: str, name: str) -> tuple[Compiled, Step[Any]]:
    for compiled, step in openings(office_of(request), who):
        if (compiled.code, step.name) == (code, name):
            return compiled, step
    raise NotFound("没有这种登记方式，或者您没有登记的权限")


def _checked(request: Request, who: Visitor, compiled: Compiled, step: Step[Any], typed: Typed) -> dict[str, Any]:
    office = office_of(request)
    with office.database.read() as tx:
        answers, _, _ = checked(office, tx, who.actor, compiled, step, None, typed)
    return dict(answers)


def _form(
    request: Request,
    who: Visitor,
    compiled: Compiled,
    step: Step[Any],
    typed: Typed,
    refusal: Refusal | None,
    request_id: str = "",
) -> Response:
    office = office_of(request)
    with office.database.read() as tx:
        context = sheet(office, tx, who.actor, compiled, step, None, typed, refusal=refusal, request_id=request_id)
    return render(request, "intake.html", context, who=who, status=refusal.status if refusal else 200)
