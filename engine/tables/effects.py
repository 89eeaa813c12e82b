"""What is owed outside the commit, and what goes between units."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from engine.tables.schema import words


class Effect(SQLModel, table=True):
    """Something owed to the outside because of an event (待办事项), settled once."""

    __tablename__: ClassVar[str] = "effects"
    __table_args__ = (Index("ix_effects_due", "state", "not_before", "id"),)
    id: str = Field(sa_column=words(primary_key=True))
    kind: str = Field(sa_column=words())
    case_id: str | None = Field(default=None, sa_column=words(nullable=True))
    payload: str = Field(sa_column=words())
    state: str = Field(default="owed", sa_column=words(default="owed"))
    not_before: str = Field(sa_column=words())
    attempt: int = 0
    lease_token: str | None = Field(default=None, sa_column=words(nullable=True))
    lease_until: str | None = Field(default=None, sa_column=words(nullable=True))
    last_error: str = Field(default="", sa_column=words(default=""))
    owed_at: str = Field(sa_column=words())
    settled_at: str | None = Field(default=None, sa_column=words(nullable=True))


class HandOffSent(SQLModel, table=True):
    """The sender's ledger of a hand-off (移交发出账)."""

    __tablename__: ClassVar[str] = "handoffs_sent"
    __table_args__ = (
        Index("ix_handoffs_sent_case", "case_id"),
        Index("ix_handoffs_sent_waiting", "from_unit", "state", "due", "id"),
    )
    id: str = Field(sa_column=words(primary_key=True))
    case_id: str = Field(foreign_key="cases.id")
    code: str = Field(sa_column=words())
    label: str = Field(sa_column=words())
    from_unit: str = Field(sa_column=words())
    to_unit: str = Field(sa_column=words())
    opens: str = Field(sa_column=words())
    state: str = Field(sa_column=words())
    due: str | None = Field(default=None, sa_column=words(nullable=True))
    sent_on: str = Field(sa_column=words())
    checklist: str = Field(sa_column=words())
    payload: str = Field(sa_column=words())
    log: str = Field(sa_column=words())


class HandOffReceived(SQLModel, table=True):
    """The receiver's ledger of a hand-off (移交接收账)."""

    __tablename__: ClassVar[str] = "handoffs_received"
    __table_args__ = (Index("ix_handoffs_received_unit", "to_unit", "state", "id"),)
    id: str = Field(sa_column=words(primary_key=True))
    case_id: str = Field(foreign_key="cases.id", index=True)
    code: str = Field(sa_column=words())
    label: str = Field(sa_column=words())
    from_unit: str = Field(sa_column=words())
    to_unit: str = Field(sa_column=words())
    state: str = Field(sa_column=words())
    due: str | None = Field(default=None, sa_column=words(nullable=True))
    received_on: str = Field(sa_column=words())
    checklist: str = Field(sa_column=words())
    log: str = Field(sa_column=words())
