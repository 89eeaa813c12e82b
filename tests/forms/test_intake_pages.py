"""The intake page without script: known employers are looked up, and what may be a duplicate is judged by a person."""

from __future__ import annotations

import re
from typing import Any

import pytest

from engine.administration import recuse
from engine.verify import verify
from tests.support.web import Browser, Web, text_of
from workflows.labour_inspection.forms import Complaint, Filing, Tip
from workflows.labour_inspection.forms.investigation import Recusal

INTAKE = "/intake/labour_inspection/register_complaint"
TIP = "/intake/labour_inspection/register_tip"
COMPLAINT = {
    name: ("yes" if value is True else "no" if value is False else value)
    for name, value in Complaint.example().model_dump(mode="json").items()
    if value is not None and not isinstance(value, list)
}
OTHER_WORKER = {"complainant": "段小红", "complainant_id": "530523198208109980"}
OTHER_EMPLOYER = {"employer": "龙陵县勐糯咖啡厂", "credit_code": "92530523MA6NTAAAX2"}


def register(web: Web, **other: str) -> Browser:
    """Fill in the form and submit it once."""
    browser = web.browser("reception")
    browser.open(INTAKE)
    browser.post(INTAKE, do="submit", **{**COMPLAINT, **other})
    return browser


def cases(web: Web) -> int:
    with web.county.office.database.read() as tx:
        row: Any = tx.one("SELECT count(*) FROM cases", {})
    return int(row[0])


class TestDuplicates:
    def test_of_the_same_worker_wait_for_somebodys_reason(self, web: Web) -> None:
        assert register(web).address.endswith("/receipt")
        again = register(web)
        assert again.status == 409
        assert "有1件相近的案件" in again.page
        assert "同一劳动者" in again.page
        assert "同一单位" in again.page
        assert 'value="杨春兰"' in again.page
        assert cases(web) == 1
        again.post(INTAKE, do="submit", different="是", **COMPLAINT)
        assert "请写明理由，至少4个字" in again.page
        assert cases(web) == 1
        again.post(INTAKE, do="submit", different="原案件是工资基数问题，这次是没有参保", **COMPLAINT)
        assert again.address.endswith("/receipt")
        case = again.address.split("/")[-2]
        page = web.browser("head").open(f"/cases/{case}")
        assert "登记前比对到相近案件：" in page
        assert "仍然登记的理由：原案件是工资基数问题，这次是没有参保" in page
        assert verify(web.county.office).problems == []

    def test_of_the_same_employer_wait_while_the_other_case_is_open(self, web: Web) -> None:
        register(web)
        again = register(web, **OTHER_WORKER)
        assert again.status == 409
        assert "同一劳动者" not in again.page
        with web.county.office.database.write() as tx:
            tx.run("UPDATE cases SET is_open = 0, closed_on = '2026-11-20'", {})
        assert register(web, **OTHER_WORKER).address.endswith("/receipt")

    def test_are_found_by_the_employers_name_where_its_code_is_not_known_to_both(self, web: Web) -> None:
        unknown = {**OTHER_WORKER, "credit_code": ""}
        register(web)
        again = register(web, **unknown)
        assert again.status == 409
        assert "名称相同的单位" in again.page
        assert "同一单位" not in again.page
        again.post(INTAKE, do="submit", different="另一名职工的投诉", **{**COMPLAINT, **unknown})
        assert again.address.endswith("/receipt")
        third = register(web, **OTHER_WORKER)
        assert "同一单位" in third.page
        assert third.page.count("名称相同的单位") == 1
        named_alike = {**OTHER_WORKER, "complainant_id": "11010519491231002X"}
        elsewhere = register(web, **named_alike, credit_code=OTHER_EMPLOYER["credit_code"])
        assert elsewhere.page.count("名称相同的单位") == 1

    def test_are_found_by_a_code_that_filing_brought(self, web: Web) -> None:
        case = register(web, credit_code="").address.split("/")[-2]
        filing = Filing.example().model_copy(update={"credit_code": COMPLAINT["credit_code"]})
        web.county.take("head", "accept_and_file", filing, case=case)
        assert "用人单位" in web.browser("head").open(f"/cases/{case}")
        again = register(web, **OTHER_WORKER)
        assert again.status == 409
        assert "同一单位" in again.page
        assert "名称相同的单位" not in again.page
        assert verify(web.county.office).problems == []

    def test_are_no_others(self, web: Web) -> None:
        register(web)
        assert register(web, **OTHER_WORKER, **OTHER_EMPLOYER).address.endswith("/receipt")

    def test_never_show_a_case_that_the_clerk_may_not_see(self, web: Web) -> None:
        case = register(web).address.split("/")[-2]
        recuse(web.county.office, case, "reception", "亲属", "head")
        assert register(web).address.endswith("/receipt")


