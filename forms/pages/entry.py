"""Signing in and out, the first run of an installation, and changing one's password."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from engine import accounts, firstrun, sessions
from engine.errors import FieldError, InvalidForm, NotFound, Refusal
from engine.office import Office
from engine.shield import address_of
from engine.visitor import Visitor, anybody_of, drop_cookie, office_of, set_cookie
from forms.pages.frame import local_path, posted, redirect, render, text_of
from forms.pages.visit import before_session, with_visit

ADMINISTRATORS = (
    ("system_administrator", "系统管理员", "管理单位、账户、参数和系统运行"),
    ("security_administrator", "安全管理员", "授予和结束角色，停用和启用账户"),
    ("auditor", "审计员", "查看操作和查阅的留痕"),
)
JURISDICTION = re.compile(r"[1-9]\d{5}")
Anybody = Annotated[Visitor, Depends(anybody_of)]
router = APIRouter()


@router.get("/login")
def log_in_page(request: Request) -> Response:
    """The form for signing in; on the first run the form for setting up."""
    if not accounts.has_accounts(office_of(request)):
        return redirect("/setup")
    return with_visit(request, "login.html", {"login": "", "problem": "", "next": request.query_params.get("next", "")})


@router.post("/login")
async def log_in(request: Request) -> Response:
    """Sign in."""
    data = await before_session(request)
    office = office_of(request)
    login, password = text_of(data, "login"), text_of(data, "password")
    address = address_of(request.scope, office.installation)
    try:
        started = await run_in_threadpool(_start, office, login, password, address)
    except Refusal as refusal:
        context = {"login": login, "problem": refusal.detail, "next": text_of(data, "next")}
        return with_visit(request, "login.html", context, refusal.status)
    response = redirect(local_path(text_of(data, "next") or "/"))
    set_cookie(request, response, started.token)
    return response


def _start(office: Office, login: str, password: str, address: str) -> sessions.Started:
    return sessions.start(office, accounts.log_in(office, login, password, address))


@router.post("/logout")
async def log_out(request: Request, who: Anybody) -> Response:
    """Sign out; the session ends on the server too."""
    await posted(request, who)
    await run_in_threadpool(sessions.end, office_of(request), who.token)
    response = redirect("/login")
    drop_cookie(request, response)
    return response


@router.get("/setup")
def setup_page(request: Request) -> Response:
    """The first run: the county's department and the three administrators."""
    return _setup(request, {}, ())


@router.post("/setup")
async def set_up(request: Request) -> Response:
    """Make the first department and the three administrators."""
    data = await before_session(request)
    typed = {key: value for key, value in data.items() if isinstance(value, str)}
    try:
        await run_in_threadpool(_make_first, office_of(request), typed)
    except InvalidForm as refusal:
        return _setup(request, typed, refusal.fields, refusal.status)
    return redirect("/login")


def _setup(request: Request, typed: dict[str, str], fields: tuple[FieldError, ...], status: int = 200) -> Response:
    office = office_of(request)
    if accounts.has_accounts(office):
        raise NotFound("系统已经完成首次设置，请登录")
    agencies = {c.case_type.agency.code: c.case_type.agency.label for c in office.registry}
    context = {
        "typed": typed,
        "fields": fields,
        "wrong": {f.field: f.message for f in fields},
        "agencies": agencies,
        "administrators": ADMINISTRATORS,
    }
    return with_visit(request, "setup.html", context, status)


def _make_first(office: Office, typed: dict[str, str]) -> None:
    if accounts.has_accounts(office):
        raise NotFound("系统已经完成首次设置，请登录")
    wrong = _faults(office, typed)
    if wrong:
        raise InvalidForm(tuple(wrong))
    unit = f"{typed['agency']}-{typed['jurisdiction']}"
    if unit not in office.current_directory().units:  # it is there when an earlier attempt was cut off
        accounts.create_unit(
            office,
            id=unit,
            agency=typed["agency"],
            name=typed["unit_name"].strip(),
            short_name=typed["short_name"].strip(),
            jurisdiction=typed["jurisdiction"],
            address=typed.get("address", "").strip(),
            phone=typed.get("phone", "").strip(),
        )
    for role, _, _ in ADMINISTRATORS:
        accounts.create_account(
            office,
            login=typed[f"{role}.login"].strip(),
            name=typed[f"{role}.name"].strip(),
            unit_id=unit,
            password=typed[f"{role}.password"],
            roles=[role],
        )


