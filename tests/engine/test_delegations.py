"""Standing in for somebody absent: seen, taken and told in that person's name, and never against four eyes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from engine import queries as q
from engine import readlog
from engine.accounts import create_account, create_unit
from engine.actors import Actor
from engine.administration import disable_account, end_role, grant_role, recuse
from engine.delegations import delegate, end_delegation
from engine.directory import bump
from engine.errors import InvalidForm, NotAllowed, NotFound
from engine.permissions import visible
from tests.support.county import County
from tests.support.story import render_plainly, served
from workflows.back_payment.forms import Assessment, Review
from workflows.labour_inspection.forms import Complaint, CorrectionCheck, Filing, Order, Referral
from workflows.labour_inspection.forms.investigation import Recusal

TODAY = date(2026, 11, 20)
UNTIL = date(2026, 11, 30)
ASSESSMENT = Assessment.example().model_copy(update={"pay_by": date(2026, 12, 18)})


def away(county: County, absent: str = "duan", to: str = "lawyer", by: str = "", ends: date = UNTIL) -> None:
    delegate(county.office, absent, to, TODAY, ends, by=by or absent, reason="休假")


def filed(county: County, *, started: bool = True) -> str:
    case = county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection").case_id
    county.take(
        "head", "accept_and_file", Filing.example().model_copy(update={"lead": "duan", "second": "cun"}), case=case
    )
    county.take("duan", "serve_acceptance", served(TODAY), case=case)
    if started:
        county.take("duan", "start_investigation", Recusal.example(), case=case)
    return case


def tasks(county: County, person: str) -> list[tuple[str, str]]:
    with county.office.database.read() as tx:
        found = q.work_list(county.office, tx, county.office.actor(person), q.Filter())
    return [(task.step.name, task.step.acting_for) for task in found.tasks]


def assessing(county: County) -> str:
    """A claim that the agency has accepted, with a third person there who holds no role."""
    county.handlers["render_paper"] = render_plainly
    case = filed(county)
    county.take("duan", "order_correction", Order.example(), case=case)
    county.take("duan", "serve_order", served(TODAY), case=case)
    county.time.to_day(date(2026, 12, 14))
    county.take("duan", "check_correction", CorrectionCheck.example(), case=case)
    county.take("duan", "request_enrolment", Referral.example(), case=case)
    county.carry()
    claim = county.case_of_story(case, "back_payment")
    county.take("clerk", "accept", case=claim)
    create_account(county.office, login="third", name="线娟", unit_id="agency", password="Shanchahua-2026", roles=[])
    return claim


def stand_in(county: County, absent: str, to: str) -> None:
    today = county.office.technical_day()
    delegate(county.office, absent, to, today, date(2026, 12, 31), by="reviewer", reason="休假")


class TestActing:
    def test_the_task_is_on_the_delegate_s_list_and_the_event_tells_for_whom(self, county: County) -> None:
        case = filed(county, started=False)
        assert tasks(county, "lawyer") == []
        with pytest.raises(NotAllowed):
            county.take("lawyer", "start_investigation", Recusal.example(), case=case)
        away(county)
        assert tasks(county, "duan") == [("start_investigation", "")]
        assert tasks(county, "lawyer") == [("start_investigation", "段志明")]
        county.take("lawyer", "start_investigation", Recusal.example(), case=case)
        with county.office.database.read() as tx:
            page = q.case_page(county.office, tx, county.office.actor("head"), case)
        assert page.history[0].actor == "鲁秀英（代段志明）"

    def test_who_may_act_alone_acts_in_the_own_name(self, county: County) -> None:
        case = filed(county)
        away(county, to="cun")
        county.take("cun", "order_correction", Order.example(), case=case)
        with county.office.database.read() as tx:
            page = q.case_page(county.office, tx, county.office.actor("head"), case)
        assert page.history[0].actor == "寸雪梅"

    def test_it_begins_and_ends_on_its_days(self, county: County) -> None:
        delegate(county.office, "duan", "lawyer", date(2026, 11, 22), date(2026, 11, 23), by="duan", reason="休假")
        seen = []
        for day in (21, 22, 23, 24):
            county.time.to_day(date(2026, 11, day))
            seen.append([one.name for one in county.office.actor("lawyer").stand_ins])
        assert seen == [[], ["段志明"], ["段志明"], []]

    def test_it_ends_early_with_the_role_with_the_account_and_by_hand(self, county: County) -> None:
        office = county.office
        away(county)
        with pytest.raises(NotAllowed):
            end_delegation(office, 1, by="cun")
        end_delegation(office, 1, by="duan")
        assert office.actor("lawyer").stand_ins == ()
        with pytest.raises(NotFound):
            end_delegation(office, 1, by="duan")
        away(county)
        end_role(office, "duan", "inspector", TODAY - timedelta(days=1), by="system")
        assert office.actor("lawyer").stand_ins[0].roles == frozenset()
        away(county, absent="cun")
        disable_account(office, "cun", by="system")
        assert [one.id for one in office.actor("lawyer").stand_ins] == ["duan"]

    def test_what_was_delegated_is_not_delegated_further_and_no_administrator_s_power_is(self, county: County) -> None:
        grant_role(county.office, "admin", "archivist", TODAY, by="system")
        away(county, absent="admin", to="lawyer")
        away(county, absent="lawyer", to="cun")
        assert [one.id for one in county.office.actor("cun").stand_ins] == ["lawyer"]
        with pytest.raises(NotAllowed, match="系统管理员"):
            create_unit(
                county.office, id="x2", agency="tax", name="乙", short_name="乙", jurisdiction="530523", by="lawyer"
            )


class TestFourEyes:
    @pytest.mark.parametrize(
        ("proposer", "approver"),
        [
            ("clerk", "clerk"),  # for herself, then for the reviewer
            ("reviewer", "reviewer"),  # for the clerk, then for herself
            ("third", "clerk"),  # for the clerk, who then stands in for the reviewer
        ],
    )
    def test_nobody_approves_what_they_proposed_for_themselves_or_another_for_them(
        self, county: County, proposer: str, approver: str
    ) -> None:
        claim = assessing(county)
        for absent, to in (("reviewer", "clerk"), ("clerk", "reviewer"), ("clerk", "third")):
            stand_in(county, absent, to)
        county.take(proposer, "assess", ASSESSMENT, case=claim)
        with pytest.raises(NotAllowed, match="同一人") as caught:
            county.take(approver, "notify", Review.example(), case=claim)
        assert [reason.code for reason in caught.value.reasons] == ["apart"]

    def test_a_third_person_proposes_and_the_reviewer_herself_approves(self, county: County) -> None:
        claim = assessing(county)
        stand_in(county, "clerk", "third")
        county.take("third", "assess", ASSESSMENT, case=claim)
        county.take("reviewer", "notify", Review.example(), case=claim)

    def test_who_keeps_away_does_not_act_for_another_nor_through_one(self, county: County) -> None:
        case = filed(county)
        away(county)
        recuse(county.office, case, "lawyer", "亲属", "head")
        with pytest.raises(NotFound):
            county.take("lawyer", "order_correction", Order.example(), case=case)
        away(county, to="archivist")
        recuse(county.office, case, "duan", "亲属", "head")
        with pytest.raises(NotAllowed, match="段志明已回避"):
            county.take("archivist", "order_correction", Order.example(), case=case)


class TestSeeing:
    def test_a_stand_in_sees_the_confidential_case_of_the_absent_and_no_more(self, county: County) -> None:
        case = filed(county)
        with county.office.database.write() as tx:
            tx.run("UPDATE cases SET is_confidential = 1 WHERE id = :id", {"id": case})

        def seen(actor: Actor) -> bool:
            predicate, values = visible(actor, county.office.supervising_roles)
            with county.office.database.read() as tx:
                return (
                    tx.one(f"SELECT 1 FROM cases c WHERE c.id = :id AND {predicate}", {"id": case, **values})
                    is not None
                )

        assert [seen(county.office.actor(p)) for p in ("duan", "cun", "lawyer", "archivist")] == [
            True,
            True,
            False,
            False,
        ]
        away(county)
        assert [seen(county.office.actor(p)) for p in ("duan", "cun", "lawyer", "archivist")] == [
            True,
            True,
            True,
            False,
        ]

    def test_a_stand_in_for_a_head_sees_what_the_head_sees(self, county: County) -> None:
        with county.office.database.write() as tx:
            tx.run("UPDATE units SET jurisdiction = '530500' WHERE id = 'hrss'", {})
            bump(tx)
        county.take("stranger", "register_complaint", Complaint.example(), case_type="labour_inspection")

        def count(person: str) -> int:
            with county.office.database.read() as tx:
                return len(q.list_cases(county.office, tx, county.office.actor(person), q.Filter()).lines)

        assert (count("head"), count("cun")) == (1, 0)
        away(county, absent="head", to="cun")
        assert (count("head"), count("cun")) == (1, 1)


class TestDelegating:
    @pytest.mark.parametrize(
        ("to", "begins", "ends", "field"),
        [
            ("duan", TODAY, UNTIL, "to"),
            ("clerk", TODAY, UNTIL, "to"),
            ("nobody", TODAY, UNTIL, "to"),
            ("cun", TODAY - timedelta(days=1), UNTIL, "begins_on"),
            ("cun", TODAY, TODAY - timedelta(days=1), "ends_on"),
        ],
    )
    def test_every_wrong_field_is_named(self, county: County, to: str, begins: date, ends: date, field: str) -> None:
        with pytest.raises(InvalidForm) as caught:
            delegate(county.office, "duan", to, begins, ends, by="duan", reason="休假")
        assert field in {fault.field for fault in caught.value.fields}

    def test_only_oneself_and_the_heads_of_the_department_decide(self, county: County) -> None:
        for by in ("cun", "reviewer", "admin", "stranger"):
            with pytest.raises(NotAllowed, match="委托别人代办"):
                away(county, by=by)
        away(county, by="head")
        with pytest.raises(InvalidForm, match="已经委托"):
            away(county)

    def test_who_has_no_role_delegates_nothing(self, county: County) -> None:
        with pytest.raises(InvalidForm, match="没有办案的角色"):
            away(county, absent="admin")

    def test_it_is_logged(self, county: County) -> None:
        away(county, by="head")
        end_delegation(county.office, 1, by="head")
        with county.office.database.read() as tx:
            lines = [(e.action, e.subject, e.reason) for e in readlog.entries(tx, actor_id="head")]
        assert lines == [
            ("end_delegation", "account:duan to:lawyer", ""),
            ("delegate", "account:duan to:lawyer from:2026-11-20 until:2026-11-30", "休假"),
        ]
