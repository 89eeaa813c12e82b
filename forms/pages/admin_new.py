"""A new department (单位) and a new account (账户) with its first password."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from engine import accounts
from engine import queries as q
from engine.errors import FieldError, InvalidForm
from engine.office import Office
from engine.passwords import made_up
from engine.separation import must_hold
from engine.visitor import Visitor, office_of
from forms.pages.admin_access import ACCOUNTS, SYSTEM_ADMINISTRATOR, admit
from forms.pages.admin_fields import DAY_HINT, Draft, draft_of
from forms.pages.frame import Who, posted, redirect, render
from forms.render import FieldView, Kind, Option

UNIT, ACCOUNT = "unit", "account"
CHOICE_HINT = "留空则由系统生成，只显示一次；自己定的至少8位，大写字母、小写字母、数字、符号中至少三类"
router = APIRouter()


@router.get("/accounts/new/unit")
def unit_page(request: Request, who: Who) -> Response:
    """The form for a new department."""
    return _unit_page(request, who, Draft())


@router.post("/accounts/new/unit")
async def make_unit(request: Request, who: Who) -> Response:
    """Make a department."""
    draft = draft_of(await posted(request, who), UNIT)
    try:
        await run_in_threadpool(_make_unit, office_of(request), who, draft)
    except InvalidForm as refusal:
        return await run_in_threadpool(_unit_page, request, who, draft.refused(refusal), refusal.status)
    return redirect("/accounts?done=unit")


def _make_unit(office: Office, who: Visitor, draft: Draft) -> None:
    _must_be_system_administrator(office, who)
    draft.needed(id="单位代码", agency="单位类别", name="单位全称", short_name="单位简称", jurisdiction="行政区划代码")
    typed = {name: draft.typed.get(name, "").strip() for name in ("id", "agency", "name", "short_name", "jurisdiction")}
    if typed["agency"] not in _agencies(office):
        raise InvalidForm((FieldError("agency", "单位类别", "请从列出的单位类别中选一个"),))
    accounts.create_unit(
        office,
        **typed,
        address=draft.typed.get("address", "").strip(),
        phone=draft.typed.get("phone", "").strip(),
        by=who.actor.id,
    )


def _unit_page(request: Request, who: Visitor, draft: Draft, status: int = 200) -> Response:
    office = office_of(request)
    _must_be_system_administrator(office, who)
    options = tuple(Option(code, label) for code, label in _agencies(office).items())
    fields = [
        draft.view(UNIT, "name", "单位全称", hint="例如：龙陵县人力资源和社会保障局"),
        draft.view(UNIT, "short_name", "单位简称", hint="用在案号和文号里，例如：龙人社"),
        draft.view(UNIT, "id", "单位代码", hint="自己起，用小写字母、数字和短横，例如：hrss-530523；以后不能改"),
        draft.view(
            UNIT,
            "jurisdiction",
            "行政区划代码",
            hint="6位数字，例如：530523；要在您的辖区内",
            value=who.actor.unit.jurisdiction,
        ),
        draft.view(UNIT, "agency", "单位类别", Kind.CHOICE, options=options),
        draft.view(UNIT, "phone", "对外联系电话", Kind.PHONE, hint="印在文书和进度查询页上", required=False),
        draft.view(UNIT, "address", "地址", required=False),
    ]
    lede = "移交按单位类别和行政区划找到接收单位。"
    return _form(request, who, draft, fields, "新建单位", lede, status)


def _agencies(office: Office) -> dict[str, str]:
    return {code: agency.label for code, agency in sorted(office.registry.agencies.items())}


@router.get("/accounts/new/account")
def account_page(request: Request, who: Who) -> Response:
    """The form for a new account."""
    return _account_page(request, who, Draft())


@router.post("/accounts/new/account")
async def make_account(request: Request, who: Who) -> Response:
    """Make an account and show its password once."""
    draft = draft_of(await posted(request, who), ACCOUNT)
    try:
        identity, password = await run_in_threadpool(_make_account, office_of(request), who, draft)
    except InvalidForm as refusal:
        return await run_in_threadpool(_account_page, request, who, draft.refused(refusal), refusal.status)
    name = draft.typed["name"].strip()
    context = {"identity": identity, "name": name, "password": password, "title": "账户已经新建", "fresh": True}
    return await run_in_threadpool(lambda: render(request, "password_shown.html", context, who=who))


def _make_account(office: Office, who: Visitor, draft: Draft) -> tuple[str, str]:
    _must_be_system_administrator(office, who)
    draft.needed(name="姓名", login="账号", unit_id="单位")
    valid_to = draft.day("card_valid_to", "执法证有效期至")
    number = accounts.checked_card(draft.typed.get("card_number", ""), valid_to)
    password = draft.typed.get("password", "").strip() or made_up()
    identity = accounts.create_account(
        office,
        login=draft.typed["login"],
        name=draft.typed["name"],
        unit_id=draft.typed["unit_id"],
        password=password,
        roles=(),
        post=draft.typed.get("post", "").strip(),
        card_number=number,
        card_valid_to=valid_to,
        password_expired=True,
        by=who.actor.id,
    )
    return identity, password


def _account_page(request: Request, who: Visitor, draft: Draft, status: int = 200) -> Response:
    office = office_of(request)
    _must_be_system_administrator(office, who)
    with office.database.read() as tx:
        units = tuple(Option(each.unit.id, each.unit.name) for each in q.people(office, tx, who.actor))
    fields = [
        draft.view(ACCOUNT, "name", "姓名", hint="印在文书上，写真实姓名"),
        draft.view(
            ACCOUNT, "login", "账号", hint="字母、数字、点和短横，2至32个字符；不要用身份证号或手机号；以后不能改"
        ),
        draft.view(ACCOUNT, "unit_id", "单位", Kind.OFFICER, options=units),
        draft.view(ACCOUNT, "post", "职务", required=False),
        draft.view(ACCOUNT, "card_number", "行政执法证号", hint="没有执法证的不填", required=False),
        draft.view(ACCOUNT, "card_valid_to", "执法证有效期至", Kind.DATE, hint=DAY_HINT, required=False),
        draft.view(ACCOUNT, "password", "初始密码", hint=CHOICE_HINT, required=False),
    ]
    lede = "新账户没有角色，不能办理业务；角色由安全管理员在账户页面授予。首次登录必须修改密码。"
    return _form(request, who, draft, fields, "新建账户", lede, status)


def _form(
    request: Request, who: Visitor, draft: Draft, fields: list[FieldView], title: str, lede: str, status: int
) -> Response:
    context = {"fields": fields, "draft": draft.in_order(fields), "title": title, "lede": lede}
    return render(request, "admin_form.html", context, who=who, status=status)


def _must_be_system_administrator(office: Office, who: Visitor) -> None:
    admit(office, who, ACCOUNTS)
    with office.database.read() as tx:
        must_hold(office, tx, who.actor.id, SYSTEM_ADMINISTRATOR)
