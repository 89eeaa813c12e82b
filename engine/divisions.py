"""Which township (乡镇、街道) an address is in, read from its words; knows no list of townships."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.casetype import Party

TOWNSHIP = re.compile(r"[^\s省市县区州旗,，。;；、()（）0-9A-Za-z]{1,12}?(?:街道|镇|乡)")
"""What follows the county's name: 镇安镇 begins with the character with which others end."""


def township_of(address: str) -> str:
    """The township that an address names, empty where it names none.

    >>> township_of("云南省保山市龙陵县镇安镇河头社区"), township_of("木城彝族傈僳族乡"), township_of("龙陵县城")
    ('镇安镇', '木城彝族傈僳族乡', '')
    """
    found = TOWNSHIP.search(address)
    return found.group() if found else ""


def township_of_parties(parties: Iterable[Party]) -> str:
    """The township of an organisation among the parties, else of a person, empty where no address tells."""
    for party in sorted(parties, key=lambda p: p.is_person):
        found = township_of(party.address)
        if found:
            return found
    return ""
