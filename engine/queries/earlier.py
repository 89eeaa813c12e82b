"""What earlier cases know of those whom a new one is about (相近案件): the same people, the same employer.

Found by keyed hashes of their numbers, among the cases that the actor may see and no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.actors import Actor
from engine.casetype import Party
from engine.database import Tx, in_list
from engine.machine import Compiled
from engine.office import Office
from engine.permissions import visible
from engine.queries.detail import find_case
from engine.queries.listing import LINE, CaseLine, line_of
from engine.sealing import from_record

MOST, SHORTEST = 8, 2
SAME_PERSON, SAME_EMPLOYER = "同一劳动者", "同一单位"


@dataclass(frozen=True, slots=True)
class Near:
    """An earlier case and what it has in common; `asks` that somebody must decide before another one is opened."""

    case: CaseLine
    same: tuple[str, ...]
    asks: bool


@dataclass(frozen=True, slots=True)
class KnownEmployer:
    """An organisation of earlier cases: its name, how many cases, and the newest of them."""

    name: str
    cases: int
    newest: str
    last_on: date


def was_sent(tx: Tx, actor: Actor, request_id: str) -> bool:
    """Whether the actor's request was taken already, so that what it opened is no earlier case but its own."""
    asked = {"actor": actor.id, "id": request_id}
    return tx.one("SELECT 1 FROM requests WHERE actor_id = :actor AND request_id = :id", asked) is not None


def near_cases(office: Office, tx: Tx, actor: Actor, parties: Sequence[Party]) -> list[Near]:
    """Earlier cases of the same people or employer: the same person first, then open ones, the newest first."""
    wanted = {office.vault.index(p.number): SAME_PERSON if p.is_person else SAME_EMPLOYER for p in parties if p.number}
    if not wanted:
        return []
    predicate, values = visible(actor, office.supervising_roles)
    names, numbers = in_list("number", list(wanted))
    rows = tx.all(
        f"SELECT DISTINCT c.id, p.number_index FROM case_parties p JOIN cases c ON c.id = p.case_id"
        f" WHERE p.number_index IN {names} AND {predicate} ORDER BY c.id DESC LIMIT 200",
        {**values, **numbers},
    )
    same: dict[str, set[str]] = {}
    for case_id, index in rows:
        same.setdefault(case_id, set()).add(wanted[index])
    if not same:
        return []
    ids, chosen = in_list("case", list(same))
    directory = office.directory(tx)
    lines = [
        line_of(office, directory, row) for row in tx.all(f"SELECT {LINE} FROM cases c WHERE c.id IN {ids}", chosen)
    ]
    lines.sort(key=lambda line: line.id, reverse=True)
    lines.sort(key=lambda line: (SAME_PERSON not in same[line.id], not line.is_open))
    return [
        Near(line, tuple(sorted(same[line.id], reverse=True)), SAME_PERSON in same[line.id] or line.is_open)
        for line in lines[:MOST]
    ]


def known_employers(office: Office, tx: Tx, actor: Actor, text: str) -> list[KnownEmployer]:
    """Organisations of earlier cases by a part of their name or by their whole credit code, the latest first."""
    text = text.strip()
    if len(text) < SHORTEST:
        return []
    predicate, values = visible(actor, office.supervising_roles)
    like = "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"
    rows = tx.all(
        "SELECT p.name, COUNT(DISTINCT c.id), MAX(c.id), MAX(c.opened_on) FROM case_parties p"
        f" JOIN cases c ON c.id = p.case_id WHERE p.is_person = 0 AND {predicate}"
        " AND (p.name LIKE :like ESCAPE '!' OR p.number_index = :number)"
        " GROUP BY p.name, p.number_index ORDER BY MAX(c.id) DESC LIMIT :most",
        {**values, "like": like, "number": office.vault.index(text.upper()), "most": MOST},
    )
    return [KnownEmployer(name, count, newest, date.fromisoformat(last)) for name, count, newest, last in rows]


def answers_named(office: Office, tx: Tx, actor: Actor, case_id: str, names: Iterable[str]) -> dict[str, Any]:
    """What a case's forms last said under some names of fields; raises NotFound."""
    header = find_case(office, tx, actor, case_id)
    compiled: Compiled = office.registry.pinned(header.type_digest)
    wanted, found = set(names), dict[str, Any]()
    for step in compiled.steps.values():
        record = header.state.get("data", {}).get(step.form.key())
        if isinstance(record, dict) and wanted & record.keys():
            form = from_record(step.form, record, office.vault)
            found |= {name: getattr(form, name) for name in wanted & record.keys() if getattr(form, name) is not None}
    return found
