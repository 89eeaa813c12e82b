"""Units beside the first chain in a real browser, by keyboard: a township reports a clue, market supervision answers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from forms.notices import NoticeProgress, UnlicensedResult, VisitClue
from tests.support.files import png
from tests.support.inspection import Inspection
from tests.support.neighbours import with_market, with_townships
from tests.support.screen import BOTH_SCREENS, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.support.county import County

NEXT, SUBMIT = "button[name=do][value=check]", "button[name=do][value=submit]"
PHOTO = {"name": "车间.png", "mimeType": "image/png", "buffer": png(40, 30)}


@BOTH_SCREENS
def test_a_township_reports_a_clue_and_learns_what_became_of_it(
    browser: Browser, site: str, county: County, size: tuple[int, int]
) -> None:
    with_townships(county)
    inspection = Inspection.set_up(county)
    town = Visit(browser, site, county, "pingda", size)
    town.open("/")
    town.go("main a.act[href$='/note_clue']")
    town.press("登记")
    assert town.page.evaluate("document.activeElement.className") == "errors"
    town.fill(VisitClue.example())
    town.press("登记")
    case = urlsplit(town.page.url).path.split("/")[2]
    town.go("a[href$='/exhibits#add']")
    town.page.set_input_files("#files", [PHOTO])
    town.page.fill("#label", "分拣车间")
    town.press("登记")
    town.open("/")
    town.go(".task .act")
    town.go(NEXT)
    assert "收件箱" in town.page.inner_text("main")
    town.go(SUBMIT)
    county.carry()
    town.open("/?tab=waiting")
    assert "龙陵县人力资源和社会保障局" in town.page.inner_text("#waiting")

    reception = Visit(browser, site, county, "reception", size)
    reception.open("/inbox")
    assert "龙陵县平达乡人民政府交来" in reception.page.inner_text("main")
    reception.go(".handoff a.act")
    reception.answer({"credit_code": "91530523MA6KTAAA79"})
    reception.submit("take_clue")
    reception.look()
    assert "分拣车间" in reception.page.inner_text("#evidence")
    reception.close()
    county.carry()

    inspection.case = county.case_of_story(case, "labour_inspection")
    inspection.take("approve_check", {"planned_on": "2026-11-23"})
    inspection.take("check_papers")
    county.carry()
    town.open(f"/cases/{case}")
    assert "检查" not in town.page.inner_text("main")
    inspection.take("not_file", {"ground": "no_violation"})
    county.carry()
    town.open("/")
    town.go(".task .act")
    town.answer({"told": "入户告知"})
    town.submit("finish")
    town.look()
    assert "没有发现违法行为" in town.page.text_content("#known")
    town.close()


@BOTH_SCREENS
def test_market_supervision_accepts_answers_in_part_and_answers(
    browser: Browser, site: str, county: County, size: tuple[int, int]
) -> None:
    with_market(county)
    inspection = Inspection.set_up(county).complain()
    duan = Visit(browser, site, county, "duan", size)
    duan.open(f"/cases/{inspection.case}/steps/inform_market")
    assert "发到龙陵县市场监督管理局的收件箱" in duan.page.inner_text("main")
    inspection.take("inform_market")
    county.carry()

    market = Visit(browser, site, county, "market", size)
    market.open("/inbox")
    market.go(".handoff a.act")
    market.go(NEXT)
    market.go(SUBMIT)
    county.carry()
    case = county.case_of_story(inspection.case, "market_supervision")
    market.take(case, "report_progress", NoticeProgress.example())
    county.carry()
    duan.open(f"/cases/{inspection.case}")
    side = duan.page.locator("#handoffs .side.clock")
    assert side.locator("h4").inner_text().startswith("龙陵县市场监督管理局")
    assert "已部分答复" in side.inner_text()

    market.open("/inbox?group=running")
    market.go(".handoff a.act[href$='answer_unlicensed']")
    market.fill(UnlicensedResult.example())
    market.submit("answer_unlicensed")
    market.look()
    county.carry()
    market.open("/inbox?group=done")
    market.close()
    duan.open(f"/cases/{inspection.case}")
    assert duan.page.locator("#handoffs .clock").count() == 0
    assert "已经办理登记" in duan.page.text_content("#known")
    duan.close()
