"""The question “when is it due?” asked from outside (`carnation calc deadline`): reads, counts, explains."""

import re
from datetime import date, datetime
from typing import Any

from engine.calendar import NATION, CalendarError, jurisdiction_code, load_calendar
from engine.counting import Direction, Length, Unit, count, count_hours
from engine.jsonlines import (
    InputError,
    Record,
    read_choice,
    read_count,
    read_date,
    read_flag,
    refuse_unknown_keys,
    required,
)

FIELDS = ("id", "start", "amount", "unit", "direction", "roll", "jurisdiction")
_MOMENT = re.compile(r"(?a:\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?)")


def calc_deadline(record: Record) -> Record:
    """Answer one record: `{"due", "provisional", "explain"}`.

    Fields: `start` (date; a moment for hours, without an offset in Asia/Shanghai time), `amount` (whole
    number), `unit`, `direction` (after), `roll` (true), `jurisdiction` (the nation). Raises InputError in
    Chinese that names the field.
    """
    refuse_unknown_keys(record, FIELDS)
    unit = Unit(read_choice(record, "unit", tuple(Unit)))
    direction = Direction(read_choice(record, "direction", tuple(Direction), Direction.AFTER.value))
    roll = read_flag(record, "roll", default=True)
    jurisdiction = _jurisdiction(record)
    amount = read_count(record, "amount")
    start = _moment(record) if unit is Unit.HOURS else read_date(record, "start")
    try:
        if isinstance(start, datetime):
            hours = count_hours(start, amount, direction=direction)
            return {"due": hours.due.isoformat(), "provisional": False, "explain": hours.explain()}
        calendar = load_calendar(jurisdiction)
        term = count(start, Length(amount, unit), calendar, direction=direction, roll=roll)
    except CalendarError as error:
        raise InputError(str(error)) from error
    return {"due": term.due.isoformat(), "provisional": term.provisional, "explain": term.explain()}


def _jurisdiction(record: Record) -> str:
    value: Any = record.get("jurisdiction", NATION)
    try:
        if isinstance(value, str):
            return jurisdiction_code(value)
    except CalendarError:
        pass
    raise InputError("“jurisdiction”：应为6位行政区划代码，或其前2位、前4位")


def _moment(record: Record) -> date:
    value = required(record, "start")
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            raise InputError(f"“start”：时刻不存在（{value}）") from None
    raise InputError("“start”：以小时计算的期限须写明起算时刻，如“2026-09-24T10:30:00+08:00”")
