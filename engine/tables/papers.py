"""Papers, their numbers and the files behind them."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import CheckConstraint, Column, Index, Text
from sqlmodel import Field, SQLModel

from engine.tables.schema import words


class PaperRow(SQLModel, table=True):
    """The ledger of papers (文书台账): number, state, hash of the stored bytes, service."""

    __tablename__: ClassVar[str] = "papers"
    __table_args__ = (
        Index("ix_papers_case", "case_id"),
        CheckConstraint("state IN ('numbered','rendered','served','void')", name="state"),
    )
    id: str = Field(sa_column=words(primary_key=True))
    case_id: str = Field(foreign_key="cases.id")
    code: str = Field(sa_column=words())
    label: str = Field(sa_column=words())
    number: str | None = Field(default=None, sa_column=Column(Text, nullable=True, unique=True))
    state: str = Field(sa_column=words())
    issued_on: str = Field(sa_column=words())
    issued_seq: int
    context: str = Field(sa_column=words())
    sha256: str | None = Field(default=None, sa_column=words(nullable=True))
    needs_service: int = 0
    served_on: str | None = Field(default=None, sa_column=words(nullable=True))
    void_reason: str = Field(default="", sa_column=words(default=""))


class Counter(SQLModel, table=True):
    """The last number of a series (编号): organ, kind and year."""

    __tablename__: ClassVar[str] = "counters"
    series: str = Field(sa_column=words(primary_key=True))
    last: int


class BlobRow(SQLModel, table=True):
    """Stored bytes (文件), when they are kept in the database instead of a folder."""

    __tablename__: ClassVar[str] = "blobs"
    sha256: str = Field(sa_column=words(primary_key=True))
    sealed: bytes
