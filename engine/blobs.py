"""Where bytes are kept (文件存储): by their hash, sealed, in a folder or in the database.

When something was stored last is remembered beside it, so that what nothing refers to can be told by its age.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Protocol

from engine.canonical import moment
from engine.crypto import Vault
from engine.database import Database
from engine.errors import NotFound, NotReady


def sha256(data: bytes) -> str:
    """The name of some bytes."""
    return hashlib.sha256(data).hexdigest()


class Blobs(Protocol):
    """Content-addressed storage; what is stored never changes."""

    def put(self, data: bytes) -> str:
        """Store the bytes and return their SHA-256; storing them again only makes them young again."""

    def get(self, name: str) -> bytes:
        """The bytes, checked against their name; raises NotFound or NotReady when they were changed."""

    def has(self, name: str) -> bool:
        """Tell whether they are stored."""

    def older_than(self, before: datetime) -> Iterator[str]:
        """The names of what was stored last before that."""

    def drop(self, name: str) -> None:
        """Forget the bytes for good; only for those that nothing refers to."""


class FolderBlobs:
    """A folder of sealed files, two levels deep."""

    def __init__(self, folder: Path, vault: Vault, now: Callable[[], datetime]) -> None:
        self._folder = folder
        self._vault = vault
        self._now = now

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name

    def put(self, data: bytes) -> str:
        name = sha256(data)
        path = self._path(name)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Written aside and moved, so that a crash leaves no half of a file under its name.
            aside = path.with_name(f"{name}.{os.getpid()}.part")
            try:
                with aside.open("wb") as file:
                    file.write(self._vault.seal_bytes(data))
                    file.flush()
                    os.fsync(file.fileno())
                aside.replace(path)
            except OSError as error:
                aside.unlink(missing_ok=True)
                raise NotReady("文件没有保存成功，请检查磁盘空间和数据目录的权限") from error
        at = self._now().timestamp()
        os.utime(path, (at, at))
        return name

    def get(self, name: str) -> bytes:
        try:
            sealed = self._path(name).read_bytes()
        except FileNotFoundError:
            raise NotFound("文件不在存储中，请联系系统管理员从备份恢复") from None
        return _opened(self._vault, sealed, name)

    def has(self, name: str) -> bool:
        return self._path(name).exists()

    def older_than(self, before: datetime) -> Iterator[str]:
        for path in self._folder.glob("[0-9a-f][0-9a-f]/*"):
            if path.name[:2] == path.parent.name and path.stat().st_mtime < before.timestamp():
                yield path.name

    def drop(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)


class DatabaseBlobs:
    """Sealed bytes in rows, for several machines on one database."""

    def __init__(self, database: Database, vault: Vault, now: Callable[[], datetime]) -> None:
        self._database = database
        self._vault = vault
        self._now = now

    def put(self, data: bytes) -> str:
        name = sha256(data)
        with self._database.write() as tx:
            tx.run(
                "INSERT INTO blobs (sha256, sealed, kept_at) VALUES (:name, :sealed, :at)"
                " ON CONFLICT (sha256) DO UPDATE SET kept_at = :at",
                {"name": name, "sealed": self._vault.seal_bytes(data), "at": moment(self._now())},
            )
        return name

    def get(self, name: str) -> bytes:
        with self._database.read() as tx:
            row = tx.one("SELECT sealed FROM blobs WHERE sha256 = :name", {"name": name})
        if row is None:
            raise NotFound("文件不在存储中，请联系系统管理员从备份恢复")
        return _opened(self._vault, bytes(row[0]), name)

    def has(self, name: str) -> bool:
        with self._database.read() as tx:
            return tx.one("SELECT 1 FROM blobs WHERE sha256 = :name", {"name": name}) is not None

    def older_than(self, before: datetime) -> Iterator[str]:
        with self._database.read() as tx:
            rows = tx.all("SELECT sha256 FROM blobs WHERE kept_at < :before", {"before": moment(before)})
        return iter([row[0] for row in rows])

    def drop(self, name: str) -> None:
        with self._database.write() as tx:
            tx.run("DELETE FROM blobs WHERE sha256 = :name", {"name": name})


def _opened(vault: Vault, sealed: bytes, name: str) -> bytes:
    data = vault.unseal_bytes(sealed)
    if sha256(data) != name:
        raise NotReady("文件内容与登记的摘要不一致，可能被改动；请联系系统管理员")
    return data
