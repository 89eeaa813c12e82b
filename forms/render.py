"""Turns a form into the fields of a page, and what was typed there back into answers.

Knows kinds of fields, no single form and no page. What was typed is kept as typed, right or wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from annotated_types import MaxLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from engine.errors import FieldError
from engine.form import line_model, masked_kind
from forms.fields import Choice, Place, Usual

Typed = dict[str, Any]
"""What was typed: texts by field name, lists of such for tables of lines."""

MOST_ROWS = 500
FEW = 20
DATE = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
LENGTH = re.compile(r"不超过\d+字")
"""A hint that says nothing until the limit is reached, when an error says it."""
YES, NO = "yes", "no"


class Kind(StrEnum):
    """What a field looks like."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    CHOICE = "choice"
    MANY = "many"
    YES_NO = "yes_no"
    OFFICER = "officer"
    NUMBER = "number"
    MONEY = "money"
    PHONE = "phone"
    LINES = "lines"


MARKED = {"officers": Kind.OFFICER, "long": Kind.LONG, "many": Kind.MANY}


@dataclass(frozen=True, slots=True)
class Option:
    """One choice; a long list of them is told apart by groups."""

    value: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field as a template draws it; a table of lines has `columns` and `rows` of fields."""

    name: str
    label: str
    hint: str
    kind: Kind
    required: bool
    value: str = ""
    error: str = ""
    known: bool = False
    options: tuple[Option, ...] = ()
    rows: tuple[tuple[FieldView, ...], ...] = ()
    columns: tuple[FieldView, ...] = ()
    row_errors: tuple[str, ...] = field(default=())
    usual: tuple[str, ...] = ()
    """Answers that are often given, to pick from while one may type any other."""
    few: bool = False
    """A table of so few lines that nobody brings them from a spreadsheet."""

    @property
    def id(self) -> str:
        """The element's id."""
        return "f-" + self.name.replace(".", "-")

    @property
    def unused(self) -> bool:
        """Tell whether this is a table that may stay empty, and is."""
        typed = any(cell.value or cell.error for row in self.rows for cell in row)
        return self.kind is Kind.LINES and not (self.required or self.error or typed or any(self.row_errors))

    @property
    def groups(self) -> list[tuple[str, list[Option], bool]]:
        """The options of a field of many picks by group, and whether the group is open: the first, and what is
        picked.
        """
        picked, found = frozenset(self.value.split()), dict[str, list[Option]]()
        for option in self.options:
            found.setdefault(option.group, []).append(option)
        return [
            (group, options, n == 0 or any(o.value in picked for o in options))
            for n, (group, options) in enumerate(found.items())
        ]


def fields_of(
    form: type[BaseModel],
    typed: Typed,
    *,
    errors: Iterable[FieldError] = (),
    officers: Sequence[Option] = (),
    places: Sequence[str] = (),
    known: Iterable[str] = (),
    prefix: str = "",
) -> list[FieldView]:
    """The fields of a form with what was typed, what is wrong, and which values the case already knew.

    `places` are offered where an address is asked for, `officers` where one of them is to be chosen.
    """
    wrong = {error.field: error.message for error in errors}
    certain = frozenset(known)
    found = [_field(name, info, typed, wrong, officers, certain, prefix) for name, info in form.model_fields.items()]
    asked = [_is_place(info) for info in form.model_fields.values()]
    return [replace(view, usual=tuple(places)) if place else view for view, place in zip(found, asked, strict=True)]


def asks_for_place(form: type[BaseModel]) -> bool:
    """Tell whether one of the form's fields is an address for which places are offered."""
    return any(_is_place(info) for info in form.model_fields.values())


def _is_place(info: FieldInfo) -> bool:
    return any(isinstance(mark, Place) for mark in info.metadata)


