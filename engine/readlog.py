"""Who looked at what or administered what, when and why (留痕): append-only, numbered and chained by SM3.

Subjects are ids, never personal data themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from engine.canonical import canonical, link, moment
from engine.clock import SHANGHAI
from engine.database import Tx
from engine.office import Office
from engine.vocabulary import SYSTEM

SERIES = "read_log"
GENESIS = "0" * 64
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log."""

    id: int
    at: str
    actor_id: str
    action: str
    subject: str
    reason: str
    hash: str

    def linked(self, previous: str) -> str:
        """The hash that this line must have after the previous line's."""
        plain = [self.id, self.at, self.actor_id, self.action, self.subject, self.reason]
        return link(previous, canonical(plain))


def record(tx: Tx, office: Office, actor_id: str, action: str, subject: str, reason: str = "") -> None:
    """Append a line in the caller's transaction: what is logged and the log stand or fall together."""
    # The counter's row serialises writers, so that the chain never forks, and its value numbers the line.
    row = tx.one(
        "INSERT INTO counters (series, last) VALUES (:s, 1)"
        " ON CONFLICT (series) DO UPDATE SET last = counters.last + 1 RETURNING last",
        {"s": SERIES},
    )
    number = int(row[0]) if row else 0
    before = tx.one("SELECT hash FROM read_log WHERE id = :id", {"id": number - 1})
    entry = Entry(number, moment(office.clocks.now()), actor_id, action, subject, reason, "")
    tx.run(
        "INSERT INTO read_log (id, at, actor_id, action, subject, reason, hash)"
        " VALUES (:id, :at, :actor, :action, :subject, :reason, :hash)",
        {
            "id": number,
            "at": entry.at,
            "actor": actor_id,
            "action": action,
            "subject": subject,
            "reason": reason,
            "hash": entry.linked(before[0] if before else GENESIS),
        },
    )


def entries(
    tx: Tx,
    *,
    before: int | None = None,
    limit: int = 100,
    actor_id: str = "",
    subject: str = "",
    day: date | None = None,
    within: tuple[str, str] = ("", ""),
) -> list[Entry]:
    """The newest lines first, one page by key; of one person, about one subject or of one day (Shanghai) where asked.

    `within` is a range of division codes: only acts of the departments there, and of the system.
    """
    since, until = _moments(day)
    rows = tx.all(
        "SELECT id, at, actor_id, action, subject, reason, hash FROM read_log WHERE id < :before"
        " AND (:actor = '' OR actor_id = :actor) AND (:subject = '' OR subject = :subject)"
        " AND at >= :since AND at < :until"
        " AND (:low = '' OR actor_id = :system OR EXISTS (SELECT 1 FROM accounts a JOIN units u ON u.id = a.unit_id"
        " WHERE a.id = read_log.actor_id AND u.jurisdiction >= :low AND u.jurisdiction < :high))"
        " ORDER BY id DESC LIMIT :limit",
        {
            "before": before or 2**31 - 1,
            "actor": actor_id,
            "subject": subject,
            "since": since,
            "until": until,
            "low": within[0],
            "high": within[1],
            "system": SYSTEM.code,
            "limit": limit,
        },
    )
    return [Entry(*row) for row in rows]


def _moments(day: date | None) -> tuple[str, str]:
    """From when until when a day lasts, as rows write moments; without a day, always."""
    if day is None:
        return "", "9999"
    begins = datetime.combine(day, time(), SHANGHAI)
    return moment(begins), moment(begins + timedelta(days=1))


def head(tx: Tx) -> tuple[int, str]:
    """How many lines there are, and the hash of the last."""
    row = tx.one("SELECT id, hash FROM read_log ORDER BY id DESC LIMIT 1", {})
    return (int(row[0]), str(row[1])) if row else (0, GENESIS)


def problems(tx: Tx) -> Iterator[str]:
    """Every line that was changed, removed or slipped in, in Chinese."""
    previous, expected = GENESIS, 1
    while True:
        rows = tx.all(
            "SELECT id, at, actor_id, action, subject, reason, hash FROM read_log WHERE id >= :from"
            " ORDER BY id LIMIT :n",
            {"from": expected, "n": BATCH},
        )
        for row in rows:
            entry = Entry(*row)
            if entry.id != expected:
                yield f"查阅记录：缺少第{expected}号至第{entry.id - 1}号，可能被删除"
            elif entry.linked(previous) != entry.hash:
                yield f"查阅记录：第{entry.id}号与前后记录的摘要不衔接，内容可能被改动"
            previous, expected = entry.hash, entry.id + 1
        if len(rows) < BATCH:
            break
    counter = tx.one("SELECT last FROM counters WHERE series = :s", {"s": SERIES})
    last = int(counter[0]) if counter else 0
    if last >= expected:
        yield f"查阅记录：缺少第{expected}号至第{last}号，可能被删除"
    elif last < expected - 1:
        yield f"查阅记录：计数器为{last}，但已有第{expected - 1}号，计数器可能被改动"
