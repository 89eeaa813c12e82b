"""`carnation effects`: what is still owed to the outside, what failed for good, and trying that again."""

from __future__ import annotations

from typing import Annotated

import typer

from engine.cli.opening import opened_office

SHOWN = 200


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("effects", help="列出还没办完的待办（文书、移交、回复），或者重新投递已停止的一项")(effects)


def effects(
    redeliver: Annotated[str | None, typer.Option(help="重新投递这一项（编号见列表）")] = None,
) -> None:
    """List owed and dead effects."""
    with opened_office() as office:
        if redeliver is not None:
            from engine.effects import redeliver as owe_again
            from engine.errors import NotFound

            if not owe_again(office, redeliver):
                raise NotFound(f"没有编号为“{redeliver}”的已停止待办")
            typer.echo("已重新投递")
            return
        with office.database.read() as tx:
            counts = tx.all("SELECT state, count(*) FROM effects WHERE state <> 'done' GROUP BY state", {})
            rows = tx.all(
                "SELECT state, id, kind, attempt, not_before, last_error FROM effects WHERE state <> 'done'"
                " ORDER BY state, not_before, id LIMIT :n",
                {"n": SHOWN},
            )
    words = {"owed": "待办", "dead": "已停止"}
    for state, identity, kind, attempt, not_before, error in rows:
        typer.echo(f"{words.get(state, state)}  {identity}  {kind}  第{attempt}次  {not_before}  {error}".rstrip())
    total: dict[str, int] = dict(counts)
    typer.echo(f"待办{total.get('owed', 0)}项，已停止{total.get('dead', 0)}项")
