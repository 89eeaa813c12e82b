"""Backup while others work, restore into an empty installation, and every way in which that must be refused."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from engine import sessions
from engine.archive import Damaged
from engine.backup import Summary, backup, restore
from engine.clock import Clocks
from engine.dumps import is_empty_postgres
from engine.errors import NotReady
from engine.migrate import migrate
from engine.office import Office, open_office
from engine.settings import Installation
from engine.verify import verify
from tests.support.county import County, make_county
from tests.support.postgres import Cluster
from tests.support.scene import Scene
from tests.support.story import tell
from workflows.labour_inspection.forms import Complaint

ROOT = Path(__file__).parents[2]
Empty = Callable[[], Installation]


@pytest.fixture
def county(scene: Scene) -> County:
    return scene.county


@pytest.fixture
def empty(county: County, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Empty]:
    """Makes empty installations of the county's kind."""
    sqlite = county.office.database.dialect == "sqlite"
    names: list[Any] = []

    def make() -> Installation:
        folder = tmp_path / f"restored{len(names)}"
        if sqlite:
            names.append(None)
            return Installation(data=folder, password_memory_kib=64)
        cluster: Cluster = request.getfixturevalue("postgres_cluster")
        context = cluster.database()
        names.append(context)
        return Installation(data=folder, database_url=cluster.url(context.__enter__()), password_memory_kib=64)

    yield make
    for context in names:
        if context is not None:
            context.__exit__(None, None, None)


def opened(installation: Installation, county: County) -> Office:
    return open_office(installation, Clocks(technical=county.time))


def rows(office: Office, table: str) -> list[Any]:
    with office.database.read() as tx:
        return sorted(map(repr, tx.all(f"SELECT * FROM {table}", {})))


def nothing_left(installation: Installation) -> bool:
    data = installation.data
    clean = not data.exists() and not list(data.parent.glob(".carnation-*"))
    if installation.database_url:
        clean = clean and is_empty_postgres(installation.database_url)
    return clean


class TestRoundTrip:
    def test_everything_comes_back_and_goes_on(self, county: County, empty: Empty, tmp_path: Path) -> None:
        tables = ("cases", "events", "papers", "effects", "requests", "counters", "role_grants", "settings")
        kept = {table: rows(county.office, table) for table in tables}
        saved = backup(county.office, tmp_path / "b.tar")
        target = empty()
        restored = restore(tmp_path / "b.tar", target)
        assert restored == Summary(
            tmp_path / "b.tar", saved.cases, saved.events, saved.papers, saved.files, saved.bytes, saved.root, ()
        )
        assert (saved.cases, saved.files) == (3, saved.papers)
        with closing(opened(target, county)) as office:
            assert {table: rows(office, table) for table in tables} == kept
            assert verify(office).problems == []
            again = County(office, county.time)
            answer = again.take(
                "reception", "register_complaint", Complaint.example(), case_type="labour_inspection", request="new"
            )
            assert answer.number.endswith("2号")
            assert answer.stage

    def test_the_stored_files_open_with_the_restored_key(self, county: County, empty: Empty, tmp_path: Path) -> None:
        backup(county.office, tmp_path / "b.tar")
        target = empty()
        restore(tmp_path / "b.tar", target)
        with closing(opened(target, county)) as office:
            with office.database.read() as tx:
                papers = tx.all("SELECT id, sha256 FROM papers", {})
            assert all(office.blobs.get(sha) == f"paper {identity}".encode() for identity, sha in papers)

    def test_files_kept_in_the_database_come_back_too(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path / 'told.db'}"
        migrate(url)
        county = make_county(url, tmp_path / "office")
        installation = county.office.installation.model_copy(update={"blobs_in_database": True})
        county.office.close()
        county.office = opened(installation, county)
        tell(county)
        saved = backup(county.office, tmp_path / "b.tar")
        county.office.close()
        restore(tmp_path / "b.tar", Installation(data=tmp_path / "restored", blobs_in_database=True))
        assert saved.files == saved.papers

    def test_a_backup_taken_while_others_write_is_one_moment(
        self, county: County, empty: Empty, tmp_path: Path
    ) -> None:
        stop, started, taken = threading.Event(), threading.Event(), 0

        def work() -> None:
            nonlocal taken
            while not stop.is_set():
                name = f"busy-{taken}"
                county.take(
                    "reception", "register_complaint", Complaint.example(), case_type="labour_inspection", request=name
                )
                county.carry()
                taken += 1
                started.set()

        writer = threading.Thread(target=work)
        writer.start()
        started.wait(30)
        try:
            backup(county.office, tmp_path / "b.tar")
        finally:
            stop.set()
            writer.join()
        restored = restore(tmp_path / "b.tar", empty())
        assert 3 < restored.cases <= 3 + taken

    def test_nobody_stays_signed_in_over_a_restore(self, county: County, empty: Empty, tmp_path: Path) -> None:
        started = sessions.start(county.office, "duan")
        backup(county.office, tmp_path / "b.tar")
        target = empty()
        restore(tmp_path / "b.tar", target)
        with closing(opened(target, county)) as office:
            assert sessions.find(office, started.token) is None

    def test_a_folder_as_target_gets_a_file_named_by_the_moment(self, county: County, tmp_path: Path) -> None:
        saved = backup(county.office, tmp_path)
        assert saved.path == tmp_path / "carnation-20261220-020000.tar"
        assert saved.path.stat().st_mode & 0o777 == 0o600


