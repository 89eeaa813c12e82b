"""The parts of the set-up script that need no machine, and the lock that it installs."""

import json
import sys
import tomllib
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest
from packaging.specifiers import SpecifierSet

from tests.support.lock import lock_faults

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script `carnation` as a module, without the byte code that would be left beside it."""
    loader = SourceFileLoader("carnation_script", str(ROOT / "carnation"))
    module = module_from_spec(spec_from_loader(loader.name, loader))
    kept, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    loader.exec_module(module)
    sys.dont_write_bytecode = kept
    return module


class TestPython:
    @pytest.mark.parametrize("version", [(3, 11, 2), (3, 12, 0), (3, 13, 9)])
    def test_a_fitting_one_is_accepted(self, script: ModuleType, version: tuple[int, ...]) -> None:
        assert script.python_fault(version) is None

    @pytest.mark.parametrize("version", [(3, 9, 2), (3, 10, 14), (3, 14, 0), (2, 7, 18), (4, 0, 0)])
    def test_another_is_named_in_chinese(self, script: ModuleType, version: tuple[int, ...]) -> None:
        fault = script.python_fault(version)
        assert f"当前为 {version[0]}.{version[1]}" in fault
        assert "需要 Python 3.11 至 3.13" in fault

    def test_the_range_is_that_of_the_project(self, script: ModuleType) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        fitting = SpecifierSet(project["requires-python"])
        for minor in range(8, 20):
            assert (script.python_fault((3, minor)) is None) == fitting.contains(f"3.{minor}")


class TestMissingPackages:
    def test_only_a_wholly_installed_package_counts(self, script: ModuleType) -> None:
        listing = "installed qpdf\nhalf-configured chromium\nconfig-files postgresql\nnot-installed libatomic1\n"
        wanted = ["qpdf", "chromium", "postgresql", "libatomic1", "fontconfig"]
        assert script.missing(wanted, listing) == ["chromium", "postgresql", "libatomic1", "fontconfig"]

    def test_nothing_is_missing_when_all_are_there(self, script: ModuleType) -> None:
        wanted = script.TEST_PACKAGES.split()
        assert script.missing(wanted, "".join(f"installed {name}\n" for name in wanted)) == []

    def test_everything_is_missing_where_dpkg_knows_none(self, script: ModuleType) -> None:
        assert script.missing(["qpdf"], "") == ["qpdf"]

    def test_tests_need_what_running_needs(self, script: ModuleType) -> None:
        assert set(script.RUN_PACKAGES.split()) < set(script.TEST_PACKAGES.split())


class TestStamp:
    @pytest.fixture
    def checkout(self, tmp_path: Path) -> Path:
        (tmp_path / "requirements.lock").write_text("a==1\n", "utf-8")
        (tmp_path / "pyproject.toml").write_text("[project]\n", "utf-8")
        return tmp_path

    def test_it_is_the_same_for_the_same_checkout(self, script: ModuleType, checkout: Path) -> None:
        assert script.fingerprint(checkout, (3, 11, 2)) == script.fingerprint(checkout, (3, 11, 9))

    @pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml", "documents/render/faces.py"])
    def test_it_differs_when_a_source_changes(self, script: ModuleType, checkout: Path, name: str) -> None:
        before = script.fingerprint(checkout, (3, 11))
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).write_text("changed\n", "utf-8")
        assert script.fingerprint(checkout, (3, 11)) != before

    def test_it_differs_under_another_python(self, script: ModuleType, checkout: Path) -> None:
        assert script.fingerprint(checkout, (3, 11)) != script.fingerprint(checkout, (3, 12))

    def test_it_differs_when_the_folder_was_moved(self, script: ModuleType, checkout: Path) -> None:
        before = script.fingerprint(checkout, (3, 11))
        moved = checkout.rename(checkout.with_name("moved"))
        assert script.fingerprint(moved, (3, 11)) != before

    def test_it_survives_being_written(self, script: ModuleType, checkout: Path) -> None:
        stamp = script.fingerprint(checkout, (3, 11))
        (checkout / "stamp").write_text(json.dumps(stamp), "utf-8")
        assert script.read_stamp(checkout / "stamp") == stamp

    @pytest.mark.parametrize("text", ["", '{"sources": "ab', "[1]", "null"])
    def test_a_cut_short_one_counts_as_none(self, script: ModuleType, checkout: Path, text: str) -> None:
        (checkout / "stamp").write_text(text, "utf-8")
        assert script.read_stamp(checkout / "stamp") == {}

    def test_an_absent_one_counts_as_none(self, script: ModuleType, checkout: Path) -> None:
        assert script.read_stamp(checkout / "absent") == {}


class TestDiagnosis:
    @pytest.mark.parametrize(
        ("output", "advice"),
        [
            ("E: You don't have enough free space in /var/cache/apt/archives/.", "磁盘空间不足"),
            ("OSError: [Errno 28] No space left on device", "磁盘空间不足"),
            (
                "error: Failed to fetch: `x`\n  Caused by: dns error: failed to lookup address",
                "网络或软件源不通",
            ),
            ("Err:1 bookworm InRelease\n  Temporary failure resolving 'mirror'", "网络或软件源不通"),
            ("[Errno 13] Permission denied: '/srv/carnation/.tools'", "没有写入权限"),
            ("/usr/bin/python3: No module named pip", "缺少 pip"),
            ("hash mismatch", "原因见上"),
        ],
    )
    def test_a_failed_command_becomes_one_clear_sentence(self, script: ModuleType, output: str, advice: str) -> None:
        message = str(script.diagnose("程序库", output))
        assert advice in message
        assert "“程序库”未完成" in message
        assert output.splitlines()[-1] in message


class TestLock:
    PROJECT = """
        [project]
        dependencies = ["Ruled.Paper[ink]>=1.2,<2"]
        [project.optional-dependencies]
        dev = ["probe>=3"]
    """
    HASH = f"--hash=sha256:{'0' * 64}"
    SOUND = f"probe==3.1 ; os_name == 'posix' \\\n    {HASH} \\\n    {HASH}\nruled-paper==1.4.0 \\\n    {HASH}\n"

    def test_a_sound_one_has_no_faults(self) -> None:
        assert lock_faults(self.SOUND, self.PROJECT) == []

    @pytest.mark.parametrize(
        ("old", "new", "fault"),
        [
            ("probe==3.1", "--index-url https://example.invalid/simple\nprobe==3.1", "names a host"),
            ("probe==3.1", "probe @ https://example.invalid/probe.whl", "names a host"),
            (f"ruled-paper==1.4.0 \\\n    {HASH}", "ruled-paper==1.4.0", "ruled-paper has no hash"),
            (
                f"ruled-paper==1.4.0 \\\n    {HASH}",
                "ruled-paper==1.4.0 \\\n    --hash=sha256:00",
                "has no hash",
            ),
            ("ruled-paper==1.4.0", "ruled-paper>=1.4", "ruled-paper is not pinned"),
            ("ruled-paper==1.4.0", "ruled-paper==1.*", "ruled-paper is not pinned"),
            ("ruled-paper==1.4.0", "ruled-paper==2.0", "2.0 in the lock is outside"),
            ("ruled-paper==1.4.0", "other==1.4.0", "Ruled.Paper is wanted"),
            ("probe==3.1", "probe==2.9", "probe 2.9 in the lock is outside"),
            ("probe==3.1", "-r more.txt\nprobe==3.1", "not a pinned package: -r more.txt"),
        ],
    )
    def test_a_fault_is_found(self, old: str, new: str, fault: str) -> None:
        assert old in self.SOUND
        faults = lock_faults(self.SOUND.replace(old, new), self.PROJECT)
        assert any(fault in found for found in faults), faults

    def test_that_of_the_project_has_no_faults(self) -> None:
        lock, project = ((ROOT / name).read_text("utf-8") for name in ("requirements.lock", "pyproject.toml"))
        assert lock_faults(lock, project) == []
