"""Loaded calendars, what they moved, and the reminders and feeds that follow the dates."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from engine.tables.schema import words


class CalendarLoad(SQLModel, table=True):
    """A holiday notice that an administrator loaded (载入的节假日安排), and what came of it."""

    __tablename__: ClassVar[str] = "calendar_loads"
    id: str = Field(sa_column=words(primary_key=True))
    jurisdiction: str = Field(sa_column=words())
    source: str = Field(sa_column=words())
    text: str = Field(sa_column=words())
    loaded_by: str = Field(sa_column=words())
    loaded_at: str = Field(sa_column=words())
    first_day: str = Field(sa_column=words())
    finished_at: str | None = Field(default=None, sa_column=words(nullable=True))
    moved: int = 0
    confirmed: int = 0
    conflicts: int = 0


class CalendarTable(SQLModel, table=True):
    """One year of a jurisdiction's days off (年度日历), as a year file; the newest of a year counts."""

    __tablename__: ClassVar[str] = "calendar_tables"
    load_id: str = Field(foreign_key="calendar_loads.id", primary_key=True)
    year: int = Field(primary_key=True)
    jurisdiction: str = Field(sa_column=words())
    version: str = Field(sa_column=words())
    text: str = Field(sa_column=words())


class CalendarMove(SQLModel, table=True):
    """A deadline that a loaded calendar moved, or could not move because a served paper prints it (变动报告)."""

    __tablename__: ClassVar[str] = "calendar_moves"
    load_id: str = Field(foreign_key="calendar_loads.id", primary_key=True)
    case_id: str = Field(foreign_key="cases.id", primary_key=True)
    code: str = Field(primary_key=True)
    kind: str = Field(sa_column=words())
    label: str = Field(sa_column=words())
    due_before: str = Field(sa_column=words())
    due_after: str = Field(sa_column=words())
    paper: str = Field(default="", sa_column=words(default=""))


class Reminder(SQLModel, table=True):
    """A reminder of a deadline (期限提醒) for one person, shown in the work list."""

    __tablename__: ClassVar[str] = "reminders"
    __table_args__ = (Index("ix_reminders_account", "account_id", "seen_at", "id"),)
    id: str = Field(sa_column=words(primary_key=True))
    case_id: str = Field(foreign_key="cases.id")
    code: str = Field(sa_column=words())
    account_id: str = Field(foreign_key="accounts.id")
    threshold: str = Field(sa_column=words())
    due: str = Field(sa_column=words())
    made_on: str = Field(sa_column=words())
    delivered_at: str | None = Field(default=None, sa_column=words(nullable=True))
    seen_at: str | None = Field(default=None, sa_column=words(nullable=True))


class CalendarFeed(SQLModel, table=True):
    """The secret address of an officer's calendar feed (日历订阅); the token only as a hash."""

    __tablename__: ClassVar[str] = "calendar_feeds"
    token_hash: str = Field(sa_column=words(primary_key=True))
    account_id: str = Field(foreign_key="accounts.id", index=True)
    made_at: str = Field(sa_column=words())
    revoked_at: str | None = Field(default=None, sa_column=words(nullable=True))
