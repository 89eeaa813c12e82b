"""Help in place, the glossary, the shortcuts and the skip link, in a real browser, for officials and the public."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from engine import sessions
from engine.visitor import COOKIE
from tests.support.county import County, make_county
from tests.support.web import served, web_of
from workflows.labour_inspection.forms import Complaint

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

PHONE, OFFICE_SCREEN = {"width": 360, "height": 800}, {"width": 1366, "height": 768}


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    folder = tmp_path_factory.mktemp("words")
    made = make_county(f"sqlite:///{folder / 'carnation.db'}", folder / "office")
    yield made
    made.office.close()


@pytest.fixture(scope="module")
def site(county: County) -> Iterator[str]:
    with served(web_of(county).app) as address:
        yield address


def official(browser: Browser, site: str, county: County) -> BrowserContext:
    context = browser.new_context(viewport=OFFICE_SCREEN)
    context.add_cookies([{"name": COOKIE, "value": sessions.start(county.office, "head").token, "url": site}])
    return context


def looked_at(page: Page, *, script: bool = True) -> None:
    """No fault for axe-core (which is a script itself), nothing wider than the screen."""
    if script:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_anybody_looks_a_word_up(browser: Browser, site: str, script: bool) -> None:
    page = browser.new_context(viewport=PHONE, java_script_enabled=script).new_page()
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
    page = official(browser, site, county).new_page()
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
    page = official(browser, site, county).new_page()
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
