"""Compares the rows of a case with what its events make of it; every difference is one line in Chinese."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine.canonical import canonical, read
from engine.ledgers import PARTIES_PER_EVENT, parties_digest
from engine.machine import Compiled
from engine.replay import Replayed
from engine.store import next_due, paused_on

CASE_COLUMNS = (
    "id, number, case_type, type_version, type_digest, stage, title, unit_id, jurisdiction, story, is_open,"
    " is_confidential, opened_on, closed_on, next_due, township, source, version, seq, head, state"
)
EXHIBIT_COLUMNS = (
    "id, number, kind, label, source, name, media_type, size, sha256, sm3, added_at, added_by, withdrawn_at,"
    " withdrawn_by, withdrawn_reason"
)
EXHIBIT = EXHIBIT_COLUMNS.replace(" ", "").split(",")
NAMES = CASE_COLUMNS.replace(" ", "").split(",")
PROJECTIONS: Mapping[str, tuple[str, str]] = {
    "facts": ("code, begun_seq, begun_on, ended_on, ended_seq, evidence", "begun_seq"),
    "deadlines": (
        "code, opened_seq, label, basis, start, due, provisional, paused_on, is_open, closed_on, closed_seq, outcome",
        "opened_seq",
    ),
    "papers": ("id, code, label, number, state, issued_on, issued_seq, sha256, served_on", "id"),
    "exhibits": (EXHIBIT_COLUMNS, "number"),
    "handoffs_sent": ("id, code, from_unit, to_unit, opens, state, due, payload", "id"),
    "handoffs_received": ("id, from_unit, to_unit, state", "id"),
    "case_officers": ("account_id", "ordinal"),
    "case_parties": ("ordinal, role, name, is_person, number_index, tail_index", "ordinal"),
    "recusals": ("account_id", "account_id"),
    "tally_changes": ("seq, code, day, lines, fen, unit_id", "seq"),
}
"""Which columns of which tables are checked, and in which order they are read."""
LABELS = {
    "number": "案号",
    "case_type": "案件类型",
    "type_version": "流程版本",
    "type_digest": "流程摘要",
    "stage": "阶段",
    "title": "标题",
    "unit_id": "承办单位",
    "jurisdiction": "行政区划",
    "story": "关联号",
    "is_open": "是否在办",
    "is_confidential": "是否保密",
    "opened_on": "立案登记日期",
    "closed_on": "结案日期",
    "next_due": "最近到期日",
    "source": "案件来源",
    "township": "乡镇",
    "version": "版本号",
    "seq": "记录条数",
    "head": "链头摘要",
    "state": "案件内容",
}
SECRET = frozenset({"state", "title"})
"""Columns whose values are not repeated in a problem, because they hold personal data."""
Rows = Sequence[Sequence[Any]]


def case_row(made: Replayed, row: Mapping[str, Any], compiled: Compiled | None) -> Iterator[str]:
    """The case's own row. Without the declaration, whether the stage is final is not checked."""
    must: dict[str, Any] = {
        "number": made.number,
        "stage": made.stage,
        "title": made.title,
        "opened_on": made.opened_on,
        "next_due": next_due(made.state),
        "source": made.state.get("source", ""),
        "township": made.state.get("township", ""),
        "version": made.version,
        "seq": made.seq,
        "head": made.head,
        "state": canonical(made.state),
        "unit_id": made.about.get("unit"),
        "jurisdiction": made.about.get("jurisdiction"),
        "story": made.about.get("story"),
        "is_confidential": int(made.about.get("confidential", False)),
    }
    must |= dict(zip(("case_type", "type_version", "type_digest"), made.type, strict=False))
    if compiled is not None and made.stage in compiled.stages:
        final = compiled.stages[made.stage].final
        must |= {"is_open": int(not final), "closed_on": _ended_on(made, compiled)}
    for name, value in must.items():
        if row[name] != value:
            detail = "" if name in SECRET else f"（登记为{row[name]}，按记录应为{value}）"
            yield f"{LABELS[name]}与办理记录不一致{detail}"


