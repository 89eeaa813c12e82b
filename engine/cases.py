"""The verbs of the kernel: open a case, take a step, see which steps are possible.

`take_steps` is the only way by which a case changes on somebody's word: pages, the API, the command line,
imports and flows all come through here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from psycopg.errors import DeadlockDetected, SerializationFailure

from engine import ledgers, store
from engine.actors import Actor
from engine.canonical import canonical, digest, moment, read
from engine.casetype import START, Step
from engine.database import Tx
from engine.decide import decide, unmet_conditions, ways_in_words, with_ways_out
from engine.directory import Directory
from engine.errors import NotAllowed, NotFound, Reason, Refusal, RequestReused, Stale
from engine.ids import new_id, tracking_code
from engine.machine import Compiled
from engine.office import Office
from engine.outcome import Outcome
from engine.permissions import in_whose_name, visible
from engine.points import reach
from engine.reporters import seal_reporter
from engine.surroundings import Surroundings
from engine.view import CaseView, Header
from engine.vocabulary import SYSTEM

GENESIS = "0" * 64
RETRIES = 3
SHOWN_STAGES = 3


@dataclass(frozen=True, slots=True)
class Command:
    """One act that somebody wants to take.

    `case_id` is None for an opening step, whose `case_type` then says what to open. `version` is the case's
    version as the actor saw it; `request_id` is unique per actor. `origin` comes with a hand-off, `tracking` is the
    code that the claimant already has.
    """

    actor: Actor
    step: str
    answers: dict[str, Any]
    request_id: str
    case_id: str | None = None
    case_type: str = ""
    version: int | None = None
    origin: dict[str, Any] | None = None
    tracking: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a command: the case as it stands now, and what the step set in motion."""

    case_id: str
    number: str
    stage: str
    version: int
    papers: tuple[dict[str, Any], ...]
    deadlines: tuple[dict[str, Any], ...]
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Possibility:
    """One step of a case type as the actor sees it now: possible, or every reason why not."""

    step: Step[Any]
    reasons: tuple[Reason, ...]
    at_stage: bool
    mine: bool
    due: store.DueSoon | None = None
    acting_for: str = ""
    """The name of the absent person for whom the actor would take it."""

    @property
    def possible(self) -> bool:
        """Tell whether the actor may fill in the form now."""
        return not self.reasons


def take_step(office: Office, command: Command) -> Answer:
    """Take one step; raises the Refusal that applies, changing nothing."""
    answer = take_steps(office, [command])[0]
    if isinstance(answer, Refusal):
        raise answer
    return answer


def take_steps(office: Office, commands: Sequence[Command]) -> list[Answer | Refusal]:
    """Take many steps in one transaction; each command gets its answer or its refusal, in order."""
    for attempt in range(RETRIES):
        try:
            with office.database.write() as tx:
                answers = [_attempt(office, tx, command) for command in commands]
                reach("step: before commit")
        except (DeadlockDetected, SerializationFailure):
            if attempt == RETRIES - 1:
                raise
        else:
            reach("step: committed")
            return answers
    raise AssertionError("unreachable")


def _attempt(office: Office, tx: Tx, command: Command) -> Answer | Refusal:
    try:
        return carry_out(office, tx, command)
    except Refusal as refusal:
        return refusal


def carry_out(office: Office, tx: Tx, command: Command) -> Answer:
    """Take one step inside the caller's transaction; a refusal has written nothing."""
    directory = office.directory(tx)
    actor = command.actor
    if not actor.is_system:
        actor = directory.actor(actor.id, office.technical_day())
    request_hash = digest(
        canonical([command.case_id or command.case_type, command.step, command.answers, command.version])
    )
    earlier = tx.one(
        "SELECT hash, answer FROM requests WHERE actor_id = :actor AND request_id = :id",
        {"actor": actor.id, "id": command.request_id},
    )
    if earlier is not None:
        if earlier[0] != request_hash:
            raise RequestReused("同一个请求编号不能用来提交不同的内容；请刷新页面后重新提交")
        return _answer(read(earlier[1]), repeated=True)
    if command.case_id is None:
        written = _open(office, tx, directory, command, actor)
    else:
        written = _move(office, tx, directory, command, actor)
    answer = {
        "case_id": written.header.id,
        "number": written.header.number,
        "stage": written.header.stage,
        "version": written.header.version,
        "papers": [{k: p[k] for k in ("id", "code", "label", "number")} for p in written.papers],
        "deadlines": written.deadlines,
    }
    tx.run(
        "INSERT INTO requests (actor_id, request_id, hash, answer, at) VALUES (:actor, :id, :hash, :answer, :at)",
        {
            "actor": actor.id,
            "id": command.request_id,
            "hash": request_hash,
            "answer": canonical(answer),
            "at": moment(office.clocks.now()),
        },
    )
    return _answer(answer, repeated=False)


