"""The administrators' pages in a real browser, every page and state checked for accessibility, on both screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine import accounts
from tests.support.screen import BOTH_SCREENS, Visit
from tests.support.story import tell

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.support.county import County


@BOTH_SCREENS
def test_the_system_administrator_sets_values(
    browser: Browser, site: str, county: County, size: tuple[int, int]
) -> None:
    admin = Visit(browser, site, county, "admin", size)
    admin.open("/settings")
    admin.follow("当地城乡居民基础养老金（元／月）")
    admin.press("设置")
    assert admin.page.evaluate("document.activeElement.className") == "errors"
    admin.page.fill("[name='set.value']", "163.00")
    admin.page.fill("[name='set.reason']", "云人社发〔2026〕1号")
    admin.press("设置")
    assert "163.00" in admin.page.inner_text("main")
    for path in ("/settings/resident_basic_pension", "/settings/late_fee_cap", "/log"):
        admin.open(path)
    admin.close()


@BOTH_SCREENS
def test_the_system_administrator_makes_accounts(
    browser: Browser, site: str, county: County, size: tuple[int, int]
) -> None:
    admin = Visit(browser, site, county, "admin", size)
    admin.open("/accounts")
    admin.follow("新建单位")
    admin.press("新建单位")
    admin.open("/accounts")
    admin.follow("新建账户")
    admin.press("新建账户")
    admin.page.fill("[name='account.name']", "刀美兰")
    admin.page.fill("[name='account.login']", "dao")
    admin.page.select_option("[name='account.unit_id']", "hrss")
    admin.press("新建账户")
    assert "只在这里显示一次" in admin.page.inner_text("main")
    admin.follow("去账户页面")
    admin.page.fill("[name='card.card_number']", "53052300021")
    admin.press("登记执法证")
    admin.page.fill("[name='card.card_valid_to']", "2025-06-30")
    admin.press("登记执法证")
    admin.close()


@BOTH_SCREENS
def test_the_system_administrator_sends_again(
    browser: Browser, site: str, county: County, size: tuple[int, int]
) -> None:
    tell(county)
    with county.office.database.write() as tx:
        for which, state, attempt, error in (("MIN", "dead", 12, "字体缺失"), ("MAX", "owed", 3, "磁盘空间已满")):
            tx.run(
                "UPDATE effects SET state = :state, attempt = :attempt, last_error = :error"
                f" WHERE id = (SELECT {which}(id) FROM effects)",
                {"state": state, "attempt": attempt, "error": error},
            )
    admin = Visit(browser, site, county, "admin", size)
    admin.open("/effects")
    admin.page.locator("#dead button").click()
    admin.look()
    assert "已经重新排队" in admin.page.inner_text("main")
    admin.close()


@BOTH_SCREENS
def test_the_security_administrator_and_the_auditor(
    browser: Browser, site: str, county: County, size: tuple[int, int]
) -> None:
    for login, name, role in (("anquan", "蔺成龙", "security_administrator"), ("shenji", "鲁秀英", "auditor")):
        accounts.create_account(
            county.office, login=login, name=name, unit_id="hrss", password="Lotus-2026x", roles=[role]
        )
    security = Visit(browser, site, county, "anquan", size)
    security.open("/accounts")
    security.follow("寸雪梅")
    security.press("授予")
    security.page.select_option("[name='grant.role']", "team_head")
    security.page.fill("[name='grant.reason']", "段任命〔2026〕5号")
    security.press("授予")
    assert "监察机构负责人" in security.page.inner_text("table")
    security.page.fill("[name='close.reason']", "借调")
    security.press("停用")
    security.close()
    auditor = Visit(browser, site, county, "shenji", size)
    for path in ("/log?person=anquan", "/log?day=x", "/log", "/settings"):
        auditor.open(path)
    auditor.close()
