"""One spelling for everything that is hashed: canonical JSON text and its SM3 digest (国密杂凑)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import orjson
from cryptography.hazmat.primitives import hashes


def plain(value: Any) -> Any:
    """Spell what JSON lacks: Decimal as a string, dates and UTC moments in ISO form."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


def canonical(value: Any) -> str:
    """Write a value as canonical text: sorted keys, no blanks, Decimal as string."""
    return orjson.dumps(value, plain, orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z).decode()


def read(text: str) -> Any:
    """Read canonical text back into plain values."""
    return orjson.loads(text)


def _library_sm3(data: bytes) -> str:
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize().hex()


def _openssl_sm3(data: bytes) -> str:
    return hashlib.new("sm3", data).hexdigest()


# OpenSSL through hashlib is faster, but some builds of it lack SM3.
sm3 = _openssl_sm3 if "sm3" in hashlib.algorithms_available else _library_sm3


def digest(text: str) -> str:
    """SM3 of a text as 64 hexadecimal digits."""
    return sm3(text.encode())


def link(previous: str, text: str) -> str:
    """The hash of an event: SM3 over the previous event's hash and its own canonical text."""
    return sm3(previous.encode() + b"\n" + text.encode())


def moment(at: datetime) -> str:
    """A moment as rows keep it: UTC, microseconds, so that text order is time order."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def moment_of(text: str) -> datetime:
    """Read a moment from a row."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def day_of(text: str | None) -> date | None:
    """Read a date from a row."""
    return date.fromisoformat(text) if text else None


def merge(target: dict[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """Apply a JSON merge patch (RFC 7396) in place: null removes, objects merge, all else replaces."""
    for key, value in patch.items():
        if value is None:
            target.pop(key, None)
        elif type(value) is dict:
            below = target.get(key)
            target[key] = merge(below if type(below) is dict else {}, value)
        else:
            target[key] = value
    return target
