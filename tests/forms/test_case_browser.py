"""What people do around a case's steps in a real browser, at both sizes, by keyboard and without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.forms.test_browser import OFFICE_SCREEN, PHONE, Visit, county, site
from tests.support.county import County
from tests.support.files import REFUSED, pdf, png
from workflows.labour_inspection.forms import Complaint

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["county", "site"]
BOTH = pytest.mark.parametrize("size", [OFFICE_SCREEN, PHONE], ids=["office", "phone"])


def opened(county: County) -> str:
    return county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection").case_id


@BOTH
def test_evidence_is_chosen_dropped_looked_at_and_withdrawn(
    browser: Browser, site: str, county: County, size: tuple[int, int]
) -> None:
    case = opened(county)
    duan = Visit(browser, site, county, "duan", size)
    duan.open(f"/cases/{case}")
    duan.page.get_by_role("link", name="登记证据").click()
    duan.look()
    duan.page.set_input_files(
        "#files",
        [
            {"name": "工资条.png", "mimeType": "image/png", "buffer": png(40, 30)},
            {"name": "工资.exe", "mimeType": "application/octet-stream", "buffer": REFUSED["a program"]},
        ],
    )
    assert duan.page.locator("[data-chosen] li").count() == 2
    dropped = duan.page.evaluate_handle(
        "data => { const all = new DataTransfer(); all.items.add(new File([new Uint8Array(data)], '流水.pdf'));"
        " return all; }",
        list(pdf()),
    )
    duan.page.dispatch_event("[data-drop]", "drop", {"dataTransfer": dropped})
    assert duan.page.locator("[data-chosen] li").count() == 3
    duan.look()
    duan.page.fill("#label", "3月工资")
    duan.page.keyboard.press("Enter")
    duan.page.wait_for_selector(".errors")
    duan.look()
    assert "已登记2个文件，还有1个没有登记" in duan.page.inner_text(".errors")
    assert duan.page.evaluate("document.activeElement.className") == "errors"
    duan.page.locator(".exhibits a").first.click()
    duan.look()
    duan.page.wait_for_function("document.querySelector('.picture img').naturalWidth === 40")
    duan.page.get_by_text("登错了，撤回").click()
    duan.look()
    duan.page.fill("#reason", "另一案的照片")
    duan.page.get_by_role("button", name="撤回").click()
    duan.look()
    assert "另一案的照片" in duan.page.inner_text(".exhibits")
    duan.close()


def test_evidence_needs_no_script(browser: Browser, site: str, county: County) -> None:
    case = opened(county)
    duan = Visit(browser, site, county, "duan", PHONE, script=False)
    duan.page.goto(f"{site}/cases/{case}/exhibits")
    duan.page.set_input_files("#files", {"name": "工资条.png", "mimeType": "image/png", "buffer": png()})
    duan.page.get_by_role("button", name="登记").click()
    assert "已登记1个文件" in duan.page.inner_text(".notice")
    duan.close()
