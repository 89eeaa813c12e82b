"""Invented inspections that go other ways than the complaint: a patrol, a hearing, a fine, a demand, the police.

Each act is the form's example, with what the case knows and the day of the story filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from engine.office import Office
from forms.identifiers import credit_code
from workflows.demo.invented import Employer, Worker, introduced
from workflows.demo.story import COUNTY, Past, Story, past_office
from workflows.labour_inspection import LabourInspection

PLAYERS = {
    "reception": "jiedai",
    "inspector": "duan",
    "team_head": "daduizhang",
    "organ_head": "juzhang",
    "organ_chief": "zhengzhi",
    "legal_reviewer": "fazhi",
    "presiding_officer": "tingzheng",
    "archivist": "dangan",
    "market_officer": "shijian",
    "civil_officer": "minzheng",
}
TODAY = (
    "inspected_on",
    "received_on",
    "checked_on",
    "on",
    "published_on",
    "filed_on",
    "begun_on",
    "served_on",
    "held_on",
    "requested_on",
    "finished_on",
)


@dataclass(frozen=True, slots=True)
class Act:
    """A step some working days after the one before; `days` are answers counted from that day in calendar days.

    It is a step of the inspection, or `of` the case that another department opened on being told of it.
    """

    wait: int
    step: str
    answers: Mapping[str, Any]
    days: Mapping[str, int]
    of: str = ""


def act(step: str, *, wait: int = 0, days: Mapping[str, int] | None = None, of: str = "", **answers: Any) -> Act:
    """One act of a story."""
    return Act(wait, step, answers, days or {}, of)


UNLICENSED = "该单位在村里另设加工点，没有办理营业执照，现有用工6人；请依法查处，并告知结果"
MARKET = "market_supervision"
CIVIL = "civil_assistance"


def _registered_at_civil_affairs(name: str, serial: str) -> dict[str, Any]:
    """A private non-enterprise unit (民办非企业单位): its code begins with 52."""
    first17 = f"52530523MJ{serial}"
    code = first17 + credit_code.check_character(first17)
    return {"employer": name, "credit_code": code, "employer_address": "龙陵县龙山镇"}


KINDERGARTEN = _registered_at_civil_affairs("龙陵县春苗幼儿园", "T0000A1")
HOME_FOR_THE_AGED = _registered_at_civil_affairs("龙陵县松鹤养老服务中心", "T0000A2")
FILED = (
    act("register_complaint"),
    act("accept_and_file", wait=2),
    act("serve_acceptance"),
    act("start_investigation", wait=1),
)
ORDERED = (
    *FILED,
    act("record_interview", wait=2),
    act("order_correction", wait=1, days={"correct_by": 7}),
    act("serve_order"),
    act("check_correction", wait=7, corrected=False),
    act("conclude", wait=1),
)
OWED = "30000.00"
"""Premiums of six workers, so that the fine told of lies between one and three times the amount."""
HEAVY = act("notify_penalty", wait=1, amount="60000.00", hearing=True, major=True)
UNPAID = (*ORDERED[:-1], act("conclude", wait=1, premiums_due=OWED))
RETURNED_FOR = {"about": "facts", "reason": "职工的用工起止时间没有证据证明，请补充考勤表和工资发放表"}
REVIEWED = (
    *UNPAID,
    HEAVY,
    act("serve_notice"),
    act("close_defence", wait=6),
    act("submit_for_review", wait=1),
)
FINED = (
    *ORDERED,
    act("notify_penalty", wait=1, amount="12000.00", hearing=False),
    act("serve_notice"),
    act("close_defence", wait=6),
    act("decide_penalty", wait=2, amount="12000.00"),
    act("serve_penalty", wait=1),
)
STORIES: tuple[tuple[int, tuple[Act, ...]], ...] = (
    (
        9,
        (
            act("register_lead", source="patrol"),
            act("approve_check", days={"planned_on": 1}),
            act("check_on_site", wait=1),
            act("penalise_on_the_spot"),
            act("file_spot_decision", wait=1),
        ),
    ),
    (
        34,
        (
            *UNPAID,
            HEAVY,
            act("serve_notice"),
            act("request_hearing", wait=3),
            act("arrange_hearing", wait=1, days={"held_on": 14}),
            act("serve_hearing_notice"),
        ),
    ),
    (
        45,
        (
            *FINED,
            act("publish_result", wait=3),
            act("report_credit", wait=1),
            act("accept", wait=1, of=MARKET),
            act("answer_credit", wait=2, of=MARKET),
            act("record_payment", amount="5000.00", days={"paid_on": 0}),
        ),
    ),
    (
        66,
        (
            *FINED,
            act("publish_result", wait=3),
            act("demand_performance", wait=11, days={"pay_by": 15}),
            act("serve_demand", wait=1),
        ),
    ),
    (50, (*FINED, act("publish_result", wait=3), act("receive_reconsideration", wait=8))),
    (26, REVIEWED),
    (
        29,
        (
            *REVIEWED,
            act("send_back_for_evidence", wait=2, points=[RETURNED_FOR]),
        ),
    ),
    (
        30,
        (
            *ORDERED,
            act("report_crime", wait=1),
            act("approve_transfer", wait=1),
            act("hand_to_police"),
            act("police_received", wait=1),
        ),
    ),
    (
        26,
        (
            *FILED,
            act("inform_market", wait=4, content=UNLICENSED),
            act("accept", wait=2, of=MARKET),
            act("report_progress", wait=4, of=MARKET),
        ),
    ),
    (8, (*FILED, act("inform_market", wait=3, content=UNLICENSED))),
    (
        15,
        (
            act("register_complaint", **KINDERGARTEN),
            *FILED[1:],
            act("ask_civil", wait=2),
            act("accept", wait=1, of=CIVIL),
            act("report_progress", wait=3, of=CIVIL),
        ),
    ),
    (
        7,
        (
            *FILED,
            act(
                "ask_finance",
                wait=2,
                items="2025年以来向该单位支付政府购买服务款项的项目、金额和日期",
                reason="该单位称政府购买服务的款项没有到账，所以没有缴纳社会保险费",
            ),
        ),
    ),
    (
        6,
        (
            act("register_complaint", **HOME_FOR_THE_AGED),
            *FILED[1:],
            act("ask_civil", wait=2),
            act(
                "ask_federation",
                items="该单位按比例安排残疾人就业的人数",
                reason="该单位称投诉人属于按比例安排的残疾人职工，需要核实用工人数",
            ),
        ),
    ),
    (2, (act("register_tip"),)),
    (
        5,
        (
            act("register_lead", source="campaign"),
            act("approve_check", wait=1, kind="campaign", days={"planned_on": 6}),
        ),
    ),
)
"""How many working days ago each began, and what happened since; what would lie ahead is left out."""


def inspections(
    office: Office, people: list[Worker], firms: list[Employer]
) -> Iterator[tuple[date, Callable[[], None]]]:
    """The demo's other inspections: on which day each begins, and how it is told. Their papers stay owed."""
    today = office.clocks.today()
    for n, (ago, acts) in enumerate(STORIES):
        begin = office.calendar(COUNTY).add_workdays(today, -ago)
        yield begin, partial(_tell, office, people[n], firms[n], begin, acts)


