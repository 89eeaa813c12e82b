"""What a list of cases is narrowed to (筛选条件), as a value and as SQL; every list of cases uses the same.

Search compares plain texts with LIKE, which finds Chinese from one character up on both databases. A whole
identity number or credit code is looked up by its keyed hash and never compared in the open.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from engine.actors import Actor, UnitRef
from engine.database import Database, Row, Tx, in_list
from engine.directory import Directory
from engine.errors import FieldError, InvalidForm, NotReady
from engine.office import Office
from engine.permissions import span, visible
from engine.queries.marks import week_end
from engine.queries.owed import due_between
from engine.store import FAR

NUMBER = re.compile(r"[0-9A-Z]{18}")
CURSOR = re.compile(r"(\d{4}-\d{2}-\d{2})~([0-9a-z]{26})")
NOWHERE = "none"
"""Stands for “none known” where a township or a source is asked for."""
NOBODY = "none"
"""Stands for “no officer yet” where an officer is asked for."""
MONTH = timedelta(days=30)


class Window(StrEnum):
    """When the next deadline of a case ends (最近的期限)."""

    ANY = ""
    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    LATER = "later"
    NONE = "none"

    @property
    def label(self) -> str:
        """The window in words; a week ends with its Sunday, a month has thirty days."""
        return {
            "": "不限",
            "overdue": "已逾期",
            "today": "今天到期",
            "week": "本周到期",
            "month": "三十日内到期",
            "later": "三十日以后到期",
            "none": "没有期限",
        }[self.value]

    def days(self, today: date) -> tuple[str, str]:
        """The first and the last due day of the window, as rows write days."""
        tomorrow, ahead = today + timedelta(days=1), today + MONTH
        last = (date.fromisoformat(FAR) - timedelta(days=1)).isoformat()
        return {
            Window.ANY: ("", FAR),
            Window.OVERDUE: ("", (today - timedelta(days=1)).isoformat()),
            Window.TODAY: (today.isoformat(), today.isoformat()),
            Window.WEEK: (today.isoformat(), week_end(today).isoformat()),
            Window.MONTH: (today.isoformat(), ahead.isoformat()),
            Window.LATER: (max(tomorrow, ahead + timedelta(days=1)).isoformat(), last),
            Window.NONE: (FAR, FAR),
        }[self]


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; what is empty does not narrow it.

    `text` is part of a number, title or name, or a whole identity number; `employer` part of an
    organisation's name, or its whole credit code. Both may be personal. `officer` is an account's id, or
    `NOBODY`; `township` and `source` may be `NOWHERE`. `measure` is what leaders add up: the cases in which it changed between
    two days. `newest` puts what was registered last first, instead of what is due first.
    """

    case_type: str = ""
    stage: str = ""
    is_open: bool | None = True
    text: str = ""
    employer: str = ""
    township: str = ""
    unit: str = ""
    officer: str = ""
    due: Window = Window.ANY
    opened_from: date | None = None
    opened_until: date | None = None
    closed_from: date | None = None
    closed_until: date | None = None
    source: str = ""
    measure: str = ""
    measured_from: date | None = None
    measured_until: date | None = None
    newest: bool = False

    def without_words(self) -> Filter:
        """The same without what was typed, which may be personal."""
        return replace(self, text="", employer="")


def conditions_of(office: Office, tx: Tx, actor: Actor, wanted: Filter) -> tuple[list[str], dict[str, Any]]:
    """The policy's predicate with what the filter adds to it, over `cases c`."""
    conditions, values = narrowed(office, tx, actor, wanted)
    words, more = words_of(office, wanted)
    return conditions + words, {**values, **more}


