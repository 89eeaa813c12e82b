"""`carnation setting`: which values the law leaves to the office, what they are here, and setting one."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli.opening import opened_office

if TYPE_CHECKING:
    from engine.office import Office

HELP = "参数：列出现在的值和来历，设置一个值"
setting = typer.Typer(name="setting", help=HELP, no_args_is_help=True)
Place = Annotated[str, typer.Option(help="行政区划代码，例如530523；只有一个区划时可以不写")]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.add_typer(setting, name="setting", help=HELP)


@setting.command("list", help="列出全部参数：没有设置又没有默认值的在前")
def listed(place: Place = "") -> None:
    """List the settings in force for a place."""
    from engine.queries import settings_in

    with opened_office() as office:
        here = _place(office, place)
        with office.database.read() as tx:
            lines = settings_in(office, tx, here, office.clocks.today())
    for line in lines:
        name = f"{line.setting.code}  {line.setting.label}"
        if line.resolved is None:
            typer.echo(f"{name}  未设置，办理时会被拒绝")
        else:
            since = f"，自{line.resolved.begins_on}起" if line.resolved.begins_on else ""
            typer.echo(f"{name}  {line.resolved.words}（{line.origin}{since}）")
    missing = sum(line.resolved is None for line in lines)
    typer.echo(f"区划{here}：共{len(lines)}项，未设置{missing}项")


@setting.command("set", help="设置一个值，从某一天起生效")
def set_value(
    code: Annotated[str, typer.Argument(help="参数代码，见setting list")],
    value: Annotated[str, typer.Argument(help="值")],
    reason: Annotated[str, typer.Option(help="依据的文件或者决定")],
    begins: Annotated[
        datetime | None, typer.Option("--from", help="从哪一天起，默认今天", formats=["%Y-%m-%d"])
    ] = None,
    place: Place = "",
) -> None:
    """Set a value."""
    from engine.administration import set_setting
    from engine.vocabulary import SYSTEM

    with opened_office() as office:
        here = _place(office, place)
        first = begins.date() if begins else office.clocks.today()
        set_setting(office, here, code, value, reason, first, SYSTEM.code)
    typer.echo(f"已设置：{code}，区划{here}，自{first}起")


def _place(office: Office, place: str) -> str:
    """The place that was named, else the one of all departments; raises InvalidForm."""
    from engine.errors import FieldError, InvalidForm

    if place:
        if len(place) != 6 or not (place.isascii() and place.isdigit()):  # noqa: PLR2004 - a division code
            raise InvalidForm((FieldError("place", "行政区划代码", "应当是6位数字，例如530523"),))
        return place
    known = sorted({unit.jurisdiction for unit in office.current_directory().units.values()})
    if len(known) != 1:
        which = "、".join(known) or "还没有登记单位"
        raise InvalidForm((FieldError("place", "行政区划代码", f"请用--place写明（{which}）"),))
    return known[0]
