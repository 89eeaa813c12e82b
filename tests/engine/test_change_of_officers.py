"""Another officer becomes responsible for a running case (改派): by a head, with a reason, at every open stage."""

from __future__ import annotations

from datetime import date

import pytest

from engine import queries as q
from engine.administration import grant_role, recuse
from engine.errors import InvalidForm, NotAllowed, Unmet
from engine.reminders import HANDLERS, reminders_of, sweep_deadlines
from engine.verify import verify
from tests.support.county import County
from tests.support.inspection import Inspection
from tests.support.story import ask
from workflows.back_payment.forms import Assessment

CHANGE = {"lead": "presiding", "second": "cun", "reason": "段志明调离监察岗位"}
ASSESSMENT = {**Assessment.example().model_dump(mode="json"), "pay_by": "2026-12-18"}


@pytest.fixture
def inspection(county: County) -> Inspection:
    """A case that Duan and Cun investigate; Luo has just become an inspector too."""
    grant_role(county.office, "presiding", "inspector", date(2026, 11, 20), by="system")
    county.handlers = {**HANDLERS, "render_paper": lambda office, claimed: None}
    return Inspection.set_up(county).complain()


def tasks(county: County, person: str) -> list[str]:
    with county.office.database.read() as tx:
        return [t.step.name for t in q.work_list(county.office, tx, county.office.actor(person), q.Filter()).tasks]


def reminded(county: County, person: str) -> int:
    sweep_deadlines(county.office)
    county.carry()
    with county.office.database.read() as tx:
        return len(reminders_of(tx, person))


class TestTwoOfficers:
    def test_tasks_and_reminders_move_to_the_new_officers(self, inspection: Inspection) -> None:
        county = inspection.county
        inspection.on(inspection.due("conclude") or inspection.today)
        due = reminded(county, "duan")
        assert due
        assert reminded(county, "presiding") == 0
        assert tasks(county, "duan")
        inspection.take("change_officers", CHANGE)
        assert (tasks(county, "duan"), reminded(county, "duan")) == ([], 0)
        assert tasks(county, "presiding")
        assert reminded(county, "presiding") == due
        assert [officer.id for officer in inspection.view().officers()] == ["presiding", "cun"]
        with pytest.raises(NotAllowed) as refused:
            inspection.take("record_interview", by="duan")
        assert [(r.lifted_by, r.step) for r in refused.value.reasons] == [("单位负责人改派承办人", "change_officers")]
        inspection.take("record_interview", by="presiding")
        assert verify(county.office).problems == []

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"second": "presiding"}, "不能是同一人"),
            ({"lead": "archivist"}, "主办人员不是本单位的劳动保障监察员"),
            ({"lead": "stranger"}, "主办人员不是本单位的劳动保障监察员"),
            ({"second": "duan"}, "协办人员已回避本案"),
        ],
        ids=["one person twice", "no inspector", "another county's", "recused"],
    )
    def test_the_new_officers_are_fit_to_act(self, inspection: Inspection, change: dict[str, str], words: str) -> None:
        recuse(inspection.county.office, inspection.case, "duan", "亲属", "head")
        with pytest.raises(Unmet, match=words):
            inspection.take("change_officers", {**CHANGE, **change})

    def test_it_takes_a_reason_and_a_head(self, inspection: Inspection) -> None:
        with pytest.raises(InvalidForm, match="改派的理由"):
            inspection.take("change_officers", {**CHANGE, "reason": " "})
        with pytest.raises(NotAllowed, match="监察机构负责人或局负责人"):
            inspection.take("change_officers", CHANGE, by="cun")


def test_a_clerk_of_another_organisation_is_put_in_charge_and_the_others_no_longer_act(county: County) -> None:
    story = ask(county)
    county.carry()
    claim = county.case_of_story(story, "back_payment")
    grant_role(county.office, "reviewer", "agency_clerk", county.office.clocks.today(), by="system")
    assert tasks(county, "clerk")
    with pytest.raises(Unmet, match="承办人不是本单位的社保经办人员"):
        county.take("reviewer", "change_officer", {"officer": "duan", "reason": "换人"}, case=claim)
    county.take("reviewer", "change_officer", {"officer": "reviewer", "reason": "赵丽休产假"}, case=claim)
    assert tasks(county, "clerk") == []
    county.take("reviewer", "accept", case=claim)
    with pytest.raises(NotAllowed, match="本案由刘建国承办"):
        county.take("clerk", "assess", ASSESSMENT, case=claim)
    county.take("reviewer", "change_officer", {"officer": "clerk", "reason": "赵丽已返岗"}, case=claim)
    county.take("clerk", "assess", ASSESSMENT, case=claim)