def test_a_tip_gets_no_receipt_because_nobody_gets_a_code(web: Web) -> None:
    browser = web.browser("reception")
    page = browser.open(TIP)
    assert "查询码" not in page
    assert "登记并打印回执" not in page
    assert "读给本人听" not in page
    tip = Tip.example().model_dump(mode="json", exclude_defaults=True)
    browser.post(TIP, do="submit", **{name: "no" if value is False else value for name, value in tip.items()})
    assert re.fullmatch(r".*/cases/[0-9a-z]{26}", browser.address)


def test_the_head_of_an_employer_may_come_to_light_when_the_case_is_filed(web: Web) -> None:
    case = register(web, legal_representative="").address.split("/")[-2]
    filing = Filing.example().model_copy(update={"legal_representative": "何家明"})
    web.county.take("head", "accept_and_file", filing, case=case)
    web.county.take("duan", "start_investigation", Recusal.example(), case=case)
    assert 'value="何家明"' in web.browser("duan").open(f"/cases/{case}/steps/record_interview")


def test_the_receipt_says_until_when_the_answer_comes_in_plain_words(web: Web) -> None:
    page = register(web).page
    assert "正在审查是否受理，最迟2026年11月23日（周一）答复（当天也算）" in re.sub("<[^>]+>", "", page)


class TestDrafts:
    def test_are_offered_and_never_filled_in_for_whoever_comes_next(self, web: Web) -> None:
        browser = web.browser("reception")
        browser.open(INTAKE)
        resumed = browser.post(INTAKE, do="draft", complainant="段小红")
        assert "已恢复您2026年11月20日10:00保存的草稿" in text_of(resumed)
        assert 'value="段小红"' in resumed
        fresh = browser.open(INTAKE)
        assert "保存、还没有登记的草稿" in fresh
        assert "段小红" not in fresh
        assert "保存草稿" not in fresh
        assert 'value="段小红"' in browser.open(f"{INTAKE}?draft=1")
        assert "草稿" not in web.browser("head").open(INTAKE).replace("保存草稿", "")

    def test_of_somebody_else_outlive_the_case_of_whoever_came_between(self, web: Web) -> None:
        browser = web.browser("reception")
        browser.open(INTAKE)
        browser.post(INTAKE, do="draft", complainant="段小红")
        assert register(web).address.endswith("/receipt")
        assert 'value="段小红"' in browser.open(f"{INTAKE}?draft=1")
        browser.post(INTAKE, do="submit", **{**COMPLAINT, **OTHER_WORKER, **OTHER_EMPLOYER})
        assert browser.address.endswith("/receipt")
        assert "草稿" not in browser.open(INTAKE).replace("保存草稿", "")

    def test_go_when_they_are_thrown_away(self, web: Web) -> None:
        browser = web.browser("reception")
        browser.open(INTAKE)
        browser.post(INTAKE, do="draft", complainant="段小红")
        browser.open(INTAKE)
        assert "段小红" not in browser.post(INTAKE, do="discard")
        assert "段小红" not in browser.open(f"{INTAKE}?draft=1")


class TestEmployers:
    @pytest.mark.parametrize("sought", ["石斛", "91530523ma6ktaaa79"])
    def test_are_found_and_taken_over(self, web: Web, sought: str) -> None:
        case = register(web).address.split("/")[-2]
        browser = web.browser("reception")
        browser.open(TIP)
        page = browser.post(TIP, do="seek", sought=sought, facts="有人举报没有参保")
        assert "龙陵县禾青石斛加工厂，1件案件" in page
        page = browser.post(TIP, do=f"pick:{case}", facts="有人举报没有参保")
        for known in (COMPLAINT["employer"], COMPLAINT["credit_code"], COMPLAINT["legal_representative"]):
            assert f'value="{known}"' in page
        assert "有人举报没有参保" in page
        assert COMPLAINT["complainant"] not in page
        assert "reporter" in Tip.model_fields

    def test_are_looked_up_with_enter_too(self, web: Web) -> None:
        register(web)
        browser = web.browser("reception")
        browser.open(TIP)
        assert "1件案件" in browser.post(TIP, do="submit", sought="石斛")

    @pytest.mark.parametrize("sought", ["勐糯", "%", "_", "石"])
    def test_that_are_not_known_are_typed_in(self, web: Web, sought: str) -> None:
        register(web)
        browser = web.browser("reception")
        browser.open(TIP)
        assert "没有查到，请直接填写" in browser.post(TIP, do="seek", sought=sought)

    def test_of_other_counties_are_not_known(self, web: Web) -> None:
        case = register(web).address.split("/")[-2]
        stranger = web.browser("stranger")
        stranger.open(TIP)
        assert "没有查到" in stranger.post(TIP, do="seek", sought="石斛")
        stranger.post(TIP, do=f"pick:{case}")
        assert stranger.status == 404
