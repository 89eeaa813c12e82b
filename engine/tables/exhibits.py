"""Evidence files of cases; their bytes are blobs."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from engine.tables.schema import Row


class ExhibitRow(Row, table=True):
    """The register of evidence files (证据材料登记): what each shows, its hashes, who and when; never deleted."""

    __tablename__: ClassVar[str] = "exhibits"
    __table_args__ = (Index("ix_exhibits_case", "case_id"),)
    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="cases.id")
    number: int
    kind: str
    label: str
    source: str = Field(default="", sa_column_kwargs={"server_default": ""})
    name: str
    media_type: str
    size: int
    sha256: str
    sm3: str
    added_at: str
    added_by: str
    withdrawn_at: str | None = None
    withdrawn_by: str = Field(default="", sa_column_kwargs={"server_default": ""})
    withdrawn_reason: str = Field(default="", sa_column_kwargs={"server_default": ""})
