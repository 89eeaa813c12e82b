"""The page of one case (案件页), and the reveal of personal data with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from engine import queries as q
from engine import readlog
from engine.api import CASE_ID
from engine.errors import InvalidForm, NotFound
from engine.machine import Compiled
from engine.permissions import may_file
from engine.queries.detail import MISSING
from engine.remarks import add_remark
from engine.view import CaseView, Header
from engine.visitor import Visitor, office_of
from forms.money import stairs
from forms.pages.frame import Who, posted, redirect, render, text_of
from forms.timeline import timeline

SHORTEST_REASON = 4
router = APIRouter()


@router.get("/cases/{case_id}")
def case_page(
    request: Request,
    who: Who,
    case_id: str,
    done: Annotated[str, Query(max_length=60, pattern=r"^\w*$")] = "",
    history: Annotated[str, Query(max_length=10, pattern=r"^\w*$")] = "",
) -> Response:
    """Where it stands, what can be done, what not and why, what is due, who, papers, hand-offs, history."""
    return _page(request, who, case_id, done=done, whole=history == "all")


@router.post("/cases/{case_id}/reveal")
async def reveal(request: Request, who: Who, case_id: str) -> Response:
    """Show personal data in full, once, for a reason that is kept in the read log."""
    data = await posted(request, who)
    reason = text_of(data, "reason").strip()
    return await run_in_threadpool(_revealed, request, who, case_id, reason)


def _revealed(request: Request, who: Visitor, case_id: str, reason: str) -> Response:
    office = office_of(request)
    if len(reason) < SHORTEST_REASON:
        problem = f"请写明查看理由，至少{SHORTEST_REASON}个字"
        return _page(request, who, case_id, problem=problem, status=422)
    with office.database.read() as tx:
        q.find_case(office, tx, who.actor, _known(case_id))
    with office.database.write() as tx:
        readlog.record(tx, office, who.actor.id, "reveal_personal_data", f"case:{case_id}", reason)
    return _page(request, who, case_id, revealed=True)


@router.get("/cases/{case_id}/changes")
def changes(request: Request, who: Who, case_id: str, since: Annotated[int, Query(ge=0, le=10**9)]) -> q.Changes:
    """What has happened since the page was opened, for the hint that its script shows."""
    office = office_of(request)
    with office.database.read() as tx:
        return q.changes_since(office, tx, who.actor, _known(case_id), since)


@router.post("/cases/{case_id}/notes")
async def note(request: Request, who: Who, case_id: str) -> Response:
    """Leave a note in the case's file."""
    data = await posted(request, who)
    return await run_in_threadpool(_noted, request, who, case_id, text_of(data, "text"))


def _noted(request: Request, who: Visitor, case_id: str, text: str) -> Response:
    try:
        add_remark(office_of(request), who.actor, _known(case_id), text)
    except InvalidForm as refusal:
        return _page(request, who, case_id, note=text, note_problem=refusal.fields[0].message, status=refusal.status)
    return redirect(f"/cases/{case_id}#notes")


def _known(case_id: str) -> str:
    if not CASE_ID.fullmatch(case_id):
        raise NotFound(MISSING)
    return case_id


def _page(
    request: Request,
    who: Visitor,
    case_id: str,
    *,
    done: str = "",
    whole: bool = False,
    revealed: bool = False,
    problem: str = "",
    note: str = "",
    note_problem: str = "",
    status: int = 200,
) -> Response:
    office = office_of(request)
    with office.database.read() as tx:
        page = q.case_page(office, tx, who.actor, _known(case_id), revealed=revealed, whole=whole)
        header = q.find_case(office, tx, who.actor, case_id)
        around = office.surroundings(office.directory(tx), header.jurisdiction)
        may_note = not may_file(who.actor, CaseView(header, around))
    compiled = office.registry.pinned(header.type_digest)
    step = compiled.step(done)
    context = {
        "page": page,
        **_sorted(page.steps),
        "travelled": sorted((s for s in page.path if s.state == "past" and s.on), key=lambda s: s.on or date.min),
        "running": [d for d in page.deadlines if d.is_open],
        "over": [d for d in page.deadlines if not d.is_open],
        "done": step.label if step and page.history and page.history[0].label else "",
        "acts": list(q.folded(page.history)),
        "reckoned": _reckoned(page, header, compiled),
        "change": compiled.change_of_officers,
        "whole": whole,
        "revealed": revealed,
        "problem": problem,
        "note": note,
        "note_problem": note_problem,
        "may_note": may_note,
        "stairs": stairs(page.money, office.clocks.today()),
        "times": timeline([d for d in page.deadlines if d.is_open], office.clocks.today()),
    }
    return render(request, "case.html", context, who=who, status=status)


def _reckoned(page: q.CasePage, header: Header, compiled: Compiled) -> list[tuple[q.Reckoning, str]]:
    """What was reckoned, each with its heading; where several steps reckon the same, only by the last of them."""
    taken = header.state.get("taken", {})
    latest: dict[Any, tuple[q.Reckoning, str]] = {}
    for found in sorted(page.reckoned, key=lambda found: taken[found.step]["seq"]):
        step = compiled.steps[found.step]
        latest[step.reckons] = (found, step.reckoned_as)
    return list(latest.values())


def _sorted(steps: Sequence[q.StepView]) -> dict[str, Any]:
    """The steps in the groups of the page: main acts and what is noted when it happens; what is not possible yet and
    near, and the rest, which is folded away.
    """
    ready = [s for s in _ready(steps) if not _at_the_side(s)]
    unmet = [s for s in steps if not s.possible]
    cannot = [s for s in unmet if s.at_stage and not s.aside and _matters(s)]
    soon = [s for s in unmet if not s.at_stage and s.near and not s.aside and s.awaited is not None]
    shown = {s.name for s in (*cannot, *soon)}
    return {
        "can": ready,
        "aside": [s for s in _ready(steps) if _at_the_side(s)],
        "cannot": cannot,
        "soon": soon,
        "later": [s for s in unmet if s.name not in shown],
        "ahead": list(dict.fromkeys(s.to for s in steps if s.at_stage and s.to and not s.aside)),
    }


def _matters(step: q.StepView) -> bool:
    """Whether people ask why it is not possible: it has a term, leads on, or belongs to where the case stands.

    What may happen at most stages and leaves the case where it is, such as the answer in a lawsuit that nobody has
    brought, is folded away with the rest.
    """
    if step.awaited is None:
        return bool(step.mark.due) or (step.near and step.mine)
    return bool(step.mark.due or step.to or step.near) or step.awaited == 0


def _at_the_side(step: q.StepView) -> bool:
    return (step.aside or step.again) and not step.mark.due and step.sent_back is None


def _ready(steps: Sequence[q.StepView]) -> list[q.StepView]:
    """What can be done now: what was sent back first, then what is due, what only repeats last."""
    found = (s for s in steps if s.possible)
    return sorted(found, key=lambda s: (s.sent_back is None, s.again, s.due, s.mark.due is None))
