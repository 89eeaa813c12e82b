"""Sessions: how long a browser stays signed in, and what ends that."""

from __future__ import annotations

from engine import sessions
from tests.support.county import County


def test_a_started_session_is_found_with_its_csrf_token(county: County) -> None:
    started = sessions.start(county.office, "duan")
    found = sessions.find(county.office, started.token)
    assert found == sessions.Session("duan", started.csrf)
    assert started.csrf != started.token


def test_another_token_finds_nothing(county: County) -> None:
    sessions.start(county.office, "duan")
    assert sessions.find(county.office, "guess") is None


def test_only_the_hash_of_the_token_is_kept(county: County) -> None:
    started = sessions.start(county.office, "duan")
    with county.office.database.read() as tx:
        assert started.token not in str(tx.all("SELECT token_hash, account_id FROM sessions", {}))


def test_thirty_minutes_unused_end_it(county: County) -> None:
    started = sessions.start(county.office, "duan")
    county.time.forward(minutes=30)
    assert sessions.find(county.office, started.token) is None
    county.time.forward(minutes=-29)
    assert sessions.find(county.office, started.token) is None


def test_use_keeps_it_alive_for_twelve_hours_and_no_longer(county: County) -> None:
    started = sessions.start(county.office, "duan")
    for _ in range(12 * 60 // 20 - 1):
        county.time.forward(minutes=20)
        assert sessions.find(county.office, started.token) is not None
    county.time.forward(minutes=20)
    assert sessions.find(county.office, started.token) is None


def test_ending_ends_one_and_ending_all_ends_all(county: County) -> None:
    first, second, other = (sessions.start(county.office, who) for who in ("duan", "duan", "cun"))
    sessions.end(county.office, first.token)
    assert sessions.find(county.office, first.token) is None
    assert sessions.find(county.office, second.token) is not None
    sessions.end_all(county.office, "duan")
    assert sessions.find(county.office, second.token) is None
    assert sessions.find(county.office, other.token) is not None


def test_ended_sessions_are_swept(county: County) -> None:
    sessions.start(county.office, "duan")
    county.time.forward(minutes=20)
    sessions.start(county.office, "cun")
    county.time.forward(minutes=15)
    assert sessions.forget_ended(county.office) == 1
