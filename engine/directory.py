"""The people and departments of the installation, its settings and loaded calendars, as one snapshot.

Kept in memory and reloaded when its version in the database moved, so that a decision never acts on roles
that have ended, and never asks for them row by row.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from engine.actors import Actor, Officer, UnitRef
from engine.canonical import day_of
from engine.database import Tx
from engine.errors import NotAllowed, SettingMissing

VERSION = "directory"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role and the days on which it is held (last day included)."""

    role: str
    begins_on: date
    ends_on: date | None

    def held_on(self, day: date) -> bool:
        """Tell whether the role is held on the day."""
        return self.begins_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Delegation:
    """One person stands in for another (代理) from one day to another, both included."""

    id: int
    account_id: str
    delegate_id: str
    begins_on: date
    ends_on: date

    def runs_on(self, day: date) -> bool:
        """Tell whether it counts on the day."""
        return self.begins_on <= day <= self.ends_on


@dataclass(frozen=True, slots=True)
class SetValue:
    """A value that an office set, from a day on, with its reason."""

    value: str
    begins_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class LoadedYear:
    """A year's days off that an administrator loaded, as the text of its file."""

    load: str
    jurisdiction: str
    year: int
    text: str


@dataclass(frozen=True, slots=True)
class Directory:
    """Departments, people, grants and settings at one version."""

    version: int
    units: Mapping[str, UnitRef]
    officers: Mapping[str, Officer]
    grants: Mapping[str, tuple[Grant, ...]]
    disabled: frozenset[str]
    settings: Mapping[tuple[str, str], tuple[SetValue, ...]]
    calendars: tuple[LoadedYear, ...] = ()
    delegations: tuple[Delegation, ...] = ()

    def actor(self, account_id: str, day: date) -> Actor:
        """The person with the roles of the day; raises NotAllowed where the account is closed."""
        officer = self.officers.get(account_id)
        if officer is None or account_id in self.disabled:
            raise NotAllowed("账户已停用，不能办理业务")
        own = self._alone(account_id, day)
        absent = [
            self._alone(d.account_id, day)
            for d in self.delegations
            if d.delegate_id == account_id and d.runs_on(day) and d.account_id not in self.disabled
        ]
        return replace(own, stand_ins=tuple(one for one in absent if one.unit.id == own.unit.id))

    def _alone(self, account_id: str, day: date) -> Actor:
        officer = self.officers[account_id]
        roles = frozenset(g.role for g in self.grants.get(account_id, ()) if g.held_on(day))
        return Actor(account_id, officer.name, self.units[officer.unit_id], roles)

    def delegates(self, account_id: str, day: date) -> list[Officer]:
        """Who stands in for a person on a day."""
        return [
            self.officers[d.delegate_id]
            for d in self.delegations
            if d.account_id == account_id and d.runs_on(day) and d.delegate_id not in self.disabled
        ]

    def holders(self, role: str, unit_id: str, day: date) -> list[Officer]:
        """Who holds a role in a department on a day."""
        return [
            officer
            for officer in self.officers.values()
            if officer.unit_id == unit_id
            and officer.id not in self.disabled
            and any(g.role == role and g.held_on(day) for g in self.grants.get(officer.id, ()))
        ]

    def set_value(self, code: str, jurisdiction: str, day: date) -> tuple[SetValue, str] | None:
        """The value that was set nearest to the county, and where; None where nobody set one."""
        for place in places(jurisdiction):
            dated = [v for v in self.settings.get((place, code), ()) if v.begins_on <= day]
            if dated:
                return max(dated, key=lambda v: v.begins_on), place
        return None


def places(jurisdiction: str) -> list[str]:
    """A county, its prefecture, its province and the nation, each once.

    >>> places("530523")
    ['530523', '530500', '530000', '000000']
    """
    chain = [jurisdiction, jurisdiction[:4] + "00", jurisdiction[:2] + "0000", "000000"]
    return list(dict.fromkeys(chain))


