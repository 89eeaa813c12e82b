"""Deadline lights (期限灯): how urgent a date is, in a colour's name and in words; knows no case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from engine.calendar import Calendar
from engine.store import NOT_OWED
from engine.terms import Expiry

NEAR_WORKDAYS = 3
_DAY = timedelta(days=1)


class Light(StrEnum):
    """What a light says."""

    OVERDUE = "overdue"
    NEAR = "near"
    ON_TIME = "on-time"
    NONE = "none"

    @property
    def label(self) -> str:
        """The light in a word."""
        return {"overdue": "已逾期", "near": "临近", "on-time": "正常", "none": "没有期限"}[self.value]


@dataclass(frozen=True, slots=True)
class Mark:
    """A date with its light; `words` says how far away it is in working days.

    `over` says that the date is past and nobody is late: a right has lapsed, or what was waited for has ended.
    """

    due: date | None
    light: Light
    words: str
    provisional: bool = False
    over: bool = False

    @property
    def label(self) -> str:
        """The light in a word."""
        return "已届满" if self.over else self.light.label


NO_MARK = Mark(None, Light.NONE, "没有期限")


def mark_of(due: date | None, provisional: bool, today: date, calendar: Calendar, expiry: Expiry = Expiry.WARN) -> Mark:
    """Light up a due date as seen on a legal day; the due date itself is still in time.

    Once it is past, what somebody owed is overdue. A wait that has ended asks for the next step, and a right that has
    lapsed for nothing: neither is anybody's lateness.
    """
    if due is None:
        return NO_MARK
    if due < today:
        late = calendar.workdays_between(due + _DAY, today)
        past = f"{late}个工作日" if late else f"{(today - due).days}日"
        if expiry in NOT_OWED:
            return Mark(due, Light.NONE, "已届满", provisional, over=True)
        if expiry is Expiry.OPEN_NEXT:
            return Mark(due, Light.NEAR, f"已届满{past}", provisional, over=True)
        return Mark(due, Light.OVERDUE, f"逾期{past}", provisional)
    if due == today:
        return Mark(due, Light.NEAR, "今天到期", provisional)
    left = calendar.workdays_between(today + _DAY, due)
    words = f"还有{left}个工作日" if left else f"还有{(due - today).days}日"
    return Mark(due, Light.NEAR if left <= NEAR_WORKDAYS else Light.ON_TIME, words, provisional)


def week_end(today: date) -> date:
    """The Sunday of the week; with make-up days a week may have seven working days or none."""
    return today + timedelta(days=6 - today.weekday())
