"""How terms are counted: the rules C1-C5 and C11-C13, pauses, extensions, explanation, recomputation."""

import json
from datetime import date, datetime, timedelta, timezone

import pytest

from engine.calendar import CalendarError, CalendarYearMissing, load_calendar, parse_year_text
from engine.counting import (
    Computation,
    Direction,
    Extension,
    HourComputation,
    Length,
    LineKind,
    Pause,
    Unit,
    add_months,
    bound_included,
    count,
    count_hours,
    due_date,
    first_day,
    full_days_between,
    in_time,
    recompute,
)

NATION = load_calendar()
WD, CD, MONTHS, YEARS = Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS, Unit.YEARS
BEFORE = Direction.BEFORE


def due(start: date, amount: int, unit: Unit, **options: object) -> date:
    return count(start, Length(amount, unit), NATION, **options).due  # type: ignore[arg-type]  # passed through


def kinds(computation: Computation) -> list[LineKind]:
    return [line.kind for line in computation.lines]


class TestTheFirstDayIsNotCounted:
    """C1: 民法典第二百零一条, 民事诉讼法第八十五条."""

    def test_one_working_day_after_a_monday_is_tuesday(self) -> None:
        assert due(date(2026, 3, 2), 1, WD) == date(2026, 3, 3)

    def test_fifteen_days_after_the_second_end_on_the_seventeenth(self) -> None:
        assert due(date(2026, 3, 2), 15, CD) == date(2026, 3, 17)

    def test_a_term_of_no_days_ends_on_the_same_day(self) -> None:
        assert due(date(2026, 3, 2), 0, WD) == date(2026, 3, 2)
        assert due(date(2026, 3, 2), 0, CD) == date(2026, 3, 2)
        assert due(date(2026, 3, 2), 0, MONTHS) == date(2026, 3, 2)

    def test_a_term_of_no_days_that_begins_on_a_saturday_rolls(self) -> None:
        assert due(date(2026, 3, 7), 0, WD) == date(2026, 3, 9)


class TestALastDayOffRolls:
    """C2: 民法典第二百零三条, 民事诉讼法第八十五条."""

    @pytest.mark.parametrize(
        ("start", "amount", "expected"),
        [
            (date(2026, 3, 4), 3, date(2026, 3, 9)),  # Saturday to Monday
            (date(2026, 9, 26), 5, date(2026, 10, 8)),  # 1 October to the first day after the seven
            (date(2025, 9, 21), 10, date(2025, 10, 9)),  # over eight days off
            (date(2026, 4, 24), 15, date(2026, 5, 9)),  # a make-up Saturday is no day off
            (date(2026, 2, 4), 10, date(2026, 2, 14)),  # nor is the Saturday before the festival
            (date(2026, 2, 5), 10, date(2026, 2, 24)),  # but the Sunday after it is
        ],
    )
    def test_to_the_first_working_day(self, start: date, amount: int, expected: date) -> None:
        assert due(start, amount, CD) == expected

    def test_only_when_asked_to(self) -> None:
        assert due(date(2026, 3, 4), 3, CD, roll=False) == date(2026, 3, 7)

    def test_months_roll_too(self) -> None:
        assert due(date(2026, 9, 3), 1, MONTHS) == date(2026, 10, 8)

    def test_the_skipped_days_are_named(self) -> None:
        lines = count(date(2026, 9, 3), Length(1, MONTHS), NATION).lines
        rolled = next(line for line in lines if line.kind is LineKind.ROLLED)
        assert "10月3日（周六）国庆节" in rolled.text
        assert "顺延至2026年10月8日（周四）" in rolled.text
        assert rolled.dates == tuple(date(2026, 10, day) for day in range(3, 8))

    def test_a_make_up_saturday_as_last_day_is_said_to_be_worked(self) -> None:
        explained = count(date(2026, 4, 24), Length(15, CD), NATION).explain()
        assert "最后一日：2026年5月9日（周六），为调休上班日，不是休息日，不需要顺延" in explained


