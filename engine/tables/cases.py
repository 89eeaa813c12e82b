"""A case and what its chain says: events, requests, facts, deadlines, parties and officers."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import BigInteger, Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from engine.tables.schema import words


class Case(SQLModel, table=True):
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
    id: str = Field(sa_column=words(primary_key=True))
    number: str = Field(sa_column=Column(Text, nullable=False, unique=True))
    case_type: str = Field(sa_column=words())
    type_version: str = Field(sa_column=words())
    type_digest: str = Field(sa_column=words())
    stage: str = Field(sa_column=words())
    title: str = Field(sa_column=words())
    unit_id: str = Field(foreign_key="units.id")
    jurisdiction: str = Field(sa_column=words())
    source: str = Field(default="", sa_column=words(default=""))
    township: str = Field(default="", sa_column=words(default=""))
    story: str = Field(sa_column=words())
    is_open: int = 1
    is_confidential: int = 0
    opened_on: str = Field(sa_column=words())
    closed_on: str | None = Field(default=None, sa_column=words(nullable=True))
    next_due: str = Field(default="9999-12-31", sa_column=words(default="9999-12-31"))
    version: int = 1
    seq: int = 1
    head: str = Field(sa_column=words())
    state: str = Field(sa_column=words())


class Event(SQLModel, table=True):
    """One link of a case's history (案件记录): canonical text, chained by SM3."""

    __tablename__: ClassVar[str] = "events"
    __table_args__ = (Index("ix_events_actor", "actor_id", "at", "case_id", "seq"),)
    case_id: str = Field(foreign_key="cases.id", primary_key=True)
    seq: int = Field(primary_key=True)
    step: str = Field(sa_column=words())
    at: str = Field(sa_column=words())
    actor_id: str = Field(sa_column=words())
    text: str = Field(sa_column=words())
    hash: str = Field(sa_column=words())


class Request(SQLModel, table=True):
    """A request that was carried out (请求), so that its repeat gets the first answer."""

    __tablename__: ClassVar[str] = "requests"
    actor_id: str = Field(primary_key=True)
    request_id: str = Field(primary_key=True)
    hash: str = Field(sa_column=words())
    answer: str = Field(sa_column=words())
    at: str = Field(sa_column=words())


class FactRow(SQLModel, table=True):
    """A fact's begin, end and evidence (事实记录)."""

    __tablename__: ClassVar[str] = "facts"
    case_id: str = Field(foreign_key="cases.id", primary_key=True)
    code: str = Field(primary_key=True)
    begun_seq: int = Field(primary_key=True)
    begun_on: str = Field(sa_column=words())
    ended_on: str | None = Field(default=None, sa_column=words(nullable=True))
    ended_seq: int | None = None
    evidence: str = Field(sa_column=words())


class DeadlineRow(SQLModel, table=True):
    """A term that runs or ran (期限), with its computation as data."""

    __tablename__: ClassVar[str] = "deadlines"
    __table_args__ = (Index("ix_deadlines_open_due", "is_open", "due"),)
    case_id: str = Field(foreign_key="cases.id", primary_key=True)
    code: str = Field(primary_key=True)
    opened_seq: int = Field(primary_key=True)
    label: str = Field(sa_column=words())
    basis: str = Field(sa_column=words())
    on_expiry: str = Field(sa_column=words())
    start: str = Field(sa_column=words())
    due: str = Field(sa_column=words())
    provisional: int = 0
    computation: str = Field(sa_column=words())
    paused_on: str | None = Field(default=None, sa_column=words(nullable=True))
    is_open: int = 1
    closed_on: str | None = Field(default=None, sa_column=words(nullable=True))
    closed_seq: int | None = None
    outcome: str = Field(default="", sa_column=words(default=""))


class TallyChange(SQLModel, table=True):
    """By how much an event changed one of a case's tallies (合计的变动): lines, and money in fen."""

    __tablename__: ClassVar[str] = "tally_changes"
    __table_args__ = (Index("ix_tally_changes_code", "code", "day", "unit_id", "case_id", "lines", "fen"),)
    case_id: str = Field(foreign_key="cases.id", primary_key=True)
    seq: int = Field(primary_key=True)
    code: str = Field(sa_column=words(primary_key=True))
    unit_id: str = Field(sa_column=words())
    day: str = Field(sa_column=words())
    lines: int
    fen: int = Field(sa_column=Column(BigInteger, nullable=False))


class CaseParty(SQLModel, table=True):
    """Who a case is about (当事人): the number only as a keyed hash and its last four characters."""

    __tablename__: ClassVar[str] = "case_parties"
    __table_args__ = (
        Index("ix_case_parties_number", "number_index"),
        Index("ix_case_parties_name", "name", "case_id"),
    )
    case_id: str = Field(foreign_key="cases.id", primary_key=True)
    ordinal: int = Field(primary_key=True)
    role: str = Field(sa_column=words())
    name: str = Field(sa_column=words())
    is_person: int = 1
    number_index: str = Field(default="", sa_column=words(default=""))
    tail_index: str = Field(default="", sa_column=words(default=""))


class CaseOfficer(SQLModel, table=True):
    """Who is assigned to a case (承办人), lead first."""

    __tablename__: ClassVar[str] = "case_officers"
    __table_args__ = (Index("ix_case_officers_account", "account_id", "case_id"),)
    case_id: str = Field(foreign_key="cases.id", primary_key=True)
    account_id: str = Field(foreign_key="accounts.id", primary_key=True)
    ordinal: int


class Recusal(SQLModel, table=True):
    """A person who keeps away from a case (回避)."""

    __tablename__: ClassVar[str] = "recusals"
    __table_args__ = (UniqueConstraint("account_id", "case_id"),)
    id: int | None = Field(default=None, primary_key=True)
    account_id: str = Field(foreign_key="accounts.id")
    case_id: str = Field(foreign_key="cases.id")
    reason: str = Field(sa_column=words())
    since: str = Field(sa_column=words())
