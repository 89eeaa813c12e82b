"""What cases owe by when (在办期限): their running terms, and the answers that other departments wait for.

Rights that only a party can lose and what the law deems done are nobody's duty; a paused term does not run out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from engine.calendar import Calendar
from engine.database import Tx, in_list
from engine.queries.marks import NO_MARK, Light, Mark, mark_of
from engine.store import NOT_OWED
from engine.terms import Expiry

CHUNK = 1000
"""For how many cases at a time something is fetched."""
RUNNING = f"+d.is_open = 1 AND d.paused_on IS NULL AND d.on_expiry NOT IN ('{NOT_OWED[0]}', '{NOT_OWED[1]}')"
"""Of a deadline `d`: it runs, and not only against a party. The plus keeps SQLite at the case's own few deadlines."""
ANSWERS = "h.state IN ('received', 'accepted', 'progress')"
"""Of a received hand-off `h`: the other side waits for its answer."""
ANSWER_DUE = (
    "COALESCE((SELECT d.due FROM deadlines d JOIN handoffs_sent s ON s.case_id = d.case_id AND s.code = d.code"
    " WHERE s.id = h.id AND d.is_open = 1), h.due)"
)
"""Of a hand-off `h`: while the answer is awaited its day moves with the calendar; afterwards the agreed one stays."""


@dataclass(frozen=True, slots=True)
class Owing:
    """One thing that a case has to do by a day, in a few words."""

    label: str
    due: date
    provisional: bool
    expiry: Expiry

    def mark(self, today: date, calendar: Calendar) -> Mark:
        """Its light on a legal day."""
        return mark_of(self.due, self.provisional, today, calendar, self.expiry)


def owed_by(tx: Tx, cases: Sequence[str]) -> dict[str, list[Owing]]:
    """All that each of the cases owes; a case that owes nothing is left out."""
    found: dict[str, list[Owing]] = {}
    for begin in range(0, len(cases), CHUNK):
        names, values = in_list("case", cases[begin : begin + CHUNK])
        rows = tx.all(
            f"SELECT d.case_id, d.label, d.due, d.provisional, d.on_expiry FROM deadlines d"
            f" WHERE d.case_id IN {names} AND {RUNNING} ORDER BY d.due, d.code",
            values,
        )
        for case, label, due, provisional, expiry in rows:
            owing = Owing(label, date.fromisoformat(due), bool(provisional), Expiry(expiry))
            found.setdefault(case, []).append(owing)
        answers = tx.all(
            f"SELECT h.case_id, h.label, {ANSWER_DUE} FROM handoffs_received h"
            f" WHERE h.case_id IN {names} AND {ANSWERS} AND h.due IS NOT NULL",
            values,
        )
        for case, label, due in answers:
            owing = Owing(f"答复“{label}”", date.fromisoformat(due), provisional=False, expiry=Expiry.WARN)
            found.setdefault(case, []).append(owing)
    return found


def most_urgent(owed: Sequence[Owing], today: date, calendar: Calendar) -> tuple[str, Mark]:
    """What presses most: what is late, then what is soon due, then a wait that has ended, then the rest."""
    if not owed:
        return "", NO_MARK
    marks = [(owing, owing.mark(today, calendar)) for owing in owed]
    first, mark = min(marks, key=lambda pair: (_rank(pair[1]), pair[0].due))
    return first.label, mark


def _rank(mark: Mark) -> int:
    if mark.light is Light.OVERDUE:
        return 0
    return 2 if mark.over else 1 if mark.light is Light.NEAR else 3


def due_between(units: Sequence[str], low_day: str, high_day: str, *, late: bool = False) -> tuple[str, dict[str, str]]:
    """That a case `c` of the units owes something on the days from the one to the other, as SQL with its values.

    Days are as rows write them. With `late` only what makes somebody late once its day is past: no wait that merely
    ends.
    """
    seen, values = in_list("o_unit", list(units))
    waits = f" AND d.on_expiry <> '{Expiry.OPEN_NEXT.value}'" if late else ""
    condition = (
        "c.id IN (SELECT d.case_id FROM deadlines d"
        f" WHERE d.unit_id IN {seen} AND d.is_open = 1 AND d.due >= :o_low AND d.due <= :o_high AND {RUNNING}{waits}"
        f" UNION ALL SELECT h.case_id FROM handoffs_received h WHERE h.to_unit IN {seen} AND {ANSWERS}"
        f" AND {ANSWER_DUE} >= :o_low AND {ANSWER_DUE} <= :o_high)"
    )
    return condition, {**values, "o_low": low_day, "o_high": high_day}
