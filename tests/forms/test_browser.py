"""The walk from complaint to enrolment in a real browser, every page checked for accessibility."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from engine import accounts, sessions
from engine.form import Form
from engine.handoff import HANDLERS
from engine.visitor import COOKIE
from forms.parts import ServiceReceipt
from tests.support.county import County, make_county
from tests.support.story import render_plainly
from tests.support.web import served, web_of
from workflows.arrears_collection.forms import Demand, Receipt
from workflows.back_payment.forms import Assessment, Crediting, Review
from workflows.labour_inspection.forms import Closing, Complaint, CorrectionCheck, Filing, Order, Referral
from workflows.labour_inspection.forms.execution import ProcessRecord
from workflows.labour_inspection.forms.investigation import Recusal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

OFFICE_SCREEN, PHONE = (1366, 768), (360, 800)
TODAY = date(2026, 11, 20)
CHECKED = CorrectionCheck.example().model_copy(update={"checked_on": TODAY, "corrected": True})
RECEIPT = ServiceReceipt.example().model_copy(update={"served_on": TODAY})


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    made = make_county(f"sqlite:///{tmp_path / 'carnation.db'}", tmp_path / "office")
    made.office.installation.password_memory_kib = 1024
    made.handlers = {**HANDLERS, "render_paper": render_plainly}
    yield made
    made.office.close()


@pytest.fixture
def site(county: County) -> Iterator[str]:
    with served(web_of(county).app) as address:
        yield address


class Visit:
    """A person at a screen of a size. Looks at every page that it comes to, also with axe."""

    def __init__(
        self,
        browser: Browser,
        site: str,
        county: County,
        person: str | None,
        size: tuple[int, int],
        *,
        script: bool = True,
    ) -> None:
        self.site = site
        self.context: BrowserContext = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, java_script_enabled=script
        )
        if person:
            token = sessions.start(county.office, person).token
            self.context.add_cookies([{"name": COOKIE, "value": token, "url": site}])
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.seen: set[tuple[str, str, int]] = set()
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda m: self._heard(m.text))
        self.page.on("request", lambda r: self._asked(r.url))

    def _heard(self, text: str) -> None:
        if "Content Security Policy" in text:
            self.faults.append(text)

    def _asked(self, url: str) -> None:
        if urlsplit(url).netloc != urlsplit(self.site).netloc:
            self.faults.append(f"asked {url}")

    def open(self, path: str) -> None:
        """Open a page and look at it."""
        self.page.goto(self.site + path)
        self.look()

    def look(self) -> None:
        """Check the page that is open, unless it has been checked with as much on it."""
        kind = (self.page.title(), self.page.url.split("?")[0], self.page.locator("main *").count())
        if kind in self.seen:
            return
        self.seen.add(kind)
        found = Axe().run(self.page).response["violations"]
        faults = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found]
        assert faults == [], f"{self.page.url}: {faults}"
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} is wider than the screen by {wide}"
        assert self.faults == []

    def fill(self, form: Form) -> None:
        """Type a form's answers into the fields of the page."""
        self.answer(form.model_dump(mode="json"))

    def answer(self, answers: Mapping[str, Any]) -> None:
        """Type plain answers into the fields of the page: texts, picks, and the lines of tables."""
        for name, value in answers.items():
            if not isinstance(value, list):
                self._answer(name, value)
                continue
            for n, line in enumerate(value):
                if isinstance(line, str):
                    box = self.page.locator(f"[name='{name}.{line}']")
                    box.evaluate("box => box.closest('details').open = true")
                    box.check()
                else:
                    for column, text in line.items():
                        self._answer(f"{name}.{n}.{column}", text)

    def _answer(self, name: str, value: Any) -> None:
        control = self.page.locator(f"[name='{name}']").first
        kind = control.evaluate("e => e.type")
        if value is None:
            return
        if kind == "radio":
            text = {True: "yes", False: "no"}.get(value, value)
            self.page.check(f"input[name='{name}'][value='{text}']")
        elif kind == "select-one":
            control.select_option(str(value))
        else:
            control.fill("" if value is None else str(value))

    def take(self, case: str, step: str, form: Form | None = None) -> None:
        """Take a step through its pages."""
        self.open(f"/cases/{case}/steps/{step}")
        if form is not None:
            self.fill(form)
        self.submit(step)

    def submit(self, step: str) -> None:
        """Check what was filled in, and submit it."""
        self.page.get_by_role("button", name="下一步：核对").click()
        self.look()
        assert self.page.locator(".errors").count() == 0, self.page.inner_text(".errors")
        self.page.get_by_role("button", name="提交", exact=True).click()
        assert f"?done={step}" in self.page.url, self.page.inner_text("main")

    def close(self) -> None:
        """Leave."""
        self.context.close()


