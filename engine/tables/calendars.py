"""Loaded calendars, what they moved, and the reminders and feeds that follow the dates."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from engine.tables.schema import Row


class CalendarLoad(Row, table=True):
    """A holiday notice that an administrator loaded (载入的节假日安排), and what came of it."""

    __tablename__: ClassVar[str] = "calendar_loads"
    id: str = Field(primary_key=True)
    jurisdiction: str
    source: str
    text: str
    loaded_by: str
    loaded_at: str
    first_day: str
    finished_at: str | None = None
    moved: int = 0
    confirmed: int = 0
    conflicts: int = 0


class CalendarTable(Row, table=True):
    """One year of a jurisdiction's days off (年度日历), as a year file; the newest of a year counts."""

    __tablename__: ClassVar[str] = "calendar_tables"
    load_id: str = Field(foreign_key="calendar_loads.id", primary_key=True)
    year: int = Field(primary_key=True)
    jurisdiction: str
    version: str
    text: str


class CalendarMove(Row, table=True):
    """A deadline that a loaded calendar moved, or could not move because a served paper prints it (变动报告)."""

    __tablename__: ClassVar[str] = "calendar_moves"
    load_id: str = Field(foreign_key="calendar_loads.id", primary_key=True)
    case_id: str = Field(foreign_key="cases.id", primary_key=True)
    code: str = Field(primary_key=True)
    kind: str
    label: str
    due_before: str
    due_after: str
    paper: str = Field(default="", sa_column_kwargs={"server_default": ""})


class Reminder(Row, table=True):
    """A reminder of a deadline (期限提醒) for one person, shown in the work list."""

    __tablename__: ClassVar[str] = "reminders"
    __table_args__ = (Index("ix_reminders_account", "account_id", "seen_at", "id"),)
    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="cases.id")
    code: str
    account_id: str = Field(foreign_key="accounts.id")
    threshold: str
    due: str
    made_on: str
    delivered_at: str | None = None
    seen_at: str | None = None


class CalendarFeed(Row, table=True):
    """The secret address of an officer's calendar feed (日历订阅); the token only as a hash."""

    __tablename__: ClassVar[str] = "calendar_feeds"
    token_hash: str = Field(primary_key=True)
    account_id: str = Field(foreign_key="accounts.id", index=True)
    made_at: str
    revoked_at: str | None = None
