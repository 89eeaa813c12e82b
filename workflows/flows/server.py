"""The process of Prefect's own server: on the loopback address only, behind a password that changes at each start."""

from __future__ import annotations

from engine.settings import Installation
from workflows.flows.settings import HOST, export

GRACE = 3


def run(installation: Installation) -> None:
    """Serve Prefect's API until asked to stop."""
    export(installation)
    import uvicorn

    uvicorn.run(
        "prefect.server.api.server:create_app",
        factory=True,
        host=HOST,
        port=installation.prefect_port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=GRACE,
    )
