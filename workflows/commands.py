"""The verbs that live above the kernel: calculators and checks as JSON Lines, and the tour."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

from engine.calc_deadline import calc_deadline
from engine.clock import Clocks
from engine.jsonlines import InputError, run_json_lines

Record = dict[str, Any]
DEADLINE_HELP = (
    "期限。start 起算日期（unit为hours时写到时刻）；amount 数量；unit working_days、calendar_days、months、years或hours；"
    "direction after（默认）或before；roll 末日遇休息日是否顺延，默认true；jurisdiction 行政区划代码，默认全国"
)


def _speaking(function: Callable[[Record], Record]) -> Callable[[Record], Record]:
    """Let a calculator's own refusals reach the driver, whatever they are derived from."""

    def answer(record: Record) -> Record:
        try:
            return function(record)
        except InputError:
            raise
        except ValueError as error:
            raise InputError(str(error)) from None

    return answer


def calculations() -> dict[str, tuple[Callable[[Record], Record], str]]:
    """Every calculator by the name it is asked for, with its help."""
    from workflows.calculators.commands import CALCULATIONS, HELP

    own = {"deadline": (calc_deadline, DEADLINE_HELP)}
    return own | {name: (function, HELP.get(name, "")) for name, function in CALCULATIONS.items()}


def checks() -> dict[str, tuple[Callable[[Record], Record], str]]:
    """Every check by the name it is asked for, with its help."""
    from workflows.calculators.commands import HELP
    from workflows.calculators.commands import checks as declared

    return {name: (function, HELP.get(name, "")) for name, function in declared(Clocks().today).items()}


def register(app: typer.Typer) -> None:
    """Add `calc`, `check` and `tour`."""
    calc = typer.Typer(help="逐行JSON计算：每行一问，按顺序回答", no_args_is_help=True)
    for name, (function, text) in calculations().items():
        calc.command(name, help=text)(_verb(function))
    app.add_typer(calc, name="calc")
    check = typer.Typer(help="逐行JSON校验证照号码", no_args_is_help=True)
    for name, (function, text) in checks().items():
        check.command(name, help=text)(_verb(function))
    app.add_typer(check, name="check")

    @app.command("tour", help="在终端里走一遍：从投诉到参保")
    def tour(
        address: Annotated[str, typer.Option(help="正在运行的演示系统的地址；不填则在临时目录里自己走一遍")] = "",
    ) -> None:
        from workflows.demo.tour import play

        play(address)


def _verb(function: Callable[[Record], Record]) -> Callable[[], None]:
    def run() -> None:
        code = run_json_lines(_speaking(function), sys.stdin.buffer, sys.stdout.buffer)
        if code:
            raise typer.Exit(code)

    return run
