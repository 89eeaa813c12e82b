"""The rows in which everything is kept: schema for SQLite and PostgreSQL alike.

Days and moments are ISO texts, so that both databases order them bytewise and the same on both; JSON that
is hashed is canonical text. The commit and the lists write and read these tables with prepared SQL.
"""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import CheckConstraint, Column, Index, MetaData, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING
metadata: MetaData = SQLModel.metadata


def words(*, nullable: bool = False, primary_key: bool = False, default: str | None = None) -> Column[str]:
    """A text column that both databases compare bytewise."""
    kind = Text().with_variant(Text(collation="C"), "postgresql")
    return Column(kind, nullable=nullable, primary_key=primary_key, server_default=default)


class Unit(SQLModel, table=True):
    """A department of an agency in a jurisdiction (单位)."""

    __tablename__: ClassVar[str] = "units"
    id: str = Field(sa_column=words(primary_key=True))
    agency: str = Field(sa_column=words())
    name: str = Field(sa_column=words())
    short_name: str = Field(sa_column=words())
    jurisdiction: str = Field(sa_column=words())
    address: str = Field(default="", sa_column=words(default=""))
    phone: str = Field(default="", sa_column=words(default=""))
    begins_on: str = Field(sa_column=words())
    ends_on: str | None = Field(default=None, sa_column=words(nullable=True))


class Account(SQLModel, table=True):
    """A person who signs in (账户)."""

    __tablename__: ClassVar[str] = "accounts"
    id: str = Field(sa_column=words(primary_key=True))
    login: str = Field(sa_column=Column(Text, nullable=False, unique=True))
    name: str = Field(sa_column=words())
    unit_id: str = Field(foreign_key="units.id", index=True)
    password_hash: str = Field(sa_column=words())
    post: str = Field(default="", sa_column=words(default=""))
    card_number: str = Field(default="", sa_column=words(default=""))
    card_valid_to: str | None = Field(default=None, sa_column=words(nullable=True))
    password_expired: bool = False
    disabled_on: str | None = Field(default=None, sa_column=words(nullable=True))


class RoleGrant(SQLModel, table=True):
    """A role that a person holds from one day to another (任职), in a jurisdiction."""

    __tablename__: ClassVar[str] = "role_grants"
    id: int | None = Field(default=None, primary_key=True)
    account_id: str = Field(foreign_key="accounts.id", index=True)
    role: str = Field(sa_column=words())
    begins_on: str = Field(sa_column=words())
    ends_on: str | None = Field(default=None, sa_column=words(nullable=True))


class Recusal(SQLModel, table=True):
    """A person who keeps away from a case (回避)."""

    __tablename__: ClassVar[str] = "recusals"
    __table_args__ = (UniqueConstraint("account_id", "case_id"),)
    id: int | None = Field(default=None, primary_key=True)
    account_id: str = Field(foreign_key="accounts.id")
    case_id: str = Field(foreign_key="cases.id")
    reason: str = Field(sa_column=words())
    since: str = Field(sa_column=words())


class Case(SQLModel, table=True):
    """A case (案件): its header, and the folded state that decisions look at."""

    __tablename__: ClassVar[str] = "cases"
    __table_args__ = (
        Index("ix_cases_unit_due", "unit_id", "is_open", "next_due", "id"),
        Index("ix_cases_unit_number", "unit_id", "id"),
        Index("ix_cases_story", "story"),
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
    __table_args__ = (Index("ix_handoffs_sent_case", "case_id"),)
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


class PaperRow(SQLModel, table=True):
    """The ledger of papers (文书台账): number, state, hash of the stored bytes, service."""

    __tablename__: ClassVar[str] = "papers"
    __table_args__ = (
        Index("ix_papers_case", "case_id"),
        CheckConstraint("state IN ('numbered','rendered','served','void')", name="state"),
    )
    id: str = Field(sa_column=words(primary_key=True))
    case_id: str = Field(foreign_key="cases.id")
    code: str = Field(sa_column=words())
    label: str = Field(sa_column=words())
    number: str | None = Field(default=None, sa_column=Column(Text, nullable=True, unique=True))
    state: str = Field(sa_column=words())
    issued_on: str = Field(sa_column=words())
    issued_seq: int
    context: str = Field(sa_column=words())
    sha256: str | None = Field(default=None, sa_column=words(nullable=True))
    needs_service: int = 0
    served_on: str | None = Field(default=None, sa_column=words(nullable=True))
    void_reason: str = Field(default="", sa_column=words(default=""))


class Counter(SQLModel, table=True):
    """The last number of a series (编号): organ, kind and year."""

    __tablename__: ClassVar[str] = "counters"
    series: str = Field(sa_column=words(primary_key=True))
    last: int


class CaseParty(SQLModel, table=True):
    """Who a case is about (当事人): the number only as a keyed hash and its last four characters."""

    __tablename__: ClassVar[str] = "case_parties"
    __table_args__ = (
        Index("ix_case_parties_number", "number_index"),
        Index("ix_case_parties_name", "name"),
    )
    case_id: str = Field(foreign_key="cases.id", primary_key=True)
    ordinal: int = Field(primary_key=True)
    role: str = Field(sa_column=words())
    name: str = Field(sa_column=words())
    is_person: int = 1
    number_index: str = Field(default="", sa_column=words(default=""))
    tail_index: str = Field(default="", sa_column=words(default=""))


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


class Session(SQLModel, table=True):
    """A signed-in browser (会话); the token only as a hash."""

    __tablename__: ClassVar[str] = "sessions"
    token_hash: str = Field(sa_column=words(primary_key=True))
    account_id: str = Field(foreign_key="accounts.id", index=True)
    csrf: str = Field(sa_column=words())
    made_at: str = Field(sa_column=words())
    seen_at: str = Field(sa_column=words())
    ends_at: str = Field(sa_column=words())


class Throttle(SQLModel, table=True):
    """Failed attempts against one key (限次), for log-in and public tracking."""

    __tablename__: ClassVar[str] = "throttles"
    key: str = Field(sa_column=words(primary_key=True))
    failures: int
    since: str = Field(sa_column=words())
    locked_until: str | None = Field(default=None, sa_column=words(nullable=True))


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


class BlobRow(SQLModel, table=True):
    """Stored bytes (文件), when they are kept in the database instead of a folder."""

    __tablename__: ClassVar[str] = "blobs"
    sha256: str = Field(sa_column=words(primary_key=True))
    sealed: bytes


class CaseOfficer(SQLModel, table=True):
    """Who is assigned to a case (承办人), lead first."""

    __tablename__: ClassVar[str] = "case_officers"
    __table_args__ = (Index("ix_case_officers_account", "account_id"),)
    case_id: str = Field(foreign_key="cases.id", primary_key=True)
    account_id: str = Field(foreign_key="accounts.id", primary_key=True)
    ordinal: int


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