class TestRefusedBackup:
    def test_an_existing_file_is_never_written_over(self, county: County, tmp_path: Path) -> None:
        (tmp_path / "b.tar").write_text("yesterday")
        with pytest.raises(NotReady, match="已经存在"):
            backup(county.office, tmp_path / "b.tar")
        assert (tmp_path / "b.tar").read_text() == "yesterday"

    def test_a_folder_that_is_not_there_is_named_in_chinese(self, county: County, tmp_path: Path) -> None:
        with pytest.raises(NotReady, match="目标位置不存在"):
            backup(county.office, tmp_path / "no" / "b.tar")

    def test_a_full_disk_leaves_no_half_archive(self, county: County, tmp_path: Path) -> None:
        target = tmp_path / "target"
        target.mkdir()
        said = limited(
            "from engine.backup import backup; from engine.office import open_office\n"
            "backup(open_office(installation), Path(sys.argv[2]) / 'b.tar')",
            county.office.installation,
            target,
        )
        assert "磁盘" in said
        assert list(target.iterdir()) == []

    def test_postgresql_without_its_programs_is_said_in_chinese(
        self, postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        county = make_county(postgres_url, tmp_path / "office")
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(NotReady, match="没有找到pg_dump"):
            backup(county.office, tmp_path / "b.tar")
        assert not (tmp_path / "b.tar").exists()
        county.office.close()


def limited(code: str, installation: Installation, folder: Path) -> str:
    """Run code in a process whose files may not grow beyond 60 kB; returns what it was refused with."""
    script = (
        "import sys\nfrom pathlib import Path\nfrom engine.errors import Refusal\n"
        "from engine.settings import Installation\n"
        "installation = Installation.model_validate_json(sys.argv[1])\n"
        f"try:\n{''.join(f'    {line}{chr(10)}' for line in code.splitlines())}"
        "except Refusal as refusal:\n    print(refusal.detail)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script, installation.model_dump_json(), str(folder)],
        env=environment,
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)),
    )
    assert done.stderr.decode() == ""
    return done.stdout.decode()


