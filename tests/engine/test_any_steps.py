"""Any steps by any actors in any order: whatever happens, the record holds and every list tells the same."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from engine import store
from engine.cases import possible_steps
from engine.errors import Refusal
from engine.verify import verify
from tests.support.county import PEOPLE, County, make_county
from tests.support.postgres import running_cluster
from workflows.arrears_collection.forms import Receipt
from workflows.labour_inspection.forms import Complaint, Filing

MOST_STORIES = 2
AMOUNTS = st.sampled_from([1, 3000, 3480, 6480, 7000])
PERSONS = [identity for identity, *_ in PEOPLE]


def _leads_on(step: Any) -> bool:
    """Whether a story gets farther by it: no return to another organisation or to a colleague."""
    return step.name != "send_back" and not step.sends_back


def answers_of(county: County, step: Any, amount: int) -> dict[str, Any]:
    """The form's example, with dates around the legal day so that guards go either way."""
    today = county.office.clocks.today()
    later = dict.fromkeys(("correct_by", "pay_by", "answer_by"), today + timedelta(days=7))
    now = {"served_on": today, "paid_on": today, "credited_on": today, "inspected_on": today}
    example = step.form.example().model_dump(mode="json")
    for name, value in (later | now).items():
        if name in example:
            example[name] = value.isoformat()
    if step.form is Filing:
        example |= {"lead": "duan", "second": "cun"}
    if step.form is Receipt:
        example["principal"] = f"{amount}.00"
    return example


class AnySteps(RuleBasedStateMachine):
    """Officers at work, none of whom reads the manual."""

    url_kind = "sqlite"

    cases = Bundle("cases")

    @initialize(target=cases)
    def open_office(self) -> str:
        self.folder = Path(tempfile.mkdtemp(prefix="any-steps-"))
        self.database = None
        if self.url_kind == "sqlite":
            url = f"sqlite:///{self.folder / 'county.db'}"
        else:
            self.database = running_cluster().database()
            url = running_cluster().url(self.database.__enter__())
        self.county = make_county(url, self.folder)
        self.opened = 1
        return self.complaint()

    def complaint(self) -> str:
        """A complaint that reception registers."""
        return self.county.take(
            "reception", "register_complaint", Complaint.example(), case_type="labour_inspection"
        ).case_id

    @precondition(lambda self: self.opened < MOST_STORIES)
    @rule(target=cases, person=st.sampled_from(PERSONS))
    def complain(self, person: str) -> str:
        self.opened += 1
        try:
            return self.county.take(
                person, "register_complaint", Complaint.example(), case_type="labour_inspection"
            ).case_id
        except Refusal:
            return self.complaint()

    @rule(case=cases, person=st.sampled_from(PERSONS), choice=st.integers(0, 40), amount=AMOUNTS)
    def act(self, case: str, person: str, choice: int, amount: int) -> None:
        """Take some step of some case of the story, possible or not."""
        with self.county.office.database.read() as tx:
            story = [r[0] for r in tx.all("SELECT id FROM cases WHERE story = :s ORDER BY id", {"s": case})]
        chosen = story[choice % len(story)]
        with self.county.office.database.read() as tx:
            header = store.load(tx, self.county.office.database, chosen, lock=False)
            assert header is not None
            steps = possible_steps(self.county.office, tx, header, self.county.office.actor(person))
        mine = [p for p in steps if p.possible] or steps
        step = mine[choice % len(mine)].step
        try:
            self.county.take(person, step.name, answers_of(self.county, step, amount), case=chosen)
        except Refusal as refusal:
            assert refusal.detail

    @rule(case=cases, choices=st.lists(st.integers(0, 40), min_size=1, max_size=6), amount=AMOUNTS)
    def push(self, case: str, choices: list[int], amount: int) -> None:
        """Take steps that somebody can take, one after the other, so that stories get far."""
        for choice in choices:
            found = self.takable(case)
            if found:
                identity, person, step = found[choice % len(found)]
                try:
                    self.county.take(person, step.name, answers_of(self.county, step, amount), case=identity)
                except Refusal as refusal:
                    assert refusal.reasons
            self.county.carry()

    def takable(self, case: str) -> list[tuple[str, str, Any]]:
        """Case, person and step of everything that somebody could do now in a story."""
        found = []
        with self.county.office.database.read() as tx:
            for (identity,) in tx.all("SELECT id FROM cases WHERE story = :s ORDER BY id", {"s": case}):
                header = store.load(tx, self.county.office.database, identity, lock=False)
                assert header is not None
                for person in PERSONS:
                    steps = possible_steps(self.county.office, tx, header, self.county.office.actor(person))
                    found += [(identity, person, p.step) for p in steps if p.possible and _leads_on(p.step)]
        return found

    @rule()
    def carry(self) -> None:
        self.county.carry()

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.county.time.forward(days=days)

    @invariant()
    def every_deadline_is_explained(self) -> None:
        if not hasattr(self, "county"):
            return
        with self.county.office.database.read() as tx:
            for due, basis, computation in tx.all("SELECT due, basis, computation FROM deadlines", {}):
                assert date.fromisoformat(due)
                assert basis
                assert due in computation

    @invariant()
    def every_case_has_one_owner(self) -> None:
        if not hasattr(self, "county"):
            return
        with self.county.office.database.read() as tx:
            twice = tx.all(
                "SELECT story, case_type, count(*) FROM cases WHERE is_open = 1 GROUP BY story, case_type HAVING count(*) > 1",
                {},
            )
            lost = tx.all("SELECT id FROM handoffs_received WHERE id NOT IN (SELECT id FROM handoffs_sent)", {})
        assert twice == []
        assert lost == []

    def teardown(self) -> None:
        if not hasattr(self, "county"):
            return
        try:
            self.county.handlers["render_paper"] = lambda office, claimed: None
            self.county.carry()
            report = verify(self.county.office)
            assert report.problems == [], report.problems
        finally:
            self.county.office.close()
            if self.database is not None:
                self.database.__exit__(None, None, None)
            shutil.rmtree(self.folder)


class AnyStepsOnPostgres(AnySteps):
    """The same on PostgreSQL."""

    url_kind = "postgresql"


TestAnySteps = AnySteps.TestCase
TestAnySteps.settings = settings(max_examples=12, stateful_step_count=30, deadline=None)
TestAnyStepsOnPostgres = AnyStepsOnPostgres.TestCase
TestAnyStepsOnPostgres.settings = settings(max_examples=10, stateful_step_count=25, deadline=None)
