"""What the public sends in: kept once and sealed, limited by address, decided once, by those who may."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from engine import store, submissions
from engine.cases import Answer
from engine.errors import InvalidForm, NotFound, RequestReused, TooManyAttempts, Unmet, WrongStage
from engine.queries import public_submission, submission_view
from engine.submissions import Received
from engine.tracking import find_story
from engine.verify import verify
from tests.support.county import County, make_county
from tests.support.web import web_of
from workflows.labour_inspection.online import ONLINE, OnlineComplaint

HERE = "192.0.2.1"
COMPLETED = {"credit_code": "91530523MA6KTAAA79", "legal_representative": "张建华"}


@pytest.fixture
def county(database_url: str, tmp_path: Path) -> Iterator[County]:
    made = make_county(database_url, tmp_path / "office")
    yield made
    made.office.close()


def sent(county: County, request: str = "request-1", address: str = HERE, **changes: Any) -> Received:
    """Send the example, changed, from an address."""
    compiled = county.office.registry.get("labour_inspection")
    form = OnlineComplaint.example().model_copy(update=changes)
    return submissions.submit(
        county.office,
        compiled,
        form,
        unit_id=changes.pop("unit", "hrss"),
        consent=ONLINE.consent.version,
        request_id=request,
        address=address,
    )


def registered(county: County, identity: str, request: str = "register-1", **changes: Any) -> Answer:
    """Register it with what reception completed."""
    reception = county.office.actor("reception")
    with county.office.database.read() as tx:
        view = submission_view(county.office, tx, reception, identity)
    fills = {name: value for name, value in view.fills.items() if value is not None}
    answers = {**fills, "received_on": view.submission.received_on.isoformat(), **COMPLETED, **changes}
    return submissions.register(county.office, reception, identity, answers, request)


class TestSending:
    def test_the_row_is_sealed_and_the_code_finds_it(self, county: County) -> None:
        received = sent(county)
        with county.office.database.read() as tx:
            (row,) = tx.all("SELECT * FROM submissions", {})
            found = public_submission(county.office, tx, received.id)
        assert not any(secret in str(row) for secret in ("杨春兰", "533024199203150024", "石斛", received.code))
        assert find_story(county.office, received.code, "0024", HERE) == received.id
        assert received.due == date(2026, 11, 27)
        assert found is not None
        assert found.current.is_open
        assert found.current.next[0].basis.endswith("第18条")

    def test_the_same_request_is_kept_once_and_another_content_under_it_is_refused(self, county: County) -> None:
        first = sent(county)
        assert sent(county) == Received(first.id, first.code, first.due, first.provisional, repeated=True)
        with pytest.raises(RequestReused):
            sent(county, facts="另一件事")
        with county.office.database.read() as tx:
            assert tx.one("SELECT count(*) FROM submissions", {}) == (1,)

    def test_without_consent_to_the_present_text_nothing_is_kept(self, county: County) -> None:
        compiled = county.office.registry.get("labour_inspection")
        with pytest.raises(InvalidForm, match="同意"):
            submissions.submit(
                county.office,
                compiled,
                OnlineComplaint.example(),
                unit_id="hrss",
                consent="2020-01",
                request_id="r",
                address=HERE,
            )
        with county.office.database.read() as tx:
            assert tx.one("SELECT count(*) FROM submissions", {}) == (0,)

    def test_an_address_is_stopped_after_ten_and_only_for_an_hour(self, county: County) -> None:
        for n in range(10):
            sent(county, f"request-{n}")
        with pytest.raises(TooManyAttempts):
            sent(county, "request-10")
        sent(county, "request-11", "192.0.2.9")
        county.time.forward(minutes=61)
        sent(county, "request-12")


class TestDeciding:
    def test_registering_opens_the_case_under_the_same_code_and_the_day_of_receipt(self, county: County) -> None:
        received = sent(county)
        county.time.forward(days=3)
        answer = registered(county, received.id)
        assert find_story(county.office, received.code, "0024", HERE) == answer.case_id
        with county.office.database.read() as tx:
            header = store.load(tx, county.office.database, answer.case_id, lock=False)
        assert header is not None
        assert header.state["deadlines"]["accept_and_file"]["due"] == "2026-11-27"
        assert header.opened_on == date(2026, 11, 23)
        assert verify(county.office).problems == []

    def test_a_refused_registration_leaves_the_submission_and_its_code_as_they_were(self, county: County) -> None:
        received = sent(county)
        with pytest.raises((InvalidForm, Unmet)):
            registered(county, received.id, received_on="2030-01-01")
        assert find_story(county.office, received.code, "0024", HERE) == received.id
        registered(county, received.id, "register-2")

    def test_it_is_decided_once(self, county: County) -> None:
        received, other = sent(county), sent(county, "request-2")
        reception = county.office.actor("reception")
        registered(county, received.id)
        with pytest.raises(WrongStage, match="已经登记"):
            submissions.decline(county.office, reception, received.id, "duplicate", "已经登记过一次了")
        submissions.decline(county.office, reception, other.id, "duplicate", "已经登记过一次了")
        with pytest.raises(WrongStage, match="不予登记"):
            registered(county, other.id, "register-2")
        with county.office.database.read() as tx:
            assert tx.one("SELECT count(*) FROM cases", {}) == (1,)
            found = public_submission(county.office, tx, other.id)
        assert found is not None
        assert "已经登记过一次了" in found.current.words
        assert not found.current.is_open

    @pytest.mark.parametrize("person", ["stranger", "clerk", "duan", "admin"])
    def test_others_find_nothing(self, county: County, person: str) -> None:
        received = sent(county)
        actor = county.office.actor(person)
        with pytest.raises(NotFound), county.office.database.read() as tx:
            submission_view(county.office, tx, actor, received.id)
        with pytest.raises(NotFound):
            submissions.decline(county.office, actor, received.id, "duplicate", "已经登记过一次了")

    def test_a_ground_and_words_are_needed(self, county: County) -> None:
        received = sent(county)
        with pytest.raises(InvalidForm) as refused:
            submissions.decline(county.office, county.office.actor("reception"), received.id, "none", " ")
        assert [f.field for f in refused.value.fields] == ["ground", "reason"]


def test_what_may_be_a_repeat_is_shown_by_person_and_by_employer(county: County) -> None:
    first, second, other = (
        sent(county),
        sent(county, "request-2"),
        sent(county, "request-3", resident_id="530523198208109980"),
    )
    case = registered(county, first.id, employer="龙陵县禾青石斛加工厂").case_id
    reception = county.office.actor("reception")
    with county.office.database.read() as tx:
        views = [submission_view(county.office, tx, reception, one.id) for one in (first, second, other)]
    assert [[line.id for line in view.cases] for view in views] == [[], [case], []]
    assert [len(view.others) for view in views] == [1, 0, 0]
    with county.office.database.write() as tx:
        tx.run("UPDATE case_parties SET name = :name WHERE is_person = 0", {"name": OnlineComplaint.example().employer})
    with county.office.database.read() as tx:
        view = submission_view(county.office, tx, reception, other.id)
    assert [line.id for line in view.neighbours] == [case]


def test_what_was_decided_long_ago_is_erased_and_its_outcome_stays(county: County) -> None:
    kept, declined, waits = sent(county), sent(county, "request-2"), sent(county, "request-3")
    reception = county.office.actor("reception")
    case = registered(county, kept.id).case_id
    submissions.decline(county.office, reception, declined.id, "duplicate", "已经登记过一次了")
    county.time.forward(days=89)
    assert submissions.erase_old(county.office) == 0
    county.time.forward(days=2)
    assert submissions.erase_old(county.office) == 2
    assert submissions.erase_old(county.office) == 0
    assert find_story(county.office, kept.code, "0024", HERE) == case
    assert find_story(county.office, declined.code, "0024", HERE) is None
    assert find_story(county.office, waits.code, "0024", HERE) == waits.id
    with county.office.database.read() as tx:
        found = submissions.find(county.office, tx, declined.id, reception)
    assert (found.is_erased, found.reason) == (True, "已经登记过一次了")
    with pytest.raises(NotFound, match="清除"):
        submissions.answers_of(county.office, found)
    client = web_of(county).browser("reception")
    for state in ("registered", "declined"):
        assert "材料已经按期清除" in client.open(f"/submissions?state={state}")


def test_what_a_program_posts_to_the_page_never_breaks_it(county: County) -> None:
    client = TestClient(web_of(county).app)
    page = client.get("/complain").text
    proof = page.split('name="proof" value="')[1].split('"')[0]
    odd = ({}, {"trouble": "x" * 9000}, {"begins": "9999-99", "ends": "0000-00"}, {"unit": "hrss'--", "consent": "1"})
    for typed in odd:
        for request_id in ("", "r", "é" * 300):
            answer = client.post("/complain", data={"proof": proof, "request_id": request_id, **typed})
            assert 400 <= answer.status_code < 500
    assert client.post("/complain", data={"proof": "another"}).status_code == 403
    crossing = client.post("/complain", data={"proof": proof}, headers={"Sec-Fetch-Site": "cross-site"})
    assert crossing.status_code == 403
    for path in ("/submissions", "/submissions/" + "0" * 26):
        assert client.get(path, follow_redirects=False).status_code == 303
