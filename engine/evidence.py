"""One case as a file that anybody can verify offline (案件导出): its events, and the row that they must give.

Personal fields stay sealed in it (names in the title and among the parties are as clear as in every list).
"""

from __future__ import annotations

from typing import Any

import orjson

from engine.errors import NotFound
from engine.office import Office
from engine.projections import CASE_COLUMNS, NAMES, PROJECTIONS, case_row, projections
from engine.replay import replay
from engine.snapshot import rows_of, snapshot
from engine.verify import EVENT_COLUMNS

FORMAT = "carnation-case-1"
EVENT = EVENT_COLUMNS.split(", ")


def export_case(office: Office, case_id: str) -> bytes:
    """The case as JSON; raises NotFound. Who may have it is for the caller to ask."""
    with snapshot(office) as tx:
        row = tx.one(f"SELECT {CASE_COLUMNS} FROM cases WHERE id = :id", {"id": case_id})
        if row is None:
            raise NotFound("没有找到这个案件，或者您无权查看")
        events = rows_of(tx, "events", EVENT_COLUMNS, [case_id], "seq")[case_id]
        beside = {t: rows_of(tx, t, columns, [case_id], order)[case_id] for t, (columns, order) in PROJECTIONS.items()}
    data = {
        "format": FORMAT,
        "case": dict(zip(NAMES, row, strict=True)),
        "events": [dict(zip(EVENT, event, strict=True)) for event in events],
        "rows": {table: [list(r) for r in rows] for table, rows in beside.items()},
    }
    return orjson.dumps(data, option=orjson.OPT_INDENT_2)


def verify_export(data: bytes) -> list[str]:
    """Everything wrong with an exported case, in Chinese; needs no database and no installation."""
    try:
        file: dict[str, Any] = orjson.loads(data)
        row, rows = file["case"], file["rows"]
        events = [tuple(event[name] for name in EVENT) for event in file["events"]]
        if file["format"] != FORMAT:
            return [f"文件的格式是{file['format']}，本程序只认识{FORMAT}"]
        made = replay(row["id"], events)
        return [
            *made.problems,
            *case_row(made, row, None),
            *projections(made, row["id"], row["unit_id"], rows, None),
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        return ["这个文件不是导出的案件，或者已经损坏"]
