"""Lists in pages: tabs, filters, search, saved views, exports, bulk acts; the same cases for the same people everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from engine import readlog, searches
from engine.errors import InvalidForm
from engine.handoff import HANDLERS
from forms.pages.exports import Sheet, within_limit
from tests.support.county import County, make_county
from tests.support.many import TOWNSHIPS, fill
from tests.support.story import render_plainly
from tests.support.web import Browser, Web, web_of
from workflows.labour_inspection.forms import Complaint, Filing

WORKER, NUMBER = "杨春兰", "533024199203150024"


@pytest.fixture
def web(database_url: str, tmp_path: Path) -> Iterator[Web]:
    county = make_county(database_url, tmp_path / "office")
    county.handlers = {**HANDLERS, "render_paper": render_plainly}
    yield web_of(county)
    county.office.close()


@pytest.fixture
def full(web: Web) -> Web:
    """A county with three hundred cases, ninety of them open."""
    fill(web.county, 300)
    return web


def opened(county: County, **changes: object) -> str:
    complaint = Complaint.example().model_copy(update=changes)
    return county.take("reception", "register_complaint", complaint, case_type="labour_inspection").case_id


def search(browser: Browser, **typed: str) -> str:
    browser.open("/cases")
    return browser.post("/cases", csrf=csrf(browser), list="cases", **typed)


def csrf(browser: Browser) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', browser.page)
    assert found
    return found[1]


def listed(page: str) -> list[str]:
    """The cases of a table, in order."""
    return re.findall(r'name="case" value="([0-9a-z]{26})"', page)


def every_page(browser: Browser, path: str) -> list[str]:
    """The cases of all pages of a list, by its own links."""
    found, page = [], browser.open(path)
    while True:
        found += listed(page)
        link = re.search(r'rel="next" href="([^"]+)"', page)
        if link is None:
            return found
        page = browser.open(unescape(link[1]))


def exported(browser: Browser, path: str) -> tuple[list[list[object]], bytes]:
    answer = browser.client.get(path)
    assert answer.status_code == 200, answer.text
    return CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python(), answer.content


class TestSearch:
    def test_what_is_typed_never_stands_in_an_address(self, web: Web) -> None:
        case = opened(web.county)
        browser = web.browser("head")
        for typed in (
            {"q": WORKER},
            {"q": NUMBER},
            {"employer": "石斛"},
            {"q": "兰", "employer": "91530523MA6KTAAA79"},
        ):
            assert case in listed(search(browser, state="all", **typed)), typed
            assert re.fullmatch(r"http://testserver/cases\?state=all&find=[\w-]+", browser.address)
            for link in re.findall(r'href="([^"]*)"', browser.page):
                assert not any(text in link for text in (*typed.values(), NUMBER[:6]))

    def test_a_token_opens_for_its_owner_only_and_for_half_a_day(self, web: Web) -> None:
        opened(web.county)
        browser = web.browser("head")
        search(browser, q=WORKER)
        address = browser.address.removeprefix("http://testserver")
        assert "已经过期" in web.browser("duan").open(address)
        web.county.time.forward(hours=13)
        fresh = web.browser("head")
        assert "已经过期" in fresh.open(address)
        assert searches.recall(web.county.office, "head", "不是") is None
        assert searches.recall(web.county.office, "head", "AAAA") is None

    def test_a_number_is_noted_in_the_read_log_without_the_number(self, web: Web) -> None:
        opened(web.county)
        search(web.browser("head"), q=NUMBER)
        with web.county.office.database.read() as tx:
            entries = [e for e in readlog.entries(tx) if e.action == "search_number"]
        assert [e.subject for e in entries] == ["1件"]

    def test_own_writes_are_found_at_once(self, web: Web) -> None:
        browser = web.browser("reception")
        assert listed(search(browser, q="新桥")) == []
        case = opened(web.county, employer="龙陵县新桥砖厂")
        assert listed(search(browser, q="桥")) == [case]


class TestFilters:
    def test_every_filter_gives_exactly_the_cases_it_names(self, full: Web) -> None:
        browser = full.browser("head")
        with full.county.office.database.read() as tx:

            def ids(where: str) -> set[str]:
                return {row[0] for row in tx.all(f"SELECT id FROM cases c WHERE c.unit_id = 'hrss' AND {where}", {})}

            officer = "EXISTS (SELECT 1 FROM case_officers o WHERE o.case_id = c.id"
            wanted = {
                "state=all": ids("1 = 1"),
                "state=closed": ids("is_open = 0"),
                "stage=investigating": ids("is_open = 1 AND stage = 'investigating'"),
                "township=平达乡&state=all": ids("township = '平达乡'"),
                "officer=officer3": ids(f"is_open = 1 AND {officer} AND o.account_id = 'officer3')"),
                "officer=none": ids(f"is_open = 1 AND NOT {officer})"),
                "due=overdue": ids("is_open = 1 AND next_due < '2026-11-20'"),
                "due=today": ids("is_open = 1 AND next_due = '2026-11-20'"),
                "due=week": ids("is_open = 1 AND next_due BETWEEN '2026-11-20' AND '2026-11-22'"),
                "due=month": ids("is_open = 1 AND next_due BETWEEN '2026-11-20' AND '2026-12-20'"),
                "due=later": ids("is_open = 1 AND next_due > '2026-12-20' AND next_due < '9999'"),
                "due=none&state=all": ids("next_due = '9999-12-31'"),
                "from=2026-01-01&until=2026-06-30": ids(
                    "is_open = 1 AND opened_on BETWEEN '2026-01-01' AND '2026-06-30'"
                ),
                "case_type=back_payment&state=all": set(),
                "unit=hrss-shidian": set(),
            }
        assert wanted["due=overdue"]
        assert wanted["officer=none"]
        assert wanted["due=later"]
        for query, expected in wanted.items():
            found = every_page(browser, f"/cases?{query}")
            assert len(found) == len(set(found)), f"{query}: a case came twice"
            assert set(found) == expected, query
            newest = every_page(browser, f"/cases?{query}&sort=newest")
            assert newest == sorted(expected, reverse=True), query
        assert all(name in browser.open("/cases") for name in TOWNSHIPS)

    @pytest.mark.parametrize(
        "query", ["due=soon", "state=lost", "from=2026-02-30", "sort=random", "stage=a'b", "after=x"]
    )
    def test_what_cannot_be_read_is_refused_by_name(self, web: Web, query: str) -> None:
        browser = web.browser("head")
        browser.open(f"/cases?{query}")
        assert browser.status == 422


class TestWorkList:
    def test_each_part_has_its_cases_and_its_count(self, web: Web) -> None:
        case = opened(web.county)
        head, reception, duan = web.browser("head"), web.browser("reception"), web.browser("duan")
        assert f'href="/cases/{case}/steps/accept_and_file"' in head.open("/")
        assert re.search(r"<b>1</b>待办", head.page)
        assert case in listed(reception.open("/?tab=running"))
        assert "登记投诉" in reception.open("/?tab=done")
        filing = Filing.example().model_copy(update={"lead": "duan", "second": "cun"})
        web.county.take("head", "accept_and_file", filing, case=case)
        assert re.search(r"<b>0</b>待办", head.open("/"))
        assert case in head.open("/?tab=done")
        assert f'href="/cases/{case}/steps/serve_acceptance"' in duan.open("/")
        assert case in listed(duan.open("/?tab=running"))
        assert case not in duan.open("/?stage=review")

    def test_pages_lose_and_double_nothing(self, full: Web) -> None:
        browser = full.browser("head")
        seen, page = [], browser.open("/?due=overdue")
        while True:
            seen += re.findall(r'<h3><a href="/cases/(\w{26})/steps/', page)
            link = re.search(r'rel="next" href="([^"]+)"', page)
            if link is None:
                break
            page = browser.open(unescape(link[1]))
        assert len(seen) == len(set(seen))

    def test_an_administrator_sees_no_case_in_any_part(self, full: Web) -> None:
        browser = full.browser("admin")
        for path in (
            "/",
            "/?tab=running",
            "/?tab=waiting",
            "/?tab=done",
            "/cases?state=all",
            "/lists/cases/print?state=all",
        ):
            assert not re.search(r"/cases/[0-9a-z]{26}", browser.open(path)), path
        rows, _ = exported(browser, "/lists/cases.xlsx?state=all")
        assert len(rows) == 4


class TestSavedViews:
    def test_are_kept_per_person_and_open_the_list_as_it_was(self, full: Web) -> None:
        browser = full.browser("head")
        found = listed(search(browser, q="龙陵", township="平达乡", due="overdue"))
        assert found
        browser.post(
            "/views", csrf=csrf(browser), list="cases", query=browser.address.partition("?")[2], name="平达逾期"
        )
        assert listed(browser.page) == found
        assert f"{len(found)}件" in browser.open("/views")
        assert "平达逾期" in browser.open("/")
        link = re.search(r'href="(/views/\w{26})">平达逾期', browser.page)
        assert link
        full.county.time.forward(hours=2)
        browser = full.browser("head")
        assert listed(browser.open(link[1])) == found
        other = full.browser("duan")
        assert "平达逾期" not in other.open("/views")
        other.open(link[1])
        assert other.status == 404
        with full.county.office.database.read() as tx:
            kept = tx.all("SELECT filter FROM saved_views", {})
        assert "龙陵" not in str(kept)
        assert len(kept) == 1
        browser.open("/views")
        browser.post(f"{link[1]}/remove", csrf=csrf(browser))
        assert "还没有视图" in browser.page

    def test_a_view_without_a_name_is_refused(self, web: Web) -> None:
        browser = web.browser("head")
        browser.open("/cases")
        browser.post("/views", csrf=csrf(browser), list="cases", query="state=all", name=" ")
        assert browser.status == 422
        assert "视图名称：必须填写" in browser.page


class TestExport:
    def test_holds_the_list_masked_with_watermark_and_note(self, web: Web) -> None:
        opened(web.county, employer='=HYPERLINK("x")厂', fellows=())
        opened(web.county, employer="@SUM公司")
        browser = web.browser("head")
        rows, content = exported(browser, "/lists/cases.xlsx?township=龙山镇")
        assert rows[0][0] == "案件列表（共2行）"
        assert "龙陵县人力资源和社会保障局 杨国庆 2026年11月20日 10:00导出" in str(rows[1][0])
        assert rows[2][0] == "筛选条件：状态：在办；乡镇：龙山镇"
        table = {row[0]: row for row in rows[4:]}
        assert sorted(str(row[1])[0] for row in table.values()) == ["=", "@"]
        text = str(rows)
        assert WORKER not in text
        assert "杨*兰" in text
        assert NUMBER not in text
        with ZipFile(BytesIO(content)) as parts:
            sheet = parts.read("xl/worksheets/sheet1.xml").decode()
            assert "<f>" not in sheet
            assert "<f " not in sheet
            assert "杨国庆" in sheet[sheet.index("<headerFooter") :]
        with web.county.office.database.read() as tx:
            entries = [e for e in readlog.entries(tx) if e.action == "export_list"]
        assert [e.subject for e in entries] == ["案件列表，2行"]

    def test_has_exactly_the_cases_of_the_list(self, full: Web) -> None:
        browser = full.browser("head")
        for query in ("state=all", "stage=investigating&due=overdue", "township=镇安镇&sort=newest"):
            shown = every_page(browser, f"/cases?{query}")
            rows, _ = exported(browser, f"/lists/cases.xlsx?{query}")
            with full.county.office.database.read() as tx:
                numbers = {row[0]: row[1] for row in tx.all("SELECT id, number FROM cases", {})}
            assert [row[0] for row in rows[4:]] == [numbers[case] for case in shown]

    def test_what_was_typed_is_neither_in_the_note_nor_in_the_file_name(self, web: Web) -> None:
        opened(web.county)
        browser = web.browser("head")
        search(browser, q=WORKER)
        query = browser.address.partition("?")[2]
        rows, _ = exported(browser, f"/lists/cases.xlsx?{query}")
        assert len(rows) == 5
        assert WORKER not in str(rows)
        name = browser.client.get(f"/lists/cases.xlsx?{query}").headers["content-disposition"]
        assert re.fullmatch(
            r"attachment; filename=\"list.xlsx\"; filename\*=UTF-8''[%A-F0-9]+20261120-1000\.xlsx", name
        )

    @pytest.mark.parametrize("tab", ["todo", "running", "waiting", "done"])
    def test_of_every_part_of_the_work_list(self, full: Web, tab: str) -> None:
        rows, _ = exported(full.browser("head"), f"/lists/work.xlsx?tab={tab}")
        assert rows[3][0]

    def test_of_deadlines(self, full: Web) -> None:
        rows, _ = exported(full.browser("head"), "/lists/due.xlsx?when=overdue")
        assert len(rows) > 4

    def test_too_long_a_list_is_refused_with_what_to_do(self) -> None:
        rows = (("1",),) * 11
        within_limit(Sheet("案件列表", ("案号",), rows), most=11)
        with pytest.raises(InvalidForm) as refused:
            within_limit(Sheet("案件列表", ("案号",), rows), most=10)
        assert "超过10行，一个文件放不下；请缩小筛选范围" in refused.value.fields[0].message
