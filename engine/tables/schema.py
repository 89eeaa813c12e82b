"""How every table spells its columns and names its constraints, for SQLite and PostgreSQL alike.

Days and moments are ISO texts, so that both databases order them bytewise and the same on both; JSON that
is hashed is canonical text. The commit and the lists write and read the tables with prepared SQL.
"""

from __future__ import annotations

from sqlalchemy import Column, MetaData, Text
from sqlmodel import SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING
metadata: MetaData = SQLModel.metadata


def words(*, nullable: bool = False, primary_key: bool = False, default: str | None = None) -> Column[str]:
    """A text column that both databases compare bytewise."""
    kind = Text().with_variant(Text(collation="C"), "postgresql")
    return Column(kind, nullable=nullable, primary_key=primary_key, server_default=default)
