"""The legal calendar: every day of 2004-2026, its limits, local days and the files it is read from."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from engine.calendar import (
    HOLIDAY_FOLDER,
    Calendar,
    CalendarError,
    CalendarYearMissing,
    DayKind,
    load_calendar,
    parse_year_text,
)

DATA = Path(__file__).parents[1] / "data" / "holidays"
NATION = load_calendar()
HEAD = "# source: 某地节假日安排（示例）\ndate,kind,name,in_lieu,source,note\n"


def _special_days() -> dict[date, bool]:
    with (DATA / "special_days.csv").open(encoding="utf-8") as file:
        return {date.fromisoformat(row["date"]): row["worked"] == "1" for row in csv.DictReader(file)}


class TestPublishedYears:
    def test_every_day_from_2004_to_2026_is_worked_or_free_as_published(self) -> None:
        special = _special_days()
        day, wrong = date(2004, 1, 1), []
        while day <= date(2026, 12, 31):
            if NATION.is_workday(day) is not special.get(day, day.weekday() < 5):
                wrong.append(day)
            day += timedelta(days=1)
        assert not wrong

    def test_every_special_day_carries_the_instrument_that_made_it(self) -> None:
        assert all(NATION.day(day).source.startswith(("国务院办公厅", "2015年")) for day in _special_days())

    @pytest.mark.parametrize(
        ("day", "kind", "title"),
        [
            (date(2026, 9, 25), DayKind.HOLIDAY, "中秋节"),
            (date(2026, 9, 20), DayKind.MAKEUP, "调休上班（国庆节）"),
            (date(2026, 9, 19), DayKind.REST, "周六"),
            (date(2026, 9, 21), DayKind.WORKDAY, "工作日"),
            (date(2020, 2, 2), DayKind.HOLIDAY, "春节"),
            (date(2020, 2, 3), DayKind.WORKDAY, "工作日"),
            (date(2005, 12, 31), DayKind.MAKEUP, "调休上班（元旦）"),
        ],
    )
    def test_a_day_says_what_it_is(self, day: date, kind: DayKind, title: str) -> None:
        assert (NATION.day(day).kind, NATION.day(day).title) == (kind, title)

    def test_where_the_sources_disagree_the_choice_is_recorded(self) -> None:
        assert "取上班" in NATION.day(date(2005, 12, 31)).note

    def test_a_rearranged_day_off_is_told_from_the_festival_itself(self) -> None:
        assert NATION.day(date(2026, 10, 6)).in_lieu
        assert not NATION.day(date(2026, 10, 1)).in_lieu


class TestLimits:
    def test_a_day_before_2004_names_the_missing_year(self) -> None:
        with pytest.raises(CalendarYearMissing, match="没有2003年的节假日数据"):
            NATION.day(date(2003, 12, 31))

    def test_counting_back_into_2003_names_the_missing_year(self) -> None:
        with pytest.raises(CalendarYearMissing, match="2003年"):
            NATION.add_workdays(date(2004, 1, 5), -5)

    def test_a_term_beyond_the_horizon_is_refused(self) -> None:
        with pytest.raises(CalendarError, match="期限过长"):
            NATION.add_workdays(date(2026, 1, 1), 10**9)

    def test_the_last_published_day_is_not_provisional_and_the_next_is(self) -> None:
        assert not NATION.is_provisional(date(2026, 12, 31))
        assert NATION.is_provisional(date(2027, 1, 1))

    def test_an_unpublished_year_has_weekends_and_the_holidays_of_the_regulation(self) -> None:
        expected = {
            date(2027, 1, 1): "元旦",
            date(2027, 2, 5): "春节",
            date(2027, 2, 8): "春节",
            date(2027, 4, 5): "清明节",
            date(2027, 5, 1): "劳动节",
            date(2027, 5, 2): "劳动节",
            date(2027, 6, 9): "端午节",
            date(2027, 9, 15): "中秋节",
            date(2027, 10, 3): "国庆节",
        }
        assert {day: NATION.day(day).name for day in expected} == expected
        assert NATION.is_workday(date(2027, 2, 9))
        assert not NATION.is_workday(date(2027, 2, 20))

    def test_two_festivals_on_one_provisional_day_are_both_named(self) -> None:
        assert NATION.day(date(2031, 10, 1)).name == "国庆节、中秋节"

    def test_the_version_of_an_unpublished_year_says_so(self) -> None:
        assert NATION.version(2027) == "000000/2027@provisional-lunar"
        assert NATION.version(2060) == "000000/2060@provisional-solar"


class TestLocalHolidays:
    """Minority areas set holidays of their own (放假办法第四条); the days here are invented."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "533100").mkdir()
        (tmp_path / "533100" / "2026.csv").write_text(
            HEAD + "2026-04-13,holiday,示例节,,,\n2026-04-14,holiday,示例节,,,\n2026-04-18,makeup,示例节,,,\n",
            encoding="utf-8",
        )
        return tmp_path

    def test_a_county_takes_the_days_of_its_prefecture(self, folder: Path) -> None:
        county = load_calendar("533122", (HOLIDAY_FOLDER, folder))
        assert county.day(date(2026, 4, 13)).name == "示例节"
        assert county.is_workday(date(2026, 4, 18))

    def test_the_neighbouring_county_and_the_nation_do_not(self, folder: Path) -> None:
        folders = (HOLIDAY_FOLDER, folder)
        assert load_calendar("530523", folders).is_workday(date(2026, 4, 13))
        assert load_calendar("00", folders).is_workday(date(2026, 4, 13))

    def test_the_version_names_the_local_table(self, folder: Path) -> None:
        county = load_calendar("533122", (HOLIDAY_FOLDER, folder))
        assert county.version(2026).startswith(f"{NATION.version(2026)}+533100/2026@")
        assert county.version(2025) == NATION.version(2025)

    def test_a_local_rule_comes_before_the_national_one(self, tmp_path: Path) -> None:
        (tmp_path / "533102").mkdir()
        (tmp_path / "533102" / "2026.csv").write_text(
            HEAD + "2026-05-09,rest,,,,\n2026-05-05,workday,,,,\n", encoding="utf-8"
        )
        county = load_calendar("533102", (HOLIDAY_FOLDER, tmp_path))
        assert (county.is_workday(date(2026, 5, 9)), county.is_workday(date(2026, 5, 5))) == (False, True)
        assert county.day(date(2026, 5, 9)).title == "周六"

    def test_national_holidays_hold_there_too(self, folder: Path) -> None:
        assert not load_calendar("533122", (HOLIDAY_FOLDER, folder)).is_workday(date(2026, 10, 1))


