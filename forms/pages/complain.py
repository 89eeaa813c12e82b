"""A complaint from anybody's phone (网上投诉): one calm page, sent once, with a code to follow it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from engine import submissions, throttle
from engine.archive import disk_errors
from engine.canonical import canonical, read
from engine.errors import FieldError, InvalidForm, NotAllowed, Refusal
from engine.exhibits import FileRefused, KeptFile, keep
from engine.filetypes import HEIC, JPEG, PDF, PNG, WEBP
from engine.ids import new_id
from engine.machine import Compiled
from engine.office import Office
from engine.problems import Http
from engine.proposal import Proposal
from engine.settings import Installation
from engine.shield import Room, address_of
from engine.visitor import EXPIRED, office_of
from forms.pages.frame import posted, text_of
from forms.pages.intake import qr_code
from forms.pages.visit import is_ours, with_visit
from forms.render import FieldView, Typed, answers_from, fields_of, typed_from, typed_of

CONSENT, UNIT, PHOTOS = "consent", "unit", "photos"
MOST_PHOTOS = 6
LARGEST_BODY = 40_000_000
"""Bytes of one complaint with its photos: anybody may post it, so it is less than an officer may upload."""
UPLOADS = throttle.Limit(30, lock=timedelta(hours=1), memory=timedelta(hours=1))
ACCEPTED = (JPEG, PNG, WEBP, HEIC, PDF)
router = APIRouter()


def upload_rooms(installation: Installation) -> tuple[Room, ...]:
    """Where photos may be posted."""
    return (Room(re.compile(r"/complain"), min(LARGEST_BODY, installation.largest_upload)),)


@router.get("/complain")
def ask(request: Request) -> Response:
    """The questions."""
    _, proposal = _proposed(office_of(request))
    return _page(request, typed_of(proposal.form, {}), {})


@router.post("/complain")
async def send(request: Request) -> Response:
    """Keep the complaint and show its code, or show what is wrong with everything that was typed still there."""
    with disk_errors("上传"):
        data = await posted(request, files=MOST_PHOTOS)
    try:
        return await run_in_threadpool(_sent, request, data)
    finally:
        await data.close()


def _sent(request: Request, data: FormData) -> Response:
    office = office_of(request)
    compiled, proposal = _proposed(office)
    typed = typed_from(proposal.form, data)
    photos: tuple[KeptFile, ...] = ()
    kept = {name: text_of(data, name)[:200] for name in (CONSENT, UNIT, "request_id")}
    try:
        if not is_ours(request, data):
            raise NotAllowed(EXPIRED)
        photos = _photos_before(office, text_of(data, PHOTOS))
        photos, faults = _photos_now(request, office, data, photos)
        received = _received(request, office, compiled, proposal, typed, kept, photos, faults)
    except Refusal as refusal:
        return _page(request, typed, kept, refusal=refusal, photos=photos)
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


def _photos_before(office: Office, sealed: str) -> tuple[KeptFile, ...]:
    """The photos that an earlier try of the same page brought: a browser forgets which files were chosen."""
    if not sealed:
        return ()
    try:
        return tuple(KeptFile(**kept) for kept in read(office.vault.unseal(sealed)))
    except (ValueError, InvalidTag):
        raise NotAllowed(EXPIRED) from None


def _photos_now(
    request: Request, office: Office, data: FormData, before: tuple[KeptFile, ...]
) -> tuple[tuple[KeptFile, ...], list[FieldError]]:
    """Keep the photos that came with this try; those that cannot be are named, the others stay."""
    files = [f for f in data.getlist("files") if isinstance(f, UploadFile) and f.filename]
    if not files:
        return before, []
    address = address_of(request.scope, office.installation)
    throttle.admit(office, throttle.address_key("upload-from", address, UPLOADS))
    found, faults = {kept.sha256: kept for kept in before}, []
    for file in files:
        try:
            kept = keep(office, file.filename or "", file.file)
        except FileRefused as refused:
            faults.append(FieldError("files", "照片", refused.detail))
            continue
        if kept.media_type not in {kind.media_type for kind in ACCEPTED}:
            faults.append(FieldError("files", "照片", f"“{kept.name}”不是照片或者PDF，没有收下"))
        elif len(found) >= MOST_PHOTOS and kept.sha256 not in found:
            faults.append(FieldError("files", "照片", f"最多{MOST_PHOTOS}张，“{kept.name}”没有收下"))
        else:
            found[kept.sha256] = kept
    return tuple(found.values()), faults


def _received(
    request: Request,
    office: Office,
    compiled: Compiled,
    proposal: Proposal[Any],
    typed: Typed,
    kept: dict[str, str],
    photos: tuple[KeptFile, ...],
    faults: list[FieldError],
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
    wrong += faults
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
        files=photos,
    )


def _proposed(office: Office) -> tuple[Compiled, Proposal[Any]]:
    """What the public may propose here: one thing, to which some department belongs."""
    for compiled, proposal in submissions.proposals(office):
        if submissions.receivers(office, compiled):
            return compiled, proposal
    raise Http(404)


def _page(
    request: Request,
    typed: Typed,
    kept: dict[str, str],
    *,
    refusal: Refusal | None = None,
    photos: tuple[KeptFile, ...] = (),
) -> Response:
    office = office_of(request)
    compiled, proposal = _proposed(office)
    wrong = _in_order(proposal, refusal.fields if isinstance(refusal, InvalidForm) else ())
    fields = {field.name: field for field in fields_of(proposal.form, typed, errors=wrong)}
    context = {
        "proposal": proposal,
        "sections": _sections(proposal, fields),
        "units": submissions.receivers(office, compiled),
        "kept": {CONSENT: "", UNIT: "", **kept},
        "request_id": kept.get("request_id") or new_id(office.clocks.now()),
        "errors": wrong,
        "targets": _targets(wrong, fields),
        "photos": photos,
        "sealed_photos": office.vault.seal(canonical([asdict(kept) for kept in photos])) if photos else "",
        "most_photos": MOST_PHOTOS,
        "accept": ",".join(kind.media_type for kind in ACCEPTED),
        "wrong": {CONSENT: "", UNIT: "", "files": "", **{error.field: error.message for error in wrong}},
        "refusal": None if wrong else refusal,
        "reasons": (),
    }
    return with_visit(request, "complain.html", context, status=refusal.status if refusal else 200)


def _sections(proposal: Proposal[Any], fields: dict[str, FieldView]) -> list[tuple[str, list[FieldView]]]:
    return [(heading, [fields[name] for name in names]) for heading, names in _parts(proposal)]


def _parts(proposal: Proposal[Any]) -> Sequence[tuple[str, Sequence[str]]]:
    return proposal.sections or ((proposal.label, tuple(proposal.form.model_fields)),)


def _in_order(proposal: Proposal[Any], wrong: tuple[FieldError, ...]) -> tuple[FieldError, ...]:
    """What is wrong in the order in which the page asks for it; the photos end its first part."""
    asked = [(*names, *(() if n else ("files",))) for n, (_, names) in enumerate(_parts(proposal))]
    order = {name: n for n, name in enumerate((*(name for names in asked for name in names), UNIT, CONSENT))}
    return tuple(sorted(wrong, key=lambda error: order.get(error.field.partition(".")[0], len(order))))


def _targets(wrong: Iterable[FieldError], fields: dict[str, FieldView]) -> dict[str, str]:
    return {e.field: fields[e.field].id if e.field in fields else f"f-{e.field}" if e.field else "main" for e in wrong}
