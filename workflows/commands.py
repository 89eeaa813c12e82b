"""The verbs that live above the kernel: calculators and checks as JSON Lines, and the tour."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

import typer

from engine.calc_deadline import calc_deadline
from engine.jsonlines import InputError, refuse_unknown_keys, required, run_json_lines

Record = dict[str, Any]
DEADLINE_HELP = (
    "期限。start 起算日期（unit为hours时写到时刻）；amount 数量；unit working_days、calendar_days、months、years或hours；"
    "direction after（缺省）或before；roll 末日遇休息日是否顺延，缺省true；jurisdiction 行政区划代码，缺省全国"
)
WORDS_HELP = "金额大写。amount 金额（字符串，元）"


def amount_in_words(record: Record) -> Record:
    """An amount in yuan as papers write it in words (大写)."""
    from documents.amounts import in_words

    refuse_unknown_keys(record, ("id", "amount"))
    text = required(record, "amount")
    if not isinstance(text, str):
        raise InputError("“amount”：金额应写成字符串，例如“1409.50”")
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise InputError("“amount”：应为金额，例如“1409.50”") from None
    if not amount.is_finite() or amount < 0 or amount.as_tuple().exponent < -2:  # type: ignore[operator] # finite
        raise InputError("“amount”：应为不小于0、最多两位小数的金额")
    try:
        return {"words": in_words(amount)}
    except ValueError as error:
        raise InputError(f"“amount”：{error}") from None


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

    own = {"deadline": (calc_deadline, DEADLINE_HELP), "amount-in-words": (amount_in_words, WORDS_HELP)}
    return own | {name: (function, HELP.get(name, "")) for name, function in CALCULATIONS.items()}


def checks() -> dict[str, tuple[Callable[[Record], Record], str]]:
    """Every check by the name it is asked for, with its help."""
    from workflows.calculators.commands import CHECKS, HELP

    return {name: (function, HELP.get(name, "")) for name, function in CHECKS.items()}


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
