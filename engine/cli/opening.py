"""Opens the installation for a verb that works on its data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.office import Office


@contextmanager
def opened_office() -> Iterator[Office]:
    """The office, with a current database; raises NotReady where there is none yet."""
    from engine import startup
    from engine.errors import NotReady
    from engine.migrate import is_current
    from engine.office import open_office
    from engine.settings import Installation

    installation = Installation()
    folder = installation.data.absolute()
    url = installation.database()
    if url.startswith("sqlite") and not installation.database_url and not (folder / "carnation.db").exists():
        raise NotReady(
            f"“{folder}”里还没有数据。请先启动一次（carnation serve），或者用CARNATION_DATA指定数据目录{_demo_hint()}"
        )
    startup.check_folder(folder)
    if not is_current(url):
        raise NotReady("数据库结构不是当前版本，请先执行：carnation migrate")
    office = open_office(installation)
    try:
        yield office
    finally:
        office.close()


def _demo_hint() -> str:
    from engine.demo import demo_folder

    folder = demo_folder().absolute()
    return f"；演示数据在“{folder}”" if (folder / "carnation.db").exists() else ""
