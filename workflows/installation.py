"""What this product plugs into the kernel by name: effect handlers, extra commands, the demo county."""

from __future__ import annotations

from documents import issue
from engine import handoff
from engine.effects import Handler

HANDLERS: dict[str, Handler] = {**handoff.HANDLERS, **issue.HANDLERS}
