"""Evidence files (证据材料): the list with its hashes, upload, preview, download and withdrawal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from engine import exhibits, readlog
from engine import queries as q
from engine.api import CASE_ID
from engine.archive import disk_errors
from engine.database import Tx
from engine.errors import FieldError, InvalidForm, NotAllowed, NotFound, Reason, Refusal
from engine.exhibits import Exhibit, ExhibitKind, megabytes
from engine.filetypes import PDF, TEXT, TYPES
from engine.permissions import may_file
from engine.queries.detail import MISSING
from engine.settings import Installation
from engine.shield import Room
from engine.view import CaseView, Header
from engine.visitor import Visitor, office_of
from forms.pages.frame import Who, posted, redirect, render, text_of

MOST_FILES = 20
EXHIBIT_ID = re.compile(r"[0-9a-z]{26}-\d{5}")
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; style-src 'unsafe-inline'; sandbox"
# Chromium shows no PDF in a sandbox; its own viewer keeps the file from the page's origin.
PDF_POLICY = "default-src 'none'; frame-ancestors 'none'; style-src 'unsafe-inline'; object-src 'self'"
LONGEST_PREVIEW = 20_000
ACCEPT = ",".join(sorted({f".{t.ending}" for t in TYPES.values()} | {".jpeg", ".heif"}))
router = APIRouter()


def upload_rooms(installation: Installation) -> tuple[Room, ...]:
    """Where files may be posted."""
    return (Room(re.compile(r"/cases/[0-9a-z]{26}/exhibits"), installation.largest_upload),)


@router.get("/cases/{case_id}/exhibits")
def exhibits_page(
    request: Request, who: Who, case_id: str, added: Annotated[int, Query(ge=0, le=MOST_FILES)] = 0
) -> Response:
    """All evidence of a case, and the form to add to it."""
    return _page(request, who, case_id, added=added)


@router.post("/cases/{case_id}/exhibits")
async def upload(request: Request, who: Who, case_id: str) -> Response:
    """Register the files that can be; for each of the others say why not."""
    # Asked before the first byte of a file is read.
    await run_in_threadpool(_must_file, request, who, case_id)
    with disk_errors("上传"):
        data = await posted(request, who, files=MOST_FILES)
    try:
        added, refusals = await run_in_threadpool(_register, request, who, case_id, data)
        if refusals:
            return await run_in_threadpool(_page, request, who, case_id, added=added, refusals=refusals, typed=data)
    finally:
        await data.close()
    return redirect(f"/cases/{case_id}/exhibits?added={added}#list")


def _register(request: Request, who: Visitor, case_id: str, data: FormData) -> tuple[int, list[Refusal]]:
    office = office_of(request)
    kind = text_of(data, "kind")
    said = Exhibit(
        text_of(data, "label"),
        ExhibitKind(kind) if kind in set(ExhibitKind) else ExhibitKind.DOCUMENT,
        text_of(data, "source"),
    )
    files = [f for f in data.getlist("files") if isinstance(f, UploadFile) and f.filename]
    refusals: list[Refusal] = []
    if not files:
        refusals.append(InvalidForm((FieldError("files", "文件", "请选择文件，或者用手机拍照"),)))
    added = 0
    for file in files:
        try:
            kept = exhibits.keep(office, file.filename or "", file.file)
            exhibits.register(office, who.actor, case_id, kept, said)
            added += 1
        except (NotFound, NotAllowed):
            raise
        except Refusal as refusal:
            refusals.append(refusal)
    return added, refusals


@router.get("/exhibits/{exhibit_id}")
def preview(request: Request, who: Who, exhibit_id: str) -> Response:
    """One exhibit: the picture or the text itself, or why it is only for download; its hashes, and its neighbours."""
    return _preview(request, who, exhibit_id)


@router.get("/exhibits/{exhibit_id}/file")
def download(
    request: Request, who: Who, exhibit_id: str, show: Annotated[str, Query(max_length=1, pattern="^1?$")] = ""
) -> Response:
    """The stored bytes, through the policy and into the read log: as a file, or pictures and PDFs to look at."""
    exhibit, data = _opened(request, who, exhibit_id, "view_exhibit" if show else "download_exhibit")
    inline = bool(show) and (exhibit.type.shown or exhibit.type is PDF)
    ending = "." + exhibit.type.ending
    name = quote(f"证据{exhibit.number}-{exhibit.name}".removesuffix(ending) + ending)
    disposition = "inline" if inline else "attachment"
    file = f"exhibit-{exhibit.number}{ending}"
    return Response(
        data,
        media_type=exhibit.type.media_type,
        headers={
            "Content-Disposition": f"{disposition}; filename=\"{file}\"; filename*=UTF-8''{name}",
            "Content-Security-Policy": PDF_POLICY if inline and exhibit.type is PDF else FILE_POLICY,
        },
    )


@router.post("/exhibits/{exhibit_id}/withdraw")
async def withdraw(request: Request, who: Who, exhibit_id: str) -> Response:
    """Mark an exhibit as withdrawn, with a reason."""
    data = await posted(request, who)
    return await run_in_threadpool(_withdraw, request, who, exhibit_id, text_of(data, "reason"))


def _withdraw(request: Request, who: Visitor, exhibit_id: str, reason: str) -> Response:
    try:
        case_id = exhibits.withdraw(office_of(request), who.actor, _known(exhibit_id), reason)
    except InvalidForm as refusal:
        return _preview(request, who, exhibit_id, refusal=refusal, reason=reason)
    return redirect(f"/cases/{case_id}/exhibits#list")


def _preview(
    request: Request, who: Visitor, exhibit_id: str, *, refusal: InvalidForm | None = None, reason: str = ""
) -> Response:
    office = office_of(request)
    with office.database.read() as tx:
        exhibit = q.open_exhibit(office, tx, who.actor, _known(exhibit_id))
        header = q.find_case(office, tx, who.actor, exhibit.case_id)
        others = q.exhibits_of(office, tx, office.directory(tx), exhibit.case_id)
        against = _against(request, who, tx, header)
    text = ""
    if exhibit.type is TEXT:
        text = _decoded(_opened(request, who, exhibit_id, "view_exhibit")[1])[:LONGEST_PREVIEW]
    elif not exhibit.type.shown:  # a picture is noted when it is fetched
        with office.database.write() as tx:
            readlog.record(tx, office, who.actor.id, "view_exhibit", exhibit.id)
    place = next(n for n, other in enumerate(others) if other.id == exhibit.id)
    context = {
        "case": header,
        "exhibit": exhibit,
        "text": text,
        "pdf": exhibit.type is PDF,
        "before": others[place - 1] if place else None,
        "after": others[place + 1] if place + 1 < len(others) else None,
        "against": against,
        "problem": refusal.fields[0].message if refusal else "",
        "reason": reason,
    }
    return render(request, "exhibit.html", context, who=who, status=refusal.status if refusal else 200)


def _opened(request: Request, who: Visitor, exhibit_id: str, act: str) -> tuple[q.ExhibitView, bytes]:
    office = office_of(request)
    with office.database.read() as tx:
        exhibit = q.open_exhibit(office, tx, who.actor, _known(exhibit_id))
    data = office.blobs.get(exhibit.sha256)
    with office.database.write() as tx:
        readlog.record(tx, office, who.actor.id, act, exhibit.id)
    return exhibit, data


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _known(exhibit_id: str) -> str:
    if not EXHIBIT_ID.fullmatch(exhibit_id):
        raise NotFound(exhibits.MISSING)
    return exhibit_id


def _must_file(request: Request, who: Visitor, case_id: str) -> None:
    if not CASE_ID.fullmatch(case_id):
        raise NotFound(MISSING)
    with office_of(request).database.read() as tx:
        header = q.find_case(office_of(request), tx, who.actor, case_id)
        against = _against(request, who, tx, header)
    if against:
        raise NotAllowed("；".join(reason.text for reason in against), tuple(against))


def _against(request: Request, who: Visitor, tx: Tx, header: Header) -> list[Reason]:
    office = office_of(request)
    return may_file(who.actor, CaseView(header, office.surroundings(office.directory(tx), header.jurisdiction)))


def _page(
    request: Request,
    who: Visitor,
    case_id: str,
    *,
    added: int = 0,
    refusals: Sequence[Refusal] = (),
    typed: FormData | None = None,
) -> Response:
    office = office_of(request)
    if not CASE_ID.fullmatch(case_id):
        raise NotFound(MISSING)
    with office.database.read() as tx:
        header = q.find_case(office, tx, who.actor, case_id)
        names = q.person_names(office, header, office.registry.pinned(header.type_digest))
        context = {
            "case": header,
            "exhibits": q.exhibits_of(office, tx, office.directory(tx), case_id, names),
            "against": _against(request, who, tx, header),
        }
    context |= {
        "kinds": list(ExhibitKind),
        "added": added,
        "refusals": refusals,
        "typed": {name: text_of(typed, name) for name in ("label", "kind", "source")} if typed else {},
        "largest_file": office.installation.largest_file,
        "largest_upload": office.installation.largest_upload,
        "limits": f"单个文件不超过{megabytes(office.installation.largest_file)}，一次最多{MOST_FILES}个",
        "most": MOST_FILES,
        "accept": ACCEPT,
    }
    status = max((refusal.status for refusal in refusals), default=200)
    return render(request, "exhibits.html", context, who=who, status=status)
