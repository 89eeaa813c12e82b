"""Units, their people, their roles and sessions."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Column, Text
from sqlmodel import Field

from engine.tables.schema import Row


class Unit(Row, table=True):
    """A department of an agency in a jurisdiction (单位)."""

    __tablename__: ClassVar[str] = "units"
    id: str = Field(primary_key=True)
    agency: str
    name: str
    short_name: str
    jurisdiction: str
    address: str = Field(default="", sa_column_kwargs={"server_default": ""})
    phone: str = Field(default="", sa_column_kwargs={"server_default": ""})
    begins_on: str
    ends_on: str | None = None


class Account(Row, table=True):
    """A person who signs in (账户)."""

    __tablename__: ClassVar[str] = "accounts"
    id: str = Field(primary_key=True)
    login: str = Field(sa_column=Column(Text, nullable=False, unique=True))
    name: str
    unit_id: str = Field(foreign_key="units.id", index=True)
    password_hash: str
    post: str = Field(default="", sa_column_kwargs={"server_default": ""})
    card_number: str = Field(default="", sa_column_kwargs={"server_default": ""})
    card_valid_to: str | None = None
    password_expired: bool = False
    disabled_on: str | None = None


class RoleGrant(Row, table=True):
    """A role that a person holds from one day to another (任职), in a jurisdiction."""

    __tablename__: ClassVar[str] = "role_grants"
    id: int | None = Field(default=None, primary_key=True)
    account_id: str = Field(foreign_key="accounts.id", index=True)
    role: str
    begins_on: str
    ends_on: str | None = None


class DelegationRow(Row, table=True):
    """One person stands in for another while that one is absent (代理), both days included."""

    __tablename__: ClassVar[str] = "delegations"
    id: int | None = Field(default=None, primary_key=True)
    account_id: str = Field(foreign_key="accounts.id", index=True)
    delegate_id: str = Field(foreign_key="accounts.id", index=True)
    begins_on: str
    ends_on: str
    reason: str
    made_by: str = Field(foreign_key="accounts.id")
    made_at: str


class PasswordRequest(Row, table=True):
    """An administrator's password that a second administrator is asked to reset (待确认的密码重设)."""

    __tablename__: ClassVar[str] = "password_requests"
    account_id: str = Field(foreign_key="accounts.id", primary_key=True)
    asked_by: str = Field(foreign_key="accounts.id")
    asked_at: str
    reason: str


class Session(Row, table=True):
    """A signed-in browser (会话); the token only as a hash."""

    __tablename__: ClassVar[str] = "sessions"
    token_hash: str = Field(primary_key=True)
    account_id: str = Field(foreign_key="accounts.id", index=True)
    csrf: str
    made_at: str
    seen_at: str
    ends_at: str


class Throttle(Row, table=True):
    """Failed attempts against one key (限次), for log-in and public tracking."""

    __tablename__: ClassVar[str] = "throttles"
    key: str = Field(primary_key=True)
    failures: int
    since: str
    locked_until: str | None = None
