"""Help in place, the glossary, the shortcuts and the skip link, in a real browser, for officials and the public."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.county import County
from tests.support.screen import OFFICE_SCREEN, PHONE, Visit, looked_at, window
from workflows.labour_inspection.forms import Complaint

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_anybody_looks_a_word_up(browser: Browser, site: str, script: bool) -> None:
    page = window(browser, PHONE, script=script).new_page()
    page.goto(f"{site}/start")
    page.get_by_role("link", name="这些词是什么意思").click()
    looked_at(page, script=script)
    page.get_by_label("找一个词").fill("滞纳金")
    page.get_by_role("button", name="找", exact=True).click()
    looked_at(page, script=script)
    assert "欠缴期间按日加收的钱" in page.inner_text("main")
    assert "《社会保险法》第86条" in page.inner_text("main")
    assert "送达回证" not in page.inner_text("main")
    page.goto(f"{site}/keys")
    looked_at(page, script=script)
    page.get_by_role("button", name="关掉快捷键").click()
    assert "快捷键已经关掉" in page.inner_text("main")


def test_a_case_and_a_step_explain_themselves_where_they_stand(browser: Browser, site: str, county: County) -> None:
    case = county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection").case_id
    page = Visit(browser, site, county, "head", OFFICE_SCREEN).page
    page.goto(f"{site}/cases/{case}")
    page.get_by_text("“受理审查”是什么意思").click()
    assert "正在审查是否受理" in page.inner_text("#where")
    assert "《劳动保障监察条例》第9条第2款" in page.inner_text("#where")
    page.goto(f"{site}/cases/{case}/steps/accept_and_file")
    page.get_by_text("这一步是什么意思").click()
    page.get_by_text("要在多久以内办").click()
    told = page.inner_text("main")
    assert "审查并受理劳动者的投诉，由监察机构负责人办理" in told
    assert "之后5个工作日" in told
    looked_at(page)


def test_shortcuts_are_quicker_and_can_be_turned_off(browser: Browser, site: str, county: County) -> None:
    page = Visit(browser, site, county, "head", OFFICE_SCREEN).page
    page.goto(f"{site}/words")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("?")
    page.get_by_role("dialog", name="快捷键").wait_for()
    looked_at(page)
    page.keyboard.press("Escape")
    page.get_by_role("dialog", name="快捷键").wait_for(state="detached")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("?1/")
    assert page.input_value("#q") == "?1/"
    page.goto(f"{site}/words")
    page.keyboard.press("1")
    page.wait_for_url(f"{site}/")
    page.goto(f"{site}/keys")
    looked_at(page)
    page.get_by_role("button", name="关掉快捷键").click()
    page.keyboard.press("?")
    page.keyboard.press("/")
    assert page.get_by_role("dialog").count() == 0
    assert page.evaluate("document.activeElement.id") != "q"
