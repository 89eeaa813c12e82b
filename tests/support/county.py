"""A small invented county for tests: units, people and settings, over any database, with clocks that tests move."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine

from engine import tables
from engine.cases import Answer, Command, take_step
from engine.clock import Clocks
from engine.directory import bump
from engine.effects import Handler, carry_all
from engine.handoff import HANDLERS
from engine.office import Office, open_office
from engine.settings import Installation

UNITS = (
    ("hrss", "hrss", "龙陵县人力资源和社会保障局", "龙人社", "530523"),
    ("agency", "insurance_agency", "龙陵县社会保险中心", "龙社保", "530523"),
    ("tax", "tax", "国家税务总局龙陵县税务局", "龙税", "530523"),
    ("hrss-shidian", "hrss", "施甸县人力资源和社会保障局", "施人社", "530521"),
)
PEOPLE = (
    ("reception", "hrss", "李小梅", ("reception",)),
    ("duan", "hrss", "段志明", ("inspector",)),
    ("cun", "hrss", "寸雪梅", ("inspector",)),
    ("head", "hrss", "杨国庆", ("team_head",)),
    ("deputy", "hrss", "尹建军", ("organ_head",)),
    ("chief", "hrss", "蔺成龙", ("organ_chief",)),
    ("lawyer", "hrss", "鲁秀英", ("legal_reviewer",)),
    ("presiding", "hrss", "罗家宝", ("presiding_officer",)),
    ("archivist", "hrss", "何文慧", ("archivist",)),
    ("admin", "hrss", "番晓燕", ("system_administrator",)),
    ("clerk", "agency", "赵丽", ("agency_clerk",)),
    ("reviewer", "agency", "刘建国", ("agency_reviewer",)),
    ("taxman", "tax", "赵志强", ("tax_officer",)),
    ("stranger", "hrss-shidian", "王小东", ("reception", "inspector", "team_head")),
)
SETTINGS = (
    ("remedies.government", "龙陵县人民政府"),
    ("remedies.tax_superior", "国家税务总局保山市税务局"),
    ("remedies.court", "龙陵县人民法院"),
)


@dataclass
class MovedTime:
    """Technical time that tests set: Friday 2026-11-20, 10:00 in Shanghai, to begin with."""

    moment: datetime = field(default=datetime(2026, 11, 20, 2, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **how: float) -> None:
        """Move on by a timedelta's words."""
        self.moment += timedelta(**how)

    def to_day(self, day: date) -> None:
        """Move to ten in the morning, Shanghai time, of a day."""
        self.moment = datetime(day.year, day.month, day.day, 2, 0, tzinfo=UTC)


@dataclass
class County:
    """An office with its people, for tests."""

    office: Office
    time: MovedTime
    handlers: dict[str, Handler] = field(default_factory=lambda: dict(HANDLERS))
    _requests: int = 0

    def take(
        self,
        person: str,
        step: str,
        answers: Any = None,
        *,
        case: str | None = None,
        case_type: str = "",
        version: int | None = None,
        request: str | None = None,
    ) -> Answer:
        """Take a step as a person; answers are a form or plain values."""
        self._requests += 1
        plain = answers.model_dump(mode="json") if hasattr(answers, "model_dump") else dict(answers or {})
        actor = self.office.actor(person)
        return take_step(
            self.office,
            Command(actor, step, plain, request or f"request-{self._requests}", case, case_type, version),
        )

    def carry(self) -> int:
        """Carry out all that is owed."""
        return carry_all(self.office, self.handlers)

    def case_of_story(self, story: str, case_type: str) -> str:
        """The id of the one case of a type in a story."""
        with self.office.database.read() as tx:
            rows = tx.all(
                "SELECT id FROM cases WHERE story = :s AND case_type = :t ORDER BY id DESC",
                {"s": story, "t": case_type},
            )
        return str(rows[0][0])

    def stage(self, case: str) -> str:
        """Where a case stands."""
        with self.office.database.read() as tx:
            row = tx.one("SELECT stage FROM cases WHERE id = :id", {"id": case})
        assert row is not None
        return str(row[0])


def make_county(url: str, folder: Path) -> County:
    """Make the tables, the units and the people, and open the office."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))
    tables.metadata.create_all(engine)
    engine.dispose()
    time = MovedTime()
    installation = Installation(data=folder, database_url=url, sqlite_synchronous="NORMAL", password_memory_kib=64)
    office = open_office(installation, Clocks(technical=time))
    with office.database.write() as tx:
        for identity, agency, name, short, place in UNITS:
            tx.run(
                "INSERT INTO units (id, agency, name, short_name, jurisdiction, address, phone, begins_on)"
                " VALUES (:id, :agency, :name, :short, :place, '龙陵县龙山镇', '0875-6121234', '2020-01-01')",
                {"id": identity, "agency": agency, "name": name, "short": short, "place": place},
            )
        for identity, unit, name, roles in PEOPLE:
            tx.run(
                "INSERT INTO accounts (id, login, name, unit_id, password_hash, post, card_number, card_valid_to,"
                " password_expired) VALUES (:id, :id, :name, :unit, '', '', :card, '2028-06-30', :fresh)",
                {"id": identity, "name": name, "unit": unit, "card": f"53052300{len(identity)}", "fresh": False},
            )
            for role in roles:
                tx.run(
                    "INSERT INTO role_grants (account_id, role, begins_on) VALUES (:id, :role, '2020-01-01')",
                    {"id": identity, "role": role},
                )
        for code, value in SETTINGS:
            tx.run(
                "INSERT INTO settings (jurisdiction, code, begins_on, value, reason, set_by, set_at)"
                " VALUES ('530523', :code, '2020-01-01', :value, '测试', 'test', '2020-01-01T00:00:00.000000Z')",
                {"code": code, "value": value},
            )
        bump(tx)
    return County(office, time)
