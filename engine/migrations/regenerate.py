"""Makes revision 0001 anew from `engine/tables/`: `python -m engine.migrations.regenerate`, before a release only."""

from __future__ import annotations

import sys
from pathlib import Path

from alembic import command
from sqlalchemy import create_engine

from engine.migrate import FOLDER, configuration


def regenerate() -> None:
    """Write `versions/0001_first_tables.py` over; refuses when later revisions exist."""
    versions = FOLDER / "versions"
    old = sorted(versions.glob("[0-9]*.py"))
    if any(path.name[:4] > "0001" for path in old):
        sys.exit("0001 is frozen: later revisions stand on it; write a new revision instead")
    for path in old:
        path.unlink()
    with create_engine("sqlite://").begin() as connection:
        made = command.revision(configuration(connection), "First tables", autogenerate=True, rev_id="0001")
    if isinstance(made, list) or made is None:
        raise TypeError("one revision was expected")
    path = Path(made.path)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "# ###" not in line), "utf-8")


if __name__ == "__main__":
    regenerate()
