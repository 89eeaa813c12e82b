"""What came in online (网上投诉的收件): reception looks, finds repeats, registers with one click or says why not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from engine import queries as q
from engine import submissions
from engine.errors import InvalidForm, NotFound, Refusal
from engine.masking import mask_name
from engine.office import Office
from engine.queries.marks import NO_MARK
from engine.submissions import Submission
from engine.visitor import Visitor, office_of
from forms.pages.exhibits import FILE_POLICY
from forms.pages.frame import Who, posted, redirect, render, text_of
from forms.pages.sheet import checked, sheet
from forms.render import Typed, change_rows, typed_from, typed_of

SUBMISSION_ID = re.compile(r"[0-9a-z]{26}")
STATES = {"waiting": "等待核对", "registered": "已经登记", "declined": "没有登记"}
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: whose, masked, and how urgent."""

    submission: Submission
    title: str
    name: str
    mark: q.Mark


@router.get("/submissions")
def inbox(request: Request, who: Who, state: str = "waiting") -> Response:
    """What waits for this department, and what was decided."""
    office = office_of(request)
    if not submissions.may_review(office, who.actor):
        raise NotFound("网上投诉由接待人员核对和登记")
    chosen = state if state in STATES else "waiting"
    with office.database.read() as tx:
        found = submissions.waiting(office, tx, who.actor, state=chosen)
    context = {"rows": [_row(office, who, one) for one in found], "states": STATES, "state": chosen}
    return render(request, "submissions.html", context, who=who)


def _row(office: Office, who: Visitor, submission: Submission) -> Row:
    proposal = office.registry.get(submission.case_type).case_type.proposal
    if proposal is None:  # pragma: no cover - the list holds only what is declared
        raise NotFound(submissions.MISSING)
    if submission.is_erased:
        return Row(submission, "材料已经按期清除", "", NO_MARK)
    form = submissions.answers_of(office, submission)
    name, _ = proposal.person(form)
    mark = q.mark_of_submission(office, submission, who.actor.unit.jurisdiction)
    return Row(submission, proposal.about(form), mask_name(name), mark)


@router.get("/submissions/{identity}")
def look(request: Request, who: Who, identity: str) -> Response:
    """One submission: what it says, what it may repeat, and the case's form filled in with it."""
    return _page(request, who, identity)


@router.get("/submissions/{identity}/photos/{number}")
def photo(request: Request, who: Who, identity: str, number: int) -> Response:
    """A photo that came with it, noted in the read log."""
    office = office_of(request)
    with office.database.read() as tx:
        found = submissions.find(office, tx, _known(identity), who.actor)
    photos = submissions.files_of(office, found)
    if not 0 < number <= len(photos):
        raise NotFound("没有这张照片")
    kept = photos[number - 1]
    submissions.note_look(office, who.actor, found, f"照片{number}")
    headers = {"Content-Security-Policy": FILE_POLICY, "Content-Disposition": f'inline; filename="photo-{number}"'}
    return Response(office.blobs.get(kept.sha256), media_type=kept.media_type, headers=headers)


@router.post("/submissions/{identity}")
async def register(request: Request, who: Who, identity: str) -> Response:
    """Register it as a case, with what reception completed."""
    data = await posted(request, who)
    return await run_in_threadpool(_register, request, who, identity, data)


def _register(request: Request, who: Visitor, identity: str, data: Any) -> Response:
    office = office_of(request)
    with office.database.read() as tx:
        view = q.submission_view(office, tx, who.actor, _known(identity))
    step = view.proposal.step
    typed, do = typed_from(step.form, data), text_of(data, "do")
    request_id = text_of(data, "request_id")[:200]
    if do.startswith(("add:", "remove:")):
        return _page(request, who, identity, typed=change_rows(typed, do), request_id=request_id)
    try:
        compiled = office.registry.get(view.submission.case_type, office.clocks.today(), who.actor.unit.jurisdiction)
        with office.database.read() as tx:
            answers, _, _ = checked(office, tx, who.actor, compiled, step, None, typed)
        answer = submissions.register(office, who.actor, identity, answers, request_id)
    except Refusal as refusal:
        return _page(request, who, identity, typed=typed, refusal=refusal, request_id=request_id)
    return redirect(f"/cases/{answer.case_id}/receipt")


@router.post("/submissions/{identity}/decline")
async def decline(request: Request, who: Who, identity: str) -> Response:
    """Say why it does not become a case; its sender reads that under the code."""
    data = await posted(request, who)
    said = {name: text_of(data, name) for name in ("ground", "reason")}
    try:
        await run_in_threadpool(
            submissions.decline, office_of(request), who.actor, _known(identity), said["ground"], said["reason"]
        )
    except InvalidForm as wrong:
        return await run_in_threadpool(_page, request, who, identity, said=said, wrong=wrong)
    return redirect("/submissions?state=declined")


def _page(
    request: Request,
    who: Visitor,
    identity: str,
    *,
    typed: Typed | None = None,
    refusal: Refusal | None = None,
    request_id: str = "",
    said: dict[str, str] | None = None,
    wrong: InvalidForm | None = None,
) -> Response:
    office = office_of(request)
    with office.database.read() as tx:
        view = q.submission_view(office, tx, who.actor, _known(identity))
        step = view.proposal.step
        compiled = office.registry.get(view.submission.case_type, office.clocks.today(), who.actor.unit.jurisdiction)
        filled = typed if typed is not None else typed_of(step.form, view.fills)
        known = [name for name, value in view.fills.items() if value not in (None, "", ())] if typed is None else []
        context = sheet(
            office, tx, who.actor, compiled, step, None, filled, refusal=refusal, known=known, request_id=request_id
        )
        words = q.Words(office.directory(tx), {}, revealed=True)
        told = words.section(view.proposal.label, "submission", view.form)
    submissions.note_look(office, who.actor, view.submission)
    fault = refusal or wrong
    context |= {
        "view": view,
        "photos": submissions.files_of(office, view.submission),
        "told": told,
        "said": said or {"ground": "", "reason": ""},
        "faults": {"ground": "", "reason": "", **({f.field: f.message for f in wrong.fields} if wrong else {})},
        "waits": view.submission.state == submissions.WAITING,
        "states": STATES,
    }
    return render(request, "submission.html", context, who=who, status=fault.status if fault else 200)


def _known(identity: str) -> str:
    if not SUBMISSION_ID.fullmatch(identity):
        raise NotFound(submissions.MISSING)
    return identity
