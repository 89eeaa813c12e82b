"""Reads deadlines (期限) for pages, the API and text: each can say how it was computed. Changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.calendar_year import date_text
from engine.canonical import day_of, read
from engine.computation import Computation
from engine.database import Tx
from engine.hours import HourComputation
from engine.terms import EXPIRY_LABELS, Expiry

OUTCOMES = {
    "": "",
    "met": "按期办理",
    "late": "逾期办理",
    "replaced": "重新起算",
    "closed": "因后续办理终止计算",
    "lapsed": "随案件办结终止",
}
ENDED_SUSPENDED = {"met": "办理", "late": "办理", "replaced": "重新起算", "lapsed": "随案件办结终止"}


def outcome_words(outcome: str, *, paused: bool, words: Mapping[str, str] = OUTCOMES) -> str:
    """How a term ended, in words; one that was suspended then did not run and so was neither met nor missed."""
    if paused and outcome:
        return f"中止期间{ENDED_SUSPENDED.get(outcome, '终止计算')}"
    return words.get(outcome, outcome)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A term of a case that runs or ran; `explanation` is its whole computation, sentence by sentence."""

    case_id: str
    code: str
    label: str
    basis: str
    on_expiry: str
    expiry: Expiry
    start: date
    due: date
    provisional: bool
    paused_on: date | None
    is_open: bool
    closed_on: date | None
    outcome: str
    explanation: tuple[str, ...]


def explain(computation: str | Mapping[str, Any]) -> list[str]:
    """How a deadline's date came about, in Chinese, from what its row keeps.

    Start event, rule with its article, extensions, pauses, each skipped day by name, the result, and whether
    it is provisional. Raises ValueError where the row's computation is malformed.
    """
    data: Mapping[str, Any] = read(computation) if isinstance(computation, str) else computation
    if "set_by_paper" in data:
        return _set_by_paper(data)
    if "hours" in data:
        return HourComputation.from_json(data).explain()
    return Computation.from_json(data).explain()


def _set_by_paper(data: Mapping[str, Any]) -> list[str]:
    event = f"{data['event']}，" if data.get("event") else ""
    under = f"（{data['under']}）" if data.get("under") else ""
    return [
        f"起算：{event}{date_text(date.fromisoformat(data['start']))}",
        f"期限：由文书载明截止日期{under}，不按天数推算",
        f"届满日：{date_text(date.fromisoformat(data['set_by_paper']))}，当日办理仍在期限内",
        "日期确定：文书载明的日期不因节假日安排的变化而变动",
    ]


COLUMNS = (
    "case_id, code, label, basis, on_expiry, start, due, provisional, paused_on, is_open, closed_on, outcome,"
    " computation"
)


def deadlines_of(tx: Tx, case_id: str) -> list[Deadline]:
    """All deadlines of a case, the open ones first, by due date. The caller has checked who may see the case."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM deadlines WHERE case_id = :id ORDER BY is_open DESC, due, code, opened_seq",
        {"id": case_id},
    )
    return [deadline_of(row) for row in rows]


def deadline_of(row: tuple[Any, ...]) -> Deadline:
    """A deadline from the columns `COLUMNS`."""
    return Deadline(
        case_id=row[0],
        code=row[1],
        label=row[2],
        basis=row[3],
        on_expiry=EXPIRY_LABELS[Expiry(row[4])],
        expiry=Expiry(row[4]),
        start=date.fromisoformat(row[5]),
        due=date.fromisoformat(row[6]),
        provisional=bool(row[7]),
        paused_on=day_of(row[8]),
        is_open=bool(row[9]),
        closed_on=day_of(row[10]),
        outcome=outcome_words(row[11], paused=row[8] is not None),
        explanation=tuple(explain(row[12])),
    )
