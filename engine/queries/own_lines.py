"""What the tables of a story say about one person (本人的月份和金额): her months, and money that is hers alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from pydantic import BaseModel

from engine.database import Tx
from engine.form import line_model, masked_kind
from engine.office import Office
from engine.queries.detail import SumView
from engine.sealing import from_record
from engine.view import Header


@dataclass(slots=True)
class OwnLines:
    """A person's months, credited or not, and what was assessed for each in yuan; `alone` where no line is another's."""

    months: dict[str, bool] = field(default_factory=dict)
    assessed: dict[str, Decimal] = field(default_factory=dict)
    alone: bool = False

    def due(self) -> tuple[SumView, ...]:
        """What was assessed for this person; nothing before it was."""
        if not self.assessed:
            return ()
        return (
            SumView("own_assessed", "您这份该缴的本金", len(self.assessed), sum(self.assessed.values(), Decimal())),
        )

    def credited(self) -> tuple[SumView, ...]:
        """How much of it is credited."""
        if not self.assessed:
            return ()
        found = {month: amount for month, amount in self.assessed.items() if self.months.get(month)}
        return (SumView("own_credited", "已经记到您的账户", len(found), sum(found.values(), Decimal("0.00"))),)


def own_lines(office: Office, tx: Tx, headers: list[Header]) -> OwnLines:
    """The lines of the person who began a story; empty where nobody did."""
    row = tx.one(
        "SELECT number_index FROM case_parties WHERE case_id = :id AND is_person = 1 AND number_index <> ''"
        " ORDER BY ordinal LIMIT 1",
        {"id": headers[0].id},
    )
    found = OwnLines(alone=row is not None)
    for line in (line for header in headers for line in _lines(office, header)) if row else ():
        number = _identity(line)
        if number is None:
            continue
        if row is None or office.vault.index(number) != row[0]:
            found.alone = False
            continue
        principal = getattr(line, "principal", None)
        for month in _span(line):
            found.months[month] = found.months.get(month, False) or hasattr(line, "credited_on")
            if isinstance(principal, Decimal):
                found.assessed[month] = principal
    return found


def tallied(office: Office, headers: list[Header]) -> tuple[SumView, ...]:
    """The largest sum under each name: what tax collected is told to the agency and the inspection again."""
    found: dict[str, SumView] = {}
    for header in headers:
        compiled = office.registry.pinned(header.type_digest)
        labels = {tally.code: tally.label for tally in compiled.case_type.told.sums}
        for code, row in header.state.get("tallies", {}).items():
            total = Decimal(row["sum"])
            if code in labels and (code not in found or found[code].total < total):
                found[code] = SumView(code, labels[code], row["count"], total)
    return tuple(view for _, view in sorted(found.items()) if view.total)


def _lines(office: Office, header: Header) -> Iterator[BaseModel]:
    """Every line of every table that the forms of a case hold."""
    compiled = office.registry.pinned(header.type_digest)
    forms = {step.form.key(): step.form for step in compiled.steps.values()}
    for key, records in header.state.get("data", {}).items():
        model = forms.get(key)
        if model is None or not any(line_model(info) for info in model.model_fields.values()):
            continue
        for record in records if isinstance(records, list) else [records]:
            form = from_record(model, record, office.vault)
            for name in model.model_fields:
                value = getattr(form, name)
                if isinstance(value, tuple):
                    yield from (line for line in value if isinstance(line, BaseModel))


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
