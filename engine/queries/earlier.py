"""What earlier cases know of those whom a new one is about (相近案件): the same people, the same employer.

Found by keyed hashes of their numbers, an employer whose code one of the two does not tell by its whole name too,
among the cases that the actor may see and no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
from engine.queries.listing import LINE, CaseLine, lines_of
from engine.sealing import from_record

MOST, SHORTEST = 8, 2
SAME_PERSON, SAME_EMPLOYER, SAME_NAME = "同一劳动者", "同一单位", "名称相同的单位"
ORDER = (SAME_PERSON, SAME_EMPLOYER, SAME_NAME)
MATCHES = 200
"""So many rows of parties are looked at, the newest first: somebody reads a few of them."""
UNIDENTIFIED = (
    "NOT EXISTS (SELECT 1 FROM case_parties o WHERE o.case_id = p.case_id AND o.name = p.name AND o.number_index <> '')"
)
"""Of a party without a number: none was found out later either, which would stand in a row of its own."""


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
    predicate, values = visible(actor, office.supervising_roles)
    same: dict[str, set[str]] = {}
    for case_id, what in _matches(office, tx, parties, predicate, values):
        same.setdefault(case_id, set()).add(what)
    if not same:
        return []
    for shared in same.values():
        if SAME_EMPLOYER in shared:
            shared.discard(SAME_NAME)
    ids, chosen = in_list("case", list(same))
    directory = office.directory(tx)
    lines = lines_of(office, tx, directory, tx.all(f"SELECT {LINE} FROM cases c WHERE c.id IN {ids}", chosen))
    lines.sort(key=lambda line: line.id, reverse=True)
    lines.sort(key=lambda line: (SAME_PERSON not in same[line.id], not line.is_open))
    return [
        Near(line, tuple(w for w in ORDER if w in same[line.id]), SAME_PERSON in same[line.id] or line.is_open)
        for line in lines[:MOST]
    ]


def _matches(
    office: Office, tx: Tx, parties: Sequence[Party], predicate: str, values: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    """Cases and what they have in common with the parties, the newest first."""
    found = f"FROM case_parties p JOIN cases c ON c.id = p.case_id WHERE {predicate} AND"
    newest = f"ORDER BY c.id DESC LIMIT {MATCHES}"
    wanted = {office.vault.index(p.number): SAME_PERSON if p.is_person else SAME_EMPLOYER for p in parties if p.number}
    if wanted:
        names, numbers = in_list("number", list(wanted))
        told = {**values, **numbers}
        rows = tx.all(f"SELECT DISTINCT c.id, p.number_index {found} p.number_index IN {names} {newest}", told)
        yield from ((case_id, wanted[index]) for case_id, index in rows)
    for party in parties:
        if party.is_person:
            continue
        # Two codes that differ are two employers, whatever they are called.
        unknown = f" AND p.number_index = '' AND {UNIDENTIFIED}" if party.number else ""
        told = {**values, "name": party.name}
        by_name = f"SELECT DISTINCT c.id {found} p.is_person = 0 AND p.name = :name{unknown} {newest}"
        yield from ((case_id, SAME_NAME) for (case_id,) in tx.all(by_name, told))


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
        f" AND (p.number_index <> '' OR {UNIDENTIFIED})"
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