class TestMonthsEndOnTheSameDate:
    """C3: 民法典第二百零二条."""

    @pytest.mark.parametrize(
        ("start", "months", "expected"),
        [
            (date(2026, 1, 31), 1, date(2026, 2, 28)),
            (date(2024, 1, 31), 1, date(2024, 2, 29)),
            (date(2026, 1, 31), 3, date(2026, 4, 30)),
            (date(2026, 2, 28), 1, date(2026, 3, 28)),
            (date(2026, 11, 30), 3, date(2027, 2, 28)),
            (date(2026, 12, 15), 1, date(2027, 1, 15)),
            (date(2024, 2, 29), 12, date(2025, 2, 28)),
            (date(2024, 2, 29), 48, date(2028, 2, 29)),
            (date(2026, 3, 31), -1, date(2026, 2, 28)),
            (date(2026, 1, 15), -1, date(2025, 12, 15)),
        ],
    )
    def test_or_on_the_last_of_the_month(self, start: date, months: int, expected: date) -> None:
        assert add_months(start, months) == expected

    def test_years_are_twelve_months(self) -> None:
        assert due(date(2024, 2, 29), 1, YEARS, roll=False) == date(2025, 2, 28)

    @pytest.mark.parametrize("unit", [CD, MONTHS, YEARS, WD])
    def test_an_absurd_amount_is_refused(self, unit: Unit) -> None:
        with pytest.raises(CalendarError, match="期限过长"):
            due(date(2026, 1, 1), 10**12, unit)


class TestHoursRunOn:
    """C4: 民法典第二百零一条第二款; the 24 hours of the transfer of a crime."""

    def test_through_a_holiday(self) -> None:
        result = count_hours(datetime(2026, 9, 30, 16, 30), 24)  # noqa: DTZ001 - local time is meant
        assert result.due == datetime(2026, 10, 1, 16, 30)  # noqa: DTZ001 - local time is meant
        assert "届满时刻：2026年10月1日（周四）16时30分" in result.explain()

    def test_an_offset_is_kept(self) -> None:
        tokyo = timezone(timedelta(hours=9))
        result = count_hours(datetime(2026, 9, 30, 1, 0, tzinfo=tokyo), 48)
        assert result.due == datetime(2026, 10, 2, 1, 0, tzinfo=tokyo)
        assert "2026年10月2日（周五）0时00分" in result.explain()[2], "explained in Shanghai time"

    def test_backwards(self) -> None:
        start = datetime(2026, 9, 30, 1, 0)  # noqa: DTZ001 - local time is meant
        assert count_hours(start, 2, direction=BEFORE).due == start - timedelta(hours=2)

    def test_they_survive_storage(self) -> None:
        result = count_hours(datetime(2026, 9, 30, 16, 30, tzinfo=timezone(timedelta(hours=8))), 24)
        assert HourComputation.from_json(json.loads(json.dumps(result.to_json()))) == result

    def test_a_date_cannot_be_counted_in_hours(self) -> None:
        with pytest.raises(ValueError, match="须有起算时刻"):
            due(date(2026, 9, 30), 24, Unit.HOURS)


class TestBounds:
    """C1 and C12."""

    def test_day_one_is_the_day_after(self) -> None:
        assert first_day(date(2026, 12, 31)) == date(2027, 1, 1)

    @pytest.mark.parametrize(
        ("word", "included"),
        [("以上", True), ("以下", True), ("以内", True), ("不满", False), ("超过", False)],
    )
    def test_some_words_include_their_number(self, word: str, included: bool) -> None:
        assert bound_included(word) is included

    def test_other_words_are_not_decided(self) -> None:
        with pytest.raises(ValueError, match="没有规定“左右”"):
            bound_included("左右")


class TestInTime:
    """C5 and C12: 民事诉讼法第八十五条第四款, 民法典第一千二百五十九条."""

    def test_the_due_day_is_within_the_term(self) -> None:
        assert in_time(date(2026, 10, 15), date(2026, 10, 15))
        assert not in_time(date(2026, 10, 16), date(2026, 10, 15))

    def test_papers_posted_in_time_may_arrive_late(self) -> None:
        assert in_time(date(2026, 10, 20), date(2026, 10, 15), posted=date(2026, 10, 15))
        assert not in_time(date(2026, 10, 20), date(2026, 10, 15), posted=date(2026, 10, 16))


