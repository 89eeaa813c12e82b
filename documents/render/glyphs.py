"""Whether every character of a paper can really be drawn; a wrong character is worse than a refusal."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from pydantic import BaseModel

from documents.render.errors import MissingGlyph, Place
from documents.render.faces import CutFaces

_UNDRAWN = frozenset("\n\r\t")
_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？]?")
_LONGEST = 40


def check_paper(paper: BaseModel, faces: CutFaces) -> None:
    """Refuse a paper any of whose fields holds a character without a glyph.

    Raises MissingGlyph naming each character, its code point, the field's Chinese label and the sentence.
    """
    _refuse(place for field, text in _texts(paper, "") for place in _places(text, field=field, drawable=faces.drawable))


def check_html(html: str, faces: CutFaces) -> None:
    """The same for the finished page, so that a template's own text is covered too."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    _refuse(place for text in reader.texts for place in _places(text, field="", drawable=faces.drawable))


def _refuse(places: Iterable[Place]) -> None:
    first_of_each = {place.character: place for place in reversed(tuple(places))}
    if first_of_each:
        raise MissingGlyph(tuple(reversed(first_of_each.values())))


def _places(text: str, *, field: str, drawable: frozenset[int]) -> Iterator[Place]:
    for character in dict.fromkeys(text):
        if ord(character) not in drawable and character not in _UNDRAWN:
            yield Place(character=character, field=field, sentence=_sentence(text, character))


def _sentence(text: str, character: str) -> str:
    whole = next(m.group().strip() for m in _SENTENCE.finditer(text) if character in m.group())
    if len(whole) <= _LONGEST:
        return whole
    start = max(0, whole.index(character) - _LONGEST // 2)
    return f"…{whole[start : start + _LONGEST]}…"


def _texts(value: object, label: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield label, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _texts(getattr(value, name), field.title or name)
    elif isinstance(value, tuple | list):
        for number, item in enumerate(value, start=1):
            for inner, text in _texts(item, label):
                yield (f"{label}第{number}项" if inner == label else f"{label}第{number}项的{inner}"), text


class _Reader(HTMLParser):
    """Collects what a reader would see: text outside style and script, and the labels read aloud."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the library's signature
        self._hidden += tag in {"style", "script"}

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"style", "script"}

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.texts.append(data)
