"""What happened in a case (经过): link by link of its chain, each with who, when and what it proves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from engine.canonical import link, moment_of, read
from engine.clock import SHANGHAI
from engine.database import Row
from engine.directory import Directory
from engine.machine import Compiled
from engine.office import Office
from engine.queries.returned import Point, points_in
from engine.vocabulary import SYSTEM


@dataclass(frozen=True, slots=True)
class Happened:
    """One link of the history; `intact` says that it follows from the link before.

    `day` is the legal day, `is_note` that the link is no step: a paper was made, another organisation received.
    `cause` is the link of the act that the system carried out with it. `points` is why work was sent back.
    """

    seq: int
    at: datetime
    day: date
    is_note: bool
    label: str
    basis: str
    actor: str
    by_person: bool
    unit: str
    papers: tuple[str, ...]
    hash: str
    intact: bool
    cause: int | None = None
    points: tuple[Point, ...] = ()


def history_of(
    office: Office, directory: Directory, compiled: Compiled, rows: list[Row], names: Mapping[str, str] | None
) -> tuple[Happened, ...]:
    """Newest first. The first row given only proves the second, unless it begins the case.

    `names` are persons' names with their masks; None shows them in full.
    """
    found = []
    previous = "0" * 64
    for n, (seq, _, at, actor_id, text, digest) in enumerate(rows):
        known = n > 0 or seq == 1
        if known:
            event = read(text)
            officer = directory.officers.get(actor_id)
            unit = directory.units.get(event["actor"]["unit"])
            found.append(
                Happened(
                    seq,
                    moment_of(at).astimezone(SHANGHAI),
                    date.fromisoformat(event["day"]),
                    "note" in event,
                    event["label"],
                    event.get("basis", ""),
                    _who(directory, officer.name if officer else SYSTEM.label, event["actor"].get("for")),
                    officer is not None,
                    unit.name if unit else "",
                    tuple(p["number"] or "" for p in event.get("papers", ()) if p["number"]),
                    digest,
                    link(previous, text) == digest,
                    None if officer else _cause(event),
                    tuple(points_in(office, directory, compiled, event["patch"], names)),
                )
            )
        previous = digest
    return tuple(reversed(found))


@dataclass(frozen=True, slots=True)
class Act:
    """A link of the history with what the system carried out because of it, oldest first."""

    done: Happened
    after: tuple[Happened, ...] = ()


def folded(history: tuple[Happened, ...]) -> Iterator[Act]:
    """The history with what the system did folded under the act that caused it; nothing is left out."""
    shown = {event.seq for event in history}
    after: dict[int, list[Happened]] = {}
    for event in history:
        if event.cause in shown and event.cause is not None:
            after.setdefault(event.cause, []).append(event)
    for event in history:
        if event.cause not in shown:
            yield Act(event, tuple(reversed(after.get(event.seq, ()))))


def _cause(event: dict[str, Any]) -> int | None:
    """The act whose paper was made or whose hand-off was carried: the id of either begins with its place."""
    note = event.get("note", {})
    identity = str(note.get("paper") or note.get("hand_off") or "")
    case, _, rest = identity.partition("-")
    place = rest.split("-")[0]
    return int(place) if case == event["case"] and place.isdecimal() else None


def _who(directory: Directory, name: str, absent: str | None) -> str:
    """Who took a step, and for whom where that was not in the own name."""
    other = directory.officers.get(absent) if absent else None
    return f"{name}（代{other.name}）" if other else name
