"""What a worker may follow (进度查询): all cases of her story in plain words, nothing internal.

What may be told is declared with the case type (see `engine/told.py`). No names are told at all, and money and
months only where they are hers.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from engine import store
from engine.canonical import read
from engine.database import Tx
from engine.deadlines import Deadline, deadlines_of
from engine.errors import SettingMissing
from engine.machine import Compiled
from engine.office import Office
from engine.queries.detail import SumView
from engine.queries.marks import NO_MARK, Mark, mark_of
from engine.queries.own_lines import own_lines, tallied
from engine.told import Milestone
from engine.view import Header

LEFT_OUT = ("延长：", "中止：", "计入：", "不计入：")
"""Lines of a computation in which an officer's own words stand, and those that only list days."""


@dataclass(frozen=True, slots=True)
class PublicStep:
    """Something that happened, in plain words."""

    on: date
    words: str
    unit: str


@dataclass(frozen=True, slots=True)
class PublicNext:
    """What comes next and by when; the mark has no date where nothing sets one.

    `unit` is whose turn it is where the office itself acts, and empty where the words name somebody else;
    `yours` that it is the turn of the person whose story it is. `why` is how the date came about.
    """

    words: str
    unit: str
    mark: Mark
    yours: bool = False
    paused: bool = False
    basis: str = ""
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicRecourse:
    """What to do when the office is late, and by which law."""

    words: str
    basis: str


@dataclass(frozen=True, slots=True)
class PublicPaper:
    """A paper that was issued to the person, and what it means."""

    label: str
    words: str
    on: date
    served_on: date | None


@dataclass(frozen=True, slots=True)
class PublicStop:
    """A leg of the way: past, here or ahead, and the day on which it was reached."""

    label: str
    state: str
    on: date | None


