"""The relay's process: carries what is owed through Prefect while its server answers, and without it otherwise."""

from __future__ import annotations

import fcntl
import hashlib
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from engine.errors import NotReady
from engine.hooks import handlers
from engine.ids import token
from engine.migrate import is_current
from engine.office import Office, open_office
from engine.settings import Installation
from engine.startup import configure_logs
from workflows.flows.errands import Errands
from workflows.flows.presence import Presence
from workflows.flows.settings import export, server_address
from workflows.flows.sweep import Sweeper

STOPPING = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
GRACE = 8.0
SWEEP_LOOK = 10.0
SWEEP_AT_LATEST = 450.0
LONGEST_PAUSE = 30.0
log = logging.getLogger("carnation.relay")


def run(installation: Installation) -> None:
    """Carry what is owed until asked to stop; raises NotReady where there is no current database."""
    configure_logs(installation.log_level)
    export(installation)
    if not is_current(installation.database()):
        raise NotReady("数据库结构不是当前版本，请先执行：carnation migrate")
    office = open_office(installation)
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    with name_of_this_relay(installation.data.absolute()) as name:
        relay = Relay(name, office)
        threads = relay.start()
        while threads[0].is_alive() and not signal.sigtimedwait(STOPPING, 1.0):
            pass
        relay.errands.stop.set()
        for thread in threads:
            thread.join(GRACE)
    if not relay.through_prefect:
        os._exit(0)  # Prefect's threads would wait for a server that is not there
    office.close()


@contextmanager
def name_of_this_relay(data: Path) -> Iterator[str]:
    """A name of this relay alone, held by a lock for as long as it lives (see `living`)."""
    folder = data / "relays"
    folder.mkdir(exist_ok=True, mode=0o700)
    path = folder / f"{place(data)}-{token()[:12]}"
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield path.name
        finally:
            path.unlink(missing_ok=True)


def living(data: Path) -> list[str]:
    """The names of the relays of this data folder that are alive; what the dead left behind is removed."""
    names = []
    for path in (data / "relays").iterdir():
        with path.open() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                names.append(path.name)
            else:
                path.unlink(missing_ok=True)
    return names


def place(data: Path) -> str:
    """Which data folder on which machine, in eight letters: many may share one Prefect server."""
    return hashlib.sha256(f"{socket.gethostname()}:{data}".encode()).hexdigest()[:8]


@dataclass
class Relay:
    """The threads of the relay: carrying, watching Prefect's server, and sweeping."""

    name: str
    office: Office
    errands: Errands = field(init=False)
    sweeper: Sweeper = field(init=False)
    presence: Presence | None = None

    def __post_init__(self) -> None:
        carriers = handlers(self.office.installation)
        self.errands = Errands(self.office, carriers)
        self.sweeper = Sweeper(self.office, carriers)
        address = server_address(self.office.installation)
        if address is not None:
            self.presence = Presence(address, self._tidy)

    @property
    def through_prefect(self) -> bool:
        """Tell whether effects go through Prefect now."""
        return self.presence is not None and self.presence.present

    def start(self) -> list[threading.Thread]:
        """Start the threads; the first one does the carrying."""
        work = [self.carry, self.sweep]
        if self.presence is not None:
            work.append(self._watch)
        threads = [threading.Thread(target=each, name=each.__name__, daemon=True) for each in work]
        for thread in threads:
            thread.start()
        return threads

    def carry(self) -> None:
        """Carry what is owed until the relay stops; no fault of Prefect or the database ends this."""
        faults = 0
        while not self.errands.stop.is_set():
            try:
                if self.through_prefect:
                    self._stand()
                elif self.errands.wait():
                    self.errands.carry_round()
                faults = 0
            except Exception as error:
                faults += 1
                if faults == 1:
                    known = isinstance(error, NotReady)
                    log.error("待办传送出错，稍后继续：%s", error, exc_info=None if known else error)  # noqa: TRY400 - a known refusal needs no trace
                self.errands.stop.wait(min(0.5 * 2**faults, LONGEST_PAUSE))

    def _stand(self) -> None:
        from workflows.flows import standing

        assert self.presence is not None  # noqa: S101 - `through_prefect` says so
        try:
            standing.stand(self.name, self.errands, lambda: self.through_prefect)
        except Exception as error:  # noqa: BLE001 - Prefect raises all sorts of things
            self.presence.failed(error)
        else:
            self.presence.succeeded()

    def sweep(self) -> None:
        """Sweep when Prefect says so, and without it when it has not said so for too long."""
        last, deployment = time.monotonic(), None
        while not self.errands.stop.wait(SWEEP_LOOK):
            try:
                if self.through_prefect:
                    from workflows.flows import schedule

                    deployment = deployment or schedule.deploy()
                    if schedule.run_due(deployment, self.sweeper):
                        last = time.monotonic()
                else:
                    deployment = None  # the server may come back emptied
                if time.monotonic() - last > SWEEP_AT_LATEST:
                    last = time.monotonic()
                    self.sweeper.sweep()
            except Exception:
                log.exception("巡查出错，下次继续")
                deployment = None

    def _watch(self) -> None:
        assert self.presence is not None  # noqa: S101 - started only then
        self.presence.watch(self.errands.stop)

    def _tidy(self) -> None:
        """Load Prefect, and mark what killed relays left running there."""
        from workflows.flows import standing

        data = self.office.installation.data.absolute()
        # What stands under our own name is an earlier run that lost its server: now we carry without Prefect.
        others = [name for name in living(data) if name != self.name]
        try:
            dead = standing.mark_dead_runs(place(data), others)
        except Exception:
            log.exception("未能清理上次遗留的流程记录")
            return
        if dead:
            log.info("已把上次中断的%d个流程记录标为中断", dead)
