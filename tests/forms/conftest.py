"""Fixtures of the page tests: a county on SQLite, its application without a browser, and its site for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from engine.handoff import HANDLERS
from tests.support.county import County, make_county
from tests.support.story import render_plainly
from tests.support.web import Web, served, web_of


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    """The small county of the tests, whose papers need no fonts."""
    made = make_county(f"sqlite:///{tmp_path / 'carnation.db'}", tmp_path / "office")
    made.handlers = {**HANDLERS, "render_paper": render_plainly}
    yield made
    made.office.close()


@pytest.fixture
def web(county: County) -> Iterator[Web]:
    """Its application, for browsers without script."""
    found = web_of(county)
    with TestClient(found.app):
        yield found


@pytest.fixture
def site(county: County) -> Iterator[str]:
    """The address of its real server."""
    with served(web_of(county).app) as address:
        yield address
