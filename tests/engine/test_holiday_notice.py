"""Holiday notices: read from their text, checked against themselves, never guessed."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from engine.calendar import CalendarError, DayKind, load_calendar
from engine.holiday_notice import NoticeError, parse_notice

DATA = Path(__file__).parents[1] / "data" / "holidays"
SENTENCES: list[dict[str, Any]] = json.loads((DATA / "notice_sentences.json").read_text(encoding="utf-8"))
NOTICE_2026 = (DATA / "notice_2026.txt").read_text(encoding="utf-8")
NATION = load_calendar()


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: f"{case['year']} {case['text']}")
def test_a_sentence_of_a_real_notice_means_the_days_that_were_free(case: dict[str, Any]) -> None:
    days = parse_notice(case["text"], case["year"]).days
    assert [str(day.date) for day in days if day.kind is DayKind.HOLIDAY] == sorted(case["off"])
    assert [str(day.date) for day in days if day.kind is DayKind.MAKEUP] == sorted(case["worked"])


class TestAWholeNotice:
    NOTICE = parse_notice(NOTICE_2026)

    def test_it_gives_exactly_the_table_that_is_shipped(self) -> None:
        (table,) = self.NOTICE.tables()
        assert table.version == NATION.version(2026)

    def test_it_knows_its_title_number_and_day(self) -> None:
        assert (
            self.NOTICE.source == "国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号，2025年11月4日）"
        )
        assert self.NOTICE.published == date(2025, 11, 4)
        assert self.NOTICE.missing == ()

    def test_the_preview_lists_every_day_and_what_has_no_effect(self) -> None:
        preview = self.NOTICE.preview()
        assert "国庆节调休上班：2026年9月20日（周日）、2026年10月10日（周六）" in preview
        assert "中秋节放假：2026年9月25日（周五）、2026年9月26日（周六）、2026年9月27日（周日）" in preview
        assert any(sentence.startswith("鼓励单位") for sentence in self.NOTICE.ignored)

    def test_half_width_punctuation_and_blanks_change_nothing(self) -> None:
        pasted = NOTICE_2026.replace("（", "(").replace("）", ")").replace("，", ",").replace("日至", "日 至 ")
        assert parse_notice(pasted).days == self.NOTICE.days

    def test_loading_it_again_keeps_what_only_the_file_knew(self) -> None:
        shipped = NATION.table("000000", 2026)
        assert shipped is not None
        (table,) = self.NOTICE.tables({2026: shipped})
        assert [day.in_lieu for day in table.days] == [day.in_lieu for day in shipped.days]


class TestOtherNotices:
    @pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
    def test_a_real_notice_gives_every_day_of_its_year(self, year: int) -> None:
        notice = parse_notice((DATA / f"notice_{year}.txt").read_text(encoding="utf-8"))
        assert (notice.year, notice.missing) == (year, ())
        day = date(year, 1, 1)
        found = {day.date: day.kind.worked for day in notice.days}
        while day.year == year:
            assert found.get(day, day.weekday() < 5) is NATION.is_workday(day), day
            day += timedelta(days=1)

    def test_a_notice_that_moves_one_festival_names_only_that(self) -> None:
        notice = parse_notice((DATA / "notice_2019_adjusted.txt").read_text(encoding="utf-8"))
        assert {day.name for day in notice.days} == {"劳动节"}
        assert notice.source == NATION.day(date(2019, 5, 1)).source
        assert all(NATION.is_workday(day.date) is day.kind.worked for day in notice.days)

    def test_a_prefecture_adds_days_of_its_own(self) -> None:
        text = "某州人民政府办公室关于2026年部分节假日安排的通知\n一、示例节：4月13日至14日全州放假，共2天。"
        notice = parse_notice(text, jurisdiction="5331")
        (table,) = notice.tables()
        assert (table.jurisdiction, len(table.days)) == ("533100", 2)
        assert notice.source == "某州人民政府办公室关于2026年部分节假日安排的通知（文号未录）"

    def test_days_off_for_some_people_only_are_no_days_off_for_all(self) -> None:
        with pytest.raises(NoticeError, match="只对部分人员放假"):
            parse_notice("一、示例节：4月13日至14日全州某族干部职工放假，共2天。", 2026, "533100")


class TestYearsBefore:
    TEXT = "一、元旦：2026年12月31日至2027年1月2日放假调休，共3天。2026年12月27日（周日）上班。"

    def test_days_in_december_join_the_year_before(self) -> None:
        shipped = NATION.table("000000", 2026)
        assert shipped is not None
        old, new = parse_notice(self.TEXT, 2027).tables({2026: shipped})
        assert (old.year, len(old.days), new.year, len(new.days)) == (2026, len(shipped.days) + 2, 2027, 2)
        assert not NATION.with_tables([old, new]).is_workday(date(2026, 12, 31))

    def test_that_year_must_be_loaded_first(self) -> None:
        with pytest.raises(CalendarError, match="须先载入2026年的安排"):
            parse_notice(self.TEXT, 2027).tables()


class TestRefusals:
    @pytest.mark.parametrize(
        ("sentence", "message"),
        [
            ("5月5日（周五）放假。", "2015年5月5日（周二）与文中的“周五”不符"),
            ("5月7日上班。", "不是周末，不能作调休上班日"),
            ("5月1日至3日放假，共4天。", "文中写共4天，按起止日期为3天"),
            ("5月1日放假2天。", "文中写共2天，按起止日期为1天"),
            ("2月29日放假。", "没有2015年2月29日这一天"),
            ("5日放假。", "“5日”没有写明月份"),
            ("5月3日至1日放假。", "起止日期不合理"),
            ("1月1日至12月1日放假。", "起止日期不合理"),
            ("5月1日。", "没有写明是放假还是上班"),
            ("5月1日（周五）酌情放假。", "不能识别“酌情放假”"),
            ("春节前后放假，具体另行通知。", "不能识别“春节前后放假”"),
            ("延长假期至2月2日。", "不能识别“延长假期至2月2日”"),
        ],
    )
    def test_a_sentence_that_cannot_be_read_is_named_with_its_reason(self, sentence: str, message: str) -> None:
        with pytest.raises(NoticeError) as refused:
            parse_notice(sentence, 2015)
        (problem,) = refused.value.problems
        assert problem.startswith(f"“{sentence.removesuffix('。')}”：")
        assert message in problem

    def test_all_problems_are_told_at_once(self) -> None:
        with pytest.raises(NoticeError) as refused:
            parse_notice("5月5日（周五）放假。6月1日放假。7月1日上班。", 2015)
        assert len(refused.value.problems) == 2

    def test_a_day_cannot_be_both_free_and_worked(self) -> None:
        with pytest.raises(NoticeError, match="在前文已列为节假日"):
            parse_notice("5月9日放假。5月9日上班。", 2026)

    def test_a_notice_without_a_year_asks_for_it(self) -> None:
        with pytest.raises(NoticeError, match="请注明是哪一年"):
            parse_notice("5月1日放假。")

    @pytest.mark.parametrize("text", ["", "本通知自印发之日起施行。"])
    def test_a_text_without_any_day_is_refused(self, text: str) -> None:
        with pytest.raises(NoticeError, match="没有找到放假或者上班的日期"):
            parse_notice(text, 2027)

    def test_a_notice_that_leaves_out_a_festival_says_so_in_the_preview(self) -> None:
        assert "通知中没有春节的安排" in parse_notice("一、元旦：1月1日放假。", 2027).preview()
