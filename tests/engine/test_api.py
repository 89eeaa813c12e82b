"""The API: the same verbs, refusals and policy over HTTP."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from engine import accounts, readlog
from engine.shield import LARGEST_BODY
from tests.support.county import County
from tests.support.story import tell
from tests.support.web import Web, web_of
from workflows.labour_inspection.forms import Complaint, Filing

COMPLAINT = {"case_type": "labour_inspection", "answers": Complaint.example().model_dump(mode="json")}
FILING = Filing.example().model_dump(mode="json")
PROBLEM = "application/problem+json"


@pytest.fixture
def web(county: County) -> Iterator[Web]:
    found = web_of(county)
    with TestClient(found.app):
        yield found


def opened(web: Web) -> dict[str, Any]:
    answer = web.api("reception").post("/api/cases", json=COMPLAINT, headers={"Idempotency-Key": "first"})
    assert answer.status_code == 201
    found: dict[str, Any] = answer.json()
    return found


def filed(web: Web, case: dict[str, Any], key: str = "file", **body: Any) -> Any:
    return web.api("head").post(
        f"/api/cases/{case['case_id']}/steps/accept_and_file",
        json={"answers": FILING, "version": case["version"], **body},
        headers={"Idempotency-Key": key},
    )


class TestSigningIn:
    def test_a_password_opens_a_session_whose_token_opens_the_rest(self, web: Web) -> None:
        accounts.create_account(
            web.county.office, login="li", name="李明", unit_id="hrss", password="Lotus-2026x", roles=["reception"]
        )
        client = TestClient(web.app)
        signed = client.post("/api/session", json={"login": "LI", "password": "Lotus-2026x"})
        assert signed.status_code == 200
        assert signed.json()["roles"] == ["reception"]
        head = {"Authorization": f"Bearer {signed.json()['token']}"}
        assert TestClient(web.app).get("/api/cases", headers=head).status_code == 200
        assert TestClient(web.app, headers=head).delete("/api/session").status_code == 204
        assert TestClient(web.app).get("/api/cases", headers=head).status_code == 401

    def test_a_wrong_password_is_refused_in_the_same_words_as_an_unknown_login(self, web: Web) -> None:
        client = TestClient(web.app)
        answers = [client.post("/api/session", json={"login": who, "password": "x"}) for who in ("reception", "nobody")]
        assert [a.status_code for a in answers] == [403, 403]
        assert answers[0].json() == answers[1].json()

    def test_a_cookie_alone_changes_nothing(self, web: Web) -> None:
        browser = web.browser("reception").client
        refused = browser.post("/api/cases", json=COMPLAINT, headers={"Idempotency-Key": "a"})
        assert refused.status_code == 403
        assert web.api("reception").get("/api/cases").json()["lines"] == []

    def test_nobody_is_told_anything(self, web: Web) -> None:
        for path in ("/api/cases", "/api/inbox", "/api/case-types", "/api/papers/x"):
            answer = TestClient(web.app).get(path)
            assert answer.status_code == 401
            assert answer.headers["content-type"] == PROBLEM


class TestTakingSteps:
    def test_a_complaint_becomes_a_case_with_its_deadline_and_code(self, web: Web) -> None:
        case = opened(web)
        assert case["stage_label"] == "受理审查"
        assert case["deadlines"][0]["due"] == "2026-11-23"
        assert len(case["tracking_code"].replace("-", "")) == 12

    def test_the_same_request_gets_the_first_answer(self, web: Web) -> None:
        first, second = opened(web), opened(web)
        assert second == {**first, "repeated": True}
        assert len(web.api("reception").get("/api/cases").json()["lines"]) == 1

    def test_the_same_request_with_another_body_is_refused(self, web: Web) -> None:
        opened(web)
        other = {**COMPLAINT, "answers": {**COMPLAINT["answers"], "employer": "另一家"}}  # type: ignore[dict-item] # a plain table
        again = web.api("reception").post("/api/cases", json=other, headers={"Idempotency-Key": "first"})
        assert again.status_code == 422
        assert again.json()["type"].endswith("request-reused")

    def test_every_wrong_field_is_named_in_chinese(self, web: Web) -> None:
        answers = {**COMPLAINT["answers"], "complainant_id": "533024199203150025", "channel": "telepathy"}  # type: ignore[dict-item] # a plain table
        del answers["facts"]
        refused = web.api("reception").post(
            "/api/cases", json={"case_type": "labour_inspection", "answers": answers}, headers={"Idempotency-Key": "a"}
        )
        assert refused.status_code == 422
        assert refused.headers["content-type"] == PROBLEM
        assert [f["label"] for f in refused.json()["fields"]] == ["投诉方式", "投诉人身份证号", "反映的事实"]
        assert web.api("reception").get("/api/cases").json()["lines"] == []

    def test_who_may_not_is_told_why_and_who_may(self, web: Web) -> None:
        case = opened(web)
        refused = web.api("duan").post(
            f"/api/cases/{case['case_id']}/steps/accept_and_file",
            json={"answers": FILING, "version": 1},
            headers={"Idempotency-Key": "a"},
        )
        assert refused.status_code == 403
        assert refused.json()["reasons"][0]["lifted_by"] == "监察机构负责人"

    def test_of_two_officers_one_wins_and_the_other_is_told_what_changed(self, web: Web) -> None:
        case = opened(web)
        assert filed(web, case).status_code == 200
        late = filed(web, case, "second")
        assert late.status_code == 409
        assert "杨国庆办理了“受理立案”" in late.json()["detail"]

    def test_without_a_version_nothing_is_taken(self, web: Web) -> None:
        refused = filed(web, opened(web), version=None)
        assert refused.status_code == 422
        assert refused.json()["fields"][0]["field"] == "version"

    def test_the_version_may_come_in_if_match(self, web: Web) -> None:
        case = opened(web)
        head = web.api("head")
        tag = head.get(f"/api/cases/{case['case_id']}").headers["etag"]
        taken = head.post(
            f"/api/cases/{case['case_id']}/steps/accept_and_file",
            json={"answers": FILING},
            headers={"Idempotency-Key": "a", "If-Match": tag},
        )
        assert taken.status_code == 200

    def test_unmet_conditions_are_all_listed_with_their_articles(self, web: Web) -> None:
        case = opened(web)
        alone = {**FILING, "second": FILING["lead"]}
        refused = filed(web, case, answers=alone)
        assert refused.status_code == 422
        assert refused.json()["reasons"][0]["basis"] == "《劳动保障监察条例》第16条第1款"

    def test_sixteen_callers_at_once_are_all_answered_once(self, web: Web) -> None:
        clients = [web.api("reception") for _ in range(16)]
        answers: list[Any] = []

        def call(n: int) -> None:
            answers.append(clients[n].post("/api/cases", json=COMPLAINT, headers={"Idempotency-Key": f"n{n}"}))

        threads = [threading.Thread(target=call, args=(n,)) for n in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [a.status_code for a in answers] == [201] * 16
        assert len({a.json()["number"] for a in answers}) == 16


class TestReading:
    def test_personal_data_is_masked(self, web: Web) -> None:
        case = opened(web)
        text = web.api("head").get(f"/api/cases/{case['case_id']}").text
        assert "533024199203150024" not in text
        assert "杨春兰" not in text
        assert "13800138000" not in text
        assert "533024********0024" in text

    def test_another_county_does_not_know_the_case(self, web: Web) -> None:
        case = opened(web)
        stranger = web.api("stranger")
        for path in ("", "/steps"):
            answer = stranger.get(f"/api/cases/{case['case_id']}{path}")
            assert answer.status_code == 404
            assert answer.json()["detail"] == stranger.get("/api/cases/" + "0" * 26).json()["detail"]

    def test_a_search_by_number_finds_the_person_and_leaves_a_trace_without_the_number(self, web: Web) -> None:
        case = opened(web)
        head = web.api("head")
        for text in ("533024199203150024", "91530523MA6KTAAA79", "石斛", "杨春", case["number"][-4:]):
            found = head.post("/api/cases/search", json={"text": text}).json()["lines"]
            assert [line["id"] for line in found] == [case["case_id"]], text
        assert head.post("/api/cases/search", json={"text": "53302419920315002"}).json()["lines"] == []
        assert head.post("/api/cases/search", json={"text": "%"}).json()["lines"] == []
        with web.county.office.database.read() as tx:
            entries = [e for e in readlog.entries(tx) if e.action == "search_number"]
        assert len(entries) == 2
        assert "533024" not in entries[0].subject

    def test_a_paper_is_given_to_its_department_only_and_noted(self, web: Web) -> None:
        cases = tell(web.county)
        head = web.api("head")
        paper = head.get(f"/api/cases/{cases['labour_inspection']}").json()["papers"][0]
        answer = head.get(f"/api/papers/{paper['id']}")
        assert answer.headers["content-type"] == "application/pdf"
        assert web.api("clerk").get(f"/api/papers/{paper['id']}").status_code == 404
        with web.county.office.database.read() as tx:
            noted = [e for e in readlog.entries(tx) if e.action == "download_paper"]
        assert [e.actor_id for e in noted] == ["head"]

    def test_a_received_hand_off_lies_in_the_inbox_with_what_can_be_done(self, web: Web) -> None:
        tell(web.county)
        box = web.api("taxman").get("/api/inbox?group=running").json()
        assert [line["label"] for line in box["items"]] == ["欠费征收"]
        assert {s["name"] for s in box["items"][0]["steps"]} >= {"record_receipt"}
        assert web.api("stranger").get("/api/inbox?group=running").json()["items"] == []

    def test_the_worker_sees_all_cases_in_plain_words_and_no_name(self, web: Web) -> None:
        cases = tell(web.county)
        office = web.county.office
        with office.database.read() as tx:
            sealed = tx.one("SELECT state FROM cases WHERE id = :id", {"id": cases["labour_inspection"]})
        assert sealed is not None
        code = office.vault.unseal(json.loads(sealed[0])["tracking"])
        story = TestClient(web.app).post("/api/track", json={"code": code, "tail": "0024"})
        assert story.status_code == 200
        assert len(story.json()["cases"]) == 3
        assert [m[0] for m in story.json()["months"]] == [f"2024-0{n}" for n in range(3, 9)]
        for secret in ("杨", "禾青", "段志明", "533024", "张建华", "调查笔录"):
            assert secret not in story.text
        misses = [{"code": code, "tail": "0025"}, {"code": "AAAA-BBBB-CCCC", "tail": "0024"}]
        answers = [TestClient(web.app).post("/api/track", json=miss) for miss in misses]
        assert [a.status_code for a in answers] == [404, 404]
        assert answers[0].json() == answers[1].json()


class TestBadInput:
    @pytest.mark.parametrize(
        ("content", "status"),
        [
            (b"{", 400),
            (b'{"text": "\xff"}', 400),
            (b"[" * 100_000, 400),
            (b'{"text": 1}', 422),
            (b'{"text": "a", "more": 1}', 422),
            (b'{"text": "\\ud800"}', 422),
            (b'{"text": "\\u0000"}', 422),
            (b"null", 422),
            (b"", 422),
        ],
    )
    def test_what_cannot_be_read_is_a_problem_in_chinese(self, web: Web, content: bytes, status: int) -> None:
        answer = web.api("head").post(
            "/api/cases/search", content=content, headers={"Content-Type": "application/json"}
        )
        assert answer.status_code == status
        assert answer.headers["content-type"] == PROBLEM
        assert not answer.json()["title"].isascii()

    @pytest.mark.parametrize(
        "value", [2**70, float("1e300"), {"a": {"b": [1] * 3}}, "\0", [[[[[[[[[[[[[[1]]]]]]]]]]]]]]]
    )
    def test_answers_that_no_row_can_keep_are_refused(self, web: Web, value: Any) -> None:
        body = {"case_type": "labour_inspection", "answers": {"facts": value}}
        answer = web.api("reception").post("/api/cases", json=body, headers={"Idempotency-Key": "a"})
        assert answer.status_code == 422

    def test_a_huge_body_is_not_read(self, web: Web) -> None:
        answer = web.api("head").post("/api/cases/search", content=b"x" * (LARGEST_BODY + 1))
        assert answer.status_code == 413

    def test_a_huge_body_without_a_length_is_not_read_either(self, web: Web) -> None:
        def pieces() -> Iterator[bytes]:
            for _ in range(30):
                yield b"x" * 100_000

        answer = web.api("head").post("/api/cases/search", content=pieces())
        assert answer.status_code == 413

    @pytest.mark.parametrize("after", ["x", "2026-11-20~", "2026-11-20~" + "'" * 26])
    def test_a_spoilt_page_mark_is_refused(self, web: Web, after: str) -> None:
        assert web.api("head").get("/api/cases", params={"after": after}).status_code == 422

    def test_an_unknown_address_and_method_are_problems(self, web: Web) -> None:
        client = TestClient(web.app)
        assert client.get("/api/nothing").json()["title"] == "没有找到"
        assert client.put("/api/cases").json()["status"] == 405

    def test_every_answer_carries_the_security_headers(self, web: Web) -> None:
        for path in ("/api/cases", "/login", "/api/openapi.json", "/track", "/nowhere"):
            headers = TestClient(web.app).get(path).headers
            assert "script-src 'self'" in headers["content-security-policy"]
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["cache-control"] == "no-store"


class TestBehindAProxy:
    def test_plain_http_is_refused_and_cookies_are_secure(self, county: County) -> None:
        county.office.installation.behind_proxy = True
        county.office.installation.track_embed = "https://portal.example"
        client = TestClient(web_of(county).app)
        assert client.get("/login").status_code == 403
        secure = client.get("/login", headers={"X-Forwarded-Proto": "https"})
        assert "; Secure" in secure.headers["set-cookie"]
        assert "strict-transport-security" in secure.headers
        track = client.get("/track", headers={"X-Forwarded-Proto": "https"})
        assert "frame-ancestors https://portal.example" in track.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in secure.headers["content-security-policy"]
