"""The work list (工作台): what waits for the actor, what is under way, what waits for others, what was done."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from engine import store
from engine.actors import Actor
from engine.canonical import read
from engine.casetype import Step
from engine.database import Row, Tx
from engine.directory import Directory
from engine.machine import Compiled
from engine.office import Office
from engine.permissions import assigned_to
from engine.queries.filters import Filter, conditions_of, cursor_of, keyset, spoilt_mark
from engine.queries.handoffs import Transfer, count_waiting, waiting_transfers
from engine.queries.listing import (
    LINE,
    LINE_WIDTH,
    CaseLine,
    Count,
    Page,
    count_cases,
    counted,
    lines_of,
    page_of,
    with_officers,
)
from engine.queries.marks import Mark
from engine.queries.steps import StepView, may_wait_for, ready_steps, with_reasons
from engine.surroundings import Surroundings
from engine.view import CaseView, Header

BATCH = 100
MOST_LOOKED_AT = 2000
"""How many cases one page looks at; a page that ends there says where to go on, so that no case is lost."""
MOST_COUNTED_AMONG = 500
"""Among how many cases a badge counts tasks; where there are more it says “at least”."""
BADGE = 99
"""Up to how many the badges count: 99+ tells as much as any larger number."""
LAST = 3
MINE = (
    "c.id IN (SELECT m.case_id FROM case_officers m WHERE m.account_id = :me"
    " UNION SELECT v.case_id FROM events v WHERE v.actor_id = :me)"
)
RUNNING = ("c.is_open = 1", MINE)
"""Open cases that the actor is assigned to or has acted in, whoever's turn it is."""
DONE_MARK = re.compile(r"(\d{4}-\d{2}-\d{2}T[0-9:.]{8,15}Z)~([0-9a-z]{26})~(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Task:
    """A case with the act that is due next in it."""

    case: CaseLine
    step: StepView
    others: int

    @property
    def mark(self) -> Mark:
        """The light of the act's own term, else of the term that it ends, else that of the case."""
        return self.step.light if self.step.light.due else self.case.mark

    @property
    def term(self) -> str:
        """Which term that is, where it is not the act's own."""
        if self.step.mark.due:
            return ""
        return self.step.ends_term or (f"案内期限：{self.case.term}" if self.case.term else "")


_Found = tuple[Row, StepView, int]
"""The row of a case, the act that is due next in it, and how many more there are."""


@dataclass(frozen=True, slots=True)
class WorkList:
    """Tasks, where the next page begins, and how many cases were looked at where that ended the page early."""

    tasks: tuple[Task, ...]
    next: str | None
    looked_at: int = 0


@dataclass(frozen=True, slots=True)
class Deed:
    """An act that the actor took (已办)."""

    case: CaseLine
    label: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Deeds:
    """Acts, newest first, and where the next page begins."""

    deeds: tuple[Deed, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are on each part of the work list."""

    running: Count
    waiting: Count
    done: Count


@dataclass
class _Looking:
    """Looks at case after case for one actor; what does not change between cases is kept."""

    office: Office
    tx: Tx
    actor: Actor
    directory: Directory = field(init=False)
    _around: dict[str, Surroundings] = field(default_factory=dict)
    _steps: dict[str, Mapping[str, tuple[Step[Any], ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.directory = self.office.directory(self.tx)
        self.today = self.office.clocks.today()

    def ready(self, header: Header) -> list[StepView]:
        """What the case waits for from the actor."""
        compiled = self.office.registry.pinned(header.type_digest)
        steps = self._steps.get(header.type_digest)
        if steps is None:
            steps = self._steps[header.type_digest] = _steps_by_stage(compiled, self.actor)
        here = steps.get(header.stage, ())
        if not here:
            return []
        around = self._around.get(header.jurisdiction)
        if around is None:
            around = self.office.surroundings(self.directory, header.jurisdiction, self.tx)
            self._around[header.jurisdiction] = around
        found = ready_steps(CaseView(header, around), here, self.actor, self.today)
        return with_reasons(self.office, self.directory, header, found)


def work_list(
    office: Office,
    tx: Tx,
    actor: Actor,
    wanted: Filter,
    *,
    after: str = "",
    limit: int = 50,
    most: int = MOST_LOOKED_AT,
) -> WorkList:
    """The open cases that wait for a step of the actor, in the order of their next deadline.

    What can be done at any time beside that, such as noting a withdrawal, puts no case on the list.
    """
    candidates = _candidates(office, actor)
    if candidates is None:
        return WorkList((), None)
    looking = _Looking(office, tx, actor)
    tasks: list[_Found] = []
    mark, seen = after, 0
    while len(tasks) < limit and seen < most:
        rows = _batch(
            office, tx, actor, replace(wanted, is_open=not _ended_only(office, actor), newest=False), candidates, mark
        )
        for row in rows:
            ready = looking.ready(store.header_of(row[LINE_WIDTH:]))
            mark, seen = cursor_of(row), seen + 1
            if ready:
                first = min(ready, key=_urgency)
                tasks.append((row[:LINE_WIDTH], first, len(ready) - 1))
                if len(tasks) == limit:
                    break
        if len(rows) < BATCH and len(tasks) < limit:
            return WorkList(_tasks(office, tx, looking.directory, tasks), None)
    early = seen if len(tasks) < limit else 0
    return WorkList(_tasks(office, tx, looking.directory, tasks), mark, early)


def _batch(
    office: Office, tx: Tx, actor: Actor, wanted: Filter, candidates: tuple[str, dict[str, Any]], mark: str
) -> list[Row]:
    conditions, values = conditions_of(office, tx, actor, wanted)
    conditions += ["c.unit_id = :my_unit", candidates[0]]
    values |= candidates[1]
    keyset(conditions, values, mark)
    return tx.all(
        f"SELECT {LINE}, {_headers()} FROM cases c WHERE {' AND '.join(conditions)}"
        " ORDER BY c.next_due, c.id LIMIT :limit",
        {**values, "limit": BATCH},
    )


def _tasks(office: Office, tx: Tx, directory: Directory, found: list[_Found]) -> tuple[Task, ...]:
    lines = with_officers(tx, directory, lines_of(office, tx, directory, [row for row, _, _ in found]))
    return tuple(Task(line, step, others) for line, (_, step, others) in zip(lines, found, strict=True))


def running_cases(office: Office, tx: Tx, actor: Actor, wanted: Filter, *, after: str = "", limit: int = 50) -> Page:
    """The open cases that the actor is assigned to or has acted in (在办), soonest due first."""
    return page_of(office, tx, actor, replace(wanted, is_open=None), RUNNING, after=after, limit=limit)


def waiting_for_others(
    office: Office, tx: Tx, actor: Actor, limit: int = 50, *, wanted: Filter | None = None, after: str = ""
) -> list[Transfer]:
    """Hand-offs of the actor's department that the other side has still to answer (等待他方)."""
    return waiting_transfers(office, tx, actor, limit, wanted=wanted or Filter(is_open=None), after=after)


def deeds(office: Office, tx: Tx, actor: Actor, wanted: Filter, *, after: str = "", limit: int = 50) -> Deeds:
    """The acts that the actor took (已办), newest first; raises InvalidForm for a spoilt page mark."""
    source, values = _deeds(office, tx, actor, replace(wanted, is_open=None))
    if after:
        found = DONE_MARK.fullmatch(after)
        if found is None:
            raise spoilt_mark()
        source += " AND (v.at, v.case_id, v.seq) < (:d_at, :d_case, :d_seq)"
        values |= {"d_at": found[1], "d_case": found[2], "d_seq": int(found[3])}
    rows = tx.all(
        f"SELECT {LINE}, v.at, v.seq, v.text {source} ORDER BY v.at DESC, v.case_id DESC, v.seq DESC LIMIT :limit",
        {**values, "limit": limit + 1},
    )
    directory = office.directory(tx)
    lines = with_officers(tx, directory, lines_of(office, tx, directory, rows[:limit]))
    told = tuple(
        Deed(line, str(read(row[-1])["label"]), datetime.fromisoformat(row[-3]))
        for line, row in zip(lines, rows, strict=False)
    )
    last = rows[limit - 1] if len(rows) > limit else None
    return Deeds(told, f"{last[-3]}~{last[0]}~{last[-2]}" if last else None)


def _deeds(office: Office, tx: Tx, actor: Actor, wanted: Filter) -> tuple[str, dict[str, Any]]:
    conditions, values = conditions_of(office, tx, actor, wanted)
    where = " AND ".join(["v.actor_id = :me", "c.id = v.case_id", *conditions])
    # A cross join, which SQLite reads in this order: from the actor's own acts to their cases.
    return f"FROM events v CROSS JOIN cases c WHERE {where}", values


def work_counts(office: Office, tx: Tx, actor: Actor, wanted: Filter) -> Counts:
    """How many there are on each part of the work list but the first, which the list itself counts."""
    return Counts(
        running=count_running(office, tx, actor, wanted),
        waiting=count_sent(office, tx, actor, wanted),
        done=count_deeds(office, tx, actor, wanted),
    )


def count_running(office: Office, tx: Tx, actor: Actor, wanted: Filter) -> Count:
    """How many cases are under way (在办)."""
    return count_cases(office, tx, actor, replace(wanted, is_open=None), RUNNING, BADGE)


def count_sent(office: Office, tx: Tx, actor: Actor, wanted: Filter) -> Count:
    """How many hand-offs wait for others (等待他方)."""
    return count_waiting(office, tx, actor, replace(wanted, is_open=None), BADGE)


def count_deeds(office: Office, tx: Tx, actor: Actor, wanted: Filter) -> Count:
    """How many acts the actor took (已办)."""
    source, values = _deeds(office, tx, actor, replace(wanted, is_open=None))
    return counted(tx, f"SELECT 1 {source}", values, BADGE)


def count_tasks(office: Office, tx: Tx, actor: Actor, wanted: Filter, most: int = BADGE) -> Count:
    """How many cases wait for a step of the actor, counted up to a limit."""
    found = work_list(office, tx, actor, wanted, limit=most, most=MOST_COUNTED_AMONG)
    return Count(len(found.tasks), more=found.next is not None)


def after_task(task: Task) -> str:
    """The page mark of a task."""
    return f"{task.case.mark.due.isoformat() if task.case.mark.due else store.FAR}~{task.case.id}"


def _urgency(step: StepView) -> tuple[str, bool, bool, int]:
    """What is due first; among equals what was sent back, and what has a term of its own."""
    return step.due, step.sent_back is None, step.mark.due is None, LAST if step.awaited is None else step.awaited


def _headers() -> str:
    return ", ".join(f"c.{name.strip()}" for name in store.COLUMNS.split(","))


def _steps_by_stage(compiled: Compiled, actor: Actor) -> dict[str, tuple[Step[Any], ...]]:
    """For each stage the steps that a case there may wait for from somebody with the actor's roles."""
    found: dict[str, list[Step[Any]]] = {}
    for step in compiled.steps.values():
        if may_wait_for(step, actor.acting_roles, compiled.returnable):
            for stage in step.at:
                found.setdefault(stage.code, []).append(step)
    return {stage: tuple(steps) for stage, steps in found.items()}


def _candidates(office: Office, actor: Actor) -> tuple[str, dict[str, Any]] | None:
    """A predicate for cases whose stage has a step for one of the actor's roles; None where there is none.

    Roles that act only on assigned cases are narrowed to those, so that a list never wades through the
    cases of colleagues.
    """
    parts: list[str] = []
    values: dict[str, Any] = {}
    for n, compiled in enumerate(office.registry.versions()):
        for assigned, stages in _stages(compiled, actor).items():
            if not stages:
                continue
            names = {f"s{n}{int(assigned)}x{i}": stage for i, stage in enumerate(sorted(stages))}
            values |= {f"t{n}": compiled.digest, **names}
            part = f"c.type_digest = :t{n} AND c.stage IN ({', '.join(':' + name for name in names)})"
            if assigned:
                part += (
                    f" AND ({assigned_to(actor)} OR NOT EXISTS (SELECT 1 FROM case_officers o WHERE o.case_id = c.id))"
                )
            parts.append(f"({part})")
    return (f"({' OR '.join(parts)})", values) if parts else None


def _ended_only(office: Office, actor: Actor) -> bool:
    """Whether only cases that have ended wait for the actor, as those do that wait for the archive."""
    found = {
        compiled.stages[code].final
        for compiled in office.registry.versions()
        for stages in _stages(compiled, actor).values()
        for code in stages
    }
    return found == {True}


def _stages(compiled: Compiled, actor: Actor) -> dict[bool, set[str]]:
    """Stages with a step for the actor: those for assigned officers only, and those for every holder."""
    free: set[str] = set()
    tied: set[str] = set()
    for stage, steps in _steps_by_stage(compiled, actor).items():
        for step in steps:
            roles = [role for role in step.by if role.code in actor.acting_roles]
            (tied if all(role.assigned for role in roles) else free).add(stage)
    return {True: tied - free, False: free}
