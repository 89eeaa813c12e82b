"""Backup (备份) of a running installation into one file, and restore (恢复) into an empty one.

The file holds the database as of one moment, the stored files (content-addressed and sealed, never removed, so
that copying them afterwards misses none), the sealing key and a manifest. Whoever has the file has the key: keep
it as carefully as the installation.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine import archive, dumps, readlog
from engine.archive import Damaged, disk_errors
from engine.canonical import moment
from engine.checkpoint import root_of
from engine.database import Tx, open_database
from engine.errors import NotReady
from engine.migrate import migrate, newest
from engine.office import Office, open_office
from engine.settings import Installation
from engine.snapshot import batches, snapshot
from engine.upkeep import note_backup
from engine.verify import Report, verify

FORMAT = "carnation-backup-1"
DATABASE = {"sqlite": "carnation.db", "postgresql": "carnation.dump"}
BLOB = re.compile(r"[0-9a-f]{64}")
SHOWN = 5
COUNTED = ("events", "papers", "exhibits", "facts", "deadlines", "effects", "requests", "accounts", "units", "blobs")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a backup holds or a restore brought back; `problems` are those that verification found, if accepted."""

    path: Path
    cases: int
    events: int
    papers: int
    files: int
    bytes: int
    root: str
    problems: tuple[str, ...] = ()


def backup(office: Office, target: Path) -> Summary:
    """Back up into a new file, or into a file named by the moment below an existing folder.

    Others may go on working meanwhile. Raises NotReady where the disk is full, the file exists already or
    PostgreSQL's programs are missing; no half file is left then.
    """
    if target.is_dir():
        target = target / f"carnation-{office.clocks.now():%Y%m%d-%H%M%S}.tar"
    if target.exists():
        raise NotReady(f"{target.name}已经存在，没有覆盖；请换一个文件名")
    with disk_errors("备份"), _workplace(target.parent) as work:
        manifest = _copy_database(office, work)
        folder = office.installation.data.absolute()
        members = {"database/" + DATABASE[manifest["dialect"]]: work / DATABASE[manifest["dialect"]]}
        members |= {f"keys/{path.name}": path for path in sorted((folder / "keys").iterdir())}
        members |= {f"blobs/{path.parent.name}/{path.name}": path for path in _blobs(folder / "blobs")}
        size = archive.write(target, manifest, members)
    made = _summary(target, manifest, size)
    note_backup(office, target.name, made.bytes, made.cases)
    return made


def restore(source: Path, installation: Installation, *, accept_problems: bool = False) -> Summary:
    """Restore a backup into an empty installation, checked before it is declared good.

    Raises NotReady where something is there already, Damaged where the file is not what was written or the
    restored cases do not verify; nothing is left then. `accept_problems` takes back an installation whose
    cases had problems when it was backed up; the file itself must be whole all the same.
    """
    manifest = _readable(source, installation)
    _must_be_empty(installation)
    folder = installation.data.absolute()
    with disk_errors("恢复"), _workplace(folder.parent) as work:
        archive.unpack(source, work)
        url = _load_database(work, installation, manifest["dialect"])
        try:
            migrate(url)
            problems = _check(work, url, installation, manifest, accept_problems=accept_problems)
            _move_in(work, folder, installation)
        except BaseException:
            if manifest["dialect"] == "postgresql":
                dumps.clear_postgres(url)
            raise
    return _summary(source, manifest, source.stat().st_size, problems)


def _copy_database(office: Office, work: Path) -> dict[str, Any]:
    """Copy the database and describe exactly what was copied."""
    url, dialect = office.installation.database(), office.database.dialect
    target = work / DATABASE[dialect]
    if dialect == "postgresql":
        with snapshot(office) as tx:
            dumps.dump_postgres(tx, url, target)
            return _describe(tx, office, dialect)
    dumps.copy_sqlite(dumps.sqlite_file(url), target)
    copy = open_database(f"sqlite:///{target}")
    try:
        with copy.read() as tx:
            manifest = _describe(tx, office, dialect)
    finally:
        copy.close()
    dumps.make_one_file(target)  # reading has made the copy a WAL database again
    return manifest


def _describe(tx: Tx, office: Office, dialect: str) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "made_at": moment(office.clocks.now()),
        "dialect": dialect,
        "schema": newest(),
        **_content(tx),
    }


