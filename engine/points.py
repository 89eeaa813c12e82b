"""Named points at which a fault test stops the process; outside those tests reaching one does nothing."""

from __future__ import annotations

import os
import signal

_stop_at = os.environ.get("CARNATION_TEST_STOP_AT", "")


def reach(name: str) -> None:
    """Pass a point; the process kills itself there when a fault test asked for that, as a power cut would."""
    if name == _stop_at:
        os.kill(os.getpid(), signal.SIGKILL)


def stop_at(name: str) -> None:
    """Let this process kill itself when it next reaches the point."""
    global _stop_at  # noqa: PLW0603 - a process has one life
    _stop_at = name
