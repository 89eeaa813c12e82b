"""The settings (参数) of the own jurisdiction: which value is in force, from where, since when, and setting one."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from engine import queries as q
from engine.administration import set_setting
from engine.directory import Setting
from engine.errors import FieldError, InvalidForm
from engine.office import Office
from engine.visitor import Visitor, office_of
from forms.pages.admin_access import SETTINGS, admit
from forms.pages.admin_fields import DAY_HINT, Draft, draft_of
from forms.pages.frame import Who, posted, redirect, render
from forms.render import FieldView, Kind, Option

FORM = "set"
KINDS = {"text": Kind.TEXT, "day": Kind.DATE, "yuan": Kind.MONEY}
HINTS = {"text": "", "day": DAY_HINT, "yuan": "元，最多两位小数"}
router = APIRouter()


@router.get("/settings")
def setting_list(request: Request, who: Who) -> Response:
    """Every declared setting; first those without which work is refused."""
    office = office_of(request)
    admit(office, who, SETTINGS)
    with office.database.read() as tx:
        lines = q.settings_in(office, tx, who.actor.unit.jurisdiction, office.clocks.today())
    context = {
        "missing": [line for line in lines if line.resolved is None],
        "chosen": [line for line in lines if line.resolved is not None and line.resolved.place],
        "defaults": [line for line in lines if line.resolved is not None and not line.resolved.place],
        "place": who.actor.unit.jurisdiction,
        "done": request.query_params.get("done", "") in office.registry.settings,
    }
    return render(request, "settings.html", context, who=who)


@router.get("/settings/{code}")
def setting_page(request: Request, who: Who, code: str) -> Response:
    """One setting with its history, and the form for a new value."""
    return _page(request, who, code, Draft())


@router.post("/settings/{code}")
async def set_value(request: Request, who: Who, code: str) -> Response:
    """Set a value from a day on."""
    draft = draft_of(await posted(request, who), FORM)
    try:
        await run_in_threadpool(_set, office_of(request), who, code, draft)
    except InvalidForm as refusal:
        return await run_in_threadpool(_page, request, who, code, draft.refused(refusal), refusal.status)
    return redirect(f"/settings?done={code}")


def _set(office: Office, who: Visitor, code: str, draft: Draft) -> None:
    admit(office, who, SETTINGS)
    draft.needed(value="值", begins_on="自哪一天起", reason="依据")
    begins = draft.day("begins_on", "自哪一天起")
    if begins is None:
        raise InvalidForm((FieldError("begins_on", "自哪一天起", "必须填写"),))
    place = who.actor.unit.jurisdiction
    set_setting(office, place, code, draft.typed["value"], draft.typed["reason"], begins, who.actor.id)


def _page(request: Request, who: Visitor, code: str, draft: Draft, status: int = 200) -> Response:
    office = office_of(request)
    admit(office, who, SETTINGS)
    with office.database.read() as tx:
        line = q.setting_in(office, tx, code, who.actor.unit.jurisdiction, office.clocks.today())
    today = office.clocks.today().isoformat()
    fields = [
        _value_field(line.setting, draft),
        draft.view(FORM, "begins_on", "自哪一天起", Kind.DATE, hint=f"{DAY_HINT}；以前的日子仍用以前的值", value=today),
        draft.view(
            FORM, "reason", "依据", Kind.LONG, hint="写明文件名称、文号或者会议决定，会印在用到这个值的计算说明里"
        ),
    ]
    context = {"line": line, "fields": fields, "draft": draft, "place": who.actor.unit.jurisdiction}
    return render(request, "setting.html", context, who=who, status=status)


def _value_field(setting: Setting, draft: Draft) -> FieldView:
    if setting.choices:
        options = tuple(Option(value, words) for value, words in setting.choices)
        return draft.view(FORM, "value", "值", Kind.CHOICE, options=options)
    return draft.view(FORM, "value", "值", KINDS[setting.kind], hint=HINTS[setting.kind])
