"""Connections and transactions on SQLite and PostgreSQL: the one place where the two differ.

Statements are written once, with `:name` for values. SQLite runs in WAL mode with immediate write
transactions and one writer at a time per process; PostgreSQL through a pool of psycopg connections.
"""

from __future__ import annotations

import re
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol
from weakref import WeakSet

import psycopg
from psycopg_pool import ConnectionPool, PoolTimeout

from engine.errors import NotReady

Row = tuple[Any, ...]
Values = Mapping[str, Any]
BUSY_MS = 30_000
AGAIN_AFTER = 0.02
"""Seconds between two attempts where SQLite itself does not wait."""
LOOKED_AT = 1000
"""How many rows of each index SQLite looks at for its statistics."""


class Tx(Protocol):
    """A transaction, or a consistent read."""

    def run(self, sql: str, values: Values) -> None:
        """Carry out a statement; its result is not waited for before the commit."""

    def changed(self, sql: str, values: Values) -> int:
        """Carry out a statement and say how many rows it changed."""

    def one(self, sql: str, values: Values) -> Row | None:
        """The first row."""

    def all(self, sql: str, values: Values) -> list[Row]:
        """All rows."""


class Database(Protocol):
    """Where the rows are."""

    dialect: str

    def write(self) -> AbstractContextManager[Tx]:
        """A context manager giving a Tx that is committed at its end."""

    def read(self) -> AbstractContextManager[Tx]:
        """A context manager giving a Tx for reading one consistent state."""

    def commits(self) -> object:
        """A token that differs after another connection committed; cheap enough to poll."""

    def tidy(self) -> None:
        """Look again at how the rows are spread, from which the database chooses its ways; takes milliseconds."""

    def close(self) -> None:
        """End all connections."""


def open_database(url: str, *, synchronous: str = "FULL") -> Database:
    """Connect by address: `sqlite:///file` or `postgresql://…`."""
    if url.startswith("sqlite:///"):
        return SqliteDatabase(Path(url.removeprefix("sqlite:///")), synchronous)
    if url.startswith(("postgresql://", "postgresql+psycopg://")):
        return PostgresDatabase(url.replace("postgresql+psycopg://", "postgresql://", 1))
    raise NotReady("数据库地址不对：应当以sqlite:///或postgresql://开头（CARNATION_DATABASE_URL）")


