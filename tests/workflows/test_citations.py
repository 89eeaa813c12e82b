"""Every citation that the product can print: well formed, of a declared law, one line of JSON each."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from engine.law import Grade
from workflows.citations import Printed, _read, _said, citations, collect, laws
from workflows.procedure import ORDER_REMEDIES

LINES = list(citations())
ROOT = Path(__file__).resolve().parents[2]


def test_every_law_named_in_a_paper_a_template_or_a_text_is_declared() -> None:
    found, faults = collect()
    assert faults == []
    assert len(found) == len(set(found)) == len(LINES)


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['law'][:8]}-{line['article']}-{line['used_by']}")
def test_a_citation_is_well_formed(line: dict[str, Any]) -> None:
    assert {"law", "version", "article", "paragraph", "item", "used_by", "grade"} <= set(line)
    assert line["law"]
    assert line["used_by"]
    assert Grade(line["grade"]) is not Grade.U
    places = [line[name] for name in ("article", "paragraph", "item")]
    assert all(place is None or place > 0 for place in places)
    if line["article"] is None:
        assert places == [None, None, None]
    else:
        assert line["law"] in laws()
        assert line["version"] == laws()[line["law"]].version.isoformat()


@pytest.mark.parametrize(
    ("law", "article", "used_by"),
    [
        ("社会保险法", 86, "arrears_collection.order_payment"),
        ("民事诉讼法", 87, "arrears_collection.serve_order.service_proven"),
        ("社会保险法", 60, "arrears_collection.notice_term"),
        ("社会保险法", 86, "parameter.late_fee_rates"),
        ("社会保险法", 84, "fine.P01"),
        ("行政强制法", 45, "calculators"),
        ("行政强制法", 45, "setting.late_fee_cap"),
        ("社会保险法", 58, "paper.assessment"),
        ("行政强制法", 45, "template.documents.templates.arrears_collection.payment_order.paper"),
        ("劳动保障监察条例", 17, "term.D04"),
        ("云政发〔2006〕139号", None, "parameter.contribution_rates"),
    ],
)
def test_each_kind_of_place_is_read(law: str, article: int | None, used_by: str) -> None:
    assert any((line["law"], line["article"], line["used_by"]) == (law, article, used_by) for line in LINES)


def test_arabic_numerals_on_screens_are_read_like_chinese_ones() -> None:
    found = list(_read("《行政强制法》第45条第2款第3项", "here"))
    assert found == [Printed("行政强制法", "2011-06-30", 45, 2, 3, "here", "L")]


@pytest.mark.parametrize("text", ["《没有这部法》第三条", "《社会保险法》第八四条"])
def test_an_undeclared_law_or_a_wrong_numeral_is_named(text: str) -> None:
    assert [one for one in _read(text, "here") if isinstance(one, str)] == list(_read(text, "here")) != []


def test_what_developers_read_is_no_citation() -> None:
    module = ast.parse('"""《社会保险法》第一条"""\nx = f"《社会保险法》{1}第二条"\ny = "第三条"\n')
    assert list(_said(module)) == ["《社会保险法》第二条", "第三条"]
    assert ORDER_REMEDIES.reason in list(_said(ast.parse((ROOT / "workflows/procedure.py").read_text("utf-8"))))


class TestCommand:
    def test_prints_json_lines(self) -> None:
        done = self.run("describe", "--citations")
        assert done.returncode == 0
        assert [json.loads(line) for line in done.stdout.splitlines()] == LINES

    def test_without_a_case_type_says_what_to_write(self) -> None:
        done = self.run("describe")
        assert done.returncode == 2
        assert "--citations" in done.stderr

    @staticmethod
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        program = [sys.executable, "-c", "from engine.cli import main; main()", *words]
        return subprocess.run(program, cwd=ROOT, check=False, capture_output=True, text=True)
