"""What stands before every page and verb: limits, security headers and the transport rule; knows no page."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from engine.settings import Installation

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
OnFault = Callable[[Request, Exception], Response]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LARGEST_BODY = 2_000_000
LONGEST_URL = 4_000
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
EMBEDDABLE = "/track"
OPEN_TO_ALL = "/healthz"


@dataclass(frozen=True, slots=True)
class Room:
    """Addresses to which larger bodies may be posted, because files are uploaded there. Bytes."""

    addresses: re.Pattern[str]
    largest_body: int


class Shield:
    """ASGI middleware around the whole application."""

    def __init__(self, app: App, installation: Installation, on_fault: OnFault, rooms: Sequence[Room] = ()) -> None:
        self._app = app
        self._rooms = rooms
        self._installation = installation
        self._on_fault = on_fault

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check the request, then guard the response's headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        guarded = self._guarded(scope, send)
        refusal = self._refuse(scope)
        if refusal is not None:
            await refusal(scope, receive, guarded)
            return
        await self._answered(scope, _limited(receive, self._largest(scope), _length(scope)), guarded)

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a fault here: raised further, it would reach the server's log with every value in its message."""
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception as error:  # noqa: BLE001 - whatever it was, nobody is shown it
            response = await run_in_threadpool(self._on_fault, Request(scope), error)
            if not begun:
                await response(scope, receive, send)

    def _refuse(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if len(scope["raw_path"] or b"") + len(scope["query_string"]) > LONGEST_URL:
            return PlainTextResponse("地址太长", 414)
        if self._installation.behind_proxy and scope["path"] != OPEN_TO_ALL:
            scope["scheme"] = headers.get("x-forwarded-proto", "http").split(",")[-1].strip()
            if scope["scheme"] != "https":
                return PlainTextResponse("只能通过加密的网址（https）访问本系统", 403)
        length = headers.get("content-length", "0")
        # Where files are uploaded the page itself says so, once it knows who is asking.
        if not length.isdigit() or (int(length) > LARGEST_BODY and self._largest(scope) == LARGEST_BODY):
            return PlainTextResponse("提交的内容太大，没有处理", 413)
        return None

    def _largest(self, scope: Scope) -> int:
        if scope["method"] == "POST":
            for room in self._rooms:
                if room.addresses.fullmatch(scope["path"]):
                    return room.largest_body
        return LARGEST_BODY

    def _guarded(self, scope: Scope, send: Send) -> Send:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # What is served as a file brings a stricter policy of its own.
                headers.setdefault("Content-Security-Policy", POLICY.format(ancestors=self._ancestors(scope)))
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
                if scope.get("scheme") == "https":
                    headers["Strict-Transport-Security"] = "max-age=31536000"
            await send(message)

        return guarded

    def _ancestors(self, scope: Scope) -> str:
        allowed = " ".join(self._installation.track_embed.replace(";", " ").replace(",", " ").split())
        return allowed if allowed and scope["path"] == EMBEDDABLE else "'none'"


def _length(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "0")
    return int(length) if length.isdigit() else 0


def _limited(receive: Receive, largest: int, declared: int) -> Receive:
    """Stop reading a body that is too large, before its first byte where its header says so."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        if declared > largest:
            raise HTTPException(413, f"一次提交的内容不能超过{largest / 1_000_000:g} MB，没有处理；请分几次提交")
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > largest:
            raise HTTPException(413)
        return message

    return limited


def address_of(scope: Scope, installation: Installation) -> str:
    """The caller's address, for throttling: the last one the trusted proxy added, else that of the connection."""
    if installation.behind_proxy:
        forwarded = Headers(scope=scope).get("x-forwarded-for", "").split(",")[-1].strip()
        try:
            return str(ip_address(forwarded))
        except ValueError:
            return "proxy"
    client = scope.get("client")
    return str(client[0]) if client else "unknown"
