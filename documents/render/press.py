"""WeasyPrint with our style sheet and faces, shut off from everything else; imported only to print."""

import logging
import warnings
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from weasyprint import CSS, HTML
from weasyprint import Attachment as Attached
from weasyprint.text import ffi
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from documents.render import justify
from documents.render.attachment import Attachment
from documents.render.compact import compact_fonts
from documents.render.errors import PaperError

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Press:
    """Prints one page after another with the same faces and style sheet; by one thread at a time.

    Must be made while the environment names our private fontconfig file. Raises PaperError, in Chinese, when
    the machine lacks libharfbuzz-subset or has another WeasyPrint than the layout was measured with.
    """

    def __init__(self, style: str) -> None:
        if ffi.harfbuzz_subset is None:
            # WeasyPrint would fall back to a subsetter that takes seconds for every face of every paper.
            raise PaperError(
                "缺少系统组件 libharfbuzz-subset，不能生成文书，请由系统管理员安装 libharfbuzz-subset0 后重试"
            )
        justify.install()
        logging.getLogger("weasyprint").setLevel(logging.ERROR)
        self._fonts = FontConfiguration()
        self._fetcher = ClosedFetcher()
        self._style = CSS(string=style, font_config=self._fonts, url_fetcher=self._fetcher)

    def print(self, html: str, title: str, identifier: bytes, issued: date, attachments: Sequence[Attachment]) -> bytes:
        """Print a page as documented at `render_pdf`."""
        midnight = datetime.combine(issued, time(), SHANGHAI)
        try:
            page = HTML(string=html, base_url="paper:/", url_fetcher=self._fetcher)
            document = page.render(font_config=self._fonts, stylesheets=[self._style])
        except ForeignFileError as error:
            raise PaperError(f"文书模板引用了外部文件：{error}。模板只能使用系统自带的版式和字库") from None
        known = document.metadata
        known.title, known.lang, known.generator = title, "zh-CN", "Carnation"
        known.created = known.modified = midnight.isoformat(timespec="seconds")
        known.attachments = [_attached(file, midnight) for file in attachments]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its colour profile open
            pdf: bytes = document.write_pdf(
                finisher=compact_fonts, pdf_variant="pdf/a-3a", pdf_tags=True, pdf_identifier=identifier
            )
        return pdf


def _attached(file: Attachment, moment: datetime) -> Any:
    return Attached(
        file_obj=BytesIO(file.data),
        name=file.name,
        description=file.description,
        relationship=file.relationship,
        created=moment.astimezone(UTC),  # WeasyPrint writes it with a Z whatever its zone
        modified=moment.astimezone(UTC),
    )


class ForeignFileError(FatalURLFetchingError):  # type: ignore[misc]  # the library has no type hints
    """A page asked for something that is not part of it."""


class ClosedFetcher(URLFetcher):  # type: ignore[misc]  # the library has no type hints
    """Answers nothing: style sheet and faces are already loaded, pictures are inline SVG."""

    def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002  # the library's signature
        """Refuse every address."""
        raise ForeignFileError(url)
