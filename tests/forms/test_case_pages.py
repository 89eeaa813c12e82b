"""The case page beyond its steps, without script: notes, what changed meanwhile, the line of deadlines."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.evidence import export_case
from engine.verify import verify
from forms.money import FOOT, KINDS, LINE, TOP, stairs
from forms.timeline import LEFT, RIGHT, timeline
from tests.support.story import tell
from tests.support.web import Web, text_of
from workflows.arrears_collection.forms import Receipt
from workflows.labour_inspection.forms import Complaint, Filing


@pytest.fixture
def case(web: Web) -> str:
    return web.county.take(
        "reception", "register_complaint", Complaint.example(), case_type="labour_inspection"
    ).case_id


def test_what_is_not_possible_yet_names_who_opens_the_way(web: Web, case: str) -> None:
    page = text_of(web.browser("duan").open(f"/cases/{case}"))
    assert "案件现在在“受理审查”，到了“立案”才能办理" in page
    assert "找谁、怎么办：监察机构负责人办理“受理立案”或“受理并转追缴”" in page
    filing = Filing.example().model_copy(update={"lead": "duan", "second": "cun"})
    web.county.take("head", "accept_and_file", filing, case=case)
    page = text_of(web.browser("duan").open(f"/cases/{case}"))
    assert "到了“行政处罚决定”或“行政处理决定”或“不予行政处罚”等" in page, "a long list of stages is cut short"


class TestNotes:
    def test_are_kept_in_the_chain_sealed_and_masked_on_the_page(self, web: Web, case: str) -> None:
        duan = web.browser("duan")
        duan.open(f"/cases/{case}")
        page = duan.post(f"/cases/{case}/notes", text="已与杨春兰电话核实：4月起改发现金\n下周约见")
        assert "已与杨*兰电话核实：4月起改发现金" in page
        assert "段志明" in page
        assert "已与杨春兰" in duan.post(f"/cases/{case}/reveal", reason="核对电话记录")
        assert verify(web.county.office).problems == []
        assert "电话核实：4月" not in export_case(web.county.office, case).decode()

    @pytest.mark.parametrize(("text", "rule"), [("  ", "请写下要留的话"), ("长" * 1001, "不超过1000字")])
    def test_that_are_refused_are_still_there(self, web: Web, case: str, text: str, rule: str) -> None:
        duan = web.browser("duan")
        duan.open(f"/cases/{case}")
        page = duan.post(f"/cases/{case}/notes", text=text)
        assert duan.status == 422
        assert rule in page
        assert text.strip() in page

    def test_are_for_those_who_handle_the_case(self, web: Web, case: str) -> None:
        for person in ("stranger", "clerk", "admin"):
            browser = web.browser(person)
            browser.open("/")
            browser.post(f"/cases/{case}/notes", text="看看", csrf="")
            assert browser.status in {403, 404}, person

    def test_do_not_make_a_colleagues_page_stale(self, web: Web, case: str) -> None:
        head = web.browser("head")
        head.open(f"/cases/{case}/steps/accept_and_file")
        duan = web.browser("duan")
        duan.open(f"/cases/{case}")
        duan.post(f"/cases/{case}/notes", text="请尽快")
        filing = {"ground": "no_registration", "lead": "duan", "second": "cun"}
        assert "案件刚刚有变化" not in head.post(f"/cases/{case}/steps/accept_and_file", do="check", **filing)


class TestChanges:
    def test_are_told_to_those_who_may_see_the_case(self, web: Web, case: str) -> None:
        head = web.browser("head")
        page = head.open(f"/cases/{case}")
        assert f'data-live="/cases/{case}/changes?since=1"' in page
        ask = f"/cases/{case}/changes?since="
        assert head.client.get(ask + "1").json() == {"seq": 1, "words": ""}
        duan = web.browser("duan")
        duan.open(f"/cases/{case}")
        for n in range(5):
            duan.post(f"/cases/{case}/notes", text=f"第{n}条")
        news = head.client.get(ask + "1").json()
        assert news["seq"] == 6
        assert news["words"] == "您打开页面以后案件有变化：段志明：备注；段志明：备注；段志明：备注等5项。"
        assert web.browser("stranger").client.get(ask + "1").status_code == 404
        assert head.client.get(ask + "-1").status_code == 422
        assert web.browser(None).client.get(ask + "1", follow_redirects=False).status_code == 303


def term(begin: date, days: int) -> SimpleNamespace:
    return SimpleNamespace(label="期限", start=begin, due=begin + timedelta(days=days))


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(st.lists(st.tuples(DAYS, st.integers(0, 900)), max_size=12), DAYS)
def test_every_term_is_drawn_in_the_order_of_its_end_and_within_the_picture(
    terms: list[tuple[date, int]], today: date
) -> None:
    drawing = timeline([term(begin, days) for begin, days in terms], today)
    if len(terms) < 2:
        assert drawing is None
        return
    assert drawing is not None
    assert [bar.term.due for bar in drawing.bars] == sorted(begin + timedelta(days=days) for begin, days in terms)[:8]
    ends = [bar.x + bar.width for bar in drawing.bars]
    assert all(later >= earlier - 4 for earlier, later in pairwise(ends))
    assert all(bar.x >= LEFT and bar.x + bar.width <= RIGHT for bar in drawing.bars)
    assert LEFT <= drawing.today <= RIGHT
    assert 1 <= len(drawing.ticks) <= 13


def flow(moves: list[tuple[date, int]]) -> SimpleNamespace:
    total, found = 0, []
    for day, amount in sorted(moves):
        total += amount
        found.append(SimpleNamespace(on=day, total=Decimal(total)))
    return SimpleNamespace(label="款项", movements=found)


MOVES = st.lists(st.tuples(DAYS, st.integers(-500, 10_000)), min_size=1, max_size=6)


@given(st.lists(MOVES, max_size=8), DAYS)
def test_sums_are_drawn_within_the_picture_with_words_that_do_not_touch(
    kinds: list[list[tuple[date, int]]], today: date
) -> None:
    drawing = stairs([flow(moves) for moves in kinds], today)
    days = [day for moves in kinds[:KINDS] for day, _ in moves]
    if not days or min(days) >= max(today, *days):
        assert drawing is None
    if drawing is None:
        return
    assert len(drawing.stairs) == min(len(kinds), KINDS)
    assert all(TOP <= stair.end <= FOOT for stair in drawing.stairs)
    words = sorted(stair.words_y for stair in drawing.stairs)
    assert all(below - above >= LINE - 0.2 for above, below in pairwise(words))
    assert all(TOP <= place <= FOOT for place in words)
    assert (drawing.first, drawing.last) == (min(days), max(today, *days))


def test_the_page_draws_what_was_collected_and_lists_each_movement(web: Web) -> None:
    cases = tell(web.county)
    clerk, drawing = web.browser("clerk"), '<figure class="stairs" aria-hidden="true">'
    page = clerk.open(f"/cases/{cases['back_payment']}")
    assert drawing not in page, "where each sum moved once there is nothing to see"
    rest = {"principal": Decimal(3480), "voucher": "353050000012208", "paid_on": date(2026, 12, 21)}
    receipt = Receipt.example().model_copy(update=rest)
    web.county.take("taxman", "record_receipt", receipt, case=cases["arrears_collection"])
    web.county.carry()
    page = clerk.open(f"/cases/{cases['back_payment']}")
    assert drawing in page
    assert '<td data-label="款项">核定应缴本金</td>' in page
