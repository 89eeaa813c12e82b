"""Refusals: every way in which the kernel says no, each with the reason and a way forward, in Chinese."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One unmet condition (未满足的条件): what is missing, under which article, and who can lift it."""

    text: str
    basis: str = ""
    lifted_by: str = ""
    code: str = ""
    step: str = ""
    """The step of the same case by which it is lifted, where there is one."""


@dataclass(frozen=True, slots=True)
class FieldError:
    """One wrong field (填写错误): where, which rule, in words for the person who typed it."""

    field: str
    label: str
    message: str


class Refusal(Exception):
    """The request was understood and refused; nothing was changed."""

    status = 422
    title = "不能办理"

    def __init__(self, detail: str, reasons: tuple[Reason, ...] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.reasons = reasons


class NotAllowed(Refusal):
    """The actor may not do this to this case (无权办理)."""

    status = 403
    title = "无权办理"


class PageExpired(NotAllowed):
    """What was sent came from a page that is too old or not of this system (页面失效)."""

    title = "没有提交"


class NotSignedIn(Refusal):
    """Nobody is signed in, or the session is over (未登录)."""

    status = 401
    title = "请先登录"


class NotFound(Refusal):
    """There is no such thing, or the actor may not know of it (找不到)."""

    status = 404
    title = "没有找到"


class WrongStage(Refusal):
    """The case does not stand where this step begins (阶段不符)."""

    status = 409
    title = "案件阶段已经变化"


class Stale(Refusal):
    """Somebody changed the case after the page was loaded (页面已过时)."""

    status = 409
    title = "案件刚刚有变化"


class Unmet(Refusal):
    """Conditions of the law are not met (条件不满足); `reasons` holds every one of them."""

    title = "条件不满足"


class InvalidForm(Refusal):
    """Fields are wrong (填写有误); `fields` names each one."""

    title = "填写有误"

    def __init__(self, fields: tuple[FieldError, ...]) -> None:
        super().__init__("；".join(f"{f.label}：{f.message}" for f in fields))
        self.fields = fields


class RequestReused(Refusal):
    """The same request id came with another content (请求编号重复)."""

    title = "请求编号重复"


class NotReady(Refusal):
    """Something the office must set or install first is missing (尚未就绪)."""

    status = 503
    title = "系统尚未就绪"


class TooManyAttempts(Refusal):
    """Too many failures in a row (尝试次数过多); the detail says when to try again."""

    status = 429
    title = "尝试次数过多"


class SettingMissing(Refusal):
    """The law leaves a value to the office and the office has not set it (参数未设置)."""

    title = "参数未设置"


class DeclarationError(Exception):
    """A case type is declared wrongly; the message tells its developer what to mend."""
