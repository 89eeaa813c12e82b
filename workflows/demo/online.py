"""Invented complaints that came in online, so that reception's desk has some to register or to set aside."""

from __future__ import annotations

from datetime import timedelta

from engine import submissions
from engine.clock import SHANGHAI
from engine.office import Office
from workflows.demo.invented import Employer, Worker
from workflows.demo.story import COUNTY, Past, Story, past_office
from workflows.labour_inspection import LabourInspection
from workflows.labour_inspection.online import ONLINE, OnlineComplaint, Trouble

TOLD = (
    (3, Trouble.NEVER, "在厂里做分拣，月工资4200元，每月15日发现金。今年春节后向老板提过社保，老板说自愿不缴"),
    (1, Trouble.STOPPED, "做仓库管理，月工资4800元，微信转账。去年10月单位说效益不好，把社保停了，一直没有恢复"),
)
"""How many working days ago, what it is about, and in which words."""


def send_complaints(office: Office, people: list[Worker], firms: list[Employer]) -> None:
    """Send them, each by another worker of another employer."""
    calendar = office.calendar(COUNTY)
    for n, ((days, trouble, facts), worker, employer) in enumerate(zip(TOLD, people, firms, strict=False)):
        with past_office(office) as now:
            day = now.astimezone(SHANGHAI).date()
            for _ in range(days):
                day = calendar.previous_workday(day - timedelta(days=1))
            story = Story(office, Past(now), worker, employer, f"online-{n}")
            story.settle(day)
            _send(story, trouble, facts)


def _send(story: Story, trouble: Trouble, facts: str) -> None:
    began = story.today() - timedelta(days=500)
    form = OnlineComplaint(
        trouble=trouble,
        employer=story.employer.name,
        employer_address=story.employer.address,
        begins=f"{began:%Y-%m}",
        facts=facts,
        evidence="工资转账记录、工牌",
        name=story.worker.name,
        resident_id=story.worker.resident_id,
        phone=story.worker.phone,
        address=story.worker.address,
    )
    submissions.submit(
        story.office,
        story.office.registry.get(LabourInspection.code),
        form,
        unit_id="hrss",
        consent=ONLINE.consent.version,
        request_id=f"demo-{story.key}",
        address="127.0.0.1",
    )
