"""How the demo's history is told: a story on its own days, by the demo's officers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from engine import store
from engine.canonical import canonical, read
from engine.cases import Answer, Command, take_step
from engine.casetype import Step
from engine.clock import SHANGHAI, Clocks
from engine.effects import carry_all
from engine.handoff import HANDLERS
from engine.office import Office
from engine.view import CaseView
from workflows.demo.invented import Employer, Worker, introduced
from workflows.labour_inspection.forms import Complaint

COUNTY = "530523"
PEOPLE = ("complainant", "complainant_id", "employer", "credit_code", "legal_representative")
"""Whom the examples of all forms speak of: those of the complaint's example."""


@contextmanager
def past_office(office: Office) -> Iterator[datetime]:
    """Give the office back its real clocks afterwards; yields the moment that it really is."""
    real = office.clocks
    try:
        yield real.now()
    finally:
        office.clocks = real


@dataclass
class Past:
    """Technical time while the demo's history is made."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment


class Story:
    """One invented story, told by its officers day after day."""

    def __init__(self, office: Office, time: Past, worker: Worker, employer: Employer, key: str) -> None:
        self.office = office
        self.time = time
        self.worker = worker
        self.employer = employer
        self.key = key
        office.clocks = Clocks(technical=time)
        self.case = ""
        self._n = 0

    def later(self, working_days: int) -> None:
        """Go on some working days later, at ten in the morning."""
        self.settle(self.office.calendar(COUNTY).add_workdays(self.today(), working_days))

    def settle(self, day: date) -> None:
        """Go to ten in the morning of a day."""
        self.time.moment = datetime(day.year, day.month, day.day, 10, tzinfo=SHANGHAI).astimezone(UTC)

    def today(self) -> date:
        """The day of the story."""
        return self.office.clocks.today()

    def take(
        self, person: str, step: str, answers: Mapping[str, Any], *, case: str | None, case_type: str = ""
    ) -> Answer:
        """Take a step as one of the demo's officers."""
        self._n += 1
        command = Command(
            self.office.actor(person), step, dict(answers), f"demo-{self.key}-{self._n}", case, case_type, None
        )
        return take_step(self.office, command)

    def linked(self, case_type: str) -> str:
        """The story's case of another organisation."""
        with self.office.database.read() as tx:
            row = tx.one(
                "SELECT id FROM cases WHERE story = :s AND case_type = :t ORDER BY id DESC",
                {"s": self.case, "t": case_type},
            )
        if row is None:
            raise LookupError(case_type)
        return str(row[0])

    def deliver(self) -> None:
        """Let what was handed over, and the replies, arrive; papers wait for whoever renders them."""
        carry_all(self.office, HANDLERS, known_only=True)

    def pause(self) -> None:
        """Let some minutes pass, so that acts of one day stand in their order."""
        self.time.moment += timedelta(minutes=20)

    def act(self, person: str, step: str, answers: Mapping[str, Any]) -> None:
        """Take a step of the story's own case, or open it."""
        opened = "" if self.case else "labour_inspection"
        self.case = self.take(person, step, answers, case=self.case or None, case_type=opened).case_id

    def example(self, step: Step[Any]) -> dict[str, Any]:
        """A step's form as its example fills it in, told of the people of this story."""
        imagined, ours = Complaint.example(), introduced(self.worker, self.employer)
        answers: dict[str, Any] = _renamed(
            step.form.example().model_dump(mode="json"), {getattr(imagined, name): ours[name] for name in PEOPLE}
        )
        return answers

    def known(self, step: Step[Any]) -> dict[str, Any]:
        """What the case already knows of a step's form."""
        with self.office.database.read() as tx:
            header = store.load(tx, self.office.database, self.case, lock=False)
            around = self.office.surroundings(self.office.directory(tx), COUNTY)
        if header is None or step.prefill is None:
            return {}
        known: dict[str, Any] = read(canonical(dict(step.prefill(CaseView(header, around)))))
        return known


def _renamed(answer: Any, people: Mapping[str, str]) -> Any:
    """An answer with other people in it, each name replaced once."""
    if isinstance(answer, dict):
        return {name: _renamed(value, people) for name, value in answer.items()}
    if isinstance(answer, list):
        return [_renamed(value, people) for value in answer]
    if isinstance(answer, str):
        return re.sub("|".join(map(re.escape, people)), lambda found: people[found[0]], answer)
    return answer
