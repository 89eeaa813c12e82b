"""What the API takes and gives, as its OpenAPI document describes it."""

from __future__ import annotations

import math
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

DEEPEST = 12
LARGEST_NUMBER = 2**53
SURROGATES = ("\ud800", "\udfff")


def clean(value: Any, depth: int = 0) -> Any:  # noqa: C901 - one branch for each kind of JSON value
    """Refuse what no row can keep: NUL, half characters, numbers beyond a double's whole numbers, deep nesting."""
    if depth > DEEPEST:
        raise ValueError("层次太深")
    if isinstance(value, str):
        if "\0" in value or any(SURROGATES[0] <= c <= SURROGATES[1] for c in value):
            raise ValueError("含有不能保存的字符")
    elif isinstance(value, bool) or value is None:
        return value
    elif isinstance(value, int | float):
        if not math.isfinite(value) or abs(value) > LARGEST_NUMBER:
            raise ValueError('数字太大；金额请写成文字，如"3500.00"')
    elif isinstance(value, dict):
        for key, below in value.items():
            clean(key, depth + 1)
            clean(below, depth + 1)
    elif isinstance(value, list):
        for below in value:
            clean(below, depth + 1)
    return value


Text = Annotated[str, BeforeValidator(clean), Field(max_length=400)]
Answers = Annotated[
    dict[str, Any],
    BeforeValidator(clean),
    Field(title="填写的内容", description="按案件类型说明中该步骤的表单填写；日期写成2026-11-20，金额写成文字"),
]


class Body(BaseModel):
    """What a request carries; unknown members are refused."""

    model_config = ConfigDict(extra="forbid")


class LogIn(Body):
    """Signing in (登录)."""

    login: Text = Field(title="账号", examples=["duan"])
    password: Text = Field(title="密码")


class SignedIn(BaseModel):
    """A session: send `token` as `Authorization: Bearer`, or use the cookie with `csrf` in `X-CSRF-Token`."""

    token: str
    csrf: str
    account: str
    name: str
    unit: str
    roles: list[str]


class Search(Body):
    """A search (查找案件): part of a number, title or name, or a whole identity number; never in an address."""

    text: Text = Field(title="查找内容", min_length=1)
    is_open: bool | None = Field(default=None, title="只看在办")
    after: Text = Field(default="", title="翻页位置")


class OpenCase(Body):
    """Opening a case (登记)."""

    case_type: Text = Field(title="案件类型", examples=["labour_inspection"])
    step: Text = Field(default="", title="登记步骤", description="该类型只有一种登记方式时可以不写")
    answers: Answers


class TakeStep(Body):
    """Taking a step (办理)."""

    answers: Answers = Field(default_factory=dict)
    version: int | None = Field(
        default=None, title="版本", description="读取案件时的版本；也可以放在If-Match里", ge=0, le=2**31
    )


class Tracking(Body):
    """Following a claim (查询进度)."""

    code: Text = Field(title="查询码")
    tail: Text = Field(title="身份证号码后四位")


class Taken(BaseModel):
    """What became of a command."""

    case_id: str
    number: str
    stage: str
    stage_label: str
    version: int
    papers: list[dict[str, Any]]
    deadlines: list[dict[str, Any]]
    repeated: bool
    tracking_code: str | None = Field(default=None, description="只在登记时给出一次")


class Problem(BaseModel):
    """A problem document (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    reasons: list[dict[str, str]] = []
    fields: list[dict[str, str]] = []
