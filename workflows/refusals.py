"""Lets the calculators' refusals reach officers and the public as the kernel's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from engine.errors import Reason, SettingMissing, Unmet
from workflows.calculators.refusals import InputError
from workflows.parameters import SettingMissingError


@contextmanager
def calculator_refusals() -> Iterator[None]:
    """Turn InputError into Unmet and SettingMissingError into SettingMissing."""
    try:
        yield
    except InputError as error:
        raise Unmet(f"不能计算：{error.rule}", (Reason(error.rule, code=error.field),)) from None
    except SettingMissingError as error:
        raise SettingMissing(f"不能计算：{error}") from None
