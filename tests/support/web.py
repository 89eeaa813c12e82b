"""A county behind its web application: people signed in by cookie or token, and a real server for browsers."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from typing import Any

import uvicorn
from fastapi import FastAPI
from starlette.testclient import TestClient

from engine import sessions
from engine.app import create_app
from engine.visitor import COOKIE
from tests.support.county import County

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def text_of(page: str) -> str:
    """What a person reads of a page."""
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", page)))


@dataclass
class Web:
    """An application over a county."""

    county: County
    app: FastAPI

    def api(self, person: str) -> TestClient:
        """A program that acts for a person, by token."""
        token = sessions.start(self.county.office, person).token
        return TestClient(self.app, headers={"Authorization": f"Bearer {token}"})

    def browser(self, person: str | None) -> Browser:
        """A browser in which a person is signed in, or nobody."""
        client = TestClient(self.app, follow_redirects=True)
        if person:
            client.cookies.set(COOKIE, sessions.start(self.county.office, person).token)
        return Browser(client)


@dataclass
class Browser:
    """A browser without script: it opens pages and posts their forms with all hidden fields."""

    client: TestClient
    page: str = ""
    status: int = 0

    def open(self, path: str) -> str:
        """Open a page."""
        return self._seen(self.client.get(path))

    def post(self, path: str, **typed: Any) -> str:
        """Post the form of the page that is open, with what was typed."""
        hidden = {name: unescape(value) for name, value in HIDDEN.findall(self._main())}
        values = {name.replace("__", "."): value for name, value in typed.items()}
        return self._seen(self.client.post(path, data={**hidden, **values}))

    def _main(self) -> str:
        return self.page[self.page.find("<main") :]

    def _seen(self, response: Any) -> str:
        self.page, self.status = response.text, response.status_code
        self.address = str(response.url)
        return self.page

    address: str = ""


def web_of(county: County) -> Web:
    """The application of a county."""
    return Web(county, create_app(county.office))


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The application behind a real server on a free port; gives its address."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", access_log=False, proxy_headers=False))
    ready = threading.Event()
    started = server.startup

    async def startup(sockets: Any = None) -> None:
        await started(sockets)
        ready.set()

    server.startup = startup  # type: ignore[method-assign] # uvicorn has no hook for “is listening”
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        assert ready.wait(30)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()