class TestJurisdictions:
    @pytest.mark.parametrize(("short", "full"), [("53", "530000"), ("5305", "530500"), ("00", "000000")])
    def test_short_codes_are_filled_up(self, short: str, full: str) -> None:
        assert load_calendar(short).jurisdiction == full

    @pytest.mark.parametrize("code", ["5", "530", "53052", "5305231", "53a523", "", "５３"])
    def test_other_codes_are_refused(self, code: str) -> None:
        with pytest.raises(CalendarError, match="行政区划代码"):
            load_calendar(code)


class TestYearFiles:
    @pytest.mark.parametrize(
        ("row", "message"),
        [
            ("2026-05-09,makeup,劳动节,,,", None),
            ("2026-05-08,makeup,劳动节,,,", "不是周末，不能作调休上班日"),
            ("2026-05-09,workday,劳动节,,,", "是周末，上班应写作调休上班"),
            ("2026-05-08,rest,,,,", "不是周末，不能作周末休息日"),
            ("2025-05-01,holiday,劳动节,,,", "不在该年内"),
            ("2026-02-30,holiday,春节,,,", "第3行的日期不存在"),
            ("2026-2-3,holiday,春节,,,", "第3行的日期应写作"),
            ("2026-05-01,fete,劳动节,,,", "第3行的类别应为"),
            ("2026-05-01,holiday,劳动节,yes,,", "in_lieu"),
            ("2026-05-01,holiday,劳动节", "第3行应有6列，实有3列"),
            ("2026-05-01,holiday,劳动节,,,\n2026-05-01,holiday,劳动节,,,", "列了两次"),
        ],
    )
    def test_a_wrong_row_is_refused_by_name(self, row: str, message: str | None) -> None:
        if message is None:
            assert len(parse_year_text(HEAD + row, "000000", 2026).days) == 1
            return
        with pytest.raises(CalendarError, match=message):
            parse_year_text(HEAD + row, "000000", 2026)

    def test_the_version_changes_with_what_counts_and_with_nothing_else(self) -> None:
        rows = ("holiday,节,,,", "workday,节,,,", "holiday,节,Y,,", "holiday,节,,,备注")
        tables = [parse_year_text(f"{HEAD}2026-05-08,{row}", "000000", 2026) for row in rows]
        plain, worked, in_lieu, noted = (table.version for table in tables)
        assert plain == in_lieu == noted != worked

    def test_a_file_without_its_instrument_is_refused(self) -> None:
        with pytest.raises(CalendarError, match="没有写明依据文件"):
            parse_year_text(HEAD.split("\n", 1)[1], "000000", 2026)

    @pytest.mark.parametrize("year", range(2004, 2027))
    def test_a_table_survives_writing_and_reading(self, year: int) -> None:
        table = NATION.table("000000", year)
        assert table is not None
        again = parse_year_text(table.to_csv(), "000000", year)
        assert (again, again.version) == (table, table.version)

    def test_a_missing_year_in_between_is_named(self) -> None:
        with pytest.raises(CalendarError, match="缺2025年"):
            Calendar("00", (table for table in NATION.tables if table.year != 2025))

    def test_a_calendar_without_the_nation_is_refused(self) -> None:
        with pytest.raises(CalendarError, match="没有载入"):
            Calendar("00", ())


class TestWithTables:
    def test_a_new_year_is_seen_only_in_the_new_calendar(self) -> None:
        table = parse_year_text(HEAD + "2027-01-01,holiday,元旦,,,\n2027-01-02,makeup,元旦,,,", "000000", 2027)
        later = NATION.with_tables([table])
        assert (later.last_published_year, NATION.last_published_year) == (2027, 2026)
        assert later.is_workday(date(2027, 1, 2))
        assert not NATION.is_workday(date(2027, 1, 2))
        assert later.is_workday(date(2027, 2, 8)), "a published year has only the days its table names"
