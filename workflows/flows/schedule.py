"""The sweep as a scheduled Prefect flow: Prefect says when, the relay's process runs it.

Run in this process and not by Prefect's own runner, which starts a Python for each run.
"""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from prefect import flow
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import DeploymentScheduleCreate
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.client.schemas.responses import SetStateStatus
from prefect.client.schemas.schedules import CronSchedule
from prefect.client.schemas.sorting import FlowRunSort
from prefect.flow_engine import run_flow
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from prefect.states import Cancelled, Completed, Pending

from workflows.flows.sweep import Sweeper

FLOW = "sweep"
CRON = "*/5 * * * *"
_sweepers: list[Sweeper] = []


@flow(name=FLOW, persist_result=False)
def sweep() -> State[int]:
    """Sweep the office of this process."""
    swept = _sweepers[-1].sweep()
    return Completed(message=f"{swept.late} late, {swept.carried} carried, {len(swept.dead)} dead")


def deploy() -> UUID:
    """Tell Prefect of the flow and its times; doing it again replaces the times, never adds to them."""
    with get_client(sync_client=True) as client:
        return client.create_deployment(
            flow_id=client.create_flow(sweep),
            name="time",
            schedules=[DeploymentScheduleCreate(schedule=CronSchedule(cron=CRON, timezone="Asia/Shanghai"))],
        )


def run_due(deployment: UUID, sweeper: Sweeper) -> bool:
    """Run the latest sweep that is due, if one is; those missed before it are cancelled, one sweep serves them all."""
    with get_client(sync_client=True) as client:
        due = _due(client, deployment)
        for missed in due[1:]:
            client.set_flow_run_state(missed.id, Cancelled(message="a later sweep took its place"), force=True)
        # Of several relays one gets the run: the server lets a run become pending only once.
        if not due or client.set_flow_run_state(due[0].id, Pending()).status is not SetStateStatus.ACCEPT:
            return False
        taken = client.read_flow_run(due[0].id)
    _sweepers[:] = [sweeper]
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        run_flow(sweep, flow_run=taken, return_type="state")
    return True


def _due(client: SyncPrefectClient, deployment: UUID) -> list[FlowRun]:
    return client.read_flow_runs(
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment])),
        flow_run_filter=FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
            expected_start_time=FlowRunFilterExpectedStartTime(before_=datetime.now(UTC)),
        ),
        sort=FlowRunSort.EXPECTED_START_TIME_DESC,
        limit=100,
    )
