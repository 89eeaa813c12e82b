"""A real PostgreSQL for the tests: one cluster for all workers of a run, one fresh database per test.

The run's first process prepares an empty folder and a watchdog; the first worker that needs a database starts
the cluster there. The watchdog holds the other end of a pipe and so stops the cluster and removes the folder
however the run ends, be it by `kill -9`.
"""

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg.sql import SQL, Identifier

from tests.support.machine import find_program

FOLDER = "CARNATION_TEST_CLUSTER"
"""Environment variable through which workers learn the folder of the run's cluster."""
BINARIES = "/usr/lib/postgresql/*/bin"
WATCHDOG = """
cat >/dev/null
pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null) && kill -QUIT "$pid" 2>/dev/null
while [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
rm -rf "$1"
"""
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "dynamic_shared_memory_type": "mmap",
    "full_page_writes": "off",
    "synchronous_commit": "off",
}


@contextmanager
def cluster_folder() -> Iterator[None]:
    """Prepare the folder of a cluster for this run and its workers, and see to its end."""
    # Not the TMPDIR of whoever runs the tests: the user postgres must be able to enter, and the path of a
    # socket may have 107 characters at most.
    folder = Path(tempfile.mkdtemp(prefix="carnation-pg-", dir="/tmp"))
    folder.chmod(0o755)
    watchdog = subprocess.Popen(
        ["sh", "-c", WATCHDOG, "watchdog", folder], stdin=subprocess.PIPE, start_new_session=True
    )
    os.environ[FOLDER] = str(folder)
    try:
        yield
    finally:
        del os.environ[FOLDER]
        watchdog.communicate()


@dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL, reached through a socket in `folder` only."""

    folder: Path

    def url(self, database: str) -> str:
        """URL of one of its databases, for SQLAlchemy with psycopg."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def execute(self, statement: SQL, **names: str) -> None:
        """Run one statement outside any transaction, with names quoted."""
        address = f"host={self.folder} user=postgres dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement.format(**{key: Identifier(name) for key, name in names.items()}))

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """Name of a new database, a copy of `template`, dropped at the end with its connections."""
        name = f"test_{uuid4().hex}"
        self.execute(SQL("CREATE DATABASE {name} TEMPLATE {template}"), name=name, template=template)
        yield name
        self.execute(SQL("DROP DATABASE {name} WITH (FORCE)"), name=name)


def running_cluster() -> Cluster:
    """The run's cluster, started by whoever asks first; fails or skips the test where there is none."""
    initdb = find_program("initdb", package="postgresql", folders=BINARIES)
    folder = Path(os.environ[FOLDER])
    with (folder / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            _start(folder, initdb.parent)
            (folder / "ready").touch()
    return Cluster(folder)


def _start(folder: Path, binaries: Path) -> None:
    as_owner: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "postgres")
        as_owner = [str(find_program("runuser", package="util-linux", folders="/usr/sbin")), "-u", "postgres", "--"]
    data = folder / "data"
    create = ["--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8"]
    _run(*as_owner, binaries / "initdb", *create, "-D", data)
    options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
    options = f"-F -k {folder} {options}"
    log = folder / "log"
    try:
        _run(
            *as_owner,
            binaries / "pg_ctl",
            "start",
            "--silent",
            "-w",
            "-t",
            "60",
            "-D",
            data,
            "-l",
            log,
            "-o",
            options,
        )
    except RuntimeError as fault:
        raise RuntimeError(f"{fault}\n{log.read_text('utf-8') if log.exists() else ''}") from None


def _run(*command: str | Path) -> None:
    # Not from the current folder: the user postgres may not enter that of root.
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise RuntimeError(f"{command[-1]}: PostgreSQL did not start.\n{done.stdout}{done.stderr}")
