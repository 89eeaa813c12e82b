"""What the law leaves to the county when money is calculated: declared settings, and the rules they make.

A disputed reading has a default with its reason; "undecided" shows both figures or refuses and names the
setting. A value is resolved from the county up to the nation, on the day of the calculation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from engine.directory import Setting
from engine.errors import SettingMissing
from engine.surroundings import Surroundings
from workflows.calculators.back_payment import BackPaymentRules, DefaultDate, Interest, Valuation
from workflows.calculators.late_fee import Cap, LateFeeRules, Pre2011
from workflows.calculators.partial_payment import ORDER_LABELS, Order
from workflows.calculators.premiums import (
    LOWER_BOUND_SETTING,
    PUBLISHED,
    RATES_BEGIN,
    YUNNAN,
    ContributionTables,
    UnknownWage,
)
from workflows.parameters import (
    CONTRIBUTION_BOUNDS,
    CONTRIBUTION_RATES,
    ContributionRates,
    SettingMissingError,
    Table,
)

UNDECIDED = "undecided"
_NOT_CHOSEN = (UNDECIDED, "没有选定")
_YES_NO = (("yes", "计入"), ("no", "不计入"))

LATE_FEE_CAP = Setting(
    "late_fee_cap",
    "滞纳金是否以本金为限",
    UNDECIDED,
    "《行政强制法》第45条第2款是否适用于社会保险费滞纳金有争议；没有选定以前，同时列出两个数额",
    choices=((Cap.NONE.value, "不以本金为限"), (Cap.PRINCIPAL.value, "以本金为限"), _NOT_CHOSEN),
)
LATE_FEE_DEFAULT_DATE = Setting(
    "late_fee_default_date",
    "欠缴之日",
    DefaultDate.NEXT_MONTH.value,
    "软件没有收录云南省的规定；默认按多数地方的做法，文书写明所用规则",
    choices=(
        (DefaultDate.NEXT_MONTH.value, "费款所属月份的次月1日"),
        (DefaultDate.SECOND_MONTH.value, "费款所属月份的第二个次月1日"),
    ),
)
LATE_FEE_FIRST_DAY_COUNTS = Setting(
    "late_fee_first_day_counts",
    "欠缴之日是否计入滞纳金天数",
    "yes",
    "《社会保险法》第86条写“自欠缴之日起”，没有写明当日是否计入；默认计入",
    choices=_YES_NO,
)
LATE_FEE_PAYMENT_DAY_COUNTS = Setting(
    "late_fee_payment_day_counts",
    "缴款之日是否计入滞纳金天数",
    "yes",
    "《社会保险法》第86条没有写明缴款当日是否计入；默认计入",
    choices=_YES_NO,
)
LATE_FEE_PRE_2011 = Setting(
    "pre_2011",
    "欠缴之日在2011年7月1日以前的滞纳金规则",
    UNDECIDED,
    "《实施〈中华人民共和国社会保险法〉若干规定》第29条适用当时的国家和地方规定，地方规定没有收录；没有选定以前不能计算",
    choices=((Pre2011.STATUTORY.value, "按《社会保险费征缴暂行条例》第13条每日0.2%"), _NOT_CHOSEN),
)
UNKNOWN_WAGE = Setting(
    "unknown_wage_rule",
    "工资无法查明时的缴费基数",
    UNDECIDED,
    "国家没有统一规定，软件没有收录云南省的规定；没有选定以前，工资空缺的月份不能核定",
    demo=UnknownWage.LOWER_BOUND.value,
    choices=(
        (UnknownWage.LOWER_BOUND.value, "按公布的缴费基数下限"),
        (UnknownWage.AVERAGE_WAGE.value, "按公布的月平均工资"),
        _NOT_CHOSEN,
    ),
)
VALUATION = Setting(
    "back_payment_valuation",
    "补缴的缴费基数是否折算",
    Valuation.NOMINAL.value,
    "用人单位欠缴的按所属时期的标准加收滞纳金（《社会保险法》第86条）；个别地方另按缴款时的工资折算",
    choices=(
        (Valuation.NOMINAL.value, "按所属时期的标准，不折算"),
        (Valuation.REVALUED.value, "折算到缴款时，不加收滞纳金"),
    ),
)
INTEREST = Setting(
    "back_payment_interest",
    "个人账户部分欠缴期间的利息",
    Interest.NONE_FOR_GAP.value,
    "国家没有统一规定，软件没有收录云南省的规定；默认自到账后计息",
    choices=(
        (Interest.NONE_FOR_GAP.value, "自到账后计息，欠缴期间不计息"),
        (Interest.PAYER_PAYS.value, "由缴款人补息，滞纳金只按单位部分加收"),
    ),
)
PARTIAL_PAYMENT = Setting(
    "partial_payment_order",
    "部分缴款的清偿顺序",
    Order.MONTH_BY_MONTH.value,
    "国家没有统一规定；默认先欠先清，使缴齐本金的月份尽早记账",
    choices=tuple((order.value, ORDER_LABELS[order]) for order in Order),
)
EMPLOYER_RATE_19 = Setting(
    "employer_rate_19_from",
    "单位缴费比例自哪一天起由20%降为19%",
    "2016-05-01",
    "2019年5月1日以前为19%有文件载明；从哪一天起执行，请按省的文件核对，默认2016年5月1日",
    kind="day",
)
LOWER_BOUND = Setting(
    LOWER_BOUND_SETTING,
    "当年公布的月缴费基数下限（元）",
    None,
    "软件没有预置的年份，请按当年文件填写，生效日期填该标准的执行之日；月平均工资的60%各年取整不一，不能推算",
    kind="yuan",
)
RESIDENT_BASIC_PENSION = Setting(
    "resident_basic_pension",
    "当地城乡居民基础养老金（元／月）",
    None,
    "软件没有预置这个标准，请按当地文件填写；只用于测算",
    demo="163.00",
    kind="yuan",
)

LATE_FEE_SETTINGS = (
    LATE_FEE_CAP,
    LATE_FEE_DEFAULT_DATE,
    LATE_FEE_FIRST_DAY_COUNTS,
    LATE_FEE_PAYMENT_DAY_COUNTS,
    LATE_FEE_PRE_2011,
)
BACK_PAYMENT_SETTINGS = (*LATE_FEE_SETTINGS, UNKNOWN_WAGE, VALUATION, INTEREST, EMPLOYER_RATE_19)


def chosen(around: Surroundings, setting: Setting, day: date | None = None) -> str | None:
    """The value of a setting on the legal day or an earlier one, None while nobody has chosen."""
    value = around.resolved(setting.code, day).value
    return None if value == UNDECIDED else value


def late_fee_rules(around: Surroundings, day: date | None = None) -> LateFeeRules:
    """The switches of the late fee as the county has set them."""
    cap, before = chosen(around, LATE_FEE_CAP, day), chosen(around, LATE_FEE_PRE_2011, day)
    return LateFeeRules(
        first_day_counts=chosen(around, LATE_FEE_FIRST_DAY_COUNTS, day) == "yes",
        payment_day_counts=chosen(around, LATE_FEE_PAYMENT_DAY_COUNTS, day) == "yes",
        cap=Cap(cap) if cap else None,
        pre_2011=Pre2011(before) if before else None,
    )


def back_payment_rules(around: Surroundings, day: date | None = None) -> BackPaymentRules:
    """All switches of a back payment as the county has set them."""
    unknown = chosen(around, UNKNOWN_WAGE, day)
    return BackPaymentRules(
        late_fee=late_fee_rules(around, day),
        default_date=DefaultDate(around.resolved(LATE_FEE_DEFAULT_DATE.code, day).value),
        unknown_wage=UnknownWage(unknown) if unknown else None,
        valuation=Valuation(around.resolved(VALUATION.code, day).value),
        interest=Interest(around.resolved(INTEREST.code, day).value),
    )


def clearing_order(around: Surroundings) -> Order:
    """Which debt a receipt pays first."""
    return Order(around.resolved(PARTIAL_PAYMENT.code).value)


def contribution_tables(around: Surroundings, day: date | None = None) -> ContributionTables:
    """The published bounds and rates with what the county has set: lower bounds, the day of the 19 % rate.

    Raises SettingMissingError where that day does not lie between the rates before and after it.
    """
    lowers = []
    for _, row in CONTRIBUTION_BOUNDS.all_rows():
        if row.value.lower is None and row.jurisdiction[:2] == around.jurisdiction[:2]:
            try:
                found = around.resolved(LOWER_BOUND.code, row.valid_to)
            except SettingMissing:
                continue
            if found.begins_on is not None and found.begins_on >= row.valid_from:
                lowers.append((row.valid_from, Decimal(found.value), found.reason))
    from_day = date.fromisoformat(around.resolved(EMPLOYER_RATE_19.code, day).value)
    return _tables(around.jurisdiction, tuple(lowers), from_day)


@lru_cache(maxsize=64)
def _tables(place: str, lowers: tuple[tuple[date, Decimal, str], ...], from_day: date) -> ContributionTables:
    bounds = CONTRIBUTION_BOUNDS
    for valid_from, lower, reason in lowers:
        row = CONTRIBUTION_BOUNDS.lookup(valid_from, place).row
        value = replace(row.value, lower=lower)
        own = f"下限由本地设置（{reason}）"
        bounds = bounds.with_row(
            replace(row, jurisdiction=place, value=value, note="；".join(n for n in (row.note, own) if n))
        )
    if not lowers and from_day == date.fromisoformat(EMPLOYER_RATE_19.default or ""):
        return PUBLISHED
    return ContributionTables(bounds, _rates_with_19_from(place, from_day))


def _rates_with_19_from(place: str, day: date) -> Table[ContributionRates]:
    if place[:2] != YUNNAN[:2] or day == date.fromisoformat(EMPLOYER_RATE_19.default or ""):
        return CONTRIBUTION_RATES
    first = CONTRIBUTION_RATES.lookup(RATES_BEGIN.first_day, place, "employee").row
    second = CONTRIBUTION_RATES.lookup(date.fromisoformat(EMPLOYER_RATE_19.default or ""), place, "employee").row
    if second.valid_to is None or not first.valid_from < day <= second.valid_to:
        raise SettingMissingError(
            EMPLOYER_RATE_19.code, f"设置的日期应在{first.valid_from}之后、{second.valid_to}以前，现为{day}"
        )
    earlier = replace(first, jurisdiction=place, valid_to=day - timedelta(days=1))
    later = replace(second, jurisdiction=place, valid_from=day, note="")
    return CONTRIBUTION_RATES.with_row(earlier, "employee").with_row(later, "employee")


def applied(around: Surroundings, settings: Iterable[Setting], day: date | None = None) -> tuple[str, ...]:
    """Each setting that was applied, with who chose it and why, as screens show it."""
    return tuple(
        f"{setting.label}：{found.words}（{found.origin}）"
        for setting in settings
        for found in (around.resolved(setting.code, day),)
    )
