"""What administrators read and do besides people and roles, on both databases."""

from __future__ import annotations

from datetime import date

import pytest

from engine import queries as q
from engine import readlog
from engine.accounts import set_card
from engine.administration import set_setting
from engine.effects import redeliver
from engine.errors import InvalidForm, NotAllowed, NotFound
from engine.passwords import made_up, weaknesses
from tests.support.county import County
from tests.support.story import tell

TODAY = date(2026, 11, 20)
PENSION = "resident_basic_pension"


def line_of(county: County, code: str, day: date = TODAY) -> q.SettingLine:
    with county.office.database.read() as tx:
        return q.setting_in(county.office, tx, code, "530523", day)


class TestSettings:
    def test_what_nobody_set_and_has_no_default_comes_first(self, county: County) -> None:
        with county.office.database.read() as tx:
            lines = q.settings_in(county.office, tx, "530523", TODAY)
        assert len(lines) == len(county.office.registry.settings)
        unset = [line.resolved is None for line in lines]
        assert unset == sorted(unset, reverse=True)
        assert any(unset)

    def test_the_nearest_place_wins_and_every_value_is_told(self, county: County) -> None:
        for place, value, begins in (
            ("000000", "100", date(2020, 1, 1)),
            ("530000", "120", date(2026, 1, 1)),
            ("530500", "130", date(2026, 6, 1)),
            ("530523", "140", date(2027, 1, 1)),
            ("530521", "999", date(2020, 1, 1)),
        ):
            set_setting(county.office, place, PENSION, value, "文件", begins, "system")
        expected: dict[date, tuple[str | None, str]] = {
            date(2019, 12, 31): (None, ""),
            date(2025, 12, 31): ("100", "全国"),
            date(2026, 5, 31): ("120", "省"),
            date(2026, 11, 20): ("130", "州市"),
            date(2027, 1, 1): ("140", "本县"),
        }
        for day, told_then in expected.items():
            line = line_of(county, PENSION, day)
            assert (line.resolved.value if line.resolved else None, line.origin) == told_then, day
        told = [(v.value, v.standing) for v in line_of(county, PENSION).history]
        assert told == [("140.00元", "将生效"), ("130.00元", "现行"), ("120.00元", "不用"), ("100.00元", "不用")]

    def test_a_default_says_so(self, county: County) -> None:
        line = line_of(county, "late_fee_cap")
        assert (line.origin, line.history) == ("默认值", ())

    def test_an_unknown_one_is_not_found(self, county: County) -> None:
        with pytest.raises(NotFound):
            line_of(county, "no.such")


class TestOutbox:
    def test_counts_what_waits_is_retried_and_was_given_up(self, county: County) -> None:
        tell(county)
        states = (("owed", 0, ""), ("owed", 2, "磁盘空间已满"), ("dead", 12, "字体缺失"))
        with county.office.database.write() as tx:
            ids = [row[0] for row in tx.all("SELECT id FROM effects ORDER BY id LIMIT 3", {})]
            for effect, (state, attempt, error) in zip(ids, states, strict=True):
                tx.run(
                    "UPDATE effects SET state = :s, attempt = :a, last_error = :e WHERE id = :id",
                    {"s": state, "a": attempt, "e": error, "id": effect},
                )
        with county.office.database.read() as tx:
            box = q.outbox(county.office, tx, "530523")
        assert (box.waiting, box.retrying, box.dead) == (1, 1, 1)
        assert [line.error for line in (*box.waiting_lines, *box.retrying_lines, *box.dead_lines)] == [
            error for _, _, error in states
        ]
        assert box.dead_lines[0].next_try is None
        assert box.unanswered == len(box.unanswered_lines) > 0

    def test_only_the_system_administrator_sends_again_and_is_logged(self, county: County) -> None:
        tell(county)
        with county.office.database.write() as tx:
            (effect,) = tx.one("SELECT MIN(id) FROM effects", {}) or ("",)
            tx.run("UPDATE effects SET state = 'dead' WHERE id = :id", {"id": effect})
        with pytest.raises(NotAllowed, match="系统管理员"):
            redeliver(county.office, effect, by="duan")
        assert redeliver(county.office, effect, by="admin", reason="字体已经装好")
        assert not redeliver(county.office, effect, by="admin")
        with county.office.database.read() as tx:
            logged = [(e.action, e.subject, e.reason) for e in readlog.entries(tx, actor_id="admin")]
        assert logged == [("redeliver", f"effect:{effect}", "字体已经装好")]


class TestCards:
    def test_number_and_last_day_come_together(self, county: County) -> None:
        for number, day in (("53052300021", None), ("", TODAY), ("证 21", TODAY)):
            with pytest.raises(InvalidForm):
                set_card(county.office, "duan", number, day, by="admin")
        set_card(county.office, "duan", " ５３０５２３ ", TODAY, by="admin")
        assert county.office.current_directory().officers["duan"].card_number == "530523"
        with pytest.raises(NotAllowed):
            set_card(county.office, "duan", "1", TODAY, by="duan")
        with pytest.raises(NotFound):
            set_card(county.office, "nobody", "1", TODAY, by="admin")


def test_the_log_of_a_day_is_that_of_the_day_in_shanghai(county: County) -> None:
    for hours in (0, 13.5, 1):  # ten in the morning, half past eleven at night, half past midnight
        county.time.forward(hours=hours)
        set_card(county.office, "duan", "1", TODAY, by="admin")
    with county.office.database.read() as tx:
        found = [len(readlog.entries(tx, day=date(2026, 11, day))) for day in (19, 20, 21, 22)]
    assert found == [0, 2, 1, 0]


def test_a_day_of_office_begins_at_midnight_in_shanghai(county: County) -> None:
    county.time.forward(hours=14.5)
    assert county.office.technical_day() == date(2026, 11, 21)


def test_a_made_up_password_is_good_enough() -> None:
    made = {made_up() for _ in range(50)}
    assert len(made) == 50
    assert [weaknesses(password, "duan") for password in made] == [[]] * 50
