"""Whole inspections in a real browser: the acts that matter by their pages, the others through the kernel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from documents.issue import paper_of
from documents.render.template import compose
from engine.canonical import read
from engine.handoff import HANDLERS
from tests.support.county import make_county
from tests.support.inspection import WHO, Inspection, example
from tests.support.screen import OFFICE_SCREEN, PHONE, Visit
from tests.support.story import render_plainly
from tests.support.web import served, web_of
from workflows.labour_inspection import LabourInspection
from workflows.labour_inspection.forms import Complaint, Lead

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MOST_TYPED = 12
"""How many fields of a complaint may have to be typed."""


class Walk(Inspection):
    """An inspection some of whose steps are taken at a screen."""

    browser: Browser
    site: str
    visits: dict[tuple[str, tuple[int, int], date], Visit]

    def at(self, person: str, size: tuple[int, int] = OFFICE_SCREEN) -> Visit:
        """A person's browser, signed in anew on each day."""
        key = (person, size, self.today)
        if key not in self.visits:
            self.visits[key] = Visit(self.browser, self.site, self.county, person, size)
        return self.visits[key]

    def form(self, step: str, by: str = "", size: tuple[int, int] = OFFICE_SCREEN, **answers: Any) -> Visit:
        """Open a step's form and fill in what the case does not know."""
        declared = LabourInspection.steps[step]
        visit = self.at(by or WHO[declared.by[0].code], size)
        visit.open(f"/cases/{self.case}/steps/{step}")
        known = {name: value for name, value in example(declared.form, self.today).items() if not filled(visit, name)}
        visit.answer(known | answers)
        return visit

    def by_page(self, step: str, by: str = "", size: tuple[int, int] = OFFICE_SCREEN, **answers: Any) -> str:
        """Take a step by its pages; what the case page says then."""
        visit = self.form(step, by, size, **answers)
        visit.submit(step)
        visit.look()
        return visit.page.inner_text("main")

    def refused(self, step: str, **answers: Any) -> str:
        """What the page says against it."""
        visit = self.form(step, **answers)
        visit.page.get_by_role("button", name="下一步：核对").click()
        visit.look()
        return visit.page.inner_text(".errors")

    def paper(self, code: str) -> str:
        """What the newest paper of a kind says."""
        office = self.county.office
        with office.database.read() as tx:
            identity, context, seq, head, digest = tx.all(
                "SELECT p.id, p.context, p.issued_seq, e.hash, c.type_digest FROM papers p"
                " JOIN events e ON e.case_id = p.case_id AND e.seq = p.issued_seq JOIN cases c ON c.id = p.case_id"
                " WHERE p.case_id = :case AND p.code = :code ORDER BY p.issued_seq DESC",
                {"case": self.case, "code": code},
            )[0]
        paper = paper_of(office, identity, digest, code, read(office.vault.unseal(context)), seq, head)
        page = re.sub(r"(?s)<svg.*?</svg>|<style.*?</style>", "", compose(paper, "labour_inspection"))
        return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", page)))


def filled(visit: Visit, name: str) -> bool:
    """Tell whether a field has an answer already: the case knew it."""
    return bool(
        visit.page.evaluate(
            """name => [...document.querySelectorAll('main [name]')].some(e =>
                (e.name === name || e.name.startsWith(name + '.')) &&
                (['radio', 'checkbox'].includes(e.type) ? e.checked : e.value.trim() !== ''))""",
            name,
        )
    )


@pytest.fixture
def walk(browser: Browser, tmp_path: Path) -> Iterator[Walk]:
    county = make_county(f"sqlite:///{tmp_path / 'carnation.db'}", tmp_path / "office")
    county.office.installation.password_memory_kib = 1024
    county.handlers = {**HANDLERS, "render_paper": render_plainly}
    with served(web_of(county).app) as site:
        made = Walk.set_up(county)
        made.browser, made.site, made.visits = browser, site, {}
        yield made
        for visit in made.visits.values():
            visit.close()
    county.office.close()


def opened(walk: Walk, visit: Visit, button: str) -> None:
    """Press the button of an intake form and remember the case."""
    visit.page.get_by_role("button", name=button).click()
    visit.look()
    assert visit.page.locator(".errors").count() == 0, visit.page.inner_text(".errors")
    walk.case = urlsplit(visit.page.url).path.split("/")[2]


def test_from_a_complaint_to_a_performed_decision(walk: Walk) -> None:
    reception = walk.at("reception")
    reception.open("/intake")
    reception.page.get_by_role("link", name="登记投诉").click()
    reception.look()
    complaint = Complaint.example().model_dump(mode="json", exclude_defaults=True)
    missing = {name: value for name, value in complaint.items() if not filled(reception, name)}
    reception.answer(missing)
    assert len(missing) <= MOST_TYPED
    opened(walk, reception, "登记并打印回执")
    assert "查询码" in reception.page.inner_text("main")

    page = walk.by_page("accept_and_file")
    assert "现在在“立案”" in page
    walk.take("start_investigation")
    walk.take("record_interview")
    walk.order().conclude()
    walk.by_page("notify_penalty", violations=["P01"], amount="12000.00", hearing=False)
    notice = walk.paper("penalty_notice")
    assert "龙陵县禾青石斛加工厂" in notice
    assert "12,000.00元" in notice
    walk.served("serve_notice")
    walk.take("close_defence")
    walk.by_page("decide_penalty")
    decision = walk.paper("penalty_decision")
    assert "罚款12,000.00元（大写：人民币壹万贰仟元整）" in decision
    assert "六十日内向龙陵县人民政府申请行政复议" in decision
    page = walk.by_page("serve_penalty")
    assert "现在在“送达待履行”" in page
    walk.by_page("record_payment", amount="12000.00")
    page = walk.by_page("confirm_performance")
    assert "12,000.00" in page
    walk.take("compile_record")
    page = walk.by_page("close")
    assert "已到“结案”" in page
    assert "走过：" in page
    assert "罚款12,000.00元已全部缴清" in walk.paper("closing_approval")


