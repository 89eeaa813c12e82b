"""What a form is to the kernel: a frozen typed record, some of whose fields are personal.

Knows no field types; those are in `forms/fields.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Self, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from engine.errors import FieldError, InvalidForm

RULES = {
    "missing": "必须填写",
    "extra_forbidden": "没有这一项",
    "string_type": "应当是文字",
    "string_too_short": "不能为空",
    "string_too_long": "文字太长",
    "date_from_datetime_parsing": "应当是日期，写成2026-11-20",
    "date_parsing": "应当是日期，写成2026-11-20",
    "date_type": "应当是日期，写成2026-11-20",
    "date_from_datetime_inexact": "应当是日期，不带时刻",
    "decimal_parsing": "应当是数字",
    "decimal_type": "应当是数字",
    "int_parsing": "应当是整数",
    "int_type": "应当是整数",
    "bool_parsing": "应当选“是”或“否”",
    "bool_type": "应当选“是”或“否”",
    "enum": "请从列出的选项中选一个",
    "literal_error": "请从列出的选项中选一个",
    "too_short": "至少要有一行",
    "too_long": "行数太多",
    "list_type": "应当是若干行",
    "model_type": "格式不对",
    "model_attributes_type": "格式不对",
    "greater_than": "太小",
    "greater_than_equal": "太小",
    "less_than": "太大",
    "less_than_equal": "太大",
}


class Personal:
    """Marks a field whose value is personal data (个人信息): masked on screens, and sealed at rest unless
    the office must find it by a part of it, as it must names."""

    def __init__(self, kind: str, *, sealed: bool = True) -> None:
        self.kind = kind
        self.sealed = sealed

    def __repr__(self) -> str:
        return f"Personal({self.kind!r})"


class Reporter:
    """Marks a field that tells who reported (举报人): kept in the sealed table only, never on the case."""

    def __repr__(self) -> str:
        return "Reporter()"


class Form(BaseModel):
    """What an official fills in for one step (表单). Immutable, without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    @classmethod
    @cache
    def key(cls) -> str:
        """The name under which a case keeps this form's answers."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    @classmethod
    def example(cls) -> Self:
        """The form filled with the example of each field: one source for tests, placeholders and the API."""
        return cls.model_validate({name: example_of(name, field) for name, field in cls.model_fields.items()})

    @classmethod
    def parse(cls, answers: Mapping[str, Any], today: date | None = None) -> Self:
        """Check what was typed, on a legal day; raises InvalidForm naming every wrong field in Chinese."""
        numbers = tuple(numbers_for_dates(cls, answers))
        if numbers:
            raise InvalidForm(numbers)
        try:
            return cls.model_validate(dict(answers), context={"today": today})
        except ValidationError as error:
            raise InvalidForm(tuple(field_error(cls, e) for e in _told(error.errors()))) from None


def _told(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without the complaint that a table is too short when only its lines are wrong: it counts the right ones."""
    return [
        error
        for error in errors
        if error["type"] != "too_short"
        or not any(e["loc"][:-1] and e["loc"][: len(error["loc"])] == error["loc"] for e in errors if e is not error)
    ]


class Confirmation(Form):
    """A step that needs no answers beyond being taken (确认)."""


def example_of(name: str, field: FieldInfo) -> Any:
    """The field's declared example, else its default."""
    if field.examples:
        return field.examples[0]
    if not field.is_required():
        return field.get_default(call_default_factory=True)
    raise ValueError(f"the field {name} has neither an example nor a default")


def personal_kind(field: FieldInfo) -> str | None:
    """The kind of personal data that the field holds and that is sealed, None where it holds none."""
    return next((mark.kind for mark in _personal(field) if mark.sealed), None)


def masked_kind(field: FieldInfo) -> str | None:
    """The kind of personal data that screens mask in the field, sealed or not; None where there is none."""
    return next((mark.kind for mark in _personal(field)), None)


def _personal(field: FieldInfo) -> Iterator[Personal]:
    """The field's marks, and those of the types between which it leaves the choice: an optional name is a name."""
    found = [*field.metadata]
    if get_origin(field.annotation) in {Union, UnionType}:
        for choice in get_args(field.annotation):
            found += getattr(choice, "__metadata__", ())
    return (mark for mark in found if isinstance(mark, Personal))


def numbers_for_dates(
    form: type[BaseModel],
    answers: Mapping[str, Any],
    path: tuple[int | str, ...] = (),
    root: type[BaseModel] | None = None,
) -> Iterator[FieldError]:
    """Name the date fields that hold a number: the library would read it as seconds since 1970."""
    root = root or form
    for name, field in form.model_fields.items():
        value = answers.get(name)
        below = line_model(field)
        if date in (field.annotation, *getattr(field.annotation, "__args__", ())) and _is_number(value):
            where = (*path, name)
            yield FieldError(".".join(map(str, where)), label_of(root, where), RULES["date_parsing"])
        elif below is not None and isinstance(value, list | tuple):
            for n, line in enumerate(value):
                if isinstance(line, Mapping):
                    yield from numbers_for_dates(below, line, (*path, name, n), root)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) or (isinstance(value, str) and value.strip().lstrip("+-").isdigit())


def reporter_fields(form: type[BaseModel]) -> tuple[str, ...]:
    """The fields that tell who reported, and so are never written to the case."""
    return tuple(
        name for name, field in form.model_fields.items() if any(isinstance(m, Reporter) for m in field.metadata)
    )


def label_of(form: type[BaseModel], path: tuple[int | str, ...]) -> str:
    """The Chinese name of the field at a path such as ("workers", 2, "resident_id")."""
    words: list[str] = []
    model: type[BaseModel] | None = form
    for part in path:
        if isinstance(part, int):
            words.append(f"第{part + 1}行")
        elif model is not None and part in model.model_fields:
            field = model.model_fields[part]
            words.append(field.title or part)
            model = line_model(field)
        else:
            words.append(str(part))
    return "，".join(words) or "表单"


def line_model(field: FieldInfo) -> type[BaseModel] | None:
    """The model of a field's lines where the field is a table of them, or of its nested part."""
    candidates = [field.annotation, *getattr(field.annotation, "__args__", ())]
    return next((c for c in candidates if isinstance(c, type) and issubclass(c, BaseModel)), None)


def field_error(form: type[BaseModel], error: ErrorDetails) -> FieldError:
    """Turn a validation error into one an official can read; our own rules already speak Chinese."""
    kind = error["type"]
    context = error.get("ctx") or {}
    message = RULES.get(kind)
    if message is None:
        message = str(context.get("error") or error["msg"]).removeprefix("Value error, ")
    limit = next((context[k] for k in ("ge", "gt", "le", "lt", "max_length") if k in context), None)
    if message in {"太小", "太大", "文字太长", "行数太多"} and limit is not None:
        message += f"（限{limit}）"
    path = tuple(error["loc"])
    return FieldError(".".join(map(str, path)), label_of(form, path), message)
