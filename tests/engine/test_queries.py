"""Lists, details, search, inbox and downloads show the same cases to the same people."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import queries as q
from engine.actors import Actor
from engine.errors import NotFound
from engine.office import Office
from engine.permissions import visible
from tests.support.county import PEOPLE, County
from tests.support.inspection import Inspection
from tests.support.story import tell
from workflows.labour_inspection.forms import Complaint, Filing

PERSONS = [person[0] for person in PEOPLE]
FIRMS = ("龙陵县禾青石斛加工厂", "勐糯云坡咖啡专业合作社", "100%茶厂_A")


def actor_of(county: County, person: str, roles: frozenset[str], unit: str) -> Actor:
    """A person who might have been given other roles and another department."""
    known = county.office.actor(person)
    return Actor(known.id, known.name, county.office.current_directory().units[unit], roles)


@pytest.fixture
def busy(county: County) -> County:
    """A county with a few cases in different hands, one recused from, one confidential."""
    tell(county)
    made = []
    for firm in FIRMS:
        complaint = Complaint.example().model_copy(update={"employer": firm})
        made.append(county.take("reception", "register_complaint", complaint, case_type="labour_inspection").case_id)
    county.take("stranger", "register_complaint", Complaint.example(), case_type="labour_inspection")
    filing = Filing.example().model_copy(update={"lead": "duan", "second": "cun"})
    county.take("head", "accept_and_file", filing, case=made[1])
    with county.office.database.write() as tx:
        tx.run("UPDATE cases SET is_confidential = 1 WHERE id = :id", {"id": made[1]})
        tx.run(
            "INSERT INTO recusals (account_id, case_id, reason, since) VALUES ('duan', :id, '亲属', '2026-11-20')",
            {"id": made[0]},
        )
    return county


def every_line(office: Office, actor: Actor, wanted: q.Filter, size: int) -> list[q.CaseLine]:
    lines: list[q.CaseLine] = []
    after = ""
    with office.database.read() as tx:
        while True:
            page = q.list_cases(office, tx, actor, wanted, after=after, limit=size)
            lines += page.lines
            if page.next is None:
                return lines
            after = page.next


def opens(office: Office, tx: Any, actor: Actor, case_id: str) -> bool:
    try:
        q.case_page(office, tx, actor, case_id)
    except NotFound:
        return False
    return True


@pytest.mark.parametrize("roles", [(), ("system_administrator",), ("security_administrator",), ("auditor",)])
def test_administrators_and_those_whose_roles_have_ended_see_no_case(busy: County, roles: tuple[str, ...]) -> None:
    office = busy.office
    actor = actor_of(busy, "head", frozenset(roles), "hrss")
    assert every_line(office, actor, q.Filter(is_open=None), 50) == []
    with office.database.read() as tx:
        assert not any(opens(office, tx, actor, row[0]) for row in tx.all("SELECT id FROM cases", {}))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_list_detail_search_and_papers_agree_for_anybody(busy: County, data: st.DataObject) -> None:
    office = busy.office
    roles = data.draw(st.frozensets(st.sampled_from(sorted(office.registry.roles))))
    unit = data.draw(st.sampled_from(sorted(office.current_directory().units)))
    actor = actor_of(busy, data.draw(st.sampled_from(PERSONS)), roles, unit)
    size = data.draw(st.integers(1, 4))
    everything = every_line(office, actor, q.Filter(is_open=None), size)
    listed = {line.id for line in everything}
    assert len(listed) == len(everything), "a page repeated a case"
    assert [(x.mark.due or date.max, x.id) for x in everything] == sorted(
        (x.mark.due or date.max, x.id) for x in everything
    )
    with office.database.read() as tx:
        all_ids = [row[0] for row in tx.all("SELECT id FROM cases", {})]
        assert {i for i in all_ids if opens(office, tx, actor, i)} == listed
        predicate, values = visible(actor, office.supervising_roles)
        papers = tx.all(
            f"SELECT p.id, p.case_id FROM papers p JOIN cases c ON c.id = p.case_id WHERE {predicate}", values
        )
        for paper, case in tx.all("SELECT id, case_id FROM papers", {}):
            allowed = (paper, case) in papers
            try:
                q.open_paper(office, tx, actor, paper)
            except NotFound:
                assert not allowed
            else:
                assert case in listed
        tasks = q.work_list(office, tx, actor, q.Filter()).tasks
        assert {t.case.id for t in tasks} <= listed
        for group in ("waiting", "running", "done"):
            assert {i.case_id for i in q.inbox(office, tx, actor, group).items} <= listed
    for line in everything:
        found = every_line(office, actor, q.Filter(is_open=None, text=line.number), 50)
        assert line.id in {x.id for x in found}
        assert {x.id for x in found} <= listed
    for text in ("石斛", "春兰", "533024199203150024", "%", "_A"):
        assert {x.id for x in every_line(office, actor, q.Filter(is_open=None, text=text), 3)} <= listed


class TestSearch:
    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("龙陵", 2),
            ("石斛", 2),
            ("咖", 0),
            ("100%", 1),
            ("_A", 1),
            ("%", 1),
            ("_", 1),
            ("杨春兰", 3),
            ("91530523MA6KTAAA79", 3),
        ],
    )
    def test_finds_chinese_from_one_character_up_and_no_wild_cards(self, busy: County, text: str, count: int) -> None:
        actor = busy.office.actor("head")
        found = every_line(busy.office, actor, q.Filter(case_type="labour_inspection", is_open=None, text=text), 50)
        # The confidential case is for its own officers only, so the head does not find the coffee growers.
        assert len(found) == count

    def test_a_part_of_an_identity_number_finds_nobody(self, busy: County) -> None:
        actor = busy.office.actor("head")
        assert every_line(busy.office, actor, q.Filter(is_open=None, text="5330241992031500"), 50) == []


class TestWorkList:
    def test_shows_the_act_with_its_article_to_whom_it_falls(self, busy: County) -> None:
        with busy.office.database.read() as tx:
            mine = q.work_list(busy.office, tx, busy.office.actor("duan"), q.Filter()).tasks
            heads = q.work_list(busy.office, tx, busy.office.actor("head"), q.Filter()).tasks
            others = q.work_list(busy.office, tx, busy.office.actor("stranger"), q.Filter()).tasks
        # What was issued reaches its receiver before anything else goes on.
        assert {t.step.name for t in mine} == {"serve_acceptance"}
        assert {t.step.name for t in heads} == {"accept_and_file"}
        assert all(t.step.basis for t in heads)
        assert {t.case.unit for t in others} == {"施甸县人力资源和社会保障局"}

    def test_a_case_goes_when_the_act_was_taken(self, county: County) -> None:
        case = county.take(
            "reception", "register_complaint", Complaint.example(), case_type="labour_inspection"
        ).case_id
        head = county.office.actor("head")
        with county.office.database.read() as tx:
            assert [t.case.id for t in q.work_list(county.office, tx, head, q.Filter()).tasks] == [case]
        county.take(
            "head", "accept_and_file", Filing.example().model_copy(update={"lead": "duan", "second": "cun"}), case=case
        )
        with county.office.database.read() as tx:
            assert q.work_list(county.office, tx, head, q.Filter()).tasks == ()

    def test_pages_by_key_and_shows_each_case_once(self, county: County) -> None:
        for _ in range(7):
            county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection")
        head = county.office.actor("head")
        seen: list[str] = []
        after = ""
        with county.office.database.read() as tx:
            while True:
                found = q.work_list(county.office, tx, head, q.Filter(), after=after, limit=3)
                seen += [t.case.id for t in found.tasks]
                if found.next is None:
                    break
                after = found.next
        assert len(seen) == len(set(seen)) == 7

    def test_what_is_late_is_said_in_working_days(self, county: County) -> None:
        county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection")
        county.time.to_day(date(2026, 11, 30))
        with county.office.database.read() as tx:
            (task,) = q.work_list(county.office, tx, county.office.actor("head"), q.Filter()).tasks
        assert (task.mark.light, task.mark.words) == (q.Light.OVERDUE, "逾期5个工作日")

    def test_the_act_that_ends_a_term_comes_first_and_names_it(self, county: County) -> None:
        inspection = Inspection.set_up(county).complain()
        inspection.take("order_correction", {"correct_by": (inspection.today + timedelta(days=10)).isoformat()})
        inspection.served("serve_order")
        due = inspection.due("correction")
        inspection.later(20)
        with county.office.database.read() as tx:
            (task,) = q.work_list(county.office, tx, county.office.actor("duan"), q.Filter()).tasks
        assert (task.step.name, task.term, task.mark.label) == ("check_correction", "改正期限", "已届满")
        assert task.mark.due == due


class TestCasePage:
    def test_every_deadline_explains_itself(self, busy: County) -> None:
        with busy.office.database.read() as tx:
            for line in every_line(busy.office, busy.office.actor("head"), q.Filter(is_open=None), 50):
                page = q.case_page(busy.office, tx, busy.office.actor("head"), line.id)
                assert all(d.working and d.basis for d in page.deadlines)
                assert all(event.intact for event in page.history)

    def test_money_that_several_offices_book_is_told_once_by_the_fullest_account(self, county: County) -> None:
        cases = tell(county)

        def flows(person: str, kind: str) -> dict[str, tuple[str, int, str]]:
            with county.office.database.read() as tx:
                page = q.case_page(county.office, tx, county.office.actor(person), cases[kind])
            return {f.code: (str(f.total), len(f.movements), f.movements[-1].unit) for f in page.money}

        agency, tax = "龙陵县社会保险中心", "国家税务总局龙陵县税务局"
        assert flows("clerk", "back_payment") == {
            "assessed": ("6480.00", 1, agency),
            "collected": ("3000.00", 1, agency),
        }
        assert flows("taxman", "arrears_collection")["assessed"] == ("6480.00", 1, tax)
        assert flows("duan", "labour_inspection") == {"collected": ("3000.00", 1, "龙陵县人力资源和社会保障局")}

    def test_a_broken_chain_shows(self, county: County) -> None:
        case = tell(county)["labour_inspection"]
        with county.office.database.write() as tx:
            tx.run(
                "UPDATE events SET text = replace(text, '登记投诉', '登记举报') WHERE case_id = :id AND seq = 1",
                {"id": case},
            )
        with county.office.database.read() as tx:
            page = q.case_page(county.office, tx, county.office.actor("head"), case)
        assert [e.seq for e in page.history if not e.intact] == [1]

    def test_other_departments_cases_of_the_story_are_only_named_by_stage(self, county: County) -> None:
        cases = tell(county)
        with county.office.database.read() as tx:
            page = q.case_page(county.office, tx, county.office.actor("head"), cases["labour_inspection"])
        assert {(x.unit, x.id, x.number) for x in page.linked} == {
            ("龙陵县社会保险中心", "", ""),
            ("国家税务总局龙陵县税务局", "", ""),
        }

    def test_a_hand_off_says_whose_time_runs_on_both_sides(self, county: County) -> None:
        cases = tell(county)
        with county.office.database.read() as tx:
            sender = q.case_page(county.office, tx, county.office.actor("head"), cases["labour_inspection"])
            receiver = q.case_page(county.office, tx, county.office.actor("clerk"), cases["back_payment"])
        assert [t.running for t in sender.transfers] == ["receiver"]
        assert receiver.transfers[0].id == sender.transfers[0].id
        assert {t.label for t in receiver.transfers} == {"参保登记和核定", "欠费征收"}

    def test_names_in_running_text_are_masked_too(self, county: County) -> None:
        complaint = Complaint.example().model_copy(update={"facts": "杨春兰自2024年3月起在厂里上班"})
        case = county.take("reception", "register_complaint", complaint, case_type="labour_inspection").case_id
        actor = county.office.actor("head")
        with county.office.database.read() as tx:
            masked = q.case_page(county.office, tx, actor, case)
            revealed = q.case_page(county.office, tx, actor, case, revealed=True)
        facts = {s.label: s.text for s in masked.answers[0].shown}
        assert facts["反映的事实"].startswith("杨*兰")
        assert {s.label: s.text for s in revealed.answers[0].shown}["投诉人身份证号"] == "533024199203150024"


class TestPreview:
    def test_says_what_the_step_then_does(self, county: County) -> None:
        case = county.take(
            "reception", "register_complaint", Complaint.example(), case_type="labour_inspection"
        ).case_id
        filing = Filing.example().model_copy(update={"lead": "duan", "second": "cun"})
        office, head = county.office, county.office.actor("head")
        with office.database.read() as tx:
            header = q.find_case(office, tx, head, case)
            compiled = office.registry.pinned(header.type_digest)
            step = compiled.steps["accept_and_file"]
            shown = q.preview(office, tx, head, compiled, step, header, filing)
            declared = q.preview(office, tx, head, compiled, step, header, None)
            assert q.find_case(office, tx, head, case).state == header.state
        answer = county.take("head", "accept_and_file", filing, case=case)
        assert [p.label for p in shown.papers] == [p["label"] for p in answer.papers]
        assert [(t.label, str(t.due)) for t in shown.opened] == [(d["label"], d["due"]) for d in answer.deadlines]
        assert [t.due for t in declared.opened] == [t.due for t in shown.opened]
        assert shown.closed == ("受理立案：按期完成",)
