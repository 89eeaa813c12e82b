"""The demo county for tests of pages: cases at every stage, and one thing of each kind that has an address."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

from sqlalchemy import create_engine

from engine import exhibits, submissions, tables
from engine.clock import Clocks
from engine.handoff import HANDLERS
from engine.office import open_office
from engine.settings import Installation
from tests.support.county import County, MovedTime
from tests.support.files import png
from tests.support.story import render_plainly
from workflows.demo import make_demo
from workflows.demo.invented import workers
from workflows.labour_inspection.online import ONLINE, OnlineComplaint


def demo_county(folder: Path) -> County:
    """The demo on 2026-11-20, with all papers rendered and all hand-offs delivered."""
    url = f"sqlite:///{folder / 'carnation.db'}"
    engine = create_engine(url)
    tables.metadata.create_all(engine)
    engine.dispose()
    installation = Installation(
        data=folder / "office", database_url=url, sqlite_synchronous="NORMAL", password_memory_kib=64, demo=True
    )
    time = MovedTime()
    county = County(open_office(installation, Clocks(technical=time)), time)
    county.handlers = {**HANDLERS, "render_paper": render_plainly}
    make_demo(county.office)
    county.carry()
    return county


def things_of(county: County) -> dict[str, str]:
    """Addresses' ids by name: a case at each stage (`review`, `back_payment_collected` …), `overdue`, `returned`,
    `paper`, `exhibit`, and submissions that wait, were registered or declined."""
    with county.office.database.read() as tx:
        cases = tx.all("SELECT case_type, stage, id FROM cases ORDER BY id", {})
        late = tx.one(
            "SELECT case_id FROM deadlines d JOIN cases c ON c.id = d.case_id WHERE d.is_open = 1"
            " AND c.case_type = 'labour_inspection' AND c.closed_on IS NULL AND d.due < :today ORDER BY d.due",
            {"today": county.office.clocks.today().isoformat()},
        )
        returned = tx.one("SELECT case_id FROM events WHERE step = 'send_back_for_evidence'", {})
        paper = tx.one("SELECT id FROM papers WHERE sha256 IS NOT NULL ORDER BY id LIMIT 1", {})
    assert paper is not None
    assert returned is not None
    things = {stage if kind == "labour_inspection" else f"{kind}_{stage}": case for kind, stage, case in cases}
    kept = exhibits.keep(county.office, "工资条.png", BytesIO(png(40, 30)))
    said = exhibits.Exhibit("2026年3月工资条", exhibits.ExhibitKind.DOCUMENT, "投诉人提供")
    exhibit = exhibits.register(county.office, county.office.actor("duan"), things["investigating"], kept, said)
    things |= {"overdue": late[0] if late else things["review"], "paper": paper[0], "exhibit": exhibit}
    things["returned"] = returned[0]
    for state in ("waiting", "declined"):
        things[state] = submissions.submit(
            county.office,
            county.office.registry.get("labour_inspection"),
            OnlineComplaint.example(),
            unit_id="hrss",
            consent=ONLINE.consent.version,
            request_id=f"request {state}",
            address="192.0.2.1",
            files=(kept,),
        ).id
    ground = next(iter(ONLINE.grounds)).code
    submissions.decline(county.office, county.office.actor("jiedai"), things["declined"], ground, "昨天已经登记过")
    return things


def code_of(county: County, case: str) -> tuple[str, str]:
    """A case's tracking code, and the last four characters of its complainant's number."""
    with county.office.database.read() as tx:
        row = tx.one("SELECT state FROM cases WHERE id = :id", {"id": case})
        names = [name for (name,) in tx.all("SELECT name FROM case_parties WHERE case_id = :id", {"id": case})]
    assert row is not None
    worker = next(one for one in workers(40) if one.name in names)
    return county.office.vault.unseal(json.loads(row[0])["tracking"]), worker.resident_id[-4:]
