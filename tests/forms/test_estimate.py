"""算一算 for the public: two pensions side by side, explained, refused in plain words, kept nowhere."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from engine.app import create_app
from engine.errors import InvalidForm
from forms.estimate import EstimateQuestion, Moment, Piece
from forms.estimate_drawing import LIFE_WIDTH, bars, life
from tests.support.county import County, make_county
from tests.support.web import text_of
from workflows.installation import estimate

ANSWERS = {
    "group": "female_50",
    "birth": "1986-05",
    "wage": "4500",
    "paid_months": "96",
    "missed_months": "24",
    "resident_years": "5",
    "basic": "163",
}


@pytest.fixture
def visitor(county: County) -> Iterator[TestClient]:
    with TestClient(create_app(county.office)) as client:
        yield client


def told(visitor: TestClient, **changed: str) -> str:
    return visitor.post("/estimate", data={**ANSWERS, **changed}).text


class TestPage:
    def test_is_open_to_anybody_and_linked_where_the_public_comes(self, visitor: TestClient) -> None:
        assert visitor.get("/estimate").status_code == 200
        assert 'href="/estimate"' in visitor.get("/track").text
        assert 'href="/estimate"' in visitor.get("/login").text

    def test_puts_both_schemes_side_by_side(self, visitor: TestClient) -> None:
        page = text_of(told(visitor))
        assert "您55岁退休，在2041年5月，还有14年6个月。" in page
        assert "职工养老保险每月约2,077.68元" in page
        assert "城乡居民养老保险每月约231.20元" in page

    def test_says_what_back_payment_would_change(self, visitor: TestClient) -> None:
        page = text_of(told(visitor))
        assert "每月多184.69元" in page
        assert "补缴24个月" in page
        assert "补缴24个月" not in text_of(told(visitor, missed_months=""))

    def test_says_what_a_higher_grade_would_change(self, visitor: TestClient) -> None:
        page = text_of(told(visitor, grade="1000"))
        assert "300元补贴35元" in page
        assert "1000元✓（现在算的这档）补贴120元344.15" in page

    def test_every_figure_shows_its_working_sources_and_what_is_provisional(self, visitor: TestClient) -> None:
        page = text_of(told(visitor))
        assert "基础养老金：（8265＋5120.99）÷2×22.5×1%＝1505.92元" in page
        assert "国发〔2005〕38号附件" in page
        assert "暂定：2026年的计发基数和缴费基数上下限还没有公布，暂按2025年的算" in page
        assert "只见于一处公开资料，没有与原文核对" in page
        assert "延迟法定退休年龄的决定》第一条" in page

    def test_warns_where_the_minimum_years_are_not_reached(self, visitor: TestClient) -> None:
        page = text_of(told(visitor, birth="1975-05", paid_months="24", missed_months=""))
        assert "按月领取最少要15年" in page
        assert "缴够以前不能按月领取" in page

    def test_draws_without_script_style_attributes_or_outside_files(self, visitor: TestClient) -> None:
        page = told(visitor)
        assert page.count("<svg") > 4
        assert " style=" not in page
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page)


class TestRefusal:
    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"birth": ""}, "出生年月：必须填写"),
            ({"birth": "八六年"}, "月份应写成四位年份加两位月份"),
            ({"birth": "2020-05"}, "现在应当满16岁、不满90岁"),
            ({"group": "x"}, "请从列出的选项中选一个"),
            ({"wage": "很多"}, "现在每月工资（元）："),
            ({"paid_months": "600"}, "比满16岁以来的月数还多"),
            ({"resident_years": "40"}, "比满16岁以来的年数还多"),
            ({"grade": "350"}, "没有这一档，可选300、400"),
            ({"average_index": "5"}, "平均缴费指数在0至3之间"),
        ],
    )
    def test_a_wrong_answer_is_named_and_all_answers_stay(
        self, visitor: TestClient, changed: dict[str, str], said: str
    ) -> None:
        answer = visitor.post("/estimate", data={**ANSWERS, **changed})
        assert answer.status_code == 422
        assert said in text_of(answer.text)
        kept = {**ANSWERS, **changed}
        assert f'name="missed_months" value="{kept["missed_months"]}"' in answer.text

    def test_a_scheme_that_cannot_be_reckoned_says_so_in_plain_words(self, visitor: TestClient) -> None:
        page = text_of(told(visitor, basic="", wage=""))
        assert "没有填现在的工资，算不了" in page
        assert "本地的基础养老金标准还没有收录，算不了" in page
        assert "您55岁退休" in page
        assert "parameters." not in page
        assert "设置项" not in page

    def test_a_post_from_another_site_is_refused(self, visitor: TestClient) -> None:
        answer = visitor.post("/estimate", data=ANSWERS, headers={"sec-fetch-site": "cross-site"})
        assert answer.status_code == 403


class TestNothingIsKept:
    def test_no_answer_stands_in_an_address_a_log_or_the_database(
        self, visitor: TestClient, county: County, caplog: pytest.LogCaptureFixture
    ) -> None:
        secret = {"wage": "7654.32", "account": "98765.43"}
        with caplog.at_level(logging.DEBUG), county.office.database.read() as tx:
            before = tx.all("SELECT series, last FROM counters", {})
            answer = visitor.post("/estimate", data={**ANSWERS, **secret})
            after = tx.all("SELECT series, last FROM counters", {})
        assert answer.status_code == 200
        assert answer.url.query == b""
        assert answer.headers["cache-control"] == "no-store"
        assert "set-cookie" not in answer.headers
        assert not any(value in caplog.text for value in secret.values())
        assert before == after

    def test_an_answer_in_the_address_is_not_read(self, visitor: TestClient) -> None:
        assert "4321" not in visitor.get("/estimate?wage=4321&birth=1986-05").text


class TestLargeType:
    def test_is_chosen_without_script_and_keeps_the_answers(self, visitor: TestClient) -> None:
        page = told(visitor, again="yes", do="large")
        assert '<html lang="zh-CN" class="large">' in page
        assert "2,077.68" in page
        assert 'name="type" value="large"' in page
        assert 'class="large"' not in told(visitor, type="large", again="yes", do="normal")

    def test_may_be_linked_to(self, visitor: TestClient) -> None:
        assert 'class="large"' in visitor.get("/estimate?type=large").text

    def test_on_an_empty_form_it_complains_about_nothing(self, visitor: TestClient) -> None:
        answer = visitor.post("/estimate", data={"again": "yes", "do": "large"})
        assert answer.status_code == 200
        assert 'role="alert"' not in answer.text


@given(
    group=st.sampled_from(["male_60", "female_55", "female_50"]),
    birth=st.dates(date(1949, 10, 1), date(2009, 12, 1)),
    wage=st.decimals(0, 90000, places=2),
    paid=st.integers(0, 500),
    missed=st.integers(0, 60),
    basic=st.decimals(0, 900, places=2),
)
def test_whatever_is_asked_the_parts_make_the_whole_and_more_never_gives_less(
    group: str,
    birth: date,
    wage: Decimal,
    paid: int,
    missed: int,
    basic: Decimal,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    around = _around(tmp_path_factory)
    asked = EstimateQuestion.parse(
        {
            "group": group,
            "birth": f"{birth:%Y-%m}",
            "wage": str(wage),
            "paid_months": paid,
            "missed_months": missed,
            "basic": str(basic),
        }
    )
    try:
        found = estimate(asked, around)
    except InvalidForm:
        return
    for pension in (found.employee, found.resident):
        assert pension.monthly == sum((piece.amount for piece in pension.pieces), Decimal(0))
        assert pension.working
        assert pension.sources
    assert all(change.more >= 0 for change in found.back_payment)
    assert [change.more for change in found.grades] == sorted(change.more for change in found.grades)


_MADE: list[County] = []


def _around(factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def] # the same office for every example
    if not _MADE:
        folder = factory.mktemp("estimate")
        _MADE.append(make_county(f"sqlite:///{folder / 'carnation.db'}", folder / "office"))
    office = _MADE[0].office
    return office.surroundings(office.current_directory(), "530523")


def test_bars_share_a_scale() -> None:
    pieces = (Piece("a", Decimal(30), "basic"), Piece("b", Decimal(20), "account"))
    drawn = bars(pieces, Decimal(100))
    assert [(bar.x, bar.width) for bar in drawn] == [(0.0, 30.0), (30.0, 20.0)]
    assert bars(pieces, Decimal(0))[0].width == 0


@given(now=st.integers(2026 * 12, 2030 * 12), legal=st.integers(2015 * 12, 2070 * 12), early=st.integers(0, 36))
def test_the_line_of_life_holds_every_moment(now: int, legal: int, early: int) -> None:
    def moment(kind: str, month: int) -> Moment:
        return Moment(kind, f"{month // 12}-{month % 12 + 1:02d}", kind)

    drawn = life(
        [moment("now", now), moment("legal", legal), moment("early", legal - early), moment("late", legal + 36)]
    )
    assert all(0 <= mark.x <= LIFE_WIDTH for mark in drawn.marks)
    assert all(0 <= tick.x <= LIFE_WIDTH for tick in drawn.ticks)
    assert drawn.window.width >= 0
