"""The verbs for people and departments. Passwords are asked for or read from stdin, never taken as arguments."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Annotated

import typer

from engine.cli.opening import opened_office

DAYS = ["%Y-%m-%d"]
Day = datetime | None
Reason = Annotated[str, typer.Option(help="原因，记入日志")]
account = typer.Typer(name="account", help="账号：新建、列表、重设密码、停用、授予角色", no_args_is_help=True)
unit = typer.Typer(name="unit", help="单位：新建、列表", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the two groups of verbs."""
    app.add_typer(account, name="account", help="账号：新建、列表、重设密码、停用、授予角色")
    app.add_typer(unit, name="unit", help="单位：新建、列表")


def _password() -> str:
    """From the terminal twice, or the first line of stdin: arguments can be read by every user of the machine."""
    if sys.stdin.isatty():
        return str(typer.prompt("密码", hide_input=True, confirmation_prompt="再输一次"))
    return sys.stdin.readline().rstrip("\n")


@account.command("create", help="新建账号；密码在提示后输入，或者从标准输入读一行")
def create(
    login: Annotated[str, typer.Option(help="账号")],
    name: Annotated[str, typer.Option(help="姓名")],
    unit: Annotated[str, typer.Option(help="单位编号，见unit list")],
    role: Annotated[list[str], typer.Option(help="角色，可以写多次")],
    post: Annotated[str, typer.Option(help="职务")] = "",
    card_number: Annotated[str, typer.Option(help="执法证号")] = "",
    card_valid_to: Annotated[Day, typer.Option(help="执法证有效期至，例如2028-06-30", formats=DAYS)] = None,
    keep_password: Annotated[bool, typer.Option("--keep-password", help="首次登录不要求改密码")] = False,
) -> None:
    """Make an account."""
    from engine.accounts import create_account
    from engine.errors import NotFound

    with opened_office() as office:
        if unknown := [each for each in role if each not in office.registry.roles]:
            known = "、".join(f"{code}（{each.label}）" for code, each in sorted(office.registry.roles.items()))
            raise NotFound(f"没有“{'、'.join(unknown)}”这种角色。可用的角色：{known}")
        identity = create_account(
            office,
            login=login,
            name=name,
            unit_id=unit,
            password=_password(),
            roles=role,
            post=post,
            card_number=card_number,
            card_valid_to=card_valid_to.date() if card_valid_to else None,
            password_expired=not keep_password,
        )
    typer.echo(f"已新建账号：{identity}")


@account.command("password", help="重设密码，下次登录时必须修改；新密码在提示后输入，或者从标准输入读一行")
def password(
    login: Annotated[str, typer.Argument(help="账号")],
    reason: Annotated[str, typer.Option(help="原因，记入日志")] = "命令行重设",
) -> None:
    """Give somebody a new password."""
    from engine.accounts import normal_login
    from engine.password_reset import reset_password
    from engine.vocabulary import SYSTEM

    with opened_office() as office:
        reset_password(office, normal_login(login), _password(), SYSTEM.code, reason)
    typer.echo("已重设密码，下次登录时必须修改")


@account.command("disable", help="停用账号，立即生效")
def disable(login: Annotated[str, typer.Argument(help="账号")], reason: Reason = "") -> None:
    """Close an account."""
    from engine.accounts import normal_login
    from engine.administration import disable_account
    from engine.vocabulary import SYSTEM

    with opened_office() as office:
        disable_account(office, normal_login(login), by=SYSTEM.code, reason=reason)
    typer.echo("已停用")


@account.command("enable", help="重新启用账号")
def enable(login: Annotated[str, typer.Argument(help="账号")], reason: Reason = "") -> None:
    """Open a closed account again."""
    from engine.accounts import normal_login
    from engine.administration import enable_account
    from engine.vocabulary import SYSTEM

    with opened_office() as office:
        enable_account(office, normal_login(login), by=SYSTEM.code, reason=reason)
    typer.echo("已启用")


@account.command("grant", help="授予角色")
def grant(
    login: Annotated[str, typer.Argument(help="账号")],
    role: Annotated[str, typer.Argument(help="角色")],
    begins: Annotated[Day, typer.Option("--from", help="从哪一天起，默认今天", formats=DAYS)] = None,
    ends: Annotated[Day, typer.Option("--to", help="到哪一天止（含当天）", formats=DAYS)] = None,
    reason: Reason = "",
) -> None:
    """Give a role."""
    from engine.accounts import normal_login
    from engine.administration import grant_role
    from engine.vocabulary import SYSTEM

    with opened_office() as office:
        first = begins.date() if begins else office.technical_day()
        last = ends.date() if ends else None
        grant_role(office, normal_login(login), role, first, last, by=SYSTEM.code, reason=reason)
    typer.echo("已授予")


@account.command("list", help="列出账号、单位和角色")
def accounts() -> None:
    """List the accounts."""
    with opened_office() as office, office.database.read() as tx:
        rows = tx.all("SELECT id, name, unit_id, disabled_on FROM accounts ORDER BY unit_id, id", {})
        grants = tx.all("SELECT account_id, role FROM role_grants ORDER BY account_id, role", {})
    for identity, name, unit_id, disabled_on in rows:
        roles = "、".join(role for holder, role in grants if holder == identity)
        closed = f"  已停用（{disabled_on}）" if disabled_on else ""
        typer.echo(f"{identity}  {name}  {unit_id}  {roles}{closed}")


@unit.command("create", help="新建单位")
def create_unit(
    code: Annotated[str, typer.Option("--id", help="单位编号，自己起，例如hrss")],
    agency: Annotated[str, typer.Option(help="机关种类，例如hrss、insurance_agency、tax")],
    name: Annotated[str, typer.Option(help="全称")],
    short_name: Annotated[str, typer.Option(help="文号里的简称，例如龙人社")],
    jurisdiction: Annotated[str, typer.Option(help="行政区划代码，六位数字，例如530523")],
    address: Annotated[str, typer.Option(help="地址")] = "",
    phone: Annotated[str, typer.Option(help="电话")] = "",
) -> None:
    """Make a department."""
    from engine.accounts import create_unit as make_unit

    with opened_office() as office:
        identity = make_unit(
            office,
            id=code,
            agency=agency,
            name=name,
            short_name=short_name,
            jurisdiction=jurisdiction,
            address=address,
            phone=phone,
        )
    typer.echo(f"已新建单位：{identity}")


@unit.command("list", help="列出单位")
def units() -> None:
    """List the departments."""
    with opened_office() as office, office.database.read() as tx:
        rows = tx.all("SELECT id, agency, name, short_name, jurisdiction FROM units ORDER BY jurisdiction, id", {})
    for row in rows:
        typer.echo("  ".join(str(value) for value in row))
