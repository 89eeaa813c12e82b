"""Reads the citations out of a text: 《title》 with articles, paragraphs and items in Chinese numerals (引用条文).

Knows how citations are written, not whether the article exists; what is in 《》 without an article is no citation
but the name of a paper.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}
PLACES = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "[零〇一二三四五六七八九十百千]+"
_ARTICLE = re.compile(
    rf"第(?P<article>{_NUMERAL})条(?:之(?P<sub>{_NUMERAL}))?"
    rf"(?:第(?P<paragraph>{_NUMERAL})款)?(?:第（(?P<item>{_NUMERAL})）项)?"
)
_AGAIN = re.compile(rf"第(?P<paragraph>{_NUMERAL})款(?:第（(?P<item>{_NUMERAL})）项)?|第（(?P<only>{_NUMERAL})）项")
_INSTRUMENT = re.compile(r"《(?P<title>[^《》]+)》|该(?:法|条例|规定|办法)|同法|本法")
_JOINED = re.compile(r"[、和至]")


@dataclass(frozen=True, order=True)
class Cited:
    """One provision as cited; numbers as integers, None where the citation stops before."""

    title: str
    article: int
    sub: int | None = None
    paragraph: int | None = None
    item: int | None = None

    def __str__(self) -> str:
        text = f"《{self.title}》第{numeral(self.article)}条"
        text += f"之{numeral(self.sub)}" if self.sub else ""
        text += f"第{numeral(self.paragraph)}款" if self.paragraph else ""
        return text + (f"第（{numeral(self.item)}）项" if self.item else "")


def citations_in(text: str) -> tuple[Cited, ...]:
    """Every provision cited in the text, in its order; 该法, 该条例 and the like repeat the title before them.

    Lists are taken apart: 《某法》第六十三条、第八十六条 cites two articles, 第十八条第一款第（二）项、第（三）项
    two items of one paragraph. Raises ValueError for an article whose law is not named, and for a malformed
    numeral.
    """
    return tuple(_scan(text))


def numeral(number: int) -> str:
    """An article's number in Chinese: 84 is 八十四, 106 is 一百零六, 10 is 十; up to 9999."""
    text, gap = "", False
    for name, place in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // place % 10
        if not digit:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + "零一二三四五六七八九"[digit] + name
        gap = False
    return text.removeprefix("一") if text.startswith("一十") else text


def read_numeral(text: str) -> int:
    """The reverse of `numeral`; raises ValueError where the text is not written in that way."""
    total, digit = 0, 0
    for character in text:
        if character in PLACES:
            total += (digit or 1) * PLACES[character]
            digit = 0
        else:
            digit = DIGITS[character]
    total += digit
    if numeral(total) != text.replace("〇", "零"):
        raise ValueError(f"“{text}”不是规范的条文序号")
    return total


def _scan(text: str) -> Iterator[Cited]:
    title, at = "", 0
    while at < len(text):
        named = _INSTRUMENT.match(text, at)
        if named:
            title = named["title"] or title
            at = named.end()
            continue
        found = _ARTICLE.match(text, at)
        if not found:
            at += 1
            continue
        if not title:
            raise ValueError(f"“{found.group()}”没有写明法律名称")
        last = _cited(title, found)
        yield last
        at = found.end()
        while True:
            joined = _JOINED.match(text, at)
            again = _AGAIN.match(text, joined.end()) if joined else None
            if not again:
                break
            last = _following(last, again)
            yield last
            at = again.end()


def _cited(title: str, found: re.Match[str]) -> Cited:
    article, sub, paragraph, item = (
        read_numeral(found[name]) if found[name] else None for name in ("article", "sub", "paragraph", "item")
    )
    return Cited(title, article or 0, sub, paragraph, item)


def _following(last: Cited, again: re.Match[str]) -> Cited:
    if again["only"]:
        return Cited(last.title, last.article, last.sub, last.paragraph, read_numeral(again["only"]))
    item = read_numeral(again["item"]) if again["item"] else None
    return Cited(last.title, last.article, last.sub, read_numeral(again["paragraph"]), item)
