"""The process that answers the browser: uvicorn over the application, on a socket that it is given."""

from __future__ import annotations

import gc
import importlib
import socket
import sys
import threading
from contextlib import suppress

from engine import firstrun
from engine.demo import account_lines, prepare
from engine.errors import NotReady
from engine.migrate import is_current, migrate
from engine.office import Office, open_office
from engine.queries import check_search
from engine.settings import Installation
from engine.startup import configure_logs

GRACE = 5


def run_web(installation: Installation, listener: socket.socket, *, first: bool) -> None:
    """Serve until asked to stop; `first` is the start of the whole tree, which also migrates and greets."""
    configure_logs(installation.log_level)
    loading = threading.Thread(target=_load, args=(installation.pages,))
    loading.start()
    url = installation.database()
    if first:
        migrate(url)
    elif not is_current(url):
        raise NotReady("数据库结构不是当前版本，请先执行：carnation migrate")
    office = open_office(installation)
    try:
        prepare(office)
        check_pins(office)
        check_search(office.database)
        if first:
            office.database.tidy()
        loading.join()
        if first and installation.demo:
            _greet(installation)
        elif (words := firstrun.greeting(office)) is not None:
            sys.stdout.write(words + "\n")
            sys.stdout.flush()
        _serve(office, listener)
    finally:
        office.close()


def _load(pages: str) -> None:
    """Load the web's libraries while the database is made ready: a second less to the first page."""
    with suppress(Exception):  # the main thread will meet it again, where it is reported
        for name in filter(None, ("uvicorn", "engine.app", pages)):
            importlib.import_module(name)


def _serve(office: Office, listener: socket.socket) -> None:
    import uvicorn

    from engine.app import create_app

    app = create_app(office, office.installation.pages)
    gc.freeze()
    config = uvicorn.Config(
        app,
        access_log=False,  # addresses may hold what somebody searched for
        log_config=None,
        server_header=False,
        proxy_headers=office.installation.behind_proxy,
        timeout_graceful_shutdown=GRACE,
    )
    uvicorn.Server(config).run(sockets=[listener])


def check_pins(office: Office) -> None:
    """Refuse to start while an open case pins a declaration that this program does not have."""
    with office.database.read() as tx:
        rows = tx.all("SELECT DISTINCT case_type, type_version, type_digest FROM cases WHERE is_open = 1", {})
    unknown = [f"{code}第{version}版" for code, version, digest in rows if not office.registry.knows(digest)]
    if unknown:
        hint = (
            "演示数据可以用carnation demo --fresh重新生成"
            if office.installation.demo
            else "请装回办理这些案件的程序版本"
        )
        raise NotReady(f"有未结案件适用的流程没有加载：{'、'.join(unknown)}。{hint}")


def _greet(installation: Installation) -> None:
    lines = account_lines(installation)
    if lines:
        sys.stdout.write("演示账号：\n" + "".join(f"  {line}\n" for line in lines))
        sys.stdout.flush()
