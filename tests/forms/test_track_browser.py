"""A worker follows her story on a phone in a real browser: with and without script, in large type, framed, printed."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI
from starlette.responses import HTMLResponse

from tests.support.county import County, make_county
from tests.support.screen import PHONE, looked_at, window
from tests.support.story import tell
from tests.support.web import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame, Page

PRIVATE = ("533024199203150024", "杨春兰", "13800138000")


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    folder = tmp_path_factory.mktemp("track")
    made = make_county(f"sqlite:///{folder / 'carnation.db'}", folder / "office")
    tell(made)
    yield made
    made.office.close()


@pytest.fixture(scope="module")
def code(county: County) -> str:
    with county.office.database.read() as tx:
        row = tx.one("SELECT state FROM cases WHERE case_type = 'labour_inspection'", {})
    assert row is not None
    return county.office.vault.unseal(json.loads(row[0])["tracking"])


def follow(page: Page | Frame, code: str) -> None:
    page.get_by_label("查询码", exact=True).fill(code)
    page.get_by_label("身份证号码后四位").fill("0024")
    page.get_by_role("button", name="查询").click()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_worker_finds_the_way_reads_it_in_large_type_and_prints_it(
    browser: Browser, site: str, code: str, script: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    context = window(browser, PHONE, script=script)
    page = context.new_page()
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.goto(f"{site}/start")
    looked_at(page, script=script)
    page.get_by_role("link", name=re.compile("^查进度")).click()
    looked_at(page, script=script)
    follow(page, code)
    looked_at(page, script=script)
    main = page.inner_text("main")
    assert "走到第4步，一共6步" in main
    assert "最晚12月30日（周三）" in main
    assert "您现在不用做什么" in main
    assert "6,480.00元" in main
    assert "劳动保障监察投诉受理通知书" in main
    for summary in page.locator("summary").all():
        summary.click()
    looked_at(page, script=script)
    assert "《社会保险法》第63条第1款" in page.inner_text("main")

    page.get_by_role("button", name="大字").click()
    assert page.locator("html.large").count() == 1
    assert "走到第4步" in page.inner_text("main")
    looked_at(page, script=script)
    page.get_by_role("link", name="查另一件").click()
    assert page.locator("html.large").count() == 1
    looked_at(page, script=script)
    page.get_by_role("button", name="普通字").click()
    assert page.locator("html.large").count() == 0
    assert urlsplit(page.url).path == "/track"

    assert {urlsplit(address).netloc for address in addresses} == {urlsplit(site).netloc}
    for text in (*addresses, caplog.text):
        assert code not in text
        assert code.replace("-", "") not in text
        assert not any(private in text for private in PRIVATE)
    context.close()


def test_the_printed_page_opens_everything_and_shows_no_buttons(browser: Browser, site: str, code: str) -> None:
    page = window(browser, PHONE).new_page()
    page.goto(f"{site}/track")
    follow(page, code)
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="大字").is_visible()
    assert not page.get_by_role("button", name="打印这一页").is_visible()
    assert page.get_by_role("heading", name="发给您的文书").is_visible()
    page.close()


@pytest.mark.parametrize("named", [True, False], ids=["named", "stranger"])
def test_only_a_portal_that_the_operator_named_may_show_it_in_a_frame(
    browser: Browser, site: str, county: County, code: str, named: bool
) -> None:
    portal = FastAPI()
    frame = f'<!doctype html><title>门户</title><iframe name="inner" title="进度" src="{site}/track"></iframe>'
    portal.add_api_route("/", lambda: HTMLResponse(frame))
    with served(portal) as address:
        county.office.installation.track_embed = address if named else "http://portal.example"
        page = window(browser, PHONE).new_page()
        page.goto(address)
        inner = page.frame("inner")
        assert inner is not None
        if named:
            follow(inner, code)
            inner.get_by_text("走到第4步").wait_for()
            assert inner.locator("header.bar").count() == 0
            assert inner.get_by_role("link", name="算一算养老金").get_attribute("target") == "_blank"
        else:
            assert inner.get_by_label("查询码", exact=True).count() == 0
        page.close()


def test_a_page_that_was_open_too_long_is_not_drawn_again(
    browser: Browser, site: str, county: County, code: str
) -> None:
    page = window(browser, PHONE).new_page()
    page.goto(f"{site}/track")
    follow(page, code)
    county.time.forward(minutes=31)
    page.get_by_role("button", name="大字").click()
    county.time.forward(minutes=-31)
    assert "请重新输入查询码" in page.inner_text("main")
    assert "走到第4步" not in page.inner_text("main")
    page.close()
