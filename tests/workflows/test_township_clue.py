"""A township's clue: noted on a visit, handed over with its photos, followed to its end, and nothing of the file told."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from engine import exhibits, store
from engine.errors import InvalidForm, NotFound
from engine.queries import CasePage, Period, case_page, inbox, list_cases, overview, public_story, waiting_for_others
from engine.queries.filters import Filter
from engine.verify import verify
from forms.notices import VisitClue
from tests.support.county import County, make_county
from tests.support.files import png
from tests.support.inspection import Inspection
from tests.support.neighbours import with_townships
from tests.support.web import web_of
from workflows.labour_inspection import LabourInspection
from workflows.labour_inspection.forms import Lead

SECRET = ("检查", "核查对象", "段志明", "寸雪梅", "杨国庆", "受理审查", "立案前")


@pytest.fixture
def county(database_url: str, tmp_path: Path) -> Iterator[County]:
    """Two townships beside the offices of the county."""
    county = with_townships(make_county(database_url, tmp_path))
    county.handlers["render_paper"] = lambda office, claimed: None
    yield county
    county.office.close()


class Clue:
    """A clue of one township, and the inspection that it leads to."""

    def __init__(self, county: County) -> None:
        self.county = county
        self.case = county.take("pingda", "note_clue", VisitClue.example(), case_type="township_clue").case_id
        self.inspection = Inspection.set_up(county)

    def photo(self) -> None:
        office = self.county.office
        kept = exhibits.keep(office, "现场.png", BytesIO(png()))
        exhibits.register(office, office.actor("pingda"), self.case, kept, exhibits.Exhibit("分拣车间"))

    def report(self) -> None:
        self.take("report")
        self.county.carry()
        self.inspection.case = self.county.case_of_story(self.case, "labour_inspection")

    def take(self, step: str, answers: Any = None) -> None:
        self.county.take("pingda", step, answers, case=self.case)

    def taken_on(self) -> Inspection:
        self.inspection.take(
            "take_clue", Lead.example().model_dump(mode="json") | {"source": "township"}, by="reception"
        )
        self.county.carry()
        return self.inspection

    @property
    def stage(self) -> str:
        self.county.carry()
        return self.county.stage(self.case)

    def page(self, person: str = "pingda") -> CasePage:
        with self.county.office.database.read() as tx:
            return case_page(self.county.office, tx, self.county.office.actor(person), self.case)

    def heard(self, form: str) -> Any:
        with self.county.office.database.read() as tx:
            header = store.load(tx, self.county.office.database, self.case, lock=False)
        assert header is not None
        return header.state["data"][form]


@pytest.fixture
def clue(county: County) -> Clue:
    return Clue(county)


def test_it_reaches_the_inbox_with_its_photos_and_is_filled_in_for_the_officer(clue: Clue) -> None:
    clue.photo()
    clue.report()
    office = clue.county.office
    with office.database.read() as tx:
        actor = office.actor("reception")
        (item,) = inbox(office, tx, actor, "waiting").items
        page = case_page(office, tx, actor, clue.inspection.case)
    assert (item.sender, clue.inspection.view().header.state["source"]) == ("龙陵县平达乡人民政府", "乡镇移送")
    assert [step.name for step in item.steps] == ["take_clue", "give_back_clue"]
    (photo,) = page.exhibits
    assert (photo.label, photo.source, photo.added_by) == ("分拣车间", "龙陵县平达乡人民政府移送", "系统")
    assert page.case.township == "平达乡"
    known = LabourInspection.steps["take_clue"].prefill
    assert known is not None
    filled = known(clue.inspection.view())
    assert (filled["employer"], filled["matter"].label) == ("禾青石斛加工厂", "未办理社会保险登记")
    assert "6人" in filled["facts"]
    assert verify(office).problems == []


def test_it_is_followed_to_the_end_in_plain_words_and_a_planned_check_is_never_seen(clue: Clue) -> None:
    clue.report()
    assert clue.stage == "reported"
    inspection = clue.taken_on()
    assert clue.stage == "taken"
    inspection.take("approve_check", {"planned_on": "2026-11-23"})
    inspection.later(3)
    clue.county.carry()
    assert all(word not in str(clue.page()) for word in SECRET)
    inspection.take("check_on_site")
    inspection.take("not_file", {"ground": "no_violation"})
    assert clue.stage == "answered"
    assert clue.heard("clue_outcome")["words"] == "经核查没有立案：没有发现违法行为"
    assert all(word not in str(clue.page()) for word in SECRET)
    clue.take("finish", {"told": "入户告知"})
    assert clue.stage == "done"
    assert verify(clue.county.office).problems == []


def test_that_a_case_was_filed_and_closed_is_told_and_no_more(clue: Clue) -> None:
    clue.report()
    inspection = clue.taken_on()
    inspection.take("check_papers")
    inspection.take("file_case")
    assert clue.stage == "taken"
    assert [news["words"] for news in clue.heard("clue_news")] == ["已经立案调查"]
    inspection.take("start_investigation")
    inspection.take("transfer_elsewhere")
    inspection.take("transfer_received")
    inspection.take("compile_record")
    inspection.take("close", {"ground": "transferred"})
    assert clue.stage == "answered"
    assert clue.heard("clue_outcome")["words"] == "案件已经办结，已经依法处理完毕"
    assert all(word not in str(clue.page()) for word in SECRET)


def test_what_is_given_back_is_amended_and_reported_again(clue: Clue) -> None:
    clue.report()
    clue.inspection.take("give_back_clue", {"reasons": "没有写明单位在哪里"}, by="reception")
    first = clue.inspection.case
    assert clue.stage == "given_back"
    assert clue.heard("return_reasons")["reasons"] == "没有写明单位在哪里"
    clue.inspection.later(1)  # so that the later inspection has the larger id
    clue.take("amend_clue", VisitClue.example().model_dump(mode="json") | {"employer": "平达咖啡厂"})
    clue.report()
    assert clue.inspection.case != first
    assert "平达咖啡厂" in clue.page().case.title
    assert "平达咖啡厂" in clue.inspection.view().header.title
    assert verify(clue.county.office).problems == []


def test_before_it_is_taken_on_the_inspection_can_do_nothing_else(clue: Clue) -> None:
    clue.report()
    office = clue.county.office
    with office.database.read() as tx:
        steps = case_page(office, tx, office.actor("head"), clue.inspection.case).steps
    assert {step.name for step in steps if step.at_stage and not step.aside} == {"take_clue", "give_back_clue"}
    with pytest.raises(InvalidForm, match="收到日期"):
        clue.inspection.take("take_clue", {"received_on": "2026-12-24"}, by="reception")


def test_a_township_sees_its_own_clues_only_and_nobody_else_sees_them(clue: Clue) -> None:
    clue.report()
    office = clue.county.office
    with office.database.read() as tx:
        for person in ("longshan", "head", "chief", "clerk"):
            with pytest.raises(NotFound):
                case_page(office, tx, office.actor(person), clue.case)
        with pytest.raises(NotFound):
            case_page(office, tx, office.actor("pingda"), clue.inspection.case)
        assert [line.id for line in list_cases(office, tx, office.actor("pingdahead"), Filter()).lines] == [clue.case]
        assert public_story(office, tx, clue.case) is None
        (sent,) = waiting_for_others(office, tx, office.actor("pingda"))
    assert (sent.label, sent.state) == ("劳动保障线索", "received")


def test_the_head_of_a_township_sees_the_overview_of_that_township_only(clue: Clue) -> None:
    clue.county.take("longshan", "note_clue", VisitClue.example(), case_type="township_clue")
    office, today = clue.county.office, clue.inspection.today
    with office.database.read() as tx:
        found = overview(office, tx, office.actor("pingdahead"), Period(today.replace(day=1), today))
    (units,) = [table for table in found.tables if table.id == "units"]
    assert [line.label for line in units.lines] == ["龙陵县平达乡人民政府"]
    web = web_of(clue.county)
    assert web.browser("pingdahead").open("/overview").count("平达乡") > 0
    officer = web.browser("pingda")
    officer.open("/overview")
    assert officer.status == 403


def test_helping_somebody_to_complain_is_one_click_from_the_desk(clue: Clue) -> None:
    web = web_of(clue.county)
    officer = web.browser("pingda")
    assert '<a class="act quiet" href="/complain">帮群众网上投诉</a>' in officer.open("/")
    officer.open("/complain")
    assert officer.status == 200
    assert "帮群众" not in web.browser("duan").open("/")