def load_directory(tx: Tx) -> Directory:
    """Read the snapshot."""
    row = tx.one("SELECT last FROM counters WHERE series = :s", {"s": VERSION})
    units = {
        r[0]: UnitRef(*r)
        for r in tx.all("SELECT id, agency, name, short_name, jurisdiction, address, phone FROM units ORDER BY id", {})
    }
    officers, disabled = {}, set()
    people = tx.all(
        "SELECT id, name, unit_id, post, card_number, card_valid_to, disabled_on FROM accounts ORDER BY id",
        {},
    )
    for identity, name, unit_id, post, card, valid_to, disabled_on in people:
        officers[identity] = Officer(identity, name, unit_id, post, card, day_of(valid_to))
        if disabled_on:
            disabled.add(identity)
    grants: dict[str, list[Grant]] = defaultdict(list)
    for account, role, begins, ends in tx.all("SELECT account_id, role, begins_on, ends_on FROM role_grants", {}):
        grants[account].append(Grant(role, date.fromisoformat(begins), day_of(ends)))
    settings: dict[tuple[str, str], list[SetValue]] = defaultdict(list)
    for place, code, begins, value, reason in tx.all(
        "SELECT jurisdiction, code, begins_on, value, reason FROM settings", {}
    ):
        settings[place, code].append(SetValue(value, date.fromisoformat(begins), reason))
    years = tx.all(
        "SELECT t.load_id, t.jurisdiction, t.year, t.text FROM calendar_tables t ORDER BY t.load_id, t.year",
        {},
    )
    standing = tx.all(
        "SELECT id, account_id, delegate_id, begins_on, ends_on FROM delegations ORDER BY begins_on, id", {}
    )
    return Directory(
        version=row[0] if row else 0,
        units=units,
        officers=officers,
        grants={k: tuple(v) for k, v in grants.items()},
        disabled=frozenset(disabled),
        settings={k: tuple(v) for k, v in settings.items()},
        calendars=tuple(LoadedYear(*row) for row in years),
        delegations=tuple(
            Delegation(n, absent, delegate, date.fromisoformat(begins), date.fromisoformat(ends))
            for n, absent, delegate, begins, ends in standing
        ),
    )


def bump(tx: Tx) -> None:
    """Say that people, departments or settings changed."""
    tx.run(
        "INSERT INTO counters (series, last) VALUES (:s, 1)"
        " ON CONFLICT (series) DO UPDATE SET last = counters.last + 1",
        {"s": VERSION},
    )


@dataclass(frozen=True, slots=True)
class Setting:
    """A value that the law leaves to the office (参数), with a default where the readings are known.

    `default` None means: not known, so that using it is refused until the office has set it.
    `demo` is the value of the demo county, clearly marked as such. `choices` are the values that may be
    set, each with its words; without them `kind` says what a value looks like (a day as 2016-05-01, yuan).
    """

    code: str
    label: str
    default: str | None
    reason: str
    demo: str | None = None
    choices: tuple[tuple[str, str], ...] = ()
    kind: Literal["text", "day", "yuan"] = "text"
    check: Callable[[str], str | None] | None = None
    """What is wrong with a value, in Chinese, beyond its kind; a value that the program cannot read is never set."""

    reads: Callable[[str], str] | None = None
    """How a value reads that is written in signs, such as a pattern; None where it reads as it is written."""

    def words(self, value: str) -> str:
        """A value as people read it; one that could no longer be set, as it was written."""
        if self.fault(value):
            return value
        if self.kind == "day":
            day = date.fromisoformat(value)
            return f"{day.year}年{day.month}月{day.day}日"
        if self.kind == "yuan":
            return f"{Decimal(value):,.2f}元"
        return self.reads(value) if self.reads else dict(self.choices).get(value, value)

    def fault(self, value: str) -> str | None:
        """What is wrong with a value, in Chinese; None where it may be set."""
        if self.choices and value not in dict(self.choices):
            return "应为" + "、".join(f"{code}（{words}）" for code, words in self.choices) + "之一"
        if self.kind == "day" and not _is_day(value):
            return "应为真实的日期，写成“2016-05-01”的样式"
        if self.kind == "yuan" and not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,2})?", value):
            return "应为不小于0的金额，以元为单位，最多两位小数"
        return self.check(value) if self.check else None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A setting's value for a place and day and where it comes from; `place` is empty for the default."""

    setting: Setting
    value: str
    reason: str
    place: str = ""
    begins_on: date | None = None

    @property
    def words(self) -> str:
        """The value as people read it."""
        return self.setting.words(self.value)

    @property
    def origin(self) -> str:
        """Who chose it and why, in a sentence without its full stop."""
        chosen = f"{self.place}自{self.begins_on}起的设置" if self.place else "本地没有设置，用默认值"
        return f"{chosen}：{self.reason}"


class Settings:
    """Which settings exist, and their value for a place and day."""

    def __init__(self, declared: Mapping[str, Setting]) -> None:
        self.declared = declared

    def value(self, directory: Directory, code: str, jurisdiction: str, day: date) -> str:
        """The value set nearest to the county, else the default; raises SettingMissing naming the setting."""
        return self.resolved(directory, code, jurisdiction, day).value

    def resolved(self, directory: Directory, code: str, jurisdiction: str, day: date) -> Resolved:
        """The same with its origin: which place set it or that it is the default, and the reason."""
        setting = self.declared.get(code) or Setting(code, code, None, "")
        found = directory.set_value(code, jurisdiction, day)
        if found is not None:
            return Resolved(setting, found[0].value, found[0].reason, found[1], found[0].begins_on)
        if setting.default is None:
            raise SettingMissing(f"本单位还没有设置“{setting.label}”（{code}），不能继续；请管理员按当地规定设置")
        return Resolved(setting, setting.default, setting.reason)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
