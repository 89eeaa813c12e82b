"""The verbs of the kernel over HTTP, under `/api`: the same refusals, the same policy, one writer."""

from __future__ import annotations

import re
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Header, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from engine import accounts, readlog, sessions, store, tracking
from engine import queries as q
from engine.apimodels import LogIn, OpenCase, Problem, Search, SignedIn, Taken, TakeStep, Tracking
from engine.cases import Answer, Command
from engine.errors import FieldError, InvalidForm, NotFound
from engine.machine import describe
from engine.office import Office
from engine.queries.detail import MISSING
from engine.shield import address_of
from engine.view import CaseView
from engine.visitor import CSRF_HEADER, Visitor, drop_cookie, set_cookie, visitor_of
from engine.writer import Writer

CASE_ID = re.compile(r"[0-9a-z]{26}")
PAPER_ID = re.compile(r"[0-9a-z]{26}-\d{5}-\d{1,3}")
REQUEST_ID = re.compile(r"[\x21-\x7e]{1,200}")
VERSION = re.compile(r'(?:W/)?"?(\d{1,9})"?')
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": words}
    for status, words in {
        400: "请求无法读取",
        401: "没有登录",
        403: "无权办理",
        404: "没有找到",
        409: "案件已有变化",
        413: "内容太大",
        422: "填写有误或者条件不满足",
        503: "系统尚未就绪",
    }.items()
}
Who = Annotated[Visitor, Depends(visitor_of)]
Idempotent = Annotated[str, Header(alias="Idempotency-Key", description="请求编号，每次操作一个，重试时不变")]


def changing(request: Request, who: Who) -> Visitor:
    """The signed-in person of a change: what a cookie vouches for needs the session's own token."""
    who.check(request.headers.get(CSRF_HEADER, ""))
    return who


Changer = Annotated[Visitor, Depends(changing)]


