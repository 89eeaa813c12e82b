"""The read log (留痕) for the auditor: who did and looked at what, page by page, and whether the chain is whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from engine import readlog
from engine.canonical import moment_of
from engine.database import Tx, in_list
from engine.errors import FieldError
from engine.office import Office
from engine.permissions import span
from engine.visitor import office_of
from engine.vocabulary import SYSTEM
from forms.pages.admin_access import READ_LOG, admit
from forms.pages.admin_words import Labels, act_words, case_of, shielded, subject_words
from forms.pages.frame import Who, render
from forms.render import Option, iso_date

PAGE = 50
VERIFIED_AT_ONCE = 5_000
"""So many lines are verified whenever the page opens; of a longer log only when the auditor asks."""
PROBLEMS = 20
router = APIRouter()
Text = Annotated[str, Query(max_length=40)]


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the log as it is read."""

    number: int
    at: datetime
    who: str
    act: str
    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class Chain:
    """How many lines there are, and what is wrong with their chain; None where it was not verified now."""

    lines: int
    head: str
    problems: tuple[str, ...] | None


@router.get("/log")
def log_page(
    request: Request,
    who: Who,
    person: Text = "",
    day: Text = "",
    before: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
    verify: Annotated[bool, Query()] = False,
) -> Response:
    """The newest lines first, of one person or day where asked."""
    office = office_of(request)
    admit(office, who, READ_LOG)
    wrong: tuple[FieldError, ...] = ()
    wanted = None
    if day.strip():
        try:
            wanted = date.fromisoformat(iso_date(day))
        except ValueError:
            wrong = (FieldError("day", "日期", "应当是日期，写成2026-11-20"),)
    with office.database.read() as tx:
        low, high = span(who.actor.unit.jurisdiction)
        found = (
            []
            if wrong
            else readlog.entries(
                tx, before=before or None, limit=PAGE + 1, actor_id=person, day=wanted, within=(low, high)
            )
        )
        chain = chain_of(tx, ask=verify)
        names = _names(office, tx, low, high)
        labels = _labels(office, tx, found)
    context = {
        "lines": [_line(entry, names, labels) for entry in found[:PAGE]],
        "next": found[PAGE - 1].id if len(found) > PAGE else 0,
        "chain": chain,
        "people": [Option(identity, f"{name}（{identity}）") for identity, name in names.items()],
        "person": person,
        "day": wanted.isoformat() if wanted else day,
        "wrong": wrong,
    }
    return render(request, "read_log.html", context, who=who, status=422 if wrong else 200)


def chain_of(tx: Tx, *, ask: bool) -> Chain:
    """Verify the whole log where it is short or somebody asks."""
    lines, head = readlog.head(tx)
    checked = ask or lines <= VERIFIED_AT_ONCE
    return Chain(lines, head, tuple(islice(readlog.problems(tx), PROBLEMS)) if checked else None)


def _names(office: Office, tx: Tx, low: str, high: str) -> dict[str, str]:
    directory = office.directory(tx)
    mine = {
        officer.id: officer.name
        for officer in directory.officers.values()
        if low <= directory.units[officer.unit_id].jurisdiction < high
    }
    return {SYSTEM.code: SYSTEM.label, **mine}


def _labels(office: Office, tx: Tx, found: list[readlog.Entry]) -> Labels:
    """What the subjects of the lines are called."""
    settings = office.registry.settings
    named = {code: role.label for code, role in office.registry.roles.items()}
    named |= {code: setting.label for code, setting in settings.items()}
    named |= {unit.id: unit.name for unit in office.directory(tx).units.values()}
    cases = {case_of(entry.subject) for entry in found}
    marks, values = in_list("case", sorted(cases))
    named |= {str(row[0]): str(row[1]) for row in tx.all(f"SELECT id, number FROM cases WHERE id IN {marks}", values)}
    return Labels(settings, named)


def _line(entry: readlog.Entry, names: dict[str, str], labels: Labels) -> LogLine:
    return LogLine(
        entry.id,
        moment_of(entry.at),
        names.get(entry.actor_id, entry.actor_id),
        act_words(entry),
        subject_words(entry, labels),
        shielded(entry.reason),
    )
