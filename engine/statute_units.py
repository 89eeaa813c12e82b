"""What a statute means by “日” (期限单位的解释): rules C6-C11 as data; counts nothing.

A written “工作日”, “月”, “年” or “小时” speaks for itself; a bare “日” is a working day only where the
statute says so. A statute not on file is refused, never guessed.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from engine.computation import Length, Unit

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_UNITS = {
    "工作日": Unit.WORKING_DAYS,
    "月": Unit.MONTHS,
    "年": Unit.YEARS,
    "小时": Unit.HOURS,
    "时": Unit.HOURS,
}
_TERM = re.compile(
    r"(?P<amount>\d+|[零〇一二两三四五六七八九十百千]+)个?(?P<unit>工作日|日|天|月|年|小时|时)(?:以?[内前])?"
)


@dataclass(frozen=True, slots=True)
class UnitRule:
    """Which bare “日” of a statute are working days, from when, by which article, on what evidence."""

    law: str
    short: str
    since: date
    rule: str
    basis: str
    grade: str
    working: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class TermReading:
    """A written term, understood: its length and what the unit rests on (the rule's code, article, grade)."""

    length: Length
    rule: str
    basis: str
    grade: str


_PLAIN = "《民法典》第二百零一条第一款"
UNIT_RULES = (
    UnitRule("行政处罚法", "APL", date(2021, 7, 15), "C6", "《行政处罚法》第八十五条", "L", frozenset({2, 3, 5, 7})),
    UnitRule("行政强制法", "AEL", date(2012, 1, 1), "C7", "《行政强制法》第六十九条", "L", frozenset(range(1, 11))),
    UnitRule(
        "行政复议法",
        "ARL",
        date(2024, 1, 1),
        "C8",
        "《行政复议法》第八十八条第二款",
        "L",
        frozenset({3, 5, 7, 10}),
    ),
    UnitRule("劳动保障监察条例", "LSI-R", date(2004, 12, 1), "C9", "《劳动保障监察条例》第十七条", "L"),
    # A bare “7日” there concerns penalty decisions, which the later Administrative Penalty Law governs.
    UnitRule(
        "关于实施《劳动保障监察条例》若干规定",
        "R25",
        date(2005, 2, 1),
        "C9",
        "《行政处罚法》第六十一条、第八十五条",
        "P2",
        frozenset({7}),
    ),
    UnitRule(
        "行政执法机关移送涉嫌犯罪案件的规定",
        "TRF",
        date(2001, 7, 9),
        "C10",
        "《行政执法机关移送涉嫌犯罪案件的规定》未写明工作日",
        "L",
    ),
    UnitRule("社会保险稽核办法", "AUD", date(2003, 4, 1), "C11", "《社会保险稽核办法》未写明工作日", "P2"),
    UnitRule("民法典", "CC", date(2021, 1, 1), "C1", _PLAIN, "L"),
    UnitRule("民事诉讼法", "CPL", date(2024, 1, 1), "C1", "《民事诉讼法》第八十五条", "L"),
    UnitRule("行政诉讼法", "ALL", date(2017, 7, 1), "C1", "《民事诉讼法》第八十五条", "L"),
    UnitRule("行政复议法实施条例", "RRI", date(2007, 8, 1), "C8", "《行政复议法实施条例》未写明工作日", "L"),
    UnitRule("社会保险法", "SIL", date(2011, 7, 1), "C1", _PLAIN, "L"),
    UnitRule("社会保险经办条例", "OPS", date(2023, 12, 1), "C1", _PLAIN, "L"),
    UnitRule("社会保险费征缴暂行条例", "COL", date(2019, 3, 24), "C1", _PLAIN, "L"),
    UnitRule("工伤保险条例", "WII", date(2011, 1, 1), "C1", _PLAIN, "L"),
    UnitRule("保障农民工工资支付条例", "MWP", date(2020, 5, 1), "C1", _PLAIN, "L"),
    UnitRule("市场主体登记管理条例", "MER", date(2022, 3, 1), "C1", _PLAIN, "L"),
)


def unit_of(statute: str, written: str, on: date | None = None) -> Unit:
    """The unit of a term as this statute writes it (“五日”, “15日”, “三个月”); see `read_term`."""
    return read_term(statute, written, on).length.unit


def read_term(statute: str, written: str, on: date | None = None) -> TermReading:
    """Read a term as the statute means it, on a day on which it applies.

    Raises ValueError when the term cannot be read, when a bare “日” stands in a statute whose rule is not on
    file, or when the day lies before the version on file came into force.
    """
    amount, unit = _parse(written)
    if unit is not None:
        return TermReading(Length(amount, unit), "C4" if unit is Unit.HOURS else "C3", "期限已写明单位", "L")
    rule = _rule(statute)
    if on is not None and on < rule.since:
        raise ValueError(f"《{rule.law}》现行规则自{rule.since.isoformat()}起适用，没有收录更早文本的期限单位规则")
    bare = Unit.WORKING_DAYS if amount in rule.working else Unit.CALENDAR_DAYS
    return TermReading(Length(amount, bare), rule.rule, rule.basis, rule.grade)


def _rule(statute: str) -> UnitRule:
    name = statute.strip().removeprefix("《").removesuffix("》").removeprefix("中华人民共和国")
    for rule in UNIT_RULES:
        if name in (rule.law, rule.short):
            return rule
    raise ValueError(f"没有收录《{name}》中“日”的含义，请先补充期限单位规则")


def _parse(written: str) -> tuple[int, Unit | None]:
    match = _TERM.fullmatch(unicodedata.normalize("NFKC", written).replace(" ", ""))
    if match is None:
        raise ValueError(f"不能识别的期限写法：{written}")
    amount = match["amount"]
    return int(amount) if amount.isdecimal() else _chinese(amount, written), _UNITS.get(match["unit"])


def _chinese(numeral: str, written: str) -> int:
    """Chinese numerals up to 千: 十五, 二十四, 一百八十, 一百零五."""
    total, digit = 0, None
    for character in numeral:
        if character in _TENS:
            total += (1 if digit is None else digit) * _TENS[character]
            digit = None
        elif digit:
            raise ValueError(f"不能识别的期限写法：{written}")
        else:
            digit = _DIGITS[character]
    return total + (digit or 0)
