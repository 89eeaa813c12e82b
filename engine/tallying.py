"""By how much an event changed a case's tallies (合计的变动): what the commit writes and verification expects. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from engine.outcome import TallyChanged

FEN = 100


def yuan_of(fen: int) -> Decimal:
    """An amount that rows hold in fen, in yuan with two places."""
    return (Decimal(fen) / FEN).quantize(Decimal("0.01"))


def tally_changes(state: Mapping[str, Any], patch: Mapping[str, Any]) -> Iterator[TallyChanged]:
    """The changes that a patch makes to the tallies of a state; those that change nothing are left out."""
    kept = state.get("tallies", {})
    for code, after in patch.get("tallies", {}).items():
        before = kept.get(code)
        lines = _lines(after) - _lines(before)
        fen = _fen(after) - _fen(before)
        if lines or fen:
            yield TallyChanged(code, lines, fen)


def _lines(tally: Mapping[str, Any] | None) -> int:
    return int(tally["count"]) if tally else 0


def _fen(tally: Mapping[str, Any] | None) -> int:
    return int(Decimal(tally["sum"]) * FEN) if tally else 0
