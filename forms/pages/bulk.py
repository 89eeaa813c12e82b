"""Acts on many cases at once (批量办理): who is chosen, what will happen to each, and what became of each.

Assigning goes through the step that assigns officers at each case's stage, with all its conditions and the four
eyes of each case; what one case refuses hinders no other. Nothing happens before the preview was seen.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from engine import nudges, readlog
from engine import queries as q
from engine.api import CASE_ID
from engine.cases import Command
from engine.casetype import Step
from engine.clock import SHANGHAI
from engine.database import Tx
from engine.errors import FieldError, InvalidForm, NotFound, Refusal
from engine.ids import new_id
from engine.office import Office
from engine.queries.papers import papers_of
from engine.view import Header
from engine.visitor import Visitor, office_of
from forms.pages.frame import Who, local_path, posted, refusal_page, render, text_of
from forms.pages.narrowing import colleagues
from forms.pages.sheet import checked, officer_options, prefilled
from forms.render import Option, Typed, answers_from, fields_of, typed_from, typed_of

MOST = 100
"""So many cases at a time: what one page of a list can hold, and what a person can look through."""
MOST_PAPERS = 500
router = APIRouter()


class Act(StrEnum):
    """What can be done with many cases."""

    ASSIGN = "assign"
    REMIND = "remind"
    PRINT = "print"

    @property
    def label(self) -> str:
        """The act in words."""
        return {"assign": "指派承办人", "remind": "催办", "print": "下载文书打印"}[self.value]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What will become of one case, or what became of it: done or refused, and why."""

    case_id: str
    number: str
    title: str
    words: str
    refused: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class Bulk:
    """One visit: which act on which cases, and what was typed for all of them."""

    act: Act
    cases: tuple[str, ...]
    back: str
    key: str
    step: str = ""
    typed: Typed | None = None
    receiver: str = ""
    text: str = ""
    versions: tuple[tuple[str, int], ...] = ()


@router.post("/bulk")
async def bulk(request: Request, who: Who) -> Response:
    """Choose, preview and carry out."""
    data = await posted(request, who)
    try:
        visit = await run_in_threadpool(_read, request, data)
    except InvalidForm as refusal:
        return await run_in_threadpool(refusal_page, request, refusal, back=_back(data))
    do = text_of(data, "do")
    if do == "go" and visit.act is Act.PRINT:
        return await run_in_threadpool(_zip, request, who, visit)
    if do == "go" and (visit.act is Act.REMIND or visit.step):
        done = await _carry_out(request, who, visit)
        return render(request, "bulk_done.html", {"visit": visit, "verdicts": done}, who=who)
    return await run_in_threadpool(_page, request, who, visit, preview=do == "preview")


def _read(request: Request, data: FormData) -> Bulk:
    office = office_of(request)
    act = text_of(data, "act")
    cases = tuple(dict.fromkeys(c for c in data.getlist("case") if isinstance(c, str) and CASE_ID.fullmatch(c)))
    if act not in set(Act):
        raise NotFound("没有这种批量办理")
    if not cases:
        raise InvalidForm((FieldError("case", "案件", "没有选择案件，请在要办的案件前面打勾"),))
    if len(cases) > MOST:
        raise InvalidForm((FieldError("case", "案件", f"一次最多办理{MOST}件"),))
    key = text_of(data, "key")
    versions = tuple((c, int(v)) for c in cases if (v := text_of(data, f"version.{c}")).isdecimal() and v.isascii())
    visit = Bulk(
        Act(act),
        cases,
        _back(data),
        key if CASE_ID.fullmatch(key) else new_id(office.clocks.now()),
        text_of(data, "step"),
        receiver=text_of(data, "receiver"),
        text=text_of(data, "text").strip()[: nudges.LONGEST],
        versions=versions,
    )
    step = _step(office, visit.step)
    typed = typed_from(step.form, data) if step else None
    return Bulk(
        visit.act, cases, visit.back, visit.key, visit.step if step else "", typed, visit.receiver, visit.text, versions
    )


def _back(data: FormData) -> str:
    return local_path(text_of(data, "back") or "/cases")


def _step(office: Office, key: str) -> Step[Any] | None:
    """A step that assigns officers, by its case type and name."""
    code, _, name = key.partition(".")
    for compiled in office.registry:
        step = compiled.step(name)
        if compiled.code == code and step is not None and step.assigns is not None and not step.opens_case:
            return step
    return None


