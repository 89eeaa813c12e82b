"""The faces papers are set in: which installed fonts stand behind which neutral name, and how they are cut.

Full fonts make a paper slow and large, and their differing metrics break the grid of 22 lines, so each is cut
once at set-up (`python -m documents.render.faces [folder]`): only the characters the face is asked for, the same
vertical metrics everywhere, no layout tables. A private fontconfig file names the cut faces and nothing else.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from documents.render.errors import PaperError, is_private

RECIPE = 1
"""Raised whenever the way of cutting changes, so that old cut files are made anew."""
ASCENT, DESCENT = 0.880, 0.120
"""Share of the em above and below the baseline, the same in every face: else one rare name moves its line."""
SPACES = frozenset({0x20, 0xA0, 0x200B, 0x3000})
"""Kept in every face: a space after Han is shaped with the Han face and prints a box where that has none."""
INSTALLED = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
DROPPED = ("GPOS", "GSUB", "GDEF", "BASE", "VORG", "vhea", "vmtx", "kern", "DSIG", "PCLT", "meta")


@dataclass(frozen=True, kw_only=True)
class Source:
    """An installed font: the stem of its file and, in a collection, the family of the one wanted."""

    stem: str
    member: str = ""


@dataclass(frozen=True, kw_only=True)
class Face:
    """One face of the papers.

    `family` is the neutral name the style sheet uses; `label` is what officers call it; the first of `sources`
    that is found is cut; `repertoire` names the characters it keeps: `han` (GB/T 2312 and ASCII), `latin` (ASCII
    only), `rest` (every other Han character and CJK sign that no earlier face of the tail has).
    """

    family: str
    label: str
    sources: tuple[Source, ...]
    repertoire: str = "han"

    @property
    def file(self) -> str:
        """Name of the cut file."""
        return self.family.replace(" ", "") + ".otf"


_SONG = Source(stem="NotoSerifCJK-Regular", member="Noto Serif CJK SC")
FACES = (
    Face(
        family="Paper Digits",
        label="西文数字",
        sources=(Source(stem="NotoSerifCJK-Regular", member="Noto Serif CJK SC"),),
        repertoire="latin",
    ),
    Face(
        family="Paper Fang",
        label="仿宋",
        sources=(*(Source(stem=s) for s in ("FangSong_GB2312", "simfang", "FandolFang-Regular")), _SONG),
    ),
    Face(family="Paper Song", label="宋体", sources=(*(Source(stem=s) for s in ("SimSun", "simsun")), _SONG)),
    Face(
        family="Paper Title",
        label="小标宋",
        sources=(
            *(Source(stem=s) for s in ("FZXBSJW", "FZXiaoBiaoSong-B05S", "FandolSong-Bold")),
            Source(stem="NotoSerifCJK-Bold", member="Noto Serif CJK SC"),
        ),
    ),
    Face(
        family="Paper Hei",
        label="黑体",
        sources=(
            Source(stem="simhei"),
            Source(stem="NotoSansCJK-Regular", member="Noto Sans CJK SC"),
            Source(stem="FandolHei-Regular"),
            _SONG,
        ),
    ),
    Face(
        family="Paper Kai",
        label="楷体",
        sources=(
            *(
                Source(stem=s)
                for s in ("KaiTi_GB2312", "simkai", "LXGWWenKai-Regular", "FandolKai-Regular")
            ),
            _SONG,
        ),
    ),
    Face(family="Paper Rare", label="补字一", sources=(_SONG,), repertoire="rest"),
    Face(
        family="Paper Rare Two", label="补字二", sources=(Source(stem="BabelStoneHan"),), repertoire="rest"
    ),
    Face(family="Paper Rare Three", label="补字三", sources=(Source(stem="HanaMinA"),), repertoire="rest"),
    Face(family="Paper Rare Four", label="补字四", sources=(Source(stem="HanaMinB"),), repertoire="rest"),
)
TAIL = ("Paper Song", "Paper Rare", "Paper Rare Two", "Paper Rare Three", "Paper Rare Four")
"""The end of every list of faces in the style sheet; together they decide what can be printed."""
OPTIONAL = frozenset(TAIL[2:])
"""Faces a paper can do without: only the names that need them are then refused."""


def fonts_folder() -> Path:
    """Folder of the faces: the environment's CARNATION_FONTS, else `.tools/fonts` beside the packages."""
    configured = os.environ.get("CARNATION_FONTS")
    return Path(configured) if configured else Path(__file__).resolve().parents[2] / ".tools" / "fonts"


def han_repertoire() -> frozenset[int]:
    """Code points of GB/T 2312 and ASCII, with the middle dot of minority names, the dash and the bullet.

    Python's codec maps A1A4 and A1AA to U+30FB and U+2015; typed text has U+00B7 and U+2014.
    """
    rows = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    coded = (pair.decode("gb2312", errors="ignore") for pair in rows)
    return frozenset({ord(c) for c in coded if c} | {0xB7, 0x2014, 0x2022} | set(range(0x20, 0x7F)) | SPACES)


@dataclass(frozen=True)
class CutFaces:
    """The cut faces as they lie on disk: their folder, fontconfig file, and the characters the tail can draw."""

    folder: Path
    config: Path
    drawable: frozenset[int]


