"""Rows of cells out of a pasted block, an .xlsx workbook or a text file; knows no columns and no form.

Every cell becomes the text that a person would read there. A number that Excel has rounded stays recognisable by its
exponent, because its last digits are lost.
"""

from __future__ import annotations

import csv
import re
import struct
import unicodedata
import warnings
import zipfile
import zlib
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any

from engine.errors import Refusal

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 2_000, 60, 2_000
LARGEST_FILE = 5_000_000
LARGEST_INSIDE = 30_000_000
"""Bytes that a workbook may have when it is unpacked: far more than a roster, far less than a bomb."""
EXACT = 10**15
"""Up to here Excel keeps every digit."""
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
LOCAL_HEADER = 30
Grid = list[list[str]]


class TableRefused(Refusal):
    """A block or file cannot be read as a table (表格不能读取)."""

    title = "表格没有读入"


def pasted_grid(text: str) -> Grid:
    """The rows of a block that was copied from a spreadsheet, or typed with commas or wide gaps."""
    if "\t" in text:
        return _limited(csv.reader(StringIO(text, newline=""), delimiter="\t"))
    rows = ([cell for cell in re.split(r"[,，;；]|\s{2,}|　", line.strip()) if cell] for line in text.splitlines())
    return _limited(row for row in rows if row)


def file_grid(data: bytes) -> Grid:
    """The rows of a file: the first sheet of an .xlsx workbook, or a text of cells apart by commas or tabs."""
    if not data:
        raise TableRefused("文件是空的")
    if len(data) > LARGEST_FILE:
        raise TableRefused(f"文件超过{LARGEST_FILE / 1_000_000:g} MB，请只保留要填的这张表")
    if data.startswith(OLD_OFFICE):
        raise TableRefused("这是旧版的Excel文件（xls）或者加了密码；请去掉密码，另存为xlsx再上传")
    if data.startswith(b"PK"):
        return _workbook_grid(data)
    text = _decoded(data)
    if re.match(r"\s*<", text):
        raise TableRefused("这其实是网页文件，不是Excel表格；请用Excel打开，另存为xlsx再上传")
    first = text.splitlines()[0] if text.strip() else ""
    return _limited(csv.reader(StringIO(text, newline=""), delimiter="\t" if "\t" in first else ","))


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise TableRefused("不认识这种文件；请上传xlsx，或者从Excel复制后粘贴")


def _workbook_grid(data: bytes) -> Grid:
    from openpyxl import load_workbook

    _must_be_small_inside(data)
    broken = TableRefused("文件已经损坏，或者不是Excel表格；请用Excel打开，另存为xlsx再上传")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles, which nobody reads here
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                sheet = next((s for s in book.worksheets if s.sheet_state == "visible"), None)
                if sheet is None:
                    raise TableRefused("文件里没有看得见的工作表")
                # What a sheet says of its own size may be wrong, and reading must not trust it.
                sheet.reset_dimensions()
                return _limited(sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True))
            finally:
                book.close()
    except TableRefused:
        raise
    except Exception as error:
        # Whatever the library stumbles over in somebody's file, the file is what is wrong.
        raise broken from error


def _must_be_small_inside(data: bytes) -> None:
    """Unpack with a limit, whatever the sizes are that the package itself tells."""
    left = LARGEST_INSIDE
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise TableRefused("文件已经损坏，请重新保存后再上传") from error
    for member in members:
        start = member.header_offset
        if len(data) < start + LOCAL_HEADER or member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise TableRefused("文件的压缩方式不认识，请用Excel另存为xlsx再上传")
        name, extra = struct.unpack("<HH", data[start + 26 : start + LOCAL_HEADER])
        packed = data[start + LOCAL_HEADER + name + extra :][: member.compress_size]
        left -= len(packed) if member.compress_type == zipfile.ZIP_STORED else _unpacked_size(packed, left)
        if left < 0:
            raise TableRefused("文件展开以后太大，没有读取；请只保留要填的这张表")


def _unpacked_size(packed: bytes, most: int) -> int:
    unpack = zlib.decompressobj(-15)
    size, rest = 0, packed
    try:
        while not unpack.eof and size <= most:
            part = unpack.decompress(rest, 1 << 20)
            rest = unpack.unconsumed_tail
            size += len(part)
            if not part and not rest:
                break
    except zlib.error as error:
        raise TableRefused("文件已经损坏，请重新保存后再上传") from error
    return size


def _limited(rows: Any) -> Grid:
    found: Grid = []
    try:
        for row in rows:
            cells = [cell_text(value) for value in row[:MOST_COLUMNS]]
            while cells and not cells[-1]:
                cells.pop()
            found.append(cells)
            if len(found) > MOST_ROWS:
                raise TableRefused(f"超过{MOST_ROWS}行，没有读入；请分几次办理")
    except csv.Error as error:
        raise TableRefused("表格里的引号或者换行不能识别；请从Excel复制后粘贴，或者上传xlsx") from error
    while found and not found[-1]:
        found.pop()
    if not any(found):
        raise TableRefused("表格是空的")
    return found


def cell_text(value: Any) -> str:
    """What a person reads in a cell: 4500, 2026-03-01, 是; without blanks around, in half-width digits and letters."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value)
    plain = unicodedata.normalize("NFKC", str(value)[:LONGEST_CELL]).replace("\u200b", "")
    return plain.replace("_x000D_", " ").strip().removeprefix("'").strip()


def _number(value: float) -> str:
    if abs(value) >= EXACT:
        return f"{value:.14E}"
    if value == int(value):
        return str(int(value))
    return f"{value:.10f}".rstrip("0")