def router(office: Office, writer: Writer) -> APIRouter:  # noqa: C901 - a list of verbs, each a few lines
    """The routes of the API."""
    api = APIRouter(prefix="/api", responses=PROBLEMS)

    @api.post("/session", tags=["登录"], summary="登录")
    async def sign_in(request: Request, response: Response, body: LogIn) -> SignedIn:
        started, actor = await run_in_threadpool(_sign_in, office, request, body)
        set_cookie(request, response, started.token)
        return SignedIn(
            token=started.token,
            csrf=started.csrf,
            account=actor.id,
            name=actor.name,
            unit=actor.unit.name,
            roles=sorted(actor.roles),
        )

    @api.delete("/session", tags=["登录"], summary="退出", status_code=204)
    async def sign_out(request: Request, who: Changer) -> Response:
        await run_in_threadpool(sessions.end, office, who.token)
        response = Response(status_code=204)
        drop_cookie(request, response)
        return response

    @api.get("/case-types", tags=["案件类型"], summary="有哪些案件类型")
    async def case_types(_: Who) -> list[dict[str, Any]]:
        return [describe(compiled) for compiled in office.registry]

    @api.get("/case-types/{code}", tags=["案件类型"], summary="一种案件类型的阶段、步骤和依据")
    async def case_type(code: str, _: Who) -> dict[str, Any]:
        return describe(office.registry.get(code))

    @api.get("/cases", tags=["案件"], summary="案件列表，按最近的期限排列")
    async def list_cases(
        who: Who,
        case_type: Annotated[str, Query(max_length=60, pattern=r"^\w*$")] = "",
        stage: Annotated[str, Query(max_length=60, pattern=r"^\w*$")] = "",
        is_open: bool | None = None,
        after: Annotated[str, Query(max_length=60)] = "",
        limit: Annotated[int, Query(ge=1, le=100)] = 50,
    ) -> q.Page:
        return await run_in_threadpool(_list, office, who, q.Filter(case_type, stage, is_open), after, limit)

    @api.post("/cases/search", tags=["案件"], summary="查找案件")
    async def search(who: Changer, body: Search) -> q.Page:
        wanted = q.Filter(is_open=body.is_open, text=body.text)
        return await run_in_threadpool(search_cases, office, who, wanted, body.after, 50)

    @api.post("/cases", tags=["案件"], summary="登记一件案件", status_code=201)
    async def open_case(who: Changer, body: OpenCase, idempotency_key: Idempotent) -> Taken:
        compiled = office.registry.get(body.case_type)
        step = body.step or next((n for n, s in compiled.openings.items() if not s.automatic), "")
        command = Command(who.actor, step, body.answers, _key(idempotency_key), case_type=body.case_type)
        answer = await writer.take(command)
        return await run_in_threadpool(_taken, office, answer, opened=True)

    @api.get("/cases/{case_id}", tags=["案件"], summary="一件案件的全部情况")
    async def get_case(case_id: str, who: Who, response: Response) -> q.CasePage:
        page = await run_in_threadpool(_case, office, who, case_id)
        response.headers["ETag"] = f'"{page.case.version}"'
        return page

    @api.get("/cases/{case_id}/steps", tags=["案件"], summary="能办和不能办的步骤，以及原因")
    async def get_steps(case_id: str, who: Who) -> list[q.StepView]:
        return await run_in_threadpool(_steps, office, who, case_id)

    @api.post("/cases/{case_id}/steps/{step}", tags=["案件"], summary="办理一个步骤")
    async def take(
        case_id: str,
        step: str,
        who: Changer,
        body: TakeStep,
        idempotency_key: Idempotent,
        if_match: Annotated[str, Header(description="版本，与正文里的version任选其一")] = "",
    ) -> Taken:
        version = body.version if body.version is not None else _version(if_match)
        command = Command(
            who.actor, _step_name(step), body.answers, _key(idempotency_key), _case_id(case_id), version=version
        )
        return await run_in_threadpool(_taken, office, await writer.take(command), opened=False)

    @api.get("/inbox", tags=["移交"], summary="收到的移交")
    async def inbox(
        who: Who,
        group: Annotated[str, Query(pattern="^(waiting|running|done)$")] = "waiting",
        after: Annotated[str, Query(max_length=60, pattern=r"^[0-9a-z-]*$")] = "",
    ) -> q.Inbox:
        return await run_in_threadpool(_inbox, office, who, group, after)

    @api.get(
        "/papers/{paper_id}",
        tags=["文书"],
        summary="下载文书",
        response_class=Response,
        responses={200: {"content": {"application/pdf": {}}}},
    )
    async def paper(paper_id: str, who: Who) -> Response:
        return await run_in_threadpool(download, office, who, paper_id)

    @api.post("/track", tags=["公众"], summary="凭查询码查询进度")
    async def track(request: Request, body: Tracking) -> q.PublicStory:
        address = address_of(request.scope, office.installation)
        _, found = await run_in_threadpool(follow, office, body.code, body.tail, address)
        return found

    return api


def _sign_in(office: Office, request: Request, body: LogIn) -> tuple[Any, Any]:
    address = address_of(request.scope, office.installation)
    account = accounts.log_in(office, body.login, body.password, address)
    actor = office.actor(account)
    return sessions.start(office, account), actor


def _list(office: Office, who: Visitor, wanted: q.Filter, after: str, limit: int) -> q.Page:
    with office.database.read() as tx:
        return q.list_cases(office, tx, who.actor, wanted, after=after, limit=limit)


def search_cases(office: Office, who: Visitor, wanted: q.Filter, after: str, limit: int) -> q.Page:
    """Search; asking for a person by number is noted in the read log, without the number."""
    found = _list(office, who, wanted, after, limit)
    if q.is_identity_number(wanted.text):
        with office.database.write() as tx:
            readlog.record(tx, office, who.actor.id, "search_number", f"{len(found.lines)}件")
    return found