def _ended_on(made: Replayed, compiled: Compiled) -> str | None:
    """The day on which the case ended; what is noted or archived after it does not end it again."""
    found = None
    for stage, day in made.came:
        final = stage in compiled.stages and compiled.stages[stage].final
        found = (found or day) if final else None
    return found


def projections(
    made: Replayed, case_id: str, unit_id: str, rows: Mapping[str, Rows], compiled: Compiled | None
) -> Iterator[str]:
    """All rows that were written beside the case's own."""
    yield from _facts(made, rows["facts"], compiled)
    yield from _deadlines(made, rows["deadlines"])
    yield from _papers(made, rows["papers"])
    yield from _exhibits(made, rows["exhibits"])
    yield from _sent(made, unit_id, rows["handoffs_sent"])
    yield from _received(made, unit_id, rows["handoffs_received"])
    yield from _people(made, rows)
    yield from _parties(made, case_id, rows["case_parties"])
    told = {(seq, code): (day, lines, fen) for seq, code, day, lines, fen, _ in rows["tally_changes"]}
    if told != made.tallied or any(row[5] != unit_id for row in rows["tally_changes"]):
        yield "统计台账（金额和人数的变动）与办理记录不一致"


def _facts(made: Replayed, rows: Rows, compiled: Compiled | None) -> Iterator[str]:
    unseen = dict(made.facts)
    for code, seq, begun_on, ended_on, ended_seq, evidence in rows:
        fact = unseen.pop((code, seq), None)
        if fact is None:
            yield f"事实“{code}”没有对应的办理记录，可能是伪造的"
            continue
        if (begun_on, ended_on, ended_seq) != (fact.begun_on, fact.ended_on, fact.ended_seq):
            yield f"事实“{code}”的起止日期与办理记录不一致"
        proven = read(evidence)
        names = _evidence_names(compiled, made.steps.get(seq, ""), code)
        if any(fact.answers.get(k) != v for k, v in proven.items()) or (names is not None and names != set(proven)):
            yield f"事实“{code}”的证据与办理记录不一致"
    for code, _ in unseen:
        yield f"缺少事实“{code}”的登记"


def _evidence_names(compiled: Compiled | None, step: str, code: str) -> set[str] | None:
    found = compiled.step(step) if compiled else None
    if found is None:
        return None
    return next((set(record.evidence) for record in found.records if record.fact.code == code), None)


def _deadlines(made: Replayed, rows: Rows) -> Iterator[str]:
    unseen = dict(made.deadlines)
    for (
        code,
        opened_seq,
        label,
        basis,
        start,
        due,
        provisional,
        paused,
        is_open,
        closed_on,
        closed_seq,
        outcome,
    ) in rows:
        seen = unseen.pop((code, opened_seq), None)
        if seen is None:
            yield f"期限“{label}”（{due}）没有对应的办理记录，可能是伪造的"
            continue
        terms = seen.terms
        if (start, due, bool(provisional)) != (terms["start"], terms["due"], terms["provisional"]):
            yield f"期限“{label}”登记为{start}至{due}，按记录应为{terms['start']}至{terms['due']}"
        if paused != paused_on(terms):
            yield f"期限“{label}”（{due}）的中止情况与办理记录不一致"
        if (label, basis) != (terms["label"], terms["basis"]):
            yield f"期限“{label}”的名称或者依据与办理记录不一致"
        ended = (int(seen.closed_seq is None), seen.closed_on, seen.closed_seq)
        if (is_open, closed_on, closed_seq) != ended or outcome not in seen.outcomes:
            yield f"期限“{label}”（{due}）的结束情况与办理记录不一致"
    for seen in unseen.values():
        yield f"缺少期限“{seen.terms['label']}”（{seen.terms['due']}）的登记"


