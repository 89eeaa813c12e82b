"""What a case knows (案卷内容): the answers of its forms in words, personal data masked unless revealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from engine.directory import Directory
from engine.form import Form, line_model, masked_kind
from engine.machine import Compiled
from engine.masking import mask_name, masked
from engine.office import Office
from engine.sealing import from_record
from engine.view import Header


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer: its label and its value in words."""

    label: str
    text: str
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of one answer."""

    label: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Shown, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What one form said; `step` is the step it was filled in for, `heard` that it came from another department."""

    title: str
    step: str
    shown: tuple[Shown, ...] = ()
    tables: tuple[Table, ...] = field(default=())
    heard: bool = False


def answers_of(
    office: Office,
    directory: Directory,
    header: Header,
    *,
    revealed: bool = False,
    names: Mapping[str, str] | None = None,
) -> list[Section]:
    """Everything that the forms of a case said, in the order of its steps; `names` are its `person_names`, if known."""
    compiled = office.registry.pinned(header.type_digest)
    hidden = {} if revealed else names or person_names(office, header, compiled)
    words = Words(directory, hidden, revealed)
    sections = []
    for step_label, name, model, records in _filled(compiled, header):
        for n, record in enumerate(records, 1):
            title = f"{step_label}（第{n}次）" if len(records) > 1 else step_label
            section = words.section(title, name, from_record(model, record, office.vault))
            sections.append(replace(section, heard=compiled.steps[name].on is not None))
    return sections


def _filled(compiled: Compiled, header: Header) -> list[tuple[str, str, type[Form], list[dict[str, Any]]]]:
    """The forms that were filled in: the step's label and name, the form, and its records.

    Where several steps share a form, the case keeps what was last said in it: by the one that was taken last.
    """
    data = header.state.get("data", {})
    found: dict[str, tuple[str, str, type[Form], list[dict[str, Any]]]] = {}
    taken = header.state.get("taken", {})
    last: dict[str, int] = {}
    for step in compiled.steps.values():
        key = step.form.key()
        if key in data and step.name in taken and taken[step.name]["seq"] > last.get(key, -1):
            last[key] = taken[step.name]["seq"]
            records = data[key] if isinstance(data[key], list) else [data[key]]
            found[key] = (step.label, step.name, step.form, records)
    return list(found.values())


def person_names(office: Office, header: Header, compiled: Compiled) -> dict[str, str]:
    """The names of persons that the case's forms hold, each with its mask, to hide them in running text."""
    found: dict[str, str] = {}
    for _, _, model, records in _filled(compiled, header):
        for record in records:
            _collect(from_record(model, record, office.vault), found)
    return found


def _collect(form: BaseModel, found: dict[str, str]) -> None:
    for name, info in type(form).model_fields.items():
        value = getattr(form, name)
        if masked_kind(info) == "name" and isinstance(value, str) and len(value) > 1:
            found[value] = mask_name(value)
        elif isinstance(value, BaseModel):
            _collect(value, found)
        elif isinstance(value, tuple):
            for line in value:
                if isinstance(line, BaseModel):
                    _collect(line, found)


@dataclass(frozen=True, slots=True)
class Words:
    """Puts typed answers into words."""

    directory: Directory
    names: Mapping[str, str]
    revealed: bool

    def section(self, title: str, step: str, form: BaseModel) -> Section:
        """A form in words."""
        shown: list[Shown] = []
        tables: list[Table] = []
        for name, info in type(form).model_fields.items():
            value = getattr(form, name)
            model = line_model(info)
            if model is not None and isinstance(value, tuple):
                tables.append(self._table(info.title or name, model, value))
            elif value is not None:
                shown.append(self.shown(name, info, value))
        return Section(title, step, tuple(shown), tuple(tables))

    def _table(self, label: str, model: type[BaseModel], lines: tuple[BaseModel, ...]) -> Table:
        fields = model.model_fields
        columns = tuple(info.title or name for name, info in fields.items())
        rows = tuple(
            tuple(self.shown(name, info, getattr(line, name)) for name, info in fields.items()) for line in lines
        )
        return Table(label, columns, rows)

    def shown(self, name: str, info: FieldInfo, value: Any) -> Shown:
        """One answer in words, masked where it is personal."""
        label = info.title or name
        kind = masked_kind(info)
        text = self._officer(info, value) or _listed(info, value) or in_words(value)
        if self.revealed:
            return Shown(label, text, kind is not None)
        if kind is not None:
            return Shown(label, masked(kind, text), True)
        for full, hidden in self.names.items():
            text = text.replace(full, hidden)
        return Shown(label, text)

    def _officer(self, info: FieldInfo, value: Any) -> str | None:
        # A field of officers says where its choices come from; that marker belongs to the forms.
        if not any(getattr(mark, "source", "") == "officers" for mark in info.metadata):
            return None
        officer = self.directory.officers.get(str(value))
        return officer.name if officer else None


def _listed(info: FieldInfo, value: Any) -> str:
    """Several picks from a list, in the words of the list, which a marker of the forms carries."""
    if not isinstance(value, tuple):
        return ""
    labels = {option[0]: option[1] for mark in info.metadata for option in getattr(mark, "options", ())}
    return "；".join(labels.get(code) or in_words(code) for code in value)


def in_words(value: Any) -> str:
    """A plain value in Chinese: 2026年11月20日, 1,234.50, 是, the label of a choice."""
    if isinstance(value, Enum):
        return str(getattr(value, "label", value.value))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    return "" if value is None else str(value)
