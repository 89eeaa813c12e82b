"""Codes of administrative divisions (行政区划代码, GB/T 2260) and the years in which each was in use.

Knows codes since the end of 2002 and those of Baoshan before 2000; any other is unknown, not wrong.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

_PROVINCE_NAMES: Final = (
    "11北京 12天津 13河北 14山西 15内蒙古 21辽宁 22吉林 23黑龙江 31上海 32江苏 33浙江 34安徽 "
    "35福建 36江西 37山东 41河南 42湖北 43湖南 44广东 45广西 46海南 50重庆 51四川 52贵州 53云南 "
    "54西藏 61陕西 62甘肃 63青海 64宁夏 65新疆 71台湾 81香港 82澳门 83台湾居民居住证"
)
PROVINCES: Final[Mapping[str, str]] = dict(re.findall(r"(\d\d)(\S+)", _PROVINCE_NAMES))


@dataclass(frozen=True, slots=True)
class Division:
    """A division under one code; `from_year` and `to_year` are None where the code list does not say.

    Years come from dated editions of the list, so that either may be off by the gap between two editions.
    """

    code: str
    name: str
    from_year: int | None
    to_year: int | None


@lru_cache(maxsize=1)
def _divisions() -> Mapping[str, Division]:
    lines = files(__package__).joinpath("divisions.csv").read_text(encoding="utf-8").splitlines()
    return {
        row["code"]: Division(
            row["code"],
            row["name"],
            int(row["from_year"]) if row["from_year"] else None,
            int(row["to_year"]) if row["to_year"] else None,
        )
        for row in csv.DictReader(lines)
    }


def division(code: str) -> Division | None:
    """The division of a six-digit code, or None when the list does not have it."""
    return _divisions().get(code)
