"""Very many cases at once: copies of a few that were played through real steps, written straight into the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import psycopg

from engine.canonical import canonical, read
from engine.directory import bump
from tests.support.county import County
from workflows.labour_inspection.forms import Complaint, Filing, Order
from workflows.labour_inspection.forms.investigation import Recusal

TOWNSHIPS = (
    "龙山镇",
    "镇安镇",
    "勐糯镇",
    "腊勐镇",
    "象达镇",
    "龙江乡",
    "碧寨乡",
    "龙新乡",
    "平达乡",
    "木城彝族傈僳族乡",
)
TRADES = (
    "石斛加工厂",
    "咖啡专业合作社",
    "松柏建材厂",
    "茶厂",
    "养殖场",
    "砖厂",
    "餐饮店",
    "水电安装队",
    "石材加工点",
    "酒店",
)
PLACES = ("禾青", "云坡", "松山", "苍峰", "和丰", "槐岭", "坝竹", "清泉", "青崖", "黄草坝")
SURNAMES, GIVEN = (
    "段寸杨尹蔺鲁罗何番赵刘王李张金银",
    ("春兰", "志明", "雪梅", "国庆", "建军", "秀英", "家宝", "文慧", "晓燕", "丽"),
)
OFFICERS = 20
OPEN_SHARE = 30
"""Of a hundred cases so many are open; the others are closed."""
STAGES = (("review", 2), ("filed", 2), ("investigating", 20), ("ordered", 6))
"""How the open ones of a hundred stand."""


@dataclass(frozen=True)
class Seed:
    """One real case, as rows."""

    case: dict[str, Any]
    parties: list[dict[str, Any]]
    deadlines: list[dict[str, Any]]
    event: dict[str, Any]


def fill(county: County, count: int) -> None:
    """Make so many cases of the county's inspection, three in ten of them open, with twenty inspectors."""
    _inspectors(county)
    seeds = _seeds(county)
    tables: dict[str, list[dict[str, Any]]] = {
        t: [] for t in ("cases", "events", "case_parties", "case_officers", "deadlines")
    }
    for n in range(count):
        for table, rows in _copy(n, seeds, county.office.clocks.today()):
            tables[table] += rows
        if len(tables["cases"]) == 5000 or n == count - 1:
            for table, rows in tables.items():
                _write(county.office.installation.database(), table, rows)
                rows.clear()
    _settled(county)


def _inspectors(county: County) -> None:
    with county.office.database.write() as tx:
        for n in range(OFFICERS):
            tx.run(
                "INSERT INTO accounts (id, login, name, unit_id, password_hash, post, card_number, card_valid_to,"
                " password_expired) VALUES (:id, :id, :name, 'hrss', '', '', :id, '2028-06-30', :fresh)",
                {"id": f"officer{n}", "name": f"{SURNAMES[n % len(SURNAMES)]}检{n}", "fresh": False},
            )
            tx.run(
                "INSERT INTO role_grants (account_id, role, begins_on) VALUES (:id, 'inspector', '2020-01-01')",
                {"id": f"officer{n}"},
            )
        bump(tx)


def _seeds(county: County) -> dict[str, Seed]:
    """A case at each of the stages, and one that stands for those that are closed."""
    filing = Filing.example().model_copy(update={"lead": "duan", "second": "cun"})
    walk = (
        ("review", None, "", None),
        ("filed", "head", "accept_and_file", filing),
        ("investigating", "duan", "start_investigation", Recusal.example()),
        ("ordered", "duan", "order_correction", Order.example()),
    )
    found = {}
    for stage, _, _, _ in walk:
        case = county.take(
            "reception", "register_complaint", Complaint.example(), case_type="labour_inspection"
        ).case_id
        for reached, person, step, form in walk[1:]:
            if stage == "review":
                break
            county.take(str(person), step, form, case=case)
            if reached == stage:
                break
        found[stage] = _seed(county, case)
    return found


def _seed(county: County, case: str) -> Seed:
    def rows(table: str, key: str) -> list[dict[str, Any]]:
        names = _columns(county.office.installation.database(), table)
        with county.office.database.read() as tx:
            found = tx.all(f"SELECT {', '.join(names)} FROM {table} WHERE {key} = :case", {"case": case})
        return [dict(zip(names, row, strict=True)) for row in found]

    return Seed(
        rows("cases", "id")[0],
        rows("case_parties", "case_id"),
        rows("deadlines", "case_id"),
        rows("events", "case_id")[-1],
    )


def _columns(url: str, table: str) -> list[str]:
    from engine.tables import metadata

    return [column.name for column in metadata.tables[table].columns]


def _copy(n: int, seeds: dict[str, Seed], today: date) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The rows of the nth case."""
    share, is_open = n % 100, n % 100 < OPEN_SHARE
    stage = "ordered"
    for name, width in STAGES:
        if share < width:
            stage = name
            break
        share -= width
    seed, mix = seeds[stage], n * 7919 % 1_000_003
    case = f"{n:026d}"
    employer = f"龙陵县{PLACES[mix % 10]}{TRADES[mix // 10 % 10]}{mix % 997}"
    due = (today + timedelta(days=mix % 150 - 20)).isoformat()
    officers = [f"officer{mix % OFFICERS}", f"officer{(mix + 1 + mix // OFFICERS % (OFFICERS - 1)) % OFFICERS}"]
    state = read(seed.case["state"])
    for term in state.get("deadlines", {}).values():
        term["due"] = due
    if "officers" in state:
        state["officers"] = officers
    state["township"] = TOWNSHIPS[mix % 10]
    opened = (today - timedelta(days=mix % 900)).isoformat()
    yield (
        "cases",
        [
            {
                **seed.case,
                "id": case,
                "number": f"龙人社监立字〔2026〕{n}号",
                "title": f"{employer}：未办理社会保险登记",
                "story": case,
                "township": state["township"],
                "state": canonical(state),
                "opened_on": opened,
                "is_open": int(is_open),
                "closed_on": None if is_open else today.isoformat(),
                "stage": seed.case["stage"] if is_open else "closed",
                "next_due": due if is_open and state.get("deadlines") else "9999-12-31",
            }
        ],
    )
    yield "events", [{**seed.event, "case_id": case}]
    name = SURNAMES[mix % len(SURNAMES)] + GIVEN[mix // 16 % 10]
    yield (
        "case_parties",
        [
            {
                **party,
                "case_id": case,
                "name": name if party["is_person"] else employer,
                "number_index": f"{party['role']}{n}",
            }
            for party in seed.parties
        ],
    )
    if "officers" in state:
        yield "case_officers", [{"case_id": case, "account_id": who, "ordinal": i} for i, who in enumerate(officers)]
    yield "deadlines", [{**term, "case_id": case, "due": due, "is_open": int(is_open)} for term in seed.deadlines]


def _write(url: str, table: str, rows: Iterable[dict[str, Any]]) -> None:
    rows = list(rows)
    if not rows:
        return
    names = list(rows[0])
    values = [tuple(row[name] for name in names) for row in rows]
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"), timeout=30)
        with connection:
            marks = ", ".join("?" * len(names))
            connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", values)
        connection.close()
        return
    with (
        psycopg.connect(url.replace("+psycopg", "")) as connection,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copy,
    ):
        for row in values:
            copy.write_row(row)


def _settled(county: County) -> None:
    """As after a while: the product's own statistics, and what PostgreSQL does by itself."""
    county.office.database.tidy()
    url = county.office.installation.database()
    if url.startswith("postgres"):
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
