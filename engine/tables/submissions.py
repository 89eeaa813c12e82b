"""What the public sent in and an officer has still to look at, or has looked at."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from engine.tables.schema import Row


class Submission(Row, table=True):
    """A form that somebody without an account sent (网上提交): its answers sealed as a whole, its number as a hash."""

    __tablename__: ClassVar[str] = "submissions"
    __table_args__ = (
        Index("ix_submissions_unit", "unit_id", "state", "id"),
        Index("ix_submissions_number", "number_index"),
        UniqueConstraint("request_index"),
        CheckConstraint("state IN ('waiting','registered','declined')", name="state"),
    )
    id: str = Field(primary_key=True)
    case_type: str
    unit_id: str = Field(foreign_key="units.id")
    state: str = Field(default="waiting", sa_column_kwargs={"server_default": "waiting"})
    received_at: str
    received_on: str
    due: str
    provisional: int = 0
    number_index: str
    request_index: str
    consent: str
    sealed: str
    decided_at: str | None = None
    decided_by: str = Field(default="", sa_column_kwargs={"server_default": ""})
    ground: str = Field(default="", sa_column_kwargs={"server_default": ""})
    reason: str = Field(default="", sa_column_kwargs={"server_default": ""})
    case_id: str | None = None
