"""Knows which words of a page must not be torn over two lines: dates, article and document numbers, codes, sums, titles."""

from __future__ import annotations

import re

NUMERAL = r"(?:\d+|[零〇一二三四五六七八九十百]+)"
WHOLE = "|".join(
    (
        # 2026年11月20日（周五） and 2026年11月20日 10:05, with or without their year
        r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:（周[一二三四五六日]）| \d{2}:\d{2})?",
        r"\d{4}年(?:\d{1,2}月)?",
        r"(?<![0-9A-Za-z-])\d{4}-\d{2}-\d{2}(?![0-9A-Za-z-])",
        r"年-月-日",
        # 第82条第2款第3项
        rf"第{NUMERAL}条(?:之{NUMERAL})?(?:第{NUMERAL}款)?(?:第{NUMERAL}项)?(?:等\d+处)?",
        # 龙人社监令字〔2026〕10号, 云人社发〔2026〕1号
        r"[一-鿿]{0,8}〔\d{4}〕\d+号",
        # unified credit codes and identity numbers, masked or not
        r"(?<![0-9A-Za-z*])[0-9A-Z][0-9A-Z*]{16}[0-9A-Z](?![0-9A-Za-z*])",
        r"(?<![0-9A-Za-z-])0\d{2,3}-\d{7,8}(?![0-9A-Za-z-])",
        r"[\d,]*\d(?:\.\d+)?(?:万元|元)",
    )
)
TORN = re.compile(WHOLE)
TEXT = re.compile(r">[^<\d条]*+[\d条][^<]*")
HEADING = re.compile(r"(<h1[^>]*>)([^<]*[，：；][^<]+)")
PHRASE = re.compile(r"[^，：；]+[，：；]?")
LEFT_ALONE = re.compile(
    # What may hold no elements, or lays its words out by itself, or is whole already.
    r"<(svg|script|style|textarea|title|select|button)\b.*?</\1(?=>)"
    r'|<(?:a|span) class="(?:act|light|no|code-text)\b[^>]*>[^<]*',
    re.DOTALL,
)


def unbroken(page: str) -> str:
    """The page with each date, number and code in its text kept on one line, wherever that text came from.

    >>> unbroken('<p title="2026年1月2日">至2026年1月2日（周五）</p>')
    '<p title="2026年1月2日">至<span class="no">2026年1月2日（周五）</span></p>'
    """
    page = HEADING.sub(_phrases, page)
    pieces: list[str] = []
    end = 0
    for left in LEFT_ALONE.finditer(page):
        pieces += (TEXT.sub(_whole, page[end : left.start()]), left[0])
        end = left.end()
    return "".join((*pieces, TEXT.sub(_whole, page[end:])))


def _whole(text: re.Match[str]) -> str:
    return TORN.sub(r'<span class="no">\g<0></span>', text[0])


def _phrases(heading: re.Match[str]) -> str:
    """A title whose phrases begin a line each where they do not fit on one."""
    return heading[1] + PHRASE.sub(r'<span class="phrase">\g<0></span>', heading[2])
