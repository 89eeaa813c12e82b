"""The relay's work without Prefect, and how it goes to Prefect and comes back."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.canonical import moment
from engine.settings import Installation
from engine.store import owe
from tests.faults.victim import only_settle
from tests.support.county import County, make_county
from workflows.flows import relay
from workflows.flows.errands import Errands
from workflows.flows.presence import Presence
from workflows.flows.settings import export, server_address


@pytest.fixture
def county(tmp_path: Path) -> County:
    return make_county(f"sqlite:///{tmp_path / 'carnation.db'}", tmp_path)


@pytest.fixture
def errands(county: County) -> Errands:
    return Errands(county.office, {"remind": only_settle})


def owe_some(county: County, *identities: str) -> None:
    with county.office.database.write() as tx:
        for identity in identities:
            owe(tx, identity, "remind", {}, moment(county.office.clocks.now()), None)


def owed(county: County) -> list[str]:
    with county.office.database.read() as tx:
        return [row[0] for row in tx.all("SELECT id FROM effects WHERE state = 'owed' ORDER BY id", {})]


class TestErrands:
    def test_go_by_way_of_prefect_by_id(self, county: County, errands: Errands) -> None:
        owe_some(county, "e1", "e2")
        way: list[str] = []

        def through(effect: str, kind: str) -> None:
            way.append(f"{kind} {effect}")
            errands.carry(effect)

        errands.carry_round(through)
        assert way == ["remind e1", "remind e2"]
        assert (owed(county), errands.carried) == ([], 2)

    def test_are_carried_once_and_all_when_prefect_fails_on_the_way(self, county: County, errands: Errands) -> None:
        owe_some(county, "e1", "e2", "e3")
        way: list[str] = []

        def through(effect: str, _kind: str) -> None:
            way.append(effect)
            errands.carry(effect)
            raise ConnectionError("the server went away")

        with pytest.raises(ConnectionError):
            errands.carry_round(through)
        assert way == ["e1"]
        assert (owed(county), errands.carried) == ([], 3)

    def test_that_were_not_begun_are_given_back_when_the_relay_stops(self, county: County, errands: Errands) -> None:
        owe_some(county, "e1", "e2", "e3")

        def through(effect: str, _kind: str) -> None:
            errands.carry(effect)
            errands.stop.set()

        errands.carry_round(through)
        assert owed(county) == ["e2", "e3"]
        errands.stop.clear()
        assert errands.carry_round() == 2, "they wait for no lease"

    def test_are_noticed_after_the_commit_of_another_process(self, tmp_path: Path, county: County) -> None:
        other = Errands(relay.open_office(county.office.installation, county.office.clocks), {})
        assert not other.due()
        owe_some(county, "e1")
        assert other.due()


class TestTheServerOfPrefect:
    @pytest.fixture
    def server(self) -> Iterator[http.server.HTTPServer]:
        class Health(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200 if self.path == "/api/health" else 404)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        with http.server.HTTPServer(("127.0.0.1", 0), Health) as found:
            thread = threading.Thread(target=found.serve_forever)
            thread.start()
            yield found
            found.shutdown()
            thread.join()

    def test_is_loaded_when_it_answers_and_left_when_it_fails_though_it_answers(
        self, server: http.server.HTTPServer
    ) -> None:
        loaded, now = [], [100.0]
        presence = Presence(("127.0.0.1", server.server_port, "/api/health"), lambda: loaded.append(1), lambda: now[0])
        presence.look()
        presence.look()
        assert (presence.present, loaded) == (True, [1])

        presence.failed(RuntimeError("database is locked"))
        presence.look()
        assert not presence.present
        now[0] += 10
        presence.look()
        assert presence.present

        presence.failed(RuntimeError("again"))
        now[0] += 5
        presence.look()
        assert not presence.present, "the second pause is longer"

    def test_is_away_when_nobody_answers(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level("INFO", "carnation.relay")
        presence = Presence(("127.0.0.1", 9, "/api/health"), lambda: None)
        presence.look()
        presence.look()
        assert not presence.present
        assert len(caplog.records) == 1

    def test_is_not_asked_for_where_the_office_works_without_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("PREFECT_API_URL", raising=False)
        assert server_address(Installation(data=tmp_path)) is None
        monkeypatch.setenv("PREFECT_API_URL", "http://10.0.0.5:4200/api")
        assert server_address(Installation(data=tmp_path)) == ("10.0.0.5", 4200, "/api/health")
        assert server_address(Installation(data=tmp_path, prefect=False)) is None


class TestTheNameOfARelay:
    def test_is_alive_as_long_as_the_relay(self, tmp_path: Path) -> None:
        with relay.name_of_this_relay(tmp_path) as name:
            assert relay.living(tmp_path) == [name]
            assert name.startswith(f"{relay.place(tmp_path)}-")
        assert relay.living(tmp_path) == []

    def test_of_a_killed_relay_is_forgotten(self, tmp_path: Path) -> None:
        with relay.name_of_this_relay(tmp_path) as alive:
            (tmp_path / "relays" / "left-behind").touch()
            assert relay.living(tmp_path) == [alive]
            assert not (tmp_path / "relays" / "left-behind").exists()


def test_prefect_is_told_to_call_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment: dict[str, str] = {}
    monkeypatch.setattr("os.environ", environment)
    export(Installation(data=tmp_path, prefect_port=4201))
    assert environment["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert environment["DO_NOT_TRACK"] == "1"
    assert environment["PREFECT_API_URL"] == "http://127.0.0.1:4201/api"
    assert environment["PREFECT_HOME"] == str(tmp_path / "prefect")
