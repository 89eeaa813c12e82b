"""Every citation that the product can print (引用条文清单): where it stands, which law, which place, how well known.

Collects from declarations (steps, terms, clocks, guards, statutory terms), parameters and calculators, papers'
bases, and from the texts of templates and of our own modules, which are read as texts. Judges no content.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

from documents.citations import Cited, citations_in, numeral
from documents.context import Body
from engine.errors import DeclarationError
from engine.law import Citation, Law
from engine.machine import Compiled
from engine.registry import discover
from engine.terms import Extension
from workflows import parameters
from workflows.calculators.fine_candidates import RULES
from workflows.parameters import Row, Table
from workflows.parameters import citations as cited
from workflows.terms import TERMS

PACKAGE = "workflows"
HOUSE = ("engine", "workflows", "forms", "documents")
SKIPPED = re.compile(r"\.(flows|demo|migrations)(\.|$)")
_NATIONAL = "中华人民共和国"
_ARABIC = re.compile(r"第(\d+)(条|款|项)")
_PROGRAM = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<[^>]+>", re.DOTALL)
_PLACE = re.compile(r"《[^《》]+》\S*?第")


@dataclass(frozen=True, slots=True)
class Printed:
    """A place in an instrument as it can be printed; `article` None cites the instrument as a whole.

    `version` is the day of the text that was read, None for an instrument known by its number only.
    """

    law: str
    version: str | None
    article: int | None
    paragraph: int | None
    item: int | None
    used_by: str
    grade: str
    sub: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The line of `carnation describe --citations`."""
        names = ("law", "version", "article", "paragraph", "item", "used_by", "grade")
        line = {name: getattr(self, name) for name in names}
        return {**line, "sub": self.sub} if self.sub else line


def citations() -> Iterator[dict[str, Any]]:
    """Every citation once for each place that prints it, in a stable order.

    Raises DeclarationError where a text names a law that is not declared or an article in no proper form.
    """
    found, faults = collect()
    if faults:
        raise DeclarationError("; ".join(faults))
    for one in found:
        yield one.as_json()


def collect() -> tuple[list[Printed], list[str]]:
    """Every citation in order, and every text that cites what is not declared or in no proper form."""
    found: set[Printed] = set()
    faults: dict[str, None] = {}
    for one in chain(_declared(), _in_parameters(), _in_settings(), _in_papers(), _in_texts()):
        if isinstance(one, str):
            faults[one] = None
        else:
            found.add(one)
    places = [(p.law, p.article or 0, p.paragraph or 0, p.item or 0, p.used_by, p.grade, p) for p in found]
    return [place[-1] for place in sorted(places, key=lambda place: place[:-1])], list(faults)


@cache
def laws() -> dict[str, Law]:
    """Every declared law by its title, the newest where there are several."""
    known: dict[str, Law] = {}
    for module in _modules(PACKAGE):
        for law in (value for value in vars(module).values() if isinstance(value, Law)):
            earlier = known.get(law.title)
            if earlier is None or (_first_day(earlier) < _first_day(law) and law.until is None):
                known[law.title] = law
    return known


def _modules(package: str) -> Iterator[ModuleType]:
    root = import_module(package)
    yield root
    for info in walk_packages(root.__path__, f"{package}."):
        if not SKIPPED.search(info.name):
            yield import_module(info.name)


def _of(basis: object, used_by: str) -> Iterator[Printed]:
    if isinstance(basis, Citation):
        law = basis.law
        place = (basis.article, basis.paragraph, basis.item)
        yield Printed(law.title, _version(law), *place, used_by, basis.grade.value)


def _declared() -> Iterator[Printed]:
    for compiled in discover(PACKAGE).versions():
        yield from _of_case_type(compiled)
    for code, term in TERMS.items():
        yield from _of(term.under, f"term.{code}")
        yield from _of_extension(term.extension, f"term.{code}")


