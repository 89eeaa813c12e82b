"""What a worker may follow (进度查询): all cases of her story in plain words, nothing internal.

Only steps that have plain words are ever told; a planned inspection has none. No names are told at all, and
money and months only where they are hers alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from engine import store
from engine.canonical import read
from engine.database import Tx
from engine.form import line_model, masked_kind
from engine.machine import Compiled
from engine.office import Office
from engine.queries.detail import SumView
from engine.queries.marks import Mark, mark_of
from engine.sealing import from_record
from engine.view import Header


@dataclass(frozen=True, slots=True)
class PublicStep:
    """Something that happened, in plain words."""

    on: date
    words: str
    unit: str


@dataclass(frozen=True, slots=True)
class PublicNext:
    """What comes next and by when; the date is None where nothing sets one."""

    words: str
    unit: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class PublicCase:
    """Where one case of the story stands, and whom to call."""

    matter: str
    words: str
    is_open: bool
    unit: str
    phone: str
    address: str
    next: tuple[PublicNext, ...]


@dataclass(frozen=True, slots=True)
class PublicStory:
    """The story as the worker sees it. `months` are (month, credited) in order."""

    cases: tuple[PublicCase, ...]
    past: tuple[PublicStep, ...]
    sums: tuple[SumView, ...]
    months: tuple[tuple[str, bool], ...]
    today: date

    @property
    def current(self) -> PublicCase:
        """The case that says best where things stand: the open one that began last, else the first."""
        opened = [case for case in self.cases if case.is_open]
        return opened[-1] if opened else self.cases[0]


def public_story(office: Office, tx: Tx, story: str) -> PublicStory | None:
    """All cases of a story; None where it is unknown. The caller has checked the tracking code."""
    # The case that began the story has its id; those opened by hand-offs follow in the order of their ids.
    rows = tx.all(
        f"SELECT {store.COLUMNS} FROM cases WHERE story = :story ORDER BY CASE WHEN id = :story THEN 0 ELSE 1 END, id",
        {"story": story},
    )
    headers = [store.header_of(row) for row in rows if office.registry.knows(row[4]) and not row[11]]
    if not headers:
        return None
    past = sorted(
        (told for header in headers for told in _past(office, tx, header, echoes=len(headers) > 1)),
        key=lambda told: told[0],
    )
    months, alone = _months(office, tx, headers)
    return PublicStory(
        cases=tuple(_case(office, tx, header) for header in headers),
        past=tuple(step for _, step in past),
        sums=_sums(office, headers) if alone else (),
        months=tuple(sorted(months.items())),
        today=office.clocks.today(),
    )


def _case(office: Office, tx: Tx, header: Header) -> PublicCase:
    compiled = office.registry.pinned(header.type_digest)
    unit = office.directory(tx).units[header.unit_id]
    return PublicCase(
        matter=compiled.label,
        words=compiled.stages[header.stage].plain,
        is_open=header.is_open,
        unit=unit.name,
        phone=unit.phone,
        address=unit.address,
        next=tuple(_next(office, compiled, header, unit.name)) if header.is_open else (),
    )


def _next(office: Office, compiled: Compiled, header: Header, unit: str) -> list[PublicNext]:
    """The terms that run: of the office's own steps that have plain words, and of the employer."""
    today, calendar = office.clocks.today(), office.calendar(header.jurisdiction)
    found = []
    for code, row in header.state.get("deadlines", {}).items():
        mark = mark_of(date.fromisoformat(row["due"]), row["provisional"], today, calendar)
        step, clock = compiled.step(code), compiled.case_type.clocks.get(code)
        if step is not None and step.plain and compiled.allows(header.stage, step):
            found.append(PublicNext(step.plain, unit, mark))
        elif clock is not None and clock.owed_by:
            found.append(PublicNext(clock.label, clock.owed_by, mark))
    return sorted(found, key=lambda n: n.mark.due or date.max)


def _past(office: Office, tx: Tx, header: Header, *, echoes: bool) -> list[tuple[str, PublicStep]]:
    compiled = office.registry.pinned(header.type_digest)
    unit = office.directory(tx).units[header.unit_id].name
    found: dict[str, tuple[str, PublicStep]] = {}
    for step_name, at, text in tx.all(
        "SELECT step, at, text FROM events WHERE case_id = :id ORDER BY seq", {"id": header.id}
    ):
        step = compiled.step(step_name)
        # What another case of the story did is told there; here it only arrived.
        if step is not None and step.plain and not (echoes and step.automatic):
            on = date.fromisoformat(read(text)["day"])
            key = f"{step_name}/{on}" if step.collects else step_name
            found.setdefault(key, (at, PublicStep(on, step.plain, unit)))
    return list(found.values())


def _sums(office: Office, headers: list[Header]) -> tuple[SumView, ...]:
    """The largest sum under each name: what tax collected is told to the agency and the inspection again."""
    found: dict[str, SumView] = {}
    for header in headers:
        compiled = office.registry.pinned(header.type_digest)
        labels = {c.tally.code: c.tally.label for step in compiled.steps.values() for c in step.counts}
        for code, row in header.state.get("tallies", {}).items():
            total = Decimal(row["sum"])
            if code in labels and (code not in found or found[code].total < total):
                found[code] = SumView(code, labels[code], row["count"], total)
    return tuple(view for _, view in sorted(found.items()) if view.total)


def _months(office: Office, tx: Tx, headers: list[Header]) -> tuple[dict[str, bool], bool]:
    """The claimant's months, credited or not, and whether all lines of the story are the claimant's own."""
    row = tx.one(
        "SELECT number_index FROM case_parties WHERE case_id = :id AND is_person = 1 AND number_index <> ''"
        " ORDER BY ordinal LIMIT 1",
        {"id": headers[0].id},
    )
    if row is None:
        return {}, False
    months: dict[str, bool] = {}
    alone = True
    for header in headers:
        for line in _lines(office, header):
            number = _identity(line)
            if number is None:
                continue
            if office.vault.index(number) != row[0]:
                alone = False
                continue
            credited = hasattr(line, "credited_on")
            for month in _span(line):
                months[month] = months.get(month, False) or credited
    return months, alone


def _lines(office: Office, header: Header) -> list[BaseModel]:
    """Every line of every table that the forms of a case hold."""
    compiled = office.registry.pinned(header.type_digest)
    forms = {step.form.key(): step.form for step in compiled.steps.values()}
    found: list[BaseModel] = []
    for key, records in header.state.get("data", {}).items():
        model = forms.get(key)
        if model is None or not any(line_model(info) for info in model.model_fields.values()):
            continue
        for record in records if isinstance(records, list) else [records]:
            form = from_record(model, record, office.vault)
            for name in model.model_fields:
                value = getattr(form, name)
                if isinstance(value, tuple):
                    found += [line for line in value if isinstance(line, BaseModel)]
    return found


def _identity(line: BaseModel) -> str | None:
    for name, info in type(line).model_fields.items():
        if masked_kind(info) == "id":
            return str(getattr(line, name))
    return None


def _span(line: BaseModel) -> list[str]:
    """The months of a line: one month, or from `begins` to `ends`."""
    month = getattr(line, "month", None)
    if month:
        return [month]
    begins, ends = getattr(line, "begins", None), getattr(line, "ends", None)
    if not begins or not ends:
        return []
    year, number = int(begins[:4]), int(begins[5:])
    found = []
    while (text := f"{year:04d}-{number:02d}") <= ends:
        found.append(text)
        year, number = (year + 1, 1) if number == 12 else (year, number + 1)  # noqa: PLR2004 - December
    return found
