"""The web application: the API, and the pages of the module that the installation names."""

from __future__ import annotations

import importlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from engine import api, apidocs
from engine.errors import Refusal
from engine.office import Office
from engine.problems import from_fault, from_http, from_validation, problem
from engine.shield import Room, Shield
from engine.writer import Writer

PageOfRefusal = Callable[[Request, Refusal], Response]


def create_app(office: Office, pages: str | None = "forms.pages") -> FastAPI:
    """An application over an open office. `pages` names a module with a `router`, a `refusal_page` and `rooms`."""
    writer = Writer(office)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        writer.close()

    app = FastAPI(
        title="康乃馨",
        description="社会保险执法案件管理",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lifespan,
    )
    app.state.office = office
    app.state.writer = writer
    app.include_router(api.router(office, writer))
    app.include_router(apidocs.router)
    app.add_api_route("/healthz", _healthy, include_in_schema=False)
    page_of: PageOfRefusal | None = None
    rooms: Sequence[Room] = ()
    if pages:
        module: Any = importlib.import_module(pages)
        app.include_router(module.router)
        page_of = module.refusal_page
        rooms = module.rooms(office.installation)
    broken = _answer_refusals(app, page_of)
    app.add_middleware(Shield, installation=office.installation, on_fault=broken, rooms=rooms)
    return app


def _healthy() -> PlainTextResponse:
    return PlainTextResponse("ok")


def _answer_refusals(app: FastAPI, page_of: PageOfRefusal | None) -> Callable[[Request, Exception], Response]:
    """Every refusal becomes a problem document under /api, and a page elsewhere; never a stack trace.

    Returns how a fault that nobody foresaw is answered.
    """

    def respond(request: Request, refusal: Refusal) -> Response:
        if page_of is None or request.url.path.startswith("/api/"):
            return problem(refusal)
        return page_of(request, refusal)

    @app.exception_handler(Refusal)
    def refused(request: Request, error: Refusal) -> Response:
        return respond(request, error)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        return respond(request, from_validation(error))

    @app.exception_handler(HTTPException)
    def protocol(request: Request, error: HTTPException) -> Response:
        return respond(request, from_http(error))

    def broken(request: Request, error: Exception) -> Response:
        return respond(request, from_fault(request, error))

    return broken
