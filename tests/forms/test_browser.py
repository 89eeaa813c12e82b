"""The walk from complaint to enrolment in a real browser, every page checked for accessibility."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from engine import accounts
from forms.parts import ServiceReceipt
from tests.support.county import County
from tests.support.screen import BOTH_SCREENS, Visit
from workflows.arrears_collection.forms import Demand, Receipt
from workflows.back_payment.forms import Assessment, Crediting, Review
from workflows.labour_inspection.forms import Closing, Complaint, CorrectionCheck, Filing, Order, Referral
from workflows.labour_inspection.forms.execution import ProcessRecord
from workflows.labour_inspection.forms.investigation import Recusal

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TODAY = date(2026, 11, 20)
CHECKED = CorrectionCheck.example().model_copy(update={"checked_on": TODAY, "corrected": True})
RECEIPT = ServiceReceipt.example().model_copy(update={"served_on": TODAY})


@BOTH_SCREENS
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


@BOTH_SCREENS
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