class TestCountedBackwards:
    def test_seven_working_days_before_the_hearing(self) -> None:
        assert due(date(2026, 10, 15), 7, WD, direction=BEFORE) == date(2026, 9, 30)

    def test_three_days_before_the_audit(self) -> None:
        assert due(date(2026, 3, 12), 3, CD, direction=BEFORE) == date(2026, 3, 9)

    def test_a_day_off_moves_the_last_day_to_the_front_never_to_the_back(self) -> None:
        assert due(date(2026, 3, 10), 3, CD, direction=BEFORE) == date(2026, 3, 6)
        assert due(date(2026, 3, 10), 3, CD, direction=BEFORE, roll=False) == date(2026, 3, 7)

    def test_the_result_is_the_latest_day(self) -> None:
        explained = count(date(2026, 10, 15), Length(7, WD), NATION, direction=BEFORE).explain()
        assert "最迟应于2026年9月30日（周三）办理" in explained

    def test_full_days_between_notice_and_audit(self) -> None:
        assert full_days_between(date(2026, 3, 9), date(2026, 3, 12)) == 2
        assert full_days_between(date(2026, 3, 8), date(2026, 3, 12)) == 3
        assert full_days_between(date(2026, 3, 12), date(2026, 3, 12)) == 0

    def test_pauses_and_extensions_are_refused(self) -> None:
        pause = Pause(date(2026, 3, 1), date(2026, 3, 2), "鉴定")
        with pytest.raises(ValueError, match="倒计的期限不适用中止和延长"):
            due(date(2026, 3, 12), 3, CD, direction=BEFORE, pauses=[pause])


class TestPauses:
    def test_each_paused_working_day_moves_the_due_day_by_one(self) -> None:
        pause = Pause(date(2026, 9, 28), date(2026, 9, 30), "等待鉴定")
        term = count(date(2026, 9, 24), Length(10, WD), NATION, pauses=[pause])
        assert term.due == date(2026, 10, 20)
        assert any("其间3个工作日不计入" in text for text in term.explain())

    def test_overlapping_pauses_are_taken_out_once(self) -> None:
        one = Pause(date(2026, 3, 4), date(2026, 3, 9), "等待鉴定")
        other = Pause(date(2026, 3, 6), date(2026, 3, 10), "不可抗力")
        joined = Pause(date(2026, 3, 4), date(2026, 3, 10), "合并")
        start = date(2026, 3, 2)
        assert due(start, 10, WD, pauses=[one, other]) == due(start, 10, WD, pauses=[joined])

    def test_a_pause_after_the_end_changes_nothing_and_says_so(self) -> None:
        pause = Pause(date(2026, 4, 1), None, "等待鉴定")
        term = count(date(2026, 3, 2), Length(5, WD), NATION, pauses=[pause])
        assert (term.due, term.provisional) == (date(2026, 3, 9), False)
        assert any("在期限届满之后" in text for text in term.explain())

    def test_a_pause_that_lasts_leaves_the_date_provisional(self) -> None:
        pause = Pause(date(2026, 3, 4), None, "等待鉴定")
        term = count(date(2026, 3, 2), Length(5, WD), NATION, pauses=[pause], as_of=date(2026, 3, 6))
        assert (term.due, term.provisional) == (date(2026, 3, 12), True)
        assert "暂定：期限中止尚未结束，恢复后重新计算" in term.explain()

    def test_a_pause_of_months_moves_by_days(self) -> None:
        pause = Pause(date(2026, 3, 10), date(2026, 3, 19), "等待鉴定")
        assert due(date(2026, 3, 2), 1, MONTHS, pauses=[pause], roll=False) == date(2026, 4, 12)

    @pytest.mark.parametrize(("begin", "end", "expected"), [(8, 10, 11), (8, 9, 10), (9, 9, 10), (10, 12, 9)])
    def test_a_pause_over_the_day_rolled_to_is_respected(self, begin: int, end: int, expected: int) -> None:
        pause = Pause(date(2026, 3, begin), date(2026, 3, end), "等待鉴定")
        assert due(date(2026, 3, 4), 3, CD, pauses=[pause]) == date(2026, 3, expected)

    def test_only_the_part_after_the_start_is_taken_out(self) -> None:
        pause = Pause(date(2026, 2, 25), date(2026, 3, 3), "等待鉴定")
        assert due(date(2026, 3, 2), 3, WD, pauses=[pause]) == date(2026, 3, 6)

    def test_a_paused_weekend_is_not_named_twice(self) -> None:
        pause = Pause(date(2026, 3, 5), date(2026, 3, 7), "等待鉴定")
        term = count(date(2026, 3, 2), Length(5, WD), NATION, pauses=[pause])
        skipped = [line.dates for line in term.lines if line.kind is LineKind.SKIPPED]
        assert skipped == [(date(2026, 3, 8),)]

    def test_a_pause_cannot_end_before_it_begins(self) -> None:
        with pytest.raises(ValueError, match="结束日不得早于开始日"):
            Pause(date(2026, 3, 8), date(2026, 3, 7), "等待鉴定")


