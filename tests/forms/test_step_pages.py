"""The step form without script: drafts, and lines that are pasted or uploaded; nothing that was typed is lost."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from engine import readlog
from tests.support.web import HIDDEN, Browser, Web, text_of
from workflows.labour_inspection.forms import Complaint, Filing, Order
from workflows.labour_inspection.forms.investigation import Recusal

FILING = {**Filing.example().model_dump(mode="json"), "lead": "duan", "second": "cun"}
BLOCK = "姓名\t身份证号\t起始月份\t终止月份\t月平均工资\t入职日期\t备注\n"
GOOD = "杨春兰\t533024199203150024\t2024年3月\t202408\t4,500\t2024.3.1\t补缴\n"


@pytest.fixture
def page(web: Web) -> str:
    """The address of a form with a table of lines."""
    take = web.county.take
    case = take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection").case_id
    take("head", "accept_and_file", FILING, case=case)
    take("duan", "start_investigation", Recusal.example(), case=case)
    return f"/cases/{case}/steps/order_correction"


def typed(page: str) -> dict[str, str]:
    """What stands in the fields of a page."""
    main = page[page.find("<main") :]
    found = {n: unescape(v) for n, v in re.findall(r'<input id="[^"]+" name="([^"]+)" value="([^"]*)"', main)}
    areas = re.findall(r'<textarea id="[^"]+" name="([^"]+)"[^>]*>\n(.*?)</textarea>', main, re.DOTALL)
    return found | {name: unescape(value) for name, value in areas}


def post(browser: Browser, address: str, do: str, files: Any = None, **values: str) -> str:
    """Post the page's form with everything that stands in it, and these values over it."""
    main = browser.page[browser.page.find("<main") :]
    hidden = {name: unescape(value) for name, value in HIDDEN.findall(main)}
    data = {**hidden, **typed(browser.page), **{k.replace("__", "."): v for k, v in values.items()}, "do": do}
    return browser._seen(browser.client.post(address, data=data, files=files))


def test_a_form_that_shows_somebodys_number_in_full_is_logged_and_says_so(web: Web, page: str) -> None:
    def logged() -> list[str]:
        with web.county.office.database.read() as tx:
            return [f"{e.actor_id} {e.subject} {e.reason}" for e in readlog.entries(tx) if e.action == "open_form"]

    duan = web.browser("duan")
    case = page.split("/")[2]
    assert "打开本页已记入留痕" not in duan.open(f"/cases/{case}/steps/record_interview")
    assert logged() == []
    shown = duan.open(page)
    assert "533024199203150024" in shown
    assert "打开本页已记入留痕" in shown
    assert logged() == [f"duan case:{case} 责令限期改正"]


class TestDrafts:
    def test_are_restored_for_their_writer_alone_and_go_when_the_step_is_taken(self, web: Web, page: str) -> None:
        duan, cun = web.browser("duan"), web.browser("cun")
        duan.open(page)
        shown = post(duan, page, "draft", found="查到一半", workers__0__name="段小红")
        assert "已恢复您2026年11月20日10:00保存的草稿" in text_of(shown)
        assert typed(shown)["found"] == "查到一半"
        assert typed(shown)["workers.0.name"] == "段小红"
        assert "草稿" not in re.sub("保存草稿", "", cun.open(page))
        with web.county.office.database.read() as tx:
            assert "查到一半" not in str(tx.all("SELECT * FROM drafts", {}))
        order = Order.example().model_dump(mode="json")
        lines = {f"workers.0.{name}": value for name, value in order.pop("workers")[0].items()}
        post(duan, page, "check", **order, **lines)
        post(duan, page, "submit", **order, **lines)
        assert "done=order_correction" in duan.address
        with web.county.office.database.read() as tx:
            assert tx.all("SELECT * FROM drafts", {}) == []

    def test_can_be_thrown_away(self, web: Web, page: str) -> None:
        duan = web.browser("duan")
        before = typed(duan.open(page))
        post(duan, page, "draft", found="查到一半")
        shown = post(duan, page, "discard")
        assert "已恢复" not in shown
        assert typed(shown) == before

    def test_say_that_the_case_has_changed_since(self, web: Web, page: str) -> None:
        duan = web.browser("duan")
        duan.open(page)
        post(duan, page, "draft", found="查到一半")
        web.county.take("duan", "order_correction", Order.example(), case=page.split("/")[2])
        assert "保存以后案件有变化，请核对" in duan.open(page)

    def test_one_that_comes_after_its_own_form_was_sent_is_not_kept(self, web: Web, page: str) -> None:
        duan = web.browser("duan")
        duan.open(page)
        request = dict(HIDDEN.findall(duan.page))["request_id"]
        web.county.take("duan", "order_correction", Order.example(), case=page.split("/")[2], request=request)
        late = post(duan, page, "autosave", found="晚到的草稿")
        assert (duan.status, late) == (204, "")
        with web.county.office.database.read() as tx:
            assert tx.all("SELECT * FROM drafts", {}) == []

    def test_are_forgotten_after_a_season(self, web: Web, page: str) -> None:
        duan = web.browser("duan")
        duan.open(page)
        post(duan, page, "draft", found="查到一半")
        web.county.time.forward(days=91)
        cun = web.browser("cun")
        cun.open(page)
        post(cun, page, "draft", found="另一份")
        with web.county.office.database.read() as tx:
            assert tx.all("SELECT account_id FROM drafts", {}) == [("cun",)]


