"""Files that nothing refers to (无主文件): chosen and never registered, or sent with a complaint that was set aside.

Nobody needs them, and a photo of somebody's papers is personal data (《个人信息保护法》第19条, 第47条). What a paper,
a piece of evidence or a submission that is still kept refers to is never touched.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import timedelta

from cryptography.exceptions import InvalidTag

from engine import submissions
from engine.database import Tx, in_list
from engine.office import Office

KEPT = timedelta(days=30)
"""For so long a file may wait to be registered; a form that was left open is long over by then."""
AT_ONCE = 500
log = logging.getLogger("carnation.leftovers")


def erase_leftovers(office: Office) -> int:
    """Erase the files to which nothing has referred for a month; says how many. A sweep calls this."""
    erased = 0
    old = office.blobs.older_than(office.clocks.now() - KEPT)
    for names in _chunks(old):
        with office.database.write() as tx:
            # In a write transaction, so that nothing begins to refer to one of them meanwhile.
            loose = set(names) - _registered(tx, names)
            if loose:
                try:
                    loose -= {kept.sha256 for kept in submissions.files_kept(office, tx)}
                except (InvalidTag, ValueError):
                    log.exception(
                        "有网上提交的材料不能解密，不知道它有哪些照片，没有清除无主文件；请执行carnation verify"
                    )
                    return erased
        for name in sorted(loose):
            office.blobs.drop(name)
        erased += len(loose)
    return erased


def _registered(tx: Tx, names: list[str]) -> set[str]:
    listed, values = in_list("name", names)
    rows = tx.all(
        f"SELECT sha256 FROM papers WHERE sha256 IN {listed} UNION SELECT sha256 FROM exhibits WHERE sha256 IN {listed}",
        values,
    )
    return {row[0] for row in rows}


def _chunks(names: Iterable[str]) -> Iterator[list[str]]:
    found: list[str] = []
    for name in names:
        found.append(name)
        if len(found) == AT_ONCE:
            yield found
            found = []
    if found:
        yield found
