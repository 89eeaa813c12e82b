"""An office on each database for the tests of the kernel, empty of cases or with a story told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import readlog
from engine.administration import recuse
from engine.clock import Clocks
from engine.migrate import migrate
from engine.office import open_office
from engine.settings import Installation
from tests.support.county import County, MovedTime, make_county
from tests.support.postgres import Cluster
from tests.support.scene import Scene, Told
from tests.support.story import tell


@pytest.fixture
def county(database_url: str, tmp_path: Path) -> Iterator[County]:
    made = make_county(database_url, tmp_path / "office")
    yield made
    made.office.close()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    folder = tmp_path_factory.mktemp("told")
    if request.param == "sqlite":
        url = f"sqlite:///{folder / 'told.db'}"
        migrate(url)
        county = make_county(url, folder / "office")
        yield Told("sqlite", folder, str(folder / "told.db"), _told(county))
        return
    cluster: Cluster = request.getfixturevalue("postgres_cluster")
    with cluster.database() as name:
        migrate(cluster.url(name))
        county = make_county(cluster.url(name), folder / "office")
        yield Told("postgresql", folder, name, _told(county))


def _told(county: County) -> dict[str, str]:
    cases = tell(county)
    recuse(county.office, cases["labour_inspection"], "reception", "亲属", "head")
    with county.office.database.write() as tx:
        for n in range(3):
            readlog.record(tx, county.office, "duan", "reveal", f"case:{n}", "核对身份")
    county.office.close()
    return cases


@pytest.fixture
def scene(told: Told, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Scene]:
    shutil.copytree(told.folder / "office", tmp_path / "office")
    if told.kind == "sqlite":
        shutil.copy(told.database, tmp_path / "copy.db")
        yield from _scene(told, f"sqlite:///{tmp_path / 'copy.db'}", tmp_path / "office")
        return
    cluster: Cluster = request.getfixturevalue("postgres_cluster")
    with cluster.database(told.database) as name:
        yield from _scene(told, cluster.url(name), tmp_path / "office")


def _scene(told: Told, url: str, folder: Path) -> Iterator[Scene]:
    time = MovedTime()
    time.forward(days=30)
    office = open_office(Installation(data=folder, database_url=url, password_memory_kib=64), Clocks(technical=time))
    yield Scene(County(office, time), told.cases, url)
    office.close()
