"""Moves the legal clock of a demo (演示时钟): by whole days, by an administrator, never in real use."""

from __future__ import annotations

from datetime import date, timedelta

from engine.actors import Actor
from engine.clock import SHANGHAI
from engine.errors import FieldError, InvalidForm, NotAllowed
from engine.office import LEGAL_SHIFT, Office

ROLE = "system_administrator"
FARTHEST = timedelta(days=3660)


def may_move(office: Office, actor: Actor) -> bool:
    """Tell whether the actor may move the clock here."""
    return office.installation.demo and ROLE in actor.roles


def move_to(office: Office, actor: Actor, day: date) -> None:
    """Make a day the legal today; raises NotAllowed outside a demo, InvalidForm for a day too far away."""
    if not may_move(office, actor):
        raise NotAllowed("只有演示环境的系统管理员可以调整演示日期")
    real = office.clocks.now().astimezone(SHANGHAI).date()
    shift = day - real
    if abs(shift) > FARTHEST:
        raise InvalidForm((FieldError("day", "演示日期", "离今天不能超过十年"),))
    with office.database.write() as tx:
        tx.run(
            "INSERT INTO counters (series, last) VALUES (:s, :n) ON CONFLICT (series) DO UPDATE SET last = :n",
            {"s": LEGAL_SHIFT, "n": shift.days},
        )