def _answer(data: dict[str, Any], *, repeated: bool) -> Answer:
    return Answer(
        data["case_id"],
        data["number"],
        data["stage"],
        data["version"],
        tuple(data["papers"]),
        tuple(data["deadlines"]),
        repeated,
    )


def _step_of(compiled: Compiled, name: str) -> Step[Any]:
    step = compiled.step(name)
    if step is None:
        raise NotFound(f"“{compiled.label}”没有“{name}”这个步骤")
    return step


def refusal_of(office: Office, tx: Tx, command: Command) -> Refusal | None:
    """Why a step of an existing case would be refused now, or None; decided on a copy, written nowhere."""
    directory = office.directory(tx)
    try:
        _decided(office, tx, directory, command, directory.actor(command.actor.id, office.technical_day()))
    except Refusal as refusal:
        return refusal
    return None


def _move(office: Office, tx: Tx, directory: Directory, command: Command, actor: Actor) -> store.Written:
    header, outcome, around = _decided(office, tx, directory, command, actor, lock=True)
    return store.commit(tx, header, outcome, actor, around.now, request=command.request_id, vault=office.vault)


def _decided(
    office: Office, tx: Tx, directory: Directory, command: Command, actor: Actor, *, lock: bool = False
) -> tuple[Header, Outcome, Surroundings]:
    header = store.load(tx, office.database, str(command.case_id), lock=lock)
    if header is None:
        raise NotFound("没有找到这个案件，或者您无权查看")
    compiled = office.registry.pinned(header.type_digest)
    step = _step_of(compiled, command.step)
    around = office.surroundings(directory, header.jurisdiction, tx)
    if not actor.is_system and not _may_see(tx, office, actor, header):
        raise NotFound("没有找到这个案件，或者您无权查看")
    if command.version is not None and command.version != header.version:
        raise Stale(what_changed(tx, directory, compiled, header, command.version))
    form = step.form.parse(command.answers, around.day)
    return header, decide(compiled, header, step, form, actor, around), around


def _open(office: Office, tx: Tx, directory: Directory, command: Command, actor: Actor) -> store.Written:
    compiled = office.registry.get(command.case_type, office.clocks.today(), actor.unit.jurisdiction)
    step = _step_of(compiled, command.step)
    if actor.unit.agency != compiled.case_type.agency.code:
        raise NotAllowed(f"“{compiled.label}”由{compiled.case_type.agency.label}办理")
    around = office.surroundings(directory, actor.unit.jurisdiction, tx)
    form = step.form.parse(command.answers, around.day)
    header = blank(compiled, actor, around, command.origin)
    if command.origin is not None:
        header.state["origin"] = command.origin
    outcome = decide(compiled, header, step, form, actor, around)
    if command.origin is not None:
        outcome.patch["origin"] = command.origin
        township = _township_of_story(tx, header.story)
        if township and "township" not in outcome.patch:
            outcome.patch["township"] = township
    claimant = next((party for party in outcome.parties if party.is_person and party.number), None)
    code = (command.tracking or tracking_code()) if claimant and command.origin is None else None
    if code is not None:
        # Sealed on the case, because the notice of acceptance prints it; found by its keyed hash.
        outcome.patch["tracking"] = header.state["tracking"] = office.vault.seal(code)
    pattern = around.setting("number.case")
    series = f"{actor.unit.id}/{compiled.code}/{around.day.year}"
    number = pattern.format(
        organ=actor.unit.short_name,
        mark=compiled.case_type.number_mark,
        year=around.day.year,
        seq=ledgers.next_number(tx, series),
    )
    for paper in outcome.papers:
        paper.frame["case_number"] = number
    header = replace(header, number=number)
    written = store.commit(tx, header, outcome, actor, around.now, request=command.request_id, vault=office.vault)
    if code is not None and claimant is not None:
        store.keep_tracking_code(tx, office.vault, code, claimant.number, header.story, around.now)
    if outcome.reporter:
        seal_reporter(tx, office, written.header.id, outcome.reporter)
    return written


