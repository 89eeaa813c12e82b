"""One consistent state of the database for a long reading, while others go on writing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from engine.database import Row, Tx, in_list
from engine.office import Office

BATCH = 200


@contextmanager
def snapshot(office: Office) -> Iterator[Tx]:
    """A reading transaction that sees nothing written after its first statement, on both databases."""
    with office.database.read() as tx:
        if office.database.dialect == "postgresql":
            tx.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY", {})
        yield tx


def batches(tx: Tx, columns: str, size: int = BATCH) -> Iterator[list[Row]]:
    """All rows of `cases` in the order of their ids, a few at a time; the first column must be the id."""
    after = ""
    while True:
        sql = f"SELECT {columns} FROM cases WHERE id > :after ORDER BY id LIMIT :size"
        rows = tx.all(sql, {"after": after, "size": size})
        if rows:
            yield rows
        if len(rows) < size:
            return
        after = rows[-1][0]


def rows_of(tx: Tx, table: str, columns: str, cases: Sequence[str], order: str) -> dict[str, list[Row]]:
    """The rows of a table that belong to some cases, by case; the first column, the case's id, is left off."""
    listed, values = in_list("case", cases)
    found: dict[str, list[Row]] = defaultdict(list)
    for row in tx.all(
        f"SELECT case_id, {columns} FROM {table} WHERE case_id IN {listed} ORDER BY case_id, {order}", values
    ):
        found[row[0]].append(row[1:])
    return found
