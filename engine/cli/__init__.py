"""The command line: `carnation <verb>`. Knows the verbs; each imports what it needs only when it is called."""

from __future__ import annotations

import sys

import typer
from typer.exceptions import TyperException

from engine.cli import accounts, describing, effects, evidence, running, settings
from engine.cli.speaking import MISUSED, complain, speaking_chinese, usage_error

app = typer.Typer(
    name="carnation",
    help="康乃馨：社会保险维权案件管理系统",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _verbs in (running, describing, evidence, effects, accounts, settings):
    _verbs.register(app)


def _add_commands_of_the_installation() -> None:
    """The calculators, checks and the tour live above the kernel and come by the installation's name."""
    from engine.hooks import hook
    from engine.settings import Installation

    hook(Installation(), "register_commands", lambda _app: None)(app)


def _speak_chinese_in_help() -> None:
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
    rich_utils.OPTIONS_PANEL_TITLE = "选项"
    rich_utils.COMMANDS_PANEL_TITLE = "命令"
    rich_utils.REQUIRED_LONG_STRING = "[必填]"
    rich_utils.DEFAULT_STRING = "[默认：{}]"


def _own_verbs() -> set[str]:
    commands = {command.name for command in app.registered_commands}
    return {name for name in commands | {group.name for group in app.registered_groups} if name}


def main() -> None:
    """Run the command that the words name, and end with its exit code."""
    arguments = sys.argv[1:]
    with speaking_chinese() as outcome:
        if not arguments or arguments[0] not in _own_verbs():
            _add_commands_of_the_installation()
        if not arguments or {"-h", "--help"} & set(arguments):
            _speak_chinese_in_help()
        try:
            outcome.code = app(arguments, prog_name="carnation", standalone_mode=False) or 0
        except typer.Abort:
            outcome.code = 130
        except TyperException as error:
            if type(error).__name__ == "NoArgsIsHelpError":
                complain(str(getattr(error, "message", "")))
            else:
                complain(f"{usage_error(error)}。用法见：carnation --help")
            outcome.code = MISUSED
    sys.exit(outcome.code)
