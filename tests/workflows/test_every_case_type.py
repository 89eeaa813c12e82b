"""What is asked of every declared case type, before its author writes a test."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

import documents
from documents.context import Body
from engine.casetype import Document, Step
from engine.form import Form, line_model
from engine.glossary import stages_of, step_word, terms_of
from engine.law import Citation
from engine.machine import Compiled, describe
from engine.registry import discover

REGISTRY = discover("workflows")
TYPES = list(REGISTRY)
HAN = re.compile(r"[\u4e00-\u9fff]")
TEMPLATES = Path(documents.__file__).parent / "templates"


def each(of: str) -> list[Any]:
    """Parameters for every step, document or form of every case type, with readable ids."""
    found: list[Any] = []
    for compiled in TYPES:
        for step in compiled.steps.values():
            if of == "step":
                found.append(pytest.param(compiled, step, id=f"{compiled.code}-{step.name}"))
            elif of == "document":
                found += [pytest.param(compiled, step, d, id=f"{compiled.code}-{d.code}") for d in step.issues]
    return found


def forms() -> list[Any]:
    """Every form of every step once."""
    every = {step.form for compiled in TYPES for step in compiled.steps.values()}
    return [pytest.param(form, id=form.__name__) for form in sorted(every, key=lambda f: f.__name__)]


@pytest.mark.parametrize("compiled", TYPES, ids=lambda c: c.code)
class TestCaseType:
    def test_has_a_code_from_the_fixed_list(self, compiled: Compiled) -> None:
        assert compiled.code in {
            "labour_inspection",
            "insurance_audit",
            "back_payment",
            "proxy_contribution",
            "arrears_collection",
            "market_supervision",
            "township_clue",
            "civil_assistance",
            "finance_assistance",
            "federation_assistance",
        }

    def test_is_explained_with_its_chinese_term(self, compiled: Compiled) -> None:
        assert HAN.search(compiled.label)
        assert HAN.search(compiled.case_type.__doc__ or "")

    def test_tells_the_worker_in_plain_words_where_it_stands(self, compiled: Compiled) -> None:
        assert all(HAN.search(stage.label) and HAN.search(stage.plain) for stage in compiled.stages.values())

    def test_describes_itself_as_json(self, compiled: Compiled) -> None:
        told = json.loads(json.dumps(describe(compiled), ensure_ascii=False))
        assert {"code", "label", "version", "stages", "steps"} <= set(told)
        wanted = {"name", "label", "at", "to", "by", "requires", "within", "under", "issues", "hands_off", "codes"}
        assert all(wanted <= set(step) for step in told["steps"])

    def test_a_head_can_change_who_is_responsible_at_every_open_stage(self, compiled: Compiled) -> None:
        change = compiled.change_of_officers
        assert change is not None
        assert set(change.at) == {stage for stage in compiled.stages.values() if not stage.final}
        assert all(role.supervises or role.heads for role in change.by)
        assert change.form.model_fields["reason"].is_required()
        assert not compiled.case_type.told.tells(change)

    def test_sends_only_what_some_receiver_opens(self, compiled: Compiled) -> None:
        for step in compiled.steps.values():
            if step.hands_off is None or not step.hands_off.opens:
                continue
            receiver = REGISTRY.get(step.hands_off.opens)
            opening = [s for s in receiver.openings.values() if s.receives == step.hands_off.code]
            assert [s.form for s in opening] == [step.hands_off.carries]
            assert receiver.case_type.agency == step.hands_off.to


@pytest.mark.parametrize(("compiled", "step"), each("step"))
class TestStep:
    def test_cites_a_law_in_force(self, compiled: Compiled, step: Step[Any]) -> None:
        assert step.under
        for basis in step.under:
            if isinstance(basis, Citation):
                assert basis.law.grade.value in {"L", "P2", "P1", "D"}
                assert basis.law.until is None

    def test_is_named_for_those_who_take_it(self, compiled: Compiled, step: Step[Any]) -> None:
        assert HAN.search(step.label)
        assert all(HAN.search(role.label) for role in step.by)
        assert step.automatic or HAN.search(step.plain)


@pytest.mark.parametrize(("compiled", "step", "document"), each("document"))
class TestDocument:
    def test_has_a_template_and_typed_contents(
        self, compiled: Compiled, step: Step[Any], document: Document[Any]
    ) -> None:
        assert (TEMPLATES / compiled.code / document.code / "paper.html").is_file()
        assert issubclass(document.contents, Body)
        assert document.contents.document == document.code
        assert document.contents.numbered == bool(document.mark)


@pytest.mark.parametrize("form", forms())
class TestForm:
    def test_every_field_has_a_chinese_name_and_an_example(self, form: type[Form]) -> None:
        assert_fields_are_explained(form)

    def test_its_example_is_valid(self, form: type[Form]) -> None:
        if all(field.examples != [()] for field in form.model_fields.values()):
            assert form.example() == form.parse(form.example().model_dump(mode="json"))


def assert_fields_are_explained(model: type[BaseModel]) -> None:
    for name, field in model.model_fields.items():
        assert field.title, f"{model.__name__}.{name} has no title"
        assert HAN.search(field.title)
        assert field.examples is not None or not field.is_required()
        below = line_model(field)
        if below is not None:
            assert_fields_are_explained(below)


@pytest.mark.parametrize("compiled", TYPES, ids=lambda c: c.code)
def test_every_stage_step_and_term_is_explained_in_a_sentence_with_its_law(compiled: Compiled) -> None:
    words = [*stages_of(compiled), *terms_of(compiled), *(step_word(compiled, s) for s in compiled.steps.values())]
    for word in words:
        assert HAN.search(word.words), word
        assert word.basis or word.practice, word
        assert "您" not in word.words
    anchors = [word.anchor for word in (*stages_of(compiled), *terms_of(compiled))]
    assert len(anchors) == len(set(anchors))
