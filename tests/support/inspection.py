"""A labour inspection told step by step, for tests: who acts, on which day, with which answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from engine import store
from engine.administration import set_setting
from engine.cases import Answer
from engine.form import Form
from engine.view import CaseView
from engine.vocabulary import SYSTEM
from tests.support.county import County
from workflows.labour_inspection import LabourInspection
from workflows.labour_inspection.forms import Complaint, Lead, Tip

WHO = {
    "reception": "reception",
    "inspector": "duan",
    "team_head": "head",
    "organ_head": "deputy",
    "organ_chief": "chief",
    "legal_reviewer": "lawyer",
    "presiding_officer": "presiding",
    "archivist": "archivist",
}
SINCE = date(2020, 1, 1)


class Inspection:
    """One case of labour inspection in a test county, today first on Friday 2026-11-20."""

    def __init__(self, county: County) -> None:
        self.county = county
        self.case = ""

    @classmethod
    def set_up(cls, county: County) -> Inspection:
        """A county whose settings are the demo's."""
        for setting in county.office.registry.settings.values():
            if setting.demo is not None:
                set_setting(county.office, "530523", setting.code, setting.demo, "测试", SINCE, SYSTEM.code)
        return cls(county)

    @property
    def today(self) -> date:
        """The legal day."""
        return self.county.office.clocks.today()

    def on(self, day: date) -> Inspection:
        """Go to a day."""
        self.county.time.to_day(day)
        return self

    def later(self, days: int) -> Inspection:
        """Go some calendar days on."""
        return self.on(self.today + timedelta(days=days))

    def take(self, step: str, answers: Mapping[str, Any] | None = None, *, by: str = "") -> Answer:
        """Take a step with its form's example, changed by `answers`, as a holder of its first role."""
        declared = LabourInspection.steps[step]
        form = example(declared.form, self.today) | dict(answers or {})
        actor = by or WHO[declared.by[0].code]
        kind = "labour_inspection" if declared.opens_case else ""
        answer = self.county.take(actor, step, form, case=None if kind else self.case, case_type=kind)
        self.case = answer.case_id
        return answer

    def served(self, step: str, day: date | None = None) -> Answer:
        """Register a service of today."""
        return self.take(step, {"served_on": (day or self.today).isoformat()})

    def view(self) -> CaseView:
        """The case as decisions see it."""
        with self.county.office.database.read() as tx:
            header = store.load(tx, self.county.office.database, self.case, lock=False)
            assert header is not None
            directory = self.county.office.directory(tx)
        return CaseView(header, self.county.office.surroundings(directory, "530523"))

    @property
    def stage(self) -> str:
        """Where the case stands."""
        return self.county.stage(self.case)

    def due(self, code: str) -> date | None:
        """The end of an open term."""
        found = self.view().deadline(code)
        return found.due if found else None

    def due_in(self, place: str, code: str) -> date | None:
        """The end of an open term of the case in another place."""
        with self.county.office.database.read() as tx:
            row = tx.one(
                "SELECT d.due FROM deadlines d JOIN cases c ON c.id = d.case_id WHERE d.case_id = :id"
                " AND c.jurisdiction = :place AND d.code = :code AND d.is_open = 1",
                {"id": self.case, "place": place, "code": code},
            )
        return date.fromisoformat(row[0]) if row else None

    # Chapters that several walks share.

    def complain(self, **answers: Any) -> Inspection:
        """A worker complains and the case is filed and investigated."""
        self.take("register_complaint", answers)
        self.take("accept_and_file")
        self.take("start_investigation")
        return self

    def order(self) -> Inspection:
        """The employer is ordered to correct, served, and does not obey."""
        self.take("order_correction", {"correct_by": (self.today + timedelta(days=10)).isoformat()})
        self.served("serve_order")
        self.later(11)
        self.take("check_correction", {"corrected": False})
        return self

    def conclude(self) -> Inspection:
        """The investigation is concluded on signed records."""
        if self.stage == "investigating":
            self.take("record_interview")
        self.take("conclude")
        return self

    def ready(self) -> Inspection:
        """An investigation that is concluded after an order that was not obeyed."""
        self.complain()
        self.take("record_interview")
        return self.order().conclude()

    def propose(self, **answers: Any) -> Inspection:
        """A fine is proposed and the notice served."""
        self.take("notify_penalty", answers)
        self.served("serve_notice")
        return self

    def fined(self, amount: str = "12000.00") -> Inspection:
        """From the complaint to the served penalty decision, without a hearing."""
        self.ready()
        self.propose(amount=amount, hearing=False)
        self.take("close_defence")
        self.take("decide_penalty", {"amount": amount})
        self.served("serve_penalty")
        return self


DAYS = (
    "received_on",
    "handed_on",
    "checked_on",
    "on",
    "published_on",
    "filed_on",
    "performed_on",
    "begun_on",
    "withdrawn_on",
)


def example(form: type[Form], today: date) -> dict[str, Any]:
    """A form's example with the officers of the test county, and what happened happening today."""
    answers = form.example().model_dump(mode="json")
    answers |= {name: today.isoformat() for name in DAYS if name in answers and form not in {Complaint, Tip, Lead}}
    if "presiding" in answers:
        answers["presiding"] = "presiding"
    return answers
