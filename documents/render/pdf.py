"""One finished page of HTML to one PDF/A-3a file: tagged, in Chinese, fonts embedded, the same bytes every time."""

import logging
import os
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from documents.render import justify
from documents.render.compact import compact_fonts
from documents.render.errors import PaperError
from documents.render.faces import fonts_folder, load_faces
from documents.render.glyphs import check_html

LAYOUT = Path(__file__).resolve().parents[1] / "layout"
SHANGHAI = ZoneInfo("Asia/Shanghai")
IDENTIFIER_BYTES = 16

_printing = threading.Lock()  # Pango's font map and WeasyPrint's caches must not be shared by two threads


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file carried inside the PDF (PDF/A-3), such as the data a table was printed from."""

    name: str
    data: bytes
    description: str
    relationship: str = "Data"


def render_pdf(
    html: str, *, title: str, identifier: bytes, issued: date, attachments: Sequence[Attachment] = ()
) -> bytes:
    """Print a page of HTML that uses the classes of `documents/layout/paper.css`.

    `identifier` (16 bytes, taken from the paper's own identity) and `issued` take the place of chance and clock in
    the file, so the same input gives the same bytes. The signature area, if the page has one, is the named
    destination `seal`. Raises MissingGlyph for a character without a glyph; PaperError, in Chinese, when fonts
    or libraries are missing or the page asks for a file that is not ours.
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


class _Press:
    """WeasyPrint with our faces and style sheet loaded, kept between papers."""

    def __init__(self, folder: Path) -> None:
        config = load_faces(folder).config
        with _fontconfig(config), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # WeasyPrint warns of a missing library; we refuse, in Chinese
            import weasyprint
            from weasyprint.text.fonts import FontConfiguration

            _require_subsetter()
            justify.install()
            self._weasyprint = weasyprint
            self._fonts = FontConfiguration()
        logging.getLogger("weasyprint").setLevel(logging.ERROR)
        self._fetcher = _closed_fetcher()
        self._css = weasyprint.CSS(
            string=(LAYOUT / "paper.css").read_text("utf-8"), font_config=self._fonts, url_fetcher=self._fetcher
        )

    def print(
        self, html: str, title: str, identifier: bytes, issued: date, attachments: Sequence[Attachment]
    ) -> bytes:
        midnight = datetime.combine(issued, time(), SHANGHAI)
        try:
            document = self._weasyprint.HTML(
                string=html, base_url="paper:/", url_fetcher=self._fetcher
            ).render(font_config=self._fonts, stylesheets=[self._css])
        except _Foreign as error:
            raise PaperError(f"文书模板引用了外部文件：{error}。模板只能使用系统自带的版式和字库") from None
        document.metadata.title = title
        document.metadata.generator = "Carnation"
        document.metadata.lang = "zh-CN"
        document.metadata.created = document.metadata.modified = midnight.isoformat(timespec="seconds")
        document.metadata.attachments = [self._attach(file, midnight) for file in attachments]
        pdf: bytes = document.write_pdf(
            finisher=compact_fonts,
            pdf_variant="pdf/a-3a",
            pdf_tags=True,
            pdf_identifier=identifier,
        )
        return pdf

    def _attach(self, file: Attachment, moment: datetime) -> Any:
        return self._weasyprint.Attachment(
            file_obj=BytesIO(file.data),
            name=file.name,
            description=file.description,
            relationship=file.relationship,
            created=moment.astimezone(UTC),  # WeasyPrint writes it with a Z whatever its zone
            modified=moment.astimezone(UTC),
        )


@cache
def _press(folder: Path) -> _Press:
    return _Press(folder)


def _require_subsetter() -> None:
    from weasyprint.text import ffi

    # Without it WeasyPrint falls back to a subsetter that takes seconds for every face of every paper.
    if ffi.harfbuzz_subset is None:
        raise PaperError("缺少系统组件 libharfbuzz-subset，不能生成文书，请由系统管理员安装 libharfbuzz-subset0 后重试")


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


class _Foreign(BaseException):
    """A page asked for something that is not part of it."""


def _closed_fetcher() -> Any:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    class Refused(_Foreign, FatalURLFetchingError):
        pass

    class ClosedFetcher(URLFetcher):  # type: ignore[misc]  # the library has no type hints
        """Answers nothing: style sheet and faces are already loaded, pictures are inline SVG."""

        def fetch(self, url: str, headers: object = None) -> Any:
            raise Refused(url)

    return ClosedFetcher()
