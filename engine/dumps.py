"""Copies of a running database and back: SQLite through its own backup, PostgreSQL through its own programs."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from engine.database import Tx, postgres_errors, sqlite_errors
from engine.errors import NotReady

PROGRAMS = "pg_dump和pg_restore（PostgreSQL客户端程序）"


def sqlite_file(url: str) -> Path:
    """The file of a SQLite address."""
    return Path(url.removeprefix("sqlite:///"))


def is_sqlite(url: str) -> bool:
    """Tell SQLite's addresses from PostgreSQL's."""
    return url.startswith("sqlite")


def copy_sqlite(source: Path, target: Path) -> None:
    """One consistent copy of a database that others are writing."""
    with sqlite_errors(), closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy, pages=-1)
    make_one_file(target)


def make_one_file(path: Path) -> None:
    """Take what waits in the write-ahead log into the file itself."""
    with sqlite_errors(), closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def dump_postgres(tx: Tx, url: str, target: Path) -> None:
    """A dump of exactly what the transaction sees. Raises NotReady without PostgreSQL's programs."""
    row = tx.one("SELECT pg_export_snapshot()", {})
    snapshot = str(row[0]) if row else ""
    options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={target}"]
    run("pg_dump", url, [*options, "--dbname="])


def load_postgres(url: str, source: Path) -> None:
    """Load a dump into an empty database, all or nothing."""
    options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    run("pg_restore", url, [*options, "--dbname=", str(source)])


def run(program: str, url: str, arguments: Sequence[str]) -> None:
    """Run one of PostgreSQL's programs; the empty `--dbname=` gets the address, the environment the password."""
    found = shutil.which(program)
    if found is None:
        raise NotReady(f"没有找到{program}；备份PostgreSQL数据库需要{PROGRAMS}，请安装后再试")
    about = _conninfo(url)
    password = about.pop("password", None)
    address = make_conninfo("", **about)
    command = [found, *(f"--dbname={address}" if a == "--dbname=" else a for a in arguments)]
    environment = {**os.environ, "PGPASSWORD": str(password)} if password else None
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own program with our own arguments
        command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, env=environment
    )
    if done.returncode:
        if "No space left" in done.stderr or "File too large" in done.stderr:
            raise NotReady(f"{program}没有完成：磁盘空间不足；请清理磁盘或者换一个位置")
        said = done.stderr.strip().splitlines()
        if not said:
            raise NotReady(f"{program}被系统中止；请检查磁盘空间和内存后再试")
        raise NotReady(f"{program}没有成功：{said[-1]}")


def is_empty_postgres(url: str) -> bool:
    """Tell whether a database has no table of ours or of anybody else in its default schema."""
    with postgres_errors(), psycopg.connect(make_conninfo("", **_conninfo(url)), autocommit=True) as connection:
        sql = "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() LIMIT 1"
        return connection.execute(sql).fetchone() is None


def clear_postgres(url: str) -> None:
    """Drop every table of the default schema; only for a database that was empty before a restore failed."""
    with postgres_errors(), psycopg.connect(make_conninfo("", **_conninfo(url)), autocommit=True) as connection:
        rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").fetchall()
        for (name,) in rows:
            connection.execute(psycopg.sql.SQL("DROP TABLE {} CASCADE").format(psycopg.sql.Identifier(name)))


def _conninfo(url: str) -> dict[str, Any]:
    return conninfo_to_dict(url.replace("postgresql+psycopg://", "postgresql://", 1))
