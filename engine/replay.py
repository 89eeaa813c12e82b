"""Replays a case from its events alone (重放): what its row and all its other rows must then be.

Pure: needs the canonical texts and nothing else, neither the database nor the program that wrote them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from engine.canonical import link, merge, read
from engine.tallying import tally_changes

GENESIS = "0" * 64
ORDER = ("drafted", "sent", "received", "accepted", "progress", "returned", "answered", "withdrawn")


@dataclass(slots=True)
class FactSeen:
    """A fact's row as the events make it."""

    begun_on: str
    ended_on: str | None = None
    ended_seq: int | None = None
    answers: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class DeadlineSeen:
    """A deadline's row as the events make it; `outcomes` are those that its end allows."""

    terms: dict[str, Any]
    closed_on: str | None = None
    closed_seq: int | None = None
    outcomes: frozenset[str] = frozenset({""})


@dataclass(slots=True)
class PaperSeen:
    """A paper's row as the events make it."""

    code: str
    label: str
    number: str | None
    issued_on: str
    issued_seq: int
    sha256: str | None = None
    served_on: str | None = None
    void: bool = False

    @property
    def state(self) -> str:
        """Where the paper stands."""
        if self.void:
            return "void"
        return "served" if self.served_on else "rendered" if self.sha256 else "numbered"


@dataclass(slots=True)
class ExhibitSeen:
    """An evidence file's row as the events make it."""

    fields: dict[str, Any]
    added_at: str
    added_by: str
    withdrawn_at: str | None = None
    withdrawn_by: str = ""
    withdrawn_reason: str = ""


@dataclass(slots=True)
class SentSeen:
    """A hand-off's row as the events make it; replies only move it forward."""

    code: str
    to_unit: str
    opens: str
    due: str | None
    payload: Any
    replies: set[str] = field(default_factory=set)

    def states(self) -> set[str]:
        """The states that its row may have; that it was sent is written without an event."""
        return {max(self.replies, key=ORDER.index)} if self.replies else {"drafted", "sent"}


@dataclass(slots=True)
class Replayed:
    """A case as its events make it, and what is wrong with the events themselves."""

    problems: list[str] = field(default_factory=list)
    number: str = ""
    seq: int = 0
    head: str = GENESIS
    version: int = 0
    stage: str = ""
    title: str = ""
    opened_on: str = ""
    came: list[tuple[str, str]] = field(default_factory=list)
    """To which stage each step led, and its day."""
    type: list[str] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)
    state: dict[str, Any] = field(default_factory=dict)
    facts: dict[tuple[str, int], FactSeen] = field(default_factory=dict)
    deadlines: dict[tuple[str, int], DeadlineSeen] = field(default_factory=dict)
    papers: dict[str, PaperSeen] = field(default_factory=dict)
    exhibits: dict[str, ExhibitSeen] = field(default_factory=dict)
    sent: dict[str, SentSeen] = field(default_factory=dict)
    parties: dict[int, str] = field(default_factory=dict)
    steps: dict[int, str] = field(default_factory=dict)
    tallied: dict[tuple[int, str], tuple[str, int, int]] = field(default_factory=dict)


EventRow = tuple[int, str, str, str, str, str]
"""seq, step, at, actor_id, text, hash"""


def replay(case_id: str, events: Iterable[EventRow]) -> Replayed:
    """Check the chain link by link and fold the events; problems are told in Chinese."""
    made = Replayed()
    for row in events:
        seq, _, _, _, text, hashed = row
        if seq != made.seq + 1:
            made.problems.append(f"缺少第{made.seq + 1}条至第{seq - 1}条记录，可能被删除")
        elif link(made.head, text) != hashed:
            made.problems.append(f"第{seq}条记录的摘要不符，内容可能被改动")
        made.seq, made.head = seq, hashed
        try:
            event = read(text)
            _columns(made, case_id, row, event)
            _fold(made, seq, event)
        except (ValueError, KeyError, TypeError, AttributeError):
            made.problems.append(f"第{seq}条记录的内容无法读取，可能被改动")
    return made


def _columns(made: Replayed, case_id: str, row: EventRow, event: dict[str, Any]) -> None:
    seq, step, at, actor_id, _, _ = row
    said = (event["case"], event["seq"], event["step"], event["at"], event["actor"]["id"])
    if said != (case_id, seq, step, at, actor_id):
        made.problems.append(f"第{seq}条记录的索引栏（步骤、时间、经办人）与内容不一致")
    if made.number and event["number"] != made.number:
        made.problems.append(f"第{seq}条记录写的案号是{event['number']}，与前面的{made.number}不一致")
    if made.stage and event["stage"][0] != made.stage:
        made.problems.append(f"第{seq}条记录从“{event['stage'][0]}”开始，但案件当时在“{made.stage}”")


