"""What `carnation serve` checks before it starts, and what it says."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest

from engine import startup
from engine.errors import NotReady


class TestTheAddress:
    @pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
    def test_of_this_machine_is_fine(self, host: str) -> None:
        startup.check_address(host, behind_proxy=False)

    @pytest.mark.parametrize("host", ["0.0.0.0", "10.1.2.3", "::", "carnation.longling.example"])
    def test_of_others_needs_a_proxy(self, host: str) -> None:
        with pytest.raises(NotReady, match="CARNATION_BEHIND_PROXY"):
            startup.check_address(host, behind_proxy=False)
        startup.check_address(host, behind_proxy=True)


class TestThePort:
    def test_that_is_taken_is_named(self) -> None:
        with startup.listen("127.0.0.1", 0) as taken:
            port = taken.getsockname()[1]
            with pytest.raises(NotReady, match=f"端口{port}已被其他程序占用"):
                startup.listen("127.0.0.1", port)

    def test_that_is_taken_gives_the_demo_the_next_free_one(self) -> None:
        with startup.listen("127.0.0.1", 0) as taken:
            port = taken.getsockname()[1]
            with startup.listen("127.0.0.1", port, search=True) as found:
                assert found.getsockname()[1] > port

    def test_is_free_again_at_once_after_a_visit(self) -> None:
        with startup.listen("127.0.0.1", 0) as listener:
            port = listener.getsockname()[1]
            with socket.create_connection(("127.0.0.1", port)):
                listener.accept()[0].close()
        startup.listen("127.0.0.1", port).close()

    def test_of_a_host_that_is_not_ours_is_refused(self) -> None:
        with pytest.raises(NotReady, match="CARNATION_HOST"):
            startup.listen("192.0.2.1", 8600)


class TestTheDataFolder:
    def test_is_made_for_this_user_alone(self, tmp_path: Path) -> None:
        folder = tmp_path / "new" / "data"
        startup.check_folder(folder)
        assert folder.stat().st_mode & 0o777 == 0o700
        assert list(folder.iterdir()) == []

    def test_that_is_a_file_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "data").touch()
        with pytest.raises(NotReady, match="不是目录"):
            startup.check_folder(tmp_path / "data")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    def test_on_a_full_disk_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / f".probe-{os.getpid()}").symlink_to("/dev/full")
        with pytest.raises(NotReady, match="磁盘空间已满"):
            startup.check_folder(tmp_path)

    @pytest.mark.parametrize(
        ("number", "words"),
        [
            (errno.EACCES, "不能写入"),
            (errno.EROFS, "不能写入"),
            (errno.EDQUOT, "磁盘空间已满"),
            (errno.EIO, "不能使用"),
        ],
    )
    def test_that_cannot_be_used_is_explained(self, number: int, words: str) -> None:
        refusal = startup.explain(OSError(number, os.strerror(number)), Path("/srv/carnation"))
        assert words in refusal.detail
        assert "/srv/carnation" in refusal.detail

    def test_is_used_by_one_instance(self, tmp_path: Path) -> None:
        with startup.lock(tmp_path), pytest.raises(NotReady, match=f"进程{os.getpid()}"):
            startup.lock(tmp_path)
        startup.lock(tmp_path).close()


def test_a_missing_library_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    startup.check_libraries()
    monkeypatch.setattr(startup, "SUBSETTER", "libnowhere.so.0")
    with pytest.raises(NotReady, match="libharfbuzz-subset0"):
        startup.check_libraries()
