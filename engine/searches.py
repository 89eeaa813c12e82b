"""What somebody searched for (查找内容), kept out of addresses: they carry a sealed token instead.

The token opens only for the account that typed the words and only for half a day, so that pages, exports and
prints of one search can be ordinary links, while no name or number stands in a history, a log or a bookmark.
"""

from __future__ import annotations

import base64
from binascii import Error
from collections.abc import Mapping
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidTag

from engine.canonical import canonical, moment, read
from engine.office import Office

LASTS = timedelta(hours=12)
LONGEST = 4000


def keep(office: Office, account_id: str, words: Mapping[str, str]) -> str:
    """A token for words, for use in an address; empty where no word was typed."""
    typed = {name: text for name, text in words.items() if text}
    if not typed:
        return ""
    until = moment(office.clocks.now() + LASTS)
    sealed = office.vault.seal_bytes(canonical({"me": account_id, "until": until, "words": typed}).encode())
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def recall(office: Office, account_id: str, token: str) -> Mapping[str, str] | None:
    """The words behind a token; None where it is not ours, another person's or too old."""
    if len(token) > LONGEST or not token.isascii():
        return None
    try:
        kept = read(office.vault.unseal_bytes(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))).decode())
    except (InvalidTag, Error, ValueError):
        return None
    if kept["me"] != account_id or datetime.fromisoformat(kept["until"]) < office.clocks.now():
        return None
    words: Mapping[str, str] = kept["words"]
    return words
