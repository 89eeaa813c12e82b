"""Which programs the tests find on this machine, and what follows when one is not there."""

import os
import shutil
from pathlib import Path

import pytest


def is_complete_run() -> bool:
    """Whether a missing program is a fault: in CI and through `./carnation test`, not in a run by hand."""
    return os.environ.get("CI") == "true" or os.environ.get("CARNATION_TEST_COMPLETE") == "1"


def find_program(name: str, *, package: str, folders: str = "") -> Path:
    """Path of a program on PATH or in a folder of the pattern (the highest version wins).

    Otherwise the test that asks fails by name in a complete run and is skipped in others.
    """
    found = shutil.which(name)
    if found:
        return Path(found)
    candidates = sorted(Path("/").glob(f"{folders.lstrip('/')}/{name}"), key=_version) if folders else []
    if candidates:
        return candidates[-1]
    message = f"找不到 {name}：请安装系统软件包 {package}（./carnation test 会自动安装）。"
    if is_complete_run():
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def _version(path: Path) -> list[int]:
    return [int(part) for part in path.parts if part.isdigit()]
