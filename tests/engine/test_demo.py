"""The demo is made once, thrown away when it was left half made, and never mixed with real data."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from engine.accounts import create_unit
from engine.demo import account_lines, demo_folder, demo_installation, prepare, throw_away
from engine.errors import NotReady
from engine.migrate import migrate
from engine.office import Office, open_office
from engine.settings import Installation

NAME = "installation_of_this_test"


@dataclass
class Account:
    login: str
    name: str
    post: str


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Office]:
    """The offices for which the installation made a demo county."""
    offices: list[Office] = []

    def make_demo(office: Office) -> None:
        offices.append(office)
        unit = {"agency": "hrss", "name": "龙陵县人社局", "short_name": "龙人社", "jurisdiction": "530523"}
        create_unit(office, id="hrss", **unit)
        with office.database.write() as tx:
            tx.run(
                "INSERT INTO accounts (id, login, name, unit_id, password_hash, post, card_number, password_expired)"
                " VALUES ('duan', 'duan', '段志明', 'hrss', '', '', '', :no)",
                {"no": False},
            )

    module = ModuleType(NAME)
    module.__dict__.update(make_demo=make_demo, DEMO_ACCOUNTS=[Account("duan", "段志明", "监察员")], DEMO_PASSWORD="x")
    monkeypatch.setitem(sys.modules, NAME, module)
    monkeypatch.setenv("CARNATION_SETUP", NAME)
    return offices


@contextmanager
def started(installation: Installation) -> Iterator[Office]:
    """An office as the web process opens it."""
    installation.data.mkdir(parents=True, exist_ok=True)
    migrate(installation.database())
    office = open_office(installation)
    try:
        yield office
    finally:
        office.close()


class TestTheDemoCounty:
    def test_is_made_at_the_first_start_only(self, tmp_path: Path, made: list[Office]) -> None:
        for _ in range(2):
            with started(demo_installation(tmp_path, None)) as office:
                prepare(office)
        assert len(made) == 1

    def test_left_half_made_is_made_anew(
        self, tmp_path: Path, made: list[Office], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        installation = demo_installation(tmp_path, None)
        whole = sys.modules[NAME].make_demo

        def interrupted(office: Office) -> None:
            whole(office)
            raise KeyboardInterrupt

        monkeypatch.setattr(sys.modules[NAME], "make_demo", interrupted)
        with started(installation) as office, pytest.raises(KeyboardInterrupt):
            prepare(office)
        monkeypatch.setattr(sys.modules[NAME], "make_demo", whole)
        throw_away(installation, always=False)
        with started(installation) as office:
            prepare(office)
        assert len(made) == 2

    def test_is_thrown_away_on_request_and_else_kept(self, tmp_path: Path, made: list[Office]) -> None:
        installation = demo_installation(tmp_path, None)
        with started(installation) as office:
            prepare(office)
        (tmp_path / "notes.txt").write_text("mine")
        throw_away(installation, always=False)
        assert (tmp_path / "carnation.db").exists()
        throw_away(installation, always=True)
        assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]

    def test_tells_its_accounts(self, tmp_path: Path, made: list[Office]) -> None:
        assert account_lines(demo_installation(tmp_path, None)) == ["duan  段志明  监察员", "密码都是：x"]


class TestRealData:
    def test_are_never_thrown_away(self, tmp_path: Path) -> None:
        with started(Installation(data=tmp_path)):
            throw_away(Installation(data=tmp_path, demo=True), always=True)
            assert (tmp_path / "carnation.db").exists()

    def test_take_no_demo_in(self, tmp_path: Path, made: list[Office]) -> None:
        with started(demo_installation(tmp_path, None)) as office:
            sys.modules[NAME].make_demo(office)
            with pytest.raises(NotReady, match="已有正式数据"):
                prepare(office)

    def test_are_not_kept_in_a_demo(self, tmp_path: Path, made: list[Office]) -> None:
        with started(demo_installation(tmp_path, None)) as office:
            prepare(office)
        with started(Installation(data=tmp_path)) as office, pytest.raises(NotReady, match="这是演示数据"):
            prepare(office)


class TestTheFolder:
    def test_is_below_the_one_that_is_set(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CARNATION_DATA", str(tmp_path))
        assert demo_folder() == tmp_path / "demo"

    def test_is_the_users_own_otherwise(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("CARNATION_DATA", raising=False)
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
        assert demo_folder() == tmp_path / "carnation" / "demo"

    def test_is_here_where_the_user_has_none(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("CARNATION_DATA", raising=False)
        (tmp_path / "file").touch()
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
        assert demo_folder() == Path("data") / "demo"

    def test_that_holds_something_else_is_left_alone(self, tmp_path: Path) -> None:
        with closing(sqlite3.connect(tmp_path / "carnation.db")) as other:
            other.execute("CREATE TABLE mine (x)")
            other.commit()
        throw_away(demo_installation(tmp_path, None), always=True)
        assert (tmp_path / "carnation.db").exists()
