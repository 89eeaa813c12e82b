"""What only the passing of time brings about: reminders of deadlines, effects that were missed, and dead ones that a person must see."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from engine import submissions, throttle
from engine.canonical import moment
from engine.effects import Handler, carry_all, database_now
from engine.leftovers import erase_leftovers
from engine.office import Office
from engine.reminders import sweep_deadlines

LATE = timedelta(minutes=1)
log = logging.getLogger("carnation.sweep")


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep found: effects that waited too long, how many it carried, and the dead ones."""

    late: int
    carried: int
    dead: tuple[str, ...]


@dataclass
class Sweeper:
    """Sweeps one office, and remembers which dead effects it has spoken of."""

    office: Office
    handlers: Mapping[str, Handler]
    _spoken_of: set[str] = field(default_factory=set)
    _reminded: tuple[date, int] | None = None

    def sweep(self) -> Swept:
        """Take up what the relay missed; name each dead effect once."""
        with self.office.database.read() as tx:
            now = moment(database_now(self.office, tx))
            since = moment(database_now(self.office, tx) - LATE)
            late = tx.one(
                "SELECT count(*) FROM effects WHERE state = 'owed' AND not_before < :since"
                " AND (lease_until IS NULL OR lease_until < :now)",
                {"since": since, "now": now},
            )
            dead = tx.all("SELECT id, kind FROM effects WHERE state = 'dead' ORDER BY id LIMIT 1000", {})
        self._remind()
        waiting = int(late[0]) if late else 0
        carried = carry_all(self.office, self.handlers) if waiting else 0
        for identity, kind in dead:
            if identity not in self._spoken_of:
                log.error("待办多次办理失败，已停止重试，请处理后重新投递：%s（%s）", identity, kind)
        self._spoken_of = {identity for identity, _ in dead}
        return Swept(waiting, carried, tuple(identity for identity, _ in dead))

    def _remind(self) -> None:
        """Owe reminders once an hour, and forget what is no longer needed: looking at all of it takes a while."""
        hour = (self.office.clocks.today(), self.office.clocks.now().hour)
        if hour != self._reminded:
            sweep_deadlines(self.office)
            throttle.forget_old(self.office)
            if self._reminded is None or self._reminded[0] != hour[0]:
                # Before what is erased now: a backup that has begun still names its photos, and finds them.
                erase_leftovers(self.office)
            submissions.erase_old(self.office)
            self.office.database.tidy()
            self._reminded = hour