def _papers(made: Replayed, rows: Rows) -> Iterator[str]:
    unseen = dict(made.papers)
    for identity, code, label, number, state, issued_on, issued_seq, sha256, served_on in rows:
        paper = unseen.pop(identity, None)
        if paper is None:
            yield f"文书“{label}”{number or ''}没有对应的办理记录，可能是伪造的"
            continue
        if number != paper.number:
            yield f"文书“{label}”的文号登记为{number}，按记录应为{paper.number}"
        if (code, label, issued_on, issued_seq) != (paper.code, paper.label, paper.issued_on, paper.issued_seq):
            yield f"文书“{label}”{number or ''}的种类或者日期与办理记录不一致"
        if (state, served_on) != (paper.state, paper.served_on):
            yield f"文书“{label}”{number or ''}的状态或者送达日期与办理记录不一致"
        if sha256 != paper.sha256:
            yield f"文书“{label}”{number or ''}登记的文件摘要与办理记录不一致"
    for paper in unseen.values():
        yield f"缺少文书“{paper.label}”{paper.number or ''}的登记"


def _exhibits(made: Replayed, rows: Rows) -> Iterator[str]:
    unseen = dict(made.exhibits)
    for row in rows:
        columns = dict(zip(EXHIBIT, row, strict=True))
        seen = unseen.pop(columns["id"], None)
        what = f"证据{columns['number']}"
        if seen is None:
            yield f"{what}没有对应的办理记录，可能是伪造的"
            continue
        if (columns["sha256"], columns["sm3"]) != (seen.fields["sha256"], seen.fields["sm3"]):
            yield f"{what}登记的文件摘要与办理记录不一致"
        ended = (columns["withdrawn_at"], columns["withdrawn_by"], columns["withdrawn_reason"])
        if ended != (seen.withdrawn_at, seen.withdrawn_by, seen.withdrawn_reason):
            yield f"{what}的撤回情况与办理记录不一致"
        must = {**seen.fields, "added_at": seen.added_at, "added_by": seen.added_by}
        if any(columns[name] != value for name, value in must.items() if name not in {"sha256", "sm3"}):
            yield f"{what}的登记内容与办理记录不一致"
    for seen in unseen.values():
        yield f"缺少证据{seen.fields['number']}的登记"


def _sent(made: Replayed, unit_id: str, rows: Rows) -> Iterator[str]:
    unseen = dict(made.sent)
    for identity, code, from_unit, to_unit, opens, state, due, payload in rows:
        seen = unseen.pop(identity, None)
        if seen is None:
            yield f"移交“{code}”（{identity}）没有对应的办理记录，可能是伪造的"
            continue
        if (code, from_unit, to_unit, opens, due, payload) != (
            seen.code,
            unit_id,
            seen.to_unit,
            seen.opens,
            seen.due,
            canonical(seen.payload),
        ):
            yield f"移交“{code}”（{identity}）的对象、期限或者内容与办理记录不一致"
        if state not in seen.states():
            yield f"移交“{code}”（{identity}）登记为{state}，与办理记录不一致"
    for identity, seen in unseen.items():
        yield f"缺少移交“{seen.code}”（{identity}）的登记"


def _received(made: Replayed, unit_id: str, rows: Rows) -> Iterator[str]:
    origin = made.state.get("origin")
    must = [(origin["id"], origin["from_unit"], unit_id, origin["state"])] if origin else []
    if [tuple(row) for row in rows] != must:
        yield "接收移交的登记与办理记录不一致"


def _people(made: Replayed, rows: Mapping[str, Rows]) -> Iterator[str]:
    if [row[0] for row in rows["case_officers"]] != made.state.get("officers", []):
        yield "承办人与办理记录不一致"
    if sorted(row[0] for row in rows["recusals"]) != sorted(made.state.get("recused", [])):
        yield "回避人员与办理记录不一致"


def _parties(made: Replayed, case_id: str, rows: Rows) -> Iterator[str]:
    found: dict[int, list[dict[str, Any]]] = {}
    names = ("n", "role", "name", "person", "number", "tail")
    for row in rows:
        found.setdefault(row[0] // PARTIES_PER_EVENT, []).append(
            {"case": case_id, **dict(zip(names, row, strict=True))}
        )
    for seq in sorted(found.keys() | made.parties.keys()):
        if seq not in found or parties_digest(found[seq]) != made.parties.get(seq):
            yield f"第{seq}条记录登记的当事人被增加、减少或者改动"