def _fold(made: Replayed, seq: int, event: dict[str, Any]) -> None:
    patch, day, is_note = event["patch"], event["day"], "note" in event
    made.number, made.stage = event["number"], event["stage"][1]
    made.steps[seq] = event["step"]
    if not is_note:
        made.version += 1
        made.came.append((made.stage, day))
        made.type = event["type"]
        made.opened_on = made.opened_on or day
        made.about = made.about or event["about"] or {}
        made.title = event["title"] or made.title or made.about.get("title", "")
        if event["parties"]:
            made.parties[seq] = event["parties"]
    _facts(made, seq, day, patch)
    _deadlines(made, seq, event)
    _papers(made, seq, event)
    _exhibits(made, event)
    _hand_offs(made, event)
    made.tallied |= {(seq, c.code): (day, c.lines, c.fen) for c in tally_changes(made.state, patch)}
    merge(made.state, patch)


def _facts(made: Replayed, seq: int, day: str, patch: dict[str, Any]) -> None:
    record: Any = next(iter(patch.get("data", {}).values()), {})
    answers = record[-1] if isinstance(record, list) else record
    for code, value in patch.get("facts", {}).items():
        if value is not None:
            made.facts[code, seq] = FactSeen(value["on"], answers=answers)
            continue
        for (other, _), fact in made.facts.items():
            if other == code and fact.ended_seq is None:
                fact.ended_on, fact.ended_seq = day, seq


def _deadlines(made: Replayed, seq: int, event: dict[str, Any]) -> None:
    day, step = event["day"], event["step"]
    answered = {code for code, sent in event["patch"].get("sent", {}).items() if "id" not in sent}
    for code, value in event["patch"].get("deadlines", {}).items():
        running = next(
            (d for (c, _), d in made.deadlines.items() if c == code and d.closed_seq is None),
            None,
        )
        if value is not None and running is not None and ("note" in event or "start" not in value):
            merge(running.terms, value)
            continue
        if running is not None:
            running.closed_on, running.closed_seq = day, seq
            paused = any(pause["end"] is None for pause in running.terms.get("pauses") or ())
            own = "met" if paused or day <= running.terms["due"] else "late"
            running.outcomes = frozenset(
                {own} if code == step or code in answered else {"closed", "lapsed", "replaced"}
            )
        if value is not None:
            made.deadlines[code, seq] = DeadlineSeen(dict(value))


def _papers(made: Replayed, seq: int, event: dict[str, Any]) -> None:
    patch = event["patch"].get("papers", {})
    for paper in event.get("papers", ()):
        label = patch[paper["code"]]["label"]
        made.papers[paper["id"]] = PaperSeen(paper["code"], label, paper["number"], event["day"], seq)
    for identity in event.get("void", ()):
        made.papers[identity].void = True
    for code, value in patch.items():
        if value is not None and value.get("served"):
            # What is handed over on the spot is issued and served by one event.
            identity = value.get("id") or made.state["papers"][code]["id"]
            made.papers[identity].served_on = value["served"]
    note = event.get("note") or {}
    if note.get("paper") in made.papers:
        paper = made.papers[note["paper"]]
        paper.sha256 = note.get("sha256", paper.sha256)
        paper.void = paper.void or event["step"] == "paper_voided"


def _exhibits(made: Replayed, event: dict[str, Any]) -> None:
    note = event.get("note") or {}
    if "exhibit" in note:
        made.exhibits[note["exhibit"]["id"]] = ExhibitSeen(note["exhibit"], event["at"], event["actor"]["id"])
    if "withdrawn" in note:
        exhibit = made.exhibits[note["withdrawn"]["id"]]
        exhibit.withdrawn_at, exhibit.withdrawn_by = event["at"], event["actor"]["id"]
        exhibit.withdrawn_reason = note["withdrawn"]["reason"]


def _hand_offs(made: Replayed, event: dict[str, Any]) -> None:
    hand_off = event.get("hand_off")
    for code, value in event["patch"].get("sent", {}).items():
        if hand_off and value.get("id"):
            made.sent[value["id"]] = SentSeen(
                code, hand_off["to"], hand_off["opens"], hand_off["due"], hand_off["payload"]
            )
            continue
        # A note names the hand-off; a step answers the last one of its kind.
        identity = (event.get("note") or {}).get("hand_off") or made.state["sent"][code]["id"]
        if identity in made.sent:
            made.sent[identity].replies.add(value["state"])
