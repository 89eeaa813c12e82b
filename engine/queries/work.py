"""The work list (工作台): cases in which the actor can act now, soonest due first, and what waits for others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine import store
from engine.actors import Actor
from engine.database import Tx
from engine.machine import Compiled
from engine.office import Office
from engine.permissions import assigned_to
from engine.queries.handoffs import Transfer, waiting_transfers
from engine.queries.listing import LINE, CaseLine, Filter, conditions_of, cursor_of, keyset, line_of
from engine.queries.marks import Mark
from engine.queries.steps import StepView, steps_of

BATCH = 50
MOST_LOOKED_AT = 500
LAST = 3
LINE_WIDTH = 14


@dataclass(frozen=True, slots=True)
class Task:
    """A case with the act that is due next in it."""

    case: CaseLine
    step: StepView
    others: int

    @property
    def mark(self) -> Mark:
        """The light of the act itself where it has a term of its own, else that of the case."""
        return self.step.mark if self.step.mark.due else self.case.mark


@dataclass(frozen=True, slots=True)
class WorkList:
    """Tasks, and where the next page begins."""

    tasks: tuple[Task, ...]
    next: str | None


def work_list(office: Office, tx: Tx, actor: Actor, wanted: Filter, *, after: str = "", limit: int = 50) -> WorkList:
    """The cases that wait for a step of the actor: one with a term, one that serves a paper, or one that leads on.

    What can be done at any time beside that, such as noting a withdrawal, puts no case on the list.
    """
    candidates = _candidates(office, actor)
    if candidates is None:
        return WorkList((), None)
    directory = office.directory(tx)
    tasks: list[Task] = []
    mark, seen = after, 0
    while len(tasks) < limit and seen < MOST_LOOKED_AT:
        conditions, values = conditions_of(office, actor, wanted)
        conditions += ["c.is_open = 1", "c.unit_id = :my_unit", candidates[0]]
        values |= candidates[1]
        keyset(conditions, values, mark)
        rows = tx.all(
            f"SELECT {LINE}, {_headers()} FROM cases c WHERE {' AND '.join(conditions)}"
            " ORDER BY c.next_due, c.id LIMIT :limit",
            {**values, "limit": BATCH},
        )
        seen += len(rows)
        for row in rows:
            header = store.header_of(row[LINE_WIDTH:])
            ready = [s for s in steps_of(office, tx, header, actor) if _waits_for(s)]
            mark = cursor_of(row)
            if ready:
                first = min(ready, key=_urgency)
                tasks.append(Task(line_of(office, directory, row[:LINE_WIDTH]), first, len(ready) - 1))
                if len(tasks) == limit:
                    return WorkList(tuple(tasks), mark)
        if len(rows) < BATCH:
            return WorkList(tuple(tasks), None)
    return WorkList(tuple(tasks), mark)


def waiting_for_others(office: Office, tx: Tx, actor: Actor, limit: int = 20) -> list[Transfer]:
    """Hand-offs of the actor's department that the other side has still to answer."""
    return waiting_transfers(office, tx, actor, limit)


def _waits_for(step: StepView) -> bool:
    return step.possible and not step.again and (step.mark.due is not None or step.awaited is not None)


def _urgency(step: StepView) -> tuple[str, int]:
    due = step.mark.due.isoformat() if step.mark.due else store.FAR
    return due, LAST if step.awaited is None else step.awaited


def _headers() -> str:
    return ", ".join(f"c.{name.strip()}" for name in store.COLUMNS.split(","))


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


def _stages(compiled: Compiled, actor: Actor) -> dict[bool, set[str]]:
    """Stages with a step for the actor: those for assigned officers only, and those for every holder."""
    free: set[str] = set()
    tied: set[str] = set()
    for step in compiled.steps.values():
        roles = [role for role in step.by if role.code in actor.acting_roles]
        if roles and not step.opens_case and (not step.aside or step.within):
            (tied if all(role.assigned for role in roles) else free).update(stage.code for stage in step.at)
    return {True: tied - free, False: free}
