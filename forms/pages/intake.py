"""Opening a case at the counter (登记): one page, one receipt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import segno
from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from engine import queries as q
from engine import readlog
from engine.api import CASE_ID
from engine.cases import Command
from engine.casetype import Step
from engine.drafts import Draft
from engine.errors import NotFound, Refusal
from engine.machine import Compiled
from engine.office import Office
from engine.queries.detail import MISSING
from engine.remarks import LONGEST, add_remark
from engine.tracking import gives_code
from engine.view import CaseView
from engine.visitor import Visitor, office_of
from forms.pages.frame import Who, openings, posted, redirect, render, text_of
from forms.pages.keeping import ACTS, Place
from forms.pages.lines import MOST_TABLES, Changed, change_lines, is_about_lines
from forms.pages.sheet import checked, sheet
from forms.render import Typed, defaults_of, options_of, typed_from, typed_of, way_field

RECEIVED = "received_on"
"""The field that asks when something came in; at the counter that is today, and can be changed."""
EMPLOYER = frozenset(
    {"employer", "credit_code", "employer_address", "legal_representative", "representative_post", "employer_phone"}
)
"""The fields that earlier cases of the same employer can fill in."""
SHORTEST_REASON = 4
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Sent:
    """One visit to an opening form: what was typed, and what was looked up, found near or refused."""

    typed: Typed
    request_id: str = ""
    sought: str = ""
    employers: list[q.KnownEmployer] | None = None
    near: list[q.Near] | None = None
    reason: str = ""
    asked: bool = False
    changed: Changed | None = None
    refusal: Refusal | None = None
    draft: Draft | None = None
    kept: bool = True
    """Whether what is typed is kept as a draft; not while another complaint's draft lies there undecided."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way in which a case may be opened (登记方式), perhaps told apart further by the choices of one field."""

    href: str
    label: str
    hint: str
    law: str
    kind: str
    choices: tuple[tuple[str, str], ...]

    @property
    def direct(self) -> bool:
        """Tell whether one link leads to its form."""
        return not self.choices


def ways_of(office: Office, who: Visitor) -> list[Way]:
    """The ways in which this person may open a case, the most usual first."""
    return [_shown(compiled, step) for compiled, step in openings(office, who)]


@router.get("/intake")
def choose(request: Request, who: Who) -> Response:
    """The ways in which this person may open a case; with only one, its form at once."""
    shown = ways_of(office_of(request), who)
    if not shown:
        raise NotFound("您没有登记案件的权限；案件由收到移交自动登记，或者由接待人员登记")
    if len(shown) == 1 and shown[0].direct:
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
    """An empty form, with today's date where it asks when something was received, and the way that was chosen.

    A draft may be about somebody else than who stands at the counter now, so it is offered and not filled in.
    """
    compiled, step = _way(request, who, code, name)
    typed = typed_of(step.form, {**defaults_of(step.form), RECEIVED: office_of(request).clocks.today()})
    way = way_field(step.form)
    if way is not None and request.query_params.get(way) in {o.value for o in options_of(step.form.model_fields[way])}:
        typed[way] = request.query_params[way]
    with office_of(request).database.read() as tx:
        draft = _place(request, who, code, name).found(tx)
    if draft is not None and "draft" in request.query_params:
        return _form(request, who, compiled, step, Sent({**typed, **draft.typed}, draft=draft))
    return _form(request, who, compiled, step, Sent(typed, draft=draft, kept=draft is None))


def _place(request: Request, who: Visitor, code: str, name: str) -> Place:
    here = f"/intake/{code}/{name}"
    return Place(office_of(request), who.actor, code, name, here, f"{here}?draft=1")


@router.post("/intake/{code}/{name}")
async def open_case(request: Request, who: Who, code: str, name: str) -> Response:
    """Open the case, or show what is wrong with everything that was typed still there."""
    compiled, step = await run_in_threadpool(_way, request, who, code, name)
    data = await posted(request, who, files=MOST_TABLES)
    try:
        sent = await run_in_threadpool(_read, request, who, step, data)
    finally:
        await data.close()
    place, do = _place(request, who, code, name), text_of(data, "do")
    if do in ACTS:
        return await run_in_threadpool(place.keep, do, sent.typed, request_id=sent.request_id)
    if sent.changed is not None or sent.employers is not None:
        return await run_in_threadpool(_form, request, who, compiled, step, sent)
    try:
        answers, near = await run_in_threadpool(_checked, request, who, compiled, step, sent)
        if near and len(sent.reason) < SHORTEST_REASON and any(n.asks for n in near):
            return await run_in_threadpool(_form, request, who, compiled, step, replace(sent, near=near))
        command = Command(who.actor, step.name, answers, sent.request_id, case_type=compiled.code)
        answer = await request.app.state.writer.take(command)
    except Refusal as refusal:
        return await run_in_threadpool(_form, request, who, compiled, step, replace(sent, refusal=refusal))
    if sent.kept:
        await run_in_threadpool(place.drop)
    if near and sent.reason and not answer.repeated:
        await run_in_threadpool(_judged, request, who, answer.case_id, near, sent.reason)
    return redirect(f"/cases/{answer.case_id}{'/receipt' if _gives_receipt(compiled, step) else ''}")