def _page(request: Request, who: Visitor, visit: Bulk, *, preview: bool) -> Response:
    office = office_of(request)
    with office.database.read() as tx:
        context: dict[str, Any] = {
            "visit": visit,
            "verdicts": (),
            "fields": (),
            "steps": (),
            "receivers": (),
            "step": None,
        }
        if visit.act is Act.PRINT:
            context["verdicts"] = [_papers_of(office, tx, who, case) for case in visit.cases]
        elif visit.act is Act.REMIND:
            found = [one for one in colleagues(office, tx, who, [who.actor.unit.id]) if one.value != q.NOBODY]
            context["receivers"] = found[1:]
            if preview:
                context["verdicts"] = _reminded(
                    tx, nudges.aims(office, tx, who.actor, visit.cases, visit.receiver), "将提醒"
                )
        else:
            context |= _assigning(office, tx, who, visit, preview=preview)
    context["chosen"] = preview or visit.act is Act.PRINT
    context["ready"] = sum(not v.refused for v in context["verdicts"])
    return render(request, "bulk.html", context, who=who)


def _assigning(office: Office, tx: Tx, who: Visitor, visit: Bulk, *, preview: bool) -> dict[str, Any]:
    offered = _offered(office, tx, who, visit.cases)
    step = _step(office, visit.step)
    fields: list[Any] = []
    if step is not None:
        fields = fields_of(
            step.form, visit.typed or typed_of(step.form, {}), officers=officer_options(office, tx, who.actor)
        )
    verdicts = [_assigned(office, tx, who, visit, step, case) for case in visit.cases] if step and preview else []
    return {"steps": offered, "step": step, "fields": fields, "verdicts": verdicts}


def _offered(office: Office, tx: Tx, who: Visitor, cases: Sequence[str]) -> list[Option]:
    """The steps that assign officers at the stages of these cases, each with how many could take it now."""
    at: Counter[tuple[str, str]] = Counter()
    for case in cases:
        header = _header(office, tx, who, case)
        if header is not None:
            compiled = office.registry.pinned(header.type_digest)
            for view in q.steps_of(office, tx, header, who.actor):
                if compiled.steps[view.name].assigns is not None and view.at_stage:
                    at[f"{compiled.code}.{view.name}", f"{compiled.label}：{view.label}"] += view.possible
    return [Option(key, f"{label}（{count}件可办）") for (key, label), count in at.most_common()]


def _header(office: Office, tx: Tx, who: Visitor, case: str) -> Header | None:
    try:
        return q.find_case(office, tx, who.actor, case)
    except NotFound:
        return None


def _answers(office: Office, tx: Tx, visit: Bulk, step: Step[Any], header: Header) -> Typed:
    """What was typed for all, and where nothing was typed what this case knows."""
    known, _ = prefilled(office, tx, header, step)
    return {**known, **{name: value for name, value in (visit.typed or {}).items() if value}}


def _assigned(office: Office, tx: Tx, who: Visitor, visit: Bulk, step: Step[Any], case: str) -> Verdict:
    """What the step would do to one case."""
    header = _header(office, tx, who, case)
    if header is None:
        return Verdict(case, "", "", nudges.UNSEEN, refused=True)
    compiled = office.registry.pinned(header.type_digest)
    try:
        if compiled.step(step.name) is not step:
            raise NotFound(f"“{compiled.label}”没有“{step.label}”这个步骤")
        typed = _answers(office, tx, visit, step, header)
        _, shown, _ = checked(office, tx, who.actor, compiled, step, header, typed)
    except Refusal as refusal:
        return Verdict(case, header.number, header.title, refusal.detail, refused=True)
    words = [f"进入“{shown.stage}”" if shown.moves else f"留在“{shown.stage}”"]
    words += [f"此后由{'、'.join(shown.officers)}承办"] if shown.officers else []
    words += [f"文书{len(shown.papers)}件"] if shown.papers else []
    words += [f"新开期限{len(shown.opened)}个"] if shown.opened else []
    return Verdict(case, header.number, header.title, "，".join(words), version=header.version)


