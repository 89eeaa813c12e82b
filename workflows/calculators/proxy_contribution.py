"""What the state pays into the resident pension for hardship groups (代缴), grades and subsidies.

Amount, payer and subsidy by day; whoever may be proxied is decided elsewhere. A subsidy goes with the grade
chosen and only with timely payment of the current year; back-paid years get none. Amounts from 2026 on and
the payers in Longling were not found and are refused.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from workflows.calculators.money import ZERO, yuan
from workflows.calculators.premiums import YUNNAN
from workflows.calculators.refusals import InputError
from workflows.parameters import PROXY_CONTRIBUTION, RESIDENT_GRADES, Found, ProxyAmount, ResidentGrade

HARDSHIP_ONLY: Final = "hardship"


class Category(StrEnum):
    """Hardship groups (困难群体) whose contribution the state pays."""

    SEVERELY_DISABLED = "severely_disabled"
    MINIMUM_ALLOWANCE = "minimum_allowance"
    DESTITUTE = "destitute"
    FALLEN_INTO_POVERTY = "fallen_into_poverty"


LABELS: Final = {
    Category.SEVERELY_DISABLED: "重度残疾人（一、二级）",
    Category.MINIMUM_ALLOWANCE: "低保对象",
    Category.DESTITUTE: "特困人员",
    Category.FALLEN_INTO_POVERTY: "返贫致贫人员",
}


@dataclass(frozen=True, slots=True)
class SubsidySplit:
    """Who pays a subsidy, yuan a year: province, then prefecture and county together for their half.

    The last local split (Baoshan 2014: prefecture 20 %, county 80 %) is older than the present table.
    """

    province: Decimal
    prefecture_and_county: Decimal


@dataclass(frozen=True, slots=True)
class ProxyContribution:
    """One person-year: what the state pays, what the person adds for a higher grade, the subsidy; yuan."""

    category: Category
    paid_on: date
    proxy: Found[ProxyAmount]
    grade: Decimal
    subsidy: Found[ResidentGrade] | None

    @property
    def own(self) -> Decimal:
        """What the person pays to reach the chosen grade."""
        return self.grade - self.proxy.value.amount

    @property
    def subsidy_amount(self) -> Decimal:
        """Subsidy of the chosen grade."""
        return self.subsidy.value.subsidy if self.subsidy else ZERO

    @property
    def notes(self) -> tuple[str, ...]:
        """What is known about payer and subsidy."""
        notes = [self.proxy.row.note, self.subsidy.row.note if self.subsidy else ""]
        if self.own:
            notes.append("本人可选择更高档次并缴纳差额，补贴按所选档次")
        if self.subsidy is None:
            notes.append("没有收录该档次的缴费补贴，补贴未计")
        return tuple(note for note in notes if note)

    @property
    def working(self) -> tuple[str, ...]:
        """The calculation line by line."""
        proxy = self.proxy.value
        return (
            f"{LABELS[self.category]}：代缴{yuan(proxy.amount)}，由{proxy.payer}承担（{self.proxy.row.basis}）",
            f"所选档次{yuan(self.grade)}，本人缴纳{self.grade:.2f}－{proxy.amount:.2f}＝{yuan(self.own)}",
            f"缴费补贴{yuan(self.subsidy_amount)}",
        )


def proxy_contribution(
    category: Category, paid_on: date, grade: Decimal | None = None, *, jurisdiction: str = YUNNAN
) -> ProxyContribution:
    """The state's contribution for one person as paid on that day, and the way to a higher grade.

    Without a grade the proxy amount itself is the grade. Raises ParameterMissingError where no amount
    was found (from 2026, before 2022 for all but the severely disabled), InputError for a grade that
    is lower than the proxy amount or not offered.
    """
    proxy = PROXY_CONTRIBUTION.lookup(paid_on, jurisdiction, category.value)
    chosen = proxy.value.amount if grade is None else grade
    if chosen < proxy.value.amount:
        raise InputError("grade", f"档次不能低于代缴标准{proxy.value.amount}元")
    offered = RESIDENT_GRADES.keys(paid_on, jurisdiction)
    if f"{chosen:.0f}" not in offered or chosen != chosen.to_integral_value():
        if chosen == proxy.value.amount:
            return ProxyContribution(category, paid_on, proxy, chosen, None)
        raise InputError("grade", f"没有这一缴费档次，可选：{'、'.join(offered)}元")
    found = RESIDENT_GRADES.lookup(paid_on, jurisdiction, f"{chosen:.0f}")
    return ProxyContribution(category, paid_on, proxy, chosen, found)


def offered_grades(paid_on: date, *, jurisdiction: str = YUNNAN) -> tuple[int, ...]:
    """The grades that anybody may choose on that day, yuan a year, lowest first."""
    return tuple(
        sorted(
            int(key)
            for key in RESIDENT_GRADES.keys(paid_on, jurisdiction)
            if RESIDENT_GRADES.lookup(paid_on, jurisdiction, key).value.open_to != HARDSHIP_ONLY
        )
    )


def resident_grade(grade: int, paid_on: date, *, jurisdiction: str = YUNNAN) -> Found[ResidentGrade]:
    """The subsidy of a grade that anybody may choose, for a payment made on that day.

    Raises InputError for a grade that is not offered then or is kept for hardship groups.
    """
    offered = offered_grades(paid_on, jurisdiction=jurisdiction)
    if grade not in offered:
        listed = "、".join(str(each) for each in offered)
        rule = f"没有这一缴费档次，可选：{listed}元" if listed else "没有收录当时的缴费档次"
        raise InputError("grade", rule)
    return RESIDENT_GRADES.lookup(paid_on, jurisdiction, str(grade))


def subsidy_split(grade: Found[ResidentGrade]) -> SubsidySplit:
    """Who pays a subsidy: the province its 30 yuan and half of the rest, the others half of the rest."""
    half = grade.value.extra / 2
    return SubsidySplit(grade.value.province_base + half, half)
