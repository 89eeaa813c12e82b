"""Deadlines as a calendar feed (iCalendar, RFC 5545): whole days, same bytes for the same input."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LINE_OCTETS = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), 127))


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One deadline in the feed; a provisional one is tentative (暂定) for the reader's calendar program."""

    uid: str
    due: date
    title: str
    description: str = ""
    provisional: bool = False


def calendar_feed(name: str, entries: Iterable[FeedEntry], stamp: datetime) -> bytes:
    """The feed in order of due date and uid; `stamp` is the aware moment of the data, not of the call."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Carnation//Deadlines//ZH-CN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        "X-WR-TIMEZONE:Asia/Shanghai",
    ]
    for entry in sorted(entries, key=lambda entry: (entry.due, entry.uid)):
        lines += _event(entry, stamp.astimezone(UTC))
    lines.append("END:VCALENDAR")
    return b"".join(octets for line in lines for octets in _folded(line))


def _event(entry: FeedEntry, stamp: datetime) -> Iterator[str]:
    title = f"（暂定）{entry.title}" if entry.provisional else entry.title
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(entry.uid)}"
    yield f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{entry.due:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.due + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(title)}"
    if entry.description:
        yield f"DESCRIPTION:{_text(entry.description)}"
    yield f"STATUS:{'TENTATIVE' if entry.provisional else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(value: str) -> str:
    """TEXT of RFC 5545 3.3.11: escaped, line breaks as \\n, control characters left out."""
    joined = value.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
    return joined.translate(_ESCAPES)


def _folded(line: str) -> Iterator[bytes]:
    """Folded by octets (RFC 5545 3.1), never inside a character."""
    room = LINE_OCTETS
    part = b""
    for character in line:
        octets = character.encode()
        if len(part) + len(octets) > room:
            yield part + b"\r\n"
            part = b" "
        part += octets
    yield part + b"\r\n"
