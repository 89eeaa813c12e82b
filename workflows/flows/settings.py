"""The environment that Prefect reads when it is imported; must be exported before that."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from engine.settings import Installation

SECRET = "CARNATION_PREFECT_SECRET"  # noqa: S105 - the name of a variable
HOST = "127.0.0.1"

FIXED = {
    # Nothing may call out: an office's machine has no business with anybody else's.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    # A server in disguise would start inside the relay whenever the real one is away.
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
    "PREFECT_SERVER_UI_ENABLED": "false",
}
USUAL = {
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_API_REQUEST_TIMEOUT": "15",
    "PREFECT_CLIENT_MAX_RETRIES": "1",
    "PREFECT_CLIENT_CSRF_SUPPORT_ENABLED": "false",
    # Runs are traces, not records: a fortnight is enough to look into a fault.
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "true",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(14 * 86_400),
    "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": "P3D",
}


def export(installation: Installation) -> None:
    """Write Prefect's settings into the environment of this process and its children."""
    os.environ.update(FIXED)
    for name, value in USUAL.items():
        os.environ.setdefault(name, value)
    os.environ["PREFECT_HOME"] = str(installation.data.absolute() / "prefect")
    if installation.prefect_database_url:
        os.environ["PREFECT_SERVER_DATABASE_CONNECTION_URL"] = installation.prefect_database_url
    if installation.prefect_port:
        os.environ["PREFECT_API_URL"] = f"http://{HOST}:{installation.prefect_port}/api"
    if secret := os.environ.get(SECRET):
        os.environ["PREFECT_SERVER_API_AUTH_STRING"] = secret
        os.environ["PREFECT_API_AUTH_STRING"] = secret


def server_address(installation: Installation) -> tuple[str, int, str] | None:
    """Host, port and path of the server's health; None where this installation works without Prefect.

    A province's relays on many machines share one server, named by PREFECT_API_URL.
    """
    url = os.environ.get("PREFECT_API_URL", "")
    if not installation.prefect or not url:
        return None
    parts = urlsplit(url)
    return parts.hostname or HOST, parts.port or 80, f"{parts.path.rstrip('/')}/health"
