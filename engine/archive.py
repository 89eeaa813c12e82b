"""A backup's file (备份文件): an uncompressed tar whose first member, the manifest, names every other with its hash.

Knows files only. Written aside and moved, so that a crash or a full disk leaves no half archive under its name.
"""

from __future__ import annotations

import errno
import hashlib
import os
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

import orjson

from engine.errors import NotReady, Refusal

MANIFEST = "manifest.json"
CHUNK = 1 << 20
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
DAMAGED = "备份文件已经损坏"


class Damaged(Refusal):
    """A backup is not what was written (备份损坏); the detail names what is wrong."""

    title = "备份不能使用"


@contextmanager
def disk_errors(what: str) -> Iterator[None]:
    """Say in Chinese what the disk refused."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise NotReady(f"{what}没有完成：磁盘空间不足；请清理磁盘或者换一个位置，没有留下半份文件") from error
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR}:
            raise NotReady(f"{what}没有完成：目标位置不存在或者不能写入；请检查路径和权限") from error
        raise


def file_hash(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(target: Path, manifest: dict[str, Any], members: Mapping[str, Path]) -> int:
    """Write the archive; returns its size in bytes. The manifest gets the members' sizes and hashes."""
    aside = target.with_name(f".{target.name}.{os.getpid()}.part")
    manifest["members"] = {n: {"size": p.stat().st_size, "sha256": file_hash(p)} for n, p in sorted(members.items())}
    try:
        with aside.open("xb") as file:
            aside.chmod(0o600)  # the keys are inside
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                data = orjson.dumps(manifest, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)
                tar.addfile(_info(MANIFEST, len(data)), BytesIO(data))
                for name, about in manifest["members"].items():
                    with members[name].open("rb") as member:
                        tar.addfile(_info(name, about["size"]), member)
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    return size


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info


def read_manifest(archive: Path) -> dict[str, Any]:
    """The manifest alone; raises Damaged."""
    with _opened(archive) as tar:
        return _manifest(tar)


def unpack(archive: Path, folder: Path) -> dict[str, Any]:
    """Unpack all members below a folder, each checked against the manifest; returns that. Raises Damaged."""
    with _opened(archive) as tar:
        manifest = _manifest(tar)
        missing = dict(manifest["members"])
        for info in tar:
            if info.name == MANIFEST:
                continue
            about = missing.pop(info.name, None)
            path = PurePosixPath(info.name)
            if about is None or not info.isreg() or path.is_absolute() or ".." in path.parts:
                raise Damaged(f"备份文件里有清单之外的内容：{info.name}")
            member = tar.extractfile(info)
            if member is None or _copy(member, folder / path) != about["sha256"]:
                raise Damaged(f"{DAMAGED}：{info.name}的内容与清单不符")
    if missing:
        raise Damaged(f"{DAMAGED}：缺少{min(missing)}等{len(missing)}个文件")
    return manifest


def _manifest(tar: tarfile.TarFile) -> dict[str, Any]:
    first = tar.next()
    member = tar.extractfile(first) if first is not None and first.name == MANIFEST else None
    if member is None:
        raise Damaged("这个文件不是康乃馨的备份：开头没有清单")
    try:
        manifest: dict[str, Any] = orjson.loads(member.read())
        _ = [about["sha256"] for about in manifest["members"].values()]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Damaged(f"{DAMAGED}：清单不能读取") from None
    return manifest


def _copy(member: Any, path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = hashlib.sha256()
    with path.open("xb") as file:
        path.chmod(0o600)
        while chunk := member.read(CHUNK):
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


@contextmanager
def _opened(archive: Path) -> Iterator[tarfile.TarFile]:
    try:
        file: BinaryIO
        with archive.open("rb") as file, tarfile.open(fileobj=file, mode="r:") as tar:
            yield tar
    except FileNotFoundError:
        if archive.exists():
            raise
        raise Damaged(f"没有找到备份文件{archive.name}") from None
    except (tarfile.TarError, EOFError):
        raise Damaged(f"{DAMAGED}，或者不是备份文件：不能按备份格式读取") from None
