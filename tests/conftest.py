"""Fixtures of every test: both databases and a browser."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.support import postgres
from tests.support.machine import find_program

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM_ARGUMENTS = [
    "--headless",
    "--no-sandbox",  # Chromium refuses its sandbox to root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_configure(config: pytest.Config) -> None:
    """Prepare the cluster of the whole run, in its first process only."""
    if not hasattr(config, "workerinput"):
        run = ExitStack()
        run.enter_context(postgres.cluster_folder())
        config.add_cleanup(run.close)


# Speed is measured in tests/benchmarks; a busy machine must not fail a property. The gate tries the same examples
# each time, so that one commit has one answer; `CARNATION_EXPLORE=1` looks for new ones.
settings.register_profile(
    "carnation",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=not os.environ.get("CARNATION_EXPLORE"),
)
settings.load_profile("carnation")


@pytest.fixture(scope="session")
def postgres_cluster() -> postgres.Cluster:
    """The run's PostgreSQL, on which one may make several databases or copies of a prepared one."""
    return postgres.running_cluster()


@pytest.fixture
def postgres_url(postgres_cluster: postgres.Cluster) -> Iterator[str]:
    """URL of a fresh, empty PostgreSQL database."""
    with postgres_cluster.database() as name:
        yield postgres_cluster.url(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of a fresh, empty database: the test runs once on each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'carnation.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """A headless Chromium of the system.

    Per module, because its driver keeps an event loop running in this thread, in which the tests of another
    module could not start theirs.
    """
    chromium = find_program("chromium", package="chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()
