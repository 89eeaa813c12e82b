"""Verifies the whole installation (核验): chains, replay, every row beside the cases, numbers, files, the read log.

Reads one consistent state a few hundred cases at a time. Problems are told in Chinese, one line each, for an
administrator; nothing is ever repaired here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidTag

from engine import checkpoint as checkpoints
from engine import readlog, series, submissions
from engine.canonical import read, sm3
from engine.case_files import files_in
from engine.checkpoint import Merkle, leaf
from engine.database import Row, Tx, in_list
from engine.errors import Refusal
from engine.machine import Compiled
from engine.office import Office
from engine.projections import CASE_COLUMNS, NAMES, PROJECTIONS, case_row, projections
from engine.replay import replay
from engine.snapshot import batches, rows_of, snapshot

EVENT_COLUMNS = "seq, step, at, actor_id, text, hash"
REQUESTS = 1000


@dataclass(slots=True)
class Report:
    """What was read and what is wrong; `root` is the Merkle root over the heads of all cases."""

    cases: int = 0
    events: int = 0
    problems: list[str] = field(default_factory=list)
    root: str = ""

    @property
    def sound(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.problems


def verify(office: Office, checkpoint: dict[str, Any] | None = None, *, blobs: bool = True) -> Report:
    """Verify everything; with a checkpoint also against what was then. `blobs` False leaves the files unread."""
    report = Report()
    used: defaultdict[str, series.Used] = defaultdict(series.Used)
    tree = Merkle()
    with snapshot(office) as tx:
        for rows in batches(tx, CASE_COLUMNS):
            for case in _cases(tx, rows):
                tree.add(leaf(case.id, case.row["seq"], case.row["head"]))
                report.cases += 1
                report.events += len(case.events)
                label = f"案件{case.row['number']}（{case.id}）"
                report.problems += [f"{label}：{problem}" for problem in _case(office, case, used, blobs=blobs)]
        report.problems += _strays(tx)
        report.problems += _requests(tx)
        report.problems += _submissions(office, tx, blobs=blobs)
        report.problems += series.compare(tx, used)
        report.problems += readlog.problems(tx)
        if checkpoint is not None:
            report.problems += checkpoints.compare(tx, checkpoint)
    report.root = tree.root()
    return report


@dataclass(slots=True)
class _Case:
    id: str
    row: dict[str, Any]
    events: list[Row]
    beside: dict[str, list[Row]]


def _cases(tx: Tx, rows: list[Row]) -> Iterator[_Case]:
    ids = [row[0] for row in rows]
    events = rows_of(tx, "events", EVENT_COLUMNS, ids, "seq")
    tables = {table: rows_of(tx, table, columns, ids, order) for table, (columns, order) in PROJECTIONS.items()}
    for row in rows:
        beside = {table: found[row[0]] for table, found in tables.items()}
        yield _Case(row[0], dict(zip(NAMES, row, strict=True)), events[row[0]], beside)


def _case(office: Office, case: _Case, used: defaultdict[str, series.Used], *, blobs: bool) -> Iterator[str]:
    digest = case.row["type_digest"]
    compiled = office.registry.pinned(digest) if office.registry.knows(digest) else None
    if compiled is None:
        yield "本案适用的流程版本没有加载，有些项目不能核验"
    _note_numbers(case, compiled, used)
    made = replay(case.id, case.events)
    yield from made.problems
    try:
        yield from case_row(made, case.row, compiled)
        yield from projections(made, case.id, case.row["unit_id"], case.beside, compiled)
    except (ValueError, KeyError, TypeError, AttributeError):
        yield "登记内容无法与办理记录比较，可能被改动"
    if blobs:
        yield from _files(office, case)


def _note_numbers(case: _Case, compiled: Compiled | None, used: defaultdict[str, series.Used]) -> None:
    unit = case.row["unit_id"]
    used[f"{unit}/{case.row['case_type']}/{case.row['opened_on'][:4]}"].add(case.row["number"])
    if compiled is None:
        return
    marks = {document.code: document.mark for step in compiled.steps.values() for document in step.issues}
    for _, code, _, number, _, issued_on, *_ in case.beside["papers"]:
        if number is not None:
            used[f"{unit}/{marks.get(code, '')}/{issued_on[:4]}"].add(number)


def _files(office: Office, case: _Case) -> Iterator[str]:
    for kept in files_in(case.beside):
        yield from _file(office, kept.what, kept.sha256, kept.sm3)


def _file(office: Office, what: str, sha256: str, digest: str = "") -> Iterator[str]:
    try:
        data = office.blobs.get(sha256)
    except Refusal as refusal:
        yield f"{what}：{refusal.detail}"
    except (InvalidTag, ValueError):
        yield f"{what}的文件不能解密，内容可能被改动"
    else:
        if digest and sm3(data) != digest:
            yield f"{what}的文件与登记的SM3摘要不符"


def _submissions(office: Office, tx: Tx, *, blobs: bool) -> Iterator[str]:
    """What the public sent in can be read, led where its state says, and can still be followed by its code."""
    rows = tx.all(
        "SELECT s.id, s.state, s.sealed, s.decided_at, s.case_id, c.id, c.story,"
        " (SELECT COUNT(*) FROM tracking_codes t WHERE t.story = COALESCE(c.story, s.id))"
        " FROM submissions s LEFT JOIN cases c ON c.id = s.case_id ORDER BY s.id",
        {},
    )
    for identity, state, sealed, decided_at, case_id, case, story, codes in rows:
        label = f"网上提交（{identity}）"
        if (state == submissions.REGISTERED) != (case_id is not None) or (state == submissions.WAITING) != (
            decided_at is None
        ):
            yield f"{label}：办理状态与办理结果对不上，可能被改动"
        elif case_id is not None and (case is None or story != case):
            yield f"{label}：登记成的案件（{case_id}）不存在"
        if codes != 1 and (sealed or state == submissions.REGISTERED):
            yield f"{label}：查询码不见了，本人查不到进度"
        if not sealed:
            continue
        try:
            photos = submissions.photos_in(office, sealed)
        except (InvalidTag, ValueError):
            yield f"{label}的内容不能解密，可能被改动"
            continue
        for n, photo in enumerate(photos if blobs else (), 1):
            yield from _file(office, f"{label}的照片{n}", photo.sha256, photo.sm3)


def _strays(tx: Tx) -> Iterator[str]:
    """Rows of cases that do not exist."""
    for table in ("events", *PROJECTIONS):
        rows = tx.all(
            f"SELECT DISTINCT t.case_id FROM {table} t WHERE NOT EXISTS (SELECT 1 FROM cases c WHERE c.id = t.case_id)",
            {},
        )
        for (case_id,) in rows:
            yield f"案件（{case_id}）：已经不在案件表里，但{table}里还有它的记录，案件可能被删除"


def _requests(tx: Tx) -> Iterator[str]:
    """Every answer that was given points to a case with that number."""
    actor = request = ""
    while True:
        rows = tx.all(
            "SELECT actor_id, request_id, answer FROM requests WHERE actor_id > :actor"
            " OR (actor_id = :actor AND request_id > :request) ORDER BY actor_id, request_id LIMIT :n",
            {"actor": actor, "request": request, "n": REQUESTS},
        )
        yield from _answers(tx, rows)
        if len(rows) < REQUESTS:
            return
        actor, request, _ = rows[-1]


def _answers(tx: Tx, rows: list[Row]) -> Iterator[str]:
    answers = []
    for actor, request, text in rows:
        try:
            answer = read(text)
            answers.append((actor, request, answer["case_id"], answer["number"]))
        except (ValueError, KeyError, TypeError):
            yield f"请求“{request}”（{actor}）：保存的答复无法读取，可能被改动"
    listed, values = in_list("case", sorted({case_id for _, _, case_id, _ in answers}))
    known: dict[str, str] = dict(tx.all(f"SELECT id, number FROM cases WHERE id IN {listed}", values))
    for actor, request, case_id, number in answers:
        if case_id not in known:
            yield f"请求“{request}”（{actor}）：答复所指的案件（{case_id}）不存在"
        elif known[case_id] != number:
            yield f"请求“{request}”（{actor}）：答复里的案号是{number}，案件的案号是{known[case_id]}"
