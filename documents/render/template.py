"""From a typed paper to a page of HTML: the template environment, its filters, and nothing that decides."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, UndefinedError
from markupsafe import Markup

from documents.amounts import in_words
from documents.context import Body, Month, Paper
from documents.render.errors import PaperError

_PROVISION = re.compile("(?P<title>《[^《》]+》)(?P<place>第.+)")
NUMERALS = "〇一二三四五六七八九"
DOCUMENTS = Path(__file__).resolve().parents[1]


def compose(paper: Paper[Body], case_type: str) -> str:
    """Fill `templates/<case_type>/<document>/paper.html` with the paper.

    Raises PaperError when the template does not exist or uses a name that the context does not have.
    """
    name = f"{case_type}/{paper.body.document}/paper.html"
    try:
        return environment().get_template(name).render(paper=paper)
    except TemplateNotFound as error:
        raise PaperError(f"没有“{paper.body.label}”的文书模板（{error.name}）") from error
    except UndefinedError as error:
        raise PaperError(f"“{paper.body.label}”的模板使用了不存在的内容：{error.message}") from error


@cache
def environment() -> Environment:
    """The one environment: undefined names are errors, everything is escaped."""
    return furnish(Environment)


def furnish(kind: type[Environment]) -> Environment:
    """Make an environment of the given kind with our loader, filters and functions."""
    made = kind(
        loader=FileSystemLoader([DOCUMENTS / "templates", DOCUMENTS / "layout"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(FILTERS)
    made.globals["qr"] = qr
    made.globals["parts"] = made.get_template("parts.html").module
    return made


def cn_date(day: date) -> str:
    """2026-11-20 as 2026年11月20日, without leading zeros (GB/T 9704, 成文日期)."""
    return f"{day.year}年{day.month}月{day.day}日"


def sentence(text: str) -> str:
    """What an official typed, ending in exactly one mark: a full stop where there is none."""
    ended = text.rstrip()
    return ended if ended.endswith(("。", "！", "？", "；", "：")) else f"{ended}。"


def joined_bases(citations: Sequence[str]) -> str:
    """Citations in a row, a law named once: 《某法》第六十三条第一款、第八十六条."""
    said: list[str] = []
    title = ""
    for citation in citations:
        named = _PROVISION.fullmatch(citation)
        again = named is not None and named["title"] == title
        said.append(named["place"] if named is not None and again else citation)
        title = named["title"] if named else ""
    return "、".join(said)


def cn_month(month: Month) -> str:
    """2026-05 as 2026年5月."""
    year, number = month.split("-")
    return f"{year}年{int(number)}月"


def cn_time(moment: time) -> str:
    """09:05 as 9时05分, 09:00 as 9时."""
    return f"{moment.hour}时{moment.minute:02d}分" if moment.minute else f"{moment.hour}时"


def cn_numeral(number: int) -> str:
    """1 to 99 in Chinese numerals, for the items of a list: 12 is 十二.

    Raises ValueError beyond that; no paper has so many items.
    """
    if not 1 <= number <= 99:
        raise ValueError(f"a list has no item {number}")
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else NUMERALS[tens] + "十"
    return head + (NUMERALS[ones] if ones else "")


def figure(amount: Decimal) -> str:
    """1409.5 as 1,409.50, for columns headed 元."""
    return f"{amount:,.2f}"


def yuan(amount: Decimal) -> str:
    """1409.5 as 1,409.50元."""
    return f"{figure(amount)}元"


def words(amount: Decimal) -> str:
    """1409.5 as 人民币壹仟肆佰零玖元伍角."""
    return "人民币" + in_words(amount)


def percent(rate: Decimal) -> str:
    """0.16 as 16%, 0.0005 as 0.05%."""
    return f"{(rate * 100).normalize():f}%"


def masked_id(number: str) -> str:
    """A resident ID with its middle hidden: the first four and the last four characters stay."""
    return f"{number[:4]}{'*' * (len(number) - 8)}{number[-4:]}" if len(number) > len("12345678") else "*" * len(number)


def masked_phone(number: str) -> str:
    """A telephone number with four digits hidden before the last four."""
    return f"{number[:-8]}****{number[-4:]}" if len(number) > len("12345678") else number


def grouped(code: str) -> str:
    """A long hash in groups of eight, so that two people can compare it by eye."""
    return " ".join(code[start : start + 8] for start in range(0, len(code), 8))


def pages(rows: tuple[Any, ...], length: int) -> list[tuple[Any, ...]]:
    """Rows in pages of equal length, so that a roster can print subtotals."""
    return [rows[start : start + length] for start in range(0, len(rows), length)]


def qr(url: str) -> Markup:
    """The QR code of an address as inline SVG, quiet zone left to the layout."""
    out = BytesIO()
    segno.make(url, error="m", boost_error=False).save(
        out, kind="svg", xmldecl=False, svgns=True, border=0, omitsize=True, nl=False, title="验真二维码"
    )
    return Markup(out.getvalue().decode())  # noqa: S704  # made by the library from modules, not from text


FILTERS: Mapping[str, Any] = {
    f.__name__: f
    for f in (
        sentence,
        joined_bases,
        cn_date,
        cn_month,
        cn_time,
        cn_numeral,
        figure,
        yuan,
        words,
        percent,
        masked_id,
        masked_phone,
        grouped,
        pages,
    )
}
