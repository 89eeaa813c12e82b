"""Refusals as problem documents (RFC 9457), in Chinese, with every reason and every wrong field."""

from __future__ import annotations

import logging
import traceback
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from engine.errors import FieldError, InvalidForm, NotReady, Reason, Refusal
from engine.form import RULES
from engine.ids import new_id
from engine.office import Office

MEDIA_TYPE = "application/problem+json"
HTTP_TITLES = {
    400: ("请求无法读取", "请求的内容不完整，或者编码不对"),
    401: ("请先登录", "没有登录，或者登录已经过期"),
    403: ("无权办理", "没有权限"),
    404: ("没有找到", "没有这个地址"),
    405: ("不支持这种操作", "这个地址不支持这种请求方法"),
    413: ("内容太大", "提交的内容超过限制，没有处理"),
    415: ("格式不支持", "请以JSON格式提交"),
}
log = logging.getLogger("carnation.web")


class Unexpected(Refusal):
    """Something broke that nobody foresaw (意外故障); nothing of it is told but where to find it in the log."""

    status = 500
    title = "系统出了故障"

    def __init__(self, reference: str) -> None:
        super().__init__(f"操作没有完成，数据没有改动。请把编号{reference}告诉系统管理员")
        self.reference = reference


class Http(Refusal):
    """A refusal of the protocol itself: unknown address, wrong method, body too large."""

    def __init__(self, status: int, detail: str = "") -> None:
        title, usual = HTTP_TITLES.get(status, ("请求有误", "请求不能处理"))
        super().__init__(detail or usual)
        self.status = status
        self.title = title


def problem(refusal: Refusal) -> JSONResponse:
    """The problem document of a refusal."""
    body: dict[str, Any] = {
        "type": f"urn:carnation:problem:{kind_of(refusal)}",
        "title": refusal.title,
        "status": refusal.status,
        "detail": refusal.detail,
    }
    if refusal.reasons:
        body["reasons"] = [_reason(reason) for reason in refusal.reasons]
    if isinstance(refusal, InvalidForm):
        body["fields"] = [{"field": f.field, "label": f.label, "message": f.message} for f in refusal.fields]
    headers = {"Retry-After": "5"} if isinstance(refusal, NotReady) else None
    return JSONResponse(body, refusal.status, headers, MEDIA_TYPE)


def kind_of(refusal: Refusal) -> str:
    """The refusal's name in the problem's type: not-allowed, stale, invalid-form."""
    name = type(refusal).__name__
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).removeprefix("-")


def _reason(reason: Reason) -> dict[str, str]:
    found = {"text": reason.text, "basis": reason.basis, "lifted_by": reason.lifted_by, "code": reason.code}
    return {**found, "step": reason.step} if reason.step else found


def from_validation(error: RequestValidationError) -> Refusal:
    """A request that does not have the documented form, each fault named."""
    faults = error.errors()
    if any(fault["type"] == "json_invalid" for fault in faults):
        return Http(400, "请求不是有效的JSON")
    return InvalidForm(tuple(_fault(fault) for fault in faults))


def _fault(fault: Any) -> FieldError:
    path = [str(part) for part in fault["loc"] if part not in {"body", "query", "path", "header"}]
    name = ".".join(path) or "请求"
    message = RULES.get(fault["type"])
    if message is None:
        message = str(fault["msg"]).removeprefix("Value error, ") if fault["type"] == "value_error" else "格式不对"
    return FieldError(name, name, message)


def from_http(error: HTTPException) -> Refusal:
    """A refusal of the protocol itself."""
    detail = error.detail if error.detail and not error.detail.isascii() else ""
    return Http(error.status_code, detail)


def from_fault(request: Request, error: Exception) -> Refusal:
    """Note an unforeseen fault in the log, without any value of the request, and say where to find it."""
    office: Office = request.app.state.office
    reference = new_id(office.clocks.now())[-8:].upper()
    where = "".join(traceback.format_tb(error.__traceback__)[-6:])
    log.error("fault %s: %s\n%s", reference, type(error).__name__, where)
    return Unexpected(reference)