def narrowed(office: Office, tx: Tx, actor: Actor, wanted: Filter) -> tuple[list[str], dict[str, Any]]:
    """The policy's predicate with all that the filter adds to it but what was typed."""
    predicate, values = visible(actor, office.supervising_roles)
    conditions = [predicate]
    units = units_seen(office.directory(tx), actor, office.supervising_roles)
    if len(units) == 1:
        # Follows from the policy; said once more, so that an index gives the cases in their order.
        conditions.append("c.unit_id = :my_unit")
    exact = {
        "case_type": wanted.case_type,
        "stage": wanted.stage,
        "township": wanted.township,
        "source": wanted.source,
        "unit_id": wanted.unit,
        "is_open": None if wanted.is_open is None else int(wanted.is_open),
    }
    for column, value in exact.items():
        if value not in {"", None}:
            conditions.append(f"c.{column} = :f_{column}")
            values[f"f_{column}"] = "" if value == NOWHERE else value
    _officer(conditions, values, wanted.officer)
    _measure(office, conditions, values, wanted)
    _days(conditions, values, wanted, office.clocks.today(), units)
    return conditions, values


def words_of(office: Office, wanted: Filter, *, near: bool = False) -> tuple[list[str], dict[str, Any]]:
    """What was typed into the search boxes, as conditions.

    With `near` each case is asked for itself, which is quick over a few; otherwise all texts are read first,
    which is quicker over many.
    """
    conditions: list[str] = []
    values: dict[str, Any] = {}
    for words, organisation in ((wanted.text, False), (wanted.employer, True)):
        plain = plain_text(words)
        if plain:
            conditions.append(_searched(office, plain, values, organisation=organisation, near=near))
    return conditions, values


def units_seen(directory: Directory, actor: Actor, supervising: frozenset[str]) -> list[UnitRef]:
    """The departments whose cases the policy may show to an actor: the own one first."""
    below = []
    if actor.acting_roles & supervising:
        low, high = span(actor.unit.jurisdiction)
        below = [
            unit
            for unit in directory.units.values()
            if unit.agency == actor.unit.agency and low <= unit.jurisdiction < high and unit.id != actor.unit.id
        ]
    return [actor.unit, *below]


def _officer(conditions: list[str], values: dict[str, Any], officer: str) -> None:
    if officer == NOBODY:
        conditions.append("NOT EXISTS (SELECT 1 FROM case_officers w WHERE w.case_id = c.id)")
    elif officer:
        conditions.append("c.id IN (SELECT w.case_id FROM case_officers w WHERE w.account_id = :f_officer)")
        values["f_officer"] = officer


def _days(conditions: list[str], values: dict[str, Any], wanted: Filter, today: date, units: Sequence[UnitRef]) -> None:
    low, high = wanted.due.days(today)
    if wanted.due in {Window.LATER, Window.NONE}:
        conditions.append("c.next_due >= :f_low AND c.next_due <= :f_high")
        values |= {"f_low": low, "f_high": high}
    elif wanted.due is not Window.ANY:
        condition, more = due_between([unit.id for unit in units], low, high, late=wanted.due is Window.OVERDUE)
        conditions.append(condition)
        values |= more
    bounds = {
        "c.opened_on >= ": wanted.opened_from,
        "c.opened_on <= ": wanted.opened_until,
        "c.closed_on >= ": wanted.closed_from,
        "c.closed_on <= ": wanted.closed_until,
    }
    for n, (comparison, day) in enumerate(bounds.items()):
        if day is not None:
            conditions.append(f"{comparison}:f_day{n}")
            values[f"f_day{n}"] = day.isoformat()


def _measure(office: Office, conditions: list[str], values: dict[str, Any], wanted: Filter) -> None:
    """Cases in which something that leaders add up changed, in a time where that is asked for."""
    if not wanted.measure:
        return
    tallies = {
        measure.tally.code
        for compiled in office.registry
        for measure in compiled.case_type.measures
        if measure.code == wanted.measure
    }
    marks, names = in_list("f_tally", sorted(tallies))
    conditions.append(
        f"c.id IN (SELECT t.case_id FROM tally_changes t WHERE t.code IN {marks}"
        " AND t.day >= :f_since AND t.day <= :f_till)"
    )
    values |= names
    values["f_since"] = (wanted.measured_from or date.min).isoformat()
    values["f_till"] = (wanted.measured_until or date.max).isoformat()


