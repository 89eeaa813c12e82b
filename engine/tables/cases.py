"""A case and what its chain says: events, requests, facts, deadlines, parties and officers."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import BigInteger, Column, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from engine.tables.schema import Row


class Case(Row, table=True):
    """A case (案件): its header, and the folded state that decisions look at."""

    __tablename__: ClassVar[str] = "cases"
    __table_args__ = (
        Index("ix_cases_unit_due", "unit_id", "is_open", "next_due", "id"),
        Index("ix_cases_unit_number", "unit_id", "id"),
        Index("ix_cases_story", "story"),
        # All that the leaders' overview groups by, so that it reads no case's state.
        Index(
            "ix_cases_overview",
            "unit_id",
            "case_type",
            "stage",
            "source",
            "township",
            "is_open",
            "next_due",
            "opened_on",
            "closed_on",
            "jurisdiction",
            "is_confidential",
            "id",
        ),
        Index("ix_cases_unit_all", "unit_id", "next_due", "id"),
        Index("ix_cases_unit_stage", "unit_id", "stage", "next_due", "id", "is_open"),
        Index("ix_cases_unit_township", "unit_id", "township", "is_open", "next_due", "id"),
        Index("ix_cases_words", "number", "title", "id"),
    )
    id: str = Field(primary_key=True)
    number: str = Field(sa_column=Column(Text, nullable=False, unique=True))
    case_type: str
    type_version: str
    type_digest: str
    stage: str
    title: str
    unit_id: str = Field(foreign_key="units.id")
    jurisdiction: str
    source: str = Field(default="", sa_column_kwargs={"server_default": ""})
    township: str = Field(default="", sa_column_kwargs={"server_default": ""})
    story: str
    is_open: int = 1
    is_confidential: int = 0
    opened_on: str
    closed_on: str | None = None
    next_due: str = Field(default="9999-12-31", sa_column_kwargs={"server_default": "9999-12-31"})
    version: int = 1
    seq: int = 1
    head: str
    state: str


class Event(Row, table=True):
    """One link of a case's history (案件记录): canonical text, chained by SM3."""

    __tablename__: ClassVar[str] = "events"
    __table_args__ = (Index("ix_events_actor", "actor_id", "at", "case_id", "seq"),)
    case_id: str = Field(foreign_key="cases.id", primary_key=True)
    seq: int = Field(primary_key=True)
    step: str
    at: str
    actor_id: str
    text: str
    hash: str


class Request(Row, table=True):
    """A request that was carried out (请求), so that its repeat gets the first answer."""

    __tablename__: ClassVar[str] = "requests"
    actor_id: str = Field(primary_key=True)
    request_id: str = Field(primary_key=True)
    hash: str
    answer: str
    at: str


class FactRow(Row, table=True):
    """A fact's begin, end and evidence (事实记录)."""

    __tablename__: ClassVar[str] = "facts"
    case_id: str = Field(foreign_key="cases.id", primary_key=True)
    code: str = Field(primary_key=True)
    begun_seq: int = Field(primary_key=True)
    begun_on: str
    ended_on: str | None = None
    ended_seq: int | None = None
    evidence: str


class DeadlineRow(Row, table=True):
    """A term that runs or ran (期限), with its computation as data."""

    __tablename__: ClassVar[str] = "deadlines"
    __table_args__ = (
        Index("ix_deadlines_open_due", "is_open", "due"),
        Index("ix_deadlines_unit_due", "unit_id", "is_open", "due", "case_id", "code"),
        Index(
            "ix_deadlines_provisional",
            "unit_id",
            "due",
            "case_id",
            "code",
            sqlite_where=text("is_open = 1 AND provisional = 1"),
            postgresql_where=text("is_open = 1 AND provisional = 1"),
        ),
    )
    case_id: str = Field(foreign_key="cases.id", primary_key=True)
    unit_id: str = Field(foreign_key="units.id")
    code: str = Field(primary_key=True)
    opened_seq: int = Field(primary_key=True)
    label: str
    basis: str
    on_expiry: str
    start: str
    due: str
    provisional: int = 0
    computation: str
    paused_on: str | None = None
    is_open: int = 1
    closed_on: str | None = None
    closed_seq: int | None = None
    outcome: str = Field(default="", sa_column_kwargs={"server_default": ""})


class TallyChange(Row, table=True):
    """By how much an event changed one of a case's tallies (合计的变动): lines, and money in fen."""

    __tablename__: ClassVar[str] = "tally_changes"
    __table_args__ = (Index("ix_tally_changes_code", "code", "day", "unit_id", "case_id", "lines", "fen"),)
    case_id: str = Field(foreign_key="cases.id", primary_key=True)
    seq: int = Field(primary_key=True)
    code: str = Field(primary_key=True)
    unit_id: str
    day: str
    lines: int
    fen: int = Field(sa_column=Column(BigInteger, nullable=False))


class CaseParty(Row, table=True):
    """Who a case is about (当事人): the number only as a keyed hash and its last four characters."""

    __tablename__: ClassVar[str] = "case_parties"
    __table_args__ = (
        Index("ix_case_parties_number", "number_index"),
        Index("ix_case_parties_name", "name", "case_id"),
    )
    case_id: str = Field(foreign_key="cases.id", primary_key=True)
    ordinal: int = Field(primary_key=True)
    role: str
    name: str
    is_person: int = 1
    number_index: str = Field(default="", sa_column_kwargs={"server_default": ""})
    tail_index: str = Field(default="", sa_column_kwargs={"server_default": ""})


class CaseOfficer(Row, table=True):
    """Who is assigned to a case (承办人), lead first."""

    __tablename__: ClassVar[str] = "case_officers"
    __table_args__ = (Index("ix_case_officers_account", "account_id", "case_id"),)
    case_id: str = Field(foreign_key="cases.id", primary_key=True)
    account_id: str = Field(foreign_key="accounts.id", primary_key=True)
    ordinal: int


class Recusal(Row, table=True):
    """A person who keeps away from a case (回避)."""

    __tablename__: ClassVar[str] = "recusals"
    __table_args__ = (UniqueConstraint("account_id", "case_id"),)
    id: int | None = Field(default=None, primary_key=True)
    account_id: str = Field(foreign_key="accounts.id")
    case_id: str = Field(foreign_key="cases.id")
    reason: str
    since: str
