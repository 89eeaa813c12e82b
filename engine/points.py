"""Named points at which a fault test stops the process; outside those tests reaching one does nothing."""

from __future__ import annotations

import os
import signal

_STOP_AT = os.environ.get("CARNATION_TEST_STOP_AT", "")


def reach(name: str) -> None:
    """Pass a point; the process kills itself there when a fault test asked for that, as a power cut would."""
    if name == _STOP_AT:
        os.kill(os.getpid(), signal.SIGKILL)
