"""The public estimate in a real browser: both sizes, large type, without script, checked with axe-core."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.support.screen import BOTH_SCREENS, looked_at, window

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@BOTH_SCREENS
def test_a_visitor_finds_it_asks_and_changes_an_answer(
    browser: Browser, site: str, size: tuple[int, int], script: bool
) -> None:
    context = window(browser, size, script=script)
    page = context.new_page()
    hosts: set[str] = set()
    addresses: list[str] = []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("request", lambda request: addresses.append(request.url))

    page.goto(f"{site}/track")
    page.get_by_role("link", name="算一算").click()
    looked_at(page, script=script)
    page.get_by_role("button", name="算一算").click()
    assert page.get_by_role("alert").is_visible()
    looked_at(page, script=script)
    page.get_by_text("女，生产和服务岗位").click()
    page.get_by_label("出生年月").fill("1986年5月")
    page.get_by_label("现在每月工资").fill("4500")
    page.get_by_label("已经缴了几个月").fill("96")
    page.get_by_label("单位没有给您缴的有几个月").fill("24")
    page.get_by_label("居民养老保险已经缴了几年").fill("5")
    page.locator("section", has_text="城乡居民养老保险").get_by_text("知道这些数").click()
    page.get_by_label("当地居民基础养老金").fill("163")
    page.get_by_role("button", name="算一算").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("您5")
    for summary in page.get_by_text("怎么算的，依据是什么").all():
        summary.click()
    looked_at(page, script=script)

    page.get_by_role("button", name="大字").click()
    looked_at(page, script=script)
    page.get_by_text("改一改再算").click()
    assert page.get_by_label("现在每月工资").input_value() == "4500"
    page.get_by_label("现在每月工资").fill("9000")
    page.get_by_role("button", name="算一算").click()
    assert page.get_by_role("button", name="普通字").is_visible()
    assert hosts == {urlsplit(site).netloc}
    assert {urlsplit(address).query.partition("=")[0] for address in addresses if "static" not in address} == {""}
    context.close()
