"""How the read log and errors read to people: acts and subjects in Chinese, nothing in them that looks like personal data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from engine import queries as q
from engine.directory import Setting
from engine.ids import time_of
from engine.masking import mask_id, mask_phone
from engine.readlog import Entry
from forms.pages.frame import day_words, moment_words

ACTS = {
    "log_in": "登录",
    "change_password": "修改密码",
    "reset_password": "重设密码",
    "ask_password_reset": "申请重设管理员密码",
    "create_unit": "新建单位",
    "create_account": "新建账户",
    "set_card": "登记执法证",
    "grant_role": "授予角色",
    "end_role": "结束角色",
    "delegate": "委托代理",
    "end_delegation": "结束代理",
    "disable_account": "停用账户",
    "enable_account": "启用账户",
    "set_setting": "设置参数",
    "recuse": "回避",
    "redeliver": "重新送出",
    "backup": "备份",
    "search_number": "按证件号码查找",
    "upload_return_file": "上传回盘文件",
    "assign_return_line": "指定回盘行的案件",
    "dismiss_return_line": "不登记回盘行",
    "confirm_return_file": "确认登记回盘",
    "export_overview": "导出总览",
    "export_list": "导出列表",
    "print_list": "打印列表",
    "export_cases": "导出案件列表",
    "download_paper": "下载文书",
    "view_exhibit": "查看证据",
    "download_exhibit": "下载证据",
    "print_receipt": "打印回执",
    "export_bundle": "导出案件包",
    "print_summary": "打印摘要",
    "open_submission": "查看网上投诉",
    "open_form": "打开填好个人信息的表单",
    "register_submission": "登记网上投诉",
    "decline_submission": "不登记网上投诉",
    "reveal_personal_data": "显示个人信息",
}
SUBJECTS = {
    "account": "账户",
    "role": "角色",
    "case": "案件",
    "unit": "单位",
    "setting": "参数",
    "place": "地区",
    "to": "代理人",
    "return": "回盘",
    "from": "自",
    "until": "至",
    "value": "值为",
    "effect": "事项",
    "submission": "网上投诉",
}
IDENTITY = re.compile(r"(?<!\d)\d{15}(?:\d{2}[\dXx])?(?!\d)")
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
UNLIMITED = "none"
PART = re.compile(rf"(?:^| )({'|'.join(SUBJECTS)}):")
KEPT = re.compile(r"([0-9a-z]{26})-(\d+)(?:-\d+)?")
"""The id of a paper or a piece of evidence: its case, and the record by which it came into it."""
CODED = re.compile(r"[0-9a-z]{26}")
"""An id of the kernel, which tells people nothing but when it was made."""


def shielded(text: str) -> str:
    """A text in which what looks like an identity or mobile number is hidden in part.

    >>> shielded("核对533024199203150024，电话13987512345")
    '核对533024********0024，电话139****2345'
    """
    text = IDENTITY.sub(lambda found: mask_id(found.group()), text)
    return MOBILE.sub(lambda found: mask_phone(found.group()), text)


def act_words(entry: Entry) -> str:
    """What was done."""
    return ACTS.get(entry.action, entry.action)


@dataclass(frozen=True, slots=True)
class Labels:
    """The settings, and the labels of roles and settings, the names of units and the numbers of cases, by their code."""

    settings: Mapping[str, Setting]
    named: Mapping[str, str]


def case_of(subject: str) -> str:
    """The id of the case that a subject names or belongs to, empty where there is none."""
    kept = KEPT.fullmatch(subject)
    return kept[1] if kept else parts_of(subject).get("case", "")


def parts_of(subject: str) -> dict[str, str]:
    """The parts of a subject, each under the word that says what it is.

    >>> parts_of("setting:number.case place:530523 value:a b")
    {'setting': 'number.case', 'place': '530523', 'value': 'a b'}
    """
    words = PART.split(subject)
    return dict(zip(words[1::2], words[2::2], strict=True))


def subject_words(entry: Entry, labels: Labels) -> str:
    """To what it was done: 账户duan，角色“劳动保障监察员”."""
    parts = parts_of(entry.subject)
    if kept := KEPT.fullmatch(entry.subject):
        return f"案件{labels.named.get(kept[1], kept[1])}，第{int(kept[2])}条记录"
    setting = labels.settings.get(parts.get("setting", ""))
    said = [SUBJECTS[what] + _part_words(what, told, labels, setting) for what, told in parts.items()]
    return shielded("，".join(said) or entry.subject)


def _part_words(what: str, told: str, labels: Labels, setting: Setting | None) -> str:
    if what == "value":
        return f"“{setting.words(told) if setting else told}”"
    if what in {"role", "setting"}:
        return f"“{labels.named.get(told, told)}”"
    if what == "place":
        return f"{q.place_label(told)}（{told}）"
    return labels.named.get(told) or _dated(told)


def _dated(told: str) -> str:
    if told == UNLIMITED:
        return "没有写明的日子"
    if DAY.fullmatch(told):
        return day_words(date.fromisoformat(told))
    identity, _, line = told.partition("/")
    if not CODED.fullmatch(identity):
        return told
    return f"（{moment_words(time_of(identity))}）" + (f"第{line}行" if line else "")
