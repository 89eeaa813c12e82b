"""The verbs that prove and save the record: verify, checkpoint, backup, restore."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from engine.cli.opening import opened_office


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command("verify", help="核对全部案件的记录：链条、重放结果，以及与检查点的差别")(verify)
    app.command("checkpoint", help="输出今天的检查点（JSON），交其他单位保存或打印")(checkpoint)
    app.command("backup", help="备份数据库、文书和密钥，运行中也可以执行")(backup)
    app.command("restore", help="从备份恢复到空的数据目录，并核对")(restore)


def verify(
    checkpoint: Annotated[Path | None, typer.Option(help="以前输出的检查点文件", exists=True, dir_okay=False)] = None,
) -> int:
    """Check every chain; exit code 1 when something does not fit."""
    from engine.errors import NotReady  # noqa: PLC0415 - each verb loads only what it needs
    from engine.verify import verify as verify_all  # noqa: PLC0415

    earlier = None
    if checkpoint is not None:
        try:
            earlier = json.loads(checkpoint.read_text("utf-8"))
        except ValueError:
            raise NotReady(f"“{checkpoint}”不是检查点文件") from None
    with opened_office() as office:
        report = verify_all(office, earlier)
    for problem in report.problems:
        typer.echo(f"✗ {problem}")
    verdict = "发现上述问题" if report.problems else "全部一致"
    typer.echo(f"已核对{report.cases}个案件、{report.events}条记录：{verdict}")
    return 1 if report.problems else 0


def checkpoint() -> None:
    """Print a checkpoint."""
    from engine.checkpoint import make_checkpoint  # noqa: PLC0415 - see above

    with opened_office() as office:
        typer.echo(json.dumps(make_checkpoint(office), ensure_ascii=False, indent=2))


def backup(file: Annotated[Path, typer.Argument(help="备份文件", dir_okay=False)]) -> None:
    """Write a backup."""
    from engine.backup import backup as write_backup  # noqa: PLC0415 - see above
    from engine.errors import NotReady  # noqa: PLC0415

    if file.exists():
        raise NotReady(f"“{file}”已经存在；请换一个文件名，备份不会覆盖已有的文件")
    with opened_office() as office:
        summary = write_backup(office, file)
    typer.echo(f"已备份到{file}：{_words(summary)}")


def restore(file: Annotated[Path, typer.Argument(help="备份文件", exists=True, dir_okay=False)]) -> None:
    """Restore a backup into an empty data folder; refused while an instance uses it."""
    from engine import startup  # noqa: PLC0415 - see above
    from engine.backup import restore as read_backup  # noqa: PLC0415
    from engine.settings import Installation  # noqa: PLC0415

    installation = Installation()
    folder = installation.data.absolute()
    startup.check_folder(folder)
    with startup.lock(folder):
        summary = read_backup(file, installation)
    typer.echo(f"已恢复到{folder}：{_words(summary)}")


def _words(summary: object) -> str:
    return str(summary)
