"""What people keep about lists: saved views, and what colleagues remind each other of."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from engine.tables.schema import Row


class SavedView(Row, table=True):
    """A list with its filter under a name of one's own (我的视图); the filter is sealed, for it may name a person."""

    __tablename__: ClassVar[str] = "saved_views"
    __table_args__ = (UniqueConstraint("account_id", "name"),)
    id: str = Field(primary_key=True)
    account_id: str = Field(foreign_key="accounts.id")
    name: str
    list: str
    filter: str
    made_at: str


class Nudge(Row, table=True):
    """A colleague's reminder about a case (催办), until it is put away."""

    __tablename__: ClassVar[str] = "nudges"
    __table_args__ = (Index("ix_nudges_account", "account_id", "seen_at", "id"),)
    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="cases.id", index=True)
    account_id: str = Field(foreign_key="accounts.id")
    sender_id: str = Field(foreign_key="accounts.id")
    text: str
    sent_at: str
    seen_at: str | None = None
