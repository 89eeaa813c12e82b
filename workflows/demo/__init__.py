"""The demo county: Longling's real units and townships with invented people, accounts and cases.

Every value that only a real office can know is marked as a demo value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from engine.accounts import create_account, create_unit
from engine.administration import grant_role, set_setting
from engine.office import Office
from engine.vocabulary import SYSTEM
from workflows.demo.invented import TOWNSHIPS

COUNTY = "530523"
PASSWORD = "Longling-2026"  # noqa: S105 - printed at every start of the demo, valid nowhere else
SINCE = date(2020, 1, 1)
CARDS_UNTIL = date(2028, 6, 30)

UNITS = (
    ("hrss", "hrss", "龙陵县人力资源和社会保障局", "龙人社", "0875-6121001"),
    ("agency", "insurance_agency", "龙陵县社会保险中心", "龙社保", "0875-6121002"),
    ("tax", "tax", "国家税务总局龙陵县税务局", "龙税", "0875-6121003"),
    ("market", "market", "龙陵县市场监督管理局", "龙市监", "0875-6121004"),
    ("finance", "finance", "龙陵县财政局", "龙财", "0875-6121005"),
    ("civil", "civil_affairs", "龙陵县民政局", "龙民", "0875-6121006"),
    ("disabled", "disabled_federation", "龙陵县残疾人联合会", "龙残联", "0875-6121007"),
    ("government", "county_government", "龙陵县人民政府", "龙政", "0875-6121008"),
)


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account of the demo: log-in, invented name, department, post and roles."""

    login: str
    name: str
    unit: str
    post: str
    roles: tuple[str, ...]
    card: str = ""


DEMO_ACCOUNTS = (
    DemoAccount("jiedai", "李小梅", "hrss", "投诉接待", ("reception",)),
    DemoAccount("duan", "段志明", "hrss", "主办监察员", ("inspector",), "云M-0001"),
    DemoAccount("cun", "寸雪梅", "hrss", "协办监察员", ("inspector",), "云M-0002"),
    DemoAccount("daduizhang", "杨国庆", "hrss", "监察大队长", ("team_head",), "云M-0003"),
    DemoAccount("juzhang", "尹建军", "hrss", "分管副局长", ("organ_head",), "云M-0004"),
    DemoAccount("zhengzhi", "蔺成龙", "hrss", "局长", ("organ_chief",), "云M-0005"),
    DemoAccount("fazhi", "何文慧", "hrss", "法制审核", ("legal_reviewer",), "云M-0006"),
    DemoAccount("tingzheng", "罗家宝", "hrss", "听证主持", ("presiding_officer",), "云M-0007"),
    DemoAccount("dangan", "谢彩云", "hrss", "档案管理", ("archivist",)),
    DemoAccount("shebao", "赵丽华", "agency", "稽核经办", ("agency_clerk",)),
    DemoAccount("fuhe", "刘永清", "agency", "复核", ("agency_reviewer",)),
    DemoAccount("shuiwu", "张志强", "tax", "社保费征管", ("tax_officer",)),
    DemoAccount("shuiwuzhang", "王金凤", "tax", "分管副局长", ("tax_head",)),
    DemoAccount("shijian", "和丽江", "market", "信用监管", ("market_officer",)),
    DemoAccount("shijianzhang", "李云峰", "market", "分管副局长", ("market_head",)),
    DemoAccount("minzheng", "杨秀春", "civil", "社会组织管理", ("civil_officer",)),
    DemoAccount("minzhengzhang", "赵家明", "civil", "分管副局长", ("civil_head",)),
    DemoAccount("caizheng", "郭永泰", "finance", "社会保障股", ("finance_officer",)),
    DemoAccount("canlian", "黄彩凤", "disabled", "就业服务", ("federation_officer",)),
    DemoAccount("pingda", "段绍光", "town-530523206", "劳动保障所", ("township_officer",)),
    DemoAccount("pingdazhang", "寸永昌", "town-530523206", "分管副乡长", ("township_head",)),
    DemoAccount("longshan", "杨丽珍", "town-530523101", "劳动保障所", ("township_officer",)),
    DemoAccount("guanli", "番晓燕", "hrss", "系统管理", ("system_administrator",)),
    DemoAccount("anquan", "马玉珍", "hrss", "安全管理", ("security_administrator",)),
    DemoAccount("shenji", "鲁秀英", "hrss", "审计", ("auditor",)),
)


def make_demo(office: Office, *, cases: bool = True) -> None:
    """Fill an empty installation with the demo county, without its invented cases where they are not wanted.

    Does nothing where it is there already.
    """
    if office.current_directory().units:
        return
    for identity, agency, name, short, phone in UNITS:
        create_unit(
            office,
            id=identity,
            agency=agency,
            name=name,
            short_name=short,
            jurisdiction=COUNTY,
            address="龙陵县龙山镇（演示地址）",
            phone=phone,
        )
    for code, name in TOWNSHIPS:
        create_unit(
            office,
            id=f"town-{code}",
            agency="township",
            name=f"龙陵县{name}人民政府",
            short_name=re.sub("(彝族|傈僳族)*(镇|乡)$", "", name),
            jurisdiction=COUNTY,
        )
    for account in DEMO_ACCOUNTS:
        create_account(
            office,
            login=account.login,
            name=account.name,
            unit_id=account.unit,
            password=PASSWORD,
            roles=(),
            post=account.post,
            card_number=account.card,
            card_valid_to=CARDS_UNTIL if account.card else None,
        )
        for role in account.roles:
            grant_role(office, account.login, role, SINCE, by=SYSTEM.code, reason="演示")
    for setting in office.registry.settings.values():
        if setting.demo is not None:
            set_setting(office, COUNTY, setting.code, setting.demo, "演示值，正式使用前由本县填写", SINCE, SYSTEM.code)
    if cases:
        from workflows.demo.cases import seed_cases

        seed_cases(office)
