"""One published year of a jurisdiction's days off (节假日安排): file, checks, digest; counts nothing.

A file names only the days that differ from the plain week. Everything it does not name is worked from
Monday to Friday and free on Saturday and Sunday (国务院关于职工工作时间的规定第七条).
"""

import csv
import hashlib
import io
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path

WEEKDAYS = "一二三四五六日"
COLUMNS = ("date", "kind", "name", "in_lieu", "source", "note")
NATION = "000000"
HORIZON = 2150  # no term of these laws reaches further; a typing error in an amount does


class CalendarError(ValueError):
    """The calendar cannot answer or a calendar file is wrong; the message says why, in Chinese."""


class DayKind(StrEnum):
    """What a day is for the count of working days (日子的性质)."""

    WORKDAY = "workday"
    REST = "rest"
    HOLIDAY = "holiday"
    MAKEUP = "makeup"

    @property
    def label(self) -> str:
        """The kind as users read it."""
        return {"workday": "工作日", "rest": "休息日", "holiday": "节假日", "makeup": "调休上班"}[self.value]

    @property
    def worked(self) -> bool:
        """Whether the day counts as a working day (C13: make-up days do, days off do not)."""
        return self in (DayKind.WORKDAY, DayKind.MAKEUP)


@dataclass(frozen=True, slots=True)
class Day:
    """One day with its name and the instrument that made it so.

    `in_lieu` marks a day off that only the year's rearrangement created (调休), not a festival day or its
    substitute; wages for work on it differ (200 %, not 300 %), deadlines do not.
    """

    date: date
    kind: DayKind
    name: str = ""
    source: str = ""
    in_lieu: bool = False
    note: str = ""

    @property
    def title(self) -> str:
        """What the explanation calls the day: 中秋节, 周六, 调休上班（国庆节）, 工作日."""
        if self.kind is DayKind.MAKEUP:
            return f"调休上班（{self.name}）" if self.name else "调休上班"
        if self.kind is DayKind.WORKDAY:
            return self.kind.label
        return self.name or weekday_name(self.date)


@dataclass(frozen=True)
class Stretch:
    """Neighbouring days of one year that a count treats alike: days off, or make-up days."""

    days: tuple[Day, ...]

    @property
    def worked(self) -> bool:
        """Whether these are make-up days."""
        return self.days[0].kind.worked

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """The days without their names."""
        return tuple(day.date for day in self.days)

    @cached_property
    def text(self) -> str:
        """2026年10月1日（周四）国庆节、10月2日（周五）国庆节: every day with its name."""
        return f"{self.days[0].date.year}年" + "、".join(map(_named, self.days))


@dataclass(frozen=True)
class YearTable:
    """The special days of one jurisdiction in one year, checked; the unit in which calendars are loaded."""

    jurisdiction: str
    year: int
    days: tuple[Day, ...]
    source: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "days", tuple(sorted(self.days, key=lambda day: day.date)))
        problems = [problem for day in self.days if (problem := _problem(day, self.year))]
        seen: set[date] = set()
        for day in self.days:
            if day.date in seen:
                problems.append(f"{date_text(day.date)}列了两次")
            seen.add(day.date)
        if problems:
            raise CalendarError(f"{self.jurisdiction}的{self.year}年日历有误：" + "；".join(problems))

    @cached_property
    def version(self) -> str:
        """Jurisdiction, year and a digest of what counts: two tables with equal versions move no deadline."""
        content = "\n".join(f"{day.date} {day.kind} {day.name}" for day in self.days)
        return f"{self.jurisdiction}/{self.year}@{hashlib.sha256(content.encode()).hexdigest()[:12]}"

    def to_csv(self) -> str:
        """The table in the format of the files, so that an office can keep a notice it has loaded."""
        out = io.StringIO()
        out.write(f"# source: {self.source}\n")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        for day in self.days:
            source = "" if day.source == self.source else day.source
            in_lieu = "Y" if day.in_lieu else ""
            writer.writerow([day.date.isoformat(), day.kind.value, day.name, in_lieu, source, day.note])
        return out.getvalue()


def parse_year_file(path: Path) -> YearTable:
    """Read `<jurisdiction>/<year>.csv`; raises CalendarError naming file, line and rule."""
    code = jurisdiction_code(path.parent.name)
    if not re.fullmatch(r"\d{4}", path.stem):
        raise CalendarError(f"日历文件名应为四位年份加“.csv”：{path.name}")
    return parse_year_text(path.read_text(encoding="utf-8-sig"), code, int(path.stem))


