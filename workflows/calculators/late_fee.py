"""The late fee (滞纳金) on unpaid premiums of one item (month and kind); knows days, rates and the cap.

Simple, never on itself, calendar days, half up to the fen per item. 0.05 % a day since 2011-07-01
(社会保险法第八十六条); who counts which day and whether 行政强制法第四十五条第二款 caps it are settings.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from workflows.calculators.money import ZERO, fen, percent, plain, yuan
from workflows.calculators.refusals import InputError
from workflows.parameters import LATE_FEE_RATES, LateFeeRate, Row, SettingMissingError
from workflows.parameters import citations as law
from workflows.parameters.tables import NATION

NEW_RATE_FROM: Final = date(2011, 7, 1)
_DAY: Final = timedelta(days=1)
_NEW_RATE: Final = LATE_FEE_RATES.lookup(NEW_RATE_FROM).value.rate_per_day


class Cap(StrEnum):
    """Whether the late fee of an item may exceed its principal."""

    NONE = "none"
    PRINCIPAL = "principal"


class Pre2011(StrEnum):
    """What prices the days before 2011-07-01: the statute of the time, 0.2 % a day."""

    STATUTORY = "statutory"


@dataclass(frozen=True, slots=True)
class LateFeeRules:
    """The switches of the late fee. `cap` and `pre_2011` are None until the county has chosen."""

    first_day_counts: bool = True
    payment_day_counts: bool = True
    cap: Cap | None = None
    pre_2011: Pre2011 | None = None


@dataclass(frozen=True, slots=True)
class LateFeeSpan:
    """Days in a row at one rate."""

    first: date
    last: date
    row: Row[LateFeeRate]

    @property
    def days(self) -> int:
        """Calendar days, both ends counted."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class LateFee:
    """The late fee of one item, capped and uncapped; `late_fee` is None until the cap is chosen."""

    principal: Decimal
    owed_from: date
    paid_on: date
    rules: LateFeeRules
    days: int
    uncapped: Decimal

    @property
    def capped(self) -> Decimal:
        """The figure if it may not exceed the principal."""
        return min(self.uncapped, self.principal)

    @property
    def late_fee(self) -> Decimal | None:
        """The figure under the county's choice."""
        if self.rules.cap is None:
            return None
        return self.capped if self.rules.cap is Cap.PRINCIPAL else self.uncapped

    @property
    def exceeds_principal(self) -> bool:
        """Whether the uncapped figure is above the principal."""
        return self.uncapped > self.principal

    @property
    def spans(self) -> tuple[LateFeeSpan, ...]:
        """The days by rate."""
        first, last = _ends(self.owed_from, self.paid_on, self.rules)
        return tuple(_spans(first, last))

    @property
    def notes(self) -> tuple[str, ...]:
        """Which disputed rules were used."""
        notes = rule_notes(self.rules, before_2011=self.owed_from < NEW_RATE_FROM)
        if self.exceeds_principal:
            notes += (f"滞纳金{yuan(self.uncapped)}已超过本金{yuan(self.principal)}，请核对封顶规则",)
        return notes

    @property
    def working(self) -> tuple[str, ...]:
        """The calculation line by line."""
        lines = [f"本金{yuan(self.principal)}，自{self.owed_from.isoformat()}起欠缴，{self.paid_on.isoformat()}缴纳"]
        lines += [_span_line(self.principal, span) for span in self.spans]
        lines.append(f"合计{self.days}天，滞纳金{yuan(self.uncapped)}（四舍五入到分）")
        if self.rules.cap is None:
            lines.append(f"不封顶{yuan(self.uncapped)}；以本金封顶{yuan(self.capped)}；本地尚未选定封顶规则，两数并列")
        elif self.rules.cap is Cap.PRINCIPAL and self.exceeds_principal:
            lines.append(f"以本金为限，滞纳金按{yuan(self.capped)}计")
        return tuple(lines)


