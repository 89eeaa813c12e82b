"""The whole tree as it runs in an office, with a real Prefect server, and each of its processes killed."""

from __future__ import annotations

import http.client
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from engine.migrate import migrate
from tests.support.county import County, make_county
from workflows.labour_inspection.forms import Complaint, Filing

ROOT = Path(__file__).resolve().parents[2]
MAIN = "from engine.cli import main; main()"
FILING = Filing.example().model_copy(update={"lead": "duan", "second": "cun"})
PATIENCE = 150
PAPERS = 3
"""How many papers registering and filing a complaint issues."""


def until(condition: Callable[[], Any], what: str) -> Any:
    """Wait for something that other processes do."""
    end, pause = time.monotonic() + PATIENCE, threading.Event()
    while time.monotonic() < end:
        if found := condition():
            return found
        pause.wait(0.05)
    pytest.fail(f"waited in vain until {what}")


@contextmanager
def command(county: County, *words: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A verb of the command line at work on the county's data; its output ends when its last process has ended."""
    installation = county.office.installation
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("CARNATION_", "PREFECT_"))}
    settings = {
        "PYTHONPATH": str(ROOT),
        "CARNATION_DATA": str(installation.data),
        "CARNATION_DATABASE_URL": installation.database_url,
        "CARNATION_SQLITE_SYNCHRONOUS": "NORMAL",
        "CARNATION_PORT": "0",
    }
    log = (installation.data / f"{words[0]}-{time.monotonic_ns()}.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-c", MAIN, *words],
        env={**clean, **settings, **environment},
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        log.close()
        if process.stdout:
            process.stdout.close()


def child(process: subprocess.Popen[str], role: str) -> int:
    """The process id of a part of the tree, once it runs."""

    def find() -> int | None:
        for identity in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
            words = Path(f"/proc/{identity}/cmdline").read_bytes().split(b"\0")
            if role.encode() in words:
                return int(identity)
        return None

    return int(until(find, f"{role} runs"))


def replaced(process: subprocess.Popen[str], role: str) -> None:
    """Kill a part, and wait for the one that takes its place."""
    victim = child(process, role)
    os.kill(victim, signal.SIGKILL)
    until(lambda: child(process, role) != victim, f"{role} was started again")


def file_a_case(county: County) -> list[str]:
    """A complaint is registered and filed; the ids of the papers that filing issues."""
    opened = county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection")
    filed = county.take("head", "accept_and_file", FILING, case=opened.case_id)
    return [paper["id"] for paper in filed.papers]


def rendered(county: County, papers: list[str]) -> bool:
    with county.office.database.read() as tx:
        return all(tx.one("SELECT sha256 FROM papers WHERE id = :id", {"id": each})[0] for each in papers)  # type: ignore[index] - the paper is there


def times_rendered(county: County) -> dict[str, int]:
    with county.office.database.read() as tx:
        rows = tx.all("SELECT case_id, count(*) FROM events WHERE step = 'paper_rendered' GROUP BY case_id", {})
    return dict(rows)


def prefect_rows(county: County, sql: str) -> list[tuple[Any, ...]]:
    """What Prefect's own database says, while its server runs."""
    path = county.office.installation.data / "prefect" / "prefect.db"
    if not path.exists():
        return []
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        try:
            return connection.execute(sql).fetchall()
        except sqlite3.OperationalError:  # the server is just making its tables
            return []


def relay_runs(county: County, state: str) -> list[tuple[Any, ...]]:
    return prefect_rows(
        county,
        "SELECT r.name FROM flow_run r JOIN flow f ON f.id = r.flow_id"
        f" WHERE f.name = 'standing-relay' AND r.state_name = '{state}'",
    )


def ended_runs(county: County) -> list[tuple[Any, ...]]:
    return [run for state in ("Completed", "Crashed", "Failed") for run in relay_runs(county, state)]


@pytest.fixture
def county(tmp_path: Path) -> County:
    url = f"sqlite:///{tmp_path / 'carnation.db'}"
    migrate(url)
    return make_county(url, tmp_path)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_nothing_is_lost_while_each_process_is_killed(county: County) -> None:
    with command(county, "serve") as tree:
        assert tree.stdout
        port = int(until(lambda: re.search(r"http://127\.0\.0\.1:(\d+)", tree.stdout.readline()), "it greets")[1])
        papers = file_a_case(county)
        until(lambda: rendered(county, papers), "papers appear before Prefect is there")

        until(lambda: relay_runs(county, "Running"), "the relay stands in Prefect")
        papers = file_a_case(county)
        until(lambda: rendered(county, papers), "papers go through Prefect")
        tasks = "SELECT name FROM task_run WHERE state_name = 'Completed'"
        for paper in papers:
            until(lambda: any(paper in name for (name,) in prefect_rows(county, tasks)), "Prefect knows of it")  # noqa: B023 - used at once
        scheduled = "SELECT 1 FROM flow_run r JOIN flow f ON f.id = r.flow_id WHERE f.name = 'sweep'"
        until(lambda: prefect_rows(county, f"{scheduled} AND r.state_name = 'Scheduled'"), "Prefect plans the sweeps")

        replaced(tree, "prefect")
        papers = file_a_case(county)
        until(lambda: rendered(county, papers), "papers appear without Prefect")
        # A server that is back at once hears the old run's end; one that takes longer finds it dead.
        until(lambda: len(relay_runs(county, "Running")) == 1 and ended_runs(county), "Prefect is used again")

        (dead,), *_ = until(lambda: relay_runs(county, "Running"), "the new relay's run is shown")
        replaced(tree, "relay")
        papers = file_a_case(county)
        until(lambda: rendered(county, papers), "papers appear after the relay was killed")
        until(lambda: (dead,) in relay_runs(county, "Crashed"), "the dead relay's run is no longer shown as running")

        replaced(tree, "web")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        connection.request("GET", "/")
        assert connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
        connection.close()

        assert set(times_rendered(county).values()) == {PAPERS}
        assert len(times_rendered(county)) == 4
        tree.terminate()
        assert "康乃馨已停止" in tree.stdout.read(), "the output ends: nobody is left to write"
        assert tree.wait() == 0


def test_several_relays_share_the_work_on_postgresql(postgres_url: str, tmp_path: Path) -> None:
    migrate(postgres_url)
    county = make_county(postgres_url, tmp_path)
    with (
        command(county, "relay", CARNATION_PREFECT="false") as first,
        command(county, "relay", CARNATION_PREFECT="false") as second,
    ):
        papers = [paper for _ in range(5) for paper in file_a_case(county)]
        until(lambda: rendered(county, papers), "the papers appear")
        first.kill()
        more = file_a_case(county)
        until(lambda: rendered(county, more), "the other relay goes on")
        second.terminate()
        assert second.wait() == 0
    assert set(times_rendered(county).values()) == {PAPERS}


def test_a_second_instance_on_the_same_data_is_refused(county: County) -> None:
    with command(county, "serve", CARNATION_PREFECT="false") as tree:
        assert tree.stdout
        until(lambda: "已启动" in tree.stdout.readline(), "it greets")
        with command(county, "serve") as other:
            assert other.wait() == 1
        tree.send_signal(signal.SIGINT)
        assert tree.wait() == 0
