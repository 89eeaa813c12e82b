"""What the office keeps beside its cases: settings, codes, sealed names, who read what."""

from __future__ import annotations

from typing import ClassVar

from sqlmodel import Field, SQLModel

from engine.tables.schema import words


class SettingRow(SQLModel, table=True):
    """A value the law leaves to the office (参数), with its reason, from a day on."""

    __tablename__: ClassVar[str] = "settings"
    jurisdiction: str = Field(primary_key=True)
    code: str = Field(primary_key=True)
    begins_on: str = Field(primary_key=True)
    value: str = Field(sa_column=words())
    reason: str = Field(sa_column=words())
    set_by: str = Field(sa_column=words())
    set_at: str = Field(sa_column=words())


class TrackingCode(SQLModel, table=True):
    """The code with which a worker follows a claim (查询码), as a keyed hash."""

    __tablename__: ClassVar[str] = "tracking_codes"
    code_index: str = Field(sa_column=words(primary_key=True))
    tail_index: str = Field(sa_column=words())
    story: str = Field(sa_column=words())
    made_at: str = Field(sa_column=words())


class SealedReporter(SQLModel, table=True):
    """A reporter's identity (举报人), never on the case."""

    __tablename__: ClassVar[str] = "sealed_reporters"
    case_id: str = Field(foreign_key="cases.id", primary_key=True)
    sealed: str = Field(sa_column=words())
    sealed_at: str = Field(sa_column=words())


class ReadLog(SQLModel, table=True):
    """Who looked at whose personal data, when and why (查阅留痕); chained by SM3."""

    __tablename__: ClassVar[str] = "read_log"
    id: int | None = Field(default=None, primary_key=True)
    at: str = Field(sa_column=words())
    actor_id: str = Field(sa_column=words())
    action: str = Field(sa_column=words())
    subject: str = Field(sa_column=words())
    reason: str = Field(default="", sa_column=words(default=""))
    hash: str = Field(default="", sa_column=words(default=""))
