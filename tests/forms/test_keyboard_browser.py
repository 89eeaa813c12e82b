"""Each role's main act by keyboard alone: every stop of the focus is seen and in order, nothing traps it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine import accounts
from tests.support.county import County, make_county
from tests.support.files import png
from tests.support.keys import Keys
from tests.support.screen import OFFICE_SCREEN, PHONE, sign_in, window
from tests.support.story import ask
from tests.support.web import served, web_of
from workflows.labour_inspection.forms.investigation import Recusal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    folder = tmp_path_factory.mktemp("keys")
    made = make_county(f"sqlite:///{folder / 'carnation.db'}", folder / "office")
    ask(made)
    made.carry()
    for login, name, role in (("anquan", "马玉珍", "security_administrator"), ("shenji", "鲁秀英", "auditor")):
        accounts.create_account(
            made.office, login=login, name=name, unit_id="hrss", password="Lotus-2026x", roles=[role]
        )
    yield made
    made.office.close()


@pytest.fixture(scope="module")
def site(county: County) -> Iterator[str]:
    with served(web_of(county).app) as address:
        yield address


class Desk:
    """One screen at which people sit down in turn."""

    def __init__(self, context: BrowserContext, site: str, county: County) -> None:
        self.context, self.site, self.county = context, site, county
        self.keys = Keys(context.new_page())

    def sit(self, person: str, path: str = "/") -> Keys:
        """Somebody signs in and opens a page."""
        sign_in(self.context, self.site, self.county, person)
        self.keys.open(self.site + path)
        return self.keys


@pytest.fixture
def desk(browser: Browser, site: str, county: County) -> Iterator[Desk]:
    made = Desk(window(browser, OFFICE_SCREEN), site, county)
    yield made
    made.context.close()


def told(keys: Keys) -> str:
    return keys.page.inner_text("main")


def test_a_complaint_goes_from_the_counter_to_an_order_with_evidence(  # noqa: PLR0915 - one long walk
    desk: Desk, county: County, tmp_path: Path
) -> None:
    keys = desk.sit("reception")
    keys.enter("登记")
    keys.skip()
    keys.enter("登记投诉")
    keys.enter("登记并打印回执")
    keys.refused()
    keys.open(desk.site + "/intake/labour_inspection/register_complaint")
    keys.pick("channel", "当面提交书面材料")
    keys.back()
    for name, text in (
        ("complainant", "杨春兰"),
        ("complainant_id", "533024199203150024"),
        ("complainant_phone", "13800138000"),
        ("complainant_address", "龙陵县龙山镇"),
        ("employer", "龙陵县平达石斛专业合作社"),
        ("credit_code", "91530523MA6KTAAA79"),
        ("employer_address", "龙陵县平达乡"),
        ("legal_representative", "张建华"),
        ("facts", "2024年3月入职至今，单位一直没有为本人办理社会保险登记"),
        ("request", "补办参保登记并补缴养老保险费"),
    ):
        keys.type(name, text)
    keys.enter("登记并打印回执")
    assert "请先看是不是重复" in keys.page.inner_text(":focus")
    keys.type("different", "原案件是另一段时间的工资基数问题")
    keys.enter("登记并打印回执")
    assert "已经登记" in told(keys)
    keys.skip()
    keys.enter("看案件")
    case = keys.page.url.split("/")[4]

    keys = desk.sit("head")
    keys.press("n")
    keys.go("Enter")
    keys.open(f"{desk.site}/cases/{case}")
    keys.press("n")
    keys.go("Enter")
    assert keys.page.url.endswith("/accept_and_file")
    keys.enter("下一步：核对")
    keys.refused()
    keys.pick("lead", "段志明")
    keys.pick("second", "寸雪梅")
    keys.type("summary", "投诉人反映该单位没有为其办理社会保险登记")
    keys.enter("下一步：核对")
    keys.enter("提交")
    assert "已办理“受理立案”" in told(keys)

    county.take("duan", "start_investigation", Recusal.example(), case=case)
    keys = desk.sit("duan", f"/cases/{case}/steps/order_correction")
    keys.type("inspected_on", county.office.clocks.today().isoformat())
    keys.type("evidence", "劳动合同、工资发放表")
    keys.to("添加一行")
    keys.press("Enter")
    assert keys.page.locator("table.lines tbody tr").count() == 2
    keys.page.evaluate("window.lastStop = null")
    keys.to("删去第2行")
    keys.press("Enter")
    assert keys.page.locator("table.lines tbody tr").count() == 1
    keys.open(f"{desk.site}/cases/{case}/steps/order_correction")
    keys.type("inspected_on", county.office.clocks.today().isoformat())
    keys.type("found", "你单位自2024年3月起招用职工，没有申请办理社会保险登记")
    keys.type("evidence", "劳动合同、工资发放表")
    for column, text in (
        ("begins", "2024-03"),
        ("ends", "2024-08"),
        ("wage", "4500"),
        ("hired_on", "2024-03-01"),
    ):
        keys.type(f"workers.0.{column}", text)
    keys.type("correct_by", "2027-01-15")
    keys.enter("下一步：核对")
    keys.enter("提交")
    assert "已办理“责令限期改正”" in told(keys)

    photo = tmp_path / "工资条.png"
    photo.write_bytes(png(40, 30))
    keys.enter("登记证据")
    keys.put("files", str(photo))
    keys.type("label", "2024年3月工资条")
    keys.enter("登记")
    assert "已登记1个文件" in told(keys)


def test_the_agency_accepts_from_its_inbox(desk: Desk, county: County) -> None:
    keys = desk.sit("clerk", "/inbox")
    keys.skip()
    keys.enter("接收")
    keys.enter("下一步：核对")
    keys.enter("提交")
    assert "已办理“接收”" in told(keys)
    keys.press("?")
    keys.page.get_by_role("dialog", name="快捷键").wait_for()
    keys.press("Escape")
    keys.page.get_by_role("dialog", name="快捷键").wait_for(state="detached")
    keys.press("/")
    keys.page.keyboard.type("石斛")
    keys.go("Enter")
    assert "石斛" in told(keys)


def test_a_leader_goes_from_a_number_to_its_cases(desk: Desk) -> None:
    keys = desk.sit("deputy", "/overview")
    keys.skip()
    keys.pick("period", "本月")
    keys.enter("查看")
    keys.skip()
    keys.enter("1")
    assert keys.page.locator("main a[href^='/cases/0']").count() > 0


def test_each_administrator_does_one_act(desk: Desk, county: County) -> None:
    keys = desk.sit("admin", "/settings")
    keys.skip()
    keys.enter("当地城乡居民基础养老金")
    keys.skip()
    keys.enter("设置")
    keys.refused()
    keys.open(desk.site + "/settings/resident_basic_pension")
    keys.type("set.value", "163.00")
    keys.type("set.reason", "云人社发〔2026〕1号")
    keys.enter("设置")
    assert "163.00" in told(keys)

    keys = desk.sit("anquan", "/accounts/cun")
    keys.pick("grant.role", "监察机构负责人")
    keys.type("grant.reason", "段任命〔2026〕5号")
    keys.enter("授予")
    assert "监察机构负责人" in keys.page.inner_text("table")

    keys = desk.sit("shenji", "/log")
    keys.skip()
    keys.pick("person", "马玉珍")
    keys.enter("筛选")
    assert "授予" in told(keys)


def test_a_worker_complains_and_follows_it_on_a_phone(browser: Browser, site: str) -> None:
    context = window(browser, PHONE)
    keys = Keys(context.new_page())
    keys.open(site + "/start")
    keys.enter("网上投诉")
    keys.enter("提交投诉")
    keys.refused()
    keys.open(site + "/complain")
    keys.pick("trouble", "单位一直没有给我上社保")
    for name, text in (
        ("facts", "在厂里分拣石斛，每月4500元，厂里说不办社保。"),
        ("employer", "龙陵县禾青石斛加工厂"),
        ("employer_address", "龙陵县龙山镇"),
        ("begins", "2024年3月"),
        ("name", "杨春兰"),
        ("resident_id", "533024199203150024"),
        ("phone", "13800138000"),
        ("address", "龙陵县龙山镇"),
    ):
        keys.type(name, text)
    keys.pick("unit", "龙陵县人力资源和社会保障局")
    keys.pick("consent")
    keys.enter("提交投诉")
    code = keys.page.inner_text(".code-text")
    keys.open(site + "/track")
    keys.type("code", code)
    keys.type("tail", "0024")
    keys.go("Enter")
    assert "我们已经收到您的网上投诉" in told(keys)
    context.close()
