"""Small files of every kind that evidence may have, made here, for tests of uploads."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO


def png(width: int = 2, height: int = 2, colour: bytes = b"\xa8\x20\x2c") -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = (b"\x00" + colour * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def package(*members: str) -> bytes:
    """A zip with these members, each holding its own name."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name in members:
            made.writestr(name, name)
    return file.getvalue()


def pdf(text: str = "wages") -> bytes:
    """A PDF of one page that says something in Latin letters."""
    page = f"BT /F1 24 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(page), page),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (n, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start
    )


def mp3() -> bytes:
    """Two silent frames of MPEG 1 layer III, 128 kbit/s, 44.1 kHz."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    return frame * 2


DOCX = package("[Content_Types].xml", "word/document.xml")
XLSX = package("[Content_Types].xml", "xl/workbook.xml")
SAMPLES = {
    "image/jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(20),
    "image/png": png(),
    "image/webp": b"RIFF\x1a\x00\x00\x00WEBPVP8L" + bytes(14),
    "image/heic": b"\x00\x00\x00\x18ftypheic" + bytes(12),
    "application/pdf": pdf(),
    "application/ofd": package("OFD.xml", "Doc_0/Document.xml"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": XLSX,
    "text/plain": "3月工资没有发".encode(),
    "audio/mpeg": mp3(),
    "audio/wav": b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(20),
    "audio/amr": b"#!AMR\n" + bytes(20),
    "audio/mp4": b"\x00\x00\x00\x18ftypM4A " + bytes(12),
    "video/mp4": b"\x00\x00\x00\x18ftypisom" + bytes(12),
    "video/quicktime": b"\x00\x00\x00\x14ftypqt  " + bytes(8),
}
REFUSED = {
    "a program": b"MZ\x90\x00\x03" + bytes(60),
    "an ELF program": b"\x7fELF\x02\x01\x01" + bytes(60),
    "an old Word file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60),
    "a Word file with macros": package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    "an archive": package("工资.xlsx"),
    "half an archive": XLSX[:60],
    "a directory that claims too much": XLSX[:-12] + struct.pack("<HI", 65_000, 9_000_000) + XLSX[-6:],
    "noise": bytes(range(256)),
    "blanks": b"   \n",
    "a film of an unknown brand": b"\x00\x00\x00\x18ftypevil" + bytes(12),
    "half a frame of sound": mp3()[:100],
}