def _gives_receipt(compiled: Compiled, step: Step[Any]) -> bool:
    """Whether somebody can follow the case from outside, and is given a receipt with the code."""
    return bool(compiled.case_type.told.milestones) and gives_code(step)


def _read(request: Request, who: Visitor, step: Step[Any], data: FormData) -> Sent:
    """What the browser sent; a look-up and a choice among employers are carried out at once."""
    office = office_of(request)
    typed, do = typed_from(step.form, data), text_of(data, "do")
    sent = Sent(
        typed,
        text_of(data, "request_id"),
        reason=text_of(data, "different").strip(),
        asked="different" in data,
        kept="kept" in data,
    )
    if is_about_lines(do):
        changed = change_lines(step, typed, data, do, office.clocks.today())
        return replace(sent, typed=changed.typed, changed=changed)
    sought = text_of(data, "sought")
    # Enter in the look-up's field submits the form; without an employer that can only mean to look one up.
    if do == "seek" or (sought and do == "submit" and not typed.get("employer")):
        with office.database.read() as tx:
            return replace(sent, sought=sought, employers=q.known_employers(office, tx, who.actor, sought))
    verb, _, case_id = do.partition(":")
    if verb == "pick" and CASE_ID.fullmatch(case_id):
        with office.database.read() as tx:
            known = q.answers_named(office, tx, who.actor, case_id, EMPLOYER & step.form.model_fields.keys())
        told = typed_of(step.form, known)
        return replace(sent, typed={**typed, **{name: told[name] for name in known}}, employers=[])
    return sent


def _judged(request: Request, who: Visitor, case_id: str, near: list[q.Near], reason: str) -> None:
    """Keep in the new case's chain that it is like others, and why it was opened all the same."""
    others = "；".join(f"{n.case.number}（{'、'.join(n.same)}）" for n in near if n.asks)
    text = f"登记前比对到相近案件：{others}。仍然登记的理由：{reason}"
    add_remark(office_of(request), who.actor, case_id, text[:LONGEST])


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
        compiled = office.registry.pinned(header.type_digest)
    stage = compiled.stages[header.stage]
    begun = any(step.to is stage for step in compiled.openings.values())
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
        "words": stage.plain,
        # What the paper promises is the answer to what was registered, not what a later reprint finds running.
        "answer": next((term for term in page.deadlines if begun and term.is_open), None),
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


def _checked(
    request: Request, who: Visitor, compiled: Compiled, step: Step[Any], sent: Sent
) -> tuple[dict[str, Any], list[q.Near]]:
    """The answers, and the earlier cases that are like this one."""
    office = office_of(request)
    with office.database.read() as tx:
        answers, _, _ = checked(office, tx, who.actor, compiled, step, None, sent.typed)
        form = step.form.parse(answers, office.clocks.today())
        if q.was_sent(tx, who.actor, sent.request_id):  # a double click, which the first answer answers
            return dict(answers), []
        return dict(answers), q.near_cases(office, tx, who.actor, step.parties(form) if step.parties else ())


def _form(request: Request, who: Visitor, compiled: Compiled, step: Step[Any], sent: Sent) -> Response:
    office = office_of(request)
    wrong = sent.changed.refusal if sent.changed else sent.refusal
    with office.database.read() as tx:
        context = sheet(
            office,
            tx,
            who.actor,
            compiled,
            step,
            None,
            sent.typed,
            refusal=wrong,
            request_id=sent.request_id,
            changed=sent.changed,
        )
    status = sent.refusal.status if sent.refusal else 409 if sent.near else 200
    # Nothing to be read before the first field: the hand may begin at once.
    fresh = not (wrong or sent.near or sent.draft or sent.changed or sent.employers)
    context |= {"sent": sent, "fresh": fresh, "seeks": bool(EMPLOYER & step.form.model_fields.keys())}
    context |= {"given": _gives_receipt(compiled, step)}
    return render(request, "intake.html", context, who=who, status=status)
