"""What the public page 算一算 asks and tells: answers, and results in plain words with their working.

Knows no rule of any pension. Whoever installs the product names an `Estimator` (see `engine/hooks.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Protocol

from pydantic import Field

from engine.form import Form
from engine.surroundings import Surroundings
from forms.fields import Count, Month, Yuan


class Group(StrEnum):
    """Who somebody is to the law on retirement age: sex and post."""

    MALE = "male_60"
    FEMALE_STAFF = "female_55"
    FEMALE_WORKER = "female_50"

    @property
    def label(self) -> str:
        """The group in words."""
        return _GROUPS[self]


_GROUPS = {
    Group.MALE: "男",
    Group.FEMALE_STAFF: "女，管理和技术岗位（原来55岁退休）",
    Group.FEMALE_WORKER: "女，生产和服务岗位（原来50岁退休）",
}


class EstimateQuestion(Form):
    """What a visitor tells about herself; kept nowhere. Months, years and yuan."""

    group: Annotated[Group, Field(title="性别和岗位", examples=["female_50"])]
    birth: Annotated[Month, Field(title="出生年月", description="例如1986-05", examples=["1986-05"])]
    wage: Annotated[
        Yuan | None,
        Field(title="现在每月工资（元）", description="没有上班的留空", examples=["4500.00"]),
    ] = None
    paid_months: Annotated[
        Count, Field(title="职工养老保险已经缴了几个月", description="没有缴过的填0", examples=[96])
    ] = 0
    missed_months: Annotated[
        Count, Field(title="单位没有给您缴的有几个月", description="看看补缴以后差多少", examples=[24])
    ] = 0
    account: Annotated[
        Yuan | None,
        Field(title="职工个人账户余额（元）", description="不知道的留空，按月数和工资推算", examples=["30000.00"]),
    ] = None
    average_index: Annotated[
        Yuan | None,
        Field(title="平均缴费指数", description="不知道的留空，按现在的工资推算", examples=["0.80"]),
    ] = None
    resident_years: Annotated[
        Count, Field(title="居民养老保险已经缴了几年", description="没有缴过的填0", examples=[5])
    ] = 0
    resident_balance: Annotated[
        Yuan | None,
        Field(title="居民个人账户余额（元）", description="不知道的留空，按0元算", examples=["2500.00"]),
    ] = None
    grade: Annotated[
        Count | None,
        Field(title="以后每年打算缴（元）", description="留空按最低档算；结果里有各档的比较", examples=[500]),
    ] = None
    basic: Annotated[
        Yuan | None,
        Field(title="当地居民基础养老金（元／月）", description="不知道的留空，用本地公布的标准", examples=["163.00"]),
    ] = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from: what it is, the instrument, how well it was checked, what is disputed."""

    what: str
    basis: str
    checked: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a monthly pension, yuan."""

    label: str
    amount: Decimal
    kind: str


@dataclass(frozen=True, slots=True)
class Pension:
    """One scheme's pension, yuan a month; `refusal` says in plain words why there is none.

    `missing` is what is still needed before it is paid monthly; `provisional` why it is only for now.
    """

    label: str
    from_when: str = ""
    monthly: Decimal | None = None
    pieces: tuple[Piece, ...] = ()
    missing: str = ""
    provisional: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    working: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What another choice would give: a label, the pension in yuan a month, the difference, the working."""

    label: str
    monthly: Decimal
    more: Decimal
    note: str = ""
    working: tuple[str, ...] = ()
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A point on the line of life, as YYYY-MM: now, the earliest, the legal, the latest month to retire."""

    label: str
    month: str
    kind: str


@dataclass(frozen=True, slots=True)
class Retirement:
    """The legal retirement age in words, with the choices around it."""

    age: str
    month: str
    words: str
    moments: tuple[Moment, ...]
    working: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """Everything that the page tells. `back_payment` is empty where no month is missing."""

    retirement: Retirement
    employee: Pension
    resident: Pension
    back_payment: tuple[Change, ...] = ()
    grades: tuple[Change, ...] = ()
    assumptions: tuple[str, ...] = ()


class Estimator(Protocol):
    """Turns answers into an estimate, by the parameters and settings of a place; raises InvalidForm."""

    def __call__(self, asked: EstimateQuestion, around: Surroundings) -> Estimate:
        """The estimate as of the legal day."""
