"""Between a form and the record a case keeps of it: personal fields are sealed on the way in."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel

from engine.crypto import Vault
from engine.form import line_model, personal_kind

F = TypeVar("F", bound=BaseModel)
TRUSTED = "trusted"
"""Key of the validation context that says: this was checked when it was typed, only its types are restored."""


@cache
def _personal_fields(model: type[BaseModel]) -> tuple[tuple[str, type[BaseModel] | None], ...]:
    """Fields that are personal themselves (None) or whose lines may hold personal fields."""
    found: list[tuple[str, type[BaseModel] | None]] = []
    for name, field in model.model_fields.items():
        below = line_model(field)
        if personal_kind(field):
            found.append((name, None))
        elif below is not None and _personal_fields(below):
            found.append((name, below))
    return tuple(found)


def _walk(model: type[BaseModel], record: dict[str, Any], change: Any) -> dict[str, Any]:
    for name, below in _personal_fields(model):
        value = record.get(name)
        if not value:
            continue
        if below is None:
            record[name] = change(value)
        elif isinstance(value, list):
            record[name] = [_walk(below, line, change) for line in value]
        else:
            record[name] = _walk(below, value, change)
    return record


def to_record(form: BaseModel, vault: Vault) -> dict[str, Any]:
    """The form's answers as plain JSON values, personal ones sealed."""
    return _walk(type(form), form.model_dump(mode="json"), vault.seal)


def from_record(model: type[F], record: dict[str, Any], vault: Vault) -> F:
    """The form again. The record is one that `to_record` made; it is not changed."""
    copy = {k: _copied(v) for k, v in record.items()}
    return model.model_validate(_walk(model, copy, vault.unseal), context={TRUSTED: True})


def _copied(value: Any) -> Any:
    if isinstance(value, list):
        return [_copied(v) for v in value]
    if isinstance(value, dict):
        return {k: _copied(v) for k, v in value.items()}
    return value
