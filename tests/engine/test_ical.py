"""The calendar feed (RFC 5545): folded by octets, escaped, stable."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from engine.ical import FeedEntry, calendar_feed

STAMP = datetime(2026, 9, 24, 2, 30, tzinfo=UTC)
ENTRY = FeedEntry("deadline-7@longling", date(2026, 10, 15), "送达稽核意见书", "龙劳监案〔2026〕7号")


def unfolded(feed: bytes) -> list[str]:
    return feed.decode().replace("\r\n ", "").split("\r\n")[:-1]


def test_a_deadline_is_a_whole_day() -> None:
    lines = unfolded(calendar_feed("我的期限", [ENTRY], STAMP))
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-1] == "END:VCALENDAR"
    assert "DTSTART;VALUE=DATE:20261015" in lines
    assert "DTEND;VALUE=DATE:20261016" in lines
    assert "DTSTAMP:20260924T023000Z" in lines
    assert "SUMMARY:送达稽核意见书" in lines
    assert "STATUS:CONFIRMED" in lines


def test_a_provisional_deadline_is_tentative() -> None:
    lines = unfolded(calendar_feed("我的期限", [FeedEntry("1", date(2027, 1, 5), "立案", provisional=True)], STAMP))
    assert "STATUS:TENTATIVE" in lines
    assert "SUMMARY:（暂定）立案" in lines


def test_marks_of_the_format_are_escaped_and_lines_cannot_be_smuggled_in() -> None:
    entry = FeedEntry("1", date(2026, 1, 5), "a;b,c\\d", "一\r\n二\rEND:VCALENDAR\x00")
    lines = unfolded(calendar_feed("x", [entry], STAMP))
    assert "SUMMARY:a\\;b\\,c\\\\d" in lines
    assert "DESCRIPTION:一\\n二\\nEND:VCALENDAR" in lines
    assert lines.count("END:VCALENDAR") == 1


def test_the_same_deadlines_in_any_order_give_the_same_bytes() -> None:
    other = FeedEntry("deadline-8@longling", date(2026, 10, 9), "告知")
    assert calendar_feed("x", [ENTRY, other], STAMP) == calendar_feed("x", [other, ENTRY], STAMP)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_no_line_is_longer_than_75_octets_and_no_character_is_cut(title: str) -> None:
    feed = calendar_feed("x", [FeedEntry("1", date(2026, 1, 5), title)], STAMP)
    parts = feed.split(b"\r\n")
    assert all(len(part) <= 75 for part in parts)
    assert all(part.decode() is not None for part in parts)
    summary = next(line for line in unfolded(feed) if line.startswith("SUMMARY:"))
    escaped = title.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    assert summary == f"SUMMARY:{escaped}"