async def _carry_out(request: Request, who: Visitor, visit: Bulk) -> list[Verdict]:
    office = office_of(request)
    if visit.act is Act.REMIND:
        return await run_in_threadpool(_remind, office, who, visit)
    step = _step(office, visit.step)
    if step is None:
        raise NotFound("没有这个步骤")
    planned = await run_in_threadpool(_commands, office, who, visit, step)
    writer = request.app.state.writer
    answers = await asyncio.gather(
        *(writer.take(command) for _, command in planned if command is not None), return_exceptions=True
    )
    results = iter(answers)
    done = []
    for verdict, command in planned:
        answer = next(results) if command is not None else None
        if isinstance(answer, Refusal):
            done.append(Verdict(verdict.case_id, verdict.number, verdict.title, answer.detail, refused=True))
        elif isinstance(answer, BaseException):
            raise answer
        else:
            done.append(verdict)
    return done


def _commands(office: Office, who: Visitor, visit: Bulk, step: Step[Any]) -> list[tuple[Verdict, Command | None]]:
    """A command for each case, about the version that the preview showed; a case that cannot be seen has none."""
    versions = dict(visit.versions)
    found: list[tuple[Verdict, Command | None]] = []
    with office.database.read() as tx:
        for case in visit.cases:
            header = _header(office, tx, who, case)
            if header is None or case not in versions:
                words = nudges.UNSEEN if header is None else "预览时不能办理，没有办理"
                number, title = (header.number, header.title) if header else ("", "")
                found.append((Verdict(case, number, title, words, refused=True), None))
                continue
            answers = answers_from(step.form, _answers(office, tx, visit, step, header))
            command = Command(who.actor, step.name, answers, f"{visit.key}-{case}", case, version=versions[case])
            found.append((Verdict(case, header.number, header.title, f"已办理“{step.label}”"), command))
    return found


def _remind(office: Office, who: Visitor, visit: Bulk) -> list[Verdict]:
    sent = nudges.nudge(office, who.actor, visit.cases, visit.text, visit.receiver, request_id=visit.key)
    with office.database.read() as tx:
        return _reminded(tx, sent, "已提醒")


def _reminded(tx: Tx, aims: Sequence[nudges.Aim], verb: str) -> list[Verdict]:
    found = []
    for aim in aims:
        row = None
        if aim.refusal is None or aim.refusal.detail != nudges.UNSEEN:
            row = tx.one("SELECT number, title FROM cases WHERE id = :id", {"id": aim.case_id})
        number, title = (row[0], row[1]) if row else ("", "")
        words = aim.refusal.detail if aim.refusal else verb + "、".join(name for _, name in aim.receivers)
        found.append(Verdict(aim.case_id, number, title, words, refused=aim.refusal is not None))
    return found


def _papers_of(office: Office, tx: Tx, who: Visitor, case: str) -> Verdict:
    header = _header(office, tx, who, case)
    if header is None:
        return Verdict(case, "", "", nudges.UNSEEN, refused=True)
    papers = [p for p in papers_of(tx, case) if p.state != "void"]
    ready = sum(p.sha256 is not None for p in papers)
    if not ready:
        words = "文书正在生成，请稍后再试" if papers else "还没有文书"
        return Verdict(case, header.number, header.title, words, refused=True)
    words = f"{ready}份" + (f"，另有{len(papers) - ready}份正在生成" if ready < len(papers) else "")
    return Verdict(case, header.number, header.title, words)


def _zip(request: Request, who: Visitor, visit: Bulk) -> Response:
    """The papers of the cases in one file, a folder for each case; each reading is logged."""
    office = office_of(request)
    wanted = []
    with office.database.read() as tx:
        for case in visit.cases:
            header = _header(office, tx, who, case)
            papers = papers_of(tx, case) if header is not None else []
            wanted += [(header.number, p) for p in reversed(papers) if header and p.state != "void" and p.sha256]
    if not wanted:
        raise NotFound("选中的案件还没有可以打印的文书")
    if len(wanted) > MOST_PAPERS:
        raise InvalidForm((FieldError("case", "案件", f"一次最多下载{MOST_PAPERS}份文书，请少选几件案件"),))
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for n, (number, paper) in enumerate(wanted, 1):
            name = f"{number}/{n:03d} {paper.label}{paper.number or ''}.pdf"
            archive.writestr(name, office.blobs.get(str(paper.sha256)))
    with office.database.write() as tx:
        for _, paper in wanted:
            readlog.record(tx, office, who.actor.id, "download_paper", paper.id)
    at = office.clocks.now().astimezone(SHANGHAI)
    return Response(
        out.getvalue(),
        media_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="papers-{at:%Y%m%d-%H%M}.zip"'},
    )
