"""Which tests tell which rows of the law's tables: read from their marks, printed as a table of the product.

Run as a module it prints the table in Markdown: each row with its steps, forms, papers, terms and tests.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from engine.registry import discover
from engine.rows import rows

FOLDER = Path(__file__).parents[1] / "workflows"
HEADINGS = ("环节", "步骤", "表单", "文书", "期限", "测试")


def told(case_type: str) -> dict[str, list[str]]:
    """For each row the classes and functions that tell it, named by module and name."""
    found: dict[str, list[str]] = {}
    for path in sorted((FOLDER / case_type).glob("test_*.py")):
        module = import_module(f"tests.workflows.{case_type}.{path.stem}")
        for name, codes in _marked(module):
            for code in codes:
                found.setdefault(code, []).append(f"{path.stem}.{name}")
    return found


def _marked(module: ModuleType) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, value in vars(module).items():
        if not name.lower().startswith("test") or getattr(value, "__module__", "") != module.__name__:
            continue
        marks = [mark for mark in getattr(value, "pytestmark", ()) if mark.name == "rows"]
        yield name, tuple(code for mark in marks for code in mark.args)


def table(case_type: str) -> Iterator[str]:
    """The table of a case type, line by line."""
    tests = told(case_type)
    yield "| " + " | ".join(HEADINGS) + " |"
    yield "|" + " --- |" * len(HEADINGS)
    for row in rows(discover("workflows").get(case_type)):
        acts = row.acts
        cells = (
            [act.step for act in acts],
            [act.form for act in acts],
            [paper for act in acts for paper in act.papers],
            [term for act in acts for term in act.terms],
            tests.get(row.code, []),
        )
        yield f"| {row.code} | " + " | ".join("；".join(dict.fromkeys(cell)) or "—" for cell in cells) + " |"


if __name__ == "__main__":
    sys.stdout.write("\n".join(table(sys.argv[1])) + "\n")
