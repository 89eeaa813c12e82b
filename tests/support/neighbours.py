"""Departments that join the small county for some tests only: market supervision, townships, those asked for help."""

from __future__ import annotations

from datetime import date

from engine.accounts import create_account, create_unit
from engine.administration import end_role, grant_role
from engine.vocabulary import SYSTEM
from tests.support.county import County

SINCE = date(2020, 1, 1)


def register_unit(county: County, identity: str, agency: str, name: str, short: str) -> None:
    """A department without people."""
    create_unit(
        county.office, id=identity, agency=agency, name=name, short_name=short, jurisdiction="530523", phone="0875-1"
    )


def join(county: County, login: str, unit: str, role: str, name: str) -> None:
    """A person of a department, with one role."""
    create_account(county.office, login=login, name=name, unit_id=unit, password="Longling-2026", roles=())
    grant_role(county.office, login, role, SINCE, by=SYSTEM.code, reason="测试")


def with_market(county: County) -> County:
    """Market supervision takes part: a department with somebody who handles notices."""
    register_unit(county, "market", "market", "龙陵县市场监督管理局", "龙市监")
    join(county, "market", "market", "market_officer", "和丽江")
    return county


def leave(county: County, login: str, role: str, last: date) -> None:
    """A person's role ends."""
    end_role(county.office, login, role, last, by=SYSTEM.code, reason="测试")


def with_townships(county: County) -> County:
    """Two townships with an officer each, and the head of one."""
    register_unit(county, "town-206", "township", "龙陵县平达乡人民政府", "平达")
    register_unit(county, "town-101", "township", "龙陵县龙山镇人民政府", "龙山")
    join(county, "pingda", "town-206", "township_officer", "段绍光")
    join(county, "pingdahead", "town-206", "township_head", "寸永昌")
    join(county, "longshan", "town-101", "township_officer", "杨丽珍")
    return county


def with_assistants(county: County) -> County:
    """Civil affairs, finance and the federation take part: an officer each, and the head of civil affairs."""
    register_unit(county, "civil", "civil_affairs", "龙陵县民政局", "龙民")
    register_unit(county, "finance", "finance", "龙陵县财政局", "龙财")
    register_unit(county, "disabled", "disabled_federation", "龙陵县残疾人联合会", "龙残联")
    join(county, "civil", "civil", "civil_officer", "杨秀春")
    join(county, "civilhead", "civil", "civil_head", "赵家明")
    join(county, "finance", "finance", "finance_officer", "郭永泰")
    join(county, "federation", "disabled", "federation_officer", "黄彩凤")
    return county
