"""The way of a case through its procedure (办案路径): the stages behind it, the one it stands at, those ahead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.canonical import read
from engine.database import Row
from engine.machine import Compiled
from engine.view import Header


@dataclass(frozen=True, slots=True)
class Stop:
    """A stage on the case's path: past, here or ahead, the day the case came there, and the phase it belongs to."""

    code: str
    label: str
    state: str
    on: date | None
    phase: str = ""


def path_of(compiled: Compiled, header: Header, events: list[Row]) -> tuple[Stop, ...]:
    """The stages in the order of the procedure; `events` are all of the case, with their texts in the fifth place."""
    reached: dict[str, date] = {}
    for row in events:
        text = read(row[4])
        reached.setdefault(text["stage"][1], date.fromisoformat(text["day"]))
    # Where a case was sent back, the stages after the one it stands at lie ahead again, but not those through which
    # it came here for the first time.
    order, came = list(compiled.stages), list(reached)
    here = order.index(header.stage)
    # Of the ways in which a case can end, the first that is declared is the one that it is meant to take; a long
    # procedure ends in its last phase.
    finals = [stage for stage in compiled.stages.values() if stage.final]
    ends = finals[-1].phase if finals else ""
    ending = next((stage.code for stage in finals if stage.phase == ends), "")
    stops = []
    for n, (code, stage) in enumerate(compiled.stages.items()):
        before = code in reached and (n < here or came.index(code) < came.index(header.stage))
        state = "here" if n == here else "past" if before else "ahead"
        if n < here and code not in reached:
            continue
        if state == "ahead" and (not header.is_open or (stage.final and code != ending)):
            continue
        stops.append(Stop(code, stage.label, state, reached.get(code) if state != "ahead" else None, stage.phase))
    return tuple(stops)
