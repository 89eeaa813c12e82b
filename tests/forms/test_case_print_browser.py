"""A case on paper, printed by a real browser: the summary is one page, and the history folds what the system did."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf

from tests.support.county import County
from tests.support.inspection import Inspection
from tests.support.screen import BOTH_SCREENS, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@BOTH_SCREENS
def test_an_ordinary_case_fits_on_one_page(browser: Browser, site: str, county: County, size: tuple[int, int]) -> None:
    inspection = Inspection.set_up(county).fined()
    county.carry()
    duan = Visit(browser, site, county, "duan", size)
    duan.open(f"/cases/{inspection.case}")
    history = duan.page.locator("#history")
    assert history.locator(".history > li").count() == 13, "one line for each act"
    assert "27条记录" in history.inner_text()
    history.get_by_text("文书已生成（系统记录2条）").first.click()
    duan.look()
    assert history.locator(".after-act[open] .hash").count() == 2
    duan.page.get_by_role("link", name="打印摘要").click()
    duan.look()
    told = duan.page.inner_text(".one-page")
    assert "杨*兰" in told
    assert "杨春兰" not in told
    assert "段志明于" in told
    with pikepdf.open(BytesIO(duan.page.pdf(prefer_css_page_size=True))) as printed:
        assert len(printed.pages) == 1
        assert [round(float(x)) for x in printed.pages[0].mediabox[2:]] == [595, 842]
    with county.office.database.read() as tx:
        assert tx.one("SELECT COUNT(*) FROM read_log WHERE action = 'print_summary'", {}) == (1,)
    duan.close()
