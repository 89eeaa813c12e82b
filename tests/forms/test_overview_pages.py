"""The leaders' overview without script: who may open it, numbers that lead to as many cases, Excel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from starlette.testclient import TestClient

from engine import readlog
from tests.support.county import County
from tests.support.story import tell
from tests.support.web import Web, web_of
from workflows.labour_inspection.forms import Complaint

LINK = re.compile(r'<a href="(/cases\?[^"]+)">([\d,.]+)<')


@pytest.fixture
def web(county: County) -> Iterator[Web]:
    tell(county)
    complaint = Complaint.example().model_copy(update={"received_on": county.office.clocks.today()})
    for place in ("龙陵县镇安镇", "龙陵县平达乡"):
        moved = complaint.model_copy(update={"employer_address": place})
        county.take("reception", "register_complaint", moved, case_type="labour_inspection")
    found = web_of(county)
    with TestClient(found.app):
        yield found


@pytest.mark.parametrize("person", ["deputy", "reviewer"])
def test_every_number_leads_to_the_cases_that_it_counts(web: Web, person: str) -> None:
    browser = web.browser(person)
    links = LINK.findall(browser.open("/overview"))
    assert len(links) > 8
    for address, text in links:
        page = browser.open(unescape(address))
        lines = set(re.findall(r'href="/cases/([0-9a-z]{26})"', page[page.find("<main") :]))
        if "measure=" in address:
            assert lines, address
        else:
            assert len(lines) == int(text.replace(",", "")), address


def test_only_who_supervises_sees_it(web: Web) -> None:
    browser = web.browser("duan")
    assert 'href="/overview"' not in browser.open("/")
    page = browser.open("/overview")
    assert browser.status == 403
    assert "监察机构负责人" in page


def test_own_dates_are_checked_and_kept(web: Web) -> None:
    browser = web.browser("deputy")
    page = browser.open("/overview?period=own&from=昨天&until=2026-12-31")
    assert browser.status == 422
    assert 'value="昨天"' in page
    browser.open("/overview?period=own&from=2026-12-31&until=2026-01-01")
    assert browser.status == 422
    page = browser.open("/overview?period=own&from=2025-01-01&until=2025-12-31")
    assert browser.status == 200
    assert "2025年1月1日" in page


def test_the_excel_file_holds_the_tables_and_is_noted(web: Web) -> None:
    browser = web.browser("deputy")
    browser.open("/overview")
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', browser.page))
    answer = browser.client.post("/overview/excel", data=hidden)
    assert answer.status_code == 200
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    assert {"各单位", "乡镇", "案件来源", "本期金额", "本期人数"} <= set(book.sheet_names)
    rows = book.get_sheet_by_name("乡镇").to_python()
    assert ["镇安镇", 1.0, 0.0, 1.0, 0.0] in rows
    note = " ".join(str(cell) for row in rows[:3] for cell in row)
    assert "尹建军" in note
    assert "2026年12月21日" in note
    with web.county.office.database.read() as tx:
        assert readlog.entries(tx, actor_id="deputy", limit=1)[0].action == "export_overview"
