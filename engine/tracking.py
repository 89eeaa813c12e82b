"""How a worker finds her story again (进度查询): by its code and the last four characters of her ID number.

Every miss looks the same and costs the same, whatever was wrong.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from engine import throttle
from engine.casetype import Step
from engine.crypto import same
from engine.ids import normal_tracking_code
from engine.office import Office

CODE_LIMIT = throttle.Limit(5)
ADDRESS_LIMIT = throttle.Limit(30)
TAIL = 4


def normal_code(typed: str) -> str:
    """A code as it was typed: full-width or not, with blanks and dashes or without, in either case."""
    return normal_tracking_code(unicodedata.normalize("NFKC", typed))


def normal_tail(typed: str) -> str:
    """The last four characters of an ID number as they were typed; a whole number is cut down to them."""
    kept = "".join(c for c in unicodedata.normalize("NFKC", typed).upper() if c.isalnum())
    return kept[-TAIL:]


def gives_code(step: Step[Any]) -> bool:
    """Tell whether whoever opens a case by the step is given a code: where it is about a person whose number is asked."""
    parties = step.parties(step.form.example()) if step.parties else ()
    return any(party.is_person and party.number for party in parties)


def find_story(office: Office, code: str, tail: str, address: str) -> str | None:
    """The story's id, None for every miss; raises TooManyAttempts per code and per address."""
    typed, end = normal_code(code), normal_tail(tail)
    by_code = throttle.Key("track", typed, CODE_LIMIT)
    by_address = throttle.address_key("track-from", address, ADDRESS_LIMIT)
    throttle.admit(office, by_code, by_address)
    code_index, tail_index = office.vault.index(typed), office.vault.index(end)
    with office.database.read() as tx:
        row = tx.one(
            "SELECT tail_index, story FROM tracking_codes WHERE code_index = :code",
            {"code": code_index},
        )
    expected, story = row or (code_index, None)
    if not same(expected, tail_index) or story is None:
        return None
    with office.database.write() as tx:
        throttle.succeeded(office, tx, by_code, by_address)
    return str(story)
