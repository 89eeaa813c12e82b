"""What kind of file some bytes are (文件类型), told by their content alone: the kinds that evidence may have, no others.

A name's ending proves nothing and is never asked. Only kinds with no active content of their own are known: no
programs, web pages, drawings with script, nor office files with macros.
"""

from __future__ import annotations

import re
import struct
import zipfile
from dataclasses import dataclass
from io import BytesIO

DIRECTORY = b"PK\x05\x06"
MOST_MEMBERS = 5_000
LARGEST_DIRECTORY = 2_000_000
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file: media type, usual ending, Chinese name; `shown` where browsers show it as a still picture."""

    media_type: str
    ending: str
    label: str
    shown: bool = False


JPEG = FileType("image/jpeg", "jpg", "JPEG图片", shown=True)
PNG = FileType("image/png", "png", "PNG图片", shown=True)
WEBP = FileType("image/webp", "webp", "WebP图片", shown=True)
HEIC = FileType("image/heic", "heic", "HEIC图片")
PDF = FileType("application/pdf", "pdf", "PDF")
OFD = FileType("application/ofd", "ofd", "OFD")
DOCX = FileType("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "Word文档")
XLSX = FileType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "Excel表格")
TEXT = FileType("text/plain", "txt", "文本")
MP3 = FileType("audio/mpeg", "mp3", "MP3录音")
WAV = FileType("audio/wav", "wav", "WAV录音")
AMR = FileType("audio/amr", "amr", "AMR录音")
M4A = FileType("audio/mp4", "m4a", "M4A录音")
MP4 = FileType("video/mp4", "mp4", "MP4录像")
MOV = FileType("video/quicktime", "mov", "MOV录像")
TYPES = {t.media_type: t for t in (JPEG, PNG, WEBP, HEIC, PDF, OFD, DOCX, XLSX, TEXT, MP3, WAV, AMR, M4A, MP4, MOV)}
ACCEPTED = "图片（JPG、PNG、WebP、HEIC）、PDF、OFD、Word（docx）、Excel（xlsx）、文本、录音（MP3、WAV、M4A、AMR）和录像（MP4、MOV）"
BRANDS = {
    b"heic": HEIC,
    b"heix": HEIC,
    b"heim": HEIC,
    b"mif1": HEIC,
    b"M4A ": M4A,
    b"qt  ": MOV,
    b"isom": MP4,
    b"iso2": MP4,
    b"iso4": MP4,
    b"iso5": MP4,
    b"iso6": MP4,
    b"mp41": MP4,
    b"mp42": MP4,
    b"avc1": MP4,
    b"MSNV": MP4,
    b"3gp4": MP4,
    b"3gp5": MP4,
    b"3gp6": MP4,
}


SIGNATURES = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"%PDF-", PDF),
    (b"#!AMR", AMR),
    (b"ID3", MP3),
)
CHUNKED = {b"WEBP": WEBP, b"WAVE": WAV}


def sniff(data: bytes) -> FileType | None:
    """The kind of some bytes, None where it is none of those that are accepted."""
    found = next((kind for signature, kind in SIGNATURES if data.startswith(signature)), None)
    if found is not None:
        return found
    if data.startswith(b"RIFF"):
        return CHUNKED.get(data[8:12])
    if data[4:8] == b"ftyp":
        return BRANDS.get(data[8:12])
    if data.startswith(b"PK\x03\x04"):
        return _package(_members(data))
    if _is_mpeg_audio(data):
        return MP3
    return TEXT if _is_text(data) else None


def _is_mpeg_audio(data: bytes) -> bool:
    """Two MPEG layer III frame headers, the second where the first says that its frame ends."""
    length = _frame(data)
    return bool(length) and _frame(data[length:]) > 0


BITRATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
LOW_BITRATES = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
SAMPLE_RATES = (44_100, 48_000, 32_000)
HEADER = 4


def _frame(data: bytes) -> int:
    """The length of the MPEG layer III frame that begins here, 0 where none does."""
    if len(data) < HEADER or data[0] != 0xFF or data[1] & 0xE6 != 0xE2:  # noqa: PLR2004 - sync word and layer III
        return 0
    full, rate, sampling, padding = (data[1] >> 3) & 3, data[2] >> 4, (data[2] >> 2) & 3, (data[2] >> 1) & 1
    if full == 1 or rate in {0, 15} or sampling == 3:  # noqa: PLR2004 - values that the standard reserves
        return 0
    first = full == 3  # noqa: PLR2004 - MPEG 1; 2 is MPEG 2, 0 is MPEG 2.5
    hertz = SAMPLE_RATES[sampling] >> (0 if first else 1 if full else 2)
    return (144_000 if first else 72_000) * (BITRATES if first else LOW_BITRATES)[rate] // hertz + padding


def _members(data: bytes) -> frozenset[str]:
    """The names in a package's directory; nothing is unpacked, and a directory of absurd size is not read."""
    end = data.rfind(DIRECTORY)
    if end < 0 or len(data) - end < 22:  # noqa: PLR2004 - the length of the record
        return frozenset()
    members, size = struct.unpack("<HI", data[end + 10 : end + 16])
    if members > MOST_MEMBERS or size > LARGEST_DIRECTORY:
        return frozenset()
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return frozenset(package.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return frozenset()


def _package(names: frozenset[str]) -> FileType | None:
    """An office file or an OFD by its members; none with macros."""
    if any(name.rsplit("/", 1)[-1].lower().startswith("vbaproject") for name in names):
        return None
    if "OFD.xml" in names:
        return OFD
    if "[Content_Types].xml" not in names:
        return None
    return DOCX if "word/document.xml" in names else XLSX if "xl/workbook.xml" in names else None


def _is_text(data: bytes) -> bool:
    """Text in UTF-8 or GB 18030 without control characters."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return bool(text.strip()) and CONTROL.search(text) is None
    return False
