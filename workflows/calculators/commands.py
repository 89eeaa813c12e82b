"""The calculators as questions from outside (`carnation calc …`, `carnation check …`): record in, answer out.

A command reads its record strictly and raises only RecordError, in Chinese. Amounts go in and out as
strings. HELP documents the fields of each command.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import wraps
from typing import Any, Final

from documents.amounts import in_words
from engine.jsonlines import InputError as RecordError
from forms.identifiers import Checked, check_credit_code, check_resident_id
from workflows.calculators.back_payment import (
    BackPaymentLine,
    BackPaymentRules,
    DefaultDate,
    Interest,
    MonthlyWage,
    Valuation,
    back_payment,
)
from workflows.calculators.late_fee import Cap, LateFeeRules, Pre2011, late_fee
from workflows.calculators.minimum_years import minimum_years
from workflows.calculators.pension_commands import calc_employee_pension, calc_resident_pension
from workflows.calculators.premiums import UnknownWage
from workflows.calculators.records import Fields
from workflows.calculators.retirement_age import Category, retirement_age

Record = dict[str, Any]
Command = Callable[[Record], Record]
LARGEST_MONTHS: Final = 1200


def answering(command: Command) -> Command:
    """Add the record's id to the answer, and turn every refusal into a RecordError."""

    @wraps(command)
    def answer(record: Record) -> Record:
        if isinstance(record, dict) and not isinstance(record.get("id"), (str, int, type(None))):
            raise RecordError("id：应为文字或者整数")
        try:
            return {"id": record.get("id") if isinstance(record, dict) else None, **command(record)}
        except RecordError:
            raise
        except ValueError as refusal:
            raise RecordError(str(refusal)) from refusal

    return answer


@answering
def calc_late_fee(record: Record) -> Record:
    """Late fee of one item; the three switches are required."""
    fields = Fields(
        record,
        (
            "id",
            "principal",
            "owed_from",
            "paid_on",
            "first_day_counts",
            "payment_day_counts",
            "cap",
            "pre_2011",
        ),
    )
    rules = LateFeeRules(
        fields.flag("first_day_counts"),
        fields.flag("payment_day_counts"),
        Cap(fields.choice("cap", tuple(Cap))),
        _pre_2011(fields),
    )
    result = late_fee(fields.yuan("principal"), fields.day("owed_from"), fields.day("paid_on"), rules)
    return {
        "days": result.days,
        "late_fee": _money(result.late_fee or Decimal(0)),
        "exceeds_principal": result.exceeds_principal,
        "notes": list(result.notes),
        "working": list(result.working),
    }


@answering
def calc_back_payment(record: Record) -> Record:
    """Back payment of one worker; without a chosen cap `late_fee` is the uncapped figure."""
    fields = Fields(
        record,
        (
            "id", "jurisdiction", "paid_on", "months", "cap", "first_day_counts", "payment_day_counts",
            "pre_2011", "default_date", "unknown_wage_rule", "valuation", "interest",
        ),
    )  # fmt: skip
    rules = BackPaymentRules(
        LateFeeRules(
            fields.flag("first_day_counts", default=True),
            fields.flag("payment_day_counts", default=True),
            Cap(fields.choice("cap", tuple(Cap))) if fields.has("cap") else None,
            _pre_2011(fields),
        ),
        DefaultDate(fields.choice("default_date", tuple(DefaultDate), DefaultDate.NEXT_MONTH)),
        UnknownWage(fields.choice("unknown_wage_rule", tuple(UnknownWage)))
        if fields.has("unknown_wage_rule")
        else None,
        Valuation(fields.choice("valuation", tuple(Valuation), Valuation.NOMINAL)),
        Interest(fields.choice("interest", tuple(Interest), Interest.NONE_FOR_GAP)),
    )
    result = back_payment(
        _months(fields), fields.day("paid_on"), jurisdiction=fields.division("jurisdiction"), rules=rules
    )
    capped = rules.late_fee.cap is Cap.PRINCIPAL
    fee = result.capped if capped else result.uncapped
    return {
        "lines": [_line(line, capped=capped) for line in result.lines],
        "totals": {
            "employer": _money(result.employer),
            "employee": _money(result.employee),
            "account": _money(result.account),
            "principal": _money(result.principal),
            "late_fee": _money(fee),
            "late_fee_uncapped": _money(result.uncapped),
            "late_fee_capped": _money(result.capped),
            "interest": _money(result.interest),
            "amount": _money(result.principal + result.interest + fee),
        },
        "provisional": result.provisional,
        "notes": list(result.notes),
        "working": list(result.working),
    }


@answering
def calc_retirement_age(record: Record) -> Record:
    """Legal retirement age by birth month and category."""
    fields = Fields(record, ("id", "birth", "category"))
    result = retirement_age(fields.month("birth"), Category(fields.choice("category", tuple(Category))))
    return {
        "delay_months": result.delay_months,
        "age_years": result.age_years,
        "age_months": result.age_months,
        "retire_month": str(result.retire_month),
    }


