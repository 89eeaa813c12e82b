"""Smaller embedded fonts: what HarfBuzz leaves behind of the glyphs a paper does not use is taken out.

WeasyPrint keeps glyph numbers when it cuts a font, so one name in a face of 25 000 glyphs leaves 25 000 empty
ones, three bytes each that do not compress. A CID-keyed font may name its glyphs by number instead: the
numbers used in the text stay, the empty glyphs go. Fonts of another kind are left as they are.
"""

from io import BytesIO
from typing import Any

from fontTools.cffLib import CharStrings, FDSelect
from fontTools.ttLib import TTFont


def compact_fonts(_document: object, pdf: Any) -> None:
    """Finisher for WeasyPrint: rewrite in place every embedded font that is CID-keyed CFF."""
    for stream in pdf.objects:
        if getattr(stream, "extra", {}).get("Subtype") == "/OpenType":
            bare = _bare_cff(b"".join(stream.stream))
            if bare is not None:
                stream.stream = [bare]
                stream.extra["Subtype"] = "/CIDFontType0C"


def _bare_cff(opentype: bytes) -> bytes | None:
    """The CFF table of an OpenType font with only its drawn glyphs, each known by its old number as CID."""
    font = TTFont(BytesIO(opentype), lazy=True, recalcBBoxes=False)
    if "CFF " not in font:
        return None
    cff = font["CFF "].cff
    top = cff.topDictIndex[0]
    if not hasattr(top, "ROS"):
        return None
    whole, names = top.CharStrings, top.charset
    offsets = whole.charStringsIndex.offsets
    drawn = [0, *(n for n in range(1, len(names)) if offsets[n + 1] - offsets[n] > 1)]
    top.FDSelect = select = FDSelect(format=3)
    kept = CharStrings(None, None, cff.GlobalSubrs, None, select, top.FDArray)
    charset = []
    for number in drawn:
        glyph, part = whole.getItemAndSelector(names[number])
        glyph.fdSelectIndex = part
        charset.append(f"cid{number:05d}" if number else ".notdef")
        kept[charset[-1]] = glyph
        select.append(part or 0)
    top.CharStrings, top.charset, top.numGlyphs, top.ROS = (
        kept,
        charset,
        len(charset),
        ("Adobe", "Identity", 0),
    )
    out = BytesIO()
    cff.compile(out, font)
    return out.getvalue()
