"""The holidays that the regulation itself fixes (全体公民放假的节日): used only for years not yet published.

全国年节及纪念日放假办法 (2024 revision, in force 2025-01-01) article 2. Solar days are in the article; the
days of lunar festivals come from `holidays/lunar.csv`, and where that ends they are left out and said so.
"""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

FESTIVALS_SOURCE = "全国年节及纪念日放假办法第二条"
LUNAR_FILE = Path(__file__).parent / "holidays" / "lunar.csv"
_SOLAR = (
    (1, 1, "元旦"),
    (5, 1, "劳动节"),
    (5, 2, "劳动节"),
    (10, 1, "国庆节"),
    (10, 2, "国庆节"),
    (10, 3, "国庆节"),
)


def regulation_holidays(year: int) -> Iterator[tuple[date, str]]:
    """The days and names of article 2 in a year, those of the lunar calendar only where they are known."""
    for month, day, name in _SOLAR:
        yield date(year, month, day), name
    if (lunar := _lunar().get(year)) is None:
        return
    new_year, qingming, dragon_boat, mid_autumn = lunar
    for offset in range(-1, 3):
        yield new_year + timedelta(days=offset), "春节"
    yield qingming, "清明节"
    yield dragon_boat, "端午节"
    yield mid_autumn, "中秋节"


def festivals_known(year: int) -> bool:
    """Whether the days of the lunar festivals of the year are on file."""
    return year in _lunar()


@lru_cache(maxsize=1)
def _lunar() -> dict[int, tuple[date, ...]]:
    if not LUNAR_FILE.exists():
        return {}
    with LUNAR_FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(line for line in file if line.strip() and not line.startswith("#"))
        next(rows)
        return {int(row[0]): tuple(date.fromisoformat(cell) for cell in row[1:5]) for row in rows}
