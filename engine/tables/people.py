"""Units, their people, their roles and sessions."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel

from engine.tables.schema import words


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


class DelegationRow(SQLModel, table=True):
    """One person stands in for another while that one is absent (代理), both days included."""

    __tablename__: ClassVar[str] = "delegations"
    id: int | None = Field(default=None, primary_key=True)
    account_id: str = Field(foreign_key="accounts.id", index=True)
    delegate_id: str = Field(foreign_key="accounts.id", index=True)
    begins_on: str = Field(sa_column=words())
    ends_on: str = Field(sa_column=words())
    reason: str = Field(sa_column=words())
    made_by: str = Field(foreign_key="accounts.id")
    made_at: str = Field(sa_column=words())


class PasswordRequest(SQLModel, table=True):
    """An administrator's password that a second administrator is asked to reset (待确认的密码重设)."""

    __tablename__: ClassVar[str] = "password_requests"
    account_id: str = Field(foreign_key="accounts.id", primary_key=True)
    asked_by: str = Field(foreign_key="accounts.id")
    asked_at: str = Field(sa_column=words())
    reason: str = Field(sa_column=words())


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
