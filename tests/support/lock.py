"""Whether `requirements.lock` still fits `pyproject.toml`, told without a network.

Knows the format that `uv pip compile --universal --generate-hashes` writes and refuses to know an index.
"""

import re
import tomllib
from collections import defaultdict
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}(?=\s|$)")


def lock_faults(lock: str, project: str) -> list[str]:
    """What is wrong with the text of a lock, given that of pyproject.toml; empty when it is sound."""
    faults = []
    pinned: dict[str, list[str]] = defaultdict(list)
    if "://" in lock:
        faults.append("the lock names a host or an address (://)")
    for entry in lock.replace("\\\n", " ").splitlines():
        if not entry.strip() or entry.lstrip().startswith("#"):
            continue
        requirement, *_ = re.split(r"\s--hash=|\s\\?$", entry, maxsplit=1)
        try:
            parsed = Requirement(requirement)
        except InvalidRequirement:
            faults.append(f"not a pinned package: {requirement.strip()}")
            continue
        version = re.fullmatch(r"==([^*,]+)", str(parsed.specifier))
        if not version:
            faults.append(f"{parsed.name} is not pinned to one version")
            continue
        if not HASH.search(entry):
            faults.append(f"{parsed.name} has no hash")
        pinned[canonicalize_name(parsed.name)].append(version[1])
    for wanted in _direct_dependencies(project):
        versions = pinned[canonicalize_name(wanted.name)]
        if not versions:
            faults.append(f"{wanted.name} is wanted by pyproject.toml and not in the lock")
        faults += [
            f"{wanted.name} {version} in the lock is outside {wanted.specifier}"
            for version in versions
            if not wanted.specifier.contains(version, prereleases=True)
        ]
    return faults


def _direct_dependencies(project: str) -> list[Requirement]:
    table = tomllib.loads(project)["project"]
    extras = table.get("optional-dependencies", {}).values()
    return [Requirement(line) for group in (table["dependencies"], *extras) for line in group]


def main() -> int:
    """Check the files in the current folder; returns an exit code."""
    faults = lock_faults(*(Path(name).read_text("utf-8") for name in ("requirements.lock", "pyproject.toml")))
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
