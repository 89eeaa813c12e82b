"""Tables from elsewhere: what Excel copies and saves comes in as it was, and what cannot be read says why."""

from __future__ import annotations

import csv
import struct
import zipfile
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Annotated, Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pydantic import Field

from engine.errors import InvalidForm
from engine.form import Form
from forms.choices import Labelled
from forms.fields import PastDay, PersonName
from forms.parts import WorkerPeriod
from forms.render import answers_from
from forms.rosters.columns import match_columns
from forms.rosters.grid import MOST_ROWS, TableRefused, file_grid, pasted_grid
from forms.rosters.reading import read_lines
from forms.rosters.template import template_workbook

FOLDER = Path(__file__).parent / "malformed"
TODAY = date(2026, 11, 20)


class Way(Labelled):
    HAND = "hand", "当面"
    POST = "post", "邮寄"


class Line(Form):
    """A line with a field of each kind that a spreadsheet spoils."""

    name: PersonName
    hired_on: Annotated[PastDay, Field(title="用工之日", examples=["2024-03-01"])]
    way: Annotated[Way, Field(title="方式", examples=["hand"])]
    told: Annotated[bool | None, Field(title="已告知")] = None


class Workers(Form):
    workers: Annotated[tuple[WorkerPeriod, ...], Field(title="劳动者")]


