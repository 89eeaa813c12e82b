"""Full lines of Chinese end at the right edge: what WeasyPrint 70 does not do, added at one place.

WeasyPrint widens spaces only. A line of Han that line-breaking rules or digits left short would end up to
one character early. Here the spare room is spread over the gaps between Han; digits and Latin stay tight.
Bound to WeasyPrint 70 and pinned by a test that measures the right edge.
"""

import re
from collections.abc import Iterator
from typing import Any

import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import line_break
from weasyprint.text.ffi import TO_UNITS, ffi, pango

from documents.render.errors import PaperError

VERSION = 70
HAN = re.compile(
    "[\u2014\u2018-\u201d\u2026\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]+"
)
MOST_SPARE = 4
"""A line with more spare room than this, in characters, is left ragged: it was not meant to be full."""
FEWEST = 5
"""A line with fewer Han than this is Latin: left to WeasyPrint's own rule for spaces."""


class Gap(float):
    """Room between two Han in CSS pixels; a type of its own so that word spacing keeps its old path."""


def install() -> None:
    """Teach the loaded WeasyPrint to justify Han; repeating it changes nothing.

    Raises PaperError when another major version of WeasyPrint is installed.
    """
    if int(weasyprint.__version__.split(".")[0]) != VERSION:
        raise PaperError(f"排版组件 WeasyPrint 的版本应为 {VERSION}，现为 {weasyprint.__version__}，请重新安装")
    if inline.justify_line is not _justify_line:
        _original.update(set_text=line_break.Layout.set_text, justify_line=inline.justify_line)
        line_break.Layout.set_text = _set_text
        inline.justify_line = _justify_line


_original: dict[str, Any] = {}


def _justify_line(context: Any, line: Any, spare: float) -> None:
    texts = [box.text for box in _text_boxes(line)]
    if sum(map(_han, texts)) < FEWEST:
        _original["justify_line"](context, line, spare)
    elif spare <= MOST_SPARE * line.style["font_size"]:
        _widen(context, line, Gap(spare / sum(map(_gaps, texts))), 0)


def _han(text: str) -> int:
    return sum(match.end() - match.start() for match in HAN.finditer(text))


def _gaps(text: str) -> float:
    """How often Pango adds the gap: half on each side of each Han, none at the two ends of the text."""
    ends = sum(bool(HAN.match(character)) for character in (text[:1], text[-1:]))
    return _han(text) - ends / 2


def _text_boxes(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _text_boxes(child)


def _widen(context: Any, box: Any, gap: Gap, shift: float) -> float:
    """Widen the Han of a box by `gap` each, move it right by `shift`; returns the shift of what follows."""
    if isinstance(box, boxes.TextBox):
        box.position_x += shift
        return shift + (_widen_text(context, box, gap) if _han(box.text) else 0)
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.position_x += shift
        after = shift
        for child in box.children:
            if child.is_in_normal_flow():
                after = _widen(context, child, gap, after)
        box.width += after - shift
        return after
    box.translate(shift, 0)
    return shift


def _widen_text(context: Any, box: Any, gap: Gap) -> float:
    layout = line_break.create_layout(box.text, box.style, context, None, gap)
    layout.set_text(box.text, justify=True)
    line, _ = layout.get_first_line()
    width, _ = line_break.line_size(line, box.style)
    grown: float = width - box.width
    box.width, box.justification_spacing = width, gap
    layout.deactivate()
    box.pango_layout = layout
    return grown


def _set_text(layout: Any, text: str, justify: bool = False) -> None:
    gap = layout.justification_spacing
    if not (justify and isinstance(gap, Gap)):
        _original["set_text"](layout, text, justify)
        return
    _original["set_text"](layout, text, justify=False)
    _space_han(layout, gap)


def _space_han(layout: Any, gap: Gap) -> None:
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    for match in HAN.finditer(layout.text):
        spacing = pango.pango_attr_letter_spacing_new(int(gap * TO_UNITS))
        spacing.start_index = len(layout.text[: match.start()].encode())
        spacing.end_index = len(layout.text[: match.end()].encode())
        pango.pango_attr_list_change(attributes, spacing)
    pango.pango_layout_set_attributes(layout.layout, attributes)
