"""The year's holiday notice (节假日安排的通知), read from the text as published; decides nothing itself.

Every sentence that speaks of days off or of work is understood completely or reported; lunar dates, weekdays
and counts in the text are checked, never filled in.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from engine.calendar_year import (
    NATION,
    WEEKDAYS,
    CalendarError,
    Day,
    DayKind,
    YearTable,
    date_text,
    jurisdiction_code,
)

FESTIVALS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
_CHINESE_NUMBER = "一二三四五六七八九十"
_TITLE = re.compile(r"[^\s,。:\d]*关于(?:调整|延长)?(\d{4})年[^,。:]*?的通知")
_NUMBER = re.compile(r"\w+[〔\[(]\d{4}[〕\])]\d+号")
_ITEM = re.compile(rf"^[{_CHINESE_NUMBER}]+、")
_HEADING = re.compile(rf"^[{_CHINESE_NUMBER}]+、([^:。\d]+):")
_PEOPLES = re.compile(r"^全[州县](?:各族干部职工)?(?=放假)")
_PUBLISHED = re.compile(r"^(\d{4})年(\d{1,2})月(\d{1,2})日$")
_BRACKET = r"(?:\((?P<{0}>[^()]*)\))?"
_DATE = r"(?:(?P<{0}y>\d{{4}})年)?(?:(?P<{0}m>\d{{1,2}})月)?(?P<{0}d>\d{{1,2}})日" + _BRACKET.format("{0}b")
_SPAN = re.compile("^" + _DATE.format("a") + "(?:至" + _DATE.format("z") + ")?")
_OFF = re.compile(r"^(?:放假调休|调休放假|放假|补休|调休)(?P<one>\d+天)?$")
_TOTAL = re.compile(r"^共(\d+)天$")
_HARMLESS = re.compile(r"^(?:与周末连休|不调休)$")
_SPEAKS = re.compile(r"放假|上班|补休|调休|休息|\d日")
_ADVICE = re.compile(r"^鼓励|妥善安排|通知如下|安排通知|全文如下|关于.*的通知$")


class NoticeError(CalendarError):
    """A notice with sentences that could not be read; `problems` has one Chinese message for each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("；".join(self.problems))


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice, read: its days, and what of its text has no effect on the count."""

    jurisdiction: str
    year: int
    title: str
    number: str
    published: date | None
    days: tuple[Day, ...]
    ignored: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def source(self) -> str:
        """The notice as the calendar cites it."""
        return _source(self.title, self.number, self.published)

    def preview(self) -> list[str]:
        """What loading the notice will do, in Chinese, for the person who confirms it; `ignored` has no effect."""
        found: dict[str, list[str]] = {}
        for day in self.days:
            found.setdefault(_effect(day), []).append(date_text(day.date))
        lines = [f"{effect}：{'、'.join(days)}" for effect, days in found.items()]
        return [*lines, *(f"通知中没有{name}的安排" for name in self.missing)]

    def tables(self, loaded: Mapping[int, YearTable] | None = None) -> tuple[YearTable, ...]:
        """The year tables after this notice; days it does not name stay as they are loaded.

        A notice reaches into the December before. When that year is not among `loaded` although the notice
        has days of it, CalendarError is raised, for a table of only those days would drop all others.
        """
        loaded = loaded or {}
        tables = []
        for year in sorted({day.date.year for day in self.days}):
            known = loaded.get(year)
            if known is None and year != self.year:
                raise CalendarError(f"通知涉及{year}年的日子，须先载入{year}年的安排")
            days = {day.date: day for day in known.days} if known else {}
            for day in self.days:
                if day.date.year == year:
                    days[day.date] = _keeping_in_lieu(day, days.get(day.date))
            source = known.source if known and year != self.year else self.source
            tables.append(YearTable(self.jurisdiction, year, tuple(days.values()), source))
        return tuple(tables)


def parse_notice(text: str, year: int | None = None, jurisdiction: str = NATION) -> Notice:
    """Read the text of a notice; the year is taken from its title unless given.

    A prefecture's notice repeats the national days and adds its own; days off for some peoples or places only
    are refused, for they are no days off for everybody. Raises NoticeError with every sentence that speaks of
    days but could not be read or contradicts itself.
    """
    plain = _normalised(text)
    title = _TITLE.search(plain)
    if year is None:
        if title is None:
            raise NoticeError(["通知标题中没有找到年份，请注明是哪一年的安排"])
        year = int(title[1])
    name = title[0].replace("\n", "") if title else f"国务院办公厅关于{year}年部分节假日安排的通知"
    reader = _Reader(year, name, has_headings=any(map(_HEADING.match, plain.splitlines())))
    for line in plain.splitlines():
        reader.read_line(line)
    if not reader.found and not reader.problems:
        reader.problems.append("通知中没有找到放假或者上班的日期")
    if reader.problems:
        raise NoticeError(reader.problems)
    number = _NUMBER.search(plain)
    numbered = re.sub(r"[\[(](\d{4})[\])]", r"〔\1〕", number[0]) if number else ""
    source = _source(name, numbered, reader.published)
    days = tuple(replace(day, source=source) for _, day in sorted(reader.found.items()))
    named = "、".join(day.name for day in days)
    return Notice(
        jurisdiction=jurisdiction_code(jurisdiction),
        year=year,
        title=name,
        number=numbered,
        published=reader.published,
        days=days,
        ignored=tuple(reader.ignored),
        missing=tuple(festival for festival in FESTIVALS if festival not in named),
    )


class _Reader:
    """Reads sentence by sentence; one festival's heading holds until the next."""

    def __init__(self, year: int, title: str, *, has_headings: bool) -> None:
        self.year = year
        self.preamble = has_headings
        named = [festival for festival in FESTIVALS if festival in title]
        self.festival = named[0] if len(named) == 1 else ""
        self.published: date | None = None
        self.found: dict[date, Day] = {}
        self.ignored: list[str] = []
        self.problems: list[str] = []

    def read_line(self, line: str) -> None:
        if published := _PUBLISHED.match(line):
            self.published = date(*map(int, published.groups()))
            return
        if heading := _HEADING.match(line):
            self.festival, self.preamble = heading[1], False
            line = line[heading.end() :]
        line = _ITEM.sub("", line)
        for sentence in filter(None, (part.strip() for part in line.split("。"))):
            self._read_sentence(sentence)

    def _read_sentence(self, sentence: str) -> None:
        introduces = self.preamble and not _SPAN.match(sentence)
        if introduces or not _SPEAKS.search(sentence) or _ADVICE.search(sentence):
            self.ignored.append(_shown(sentence))
            return
        try:
            found = _Sentence(self.year, sentence).days(self.festival)
        except ValueError as error:
            self.problems.append(f"“{_shown(sentence)}”：{error}")
            return
        for day in found:
            known = self.found.setdefault(day.date, day)
            if known.kind is not day.kind:
                self.problems.append(f"“{_shown(sentence)}”：{date_text(day.date)}在前文已列为{known.kind.label}")


