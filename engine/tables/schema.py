"""How every table spells its columns and names its constraints, for SQLite and PostgreSQL alike.

Days and moments are ISO texts, so that both databases order them bytewise and the same on both; JSON that
is hashed is canonical text. The commit and the lists write and read the tables with prepared SQL.
"""

from __future__ import annotations

from sqlalchemy import Column, MetaData, Text
from sqlalchemy.types import TypeEngine
from sqlmodel import AutoString, SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING
metadata: MetaData = SQLModel.metadata


def bytewise() -> TypeEngine[str]:
    """Text that both databases compare and order byte by byte."""
    return Text().with_variant(Text(collation="C"), "postgresql")


def words(*, nullable: bool = False, primary_key: bool = False, default: str | None = None) -> Column[str]:
    """A text column that both databases compare bytewise."""
    return Column(bytewise(), nullable=nullable, primary_key=primary_key, server_default=default)


def order_bytewise() -> None:
    """Give every text column that was declared without `words` the same order: keys and what refers to them."""
    for table in metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, AutoString):
                column.type = bytewise()
