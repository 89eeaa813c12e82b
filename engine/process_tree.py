"""Keeps child processes running and stops them all together; knows nothing about what they do.

Signals are blocked and taken one by one (`sigtimedwait`), so that no handler interrupts anything.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

STEADY = 60.0
LONGEST_PAUSE = 30.0
GRACE = 10.0
log = logging.getLogger("carnation.serve")


@dataclass(frozen=True, slots=True)
class Part:
    """A child process: `label` is what the log calls it, `last` that it is stopped after the others.

    `first` is added to the environment of the first start. An essential part whose first start fails with
    exit code 1 has said why; the tree then stops instead of trying again.
    """

    name: str
    label: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    first: Mapping[str, str] = field(default_factory=dict)
    descriptors: tuple[int, ...] = ()
    essential: bool = False
    output: Path | None = None
    last: bool = False


@dataclass
class _Child:
    part: Part
    process: subprocess.Popen[bytes]
    began: float
    failures: int = 0
    resume: float | None = None
    proven: bool = False


def pause(failures: int) -> float:
    """Seconds to wait before a child that failed so many times in a row is started again."""
    return float(min(0.5 * 2 ** (failures - 1), LONGEST_PAUSE))


@dataclass
class Tree:
    """The running parts."""

    children: dict[str, _Child] = field(default_factory=dict)
    _signals: set[signal.Signals] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._signals = {signal.SIGINT, signal.SIGTERM, signal.SIGCHLD}
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup
            self._signals.add(signal.SIGHUP)
        signal.pthread_sigmask(signal.SIG_BLOCK, self._signals)

    def start(self, part: Part) -> None:
        """Start a part."""
        self.children[part.name] = _Child(part, self._spawn(part, part.first), time.monotonic())

    @staticmethod
    def _spawn(part: Part, extra: Mapping[str, str]) -> subprocess.Popen[bytes]:
        output = part.output.open("wb") if part.output else None
        try:
            return subprocess.Popen(  # noqa: S603 - our own command
                part.command,
                env={**part.environment, **extra},
                pass_fds=part.descriptors,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output else None,
                start_new_session=True,
            )
        finally:
            if output is not None:
                output.close()

    def prove(self, name: str) -> None:
        """Note that a part does its work, so that a later end is a crash and not a failed start."""
        if name in self.children:
            self.children[name].proven = True

    def watch(self, tick: Callable[[], None], every: float = 1.0) -> int:
        """Keep the parts running until a signal asks to stop (0) or a part cannot start at all (1)."""
        while True:
            received = signal.sigtimedwait(self._signals, every)
            if received is not None and received.si_signo != signal.SIGCHLD:
                return 0
            for child in self.children.values():
                if not self._tend(child):
                    return 1
            tick()

    def _tend(self, child: _Child) -> bool:
        """Start a child again that ended, after a pause; False where that is pointless."""
        now = time.monotonic()
        if child.resume is not None:
            if now >= child.resume:
                child.process, child.began, child.resume = self._spawn(child.part, {}), now, None
            return True
        code = child.process.poll()
        if code is None:
            return True
        self._end_group(child, signal.SIGKILL)
        if code == 1 and child.part.essential and not child.proven:
            return False
        child.failures = 1 if now - child.began > STEADY else child.failures + 1
        wait = pause(child.failures)
        log.warning("%s意外退出（%s），%.1f秒后重新启动", child.part.label, code, wait)
        child.resume = now + wait
        return True

    def stop(self) -> None:
        """Stop every part: asked first, forced after a while or at a second signal."""
        for late in (False, True):
            group = [c for c in self.children.values() if c.part.last is late and c.process.poll() is None]
            for child in group:
                self._end_group(child, signal.SIGTERM)
            self._wait_for(group)
        for child in self.children.values():
            if child.resume is None:
                self._end_group(child, signal.SIGKILL)
                child.process.wait()

    def _wait_for(self, group: list[_Child]) -> None:
        end = time.monotonic() + GRACE
        while any(child.process.poll() is None for child in group):
            left = end - time.monotonic()
            received = signal.sigtimedwait(self._signals, min(0.2, max(left, 0.01)))
            if left <= 0 or (received is not None and received.si_signo != signal.SIGCHLD):
                return

    @staticmethod
    def _end_group(child: _Child, how: signal.Signals) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.process.pid, how)