class _Sentence:
    """One sentence: spans of dates followed by what happens on them, and a count that must agree."""

    def __init__(self, year: int, sentence: str) -> None:
        self.year = year
        self.sentence = sentence
        self.month: int | None = None

    def days(self, festival: str) -> list[Day]:
        found: list[Day] = []
        waiting: list[date] = []
        for clause in re.split(r"[,、;](?![^()]*\))", self.sentence.removeprefix("其中")):
            if total := _TOTAL.match(clause):
                _check_total(found, int(total[1]))
                continue
            if _HARMLESS.match(clause):
                continue
            span, rest = self._span(clause)
            waiting += span
            if not rest:
                continue
            found += _effects(waiting, rest, festival)
            waiting = []
        if waiting or not found:
            raise ValueError("没有写明是放假还是上班")
        return found

    def _span(self, clause: str) -> tuple[list[date], str]:
        match = _SPAN.match(clause)
        if match is None:
            raise ValueError(f"不能识别“{_shown(clause)}”")
        first = last = self._date(match["ay"], match["am"], match["ad"], match["ab"])
        if match["zd"]:
            last = self._date(match["zy"], match["zm"], match["zd"], match["zb"])
        if last < first or (last - first).days > 30:  # noqa: PLR2004 - no arrangement is as long as a month
            raise ValueError(f"起止日期不合理：{date_text(first)}至{date_text(last)}")
        days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
        return days, clause[match.end() :]

    def _date(self, year: str | None, month: str | None, day: str, bracket: str | None) -> date:
        self.year = int(year) if year else self.year
        self.month = int(month) if month else self.month
        if self.month is None:
            raise ValueError(f"“{day}日”没有写明月份")
        try:
            found = date(self.year, self.month, int(day))
        except ValueError:
            raise ValueError(f"没有{self.year}年{self.month}月{day}日这一天") from None
        written = re.search(rf"(?:星期|周)([{WEEKDAYS}天])", bracket or "")
        if written and written[1].replace("天", "日") != WEEKDAYS[found.weekday()]:
            raise ValueError(f"{date_text(found)}与文中的“{written[0]}”不符")
        return found


def _effects(days: list[date], rest: str, festival: str) -> list[Day]:
    if rest in ("上班", "照常上班", "正常上班"):
        for day in days:
            if day.weekday() < 5:  # noqa: PLR2004 - Saturday is 5 in Python's week
                raise ValueError(f"{date_text(day)}不是周末，不能作调休上班日")
        return [Day(day, DayKind.MAKEUP, festival) for day in days]
    off = _OFF.match(_PEOPLES.sub("", rest))
    if off is None and "族" in rest:
        raise ValueError("只对部分人员放假，不是全体人员的休息日，请删去该句后重新载入")
    if off is None:
        raise ValueError(f"不能识别“{_shown(rest)}”")
    found = [Day(day, DayKind.HOLIDAY, festival) for day in days]
    if off["one"]:
        _check_total(found, int(off["one"][:-1]))
    return found


def _check_total(found: list[Day], total: int) -> None:
    off = sum(day.kind is DayKind.HOLIDAY for day in found)
    if off != total:
        raise ValueError(f"文中写共{total}天，按起止日期为{off}天")


def _source(title: str, number: str, published: date | None) -> str:
    day = f"，{published.year}年{published.month}月{published.day}日" if published else ""
    return f"{title}（{number or '文号未录'}{day}）"


def _keeping_in_lieu(day: Day, known: Day | None) -> Day:
    """A notice does not say which days off are festival days; what was known of that day is kept."""
    same = known is not None and known.kind is day.kind
    return replace(day, in_lieu=known.in_lieu) if known and same else day


def _effect(day: Day) -> str:
    return f"{day.name}{'调休上班' if day.kind is DayKind.MAKEUP else '放假'}"


def _shown(text: str) -> str:
    """The text with the full-width punctuation that `_normalised` took away."""
    return text.translate(str.maketrans("(),:;", "（），：；"))


def _normalised(text: str) -> str:
    """Half-width digits, commas and brackets, no blanks inside lines: papers are pasted in every form."""
    narrow = unicodedata.normalize("NFKC", text).replace("～", "至").replace("—", "至")
    return "\n".join(re.sub(r"\s+", "", line) for line in narrow.splitlines() if line.strip())