def _case(office: Office, who: Visitor, case_id: str) -> q.CasePage:
    with office.database.read() as tx:
        return q.case_page(office, tx, who.actor, _case_id(case_id))


def _steps(office: Office, who: Visitor, case_id: str) -> list[q.StepView]:
    with office.database.read() as tx:
        header = q.find_case(office, tx, who.actor, _case_id(case_id))
        return q.steps_of(office, tx, header, who.actor)


def _inbox(office: Office, who: Visitor, group: str, after: str) -> q.Inbox:
    with office.database.read() as tx:
        return q.inbox(office, tx, who.actor, group, after=after)


def _taken(office: Office, answer: Answer, *, opened: bool) -> Taken:
    code = None
    with office.database.read() as tx:
        header = store.load(tx, office.database, answer.case_id, lock=False)
        if header is None:
            raise NotFound(MISSING)
        if opened:
            around = office.surroundings(office.directory(tx), header.jurisdiction)
            code = CaseView(header, around).tracking_code
    stages = office.registry.pinned(header.type_digest).stages
    return Taken(
        case_id=answer.case_id,
        number=answer.number,
        stage=answer.stage,
        stage_label=stages[answer.stage].label,
        version=answer.version,
        papers=list(answer.papers),
        deadlines=list(answer.deadlines),
        repeated=answer.repeated,
        tracking_code=code,
    )


def download(office: Office, who: Visitor, paper_id: str) -> Response:
    """A paper's stored bytes, noted in the read log; raises NotFound also while it is being rendered."""
    if not PAPER_ID.fullmatch(paper_id):
        raise NotFound("没有找到这份文书，或者您无权查看")
    with office.database.read() as tx:
        paper = q.open_paper(office, tx, who.actor, paper_id)
    if paper.sha256 is None:
        raise NotFound("这份文书正在生成，请过几秒再打开")
    data = office.blobs.get(paper.sha256)
    with office.database.write() as tx:
        readlog.record(tx, office, who.actor.id, "download_paper", paper.id)
    return Response(
        data,
        media_type="application/pdf",
        headers={
            "Content-Disposition": f"inline; filename=\"{paper.code}.pdf\"; filename*=UTF-8''{_file_name(paper)}",
            "Content-Security-Policy": "default-src 'none'",
        },
    )


def _file_name(paper: q.Paper) -> str:
    return quote(f"{paper.label}{paper.number or ''}.pdf")


def follow(office: Office, code: str, tail: str, address: str) -> tuple[str, q.PublicStory]:
    """The story behind a tracking code, with its id; every miss is the same NotFound."""
    story = tracking.find_story(office, code, tail, address)
    found = told_story(office, story) if story is not None else None
    if story is None or found is None:
        raise NotFound("没有查到。请核对查询码和身份证号码后四位，或者拨打回执上的电话")
    return story, found


def told_story(office: Office, story: str) -> q.PublicStory | None:
    """What may be told of a story whose code was checked; None where there is nothing to tell."""
    with office.database.read() as tx:
        return q.public_story(office, tx, story) or q.public_submission(office, tx, story)


def _case_id(text: str) -> str:
    if not CASE_ID.fullmatch(text):
        raise NotFound(MISSING)
    return text


def _step_name(text: str) -> str:
    if not text.isidentifier() or not text.isascii():
        raise NotFound("没有这个步骤")
    return text


def _key(text: str) -> str:
    if not REQUEST_ID.fullmatch(text):
        raise InvalidForm((FieldError("Idempotency-Key", "请求编号", "应当是1到200个英文字母、数字或者符号"),))
    return text


def _version(text: str) -> int:
    found = VERSION.fullmatch(text.strip())
    if found is None:
        raise InvalidForm((FieldError("version", "版本", "必须填写：读取案件时得到的版本，写在正文或者If-Match里"),))
    return int(found[1])