def test_a_patrol_ends_in_a_penalty_on_the_spot(walk: Walk) -> None:
    duan = walk.at("duan", PHONE)
    duan.open("/intake")
    duan.page.get_by_role("link", name="日常巡视检查").click()
    duan.look()
    lead = Lead.example().model_dump(mode="json", exclude_defaults=True)
    assert filled(duan, "source")
    duan.answer({name: value for name, value in lead.items() if not filled(duan, name)})
    opened(walk, duan, "登记")
    walk.take("approve_check")
    walk.take("check_on_site")
    page = walk.by_page("penalise_on_the_spot", size=PHONE, violations=["Q07"])
    assert "现在在“当场处理”" in page
    assert "当场处罚报机关备案" in page
    assert "警告" in walk.paper("on_the_spot_penalty")
    page = walk.by_page("file_spot_decision", size=PHONE)
    assert "现在在“送达待履行”" in page
    walk.take("compile_record")
    walk.take("close")
    duan.open(f"/cases/{walk.case}")
    assert "已到“结案”" in duan.page.inner_text("main")


def test_a_hearing_is_held(walk: Walk) -> None:
    walk.complain()
    walk.take("record_interview")
    walk.order().conclude()
    walk.propose(amount="60000.00", hearing=True, major=True)
    assert "申请听证" in walk.paper("penalty_notice") or "要求听证" in walk.paper("penalty_notice")
    walk.by_page("request_hearing", requested_on=walk.today.isoformat())
    held_on = walk.today + timedelta(days=14)
    page = walk.by_page("arrange_hearing", by="head", held_on=held_on.isoformat())
    assert "现在在“听证”" in page
    assert f"{held_on.month}月{held_on.day}日" in walk.paper("hearing_notice")
    walk.served("serve_hearing_notice")
    walk.on(held_on)
    page = walk.by_page("hold_hearing", by="presiding")
    assert "现在在“听证终结”" in page
    walk.take("submit_for_review")
    walk.take("pass_review")
    walk.take("discuss", {"held_on": walk.today.isoformat()})
    assert "告知的罚款是60,000.00元" in walk.refused("decide_penalty", amount="70000.00")
    page = walk.by_page("decide_penalty", amount="50000.00")
    assert "现在在“行政处罚决定”" in page
    assert "听证" in walk.paper("penalty_decision")
    assert "50,000.00元" in walk.paper("penalty_decision")


def test_the_court_enforces(walk: Walk) -> None:
    walk.fined()
    walk.later(20)
    page = walk.by_page("demand_performance", pay_by=(walk.today + timedelta(days=20)).isoformat())
    assert "现在在“催告”" in page
    assert "12,000.00元" in walk.paper("demand")
    walk.served("serve_demand")
    suit_ends = walk.due("suit_term")
    assert suit_ends is not None
    walk.on(suit_ends + timedelta(days=1))
    deputy = walk.at("deputy")
    deputy.open(f"/cases/{walk.case}/steps/apply_to_court")
    assert "还没有“复议和起诉期限都已届满”" in deputy.page.inner_text("main")
    walk.by_page("confirm_remedies_over")
    page = walk.by_page("apply_to_court")
    assert "现在在“申请法院强制执行”" in page
    assert "龙陵县人民法院" in walk.paper("enforcement_application")
    walk.by_page("court_accepted")
    walk.take("court_granted")
    page = walk.by_page("court_executed")
    assert "整理全过程记录" in page


def test_a_suspected_crime_goes_to_the_police_and_comes_back(walk: Walk) -> None:
    walk.complain()
    walk.take("record_interview")
    walk.order().conclude()
    page = walk.by_page("report_crime")
    assert "批准移送公安机关" in page
    page = walk.by_page("approve_transfer")
    page = walk.by_page("hand_to_police")
    assert "涉嫌犯罪案件移送" in page
    assert "诈骗罪" in walk.paper("crime_transfer")
    head = walk.at("head")
    head.open(f"/cases/{walk.case}/steps/notify_penalty")
    head.answer({"violations": ["P01"], "amount": "12000.00"})
    refused = walk.refused("notify_penalty", violations=["P01"], hearing=False)
    assert "涉嫌犯罪的案件没有办结" in refused
    walk.take("police_received")
    walk.take("police_filed")
    walk.take("hand_over_items")
    page = walk.by_page("criminal_file_ended", result="no_crime")
    assert "现在在“调查终结”" in page
    page = walk.by_page("notify_penalty", violations=["P01"], hearing=False)
    assert "现在在“拟处理告知”" in page


def test_an_annulled_decision_is_made_anew(walk: Walk) -> None:
    walk.fined()
    walk.take("publish_result")
    page = walk.by_page("receive_reconsideration")
    assert "提出复议答复的期限" in page
    walk.by_page("answer_reconsideration")
    assert "请求予以维持" in walk.paper("reconsideration_answer")
    page = walk.by_page("decision_annulled_anew")
    assert "现在在“调查”" in page
    assert "撤回公开信息" in page
    walk.by_page("withdraw_publication")
    walk.take("conclude")
    walk.propose(hearing=False, amount="8000.00")
    walk.take("close_defence", {"way": "waived"})
    walk.by_page("decide_penalty", amount="8000.00")
    assert "8,000.00元" in walk.paper("penalty_decision")
    page = walk.by_page("serve_penalty")
    assert "现在在“送达待履行”" in page
