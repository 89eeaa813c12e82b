"""What the public sent in and an officer has still to look at, or has looked at."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from engine.tables.schema import words


class Submission(SQLModel, table=True):
    """A form that somebody without an account sent (网上提交): its answers sealed as a whole, its number as a hash."""

    __tablename__: ClassVar[str] = "submissions"
    __table_args__ = (
        Index("ix_submissions_unit", "unit_id", "state", "id"),
        Index("ix_submissions_number", "number_index"),
        UniqueConstraint("request_index"),
        CheckConstraint("state IN ('waiting','registered','declined')", name="state"),
    )
    id: str = Field(sa_column=words(primary_key=True))
    case_type: str = Field(sa_column=words())
    unit_id: str = Field(foreign_key="units.id")
    state: str = Field(default="waiting", sa_column=words(default="waiting"))
    received_at: str = Field(sa_column=words())
    received_on: str = Field(sa_column=words())
    due: str = Field(sa_column=words())
    provisional: int = 0
    number_index: str = Field(sa_column=words())
    request_index: str = Field(sa_column=words())
    consent: str = Field(sa_column=words())
    sealed: str = Field(sa_column=words())
    decided_at: str | None = Field(default=None, sa_column=words(nullable=True))
    decided_by: str = Field(default="", sa_column=words(default=""))
    ground: str = Field(default="", sa_column=words(default=""))
    reason: str = Field(default="", sa_column=words(default=""))
    case_id: str | None = Field(default=None, sa_column=words(nullable=True))