def _faults(office: Office, typed: dict[str, str]) -> list[FieldError]:
    """Everything that is wrong, before anything is written."""
    labels = {
        "code": "首次设置口令",
        "unit_name": "单位全称",
        "short_name": "单位简称",
        "jurisdiction": "行政区划代码",
        "agency": "单位类别",
    }
    for role, label, _ in ADMINISTRATORS:
        labels |= {
            f"{role}.name": f"{label}的姓名",
            f"{role}.login": f"{label}的账号",
            f"{role}.password": f"{label}的密码",
        }
    wrong = [FieldError(n, label, "必须填写") for n, label in labels.items() if not typed.get(n, "").strip()]
    given = {name for name, _ in labels.items() if typed.get(name, "").strip()}
    if "code" in given and not firstrun.accepts(office, typed["code"]):
        wrong.append(FieldError("code", "首次设置口令", "口令不对，请看运行本系统的终端窗口上显示的口令"))
    if "jurisdiction" in given and not JURISDICTION.fullmatch(typed["jurisdiction"]):
        wrong.append(FieldError("jurisdiction", "行政区划代码", "应当是6位数字，例如530523"))
    if "agency" in given and typed["agency"] not in {c.case_type.agency.code for c in office.registry}:
        wrong.append(FieldError("agency", "单位类别", "请从列出的单位类别中选一个"))
    logins = [accounts.normal_login(typed.get(f"{role}.login", "")) for role, _, _ in ADMINISTRATORS]
    for n, (role, label, _) in enumerate(ADMINISTRATORS):
        if logins[n] and logins[n] in logins[:n]:
            wrong.append(FieldError(f"{role}.login", f"{label}的账号", "三个管理员不能共用一个账号"))
        faults = accounts.login_faults(logins[n]) if logins[n] else []
        wrong += [FieldError(f"{role}.login", f"{label}的账号", fault.message) for fault in faults]
        password = typed.get(f"{role}.password", "")
        faults = accounts.password_faults(password, logins[n]) if password else []
        wrong += [FieldError(f"{role}.password", f"{label}的密码", fault.message) for fault in faults]
    order = list(labels)
    return sorted(wrong, key=lambda error: order.index(error.field))


@router.get("/password")
def password_page(request: Request, who: Anybody) -> Response:
    """The form for a new password."""
    return _password_page(request, who)


@router.post("/password")
async def change_password(request: Request, who: Anybody) -> Response:
    """Change one's own password."""
    data = await posted(request, who)
    old, new, again = (text_of(data, name) for name in ("old", "password", "again"))
    try:
        if new != again:
            raise InvalidForm((FieldError("again", "再输一次新密码", "两次输入的不一样"),))
        await run_in_threadpool(_change, office_of(request), who, old, new)
    except Refusal as refusal:
        return await run_in_threadpool(_password_page, request, who, refusal)
    return render(request, "password.html", {"refusal": None, "errors": (), "wrong": {}, "done": True}, who=who)


def _password_page(request: Request, who: Visitor, refusal: Refusal | None = None) -> Response:
    errors = refusal.fields if isinstance(refusal, InvalidForm) else ()
    wrong: dict[str, str] = {}
    for error in errors:
        wrong[error.field] = "；".join(filter(None, (wrong.get(error.field), error.message)))
    context = {"refusal": None if errors else refusal, "errors": errors, "wrong": wrong, "done": False}
    return render(request, "password.html", context, who=who, status=refusal.status if refusal else 200)


def _change(office: Office, who: Visitor, old: str, new: str) -> None:
    accounts.change_password(office, who.actor.id, old, new, keep=who.token)
