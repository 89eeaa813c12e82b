"""An empty workbook for a table of lines (填写模板): the heads that the form knows, every cell as text."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter
from pydantic import BaseModel

from engine.form import example_of
from forms.render import Kind, kind_of, options_of

ROWS = 500
WIDEST = 40


def template_workbook(title: str, model: type[BaseModel]) -> bytes:
    """The workbook. Cells are text, so that identity numbers keep their digits; choices come as lists."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("填写")
        head = book.add_format({"bold": True, "bg_color": "#E8F0F6", "border": 1, "num_format": "@"})
        text = book.add_format({"num_format": "@"})
        notes = book.add_worksheet("说明")
        notes.set_column(0, 2, 28)
        notes.write_row(0, 0, ["列", "怎么填", "例子"], head)
        for n, (name, info) in enumerate(model.model_fields.items()):
            label = info.title or name
            sheet.write_string(0, n, label + ("*" if info.is_required() else ""), head)
            sheet.set_column(n, n, min(max(len(label) * 2.2, 12), WIDEST), text)
            options = [option.label for option in options_of(info)]
            if kind_of(info) in {Kind.CHOICE, Kind.YES_NO} and options:
                sheet.data_validation(1, n, ROWS, n, {"validate": "list", "source": options})
            notes.write_string(n + 1, 0, label)
            notes.write_string(n + 1, 1, info.description or ("必填" if info.is_required() else "选填"))
            notes.write_string(n + 1, 2, str(example_of(name, info)) if info.examples else "")
        notes.write_string(
            len(model.model_fields) + 2, 0, f"{title}：表头不要改，带星号的必填。证件号码列已设为文本，不要改成数字。"
        )
        sheet.freeze_panes(1, 0)
    return out.getvalue()
