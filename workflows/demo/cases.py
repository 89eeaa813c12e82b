"""Some invented cases at different stages, so that the demo's lists have something to show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from operator import itemgetter
from typing import Any

from engine.clock import SHANGHAI
from engine.office import Office
from workflows.demo.clues import clues
from workflows.demo.inspections import inspections
from workflows.demo.invented import Employer, Worker, employers, introduced, workers
from workflows.demo.online import send_complaints
from workflows.demo.story import COUNTY, Past, Story, past_office

DEPTHS = (8, 7, 6, 5, 4, 3, 3, 2, 2, 1, 1, 1, 0, 0)
"""How far each case has come: 0 registered … 8 closed."""


def seed_cases(office: Office) -> None:
    """Make the demo's cases, the oldest some ten weeks before today. Papers and hand-offs stay owed only for the last."""
    people, firms = workers(48), employers(38)
    calendar, now = office.calendar(COUNTY), office.clocks.now()
    told: list[tuple[date, Callable[[], None]]] = []
    for n, depth in enumerate(DEPTHS):
        begin = calendar.previous_workday((now - timedelta(days=6 + depth * 8 - n % 3)).astimezone(SHANGHAI).date())
        told.append((begin, partial(_complaint, office, people[n], firms[n], str(n), begin, depth)))
    told += inspections(office, people[len(DEPTHS) : -8], firms[len(DEPTHS) : -8])
    told += clues(office, people[-8:-2], firms[-8:-2])
    for _, tell in sorted(told, key=itemgetter(0)):  # so that case numbers follow the days
        tell()
    send_complaints(office, people[-2:], firms[-2:])


def _complaint(office: Office, worker: Worker, employer: Employer, key: str, begin: date, depth: int) -> None:
    with past_office(office) as now:
        story = Story(office, Past(now), worker, employer, key)
        story.settle(begin)
        _tell(story, depth, now)


def _tell(story: Story, depth: int, now: datetime) -> None:
    chapters = (_register, _file, _order, _serve, _refer, _assess, _collect, _credit, _close)
    for chapter in chapters[: depth + 1]:
        if story.time.moment > now:
            break
        chapter(story)
        story.later(1)


def _register(story: Story) -> None:
    answers = {
        "channel": "window",
        "received_on": story.today(),
        **introduced(story.worker, story.employer),
        "facts": "2025年11月入职至今，单位一直没有为本人办理社会保险登记",
        "request": "补办参保登记并补缴养老保险费",
    }
    story.case = story.take("jiedai", "register_complaint", answers, case=None, case_type="labour_inspection").case_id


def _file(story: Story) -> None:
    answers = {
        "cause": "不办理社会保险登记",
        "lead": "duan",
        "second": "cun",
        "summary": "投诉人反映该单位没有为其办理社会保险登记，有明确的用人单位，在二年以内，属于本机关管辖",
    }
    story.take("daduizhang", "accept_and_file", answers, case=story.case)
    told = {**_served(story), "receiver": story.worker.name, "relation": "投诉人本人"}
    story.take("duan", "serve_acceptance", told, case=story.case)


def _order(story: Story) -> None:
    none = "本人和近亲属与本案没有直接利害关系"
    recusal = {"lead_statement": none, "second_statement": none, "plan": "询问负责人和职工\n调取工资发放表"}
    story.take("duan", "start_investigation", recusal, case=story.case)
    story.later(2)
    worker = story.worker
    answers = {
        "inspected_on": story.today(),
        "found": "你单位自2025年11月起招用职工并按月发放工资，没有申请办理社会保险登记，也没有申报应当缴纳的社会保险费",
        "evidence": "劳动合同\n工资发放表\n现场检查笔录",
        "workers": [
            {
                "name": worker.name,
                "resident_id": worker.resident_id,
                "begins": "2025-11",
                "ends": "2026-08",
                "wage": "4800.00",
                "hired_on": "2025-11-03",
            }
        ],
        "correct_by": story.today() + timedelta(days=7),
    }
    story.take("duan", "order_correction", answers, case=story.case)


def _served(story: Story) -> Mapping[str, Any]:
    return {
        "way": "direct",
        "served_on": story.today(),
        "receiver": story.employer.legal_representative,
        "relation": "法定代表人",
        "proof": "送达回证1页",
    }


def _serve(story: Story) -> None:
    story.take("duan", "serve_order", _served(story), case=story.case)


def _refer(story: Story) -> None:
    story.later(6)
    answers = {
        "corrected": False,
        "outcome": "该单位在期限内没有办理登记，承认用工事实和工资数额，没有提出异议",
        "wage_evidence": "工资发放表和银行代发记录",
        "credit_code": story.employer.credit_code,
    }
    check = {
        "checked_on": story.today(),
        "way": "到单位现场核查，查询社会保险登记信息",
        "corrected": False,
        "finding": "该单位在期限内没有办理登记和申报",
    }
    story.take("duan", "check_correction", check, case=story.case)
    story.take("duan", "request_enrolment", answers, case=story.case)
    story.deliver()


def _assess(story: Story) -> None:
    case = story.linked("back_payment")
    worker = story.worker
    story.take("shebao", "accept", {}, case=case)
    answers = {
        "workers": [
            {
                "name": worker.name,
                "resident_id": worker.resident_id,
                "begins": "2025-11",
                "ends": "2026-08",
                "wage": "4800.00",
            }
        ],
        "wage_rule": "以工资发放表和银行代发记录认定月平均工资",
        "registered_on": story.today(),
        "pay_by": story.today() + timedelta(days=3),
    }
    story.take("shebao", "assess", answers, case=case)
    story.take("fuhe", "notify", {"opinion": "月份、基数和金额核对无误"}, case=case)
    story.take("shebao", "serve_notice", _served(story), case=case)
    story.take("fuhe", "transfer", {"opinion": "通知期限内没有缴纳，移交税务机关征收"}, case=case)
    story.deliver()


def _collect(story: Story) -> None:
    case = story.linked("arrears_collection")
    story.take("shuiwu", "accept", {}, case=case)
    story.later(4)
    demand = {"pay_by": story.today() + timedelta(days=7), "bank": "电子税务局、办税服务厅或者商业银行"}
    story.take("shuiwu", "order_payment", demand, case=case)
    story.take("shuiwu", "serve_order", _served(story), case=case)
    story.later(1)
    for part, voucher in (("5000.00", "1"), ("6520.00", "2")):
        receipt = {
            "voucher": f"35305000{story.key:0>4}{voucher}",
            "paid_on": story.today(),
            "principal": part,
            "late_fee": "0.00",
        }
        story.take("shuiwu", "record_receipt", receipt, case=case)
    story.take("shuiwu", "answer", {}, case=case)
    story.deliver()


def _credit(story: Story) -> None:
    answers = {"credited_on": story.today(), "batch": f"{story.today():%Y%m%d}-01"}
    story.take("shebao", "credit", answers, case=story.linked("back_payment"))
    story.deliver()


def _close(story: Story) -> None:
    answers = {"findings": "该单位没有为你办理社会保险登记，你反映的情况属实", "reason": "指令书要求的事项已经全部履行"}
    record = {"text_pages": 48, "recordings": 2, "index": "立案审批表\n询问笔录和录像\n送达回证"}
    story.take("duan", "compile_record", record, case=story.case)
    story.take("daduizhang", "close", answers, case=story.case)
