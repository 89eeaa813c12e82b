"""The walk of the foundation: a complaint becomes enrolment, through three organisations, on both databases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from forms.parts import Service, ServiceReceipt
from tests.support.county import County, make_county
from workflows.arrears_collection.forms import Demand, Receipt
from workflows.back_payment.forms import Assessment, Crediting, Review
from workflows.installation import HANDLERS
from workflows.labour_inspection.forms import Closing, Complaint, CorrectionCheck, Filing, Order, Referral
from workflows.labour_inspection.forms.execution import ProcessRecord
from workflows.labour_inspection.forms.investigation import Recusal


@pytest.fixture
def county(database_url: str, tmp_path: Path) -> County:
    made = make_county(database_url, tmp_path)
    made.handlers = dict(HANDLERS)
    return made


def served(day: date) -> ServiceReceipt:
    return ServiceReceipt(
        way=Service.DIRECT, served_on=day, receiver="张建华", relation="法定代表人", proof="送达回证1页"
    )


def test_a_complaint_leads_to_enrolled_months(county: County) -> None:
    complaint = county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection")
    case = complaint.case_id
    filing = Filing.example().model_copy(update={"lead": "duan", "second": "cun"})
    county.take("head", "accept_and_file", filing, case=case)
    county.take("duan", "start_investigation", Recusal.example(), case=case)
    county.take("duan", "order_correction", Order.example(), case=case)
    county.take("duan", "serve_order", served(date(2026, 11, 20)), case=case)
    county.time.to_day(date(2026, 12, 14))
    county.take("duan", "check_correction", CorrectionCheck.example(), case=case)
    county.take("duan", "request_enrolment", Referral.example(), case=case)
    county.carry()

    claim = county.case_of_story(case, "back_payment")
    county.take("clerk", "accept", case=claim)
    assessment = Assessment.example().model_copy(update={"pay_by": date(2026, 12, 18)})
    county.take("clerk", "assess", assessment, case=claim)
    county.take("reviewer", "notify", Review.example(), case=claim)
    county.take("clerk", "serve_notice", served(date(2026, 12, 14)), case=claim)
    county.take("reviewer", "transfer", Review.example(), case=claim)
    county.carry()

    arrears = county.case_of_story(case, "arrears_collection")
    county.take("taxman", "accept", case=arrears)
    county.time.to_day(date(2026, 12, 21))
    county.take(
        "taxman", "order_payment", Demand.example().model_copy(update={"pay_by": date(2026, 12, 30)}), case=arrears
    )
    county.take("taxman", "serve_order", served(date(2026, 12, 21)), case=arrears)
    receipt = Receipt.example().model_copy(update={"paid_on": date(2026, 12, 21)})
    county.take("taxman", "record_receipt", receipt, case=arrears)
    rest = receipt.model_copy(update={"principal": receipt.principal * 0 + 3480, "voucher": "353050000012208"})
    county.take("taxman", "record_receipt", rest, case=arrears)
    county.take("taxman", "answer", case=arrears)
    county.carry()
    assert county.stage(arrears) == "collected"
    assert county.stage(claim) == "collected"

    county.time.to_day(date(2026, 12, 23))
    county.take("clerk", "credit", Crediting.example(), case=claim)
    county.carry()
    assert county.stage(claim) == "credited"
    assert county.stage(case) == "enrolled"

    county.take("duan", "compile_record", ProcessRecord.example(), case=case)
    county.take("head", "close", Closing.example(), case=case)
    county.carry()
    assert county.stage(case) == "closed"
    with county.office.database.read() as tx:
        papers = tx.all("SELECT label, number, state, sha256 FROM papers ORDER BY id", {})
        owed = tx.all("SELECT id, kind, last_error FROM effects WHERE state <> 'done'", {})
    assert owed == []
    assert all(sha for *_, sha in papers)
