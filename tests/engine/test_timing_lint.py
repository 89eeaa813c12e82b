"""Mistakes in declaring extensions and suspensions are found when the class is made."""

from __future__ import annotations

from typing import Any

import pytest

from engine.casetype import START, CaseType, Step
from engine.computation import Length, Unit
from engine.errors import DeclarationError
from engine.form import Confirmation
from engine.law import LocalPractice
from engine.machine import Compiled, describe
from engine.terms import Clock, Expiry, Extends, Extension, Pauses, Suspension, Term, working_days
from engine.vocabulary import Agency, Fact, Role, Stage

HERE = Agency("here", "本机关")
CLERK = Role("clerk", "经办人员", HERE)
HEAD = Role("head", "负责人", HERE)
LAW = LocalPractice("示例规定")
HELD = Fact("held", "中止")
ONCE = Extension(Length(5, Unit.WORKING_DAYS), HEAD, "情况复杂", LAW)
OPEN_ENDED = Extension(None, HEAD, "情况复杂", LAW)


class At(Stage):
    """Where the example stands."""

    WORK = "办理"
    DONE = "办结", "办结", True


def step(label: str, **more: Any) -> Step[Confirmation]:
    plain: dict[str, Any] = {"at": At.WORK, "by": HEAD, "form": Confirmation, "under": LAW}
    return Step(label, **{**plain, **more})


def declare(**attributes: Any) -> type[CaseType]:
    """A case type with a term of ten working days for finishing, and what a test adds to it."""
    begin = step("开始", at=START, to=At.WORK)
    begin.__set_name__(CaseType, "begin")
    body = {"begin": begin, **{k: v(begin) if callable(v) else v for k, v in attributes.items()}}
    return type(
        "Example",
        (CaseType,),
        {"__doc__": "An example (示例).", **body},
        code="example",
        label="示例",
        agency=HERE,
        stages=At,
    )


def finish(extension: Extension | None, within: Term | None = None) -> Any:
    return lambda begin: named(
        step("办结", to=At.DONE, within=within or working_days(10, after=begin, extension=extension)), "finish"
    )


def named(found: Step[Confirmation], name: str) -> Step[Confirmation]:
    found.__set_name__(CaseType, name)
    return found


def extending(of: Any, **more: Any) -> Step[Confirmation]:
    return step(
        "延长",
        extends=Extends(of, ground=lambda form: "理由", **{k: v for k, v in more.items() if k == "length"}),
        **{k: v for k, v in more.items() if k != "length"},
    )


def faults(**attributes: Any) -> str:
    with pytest.raises(DeclarationError) as caught:
        declare(**attributes)
    return str(caught.value)


class TestExtension:
    def test_a_term_that_declares_none_cannot_be_extended(self) -> None:
        end = finish(None)(named(step("开始", at=START, to=At.WORK), "begin"))
        assert "declares no extension" in faults(finish=end, extend=extending(end))

    def test_a_term_of_another_declaration_cannot_be_extended(self) -> None:
        other = finish(ONCE)(named(step("开始", at=START, to=At.WORK), "begin"))
        assert "no term with a length of this declaration" in faults(finish=finish(ONCE), extend=extending(other))

    def test_only_the_approver_extends(self) -> None:
        end = finish(ONCE)(named(step("开始", at=START, to=At.WORK), "begin"))
        assert "which only head may approve" in faults(finish=end, extend=extending(end, by=CLERK))

    def test_either_the_law_or_the_approval_says_by_how_much(self) -> None:
        end = finish(OPEN_ENDED)(named(step("开始", at=START, to=At.WORK), "begin"))
        assert "says by how much" in faults(finish=end, extend=extending(end))

    def test_a_day_that_a_paper_sets_is_not_extended(self) -> None:
        clock = Clock("改正", after=HELD, under=LAW, until=lambda view: view.day, extension=ONCE)
        clock.__set_name__(CaseType, "clock")
        assert "no term with a length" in faults(
            finish=finish(ONCE), hold=step("记录", records=(HELD,)), clock=clock, extend=extending(clock)
        )


class TestSuspension:
    def test_what_is_suspended_must_be_resumed(self) -> None:
        end = finish(None)(named(step("开始", at=START, to=At.WORK), "begin"))
        pause = step("中止", pauses=Pauses(Suspension(HELD, (end,), "suspension.example"), ground=lambda form: "理由"))
        assert "which no step resumes" in faults(finish=end, pause=pause)

    def test_what_is_resumed_must_have_been_suspended(self) -> None:
        end = finish(None)(named(step("开始", at=START, to=At.WORK), "begin"))
        resume = step("恢复", resumes=Suspension(HELD, (end,), "suspension.example"))
        assert "which no step begins" in faults(finish=end, resume=resume)


def test_the_description_shows_extensions_and_suspensions() -> None:
    begin = named(step("开始", at=START, to=At.WORK), "begin")
    end = named(step("办结", to=At.DONE, within=working_days(10, after=begin, extension=ONCE)), "finish")
    suspension = Suspension(HELD, (end,), "suspension.example")
    made = type(
        "Example",
        (CaseType,),
        {
            "__doc__": "An example (示例).",
            "begin": begin,
            "finish": end,
            "extend": extending(end),
            "pause": step("中止", pauses=Pauses(suspension, ground=lambda form: "理由")),
            "resume": step("恢复", resumes=suspension),
        },
        code="example",
        label="示例",
        agency=HERE,
        stages=At,
    )
    told = {s["name"]: s for s in describe(Compiled(made))["steps"]}
    assert told["finish"]["within"]["extension"] == {
        "length": "5个工作日",
        "times": 1,
        "approver": "head",
        "ground": "情况复杂",
        "under": "示例规定",
    }
    assert told["extend"]["extends"] == "finish"
    assert told["pause"]["pauses"] == {"fact": "held", "of": ["finish"], "setting": "suspension.example"}
    assert told["finish"]["within"]["on_expiry"] == Expiry.WARN.value
    assert told["resume"]["ends"] == ["held"]
