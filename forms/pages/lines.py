"""Tables of lines on a form's page (行): rows added and taken away, pasted from Excel, or read from a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from engine.casetype import Step
from engine.errors import FieldError, InvalidForm, NotFound, Refusal
from engine.form import line_model
from engine.visitor import office_of
from forms.pages.frame import Who, text_of
from forms.render import MOST_ROWS, Typed, answers_from, change_rows
from forms.rosters.grid import LARGEST_FILE, TableRefused, file_grid, pasted_grid
from forms.rosters.reading import read_lines
from forms.rosters.template import template_workbook

MOST_TABLES = 10
"""Files that a form's page may send: one for each of its tables."""
ACT = re.compile(r"(?:add|paste|import|clear):(\w+)|remove:(\w+)\.\d+")
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of an act on a table: what is typed now, what to say of it, and what is wrong there."""

    typed: Typed
    said: str = ""
    refusal: Refusal | None = None
    pasted: dict[str, str] | None = None


def is_about_lines(do: str) -> bool:
    """Tell whether a button was one of a table's."""
    return ACT.fullmatch(do) is not None


def change_lines(step: Step[Any], typed: Typed, data: FormData, do: str, today: date) -> Changed:
    """Carry out a table's button on what was typed; nothing typed is lost, whatever is wrong with the new lines."""
    verb, _, table = do.partition(":")
    if verb in {"add", "remove"}:
        return Changed(change_rows(typed, do))
    info = step.form.model_fields.get(table)
    model = line_model(info) if info is not None else None
    if model is None or not isinstance(typed.get(table), list):
        return Changed(typed)
    if verb == "clear":
        return Changed({**typed, table: []}, "已清空，可以重新填写")
    pasted = text_of(data, f"{table}.paste")
    kept = [line for line in typed[table] if any(str(value).strip() for value in line.values())]
    try:
        grid = pasted_grid(pasted) if verb == "paste" else file_grid(_file(data, f"{table}.file"))
        found = read_lines(model, grid, MOST_ROWS - len(kept))
    except TableRefused as refusal:
        return Changed(typed, refusal=refusal, pasted={table: pasted})
    kept = [line for line in kept if not any(_completed(line, new) for new in found.lines)]
    typed = {**typed, table: [*kept, *found.lines]}
    faults = _faults(step, typed, table, today)
    said = f"读入{len(found.lines)}行" + (f"，接在已有的{len(kept)}行后面" if kept else "")
    said += f"；没有用到的列：{'、'.join(found.unused)}" if found.unused else ""
    said += f"。有{len(faults)}处要改，已标在表格里。" if faults else "。请核对以后继续。"
    return Changed(typed, said, InvalidForm(tuple(faults)) if faults else None)


def _completed(line: Typed, new: Typed) -> bool:
    """Tell whether a new line says all that an earlier one said: it was filled in beforehand, and now is whole."""
    return all(str(new.get(name) or "") == str(value) for name, value in line.items() if str(value or "").strip())


def _file(data: FormData, name: str) -> bytes:
    file = data.get(name)
    if not isinstance(file, UploadFile) or not file.filename:
        raise TableRefused("请先选择文件")
    return file.file.read(LARGEST_FILE + 1)


def _faults(step: Step[Any], typed: Typed, table: str, today: date) -> list[FieldError]:
    """What is wrong with one table, and with nothing else: the rest may not have been filled in yet."""
    try:
        step.form.parse(answers_from(step.form, typed), today)
    except InvalidForm as refusal:
        return [f for f in refusal.fields if f.field.split(".")[0] == table]
    return []


@router.get("/rosters/{code}/{name}/{table}.xlsx")
def template(request: Request, _: Who, code: str, name: str, table: str) -> Response:
    """The empty workbook for one table of a step's form."""
    step = office_of(request).registry.get(code).step(name)
    info = step.form.model_fields.get(table) if step is not None else None
    model = line_model(info) if info is not None else None
    if step is None or info is None or model is None:
        raise NotFound("没有这个表格")
    title = info.title or table
    return Response(
        template_workbook(title, model),
        media_type=WORKBOOK,
        headers={"Content-Disposition": f"attachment; filename=\"{table}.xlsx\"; filename*=UTF-8''{quote(title)}.xlsx"},
    )