class TestExtensions:
    def test_an_extension_continues_the_term(self) -> None:
        extension = Extension(Length(30, WD), "情况复杂，经负责人批准", "《劳动保障监察条例》第十七条")
        term = count(date(2026, 3, 2), Length(60, WD), NATION, extensions=[extension])
        assert term.due == due(date(2026, 3, 2), 90, WD)
        assert any(text.startswith("延长：30个工作日，情况复杂") for text in term.explain())

    def test_it_begins_at_the_last_day_not_at_the_day_rolled_to(self) -> None:
        extension = Extension(Length(30, CD), "经批准")
        assert due(date(2026, 9, 4), 30, CD, extensions=[extension]) == due(date(2026, 9, 4), 60, CD)

    def test_months_are_added_before_the_month_end_is_found(self) -> None:
        extension = Extension(Length(1, MONTHS), "经批准")
        last = count(date(2026, 1, 31), Length(1, MONTHS), NATION, extensions=[extension]).last_day
        assert last == date(2026, 3, 31)

    def test_another_unit_follows_the_base(self) -> None:
        extension = Extension(Length(5, WD), "经批准")
        assert due(date(2026, 3, 2), 1, MONTHS, extensions=[extension]) == date(2026, 4, 10)


class TestExplanation:
    def test_ten_working_days_over_the_national_day(self) -> None:
        term = count(date(2026, 9, 24), Length(10, WD), NATION, event="稽核结束", under="《社会保险稽核办法》")
        explained = term.explain()
        assert explained[0].startswith("起算：稽核结束，2026年9月24日（周四），当日不计入，自次日起算（《民法典》")
        assert explained[1].startswith("期限：10个工作日（《社会保险稽核办法》），周末和节假日不计入，调休上班日计入")
        assert explained[2] == "不计入：2026年9月25日（周五）中秋节、9月26日（周六）中秋节、9月27日（周日）中秋节"
        assert explained[3].startswith("不计入：2026年10月1日（周四）国庆节、10月2日（周五）国庆节")
        assert explained[4:] == [
            "计入：2026年10月10日（周六）调休上班（国庆节）",
            "不计入：2026年10月11日（周日）",
            "届满日：2026年10月15日（周四），当日办理仍在期限内",
            "日期确定：2026年的节假日安排已经公布",
        ]

    def test_into_an_unpublished_year_the_date_is_provisional_and_says_why(self) -> None:
        term = count(date(2026, 11, 20), Length(60, WD), NATION)
        assert term.provisional
        assert any("2027年的节假日安排尚未公布（已载入至2026年）" in text for text in term.explain())
        assert kinds(term)[-1] is LineKind.PROVISIONAL

    def test_beyond_the_known_festivals_the_explanation_says_what_is_left_out(self) -> None:
        explained = count(date(2049, 12, 20), Length(60, WD), NATION).explain()
        assert "未计春节、清明节、端午节、中秋节" in explained[-1]

    def test_a_term_counted_back_from_new_year_rests_on_the_published_year_alone(self) -> None:
        term = count(date(2027, 1, 1), Length(3, WD), NATION, direction=BEFORE)
        assert (term.due, term.provisional) == (date(2026, 12, 29), False)

    def test_without_rolling_calendar_days_never_depend_on_the_calendar(self) -> None:
        term = count(date(2030, 3, 1), Length(10, CD), NATION, roll=False)
        assert (term.provisional, term.calendar_versions) == (False, ())

    def test_the_end_of_the_last_published_year_may_be_touched_by_the_next_notice(self) -> None:
        term = count(date(2026, 12, 21), Length(7, WD), NATION)
        assert not term.provisional
        assert kinds(term)[-1] is LineKind.NOTE
        assert "2027年元旦的安排尚未公布" in term.explain()[-1]

    def test_starting_on_the_last_published_day(self) -> None:
        term = count(date(2026, 12, 31), Length(1, WD), NATION)
        assert (term.due, term.provisional) == (date(2027, 1, 4), True)

    def test_before_2004_the_missing_year_is_named(self) -> None:
        with pytest.raises(CalendarYearMissing, match="没有2003年的节假日数据"):
            due(date(2003, 12, 1), 3, WD)


