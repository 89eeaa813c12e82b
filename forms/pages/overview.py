"""The leaders' overview (总览): what stands where, what is late, what came in, each number with its list; as Excel too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from engine import queries as q
from engine import readlog
from engine.errors import FieldError, InvalidForm, NotAllowed, Reason
from engine.office import Office
from engine.queries.overview import Number, Overview, Table
from engine.visitor import Visitor, office_of
from forms.bars import Bar, bars
from forms.overview_sheet import overview_sheets
from forms.pages.frame import Who, day_words, moment_words, money_words, posted, render, text_of
from forms.render import iso_date

PERIODS = {"year": "今年", "quarter": "本季度", "month": "本月", "own": "自己选日期"}
STATES = {True: "open", False: "closed", None: "all"}
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BARS = 16
MONTHS_OF_QUARTER = 3
router = APIRouter()
Text = Annotated[str, Query(max_length=20)]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The period as it was chosen, and what is wrong with it."""

    kind: str
    typed_from: str
    typed_until: str
    period: q.Period
    errors: tuple[FieldError, ...] = ()

    @property
    def words(self) -> str:
        """The period in words."""
        return f"{day_words(self.period.begins)}至{day_words(self.period.ends)}"


@router.get("/overview")
def overview_page(
    request: Request,
    who: Who,
    period: Text = "year",
    begins: Annotated[str, Query(max_length=20, alias="from")] = "",
    until: Text = "",
) -> Response:
    """All tables with their drawings."""
    office = office_of(request)
    _must_lead(office, who)
    chosen = chosen_period(office.clocks.today(), period, begins, until)
    with office.database.read() as tx:
        found = q.overview(office, tx, who.actor, chosen.period)
    context = {
        "found": found,
        "chosen": chosen,
        "periods": PERIODS,
        "bars": {table.id: _drawn(table) for table in found.tables},
        "address": list_address,
        "shown": shown,
    }
    return render(request, "overview.html", context, who=who, status=422 if chosen.errors else 200)


@router.post("/overview/excel")
async def as_excel(request: Request, who: Who) -> Response:
    """The same tables as an Excel file; noted in the read log."""
    data = await posted(request, who)
    return await run_in_threadpool(
        _excel, office_of(request), who, text_of(data, "period"), text_of(data, "from"), text_of(data, "until")
    )


def _excel(office: Office, who: Visitor, kind: str, begins: str, until: str) -> Response:
    _must_lead(office, who)
    chosen = chosen_period(office.clocks.today(), kind, begins, until)
    if chosen.errors:
        raise InvalidForm(chosen.errors)
    with office.database.read() as tx:
        found = q.overview(office, tx, who.actor, chosen.period)
    now = office.clocks.now()
    mark = f"{who.actor.unit.name} {who.actor.name} {moment_words(now)}"
    note = [
        f"{who.actor.unit.name}案件总览，{day_words(found.day)}的情况",
        f"本期：{chosen.words}；范围：{who.actor.name}可以查看的案件；没有个人信息",
        f"导出：{who.actor.name}，{moment_words(now)}",
    ]
    body = overview_sheets(found, note, mark)
    with office.database.write() as tx:
        subject = f"from:{chosen.period.begins.isoformat()} until:{chosen.period.ends.isoformat()}"
        readlog.record(tx, office, who.actor.id, "export_overview", subject)
    name = f"zonglan-{found.day:%Y%m%d}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(body, media_type=EXCEL, headers=headers)


def chosen_period(today: date, kind: str, begins: str, until: str) -> Chosen:
    """The days that were asked for; what is not a day is told, and this year is shown."""
    year = q.Period(date(today.year, 1, 1), today)
    if kind == "quarter":
        first = (today.month - 1) // MONTHS_OF_QUARTER * MONTHS_OF_QUARTER + 1
        return Chosen(kind, "", "", q.Period(date(today.year, first, 1), today))
    if kind == "month":
        return Chosen(kind, "", "", q.Period(today.replace(day=1), today))
    if kind != "own":
        return Chosen("year", "", "", year)
    errors: list[FieldError] = []
    days = [_day(name, label, text, errors) for name, label, text in (("from", "从", begins), ("until", "到", until))]
    if days[0] is not None and days[1] is not None:
        if days[1] >= days[0]:
            return Chosen(kind, begins, until, q.Period(days[0], days[1]))
        errors.append(FieldError("until", "到", "不能早于开始的日期"))
    return Chosen(kind, begins, until, year, tuple(errors))


def _day(name: str, label: str, text: str, errors: list[FieldError]) -> date | None:
    try:
        return date.fromisoformat(iso_date(text))
    except ValueError:
        errors.append(FieldError(name, label, "应当是日期，写成2026-11-20"))
        return None


def list_address(number: Number) -> str:
    """The list of the cases that a number counts."""
    wanted = number.wanted
    days = {
        "from": wanted.opened_from,
        "until": wanted.opened_until,
        "closed_from": wanted.closed_from,
        "closed_until": wanted.closed_until,
        "measured_from": wanted.measured_from,
        "measured_until": wanted.measured_until,
    }
    told = {
        "state": STATES[wanted.is_open],
        "case_type": wanted.case_type,
        "stage": wanted.stage,
        "unit": wanted.unit,
        "township": wanted.township,
        "source": wanted.source,
        "due": wanted.due.value,
        "measure": wanted.measure,
        **{name: day.isoformat() for name, day in days.items() if day is not None},
    }
    return f"/cases?{urlencode({name: text for name, text in told.items() if text})}"


def shown(number: Number) -> str:
    """A number as people read it."""
    return money_words(number.value) if isinstance(number.value, Decimal) else f"{number.value:,}"


def _drawn(table: Table) -> tuple[Bar, ...]:
    """The bars of a table's drawn column; of cases the late ones are marked, where the table tells them."""
    late = table.drawn == 0 and table.units[0] == "件"
    rows = []
    for line in table.lines:
        number = line.numbers[table.drawn]
        part = line.numbers[1].value if late else 0
        words = f"{shown(number)}{table.units[table.drawn]}" + (f"，逾期{part}件" if part else "")
        rows.append((line.label, words, number.value, part))
    largest = sorted(rows, key=lambda row: row[2], reverse=True)[:MOST_BARS]
    return bars([row for row in rows if row in largest])


def leads(office: Office, who: Visitor) -> bool:
    """Tell whether the person supervises, in the own name or for somebody absent."""
    return bool(who.actor.acting_roles & office.leading_roles)


def _must_lead(office: Office, who: Visitor) -> None:
    if not leads(office, who):
        names = "、".join(
            sorted(
                role.label
                for role in office.registry.roles.values()
                if role.supervises and role.agency is not None and role.agency.code == who.actor.unit.agency
            )
        )
        raise NotAllowed(
            "总览由负责人查看",
            (Reason(f"您今天不担任{names or '负责人'}", lifted_by="安全管理员，在“单位和账户”里授予角色"),),
        )


__all__ = ["Overview", "chosen_period", "leads", "list_address", "router"]
