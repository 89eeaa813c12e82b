"""Rules C6-C11: what a statute means by “日”."""

from datetime import date

import pytest

from engine.counting import Length, Unit
from engine.statute_units import read_term, unit_of

WD, CD = Unit.WORKING_DAYS, Unit.CALENDAR_DAYS


@pytest.mark.parametrize(
    ("statute", "written", "unit", "rule"),
    [
        ("行政处罚法", "二日", WD, "C6"),
        ("行政处罚法", "三日", WD, "C6"),
        ("行政处罚法", "五日", WD, "C6"),
        ("行政处罚法", "七日", WD, "C6"),
        ("行政处罚法", "十五日", CD, "C6"),
        ("行政处罚法", "九十日", CD, "C6"),
        ("中华人民共和国行政处罚法", "七日内", WD, "C6"),
        ("《行政强制法》", "十日", WD, "C7"),
        ("行政强制法", "五日", WD, "C7"),
        ("行政强制法", "十日以内", WD, "C7"),
        ("行政强制法", "三十日", CD, "C7"),
        ("行政复议法", "三日", WD, "C8"),
        ("行政复议法", "十日", WD, "C8"),
        ("行政复议法", "六十日", CD, "C8"),
        ("行政复议法", "三十日", CD, "C8"),
        ("劳动保障监察条例", "60个工作日", WD, "C3"),
        ("LSI-R", "15日", CD, "C9"),
        ("R25", "7日", WD, "C9"),
        ("R25", "2日", CD, "C9"),
        ("行政执法机关移送涉嫌犯罪案件的规定", "３日", CD, "C10"),
        ("社会保险稽核办法", "3日前", CD, "C11"),
        ("社会保险法", "三十日", CD, "C1"),
    ],
)
def test_a_bare_day_is_a_working_day_only_where_the_statute_says_so(
    statute: str, written: str, unit: Unit, rule: str
) -> None:
    reading = read_term(statute, written)
    assert (reading.length.unit, reading.rule) == (unit, rule)


@pytest.mark.parametrize(
    ("written", "length"),
    [
        ("三个月", Length(3, Unit.MONTHS)),
        ("六个月内", Length(6, Unit.MONTHS)),
        ("两年", Length(2, Unit.YEARS)),
        ("二十四小时", Length(24, Unit.HOURS)),
        ("２４小时", Length(24, Unit.HOURS)),
        ("20个工作日", Length(20, WD)),
        ("十个工作日", Length(10, WD)),
        ("一百八十工作日", Length(180, WD)),
        ("一百零五工作日", Length(105, WD)),
    ],
)
def test_a_unit_that_is_written_needs_no_rule(written: str, length: Length) -> None:
    assert read_term("任何规定", written).length == length


def test_a_statute_that_is_not_on_file_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="没有收录《某条例》中“日”的含义"):
        unit_of("某条例", "五日")


def test_before_the_revision_came_into_force_nothing_is_guessed() -> None:
    with pytest.raises(ValueError, match="自2021-07-15起适用"):
        unit_of("行政处罚法", "三日", date(2021, 7, 14))


@pytest.mark.parametrize("written", ["及时", "一个季度", "日", "五五日", "半年", "-3日", "3.5日", ""])
def test_what_is_no_term_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="不能识别的期限写法"):
        read_term("行政处罚法", written)
