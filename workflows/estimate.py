"""The public estimate (算一算): lets the calculators answer the page's question, in its plain words.

Every figure goes with its working, its sources and what is provisional. Keeps nothing.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from engine.errors import FieldError, InvalidForm, SettingMissing
from engine.law import Grade
from engine.surroundings import Surroundings
from forms.estimate import (
    Change,
    Estimate,
    EstimateQuestion,
    Moment,
    Pension,
    Piece,
    Retirement,
    Source,
)
from workflows.calculators.estimate import (
    ASSUMPTIONS,
    EmployeeEstimate,
    EmployeeProfile,
    ResidentProfile,
    back_payment_effect,
    employee_estimate,
    grade_effects,
    resident_estimate,
)
from workflows.calculators.months import Month
from workflows.calculators.payout_months import payout_months
from workflows.calculators.proxy_contribution import offered_grades, resident_grade
from workflows.calculators.resident_pension import YEARS_WITHOUT_ADDITION, ResidentPension
from workflows.calculators.retirement_age import Category, RetirementAge, retirement_age
from workflows.parameters import Row, SettingMissingError
from workflows.parameters import citations as law
from workflows.settings import RESIDENT_BASIC_PENSION

YOUNGEST, OLDEST = 16, 90
LONGEST_MONTHS = 720
LONGEST_YEARS = 60
RESIDENT_AGE = 60
YEAR = 12
CHECKED = {
    Grade.L: "已与法规原文核对",
    Grade.P2: "两处公开资料一致，没有与原文核对",
    Grade.P1: "只见于一处公开资料，没有与原文核对",
}
_NOT_KEPT = "没有收录公布文件"


def estimate(asked: EstimateQuestion, around: Surroundings) -> Estimate:
    """The estimate for a visitor of this place, as of today; raises InvalidForm naming wrong answers."""
    birth, today = Month.parse(asked.birth), Month.of(around.day)
    _check(asked, birth, today, around)
    age = retirement_age(birth, Category(asked.group.value))
    employee, changes = _employee(asked, birth, around)
    resident, grades = _resident(asked, birth, around)
    return Estimate(_retirement(age, today), employee, resident, changes, grades, ASSUMPTIONS)


def _check(asked: EstimateQuestion, birth: Month, today: Month, around: Surroundings) -> None:
    faults = []
    age = today.since(birth) // YEAR
    if not YOUNGEST <= age < OLDEST:
        faults.append(("birth", f"现在应当满{YOUNGEST}岁、不满{OLDEST}岁，请核对"))
    adult = max(today.since(birth) - YOUNGEST * YEAR, 0)
    if asked.paid_months + asked.missed_months > min(adult, LONGEST_MONTHS):
        faults.append(("paid_months", "已缴和没有缴的月数加起来，比满16岁以来的月数还多，请核对"))
    if asked.resident_years > min(adult // YEAR, LONGEST_YEARS):
        faults.append(("resident_years", "已缴的年数比满16岁以来的年数还多，请核对"))
    grades = offered_grades(around.day, jurisdiction=around.jurisdiction)
    if asked.grade is not None and grades and asked.grade not in grades:
        faults.append(("grade", f"没有这一档，可选{'、'.join(str(grade) for grade in grades)}元"))
    if asked.average_index is not None and asked.average_index > 3:  # noqa: PLR2004 - bases end at three times the wage
        faults.append(("average_index", "平均缴费指数在0至3之间，请核对"))
    if faults:
        titles = EstimateQuestion.model_fields
        raise InvalidForm(tuple(FieldError(name, titles[name].title or name, text) for name, text in faults))


def _retirement(age: RetirementAge, today: Month) -> Retirement:
    months = f"零{age.age_months}个月" if age.age_months else ""
    month = _month_words(age.retire_month)
    gone = age.retire_month <= today
    words = f"{month}已经到了" if gone else f"在{month}，还有{_span(age.retire_month.since(today))}"
    moments = [Moment("法定退休", str(age.retire_month), "legal"), Moment("今天", str(today), "now")]
    if age.earliest_month != age.retire_month:
        moments.append(Moment("最早可以自愿提前", str(age.earliest_month), "early"))
    moments.append(Moment("和单位商量好，最晚", str(age.latest_month), "late"))
    sources = (
        Source("延迟退休", law.DELAY.formal, CHECKED[law.DELAY.grade]),
        Source("提前或者推迟", law.FLEXIBLE_RETIREMENT.formal, CHECKED[law.FLEXIBLE_RETIREMENT.grade]),
    )
    return Retirement(
        f"{age.age_years}岁{months}",
        month,
        words,
        tuple(sorted(moments, key=lambda moment: moment.month)),
        age.working,
        sources,
    )


def _employee(asked: EstimateQuestion, birth: Month, around: Surroundings) -> tuple[Pension, tuple[Change, ...]]:
    label = "职工养老保险"
    if asked.wage is None:
        return Pension(label, refusal="没有填现在的工资，算不了。有工作的，填上工资再算"), ()
    profile = EmployeeProfile(
        birth, Category(asked.group.value), asked.paid_months, asked.account, asked.average_index, asked.wage
    )
    place = around.jurisdiction
    try:
        found = employee_estimate(profile, around.day, jurisdiction=place)
        pair = back_payment_effect(profile, around.day, asked.missed_months, jurisdiction=place)
    except SettingMissingError as missing:
        return Pension(label, refusal=_plain(missing)), ()
    parts = (
        Piece("基础养老金", found.pension.basic, "basic"),
        Piece("个人账户养老金", found.pension.account, "account"),
        Piece("过渡性养老金", found.pension.transitional, "extra"),
    )
    notes = [note for note in found.notes if note not in ASSUMPTIONS and note != found.provisional]
    pension = Pension(
        label=label,
        from_when=f"{_month_words(found.retirement.retire_month)}起",
        monthly=found.pension.total,
        pieces=tuple(piece for piece in parts if piece.amount),
        missing=_missing(found),
        provisional=_provisional(found, around.day.year),
        notes=tuple(note for note in notes if note != found.due.bounds.provisional),
        working=(*found.minimum.working, *found.working),
        sources=_employee_sources(found),
    )
    return pension, _changes(asked, pair) if asked.missed_months else ()


def _provisional(found: EmployeeEstimate, year: int) -> tuple[str, ...]:
    if not (found.provisional or found.due.provisional):
        return ()
    used = found.due.bounds.row.valid_from.year
    return (f"{year}年的计发基数和缴费基数上下限还没有公布，暂按{used}年的算，公布后会变",)


def _missing(found: EmployeeEstimate) -> str:
    if not found.months_missing:
        return ""
    return (
        f"到那时一共缴了{_span(found.total_months)}，按月领取最少要{_span(found.minimum.total_months)}，"
        f"还差{_span(found.months_missing)}。缴够以前不能按月领取，下面的数是按缴到那时的月数算的"
    )


def _changes(asked: EstimateQuestion, pair: tuple[EmployeeEstimate, EmployeeEstimate]) -> tuple[Change, ...]:
    without, with_them = pair
    low, high = without.pension.total, with_them.pension.total
    note = ""
    if without.months_missing and not with_them.months_missing:
        note = "补缴以后达到最低缴费年限，可以按月领取"
    elif with_them.months_missing:
        note = f"补缴以后还差{_span(with_them.months_missing)}"
    return (
        Change("不补缴", low, low - low, f"共{_span(without.total_months)}", without.working),
        Change(
            f"补缴{asked.missed_months}个月",
            high,
            high - low,
            "；".join(text for text in (f"共{_span(with_them.total_months)}", note) if text),
            with_them.working,
            chosen=True,
        ),
    )


def _resident(asked: EstimateQuestion, birth: Month, around: Surroundings) -> tuple[Pension, tuple[Change, ...]]:
    label = "城乡居民养老保险"
    place, day = around.jurisdiction, around.day
    grades = offered_grades(day, jurisdiction=place)
    own = asked.basic is not None
    try:
        basic = asked.basic if asked.basic is not None else Decimal(around.setting(RESIDENT_BASIC_PENSION.code))
    except SettingMissing:
        return Pension(label, refusal="本地的基础养老金标准还没有收录，算不了。问一下社保窗口，填上这个数再算"), ()
    if not grades:
        return Pension(label, refusal="没有收录现在的缴费档次，算不了。请问社保窗口"), ()
    grade = asked.grade if asked.grade is not None else grades[0]
    profile = ResidentProfile(birth, asked.resident_years, asked.resident_balance or Decimal("0.00"), grade, basic)
    try:
        found = resident_estimate(profile, day, jurisdiction=place)
        effects = grade_effects(profile, day, jurisdiction=place)
    except SettingMissingError as missing:
        return Pension(label, refusal=_plain(missing)), ()
    parts = (
        Piece("基础养老金", found.basic, "basic"),
        Piece("个人账户养老金", found.account, "account"),
        Piece("缴费超过15年的加发", found.extra, "extra"),
    )
    paid = resident_grade(grade, day, jurisdiction=place)
    resolved = None if own else around.resolved(RESIDENT_BASIC_PENSION.code)
    origin = "您自己填的数" if resolved is None else f"{resolved.place or '默认值'}：{resolved.reason}"
    pension = Pension(
        label=label,
        from_when=f"{_month_words(birth.plus(RESIDENT_AGE * YEAR + 1))}起（满60岁的次月）",
        monthly=found.total,
        pieces=tuple(piece for piece in parts if piece.amount),
        missing=_resident_missing(found),
        notes=(found.notes[0], "满60岁领取，不随延迟退休变动（未见明文，按现行做法）"),
        working=found.working,
        sources=(
            Source("基础养老金", "各级政府确定的标准", origin, "以后会调整"),
            _source("缴费档次和补贴", paid.row),
            _source("个人账户计发月数", payout_months(RESIDENT_AGE).younger.row),
        ),
    )
    return pension, tuple(
        Change(
            f"每年缴{effect.grade}元",
            effect.pension.total,
            effect.pension.total - found.total,
            f"补贴{effect.subsidy:,.0f}元",
            effect.pension.working,
            chosen=effect.grade == grade,
        )
        for effect in effects
    )


def _resident_missing(found: ResidentPension) -> str:
    short = YEARS_WITHOUT_ADDITION - found.years
    return f"到60岁一共缴{found.years}年，一般要缴满15年才能领取，还差{short}年，可以补缴" if short > 0 else ""


def _employee_sources(found: EmployeeEstimate) -> tuple[Source, ...]:
    due = found.due
    sources = [
        _source("缴费基数上下限和计发基数", due.bounds.row),
        _source("缴费比例", due.rates.row),
        _source("计发月数", found.payout.younger.row),
        _source("取整和过渡系数", found.pension.rules.row),
        _source("最低缴费年限", found.minimum.found.row),
    ]
    return tuple(sources)


def _source(what: str, row: Row[Any]) -> Source:
    basis = f"{row.source}{row.article}" if row.source else _NOT_KEPT
    return Source(what, basis, CHECKED.get(row.grade, "有待核对"), row.note)


def _plain(missing: SettingMissingError) -> str:
    text = str(missing).split("（设置项")[0]
    return f"{text}，算不了。请打12333或者到社保窗口问"


def _month_words(month: Month) -> str:
    return f"{month.year}年{month.month}月"


def _span(months: int) -> str:
    years, rest = divmod(months, YEAR)
    return (f"{years}年" if years else "") + (f"{rest}个月" if rest or not years else "")