def _content(tx: Tx) -> dict[str, Any]:
    """What the database says of itself: counts, the root over all chain heads, counters, the read log's head."""
    entries = ((i, s, h) for rows in batches(tx, "id, seq, head") for i, s, h in rows)
    counts = {table: _count(tx, table) for table in ("cases", *COUNTED)}
    return {
        "counts": counts,
        "root": root_of(entries),
        "counters": dict(tx.all("SELECT series, last FROM counters ORDER BY series", {})),
        "read_log": list(readlog.head(tx)),
    }


def _count(tx: Tx, table: str) -> int:
    row = tx.one(f"SELECT count(*) FROM {table}", {})
    return int(row[0]) if row else 0


def _blobs(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.glob("??/*")) if BLOB.fullmatch(path.name))


def _readable(source: Path, installation: Installation) -> dict[str, Any]:
    """The manifest, if this program can restore it here."""
    manifest = archive.read_manifest(source)
    if manifest.get("format") != FORMAT:
        raise Damaged(f"备份的格式是{manifest.get('format')}，本程序只认识{FORMAT}")
    if str(manifest.get("schema")) > newest():
        raise NotReady("备份由更新的程序版本建立；请先升级程序，再恢复")
    here = "sqlite" if dumps.is_sqlite(installation.database()) else "postgresql"
    if manifest.get("dialect") != here:
        names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        raise NotReady(f"备份来自{names.get(str(manifest.get('dialect')))}，不能恢复到{names[here]}")
    return manifest


def _must_be_empty(installation: Installation) -> None:
    folder, url = installation.data.absolute(), installation.database()
    if folder.exists() and any(folder.iterdir()):
        raise NotReady(f"数据目录{folder.name}里已有内容；只能恢复到空的安装，没有改动任何内容")
    if dumps.is_sqlite(url):
        if dumps.sqlite_file(url).exists():
            raise NotReady("数据库文件已经存在；只能恢复到空的安装，没有改动任何内容")
    elif not dumps.is_empty_postgres(url):
        raise NotReady("数据库里已有内容；只能恢复到空的数据库，没有改动任何内容")


def _load_database(work: Path, installation: Installation, dialect: str) -> str:
    """Make the database usable; returns its address for the time of checking."""
    file = work / "database" / DATABASE[dialect]
    if dialect == "sqlite":
        return f"sqlite:///{file}"
    dumps.load_postgres(installation.database(), file)
    return installation.database()


def _check(
    work: Path, url: str, installation: Installation, manifest: dict[str, Any], *, accept_problems: bool
) -> tuple[str, ...]:
    """Compare with the manifest and verify everything, over the restored files."""
    if not (work / "keys" / "sealing.key").exists():
        raise Damaged("备份里没有密钥文件sealing.key，个人信息不能解密")
    office = open_office(installation.model_copy(update={"data": work, "database_url": url}))
    try:
        with snapshot(office) as tx:
            found = _content(tx)
        for name, label in (("counts", "数量"), ("root", "链头总摘要"), ("counters", "编号"), ("read_log", "查阅记录")):
            if found[name] != manifest.get(name):
                raise Damaged(f"恢复出来的{label}与备份清单不一致，没有恢复")
        report: Report = verify(office)
        with office.database.write() as tx:
            # Who was signed in then may have been shut out since.
            tx.run("DELETE FROM sessions", {})
    finally:
        office.close()
    if report.problems and not accept_problems:
        more = f"等{len(report.problems)}个问题" if len(report.problems) > SHOWN else ""
        raise Damaged("备份里的数据没有通过核验，没有恢复：" + "；".join(report.problems[:SHOWN]) + more)
    return tuple(report.problems)


def _move_in(work: Path, folder: Path, installation: Installation) -> None:
    """Put the checked files in place, the database last: before it there is no installation."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    placed: list[Path] = []
    moves = [(work / name, folder / name) for name in ("keys", "blobs")]
    if dumps.is_sqlite(installation.database()):
        file = dumps.sqlite_file(installation.database())
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        moves.append((work / "database" / DATABASE["sqlite"], file))
    try:
        for source, target in moves:
            if source.exists():
                shutil.move(source, target)
                placed.append(target)
    except BaseException:
        for target in placed:
            shutil.rmtree(target) if target.is_dir() else target.unlink()
        raise


@contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    """A folder aside, on the same disk, that is gone afterwards."""
    work = Path(tempfile.mkdtemp(prefix=".carnation-", dir=folder))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _summary(path: Path, manifest: dict[str, Any], size: int, problems: tuple[str, ...] = ()) -> Summary:
    counts = manifest["counts"]
    files = sum(name.startswith("blobs/") for name in manifest["members"]) + counts["blobs"]
    return Summary(path, counts["cases"], counts["events"], counts["papers"], files, size, manifest["root"], problems)
