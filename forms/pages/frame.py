"""What every page shares: templates, navigation, words for dates and money, posted forms, refusals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from engine import queries as q
from engine import returns
from engine.calendar import weekday_name
from engine.clock import SHANGHAI
from engine.errors import InvalidForm, NotSignedIn, Refusal
from engine.law import joined
from engine.legal_clock import may_move
from engine.office import Office
from engine.permissions import handles_cases
from engine.problems import Http, Unexpected
from engine.submissions import helps_with, may_review, waiting_count
from engine.visitor import PasswordExpired, Visitor, office_of, same_site, visitor_of
from forms.drawing import phases, procedure
from forms.help import Help
from forms.pages.admin_access import desks_of
from forms.pages.assets import SCRIPT, STYLE_SHEET
from forms.pages.unbroken import unbroken

TEMPLATES = Path(__file__).parent.parent / "templates"
MOST_FIELDS = 5_000
HELP_TO_COMPLAIN = "/complain"
TYPE, LARGE = "carnation_type", "large"
"""The cookie of the large type (大字) and its one value."""
KEYS, OFF = "carnation_keys", "off"
"""The cookie that turns the keyboard shortcuts off."""
MONTH = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])")
Who = Annotated[Visitor, Depends(visitor_of)]


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of the navigation."""

    href: str
    label: str
    count: int = 0


def day_words(value: date | None, today: date | None = None) -> str:
    """11月20日（周五）, with its year where that is not this year."""
    if value is None:
        return ""
    year = "" if today is not None and value.year == today.year else f"{value.year}年"
    return f"{year}{value.month}月{value.day}日（{weekday_name(value)}）"


def moment_words(value: datetime) -> str:
    """2026年11月20日 10:05, Shanghai time."""
    value = value.astimezone(SHANGHAI)
    return f"{value.year}年{value.month}月{value.day}日 {value:%H:%M}"


def money_words(value: Decimal) -> str:
    """1,234.50."""
    return f"{value:,.2f}"


def month_words(value: str) -> str:
    """2024年3月."""
    return f"{value[:4]}年{int(value[5:])}月"


def answer_words(text: str) -> str:
    """An answer as it is read: a month is kept, and comes from the kernel, as 2024-03."""
    return month_words(text) if MONTH.fullmatch(text) else text


def people_words(rows: Sequence[Sequence[q.Shown]]) -> str:
    """How many lines a table has; how many people, where its lines are about people: 3人, 3人，5行."""
    told = [tuple(cell.text for cell in row if cell.personal) for row in rows]
    people = len(set(told))
    if not rows or not all(told):
        return f"{len(rows)}行"
    return f"{people}人" if people == len(rows) else f"{people}人，{len(rows)}行"


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": day_words, "moment": moment_words, "money": money_words, "month": month_words}
    environment.filters |= {"answer": answer_words, "laws": joined, "people": people_words}
    environment.globals |= {"phases": phases, "procedure": procedure, "style_sheet": STYLE_SHEET, "script": SCRIPT}
    return environment


ENVIRONMENT = _environment()


def render(
    request: Request, template: str, context: Mapping[str, Any], *, who: Visitor | None = None, status: int = 200
) -> HTMLResponse:
    """A page. Whoever is signed in gets the bar and the navigation."""
    office = office_of(request)
    shared = {
        "who": who,
        "demo": office.installation.demo,
        "handles_cases": who is not None and handles_cases(who.actor),
        "today": office.clocks.today(),
        "links": navigation(office, who) if who else (),
        "path": request.url.path,
        "csrf": who.csrf if who else "",
        "large": request.cookies.get(TYPE) == LARGE,
        "keys_off": request.cookies.get(KEYS) == OFF,
        "help": Help(office.registry),
        "framed": request.headers.get("sec-fetch-dest") in {"iframe", "frame"},
    }
    return HTMLResponse(unbroken(ENVIRONMENT.get_template(template).render({**shared, **context})), status)


