"""The leaders' overview: every number is the number of the cases behind it, whoever asks and for whatever days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import queries as q
from engine.actors import Actor
from engine.database import in_list
from engine.queries.overview import Number
from engine.verify import verify
from tests.support.county import PEOPLE, County, make_county
from tests.support.story import tell
from workflows.arrears_collection.forms import Receipt
from workflows.back_payment.forms import Crediting
from workflows.labour_inspection.forms import Complaint, Filing
from workflows.labour_inspection.forms.intake import Lead

YEAR = q.Period(date(2026, 1, 1), date(2026, 12, 31))
DAYS = st.dates(date(2026, 11, 1), date(2027, 3, 1))
ROLES = frozenset({"team_head", "organ_head", "agency_reviewer", "tax_head", "inspector"})


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    """Cases of all types, ages and places; one recused from, one confidential; money assessed, collected, credited."""
    folder = tmp_path_factory.mktemp("overview")
    county = make_county(f"sqlite:///{folder / 'a.db'}", folder / "office")
    cases = tell(county)
    arrears = cases["arrears_collection"]
    rest = Receipt.example().model_copy(
        update={"paid_on": date(2026, 12, 21), "principal": missing(county, arrears), "late_fee": Decimal("12.34")}
    )
    county.take("taxman", "record_receipt", rest, case=arrears)
    county.take("taxman", "answer", case=arrears)
    county.carry()
    crediting = Crediting.example().model_copy(update={"credited_on": date(2026, 12, 21)})
    county.take("clerk", "credit", crediting, case=cases["back_payment"])
    county.carry()
    made = []
    for n, place in enumerate(("龙陵县镇安镇", "龙陵县平达乡", "龙陵县", "龙陵县镇安镇")):
        county.time.to_day(date(2027, 1, 4) + timedelta(days=9 * n))
        complaint = Complaint.example().model_copy(
            update={"employer_address": place, "received_on": county.office.clocks.today()}
        )
        made.append(county.take("reception", "register_complaint", complaint, case_type="labour_inspection").case_id)
    lead = Lead.example().model_copy(update={"received_on": county.office.clocks.today()})
    county.take("duan", "register_lead", lead, case_type="labour_inspection")
    county.take("stranger", "register_lead", lead, case_type="labour_inspection")
    filing = Filing.example().model_copy(update={"lead": "duan", "second": "cun"})
    county.take("head", "accept_and_file", filing, case=made[1])
    county.time.to_day(date(2027, 2, 20))
    with county.office.database.write() as tx:
        tx.run("UPDATE cases SET is_confidential = 1 WHERE id = :id", {"id": made[1]})
        tx.run(
            "INSERT INTO recusals (account_id, case_id, reason, since) VALUES ('head', :id, '亲属', '2026-11-20')",
            {"id": made[0]},
        )
    yield county
    county.office.close()


def missing(county: County, case: str) -> Decimal:
    with county.office.database.read() as tx:
        rows = tx.all("SELECT code, SUM(fen) FROM tally_changes WHERE case_id = :c GROUP BY code", {"c": case})
    fen = {code: int(total) for code, total in rows}
    return Decimal(fen["assessed"] - fen["collected"]) / 100


def listed(county: County, actor: Actor, number: Number) -> list[str]:
    with county.office.database.read() as tx:
        return [line.id for line in q.list_cases(county.office, tx, actor, number.wanted, limit=100).lines]


def added_up(county: County, actor: Actor, number: Number) -> Decimal | int:
    """The sum of a measure over the cases of its list, from their own rows."""
    wanted = number.wanted
    measure = q.measures_of(county.office, actor)[wanted.measure]
    marks, values = in_list("case", listed(county, actor, number))
    days = {"code": measure.tally.code, "since": str(wanted.measured_from), "till": str(wanted.measured_until)}
    with county.office.database.read() as tx:
        row = tx.one(
            "SELECT COALESCE(SUM(fen), 0), COALESCE(SUM(lines), 0) FROM tally_changes"
            f" WHERE case_id IN {marks} AND code = :code AND day >= :since AND day <= :till",
            {**values, **days},
        )
    assert row is not None
    return int(row[1]) if measure.tally.counts else Decimal(int(row[0])) / 100


def seen(county: County, person: str, period: q.Period = YEAR, actor: Actor | None = None) -> dict[str, q.Overview]:
    with county.office.database.read() as tx:
        return q.overview(county.office, tx, actor or county.office.actor(person), period)  # type: ignore[return-value] # None only for other roles


@given(
    person=st.sampled_from([person[0] for person in PEOPLE]),
    roles=st.frozensets(st.sampled_from(sorted(ROLES)), min_size=1),
    place=st.sampled_from(["530523", "530500", "530521"]),
    days=st.tuples(DAYS, DAYS).map(sorted),
)
def test_every_number_and_its_list_agree(
    busy: County, person: str, roles: frozenset[str], place: str, days: list[date]
) -> None:
    known = busy.office.actor(person)
    from dataclasses import replace

    actor = Actor(known.id, known.name, replace(known.unit, jurisdiction=place), roles)
    with busy.office.database.read() as tx:
        found = q.overview(busy.office, tx, actor, q.Period(*days))
    for table in found.tables:
        for line in table.lines:
            for number in line.numbers:
                if number.wanted.measure:
                    assert number.value == added_up(busy, actor, number), (table.title, line.label)
                else:
                    assert number.value == len(listed(busy, actor, number)), (table.title, line.label)


def test_the_tables_of_an_inspection_s_head(busy: County) -> None:
    told = tables(busy, "deputy", q.Period(date(2027, 1, 1), date(2027, 2, 20)))
    assert told["sources"] == {"投诉": (4, 4, 3, 0), "日常巡视检查": (1, 0, 1, 0)}
    assert told["townships"] == {"龙山镇": (3, 2, 2, 0), "镇安镇": (2, 2, 2, 0)}
    assert set(told["people"].values()) == {(0,)}
    before = tables(busy, "deputy", YEAR)
    assert before["people"]["龙陵县人力资源和社会保障局"] == (1,)


def test_money_is_assessed_collected_and_credited_where_it_was(busy: County) -> None:
    agency = tables(busy, "reviewer", YEAR)["money"]["龙陵县社会保险中心"]
    assert agency[0] == agency[1] == agency[2] > 0
    tax = tables(busy, "taxman", YEAR)["money"]["国家税务总局龙陵县税务局"]
    assert tax[:2] == (agency[0], agency[1])
    assert tax[2] == Decimal("12.34")
    assert tables(busy, "taxman", q.Period(date(2027, 1, 1), date(2027, 2, 20)))["money"] == {
        "国家税务总局龙陵县税务局": (0, 0, 0)
    }


def tables(county: County, person: str, period: q.Period) -> dict[str, dict[str, tuple[int | Decimal, ...]]]:
    with county.office.database.read() as tx:
        found = q.overview(county.office, tx, county.office.actor(person), period)
    return {t.id: {line.label: tuple(n.value for n in line.numbers) for line in t.lines} for t in found.tables}


def test_a_changed_row_of_the_ledger_is_found(county: County) -> None:
    tell(county)
    assert [problem for problem in verify(county.office).problems if "统计" in problem] == []
    with county.office.database.write() as tx:
        tx.run("UPDATE tally_changes SET fen = fen + 1 WHERE code = 'collected'", {})
    assert any("统计台账" in problem for problem in verify(county.office).problems)