@cache
def load_faces(folder: Path) -> CutFaces:
    """Read what set-up made in `folder`.

    Raises PaperError (in Chinese, with the command to run) when the faces were never cut or are damaged.
    """
    cut = folder / "cut"
    try:
        record = json.loads((cut / "faces.json").read_text("utf-8"))
        spans: list[tuple[int, int]] = record["drawable"]
        missing = [f.file for f in FACES if f.family not in OPTIONAL and not (cut / f.file).is_file()]
    except (OSError, ValueError, KeyError) as error:
        raise PaperError(
            f"打印文书的字库还没有准备好（{folder}），请由系统管理员运行 carnation 完成安装"
        ) from error
    if missing:
        raise PaperError(f"打印文书的字库不完整，缺少：{'、'.join(missing)}，请由系统管理员重新安装字库")
    drawable = frozenset(code for first, last in spans for code in range(first, last + 1))
    return CutFaces(folder=cut, config=_fontconfig(cut), drawable=drawable)


def _fontconfig(cut: Path) -> Path:
    text = (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>'
        f"<dir>{cut}</dir><cachedir>{cut / 'cache'}</cachedir></fontconfig>\n"
    )
    path = cut / "fonts.conf"
    if not path.is_file() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")
    return path


# ---- cutting, once, at set-up -------------------------------------------------------------------------------


def prepare_faces(folder: Path) -> list[str]:
    """Cut every face that is not there yet into `folder`/cut; returns one Chinese line per face.

    Safe to repeat: a face whose source and recipe are unchanged is left alone. Raises PaperError when no font
    at all is found for a face that papers cannot do without.
    """
    cut = folder / "cut"
    cut.mkdir(parents=True, exist_ok=True)
    record = _read_record(cut)
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
        entry = record["faces"].get(face.family, {})
        if entry.get("key") == key and (cut / face.file).is_file():
            kept = set(_codes(entry["kept"]))
            report.append(f"{face.label}：已就绪")
        else:
            kept = _cut(face, source, path, cut, taken)
            report.append(f"{face.label}：{len(kept)} 个字符，取自 {path.name}")
        record["faces"][face.family] = {"key": key, "kept": _spans(kept)}
        if face.family in TAIL:
            taken |= kept
            drawable |= kept
    record["drawable"] = _spans(drawable)
    _replace(cut / "faces.json", json.dumps(record, ensure_ascii=False).encode())
    _fontconfig(cut)
    load_faces.cache_clear()
    return report


def _read_record(cut: Path) -> dict[str, dict[str, dict[str, object]]]:
    try:
        record = json.loads((cut / "faces.json").read_text("utf-8"))
    except (OSError, ValueError):
        record = {}
    faces = record.get("faces") if record.get("recipe") == RECIPE else None
    return {"recipe": RECIPE, "faces": faces or {}}  # type: ignore[dict-item]  # the recipe is a number


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
    import uharfbuzz as hb  # loaded only at set-up

    whole = hb.Face(hb.Blob.from_file_path(str(path)), _member(path, source.member))
    drawn = {code for code in _with_outline(hb, whole) if not is_private(code)}
    wanted = {
        "han": lambda: drawn & han_repertoire(),
        "latin": lambda: drawn & (set(range(0x20, 0x7F)) | SPACES),
        "rest": lambda: {code for code in drawn - taken if _is_han(code)} | (drawn & SPACES),
    }[face.repertoire]()
    if not wanted - SPACES:
        return set()
    try:
        data = _subset(hb, whole, wanted)
    except RuntimeError:
        # HarfBuzz cannot write a character map with tens of thousands of gaps: keep what the gaps would hold.
        wanted = {code for code in drawn if _is_han(code)} | (drawn & SPACES)
        data = _subset(hb, whole, wanted)
    _replace(cut / face.file, _renamed(data, face))
    return wanted


def _subset(hb: Any, whole: Any, wanted: set[int]) -> bytes:
    plan = hb.SubsetInput()
    plan.unicode_set.update(wanted)
    plan.drop_table_tag_set.update(int.from_bytes(tag.encode().ljust(4), "big") for tag in DROPPED)
    plan.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    return bytes(hb.subset(whole, plan).blob.data)


def _member(path: Path, family: str) -> int:
    from fontTools.ttLib import TTCollection

    if path.suffix.lower() not in {".ttc", ".otc"}:
        return 0
    with TTCollection(str(path), lazy=True) as collection:
        for index, font in enumerate(collection.fonts):
            if font["name"].getBestFamilyName() == family:
                return index
    raise PaperError(f"字体文件 {path.name} 中没有 {family}")


def _with_outline(hb: Any, face: Any) -> Iterator[int]:
    font = hb.Font(face)
    for code in face.unicodes:
        extents = font.get_glyph_extents(font.get_nominal_glyph(code))
        if code in SPACES or (extents and extents.width and extents.height):
            yield code


def _is_han(code: int) -> bool:
    """Han of every extension, radicals, CJK signs and forms; plus the signs of Europe's languages and of mathematics."""
    return 0x2E80 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF or 0xA0 <= code <= 0x2BFF


def _renamed(data: bytes, face: Face) -> bytes:
    from io import BytesIO

    from fontTools.ttLib import TTFont, newTable

    font = TTFont(BytesIO(data), recalcTimestamp=False, recalcBBoxes=False)
    em = font["head"].unitsPerEm
    ascent, descent = round(em * ASCENT), round(em * DESCENT)
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = ascent, -descent, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, -descent, 0
    os2.usWinAscent, os2.usWinDescent = ascent, descent
    os2.usWeightClass, os2.fsSelection, os2.fsType = 400, 0x40, 0
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


def _codes(spans: object) -> Iterator[int]:
    assert isinstance(spans, list)
    for first, last in spans:
        yield from range(first, last + 1)


def _replace(path: Path, data: bytes) -> None:
    draft = path.with_suffix(".part")
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
