"""What the agency fills in during a back-payment claim."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from engine.form import Form
from forms.fields import LongText, ShortText, Yuan
from forms.parts import ClaimedPeriod

EXAMPLE_WORKERS = [
    {
        "name": "杨春兰",
        "resident_id": "533024199203150024",
        "begins": "2024-03",
        "ends": "2024-08",
        "wage": "4500.00",
    }
]


class AssessedPeriod(ClaimedPeriod):
    """A worker's months as the agency found them; without a wage where nobody could find it out, yuan."""

    wage: Annotated[
        Yuan | None,
        Field(title="月平均工资（元）", description="无法查明的留空，按本地规则认定", examples=["4500.00"]),
    ] = None


class Assessment(Form):
    """Months and wages that the agency found (核定): the amounts follow from them by the parameters in force."""

    workers: Annotated[
        tuple[AssessedPeriod, ...],
        Field(
            title="核定的月份和工资",
            description="按证据核实每名劳动者的起止月份和月平均工资",
            min_length=1,
            examples=[EXAMPLE_WORKERS],
        ),
    ]
    wage_rule: Annotated[
        ShortText,
        Field(title="工资认定依据", examples=["以工资发放表和银行代发记录认定上一年度月平均工资"]),
    ]
    registered_on: Annotated[date, Field(title="参保登记日期", examples=["2026-11-20"])]
    pay_by: Annotated[date, Field(title="缴费截止日期", description="通知单载明的日期", examples=["2026-12-20"])]


class Review(Form):
    """The second person's check (复核)."""

    opinion: Annotated[LongText, Field(title="复核意见", examples=["月份、基数和金额核对无误，同意传递税务机关征收"])]


class Crediting(Form):
    """Months credited to the accounts (记账)."""

    credited_on: Annotated[date, Field(title="记账日期", examples=["2026-12-15"])]
    batch: Annotated[ShortText, Field(title="记账批次号", examples=["20261215-01"])]
