"""Whatever is sent to the API by its own description of itself, nothing breaks and nobody is shown a trace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from starlette.testclient import TestClient

from engine import sessions
from tests.support.county import make_county
from tests.support.story import tell
from tests.support.web import Web, web_of

OPERATIONS = (
    "POST /api/session",
    "DELETE /api/session",
    "GET /api/case-types",
    "GET /api/case-types/{code}",
    "GET /api/cases",
    "POST /api/cases/search",
    "POST /api/cases",
    "GET /api/cases/{case_id}",
    "GET /api/cases/{case_id}/steps",
    "POST /api/cases/{case_id}/steps/{step}",
    "GET /api/inbox",
    "GET /api/papers/{paper_id}",
    "POST /api/track",
)


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    folder = tmp_path_factory.mktemp("fuzz")
    county = make_county(f"sqlite:///{folder / 'carnation.db'}", folder / "office")
    county.office.installation.password_memory_kib = 1024
    tell(county)
    found = web_of(county)
    with TestClient(found.app):
        yield found
    county.office.close()


def test_every_operation_is_tried(web: Web) -> None:
    described = {
        f"{method.upper()} {path}" for path, methods in web.app.openapi()["paths"].items() for method in methods
    }
    assert described == set(OPERATIONS)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_no_request_breaks_the_api(web: Web, operation: str) -> None:
    method, path = operation.split(" ")
    described = schemathesis.openapi.from_asgi("/api/openapi.json", web.app)[path][method]
    token = sessions.start(web.county.office, "head").token

    @settings(
        max_examples=20,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(case=described.as_strategy())
    def ask(case: Any) -> None:
        answer = case.call(headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code < 500, answer.text
        if answer.status_code >= 400:
            assert answer.json()["status"] == answer.status_code

    ask()
