"""The two pensions as questions from outside: fields named after the formulas, answers as strings."""

from decimal import Decimal
from typing import Any, Final

from workflows.calculators.employee_pension import (
    PensionInput,
    calculation_base,
    employee_pension,
    latest_average_pension,
    years_of,
)
from workflows.calculators.money import total
from workflows.calculators.payout_months import payout_months
from workflows.calculators.premiums import YUNNAN
from workflows.calculators.records import Fields
from workflows.calculators.resident_pension import LAYERS, balance_of, resident_pension

Record = dict[str, Any]
SYMBOLS: Final = {
    "G": "calculation_base",
    "I": "average_index",
    "Y": "total_years",
    "A": "account",
    "M": "payout_months",
    "P": "pre_account_years",
    "W": "indexed_wage",
}
_EMPLOYEE_FIELDS: Final = (
    "id", "calculation_base", "average_index", "total_years", "total_months", "account", "payout_months",
    "age_years", "age_months", "pre_account_years", "pre_account_months", "indexed_wage", "transition_rate",
    "retire_month", "one_child", "jurisdiction",
)  # fmt: skip
_RESIDENT_FIELDS: Final = (
    "id", "basic", "basic_layers", "years", "account", "account_parts", "grade", "subsidy", "interest", "age",
    "payout_months", "extra_per_year", "addition_at_65",
)  # fmt: skip
_ACCOUNT_PARTS: Final = ("own", "subsidy", "collective", "proxy", "interest")


def calc_employee_pension(record: Record) -> Record:
    """职工基本养老金。数都写成字符串。

    calculation_base（G）计发基数，不填则按 retire_month 查表；average_index（I）平均缴费指数；
    total_years（Y）缴费年限（含视同缴费），或者 total_months 月数（整数）；account（A）个人账户储存额；
    payout_months（M）计发月数，或者 age_years、age_months 领取时的年龄（整数）；
    pre_account_years（P）建立个人账户前的年限，或者 pre_account_months 月数，不填为0。
    可选：indexed_wage（W）核定表上的指数化月平均缴费工资；transition_rate 过渡系数；
    retire_month 退休年月；one_child 是否独生子女父母（须填 retire_month）；jurisdiction 默认 530000。
    字母 G、I、Y、A、M、P、W 可以代替相应的字段名。
    """
    fields = Fields(_spelled_out(record), _EMPLOYEE_FIELDS)
    jurisdiction = fields.division("jurisdiction", YUNNAN)
    base, provisional = _base(fields, jurisdiction)
    year = fields.month("retire_month").year if fields.has("retire_month") else None
    supplement = None
    if fields.flag("one_child", default=False):
        if year is None:
            raise fields.wrong("retire_month", "计算独生子女父母加发时必填")
        supplement = latest_average_pension(year, jurisdiction=jurisdiction)
    given = PensionInput(
        base,
        fields.number("average_index"),
        _years(fields, "total_years", "total_months"),
        fields.yuan("account"),
        _payout(fields),
        _years(fields, "pre_account_years", "pre_account_months", default="0"),
        fields.yuan("indexed_wage") if fields.has("indexed_wage") else None,
        supplement,
        fields.number("transition_rate") if fields.has("transition_rate") else None,
    )
    result = employee_pension(given, jurisdiction=jurisdiction)
    return {
        "indexed_wage": _money(result.indexed_wage),
        "basic": _money(result.basic),
        "account": _money(result.account),
        "transitional": _money(result.transitional),
        "one_child": _money(result.one_child),
        "pension": _money(result.pension),
        "total": _money(result.total),
        "provisional": result.provisional or bool(provisional),
        "notes": [*result.notes, *([provisional] if provisional else [])],
        "working": list(result.working),
    }


def calc_resident_pension(record: Record) -> Record:
    """城乡居民基本养老金。数都写成字符串。

    basic 基础养老金（元/月），或者 basic_layers 各层：central、province、prefecture、county；
    years 缴费年限（整数）；account 个人账户储存额，或者 account_parts 各部分：own、subsidy、collective、
    proxy、interest，或者 grade 年缴费档次和 subsidy 年补贴（按年限累计，可加 interest 利息）。
    可选：age 年龄（整数，默认60）；payout_months 计发月数（默认139）；extra_per_year 满15年以上每年加发
    （默认2元）；addition_at_65 满65周岁加发（默认5元）。
    """
    fields = Fields(record, _RESIDENT_FIELDS)
    years = fields.count("years", largest=100)
    balance, own_lines = _balance(fields, years)
    result = resident_pension(
        balance=balance,
        years=years,
        basic=fields.yuan("basic") if fields.has("basic") else None,
        layers=_layers(fields),
        age=fields.count("age", 60, largest=150),
        payout_months=fields.number("payout_months", "139"),
        extra_per_year=fields.yuan("extra_per_year", "2"),
        addition_at_65=fields.yuan("addition_at_65", "5"),
        own_lines=own_lines,
    )
    return {
        "basic": _money(result.basic),
        "balance": _money(result.balance),
        "account": _money(result.account),
        "extra": _money(result.extra),
        "old_age": _money(result.old_age),
        "total": _money(result.total),
        "notes": list(result.notes),
        "working": list(result.working),
    }


def _spelled_out(record: Record) -> Record:
    if not isinstance(record, dict):
        return record
    spelled = {SYMBOLS.get(key, key): value for key, value in record.items()}
    if len(spelled) < len(record):
        twice = sorted(key for key, name in SYMBOLS.items() if key in record and name in record)
        raise ValueError(f"同一字段写了两次：{'、'.join(twice)}")
    return spelled


def _base(fields: Fields, jurisdiction: str) -> tuple[Decimal, str]:
    if fields.has("calculation_base"):
        return fields.yuan("calculation_base"), ""
    if fields.has("retire_month"):
        return calculation_base(fields.month("retire_month").year, jurisdiction=jurisdiction)
    raise fields.wrong("calculation_base", "必填，或者填写retire_month以便查表")


def _years(fields: Fields, years: str, months: str, default: str | None = None) -> Decimal:
    if fields.has(years) and fields.has(months):
        raise fields.wrong(months, f"与{years}只填一个")
    if fields.has(months):
        return years_of(fields.count(months, largest=1200))
    return fields.number(years, default)


def _payout(fields: Fields) -> Decimal:
    if fields.has("payout_months"):
        return fields.number("payout_months")
    if fields.has("age_years"):
        return payout_months(fields.count("age_years"), fields.count("age_months", 0)).payout_months
    raise fields.wrong("payout_months", "必填，或者填写age_years、age_months以便查表")


def _balance(fields: Fields, years: int) -> tuple[Decimal, tuple[str, ...]]:
    ways = [key for key in ("account", "account_parts", "grade") if fields.has(key)]
    if len(ways) != 1:
        raise fields.wrong("account", "account、account_parts、grade三者填一个")
    if ways == ["account"]:
        return fields.yuan("account"), ()
    if ways == ["grade"]:
        interest = fields.yuan("interest", "0")
        balance, line = balance_of(fields.yuan("grade"), fields.yuan("subsidy", "0"), years, interest)
        return balance, (line,)
    parts = Fields(fields.value("account_parts"), _ACCOUNT_PARTS, "account_parts的")
    return total(parts.yuan(name, "0") for name in _ACCOUNT_PARTS), ()


def _layers(fields: Fields) -> dict[str, Decimal]:
    if not fields.has("basic_layers"):
        return {}
    layers = Fields(fields.value("basic_layers"), LAYERS, "basic_layers的")
    return {name: layers.yuan(name) for name in LAYERS if layers.has(name)}


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}"
