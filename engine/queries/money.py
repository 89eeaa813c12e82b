"""The money of a story over time (款项变动): what was assessed, collected, credited or fined, movement by movement.

Several organisations book the same money, each in its own case; each kind is told once, by the fullest account that
the actor may see, so that nothing is counted twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engine.actors import Actor
from engine.database import Row, Tx
from engine.directory import Directory
from engine.office import Office
from engine.permissions import visible
from engine.tallying import yuan_of
from engine.view import Header


@dataclass(frozen=True, slots=True)
class Movement:
    """One change of a sum, in yuan, and what the sum came to with it."""

    on: date
    unit: str
    amount: Decimal
    total: Decimal


@dataclass(frozen=True, slots=True)
class Flow:
    """A kind of money with its movements in order, at least one."""

    code: str
    label: str
    movements: tuple[Movement, ...]

    @property
    def total(self) -> Decimal:
        """What it comes to now, in yuan."""
        return self.movements[-1].total


def money_of(office: Office, tx: Tx, directory: Directory, actor: Actor, header: Header) -> tuple[Flow, ...]:
    """The flows of a case's story in the order in which the case types declare what is added up."""
    labels = {
        measure.tally.code: measure.label
        for compiled in office.registry
        for measure in compiled.case_type.measures
        if not measure.tally.counts
    }
    predicate, values = visible(actor, office.supervising_roles)
    rows = tx.all(
        "SELECT t.code, t.case_id, t.day, t.fen, t.unit_id FROM tally_changes t JOIN cases c ON c.id = t.case_id"
        f" WHERE c.story = :story AND t.fen <> 0 AND {predicate} ORDER BY t.day, t.case_id, t.seq",
        {**values, "story": header.story},
    )
    accounts: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        accounts.setdefault(row[0], {}).setdefault(row[1], []).append(row)
    found = []
    for code, label in labels.items():
        by_case = accounts.get(code)
        if by_case:
            fullest = max(by_case.items(), key=lambda item: (sum(r[3] for r in item[1]), item[0] == header.id))
            found.append(Flow(code, label, tuple(_movements(directory, fullest[1]))))
    return tuple(found)


def _movements(directory: Directory, rows: list[Row]) -> list[Movement]:
    total, found = 0, []
    for _, _, day, fen, unit in rows:
        total += fen
        found.append(Movement(date.fromisoformat(day), directory.units[unit].name, yuan_of(fen), yuan_of(total)))
    return found
