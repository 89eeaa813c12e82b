"""What people have begun to write and not yet sent."""

from __future__ import annotations

from typing import ClassVar

from sqlmodel import Field

from engine.tables.schema import Row


class DraftRow(Row, table=True):
    """A form that somebody has begun (草稿), sealed as a whole; one per person, case and step."""

    __tablename__: ClassVar[str] = "drafts"
    account_id: str = Field(foreign_key="accounts.id", primary_key=True)
    place: str = Field(primary_key=True)
    step: str = Field(primary_key=True)
    sealed: str
    version: int
    saved_at: str
