"""The relay's work without Prefect: notices that something is owed, takes it up by lease, carries it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from engine.effects import Claim, Handler, any_owed, carry, claim, release
from engine.office import Office

BATCH = 8
LOOK = 2.0
POLL = 0.2
log = logging.getLogger("carnation.relay")


@dataclass
class Errands:
    """What is owed and who carries it, for one thread at a time.

    `stop` ends the work between two effects; what was taken up and not begun is given back at once.
    """

    office: Office
    handlers: Mapping[str, Handler]
    stop: threading.Event = field(default_factory=threading.Event)
    carried: int = 0
    _in_hand: dict[str, Claim] = field(default_factory=dict)
    _seen: object = None
    _look_at: float = 0.0

    def due(self) -> bool:
        """Tell whether something is owed now: asked after each commit of others, and from time to time."""
        token, now = self.office.database.commits(), time.monotonic()
        if token == self._seen and now < self._look_at:
            return False
        self._seen, self._look_at = token, now + LOOK
        return any_owed(self.office)

    def wait(self) -> bool:
        """Wait a moment for something to be owed; False when nothing came."""
        return self.due() or (not self.stop.wait(POLL) and self.due())

    def carry_round(self, through: Callable[[str, str], object] | None = None) -> int:
        """Take up a few effects and carry each, by way of `through` (id, kind) where that is given.

        A fault of the way is raised at the end; what was taken up is carried whatever happens on it.
        """
        taken, fault = claim(self.office, BATCH), None
        for position, one in enumerate(taken):
            if self.stop.is_set():
                for rest in taken[position:]:
                    release(self.office, rest)
                break
            self._in_hand[one.id] = one
            if through is not None and fault is None:
                try:
                    through(one.id, one.kind)
                except Exception as error:  # noqa: BLE001 - Prefect raises all sorts of things
                    fault = error
            self.carry(one.id)
        if fault is not None:
            raise fault
        return len(taken)

    def carry(self, effect: str) -> bool:
        """Carry an effect that is in hand; False where it failed (it is owed again) or was carried already."""
        taken = self._in_hand.pop(effect, None)
        if taken is None:
            return False
        done = carry(self.office, taken, self.handlers)
        self.carried += done
        return done
