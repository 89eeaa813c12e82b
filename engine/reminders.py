"""Reminders of deadlines (期限提醒): who is reminded when, by thresholds that the county sets for each role.

A setting `reminders.<role>` lists thresholds: a number of working days before the end, 0 for its last day,
`overdue` for every working day after it. Before the end those are reminded who can act: holders of a role of
the step that is owed, or of some step at the case's stage; for assigned roles the assigned officers, once there are. Of what
is overdue every role with that threshold is told. One reminder per deadline, threshold and person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from engine.calendar import Calendar
from engine.canonical import canonical, digest, moment
from engine.database import Tx, in_list
from engine.directory import Directory
from engine.effects import Claim, Handler, settle
from engine.errors import NotFound, SettingMissing
from engine.machine import Compiled
from engine.office import Office
from engine.store import NOT_OWED, owe
from engine.terms import Expiry
from engine.vocabulary import Role

PREFIX = "reminders."
OVERDUE = "overdue"
NEVER = "none"
"""Stands for no reminders at all."""
BATCH = 300
AHEAD = timedelta(days=60)


class ThresholdError(ValueError):
    """A threshold setting cannot be read; the message says how it is written, in Chinese."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a role is reminded: so many working days before, and whether daily once overdue."""

    before: tuple[int, ...]
    overdue: bool

    def reached(self, due: date, today: date, calendar: Calendar) -> str | None:
        """The last threshold that the day has reached, None where none is; overdue ones only on working days."""
        if today > due:
            return f"{OVERDUE}@{today.isoformat()}" if self.overdue and calendar.is_workday(today) else None
        reached = [n for n in self.before if today >= (calendar.add_workdays(due, -n) if n else due)]
        return f"{min(reached)}@{due.isoformat()}" if reached else None


