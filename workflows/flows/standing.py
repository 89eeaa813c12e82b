"""The standing relay as one long Prefect flow run, in which each effect is a task.

Never a flow per effect or case: a flow takes a second to start, a task milliseconds. The run is replaced now
and then, so that neither Prefect's memory nor its rows grow with the years.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import State, StateType
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from prefect.states import Completed, Crashed, Failed

from workflows.flows.errands import Errands

FLOW = "standing-relay"
REPLACED_AFTER = 3600.0
REPLACED_AT = 1000
_ABANDONED = timedelta(seconds=REPLACED_AFTER * 2)

_errands: dict[str, tuple[Errands, Callable[[], bool]]] = {}
"""By the relay's name: a flow and its tasks take names and ids, and find the objects here."""


@task(name="carry-effect", task_run_name="{kind} {effect}", cache_policy=NO_CACHE, persist_result=False)
def carry_effect(relay: str, effect: str, kind: str) -> State[bool]:
    """Carry one effect that the relay has taken up; a failed one is owed again by its row, not by Prefect."""
    done = _errands[relay][0].carry(effect)
    return Completed(message=kind) if done else Failed(message="owed again")


@flow(name=FLOW, flow_run_name="{relay}", persist_result=False, validate_parameters=False)
def standing_relay(relay: str) -> State[int]:
    """Carry what is owed, until the run is replaced, the relay stops or Prefect goes away."""
    errands, present = _errands[relay]
    end, before = time.monotonic() + REPLACED_AFTER, errands.carried

    def through(effect: str, kind: str) -> None:
        if present():
            carry_effect(relay, effect, kind, return_state=True)

    while present() and not errands.stop.is_set():
        if errands.wait():
            errands.carry_round(through)
        if time.monotonic() > end or errands.carried - before >= REPLACED_AT:
            break
    return Completed(message=f"{errands.carried - before} carried")


def stand(relay: str, errands: Errands, present: Callable[[], bool]) -> None:
    """Run the flow once; raises whatever Prefect raises."""
    _errands[relay] = (errands, present)
    # In code, because the environment accepts only thirty seconds and more; and the thread that beats
    # makes the end of each run a second late.
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        standing_relay(relay, return_state=True)


def mark_dead_runs(place: str, alive: Iterable[str]) -> int:
    """Mark the runs of relays that were killed as crashed: Prefect would show them as running for ever.

    Those of this place that nobody alive holds, and those that should have been replaced long ago anywhere.
    """
    living, old = set(alive), datetime.now(UTC) - _ABANDONED
    running = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.RUNNING])))
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs(
            flow_filter=FlowFilter(name=FlowFilterName(any_=[FLOW])), flow_run_filter=running, limit=200
        )
        dead = [
            run
            for run in runs
            if (run.name.startswith(f"{place}-") and run.name not in living)
            or (run.start_time is not None and run.start_time < old)
        ]
        for run in dead:
            _crash(client, run.id)
    return len(dead)


def _crash(client: SyncPrefectClient, run: object) -> None:
    client.set_flow_run_state(str(run), Crashed(message="the relay was killed"), force=True)