class TestLines:
    def test_pasted_from_excel_complete_the_line_that_the_case_knew(self, web: Web, page: str) -> None:
        duan = web.browser("duan")
        duan.open(page)
        shown = post(duan, page, "paste:workers", found="已写的事实", workers__paste=BLOCK + GOOD)
        assert duan.status == 200
        assert "读入1行；没有用到的列：备注。请核对以后继续。" in shown
        found = typed(shown)
        assert found["found"] == "已写的事实"
        assert found["workers.0.hired_on"] == "2024-03-01"
        assert "workers.1.name" not in found

    def test_with_faults_are_shown_with_row_and_column(self, web: Web, page: str) -> None:
        duan = web.browser("duan")
        duan.open(page)
        bad = "段小红\t5.33024E+17\t2024-03\t2024-08\t四千\t去年\t\n"
        shown = post(duan, page, "paste:workers", workers__paste=BLOCK + GOOD + bad)
        assert "未参保职工，第2行，公民身份号码：号码被电子表格当作数字处理" in shown
        assert "未参保职工，第2行，月平均工资（元）" in shown
        assert "检查日期：" not in shown
        assert typed(shown)["workers.1.wage"] == "四千"
        assert typed(shown)["workers.1.hired_on"] == "去年"

    def test_that_cannot_be_read_stay_in_the_box(self, web: Web, page: str) -> None:
        duan = web.browser("duan")
        duan.open(page)
        shown = post(duan, page, "paste:workers", workers__paste="姓名\t身份证号\n段小红\t1")
        assert "缺少“起始月份”" in shown
        assert typed(shown)["workers.paste"] == "姓名\t身份证号\n段小红\t1"
        assert "已恢复" not in shown

    def test_come_from_the_template_filled_in(self, web: Web, page: str) -> None:
        duan = web.browser("duan")
        duan.open(page)
        template = duan.client.get("/rosters/labour_inspection/order_correction/workers.xlsx")
        assert template.headers["content-disposition"].startswith("attachment;")
        book = load_workbook(BytesIO(template.content))
        for n in range(60):
            row = (
                f"段{'一二三四五六七八九十'[n % 10]}",
                "533024199203150024",
                "2024-03",
                "2024-08",
                4500,
                "2024-03-01",
            )
            for column, value in enumerate(row, 1):
                book["填写"].cell(n + 2, column, value)
        filled = BytesIO()
        book.save(filled)
        shown = post(duan, page, "import:workers", files={"workers.file": ("名册.xlsx", filled.getvalue())})
        assert "读入60行" in shown
        assert "用Excel填好再上传更快" in shown
        assert "清空已有的61行" in shown
        assert typed(shown)["workers.60.wage"] == "4500"
        assert "workers.0.name" in typed(post(duan, page, "clear:workers"))
        assert "workers.1.name" not in typed(duan.page)

    @pytest.mark.parametrize("name", ["pass_protected.xlsx", "html_table_named.xls", "mixed_gbk_utf8_lines.csv"])
    def test_of_a_broken_file_change_nothing(self, web: Web, page: str, name: str) -> None:
        duan = web.browser("duan")
        before = typed(duan.open(page))
        data = (Path(__file__).parent / "malformed" / name).read_bytes()
        shown = post(duan, page, "import:workers", files={"workers.file": (name, data)})
        assert 'class="errors"' in shown
        assert typed(shown) == before

    def test_a_template_of_what_is_no_table_is_not_there(self, web: Web) -> None:
        duan = web.browser("duan")
        for path in ("labour_inspection/order_correction/found", "labour_inspection/nothing/x", "nothing/x/y"):
            duan.open(f"/rosters/{path}.xlsx")
            assert duan.status == 404, path
