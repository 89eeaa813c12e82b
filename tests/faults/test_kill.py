"""`kill -9` at every point of a step and of an effect: nothing half done, nothing lost, nothing doubled."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.effects import LEASE
from forms.parts import Service, ServiceReceipt
from tests.faults.victim import QUICK, carry_all_but_papers, carry_everything, killed_at, take
from tests.support.county import County, make_county
from workflows.installation import HANDLERS
from workflows.labour_inspection.forms import Complaint, CorrectionCheck, Filing, Order, Referral
from workflows.labour_inspection.forms.investigation import Recusal

SERVED = ServiceReceipt(
    way=Service.DIRECT, served_on=date(2026, 11, 20), receiver="张建华", relation="法定代表人", proof="送达回证1页"
)
FILING = Filing.example().model_copy(update={"lead": "duan", "second": "cun"})
WHILE_CARRYING = [
    "claimed",
    *(
        f"{kind}: {point}"
        for kind in ("send_hand_off", "send_reply")
        for point in ("before commit", "done", "before settling", "settled")
    ),
]
WHILE_RENDERING = ("claimed", "render_paper: before settling", "render_paper: settled")


@pytest.fixture
def county(database_url: str, tmp_path: Path) -> County:
    made = make_county(database_url, tmp_path)
    made.handlers = dict(QUICK)
    return made


def opened(county: County) -> str:
    return county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection").case_id


def owing_a_hand_off(county: County) -> str:
    """A case that has just asked the agency to enrol the worker."""
    case = opened(county)
    county.take("head", "accept_and_file", FILING, case=case)
    county.take("duan", "start_investigation", Recusal.example(), case=case)
    county.take("duan", "order_correction", Order.example(), case=case)
    county.take("duan", "serve_order", SERVED, case=case)
    county.carry()
    county.time.to_day(date(2026, 12, 14))
    county.take(
        "duan",
        "check_correction",
        CorrectionCheck.example().model_copy(update={"checked_on": county.office.clocks.today()}),
        case=case,
    )
    county.take("duan", "request_enrolment", Referral.example(), case=case)
    return case


def record(county: County) -> dict[str, list[tuple[Any, ...]]]:
    """All that the rows say, without the ids and moments that differ between two runs."""
    with county.office.database.read() as tx:
        return {
            "cases": tx.all("SELECT case_type, number, stage, version, seq FROM cases ORDER BY number", {}),
            "events": tx.all(
                "SELECT c.number, e.seq, e.step FROM events e JOIN cases c ON c.id = e.case_id"
                " ORDER BY c.number, e.seq",
                {},
            ),
            "sent": tx.all("SELECT code, state FROM handoffs_sent ORDER BY code", {}),
            "received": tx.all("SELECT code, state FROM handoffs_received ORDER BY code", {}),
            "papers": tx.all("SELECT code, number, state FROM papers ORDER BY code, number", {}),
            "effects": tx.all("SELECT kind, state FROM effects ORDER BY kind, state", {}),
        }


def restart_and_carry(county: County) -> None:
    """The dead relay's lease runs out, and another relay takes its effects up."""
    county.time.forward(seconds=LEASE.total_seconds() + 1)
    county.carry()


@pytest.fixture
def undisturbed(tmp_path: Path) -> County:
    """A county to which nothing happens."""
    made = make_county(f"sqlite:///{tmp_path / 'undisturbed.db'}", tmp_path / "undisturbed")
    made.handlers = dict(QUICK)
    return made


class TestARelayIsKilled:
    @pytest.mark.parametrize("point", WHILE_CARRYING)
    def test_a_hand_off_and_its_receipt_arrive_once(self, county: County, undisturbed: County, point: str) -> None:
        owing_a_hand_off(county)
        killed_at(point, county, carry_all_but_papers)
        restart_and_carry(county)

        owing_a_hand_off(undisturbed)
        undisturbed.carry()
        assert record(county) == record(undisturbed)
        assert {state for _, state in record(county)["effects"]} == {"done"}

    @pytest.mark.parametrize("point", WHILE_RENDERING)
    def test_a_paper_is_rendered_once_under_its_number(self, county: County, point: str) -> None:
        case = opened(county)
        county.take("head", "accept_and_file", FILING, case=case)
        allotted = papers(county)
        killed_at(point, county, carry_everything)
        county.handlers = dict(HANDLERS)
        restart_and_carry(county)

        assert papers(county) == allotted
        assert all(county.office.blobs.get(sha) for sha in hashes(county))
        assert steps_of(county, case).count("paper_rendered") == len(allotted) == 3

    def test_an_effect_that_kills_its_relay_again_and_again_is_still_one(self, county: County) -> None:
        case = owing_a_hand_off(county)
        for point in WHILE_CARRYING[:4]:
            killed_at(point, county, carry_all_but_papers)
            county.time.forward(seconds=LEASE.total_seconds() + 1)
        county.carry()
        assert county.stage(county.case_of_story(case, "back_payment")) == "received"
        assert record(county)["received"] == [("enrolment_request", "received")]


class TestTheWebIsKilled:
    def test_before_the_commit_nothing_has_happened(self, county: County) -> None:
        case = opened(county)
        before = record(county)
        killed_at("step: before commit", county, take, "head", "accept_and_file", answers(FILING), case, "once")
        assert record(county) == before

        again = county.take("head", "accept_and_file", FILING, case=case, request="once")
        assert (again.stage, again.repeated) == ("filed", False)
        assert [number for _, _, number in papers(county) if number] == ["龙人社监受字〔2026〕1号"]

    def test_after_the_commit_the_same_request_gets_the_answer_that_was_lost(self, county: County) -> None:
        case = opened(county)
        killed_at("step: committed", county, take, "head", "accept_and_file", answers(FILING), case, "once")
        after = record(county)
        assert county.stage(case) == "filed"

        again = county.take("head", "accept_and_file", FILING, case=case, request="once")
        assert (again.stage, again.repeated) == ("filed", True)
        assert record(county) == after


def answers(form: Any) -> dict[str, Any]:
    plain: dict[str, Any] = form.model_dump(mode="json")
    return plain


def papers(county: County) -> list[tuple[Any, ...]]:
    with county.office.database.read() as tx:
        return tx.all("SELECT id, code, number FROM papers ORDER BY id", {})


def hashes(county: County) -> list[str]:
    with county.office.database.read() as tx:
        return [row[0] for row in tx.all("SELECT sha256 FROM papers ORDER BY id", {})]


def steps_of(county: County, case: str) -> list[str]:
    with county.office.database.read() as tx:
        return [row[0] for row in tx.all("SELECT step FROM events WHERE case_id = :c ORDER BY seq", {"c": case})]
