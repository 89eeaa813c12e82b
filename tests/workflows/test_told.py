"""What the person whose case it is may read of it: every stage of every case type, and nothing that is not hers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.administration import set_setting
from engine.queries import PublicStory, public_story
from engine.registry import discover
from engine.vocabulary import Stage
from tests.support.county import County, make_county
from tests.support.inspection import Inspection
from tests.support.story import tell
from workflows.labour_inspection import LabourInspection
from workflows.labour_inspection.forms import Lead, Tip

REGISTRY = discover("workflows")
STAGES = [
    (compiled.code, stage)
    for compiled in REGISTRY
    if any(compiled.case_type.told.tells(step) for step in compiled.openings.values())
    for stage in compiled.stages.values()
]
"""Of the case types of which a worker is told anything."""
SECRET = re.compile(r"举报|犯罪|刑事|公安|检察|先行登记保存|计划检查|行政检查|检查审批|批准检查|现场检查|书面核查")
INTERNAL = re.compile(r"A-?\d|[a-z_]{4,}|承办人|审批|核稿|内部|法制审核意见")
NAMES = ("杨春兰", "533024199203150024", "13800138000", "张建华", "段志明", "寸雪梅", "禾青石斛")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[County, dict[str, str]]]:
    """One story through all three organisations, in which every case can be put at any stage."""
    folder = tmp_path_factory.mktemp("told")
    county = make_county(f"sqlite:///{folder / 'carnation.db'}", folder / "office")
    yield county, tell(county)
    county.office.close()


def story_of(county: County, story: str) -> PublicStory | None:
    with county.office.database.read() as tx:
        return public_story(county.office, tx, story)


def words_of(story: PublicStory) -> list[str]:
    """Every word that the page can show of a story."""
    found = [w for case in story.cases for w in (case.matter, case.words, *(r.words for r in case.recourse))]
    found += [w for case in story.cases for n in case.next for w in (n.words, n.basis, *n.why)]
    found += [step.words for step in story.past] + [stop.label for stop in story.path]
    return found + [w for paper in story.papers for w in (paper.label, paper.words)]


@pytest.mark.parametrize(("code", "stage"), STAGES, ids=[f"{code}-{stage.code}" for code, stage in STAGES])
def test_each_stage_is_told_in_a_plain_sentence_and_gives_nothing_away(
    told: tuple[County, dict[str, str]], code: str, stage: Stage
) -> None:
    county, cases = told
    with county.office.database.write() as tx:
        (before,) = tx.all("SELECT stage, is_open FROM cases WHERE id = :id", {"id": cases[code]})
        change = "UPDATE cases SET stage = :stage, is_open = :open WHERE id = :id"
        tx.run(change, {"stage": stage.code, "open": int(not stage.final), "id": cases[code]})
    try:
        story = story_of(county, cases["labour_inspection"])
    finally:
        with county.office.database.write() as tx:
            tx.run(change, {"stage": before[0], "open": before[1], "id": cases[code]})
    assert story is not None
    assert stage.plain != stage.label
    assert 6 <= len(stage.plain) <= 34
    assert not stage.plain.endswith(("。", "，"))
    (case,) = [case for case in story.cases if case.words == stage.plain]
    assert case.is_open is not stage.final
    for words in words_of(story):
        assert not SECRET.search(words), words
        assert not INTERNAL.search(words), words
        assert not any(name in words for name in NAMES), words
    if not stage.final:
        assert [stop.state for stop in story.path].count("here") == 1
        assert case.recourse
    labels = {s.label for c in REGISTRY for s in c.stages.values() if len(s.label) > 3}
    assert not labels & {n.words for c in story.cases for n in c.next}


@pytest.mark.parametrize("compiled", list(REGISTRY), ids=lambda c: c.code)
def test_withheld_steps_are_told_nowhere_and_the_others_say_nothing_secret(compiled: Any) -> None:
    told = compiled.case_type.told
    for step in compiled.steps.values():
        if told.tells(step):
            assert not SECRET.search(step.plain.replace("为举报人保密", "")), step.name
    for words in (*told.clocks.values(), *told.papers.values()):
        assert not SECRET.search(words)


def test_criminal_steps_and_their_terms_are_withheld() -> None:
    told = LabourInspection.told
    criminal = [s for s in LabourInspection.steps.values() if "crim" in s.name or "police" in s.name]
    assert len(criminal) > 5
    assert not any(told.tells(step) for step in criminal)
    assert "objection_to_police" not in told.clocks


class TestCases:
    @pytest.fixture
    def inspection(self, tmp_path: Path) -> Iterator[Inspection]:
        county = make_county(f"sqlite:///{tmp_path / 'carnation.db'}", tmp_path / "office")
        yield Inspection.set_up(county)
        county.office.close()

    @pytest.mark.parametrize("form", [Tip, Lead])
    def test_a_case_that_a_tip_or_a_check_began_is_told_to_nobody(self, inspection: Inspection, form: Any) -> None:
        step = {Tip: "register_tip", Lead: "register_lead"}[form]
        inspection.take(step)
        inspection.take("approve_check")
        assert story_of(inspection.county, inspection.case) is None

    def test_a_criminal_file_and_secured_evidence_leave_no_trace(self, inspection: Inspection) -> None:
        inspection.complain()
        inspection.take("record_interview")
        before = story_of(inspection.county, inspection.case)
        for step in ("preserve_evidence", "report_crime", "approve_transfer", "hand_to_police"):
            inspection.take(step)
        assert story_of(inspection.county, inspection.case) == before

    def test_a_supplement_is_the_complainants_turn(self, inspection: Inspection) -> None:
        inspection.take("register_complaint")
        inspection.take("request_supplement")
        story = story_of(inspection.county, inspection.case)
        assert story is not None
        (wanted,) = story.cases[0].next
        assert wanted.yours
        assert wanted.mark.due == date(2026, 12, 4)
        assert [paper.label for paper in story.papers] == ["劳动保障监察投诉补正材料告知书"]

    def test_the_next_step_names_its_date_and_law_and_what_to_do_when_it_has_passed(
        self, inspection: Inspection
    ) -> None:
        inspection.take("register_complaint")
        story = story_of(inspection.county, inspection.case)
        assert story is not None
        (wanted,) = story.cases[0].next
        assert wanted.mark.due == inspection.due("accept_and_file")
        assert "第18条" in wanted.basis
        assert any(line.startswith("期限：5个工作日") for line in wanted.why)
        assert not story.is_late
        inspection.later(30)
        late = story_of(inspection.county, inspection.case)
        assert late is not None
        assert late.is_late
        assert any("龙陵县人民政府" in r.words and "行政复议法实施条例" in r.basis for r in late.cases[0].recourse)

    def test_a_suspension_stops_the_date_and_its_ground_stays_inside(self, inspection: Inspection) -> None:
        inspection.complain()
        basis = "《某省劳动保障监察条例》第30条"
        office = inspection.county.office
        set_setting(office, "530523", "suspension.labour_inspection", basis, "测试", date(2020, 1, 1), "admin")
        inspection.take("suspend_investigation", {"reason": "单位负责人住院"})
        story = story_of(inspection.county, inspection.case)
        assert story is not None
        (wanted,) = story.cases[0].next
        assert wanted.paused
        assert wanted.mark.due is None
        assert "住院" not in json.dumps(words_of(story), ensure_ascii=False)

    def test_a_complaint_that_ends_early_does_not_promise_the_rest_of_the_way(self, inspection: Inspection) -> None:
        inspection.take("register_complaint")
        inspection.take("withdraw_complaint")
        story = story_of(inspection.county, inspection.case)
        assert story is not None
        assert [(stop.label, stop.state) for stop in story.path] == [
            ("收下您的投诉", "past"),
            ("您已经撤回投诉", "here"),
        ]


def test_money_is_what_was_assessed_collected_and_credited(told: tuple[County, dict[str, str]]) -> None:
    county, cases = told
    story = story_of(county, cases["labour_inspection"])
    assert story is not None
    assert story.alone
    assert [(s.code, str(s.total)) for s in story.sums] == [
        ("assessed", "6480.00"),
        ("collected", "3000.00"),
        ("own_credited", "0.00"),
    ]
    assert len(story.months) == 6
    assert [stop.state for stop in story.path] == ["past", "past", "past", "here", "ahead", "ahead"]


@pytest.mark.parametrize("compiled", [c for c in REGISTRY if c.case_type.proposal], ids=lambda c: c.code)
def test_what_the_public_proposes_fills_the_opening_step_and_names_no_field_of_the_page_itself(compiled: Any) -> None:
    proposal = compiled.case_type.proposal
    day = date(2026, 11, 20)
    fills = proposal.fills(proposal.form.example(), day)
    assert set(fills) <= set(proposal.step.form.model_fields)
    assert day in fills.values()
    assert not {"proof", "request_id", "consent", "unit", "csrf", "do"} & set(proposal.form.model_fields)
    assert all(proposal.person(proposal.form.example()))
