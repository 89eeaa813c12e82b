"""Watches whether Prefect's server answers, and says once when that changes."""

from __future__ import annotations

import http.client
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

EVERY = 2.0
TIMEOUT = 2.0
LONGEST_PAUSE = 300.0
log = logging.getLogger("carnation.relay")


@dataclass
class Presence:
    """Whether effects can go through Prefect now. `load` imports what is needed to use it, once."""

    address: tuple[str, int, str]
    load: Callable[[], None]
    now: Callable[[], float] = time.monotonic
    _present: bool | None = None
    _failures: int = 0
    _trust_at: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def present(self) -> bool:
        """Tell whether the server answered lately and nothing failed through it since."""
        return bool(self._present)

    def watch(self, stop: threading.Event) -> None:
        """Look again and again until told to stop."""
        self.look()
        while not stop.wait(EVERY):
            self.look()

    def look(self) -> None:
        """Ask the server for its health."""
        healthy = self._answers()
        if healthy and not self._present:
            if self.now() < self._trust_at:
                return
            self.load()
        self._say(healthy)

    def failed(self, error: BaseException) -> None:
        """Note that Prefect failed although its server answers: not used again for a while, longer each time."""
        self._failures += 1
        pause = min(2.0 * 2**self._failures, LONGEST_PAUSE)
        self._trust_at = self.now() + pause
        log.debug("prefect failed", exc_info=error)
        self._say(False)

    def succeeded(self) -> None:
        """Note that a whole run went well."""
        self._failures = 0

    def _say(self, present: bool) -> None:
        with self._lock:
            before, self._present = self._present, present
        if present and not before:
            log.info("流程服务已就绪，待办经流程服务办理")
        elif not present and before is None:
            log.info("流程服务尚未就绪，待办先由传送服务直接办理")
        elif not present and before:
            log.warning("流程服务不可用，待办改由传送服务直接办理")

    def _answers(self) -> bool:
        host, port, path = self.address
        connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
        try:
            connection.request("GET", path)
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
