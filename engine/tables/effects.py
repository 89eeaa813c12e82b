"""What is owed outside the commit, and what goes between units."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from engine.tables.schema import Row


class Effect(Row, table=True):
    """Something owed to the outside because of an event (待办事项), settled once."""

    __tablename__: ClassVar[str] = "effects"
    __table_args__ = (Index("ix_effects_due", "state", "not_before", "id"),)
    id: str = Field(primary_key=True)
    kind: str
    case_id: str | None = None
    payload: str
    state: str = Field(default="owed", sa_column_kwargs={"server_default": "owed"})
    not_before: str
    attempt: int = 0
    lease_token: str | None = None
    lease_until: str | None = None
    last_error: str = Field(default="", sa_column_kwargs={"server_default": ""})
    owed_at: str
    settled_at: str | None = None


class HandOffSent(Row, table=True):
    """The sender's ledger of a hand-off (移交发出账)."""

    __tablename__: ClassVar[str] = "handoffs_sent"
    __table_args__ = (
        Index("ix_handoffs_sent_case", "case_id"),
        Index("ix_handoffs_sent_waiting", "from_unit", "state", "due", "id"),
    )
    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="cases.id")
    code: str
    label: str
    from_unit: str
    to_unit: str
    opens: str
    state: str
    due: str | None = None
    sent_on: str
    checklist: str
    payload: str
    log: str


class HandOffReceived(Row, table=True):
    """The receiver's ledger of a hand-off (移交接收账)."""

    __tablename__: ClassVar[str] = "handoffs_received"
    __table_args__ = (Index("ix_handoffs_received_unit", "to_unit", "state", "id"),)
    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="cases.id", index=True)
    code: str
    label: str
    from_unit: str
    to_unit: str
    state: str
    due: str | None = None
    received_on: str
    checklist: str
    log: str
