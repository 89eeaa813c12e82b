"""Return files (回盘): many receipts told in one file, each line matched with its case and taken as a step of it.

Knows no file format: whoever reads the file gives lines of texts. A line that fits no case, or several, waits
for a person who assigns or dismisses it with a reason. Confirming takes the step of every matched line, by the
same way as by hand; a line that is confirmed twice is taken once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from engine import readlog
from engine.actors import Actor
from engine.canonical import canonical, moment, moment_of, read
from engine.cases import Command, refusal_of, take_steps
from engine.database import Tx
from engine.errors import FieldError, InvalidForm, NotAllowed, NotFound, Refusal
from engine.ids import new_id
from engine.masking import mask_id
from engine.office import Office
from engine.permissions import visible
from engine.return_matching import NUMBER, PERSON, Read, Target, candidates, case_of, print_of

MOST_LINES = 5_000
BATCH = 100


class LineState(StrEnum):
    """Where a line stands."""

    UNREADABLE = "unreadable"
    UNMATCHED = "unmatched"
    MATCHED = "matched"
    DONE = "done"
    REFUSED = "refused"
    DISMISSED = "dismissed"

    @property
    def label(self) -> str:
        """The state in words."""
        return {
            "unreadable": "读不出来",
            "unmatched": "等人认领",
            "matched": "已对上待登记",
            "done": "已登记",
            "refused": "不能登记",
            "dismissed": "不登记",
        }[self.value]


OPEN = (LineState.UNREADABLE, LineState.UNMATCHED, LineState.REFUSED)
"""What still waits for a person."""


@dataclass(frozen=True, slots=True)
class LineView:
    """A line as people see it; the identity number is masked."""

    file_id: str
    line: int
    state: LineState
    cells: Mapping[str, str]
    case_id: str
    case_number: str
    case_title: str
    why: str


@dataclass(frozen=True, slots=True)
class FileView:
    """A file with the number of its lines by state."""

    id: str
    name: str
    uploaded_by: str
    uploaded_at: datetime
    counts: Mapping[LineState, int]
    case_type: str
    step: str

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return sum(self.counts.values())


def targets(office: Office, actor: Actor) -> list[Target]:
    """The steps that the actor may take from return files."""
    return [
        Target(compiled, step)
        for compiled in office.registry
        if compiled.case_type.agency.code == actor.unit.agency
        for step in compiled.steps.values()
        if step.returns and any(role.code in actor.acting_roles for role in step.by)
    ]


def target_of(office: Office, actor: Actor, case_type: str, step: str) -> Target:
    """One of them; raises NotAllowed."""
    for target in targets(office, actor):
        if (target.compiled.code, target.step.name) == (case_type, step):
            return target
    raise NotAllowed("您的角色不能用回盘文件办理这个步骤")


def keep_file(office: Office, actor: Actor, target: Target, name: str, data: bytes, lines: Sequence[Read]) -> str:
    """Keep a file's lines and match them; returns its id, that of the earlier one for the same bytes.

    Raises InvalidForm where there is no line, or there are too many.
    """
    if not lines or len(lines) > MOST_LINES:
        text = f"有{len(lines)}行，一个文件最多{MOST_LINES}行，请分开上传" if lines else "没有数据行"
        raise InvalidForm((FieldError("file", "回盘文件", text),))
    sha256 = hashlib.sha256(data).hexdigest()
    key = {"unit": actor.unit.id, "type": target.compiled.code, "step": target.step.name, "sha": sha256}
    with office.database.write() as tx:
        known = tx.one(
            "SELECT id FROM return_files WHERE unit_id = :unit AND case_type = :type AND step = :step AND sha256 = :sha",
            key,
        )
        if known is not None:
            return str(known[0])
        identity = new_id(office.clocks.now())
        tx.run(
            "INSERT INTO return_files (id, unit_id, case_type, step, name, sha256, uploaded_by, uploaded_at)"
            " VALUES (:id, :unit, :type, :step, :name, :sha, :by, :at)",
            {**key, "id": identity, "name": name[:200], "by": actor.id, "at": moment(office.clocks.now())},
        )
        seen: set[str] = set()
        for line in lines:
            found, why = case_of(office, tx, actor, target, line, seen)
            state = LineState.UNREADABLE if line.problem else LineState.MATCHED if found else LineState.UNMATCHED
            tx.run(
                "INSERT INTO return_lines (file_id, line, state, case_id, sealed, print, why, settled_by)"
                " VALUES (:file, :line, :state, :case, :sealed, :print, :why, '')",
                {
                    "file": identity,
                    "line": line.line,
                    "state": state.value,
                    "case": found or None,
                    "sealed": office.vault.seal(canonical(dict(line.cells))),
                    "print": print_of(office, line),
                    "why": line.problem or why,
                },
            )
        readlog.record(tx, office, actor.id, "upload_return_file", f"return:{identity}")
    _rehearse(office, actor, target, identity)
    return identity


def _rehearse(office: Office, actor: Actor, target: Target, file_id: str, only: int | None = None) -> None:
    """Tell of matched lines that the step would refuse, before anybody confirms them; outside the long write."""
    with office.database.read() as tx:
        rows = _ready(tx, file_id, only)
        commands = [_command(office, actor, target, file_id, row) for row in rows]
        told = [(row[0], row[1], refusal_of(office, tx, command)) for row, command in zip(rows, commands, strict=True)]
    refused = [(line, case_id, refusal.detail) for line, case_id, refusal in told if refusal is not None]
    if refused:
        with office.database.write() as tx:
            for line, case_id, why in refused:
                _settle(tx, file_id, line, LineState.REFUSED, "", why, case_id)


def _ready(tx: Tx, file_id: str, only: int | None = None) -> Sequence[Any]:
    """Line, case and sealed cells of the matched lines of a file, or of one of them."""
    return tx.all(
        "SELECT line, case_id, sealed FROM return_lines WHERE file_id = :id AND state = 'matched'"
        " AND (:every = 1 OR line = :line) ORDER BY line",
        {"id": file_id, "every": int(only is None), "line": only or 0},
    )


def _command(office: Office, actor: Actor, target: Target, file_id: str, row: Any) -> Command:
    """The step that a matched line takes; the same line asks for it once only."""
    line, case_id, sealed = row
    fields = {column.field for column in target.step.returns}
    cells = read(office.vault.unseal(sealed))
    answers = {name: text for name, text in cells.items() if name in fields}
    return Command(actor, target.step.name, answers, f"return-{file_id}-{line}-{case_id}", case_id)


def assign(office: Office, actor: Actor, file_id: str, line: int, number: str) -> None:
    """Say to which case a waiting line belongs, by the case's number; raises InvalidForm, NotFound."""
    with office.database.write() as tx:
        target, state = _line(office, tx, actor, file_id, line)
        if state is LineState.UNREADABLE:
            raise InvalidForm((FieldError("number", "案号", "这一行读不出来，不能登记；请更正文件后重新上传"),))
        found = candidates(office, tx, actor, target, {NUMBER: number.strip()}) if number.strip() else []
        if len(found) != 1:
            raise InvalidForm(
                (FieldError("number", "案号", f"没有找到可以办理“{target.step.label}”的在办案件，请核对案号"),)
            )
        _settle(tx, file_id, line, LineState.MATCHED, actor.id, "人工指定", found[0])
        readlog.record(tx, office, actor.id, "assign_return_line", f"return:{file_id}/{line} case:{found[0]}")
    _rehearse(office, actor, target, file_id, line)


