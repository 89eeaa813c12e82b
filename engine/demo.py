"""Keeps the demo apart from real data: its own folder, a mark in its database, and how it is thrown away."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine import startup
from engine.errors import NotReady
from engine.settings import Installation

if TYPE_CHECKING:
    from engine.office import Office  # the parent of the process tree has no use for the kernel

MARK = "demo_county"
BEGUN, COMPLETE = 1, 2
OURS = ("carnation.db", "carnation.db-wal", "carnation.db-shm", "blobs", "keys", "prefect", "relays")


def demo_installation(data: Path | None, port: int | None) -> Installation:
    """The demo's own settings: never the data folder of a real installation."""
    given: dict[str, Any] = {
        "demo": True,
        "data": (data or demo_folder()).absolute(),
        "password_memory_kib": 1024,  # its password is printed at each start: nothing to protect, and much to wait for
    }
    if port is not None:
        given["port"] = port
    return Installation(**given)


def demo_folder() -> Path:
    """`demo` in CARNATION_DATA where that is set, else in the user's data folder, else below this folder."""
    if given := os.environ.get("CARNATION_DATA"):
        return Path(given) / "demo"
    try:
        home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "carnation" / "demo"
        startup.check_folder(home)
    except (NotReady, RuntimeError):
        return Path("data") / "demo"
    return home


def throw_away(installation: Installation, *, always: bool) -> None:
    """Remove the demo's files if asked to, or if making them was interrupted; anything else stays."""
    if installation.database_url:
        if always:
            raise NotReady("演示库不在数据目录里，请由数据库管理员清空后重试")
        return
    folder = installation.data.absolute()
    state = _mark_in_file(folder / "carnation.db")
    if state == BEGUN or (always and state is not None):
        for name in OURS:
            path = folder / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


def _mark_in_file(path: Path) -> int | None:
    """The mark in a SQLite file without opening an office; None where there is no demo in it."""
    if not path.exists():
        return None
    with closing(sqlite3.connect(path)) as connection:
        try:
            row = connection.execute("SELECT last FROM counters WHERE series = ?", (MARK,)).fetchone()
        except sqlite3.DatabaseError:
            return None
    return int(row[0]) if row else None


def prepare(office: Office) -> None:
    """Make the demo county at the first start; raises NotReady where demo and real data would mix."""
    with office.database.read() as tx:
        row = tx.one("SELECT last FROM counters WHERE series = :s", {"s": MARK})
        used = tx.one("SELECT 1 FROM accounts LIMIT 1", {}) is not None
    state = row[0] if row else None
    if not office.installation.demo:
        if state is not None:
            raise NotReady("这是演示数据，账号和密码是公开的，不能当正式系统用。请指定别的数据目录（CARNATION_DATA）")
        return
    if state == COMPLETE:
        return
    if used:
        raise NotReady("这个数据库里已有正式数据，不能用来演示。请指定别的数据目录（CARNATION_DATA）")
    from engine.hooks import hook

    make = hook(office.installation, "make_demo")
    if make is None:
        raise NotReady("没有安装演示数据（workflows.installation:make_demo）")
    _mark(office, BEGUN)
    make(office)
    _mark(office, COMPLETE)


def _mark(office: Office, state: int) -> None:
    with office.database.write() as tx:
        tx.run(
            "INSERT INTO counters (series, last) VALUES (:s, :n) ON CONFLICT (series) DO UPDATE SET last = :n",
            {"s": MARK, "n": state},
        )


def account_lines(installation: Installation) -> list[str]:
    """The demo's accounts as lines to print: log-in, name, post, and the password that all share."""
    from engine.hooks import hook

    accounts = hook(installation, "DEMO_ACCOUNTS", ())
    width = max((len(account.login) for account in accounts), default=0)
    lines = [f"{account.login:<{width}}  {account.name}  {account.post}" for account in accounts]
    password = hook(installation, "DEMO_PASSWORD", "")
    return [*lines, f"密码都是：{password}"] if password else lines
