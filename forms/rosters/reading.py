"""Lines of a form out of rows of cells: each value as somebody would have typed it, right or wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from forms.render import Kind, Typed, iso_date, kind_of, options_of
from forms.rosters.columns import match_columns
from forms.rosters.grid import Grid, TableRefused

SERIAL = re.compile(r"[2-7]\d{4}(?:\.0+)?")
"""Days since the end of 1899, as spreadsheets count them: from 1954 to 2119."""
EPOCH = date(1899, 12, 30)
SUMS = re.compile(r"合\s*计|总\s*计|小\s*计|本页合计")


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that were read, and the heads of columns that were not used."""

    lines: tuple[Typed, ...]
    unused: tuple[str, ...]


def read_lines(model: type[BaseModel], grid: Grid, most: int) -> Lines:
    """The lines of a table; blank rows and sums are left out. Raises TableRefused."""
    columns = match_columns(model, grid)
    lines = []
    for row in grid[columns.first_row :]:
        cells = {name: row[n] if n < len(row) else "" for n, name in columns.fields.items()}
        if not any(cells.values()) or any(SUMS.fullmatch(cell) for cell in row):
            continue
        lines.append({name: _typed(model.model_fields[name], text) for name, text in cells.items()})
    if not lines:
        raise TableRefused("表头下面没有内容")
    if len(lines) > most:
        raise TableRefused(f"共{len(lines)}行，一次最多{most}行，没有读入；请分几次办理")
    return Lines(tuple(lines), columns.unused)


def _typed(info: FieldInfo, text: str) -> str:
    """A cell as it would be typed into the field; the field itself says what is wrong with it."""
    kind = kind_of(info)
    if kind is Kind.DATE:
        if SERIAL.fullmatch(text):
            return (EPOCH + timedelta(days=int(float(text)))).isoformat()
        day = iso_date(text)
        return day if day[:1].isdigit() else text
    if kind in {Kind.CHOICE, Kind.YES_NO}:
        return next((option.value for option in options_of(info) if text in {option.label, option.value}), text)
    return text
