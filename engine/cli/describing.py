"""`carnation describe`: a case type as a table for people, JSON for programs, or a diagram in mermaid."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from engine.machine import Compiled
    from engine.settings import Installation


WIDTH = 120
"""Characters in a line of the table of rows where the output is no terminal."""


class Shape(StrEnum):
    """In what form a case type is shown."""

    TABLE = "table"
    JSON = "json"
    MERMAID = "mermaid"
    ROWS = "rows"


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("describe", help="显示一种案件类型的阶段、步骤、期限、文书和法律依据")(describe)


def describe(
    code: Annotated[str, typer.Argument(help="案件类型，例如labour_inspection")] = "",
    shape: Annotated[Shape, typer.Option("--format", help="输出格式")] = Shape.TABLE,
    citations: Annotated[
        bool, typer.Option("--citations", help="改为逐行列出本系统可能引用的全部条文（JSON）")
    ] = False,
) -> None:
    """Show one case type, or every citation that the product can print."""
    from engine.machine import describe as data_of
    from engine.registry import discover
    from engine.settings import Installation

    if citations:
        _print_citations(Installation())
        return
    if not code:
        raise typer.BadParameter("缺少“code”，请写案件类型，例如labour_inspection；列出全部引用条文用--citations")
    compiled = discover(Installation().case_types).get(code)
    if shape is Shape.ROWS:
        _print_rows(compiled)
        return
    case_type = data_of(compiled)
    if shape is Shape.JSON:
        typer.echo(json.dumps(case_type, ensure_ascii=False, indent=2))
    elif shape is Shape.MERMAID:
        typer.echo(mermaid(case_type))
    else:
        _print_table(case_type)


def _print_citations(installation: Installation) -> None:
    """One line for each citation; what they are is known above the kernel."""
    from engine.hooks import hook

    for line in hook(installation, "citations", lambda: ())():
        typer.echo(json.dumps(line, ensure_ascii=False))


def mermaid(case_type: dict[str, Any]) -> str:
    """The case type as a state diagram; steps that keep the stage are listed on it."""
    labels = {stage["code"]: stage["label"] for stage in case_type["stages"]}
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{label}" as {code}' for code, label in labels.items()]
    for step in case_type["steps"]:
        for source in step["at"]:
            begin = source if source in labels else "[*]"
            lines.append(f"    {begin} --> {step['to'] or source}: {step['label']}")
    lines += [f"    {stage['code']} --> [*]" for stage in case_type["stages"] if stage["final"]]
    return "\n".join(lines)


def _print_rows(compiled: Compiled) -> None:
    from rich.console import Console
    from rich.table import Table

    from engine.rows import rows

    table = Table(title=f"{compiled.label}：法定环节和办理步骤")
    for heading, share in (("环节", 0), ("步骤和表单", 4), ("文书", 4), ("期限", 5), ("依据", 6)):
        table.add_column(heading, overflow="fold", ratio=share or None, no_wrap=not share)
    for row in rows(compiled):
        for n, act in enumerate(row.acts):
            named = act.step if act.form == act.step else f"{act.step}\n（{act.form}）"
            cells = ("\n".join(cell) for cell in (act.papers, act.terms, act.bases))
            table.add_row("" if n else row.code, named, *cells, end_section=n == len(row.acts) - 1)
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH)
    table.expand = True
    console.print(table)


def _print_table(case_type: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    labels = {stage["code"]: stage["label"] for stage in case_type["stages"]}
    table = Table(title=f"{case_type['label']}（{case_type['code']}，第{case_type['version']}版）")
    for heading in ("步骤", "阶段", "办理期限", "文书和移交", "条件", "依据"):
        table.add_column(heading, overflow="fold")
    for step in case_type["steps"]:
        table.add_row(
            f"{step['label']}\n{step['name']}",
            _stages(step, labels),
            _term(step),
            "\n".join(_outcome(step)),
            "\n".join(guard["label"] for guard in step["requires"]),
            "\n".join(step["under"]),
        )
    console = Console()
    if not console.is_terminal:
        console = Console(width=160)
    console.print(table)


def _stages(step: dict[str, Any], labels: dict[str, str]) -> str:
    begin = "、".join(labels.get(code, "（新案）") for code in step["at"])
    return f"{begin} → {labels[step['to']]}" if step["to"] else begin


def _term(step: dict[str, Any]) -> str:
    return step["within"]["length"] if step["within"] else ""


def _outcome(step: dict[str, Any]) -> list[str]:
    papers = [paper["label"] for paper in step["issues"]]
    return papers + ([f"移交：{step['hands_off']['label']}"] if step["hands_off"] else [])
