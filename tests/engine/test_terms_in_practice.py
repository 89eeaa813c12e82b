"""Time in real procedures: the fixtures of the law, told as cases."""

from datetime import date
from pathlib import Path

from engine.calendar import HOLIDAY_FOLDER, load_calendar
from engine.counting import Direction, Length, Unit, count, in_time
from engine.service import ServiceMode, effective_date
from engine.statute_units import read_term, unit_of

LONGLING = load_calendar("530523")


def test_a_complaint_accepted_on_the_friday_before_the_spring_festival() -> None:
    """Saturday 14 February is a make-up workday and day one; the nine days off are not counted."""
    term = count(date(2026, 2, 13), Length(5, Unit.WORKING_DAYS), LONGLING, event="收到投诉")
    assert term.due == date(2026, 2, 27)
    assert "计入：2026年2月14日（周六）调休上班（春节）" in term.explain()


def test_sixty_working_days_of_investigation_from_that_friday() -> None:
    term = count(date(2026, 2, 13), Length(60, Unit.WORKING_DAYS), LONGLING, event="立案")
    assert term.due == date(2026, 5, 19)


def test_an_audit_that_ends_on_24_september_has_its_opinion_served_by_15_october() -> None:
    term = count(date(2026, 9, 24), Length(10, Unit.WORKING_DAYS), LONGLING, event="稽核结束")
    assert (term.due, term.provisional) == (date(2026, 10, 15), False)


def test_a_penalty_decision_served_by_public_notice() -> None:
    served = effective_date(ServiceMode.PUBLIC_NOTICE, date(2026, 8, 25), LONGLING)
    assert served.effective == date(2026, 9, 24)
    fine = count(served.effective, read_term("行政处罚法", "十五日").length, LONGLING)
    assert fine.due == date(2026, 10, 9)
    review = count(served.effective, read_term("行政复议法", "六十日").length, LONGLING)
    assert review.due == date(2026, 11, 23)


def test_a_hearing_requested_on_the_sixth_day_is_late() -> None:
    term = count(date(2026, 9, 21), read_term("行政处罚法", "五日").length, LONGLING)
    assert term.due == date(2026, 9, 29)
    assert in_time(date(2026, 9, 29), term.due)
    assert not in_time(date(2026, 9, 30), term.due)


def test_a_hearing_is_notified_seven_working_days_before() -> None:
    term = count(
        date(2026, 10, 15),
        read_term("APL", "七日").length,
        LONGLING,
        direction=Direction.BEFORE,
        event="听证",
    )
    assert term.due == date(2026, 9, 30)


def test_a_demand_served_five_days_before_the_window_closes_comes_too_late() -> None:
    """催告 runs ten working days; the three months of the application to court do not wait for it."""
    window = count(date(2026, 3, 15), read_term("行政强制法", "三个月").length, LONGLING)
    demand = count(date(2026, 6, 10), read_term("行政强制法", "十日").length, LONGLING)
    assert (window.due, demand.due) == (date(2026, 6, 15), date(2026, 6, 25))


def test_both_clocks_of_a_penalty_case_run_side_by_side() -> None:
    filed = date(2026, 3, 2)
    special = count(filed, read_term("劳动保障监察条例", "60个工作日").length, LONGLING)
    general = count(filed, read_term("行政处罚法", "九十日").length, LONGLING)
    assert (special.due, general.due) == (date(2026, 5, 28), date(2026, 6, 1))


def test_a_case_that_crosses_15_july_2021_takes_working_days_only_from_then() -> None:
    assert unit_of("行政处罚法", "五日", date(2021, 7, 15)) is Unit.WORKING_DAYS


def test_an_autonomous_prefecture_has_days_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "533100").mkdir()
    (tmp_path / "533100" / "2026.csv").write_text(
        "# source: 自治州人民政府放假通知（示例，非真实安排）\n"
        "date,kind,name,in_lieu,source,note\n"
        "2026-04-13,holiday,示例民族节日,,,\n2026-04-14,holiday,示例民族节日,,,\n",
        encoding="utf-8",
    )
    prefecture = load_calendar("533103", (HOLIDAY_FOLDER, tmp_path))
    term = Length(5, Unit.WORKING_DAYS)
    there, here = (count(date(2026, 4, 10), term, calendar) for calendar in (prefecture, LONGLING))
    assert (there.due, here.due) == (date(2026, 4, 21), date(2026, 4, 17))
    assert (
        "不计入：2026年4月11日（周六）、4月12日（周日）、4月13日（周一）示例民族节日、4月14日（周二）示例民族节日"
        in (there.explain())
    )
