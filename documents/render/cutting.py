"""How installed fonts become the faces of the papers: cut once at set-up, renamed, given the same metrics."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from fontTools.ttLib import TTCollection, TTFont, newTable

from documents.render.errors import PaperError, is_private
from documents.render.faces import (
    ASCENT,
    DESCENT,
    FACES,
    OPTIONAL,
    RECIPE,
    SPACES,
    TAIL,
    Face,
    Source,
    fonts_folder,
    han_repertoire,
    load_faces,
    write_fontconfig,
)

INSTALLED = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
DROPPED = ("GPOS", "GSUB", "GDEF", "BASE", "VORG", "vhea", "vmtx", "kern", "DSIG", "PCLT", "meta")
HAN = (range(0xA0, 0x2C00), range(0x2E80, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x40000))
"""Signs of Europe's languages and of mathematics; radicals, CJK signs and Han of every extension."""


def prepare_faces(folder: Path) -> list[str]:
    """Cut every face that is not there yet into `folder`/cut; returns one Chinese line per face.

    Safe to repeat: a face whose source and recipe are unchanged is left alone. Raises PaperError when no font
    at all is found for a face that papers cannot do without.
    """
    cut = folder / "cut"
    cut.mkdir(parents=True, exist_ok=True)
    made = _read_record(cut)
    files = _find_fonts(folder)
    report: list[str] = []
    taken: set[int] = set(han_repertoire())
    drawable: set[int] = set()
    for face in FACES:
        source = next((s for s in face.sources if s.stem.lower() in files), None)
        if source is None:
            if face.family not in OPTIONAL:
                raise PaperError(f"没有找到可用作“{face.label}”的字体，请先安装 Noto CJK 字体（fonts-noto-cjk）")
            report.append(f"{face.label}：没有安装，个别生僻字将不能打印")
            continue
        path = files[source.stem.lower()]
        key = f"{RECIPE}:{path}:{path.stat().st_size}:{source.member}"
        entry = made.get(face.family, {})
        if entry.get("key") == key and (cut / face.file).is_file():
            kept = set(_codes(entry["kept"]))
            report.append(f"{face.label}：已就绪")
        else:
            kept = _cut(face, source, path, cut, taken)
            report.append(f"{face.label}：{len(kept)} 个字符，取自 {path.name}")
        made[face.family] = {"key": key, "kept": _spans(kept)}
        if face.family in TAIL:
            taken |= kept
            drawable |= kept
    record = {"faces": made, "drawable": _spans(drawable)}
    _replace(cut / "faces.json", json.dumps(record, ensure_ascii=False).encode())
    write_fontconfig(cut)
    load_faces.cache_clear()
    return report


def _read_record(cut: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((cut / "faces.json").read_text("utf-8"))["faces"])
    except (OSError, ValueError, KeyError):
        return {}


def _find_fonts(folder: Path) -> dict[str, Path]:
    own = os.environ.get("CARNATION_FONTS_OWN")
    places = [*([Path(own)] if own else []), folder, *(Path(p).expanduser() for p in INSTALLED)]
    found: dict[str, Path] = {}
    for place in places:
        for path in sorted(place.rglob("*")) if place.is_dir() else ():
            if path.suffix.lower() in {".otf", ".ttf", ".ttc", ".otc"} and path.parent != folder / "cut":
                found.setdefault(path.stem.lower(), path)
    return found


def _cut(face: Face, source: Source, path: Path, cut: Path, taken: set[int]) -> set[int]:
    whole = hb.Face(hb.Blob.from_file_path(str(path)), _member(path, source.member))
    drawn = {code for code in _with_outline(whole) if not is_private(code)}
    wanted = {
        "han": lambda: drawn & han_repertoire(),
        "latin": lambda: drawn & (set(range(0x20, 0x7F)) | SPACES),
        "rest": lambda: {code for code in drawn - taken if _is_han(code)} | (drawn & SPACES),
    }[face.repertoire]()
    if not wanted - SPACES:
        return set()
    try:
        data = _subset(whole, wanted)
    except RuntimeError:
        # HarfBuzz cannot write a character map with tens of thousands of gaps: keep what the gaps would hold.
        wanted = {code for code in drawn if _is_han(code)} | (drawn & SPACES)
        data = _subset(whole, wanted)
    _replace(cut / face.file, _renamed(data, face))
    return wanted


def _subset(whole: Any, wanted: set[int]) -> bytes:
    plan = hb.SubsetInput()
    plan.unicode_set.update(wanted)
    plan.drop_table_tag_set.update(int.from_bytes(tag.encode().ljust(4), "big") for tag in DROPPED)
    plan.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    return bytes(hb.subset(whole, plan).blob.data)


def _member(path: Path, family: str) -> int:
    if path.suffix.lower() not in {".ttc", ".otc"}:
        return 0
    with TTCollection(str(path), lazy=True) as collection:
        for index, font in enumerate(collection.fonts):
            if font["name"].getBestFamilyName() == family:
                return index
    raise PaperError(f"字体文件 {path.name} 中没有 {family}")


def _with_outline(face: Any) -> Iterator[int]:
    font = hb.Font(face)
    for code in face.unicodes:
        extents = font.get_glyph_extents(font.get_nominal_glyph(code))
        if code in SPACES or (extents and extents.width and extents.height):
            yield code


def _is_han(code: int) -> bool:
    return any(code in block for block in HAN)


def _renamed(data: bytes, face: Face) -> bytes:
    font = TTFont(BytesIO(data), recalcTimestamp=False, recalcBBoxes=False)
    em = font["head"].unitsPerEm
    ascent, descent = round(em * ASCENT), round(em * DESCENT)
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = ascent, -descent, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, -descent, 0
    os2.usWinAscent, os2.usWinDescent = ascent, descent
    os2.usWeightClass, os2.fsSelection = 400, 0x40
    font["head"].macStyle = 0
    postscript = face.family.replace(" ", "")
    font["name"] = names = newTable("name")
    names.names = []
    for number, value in {1: face.family, 2: "Regular", 4: face.family, 6: postscript}.items():
        names.setName(value, number, 3, 1, 0x409)
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _spans(codes: Iterable[int]) -> list[list[int]]:
    spans: list[list[int]] = []
    for code in sorted(codes):
        if spans and spans[-1][1] == code - 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return spans


def _codes(spans: list[list[int]]) -> Iterator[int]:
    for first, last in spans:
        yield from range(first, last + 1)


def _replace(path: Path, data: bytes) -> None:
    draft = path.with_suffix(f".{os.getpid()}.part")  # two set-ups at once must not share it
    draft.write_bytes(data)
    draft.replace(path)


def main(arguments: list[str]) -> int:
    """Cut the faces into the folder given, or the configured one, and say what was done."""
    folder = Path(arguments[0]) if arguments else fonts_folder()
    try:
        for line in prepare_faces(folder):
            sys.stdout.write(line + "\n")
    except PaperError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0