def navigation(office: Office, who: Visitor) -> tuple[Link, ...]:
    """What this person can go to."""
    links = [Link("/", "工作台")]
    if handles_cases(who.actor):
        links += [Link("/due", "期限"), Link("/cases", "案件")]
    if who.actor.acting_roles & office.leading_roles:
        links.append(Link("/overview", "总览"))
    if openings(office, who):
        links.append(Link("/intake", "登记"))
    links += [Link(HELP_TO_COMPLAIN, f"帮群众{proposal.label}") for proposal in helps_with(office, who.actor)]
    if may_review(office, who.actor):
        with office.database.read() as tx:
            links.append(Link("/submissions", "网上投诉", waiting_count(office, tx, who.actor)))
    if handles_cases(who.actor) and receives(office, who):
        with office.database.read() as tx:
            waiting = q.waiting_count(office, tx, who.actor)
        links.append(Link("/inbox", "收件箱", waiting))
    if returns.targets(office, who.actor):
        links.append(Link("/returns", "入库回盘"))
    links += [Link(desk.href, desk.label) for desk in desks_of(who)]
    if "system_administrator" in who.actor.roles:
        links.append(Link("/calendars", "节假日安排"))
    if may_move(office, who.actor):
        links.append(Link("/clock", "演示日期"))
    return tuple(links)


def openings(office: Office, who: Visitor) -> list[tuple[Any, Any]]:
    """The case types and steps with which this person may open a case."""
    return [
        (compiled, step)
        for compiled in office.registry
        if compiled.case_type.agency.code == who.actor.unit.agency
        for step in compiled.openings.values()
        if any(role.code in who.actor.acting_roles for role in step.by)
    ]


def receives(office: Office, who: Visitor) -> bool:
    """Tell whether hand-offs can arrive at this person's department."""
    return any(
        step.receives
        for compiled in office.registry
        if compiled.case_type.agency.code == who.actor.unit.agency
        for step in compiled.openings.values()
    )


async def posted(request: Request, who: Visitor | None = None, *, files: int = 0) -> FormData:
    """The form that was posted, once it is sure that it came from a page of ours.

    With `files` it may hold so many; the caller closes the form after use.
    """
    same_site(request)
    try:
        data = await request.form(max_files=files, max_fields=MOST_FIELDS)
    except HTTPException as error:
        if str(error.detail).startswith("Too many files"):
            raise Http(413, f"一次最多上传{files}个文件，没有处理；请分几次上传") from None
        raise
    if any("\0" in key or (isinstance(value, str) and "\0" in value) for key, value in data.multi_items()):
        raise Http(400, "提交的内容含有不能保存的字符")
    if who is not None:
        who.check(text_of(data, "csrf"))
    return data


def text_of(data: FormData, name: str) -> str:
    """One posted value, empty where there is none."""
    value = data.get(name)
    return value if isinstance(value, str) else ""


def local_path(text: str) -> str:
    """An address of this site to go on to, else the first page."""
    safe = text.startswith("/") and not text.startswith("//") and "\\" not in text and text.isprintable()
    return text if safe else "/"


def redirect(to: str) -> RedirectResponse:
    """Go on to another page after a change."""
    return RedirectResponse(to, 303)


def refusal_page(request: Request, refusal: Refusal, *, back: str = "") -> Response:
    """A refusal as a page: what, why, who can lift it, and the way on, perhaps `back` to the list it came from."""
    if isinstance(refusal, PasswordExpired):
        return redirect("/password")
    if isinstance(refusal, NotSignedIn):
        if request.method == "GET":
            return RedirectResponse(f"/login?next={request.url.path}" if request.url.path != "/" else "/login", 303)
        return render(request, "signed_out.html", {"refusal": refusal}, status=refusal.status)
    fields = refusal.fields if isinstance(refusal, InvalidForm) else ()
    reference = refusal.reference if isinstance(refusal, Unexpected) else ""
    context = {"refusal": refusal, "fields": fields, "reference": reference, "back": back}
    return render(request, "refusal.html", context, who=_quietly(request), status=refusal.status)


def _quietly(request: Request) -> Visitor | None:
    """Who is signed in, for the frame of an error page; a broken session must not break that page."""
    try:
        return visitor_of(request)
    except Refusal:
        return None
