"""How the read log and errors read to people: acts and subjects in Chinese, nothing in them that looks like personal data."""

from __future__ import annotations

import re
from collections.abc import Mapping

from engine.masking import mask_id, mask_phone
from engine.readlog import Entry

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
NAMED = re.compile(r"\b(role:|setting:)(\S+)")
WORD = re.compile(r"(?:^| )(account|role|case|unit|setting|place|to|return|from|until|value|effect|submission):")


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


def subject_words(entry: Entry, labels: Mapping[str, str]) -> str:
    """To what it was done: 账户duan，角色劳动保障监察员; ids, and the `labels` of roles and settings."""
    named = NAMED.sub(lambda found: found[1] + labels.get(found[2], found[2]), entry.subject)
    return shielded(WORD.sub(lambda found: ("，" if found.start() else "") + SUBJECTS[found[1]], named))
