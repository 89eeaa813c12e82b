"""Identifiers: random where they must not be guessed, ordered by time where rows are listed by them."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
READABLE = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def _base32(number: int, length: int) -> str:
    digits = []
    for _ in range(length):
        number, digit = divmod(number, 32)
        digits.append(ALPHABET[digit])
    return "".join(reversed(digits))


def new_id(now: datetime) -> str:
    """26 characters whose order is the order of time to the millisecond, with 80 random bits."""
    return _base32(int(now.timestamp() * 1000), 10) + _base32(secrets.randbits(80), 16)


def time_of(identity: str) -> datetime:
    """When an id was made, to the millisecond."""
    digits = 0
    for letter in identity[:10]:
        digits = digits * 32 + ALPHABET.index(letter)
    return datetime.fromtimestamp(digits / 1000, UTC)


def tracking_code() -> str:
    """A code of 60 random bits that can be read aloud: three groups of four characters."""
    text = "".join(secrets.choice(READABLE) for _ in range(12))
    return "-".join(text[i : i + 4] for i in (0, 4, 8))


def normal_tracking_code(typed: str) -> str:
    """A code as it was typed, without blanks and dashes, in upper case."""
    return "".join(c for c in typed.upper() if c.isalnum())


def token() -> str:
    """256 random bits for a session or a lease."""
    return secrets.token_urlsafe(32)
