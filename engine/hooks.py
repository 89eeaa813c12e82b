"""Looks upward by name: what the installation's own module adds to the kernel, if it adds anything."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

from engine.effects import Handler
from engine.handoff import HANDLERS
from engine.settings import Installation


def hook(installation: Installation, name: str, otherwise: Any = None) -> Any:
    """The attribute of the installation's module, or `otherwise` where there is no such module or attribute."""
    if not installation.setup or importlib.util.find_spec(installation.setup) is None:
        return otherwise
    return getattr(importlib.import_module(installation.setup), name, otherwise)


def handlers(installation: Installation) -> dict[str, Handler]:
    """Who carries out each kind of effect: the kernel's hand-offs and what the installation adds."""
    return {**HANDLERS, **hook(installation, "HANDLERS", {})}
