"""The verbs that prove and save the record: verify, checkpoint, export, backup, restore."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli.opening import opened_office

if TYPE_CHECKING:
    from engine.backup import Summary


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command("verify", help="核对全部案件的记录：链条、重放结果、文书文件，以及与检查点的差别")(verify)
    app.command("checkpoint", help="输出现在的检查点（JSON），交其他单位保存或打印")(checkpoint)
    app.command("export", help="导出一个案件的全部记录（.json），或者连同文书和证据文件（.zip），可以离线核对")(export)
    app.command("backup", help="备份数据库、文书和密钥，运行中也可以执行")(backup)
    app.command("restore", help="从备份恢复到空的数据目录，并核对")(restore)


def verify(
    checkpoint: Annotated[Path | None, typer.Option(help="以前输出的检查点文件", exists=True, dir_okay=False)] = None,
    case: Annotated[
        Path | None, typer.Option(help="只核对这个导出的案件文件，不需要数据库", exists=True, dir_okay=False)
    ] = None,
) -> int:
    """Check every chain; exit code 1 when something does not fit."""
    if case is not None:
        return _tell(_faults_of(case), f"已核对导出的案件“{case.name}”")
    from engine.verify import verify as verify_all

    earlier = _checkpoint_in(checkpoint) if checkpoint else None
    with opened_office() as office:
        report = verify_all(office, earlier)
    return _tell(report.problems, f"已核对{report.cases}个案件、{report.events}条记录")


def _faults_of(file: Path) -> list[str]:
    """What is wrong with an exported case: a record, or a bundle with its files."""
    from zipfile import is_zipfile

    from engine.bundle import verify_bundle
    from engine.evidence import verify_export

    return verify_bundle(file) if is_zipfile(file) else verify_export(file.read_bytes())


def _checkpoint_in(file: Path) -> dict[str, object]:
    from engine.errors import NotReady

    try:
        found = json.loads(file.read_text("utf-8"))
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise NotReady(f"“{file}”不是检查点文件")
    return found


def _tell(problems: list[str], what: str) -> int:
    for problem in problems:
        typer.echo(f"✗ {problem}")
    typer.echo(f"{what}：{f'发现{len(problems)}个问题' if problems else '全部一致'}")
    return 1 if problems else 0


def checkpoint() -> None:
    """Print a checkpoint."""
    from engine.checkpoint import make_checkpoint

    with opened_office() as office:
        typer.echo(json.dumps(make_checkpoint(office), ensure_ascii=False, indent=2))


def export(
    number: Annotated[str, typer.Argument(help="案号")],
    file: Annotated[
        Path, typer.Argument(help="要写的文件：.json只有记录；.zip还带文书和证据文件的内容，最多4 GB", dir_okay=False)
    ],
) -> None:
    """Write one case's record, in which personal data stay sealed; as .zip with its papers and evidence, in clear."""
    from engine import readlog
    from engine.bundle import export_bundle
    from engine.errors import NotFound, NotReady
    from engine.evidence import export_case
    from engine.vocabulary import SYSTEM

    if file.exists():
        raise NotReady(f"“{file}”已经存在，没有覆盖；请换一个文件名")
    with opened_office() as office:
        with office.database.read() as tx:
            row = tx.one("SELECT id FROM cases WHERE number = :number", {"number": number})
        if row is None:
            raise NotFound(f"没有案号为“{number}”的案件")
        if file.suffix.lower() != ".zip":
            file.write_bytes(export_case(office, row[0]))
            typer.echo(f"已导出到{file}")
            return
        with office.database.write() as tx:
            readlog.record(tx, office, SYSTEM.code, "export_bundle", f"case:{row[0]}")
        count = export_bundle(office, row[0], file)
    typer.echo(f"已导出到{file}，带{count}个文书和证据文件。文件内容没有加密，请妥善保管")


def backup(file: Annotated[Path, typer.Argument(help="备份文件，或者放备份的目录")]) -> None:
    """Write a backup."""
    from engine.backup import backup as write_backup

    with opened_office() as office:
        summary = write_backup(office, file)
    typer.echo(f"已备份到{summary.path}：{_words(summary)}")


def restore(
    file: Annotated[Path, typer.Argument(help="备份文件", exists=True, dir_okay=False)],
    accept_problems: Annotated[
        bool, typer.Option("--accept-problems", help="备份时记录已有问题的，也照原样恢复")
    ] = False,
) -> None:
    """Restore a backup into an empty data folder."""
    from engine import startup
    from engine.backup import restore as read_backup
    from engine.settings import Installation

    installation = Installation()
    folder = installation.data.absolute()
    startup.check_folder(folder)
    summary = read_backup(file, installation, accept_problems=accept_problems)
    typer.echo(f"已恢复到{folder}：{_words(summary)}")
    for problem in summary.problems:
        typer.echo(f"✗ {problem}")


def _words(summary: Summary) -> str:
    size = summary.bytes / 1_000_000
    return (
        f"{summary.cases}个案件、{summary.events}条记录、{summary.papers}份文书、{summary.files}个文件，{size:.1f} MB"
    )