def dismiss(office: Office, actor: Actor, file_id: str, line: int, reason: str) -> None:
    """Say that a waiting line is not booked, and why; raises InvalidForm, NotFound."""
    if not reason.strip():
        raise InvalidForm((FieldError("reason", "不登记的原因", "必须填写"),))
    with office.database.write() as tx:
        _line(office, tx, actor, file_id, line)
        _settle(tx, file_id, line, LineState.DISMISSED, actor.id, reason.strip()[:500], None)
        readlog.record(tx, office, actor.id, "dismiss_return_line", f"return:{file_id}/{line}", reason.strip()[:500])


def _line(office: Office, tx: Tx, actor: Actor, file_id: str, line: int) -> tuple[Target, LineState]:
    """A line that still waits, locked by the write; raises NotFound."""
    row = tx.one(
        "SELECT f.case_type, f.step, l.state FROM return_lines l JOIN return_files f ON f.id = l.file_id"
        " WHERE l.file_id = :file AND l.line = :line AND f.unit_id = :unit",
        {"file": file_id, "line": line, "unit": actor.unit.id},
    )
    if row is None or LineState(row[2]) not in {*OPEN, LineState.MATCHED}:
        raise NotFound("没有这一行，或者已经处理完毕；请回到列表查看")
    return target_of(office, actor, row[0], row[1]), LineState(row[2])


