"""Invented employers and workers of the demo county: never real, the same at every start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from forms.identifiers import credit_code, resident_id

TOWNSHIPS = (
    ("530523101", "龙山镇"),
    ("530523102", "镇安镇"),
    ("530523103", "勐糯镇"),
    ("530523104", "腊勐镇"),
    ("530523105", "象达镇"),
    ("530523201", "龙江乡"),
    ("530523203", "碧寨乡"),
    ("530523204", "龙新乡"),
    ("530523206", "平达乡"),
    ("530523207", "木城彝族傈僳族乡"),
)
"""The county's five towns and five townships with their division codes."""

FAMILY = "杨段赵李寸尹番蔺张王陈刘黄周郭鲁何马谢罗"
GIVEN = "春兰国庆志明雪梅丽华建军秀英小东永清金凤明川晓燕大伟文慧家宝玉珍成龙彩云海涛"
FANCY = "禾青松月云岭翠谷恒泰瑞丰鑫源宏盛嘉和永兴顺达博远"
TRADES = (
    ("石斛加工厂", "92"),
    ("茶业有限公司", "91"),
    ("建筑劳务有限公司", "91"),
    ("核桃专业合作社", "93"),
    ("黄龙玉饰品店", "92"),
    ("餐饮服务有限公司", "91"),
    ("物流有限公司", "91"),
    ("咖啡种植专业合作社", "93"),
)
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True, slots=True)
class Employer:
    """An invented employer with a code whose check character is right."""

    name: str
    credit_code: str
    address: str
    legal_representative: str


@dataclass(frozen=True, slots=True)
class Worker:
    """An invented worker; the number's order part lies in the range that is hardly ever given out."""

    name: str
    resident_id: str
    phone: str
    address: str


def introduced(worker: Worker, employer: Employer) -> dict[str, str]:
    """What an opening form asks about the one who complains and the one complained of."""
    return {
        "complainant": worker.name,
        "complainant_id": worker.resident_id,
        "complainant_phone": worker.phone,
        "complainant_address": worker.address,
        "employer": employer.name,
        "credit_code": employer.credit_code,
        "employer_address": employer.address,
        "legal_representative": employer.legal_representative,
    }


def person_name(random: Random) -> str:
    """An invented name."""
    return random.choice(FAMILY) + "".join(random.sample(GIVEN, 2))


def workers(count: int, seed: int = 530523) -> list[Worker]:
    """Invented workers of the county, each with a valid number and the region code of their birth year."""
    random = Random(seed)  # noqa: S311 - the demo must be the same every time
    found = []
    for n in range(count):
        born = date(1966, 1, 1) + timedelta(days=random.randrange(365 * 38))
        region = "533024" if born.year < 2000 else "530523"  # noqa: PLR2004 - the county's code changed with its prefecture
        first17 = f"{region}{born:%Y%m%d}{993 + n % 7}"
        found.append(
            Worker(
                person_name(random),
                first17 + resident_id.check_character(first17),
                f"1380000{n:04d}",
                f"龙陵县{random.choice(TOWNSHIPS)[1]}",
            )
        )
    return found


def employers(count: int, seed: int = 530523) -> list[Employer]:
    """Invented employers of the county, each with a valid code."""
    random = Random(seed + 1)  # noqa: S311 - the demo must be the same every time
    found: dict[str, Employer] = {}
    while len(found) < count:
        trade, kind = random.choice(TRADES)
        name = f"龙陵县{''.join(random.sample(FANCY, 2))}{trade}"
        serial = "".join(random.choice(ALPHABET) for _ in range(6))
        first17 = f"{kind}530523MA6{serial}"[:17]
        found.setdefault(
            name,
            Employer(
                name,
                first17 + credit_code.check_character(first17),
                f"龙陵县{random.choice(TOWNSHIPS)[1]}",
                person_name(random),
            ),
        )
    return list(found.values())
