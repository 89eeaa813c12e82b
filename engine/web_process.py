"""The process that answers the browser: uvicorn over the application, on a socket that it is given."""

from __future__ import annotations

import gc
import socket
import sys

from engine.demo import account_lines, prepare
from engine.errors import NotReady
from engine.office import Office, open_office
from engine.settings import Installation

GRACE = 5


def run_web(installation: Installation, listener: socket.socket, *, first: bool) -> None:
    """Serve until asked to stop; `first` is the start of the whole tree, which also migrates and greets."""
    from engine.logs import configure  # noqa: PLC0415 - only a process configures logging

    configure()
    import uvicorn  # noqa: PLC0415 - slow, and the relay needs none of it

    from engine.app import create_app  # noqa: PLC0415
    from engine.migrate import is_current, migrate  # noqa: PLC0415

    url = installation.database()
    if first:
        migrate(url)
    elif not is_current(url):
        raise NotReady("数据库结构不是当前版本，请先执行：carnation migrate")
    office = open_office(installation)
    prepare(office)
    check_pins(office)
    app = create_app(office, installation.pages)
    if first and installation.demo:
        _greet(installation)
    gc.freeze()
    config = uvicorn.Config(
        app,
        access_log=False,  # addresses may hold what somebody searched for
        log_config=None,
        server_header=False,
        proxy_headers=installation.behind_proxy,
        timeout_graceful_shutdown=GRACE,
    )
    try:
        uvicorn.Server(config).run(sockets=[listener])
    finally:
        office.close()


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
