"""Every paper of every case type, printed once and shared by the tests that look at it."""

import hashlib
import importlib
import inspect
import pkgutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

import workflows
from documents.context import Body, Paper
from documents.render.cutting import prepare_faces
from documents.render.faces import CutFaces, fonts_folder, load_faces
from documents.render.pdf import render_pdf
from documents.render.template import compose
from documents.specimen import specimen
from engine.registry import discover

MM = 72 / 25.4
REGISTRY = discover("workflows")


def bodies() -> Iterator[tuple[str, type[Body]]]:
    """Every body model that a case type declares, with the code of its case type."""
    for module in pkgutil.iter_modules(workflows.__path__):
        try:
            papers = importlib.import_module(f"workflows.{module.name}.papers")
        except ModuleNotFoundError:
            continue
        codes = [c.code for c in REGISTRY if c.case_type.__module__ == f"workflows.{module.name}"]
        for _, kind in inspect.getmembers(papers, inspect.isclass):
            if issubclass(kind, Body) and "document" in vars(kind) and kind.__module__.startswith(papers.__name__):
                yield from ((code, kind) for code in codes)


CASES = [
    pytest.param((case_type, kind, number), id=f"{case_type}-{kind.document}-{number + 1}")
    for case_type, kind in bodies()
    for number in range(len(kind.examples()))
]
FIRST_OF_EACH = [case for case in CASES if case.values[0][2] == 0]  # type: ignore[index] # each value is such a row


def press(html: str, paper: Paper[Any]) -> bytes:
    identifier = hashlib.sha256(b"test").digest()[:16]
    return render_pdf(html, title=paper.plain_title, identifier=identifier, issued=paper.issued)


@dataclass(frozen=True)
class Printed:
    """A paper, its page and its file."""

    paper: Paper[Any]
    html: str
    pdf: bytes

    @cached_property
    def opened(self) -> pikepdf.Pdf:
        return pikepdf.open(BytesIO(self.pdf))

    @cached_property
    def text(self) -> str:
        """What a reader can copy from the file, without line ends."""
        return pdftotext(self.pdf).replace("\n", "").replace("\f", "")


def pdftotext(pdf: bytes, *options: str) -> str:
    return subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


@pytest.fixture(scope="session")
def fonts() -> CutFaces:
    folder: Path = fonts_folder()
    prepare_faces(folder)
    return load_faces(folder)


@pytest.fixture(scope="session")
def _prints(fonts: CutFaces) -> dict[tuple[str, int], Printed]:
    return {}


@pytest.fixture
def printed(request: pytest.FixtureRequest, _prints: dict[tuple[str, int], Printed]) -> Printed:
    """The example named by the parameter, printed on first use."""
    case_type, kind, number = request.param
    key = (f"{case_type}/{kind.document}", number)
    if key not in _prints:
        paper = specimen(kind.examples()[number])
        html = compose(paper, case_type)
        _prints[key] = Printed(paper=paper, html=html, pdf=press(html, paper))
    return _prints[key]