def workbook(rows: list[list[Any]], sheets: int = 1, formats: dict[str, str] | None = None) -> bytes:
    """A workbook whose first sheet holds these rows."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy/m/d"})
        for _ in range(sheets):
            sheet = book.add_worksheet()
            for r, row in enumerate(rows):
                for c, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(r, c, value, day)
                    else:
                        sheet.write(r, c, value)
    return out.getvalue()


HEAD = ["姓名", "身份证号码", "起始月份", "终止月份", "月平均工资"]
ROW = ["杨春兰", "533024199203150024", "2024-03", "2024-08", "4500"]
CELL = st.text(st.sampled_from('张李·寸尹ABc019-，。（） \t\n"'), min_size=1, max_size=12).map(
    lambda text: " ".join(text.replace("\t", " ").split())
)
LINES = st.lists(st.tuples(CELL, CELL, CELL, CELL, CELL), min_size=1, max_size=8).filter(
    lambda rows: all(any(cell for cell in row) for row in rows)
)


class TestRoundTrip:
    @given(LINES, st.permutations(range(5)))
    def test_what_excel_copies_comes_in_as_it_was(self, rows: list[tuple[str, ...]], order: list[int]) -> None:
        out = StringIO()
        writer = csv.writer(out, dialect="excel-tab")
        writer.writerow([HEAD[n] for n in order])
        writer.writerows([[row[n] for n in order] for row in rows])
        assert self.texts(read_lines(WorkerPeriod, pasted_grid(out.getvalue()), 500).lines) == self.plain(rows)

    @given(LINES, st.permutations(range(5)))
    def test_what_excel_saves_comes_in_as_it_was(self, rows: list[tuple[str, ...]], order: list[int]) -> None:
        out = BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
            sheet = book.add_worksheet()
            for r, row in enumerate([HEAD, *rows]):
                for c, n in enumerate(order):
                    sheet.write_string(r, c, row[n])
        assert self.texts(read_lines(WorkerPeriod, file_grid(out.getvalue()), 500).lines) == self.plain(rows)

    @staticmethod
    def texts(lines: tuple[Any, ...]) -> list[tuple[str, ...]]:
        return [tuple(line[name] for name in WorkerPeriod.model_fields) for line in lines]

    @staticmethod
    def plain(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """Full-width signs become half-width, as they do in every field."""
        wide = str.maketrans("，（）", ",()")
        return [tuple(cell.translate(wide) for cell in row) for row in rows]

    def test_the_template_matches_its_own_form(self) -> None:
        data = template_workbook("劳动者", WorkerPeriod)
        assert match_columns(WorkerPeriod, file_grid(data)).unused == ()
        sheet = load_workbook(BytesIO(data))["填写"]
        assert sheet.column_dimensions["B"].width >= 12
        with pytest.raises(TableRefused, match="表头下面没有内容"):
            read_lines(WorkerPeriod, file_grid(data), 500)


class TestColumns:
    def test_are_told_by_their_heads_in_any_order_under_a_title(self) -> None:
        grid = pasted_grid(
            "龙陵县禾青石斛加工厂花名册\n填报单位：\t\t制表日期：2026-11\n"
            "序号\t月工资（元）*\t职工姓名\t公民身份号码\t截止年月\t起始年月\t备注\n"
            "1\t4,500.00\t杨春兰\t533024199203150024\t2024年8月\t2024/3\t\n"
            "\t\t\t\t\t\t\n合计\t4500\t\t\t\t\t\n"
        )
        found = read_lines(WorkerPeriod, grid, 500)
        assert found.unused == ("序号", "备注")
        answers = {"workers": [answers_from(WorkerPeriod, line) for line in found.lines]}
        (worker,) = Workers.parse(answers, TODAY).workers
        assert (worker.name, worker.begins, worker.ends, str(worker.wage)) == (
            "杨春兰",
            "2024-03",
            "2024-08",
            "4500.00",
        )

    def test_without_a_head_are_taken_in_the_order_of_the_form(self) -> None:
        assert read_lines(WorkerPeriod, pasted_grid("\t".join(ROW)), 500).lines[0]["wage"] == "4500"
        assert read_lines(WorkerPeriod, pasted_grid("，".join(ROW)), 500).lines[0]["name"] == "杨春兰"
        with pytest.raises(TableRefused, match=r"没有认出表头.*按这个顺序排列：姓名、公民身份号码"):
            read_lines(WorkerPeriod, pasted_grid("\t".join([*ROW, "多出来的"])), 500)

    def test_that_are_missing_are_named(self) -> None:
        with pytest.raises(TableRefused, match="缺少“起始月份”“终止月份”“月平均工资（元）”这几列"):
            read_lines(WorkerPeriod, pasted_grid("姓名\t身份证号\n杨春兰\t1"), 500)

    def test_more_lines_than_a_form_takes_are_refused(self) -> None:
        block = "\n".join("\t".join(row) for row in [HEAD, *[ROW] * 6])
        with pytest.raises(TableRefused, match="共6行，一次最多5行"):
            read_lines(WorkerPeriod, pasted_grid(block), 5)


class TestCells:
    @pytest.mark.parametrize("number", [533024199203150024, 5.33024199203150e17, "5.33024E+17"])
    def test_an_identity_number_that_excel_rounded_is_refused_by_name(self, number: Any) -> None:
        grid = file_grid(workbook([HEAD, [ROW[0], number, *ROW[2:]]]))
        lines = read_lines(WorkerPeriod, grid, 500).lines
        with pytest.raises(InvalidForm) as refused:
            Workers.parse({"workers": [answers_from(WorkerPeriod, line) for line in lines]}, TODAY)
        (fault,) = refused.value.fields
        assert (fault.field, fault.label) == ("workers.0.resident_id", "劳动者，第1行，公民身份号码")
        assert "文本" in fault.message

    @pytest.mark.parametrize(
        "day", [date(2024, 3, 1), 45352, "45352", "2024年3月1日", "2024.3.1", "20240301", "２０２４-3-1"]
    )
    def test_a_date_comes_as_date_serial_or_text(self, day: Any) -> None:
        grid = file_grid(workbook([["姓名", "入职日期", "方式", "已告知"], ["杨春兰", day, "邮寄", "是"]]))
        (line,) = read_lines(Line, grid, 500).lines
        assert line == {"name": "杨春兰", "hired_on": "2024-03-01", "way": "post", "told": "yes"}

    def test_what_is_not_understood_stays_as_it_was_typed(self) -> None:
        grid = pasted_grid("姓名\t用工之日\t方式\n杨春兰\t去年春天\t托人")
        (line,) = read_lines(Line, grid, 500).lines
        assert (line["hired_on"], line["way"]) == ("去年春天", "托人")

    def test_a_formula_is_text(self) -> None:
        grid = file_grid((FOLDER / "formula_injection.csv").read_bytes())
        assert grid[1][1] == "=cmd|' /C calc'!A0"


READABLE = {
    "date_1904.xlsx": "2021-01-01",
    "has_x000D_.xlsx": "ABC \nDEF",
    "nonstandard-xml-ns-prefix.xlsx": "",
    "whitespace_trim.xlsx": "",
    "gbk.csv": "序号",
    "utf16le_bom.csv": "序号",
    "tsv_named.xls": "序号",
    "quotes_newlines.csv": "序号",
    "header_three_rows.csv": "龙陵县2024年12月参保人员名册",
    "only_header.csv": "序号",
    "formula_injection.csv": "序号",
    "too_small.xls": "",
}
UNREADABLE = {
    "pass_protected.xlsx": "加了密码",
    "date.xls": "旧版的Excel文件",
    "issue_666_panic.xlsb": "已经损坏",
    "empty_sheet.xlsx": "表格是空的",
    "html_table_named.xls": "网页文件",
    "mixed_gbk_utf8_lines.csv": "不认识这种文件",
}


class TestFiles:
    @pytest.mark.parametrize("name", READABLE)
    def test_odd_files_are_read(self, name: str) -> None:
        assert file_grid((FOLDER / name).read_bytes())[0][0].startswith(READABLE[name])

    @pytest.mark.parametrize("name", UNREADABLE)
    def test_broken_files_say_what_is_wrong(self, name: str) -> None:
        with pytest.raises(TableRefused, match=UNREADABLE[name]):
            file_grid((FOLDER / name).read_bytes())

    def test_every_kept_file_is_tried(self) -> None:
        assert {path.name for path in FOLDER.iterdir()} == {*READABLE, *UNREADABLE, "ORIGIN.md"}

    @given(st.binary(max_size=300))
    def test_noise_is_refused_or_read_and_breaks_nothing(self, data: bytes) -> None:
        for head in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe"):
            try:
                file_grid(head + data)
            except TableRefused as refusal:
                assert refusal.detail

    def test_a_workbook_cut_off_anywhere_is_refused(self) -> None:
        whole = workbook([HEAD, ROW])
        for length in range(4, len(whole) - 1, 97):
            with pytest.raises(TableRefused):
                file_grid(whole[:length])

    def test_a_bomb_is_refused_whatever_sizes_it_tells(self) -> None:
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("xl/worksheets/sheet1.xml", b"0" * 31_000_000)
        honest = out.getvalue()
        size = struct.pack("<I", 31_000_000)
        for data in (honest, honest.replace(size, struct.pack("<I", 100))):
            with pytest.raises(TableRefused, match="展开以后太大"):
                file_grid(data)

    def test_a_cell_far_away_costs_nothing(self) -> None:
        out = BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, HEAD)
            sheet.write_row(1, 0, ROW)
            sheet.write(1_048_575, 16_383, "x")
        with pytest.raises(TableRefused, match=f"超过{MOST_ROWS}行"):
            file_grid(out.getvalue())

    def test_hidden_sheets_are_passed_over(self) -> None:
        out = BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
            hidden, shown = book.add_worksheet("隐藏"), book.add_worksheet("名册")
            hidden.write(0, 0, "隐藏的")
            shown.write(0, 0, "看得见的")
            shown.activate()
            shown.set_first_sheet()
            hidden.hide()
        assert file_grid(out.getvalue()) == [["看得见的"]]