class TestRefusedRestore:
    @pytest.fixture
    def saved(self, county: County, tmp_path: Path) -> Path:
        return backup(county.office, tmp_path / "b.tar").path

    def test_an_installation_in_use_is_never_written_over(self, county: County, saved: Path) -> None:
        before = rows(county.office, "events")
        with pytest.raises(NotReady, match="已有内容"):
            restore(saved, county.office.installation)
        assert rows(county.office, "events") == before

    def test_a_database_in_use_is_never_written_over(self, county: County, saved: Path, tmp_path: Path) -> None:
        installation = county.office.installation.model_copy(update={"data": tmp_path / "elsewhere"})
        with pytest.raises(NotReady, match="已"):
            restore(saved, installation)
        assert not (tmp_path / "elsewhere").exists()

    @pytest.mark.parametrize("part", ["database/", "blobs/", "keys/"])
    def test_one_changed_byte_in_any_member_is_named(self, saved: Path, empty: Empty, part: str) -> None:
        with tarfile.open(saved) as tar:
            info = next(i for i in tar if i.name.startswith(part))
        data = bytearray(saved.read_bytes())
        data[info.offset_data + info.size // 2] ^= 1
        saved.write_bytes(data)
        target = empty()
        with pytest.raises(Damaged, match=f"{info.name}的内容与清单不符"):
            restore(saved, target)
        assert nothing_left(target)

    @pytest.mark.parametrize("length", [0, 300, 5000, 60_000])
    def test_a_file_cut_short_is_refused(self, saved: Path, empty: Empty, length: int) -> None:
        saved.write_bytes(saved.read_bytes()[:length])
        target = empty()
        with pytest.raises(Damaged):
            restore(saved, target)
        assert nothing_left(target)

    def test_another_file_is_no_backup(self, empty: Empty, tmp_path: Path) -> None:
        (tmp_path / "letter.tar").write_bytes(b"Dear office, " * 200)
        with tarfile.open(tmp_path / "other.tar", "w") as tar:
            tar.addfile(tarfile.TarInfo("letter"), BytesIO())
        target = empty()
        for name in ("letter.tar", "other.tar", "missing.tar"):
            with pytest.raises(Damaged, match="备份"):
                restore(tmp_path / name, target)
        assert nothing_left(target)

    def test_what_the_manifest_does_not_name_is_refused(self, saved: Path, empty: Empty) -> None:
        rebuild(saved, add={"../../evil": b"x"})
        target = empty()
        with pytest.raises(Damaged, match="清单之外"):
            restore(saved, target)
        assert nothing_left(target)

    def test_a_missing_member_is_named(self, saved: Path, empty: Empty) -> None:
        with tarfile.open(saved) as tar:
            name = next(n for n in tar.getnames() if n.startswith("blobs/"))
        rebuild(saved, leave_out=name)
        target = empty()
        with pytest.raises(Damaged, match=f"缺少{name}"):
            restore(saved, target)
        assert nothing_left(target)

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"root": "0" * 64}, "链头总摘要"),
            ({"counts": {"cases": 99}}, "数量"),
            ({"counters": {}}, "编号"),
            ({"read_log": [1, "x"]}, "查阅记录"),
            ({"format": "other"}, "格式"),
        ],
    )
    def test_a_manifest_that_tells_another_story_is_refused(
        self, saved: Path, empty: Empty, change: dict[str, Any], said: str
    ) -> None:
        rebuild(saved, manifest=change)
        target = empty()
        with pytest.raises(Damaged, match=said):
            restore(saved, target)
        assert nothing_left(target)

    def test_a_backup_of_a_newer_program_is_refused(self, saved: Path, empty: Empty) -> None:
        rebuild(saved, manifest={"schema": "9999"})
        with pytest.raises(NotReady, match="更新的程序版本"):
            restore(saved, empty())

    def test_a_backup_of_the_other_database_is_refused(self, county: County, saved: Path, tmp_path: Path) -> None:
        other = "postgresql://nobody@/x" if county.office.database.dialect == "sqlite" else ""
        with pytest.raises(NotReady, match="不能恢复到"):
            restore(saved, Installation(data=tmp_path / "other", database_url=other))

    def test_cases_that_do_not_verify_are_refused_or_accepted_knowingly(
        self, county: County, empty: Empty, tmp_path: Path
    ) -> None:
        with county.office.database.write() as tx:
            tx.run("UPDATE facts SET begun_on = '2026-01-01' WHERE code = 'order_served'", {})
        backup(county.office, tmp_path / "b.tar")
        target = empty()
        with pytest.raises(Damaged, match=r"没有通过核验.*事实“order_served”"):
            restore(tmp_path / "b.tar", target)
        assert nothing_left(target)
        restored = restore(tmp_path / "b.tar", target, accept_problems=True)
        assert len(restored.problems) == 1

    def test_a_full_disk_leaves_nothing_half_restored(self, saved: Path, empty: Empty) -> None:
        target = empty()
        said = limited("from engine.backup import restore\nrestore(Path(sys.argv[2]), installation)", target, saved)
        assert "磁盘" in said
        assert nothing_left(target)


def rebuild(
    path: Path, *, add: dict[str, bytes] | None = None, leave_out: str = "", manifest: dict[str, Any] | None = None
) -> None:
    """Write an archive again with something changed and everything else as it was."""
    with tarfile.open(path) as tar:
        members = {i.name: tar.extractfile(i).read() for i in tar}
    if manifest:
        told = json.loads(members["manifest.json"])
        for key, value in manifest.items():
            told[key] = {**told[key], **value} if isinstance(value, dict) and value else value
        members["manifest.json"] = json.dumps(told).encode()
    members |= add or {}
    with tarfile.open(path, "w") as tar:
        for name, data in members.items():
            if name != leave_out:
                info = tarfile.TarInfo(name)
                info.size = len(data)
                tar.addfile(info, BytesIO(data))
