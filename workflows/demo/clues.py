"""Invented clues of two townships at every point of their way: noted, reported, given back, taken on, answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from engine.office import Office
from forms.notices import VisitClue
from workflows.demo.invented import Employer, Worker
from workflows.demo.story import COUNTY, Past, Story, past_office
from workflows.labour_inspection.forms import Lead
from workflows.labour_inspection.forms.intake import NoFiling, SiteCheck

PINGDA, LONGSHAN = "pingda", "longshan"
PLACES = {PINGDA: ("平达乡", "平安村"), LONGSHAN: ("龙山镇", "白塔社区")}
NOTED, REPORTED, GIVEN_BACK, TAKEN, CHECKED, ANSWERED = range(6)
STORIES = (
    (1, PINGDA, NOTED),
    (3, PINGDA, REPORTED),
    (9, LONGSHAN, GIVEN_BACK),
    (12, PINGDA, TAKEN),
    (16, LONGSHAN, CHECKED),
    (24, PINGDA, ANSWERED),
)
"""How many working days ago, in which township, and how far it has come."""


def clues(office: Office, people: list[Worker], firms: list[Employer]) -> Iterator[tuple[date, Callable[[], None]]]:
    """The demo's clues of townships: on which day each begins, and how it is told."""
    for n, (ago, township, depth) in enumerate(STORIES):
        begin = office.calendar(COUNTY).add_workdays(office.clocks.today(), -ago)
        place, village = PLACES[township]
        firm = replace(firms[n], address=f"龙陵县{place}{village}")
        yield begin, partial(_tell, office, people[n], firm, begin, township, depth)


def _tell(office: Office, worker: Worker, firm: Employer, begin: date, township: str, depth: int) -> None:
    with past_office(office) as now:
        story = Story(office, Past(now), worker, firm, f"clue-{worker.resident_id[-8:]}")
        story.settle(begin)
        _note(story, township)
        if depth >= REPORTED:
            story.pause()
            story.take(township, "report", {}, case=story.case)
            story.deliver()
        story.later(1)
        if depth == GIVEN_BACK:
            reasons = {"reasons": "没有写明单位和职工的劳动关系是怎样看出来的，请补充后再报送"}
            story.take("jiedai", "give_back_clue", reasons, case=story.linked("labour_inspection"))
        elif depth >= TAKEN:
            _inspect(story, depth)
        story.deliver()


def _note(story: Story, township: str) -> None:
    place, village = PLACES[township]
    answers = VisitClue.example().model_dump(mode="json") | {
        "seen_on": story.today(),
        "village": village,
        "employer": story.employer.name,
        "employer_address": story.employer.address,
        "boss": story.employer.legal_representative,
        "workers": [{"name": story.worker.name, "phone": story.worker.phone, "since": "2025年3月"}],
        "seen": f"到{place}{village}走访时有6人在上班，都说做了一年以上，单位没有给他们上社保",
    }
    story.case = story.take(township, "note_clue", answers, case=None, case_type="township_clue").case_id


def _inspect(story: Story, depth: int) -> None:
    case, firm = story.linked("labour_inspection"), story.employer
    lead = Lead.example().model_dump(mode="json") | {
        "source": "township",
        "received_on": story.today(),
        "employer": firm.name,
        "credit_code": firm.credit_code,
        "employer_address": firm.address,
        "legal_representative": firm.legal_representative,
    }
    story.take("jiedai", "take_clue", lead, case=case)
    story.deliver()
    if depth < CHECKED:
        return
    story.later(2)
    check = SiteCheck.example().model_dump(mode="json") | {
        "checked_on": story.today(),
        "present": firm.legal_representative,
        "place": firm.address,
    }
    story.take("duan", "check_papers", check, case=case)
    if depth < ANSWERED:
        return
    story.later(1)
    story.take("daduizhang", "not_file", NoFiling.example().model_dump(mode="json"), case=case)
