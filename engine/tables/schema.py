"""How every table spells its columns and names its constraints, for SQLite and PostgreSQL alike.

Days and moments are ISO texts, so that both databases order them bytewise and the same on both; JSON that
is hashed is canonical text. The commit and the lists write and read the tables with prepared SQL.
"""

from __future__ import annotations

from sqlalchemy import MetaData, Text
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


class Row(SQLModel):
    """What every table is made from, so that none is declared before the names of its constraints are settled."""


def order_bytewise() -> None:
    """Let both databases compare and order every text column byte by byte, except one that names its own type."""
    for table in metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, AutoString):
                column.type = Text().with_variant(Text(collation="C"), "postgresql")
