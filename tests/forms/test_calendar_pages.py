"""A walk in a real browser: an administrator loads a notice; an officer looks at deadlines and takes the feed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from engine.deadlines import deadlines_of
from engine.effects import carry_all
from engine.reminders import HANDLERS as REMINDERS
from engine.reminders import sweep_deadlines
from tests.engine.test_calendars import NOTICE_2027
from tests.support.county import County
from tests.support.screen import BOTH_SCREENS, OFFICE_SCREEN, Visit
from workflows.labour_inspection.forms import Complaint, Filing

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture
def county(county: County) -> County:
    """The county with a case that is filed and one that is not."""
    county.handlers |= REMINDERS
    case = county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection").case_id
    filing = Filing.example().model_copy(update={"lead": "duan", "second": "cun"})
    county.take("head", "accept_and_file", filing, case=case)
    county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection")
    return county


@BOTH_SCREENS
def test_a_notice_is_pasted_previewed_applied_and_reported(
    browser: Browser, site: str, county: County, size: tuple[int, int]
) -> None:
    visit = Visit(browser, site, county, "admin", size)
    visit.open("/calendars")
    visit.page.fill("#text", NOTICE_2027.replace("6月9日放假", "农历五月初五放假"))
    visit.page.click("text=预览变动")
    assert "没有任何变动" in visit.page.inner_text("[role=alert]")
    visit.look()
    visit.page.fill("#text", NOTICE_2027)
    visit.page.click("text=预览变动")
    visit.look()
    assert "春节放假：2027年2月5日（周五）、" in visit.page.inner_text("main")
    assert "调查终结" in visit.page.inner_text("main")
    visit.page.click("text=载入并重新计算")
    visit.look()
    assert visit.page.url.endswith("/calendars/000001")
    assert "调查终结" in visit.page.inner_text("main")
    with county.office.database.read() as tx:
        case = tx.all("SELECT id FROM cases WHERE stage = 'filed'", {})[0][0]
        found = {d.code: d for d in deadlines_of(tx, case)}
    assert not found["conclude"].provisional
    visit.open("/calendars")
    assert "国办发明电〔2026〕99号" in visit.page.inner_text("main")
    visit.context.close()


def test_only_an_administrator_may(browser: Browser, site: str, county: County) -> None:
    visit = Visit(browser, site, county, "duan", OFFICE_SCREEN)
    visit.open("/calendars")
    assert "节假日安排由系统管理员维护" in visit.page.inner_text("main")
    visit.context.close()


@BOTH_SCREENS
def test_deadlines_reminders_and_the_feed(browser: Browser, site: str, county: County, size: tuple[int, int]) -> None:
    county.time.to_day(date(2026, 11, 25))
    assert sweep_deadlines(county.office) == 1
    carry_all(county.office, county.handlers)
    visit = Visit(browser, site, county, "head", size)
    visit.open("/due")
    assert "受理立案" in visit.page.inner_text("main")
    visit.open("/due?when=provisional")
    assert "暂定" in visit.page.inner_text("main")
    visit.page.click("text=知道了")
    visit.look()
    assert visit.page.locator("text=知道了").count() == 0
    visit.page.click("text=生成订阅地址")
    visit.look()
    address = visit.page.input_value("#address")
    answer = visit.context.request.get(address)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert "受理立案" in answer.text().replace("\r\n ", "")
    visit.open("/due")
    visit.page.click("text=停用")
    assert visit.context.request.get(address).status == 404
    visit.context.close()
