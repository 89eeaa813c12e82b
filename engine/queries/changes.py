"""What has happened in a case since somebody looked (案件动态), for a hint on a page that is open."""

from __future__ import annotations

from dataclasses import dataclass

from engine.actors import Actor
from engine.canonical import read
from engine.database import Tx
from engine.office import Office
from engine.queries.detail import find_case

MOST = 3


@dataclass(frozen=True, slots=True)
class Changes:
    """How long the case's chain is now, and what has happened since, in a sentence; empty where nothing has."""

    seq: int
    words: str


def changes_since(office: Office, tx: Tx, actor: Actor, case_id: str, seq: int) -> Changes:
    """What has been added to a case after an event that the actor has seen; raises NotFound."""
    header = find_case(office, tx, actor, case_id)
    if header.seq <= seq:
        return Changes(header.seq, "")
    directory = office.directory(tx)
    rows = tx.all(
        "SELECT actor_id, text FROM events WHERE case_id = :id AND seq > :seq ORDER BY seq LIMIT :most",
        {"id": case_id, "seq": max(seq, 0), "most": MOST},
    )
    acts = []
    for actor_id, text in rows:
        officer = directory.officers.get(actor_id)
        acts.append((f"{officer.name}：" if officer else "") + read(text)["label"])
    more = f"等{header.seq - seq}项" if header.seq - seq > MOST else ""
    return Changes(header.seq, f"您打开页面以后案件有变化：{'；'.join(acts)}{more}。")
