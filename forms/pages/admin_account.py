"""One account (账户): its roles with dates, enforcement card, password, closing. Shows only what the visitor may do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from engine import accounts, administration, password_reset
from engine import queries as q
from engine.database import Tx
from engine.delegations import delegations_of
from engine.errors import FieldError, InvalidForm, NotFound
from engine.office import Office
from engine.passwords import made_up
from engine.separation import must_reach
from engine.visitor import Visitor, office_of
from engine.vocabulary import SYSTEM
from forms.pages.admin_access import ACCOUNTS, SECURITY_ADMINISTRATOR, SYSTEM_ADMINISTRATOR, admit
from forms.pages.admin_fields import DAY_HINT, Draft, draft_of
from forms.pages.admin_new import CHOICE_HINT
from forms.pages.frame import Who, posted, redirect, render
from forms.render import FieldView, Kind, Option

REASON_HINT = "记入留痕，例如：岗位调整，人社发〔2026〕3号"
NAMES = {"roles": "role", "account": "reason"}
router = APIRouter()


@router.get("/accounts/{account_id}")
def account_page(request: Request, who: Who, account_id: str) -> Response:
    """Who this is, and what the visitor may do about it."""
    return _page(request, who, account_id, Draft())


@router.get("/accounts/{account_id}/{act}")
def back_to_account(account_id: str, act: str) -> Response:
    """Whoever loads the address of a refused form again comes back to the account."""
    if act != "password" and act not in ACTS:
        raise NotFound("没有这个操作")
    return redirect(f"/accounts/{quote(account_id)}")


@router.post("/accounts/{account_id}/password")
async def reset_password(request: Request, who: Who, account_id: str) -> Response:
    """Give a new password and show it once."""
    draft = draft_of(await posted(request, who), "password")
    try:
        password = await run_in_threadpool(_reset, office_of(request), who, account_id, draft)
    except InvalidForm as refusal:
        return await run_in_threadpool(_page, request, who, account_id, draft.refused(refusal), refusal.status)
    name = office_of(request).current_directory().officers[account_id].name
    context = {"identity": account_id, "name": name, "password": password, "title": "密码已经重设", "fresh": False}
    return await run_in_threadpool(lambda: render(request, "password_shown.html", context, who=who))


@router.post("/accounts/{account_id}/{act}")
async def change_account(request: Request, who: Who, account_id: str, act: str) -> Response:
    """Grant or end a role, close, open again, keep a card."""
    data = await posted(request, who)
    if act not in ACTS:
        raise NotFound("没有这个操作")
    draft = draft_of(data, act)
    try:
        await run_in_threadpool(_change, office_of(request), who, account_id, draft)
    except InvalidForm as refusal:
        return await run_in_threadpool(_page, request, who, account_id, draft.refused(refusal, NAMES), refusal.status)
    return redirect(f"/accounts/{account_id}?done={act}")


def _change(office: Office, who: Visitor, account_id: str, draft: Draft) -> None:
    admit(office, who, ACCOUNTS)
    ACTS[draft.form](office, who.actor.id, account_id, draft)


def _grant(office: Office, by: str, account_id: str, draft: Draft) -> None:
    draft.needed(role="角色", begins_on="开始日期", reason="依据")
    begins, ends = draft.day("begins_on", "开始日期"), draft.day("ends_on", "结束日期")
    if begins is None or begins < office.technical_day():
        raise InvalidForm((FieldError("begins_on", "开始日期", "不能早于今天，角色不追溯授予"),))
    typed = draft.typed
    administration.grant_role(office, account_id, typed["role"], begins, ends, by=by, reason=typed["reason"].strip())


def _end(office: Office, by: str, account_id: str, draft: Draft) -> None:
    draft.needed(role="角色", ends_on="最后一天", reason="依据")
    last = draft.day("ends_on", "最后一天")
    if last is None or last < office.technical_day() - timedelta(days=1):
        raise InvalidForm((FieldError("ends_on", "最后一天", "不能早于昨天；写昨天则今天起就不再担任"),))
    typed = draft.typed
    administration.end_role(office, account_id, typed["role"], last, by=by, reason=typed["reason"].strip())


def _close(office: Office, by: str, account_id: str, draft: Draft) -> None:
    draft.needed(reason="原因")
    administration.disable_account(office, account_id, by=by, reason=draft.typed["reason"].strip())


def _open(office: Office, by: str, account_id: str, draft: Draft) -> None:
    draft.needed(reason="原因")
    administration.enable_account(office, account_id, by=by, reason=draft.typed["reason"].strip())


def _card(office: Office, by: str, account_id: str, draft: Draft) -> None:
    draft.needed()
    valid_to = draft.day("card_valid_to", "有效期至")
    accounts.set_card(office, account_id, draft.typed.get("card_number", ""), valid_to, by=by)


def _ask(office: Office, by: str, account_id: str, draft: Draft) -> None:
    draft.needed(reason="原因")
    password_reset.ask_reset(office, account_id, by=by, reason=draft.typed["reason"])


ACTS: dict[str, Callable[[Office, str, str, Draft], None]] = {
    "grant": _grant,
    "end": _end,
    "close": _close,
    "open": _open,
    "card": _card,
    "ask": _ask,
}


def _reset(office: Office, who: Visitor, account_id: str, draft: Draft) -> str:
    admit(office, who, ACCOUNTS)
    draft.needed(reason="原因")
    password = draft.typed.get("password", "").strip() or made_up()
    password_reset.reset_password(office, account_id, password, who.actor.id, draft.typed["reason"].strip())
    return password


def _page(request: Request, who: Visitor, account_id: str, draft: Draft, status: int = 200) -> Response:
    office = office_of(request)
    admit(office, who, ACCOUNTS)
    with office.database.read() as tx:
        department = q.department_of(office, tx, account_id)
        must_reach(office, tx, who.actor.id, department.unit.jurisdiction, "这个账户")
        reset = _reset_state(office, tx, who, account_id)
        standing = [
            one
            for one in delegations_of(office, tx, frozenset({department.unit.id}))
            if account_id in {one.absent.id, one.delegate.id} and not one.ended
        ]
    (person,) = department.people
    held = who.actor.roles
    context = {
        "unit": department.unit,
        "person": person,
        "draft": draft,
        "forms": _forms(office, department, draft),
        "system": SYSTEM_ADMINISTRATOR in held,
        "security": SECURITY_ADMINISTRATOR in held,
        "myself": account_id == who.actor.id,
        "reset": reset,
        "standing": standing,
        "real": office.technical_day(),
        "done": request.query_params.get("done", ""),
    }
    return render(request, "account.html", context, who=who, status=status)


@dataclass(frozen=True, slots=True)
class ResetState:
    """How far the reset of this password is: `act` is what the visitor may do about it now, if anything."""

    act: str
    asked: password_reset.Asked | None = None
    asked_by: str = ""


def _reset_state(office: Office, tx: Tx, who: Visitor, account_id: str) -> ResetState:
    if account_id == who.actor.id:
        return ResetState("own")
    if not password_reset.needs_two(office, tx, account_id):
        return ResetState("reset" if SYSTEM_ADMINISTRATOR in who.actor.roles else "")
    waiting = password_reset.asked(office, tx, account_id)
    if waiting is None:
        return ResetState("ask")
    asker = office.directory(tx).officers[waiting.by].name
    return ResetState("wait" if waiting.by == who.actor.id else "confirm", waiting, asker)


def _forms(office: Office, department: q.Department, draft: Draft) -> dict[str, list[FieldView]]:
    (person,) = department.people
    today = office.technical_day()
    reason = "reason"
    grantable = tuple(
        Option(role.code, role.label)
        for role in office.registry.roles.values()
        if role.code != SYSTEM.code and (role.agency is None or role.agency.code == department.unit.agency)
    )
    running = tuple(
        Option(grant.role, label) for label, grant, _ in person.roles if grant.ends_on is None or grant.ends_on >= today
    )
    card = person.officer
    valid_to = card.card_valid_to.isoformat() if card.card_valid_to else ""
    return {
        "grant": [
            draft.view("grant", "role", "角色", Kind.OFFICER, options=grantable),
            draft.view("grant", "begins_on", "开始日期", Kind.DATE, hint=DAY_HINT, value=today.isoformat()),
            draft.view("grant", "ends_on", "结束日期", Kind.DATE, hint="含当天；留空则一直担任", required=False),
            draft.view("grant", reason, "依据", hint=REASON_HINT),
        ],
        "end": [
            draft.view("end", "role", "角色", Kind.OFFICER, options=running),
            draft.view("end", "ends_on", "最后一天", Kind.DATE, hint="含当天", value=today.isoformat()),
            draft.view("end", reason, "依据", hint=REASON_HINT),
        ]
        if running
        else [],
        "card": [
            draft.view("card", "card_number", "执法证号", required=False, value=card.card_number),
            draft.view("card", "card_valid_to", "有效期至", Kind.DATE, hint=DAY_HINT, required=False, value=valid_to),
        ],
        "password": [
            draft.view("password", "password", "新密码", hint=CHOICE_HINT, required=False),
            draft.view("password", reason, "原因", hint="记入留痕，例如：本人忘记密码，当面核实"),
        ],
        "ask": [draft.view("ask", reason, "原因", hint="记入留痕，例如：本人忘记密码，当面核实")],
        "close": [draft.view("close", reason, "原因", hint="记入留痕，例如：调离")],
        "open": [draft.view("open", reason, "原因", hint="记入留痕，例如：调回")],
    }