def _field(
    name: str,
    info: FieldInfo,
    typed: Typed,
    wrong: Mapping[str, str],
    officers: Sequence[Option],
    known: frozenset[str],
    prefix: str,
) -> FieldView:
    path = prefix + name
    kind = kind_of(info)
    view = FieldView(
        name=path,
        label=info.title or name,
        hint=_hint(kind, info),
        kind=kind,
        required=info.is_required(),
        error=wrong.get(path, ""),
        known=path in known,
    )
    if kind is Kind.LINES:
        return _lines(view, info, typed.get(name) or [], wrong, officers)
    options = tuple(officers) if kind is Kind.OFFICER else options_of(info)
    usual = next((mark.answers for mark in info.metadata if isinstance(mark, Usual)), ())
    return replace(view, value=str(typed.get(name) or ""), options=options, usual=usual)


def _lines(
    view: FieldView, info: FieldInfo, lines: list[Typed], wrong: Mapping[str, str], officers: Sequence[Option]
) -> FieldView:
    model = line_model(info)
    if model is None:  # pragma: no cover - the kind was read from the same annotation
        raise TypeError(view.name)
    errors = [FieldError(path, "", message) for path, message in wrong.items()]
    rows = tuple(
        tuple(fields_of(model, line, errors=errors, officers=officers, prefix=f"{view.name}.{n}."))
        for n, line in enumerate(lines or [{}])
    )
    return replace(
        view,
        rows=rows,
        columns=tuple(fields_of(model, {}, officers=officers, prefix=f"{view.name}.new.")),
        few=any(isinstance(mark, MaxLen) and mark.max_length <= FEW for mark in info.metadata),
        row_errors=tuple(wrong.get(f"{view.name}.{n}", "") for n in range(len(rows))),
    )


def kind_of(info: FieldInfo) -> Kind:
    """What a field looks like, read from its type and marks."""
    kind = plain_type(info)
    if line_model(info) is not None:
        return Kind.LINES
    mark = _mark(info)
    if mark is not None and mark.source in MARKED:
        return MARKED[mark.source]
    if get_origin(kind) is Literal or (isinstance(kind, type) and issubclass(kind, Enum)):
        return Kind.CHOICE
    simple = {bool: Kind.YES_NO, date: Kind.DATE, Decimal: Kind.MONEY, int: Kind.NUMBER}
    if isinstance(kind, type) and kind in simple:
        return simple[kind]
    return Kind.PHONE if masked_kind(info) == "phone" else Kind.TEXT


def _mark(info: FieldInfo) -> Choice | None:
    """The field's own mark, else that of its type, also where the type is one side of an “or nothing”."""
    below = [mark for side in get_args(info.annotation) for mark in getattr(side, "__metadata__", ())]
    return next((mark for mark in (*info.metadata, *below) if isinstance(mark, Choice)), None)


def plain_type(info: FieldInfo) -> Any:
    """The field's type without its “or nothing”."""
    kinds = [kind for kind in get_args(info.annotation) if kind is not NoneType]
    optional = NoneType in get_args(info.annotation)
    found = kinds[0] if optional and kinds else info.annotation
    # Within a union the marks of a type such as Yuan have not been taken apart.
    return get_args(found)[0] if get_origin(found) is Annotated else found


def _hint(kind: Kind, info: FieldInfo) -> str:
    usual = "年-月-日，例如2026-11-20" if kind is Kind.DATE else ""
    told = "" if LENGTH.fullmatch(info.description or "") else info.description or ""
    if usual:  # says already how a date is written
        told = told.removeprefix("年月日").removeprefix("，")
    return "；".join(part for part in (told, usual) if part)


def way_field(form: type[BaseModel]) -> str | None:
    """The field of an opening form whose choices are ways of opening a case of their own, None where it has none."""
    marked = ((name, _mark(info)) for name, info in form.model_fields.items())
    return next((name for name, mark in marked if mark is not None and mark.source == "way"), None)