def _tell(office: Office, worker: Worker, employer: Employer, begin: date, acts: tuple[Act, ...]) -> None:
    with past_office(office) as now:
        story = Story(office, Past(now), worker, employer, worker.resident_id[-8:])
        story.settle(begin)
        for each in acts:
            story.later(each.wait)
            if story.time.moment > now:
                break
            _take(story, each)
            story.pause()


def _take(story: Story, what: Act) -> None:
    if what.of:
        _take_elsewhere(story, what)
        return
    step = LabourInspection.steps[what.step]
    today = story.today()
    answers = story.example(step)
    answers |= {name: today.isoformat() for name in TODAY if name in answers}
    if step.opens_case:
        told = introduced(story.worker, story.employer)
        answers |= {name: value for name, value in told.items() if name in answers}
    else:
        answers |= {name: _filled(known, answers[name]) for name, known in story.known(step).items() if name in answers}
    answers |= what.answers
    answers |= {name: (today + timedelta(days=n)).isoformat() for name, n in what.days.items()}
    if "presiding" in answers:
        answers["presiding"] = PLAYERS["presiding_officer"]
    if {"lead", "second"} <= answers.keys():
        answers |= {"lead": "duan", "second": "cun"}
    story.act(PLAYERS[step.by[0].code], what.step, answers)
    if step.hands_off is not None:
        story.deliver()


def _take_elsewhere(story: Story, what: Act) -> None:
    step = story.office.registry.get(what.of).case_type.steps[what.step]
    answers = story.example(step)
    answers |= {name: story.today().isoformat() for name in TODAY if name in answers} | dict(what.answers)
    story.take(PLAYERS[step.by[0].code], what.step, answers, case=story.linked(what.of))
    story.deliver()


def _filled(known: Any, example: Any) -> Any:
    """What the case knows, and the example where it knows nothing: of a line table too."""
    if known in (None, "", [], {}):
        return example
    if isinstance(known, list) and isinstance(example, list) and example and isinstance(example[0], dict):
        return [{name: _filled(line.get(name), value) for name, value in example[0].items()} for line in known]
    return known
