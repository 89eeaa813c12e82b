"""Entry of a child process of `carnation serve`: `python -m engine.child web|relay|prefect`.

A child never outlives its parent, even one that was killed: Linux ends it then.
"""

from __future__ import annotations

import ctypes
import importlib
import os
import signal
import socket
import sys

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PARENT = "CARNATION_PARENT"
LISTENER = "CARNATION_LISTENER"
FIRST = "CARNATION_FIRST_START"
_PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Ask the system to kill this process when its parent ends, however that ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != int(os.environ[PARENT]):
        os._exit(1)  # the parent ended before we could ask


def main(role: str) -> int:
    """Become the part of the process tree that the role names; returns the exit code."""
    die_with_parent()
    # The parent takes signals one by one and so blocks them; a child takes them as they come.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (*STOPPING, signal.SIGCHLD))
    from engine.cli.speaking import speaking_chinese
    from engine.settings import Installation

    with speaking_chinese() as outcome:
        installation = Installation()
        if role == "web":
            from engine.web_process import run_web

            listener = socket.socket(fileno=int(os.environ[LISTENER]))
            run_web(installation, listener, first=os.environ.get(FIRST) == "1")
        else:
            module = {"relay": "relay", "prefect": "server"}[role]
            importlib.import_module(f"{installation.flows}.{module}").run(installation)
    return outcome.code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