def plain_text(text: str) -> str:
    """What was typed into a search box, full-width letters made plain."""
    return unicodedata.normalize("NFKC", text).strip()


def is_identity_number(text: str) -> bool:
    """Tell whether a search asks for one person or employer by number, which is logged as a read."""
    return bool(NUMBER.fullmatch(plain_text(text).upper()))


def part_of(text: str) -> str:
    """A LIKE pattern for texts that hold this one; what LIKE would read as a wild card is meant literally."""
    return "%" + re.sub(r"([\\%_])", r"\\\1", text) + "%"


def _searched(office: Office, text: str, values: dict[str, Any], *, organisation: bool, near: bool) -> str:
    name = "firm" if organisation else "part"
    only = " AND p.is_person = 0" if organisation else ""
    if is_identity_number(text):
        values[name] = office.vault.index(text.upper())
        return f"c.id IN (SELECT p.case_id FROM case_parties p WHERE p.number_index = :{name}{only})"
    values[name] = part_of(text)
    like = f"LIKE :{name} ESCAPE '\\'"
    if near:
        parties = f"EXISTS (SELECT 1 FROM case_parties p WHERE p.case_id = c.id AND p.name {like}{only})"
        return parties if organisation else f"(c.number {like} OR c.title {like} OR {parties})"
    named = f"SELECT p.case_id FROM case_parties p WHERE p.name {like}{only}"
    if organisation:
        return f"c.id IN ({named})"
    return f"c.id IN (SELECT k.id FROM cases k WHERE k.number {like} OR k.title {like} UNION ALL {named})"


ORDER = {False: "c.next_due, c.id", True: "c.id DESC"}
"""How a list is ordered: by what is due first, or (newest) by what was registered last."""


def keyset(conditions: list[str], values: dict[str, Any], after: str, *, newest: bool = False) -> None:
    """Begin after the line that a page mark names; raises InvalidForm for a mark that we did not give."""
    if not after:
        return
    found = CURSOR.fullmatch(after)
    if found is None:
        raise spoilt_mark()
    if newest:
        conditions.append("c.id < :last_id")
    else:
        # The first half is implied by the second; it lets both databases begin in the middle of an index.
        conditions.append("c.next_due >= :due AND (c.next_due > :due OR c.id > :last_id)")
        values["due"] = found[1]
    values["last_id"] = found[2]


def spoilt_mark() -> InvalidForm:
    """The refusal of a page mark that we did not give."""
    return InvalidForm((FieldError("after", "翻页位置", "不是本系统给出的翻页位置"),))


def cursor_of(row: Row) -> str:
    """The page mark of a line, whose row begins with the id and has `next_due` as its twelfth column."""
    return f"{row[11]}~{row[0]}"


def check_search(database: Database) -> None:
    """Look for 龙陵 among texts in the database itself; raises NotReady where it is not found as it must be.

    A search that silently finds nothing is worse than none: the same complaint would be registered twice.
    """
    place, pattern = "云南省保山市龙陵县_100%", part_of("龙陵")
    with database.read() as tx:
        row = tx.one(
            "SELECT CAST(:place AS TEXT) LIKE :pattern ESCAPE '\\', CAST(:place AS TEXT) LIKE :one ESCAPE '\\',"
            " CAST(:place AS TEXT) LIKE :other ESCAPE '\\', CAST(:plain AS TEXT) LIKE :wild ESCAPE '\\',"
            " LENGTH(CAST(:place AS TEXT)), CAST(:place AS TEXT)",
            {
                "place": place,
                "pattern": pattern,
                "one": part_of("陵"),
                "other": part_of("施甸"),
                "plain": "龙陵县",
                "wild": part_of("_"),
            },
        )
    told = (*map(bool, row[:4]), *row[4:]) if row else ()
    if told != (True, True, False, False, len(place), place):
        raise NotReady(
            "数据库不能正确查找汉字：在“云南省保山市龙陵县”里查“龙陵”，结果不对。"
            "请检查数据库的编码是否为UTF-8（PostgreSQL：createdb --encoding=UTF8 --template=template0）"
        )
