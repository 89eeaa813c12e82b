"""Return files (回盘): upload, look at what each line was matched with, assign or dismiss the rest, confirm once."""

from __future__ import annotations

import re

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from engine import returns
from engine.errors import FieldError, InvalidForm, NotAllowed, NotFound
from engine.office import Office
from engine.return_matching import KEYS, Target
from engine.visitor import Visitor, office_of
from forms.pages.frame import Who, posted, redirect, render, text_of
from forms.return_sheet import read_returns

IDENTITY = re.compile(r"[0-9a-z]{26}")
LINE = re.compile(r"[0-9]{1,6}")
HEADS = {name: heads[0] for name, heads in KEYS.items()}
router = APIRouter()


@router.get("/returns")
def return_files(request: Request, who: Who) -> Response:
    """The files, and all lines that wait for a person."""
    return _files(request, who)


@router.post("/returns")
async def upload(request: Request, who: Who) -> Response:
    """Keep a file and match its lines."""
    data = await posted(request, who, files=1)
    try:
        file = data.get("file")
        body = await file.read() if isinstance(file, UploadFile) else b""
        name = (file.filename or "") if isinstance(file, UploadFile) else ""
        identity, fresh = await run_in_threadpool(_keep, office_of(request), who, data, name, body)
    except InvalidForm as refusal:
        return await run_in_threadpool(_files, request, who, refusal)
    finally:
        await data.close()
    return redirect(f"/returns/{identity}" + ("" if fresh else "?known=1"))


def _keep(office: Office, who: Visitor, data: FormData, name: str, body: bytes) -> tuple[str, bool]:
    case_type, _, step = text_of(data, "target").partition(" ")
    target = returns.target_of(office, who.actor, case_type, step)
    if not body:
        raise InvalidForm((FieldError("file", "回盘文件", "请选择一个Excel文件"),))
    with office.database.read() as tx:
        before = {each.id for each in returns.files_of(office, tx, who.actor)}
    lines = read_returns(body, target.step.returns)
    identity = returns.keep_file(office, who.actor, target, name, body, lines)
    return identity, identity not in before


@router.get("/returns/{file_id}")
def return_file(request: Request, who: Who, file_id: str) -> Response:
    """One file: every line with its case and its state."""
    return _file(request, who, file_id)


@router.post("/returns/{file_id}/confirm")
async def confirm(request: Request, who: Who, file_id: str) -> Response:
    """Take the step of every matched line."""
    await posted(request, who)
    taken, refused = await run_in_threadpool(returns.confirm, office_of(request), who.actor, _known(file_id))
    return redirect(f"/returns/{file_id}?taken={taken}&refused={refused}")


@router.post("/returns/{file_id}/lines/{line}")
async def settle(request: Request, who: Who, file_id: str, line: str) -> Response:
    """Assign a waiting line to a case, or dismiss it."""
    data = await posted(request, who)
    try:
        await run_in_threadpool(_settle, office_of(request), who, _known(file_id), line, data)
    except InvalidForm as refusal:
        return await run_in_threadpool(_file, request, who, file_id, refusal, line, data)
    return redirect(f"/returns/{file_id}?settled={line}#line-{line}")


def _settle(office: Office, who: Visitor, file_id: str, line: str, data: FormData) -> None:
    if not LINE.fullmatch(line):
        raise NotFound("没有这一行")
    if text_of(data, "do") == "assign":
        returns.assign(office, who.actor, file_id, int(line), text_of(data, "number"))
    else:
        returns.dismiss(office, who.actor, file_id, int(line), text_of(data, "reason"))


def _known(file_id: str) -> str:
    if not IDENTITY.fullmatch(file_id):
        raise NotFound("没有这个回盘文件")
    return file_id


def _targets(office: Office, who: Visitor) -> list[Target]:
    found = returns.targets(office, who.actor)
    if not found:
        raise NotAllowed("回盘由登记入库的人员办理，您的角色没有可以用回盘文件办理的步骤")
    return found


def _files(request: Request, who: Visitor, refusal: InvalidForm | None = None) -> Response:
    office = office_of(request)
    targets = _targets(office, who)
    with office.database.read() as tx:
        files = returns.files_of(office, tx, who.actor)
        waiting = returns.lines_of(office, tx, who.actor, waiting=True)
    context = {
        "targets": targets,
        "files": files,
        "waiting": waiting,
        "heads": _heads(targets),
        "problem": refusal.fields[0].message if refusal else "",
        "keys": KEYS,
    }
    return render(request, "returns.html", context, who=who, status=refusal.status if refusal else 200)


def _file(
    request: Request,
    who: Visitor,
    file_id: str,
    refusal: InvalidForm | None = None,
    line: str = "",
    data: FormData | None = None,
) -> Response:
    office = office_of(request)
    targets = _targets(office, who)
    with office.database.read() as tx:
        found = returns.file_view(office, tx, who.actor, _known(file_id))
        lines = returns.lines_of(office, tx, who.actor, file_id)
    told = request.query_params
    context = {
        "file": found,
        "lines": lines,
        "heads": _heads(targets),
        "states": returns.LineState,
        "open": returns.OPEN,
        "known": "known" in told,
        "taken": told.get("taken", "") if told.get("taken", "").isdecimal() else "",
        "refused": told.get("refused", "") if told.get("refused", "").isdecimal() else "",
        "wrong": {int(line): refusal.fields[0]} if refusal and LINE.fullmatch(line) else {},
        "typed": {name: text_of(data, name) for name in ("number", "reason")} if data is not None else {},
    }
    return render(request, "return_file.html", context, who=who, status=refusal.status if refusal else 200)


def _heads(targets: list[Target]) -> dict[str, str]:
    """The cells' headings by field."""
    own = {column.field: column.heads[0] for target in targets for column in target.step.returns}
    return {**HEADS, **own}
