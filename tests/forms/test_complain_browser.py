"""A worker complains on a phone, reception registers it or says why not, and the same code follows it all the way."""

from __future__ import annotations

import logging
import re
from base64 import b64decode
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.support.county import County
from tests.support.screen import OFFICE_SCREEN, PHONE, Visit, looked_at, window

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FilePayload, Page

NUMBER, NAME, TELEPHONE = "533024199203150024", "杨春兰", "13800138000"
PHOTO: FilePayload = {
    "name": "工资条.png",
    "mimeType": "image/png",
    "buffer": b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    ),
}
PRIVATE = (NUMBER, NAME, TELEPHONE)


def filled(page: Page) -> None:
    """Answer every question as a worker would."""
    page.get_by_label("单位一直没有给我上社保").check()
    page.get_by_label("把事情写下来").fill("在厂里分拣石斛，每月4500元，厂里说不办社保。")
    page.get_by_label("单位叫什么名字").fill("龙陵县禾青石斛加工厂")
    page.get_by_label("单位在哪里").fill("龙陵县龙山镇")
    page.get_by_label("什么时候开始在这里上班").fill("2024年3月")
    page.get_by_label("姓名").fill(NAME)
    page.get_by_label("身份证号码").fill(NUMBER)
    page.get_by_label("电话").fill(TELEPHONE)
    page.get_by_label("住址").fill("龙陵县龙山镇")
    page.get_by_label("交给哪个单位").select_option("hrss")
    page.get_by_label("我看完了，同意").check()


def follow(page: Page, site: str, code: str) -> str:
    page.goto(f"{site}/track")
    page.get_by_label("查询码", exact=True).fill(code)
    page.get_by_label("身份证号码后四位").fill("0024")
    page.get_by_role("button", name="查询").click()
    return page.inner_text("main")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_from_the_phone_to_the_registered_case(  # noqa: PLR0915 - one long walk
    browser: Browser, site: str, county: County, script: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    worker = window(browser, PHONE, script=script).new_page()
    addresses: list[str] = []
    worker.on("request", lambda request: addresses.append(request.url))
    worker.goto(f"{site}/start")
    worker.get_by_role("link", name=re.compile("^网上投诉")).click()
    looked_at(worker, script=script)
    worker.get_by_role("button", name="提交投诉").click()
    assert worker.get_by_role("alert").is_visible()
    looked_at(worker, script=script)
    filled(worker)
    worker.get_by_label("身份证号码").fill("533024199203150025")
    worker.get_by_label("照片").set_input_files([PHOTO, {**PHOTO, "name": "表.exe", "buffer": b"MZ\0"}])
    worker.get_by_role("button", name="提交投诉").click()
    looked_at(worker, script=script)
    assert worker.get_by_label("姓名").input_value() == NAME
    assert "已经收下1张：工资条.png" in worker.inner_text("main")
    assert "表.exe" in worker.inner_text(".errors")
    assert worker.get_by_label("我看完了，同意").is_checked()
    assert worker.get_by_label("交给哪个单位").input_value() == "hrss"
    worker.get_by_label("身份证号码").fill(NUMBER)
    worker.get_by_role("button", name="提交投诉").click()
    looked_at(worker, script=script)
    assert "最晚11月27日（周五）" in worker.inner_text("main")
    code = worker.inner_text(".code-text")
    worker.reload()
    assert worker.inner_text(".code-text") == code
    told = follow(worker, site, code)
    looked_at(worker, script=script)
    assert "我们已经收到您的网上投诉" in told
    assert "最晚11月27日（周五）" in told

    county.time.forward(days=3)
    reception = Visit(browser, site, county, "reception", OFFICE_SCREEN).page
    reception.goto(f"{site}/")
    reception.locator("nav.nav").get_by_role("link", name=re.compile("^网上投诉")).click()
    assert "1件网上投诉等待核对" in reception.inner_text("h1")
    assert NAME not in reception.inner_text("main")
    looked_at(reception)
    reception.get_by_role("link", name="核对", exact=True).click()
    looked_at(reception)
    assert TELEPHONE in reception.inner_text("main")
    photo = reception.context.request.get(site + str(reception.get_by_text("照片1").get_attribute("href")))
    assert photo.body() == PHOTO["buffer"]
    reception.locator("[name='employer_address']").fill("")
    reception.get_by_role("button", name="登记并打印回执").click()
    assert "还有1处要改" in reception.inner_text(".errors")
    looked_at(reception)
    reception.locator("[name='employer_address']").fill("龙陵县龙山镇")
    reception.get_by_role("button", name="登记并打印回执").click()
    assert reception.inner_text(".code-text") == code
    assert "11月27日" in reception.inner_text("main"), "the term runs from the day on which it was sent"
    reception.get_by_role("link", name="看案件").click()
    assert "网上投诉时提交的照片1" in reception.inner_text("#evidence")
    reception.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    for path in ("/submissions", "/submissions?state=registered"):
        reception.goto(site + path)
        looked_at(reception)
    told = follow(worker, site, code)
    assert "正在审查是否受理" in told
    assert "登记您的投诉" in worker.content()

    assert {urlsplit(address).netloc for address in addresses} == {urlsplit(site).netloc}
    for text in (*addresses, caplog.text):
        assert code not in text
        assert not any(private in text for private in PRIVATE)


def test_a_repeat_is_shown_and_declined_with_a_reason_that_its_sender_reads(
    browser: Browser, site: str, county: County
) -> None:
    codes = []
    for _ in range(2):
        worker = window(browser, PHONE).new_page()
        worker.goto(f"{site}/complain")
        filled(worker)
        worker.get_by_role("button", name="提交投诉").click()
        codes.append(worker.inner_text(".code-text"))
    reception = Visit(browser, site, county, "reception", OFFICE_SCREEN).page
    reception.goto(f"{site}/submissions")
    reception.get_by_role("link", name="核对", exact=True).last.click()
    assert "还有1份网上投诉在等待核对" in reception.inner_text("main")
    reception.get_by_role("button", name="不登记，告诉本人").click()
    looked_at(reception)
    assert reception.locator("#ground-e").is_visible()
    reception.get_by_label("同一件事已经登记过").check()
    reception.get_by_role("textbox", name="理由").fill("您今天上午已经交过一份，我们按那一份办理")
    reception.get_by_role("button", name="不登记，告诉本人").click()
    looked_at(reception)
    reception.get_by_role("link", name="查看").click()
    looked_at(reception)
    told = [follow(worker, site, code) for code in codes]
    looked_at(worker)
    assert ["您今天上午已经交过一份" in text for text in told].count(True) == 1
    assert ["最晚11月27日" in text for text in told].count(True) == 1