def _settle(tx: Tx, file_id: str, line: int, state: LineState, by: str, why: str, case_id: str | None) -> None:
    tx.run(
        "UPDATE return_lines SET state = :state, why = :why, settled_by = :by, case_id = :case"
        " WHERE file_id = :file AND line = :line",
        {"state": state.value, "why": why, "by": by, "case": case_id, "file": file_id, "line": line},
    )


def confirm(office: Office, actor: Actor, file_id: str) -> tuple[int, int]:
    """Take the step of every matched line; returns how many were taken and how many refused, each kept with its line."""
    with office.database.read() as tx:
        found = file_view(office, tx, actor, file_id)
        rows = _ready(tx, file_id)
    target = target_of(office, actor, found.case_type, found.step)
    taken = refused = 0
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        commands = [_command(office, actor, target, file_id, row) for row in batch]
        answers = take_steps(office, commands)
        with office.database.write() as tx:
            for (line, case_id, _), answer in zip(batch, answers, strict=True):
                if isinstance(answer, Refusal):
                    refused += 1
                    _settle(tx, file_id, line, LineState.REFUSED, actor.id, answer.detail, case_id)
                else:
                    taken += 1
                    _settle(tx, file_id, line, LineState.DONE, actor.id, "", case_id)
    with office.database.write() as tx:
        readlog.record(
            tx, office, actor.id, "confirm_return_file", f"return:{file_id}", f"{taken}行登记，{refused}行被拒绝"
        )
    return taken, refused


def file_view(office: Office, tx: Tx, actor: Actor, file_id: str) -> FileView:
    """One file of the actor's department; raises NotFound."""
    found = [each for each in files_of(office, tx, actor) if each.id == file_id]
    if not found:
        raise NotFound("没有这个回盘文件")
    return found[0]


def files_of(office: Office, tx: Tx, actor: Actor) -> list[FileView]:
    """The department's files whose steps the actor may take, newest first."""
    mine = {(t.compiled.code, t.step.name) for t in targets(office, actor)}
    rows = tx.all(
        "SELECT id, name, uploaded_by, uploaded_at, case_type, step FROM return_files WHERE unit_id = :unit"
        " ORDER BY id DESC",
        {"unit": actor.unit.id},
    )
    counts: dict[str, dict[LineState, int]] = {}
    for file_id, state, count in tx.all(
        "SELECT l.file_id, l.state, COUNT(*) FROM return_lines l JOIN return_files f ON f.id = l.file_id"
        " WHERE f.unit_id = :unit GROUP BY l.file_id, l.state",
        {"unit": actor.unit.id},
    ):
        counts.setdefault(file_id, {})[LineState(state)] = int(count)
    officers = office.directory(tx).officers
    return [
        FileView(
            identity,
            name,
            officers[by].name if by in officers else by,
            moment_of(at),
            counts.get(identity, {}),
            case_type,
            step,
        )
        for identity, name, by, at, case_type, step in rows
        if (case_type, step) in mine
    ]


def lines_of(office: Office, tx: Tx, actor: Actor, file_id: str = "", *, waiting: bool = False) -> list[LineView]:
    """The lines of a file, or all lines of the department that wait for a person; the policy hides cases' names."""
    files = {each.id for each in files_of(office, tx, actor)}
    if file_id and file_id not in files:
        raise NotFound("没有这个回盘文件")
    predicate, values = visible(actor, office.supervising_roles)
    rows = tx.all(
        "SELECT l.file_id, l.line, l.state, l.sealed, l.case_id, l.why, c.number, c.title FROM return_lines l"
        f" JOIN return_files f ON f.id = l.file_id LEFT JOIN cases c ON c.id = l.case_id AND {predicate}"
        " WHERE f.unit_id = :my_unit AND (:file = '' OR l.file_id = :file) ORDER BY l.file_id DESC, l.line",
        {**values, "file": file_id},
    )
    return [
        LineView(
            each,
            line,
            LineState(state),
            _shown(read(office.vault.unseal(sealed))),
            case or "",
            number or "",
            title or "",
            why,
        )
        for each, line, state, sealed, case, why, number, title in rows
        if each in files and (not waiting or LineState(state) in OPEN)
    ]


def _shown(cells: dict[str, str]) -> dict[str, str]:
    return {name: mask_id(text) if name == PERSON and text else text for name, text in cells.items()}
