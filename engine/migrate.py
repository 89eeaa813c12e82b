"""Brings a database's tables up to this program's: at every start, one process at a time, all or nothing.

Revisions are numbered 0001, 0002 … in one line, so that the newest is known from the file names and a
current database is recognised without loading Alembic.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import DBAPIError

from engine.database import BUSY_MS, postgres_errors, sqlite_errors
from engine.errors import NotReady

FOLDER = Path(__file__).parent / "migrations"
LOCK = 530_523
"""The key of the advisory lock on PostgreSQL, any fixed number."""
VERSION_TABLE = "alembic_version"


def newest() -> str:
    """The revision that this program needs."""
    return max(path.name[:4] for path in (FOLDER / "versions").glob("[0-9]*.py"))


def is_current(url: str) -> bool:
    """Tell whether the database has this program's tables; raises NotReady when it is out of reach or newer."""
    with _locked(url, write=False) as connection:
        return _is_current(connection)


def migrate(url: str) -> None:
    """Make or change the tables as far as needed.

    Two processes may start at once: the second waits, then finds nothing to do. Raises NotReady when the
    database cannot be written, is out of reach, or was made by a newer program; nothing is changed then.
    """
    with _locked(url, write=False) as connection:
        if _is_current(connection):
            return
    with _locked(url) as connection:
        if not _is_current(connection):
            upgrade(connection)


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run revisions in the connection's open transaction, up to one of them."""
    from alembic import command

    command.upgrade(configuration(connection), revision)
    _check_references(connection)


def downgrade(connection: Connection, revision: str) -> None:
    """Undo revisions down to one of them, or to `base`; for developers, data are lost."""
    from alembic import command

    command.downgrade(configuration(connection), revision)


def configuration(connection: Connection) -> Any:
    """Alembic's configuration, made here so that no file of settings has to be found at run time."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _is_current(connection: Connection) -> bool:
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE not in tables:
        if "cases" in tables:
            raise NotReady("数据库里已有业务表，但没有版本记录，不能升级；请联系系统管理员，先备份再处理")
        return False
    found = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar()
    if found is not None and found > newest():
        raise NotReady(
            f"数据库由更新的程序版本建立（{found}），本程序只认识到{newest()}；请升级程序后再启动，数据没有改动"
        )
    return bool(found == newest())


def _check_references(connection: Connection) -> None:
    """Revisions may rebuild SQLite tables with foreign keys unchecked; afterwards all must point somewhere."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise NotReady(f"升级后“{broken[0]}”表里有记录指向不存在的内容，升级已撤销；请联系系统管理员")


@contextmanager
def _locked(url: str, *, write: bool = True) -> Iterator[Connection]:
    """A connection in a transaction that excludes other migrations and is undone by any error."""
    engine = _engine(url, write=write)
    errors = sqlite_errors if engine.dialect.name == "sqlite" else postgres_errors
    try:
        with errors():
            try:
                with engine.begin() as connection:
                    if write and engine.dialect.name == "postgresql":
                        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
                    yield connection
            except DBAPIError as error:
                if error.orig is None:
                    raise
                raise error.orig from error
    finally:
        engine.dispose()


def _engine(url: str, *, write: bool) -> Engine:
    if url.startswith("postgresql://"):
        return create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))
    if url.startswith("postgresql+psycopg://"):
        return create_engine(url)
    if not url.startswith("sqlite:///"):
        raise NotReady("数据库地址不对：应当以sqlite:///或postgresql://开头（CARNATION_DATABASE_URL）")
    engine = create_engine(url, connect_args={"timeout": BUSY_MS / 1000})

    @event.listens_for(engine, "connect")
    def leave_transactions_to_us(connection: Any, _record: Any) -> None:
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # The driver's own BEGIN would come too late: the tables are to be read and changed under one lock.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine
