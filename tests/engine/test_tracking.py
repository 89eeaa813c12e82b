"""Public tracking, the read log, and reporters who stay sealed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from engine import readlog, store
from engine.errors import InvalidForm, NotAllowed, NotFound, TooManyAttempts
from engine.ids import READABLE, tracking_code
from engine.reporters import open_reporter, seal_reporter
from engine.tracking import find_story
from tests.support.county import County
from workflows.labour_inspection.forms import Complaint
from workflows.procedure import INSPECTOR, TEAM_HEAD

CODE, NUMBER = "ABCD-EF23-45GH", "53052319900101123X"
HERE = "192.0.2.1"


@pytest.fixture
def tracked(county: County) -> County:
    with county.office.database.write() as tx:
        store.keep_tracking_code(tx, county.office.vault, CODE, NUMBER, "story-1", county.office.clocks.now())
    return county


class TestTracking:
    @pytest.mark.parametrize(
        ("code", "tail"),
        [
            (CODE, "123X"),
            ("abcdef2345gh", "123x"),
            (" abcd ef23 45gh ", " 12 3x"),
            ("ＡＢＣＤ－ＥＦ２３－４５ＧＨ", "１２３Ｘ"),
            ("ABCD—EF23—45GH", NUMBER),
        ],
    )
    def test_code_and_tail_are_found_however_they_were_typed(self, tracked: County, code: str, tail: str) -> None:
        assert find_story(tracked.office, code, tail, HERE) == "story-1"

    @pytest.mark.parametrize(
        ("code", "tail"), [(CODE, "1234"), ("ABCD-EF23-45GG", "123X"), ("", ""), (CODE, ""), ("'; --", "123X")]
    )
    def test_every_miss_is_the_same_nothing(self, tracked: County, code: str, tail: str) -> None:
        assert find_story(tracked.office, code, tail, HERE) is None

    def test_a_code_is_locked_after_five_misses_and_only_that_code(self, tracked: County) -> None:
        with tracked.office.database.write() as tx:
            vault, now = tracked.office.vault, tracked.office.clocks.now()
            store.keep_tracking_code(tx, vault, "2222-3333-4444", NUMBER, "story-2", now)
        for _ in range(5):
            assert find_story(tracked.office, CODE, "0000", HERE) is None
        with pytest.raises(TooManyAttempts):
            find_story(tracked.office, CODE, "123X", "192.0.2.9")
        assert find_story(tracked.office, "2222-3333-4444", "123X", HERE) == "story-2"
        tracked.time.forward(minutes=30)
        assert find_story(tracked.office, CODE, "123X", HERE) == "story-1"

    def test_an_address_is_locked_after_thirty_misses(self, tracked: County) -> None:
        for _ in range(30):
            assert find_story(tracked.office, tracking_code(), "0000", HERE) is None
        with pytest.raises(TooManyAttempts):
            find_story(tracked.office, CODE, "123X", HERE)
        assert find_story(tracked.office, CODE, "123X", "192.0.2.2") == "story-1"

    def test_looking_often_at_ones_own_case_is_no_attempt_at_guessing(self, tracked: County) -> None:
        for _ in range(40):
            assert find_story(tracked.office, CODE, "123X", HERE) == "story-1"

    def test_a_code_holds_sixty_random_bits(self) -> None:
        assert len(READABLE) == 32
        assert len(tracking_code().replace("-", "")) * 5 == 60


class TestReadLog:
    def test_lines_written_at_once_form_one_chain(self, county: County) -> None:
        def look(n: int) -> None:
            with county.office.database.write() as tx:
                readlog.record(tx, county.office, "duan", "reveal", f"case:{n}", "核对身份")

        with ThreadPoolExecutor(6) as pool:
            list(pool.map(look, range(30)))
        with county.office.database.read() as tx:
            assert list(readlog.problems(tx)) == []
            assert readlog.head(tx)[0] == 30
            assert [e.id for e in readlog.entries(tx, before=11, limit=3)] == [10, 9, 8]

    def test_a_line_of_a_transaction_that_failed_leaves_no_gap(self, county: County) -> None:
        def fail() -> None:
            with county.office.database.write() as tx:
                readlog.record(tx, county.office, "duan", "reveal", "case:1")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail()
        with county.office.database.write() as tx:
            readlog.record(tx, county.office, "duan", "reveal", "case:2")
        with county.office.database.read() as tx:
            assert list(readlog.problems(tx)) == []

    @pytest.mark.parametrize(
        ("tamper", "said"),
        [
            ("UPDATE read_log SET reason = '好奇' WHERE id = 3", "第3号"),
            ("UPDATE read_log SET actor_id = 'cun' WHERE id = 1", "第1号"),
            ("DELETE FROM read_log WHERE id = 3", "缺少第3号"),
            ("DELETE FROM read_log WHERE id = 5", "缺少第5号"),
            ("DELETE FROM read_log", "缺少第1号至第5号"),
            ("UPDATE counters SET last = 4 WHERE series = 'read_log'", "计数器"),
            (
                "INSERT INTO read_log SELECT 6, at, actor_id, action, subject, reason, hash FROM read_log WHERE id = 5",
                "第6号",
            ),
        ],
    )
    def test_whatever_is_changed_is_named(self, county: County, tamper: str, said: str) -> None:
        for n in range(5):
            with county.office.database.write() as tx:
                readlog.record(tx, county.office, "duan", "reveal", f"case:{n}", "核对身份")
        with county.office.database.write() as tx:
            tx.run(tamper, {})
        with county.office.database.read() as tx:
            assert any(said in problem for problem in readlog.problems(tx))


class TestReporters:
    @pytest.fixture
    def case(self, county: County) -> str:
        answer = county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection")
        with county.office.database.write() as tx:
            seal_reporter(tx, county.office, answer.case_id, {"name": "举报人甲", "phone": "13800000000"})
        return answer.case_id

    def test_the_row_tells_nothing(self, county: County, case: str) -> None:
        with county.office.database.read() as tx:
            row = tx.one("SELECT sealed FROM sealed_reporters WHERE case_id = :case", {"case": case})
        assert row is not None
        assert "举报人甲" not in row[0]

    def test_the_role_and_a_reason_open_it_and_leave_a_trace(self, county: County, case: str) -> None:
        head = county.office.actor("head")
        found = open_reporter(county.office, case, head, "需要当面核实举报内容", TEAM_HEAD)
        assert found["name"] == "举报人甲"
        with county.office.database.read() as tx:
            (line,) = readlog.entries(tx, actor_id="head")
        assert (line.action, line.subject, line.reason) == ("open_reporter", f"case:{case}", "需要当面核实举报内容")

    def test_without_the_role_it_stays_shut_and_the_attempt_is_logged(self, county: County, case: str) -> None:
        with pytest.raises(NotAllowed, match=TEAM_HEAD.label):
            open_reporter(county.office, case, county.office.actor("duan"), "想知道是谁举报的", TEAM_HEAD)
        with county.office.database.read() as tx:
            (line,) = readlog.entries(tx, subject=f"case:{case}")
        assert (line.actor_id, line.action) == ("duan", "refused_reporter")

    def test_no_reason_no_opening(self, county: County, case: str) -> None:
        with pytest.raises(InvalidForm, match="理由"):
            open_reporter(county.office, case, county.office.actor("head"), "  ", TEAM_HEAD)

    def test_another_department_finds_nothing(self, county: County, case: str) -> None:
        with pytest.raises(NotFound):
            open_reporter(county.office, case, county.office.actor("stranger"), "跨县协查需要", INSPECTOR)
