"""Leases, back-off and order of the outbox, on both databases, with time that the test moves."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from engine.canonical import moment
from engine.effects import (
    BACK_OFF,
    DEAD_AFTER,
    LEASE,
    Claim,
    LeaseLost,
    any_owed,
    carry,
    carry_all,
    claim,
    redeliver,
    release,
    settle,
)
from engine.errors import NotReady
from engine.office import Office
from engine.store import owe
from tests.faults.victim import only_settle
from tests.support.county import County, make_county
from workflows.flows.sweep import Sweeper


@pytest.fixture
def county(database_url: str, tmp_path: Path) -> County:
    return make_county(database_url, tmp_path)


def owe_some(county: County, *identities: str, kind: str = "remind") -> None:
    with county.office.database.write() as tx:
        for identity in identities:
            owe(tx, identity, kind, {}, moment(county.office.clocks.now()), None)


def state_of(county: County, identity: str) -> tuple[str, int]:
    with county.office.database.read() as tx:
        row = tx.one("SELECT state, attempt FROM effects WHERE id = :id", {"id": identity})
    assert row is not None
    return row[0], row[1]


def refuse(office: Office, claimed: Claim) -> None:
    raise NotReady("税务接口不通")


def test_only_what_is_known_is_touched_where_that_is_wanted(county: County) -> None:
    owe_some(county, "e1", "e2", kind="elsewhere")
    owe_some(county, "e3")
    assert carry_all(county.office, {"remind": only_settle}, known_only=True) == 1
    assert [state_of(county, one) for one in ("e1", "e2", "e3")] == [("owed", 0), ("owed", 0), ("done", 1)]


class TestALease:
    def test_keeps_others_away_until_it_runs_out(self, county: County) -> None:
        owe_some(county, "e1")
        [mine] = claim(county.office)
        assert claim(county.office) == []
        county.time.forward(seconds=LEASE.total_seconds())
        assert claim(county.office) == []
        county.time.forward(seconds=1)
        [theirs] = claim(county.office)
        assert (theirs.id, theirs.attempt) == ("e1", mine.attempt + 1)

    def test_that_was_lost_settles_nothing(self, county: County) -> None:
        owe_some(county, "e1")
        [mine] = claim(county.office)
        county.time.forward(seconds=LEASE.total_seconds() + 1)
        [theirs] = claim(county.office)
        with pytest.raises(LeaseLost), county.office.database.write() as tx:
            settle(tx, mine, county.office.clocks.now())
        assert carry(county.office, theirs, {"remind": only_settle})
        assert state_of(county, "e1") == ("done", 2)

    def test_that_is_given_back_unused_is_owed_at_once_and_costs_no_attempt(self, county: County) -> None:
        owe_some(county, "e1")
        [mine] = claim(county.office)
        release(county.office, mine)
        assert any_owed(county.office)
        [again] = claim(county.office)
        assert again.attempt == 1
        release(county.office, mine)
        assert claim(county.office) == [], "the earlier lease must not give the later one back"

    def test_is_held_by_one_of_several_relays(self, county: County) -> None:
        identities = [f"e{n:02}" for n in range(40)]
        owe_some(county, *identities)
        together = Barrier(4)

        def take(_: int) -> list[str]:
            together.wait()
            return [each.id for _ in range(10) for each in claim(county.office, 3)]

        with ThreadPoolExecutor(4) as relays:
            taken = [identity for part in relays.map(take, range(4)) for identity in part]
        assert sorted(taken) == identities


class TestAFailedEffect:
    def test_is_tried_again_later_and_later_until_it_is_dead(self, county: County) -> None:
        owe_some(county, "e1")
        for attempt in range(1, DEAD_AFTER):
            assert carry_all(county.office, {"remind": refuse}) == 0
            assert state_of(county, "e1") == ("owed", attempt)
            county.time.forward(seconds=BACK_OFF[min(attempt, len(BACK_OFF)) - 1] - 1)
            assert not any_owed(county.office)
            county.time.forward(seconds=1)
            assert any_owed(county.office)
        carry_all(county.office, {"remind": refuse})
        assert state_of(county, "e1") == ("dead", DEAD_AFTER)

        county.time.forward(days=30)
        assert not any_owed(county.office)
        assert redeliver(county.office, "e1")
        assert not redeliver(county.office, "e1")
        assert carry_all(county.office, {"remind": only_settle}) == 1

    def test_does_not_hold_up_the_others(self, county: County) -> None:
        owe_some(county, "e1", kind="broken")
        owe_some(county, "e2", "e3")
        assert carry_all(county.office, {"broken": refuse, "remind": only_settle}) == 2

    def test_keeps_the_reason_without_ending_the_relay(self, county: County) -> None:
        owe_some(county, "e1")
        carry_all(county.office, {"remind": refuse})
        with county.office.database.read() as tx:
            assert tx.one("SELECT last_error FROM effects", {}) == ("税务接口不通",)


class TestTheSweep:
    def test_takes_up_what_the_relay_missed(self, county: County) -> None:
        owe_some(county, "e1")
        sweeper = Sweeper(county.office, {"remind": only_settle})
        assert sweeper.sweep().carried == 0, "what was owed just now is the relay's"
        county.time.forward(minutes=2)
        swept = sweeper.sweep()
        assert (swept.late, swept.carried) == (1, 1)

    def test_names_a_dead_effect_once(self, county: County, caplog: pytest.LogCaptureFixture) -> None:
        owe_some(county, "e1")
        with county.office.database.write() as tx:
            tx.run("UPDATE effects SET state = 'dead'", {})
        sweeper = Sweeper(county.office, {})
        assert sweeper.sweep().dead == sweeper.sweep().dead == ("e1",)
        assert [record.name for record in caplog.records].count("carnation.sweep") == 1

    def test_leaves_a_running_effect_alone(self, county: County) -> None:
        owe_some(county, "e1")
        county.time.forward(minutes=2)
        claim(county.office)
        assert Sweeper(county.office, {}).sweep().late == 0
        county.time.moment += LEASE + timedelta(seconds=1)
        assert Sweeper(county.office, {}).sweep().late == 1