class TestStorageAndRecomputation:
    TERM = count(
        date(2026, 11, 20),
        Length(60, WD),
        NATION,
        pauses=[Pause(date(2026, 12, 1), date(2026, 12, 3), "等待鉴定")],
        extensions=[Extension(Length(30, WD), "情况复杂", "《劳动保障监察条例》第十七条")],
        event="立案",
    )

    def test_a_computation_survives_storage_as_plain_json(self) -> None:
        assert Computation.from_json(json.loads(json.dumps(self.TERM.to_json()))) == self.TERM

    def test_a_broken_record_is_refused(self) -> None:
        broken = self.TERM.to_json()
        del broken["due"]
        with pytest.raises(ValueError, match="期限计算记录不完整"):
            Computation.from_json(broken)

    def test_an_unchanged_calendar_moves_nothing(self) -> None:
        assert recompute(self.TERM, NATION) is self.TERM

    def test_a_new_notice_moves_the_date_and_settles_it(self) -> None:
        rows = "\n".join(f"2027-02-{day:02d},holiday,春节,,," for day in range(5, 13))
        text = f"# source: 示例通知\ndate,kind,name,in_lieu,source,note\n{rows}\n2027-02-20,makeup,春节,,,"
        later = NATION.with_tables([parse_year_text(text, "000000", 2027)])
        fresh = recompute(self.TERM, later)
        assert (self.TERM.due, self.TERM.provisional) != (fresh.due, fresh.provisional)
        assert not fresh.provisional
        assert (fresh.pauses, fresh.extensions, fresh.event) == (
            self.TERM.pauses,
            self.TERM.extensions,
            self.TERM.event,
        )
        assert fresh == count(
            date(2026, 11, 20),
            Length(60, WD),
            later,
            pauses=self.TERM.pauses,
            extensions=self.TERM.extensions,
            event="立案",
        )

    def test_a_lasting_pause_is_counted_on(self) -> None:
        pause = Pause(date(2026, 3, 4), None, "等待鉴定")
        term = count(date(2026, 3, 2), Length(5, WD), NATION, pauses=[pause], as_of=date(2026, 3, 6))
        assert recompute(term, NATION, as_of=date(2026, 3, 9)).due == date(2026, 3, 13)
        assert recompute(term, NATION, as_of=date(2026, 3, 6)) is term

    def test_the_fast_date_is_the_explained_date(self) -> None:
        term = self.TERM
        assert term.due == due_date(term.start, term.length, NATION, pauses=term.pauses, extensions=term.extensions)


class TestLengths:
    @pytest.mark.parametrize(
        ("length", "label"),
        [
            (Length(10, WD), "10个工作日"),
            (Length(15, CD), "15日"),
            (Length(3, MONTHS), "3个月"),
            (Length(2, YEARS), "2年"),
            (Length(24, Unit.HOURS), "24小时"),
        ],
    )
    def test_they_read_as_statutes_write_them(self, length: Length, label: str) -> None:
        assert length.label == label

    @pytest.mark.parametrize("amount", [-1, True])
    def test_only_whole_numbers_from_nought(self, amount: int) -> None:
        with pytest.raises(ValueError, match="不小于0的整数"):
            Length(amount, WD)
