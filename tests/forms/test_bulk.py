"""Acts on many cases at once: a preview and a result for each, and every case's own conditions hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from engine import nudges, readlog
from engine.administration import grant_role
from engine.handoff import HANDLERS
from tests.support.county import make_county
from tests.support.story import render_plainly
from tests.support.web import HIDDEN, Browser, Web, web_of
from workflows.labour_inspection.forms import Complaint, Filing

FILING = {"lead": "duan", "second": "cun", "summary": "投诉人反映没有办理社会保险登记", "cause": "不办理社会保险登记"}


@pytest.fixture
def web(database_url: str, tmp_path: Path) -> Iterator[Web]:
    county = make_county(database_url, tmp_path / "office")
    county.handlers = {**HANDLERS, "render_paper": render_plainly}
    yield web_of(county)
    county.office.close()


def opened(web: Web, count: int) -> list[str]:
    return [
        web.county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection").case_id
        for _ in range(count)
    ]


def begin(browser: Browser, act: str, cases: list[str]) -> str:
    """Tick cases on the list and press the button of an act."""
    browser.open("/cases?state=all")
    found = re.search(r'name="csrf" value="([^"]+)"', browser.page)
    assert found
    return send(browser, {"csrf": found[1], "act": act, "case": cases, "back": "/cases?state=all"})


def go_on(browser: Browser, do: str, **typed: str) -> str:
    """Send the form of the page with all that it holds."""
    values: dict[str, list[str]] = {}
    token = re.search(r'name="csrf" value="([^"]+)"', browser.page)
    assert token
    main = browser.page[browser.page.find("<main") :]
    for name, value in HIDDEN.findall(main):
        values.setdefault(name, []).append(value)
    return send(browser, {**values, "csrf": token[1], **typed, "do": do})


def send(browser: Browser, data: dict[str, object]) -> str:
    answer = browser.client.post("/bulk", data=data)
    browser.page, browser.status = answer.text, answer.status_code
    return browser.page


def stages(web: Web, cases: list[str]) -> list[str]:
    return [web.county.stage(case) for case in cases]


def test_closed_cases_are_only_printed_and_nothing_picked_leads_back(web: Web) -> None:
    opened(web, 1)
    browser = web.browser("head")
    assert 'value="assign"' in browser.open("/cases")
    assert "没有选择案件" in browser.post("/bulk", act="assign", back="/cases?state=all")
    assert 'href="/cases?state=all">返回列表' in browser.page
    with web.county.office.database.write() as tx:
        tx.run("UPDATE cases SET is_open = 0, closed_on = '2026-11-20'", {})
    page = browser.open("/cases?state=closed")
    assert 'value="print"' in page
    assert 'value="assign"' not in page
    stale = browser.client.post("/bulk", data={"csrf": "of-an-older-session"})
    assert stale.status_code == 403
    assert "<h1>没有提交</h1>" in stale.text


class TestAssigning:
    def test_takes_the_step_for_each_case_after_a_preview_and_tells_each_result(self, web: Web) -> None:
        cases = opened(web, 3)
        filing = Filing.example().model_copy(update={"lead": "duan", "second": "cun"})
        web.county.take("head", "accept_and_file", filing, case=cases[2])
        browser = web.browser("head")
        begin(browser, "assign", cases)
        assert "受理立案（2件可办）" in browser.page
        go_on(browser, "fill", step="labour_inspection.accept_and_file")
        go_on(browser, "preview", **FILING)
        assert "<b>2</b>件可以办理，<b>1</b>件不能" in browser.page
        assert "进入“立案”" in browser.page
        assert "不能办理“受理立案”" in browser.page
        assert stages(web, cases) == ["review", "review", "filed"], "a preview changes nothing"
        web.county.take("head", "accept_and_file", filing, case=cases[1])
        go_on(browser, "go")
        assert "办了1件，2件没有办" in browser.page
        assert stages(web, cases) == ["filed"] * 3
        with web.county.office.database.read() as tx:
            assert tx.one("SELECT COUNT(*) FROM events WHERE case_id = :id", {"id": cases[0]}) == (2,)

    def test_running_cases_get_another_officer_and_keep_the_second(self, web: Web) -> None:
        cases = opened(web, 2)
        filing = Filing.example().model_copy(update={"lead": "duan", "second": "cun"})
        for case in cases:
            web.county.take("head", "accept_and_file", filing, case=case)
        grant_role(web.county.office, "presiding", "inspector", web.county.office.clocks.today(), by="system")
        browser = web.browser("head")
        begin(browser, "assign", cases)
        assert "改派承办人（2件可办）" in browser.page
        go_on(browser, "fill", step="labour_inspection.change_officers")
        go_on(browser, "preview", lead="presiding", reason="段志明调离")
        assert "<b>2</b>件可以办理" in browser.page
        assert "此后由罗家宝、寸雪梅承办" in browser.page
        go_on(browser, "go")
        with web.county.office.database.read() as tx:
            rows = tx.all("SELECT account_id FROM case_officers ORDER BY case_id, ordinal", {})
        assert [row[0] for row in rows] == ["presiding", "cun"] * 2

    def test_the_same_page_sent_twice_acts_once(self, web: Web) -> None:
        cases = opened(web, 2)
        browser = web.browser("head")
        begin(browser, "assign", cases)
        go_on(browser, "fill", step="labour_inspection.accept_and_file")
        preview = go_on(browser, "preview", **FILING)
        assert "办了2件" in go_on(browser, "go")
        browser.page = preview
        assert "办了2件" in go_on(browser, "go")
        with web.county.office.database.read() as tx:
            assert tx.one("SELECT COUNT(*) FROM events WHERE step = 'accept_and_file'", {}) == (2,)

    def test_one_officer_twice_is_refused_for_each_case(self, web: Web) -> None:
        cases = opened(web, 2)
        browser = web.browser("head")
        begin(browser, "assign", cases)
        go_on(browser, "fill", step="labour_inspection.accept_and_file")
        go_on(browser, "preview", **{**FILING, "second": "duan"})
        assert "<b>0</b>件可以办理，<b>2</b>件不能" in browser.page
        assert 'value="go"' not in browser.page

    def test_who_may_not_assign_is_refused_and_foreign_cases_are_not_there(self, web: Web) -> None:
        cases = opened(web, 1)
        for person in ("duan", "stranger", "admin"):
            browser = web.browser(person)
            begin(browser, "assign", cases)
            go_on(browser, "preview", **FILING, step="labour_inspection.accept_and_file", act="assign", case=cases[0])
            assert "<b>0</b>件可以办理" in browser.page
            go_on(browser, "go", **FILING, **{f"version.{cases[0]}": "1"})
            assert "办了0件" in browser.page
            assert ("龙陵县禾青" in browser.page) == (person == "duan")
        assert stages(web, cases) == ["review"]


class TestReminding:
    def test_tells_the_officers_of_each_case_once_and_is_put_away(self, web: Web) -> None:
        cases = opened(web, 2)
        filing = Filing.example().model_copy(update={"lead": "duan", "second": "cun"})
        web.county.take("head", "accept_and_file", filing, case=cases[0])
        browser = web.browser("head")
        begin(browser, "remind", cases)
        preview = go_on(browser, "preview", text="请本周完成")
        assert "将提醒段志明、寸雪梅" in preview
        assert "还没有承办人，请选择要提醒的同事" in preview
        assert "办了1件，1件没有办" in go_on(browser, "go")
        browser.page = preview
        go_on(browser, "go")
        duan = web.browser("duan")
        assert duan.open("/").count("请本周完成") == 1
        link = re.search(r'action="(/nudges/[0-9a-z]+)"', duan.page)
        assert link
        duan.post(link[1], csrf=re.search(r'name="csrf" value="([^"]+)"', duan.page)[1])  # type: ignore[index] # every form has one
        assert "请本周完成" not in duan.page
        assert "请本周完成" in web.browser("cun").open("/")

    def test_reaches_nobody_who_may_not_see_the_case(self, web: Web) -> None:
        (case,) = opened(web, 1)
        office = web.county.office
        head = office.actor("head")
        with office.database.write() as tx:
            tx.run(
                "INSERT INTO recusals (account_id, case_id, reason, since) VALUES ('cun', :id, '亲属', '2026-11-20')",
                {"id": case},
            )
        told = {
            who: nudges.nudge(office, head, [case], "催", who)[0].refusal for who in ("cun", "stranger", "head", "duan")
        }
        assert {who: refusal.detail for who, refusal in told.items() if refusal} == {
            "cun": "寸雪梅无权查看这件案件",
            "stranger": "王小东无权查看这件案件",
            "head": "不能催办自己",
        }
        assert nudges.nudge(office, office.actor("stranger"), [case], "催", "duan")[0].refusal is not None


class TestPrinting:
    def test_gives_the_papers_of_each_case_and_logs_each(self, web: Web) -> None:
        cases = opened(web, 2)
        filing = Filing.example().model_copy(update={"lead": "duan", "second": "cun"})
        web.county.take("head", "accept_and_file", filing, case=cases[0])
        web.county.carry()
        browser = web.browser("head")
        assert "件可以办理" in begin(browser, "print", cases)
        answer = browser.client.post(
            "/bulk", data={"csrf": HIDDEN.findall(browser.page)[0][1], "act": "print", "case": cases, "do": "go"}
        )
        assert answer.headers["content-type"] == "application/zip"
        with ZipFile(BytesIO(answer.content)) as archive:
            names = archive.namelist()
            assert names
            assert all(archive.read(name).startswith(b"paper ") for name in names)
        with web.county.office.database.read() as tx:
            logged = [e for e in readlog.entries(tx) if e.action == "download_paper"]
        assert len(logged) == len(names)

    def test_a_stranger_gets_no_paper(self, web: Web) -> None:
        cases = opened(web, 1)
        web.county.carry()
        browser = web.browser("stranger")
        assert "<b>0</b>件可以办理，<b>1</b>件不能" in begin(browser, "print", cases)
        go_on(browser, "go")
        assert browser.status == 404


@pytest.mark.parametrize(("act", "cases"), [("assign", []), ("assign", ["x"]), ("explode", ["0" * 26])])
def test_nothing_chosen_or_nothing_known_is_refused(web: Web, act: str, cases: list[str]) -> None:
    browser = web.browser("head")
    begin(browser, act, cases)
    assert browser.status in {404, 422}