def late_fee(principal: Decimal, owed_from: date, paid_on: date, rules: LateFeeRules) -> LateFee:
    """The late fee on one item of `principal` yuan that was due by the day before `owed_from` (欠缴之日).

    Raises InputError for a payment before the default date or a negative principal, SettingMissingError
    for arrears from before 2011-07-01 without a rule (实施若干规定第二十九条 leaves them to the
    national and local rules of their time), ParameterMissingError before 1999-01-22.
    """
    if principal < 0:
        raise InputError("principal", "本金不能为负数")
    if paid_on < owed_from:
        raise InputError("paid_on", "缴款之日早于欠缴之日，不产生滞纳金，请核对日期")
    between = (paid_on - owed_from).days - 1
    days = max(between + rules.first_day_counts + rules.payment_day_counts, 0)
    if owed_from >= NEW_RATE_FROM:
        return LateFee(principal, owed_from, paid_on, rules, days, fen(principal * days * _NEW_RATE))
    if rules.pre_2011 is None:
        raise SettingMissingError(
            "pre_2011",
            f"欠缴之日{owed_from.isoformat()}在2011年7月1日以前，按{law.OLD_ARREARS.formal}适用当时的国家和地方规定，"
            "本地尚未选定计算规则",
        )
    LATE_FEE_RATES.lookup(owed_from)
    exact = sum(
        (principal * span.days * span.row.value.rate_per_day for span in _spans(*_ends(owed_from, paid_on, rules))),
        ZERO,
    )
    return LateFee(principal, owed_from, paid_on, rules, days, fen(exact))


def _ends(owed_from: date, paid_on: date, rules: LateFeeRules) -> tuple[date, date]:
    return (
        owed_from if rules.first_day_counts else owed_from + _DAY,
        paid_on if rules.payment_day_counts else paid_on - _DAY,
    )


def _spans(first: date, last: date) -> list[LateFeeSpan]:
    spans = []
    for row in LATE_FEE_RATES.rows[NATION, ""]:
        start = max(first, row.valid_from)
        end = last if row.valid_to is None else min(last, row.valid_to)
        if start <= end:
            spans.append(LateFeeSpan(start, end, row))
    return spans


def rule_notes(rules: LateFeeRules, *, before_2011: bool) -> tuple[str, ...]:
    """The sentences that say which of the open rules of the late fee were used."""
    first = "计入" if rules.first_day_counts else "不计入"
    last = "计入" if rules.payment_day_counts else "不计入"
    notes = [
        f"欠缴之日{first}天数，缴款之日{last}天数",
        _cap_note(rules.cap),
        f"滞纳金由用人单位承担，不得要求职工承担（{law.LATE_FEE_ON_EMPLOYER.formal}）",
    ]
    if before_2011:
        notes.append(
            f"2011年7月1日以前按当时规定每日0.2%计算（{law.LATE_FEE_BEFORE_2011.formal}、{law.OLD_ARREARS.formal}），"
            "当时规定责令限期缴纳后逾期仍不缴纳的才加收，请核对限期缴纳文书和地方规定"
        )
    return tuple(notes)


def _cap_note(cap: Cap | None) -> str:
    if cap is None:
        return (
            f"滞纳金是否以本金为限（{law.COMPULSION_CAP.formal}）有争议，"
            "本地尚未选定（设置项：late_fee_cap），同时列出两个数额"
        )
    if cap is Cap.PRINCIPAL:
        return f"按本地选定的规则，每笔滞纳金以该笔本金为限（{law.COMPULSION_CAP.formal}）"
    return f"按本地选定的规则，滞纳金不以本金为限（{law.LATE_FEE.formal}未规定上限）"


def _span_line(principal: Decimal, span: LateFeeSpan) -> str:
    rate = span.row.value.rate_per_day
    return (
        f"{span.first.isoformat()}至{span.last.isoformat()}共{span.days}天，"
        f"每日{percent(rate)}（{span.row.basis}）："
        f"{principal:.2f}×{span.days}×{plain(rate)}＝{plain(principal * span.days * rate)}元"
    )
