"""The one gate, behind `./carnation test`: every check in turn, then the tests, whose line closes it.

All checks run even when one fails. With arguments only the tests run, and get them.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

BIN = Path(sys.executable).parent
CHECKS: dict[str, tuple[str | Path, ...]] = {
    "ruff check": (BIN / "ruff", "check", ".", "carnation"),
    "ruff format": (BIN / "ruff", "format", "--check", ".", "carnation"),
    "lint-imports": (BIN / "lint-imports",),
    "mypy": (BIN / "mypy",),
    "requirements.lock": (sys.executable, "-m", "tests.support.lock"),
}
TESTS = (sys.executable, "-m", "pytest", "-n", "2")


def check(name: str, command: Sequence[str | Path]) -> bool:
    """Run one check under one line; its output is shown only when it finds something."""
    began = time.monotonic()
    done = subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    print(f"{'✓' if done.returncode == 0 else '✗'} {name}  {time.monotonic() - began:.1f} s", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0


def main(arguments: Sequence[str]) -> int:
    """Run the gate in the current folder; returns an exit code."""
    failed = [] if arguments else [name for name, command in CHECKS.items() if not check(name, command)]
    if failed:
        print(f"检查未通过：{'、'.join(failed)}。", flush=True)
    environment = {**os.environ, "CARNATION_TEST_COMPLETE": "1"}
    tests = subprocess.run([*TESTS, *arguments], check=False, stdin=subprocess.DEVNULL, env=environment)
    return tests.returncode or (1 if failed else 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
