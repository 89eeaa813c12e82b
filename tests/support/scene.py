"""A copy of a told story's installation on either database, and a hand that changes it behind the program."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from engine.office import Office
from engine.verify import Report, verify
from tests.support.county import County


@dataclass
class Told:
    """A story that was told once and is copied for each test."""

    kind: str
    folder: Path
    database: str
    cases: dict[str, str]


@dataclass
class Scene:
    """A copy of the story's installation, and a hand that changes rows without the program."""

    county: County
    cases: dict[str, str]
    url: str

    @property
    def office(self) -> Office:
        return self.county.office

    def tamper(self, *statements: str, **values: Any) -> None:
        """Change rows, foreign keys off, as somebody with the database's password could."""
        case = self.cases["labour_inspection"]
        if self.url.startswith("sqlite"):
            with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"))) as connection, connection:
                for statement in statements:
                    connection.execute(statement.replace("@case", f"'{case}'"), values)
            return
        with psycopg.connect(self.url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute("SET session_replication_role = replica")
            for statement in statements:
                sql = statement.replace("@case", f"'{case}'").replace("%", "%%")
                for name in values:
                    sql = sql.replace(f":{name}", f"%({name})s")
                connection.execute(sql.encode(), values)

    def verify(self, checkpoint: dict[str, Any] | None = None) -> Report:
        return verify(self.office, checkpoint)

    def problems(self) -> str:
        return "\n".join(self.verify().problems)

    def one(self, sql: str, **values: Any) -> Any:
        with self.office.database.read() as tx:
            row = tx.one(sql, values)
        assert row is not None
        return row[0]
