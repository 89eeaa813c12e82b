"""Processes that are killed by `kill -9` at a named point of their work, as a power cut would do it.

They are forked from a server that has everything loaded, so that each costs milliseconds, and share no
connection with the test.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from engine import points
from engine.cases import Command, take_step
from engine.clock import Clocks
from engine.effects import Claim, Handler, carry_all, settle
from engine.office import Office, open_office
from engine.settings import Installation
from tests.support.county import County
from workflows.installation import HANDLERS

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload([__name__])


def only_settle(office: Office, claimed: Claim) -> None:
    """Stands for rendering a paper where the test is about something else."""
    with office.database.write() as tx:
        settle(tx, claimed, office.clocks.now())


QUICK: dict[str, Handler] = {**HANDLERS, "render_paper": only_settle}


def killed_at(point: str, county: County, work: Callable[..., None], *arguments: Any) -> None:
    """Run `work` in another process of the county that is killed at the point; fails where it is never reached."""
    installation = county.office.installation
    place = (installation.database_url, installation.data, county.time.moment)
    victim = _processes.Process(target=_suffer, args=(point, place, work, arguments))
    victim.start()
    victim.join()
    assert victim.exitcode == -signal.SIGKILL, f"{point!r} was not reached: {victim.exitcode}"


def _suffer(
    point: str, place: tuple[str, Path, datetime], work: Callable[..., None], arguments: tuple[Any, ...]
) -> None:
    url, folder, moment = place
    installation = Installation(data=folder, database_url=url, sqlite_synchronous="NORMAL")
    office = open_office(installation, Clocks(technical=lambda: moment))
    points.stop_at(point)
    work(office, *arguments)


def carry_everything(office: Office) -> None:
    """The relay's work."""
    carry_all(office, HANDLERS)


def carry_all_but_papers(office: Office) -> None:
    """The relay's work, without the slow rendering."""
    carry_all(office, QUICK)


def take(office: Office, person: str, step: str, answers: dict[str, Any], case: str, request: str) -> None:
    """The web's work."""
    take_step(office, Command(office.actor(person), step, answers, request, case))
