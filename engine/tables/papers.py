"""Papers, their numbers and the files behind them."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import CheckConstraint, Column, Index, Text
from sqlmodel import Field

from engine.tables.schema import Row


class PaperRow(Row, table=True):
    """The ledger of papers (文书台账): number, state, hash of the stored bytes, service."""

    __tablename__: ClassVar[str] = "papers"
    __table_args__ = (
        Index("ix_papers_case", "case_id"),
        CheckConstraint("state IN ('numbered','rendered','served','void')", name="state"),
    )
    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="cases.id")
    code: str
    label: str
    number: str | None = Field(default=None, sa_column=Column(Text, nullable=True, unique=True))
    state: str
    issued_on: str
    issued_seq: int
    context: str
    sha256: str | None = None
    needs_service: int = 0
    served_on: str | None = None
    void_reason: str = Field(default="", sa_column_kwargs={"server_default": ""})


class Counter(Row, table=True):
    """The last number of a series (编号): organ, kind and year."""

    __tablename__: ClassVar[str] = "counters"
    series: str = Field(primary_key=True)
    last: int


class BlobRow(Row, table=True):
    """Stored bytes (文件), when they are kept in the database instead of a folder."""

    __tablename__: ClassVar[str] = "blobs"
    sha256: str = Field(primary_key=True)
    sealed: bytes
    kept_at: str
