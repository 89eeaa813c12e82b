"""First byte and full page of every list at 100,000 cases, on both databases; prints, asserts nothing about time.

Run with `-m benchmark -s`; CARNATION_BENCHMARK_CASES asks for another number. Each figure is the median of several
rounds, and its ratio to a page that does nothing (`/healthz`) in the same run is what can be compared.
"""

from __future__ import annotations

import os
import re
import statistics
import time
from pathlib import Path

import httpx
import pytest

from engine import sessions
from engine.visitor import COOKIE
from tests.support.county import County, make_county
from tests.support.many import fill
from tests.support.web import served, web_of

pytestmark = pytest.mark.benchmark
CASES = int(os.environ.get("CARNATION_BENCHMARK_CASES", "100000"))
ROUNDS = 7
PAGES = {
    "nothing": "/healthz",
    "work list": "/",
    "in progress": "/?tab=running",
    "done": "/?tab=done",
    "all cases": "/cases?state=all",
    "open cases": "/cases",
    "closed, newest first": "/cases?state=closed&sort=newest",
    "one stage": "/cases?stage=investigating",
    "one officer": "/cases?officer=officer7",
    "one township": "/cases?township=平达乡",
    "overdue": "/cases?due=overdue",
    "deadlines of the week": "/due?when=week",
}
SEARCHES = {"one common character": "石", "one rare character": "魕", "a name": "杨春兰", "a number": "999号"}


def measured(client: httpx.Client, address: str) -> tuple[float, float]:
    """Seconds to the first byte and to the end, medians of the rounds."""
    first, whole = [], []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        with client.stream("GET", address) as answer:
            assert answer.status_code == 200
            chunks = answer.iter_raw()
            next(chunks)
            first.append(time.perf_counter() - begun)
            for _chunk in chunks:
                pass
            whole.append(time.perf_counter() - begun)
    return statistics.median(first), statistics.median(whole)


def pages_of(client: httpx.Client) -> dict[str, str]:
    """The addresses to measure; a search is typed once, and its token measured."""
    token = re.search(r'name="csrf" value="([^"]+)"', client.get("/cases").text)
    assert token
    found = dict(PAGES)
    for name, text in SEARCHES.items():
        answer = client.post("/cases", data={"csrf": token[1], "q": text})
        found[f"search, {name}"] = answer.headers["location"]
    deep = client.get("/cases?state=all").text
    for _ in range(20):
        link = re.search(r'rel="next" href="([^"]+)"', deep)
        assert link
        found["all cases, page 21"] = link[1].replace("&amp;", "&")
        deep = client.get(found["all cases, page 21"]).text
    return found


def report(county: County, person: str) -> None:
    with served(web_of(county).app) as site:
        cookies = {COOKIE: sessions.start(county.office, person).token}
        with httpx.Client(base_url=site, cookies=cookies, timeout=60) as client:
            rows = {name: measured(client, address) for name, address in pages_of(client).items()}
    base = rows["nothing"][1]
    print(f"\n{CASES:,} cases, {county.office.database.dialect}, {person}")
    for name, (first, whole) in rows.items():
        print(
            f"  {name:32} first byte {first * 1000:7.1f} ms  whole {whole * 1000:7.1f} ms  {whole / base:6.1f}x nothing"
        )


def test_lists_at_a_hundred_thousand_cases(database_url: str, tmp_path: Path) -> None:
    county = make_county(database_url, tmp_path)
    fill(county, CASES)
    for person in ("head", "officer3"):
        report(county, person)
    county.office.close()
