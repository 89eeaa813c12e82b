"""One case with the bytes of its papers and evidence in one ZIP file (案件包), verifiable offline by its hashes.

`case.json` is the record (see `engine/evidence.py`); each file lies beside it under its SHA-256, which the record's
chain names. The files are as their readers see them, not sealed: whoever makes such a bundle answers for it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import orjson

from engine.blobs import sha256
from engine.canonical import sm3
from engine.case_files import CaseFile, files_in
from engine.errors import FieldError, InvalidForm, NotReady, Refusal
from engine.evidence import export_case, verify_export
from engine.office import Office

RECORD = "case.json"
MOST_BYTES = 4_000_000_000
"""So many bytes of files one bundle holds (4 GB), so that it can be copied to any medium and read anywhere."""
MOST_READ = 1_000_000_000
"""A record or file larger than this is none of ours, so that reading a stranger's bundle cannot fill the memory."""


def export_bundle(office: Office, case_id: str, file: Path) -> int:
    """Write a case with its files; returns how many files it holds. Who may have them is for the caller to ask.

    Raises NotFound, InvalidForm where the files are too large for one bundle, NotReady where a file cannot be read
    from the store; nothing is left behind then.
    """
    record = export_case(office, case_id)
    kept = list(files_in(orjson.loads(record)["rows"]))
    if sum(one.size or 0 for one in kept) > MOST_BYTES:
        said = f"证据材料超过{MOST_BYTES // 10**9} GB，装不进一个案件包；请只导出记录（.json）"
        raise InvalidForm((FieldError("file", "案件包", said),))
    try:
        with file.open("xb") as out, ZipFile(out, "w", allowZip64=True) as bundle:
            bundle.writestr(ZipInfo(RECORD), record, ZIP_DEFLATED)
            for one in kept:
                bundle.writestr(ZipInfo(one.name), _bytes(office, one), ZIP_STORED)
    except (Refusal, OSError):
        file.unlink(missing_ok=True)
        raise
    return len(kept)


def verify_bundle(file: Path) -> list[str]:
    """Everything wrong with a bundle, in Chinese: its record, and each file against the hashes that the record names."""
    try:
        with ZipFile(file) as bundle:
            sizes = {info.filename: info.file_size for info in bundle.infolist()}
            if not 0 < sizes.get(RECORD, 0) <= MOST_READ:
                return ["这个文件里没有案件记录，不是导出的案件包"]
            record = bundle.read(RECORD)
            problems = verify_export(record)
            try:
                kept = {one.name: one for one in files_in(orjson.loads(record)["rows"])}
            except (ValueError, KeyError, TypeError, AttributeError):
                return problems
            strays = sorted(sizes.keys() - {RECORD} - kept.keys())
            return [
                *problems,
                *(problem for name, one in kept.items() for problem in _compared(bundle, one, sizes.get(name))),
                *(f"文件{name}没有出现在案件记录里" for name in strays),
            ]
    except (BadZipFile, OSError, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return ["这个文件不是案件包，或者已经损坏"]


def _bytes(office: Office, one: CaseFile) -> bytes:
    try:
        return office.blobs.get(one.sha256)
    except Refusal as refusal:
        raise NotReady(f"{one.what}：{refusal.detail}") from refusal


def _compared(bundle: ZipFile, one: CaseFile, size: int | None) -> Iterator[str]:
    if size is None:
        yield f"{one.what}的文件不在案件包里"
        return
    if size > MOST_READ or (one.size is not None and size != one.size):
        yield f"{one.what}的文件大小与登记的不符"
        return
    data = bundle.read(one.name)
    if sha256(data) != one.sha256:
        yield f"{one.what}的文件与登记的SHA-256摘要不符，内容被改动"
    elif one.sm3 and sm3(data) != one.sm3:
        yield f"{one.what}的文件与登记的SM3摘要不符"