@pytest.mark.parametrize("size", [OFFICE_SCREEN, PHONE], ids=["office", "phone"])
def test_from_complaint_to_enrolment(  # noqa: PLR0915 - one long walk
    browser: Browser, site: str, county: County, size: tuple[int, int]
) -> None:
    def visit(person: str | None) -> Visit:
        return Visit(browser, site, county, person, size)

    reception = visit("reception")
    reception.open("/")
    reception.open("/intake")
    reception.page.get_by_role("link", name="登记投诉").click()
    reception.page.get_by_role("button", name="登记并打印回执").click()
    reception.look()
    assert reception.page.evaluate("document.activeElement.className") == "errors"
    reception.fill(Complaint.example())
    reception.page.get_by_role("button", name="登记并打印回执").click()
    reception.look()
    case = urlsplit(reception.page.url).path.split("/")[2]
    code = reception.page.inner_text(".code-text")
    reception.close()

    head, duan = visit("head"), visit("duan")
    head.open("/")
    head.page.get_by_role("link", name="受理立案", exact=True).click()
    head.look()
    head.take(case, "accept_and_file", Filing.example().model_copy(update={"lead": "duan", "second": "cun"}))
    county.carry()
    duan.take(case, "start_investigation", Recusal.example())
    duan.open(f"/cases/{case}/steps/order_correction")
    duan.page.get_by_role("button", name="添加一行").click()
    assert duan.page.locator("table.lines tbody tr").count() == 2
    duan.look()
    duan.take(case, "order_correction", Order.example())
    duan.take(case, "serve_order", RECEIPT)
    duan.open(f"/cases/{case}/steps/check_correction")
    duan.fill(CHECKED.model_copy(update={"corrected": False}))
    duan.page.get_by_role("button", name="下一步：核对").click()
    duan.look()
    assert "还没有届满" in duan.page.inner_text(".errors")
    duan.take(case, "check_correction", CHECKED)
    duan.take(case, "request_enrolment", Referral.example().model_copy(update={"corrected": True}))
    county.carry()
    duan.open("/?tab=waiting")
    assert "龙陵县社会保险中心" in duan.page.inner_text("#waiting")

    clerk, reviewer, taxman = visit("clerk"), visit("reviewer"), visit("taxman")
    clerk.open("/inbox")
    clerk.page.locator(".handoff a.act").first.click()
    claim = urlsplit(clerk.page.url).path.split("/")[2]
    clerk.take(claim, "accept")
    clerk.take(claim, "assess", Assessment.example())
    reviewer.take(claim, "notify", Review.example())
    clerk.take(claim, "serve_notice", RECEIPT)
    reviewer.take(claim, "transfer", Review.example())
    county.carry()
    arrears = county.case_of_story(case, "arrears_collection")
    county.office.clocks.shift_days = lambda: 35  # the term of the payment notice must be over
    taxman.open("/inbox")
    taxman.take(arrears, "accept")
    taxman.take(arrears, "order_payment", Demand.example().model_copy(update={"pay_by": date(2027, 1, 10)}))
    taxman.take(arrears, "serve_order", RECEIPT)
    for n, amount in enumerate(("3000.00", "3480.00")):
        paid = Receipt.example().model_copy(update={"voucher": f"35305000001220{n}", "paid_on": TODAY})
        taxman.take(arrears, "record_receipt", Receipt.model_validate({**paid.model_dump(), "principal": amount}))
    taxman.take(arrears, "answer")
    county.carry()
    clerk.take(claim, "credit", Crediting.example().model_copy(update={"credited_on": TODAY}))
    county.carry()
    duan.take(case, "compile_record", ProcessRecord.example())
    head.take(case, "close", Closing.example())
    for person, number in ((head, case), (reviewer, claim), (taxman, arrears)):
        person.open(f"/cases/{number}")
    for person in (head, duan, clerk, reviewer, taxman):
        person.open("/cases?state=all")
        person.open("/")
        person.close()

    worker = visit(None)
    worker.open("/track#" + code)
    assert worker.page.input_value("#code") == code
    worker.page.fill("#tail", "0000")
    worker.page.get_by_role("button", name="查询").click()
    worker.look()
    worker.page.fill("#code", code)
    worker.page.fill("#tail", "0024")
    worker.page.get_by_role("button", name="查询").click()
    worker.look()
    assert "全部已经记到您的账户" in worker.page.inner_text("main")
    worker.close()


@pytest.mark.parametrize("size", [OFFICE_SCREEN, PHONE], ids=["office", "phone"])
def test_the_pages_around_the_walk(browser: Browser, site: str, county: County, size: tuple[int, int]) -> None:
    office = county.office
    accounts.create_account(
        office, login="root", name="何平", unit_id="hrss", password="Lotus-2026x", roles=["system_administrator"]
    )
    case = county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection").case_id
    guest = Visit(browser, site, county, None, size)
    guest.open("/")
    guest.page.fill("#login", "root")
    guest.page.fill("#password", "wrong")
    guest.page.keyboard.press("Enter")
    guest.page.wait_for_selector(".errors")
    guest.look()
    guest.page.fill("#password", "Lotus-2026x")
    guest.page.keyboard.press("Enter")
    guest.page.wait_for_selector("nav.nav")
    for path in ("/accounts", "/password", "/nowhere", "/clock", "/api", f"/cases/{case}"):
        guest.open(path)
    office.installation.demo = True
    guest.open("/clock")
    guest.close()
    head = Visit(browser, site, county, "head", size)
    head.open(f"/cases/{case}")
    head.page.click(".reveal summary")
    head.look()
    head.page.fill("#reason", "电话核实工资数额")
    head.page.get_by_role("button", name="显示一次").click()
    head.look()
    assert "533024199203150024" in head.page.content()
    head.page.fill("#q", "石斛")
    head.page.get_by_role("button", name="查找").click()
    head.look()
    head.open(f"/cases/{case}/steps/close")
    head.close()
