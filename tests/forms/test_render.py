"""Forms on pages: fields from types, and answers from what was typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import FieldError, InvalidForm
from engine.form import Form
from engine.registry import discover
from forms.drawing import LETTER, procedure
from forms.render import Kind, answers_from, change_rows, fields_of, iso_date, typed_from, typed_of
from workflows.labour_inspection.forms import Complaint, Order, Referral

FORMS = sorted(
    {s.form for compiled in discover("workflows") for s in compiled.steps.values() if not s.automatic},
    key=lambda f: f.__name__,
)


def posted(form: type[Form], typed: dict[str, object], prefix: str = "") -> dict[str, str]:
    """What a browser sends for what was typed."""
    sent: dict[str, str] = {}
    for name, value in typed.items():
        if isinstance(value, list):
            for n, line in enumerate(value):
                sent |= posted(form, line, f"{prefix}{name}.{n}.")
        else:
            sent[prefix + name] = str(value)
    return sent


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.__name__)
def test_every_declared_form_survives_the_way_through_a_page(form: type[Form]) -> None:
    example = form.example()
    typed = typed_of(form, example.model_dump())
    assert form.parse(answers_from(form, typed_from(form, posted(form, typed))), date(2026, 11, 20)) == example


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.__name__)
def test_every_field_has_a_chinese_label_and_a_control(form: type[Form]) -> None:
    for field in fields_of(form, {}):
        assert not field.label.isascii()
        for column in field.columns:
            assert not column.label.isascii()


class TestFields:
    def test_types_become_controls(self) -> None:
        kinds = {f.name: f.kind for f in fields_of(Order, {})}
        assert kinds["inspected_on"] is Kind.DATE
        assert kinds["found"] is Kind.LONG
        assert kinds["workers"] is Kind.LINES
        assert {f.name: f.kind for f in fields_of(Referral, {})}["corrected"] is Kind.YES_NO
        assert {f.name: f.kind for f in fields_of(Complaint, {})}["channel"] is Kind.CHOICE

    def test_an_error_stands_at_its_field_and_at_its_line(self) -> None:
        errors = [FieldError("workers.1.wage", "", "太小"), FieldError("workers.0", "", "终止月份不能早于起始月份")]
        table = next(
            f for f in fields_of(Order, {"workers": [{}, {"name": "甲"}]}, errors=errors) if f.kind is Kind.LINES
        )
        assert [cell.error for cell in table.rows[1] if cell.name.endswith("wage")] == ["太小"]
        assert table.row_errors == ("终止月份不能早于起始月份", "")

    def test_what_was_typed_is_kept_as_it_was_typed(self) -> None:
        typed = typed_from(Complaint, {"complainant": "  张 三", "received_on": "昨天"})
        kept = {f.name: f.value for f in fields_of(Complaint, typed)}
        assert kept["complainant"] == "  张 三"
        assert kept["received_on"] == "昨天"


class TestDates:
    @pytest.mark.parametrize(
        ("typed", "iso"),
        [
            ("2026-11-20", "2026-11-20"),
            ("2026年11月20日", "2026-11-20"),
            ("2026/1/2", "2026-01-02"),
            ("2026.1.2", "2026-01-02"),
            ("２０２６－１１－２０", "2026-11-20"),
            ("20261120", "2026-11-20"),
            (" 2026年 1 月 2 日 ", "2026-01-02"),
        ],
    )
    def test_are_read_as_people_write_them(self, typed: str, iso: str) -> None:
        assert iso_date(typed) == iso

    @pytest.mark.parametrize("typed", ["0", "86400", "11-20", "明天", "2026-13-45", "2026-11-20T10:00"])
    def test_are_never_guessed(self, typed: str) -> None:
        with pytest.raises(InvalidForm, match=r"检查日期：(日期应写成年月日|不是真实存在的日期)"):
            Order.parse({"inspected_on": iso_date(typed)})


class TestLines:
    def test_can_be_added_and_taken_away_without_losing_others(self) -> None:
        typed = {"workers": [{"name": "甲"}, {"name": "乙"}], "found": "x"}
        assert change_rows(typed, "add:workers")["workers"] == [{"name": "甲"}, {"name": "乙"}, {}]
        assert change_rows(typed, "remove:workers.0") == {"workers": [{"name": "乙"}], "found": "x"}

    @pytest.mark.parametrize(
        "command", ["add:found", "add:none", "remove:workers", "remove:workers.x", "remove:workers.9", ""]
    )
    def test_nonsense_changes_nothing(self, command: str) -> None:
        typed = {"workers": [{"name": "甲"}], "found": "x"}
        assert change_rows(typed, command) == typed

    def test_blank_lines_at_the_end_are_left_out_but_not_those_between(self) -> None:
        answers = answers_from(Order, {"workers": [{"name": ""}, {"name": "乙"}, {"name": " "}]})
        assert answers["workers"] == [{}, {"name": "乙"}]

    @given(st.dictionaries(st.text(max_size=30), st.text(max_size=20), max_size=10))
    def test_anything_posted_is_read_without_an_error(self, sent: dict[str, str]) -> None:
        answers_from(Order, typed_from(Order, sent))


class Stop:
    """A stage of a made-up procedure."""

    def __init__(self, label: str, state: str = "ahead") -> None:
        self.label = label
        self.state = state
        self.on = None


@given(st.lists(st.text("阶段审查决定", min_size=2, max_size=9), min_size=1, max_size=26))
def test_no_two_labels_of_a_procedure_overlap(labels: list[str]) -> None:
    drawing = procedure([Stop(label) for label in labels])
    boxes = []
    for place in drawing.places:
        half = max(len(line) for line in place.lines) * LETTER / 2
        boxes.append((place.x - half, place.x + half, place.y + 18, place.y + 18 + 18 * (len(place.lines) + 1)))
        assert place.x - half >= 0
        assert place.x + half <= drawing.width
    for n, (left, right, top, bottom) in enumerate(boxes):
        for other in boxes[n + 1 :]:
            assert right <= other[0] or other[1] <= left or bottom <= other[2] or other[3] <= top


def test_more_than_fourteen_stages_take_two_rows() -> None:
    assert len({p.y for p in procedure([Stop("立案")] * 14).places}) == 1
    assert len({p.y for p in procedure([Stop("立案")] * 15).places}) == 2


def test_a_table_whose_only_line_is_wrong_is_not_called_empty() -> None:
    with pytest.raises(InvalidForm) as refused:
        Order.parse({"workers": [{"name": "甲某"}]})
    fields = [fault.field for fault in refused.value.fields]
    assert "workers.0.wage" in fields
    assert "workers" not in fields
    with pytest.raises(InvalidForm, match="未参保职工：至少要有一行"):
        Order.parse({"workers": []})
