"""Lists in a real browser: every part and state on both screens with axe, by keyboard alone, and without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine import nudges
from tests.support.many import fill
from tests.support.screen import BOTH_SCREENS, OFFICE_SCREEN, Visit
from tests.support.story import tell

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.support.county import County


@BOTH_SCREENS
def test_a_team_heads_lists(browser: Browser, site: str, county: County, size: tuple[int, int]) -> None:
    fill(county, 300)
    tell(county)
    nudges.nudge(county.office, county.office.actor("chief"), [f"{0:026d}"], "请本周内决定是否受理", "head")
    head = Visit(browser, site, county, "head", size)
    for path in ("/", "/?tab=running", "/?tab=waiting", "/?tab=done", "/due", "/views", "/lists/cases/print"):
        head.open(path)
    head.open("/cases")
    head.page.get_by_text("更多条件").click()
    head.page.select_option("#n-town", "平达乡")
    head.page.select_option("#n-sort", "newest")
    head.page.fill("#n-firm", "厂")
    head.press("筛选")
    assert head.page.locator("table.cases tbody tr").count() > 0
    assert "厂" not in head.page.url
    head.page.get_by_text("保存为我的视图").click()
    head.page.fill("#v-name", "平达各厂")
    head.press("保存")
    head.open("/views")
    head.open("/cases?stage=review")
    head.page.locator("table.cases input[type=checkbox]").nth(0).check()
    head.page.locator("table.cases input[type=checkbox]").nth(1).check()
    head.press("指派承办人")
    head.press("下一步：填写")
    head.page.select_option("[name=lead]", "duan")
    head.page.select_option("[name=second]", "cun")
    head.page.fill("[name=summary]", "投诉人反映没有办理社会保险登记")
    head.press("下一步：预览")
    head.page.locator("button[value=go]").click()
    head.look()
    head.open("/cases?stage=investigating")
    head.page.get_by_text("全选本页").click()
    head.press("催办")
    head.press("下一步：预览")
    head.press("发出提醒")
    head.open("/")
    head.page.locator(".nudges button").first.click()
    head.look()
    assert head.page.locator(".nudges").count() == 0
    head.close()


def test_the_work_list_by_keyboard_alone(browser: Browser, site: str, county: County) -> None:
    fill(county, 100)
    head = Visit(browser, site, county, "head", OFFICE_SCREEN)
    head.open("/")
    head.reach(".task .act")
    head.page.keyboard.press("Enter")
    head.page.wait_for_url("**/steps/*")
    head.open("/cases")
    head.reach("#n-q")
    head.page.keyboard.type("乡检")
    head.page.keyboard.press("Enter")
    head.page.wait_for_url("**/cases?*find=*")
    assert "没有找到案件" in head.page.inner_text("main")
    head.close()


def test_lists_work_without_script(browser: Browser, site: str, county: County) -> None:
    fill(county, 100)
    head = Visit(browser, site, county, "head", OFFICE_SCREEN, script=False)
    page = head.page
    page.goto(site + "/cases")
    page.fill("#n-q", "龙陵")
    page.click("form.narrow button")
    assert page.locator("table.cases tbody tr").count() > 0
    assert not page.locator("[data-all]").is_visible()
    page.locator("table.cases input[type=checkbox]").first.check()
    page.click("button[value=remind]")
    page.click("button[value=preview]")
    assert "可以办理" in page.inner_text("main")
    head.close()