def options_of(info: FieldInfo) -> tuple[Option, ...]:
    """What a field lets one choose from, as far as its type or its mark says."""
    kind, mark = plain_type(info), _mark(info)
    if mark is not None and mark.options:
        return tuple(Option(*option) for option in mark.options)
    if kind is bool:
        return (Option(YES, "是"), Option(NO, "否"))
    if get_origin(kind) is Literal:
        return tuple(Option(str(value), str(value)) for value in get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return tuple(Option(str(m.value), str(getattr(m, "label", m.value))) for m in kind)
    return ()


def typed_from(form: type[BaseModel], posted: Mapping[str, Any], prefix: str = "") -> Typed:
    """What was typed into a form, from the names and values that a browser posts."""
    typed: Typed = {}
    for name, info in form.model_fields.items():
        path = prefix + name
        model = line_model(info)
        if model is None:
            value = posted.get(path)
            text = value if isinstance(value, str) else ""
            typed[name] = _picked(path, info, posted, text) if kind_of(info) is Kind.MANY else text
        else:
            typed[name] = [typed_from(model, posted, f"{path}.{n}.") for n in _numbers(path, posted)]
    return typed


def _picked(path: str, info: FieldInfo, posted: Mapping[str, Any], text: str) -> str:
    """The values of the boxes that are ticked, and those that a hidden field carries, each once."""
    ticked = (option.value for option in options_of(info) if f"{path}.{option.value}" in posted)
    return " ".join(dict.fromkeys([*text.split(), *ticked]))


def _numbers(path: str, posted: Mapping[str, Any]) -> list[int]:
    pattern = re.compile(re.escape(path) + r"\.(\d{1,4})\.")
    found = {int(match[1]) for match in map(pattern.match, posted) if match}
    return sorted(found)[:MOST_ROWS]


def typed_of(form: type[BaseModel], values: Mapping[str, Any]) -> Typed:
    """Known values as if they had been typed, to fill a form in beforehand."""
    typed: Typed = {}
    for name, info in form.model_fields.items():
        value = values.get(name)
        model = line_model(info)
        if model is not None:
            lines = value or ()
            typed[name] = [typed_of(model, line if isinstance(line, Mapping) else dict(line)) for line in lines]
        else:
            typed[name] = _as_typed(value)
    return typed


def defaults_of(form: type[BaseModel]) -> dict[str, Any]:
    """What a form takes for granted where its choices are left open, to show that on the page."""
    return {
        name: info.default
        for name, info in form.model_fields.items()
        if not info.is_required() and isinstance(info.default, bool | Enum)
    }


def _as_typed(value: Any) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return " ".join(map(str, value))
    return "" if value is None else str(value)


def answers_from(form: type[BaseModel], typed: Typed) -> dict[str, Any]:
    """What was typed as the answers that the form checks; what was left empty is left out."""
    answers: dict[str, Any] = {}
    for name, info in form.model_fields.items():
        model = line_model(info)
        if model is not None:
            answers[name] = [answers_from(model, line) for line in _without_blank_end(typed.get(name) or [])]
        elif text := str(typed.get(name) or "").strip():
            answers[name] = _answer(kind_of(info), text)
    return answers


def _answer(kind: Kind, text: str) -> Any:
    if kind is Kind.YES_NO:
        return {YES: True, NO: False}.get(text, text)
    if kind is Kind.MANY:
        return text.split()
    return iso_date(text) if kind is Kind.DATE else text


def iso_date(text: str) -> str:
    """A date as people write it (2026年11月20日, 2026.11.20, ２０２６-11-20) in ISO form, else something no date is.

    >>> iso_date("2026年1月2日"), iso_date("20261120"), iso_date("12")
    ('2026-01-02', '2026-11-20', '不是日期')
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if re.fullmatch(r"\d{8}", plain):
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    found = DATE.fullmatch(plain)
    return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else "不是日期"


def _without_blank_end(lines: list[Typed]) -> list[Typed]:
    """The lines up to the last one in which something was typed."""
    end = len(lines)
    while end and not any(str(value).strip() for value in lines[end - 1].values()):
        end -= 1
    return lines[:end]


def change_rows(typed: Typed, command: str) -> Typed:
    """Carry out `add:<table>` or `remove:<table>.<line>` on what was typed."""
    verb, _, where = command.partition(":")
    table, _, number = where.partition(".")
    lines = typed.get(table)
    if not isinstance(lines, list):
        return typed
    if verb == "add" and len(lines) < MOST_ROWS:
        return {**typed, table: [*lines, {}]}
    if verb == "remove" and number.isdigit():
        return {**typed, table: [line for n, line in enumerate(lines) if n != int(number)]}
    return typed
