"""Requests for assistance: civil affairs, finance and the federation are asked, answer in parts, or send them back."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from documents import issue
from engine.effects import Claim
from engine.errors import InvalidForm, NotFound, Refusal, Unmet
from engine.office import Office
from engine.queries import CasePage, Transfer, case_page, inbox, public_story
from engine.verify import verify
from tests.support.county import County, make_county
from tests.support.inspection import Inspection
from tests.support.neighbours import with_assistants, with_market, with_townships
from tests.support.web import web_of

NAME, NUMBER = "段小红", "533024199203150024"
ABOUT_A_WORKER = {
    "items": "该职工家庭是否享受最低生活保障\n从哪一个月开始享受",
    "reason": "该单位称没有工资关系，只是救助对象帮工",
    "person": NAME,
    "resident_id": NUMBER,
    "answer_by": "2026-12-01",
}


def case_at(url: str, folder: Path) -> Inspection:
    """An investigation in a county whose papers are not printed unless a test asks for them."""
    county = make_county(url, folder)
    county.handlers["render_paper"] = lambda office, claimed: None
    return Inspection.set_up(county).complain()


@pytest.fixture
def inspection(database_url: str, tmp_path: Path) -> Iterator[Inspection]:
    made = case_at(database_url, tmp_path)
    yield made
    made.county.office.close()


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[Inspection]:
    made = case_at(f"sqlite:///{tmp_path / 'county.db'}", tmp_path)
    yield made
    made.county.office.close()


def page_of(county: County, person: str, case: str) -> CasePage:
    with county.office.database.read() as tx:
        return case_page(county.office, tx, county.office.actor(person), case)


def transfer_of(inspection: Inspection) -> Transfer:
    return page_of(inspection.county, "duan", inspection.case).transfers[0]


def heard(inspection: Inspection, form: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = inspection.view().header.state["data"][form]
    return found


def due_at(county: County, case: str) -> list[str]:
    """When the answer is due among the asked department's own terms."""
    with county.office.database.read() as tx:
        found = tx.all(
            "SELECT due FROM deadlines WHERE case_id = :case AND code = 'answer_term' AND is_open = 1", {"case": case}
        )
    return [due for (due,) in found]


def printed(county: County, case: str, kind: str) -> str:
    """What a reader can copy from the last paper of a kind, without spaces and line ends; no other is printed."""

    def last_of(case: str, kind: str) -> tuple[str, str | None]:
        with county.office.database.read() as tx:
            row = tx.one(
                "SELECT id, sha256 FROM papers WHERE case_id = :case AND code = :kind ORDER BY id DESC LIMIT 1",
                {"case": case, "kind": kind},
            )
        assert row is not None
        return row[0], row[1]

    wanted, _ = last_of(case, kind)

    def only_this(office: Office, claimed: Claim) -> None:
        if claimed.payload["paper"] == wanted:
            issue.render_paper(office, claimed)

    county.handlers["render_paper"] = only_this
    county.carry()
    _, stored = last_of(case, kind)
    assert stored is not None
    pdf = county.office.blobs.get(stored)
    text = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return "".join(text.split())


def test_it_is_asked_accepted_answered_in_part_and_answered(inspection: Inspection) -> None:
    county = with_assistants(inspection.county)
    inspection.take("ask_civil", ABOUT_A_WORKER)
    assert inspection.due("civil_request") == date(2026, 12, 1)
    county.carry()
    case = county.case_of_story(inspection.case, "civil_assistance")
    office = county.office
    with office.database.read() as tx:
        (item,) = inbox(office, tx, office.actor("civil"), "waiting").items
        raw = tx.all("SELECT state FROM cases", {}) + tx.all("SELECT payload FROM handoffs_sent", {})
    assert (item.sender, item.mark.due) == ("龙陵县人力资源和社会保障局", date(2026, 12, 1))
    assert {step.name for step in item.steps} == {"accept", "send_back"}
    assert NUMBER not in str(raw)
    seen = str(page_of(county, "civil", case))
    assert NUMBER not in seen
    assert NAME not in seen
    with pytest.raises(Unmet, match="对方还没有答复"):
        inspection.take("ask_civil")
    county.take("civil", "accept", case=case)
    county.take("civil", "report_progress", {"on": "2026-11-20", "content": "正在调取台账"}, case=case)
    county.carry()
    assert (transfer_of(inspection).state, transfer_of(inspection).running) == ("progress", "receiver")
    with pytest.raises(Refusal, match="不用登记"):
        inspection.take("register_civil_answer")
    assert due_at(county, case) == ["2026-12-01"]
    answer = {"on": "2026-11-20", "result": "all", "content": "享受最低生活保障\n自2025年3月起", "source": "低保台账"}
    county.take("civil", "answer", answer, case=case)
    county.carry()
    assert transfer_of(inspection).state == "answered"
    assert due_at(county, case) == []
    assert inspection.due("civil_request") is None
    assert [news["content"] for news in heard(inspection, "civil_assistance_news")] == ["正在调取台账"]
    assert heard(inspection, "civil_assistance_answer")[0]["result"] == "all"
    titles = [section.title for section in page_of(county, "duan", inspection.case).answers]
    assert {"请民政局协助", "收到民政局协助进展", "收到民政局协助答复"} <= set(titles)
    county.take("civil", "archive", {"number": "2026-函件-0001", "keep": "10年"}, case=case)
    assert county.stage(case) == "archived"
    assert verify(office).problems == []


