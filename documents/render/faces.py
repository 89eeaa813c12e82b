"""The faces papers are set in: which installed fonts stand behind which neutral name, and how they are cut.

Full fonts make a paper slow and large, and their differing metrics break the grid of 22 lines, so each is cut
once at set-up (`python -m documents.render.faces [folder]`): only the characters the face is asked for, the
same vertical metrics, no layout tables. A private fontconfig file names the cut faces and nothing else.
An office that owns 方正小标宋简体, 仿宋_GB2312 or 楷体_GB2312 names their folder in CARNATION_FONTS_OWN.
"""

import json
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from documents.render.errors import PaperError

RECIPE = 2
"""Raised whenever the way of cutting changes, so that old cut files are made anew."""
ASCENT, DESCENT = 0.880, 0.120
"""Share of the em above and below the baseline, the same in every face: else one rare name moves its line."""
SPACES = frozenset({0x20, 0xA0, 0x200B, 0x3000})
"""Kept in every face: a space after Han is shaped with the Han face and prints a box where that has none."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """An installed font: the stem of its file and, in a collection, the family of the one wanted."""

    stem: str
    member: str = ""


@dataclass(frozen=True, kw_only=True)
class Face:
    """One face of the papers.

    `family` is the neutral name the style sheet uses; `label` is what officers call it; the first of
    `sources` that is found is cut; `repertoire` names the characters it keeps: `han` (GB/T 2312 and ASCII),
    `latin` (ASCII only), `rest` (every other Han character and sign that no earlier face of the tail has).
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
        sources=(
            *(Source(stem=s) for s in ("仿宋_GB2312", "FangSong_GB2312", "simfang", "FandolFang-Regular")),
            _SONG,
        ),
    ),
    Face(family="Paper Song", label="宋体", sources=(*(Source(stem=s) for s in ("SimSun", "simsun")), _SONG)),
    Face(
        family="Paper Title",
        label="小标宋",
        sources=(
            *(Source(stem=s) for s in ("方正小标宋简体", "FZXBSJW", "FZXiaoBiaoSong-B05S", "FandolSong-Bold")),
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
                for s in ("楷体_GB2312", "KaiTi_GB2312", "simkai", "LXGWWenKai-Regular", "FandolKai-Regular")
            ),
            _SONG,
        ),
    ),
    Face(family="Paper Rare", label="补字一", sources=(_SONG,), repertoire="rest"),
    Face(family="Paper Rare Two", label="补字二", sources=(Source(stem="BabelStoneHan"),), repertoire="rest"),
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
    """The cut faces on disk: their folder, fontconfig file, and the characters the tail can draw."""

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
        raise PaperError(f"打印文书的字库还没有准备好（{folder}），请由系统管理员运行 carnation 完成安装") from error
    if missing:
        raise PaperError(f"打印文书的字库不完整，缺少：{'、'.join(missing)}，请由系统管理员重新安装字库")
    drawable = frozenset(code for first, last in spans for code in range(first, last + 1))
    return CutFaces(folder=cut, config=write_fontconfig(cut), drawable=drawable)


def write_fontconfig(cut: Path) -> Path:
    """Write the private fontconfig file that knows the folder `cut` and nothing else; returns its path."""
    text = (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>'
        f"<dir>{cut}</dir><cachedir>{cut / 'cache'}</cachedir></fontconfig>\n"
    )
    path = cut / "fonts.conf"
    if not path.is_file() or path.read_text("utf-8") != text:
        try:
            path.write_text(text, "utf-8")
        except OSError as error:
            raise PaperError(f"字库文件夹不能写入（{cut}），请由系统管理员检查权限或者重新安装字库") from error
    return path


if __name__ == "__main__":
    from documents.render.cutting import main

    sys.exit(main(sys.argv[1:]))
