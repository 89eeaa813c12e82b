"""Migrations: the tables of the program, no more and no less, however often and by however many they are made."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Text, create_engine, inspect

from engine.database import open_database
from engine.errors import NotReady
from engine.migrate import downgrade, is_current, migrate, newest
from engine.tables import metadata

ROOT = Path(__file__).parents[2]


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def tables(url: str) -> set[str]:
    with connected(url) as connection:
        return set(inspect(connection).get_table_names())


def test_the_migrated_schema_is_the_declared_one(database_url: str) -> None:
    migrate(database_url)
    with connected(database_url) as connection:
        # SQLite gives defaults back in another spelling; the next test compares them there.
        options = {"compare_type": True, "compare_server_default": connection.dialect.name != "sqlite"}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def sqlite_schema(connection: Connection) -> dict[str, list[str]]:
    names = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
    asked = ("table_info", "index_list", "foreign_key_list")
    schema = {}
    for name in names:
        rows = [str(row[1:]) for pragma in asked for row in connection.exec_driver_sql(f"PRAGMA {pragma}('{name}')")]
        schema[name] = sorted(rows)
    indexes = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    schema["indexes"] = sorted(str(tuple(row)) for row in connection.exec_driver_sql(indexes))
    return schema


def test_on_sqlite_columns_defaults_and_indexes_are_those_of_the_declared_tables(tmp_path: Path) -> None:
    migrated, declared = f"sqlite:///{tmp_path / 'migrated.db'}", f"sqlite:///{tmp_path / 'declared.db'}"
    migrate(migrated)
    with connected(migrated) as one, connected(declared) as other:
        metadata.create_all(other)
        assert sqlite_schema(one) == sqlite_schema(other)


def test_on_postgresql_collations_are_those_of_the_declared_tables(postgres_url: str) -> None:
    migrate(postgres_url)
    with connected(postgres_url) as connection:
        columns = connection.exec_driver_sql(
            "SELECT table_name, column_name, collation_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND table_name <> 'alembic_version'"
        ).all()
        expected = {
            (table.name, column.name): getattr(column.type.dialect_impl(connection.dialect), "collation", None)
            for table in metadata.tables.values()
            for column in table.columns
        }
        keys = {(t.name, c.name) for t in metadata.tables.values() for c in t.primary_key if isinstance(c.type, Text)}
        assert ("requests", "request_id") in keys
        assert {expected[key] for key in keys} == {"C"}
        assert {(table, column): collation for table, column, collation in columns} == expected


def test_migrating_a_current_database_changes_nothing(database_url: str) -> None:
    assert not is_current(database_url)
    migrate(database_url)
    assert is_current(database_url)
    before = tables(database_url)
    migrate(database_url)
    assert tables(database_url) == before


def test_going_back_to_the_beginning_leaves_no_table(database_url: str) -> None:
    migrate(database_url)
    with connected(database_url) as connection:
        downgrade(connection, "base")
    assert tables(database_url) == {"alembic_version"}
    migrate(database_url)
    assert is_current(database_url)


def test_the_newest_revision_by_name_is_the_newest_by_history() -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "engine" / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == newest()


def test_several_processes_that_start_at_once_make_the_tables_once(database_url: str) -> None:
    script = (
        "import sys; from engine.migrate import migrate; from engine.database import open_database\n"
        "migrate(sys.argv[1]); database = open_database(sys.argv[1])\n"
        'with database.write() as tx: tx.run("INSERT INTO counters (series, last) VALUES (:s, 1)'
        " ON CONFLICT (series) DO UPDATE SET last = counters.last + 1\", {'s': 'started'})\n"
        "database.close()"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    starts = [
        subprocess.Popen([sys.executable, "-c", script, database_url], env=environment, stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    faults = [start.communicate()[1].decode() for start in starts]
    assert faults == [""] * 4
    assert [start.returncode for start in starts] == [0] * 4
    database = open_database(database_url)
    with database.read() as tx:
        assert tx.one("SELECT last FROM counters WHERE series = 'started'", {}) == (4,)
    database.close()


def test_a_database_of_a_newer_program_is_left_alone(database_url: str) -> None:
    migrate(database_url)
    with connected(database_url) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NotReady, match="更新的程序版本"):
        migrate(database_url)


def test_tables_without_a_version_are_not_touched(database_url: str) -> None:
    with connected(database_url) as connection:
        metadata.create_all(connection)
    with pytest.raises(NotReady, match="没有版本记录"):
        migrate(database_url)


def test_a_folder_that_cannot_be_written_is_said_in_chinese() -> None:
    with pytest.raises(NotReady, match="不能写入"):
        migrate("sqlite:////proc/carnation.db")


def test_a_server_that_is_away_is_said_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(NotReady, match="连不上数据库"):
        migrate(f"postgresql://postgres@/nothing?host={tmp_path}")


def test_an_address_of_another_database_is_refused() -> None:
    with pytest.raises(NotReady, match="CARNATION_DATABASE_URL"):
        migrate("mysql://root@localhost/carnation")


def test_a_full_disk_is_said_in_chinese_and_leaves_no_half_schema(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom engine.errors import NotReady\nfrom engine.migrate import migrate\n"
        "try:\n    migrate(sys.argv[1])\nexcept NotReady as refusal:\n    print(refusal.detail)"
    )
    url = f"sqlite:///{tmp_path / 'small.db'}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"}
    said = subprocess.run(
        [sys.executable, "-c", script, url],
        env=environment,
        capture_output=True,
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000)),
    )
    assert "磁盘" in said.stdout.decode()
    assert tables(url) == set()
    migrate(url)
    assert is_current(url)