def test_what_is_not_within_its_powers_comes_back_with_the_reason(inspection: Inspection) -> None:
    county = with_assistants(inspection.county)
    inspection.take("ask_finance")
    county.carry()
    case = county.case_of_story(inspection.case, "finance_assistance")
    county.take("finance", "send_back", {"reasons": "款项由县教育体育局支付"}, case=case)
    county.carry()
    assert transfer_of(inspection).state == "returned"
    assert heard(inspection, "finance_assistance_refused")[0]["reasons"] == "款项由县教育体育局支付"
    inspection.take("ask_finance")
    assert verify(county.office).problems == []


def test_a_department_sees_what_it_was_asked_and_nobody_else_sees_it(inspection: Inspection) -> None:
    county = with_townships(with_market(with_assistants(inspection.county)))
    inspection.take("ask_civil", ABOUT_A_WORKER)
    inspection.take("ask_federation")
    county.carry()
    asked = county.case_of_story(inspection.case, "civil_assistance")
    assert page_of(county, "civilhead", asked).case.title.endswith("：协助查明有关情况")
    for person in ("finance", "federation", "market", "pingda", "clerk", "duan", "head"):
        with pytest.raises(NotFound):
            page_of(county, person, asked)
    for person in ("civil", "civilhead", "federation"):
        with pytest.raises(NotFound):
            page_of(county, person, inspection.case)
    with county.office.database.read() as tx:
        told = str(public_story(county.office, tx, inspection.case))
    assert "民政局" not in told
    assert "协助" not in told
    start = web_of(county).browser(None).open("/start")
    assert "龙陵县社会保险中心" in start
    assert "民政局" not in start


def test_where_a_department_takes_no_part_the_letter_goes_on_paper_and_says_all(on_sqlite: Inspection) -> None:
    inspection, county = on_sqlite, on_sqlite.county
    inspection.take("ask_civil", ABOUT_A_WORKER)
    letter = printed(county, inspection.case, "assistance_request")
    for said in (
        "龙陵县民政局：",
        "《中华人民共和国行政处罚法》第二十六条",
        "《劳动保障监察条例》第三条第二款",
        "（二）从哪一个月开始享受。",
        "2026年12月1日前（含当日）书面答复",
        "5330**********0024",
        "只是救助对象帮工",
        "监协字〔2026〕1号",
        "回执",
    ):
        assert said in letter, said
    assert NUMBER not in letter
    sent = transfer_of(inspection)
    assert (sent.external, sent.receiver, sent.sent[0].text) == (True, "民政局", "带纸质材料送出")
    inspection.take("register_civil_answer")
    assert transfer_of(inspection).running == "none"
    assert heard(inspection, "civil_receipt")
    inspection.take("ask_federation")
    letter = printed(county, inspection.case, "assistance_request")
    assert "龙陵县残疾人联合会：" in letter
    assert "《残疾人就业条例》第六条第一款" in letter


def test_the_reply_is_a_letter_to_whoever_asked(on_sqlite: Inspection) -> None:
    county = with_assistants(on_sqlite.county)
    on_sqlite.take("ask_federation")
    county.carry()
    case = county.case_of_story(on_sqlite.case, "federation_assistance")
    county.take("federation", "accept", case=case)
    answer = {"on": "2026-11-20", "result": "nothing", "content": "经查没有记录"}
    county.take("federation", "answer", answer, case=case)
    letter = printed(county, case, "assistance_reply")
    for said in (
        "龙陵县残疾人联合会",
        "龙陵县人力资源和社会保障局：",
        "没有查到有关记录。",
        "经查没有记录。",
        "第二十六条",
    ):
        assert said in letter, said


def test_a_letter_asks_for_an_answer_after_today_and_names_whose_number_it_gives(on_sqlite: Inspection) -> None:
    with pytest.raises(Unmet, match="必须晚于今天"):
        on_sqlite.take("ask_civil", {"answer_by": on_sqlite.today.isoformat()})
    with pytest.raises(InvalidForm, match="也要填姓名"):
        on_sqlite.take("ask_civil", {"resident_id": NUMBER})


def test_what_market_supervision_is_told_goes_as_a_letter(on_sqlite: Inspection) -> None:
    inspection, county = on_sqlite, on_sqlite.county
    inspection.take("inform_market", {"content": "没有营业执照，现有用工6人"})
    letter = printed(county, inspection.case, "market_notice")
    until = inspection.due("unlicensed_notice")
    assert until is not None
    for said in (
        "龙陵县市场监督管理局：",
        "无照用工情况",
        "没有营业执照，现有用工6人。",
        "《劳动保障监察条例》第三十三条",
        "自本函发出之日起30个工作日内",
        f"{until.year}年{until.month}月{until.day}日",
        "监通字〔2026〕1号",
    ):
        assert said in letter, said
    assert transfer_of(inspection).sent[0].text == "带纸质材料送出"


def test_the_credit_class_is_told_with_its_reason_and_the_decision(on_sqlite: Inspection) -> None:
    inspection, county = on_sqlite, on_sqlite.county
    inspection.take("record_interview")
    inspection.order().conclude()
    inspection.propose(amount="12000.00", hearing=False)
    inspection.take("close_defence")
    inspection.take("decide_penalty", {"amount": "12000.00"})
    inspection.served("serve_penalty")
    inspection.take("report_credit", {"year": 2026, "grade": "B", "reason": "本年度受到行政处罚1次"})
    decision = inspection.view().paper("penalty_decision")
    assert decision is not None
    assert decision.number is not None
    letter = printed(county, inspection.case, "market_notice")
    for said in (
        "守法诚信等级评为B级",
        "本年度受到行政处罚1次。",
        decision.number,
        "《企业劳动保障守法诚信等级评价办法》",
    ):
        assert said in letter, said
