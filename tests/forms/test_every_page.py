"""Every page there is, as everybody who may see it, in every state: with axe on both screens, without script, to itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI

from engine import accounts, delegations, nudges
from engine.app import create_app
from engine.clock import Clocks
from engine.migrate import migrate
from engine.office import open_office
from engine.settings import Installation
from tests.engine.test_calendars import NOTICE_2027
from tests.forms.test_returns import line, workbook
from tests.support.county import County, MovedTime
from tests.support.demo import code_of, demo_county, things_of
from tests.support.files import REFUSED, pdf
from tests.support.pages import Round, route_of, routes_of
from tests.support.web import served, web_of
from workflows.demo import DEMO_ACCOUNTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES: dict[str | None, tuple[str, ...]] = {
    None: ("/start", "/login", "/complain", "/track", "/estimate", "/words", "/keys", "/api"),
    "jiedai": (
        "/",
        "/intake",
        "/intake/labour_inspection/register_complaint",
        "/intake/labour_inspection/register_tip",
        "/intake/labour_inspection/register_lead",
        "/submissions",
        "/submissions?state=registered",
        "/submissions?state=declined",
        "/submissions/{waiting}",
        "/submissions/{declined}",
        "/cases/{review}/receipt",
        "/cases/{review}",
        "/inbox",
        "/cases/{offered}/steps/take_clue",
    ),
    "duan": (
        "/",
        "/?tab=running",
        "/?tab=waiting",
        "/?tab=done",
        "/due",
        "/cases",
        "/cases?state=all",
        "/cases?stage=hearing&township=x",
        "/views",
        "/delegations",
        "/password",
        "/lists/cases/print",
        "/cases/{overdue}",
        "/cases/{closed}",
        "/cases/{closed}?history=all",
        "/cases/{closed}/summary",
        "/cases/{hearing}",
        "/cases/{hearing}/summary",
        "/cases/{enrolling}",
        "/cases/{demanded}",
        "/cases/{clue}",
        "/cases/{returned}",
        "/cases/{investigating}/steps/order_correction",
        "/cases/{investigating}/steps/record_interview",
        "/cases/{investigating}/exhibits",
        "/exhibits/{exhibit}",
    ),
    "daduizhang": (
        "/",
        "/overview",
        "/overview?period=month",
        "/cases/{review}/steps/accept_and_file",
        "/due",
        "/cases/{investigating}/steps/change_officers",
    ),
    "juzhang": ("/", "/overview?period=own&from=2020-01-01&until=2020-12-31", "/delegations"),
    "zhengzhi": ("/", "/cases/{concluded}"),
    "fazhi": (
        "/",
        "/cases/{legal_review}",
        "/cases/{legal_review}/steps/pass_review",
        "/cases/{legal_review}/steps/send_back_for_evidence",
    ),
    "tingzheng": ("/",),
    "dangan": ("/", "/cases?state=closed"),
    "shebao": (
        "/",
        "/inbox",
        "/inbox?group=done",
        "/cases/{back_payment_received}",
        "/cases/{back_payment_collecting}",
        "/cases/{back_payment_received}/steps/accept",
    ),
    "fuhe": ("/", "/overview", "/cases/{back_payment_credited}"),
    "shuiwu": (
        "/",
        "/inbox",
        "/returns",
        "/cases/{arrears_collection_received}",
        "/cases/{arrears_collection_collected}",
    ),
    "shuiwuzhang": ("/", "/overview"),
    "cun": ("/",),
    "shijian": (
        "/",
        "/inbox",
        "/inbox?group=running",
        "/cases/{market_supervision_accepted}",
        "/cases/{market_supervision_accepted}/steps/answer_unlicensed",
    ),
    "shijianzhang": ("/", "/overview", "/cases/{market_supervision_answered}"),
    "minzheng": (
        "/",
        "/inbox",
        "/inbox?group=running",
        "/cases/{civil_assistance_accepted}",
        "/cases/{civil_assistance_accepted}/steps/answer",
        "/cases/{civil_assistance_received}/steps/send_back",
    ),
    "minzhengzhang": ("/", "/overview"),
    "caizheng": ("/", "/inbox", "/cases/{finance_assistance_received}"),
    "canlian": ("/", "/inbox", "/cases/{federation_assistance_received}/steps/accept"),
    "pingda": (
        "/",
        "/?tab=waiting",
        "/intake",
        "/intake/township_clue/note_clue",
        "/cases/{township_clue_noted}/steps/report",
        "/cases/{township_clue_answered}",
    ),
    "pingdazhang": ("/", "/overview"),
    "longshan": ("/", "/cases/{township_clue_given_back}"),
    "guanli": (
        "/",
        "/accounts",
        "/accounts/duan",
        "/accounts/anquan",
        "/accounts/duan/card",
        "/accounts/new/unit",
        "/accounts/new/account",
        "/settings",
        "/settings/late_fee_cap",
        "/settings/resident_basic_pension",
        "/effects",
        "/upkeep",
        "/calendars",
        "/clock",
        "/password",
    ),
    "anquan": ("/", "/accounts", "/accounts/duan"),
    "shenji": ("/", "/log", "/log?person=duan"),
}
REACHED = {
    "/calendars/{load_id}": "after a notice was loaded",
    "/returns/{file_id}": "after a return file was uploaded",
    "/views/{view_id}": "after a view was saved",
    "/setup": "before there is any account",
}
NOT_REQUIRED = "document.querySelectorAll('[required]').forEach(each => each.required = false)"
FILES = {
    "/api/openapi.json",
    "/healthz",
    "/favicon.ico",
    "/static/{name}",
    "/cases/{case_id}/changes",
    "/exhibits/{exhibit_id}/file",
    "/feeds/{secret}.ics",
    "/lists/cases.xlsx",
    "/lists/due.xlsx",
    "/lists/work.xlsx",
    "/papers/{paper_id}",
    "/rosters/{code}/{name}/{table}.xlsx",
    "/submissions/{identity}/photos/{number}",
}
"""What is answered with a file or with data, and is no page."""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    made = demo_county(tmp_path_factory.mktemp("pages"))
    yield made
    made.office.close()


@pytest.fixture(scope="module")
def things(county: County) -> dict[str, str]:
    return things_of(county)


@pytest.fixture(scope="module")
def app(county: County) -> FastAPI:
    return web_of(county).app


@pytest.fixture(scope="module")
def site(app: FastAPI) -> Iterator[str]:
    with served(app) as address:
        yield address


@pytest.fixture
def walk(browser: Browser, site: str, county: County, app: FastAPI) -> Iterator[Round]:
    """A round of pages; in the end nothing may be wrong with any of them."""
    going = Round(browser, site, county, app)
    yield going
    going.context.close()
    assert not going.faults, "\n".join(going.faults)


def test_no_page_is_left_out(app: FastAPI) -> None:
    """A new page, and a new account of the demo, fails here until somebody says who sees what."""
    opened = {path for paths in PAGES.values() for path in paths}
    seen = [route_of(app, urlsplit(path.format_map(defaultdict(lambda: "x"))).path) for path in opened]
    paths = {route.path for route in routes_of(app) if "GET" in route.methods}
    pages = {path for path in paths if not path.startswith("/api/")}
    assert sorted({account.login for account in DEMO_ACCOUNTS} - PAGES.keys()) == []
    assert sorted(pages - {route.path for route in seen if route} - REACHED.keys() - FILES) == []


@pytest.mark.parametrize("person", PAGES, ids=str)
def test_each_persons_pages(walk: Round, things: dict[str, str], person: str | None) -> None:
    walk.as_(person)
    for path in PAGES[person]:
        walk.open(path.format_map(things))


def test_refusals_say_what_and_why(walk: Round, things: dict[str, str]) -> None:
    walk.as_(None)
    for path, button, status in (("/complain", "提交投诉", 422), ("/estimate", "算一算", 422), ("/track", "查询", 422)):
        walk.open(path)
        walk.page.evaluate(NOT_REQUIRED)
        walk.press(button, status)
    walk.open("/login")
    walk.page.fill("#login", "duan")
    walk.page.fill("#password", "wrong")
    walk.press("登录", 403)
    walk.as_("jiedai")
    walk.open("/intake/labour_inspection/register_complaint")
    walk.press("登记并打印回执", 422)
    assert walk.page.evaluate("document.activeElement.className") == "errors"
    walk.open(f"/submissions/{things['waiting']}")
    walk.page.fill("[name=facts]", "")
    walk.press("登记并打印回执", 422)
    walk.open(f"/submissions/{things['waiting']}")
    walk.press("不登记，告诉本人", 422)
    walk.as_("duan")
    walk.open(f"/cases/{things['investigating']}/steps/order_correction")
    walk.press("下一步：核对", 422)
    assert walk.page.evaluate("document.activeElement.className") == "errors"
    walk.open(f"/cases/{things['overdue']}")
    walk.page.locator("summary", has_text="查看完整信息").click()
    walk.press("显示一次", 422)
    walk.page.locator("summary", has_text="写备注").click()
    walk.press("保存备注", 422)
    walk.open("/password")
    walk.page.evaluate(NOT_REQUIRED)
    walk.press("修改密码", 422)
    for path, status in (
        ("/nowhere", 404),
        ("/overview", 403),
        ("/accounts", 403),
        (f"/cases/{things['review']}/steps/close", 409),
        (f"/cases/{things['investigating']}/steps/close", 403),
        (f"/cases/{things['back_payment_received']}", 404),
    ):
        walk.open(path, status)
    walk.page.evaluate("document.querySelector(\"form[action='/logout'] [name=csrf]\").value = 'old'")
    walk.press("退出", 403)


def test_what_an_inspector_comes_to(walk: Round, things: dict[str, str]) -> None:
    walk.as_("duan")
    walk.open("/cases?state=all")
    walk.page.fill("#n-q", "没有这家")
    walk.press("筛选")
    assert "没有找到案件" in walk.page.inner_text("main")
    walk.open("/cases?stage=investigating")
    walk.page.locator("summary", has_text="更多条件").click()
    walk.page.locator("summary", has_text="保存为我的视图").click()
    walk.page.fill("#v-name", "在查的")
    walk.press("保存")
    walk.open("/views")
    walk.open(f"/cases/{things['overdue']}")
    walk.page.locator("summary", has_text="查看完整信息").click()
    walk.page.fill("#reason", "电话核实工资数额")
    walk.press("显示一次")
    walk.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    walk.look()
    walk.open(f"/cases/{things['investigating']}/exhibits")
    walk.page.set_input_files(
        "#files",
        [
            {"name": "流水.pdf", "mimeType": "application/pdf", "buffer": pdf()},
            {"name": "工资.exe", "mimeType": "application/octet-stream", "buffer": REFUSED["a program"]},
        ],
    )
    walk.press("登记", 422)
    walk.open(f"/exhibits/{things['exhibit']}")
    walk.page.locator("summary", has_text="登错了").click()
    walk.press("撤回", 422)
    walk.page.fill("#reason", "另一案的照片")
    walk.press("撤回")
    walk.open(f"/cases/{things['investigating']}")
    walk.page.keyboard.press("?")
    walk.page.get_by_role("dialog", name="快捷键").wait_for()
    walk.look()


def test_a_step_from_its_form_to_the_case(walk: Round, things: dict[str, str]) -> None:
    address = f"/cases/{things['investigating']}/steps/order_correction"
    walk.as_("duan")
    walk.open(address)
    walk.page.get_by_text("从Excel粘贴或者上传").click()
    walk.page.fill("[name='workers.paste']", "段小红，533024199203150024，2024-03，2024-08，一百，2024-03-01")
    walk.press("读入粘贴的内容")
    walk.page.locator("[name$='.wage']").last.fill("4500")
    walk.page.fill("[name=found]", "查到的事实")
    walk.press("保存草稿")
    walk.page.locator("[name='workers.0.name']").wait_for()
    case = things["review"]
    walk.as_("daduizhang")
    walk.open(f"/cases/{case}/steps/accept_and_file")
    walk.page.select_option("[name=lead]", "duan")
    walk.page.select_option("[name=second]", "cun")
    walk.page.fill("[name=summary]", "投诉人反映该单位没有为其办理社会保险登记")
    walk.press("下一步：核对")
    walk.press("提交")
    assert "done=accept_and_file" in walk.page.url


def test_many_cases_at_once(walk: Round, county: County) -> None:
    office = county.office
    with office.database.read() as tx:
        cases = [case for (case,) in tx.all("SELECT id FROM cases WHERE stage = 'investigating' ORDER BY id", {})]
    nudges.nudge(office, office.actor("zhengzhi"), cases[:2], "请本周内办结", "duan")
    walk.as_("duan")
    walk.open("/")
    walk.as_("daduizhang")
    for stage, act in (("investigating", "催办"), ("review", "指派承办人"), ("filed", "下载文书打印")):
        walk.open(f"/cases?stage={stage}")
        walk.page.get_by_text("全选本页").click()
        walk.press(act)
        if act == "指派承办人":
            walk.press("下一步：填写")
            walk.page.select_option("[name=lead]", "duan")
            walk.page.select_option("[name=second]", "duan")
            walk.page.fill("[name=summary]", "投诉人反映没有办理社会保险登记")
        if act != "下载文书打印":
            walk.press("下一步：预览")
    walk.open("/cases?stage=investigating")
    walk.page.get_by_text("全选本页").click()
    walk.press("催办")
    walk.press("下一步：预览")
    walk.press("发出提醒")
    walk.open("/cases")
    walk.press("催办", 422)


def test_tax_books_a_return_file_and_the_agency_answers(
    walk: Round, county: County, things: dict[str, str], tmp_path: Path
) -> None:
    with county.office.database.read() as tx:
        row = tx.one("SELECT number FROM cases WHERE id = :id", {"id": things["arrears_collection_received"]})
    assert row is not None
    county.take("shuiwu", "accept", case=things["arrears_collection_received"])
    file = tmp_path / "清单.xlsx"
    told: dict[str, Any] = {"code": "", "paid": date(2026, 11, 20)}
    other = line(row[0], voucher="3", paid=told["paid"])
    lines = [line(row[0], voucher="1", **told), line("写错", voucher="2"), line(row[0], money="一百"), other]
    file.write_bytes(workbook(*lines))
    walk.as_("shuiwu")
    walk.open("/returns")
    walk.press("上传并对照", 422)
    walk.page.set_input_files("#file", file)
    walk.press("上传并对照")
    walk.page.locator("#line-4 summary").click()
    walk.send(walk.page.locator("#line-4 button").first, 422)
    walk.press(re.compile("^确认登记"))
    walk.open("/returns")


def test_the_three_administrators(walk: Round, county: County) -> None:
    accounts.create_account(
        county.office, login="yin", name="尹春梅", unit_id="hrss", password="Lotus-2026x", roles=["auditor"]
    )
    with county.office.database.write() as tx:
        for which, state, error in (("MIN", "dead", "字体缺失"), ("MAX", "owed", "磁盘空间已满")):
            tx.run(
                "UPDATE effects SET state = :state, attempt = 3, last_error = :error"
                f" WHERE id = (SELECT {which}(id) FROM effects)",
                {"state": state, "error": error},
            )
    walk.as_("guanli")
    walk.open("/effects")
    walk.send(walk.page.locator("#dead button"))
    walk.open("/settings/resident_basic_pension")
    walk.press("设置", 422)
    walk.open("/accounts/new/unit")
    walk.press("新建单位", 422)
    walk.open("/accounts/new/account")
    walk.press("新建账户", 422)
    walk.page.fill("[name='account.name']", "刀美兰")
    walk.page.fill("[name='account.login']", "dao")
    walk.page.select_option("[name='account.unit_id']", "hrss")
    walk.press("新建账户")
    walk.open("/accounts/yin")
    walk.page.fill("[name='ask.reason']", "忘记密码")
    walk.press("提出申请")
    walk.open("/calendars")
    walk.page.fill("#text", "今年不放假")
    walk.press("预览变动", 422)
    walk.page.fill("#text", NOTICE_2027)
    walk.press("预览变动")
    walk.press("载入并重新计算")
    walk.open("/calendars")
    walk.as_("anquan")
    walk.open("/accounts/yin")
    walk.page.fill("[name='password.reason']", "本人当面提出")
    walk.press("确认并重设")
    walk.open("/accounts/dao")
    walk.press("授予", 422)
    walk.page.fill("[name='close.reason']", "借调")
    walk.press("停用")
    walk.as_("shenji")
    walk.open("/log?day=x", 422)
    walk.open("/log?person=nobody")


def test_while_somebody_is_away(walk: Round, county: County) -> None:
    office = county.office
    today = office.technical_day()
    delegations.delegate(office, "juzhang", "zhengzhi", today, today, reason="出差", by="juzhang")
    walk.as_("juzhang")
    walk.open("/delegations")
    walk.press("委托", 422)
    walk.as_("zhengzhi")
    walk.open("/")
    walk.open("/delegations")


def test_a_worker_follows_each_kind_of_story(walk: Round, county: County, things: dict[str, str]) -> None:
    walk.as_(None)
    for case in ("closed", "enrolling", "demanded"):
        code, tail = code_of(county, things[case])
        walk.open("/track")
        walk.page.fill("#code", code)
        walk.page.fill("#tail", tail)
        walk.press("查询")
        assert walk.page.locator("[aria-current=step]").count() == (case != "closed"), "what is done stands nowhere"
        walk.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        walk.look()
    walk.press("大字")
    walk.print_()
    walk.look()


def test_large_type(walk: Round, things: dict[str, str]) -> None:
    for person, path in (
        (None, "/start"),
        (None, "/complain"),
        ("jiedai", "/intake/labour_inspection/register_complaint"),
        ("daduizhang", "/"),
        ("daduizhang", "/cases"),
        ("daduizhang", "/overview"),
        ("duan", "/cases/{hearing}"),
        ("duan", "/cases/{investigating}/steps/order_correction"),
        ("shebao", "/inbox"),
        ("guanli", "/accounts"),
    ):
        walk.as_(person)
        walk.context.add_cookies([{"name": "carnation_type", "value": "large", "url": walk.site}])
        walk.open(path.format_map(things))
        assert walk.page.locator("html.large").count() == 1


def test_what_is_printed(walk: Round, things: dict[str, str]) -> None:
    walk.print_()
    for person, path in (
        ("jiedai", "/cases/{closed}/receipt"),
        ("duan", "/cases/{closed}"),
        ("duan", "/cases/{closed}/summary"),
        ("duan", "/lists/cases/print"),
        ("juzhang", "/overview"),
    ):
        walk.as_(person)
        walk.open(path.format_map(things))
        assert not walk.page.locator("nav.nav").is_visible()


def test_before_there_is_any_account(browser: Browser, county: County, tmp_path: Path) -> None:
    installation = Installation(data=tmp_path, password_memory_kib=64)
    migrate(installation.database())
    empty = County(open_office(installation, Clocks(technical=MovedTime())), MovedTime())
    app = create_app(empty.office)
    with served(app) as address:
        walk = Round(browser, address, empty, app)
        walk.open("/setup")
        walk.press(re.compile("建|设|完成"), 422)
        walk.context.close()
    empty.office.close()
    assert not walk.faults, "\n".join(walk.faults)