@dataclass(frozen=True, slots=True)
class PublicCase:
    """Where one case of the story stands, and whom to call."""

    matter: str
    words: str
    is_open: bool
    unit: str
    phone: str
    address: str
    next: tuple[PublicNext, ...]
    recourse: tuple[PublicRecourse, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicStory:
    """The story as the worker sees it.

    `months` are (month, credited) in order; `alone` says that all lines are hers; `is_done` that her own case has
    ended with every month credited, so that what an office still does no longer concerns her.
    """

    cases: tuple[PublicCase, ...]
    past: tuple[PublicStep, ...]
    sums: tuple[SumView, ...]
    months: tuple[tuple[str, bool], ...]
    today: date
    path: tuple[PublicStop, ...] = ()
    papers: tuple[PublicPaper, ...] = ()
    alone: bool = True
    is_done: bool = False

    @property
    def current(self) -> PublicCase:
        """The case that says best where things stand: the open one that is farthest, else the first."""
        opened = [case for case in self.cases if case.is_open]
        return opened[-1] if opened and not self.is_done else self.cases[0]

    @property
    def is_late(self) -> bool:
        """Tell whether some office has let a date pass that still matters to the worker."""
        return not self.is_done and any(
            n.mark.light.value == "overdue" and not n.yours for case in self.cases for n in case.next
        )


def public_story(office: Office, tx: Tx, story: str) -> PublicStory | None:
    """All cases of a story that may be told; None where there is none. The caller has checked the tracking code."""
    # The case that began the story has its id; those opened by hand-offs follow in the order of their ids.
    rows = tx.all(
        f"SELECT {store.COLUMNS} FROM cases WHERE story = :story ORDER BY CASE WHEN id = :story THEN 0 ELSE 1 END, id",
        {"story": story},
    )
    known = [store.header_of(row) for row in rows if office.registry.knows(row[4]) and not row[11]]
    histories = [_History(office, tx, header) for header in known]
    told = [history for history in histories if history.is_told]
    if not told:
        return None
    headers = [history.header for history in told]
    past = sorted((item for history in told for item in history.past(echoes=len(told) > 1)), key=lambda item: item[0])
    lines = own_lines(office, tx, headers)
    done = not headers[0].is_open and bool(lines.months) and all(lines.months.values())
    return PublicStory(
        cases=_cases(told),
        past=tuple(step for _, step in past),
        sums=(*tallied(office, headers), *lines.credited()) if lines.alone else (*lines.due(), *lines.credited()),
        months=tuple(sorted(lines.months.items())),
        today=office.clocks.today(),
        path=_path(told, is_open=not done and any(header.is_open for header in headers)),
        papers=tuple(sorted((p for history in told for p in history.papers()), key=lambda p: (p.on, p.label))),
        alone=lines.alone,
        is_done=done,
    )


class _History:
    """One case with its events, as far as they may be told."""

    def __init__(self, office: Office, tx: Tx, header: Header) -> None:
        self.office, self.tx, self.header = office, tx, header
        self.compiled: Compiled = office.registry.pinned(header.type_digest)
        self.told = self.compiled.case_type.told
        self.unit = office.directory(tx).units[header.unit_id]
        self.events = [
            (step, at, read(text))
            for step, at, text in tx.all(
                "SELECT step, at, text FROM events WHERE case_id = :id ORDER BY seq", {"id": header.id}
            )
        ]

    @property
    def is_told(self) -> bool:
        """A case that a tip or a planned check opened is told to nobody."""
        return self.told.tells(self.compiled.step(self.events[0][0]))

    def case(self) -> PublicCase:
        """Where it stands."""
        return PublicCase(
            matter=self.compiled.label,
            words=self.compiled.stages[self.header.stage].plain,
            is_open=self.header.is_open,
            unit=self.unit.name,
            phone=self.unit.phone,
            address=self.unit.address,
            next=tuple(self._next()) if self.header.is_open else (),
            recourse=tuple(recourse_of(self.office, self.tx, self.compiled, self.header.jurisdiction)),
        )

    def past(self, *, echoes: bool) -> list[tuple[str, PublicStep]]:
        """What happened, with its moment. What another case of the story did is told there; here it only arrived."""
        found: dict[str, tuple[str, PublicStep]] = {}
        for name, at, event in self.events:
            step = self.compiled.step(name)
            if step is not None and self.told.tells(step) and not (echoes and step.automatic):
                on = date.fromisoformat(event["day"])
                key = f"{name}/{on}" if step.collects else name
                found.setdefault(key, (at, PublicStep(on, step.plain, self.unit.name)))
        return list(found.values())

    def reached(self) -> Iterator[tuple[Milestone, date]]:
        """Each leg of the way that the case came to, and when."""
        for _, _, event in self.events:
            milestone = self.told.milestones.get(self.compiled.stages[event["stage"][1]])
            if milestone is not None:
                yield milestone, date.fromisoformat(event["day"])

    @property
    def milestone(self) -> Milestone | None:
        """The leg on which it stands."""
        return self.told.milestones.get(self.compiled.stages[self.header.stage])

    @property
    def order(self) -> int:
        """How far it is on the way."""
        return self.milestone.order if self.milestone else 0

    def papers(self) -> Iterator[PublicPaper]:
        """The papers that were issued to the person, each kind's newest."""
        for code, row in self.header.state.get("papers", {}).items():
            if code in self.told.papers:
                served = row.get("served")
                yield PublicPaper(
                    row["label"],
                    self.told.papers[code],
                    date.fromisoformat(row["on"]),
                    date.fromisoformat(served) if served else None,
                )

    def _next(self) -> list[PublicNext]:
        """The terms that run; where none of them is the office's own, also what it does next, without a date."""
        claimant = self._claimant()
        found, dated = [], False
        for deadline in deadlines_of(self.tx, self.header.id):
            if not deadline.is_open:
                continue
            step, clock = self.compiled.step(deadline.code), self.compiled.case_type.clocks.get(deadline.code)
            if step is not None and self.told.tells(step) and self.compiled.allows(self.header.stage, step):
                found.append(self._waiting(deadline, step.plain, self.unit.name))
                dated = True
            elif clock is not None and clock.code in self.told.clocks:
                yours = clock.owed_by == claimant
                found.append(self._waiting(deadline, self.told.clocks[clock.code], "", yours=yours))
        found.sort(key=lambda n: (n.paused, n.mark.due or date.max))
        return found if dated or found else [*self._undated()]

    def _undated(self) -> Iterator[PublicNext]:
        for step in self.compiled.steps_at(self.header.stage):
            if step.to is not None and not step.aside and not step.automatic and self.told.tells(step):
                yield PublicNext(step.plain, self.unit.name, NO_MARK)
                return

    def _waiting(self, deadline: Deadline, words: str, unit: str, *, yours: bool = False) -> PublicNext:
        paused = deadline.paused_on is not None
        calendar = self.office.calendar(self.header.jurisdiction)
        today, expiry = self.office.clocks.today(), deadline.expiry
        mark = mark_of(deadline.due, deadline.provisional, today, calendar, expiry)
        why = tuple(line for line in deadline.explanation if not line.startswith(LEFT_OUT))
        return PublicNext(words, unit, NO_MARK if paused else mark, yours, paused, deadline.basis, why)

    def _claimant(self) -> str:
        row = self.tx.one(
            "SELECT role FROM case_parties WHERE case_id = :id AND is_person = 1 AND number_index <> ''"
            " ORDER BY ordinal LIMIT 1",
            {"id": self.header.id},
        )
        return row[0] if row else ""


def recourse_of(office: Office, tx: Tx, compiled: Compiled, jurisdiction: str) -> Iterator[PublicRecourse]:
    """What to do when the office is late, with the names that the county has set."""
    around = office.surroundings(office.directory(tx), jurisdiction)
    for recourse in compiled.case_type.told.recourse:
        organ = recourse.otherwise
        if recourse.organ:
            with contextlib.suppress(SettingMissing):
                organ = around.setting(recourse.organ)
        yield PublicRecourse(recourse.words.format(organ=organ), "、".join(basis.label for basis in recourse.under))


def _cases(histories: list[_History]) -> tuple[PublicCase, ...]:
    """Where every case stands: first the one that began the story, last the one that is farthest on the way.

    What comes without a date is told only where nothing has one: of the last open case.
    """
    first, *linked = [(history, history.case()) for history in histories]
    linked.sort(key=lambda pair: (pair[0].order, any(n.mark.due for n in pair[1].next)))
    cases = [case for _, case in (first, *linked)]
    last = next((case for case in reversed(cases) if case.is_open), None)
    dated = any(n.mark.due or n.paused for case in cases for n in case.next)
    return tuple(
        case
        if case is last and not dated
        else replace(case, next=tuple(n for n in case.next if n.mark.due or n.paused))
        for case in cases
    )


def _path(histories: list[_History], *, is_open: bool) -> tuple[PublicStop, ...]:
    """The way of the whole story: it stands where the case that is farthest stands.

    A story that ended early ends where it was, without the legs that it never came to.
    """
    reached: dict[Milestone, date] = {}
    for history in histories:
        for milestone, on in history.reached():
            reached[milestone] = min(on, reached.get(milestone, on))
    here = max((h.milestone for h in histories if h.milestone is not None), default=None)
    every = sorted({m for h in histories for m in _legs(h)} | set(reached))
    ended = not is_open and here != (every[-1] if every else None)
    if ended:
        return (
            *(PublicStop(m.label, "past", reached[m]) for m in sorted(reached)),
            PublicStop(
                histories[0].compiled.stages[histories[0].header.stage].plain, "here", histories[0].header.closed_on
            ),
        )
    return tuple(
        PublicStop(m.label, _state(m, here, is_open=is_open), reached.get(m) if here and m <= here else None)
        for m in every
    )


def _legs(history: _History) -> set[Milestone]:
    """The legs that lie on the way of every story, whichever organisations it still has to come to."""
    registry = history.office.registry
    return {m for compiled in registry for m in compiled.case_type.told.milestones.values()}


def _state(milestone: Milestone, here: Milestone | None, *, is_open: bool) -> str:
    if here is None or milestone > here:
        return "ahead"
    return "here" if milestone == here and is_open else "past"
