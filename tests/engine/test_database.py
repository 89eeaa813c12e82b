"""Connections: each thread has its own, and none outlives its thread or is left without statistics."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from engine.database import Database, open_database
from tests.support.county import make_county


class TestSqlite:
    @pytest.fixture
    def database(self, tmp_path: Path) -> Database:
        return make_county(f"sqlite:///{tmp_path}/carnation.db", tmp_path).office.database

    def test_a_thread_that_ended_leaves_no_file_open(self, database: Database) -> None:
        def ask() -> None:
            with database.read() as tx:
                assert tx.one("SELECT COUNT(*) FROM cases", {}) == (0,)

        def ask_in_threads(count: int) -> int:
            for _ in range(count):
                thread = threading.Thread(target=ask)
                thread.start()
                thread.join()
            return len(list(Path("/proc/self/fd").iterdir()))

        few = ask_in_threads(3)  # SQLite keeps one file of those that were closed, for the next
        assert ask_in_threads(20) == few
        database.close()

    def test_tidying_gives_the_planner_its_statistics(self, database: Database) -> None:
        database.tidy()
        with database.read() as tx:
            known = tx.all("SELECT DISTINCT tbl FROM sqlite_stat1", {})
        assert {("units",), ("accounts",)} <= set(known)
        database.close()


def test_a_database_can_be_opened_again_after_it_was_closed(database_url: str, tmp_path: Path) -> None:
    database = make_county(database_url, tmp_path).office.database
    database.tidy()
    database.close()
    again = open_database(database_url)
    with again.read() as tx:
        assert tx.one("SELECT COUNT(*) FROM cases", {}) == (0,)
    again.close()


def test_a_first_start_waits_for_another_process_that_writes_the_new_file(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("CREATE TABLE started (by TEXT)")
    other.execute("BEGIN IMMEDIATE")
    database = open_database(f"sqlite:///{file}")

    def begin() -> None:
        with database.write() as tx:
            tx.run("INSERT INTO started VALUES ('me')", {})

    thread = threading.Thread(target=begin)
    thread.start()
    thread.join(timeout=0.3)  # SQLite refuses such a start at once; it must still be waiting, or not begun
    other.execute("COMMIT")
    thread.join()
    assert other.execute("SELECT by FROM started").fetchall() == [("me",)]
    other.close()
    database.close()
