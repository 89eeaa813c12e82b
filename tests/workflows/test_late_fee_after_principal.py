"""The late fee outlives the principal: months are credited first, the collection ends when both are paid (社会保险法 86)."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from engine.canonical import read
from engine.errors import InvalidForm, Unmet
from engine.verify import verify
from tests.support.county import County, make_county
from tests.support.story import tell

DAY = "2026-12-21"


@pytest.fixture
def county(tmp_path: Path) -> County:
    return make_county(f"sqlite:///{tmp_path / 'late.db'}", tmp_path)


def paid_up(county: County) -> str:
    """The arrears of the story, whose principal is paid to the last fen and of whose late fee nothing is."""
    case = tell(county)["arrears_collection"]
    rest = {"voucher": "353050000012208", "paid_on": DAY, "principal": "3480.00", "late_fee": "0.00"}
    county.take("taxman", "record_receipt", rest, case=case)
    county.take("taxman", "answer", case=case)
    return case


def returned(county: County, case: str) -> dict[str, Any]:
    """What the return to the agency prints."""
    office = county.office
    with office.database.read() as tx:
        row = tx.one("SELECT context FROM papers WHERE case_id = :id AND code = 'collection_return'", {"id": case})
    assert row is not None
    body: dict[str, Any] = read(office.vault.unseal(row[0]))["body"]
    return body


class TestAnswer:
    def test_states_the_unpaid_late_fee_on_a_line_of_its_own(self, county: County) -> None:
        body = returned(county, paid_up(county))
        assert Decimal(body["late_fee_open"]) > 0
        assert "滞纳金由本机关继续征收" in body["remark"]

    def test_lets_the_months_be_credited_while_the_late_fee_is_collected(self, county: County) -> None:
        case = paid_up(county)
        county.carry()
        assert county.stage(case) == "collected"
        claim = county.case_of_story(tell_of(county, case), "back_payment")
        assert county.stage(claim) == "collected"


class TestSettle:
    def test_waits_for_the_late_fee(self, county: County) -> None:
        case = paid_up(county)
        owed = Decimal(returned(county, case)["late_fee_open"])
        with pytest.raises(Unmet, match=f"滞纳金还有{owed:,.2f}元没有入库"):
            county.take("taxman", "settle", case=case)
        receipt = {"voucher": "353050000012999", "paid_on": DAY, "late_fee": str(owed)}
        county.take("taxman", "record_late_fee", receipt, case=case)
        county.take("taxman", "settle", case=case)
        assert county.stage(case) == "settled"
        assert verify(county.office).problems == []

    def test_a_receipt_of_nothing_is_none(self, county: County) -> None:
        case = tell(county)["arrears_collection"]
        nothing = {"voucher": "353050000012208", "paid_on": DAY, "principal": "0.00", "late_fee": "0.00"}
        with pytest.raises(InvalidForm, match="本金和滞纳金不能都是0"):
            county.take("taxman", "record_receipt", nothing, case=case)

    def test_late_fee_alone_may_come_in_before_the_principal(self, county: County) -> None:
        case = tell(county)["arrears_collection"]
        fee = {"voucher": "353050000012210", "paid_on": DAY, "principal": "0.00", "late_fee": "50.00"}
        county.take("taxman", "record_receipt", fee, case=case)
        assert county.stage(case) == "ordered"


def tell_of(county: County, case: str) -> str:
    """The story to which a case belongs."""
    with county.office.database.read() as tx:
        row = tx.one("SELECT story FROM cases WHERE id = :id", {"id": case})
    assert row is not None
    return str(row[0])
