"""Looks upward by name: what the installation's own module adds to the kernel, if it adds anything."""

from __future__ import annotations

import importlib
from typing import Any

from engine.effects import Handler
from engine.errors import NotReady
from engine.handoff import HANDLERS
from engine.settings import Installation


def hook(installation: Installation, name: str, otherwise: Any = None) -> Any:
    """An attribute of the installation's module, or `otherwise` where that has none; raises NotReady without it."""
    if not installation.setup:
        return otherwise
    try:
        module = importlib.import_module(installation.setup)
    except ModuleNotFoundError as error:
        if error.name is None or not f"{installation.setup}.".startswith(f"{error.name}."):
            raise  # the module is there; something that it imports is not
        raise NotReady(f"没有找到“{installation.setup}”这个模块，请检查CARNATION_SETUP") from None
    return getattr(module, name, otherwise)


def handlers(installation: Installation) -> dict[str, Handler]:
    """Who carries out each kind of effect: the kernel's hand-offs and what the installation adds."""
    return {**HANDLERS, **hook(installation, "HANDLERS", {})}
