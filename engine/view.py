"""A case as decisions and papers see it: its header, its typed answers and what is open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from engine.actors import Officer, UnitRef
from engine.calendar import Calendar
from engine.canonical import day_of
from engine.counting import Direction, Length, count
from engine.form import Form
from engine.guards import Frequency, Option, Tally, Threshold
from engine.sealing import from_record
from engine.surroundings import Surroundings
from engine.terms import Clock, is_paused
from engine.vocabulary import Fact, Role

F = TypeVar("F", bound=Form)


def series_of(frequency: Frequency, subject: str, day: date) -> str:
    """Under which name a year's count about an organisation is kept."""
    return f"frequency/{frequency.code}/{day.year}/{subject}"


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a case row, and its folded state."""

    id: str
    number: str
    case_type: str
    type_version: str
    type_digest: str
    stage: str
    title: str
    unit_id: str
    jurisdiction: str
    story: str
    is_open: bool
    is_confidential: bool
    opened_on: date
    closed_on: date | None
    version: int
    seq: int
    head: str
    state: dict[str, Any]

    def with_state(self, state: dict[str, Any]) -> Header:
        """The same header over another state."""
        return replace(self, state=state)


@dataclass(frozen=True, slots=True)
class PaperRef:
    """A paper of the case: its number, the day it was issued and the day it was served."""

    id: str
    label: str
    number: str | None
    issued_on: date
    served_on: date | None


@dataclass(frozen=True, slots=True)
class Due:
    """The end of an open term, provisional where the calendar of that year is not published.

    A paused term (中止) does not run out; `extended` says how often the term was extended.
    """

    code: str
    due: date
    start: date
    provisional: bool
    paused: bool = False
    extended: int = 0


class CaseView:
    """Typed reading of one case. Personal fields are opened when their form is asked for."""

    __slots__ = ("_read", "around", "header")

    def __init__(self, header: Header, around: Surroundings) -> None:
        self.header = header
        self.around = around
        self._read: dict[type[Form], Form] = {}

    @property
    def day(self) -> date:
        """The legal day of the decision."""
        return self.around.day

    @property
    def calendar(self) -> Calendar:
        """The legal calendar of the case's jurisdiction."""
        return self.around.calendar

    @property
    def number(self) -> str:
        """The case number (案号)."""
        return self.header.number

    @property
    def unit(self) -> UnitRef:
        """The department that owns the case."""
        return self.around.units[self.header.unit_id]

    @property
    def tracking_code(self) -> str | None:
        """The code (查询码) with which the complainant follows the case, None where there is none."""
        sealed = self.header.state.get("tracking")
        return self.around.vault.unseal(sealed) if sealed else None

    def maybe(self, form: type[F]) -> F | None:
        """The last answers to a form, None when it was not filled in."""
        # Opening and checking a record costs more than the rest of a decision, and papers ask again and again.
        read = self._read.get(form)
        if read is not None:
            return read  # type: ignore[return-value] # kept under its own type
        record = self.header.state.get("data", {}).get(form.key())
        if record is None:
            return None
        found = from_record(form, record[-1] if isinstance(record, list) else record, self.around.vault)
        self._read[form] = found
        return found

    def get(self, form: type[F]) -> F:
        """The last answers to a form that this case must have; raises LookupError naming the form."""
        found = self.maybe(form)
        if found is None:
            raise LookupError(f"case {self.header.number} holds no {form.__name__}")
        return found

    def all(self, form: type[F]) -> tuple[F, ...]:
        """All answers to a form that is collected."""
        records = self.header.state.get("data", {}).get(form.key(), [])
        return tuple(
            from_record(form, r, self.around.vault) for r in (records if isinstance(records, list) else [records])
        )

    def officers(self) -> tuple[Officer, ...]:
        """The officers assigned to the case, lead first."""
        return tuple(
            self.around.officers[i] for i in self.header.state.get("officers", []) if i in self.around.officers
        )

    def paper(self, code: str) -> PaperRef | None:
        """The last paper of a kind."""
        row = self.header.state.get("papers", {}).get(code)
        if row is None:
            return None
        return PaperRef(
            row["id"],
            row["label"],
            row.get("number"),
            date.fromisoformat(row["on"]),
            day_of(row.get("served")),
        )

    def deadline(self, code: str) -> Due | None:
        """An open term by its code: the step's or the clock's name."""
        row = self.header.state.get("deadlines", {}).get(code)
        if row is None:
            return None
        due, start = date.fromisoformat(row["due"]), date.fromisoformat(row["start"])
        return Due(code, due, start, row["provisional"], is_paused(row), len(row.get("extensions", ())))

    def taken_on(self, step: str) -> date | None:
        """The legal day on which a step was last taken."""
        row = self.header.state.get("taken", {}).get(step)
        return day_of(row["on"]) if row else None

    def last_taker(self, *steps: str) -> str | None:
        """Who took the last of these steps, None where none was taken."""
        taken = self.header.state.get("taken", {})
        rows = [taken[step] for step in steps if step in taken]
        return str(max(rows, key=lambda row: row["seq"])["last"]) if rows else None

    def takers(self, step: str) -> frozenset[str]:
        """Who has taken a step in this case."""
        row = self.header.state.get("taken", {}).get(step)
        return frozenset(row["by"]) if row else frozenset()

    def principals(self, step: str) -> frozenset[str]:
        """Who has taken a step, and in whose name: for conditions that demand another person."""
        row = self.header.state.get("taken", {}).get(step)
        return frozenset((*row["by"], *row.get("for", ()))) if row else frozenset()

    def open_fact(self, fact: Fact) -> bool:
        """Tell whether a fact holds now."""
        return fact.code in self.header.state.get("facts", {})

    def fact_on(self, fact: Fact) -> date | None:
        """The day on which an open fact began."""
        row = self.header.state.get("facts", {}).get(fact.code)
        return day_of(row["on"]) if row else None

    def clock_state(self, clock: Clock) -> str:
        """Say none, running (its last day included) or expired."""
        due = self.deadline(clock.code)
        if due is None:
            return "none"
        return "running" if due.paused or self.day <= due.due else "expired"

    def clock_due(self, clock: Clock) -> date | None:
        """The last day of an open term."""
        due = self.deadline(clock.code)
        return due.due if due else None

    def option(self, option: Option) -> str:
        """A word that the office has set; raises SettingMissing."""
        return self.around.setting(option.code)

    def frequency(self, frequency: Frequency) -> int:
        """How often this year, about the case's organisation; 0 where its number is not known."""
        subject = self.header.state.get("subject")
        return self.around.frequency_of(series_of(frequency, subject, self.day)) if subject else 0

    def is_assigned(self, officer: str) -> bool:
        """Tell whether an officer is assigned to the case."""
        return officer in self.header.state.get("officers", [])

    def latest_before(self, day: date, length: Length) -> date:
        """The last day on which a whole term still lies before a day."""
        return count(day, length, self.around.calendar, direction=Direction.BEFORE).due

    def tally(self, tally: Tally) -> tuple[int, Decimal]:
        """Count and sum in yuan of a tally."""
        row = self.header.state.get("tallies", {}).get(tally.code)
        return (row["count"], Decimal(row["sum"])) if row else (0, Decimal("0.00"))

    def threshold(self, threshold: Threshold) -> Decimal:
        """An amount that the office has set; raises SettingMissing."""
        return Decimal(self.around.setting(threshold.code))

    def officer_card_valid(self, officer: str) -> bool:
        """Tell whether an officer's enforcement card is valid on the legal day."""
        found = self.around.officers.get(officer)
        return found is not None and found.card_valid_on(self.day)

    def holds_role(self, officer: str, role: Role) -> bool:
        """Tell whether an officer holds a role today, in the department that handles the case."""
        return self.around.holds_role(officer, role.code, self.header.unit_id)

    def is_recused(self, officer: str) -> bool:
        """Tell whether an officer keeps away from the case."""
        return officer in self.header.state.get("recused", ())
