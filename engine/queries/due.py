"""Work by time (期限工作列表): which open deadlines are due today, this week, overdue or provisional.

Rights that only a party can lose are not listed as owed; suspended terms do not run out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from engine.actors import Actor
from engine.calendar import Calendar
from engine.canonical import day_of
from engine.database import Tx, in_list
from engine.office import Office
from engine.permissions import visible
from engine.queries.filters import units_seen
from engine.queries.listing import Count, counted
from engine.queries.marks import Mark, mark_of, week_end
from engine.store import NOT_OWED
from engine.terms import Expiry

MOST = 100


class When(StrEnum):
    """Which part of the list."""

    TODAY = "today"
    WEEK = "week"
    OVERDUE = "overdue"
    READY = "ready"
    PROVISIONAL = "provisional"

    @property
    def label(self) -> str:
        """The part in words."""
        return {
            "today": "今天到期",
            "week": "本周到期",
            "overdue": "已经逾期",
            "ready": "期满可办",
            "provisional": "日期暂定",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Owed:
    """A deadline of a case in the list."""

    case_id: str
    case_number: str
    title: str
    case_type: str
    unit_id: str
    code: str
    label: str
    basis: str
    due: date
    provisional: bool
    paused_on: date | None
    mark: Mark


def due_list(
    office: Office,
    tx: Tx,
    actor: Actor,
    when: When,
    *,
    unit: str = "",
    officer: str = "",
    after: tuple[str, str, str] | None = None,
    limit: int = 50,
    most: int = MOST,
) -> list[Owed]:
    """The deadlines that the actor may see, soonest first; `after` is (due, case id, code) of the last one shown."""
    condition, values = _condition(office, tx, actor, when, unit, officer)
    if after is not None:
        # The first half is implied by the second; it lets both databases begin in the middle of an index.
        condition += " AND d.due >= :a_due AND (d.due, d.case_id, d.code) > (:a_due, :a_case, :a_code)"
        values |= dict(zip(("a_due", "a_case", "a_code"), after, strict=True))
    rows = tx.all(
        "SELECT d.case_id, c.number, c.title, c.case_type, c.unit_id, d.code, d.label, d.basis, d.due, d.provisional,"
        f" d.paused_on, d.on_expiry, c.jurisdiction FROM deadlines d JOIN cases c ON c.id = d.case_id WHERE {condition}"
        " ORDER BY d.due, d.case_id, d.code LIMIT :n",
        {**values, "n": max(1, min(limit, most))},
    )
    directory = office.directory(tx)
    return [_owed(row, office.clocks.today(), office.calendar(row[12], directory)) for row in rows]


def due_counts(office: Office, tx: Tx, actor: Actor, *, unit: str = "", officer: str = "") -> Mapping[When, Count]:
    """How many deadlines each part of the list has, counted up to a limit."""
    counts = {}
    for when in When:
        condition, values = _condition(office, tx, actor, when, unit, officer)
        counts[when] = counted(
            tx, f"SELECT 1 FROM deadlines d JOIN cases c ON c.id = d.case_id WHERE {condition}", values
        )
    return counts


def _condition(office: Office, tx: Tx, actor: Actor, when: When, unit: str, officer: str) -> tuple[str, dict[str, Any]]:
    predicate, values = visible(actor, office.supervising_roles)
    today = office.clocks.today()
    values |= {"today": today.isoformat(), "right_lost": NOT_OWED[0], "deemed": NOT_OWED[1]}
    waits = Expiry.OPEN_NEXT.value
    parts = [
        predicate,
        "d.is_open = 1",
        "d.on_expiry <> :right_lost AND d.on_expiry <> :deemed",
    ]
    # Follows from the policy; said of the deadline too, so that an index gives a department's in their order.
    units, seen = in_list("seen", [one.id for one in units_seen(office.directory(tx), actor, office.supervising_roles)])
    parts.append(f"d.unit_id IN {units}")
    values |= seen
    if when is When.PROVISIONAL:
        parts.append("d.provisional = 1")
    else:
        parts.append("d.paused_on IS NULL")
    if when is When.TODAY:
        parts.append("d.due = :today")
    elif when is When.OVERDUE:
        parts.append(f"d.due < :today AND d.on_expiry <> '{waits}'")
    elif when is When.READY:
        parts.append(f"d.due < :today AND d.on_expiry = '{waits}'")
    elif when is When.WEEK:
        parts.append("d.due >= :today AND d.due <= :sunday")
        values["sunday"] = week_end(today).isoformat()
    if unit:
        parts.append("c.unit_id = :unit")
        values["unit"] = unit
    if officer:
        parts.append("EXISTS (SELECT 1 FROM case_officers w WHERE w.case_id = c.id AND w.account_id = :officer)")
        values["officer"] = officer
    return " AND ".join(f"({part})" for part in parts), values


def _owed(row: tuple[Any, ...], today: date, calendar: Calendar) -> Owed:
    case_id, number, title, case_type, unit_id, code, label, basis, text, provisional, paused, expiry, _ = row
    due = date.fromisoformat(text)
    return Owed(
        case_id=case_id,
        case_number=number,
        title=title,
        case_type=case_type,
        unit_id=unit_id,
        code=code,
        label=label,
        basis=basis,
        due=due,
        provisional=bool(provisional),
        paused_on=day_of(paused),
        mark=mark_of(due, bool(provisional), today, calendar, Expiry(expiry)),
    )
