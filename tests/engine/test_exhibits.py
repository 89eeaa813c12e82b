"""Evidence files: taken by their content, vouched for by the chain, never lost, seen by whom the policy lets see."""

from __future__ import annotations

import errno
import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import exhibits, store
from engine import queries as q
from engine.administration import recuse
from engine.backup import backup, restore
from engine.bundle import export_bundle, verify_bundle
from engine.clock import Clocks
from engine.errors import InvalidForm, NotAllowed, NotFound, NotReady
from engine.evidence import export_case, verify_export
from engine.exhibits import Exhibit, ExhibitKind, FileRefused, FileTooLarge, KeptFile
from engine.filetypes import sniff
from engine.migrate import migrate
from engine.office import open_office
from engine.settings import Installation
from engine.verify import verify
from tests.support.county import County, make_county
from tests.support.files import REFUSED, SAMPLES, png
from tests.support.scene import Scene
from workflows.labour_inspection.forms import Complaint

WORDS = Exhibit("杨春兰3月工资条，533024199203150024", ExhibitKind.DOCUMENT, "投诉人提供")


def opened(county: County) -> str:
    return county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection").case_id


def keep(county: County, data: bytes = png(), name: str = "工资条.png") -> KeptFile:
    return exhibits.keep(county.office, name, io.BytesIO(data))


def add(county: County, case: str, data: bytes = png(), said: Exhibit = WORDS, person: str = "duan") -> str:
    return exhibits.register(county.office, county.office.actor(person), case, keep(county, data), said)


def listed(county: County, case: str) -> list[q.ExhibitView]:
    with county.office.database.read() as tx:
        return q.exhibits_of(county.office, tx, county.office.directory(tx), case)


class TestTypes:
    @pytest.mark.parametrize("media_type", SAMPLES)
    def test_are_told_by_the_content(self, media_type: str) -> None:
        found = sniff(SAMPLES[media_type])
        assert found is not None
        assert found.media_type == media_type

    @pytest.mark.parametrize("what", REFUSED)
    def test_of_other_kinds_are_refused(self, county: County, what: str) -> None:
        with pytest.raises(FileRefused, match="不是能登记的类型"):
            keep(county, REFUSED[what], "照片.jpg")

    @given(st.binary(max_size=400))
    def test_no_content_breaks_the_telling(self, data: bytes) -> None:
        for head in (b"", b"PK\x03\x04", b"RIFF", b"\xff\xfb\x90\x00"):
            sniff(head + data)

    @pytest.mark.parametrize(
        ("name", "clean"),
        [
            ("C:\\照片\\工资条.jpg", "工资条.jpg"),
            ("../../etc/passwd", "passwd"),
            ("收据\u202egpj.exe", "收据gpj.exe"),
            ('a"b\r\nX: y.png', "abX y.png"),
            ("...", "未命名"),
            ("长" * 200 + ".png", "长" * 108 + "….png"),
        ],
    )
    def test_a_name_deceives_nobody(self, name: str, clean: str) -> None:
        assert exhibits.clean_name(name) == clean


