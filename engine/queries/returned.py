"""Work that a checker sent back, for those who do it anew (退回重办): by whom, when, and why, point by point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.casetype import Step
from engine.directory import Directory
from engine.machine import Compiled
from engine.office import Office
from engine.queries.answers import Section, Words, person_names
from engine.sealing import from_record
from engine.sent_back import KEY, sent_back
from engine.view import Header
from engine.vocabulary import SYSTEM


@dataclass(frozen=True, slots=True)
class Point:
    """One fault that a checker found: what it is about, and what is wrong; names of persons masked."""

    about: str
    reason: str


@dataclass(frozen=True, slots=True)
class SentBack:
    """A step's work that was sent back; `author` is who had done it, `step` the act that sent it back."""

    work: str
    work_label: str
    author: str
    step: str
    by: str
    on: date
    points: tuple[Point, ...]

    @property
    def words(self) -> str:
        """All points in a line."""
        return "；".join(f"{point.about}：{point.reason}" for point in self.points)


def sent_back_of(
    office: Office,
    directory: Directory,
    header: Header,
    *,
    revealed: bool = False,
    names: Mapping[str, str] | None = None,
) -> tuple[SentBack, ...]:
    """What was sent back in a case and not done anew; nothing where the case is over."""
    rows = sent_back(header)
    if not rows or not header.is_open:
        return ()
    compiled = office.registry.pinned(header.type_digest)
    hidden = {} if revealed else person_names(office, header, compiled) if names is None else names
    words = Words(directory, hidden, revealed)
    found = []
    for work, row in rows.items():
        step, returning = compiled.step(work), compiled.step(row["step"])
        if step is not None and returning is not None:
            form = from_record(returning.form, row["reasons"], office.vault)
            found.append(
                SentBack(
                    work,
                    step.label,
                    author_of(directory, header, work),
                    returning.label,
                    _name(directory, row["by"]),
                    date.fromisoformat(row["on"]),
                    points_of(words.section(returning.label, returning.name, form)),
                )
            )
    return tuple(found)


def points_of(section: Section) -> tuple[Point, ...]:
    """The points of a form of reasons: each line of a table is one, and so is each answer beside it."""
    lines = [
        Point(row[0].text, "，".join(cell.text for cell in row[1:])) for table in section.tables for row in table.rows
    ]
    return (*lines, *(Point(shown.label, shown.text) for shown in section.shown))


def points_in(
    office: Office, directory: Directory, compiled: Compiled, patch: Mapping[str, Any], names: Mapping[str, str] | None
) -> Iterator[Point]:
    """Why an event sent work back; nothing of one that did not. Without `names` nobody's name is masked."""
    for row in filter(None, patch.get(KEY, {}).values()):
        returning = compiled.step(row["step"])
        if returning is not None:
            form = from_record(returning.form, row["reasons"], office.vault)
            words = Words(directory, names or {}, revealed=names is None)
            yield from points_of(words.section(returning.label, returning.name, form))


def answered_before(header: Header, step: Step[Any]) -> bool:
    """Tell whether a step's form is filled in with its own last answers: its work came back."""
    return step.name in sent_back(header) and step.form.key() in header.state.get("data", {})


def author_of(directory: Directory, header: Header, work: str) -> str:
    """Who last took a step."""
    return _name(directory, header.state.get("taken", {}).get(work, {}).get("last", ""))


def _name(directory: Directory, account: str) -> str:
    officer = directory.officers.get(account)
    return officer.name if officer else SYSTEM.label
