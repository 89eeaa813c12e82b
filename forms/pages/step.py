"""Taking a step (办理): fill in, check what it will set in motion, submit; nothing typed is lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from engine import queries as q
from engine import readlog
from engine.api import CASE_ID
from engine.cases import Command, what_changed
from engine.casetype import Step
from engine.database import Tx
from engine.errors import NotAllowed, NotFound, Refusal, Stale, Unmet, WrongStage
from engine.machine import Compiled
from engine.queries.detail import MISSING
from engine.view import Header
from engine.visitor import Visitor, office_of
from forms.pages.frame import Who, posted, redirect, render, text_of
from forms.pages.keeping import ACTS, Place
from forms.pages.lines import MOST_TABLES, Changed, change_lines, is_about_lines
from forms.pages.sheet import checked, holds_personal, prefilled, sheet
from forms.render import Typed, answers_from, typed_from

router = APIRouter()
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Act:
    """One visit to a step's page: who, which step of which case, and what was typed."""

    request: Request
    who: Visitor
    case_id: str
    name: str
    typed: Typed | None = None
    request_id: str = ""
    version: int | None = None
    changed: Changed | None = None

    @property
    def place(self) -> Place:
        """Where its draft is kept."""
        here = f"/cases/{self.case_id}/steps/{self.name}"
        return Place(office_of(self.request), self.who.actor, self.case_id, self.name, here, here)


@router.get("/cases/{case_id}/steps/{name}")
def step_form(request: Request, who: Who, case_id: str, name: str) -> Response:
    """The form, filled in with what the case knows; where the step is not possible, every reason why."""
    act, office = Act(request, who, case_id, name), office_of(request)
    page, logged = _within(act, lambda tx, compiled, step, header: _filled(act, tx, compiled, step, header))
    if logged:
        with office.database.write() as tx:
            readlog.record(tx, office, who.actor.id, "open_form", f"case:{case_id}", logged)
    return page


@router.post("/cases/{case_id}/steps/{name}")
async def take(request: Request, who: Who, case_id: str, name: str) -> Response:
    """Check or submit what was typed, keep it as a draft, or change the lines of a table."""
    data = await posted(request, who, files=MOST_TABLES)
    try:
        act, do = await run_in_threadpool(_read, request, who, case_id, name, data)
    finally:
        await data.close()
    if do in ACTS:
        return await run_in_threadpool(
            act.place.keep, do, act.typed or {}, request_id=act.request_id, version=act.version or 0
        )
    if do == "back" or act.changed is not None:
        return await run_in_threadpool(_form, act, act.changed.refusal if act.changed else None)
    try:
        if do != "submit":
            return await run_in_threadpool(_check, act)
        return await _submit(act)
    except Refusal as refusal:
        if isinstance(refusal, NotFound):
            raise
        return await run_in_threadpool(_form, act, refusal)


async def _submit(act: Act) -> Response:
    step = await run_in_threadpool(_step_of, act)
    command = Command(
        act.who.actor,
        act.name,
        answers_from(step.form, act.typed or {}),
        act.request_id,
        act.case_id,
        version=act.version,
    )
    await act.request.app.state.writer.take(command)
    await run_in_threadpool(act.place.drop)
    return redirect(f"/cases/{act.case_id}?done={act.name}")


def _read(request: Request, who: Visitor, case_id: str, name: str, data: FormData) -> tuple[Act, str]:
    """What the browser sent, as an act."""
    step = _step_of(Act(request, who, case_id, name))
    typed, changed = typed_from(step.form, data), None
    do, version = text_of(data, "do"), text_of(data, "version")
    if is_about_lines(do):
        changed = change_lines(step, typed, data, do, office_of(request).clocks.today())
        typed = changed.typed
    number = int(version) if version.isdecimal() and version.isascii() else -1
    return Act(request, who, case_id, name, typed, text_of(data, "request_id")[:200], number, changed), do


def _within(act: Act, show: Callable[[Tx, Compiled, Step[Any], Header], T]) -> T:
    """Do something with the case and the step, in one consistent read."""
    office = office_of(act.request)
    if not CASE_ID.fullmatch(act.case_id):
        raise NotFound(MISSING)
    with office.database.read() as tx:
        header = q.find_case(office, tx, act.who.actor, act.case_id)
        compiled = office.registry.pinned(header.type_digest)
        step = compiled.step(act.name)
        if step is None or step.automatic or step.opens_case:
            raise NotFound(f"“{compiled.label}”没有这个步骤")
        return show(tx, compiled, step, header)


def _step_of(act: Act) -> Step[Any]:
    return _within(act, lambda _tx, _compiled, step, _header: step)


def _filled(act: Act, tx: Tx, compiled: Compiled, step: Step[Any], header: Header) -> tuple[Response, str]:
    """The form to begin with; and its label where it shows somebody's numbers in full, which is logged."""
    office = office_of(act.request)
    view = next((s for s in q.steps_of(office, tx, header, act.who.actor) if s.name == step.name), None)
    if view is None or not view.possible:
        raise _against(compiled, step, header, view)
    typed, known = prefilled(office, tx, header, step)
    draft = act.place.found(tx)
    if draft is not None:
        typed, known = {**typed, **draft.typed}, []
    context = sheet(office, tx, act.who.actor, compiled, step, header, typed, known=known, draft=draft)
    logged = step.label if holds_personal(step.form, typed) else ""
    return _show(act, header, {**context, "logged": bool(logged)}, 200), logged


def _against(compiled: Compiled, step: Step[Any], header: Header, view: q.StepView | None) -> Refusal:
    """The refusal that a step's own page shows when it cannot be taken."""
    here = compiled.stages[header.stage].label
    if view is None or not view.at_stage:
        refusal = WrongStage(f"案件现为“{here}”，不能办理“{step.label}”", view.reasons if view else ())
        refusal.title = "还没有到这一步" if view else "这一步已经过去"
        return refusal
    kind = Unmet if view.mine else NotAllowed
    return kind(f"现在还不能办理“{step.label}”", view.reasons)


def _check(act: Act) -> Response:
    """The page on which everything can be read once more before it is submitted."""

    def show(tx: Tx, compiled: Compiled, step: Step[Any], header: Header) -> Response:
        office = office_of(act.request)
        if act.version != header.version:
            seen = act.version if act.version is not None else 0
            raise Stale(what_changed(tx, office.directory(tx), compiled, header, seen))
        _, motion, said = checked(office, tx, act.who.actor, compiled, step, header, act.typed or {})
        context = sheet(
            office, tx, act.who.actor, compiled, step, header, act.typed or {}, request_id=act.request_id, shown=motion
        )
        return _show(act, header, {**context, "said": said}, 200, "check.html")

    return _within(act, show)


def _form(act: Act, refusal: Refusal | None) -> Response:
    """The form again, with everything that was typed and what was wrong with it."""

    def show(tx: Tx, compiled: Compiled, step: Step[Any], header: Header) -> Response:
        context = sheet(
            office_of(act.request),
            tx,
            act.who.actor,
            compiled,
            step,
            header,
            act.typed or {},
            refusal=refusal,
            request_id=act.request_id,
            changed=act.changed,
        )
        # Only a page that told what has changed may go on with the new version.
        version = header.version if isinstance(refusal, Stale) or act.version is None else act.version
        wrong = refusal is not None and act.changed is None
        return _show(act, header, {**context, "version": version}, refusal.status if refusal and wrong else 200)

    return _within(act, show)


def _show(act: Act, header: Header, context: dict[str, Any], status: int, template: str = "step.html") -> Response:
    return render(act.request, template, {**context, "case": header}, who=act.who, status=status)
