"""Reads a return file (回盘文件) from Excel: finds the head row, and gives each line's cells as plain texts.

Only the columns that are declared are taken; whatever else a file holds about people is left out. Amounts are
decimal texts in yuan, days ISO texts; a cell that is neither is told with its heading.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from engine.casetype import ReturnColumn
from engine.errors import FieldError, InvalidForm
from engine.return_matching import EMPLOYER, KEYS, NUMBER, Read
from forms.render import iso_date

HEAD_ROWS = 20
"""Above the head row a file may say who made it, and when."""
FEN = Decimal("0.01")
LONGEST = 200


def read_returns(data: bytes, columns: Sequence[ReturnColumn]) -> list[Read]:
    """The lines of the first sheet; raises InvalidForm where there is no sheet or a heading is missing."""
    try:
        rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    except (CalamineError, IndexError, ValueError, OSError):
        raise _fault("打不开，应为Excel文件（.xlsx或者.xls）") from None
    head, places = _head(rows, columns)
    kinds = {column.field: column for column in columns}
    lines = []
    for number, row in enumerate(rows[head + 1 :], head + 2):
        cells = {name: row[place] if place < len(row) else "" for name, place in places.items()}
        if any(str(value).strip() for value in cells.values()) and not _is_total(row):
            lines.append(_line(number, cells, kinds))
    return lines


def _head(rows: list[list[Any]], columns: Sequence[ReturnColumn]) -> tuple[int, dict[str, int]]:
    names = {**KEYS, **{column.field: column.heads for column in columns}}
    needed = {column.field for column in columns if column.required}
    best: dict[str, int] = {}
    at = 0
    for number, row in enumerate(rows[:HEAD_ROWS]):
        texts = [_head_text(cell) for cell in row]
        found = {name: place for name, heads in names.items() if (place := _place(texts, heads)) is not None}
        if len(found) > len(best):
            best, at = found, number
    missing = [names[name][0] for name in names if name in needed and name not in best]
    if NUMBER not in best and EMPLOYER not in best:
        missing.append(f"{KEYS[NUMBER][0]}或者{KEYS[EMPLOYER][0]}")
    if missing:
        raise _fault(f"没有找到这些列：{'、'.join(missing)}；请核对表头的写法")
    return at, best


def _head_text(cell: Any) -> str:
    return str(cell).replace("（元）", "").replace("(元)", "").replace(" ", "").strip()


def _place(texts: list[str], heads: tuple[str, ...]) -> int | None:
    return next((texts.index(head) for head in heads if head in texts), None)


def _is_total(row: list[Any]) -> bool:
    return any(str(cell).replace(" ", "").startswith(("合计", "总计", "小计")) for cell in row[:3])


def _line(number: int, cells: dict[str, Any], kinds: dict[str, ReturnColumn]) -> Read:
    told: dict[str, str] = {}
    problems = []
    for name, value in cells.items():
        column = kinds.get(name)
        text, problem = _cell(value, column.kind if column else "text")
        told[name] = text
        if problem:
            problems.append(f"{column.heads[0] if column else KEYS[name][0]}：{problem}")
        elif column is not None and column.required and not text:
            problems.append(f"{column.heads[0]}：没有填写")
    for name, column in kinds.items():
        if not told.get(name) and column.kind == "yuan" and not column.required:
            told[name] = "0.00"
    return Read(number, told, "；".join(problems))


def _cell(value: Any, kind: str) -> tuple[str, str]:
    """A cell as a text, and what is wrong with it."""
    if kind == "day":
        return _day(value)
    if kind == "yuan":
        return _yuan(value)
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    text = text.strip()
    return (text, "") if len(text) <= LONGEST else ("", f"超过{LONGEST}个字")


def _day(value: Any) -> tuple[str, str]:
    if isinstance(value, datetime):
        return value.date().isoformat(), ""
    if isinstance(value, date):
        return value.isoformat(), ""
    text = str(int(value)) if isinstance(value, float) else str(value).strip()
    if not text:
        return "", ""
    try:
        return date.fromisoformat(iso_date(text)).isoformat(), ""
    except ValueError:
        return text[:20], "不是日期"


def _yuan(value: Any) -> tuple[str, str]:
    text = str(value).replace(",", "").replace("，", "").replace("元", "").strip()
    if not text:
        return "", ""
    try:
        amount = Decimal(text)  # the shortest text of the number that Excel kept, as it was typed there
    except InvalidOperation:
        return text[:20], "不是金额"
    if not amount.is_finite() or amount < 0 or amount != amount.quantize(FEN):
        return text[:20], "应为不小于0、最多两位小数的金额"
    return str(amount.quantize(FEN)), ""


def _fault(message: str) -> InvalidForm:
    return InvalidForm((FieldError("file", "回盘文件", message),))
