"""The premium of an employer who did not declare (未按规定申报): 110 % of the month before, settled later.

Source: 社会保险法第六十二条; without a month before, 社会保险费征缴暂行条例第十条第二款 leaves the figure to
the agency, by business and headcount, so that we refuse to guess it.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from workflows.calculators.money import fen, yuan
from workflows.calculators.refusals import InputError
from workflows.parameters import SettingMissingError
from workflows.parameters import citations as law

SHARE_OF_LAST_MONTH: Final = Decimal("1.10")


@dataclass(frozen=True, slots=True)
class UndeclaredPremium:
    """What an employer owes for now, and what remains to settle once it has declared; yuan.

    `declared` is None until it has. A positive `settlement` is still owed, a negative one goes back.
    """

    last_month: Decimal | None
    determined: Decimal
    declared: Decimal | None

    @property
    def settlement(self) -> Decimal | None:
        """Declared less determined."""
        return None if self.declared is None else self.declared - self.determined

    @property
    def provisional(self) -> bool:
        """Whether the late declaration is still missing."""
        return self.declared is None

    @property
    def notes(self) -> tuple[str, ...]:
        """The rule used."""
        return ("补办申报手续后，由征收机构按照规定结算",)

    @property
    def working(self) -> tuple[str, ...]:
        """The calculation line by line."""
        if self.last_month is None:
            lines = [
                f"没有上月缴费数额，由经办机构暂定{yuan(self.determined)}（{law.UNDECLARED_WITHOUT_LAST_MONTH.formal}）"
            ]
        else:
            lines = [f"{self.last_month:.2f}×110%＝{yuan(self.determined)}（{law.UNDECLARED.formal}）"]
        if self.declared is not None and self.settlement is not None:
            word = "应补" if self.settlement >= 0 else "应退"
            lines.append(f"补办申报后核定{yuan(self.declared)}，结算{word}{yuan(abs(self.settlement))}")
        return tuple(lines)


def undeclared_premium(
    last_month: Decimal | None, *, by_agency: Decimal | None = None, declared: Decimal | None = None
) -> UndeclaredPremium:
    """The premium of a month that was not declared, for now, from what was paid the month before.

    Raises SettingMissingError without a month before and without the agency's figure, InputError for
    negative amounts.
    """
    if any(amount is not None and amount < 0 for amount in (last_month, by_agency, declared)):
        raise InputError("amount", "金额不能为负数")
    if last_month is not None:
        return UndeclaredPremium(last_month, fen(last_month * SHARE_OF_LAST_MONTH), declared)
    if by_agency is None:
        raise SettingMissingError(
            "by_agency",
            f"没有上月缴费数额，须由经办机构按经营状况、职工人数暂定（{law.UNDECLARED_WITHOUT_LAST_MONTH.formal}）",
        )
    return UndeclaredPremium(None, by_agency, declared)
