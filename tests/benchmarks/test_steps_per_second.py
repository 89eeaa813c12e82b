"""Steps per second through the whole engine, as ratios to raw loops that write the same rows.

Prints; asserts nothing about time. Run with `-m benchmark -s`.
"""

from __future__ import annotations

import sqlite3
import statistics
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from engine.canonical import link
from engine.cases import Command, take_steps
from engine.database import open_database
from forms.parts import ServiceReceipt
from tests.support.county import County, make_county
from workflows.labour_inspection.forms import Complaint, Filing, Order
from workflows.labour_inspection.forms.investigation import Recusal

ROUNDS = 5
CASES = 300
CALLERS = 16
Kind = Callable[[County, list[str], str], list[Command]]


class Recorder:
    """Remembers the statements of one step, so that the raw loop writes exactly the same."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        self.statements: list[tuple[str, dict[str, Any], bool]] = []

    def run(self, sql: str, values: Any) -> None:
        self.statements.append((sql, dict(values), False))
        self.inner.run(sql, values)

    def changed(self, sql: str, values: Any) -> int:
        self.statements.append((sql, dict(values), False))
        return int(self.inner.changed(sql, values))

    def one(self, sql: str, values: Any) -> Any:
        self.statements.append((sql, dict(values), True))
        return self.inner.one(sql, values)

    def all(self, sql: str, values: Any) -> Any:
        self.statements.append((sql, dict(values), True))
        return self.inner.all(sql, values)


def opened(county: County, count: int) -> list[str]:
    actor = county.office.actor("reception")
    answers = Complaint.example().model_dump(mode="json")
    county._requests += 1
    commands = [
        Command(actor, "register_complaint", answers, f"b{county._requests}-{n}", case_type="labour_inspection")
        for n in range(count)
    ]
    return [a.case_id for a in take_steps(county.office, commands)]  # type: ignore[union-attr] # none is refused


def filing(county: County, cases: list[str], mark: str) -> list[Command]:
    actor = county.office.actor("head")
    answers = Filing.example().model_copy(update={"lead": "duan", "second": "cun"}).model_dump(mode="json")
    return [Command(actor, "accept_and_file", answers, f"{mark}-{case}", case) for case in cases]


def services(county: County, cases: list[str], mark: str) -> list[Command]:
    """A step without papers: a form, a guard, a fact, a term and a served paper."""
    take_steps(county.office, filing(county, cases, f"f-{mark}"))
    inspector = county.office.actor("duan")
    looked = Recusal.example().model_dump(mode="json")
    take_steps(county.office, [Command(inspector, "start_investigation", looked, f"i-{mark}-{c}", c) for c in cases])
    order = Order.example().model_dump(mode="json")
    take_steps(county.office, [Command(inspector, "order_correction", order, f"o-{mark}-{c}", c) for c in cases])
    answers = ServiceReceipt.example().model_dump(mode="json")
    return [Command(inspector, "serve_order", answers, f"{mark}-{c}", c) for c in cases]


KINDS = {"a step with two papers": filing, "a step without papers": services}


def one_by_one(county: County, commands: list[Command]) -> None:
    for command in commands:
        take_steps(county.office, [command])


def together(county: County, commands: list[Command]) -> None:
    """Sixteen callers through the writer, as the web does it."""
    from engine.writer import Writer

    writer = Writer(county.office)
    shares = [commands[n::CALLERS] for n in range(CALLERS)]

    def call(share: list[Command]) -> None:
        for command in share:
            writer.submit(command).result()

    threads = [threading.Thread(target=call, args=(share,)) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    writer.close()


def statements_of_a_step(county: County, kind: Kind) -> list[tuple[str, dict[str, Any], bool]]:
    """What one filing reads and writes, in order."""
    from engine.cases import carry_out

    case = opened(county, 1)[0]
    command = kind(county, [case], "rec")[0]
    with county.office.database.write() as tx:
        recorder = Recorder(tx)
        carry_out(county.office, recorder, command)  # type: ignore[arg-type] # it has the same verbs
    return recorder.statements


def rewritten(values: dict[str, Any], old: str, new: str, n: int) -> dict[str, Any]:
    """The same row of another case."""
    told = {k: v.replace(old, new) if isinstance(v, str) else v for k, v in values.items()}
    if "seq" in told and "hash" in told and "text" in told:
        told["hash"] = link("0" * 64, told["text"])
    return {**told, **({"number": f"{told['number']}-{n}"} if told.get("number") and "service" in told else {})}


def raw_loop(execute: Callable[[str, dict[str, Any]], Any], begin: Callable[[], None], commit: Callable[[], None],
             statements: list[tuple[str, dict[str, Any], bool]], cases: list[str], shift: int) -> None:  # fmt: skip
    old = next(v["id"] for s, v, _ in statements if "FROM cases" in s and "SELECT id, number" in s)
    for n, case in enumerate(cases):
        begin()
        for sql, values, reads in statements:
            result = execute(sql, rewritten(values, old, case, shift + n))
            if reads:
                result.fetchone()
        commit()


def measured(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return CASES / (time.perf_counter() - start)


def report(title: str, ratios: list[float], per_second: list[float]) -> None:
    print(
        f"\n{title}: {statistics.median(ratios):.2f} of the raw loop ({min(ratios):.2f}-{max(ratios):.2f}),"
        f" {statistics.median(per_second):.0f} steps per second"
    )


@pytest.mark.benchmark
@pytest.mark.parametrize("synchronous", ["NORMAL", "FULL"])
@pytest.mark.parametrize("title", KINDS)
def test_sqlite(tmp_path: Path, synchronous: str, title: str) -> None:
    kind = KINDS[title]
    url = f"sqlite:///{tmp_path / 'county.db'}"
    county = make_county(url, tmp_path)
    county.office.database = open_database(url, synchronous=synchronous)
    statements = statements_of_a_step(county, kind)
    raw = sqlite3.connect(tmp_path / "county.db", isolation_level=None, cached_statements=512)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute(f"PRAGMA synchronous={synchronous}")
    raw.execute("PRAGMA foreign_keys=ON")
    alone, many, speeds, crowd = [], [], [], []
    for n in range(ROUNDS):
        cases = opened(county, CASES)
        base = measured(
            lambda c=cases, k=n: raw_loop(
                raw.execute,
                lambda: raw.execute("BEGIN IMMEDIATE"),
                lambda: raw.execute("COMMIT"),
                statements,
                c,
                k * CASES,
            )
        )
        mine = kind(county, opened(county, CASES), f"a{n}")
        speed = measured(lambda m=mine: one_by_one(county, m))
        theirs = kind(county, opened(county, CASES), f"m{n}")
        rush = measured(lambda m=theirs: together(county, m))
        alone.append(speed / base)
        many.append(rush / base)
        speeds.append(speed)
        crowd.append(rush)
    raw.close()
    report(f"{title}, SQLite {synchronous}, one caller", alone, speeds)
    report(f"{title}, SQLite {synchronous}, {CALLERS} callers", many, crowd)


@pytest.mark.benchmark
@pytest.mark.parametrize("title", KINDS)
def test_postgresql(postgres_url: str, tmp_path: Path, title: str) -> None:
    kind = KINDS[title]
    county = make_county(postgres_url, tmp_path)
    statements = statements_of_a_step(county, kind)
    raw = psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True)
    cursor = raw.cursor()
    from engine.database import _postgres_sql

    def execute(sql: str, values: dict[str, Any]) -> Any:
        return cursor.execute(_postgres_sql(sql).encode(), values)

    alone, many, speeds, crowd = [], [], [], []
    for n in range(ROUNDS):
        cases = opened(county, CASES)
        base = measured(
            lambda c=cases, k=n: raw_loop(
                execute, lambda: cursor.execute("BEGIN"), lambda: cursor.execute("COMMIT"), statements, c, k * CASES
            )
        )
        mine = kind(county, opened(county, CASES), f"a{n}")
        speed = measured(lambda m=mine: one_by_one(county, m))
        theirs = kind(county, opened(county, CASES), f"m{n}")
        rush = measured(lambda m=theirs: together(county, m))
        alone.append(speed / base)
        many.append(rush / base)
        speeds.append(speed)
        crowd.append(rush)
    raw.close()
    report(f"{title}, PostgreSQL, one caller", alone, speeds)
    report(f"{title}, PostgreSQL, {CALLERS} callers", many, crowd)
