"""A checkpoint (检查点): what all cases looked like at one moment, kept outside the database.

A case's own chain cannot show that the whole case was rewritten or removed; a checkpoint handed to another
office can. The root alone may be printed; the list says which case it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from engine import readlog
from engine.canonical import digest, moment
from engine.database import Tx, in_list
from engine.errors import NotReady
from engine.office import Office
from engine.snapshot import BATCH, batches, snapshot

FORMAT = "carnation-checkpoint-1"
LATITUDE = timedelta(minutes=2)


def leaf(case_id: str, seq: int, head: str) -> str:
    """The hash of one case in the tree; marked, so that no node can pass for a leaf."""
    return digest(f"leaf\n{case_id}\n{seq}\n{head}")


class Merkle:
    """The root of a Merkle tree over SM3 that grows leaf by leaf, keeping one hash per level."""

    def __init__(self) -> None:
        self._levels: list[str | None] = []
        self.count = 0

    def add(self, hashed: str) -> None:
        """Append a leaf."""
        self.count += 1
        for level, waiting in enumerate(self._levels):
            if waiting is None:
                self._levels[level] = hashed
                return
            self._levels[level] = None
            hashed = digest(f"node\n{waiting}\n{hashed}")
        self._levels.append(hashed)

    def root(self) -> str:
        """The root so far; a node without a neighbour moves up as it is."""
        root = ""
        for waiting in self._levels:
            if waiting is not None:
                root = digest(f"node\n{waiting}\n{root}") if root else waiting
        return root or digest("empty")


def root_of(entries: Iterable[tuple[str, int, str]]) -> str:
    """The root over cases in the order of their ids."""
    tree = Merkle()
    for case_id, seq, head in entries:
        tree.add(leaf(case_id, seq, head))
    return tree.root()


def make_checkpoint(office: Office) -> dict[str, Any]:
    """The checkpoint of now, as a value for a JSON file: count, root, and every case's id, length and head."""
    # Taken before the snapshot and a little early: a case may be committed some time after its first moment.
    made_at = moment(office.clocks.now() - LATITUDE)
    with snapshot(office) as tx:
        entries = [list(row) for rows in batches(tx, "id, seq, head") for row in rows]
        count, head = readlog.head(tx)
    return {
        "format": FORMAT,
        "made_at": made_at,
        "cases": len(entries),
        "root": root_of((i, s, h) for i, s, h in entries),
        "entries": entries,
        "read_log": [count, head],
    }


def compare(tx: Tx, checkpoint: dict[str, Any]) -> Iterator[str]:
    """Every case that was changed, removed or slipped in since, in Chinese.

    A case that only grew is as it should be: its chain still holds the head of then. Raises NotReady where the
    file is no checkpoint.
    """
    try:
        entries = [(str(i), int(s), str(h)) for i, s, h in checkpoint["entries"]]
        format_, root, cases, made_at = (checkpoint[k] for k in ("format", "root", "cases", "made_at"))
        log_count, log_head = checkpoint["read_log"]
    except (KeyError, TypeError, ValueError):
        raise NotReady("这个文件不是检查点文件，或者已经损坏") from None
    if format_ != FORMAT:
        raise NotReady(f"检查点文件的格式是{format_}，本程序只认识{FORMAT}")
    if root_of(entries) != root or len(entries) != cases:
        yield "检查点文件本身被改动：总摘要与清单不符，请换用另一份"
        return
    for n in range(0, len(entries), BATCH):
        yield from _compare_batch(tx, entries[n : n + BATCH])
    yield from _slipped_in(tx, {entry[0] for entry in entries}, made_at)
    row = tx.one("SELECT hash FROM read_log WHERE id = :id", {"id": log_count})
    if log_count and (row is None or row[0] != log_head):
        yield f"查阅记录：检查点时的第{log_count}号已被删除或者改动"


def _compare_batch(tx: Tx, entries: list[tuple[str, int, str]]) -> Iterator[str]:
    listed, values = in_list("case", [entry[0] for entry in entries])
    now = {r[0]: r[1:] for r in tx.all(f"SELECT id, number, seq, head FROM cases WHERE id IN {listed}", values)}
    for case_id, seq, head in entries:
        if case_id not in now:
            yield f"案件（{case_id}）：检查点时有{seq}条记录，现在整个案件不见了"
            continue
        number, seq_now, head_now = now[case_id]
        if (seq_now, head_now) == (seq, head):
            continue
        row = tx.one("SELECT hash FROM events WHERE case_id = :id AND seq = :seq", {"id": case_id, "seq": seq})
        if seq_now < seq:
            yield f"案件{number}（{case_id}）：检查点时有{seq}条记录，现在只有{seq_now}条"
        elif row is None or row[0] != head:
            yield f"案件{number}（{case_id}）：检查点以后，以前的记录被改写"


def _slipped_in(tx: Tx, known: set[str], made_at: str) -> Iterator[str]:
    """Cases that claim to be older than the checkpoint and are not in it."""
    for rows in batches(tx, "id, number"):
        fresh = [row for row in rows if row[0] not in known]
        for case_id, number in fresh:
            row = tx.one("SELECT at FROM events WHERE case_id = :id ORDER BY seq LIMIT 1", {"id": case_id})
            if row is None or row[0] < made_at:
                yield f"案件{number}（{case_id}）：自称在检查点以前登记，但检查点里没有，可能是事后补造的"
