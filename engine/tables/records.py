"""What the office keeps beside its cases: settings, codes, sealed names, who read what."""

from __future__ import annotations

from typing import ClassVar

from sqlmodel import Field

from engine.tables.schema import Row


class SettingRow(Row, table=True):
    """A value the law leaves to the office (参数), with its reason, from a day on."""

    __tablename__: ClassVar[str] = "settings"
    jurisdiction: str = Field(primary_key=True)
    code: str = Field(primary_key=True)
    begins_on: str = Field(primary_key=True)
    value: str
    reason: str
    set_by: str
    set_at: str


class TrackingCode(Row, table=True):
    """The code with which a worker follows a claim (查询码), as a keyed hash."""

    __tablename__: ClassVar[str] = "tracking_codes"
    code_index: str = Field(primary_key=True)
    tail_index: str
    story: str
    made_at: str


class SealedReporter(Row, table=True):
    """A reporter's identity (举报人), never on the case."""

    __tablename__: ClassVar[str] = "sealed_reporters"
    case_id: str = Field(foreign_key="cases.id", primary_key=True)
    sealed: str
    sealed_at: str


class ReadLog(Row, table=True):
    """Who looked at whose personal data, when and why (查阅留痕); chained by SM3."""

    __tablename__: ClassVar[str] = "read_log"
    id: int | None = Field(default=None, primary_key=True)
    at: str
    actor_id: str
    action: str
    subject: str
    reason: str = Field(default="", sa_column_kwargs={"server_default": ""})
    hash: str = Field(default="", sa_column_kwargs={"server_default": ""})
