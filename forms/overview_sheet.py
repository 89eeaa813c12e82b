"""The leaders' overview as an Excel file (总览导出): one sheet for each table, with who made it, when and of what."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from engine.queries.overview import Overview, Table

NAME_WIDTH, NUMBER_WIDTH = 34, 20
FORBIDDEN = str.maketrans("", "", "[]:*?/\\")


def overview_sheets(found: Overview, note: Sequence[str], mark: str) -> bytes:
    """The file's bytes. `note` stands above each table; `mark` on each printed page (水印), with who and when."""
    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": "总览", "comments": mark})
    styles = {
        "note": book.add_format({"font_color": "#545b64"}),
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "count": book.add_format({"num_format": "#,##0"}),
        "money": book.add_format({"num_format": "#,##0.00"}),
    }
    for table in found.tables:
        _sheet(book, styles, table, note, mark)
    book.close()
    return buffer.getvalue()


def _sheet(book: Any, styles: dict[str, Any], table: Table, note: Sequence[str], mark: str) -> None:
    sheet = book.add_worksheet(table.title.translate(FORBIDDEN)[:31])
    sheet.set_column(0, 0, NAME_WIDTH)
    sheet.set_column(1, max(len(table.columns), 1), NUMBER_WIDTH)
    sheet.set_header(f'&C&14&"-,Bold"{_plain(mark)}')
    sheet.set_footer(f"&L{_plain(mark)}&R第&P页，共&N页")
    for row, text in enumerate(note):
        sheet.write_string(row, 0, text, styles["note"])
    top = len(note) + 1
    sheet.write_string(top, 0, table.title, styles["head"])
    for column, (label, unit) in enumerate(zip(table.columns, table.units, strict=True), 1):
        sheet.write_string(top, column, f"{label}（{unit}）", styles["head"])
    for row, line in enumerate(table.lines, top + 1):
        sheet.write_string(row, 0, line.label)
        for column, number in enumerate(line.numbers, 1):
            kind = "money" if isinstance(number.value, Decimal) else "count"
            sheet.write_number(row, column, number.value, styles[kind])
    sheet.freeze_panes(top + 1, 1)


def _plain(text: str) -> str:
    """An ampersand would begin a code in a header."""
    return text.replace("&", "&&")
