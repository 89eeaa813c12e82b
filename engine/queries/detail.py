"""One case on one screen (一案一档): where it stands, what can be done, what is due, who, what, with whom, what happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from engine import store
from engine.actors import Actor
from engine.canonical import day_of, read
from engine.casetype import Reckoned
from engine.database import Tx
from engine.deadlines import explain, outcome_words
from engine.directory import Directory
from engine.errors import NotFound, Refusal
from engine.machine import Compiled
from engine.masking import mask_name
from engine.office import Office
from engine.permissions import visible
from engine.queries.answers import Section, answers_of, person_names
from engine.queries.exhibits import ExhibitView, exhibits_of, hidden
from engine.queries.handoffs import Transfer, transfers_of
from engine.queries.history import Happened, history_of
from engine.queries.listing import LINE, CaseLine, lines_of
from engine.queries.marks import Mark, mark_of
from engine.queries.money import Flow, money_of
from engine.queries.papers import Paper, papers_of
from engine.queries.path import Stop, path_of
from engine.queries.returned import SentBack, sent_back_of
from engine.queries.steps import StepView, steps_of
from engine.remarks import Remark, remarks_of
from engine.terms import Expiry
from engine.view import CaseView, Header

LATEST = 40
OUTCOMES = {
    "met": "按期完成",
    "late": "逾期完成",
    "replaced": "重新起算",
    "closed": "期限内结束",
    "closed late": "届满后结束",
    "lapsed": "随结案终止",
}
MISSING = "没有找到这个案件，或者您无权查看"


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """A term with its working."""

    code: str
    label: str
    basis: str
    start: date
    due: date
    mark: Mark
    is_open: bool
    owed_by: str
    consequence: str
    closed_on: date | None
    outcome: str
    working: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartyView:
    """Who the case is about; persons masked unless revealed."""

    role: str
    name: str
    is_person: bool


@dataclass(frozen=True, slots=True)
class OfficerView:
    """Who handles the case."""

    name: str
    post: str
    card_valid_to: date | None


@dataclass(frozen=True, slots=True)
class SumView:
    """A tally in yuan."""

    code: str
    label: str
    count: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What a step that was taken reckons as of today; `problem` is why it cannot."""

    step: str
    label: str
    lines: tuple[Reckoned, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """Another case of the same story; without id and number where the actor may not see it."""

    id: str
    number: str
    unit: str
    label: str
    words: str
    is_open: bool
    sums: tuple[SumView, ...]


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything that the case page and the API show of one case."""

    case: CaseLine
    type_version: str
    is_confidential: bool
    path: tuple[Stop, ...]
    steps: tuple[StepView, ...]
    sent_back: tuple[SentBack, ...]
    deadlines: tuple[DeadlineView, ...]
    parties: tuple[PartyView, ...]
    officers: tuple[OfficerView, ...]
    answers: tuple[Section, ...]
    papers: tuple[Paper, ...]
    exhibits: tuple[ExhibitView, ...]
    remarks: tuple[Remark, ...]
    transfers: tuple[Transfer, ...]
    sums: tuple[SumView, ...]
    money: tuple[Flow, ...]
    reckoned: tuple[Reckoning, ...]
    linked: tuple[Linked, ...]
    history: tuple[Happened, ...]
    events: int
    seq: int
    has_tracking: bool


def find_case(office: Office, tx: Tx, actor: Actor, case_id: str) -> Header:
    """The header of a case that the actor may see; raises NotFound, the same for both kinds of miss."""
    predicate, values = visible(actor, office.supervising_roles)
    row = tx.one(f"SELECT {store.COLUMNS} FROM cases c WHERE c.id = :id AND {predicate}", {"id": case_id, **values})
    if row is None:
        raise NotFound(MISSING)
    return store.header_of(row)


def case_page(
    office: Office, tx: Tx, actor: Actor, case_id: str, *, revealed: bool = False, whole: bool = False
) -> CasePage:
    """One case; `whole` shows its whole history. Raises NotFound."""
    header = find_case(office, tx, actor, case_id)
    directory = office.directory(tx)
    compiled = office.registry.pinned(header.type_digest)
    row = tx.one(f"SELECT {LINE} FROM cases c WHERE c.id = :id", {"id": case_id})
    if row is None:  # pragma: no cover - the same transaction has just read it
        raise NotFound(MISSING)
    events = tx.all(
        "SELECT seq, step, at, actor_id, text, hash FROM events WHERE case_id = :id ORDER BY seq", {"id": case_id}
    )
    names = None if revealed else person_names(office, header, compiled)
    return CasePage(
        case=lines_of(office, tx, directory, [row])[0],
        type_version=header.type_version,
        is_confidential=header.is_confidential,
        path=path_of(compiled, header, events),
        steps=tuple(steps_of(office, tx, header, actor)),
        sent_back=sent_back_of(office, directory, header, revealed=revealed, names=names),
        deadlines=_deadlines(office, tx, directory, compiled, header),
        parties=_parties(tx, case_id, revealed=revealed),
        officers=_officers(directory, header),
        answers=tuple(answers_of(office, directory, header, revealed=revealed, names=names)),
        papers=tuple(papers_of(tx, case_id)),
        exhibits=tuple(exhibits_of(office, tx, directory, case_id, names)),
        remarks=_remarks(office, tx, directory, case_id, names),
        transfers=tuple(transfers_of(office, tx, header)),
        sums=_sums(compiled, header.state),
        money=money_of(office, tx, directory, actor, header),
        reckoned=tuple(_reckoned(office, directory, compiled, header, revealed=revealed)),
        linked=_linked(office, tx, directory, actor, header),
        history=history_of(office, directory, compiled, events if whole else events[-LATEST - 1 :], names),
        events=len(events),
        seq=header.seq,
        has_tracking="tracking" in header.state,
    )


def _deadlines(
    office: Office, tx: Tx, directory: Directory, compiled: Compiled, header: Header
) -> tuple[DeadlineView, ...]:
    rows = tx.all(
        "SELECT code, label, basis, on_expiry, start, due, provisional, computation, is_open, closed_on, outcome,"
        " paused_on FROM deadlines WHERE case_id = :id ORDER BY is_open DESC, due, code, opened_seq",
        {"id": header.id},
    )
    unit = directory.units[header.unit_id].name
    calendar, today = office.calendar(header.jurisdiction), office.clocks.today()
    found = []
    for (
        code,
        label,
        basis,
        expiry,
        start,
        due,
        provisional,
        computation,
        is_open,
        closed_on,
        outcome,
        paused_on,
    ) in rows:
        clock = compiled.clocks.get(code)
        found.append(
            DeadlineView(
                code,
                label,
                basis,
                date.fromisoformat(start),
                date.fromisoformat(due),
                mark_of(date.fromisoformat(due), bool(provisional), today, calendar, Expiry(expiry)),
                bool(is_open),
                (clock.owed_by if clock else "") or unit,
                Expiry(expiry).label,
                day_of(closed_on),
                outcome_words(_ended(outcome or "", due, closed_on), paused=paused_on is not None, words=OUTCOMES),
                working_of(read(computation)),
            )
        )
    return tuple(found)


def _ended(outcome: str, due: str, closed_on: str | None) -> str:
    """How a term ended; one that another step ended says whether that was before its day."""
    return "closed late" if outcome == "closed" and closed_on and closed_on > due else outcome


def working_of(computation: dict[str, Any]) -> tuple[str, ...]:
    """The sentences that explain a date."""
    return tuple(explain(computation))


def _parties(tx: Tx, case_id: str, *, revealed: bool) -> tuple[PartyView, ...]:
    rows = tx.all(
        "SELECT role, name, is_person FROM case_parties WHERE case_id = :id ORDER BY ordinal", {"id": case_id}
    )
    return tuple(
        PartyView(role, mask_name(name) if is_person and not revealed else name, bool(is_person))
        for role, name, is_person in dict.fromkeys(rows)
    )


def _officers(directory: Directory, header: Header) -> tuple[OfficerView, ...]:
    found = (directory.officers.get(i) for i in header.state.get("officers", []))
    return tuple(OfficerView(o.name, o.post, o.card_valid_to) for o in found if o)


def _sums(compiled: Compiled, state: dict[str, Any]) -> tuple[SumView, ...]:
    tallies = {c.tally.code: c.tally for step in compiled.steps.values() for c in step.counts}
    labels = {code: tally.label for code, tally in tallies.items()}
    persons = {code for code, tally in tallies.items() if tally.counts}
    return tuple(
        SumView(code, labels.get(code, code), row["count"], Decimal(row["sum"]))
        for code, row in state.get("tallies", {}).items()
        if code not in persons
    )


def _reckoned(
    office: Office, directory: Directory, compiled: Compiled, header: Header, *, revealed: bool
) -> Iterator[Reckoning]:
    """The amounts of the steps that were taken, with names masked unless revealed."""
    view = CaseView(header, office.surroundings(directory, header.jurisdiction))
    for step in compiled.steps.values():
        form = view.maybe(step.form) if step.reckons and step.name in header.state.get("taken", {}) else None
        if step.reckons is None or form is None:
            continue
        try:
            lines = step.reckons(view, form)
        except Refusal as refusal:
            yield Reckoning(step.name, step.label, (), refusal.detail)
            continue
        if not revealed:
            lines = tuple(replace(line, person=mask_name(line.person)) for line in lines)
        yield Reckoning(step.name, step.label, lines)


def _linked(office: Office, tx: Tx, directory: Directory, actor: Actor, header: Header) -> tuple[Linked, ...]:
    predicate, values = visible(actor, office.supervising_roles)
    rows = tx.all(
        "SELECT c.id, c.number, c.unit_id, c.type_digest, c.stage, c.is_open, c.is_confidential,"
        " (SELECT v.step FROM events v WHERE v.case_id = c.id AND v.seq = 1),"
        f" CASE WHEN {predicate} THEN c.state ELSE '' END FROM cases c WHERE c.story = :story AND c.id <> :id ORDER BY c.id",
        {**values, "story": header.story, "id": header.id},
    )
    found = []
    for case_id, number, unit, digest, stage, is_open, confidential, opened_by, seen in rows:
        if (confidential and not seen) or not office.registry.knows(digest):
            continue
        compiled = office.registry.pinned(digest)
        found.append(
            Linked(
                case_id if seen else "",
                number if seen else "",
                directory.units[unit].name,
                compiled.label,
                _where(compiled, opened_by, stage, is_open=bool(is_open), seen=bool(seen)),
                bool(is_open),
                _sums(compiled, read(seen)) if seen else (),
            )
        )
    return tuple(found)


def _where(compiled: Compiled, opened_by: str, stage: str, *, is_open: bool, seen: bool) -> str:
    """Where a linked case stands; another department's that is never told says only whether it goes on."""
    if seen or compiled.case_type.told.tells(compiled.step(opened_by)):
        return compiled.stages[stage].label + ("" if is_open else "（已结束）")
    return "正在办理" if is_open else "已结束"


def _remarks(
    office: Office, tx: Tx, directory: Directory, case_id: str, names: Mapping[str, str] | None
) -> tuple[Remark, ...]:
    found = remarks_of(office, tx, directory, case_id)
    return tuple(found if names is None else (replace(r, text=hidden(r.text, names)) for r in found))
