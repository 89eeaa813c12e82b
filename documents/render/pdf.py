"""One finished page of HTML to one PDF/A-3a file: tagged, fonts embedded, the same bytes every time."""

import hashlib
import os
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from documents.context import Body, Paper
from documents.render.attachment import Attachment
from documents.render.faces import fonts_folder, load_faces
from documents.render.glyphs import check_html, check_paper
from documents.render.template import compose

if TYPE_CHECKING:
    from documents.render.press import Press

LAYOUT = Path(__file__).resolve().parents[1] / "layout"
IDENTIFIER_BYTES = 16

_printing = threading.Lock()  # Pango's font map and WeasyPrint's caches must not be shared by two threads


def print_paper(paper: Paper[Body], case_type: str, *, attachments: Sequence[Attachment] = ()) -> bytes:
    """Compose a paper from its template and print it; the same paper gives the same bytes.

    `case_type` is the code whose template folder is used. Raises what `compose` and `render_pdf` raise;
    MissingGlyph then names the field in which the character was typed.
    """
    check_paper(paper, load_faces(fonts_folder()))
    identity = hashlib.sha256(paper.model_dump_json().encode()).digest()[:IDENTIFIER_BYTES]
    return render_pdf(
        compose(paper, case_type),
        title=paper.plain_title,
        identifier=identity,
        issued=paper.issued,
        attachments=attachments,
    )


def render_pdf(
    html: str, *, title: str, identifier: bytes, issued: date, attachments: Sequence[Attachment] = ()
) -> bytes:
    """Print a page of HTML that uses the classes of `documents/layout/paper.css`.

    `identifier` (16 bytes, taken from the paper's own identity) and `issued` take the place of chance and
    clock in the file, so the same input gives the same bytes. The signature area, if the page has one, is the
    named destination `seal`. Raises MissingGlyph for a character without a glyph; PaperError, in Chinese,
    when fonts or libraries are missing or the page asks for a file that is not ours.
    """
    if len(identifier) != IDENTIFIER_BYTES:
        raise ValueError(f"identifier must have {IDENTIFIER_BYTES} bytes, not {len(identifier)}")
    folder = fonts_folder()
    check_html(html, load_faces(folder))
    with _printing:
        return _press(folder).print(html, title, identifier, issued, attachments)


def warm_up() -> None:
    """Load libraries, faces and style sheet now, so that the first paper does not wait for them."""
    with _printing:
        _press(fonts_folder())


@cache
def _press(folder: Path) -> "Press":
    config = load_faces(folder).config
    with _fontconfig(config), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a missing library; the press refuses, in Chinese
        from documents.render.press import Press  # WeasyPrint costs a second and 60 MB

        return Press((LAYOUT / "paper.css").read_text("utf-8"))


@contextmanager
def _fontconfig(config: Path) -> Iterator[None]:
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(config)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before
