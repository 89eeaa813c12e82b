"""The monthly resident pension (城乡居民基本养老金): basic part in layers, account ÷ 139, additions.

The basic part is set by four levels and by place; Longling's was not found and must be given. The account
holds own contributions, subsidies, collective aid, proxy contributions and interest.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from workflows.calculators.money import ZERO, fen, plain, total, yuan
from workflows.calculators.refusals import InputError
from workflows.parameters import SettingMissingError

PAYOUT_AT_60: Final = Decimal(139)
YEARS_WITHOUT_ADDITION: Final = 15
EXTRA_PER_YEAR: Final = Decimal(2)
ADDITION_AT_65: Final = Decimal(5)
AGE_OF_ADDITION: Final = 65
AGE_OF_PENSION: Final = 60
LAYERS: Final = ("central", "province", "prefecture", "county")
LAYER_LABELS: Final = {"central": "中央", "province": "省级", "prefecture": "州市", "county": "县级"}


@dataclass(frozen=True, slots=True)
class ResidentPension:
    """The parts of a resident pension, yuan a month."""

    basic: Decimal
    layers: Mapping[str, Decimal]
    balance: Decimal
    payout_months: Decimal
    years: int
    age: int
    extra_per_year: Decimal
    addition_at_65: Decimal
    own_lines: tuple[str, ...] = field(default=())

    @property
    def account(self) -> Decimal:
        """Account part, to the fen."""
        return fen(self.balance / self.payout_months)

    @property
    def extra(self) -> Decimal:
        """Addition for years beyond 15."""
        return self.extra_per_year * max(self.years - YEARS_WITHOUT_ADDITION, 0)

    @property
    def old_age(self) -> Decimal:
        """Addition since 65."""
        return self.addition_at_65 if self.age >= AGE_OF_ADDITION else ZERO

    @property
    def total(self) -> Decimal:
        """The monthly pension."""
        return total((self.basic, self.account, self.extra, self.old_age))

    @property
    def notes(self) -> tuple[str, ...]:
        """What was assumed."""
        notes = [
            (
                f"缴费满15年以上每多1年加发{plain(self.extra_per_year)}元，年满65周岁加发{plain(self.addition_at_65)}元"
                "（云南省做法，以当地标准为准）"
            ),
            "测算结果，以社会保险经办机构核定为准",
        ]
        if self.years < YEARS_WITHOUT_ADDITION:
            notes.append("缴费不足15年，除制度实施时的过渡规定外，需补足年限后领取")
        return tuple(notes)

    @property
    def working(self) -> tuple[str, ...]:
        """The calculation line by line."""
        layers = "＋".join(f"{LAYER_LABELS[name]}{plain(amount)}" for name, amount in self.layers.items())
        lines = [
            *self.own_lines,
            f"基础养老金：{layers}＝{yuan(self.basic)}" if layers else f"基础养老金：{yuan(self.basic)}",
            f"个人账户养老金：{plain(self.balance)}÷{plain(self.payout_months)}＝{yuan(self.account)}",
        ]
        if self.extra:
            over = self.years - YEARS_WITHOUT_ADDITION
            lines.append(
                f"年限加发：{plain(self.extra_per_year)}×（{self.years}－15）＝{plain(self.extra_per_year)}×{over}＝{yuan(self.extra)}"
            )
        if self.old_age:
            lines.append(f"年满65周岁加发：{yuan(self.old_age)}")
        lines.append(f"每月合计{yuan(self.total)}")
        return tuple(lines)


def resident_pension(
    *,
    balance: Decimal,
    years: int,
    basic: Decimal | None = None,
    layers: Mapping[str, Decimal] | None = None,
    age: int = AGE_OF_PENSION,
    payout_months: Decimal = PAYOUT_AT_60,
    extra_per_year: Decimal = EXTRA_PER_YEAR,
    addition_at_65: Decimal = ADDITION_AT_65,
    own_lines: tuple[str, ...] = (),
) -> ResidentPension:
    """The pension from an account balance, contribution years and the basic part or its layers, yuan.

    Raises SettingMissingError without a basic part, InputError for negative values, an unknown layer,
    layers that do not add up to a given basic part, or an age under 60.
    """
    parts = dict(layers or {})
    if unknown := set(parts) - set(LAYERS):
        raise InputError("basic_layers", f"没有这一层：{'、'.join(sorted(unknown))}")
    if basic is None and not parts:
        raise SettingMissingError("resident_basic_pension", "没有收录本地城乡居民基础养老金标准，请填写")
    summed = total(parts.values())
    if basic is not None and parts and basic != summed:
        raise InputError("basic_layers", f"各层之和{yuan(summed)}与基础养老金{yuan(basic)}不符")
    if min(balance, summed if basic is None else basic, extra_per_year, addition_at_65, *parts.values()) < 0:
        raise InputError("amount", "金额不能为负数")
    if years < 0 or payout_months <= 0:
        raise InputError("years", "年限不能为负数，计发月数应大于0")
    if age < AGE_OF_PENSION:
        raise InputError("age", "年满60周岁的次月起领取")
    return ResidentPension(
        summed if basic is None else basic, {name: parts[name] for name in LAYERS if name in parts}, balance,
        payout_months, years, age, extra_per_year, addition_at_65, own_lines,
    )  # fmt: skip


def balance_of(grade: Decimal, subsidy: Decimal, years: int, interest: Decimal = ZERO) -> tuple[Decimal, str]:
    """An account after so many years at one grade and subsidy, with its line of working.

    Interest is what the caller knows; Yunnan's crediting rates were not found, zero keeps it out.
    """
    balance = (grade + subsidy) * years + interest
    added = f"＋{plain(interest)}" if interest else "（未计利息）"
    return balance, f"个人账户：（{plain(grade)}＋{plain(subsidy)}）×{years}{added}＝{yuan(balance)}"
