"""The verbs that run the system: everything on one machine, or single parts on many."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

Port = Annotated[int | None, typer.Option(help="网页端口；默认取CARNATION_PORT，再默认8600", min=1, max=65535)]
Data = Annotated[Path | None, typer.Option(help="数据目录；默认取CARNATION_DATA")]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command("demo", help="启动演示：龙陵县的演示单位、账号和案件，数据与正式系统分开")(demo)
    app.command("serve", help="启动正式系统：网页、待办传送和流程服务")(serve)
    app.command("web", help="只启动网页服务（多机部署时用）")(web)
    app.command("relay", help="只启动待办传送服务（多机部署时用，可以同时启动多个）")(relay)
    app.command("migrate", help="把数据库升级到当前版本的结构")(migrate)


def serve(data: Data = None, port: Port = None) -> int:
    """Start the whole tree; ends with a signal."""
    from engine.serve import serve_all
    from engine.settings import Installation

    given: dict[str, Any] = {name: value for name, value in (("data", data), ("port", port)) if value is not None}
    return serve_all(Installation(**given))


def demo(
    data: Data = None,
    port: Port = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="丢弃已有的演示数据，重新生成")] = False,
) -> int:
    """Start the whole tree with the invented county."""
    from engine.demo import demo_installation, throw_away
    from engine.serve import serve_all

    installation = demo_installation(data, port)
    return serve_all(installation, before=lambda: throw_away(installation, always=fresh))


def web(port: Port = None) -> None:
    """Serve the pages in this process."""
    from engine import startup
    from engine.settings import Installation
    from engine.web_process import run_web

    installation = Installation(port=port) if port else Installation()
    startup.check_address(installation.host, behind_proxy=installation.behind_proxy)
    startup.check_folder(installation.data.absolute())
    listener = startup.listen(installation.host, installation.port)
    typer.echo(f"网页服务：http://{installation.host}:{installation.port}")
    run_web(installation, listener, first=False)


def relay() -> None:
    """Carry what is owed, in this process."""
    import importlib

    from engine import startup
    from engine.settings import Installation

    installation = Installation()
    startup.check_folder(installation.data.absolute())
    startup.check_libraries()
    importlib.import_module(f"{installation.flows}.relay").run(installation)


def migrate() -> None:
    """Bring the database's tables up to date."""
    from engine import startup
    from engine.migrate import migrate as upgrade
    from engine.settings import Installation

    installation = Installation()
    startup.check_folder(installation.data.absolute())
    upgrade(installation.database())
    typer.echo("数据库结构已是最新")
