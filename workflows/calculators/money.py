"""Rounding and printing of yuan; knows arithmetic, no rule of any law."""

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import Final

FEN: Final = Decimal("0.01")
JIAO: Final = Decimal("0.1")
ZERO: Final = Decimal("0.00")


def fen(amount: Decimal) -> Decimal:
    """To the fen, half up (四舍五入)."""
    return amount.quantize(FEN, ROUND_HALF_UP)


def up_to_jiao(amount: Decimal) -> Decimal:
    """To the jiao, upwards as soon as there is a fen (见分进角); what is below a fen is rounded first."""
    return fen(fen(amount).quantize(JIAO, ROUND_CEILING))


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum of amounts that are already rounded to the fen."""
    return sum(amounts, ZERO)


def yuan(amount: Decimal) -> str:
    """An amount as a notice prints it: 1409.50元."""
    return f"{amount:.2f}元"


def plain(number: Decimal) -> str:
    """A number without superfluous zeros: 0.0005, 16."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(fraction: Decimal) -> str:
    """A fraction as percent: 16%, 0.05%."""
    return f"{plain(fraction * 100)}%"
