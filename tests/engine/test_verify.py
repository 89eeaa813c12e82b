"""Verification: whatever is changed behind the program's back is found and named, on both databases."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.administration import recuse
from engine.canonical import canonical, link, read
from engine.checkpoint import Merkle, make_checkpoint, root_of
from engine.errors import NotFound, NotReady
from engine.evidence import export_case, verify_export
from engine.replay import GENESIS
from engine.verify import verify
from tests.support.scene import Scene
from workflows.labour_inspection.forms import Complaint


def test_an_untouched_installation_has_no_problem(scene: Scene) -> None:
    report = scene.verify(make_checkpoint(scene.office))
    assert report.problems == []
    assert report.cases == 3
    assert report.events == scene.one("SELECT count(*) FROM events")
    assert report.root == make_checkpoint(scene.office)["root"]
    assert report.sound


EVENT = "WHERE case_id = @case AND seq = 3"
TAMPERS: dict[str, tuple[str, str]] = {
    "one byte of an event": (
        f"UPDATE events SET text = replace(text, '2026-11-20', '2026-11-21') {EVENT}",
        "第3条记录的摘要不符",
    ),
    "an event's text made unreadable": (f"UPDATE events SET text = 'x' {EVENT}", "第3条记录的内容无法读取"),
    "an event's hash": (
        f"UPDATE events SET hash = (SELECT hash FROM events WHERE case_id = @case AND seq = 2) {EVENT}",
        "第3条记录的摘要不符",
    ),
    "an event's actor column": (f"UPDATE events SET actor_id = 'cun' {EVENT}", "第3条记录的索引栏"),
    "an event in the middle removed": (f"DELETE FROM events {EVENT}", "缺少第3条"),
    "the last event removed": (
        "DELETE FROM events WHERE case_id = @case AND seq = (SELECT max(seq) FROM events WHERE case_id = @case)",
        "记录条数与办理记录不一致",
    ),
    "all events of a case removed": ("DELETE FROM events WHERE case_id = @case", "记录条数与办理记录不一致"),
    "a case removed, its rows left": ("DELETE FROM cases WHERE id = @case", "已经不在案件表里"),
    "the stage": ("UPDATE cases SET stage = 'closed' WHERE id = @case", "阶段与办理记录不一致"),
    "the number": ("UPDATE cases SET number = '龙人社监〔2026〕9号' WHERE id = @case", "案号与办理记录不一致"),
    "the title": ("UPDATE cases SET title = '别的公司' WHERE id = @case", "标题与办理记录不一致"),
    "the unit": ("UPDATE cases SET unit_id = 'tax' WHERE id = @case", "承办单位与办理记录不一致"),
    "the version": ("UPDATE cases SET version = version + 1 WHERE id = @case", "版本号与办理记录不一致"),
    "the folded state": (
        "UPDATE cases SET state = replace(state, '\"duan\"', '\"cunx\"') WHERE id = @case",
        "案件内容与办理记录不一致",
    ),
    "closed without a step": (
        "UPDATE cases SET is_open = 0, closed_on = '2026-12-01' WHERE id = @case",
        "是否在办与办理记录不一致",
    ),
    "the next due day": ("UPDATE cases SET next_due = '2030-01-01' WHERE id = @case", "最近到期日与办理记录不一致"),
    "confidentiality": ("UPDATE cases SET is_confidential = 1 WHERE id = @case", "是否保密与办理记录不一致"),
    "another declaration": ("UPDATE cases SET type_digest = 'x' WHERE id = @case", "流程摘要与办理记录不一致"),
    "a fact's day": ("UPDATE facts SET begun_on = '2026-01-01' WHERE case_id = @case", "起止日期与办理记录不一致"),
    "a fact removed": ("DELETE FROM facts WHERE case_id = @case", "缺少事实"),
    "a fact forged": (
        (
            "INSERT INTO facts (case_id, code, begun_seq, begun_on, evidence)"
            " VALUES (@case, 'heard', 3, '2026-11-20', '{}')"
        ),
        "事实“heard”没有对应的办理记录",
    ),
    "a fact's evidence": (
        "UPDATE facts SET evidence = replace(evidence, '1', '2') WHERE code = 'order_served'",
        "事实“order_served”的证据",
    ),
    "a deadline's due day": (
        "UPDATE deadlines SET due = '2030-01-01' WHERE case_id = @case AND opened_seq = 2",
        "登记为2026-11-20至2030-01-01，按记录应为",
    ),
    "a deadline removed": ("DELETE FROM deadlines WHERE case_id = @case AND opened_seq = 2", "缺少期限"),
    "a deadline reopened": (
        "UPDATE deadlines SET is_open = 1, closed_on = NULL, closed_seq = NULL WHERE is_open = 0 AND case_id = @case",
        "结束情况与办理记录不一致",
    ),
    "a pause invented": (
        "UPDATE deadlines SET paused_on = '2026-12-01' WHERE is_open = 1",
        "的中止情况与办理记录不一致",
    ),
    "lateness hidden": (
        "UPDATE deadlines SET outcome = CASE outcome WHEN 'met' THEN 'late' ELSE 'met' END WHERE is_open = 0",
        "结束情况与办理记录不一致",
    ),
    "a paper's number": (
        "UPDATE papers SET number = '龙人社监令字〔2026〕8号' WHERE code = 'correction_order'",
        "文号登记为龙人社监令字〔2026〕8号，按记录应为龙人社监令字〔2026〕1号",
    ),
    "a paper removed": ("DELETE FROM papers WHERE code = 'correction_order'", "缺少文书"),
    "a paper forged": (
        (
            "INSERT INTO papers (id, case_id, code, label, number, state, issued_on, issued_seq, context, void_reason,"
            " needs_service) VALUES ('x', @case, 'correction_order', '决定书', '龙人社监令字〔2026〕2号', 'numbered',"
            " '2026-11-20', 3, '', '', 0)"
        ),
        "文书“决定书”龙人社监令字〔2026〕2号没有对应的办理记录",
    ),
    "a service invented": (
        "UPDATE papers SET state = 'served', served_on = '2026-11-21' WHERE code = 'acceptance_notice'",
        "状态或者送达日期与办理记录不一致",
    ),
    "a paper exchanged for another": (
        (
            "UPDATE papers SET sha256 = (SELECT sha256 FROM papers WHERE code = 'filing_approval')"
            " WHERE code = 'correction_order'"
        ),
        "登记的文件摘要与办理记录不一致",
    ),
    "a hand-off's state": ("UPDATE handoffs_sent SET state = 'answered'", "登记为answered，与办理记录不一致"),
    "a hand-off's content": ("UPDATE handoffs_sent SET payload = '{}'", "对象、期限或者内容与办理记录不一致"),
    "a hand-off removed": ("DELETE FROM handoffs_sent WHERE case_id = @case", "缺少移交"),
    "a received hand-off's state": ("UPDATE handoffs_received SET state = 'returned'", "接收移交的登记"),
    "a received hand-off removed": ("DELETE FROM handoffs_received", "接收移交的登记"),
    "an officer exchanged": (
        "UPDATE case_officers SET account_id = 'head' WHERE account_id = 'cun'",
        "承办人与办理记录不一致",
    ),
    "a recusal lifted": ("DELETE FROM recusals", "回避人员与办理记录不一致"),
    "a party removed": ("DELETE FROM case_parties WHERE case_id = @case AND ordinal = 1001", "登记的当事人"),
    "a party renamed": ("UPDATE case_parties SET name = '别人' WHERE case_id = @case", "登记的当事人"),
    "a counter set back": (
        "UPDATE counters SET last = 0 WHERE series = 'hrss/labour_inspection/2026'",
        "编号“hrss/labour_inspection/2026”：计数器为0，但已用1个号",
    ),
    "a counter set forward": (
        "UPDATE counters SET last = 3 WHERE series = 'hrss/监令字/2026'",
        "编号“hrss/监令字/2026”：已发出3个号，只找到1个，缺2至3号",
    ),
    "a request's answer": (
        "UPDATE requests SET answer = replace(answer, @case, 'nowhere') WHERE request_id = 'request-1'",
        "请求“request-1”（reception）：答复所指的案件（nowhere）不存在",
    ),
    "a line of the read log": ("UPDATE read_log SET reason = '无' WHERE action = 'reveal'", "查阅记录：第"),
    "a line of the read log removed": ("DELETE FROM read_log WHERE id = 2", "查阅记录：缺少第2号"),
}


@pytest.mark.parametrize("what", TAMPERS)
def test_a_change_behind_the_program_is_found_and_named(scene: Scene, what: str) -> None:
    statement, said = TAMPERS[what]
    scene.tamper(statement)
    assert said in scene.problems()


def test_a_problem_names_the_case_by_number_and_id_and_tells_no_personal_data(scene: Scene) -> None:
    case = scene.cases["labour_inspection"]
    title = scene.one("SELECT title FROM cases WHERE id = :id", id=case)
    scene.tamper("UPDATE cases SET title = '别的公司' WHERE id = @case")
    (problem,) = scene.verify().problems
    assert problem == f"案件龙人社监案字〔2026〕1号（{case}）：标题与办理记录不一致"
    assert title not in problem


def test_a_whole_case_removed_without_a_trace_leaves_a_hole_in_the_numbers(scene: Scene) -> None:
    tables = ("events", "facts", "deadlines", "papers", "handoffs_sent", "handoffs_received", "case_officers")
    statements = [f"DELETE FROM {table} WHERE case_id = @case" for table in (*tables, "case_parties", "recusals")]
    requests = "DELETE FROM requests WHERE answer LIKE '%' || @case || '%'"
    scene.tamper(*statements, requests, "DELETE FROM cases WHERE id = @case")
    assert "编号“hrss/labour_inspection/2026”：已发出1个号，只找到0个，缺1号" in scene.problems()


def forged(scene: Scene, case: str, source: str) -> None:
    """A case copied under another id, with a chain that is right in itself."""
    with scene.office.database.read() as tx:
        events = tx.all(
            "SELECT seq, step, at, actor_id, text FROM events WHERE case_id = :c ORDER BY seq", {"c": source}
        )
    head = GENESIS
    for seq, step, at, actor, text in events:
        fresh = canonical({**read(text.replace(source, case)), "number": "龙税缴〔2026〕9号"})
        head = link(head, fresh)
        scene.tamper(
            "INSERT INTO events (case_id, seq, step, at, actor_id, text, hash)"
            " VALUES (:case, :seq, :step, :at, :actor, :text, :head)",
            case=case, seq=seq, step=step, at=at, actor=actor, text=fresh, head=head,
        )  # fmt: skip
    columns = (
        "case_type, type_version, type_digest, stage, title, unit_id, jurisdiction, is_open, is_confidential,"
        " opened_on, closed_on, next_due, version, seq, state, story"
    )
    scene.tamper(
        f"INSERT INTO cases (id, number, head, {columns})"
        f" SELECT :case, '龙税缴〔2026〕9号', :head, {columns} FROM cases WHERE id = :source",
        case=case, head=head, source=source,
    )  # fmt: skip


def test_a_forged_case_has_no_number_of_the_counter(scene: Scene) -> None:
    forged(scene, "00000000000000000000000000", scene.cases["arrears_collection"])
    assert "编号“tax/arrears_collection/2026”：计数器为1，但已用2个号" in scene.problems()


class TestFiles:
    def paper(self, scene: Scene) -> Path:
        sha = scene.one("SELECT sha256 FROM papers WHERE code = 'correction_order'")
        return scene.office.installation.data / "blobs" / sha[:2] / sha

    def test_one_changed_byte_of_a_file_is_found(self, scene: Scene) -> None:
        path = self.paper(scene)
        data = bytearray(path.read_bytes())
        data[-1] ^= 1
        path.write_bytes(data)
        assert "1号的文件不能解密" in scene.problems()
        assert verify(scene.office, blobs=False).problems == []

    def test_a_file_cut_short_is_found(self, scene: Scene) -> None:
        path = self.paper(scene)
        path.write_bytes(path.read_bytes()[:8])
        assert "1号的文件不能解密" in scene.problems()

    def test_a_file_exchanged_for_another_sealed_one_is_found(self, scene: Scene) -> None:
        path = self.paper(scene)
        path.write_bytes(scene.office.vault.seal_bytes(b"another paper"))
        assert "摘要不一致" in scene.problems()

    def test_a_missing_file_is_found(self, scene: Scene) -> None:
        self.paper(scene).unlink()
        assert "文件不在存储中" in scene.problems()


class TestCheckpoint:
    def test_cases_that_grow_and_new_cases_are_as_they_should_be(self, scene: Scene) -> None:
        checkpoint = json.loads(json.dumps(make_checkpoint(scene.office)))
        scene.county.time.forward(hours=1)
        scene.county.take(
            "reception", "register_complaint", Complaint.example(), case_type="labour_inspection", request="n"
        )
        recuse(scene.office, scene.cases["back_payment"], "clerk", "亲属", "reviewer")
        assert scene.verify(checkpoint).problems == []

    def test_a_case_rewritten_from_its_first_event_on_is_named(self, scene: Scene) -> None:
        checkpoint = make_checkpoint(scene.office)
        case = scene.cases["arrears_collection"]
        rewrite(scene, case, "353050000012207", "353050000099999")
        assert scene.verify().problems == []
        (problem,) = scene.verify(checkpoint).problems
        assert case in problem
        assert "被改写" in problem

    def test_a_case_removed_with_its_counter_is_named(self, scene: Scene) -> None:
        checkpoint = make_checkpoint(scene.office)
        scene.tamper(
            "DELETE FROM cases WHERE id = @case",
            "DELETE FROM events WHERE case_id = @case",
            "DELETE FROM counters WHERE series = 'hrss/labour_inspection/2026'",
        )
        said = "\n".join(scene.verify(checkpoint).problems)
        assert f"案件（{scene.cases['labour_inspection']}）：检查点时有" in said
        assert "整个案件不见了" in said

    def test_a_case_cut_back_is_named(self, scene: Scene) -> None:
        checkpoint = make_checkpoint(scene.office)
        scene.tamper(
            "DELETE FROM events WHERE case_id = @case AND seq > 3", "UPDATE cases SET seq = 3 WHERE id = @case"
        )
        assert "现在只有3条" in "\n".join(scene.verify(checkpoint).problems)

    def test_a_case_slipped_in_later_is_named(self, scene: Scene) -> None:
        checkpoint = make_checkpoint(scene.office)
        forged(scene, "00000000000000000000000000", scene.cases["arrears_collection"])
        assert "可能是事后补造的" in "\n".join(scene.verify(checkpoint).problems)

    def test_a_read_log_cut_and_counted_anew_is_named(self, scene: Scene) -> None:
        checkpoint = make_checkpoint(scene.office)
        scene.tamper("DELETE FROM read_log WHERE id = 4", "UPDATE counters SET last = 3 WHERE series = 'read_log'")
        assert scene.verify().problems == []
        assert scene.verify(checkpoint).problems == ["查阅记录：检查点时的第4号已被删除或者改动"]

    def test_a_checkpoint_that_was_changed_itself_is_not_believed(self, scene: Scene) -> None:
        checkpoint = make_checkpoint(scene.office)
        checkpoint["entries"][0][2] = "0" * 64
        assert scene.verify(checkpoint).problems == ["检查点文件本身被改动：总摘要与清单不符，请换用另一份"]

    @pytest.mark.parametrize("wrong", [{}, {"format": "x"}, {"entries": 5}])
    def test_another_file_is_no_checkpoint(self, scene: Scene, wrong: dict[str, Any]) -> None:
        with pytest.raises(NotReady, match="不是检查点"):
            scene.verify(wrong)


def rewrite(scene: Scene, case: str, old: str, new: str) -> None:
    """Change a word in a whole case and make every hash and row fit again, as a skilled forger would."""
    with scene.office.database.read() as tx:
        events = tx.all("SELECT seq, text FROM events WHERE case_id = :c ORDER BY seq", {"c": case})
    assert any(old in text for _, text in events)
    head = GENESIS
    for seq, text in events:
        head = link(head, text.replace(old, new))
        scene.tamper(
            "UPDATE events SET text = :text, hash = :head WHERE case_id = :case AND seq = :seq",
            text=text.replace(old, new), head=head, case=case, seq=seq,
        )  # fmt: skip
    scene.tamper(
        "UPDATE cases SET head = :head, state = replace(state, :old, :new) WHERE id = :case",
        head=head, old=old, new=new, case=case,
    )  # fmt: skip
    scene.tamper(
        "UPDATE facts SET evidence = replace(evidence, :old, :new) WHERE case_id = :case", old=old, new=new, case=case
    )


class TestExport:
    def test_an_exported_case_verifies_without_any_database(self, scene: Scene) -> None:
        for case in scene.cases.values():
            assert verify_export(export_case(scene.office, case)) == []

    def test_personal_data_stay_sealed_in_it(self, scene: Scene) -> None:
        data = export_case(scene.office, scene.cases["labour_inspection"]).decode()
        numbers = re.findall(r"\d{17}[\dX]|1\d{10}", Complaint.example().model_dump_json())
        assert len(numbers) >= 2
        assert not any(number in data for number in numbers)

    def test_any_change_to_the_file_is_found(self, scene: Scene) -> None:
        file = json.loads(export_case(scene.office, scene.cases["labour_inspection"]))
        file["events"][2]["text"] = file["events"][2]["text"].replace("2026-11-20", "2026-11-21")
        assert any("第3条记录的摘要不符" in p for p in verify_export(json.dumps(file).encode()))
        del file["events"][2]
        assert any("缺少第3条" in p for p in verify_export(json.dumps(file).encode()))

    @pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"format": 1, "case": {}, "rows": {}, "events": []}'])
    def test_another_file_is_no_case(self, data: bytes) -> None:
        assert len(verify_export(data)) == 1

    def test_an_unknown_case_is_not_exported(self, scene: Scene) -> None:
        with pytest.raises(NotFound):
            export_case(scene.office, "nothing")


class TestMerkle:
    entries = st.lists(st.tuples(st.text(), st.integers(1, 9), st.text()), min_size=1, max_size=20)

    @given(entries, st.data())
    def test_any_other_list_has_another_root(self, entries: list[tuple[str, int, str]], data: st.DataObject) -> None:
        n = data.draw(st.integers(0, len(entries) - 1))
        i, s, h = entries[n]
        root = root_of(entries)
        assert root_of([*entries[:n], (i, s + 1, h), *entries[n + 1 :]]) != root
        assert root_of([*entries[:n], *entries[n + 1 :]]) != root
        assert root_of([*entries, entries[-1]]) != root

    def test_no_case_has_a_root_too(self) -> None:
        assert len(Merkle().root()) == 64