def thresholds_of(text: str) -> Thresholds:
    """Read a setting such as `3,0,overdue`; empty means no reminders. Raises ThresholdError."""
    if text.strip() == NEVER:
        return Thresholds((), overdue=False)
    words = [word.strip() for word in text.replace("，", ",").split(",") if word.strip()]
    days = [word for word in words if word != OVERDUE]
    if not all(re.fullmatch(r"[0-9]{1,3}", word) and int(word) <= AHEAD.days // 2 for word in days):
        raise ThresholdError(
            f"提醒时间应写成“3,0,overdue”的样式（到期前几个工作日、0为当天、overdue为逾期后每天）：{text}"
        )
    return Thresholds(tuple(sorted({int(word) for word in days}, reverse=True)), OVERDUE in words)


def thresholds_fault(text: str) -> str | None:
    """What is wrong with a threshold setting, in Chinese; None where it can be read."""
    try:
        thresholds_of(text)
    except ThresholdError as error:
        return str(error)
    return None


def thresholds_words(text: str) -> str:
    """A threshold setting as people read it.

    >>> thresholds_words("3,0,overdue"), thresholds_words("none")
    ('到期前3个工作日、到期当天、逾期后每个工作日', '不提醒')
    """
    found = thresholds_of(text)
    when = [f"到期前{n}个工作日" if n else "到期当天" for n in found.before]
    return "、".join([*when, *(["逾期后每个工作日"] if found.overdue else [])]) or "不提醒"


def sweep_deadlines(office: Office) -> int:
    """Owe every reminder that has become due by today, each exactly once; says how many are new."""
    made, last = 0, ""
    while True:
        with office.database.write() as tx:
            cases = _cases(office, tx, last)
            if not cases:
                return made
            last = cases[-1]
            made += _Sweep(office, tx, office.directory(tx)).remind(cases)


def _cases(office: Office, tx: Tx, after: str) -> list[str]:
    horizon = (office.clocks.today() + AHEAD).isoformat()
    # The plus keeps SQLite from reading all open deadlines again for every case.
    rows = tx.all(
        "SELECT c.id FROM cases c WHERE c.id > :after AND c.is_open = 1 AND EXISTS (SELECT 1 FROM deadlines d"
        " WHERE d.case_id = c.id AND +d.is_open = 1 AND d.paused_on IS NULL AND d.due <= :horizon)"
        " ORDER BY c.id LIMIT :n",
        {"horizon": horizon, "after": after, "n": BATCH},
    )
    return [row[0] for row in rows]


@dataclass
class _Sweep:
    office: Office
    tx: Tx
    directory: Directory

    @cached_property
    def roles(self) -> list[Role]:
        declared = self.office.registry.settings
        return [role for code, role in self.office.registry.roles.items() if f"{PREFIX}{code}" in declared]

    @cached_property
    def today(self) -> date:
        return self.office.clocks.today()

    def remind(self, cases: list[str]) -> int:
        names, values = in_list("case", cases)
        assigned: dict[str, list[str]] = {}
        for case_id, account in self.tx.all(
            f"SELECT case_id, account_id FROM case_officers WHERE case_id IN {names} ORDER BY case_id, ordinal", values
        ):
            assigned.setdefault(case_id, []).append(account)
        rows = self.tx.all(
            "SELECT d.case_id, d.code, d.opened_seq, d.due, c.unit_id, c.jurisdiction, c.stage, c.type_digest"
            " FROM deadlines d JOIN cases c ON c.id = d.case_id WHERE +d.is_open = 1 AND d.paused_on IS NULL"
            f" AND d.on_expiry <> :right_lost AND d.on_expiry <> :deemed AND d.case_id IN {names}"
            " ORDER BY d.case_id, d.code",
            {**values, "right_lost": NOT_OWED[0], "deemed": NOT_OWED[1]},
        )
        return sum(self._owe(row, *found) for row in rows for found in self._found(row, assigned))

    def _found(self, row: tuple[Any, ...], assigned: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
        """Who is to be reminded of a deadline now, and by which threshold."""
        case_id, code, _, due, unit, place, stage, type_digest = row
        if not self.office.registry.knows(type_digest):
            return
        compiled = self.office.registry.pinned(type_digest)
        calendar = self.office.calendar(place, self.directory)
        for role in self.roles:
            threshold = self._thresholds(role, place).reached(date.fromisoformat(due), self.today, calendar)
            if threshold is None or not (threshold.startswith(OVERDUE) or may_act(compiled, role, code, stage)):
                continue
            holders = self.directory.holders(role.code, unit, self.office.technical_day())
            own = assigned.get(case_id, [])
            for officer in holders:
                if not role.assigned or not own or officer.id in own:
                    yield officer.id, threshold
                    for other in self.directory.delegates(officer.id, self.office.technical_day()):
                        yield other.id, threshold

    def _thresholds(self, role: Role, place: str) -> Thresholds:
        try:
            return thresholds_of(self.office.settings.value(self.directory, PREFIX + role.code, place, self.today))
        except (ThresholdError, SettingMissing):
            return Thresholds((), overdue=False)

    def _owe(self, row: tuple[Any, ...], account: str, threshold: str) -> int:
        case_id, code, opened_seq, due = row[:4]
        identity = digest(canonical([case_id, code, opened_seq, threshold, account]))[:32]
        new = self.tx.changed(
            "INSERT INTO reminders (id, case_id, code, account_id, threshold, due, made_on)"
            " VALUES (:id, :case, :code, :account, :threshold, :due, :today) ON CONFLICT (id) DO NOTHING",
            {
                "id": identity,
                "case": case_id,
                "code": code,
                "account": account,
                "threshold": threshold,
                "due": due,
                "today": self.today.isoformat(),
            },
        )
        if new:
            # Without a case: reminders must not wait for the case's hand-offs, nor these for them.
            owe(self.tx, f"{identity}-remind", "remind", {"reminder": identity}, moment(self.office.clocks.now()), None)
        return new


def may_act(compiled: Compiled, role: Role, code: str, stage: str) -> bool:
    """Whether a role can do what a deadline is about: take its step, or some step at the case's stage."""
    step = compiled.step(code)
    steps = [step] if step is not None else compiled.steps_at(stage)
    return any(role in found.by for found in steps)


def deliver(office: Office, claimed: Claim) -> None:
    """Put one reminder into its recipient's work list (站内提醒), the only channel so far."""
    with office.database.write() as tx:
        now = office.clocks.now()
        settle(tx, claimed, now)
        tx.run(
            "UPDATE reminders SET delivered_at = :now WHERE id = :id AND delivered_at IS NULL",
            {"now": moment(now), "id": claimed.payload["reminder"]},
        )


HANDLERS: dict[str, Handler] = {"remind": deliver}


@dataclass(frozen=True, slots=True)
class ReminderView:
    """A reminder as its recipient sees it."""

    id: str
    case_id: str
    case_number: str
    label: str
    due: date
    overdue: bool
    made_on: date
    waited: bool = False
    """It was a wait, which has ended without anybody being late."""

    @property
    def words(self) -> str:
        """What the reminder says; names nobody."""
        past = "已经届满，可以办理下一步" if self.waited else "已经逾期"
        end = past if self.overdue else "即将到期"
        return f"{self.case_number}“{self.label}”{end}（{self.due.isoformat()}）"


def reminders_of(tx: Tx, account_id: str, limit: int = 50) -> list[ReminderView]:
    """What the person has been reminded of and has not yet put away, the newest first; only of open deadlines."""
    rows = tx.all(
        "SELECT r.id, r.case_id, c.number, d.label, r.due, r.threshold, r.made_on, d.on_expiry FROM reminders r"
        " JOIN cases c ON c.id = r.case_id JOIN deadlines d ON d.case_id = r.case_id AND d.code = r.code AND d.is_open = 1"
        " WHERE r.account_id = :me AND r.delivered_at IS NOT NULL AND r.seen_at IS NULL"
        " ORDER BY r.made_on DESC, r.due, r.id LIMIT :n",
        {"me": account_id, "n": limit},
    )
    return [
        ReminderView(
            identity,
            case_id,
            number,
            label,
            date.fromisoformat(due),
            threshold.startswith(OVERDUE),
            date.fromisoformat(made_on),
            Expiry(expiry) is Expiry.OPEN_NEXT,
        )
        for identity, case_id, number, label, due, threshold, made_on, expiry in rows
    ]


def put_away(office: Office, account_id: str, reminder_id: str) -> None:
    """Mark one's own reminder as seen; raises NotFound."""
    with office.database.write() as tx:
        changed = tx.changed(
            "UPDATE reminders SET seen_at = :now WHERE id = :id AND account_id = :me AND seen_at IS NULL",
            {"now": moment(office.clocks.now()), "id": reminder_id, "me": account_id},
        )
        if not changed:
            raise NotFound("没有这条提醒")
