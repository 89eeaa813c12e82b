"""Amounts before sending and after each receipt: per worker, late fee both ways, months that may be credited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from engine import queries as q
from engine.administration import set_setting
from engine.casetype import Reckoned
from engine.errors import SettingMissing
from engine.handoff import HANDLERS
from engine.view import CaseView
from forms.parts import ServiceReceipt
from tests.support.county import County, make_county
from tests.support.story import render_plainly
from tests.support.web import web_of
from workflows.arrears_collection import compose
from workflows.arrears_collection.forms import Receipt
from workflows.back_payment.forms import Assessment, Review
from workflows.labour_inspection.forms import Complaint, CorrectionCheck, Filing, Order, Referral
from workflows.labour_inspection.forms.investigation import Recusal

DAY = date(2026, 12, 14)
WORKERS = (
    {"name": "杨春兰", "resident_id": "533024199203150024", "begins": "2024-03", "ends": "2024-08", "wage": "4500.00"},
    {"name": "李正荣", "resident_id": "530523198208109980", "begins": "2024-03", "ends": "2024-04", "wage": "5000.00"},
)
SERVED = ServiceReceipt.example().model_copy(update={"served_on": DAY})


CHECKED = CorrectionCheck.example().model_copy(update={"checked_on": date(2026, 12, 1)})


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    made = make_county(f"sqlite:///{tmp_path / 'carnation.db'}", tmp_path / "office")
    made.office.installation.password_memory_kib = 1024
    made.handlers = {**HANDLERS, "render_paper": render_plainly}
    yield made
    made.office.close()


@pytest.fixture
def claim(county: County) -> str:
    """A back-payment claim that waits for its assessment."""
    case = county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection").case_id
    filing = Filing.example().model_copy(update={"lead": "duan", "second": "cun"})
    county.take("head", "accept_and_file", filing, case=case)
    county.take("duan", "start_investigation", Recusal.example(), case=case)
    county.take("duan", "order_correction", Order.example(), case=case)
    county.take("duan", "serve_order", SERVED.model_copy(update={"served_on": date(2026, 11, 20)}), case=case)
    county.time.to_day(DAY)
    county.take("duan", "check_correction", CHECKED, case=case)
    county.take("duan", "request_enrolment", Referral.example(), case=case)
    county.carry()
    found = county.case_of_story(case, "back_payment")
    county.take("clerk", "accept", case=found)
    return found


def assessment(*workers: dict[str, Any]) -> dict[str, Any]:
    form = Assessment.example().model_copy(update={"pay_by": date(2026, 12, 18)})
    return {**form.model_dump(mode="json"), "workers": list(workers or WORKERS)}


def reckoned(county: County, person: str, case: str, step: str) -> list[Reckoned]:
    """What the case page shows of a step."""
    with county.office.database.read() as tx:
        page = q.case_page(county.office, tx, county.office.actor(person), case)
    return [line for found in page.reckoned if found.step == step for line in found.lines]


def amounts(lines: list[Reckoned]) -> dict[str, Decimal | None]:
    return {f"{line.person}{line.label}": line.amount for line in lines}


def collected(county: County, claim: str) -> str:
    """The collection that tax has accepted."""
    county.take("clerk", "assess", assessment(), case=claim)
    county.take("reviewer", "notify", Review.example(), case=claim)
    county.take("clerk", "serve_notice", SERVED, case=claim)
    county.take("reviewer", "transfer", Review.example(), case=claim)
    county.carry()
    with county.office.database.read() as tx:
        row = tx.one("SELECT story FROM cases WHERE id = :id", {"id": claim})
    assert row is not None
    arrears = county.case_of_story(row[0], "arrears_collection")
    county.take("taxman", "accept", case=arrears)
    return arrears


def receipt(principal: str, late_fee: str = "0.00", number: int = 1) -> dict[str, Any]:
    form = Receipt.example().model_dump(mode="json")
    numbered = {"voucher": f"3530500000122{number:02d}", "paid_on": DAY.isoformat()}
    return {**form, **numbered, "principal": principal, "late_fee": late_fee}


class TestAssessment:
    def test_the_check_page_shows_what_each_worker_is_owed_and_the_late_fee_both_ways(
        self, county: County, claim: str
    ) -> None:
        browser = web_of(county).browser("clerk")
        browser.open(f"/cases/{claim}/steps/assess")
        flat = {k: v for k, v in assessment().items() if k != "workers"}
        lines = {f"workers.{n}.{k}": v for n, worker in enumerate(WORKERS) for k, v in worker.items()}
        browser.post(f"/cases/{claim}/steps/assess", do="check", **flat, **lines)
        page = re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", browser.page)))
        assert "杨春兰应缴本金6,480.00元" in page
        assert "李正荣应缴本金2,400.00元" in page
        assert "应缴本金合计8,880.00元" in page
        assert "滞纳金（不封顶）" in page
        assert "滞纳金（每笔以本金为限）" in page
        assert "滞纳金是否以本金为限：没有选定（本地没有设置，用默认值：" in page

    def test_one_late_fee_is_shown_once_the_county_has_chosen(self, county: County, claim: str) -> None:
        set_setting(county.office, "530523", "late_fee_cap", "principal", "会议纪要", date(2026, 1, 1), "system")
        county.take("clerk", "assess", assessment(), case=claim)
        labels = {line.label for line in reckoned(county, "clerk", claim, "assess")}
        assert "滞纳金" in labels
        assert not labels & {"滞纳金（不封顶）", "滞纳金（每笔以本金为限）"}

    def test_names_are_masked_on_the_case_page(self, county: County, claim: str) -> None:
        county.take("clerk", "assess", assessment(), case=claim)
        lines = reckoned(county, "clerk", claim, "assess")
        assert [line.person for line in lines if line.person] == ["杨*兰", "李*荣"]
        assert "杨春兰" not in repr(lines)

    def test_an_unknown_wage_is_refused_until_the_county_has_a_rule(self, county: County, claim: str) -> None:
        unknown = {**WORKERS[0], "wage": None}
        with pytest.raises(SettingMissing, match="unknown_wage_rule"):
            county.take("clerk", "assess", assessment(unknown), case=claim)
        set_setting(county.office, "530523", "unknown_wage_rule", "lower_bound", "会议纪要", date(2026, 1, 1), "system")
        county.take("clerk", "assess", assessment(unknown), case=claim)
        assert amounts(reckoned(county, "clerk", claim, "assess"))["应缴本金合计"] == Decimal("6200.64")

    def test_a_choice_made_later_leaves_the_assessment_as_it_was(self, county: County, claim: str) -> None:
        set_setting(county.office, "530523", "unknown_wage_rule", "lower_bound", "会议纪要", date(2026, 1, 1), "system")
        county.take("clerk", "assess", assessment({**WORKERS[0], "wage": None}), case=claim)
        county.time.to_day(date(2026, 12, 16))
        set_setting(
            county.office, "530523", "unknown_wage_rule", "average_wage", "会议纪要", date(2026, 12, 16), "system"
        )
        assert amounts(reckoned(county, "clerk", claim, "assess"))["应缴本金合计"] == Decimal("6200.64")


class TestReceipts:
    def test_a_part_payment_credits_only_months_whose_principal_is_complete(self, county: County, claim: str) -> None:
        arrears = collected(county, claim)
        county.take("taxman", "record_receipt", receipt("3000.00"), case=arrears)
        lines = reckoned(county, "taxman", arrears, "record_receipt")
        found = {line.person: line for line in lines if line.person}
        # March: 1080 and 1200; April: 720 of the first worker's 1080, nothing of the second's.
        assert found["杨*兰"].amount == Decimal("1800.00")
        assert found["杨*兰"].note == "6个月中1个月本金缴齐，可以记账"
        assert found["李*荣"].note == "2个月中1个月本金缴齐，可以记账"
        assert "2024-04：应缴本金1080.00元，已缴720.00元，本金尚欠360.00元" in found["杨*兰"].working
        assert amounts(lines)["尚欠本金"] == Decimal("5880.00")

    def test_the_agency_sees_the_same_months(self, county: County, claim: str) -> None:
        arrears = collected(county, claim)
        county.take("taxman", "record_receipt", receipt("3000.00"), case=arrears)
        county.carry()
        lines = reckoned(county, "clerk", claim, "book_receipt")
        assert [line.note for line in lines if line.person] == [
            "6个月中1个月本金缴齐，可以记账",
            "2个月中1个月本金缴齐，可以记账",
        ]

    def test_a_receipt_booked_against_the_order_of_clearing_is_pointed_out(self, county: County, claim: str) -> None:
        arrears = collected(county, claim)
        set_setting(
            county.office, "530523", "partial_payment_order", "late_fee_first", "会议纪要", date(2026, 1, 1), "system"
        )
        county.take("taxman", "record_receipt", receipt("500.00"), case=arrears)
        first = reckoned(county, "taxman", arrears, "record_receipt")[0]
        assert first.note == (
            "登记为本金500.00元、滞纳金0.00元；按清偿顺序为本金0.00元、滞纳金500.00元。两者不同，请与缴款凭证核对"
        )

    def test_the_return_prints_how_the_money_was_spread(self, county: County, claim: str) -> None:
        arrears = collected(county, claim)
        county.take("taxman", "record_receipt", receipt("3000.00"), case=arrears)
        with county.office.database.read() as tx:
            header = q.find_case(county.office, tx, county.office.actor("taxman"), arrears)
            around = county.office.surroundings(county.office.directory(tx), header.jurisdiction)
        printed = compose.collection_return(CaseView(header, around), None)
        assert [(m.month, m.complete, m.persons, m.state) for m in printed.months[:3]] == [
            ("2024-03", 2, 2, "已缴齐，可以记账"),
            ("2024-04", 0, 2, "没有缴齐，暂不记账"),
            ("2024-05", 0, 1, "没有缴齐，暂不记账"),
        ]
        assert sum(m.paid for m in printed.months) == Decimal("3000.00")
        assert printed.order.startswith("先欠先清")
