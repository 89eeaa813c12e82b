"""Replay: what a chain of events says about deadlines that were extended, suspended, met or replaced."""

from __future__ import annotations

from typing import Any

from engine.canonical import canonical, link
from engine.replay import GENESIS, DeadlineSeen, EventRow, replay

OPENED = {"start": "2026-11-20", "due": "2026-12-04", "provisional": False, "label": "调查终结", "basis": "第十七条"}


def chain(*patches: tuple[str, str, dict[str, Any]]) -> list[EventRow]:
    """Events with a right chain: each is a step, its day, and what it did to deadlines."""
    head, rows = GENESIS, []
    for seq, (step, day, deadlines) in enumerate(patches, 1):
        event = {
            "case": "c", "number": "1号", "seq": seq, "step": step, "at": f"{day}T02:00:00.000000Z", "day": day,
            "actor": {"id": "duan"}, "stage": ["open", "open"], "type": ["t", "1", "d"], "title": None,
            "about": {"title": "案件"} if seq == 1 else None, "parties": None, "patch": {"deadlines": deadlines},
        }  # fmt: skip
        text = canonical(event)
        head = link(head, text)
        rows.append((seq, step, event["at"], "duan", text, head))
    return rows  # type: ignore[return-value] # the columns of an event row


def only(*patches: tuple[str, str, dict[str, Any]]) -> DeadlineSeen:
    made = replay("c", chain(*patches))
    assert made.problems == []
    (seen,) = made.deadlines.values()
    return seen


def test_an_extension_moves_the_day_of_the_running_row() -> None:
    extended = {"due": "2026-12-18", "provisional": False, "extensions": [{"amount": 10}]}
    seen = only(("open", "2026-11-20", {"conclude": OPENED}), ("extend", "2026-12-01", {"conclude": extended}))
    assert (seen.terms["due"], seen.terms["label"], seen.closed_seq) == ("2026-12-18", "调查终结", None)


def test_a_term_met_while_it_is_suspended_is_never_late() -> None:
    paused = {"pauses": [{"begin": "2026-12-01", "end": None}], "due": "2026-12-04", "provisional": False}
    seen = only(
        ("open", "2026-11-20", {"conclude": OPENED}),
        ("suspend", "2026-12-01", {"conclude": paused}),
        ("conclude", "2027-01-10", {"conclude": None}),
    )
    assert (seen.closed_on, seen.closed_seq, seen.outcomes) == ("2027-01-10", 3, {"met"})


def test_a_term_that_ends_after_its_day_is_late_and_nothing_else() -> None:
    for day, outcome in (("2026-12-04", "met"), ("2026-12-05", "late")):
        seen = only(("open", "2026-11-20", {"conclude": OPENED}), ("conclude", day, {"conclude": None}))
        assert seen.outcomes == {outcome}


def test_a_term_that_begins_anew_replaces_the_running_one() -> None:
    again = {**OPENED, "start": "2026-12-01", "due": "2026-12-15"}
    made = replay("c", chain(("open", "2026-11-20", {"answer": OPENED}), ("ask", "2026-12-01", {"answer": again})))
    first, second = made.deadlines["answer", 1], made.deadlines["answer", 2]
    assert "replaced" in first.outcomes
    assert (first.closed_seq, second.closed_seq, second.terms["due"]) == (2, None, "2026-12-15")


def test_an_event_moved_to_another_place_breaks_the_chain() -> None:
    rows = chain(("a", "2026-11-20", {}), ("b", "2026-11-21", {}), ("c", "2026-11-22", {}))
    assert replay("c", [rows[0], rows[2]]).problems == ["缺少第2条至第2条记录，可能被删除"]
    assert "第1条记录的摘要不符，内容可能被改动" in replay("c", [(1, *rows[1][1:])]).problems
    assert "第1条记录的索引栏（步骤、时间、经办人）与内容不一致" in replay("another", rows).problems
