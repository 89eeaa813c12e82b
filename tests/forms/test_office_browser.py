"""The leader, and the tax officer with a return file, in a real browser on both screens; the officer by keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.forms.test_returns import line, number_of, workbook
from tests.support.screen import BOTH_SCREENS, Visit
from tests.support.story import tell

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.support.county import County


@BOTH_SCREENS
def test_a_leader_goes_from_a_number_to_its_cases_and_delegates(
    browser: Browser, site: str, county: County, size: tuple[int, int]
) -> None:
    tell(county)
    leader = Visit(browser, site, county, "deputy", size)
    leader.open("/overview")
    leader.open("/overview?period=own&from=x&until=2026-12-31")
    assert leader.page.evaluate("document.activeElement.className") == "errors"
    leader.open("/overview?period=month")
    leader.page.locator("#t-units ~ table a").first.click()
    leader.look()
    assert leader.page.locator("main a[href^='/cases/0']").count() > 0
    leader.open("/delegations")
    leader.press("委托")
    leader.page.select_option("[name='delegate.account_id']", "duan")
    leader.page.select_option("[name='delegate.to']", "cun")
    leader.page.fill("[name='delegate.ends_on']", "2026-12-31")
    leader.page.fill("[name='delegate.reason']", "出差")
    leader.press("委托")
    assert "代理中" in leader.page.inner_text("main")
    leader.close()


@BOTH_SCREENS
def test_a_tax_officer_books_a_return_file_by_keyboard(
    browser: Browser, site: str, county: County, size: tuple[int, int], tmp_path: Path
) -> None:
    tell(county)
    file = tmp_path / "清单.xlsx"
    case = number_of(county)
    file.write_bytes(workbook(line(case, voucher="1", money=10), line("写错", voucher="2"), line(case, money="一百")))
    officer = Visit(browser, site, county, "taxman", size)
    officer.open("/")
    officer.follow("入库回盘")
    officer.page.get_by_role("button", name="上传并对照").focus()
    officer.page.keyboard.press("Enter")
    officer.page.wait_for_selector(".field.bad")
    officer.look()
    officer.page.set_input_files("#file", file)
    officer.page.get_by_role("button", name="上传并对照").focus()
    officer.page.keyboard.press("Enter")
    officer.page.wait_for_selector("#h-lines")
    officer.look()
    officer.page.locator("#line-4 summary").focus()
    officer.page.keyboard.press("Enter")
    officer.page.keyboard.press("Tab")
    officer.page.keyboard.type(case)
    officer.page.keyboard.press("Enter")
    officer.page.wait_for_url("**settled=4**")
    officer.look()
    officer.page.get_by_role("button", name="确认登记2行").focus()
    officer.page.keyboard.press("Enter")
    officer.page.wait_for_url("**taken=2**")
    officer.look()
    assert "登记了2行" in officer.page.inner_text("main")
    officer.open("/returns")
    officer.close()
