"""Evidence files of cases; their bytes are blobs."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from engine.tables.schema import words


class ExhibitRow(SQLModel, table=True):
    """The register of evidence files (证据材料登记): what each shows, its hashes, who and when; never deleted."""

    __tablename__: ClassVar[str] = "exhibits"
    __table_args__ = (Index("ix_exhibits_case", "case_id"),)
    id: str = Field(sa_column=words(primary_key=True))
    case_id: str = Field(foreign_key="cases.id")
    number: int
    kind: str = Field(sa_column=words())
    label: str = Field(sa_column=words())
    source: str = Field(default="", sa_column=words(default=""))
    name: str = Field(sa_column=words())
    media_type: str = Field(sa_column=words())
    size: int
    sha256: str = Field(sa_column=words())
    sm3: str = Field(sa_column=words())
    added_at: str = Field(sa_column=words())
    added_by: str = Field(sa_column=words())
    withdrawn_at: str | None = Field(default=None, sa_column=words(nullable=True))
    withdrawn_by: str = Field(default="", sa_column=words(default=""))
    withdrawn_reason: str = Field(default="", sa_column=words(default=""))
