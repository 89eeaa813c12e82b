"""Which column of a table is which field of a line, told by the words of its head."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pydantic import BaseModel

from engine.form import masked_kind
from forms.rosters.grid import Grid, TableRefused

HEAD_ROWS = 10
"""Titles and notes may stand over the head; so many rows are searched for it."""
NOTES = re.compile(r"[（(【\[].*?[）)】\]]|[*＊:：\s]")
BY_KIND = {
    "id": (
        "身份证号码",
        "身份证号",
        "身份证",
        "公民身份号码",
        "公民身份证号码",
        "证件号码",
        "证件号",
        "社会保障号码",
        "社会保障号",
    ),
    "name": ("姓名", "职工姓名", "员工姓名", "劳动者姓名", "劳动者", "参保人姓名", "参保人", "名字"),
    "phone": ("电话", "联系电话", "手机", "手机号", "手机号码", "电话号码", "联系方式"),
}
BY_NAME = {
    "begins": ("起始月份", "开始月份", "起始年月", "开始年月", "起始月", "开始月", "起", "自"),
    "ends": ("终止月份", "截止月份", "结束月份", "终止年月", "截止年月", "结束年月", "终止月", "截止月", "止", "至"),
    "month": ("月份", "年月", "所属月份", "费款所属期", "所属期", "工资月份"),
    "wage": ("月平均工资", "平均工资", "月工资", "工资", "应发工资"),
    "base": ("缴费基数", "基数", "月缴费基数"),
    "hired_on": ("用工日期", "入职日期", "入职时间", "用工起始日期", "招用日期"),
    "credited_on": ("记账日期", "到账日期"),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the lines begin, the field of each column, and the heads that no field answers to."""

    first_row: int
    fields: dict[int, str]
    unused: tuple[str, ...]


def plain_head(text: str) -> str:
    """A head without units, stars and blanks: 月平均工资（元）* becomes 月平均工资."""
    return NOTES.sub("", text)


def match_columns(model: type[BaseModel], grid: Grid) -> Columns:
    """Find the head and match its words; a block without a head is taken in the order of the form.

    Raises TableRefused, naming the columns that are missing.
    """
    words = _words(model)
    heads = [(_matched(words, row), n) for n, row in enumerate(grid[:HEAD_ROWS])]
    found, place = max(heads, key=lambda each: (len(each[0]), -each[1]))
    if len(found) >= min(2, len(model.model_fields)):
        missing = [
            info.title or name
            for name, info in model.model_fields.items()
            if info.is_required() and name not in found.values()
        ]
        if missing:
            raise TableRefused(f"表头里缺少“{'”“'.join(missing)}”这{'几' if len(missing) > 1 else '一'}列，没有读入")
        unused = tuple(head for n, head in enumerate(grid[place]) if head and n not in found)
        return Columns(place + 1, found, unused)
    names = list(model.model_fields)
    if max(map(len, grid)) > len(names):
        labels = "、".join(info.title or name for name, info in model.model_fields.items())
        raise TableRefused(f"没有认出表头；请带上表头一起复制，或者按这个顺序排列：{labels}")
    return Columns(0, dict(enumerate(names)), ())


def _words(model: type[BaseModel]) -> dict[str, str]:
    """The field that each head stands for; a field's own title wins."""
    found: dict[str, str] = {}
    for name, info in model.model_fields.items():
        for word in (*BY_KIND.get(masked_kind(info) or "", ()), *BY_NAME.get(name, ())):
            found.setdefault(word, name)
    return found | {plain_head(info.title or name): name for name, info in model.model_fields.items()}


def _matched(words: dict[str, str], row: list[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for n, head in enumerate(row):
        name = words.get(plain_head(head))
        if name is not None and name not in found.values():
            found[n] = name
    return found
