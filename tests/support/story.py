"""A short story through all three organisations, with papers, hand-offs and replies, for tests of what is kept."""

from __future__ import annotations

from datetime import date

from engine import store
from engine.effects import Claim, settle
from engine.handoff import HANDLERS
from engine.office import Office
from forms.parts import Service, ServiceReceipt
from tests.support.county import County
from workflows.arrears_collection.forms import Demand, Receipt
from workflows.back_payment.forms import Assessment, Review
from workflows.labour_inspection.forms import Complaint, CorrectionCheck, Filing, Order, Referral
from workflows.labour_inspection.forms.investigation import Recusal


def render_plainly(office: Office, claimed: Claim) -> None:
    """A renderer that needs no fonts: the paper's bytes are its id."""
    identity = claimed.payload["paper"]
    sha = office.blobs.put(f"paper {identity}".encode())
    with office.database.write() as tx:
        settle(tx, claimed, office.clocks.now())
        tx.run(
            "UPDATE papers SET sha256 = :sha, state = CASE state WHEN 'numbered' THEN 'rendered' ELSE state END"
            " WHERE id = :id",
            {"sha": sha, "id": identity},
        )
        row = tx.one("SELECT case_id, code FROM papers WHERE id = :id", {"id": identity})
        assert row is not None
        header = store.load(tx, office.database, row[0], lock=True)
        assert header is not None
        newest = header.state["papers"][row[1]]["id"] == identity
        store.note(
            tx,
            header,
            "paper_rendered",
            "文书已生成",
            {"papers": {row[1]: {"sha256": sha}}} if newest else {},
            office.clocks.now(),
            day=office.clocks.today(),
            actor_id="system",
            extra={"paper": identity, "sha256": sha},
        )


def served(day: date) -> ServiceReceipt:
    """A receipt of direct service."""
    return ServiceReceipt(
        way=Service.DIRECT, served_on=day, receiver="张建华", relation="法定代表人", proof="送达回证1页"
    )


def ask(county: County) -> str:
    """Tell the story up to the request for enrolment, which the agency has not received yet; returns the case."""
    county.handlers = {**HANDLERS, "render_paper": render_plainly}
    case = county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection").case_id
    filing = Filing.example().model_copy(update={"lead": "duan", "second": "cun"})
    county.take("head", "accept_and_file", filing, case=case)
    county.take("duan", "start_investigation", Recusal.example(), case=case)
    county.take("duan", "order_correction", Order.example(), case=case)
    county.take("duan", "serve_order", served(date(2026, 11, 20)), case=case)
    county.time.to_day(date(2026, 12, 14))
    county.take("duan", "check_correction", CorrectionCheck.example(), case=case)
    county.take("duan", "request_enrolment", Referral.example(), case=case)
    return case


def tell(county: County) -> dict[str, str]:
    """Tell the story up to the first receipt; returns the cases by their type."""
    case = ask(county)
    county.carry()
    claim = county.case_of_story(case, "back_payment")
    county.take("clerk", "accept", case=claim)
    county.take("clerk", "assess", Assessment.example().model_copy(update={"pay_by": date(2026, 12, 18)}), case=claim)
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
    county.carry()
    return {"labour_inspection": case, "back_payment": claim, "arrears_collection": arrears}