class TestRegistering:
    def test_grows_the_chain_and_not_the_version(self, county: County) -> None:
        case = opened(county)
        with county.office.database.read() as tx:
            before = store.load(tx, county.office.database, case, lock=False)
        identity = add(county, case)
        with county.office.database.read() as tx:
            after = store.load(tx, county.office.database, case, lock=False)
        assert before is not None
        assert after is not None
        assert (after.seq, after.version) == (before.seq + 1, before.version)
        (exhibit,) = listed(county, case)
        assert (exhibit.id, exhibit.number, exhibit.added_by, exhibit.type.label) == (identity, 1, "段志明", "PNG图片")
        assert verify(county.office).problems == []

    def test_seals_the_words_and_the_bytes(self, county: County, tmp_path: Path) -> None:
        case = opened(county)
        data = "杨春兰的银行流水".encode()
        add(county, case, data)
        with county.office.database.read() as tx:
            rows = tx.all("SELECT label, source, name FROM exhibits", {}) + tx.all("SELECT text FROM events", {})
        assert not any("工资条" in str(row) or "投诉人提供" in str(row) for row in rows)
        for path in (tmp_path / "office" / "blobs").rglob("*"):
            assert path.is_dir() or data not in path.read_bytes()

    def test_the_same_file_comes_once(self, county: County) -> None:
        case, other = opened(county), opened(county)
        first = add(county, case)
        with pytest.raises(FileRefused, match=r"与本案的证据1.*没有重复登记"):
            add(county, case)
        add(county, other)
        exhibits.withdraw(county.office, county.office.actor("duan"), first, "登错了")
        add(county, case)
        assert [e.number for e in listed(county, case)] == [1, 2]

    def test_what_is_too_large_or_empty_is_refused(self, county: County) -> None:
        county.office.installation.largest_file = 1000
        with pytest.raises(FileTooLarge, match=r"超过0\.001 MB"):
            keep(county, b"x" * 1001)
        with pytest.raises(FileRefused, match="空文件"):
            keep(county, b"")

    def test_a_full_disk_says_so_and_leaves_nothing(self, county: County, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(_: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        case = opened(county)
        with monkeypatch.context() as broken:
            broken.setattr("engine.blobs.os.fsync", full)
            with pytest.raises(NotReady, match="磁盘空间"):
                add(county, case)
        assert listed(county, case) == []
        add(county, case)
        assert verify(county.office).problems == []

    def test_words_that_are_too_long_are_refused(self, county: County) -> None:
        with pytest.raises(InvalidForm, match="不超过100字"):
            add(county, opened(county), said=Exhibit("长" * 101))

    def test_is_for_those_who_handle_the_case(self, county: County) -> None:
        case = opened(county)
        with pytest.raises(NotFound):
            add(county, case, person="stranger")
        with pytest.raises(NotFound):
            add(county, case, person="admin")
        recuse(county.office, case, "cun", "亲属", "head")
        with pytest.raises(NotFound):
            add(county, case, person="cun")


class TestWithdrawing:
    def test_marks_and_keeps(self, county: County) -> None:
        case = opened(county)
        identity = add(county, case, person="reception")
        for reason in ("", "长" * 201):
            with pytest.raises(InvalidForm):
                exhibits.withdraw(county.office, county.office.actor("reception"), identity, reason)
        with pytest.raises(NotAllowed, match="登记人、承办人和负责人"):
            exhibits.withdraw(county.office, county.office.actor("cun"), identity, "不是我的")
        with pytest.raises(NotFound):
            exhibits.withdraw(county.office, county.office.actor("stranger"), identity, "不是我的")
        for _ in range(2):
            exhibits.withdraw(county.office, county.office.actor("head"), identity, "登错案件")
        (exhibit,) = listed(county, case)
        assert (exhibit.withdrawn_by, exhibit.withdrawn_reason) == ("杨国庆", "登错案件")
        assert county.office.blobs.get(exhibit.sha256) == png()
        assert verify(county.office).problems == []
        with county.office.database.read() as tx:
            assert tx.all("SELECT seq FROM events WHERE step = 'exhibit_withdrawn'", {}) == [(3,)]


TAMPERS = {
    "another hash": ("UPDATE exhibits SET sm3 = sha256 WHERE number = 1", "证据1登记的文件摘要与办理记录不一致"),
    "other words": ("UPDATE exhibits SET label = source WHERE number = 1", "证据1的登记内容与办理记录不一致"),
    "removed": ("DELETE FROM exhibits WHERE number = 1", "缺少证据1的登记"),
    "withdrawn in silence": (
        "UPDATE exhibits SET withdrawn_at = added_at WHERE number = 1",
        "证据1的撤回情况与办理记录不一致",
    ),
    "put back in silence": (
        "UPDATE exhibits SET withdrawn_at = NULL WHERE number = 2",
        "证据2的撤回情况与办理记录不一致",
    ),
    "slipped in": (
        (
            "INSERT INTO exhibits SELECT 'x', case_id, 3, kind, label, source, name, media_type, size, sha256, sm3,"
            " added_at, added_by, withdrawn_at, withdrawn_by, withdrawn_reason FROM exhibits WHERE number = 1"
        ),
        "证据3没有对应的办理记录",
    ),
}


class TestProof:
    @pytest.fixture
    def case(self, scene: Scene) -> str:
        case = scene.cases["labour_inspection"]
        add(scene.county, case, SAMPLES["text/plain"])
        second = add(scene.county, case, SAMPLES["application/pdf"])
        exhibits.withdraw(scene.office, scene.office.actor("duan"), second, "登错了")
        return case

    @pytest.mark.parametrize("what", TAMPERS)
    def test_finds_what_was_changed(self, scene: Scene, case: str, what: str) -> None:
        statement, problem = TAMPERS[what]
        assert scene.problems() == ""
        scene.tamper(statement)
        assert problem in scene.problems()
        assert problem in "\n".join(verify_export(export_case(scene.office, case)))

    def test_finds_a_file_that_was_exchanged_or_lost(self, scene: Scene, case: str) -> None:
        path = next((scene.office.installation.data / "blobs").glob(f"*/{listed(scene.county, case)[0].sha256}"))
        path.write_bytes(scene.office.vault.seal_bytes(b"other"))
        assert "证据1：文件内容与登记的摘要不一致" in scene.problems()
        path.unlink()
        assert "证据1：文件不在存储中" in scene.problems()

    def test_a_bundle_carries_the_files_and_verifies_offline(self, scene: Scene, case: str, tmp_path: Path) -> None:
        file = tmp_path / "case.zip"
        count = export_bundle(scene.office, case, file)
        assert verify_bundle(file) == []
        with ZipFile(file) as bundle:
            members = {name: bundle.read(name) for name in bundle.namelist()}
        first = next(name for name in members if name.startswith("evidence/001-"))
        assert members[first] == SAMPLES["text/plain"]
        assert sum(name.startswith("papers/") for name in members) == count - 2 > 0

        def faults(changed: dict[str, bytes]) -> str:
            with ZipFile(tmp_path / "changed.zip", "w") as bundle:
                for name, data in changed.items():
                    bundle.writestr(name, data)
            return "；".join(verify_bundle(tmp_path / "changed.zip"))

        assert "证据1的文件与登记的SHA-256摘要不符" in faults(
            {**members, first: bytes(byte ^ 1 for byte in members[first])}
        )
        assert "证据1的文件大小与登记的不符" in faults({**members, first: b"x"})
        assert "证据1的文件不在案件包里" in faults({n: d for n, d in members.items() if n != first})
        assert "文件evidence/x.exe没有出现在案件记录里" in faults({**members, "evidence/x.exe": b"x"})
        assert "没有案件记录" in faults({first: members[first]})
        file.write_bytes(file.read_bytes()[:-40])
        assert verify_bundle(file) == ["这个文件不是案件包，或者已经损坏"]

    def test_a_bundle_that_cannot_be_whole_is_not_left_behind(self, scene: Scene, case: str, tmp_path: Path) -> None:
        listed_first = listed(scene.county, case)[0]
        next((scene.office.installation.data / "blobs").glob(f"*/{listed_first.sha256}")).unlink()
        with pytest.raises(NotReady, match="证据1：文件不在存储中"):
            export_bundle(scene.office, case, tmp_path / "case.zip")
        assert not (tmp_path / "case.zip").exists()

    def test_an_export_names_it_and_verifies_offline(self, scene: Scene, case: str) -> None:
        data = export_case(scene.office, case)
        assert verify_export(data) == []
        assert listed(scene.county, case)[0].sm3.encode() in data


def test_comes_back_from_a_backup(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'carnation.db'}"
    migrate(url)
    county = make_county(url, tmp_path / "office")
    case = opened(county)
    add(county, case, SAMPLES["application/pdf"])
    backup(county.office, tmp_path / "b.tar")
    county.office.close()
    installation = Installation(data=tmp_path / "again", password_memory_kib=64)
    assert restore(tmp_path / "b.tar", installation).problems == ()
    office = open_office(installation, Clocks())
    with office.database.read() as tx:
        (found,) = q.exhibits_of(office, tx, office.directory(tx), case)
    assert office.blobs.get(found.sha256) == SAMPLES["application/pdf"]
    office.close()


def test_the_case_page_masks_what_is_said_of_a_file(county: County) -> None:
    case = opened(county)
    add(county, case)
    head = county.office.actor("head")

    def label(*, revealed: bool) -> str:
        with county.office.database.read() as tx:
            return q.case_page(county.office, tx, head, case, revealed=revealed).exhibits[0].label

    assert label(revealed=False) == "杨*兰3月工资条，533024********0024"
    assert label(revealed=True) == WORDS.label


def test_nobody_opens_the_evidence_of_a_case_that_is_not_there_for_them(county: County) -> None:
    identity = add(county, opened(county))
    with county.office.database.read() as tx:
        assert q.open_exhibit(county.office, tx, county.office.actor("head"), identity).number == 1
        for person in ("stranger", "admin", "clerk"):
            with pytest.raises(NotFound):
                q.open_exhibit(county.office, tx, county.office.actor(person), identity)