def _township_of_story(tx: Tx, story: str) -> str:
    """Where the case that sent the hand-off is about; empty where that is another installation's."""
    row = tx.one("SELECT township FROM cases WHERE story = :story ORDER BY id LIMIT 1", {"story": story})
    return str(row[0]) if row else ""


def blank(compiled: Compiled, actor: Actor, around: Surroundings, origin: dict[str, Any] | None) -> Header:
    """The header of a case that does not exist yet."""
    identity = new_id(around.now)
    return Header(
        id=identity,
        number="",
        case_type=compiled.code,
        type_version=compiled.version,
        type_digest=compiled.digest,
        stage=START.code,
        title=compiled.label,
        unit_id=actor.unit.id,
        jurisdiction=actor.unit.jurisdiction,
        story=origin["story"] if origin else identity,
        is_open=True,
        is_confidential=False,
        opened_on=around.day,
        closed_on=None,
        version=0,
        seq=0,
        head=GENESIS,
        state={},
    )


def _may_see(tx: Tx, office: Office, actor: Actor, header: Header) -> bool:
    predicate, values = visible(actor, office.supervising_roles)
    row = tx.one(f"SELECT 1 FROM cases c WHERE c.id = :id AND {predicate}", {"id": header.id, **values})
    return row is not None


def what_changed(tx: Tx, directory: Directory, compiled: Compiled, header: Header, seen: int) -> str:
    """Who did what since a version was seen, for the person whose page is older than the case."""
    rows = tx.all(
        "SELECT step, actor_id FROM events WHERE case_id = :id ORDER BY seq DESC LIMIT :n",
        {"id": header.id, "n": max(header.version - seen, 1)},
    )
    acts = []
    for name, actor_id in reversed(rows):
        step = compiled.step(name)
        officer = directory.officers.get(actor_id)
        if step is not None:
            acts.append(f"{officer.name if officer else SYSTEM.label}办理了“{step.label}”")
    what = "，".join(acts) or "有新的记录"
    return f"您打开页面以后，{what}；案件现为“{compiled.stages[header.stage].label}”。请核对以后再办理，您填写的内容没有丢失"


def _elsewhere(compiled: Compiled, header: Header, step: Step[Any], leads: Sequence[Step[Any]]) -> Reason:
    """Why the stage stands in the way, and which of the steps that lead on from here lead to it."""
    if not header.is_open:
        return Reason("案件已经结束", step.under[0].label, code="stage")
    stages = "或".join(f"“{stage.label}”" for stage in step.at[:SHOWN_STAGES])
    more = f"等{len(step.at)}个阶段" if len(step.at) > SHOWN_STAGES else ""
    ways = (lead for lead in leads if lead.to in step.at)
    text = f"案件现在在“{compiled.stages[header.stage].label}”，到了{stages}{more}才能办理"
    return Reason(text, step.under[0].label, ways_in_words(ways), code="stage")


def possible_steps(office: Office, tx: Tx, header: Header, actor: Actor) -> list[Possibility]:
    """Every step that people take in this kind of case: possible now, or every reason why not."""
    directory = office.directory(tx)
    compiled = office.registry.pinned(header.type_digest)
    view = CaseView(header, office.surroundings(directory, header.jurisdiction, tx))
    onward = (s for s in compiled.steps.values() if s.to and not (s.automatic or s.aside))
    leads = [s for s in onward if compiled.allows(header.stage, s)]
    found = []
    for step in compiled.steps.values():
        if step.automatic or step.opens_case:
            continue
        here = compiled.allows(header.stage, step)
        reasons: list[Reason] = []
        if not here:
            reasons.append(_elsewhere(compiled, header, step, leads))
        standing = in_whose_name(actor, step, view)
        against = with_ways_out(compiled, standing.against)
        reasons += [r if r.basis else replace(r, basis=step.under[0].label) for r in against]
        reasons += with_ways_out(compiled, unmet_conditions(view, step, None))
        due = view.deadline(step.name)
        found.append(
            Possibility(
                step,
                tuple(reasons),
                here,
                not against,
                store.DueSoon(due.due, due.provisional) if due else None,
                standing.absent_name,
            )
        )
    return found
