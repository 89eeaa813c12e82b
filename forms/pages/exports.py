"""Lists as Excel (导出): masked, watermarked, with a note of the filter; logged; never a formula."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from engine import queries as q
from engine import readlog
from engine.clock import SHANGHAI
from engine.database import Tx
from engine.errors import FieldError, InvalidForm, NotFound
from engine.masking import mask_name
from engine.office import Office
from engine.queries import due
from engine.visitor import Visitor, office_of
from forms.pages.cases import note_search
from forms.pages.desk import Tab
from forms.pages.frame import Who, moment_words
from forms.pages.narrowing import Narrowing, choices_for, in_words, read_narrowing

MOST = 10_000
"""So many lines one file holds."""
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CASE_HEADS = (
    "案号",
    "案件",
    "案件类型",
    "阶段",
    "当事人",
    "乡镇",
    "承办单位",
    "承办人",
    "登记日期",
    "最近的期限",
    "到期日",
    "状态",
)
WIDTHS = {
    "案号": 26,
    "案件": 40,
    "当事人": 30,
    "承办单位": 28,
    "最近的期限": 20,
    "办理的步骤": 24,
    "依据": 34,
    "移交事项": 24,
    "对方单位": 28,
}
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list on its way to a file: what it is called, its heads, and its rows as texts."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@router.get("/lists/cases.xlsx")
def cases_file(request: Request, who: Who) -> Response:
    """The list of cases."""
    return _answer(request, who, lambda office, tx, told: _cases(office, tx, who, told))


@router.get("/lists/work.xlsx")
def work_file(request: Request, who: Who, tab: Tab = Tab.TODO) -> Response:
    """One part of the work list."""
    return _answer(request, who, lambda office, tx, told: _work(office, tx, who, tab, told))


@router.get("/lists/due.xlsx")
def due_file(request: Request, who: Who, when: str = due.When.WEEK, mine: str = "") -> Response:
    """The deadlines of one part."""
    if when not in set(due.When):
        raise NotFound("没有这一类期限")
    return _answer(request, who, lambda office, tx, _: _deadlines(office, tx, who, due.When(when), mine=bool(mine)))


def _answer(request: Request, who: Visitor, fill: Callable[[Office, Tx, Narrowing], Sheet]) -> Response:
    office = office_of(request)
    told = read_narrowing(office, who, request.query_params)
    with office.database.read() as tx:
        sheet = fill(office, tx, told)
        note = in_words(told, choices_for(office, tx, who, told), typed=False)
    within_limit(sheet)
    note_search(office, who, told, len(sheet.rows))
    with office.database.write() as tx:
        readlog.record(tx, office, who.actor.id, "export_list", f"{sheet.title}，{len(sheet.rows)}行")
    at = office.clocks.now().astimezone(SHANGHAI)
    name = f"{sheet.title}{at:%Y%m%d-%H%M}.xlsx"
    return Response(
        workbook(sheet, note, who.actor.unit.name, who.actor.name, at),
        media_type=EXCEL,
        headers={"Content-Disposition": f"attachment; filename=\"list.xlsx\"; filename*=UTF-8''{quote(name)}"},
    )


def within_limit(sheet: Sheet, most: int = MOST) -> None:
    """Raise InvalidForm where a list is too long for one file."""
    if len(sheet.rows) > most:
        message = f"符合条件的超过{most}行，一个文件放不下；请缩小筛选范围，分几次导出"
        raise InvalidForm((FieldError("list", "导出", message),))


def workbook(sheet: Sheet, note: Sequence[str], unit: str, name: str, at: datetime) -> bytes:
    """The file: every cell a text, who made it and when on every printed page and above the table."""
    import xlsxwriter

    out = BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, safe)
    page = book.add_worksheet(sheet.title)
    text, bold = (
        book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        book.add_format({"bold": True}),
    )
    head = book.add_format({"bold": True, "bottom": 1, "num_format": "@"})
    mark = f"{unit} {name} {moment_words(at)}"
    lines = (
        (f"{sheet.title}（共{len(sheet.rows)}行）", bold),
        (f"{mark}导出，仅供内部办案使用；个人信息已经脱敏，不得外传", None),
        ("筛选条件：" + ("；".join(note) or "无"), None),
    )
    for row, (words, style) in enumerate(lines):
        page.write_string(row, 0, words, style)
    for column, words in enumerate(sheet.heads):
        page.set_column(column, column, WIDTHS.get(words, 14))
        page.write_string(len(lines), column, words, head)
    for row, cells in enumerate(sheet.rows, len(lines) + 1):
        for column, words in enumerate(cells):
            page.write_string(row, column, words, text)
    page.freeze_panes(len(lines) + 1, 1)
    page.autofilter(len(lines), 0, len(lines) + len(sheet.rows), len(sheet.heads) - 1)
    page.repeat_rows(len(lines))
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    plain = mark.replace("&", "&&")  # & begins a command of the header
    page.set_header(f"&C&K999999{plain} 内部资料")
    page.set_footer(f"&L&K999999{plain}&R第&P页，共&N页")
    book.set_properties({"title": sheet.title, "author": name, "company": unit})
    book.close()
    return out.getvalue()


def _cases(office: Office, tx: Tx, who: Visitor, told: Narrowing) -> Sheet:
    found = q.list_cases(office, tx, who.actor, told.wanted, limit=MOST + 1, most=MOST + 1)
    return Sheet("案件列表", CASE_HEADS, _case_rows(tx, found.lines))


def _case_rows(tx: Tx, lines: Sequence[q.CaseLine]) -> tuple[tuple[str, ...], ...]:
    parties = q.persons_of(tx, [line.id for line in lines])
    return tuple(_case_row(line, parties.get(line.id, ())) for line in lines)


def _case_row(line: q.CaseLine, parties: Iterable[tuple[str, str, bool]]) -> tuple[str, ...]:
    involved = "；".join(f"{role} {mask_name(name) if person else name}" for role, name, person in parties)
    return (
        line.number,
        line.title,
        line.type_label,
        line.stage_label,
        involved,
        line.township,
        line.unit,
        "、".join(line.officers),
        line.opened_on.isoformat(),
        line.term,
        _mark(line.mark),
        "在办" if line.is_open else f"{line.closed_on}办结",
    )


def _mark(mark: q.Mark) -> str:
    if mark.due is None:
        return ""
    return f"{mark.due.isoformat()}，{mark.words}{'（暂定）' if mark.provisional else ''}"


def _work(office: Office, tx: Tx, who: Visitor, tab: Tab, told: Narrowing) -> Sheet:
    actor, wanted, most = who.actor, told.wanted, MOST + 1
    rows: Any
    if tab is Tab.RUNNING:
        return Sheet(
            tab.label, CASE_HEADS, _case_rows(tx, q.running_cases(office, tx, actor, wanted, limit=most).lines)
        )
    if tab is Tab.TODO:
        tasks = q.work_list(office, tx, actor, wanted, limit=most, most=10 * most).tasks
        rows = tuple((t.step.label, "、".join(t.step.basis), _mark(t.mark), *_about(t.case)) for t in tasks)
        return Sheet(tab.label, ("办理的步骤", "依据", "到期日", *ABOUT), rows)
    if tab is Tab.DONE:
        deeds = q.deeds(office, tx, actor, wanted, limit=most).deeds
        rows = tuple((d.label, moment_words(d.at), *_about(d.case)) for d in deeds)
        return Sheet(tab.label, ("办理的步骤", "办理时间", *ABOUT), rows)
    waiting = q.waiting_for_others(office, tx, actor, most, wanted=wanted)
    rows = tuple((t.label, t.receiver, t.state_label, _mark(t.mark), t.case_number, t.case_title) for t in waiting)
    return Sheet(tab.label, ("移交事项", "对方单位", "状态", "到期日", "案号", "案件"), rows)


ABOUT = ("案号", "案件", "阶段", "乡镇", "承办人")


def _about(line: q.CaseLine) -> tuple[str, ...]:
    return line.number, line.title, line.stage_label, line.township, "、".join(line.officers)


def _deadlines(office: Office, tx: Tx, who: Visitor, when: due.When, *, mine: bool) -> Sheet:
    lines = due.due_list(
        office, tx, who.actor, when, officer=who.actor.id if mine else "", limit=MOST + 1, most=MOST + 1
    )
    rows = tuple(
        (
            line.case_number,
            line.title,
            line.label,
            line.basis,
            _mark(line.mark),
        )
        for line in lines
    )
    return Sheet(when.label, ("案号", "案件", "期限", "依据", "到期日"), rows)