def parse_year_text(text: str, jurisdiction: str, year: int) -> YearTable:
    """Read the text of a year file; lines with “#” are remarks, `# source:` names the instrument."""
    lines = text.splitlines()
    marked = re.search(r"^#\s*source:\s*(.+)$", text, re.MULTILINE)
    if marked is None:
        raise CalendarError(f"{jurisdiction}的{year}年日历没有写明依据文件（# source: …）")
    source = marked.group(1).strip()
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and line[0] != "#"]
    if not numbered or tuple(numbered[0][1].split(",")) != COLUMNS:
        raise CalendarError(f"{jurisdiction}的{year}年日历的表头应为：{','.join(COLUMNS)}")
    days = [_parse_row(line, number, source) for number, line in numbered[1:]]
    return YearTable(jurisdiction_code(jurisdiction), year, tuple(days), source)


def read_year_files(folder: Path) -> dict[tuple[str, int], YearTable]:
    """All year files in a folder of jurisdictions, by jurisdiction and year."""
    tables = (parse_year_file(path) for path in sorted(folder.glob("*/*.csv")))
    return {(table.jurisdiction, table.year): table for table in tables}


def jurisdiction_code(code: str) -> str:
    """Six digits of a division code (行政区划代码); “53” is short for 530000, “00” for the nation."""
    if not re.fullmatch(r"(?a:\d{2}|\d{4}|\d{6})", code):
        raise CalendarError(f"行政区划代码应为6位数字，或其前2位、前4位：{code}")
    return code.ljust(6, "0")


def jurisdiction_chain(code: str) -> tuple[str, ...]:
    """The nation, the province, the prefecture, the county: later ones override earlier ones."""
    code = jurisdiction_code(code)
    chain = (NATION, code[:2] + "0000", code[:4] + "00", code)
    return tuple(dict.fromkeys(chain))


def weekday_name(day: date) -> str:
    """周一 … 周日."""
    return "周" + WEEKDAYS[day.weekday()]


@lru_cache(maxsize=8192)
def date_text(day: date) -> str:
    """The date as papers print it, with its weekday: 2026年9月24日（周四）."""
    return f"{day.year}年{day.month}月{day.day}日（{weekday_name(day)}）"


def _named(day: Day) -> str:
    weekday = weekday_name(day.date)
    name = "" if day.title == weekday else day.title
    return f"{day.date.month}月{day.date.day}日（{weekday}）{name}"


def _parse_row(line: str, number: int, source: str) -> Day:
    cells = next(csv.reader([line]))
    if len(cells) != len(COLUMNS):
        raise CalendarError(f"第{number}行应有{len(COLUMNS)}列，实有{len(cells)}列")
    when, kind, name, in_lieu, own_source, note = (cell.strip() for cell in cells)
    if not re.fullmatch(r"(?a:\d{4}-\d{2}-\d{2})", when):
        raise CalendarError(f"第{number}行的日期应写作“2026-01-01”的样式：{when}")
    try:
        day = date.fromisoformat(when)
    except ValueError:
        raise CalendarError(f"第{number}行的日期不存在：{when}") from None
    if kind not in set(DayKind):
        raise CalendarError(f"第{number}行的类别应为{'、'.join(DayKind)}之一：{kind}")
    if in_lieu not in ("", "Y"):
        raise CalendarError(f"第{number}行的“in_lieu”应为空或“Y”：{in_lieu}")
    return Day(day, DayKind(kind), name, own_source or source, in_lieu == "Y", note)


def _problem(day: Day, year: int) -> str | None:
    weekend = day.date.weekday() >= 5  # noqa: PLR2004 - Saturday is 5 in Python's week
    if day.date.year != year:
        return f"{date_text(day.date)}不在该年内"
    if day.kind is DayKind.MAKEUP and not weekend:
        return f"{date_text(day.date)}不是周末，不能作调休上班日"
    if day.kind is DayKind.REST and not weekend:
        return f"{date_text(day.date)}不是周末，不能作周末休息日"
    if day.kind is DayKind.WORKDAY and weekend:
        return f"{date_text(day.date)}是周末，上班应写作调休上班（makeup）"
    return None