@answering
def calc_minimum_years(record: Record) -> Record:
    """Minimum contribution years by year of retirement."""
    result = minimum_years(Fields(record, ("id", "year")).count("year"))
    return {"years": result.years, "months": result.months}


@answering
def calc_amount_in_words(record: Record) -> Record:
    """An amount in capital numerals (大写金额), as papers print it."""
    return {"words": in_words(Fields(record, ("id", "amount")).yuan("amount"))}


def checks(today: Callable[[], date]) -> Mapping[str, Command]:
    """The checks by name; `today` tells a birth in the future."""

    @answering
    def check_resident_id_record(record: Record) -> Record:
        """A citizen number."""
        return _checked(check_resident_id(Fields(record, ("id", "value")).text("value"), today()))

    @answering
    def check_credit_code_record(record: Record) -> Record:
        """A unified social credit code."""
        return _checked(check_credit_code(Fields(record, ("id", "value")).text("value")))

    return {"resident-id": check_resident_id_record, "credit-code": check_credit_code_record}


CALCULATIONS: Final[Mapping[str, Command]] = {
    "late-fee": calc_late_fee,
    "back-payment": calc_back_payment,
    "retirement-age": calc_retirement_age,
    "minimum-years": calc_minimum_years,
    "amount-in-words": calc_amount_in_words,
    "employee-pension": answering(calc_employee_pension),
    "resident-pension": answering(calc_resident_pension),
}


def _pre_2011(fields: Fields) -> Pre2011 | None:
    return Pre2011(fields.choice("pre_2011", tuple(Pre2011))) if fields.has("pre_2011") else None


def _months(fields: Fields) -> list[MonthlyWage]:
    entries = fields.value("months")
    if not isinstance(entries, list) or not 1 <= len(entries) <= LARGEST_MONTHS:
        raise fields.wrong("months", f"应为1至{LARGEST_MONTHS}个月的列表")
    return [_month(entry, f"months第{number}项的") for number, entry in enumerate(entries, 1)]


def _month(entry: Any, where: str) -> MonthlyWage:
    fields = Fields(entry, ("month", "wage"), where)
    wage = None if fields.raw("wage") is None else fields.yuan("wage")
    return MonthlyWage(fields.month("month"), wage)


def _line(line: BackPaymentLine, *, capped: bool) -> Record:
    due = line.premium
    return {
        "month": str(line.month),
        "base": _money(due.base),
        "employer": _money(due.employer),
        "employee": _money(due.employee),
        "account": _money(due.account),
        "late_fee": _money(line.capped if capped else line.uncapped),
        "late_fee_uncapped": _money(line.uncapped),
        "late_fee_capped": _money(line.capped),
        "rule": due.rule,
        "provisional": due.provisional,
    }


def _checked(checked: Checked) -> Record:
    return {
        "valid": checked.valid,
        "normalised": checked.normalised,
        "errors": [{"code": finding.code, "message": finding.message} for finding in checked.errors],
        "hints": [{"code": finding.code, "message": finding.message} for finding in checked.hints],
    }


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}"


HELP: Final[Mapping[str, str]] = {
    "late-fee": (
        "滞纳金（一笔）。principal 本金（字符串，元）；owed_from 欠缴之日；paid_on 缴款之日；"
        "first_day_counts 欠缴之日是否计入天数；payment_day_counts 缴款之日是否计入天数；"
        "cap 是否以本金为限：none 或者 principal；pre_2011 2011年7月1日以前欠缴的规则：null 或者 statutory。"
    ),
    "back-payment": (
        "职工养老保险补缴。jurisdiction 行政区划代码；paid_on 缴款之日；months 各月：month 月份，"
        "wage 上年月平均工资（字符串，元；查不明的填 null）。可选：cap、first_day_counts、"
        "payment_day_counts、pre_2011 同滞纳金；"
        "default_date 欠缴之日：first_of_next_month（默认）或者 first_of_second_month；"
        "unknown_wage_rule 工资不明时的基数：lower_bound 或者 average_wage；"
        "valuation 基数：nominal（默认，不折算）或者 revalued（折算）。"
        "interest 个人部分利息：none_for_gap（默认）或者 payer_pays。"
        "没有选定 cap 时，late_fee 为不封顶数额，同时给出封顶数额。"
    ),
    "retirement-age": "法定退休年龄。birth 出生年月；category 类别：male_60、female_55、female_50。",
    "minimum-years": "最低缴费年限。year 退休年份（整数）。",
    "employee-pension": calc_employee_pension.__doc__ or "",
    "resident-pension": calc_resident_pension.__doc__ or "",
    "amount-in-words": "大写金额。amount 金额（字符串，元）。",
    "resident-id": "公民身份号码。value 号码（字符串，照原样填写）。",
    "credit-code": "统一社会信用代码。value 代码（字符串，照原样填写）。",
}