def _of_case_type(compiled: Compiled) -> Iterator[Printed]:
    for step in compiled.steps.values():
        where = f"{compiled.code}.{step.name}"
        for basis in step.under:
            yield from _of(basis, where)
        for guard in step.requires:
            yield from _of(guard.under, f"{where}.{guard.name}")
        if step.within is not None:
            yield from _of(step.within.under, f"{where}.within")
            yield from _of_extension(step.within.extension, f"{where}.within")
        if step.hands_off is not None and step.hands_off.answer_within is not None:
            yield from _of(step.hands_off.answer_within.under, f"{where}.{step.hands_off.code}")
    for recourse in compiled.case_type.told.recourse:
        for basis in recourse.under:
            yield from _of(basis, f"{compiled.code}.recourse")
    for clock in compiled.case_type.clocks.values():
        yield from _of(clock.under, f"{compiled.code}.{clock.code}")
        yield from _of_extension(clock.extension, f"{compiled.code}.{clock.code}")


def _of_extension(extension: Extension | None, used_by: str) -> Iterator[Printed]:
    if extension is not None:
        yield from _of(extension.under, f"{used_by}.extension")


def _in_parameters() -> Iterator[Printed | str]:
    for basis in cited.CITED:
        yield from _of(basis, "calculators")
    for code, rules in RULES.items():
        for rule in rules:
            yield from _of(rule.citation, f"fine.{code}")
    for table in (value for value in vars(parameters).values() if isinstance(value, Table)):
        for _, row in table.all_rows():
            yield from _of_row(row, f"parameter.{table.name}")


def _of_row(row: Row[Any], used_by: str) -> Iterator[Printed | str]:
    if row.source.startswith("《"):
        yield from (
            one if isinstance(one, str) else replace(one, grade=row.grade.value) for one in _read(row.basis, used_by)
        )
    elif row.source:
        yield Printed(row.source, None, None, None, None, used_by, row.grade.value)


def _in_settings() -> Iterator[Printed | str]:
    for setting in discover(PACKAGE).settings.values():
        words = (setting.label, setting.reason, *(words for _, words in setting.choices))
        yield from _read("；".join(words), f"setting.{setting.code}")


def _in_papers() -> Iterator[Printed | str]:
    for module in _modules(PACKAGE):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Body) and value is not Body:
                bases = getattr(value, "bases", ())
                yield from _read("；".join(bases), f"paper.{getattr(value, 'document', value.__name__)}")


def _in_texts() -> Iterator[Printed | str]:
    for package in HOUSE:
        for path, name in _files(files(package), package):
            text = path.read_text(encoding="utf-8")
            if name.endswith(".html"):
                yield from _read(_PROGRAM.sub("", text), f"template.{name.removesuffix('.html')}")
            else:
                for said in _said(ast.parse(text)):
                    yield from _read(said, f"text.{name.removesuffix('.py')}")


def _files(folder: Traversable, name: str) -> Iterator[tuple[Traversable, str]]:
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        below = f"{name}.{path.name}"
        if path.is_dir():
            if not SKIPPED.search(below):
                yield from _files(path, below)
        elif path.name.endswith((".py", ".html")):
            yield path, below


def _said(tree: ast.Module) -> Iterator[str]:
    """The texts of a module: adjoining pieces as one, docstrings left out."""
    skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else "" for part in node.values]
            skipped.update(id(part) for part in node.values)
            yield "".join(str(part) for part in parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.value


def _read(text: str, used_by: str) -> Iterator[Printed | str]:
    """The citations of a text; Arabic numerals are read as the Chinese ones that the law has."""
    if not _PLACE.search(text):
        return
    try:
        found = citations_in(_ARABIC.sub(_spelled, text))
    except ValueError as error:
        yield f"{used_by}: {error}"
        return
    known = laws()
    for one in found:
        law = known.get(one.title.removeprefix(_NATIONAL)) or known.get(one.title)
        if law is None:
            yield f"{used_by}: {one} cites a law that is not declared"
        else:
            yield _printed(one, law, used_by)


def _printed(one: Cited, law: Law, used_by: str) -> Printed:
    version = _version(law)
    return Printed(law.title, version, one.article, one.paragraph, one.item, used_by, law.grade.value, one.sub)


def _spelled(found: re.Match[str]) -> str:
    number = numeral(int(found[1]))
    return f"第（{number}）项" if found[2] == "项" else f"第{number}{found[2]}"


def _first_day(law: Law) -> date:
    return law.in_force or date.min


def _version(law: Law) -> str | None:
    return law.version.isoformat() if law.version else None