class SqliteTx:
    """A transaction on SQLite."""

    __slots__ = ("_connection",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def run(self, sql: str, values: Values) -> None:
        self._connection.execute(sql, values)

    def changed(self, sql: str, values: Values) -> int:
        return self._connection.execute(sql, values).rowcount

    def one(self, sql: str, values: Values) -> Row | None:
        row: Row | None = self._connection.execute(sql, values).fetchone()
        return row

    def all(self, sql: str, values: Values) -> list[Row]:
        return self._connection.execute(sql, values).fetchall()


class _Held:
    """A connection as its thread holds it: closed when the thread has ended.

    A web server's threads come and go for weeks; a connection that outlived its thread would keep two files open.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __del__(self) -> None:
        self.connection.close()


class SqliteDatabase:
    """A SQLite file; a connection for each thread."""

    dialect = "sqlite"

    def __init__(self, path: Path, synchronous: str) -> None:
        self._path = path
        self._synchronous = synchronous
        self._local = threading.local()
        self._writer = threading.Lock()
        self._all: WeakSet[_Held] = WeakSet()

    def _connection(self) -> sqlite3.Connection:
        held: _Held | None = getattr(self._local, "held", None)
        if held is None:
            connection = sqlite3.connect(
                self._path,
                isolation_level=None,
                check_same_thread=False,
                timeout=BUSY_MS / 1000,
                cached_statements=512,
            )
            _begin_log(connection)
            for pragma in (f"synchronous={self._synchronous}", "foreign_keys=ON"):
                connection.execute(f"PRAGMA {pragma}")
            held = self._local.held = _Held(connection)
            self._all.add(held)
        return held.connection

    @contextmanager
    def write(self) -> Iterator[Tx]:
        with self._writer, sqlite_errors():
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield SqliteTx(connection)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def read(self) -> Iterator[Tx]:
        with sqlite_errors():
            connection = self._connection()
            if connection.in_transaction:
                yield SqliteTx(connection)
                return
            connection.execute("BEGIN")
            try:
                yield SqliteTx(connection)
            finally:
                if connection.in_transaction:
                    connection.execute("COMMIT")

    def commits(self) -> object:
        return self._connection().execute("PRAGMA data_version").fetchone()

    def tidy(self) -> None:
        with self.write() as tx:
            tx.run(f"PRAGMA analysis_limit={LOOKED_AT}", {})
            tx.run("ANALYZE", {})

    def close(self) -> None:
        for held in list(self._all):
            held.connection.close()
        self._all.clear()
        self._local = threading.local()


def _begin_log(connection: sqlite3.Connection) -> None:
    """Let readers and a writer work side by side (WAL).

    The change waits for nobody by itself: while another process opens or closes the same file it is refused at once.
    """
    until = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(AGAIN_AFTER)
        else:
            return


@contextmanager
def sqlite_errors() -> Iterator[None]:
    """Turn what the database file may suffer into refusals in Chinese."""
    try:
        yield
    except sqlite3.OperationalError as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            raise NotReady("数据库正忙，请稍后再试；刚才的操作没有生效") from error
        if "disk I/O error" in text:
            raise NotReady("磁盘读写出错，操作没有生效；请联系系统管理员检查磁盘空间和硬件") from error
        if "full" in text:
            raise NotReady("磁盘空间已满，操作没有生效；请联系系统管理员清理磁盘") from error
        if "readonly" in text or "unable to open" in text:
            raise NotReady("数据库文件不能写入，操作没有生效；请联系系统管理员检查数据目录的权限") from error
        raise


@lru_cache(maxsize=2048)
def _postgres_sql(sql: str) -> str:
    """Turn `:name` into psycopg's form, sparing casts and texts."""
    return re.sub(r"(?<![:\w]):([a-z_][a-z0-9_]*)", r"%(\1)s", sql.replace("%", "%%"))


class PostgresTx:
    """A transaction on PostgreSQL; in a pipeline, results arrive when they are asked for."""

    __slots__ = ("_cursor", "_pipeline")

    def __init__(self, cursor: psycopg.Cursor[Row], pipeline: psycopg.Pipeline | None = None) -> None:
        self._cursor = cursor
        self._pipeline = pipeline

    def run(self, sql: str, values: Values) -> None:
        self._cursor.execute(_postgres_sql(sql).encode(), values)

    def changed(self, sql: str, values: Values) -> int:
        self._cursor.execute(_postgres_sql(sql).encode(), values)
        if self._pipeline is not None:
            self._pipeline.sync()
        return self._cursor.rowcount

    def one(self, sql: str, values: Values) -> Row | None:
        return self._cursor.execute(_postgres_sql(sql).encode(), values).fetchone()

    def all(self, sql: str, values: Values) -> list[Row]:
        return self._cursor.execute(_postgres_sql(sql).encode(), values).fetchall()


class PostgresDatabase:
    """A PostgreSQL database behind a pool."""

    dialect = "postgresql"

    def __init__(self, url: str) -> None:
        self._pool = ConnectionPool(
            url, min_size=1, max_size=16, open=False, timeout=BUSY_MS / 1000, kwargs={"autocommit": True}
        )
        self._opening = threading.Lock()

    def _opened(self) -> ConnectionPool[psycopg.Connection[Row]]:
        if self._pool.closed:
            with self._opening:
                if self._pool.closed:
                    self._pool.open()
        return self._pool

    @contextmanager
    def write(self) -> Iterator[Tx]:
        with (
            postgres_errors(),
            self._opened().connection() as connection,
            connection.pipeline() as pipeline,
            connection.transaction(),
            connection.cursor() as cursor,
        ):
            yield PostgresTx(cursor, pipeline)

    @contextmanager
    def read(self) -> Iterator[Tx]:
        with (
            postgres_errors(),
            self._opened().connection() as connection,
            connection.transaction(),
            connection.cursor() as cursor,
        ):
            yield PostgresTx(cursor)

    def commits(self) -> object:
        return object()  # asking the effects table is as cheap as asking for a token

    def tidy(self) -> None:
        pass  # the server does it by itself (autovacuum)

    def close(self) -> None:
        if not self._pool.closed:
            self._pool.close()


@contextmanager
def postgres_errors() -> Iterator[None]:
    """Turn what the database server may suffer into refusals in Chinese."""
    try:
        yield
    except (psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure):
        raise  # the caller takes the whole transaction again
    except psycopg.errors.DiskFull as error:
        raise NotReady("数据库服务器磁盘已满，操作没有生效；请联系系统管理员") from error
    except psycopg.errors.LockNotAvailable as error:
        raise NotReady("数据库正忙，请稍后再试；刚才的操作没有生效") from error
    except (psycopg.OperationalError, PoolTimeout) as error:
        raise NotReady("连不上数据库，操作没有生效；请联系系统管理员检查PostgreSQL服务") from error


def in_list(name: str, values: Sequence[Any]) -> tuple[str, dict[str, Any]]:
    """The text and values of an IN list, the same on both databases."""
    keys = {f"{name}_{i}": value for i, value in enumerate(values)}
    return "(" + ", ".join(f":{key}" for key in keys) + ")" if keys else "(NULL)", keys
