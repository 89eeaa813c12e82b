"""The papers of a case (文书) as lists and downloads see them; renders nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from engine.actors import Actor
from engine.canonical import day_of, read
from engine.database import Row, Tx, in_list
from engine.errors import NotFound
from engine.office import Office
from engine.permissions import visible

SEVERAL = 2
COLUMNS = "p.id, p.case_id, p.code, p.label, p.number, p.state, p.issued_on, p.needs_service, p.served_on, p.sha256, p.void_reason"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper in the ledger; `sha256` is None until it was rendered."""

    id: str
    case_id: str
    code: str
    label: str
    number: str | None
    state: str
    issued_on: date
    needs_service: bool
    served_on: date | None
    sha256: str | None
    void_reason: str

    @property
    def state_label(self) -> str:
        """The state in words."""
        if self.state == "void":
            return "作废"
        if self.served_on:
            return "已送达" if self.sha256 else "已送达，正在生成"
        if self.sha256 is None:
            return "正在生成"
        return "待送达" if self.needs_service else "已生成"


def papers_of(tx: Tx, case_id: str) -> list[Paper]:
    """The papers of a case, newest first; the caller has asked the policy.

    Of several with the same name each says of which paper it proves the service: 送达回证（限期改正指令书）.
    """
    rows = tx.all(
        f"SELECT {COLUMNS}, p.issued_seq FROM papers p WHERE p.case_id = :id ORDER BY p.id DESC", {"id": case_id}
    )
    found = [(_paper(row[:-1]), int(row[-1])) for row in rows]
    names = Counter(paper.label for paper, _ in found)
    if max(names.values(), default=0) < SEVERAL:
        return [paper for paper, _ in found]
    served = _served_by(tx, case_id, {seq for paper, seq in found if names[paper.label] >= SEVERAL})
    told = []
    for paper, seq in found:
        code = served.get(seq) if names[paper.label] >= SEVERAL else None
        about = next((other.label for other, then in found if other.code == code and then < seq), "")
        told.append(replace(paper, label=f"{paper.label}（{about}）") if about else paper)
    return told


def _served_by(tx: Tx, case_id: str, acts: set[int]) -> dict[int, str]:
    """Which kind of paper each of these acts registered as served, by the act's number."""
    names, values = in_list("seq", sorted(acts))
    rows = tx.all(f"SELECT seq, text FROM events WHERE case_id = :id AND seq IN {names}", {"id": case_id, **values})
    found: dict[int, str] = {}
    for seq, text in rows:
        for code, row in read(text).get("patch", {}).get("papers", {}).items():
            if row and row.get("served") and "id" not in row:
                found[int(seq)] = code
    return found


def open_paper(office: Office, tx: Tx, actor: Actor, paper_id: str) -> Paper:
    """A paper of a case that the actor may see; raises NotFound."""
    predicate, values = visible(actor, office.supervising_roles)
    row = tx.one(
        f"SELECT {COLUMNS} FROM papers p JOIN cases c ON c.id = p.case_id WHERE p.id = :paper AND {predicate}",
        {"paper": paper_id, **values},
    )
    if row is None:
        raise NotFound("没有找到这份文书，或者您无权查看")
    return _paper(row)


def _paper(row: Row) -> Paper:
    identity, case_id, code, label, number, state, issued_on, needs_service, served_on, sha256, reason = row
    issued = date.fromisoformat(issued_on)
    return Paper(
        identity, case_id, code, label, number, state, issued, bool(needs_service), day_of(served_on), sha256, reason
    )
