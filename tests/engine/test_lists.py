"""What lists rest on: townships, page marks while others write, the search that a database must be able to do."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.sql import SQL

from engine import queries as q
from engine.actors import Actor
from engine.database import open_database
from engine.divisions import township_of
from engine.errors import NotReady
from tests.support.county import County
from tests.support.many import fill
from tests.support.postgres import Cluster
from tests.support.story import tell


@pytest.mark.parametrize(
    ("address", "township"),
    [
        ("云南省保山市龙陵县龙山镇东坡村3组", "龙山镇"),
        ("龙陵县镇安镇河头社区", "镇安镇"),
        ("木城彝族傈僳族乡", "木城彝族傈僳族乡"),
        ("双江拉祜族佤族布朗族傣族自治县勐勐镇", "勐勐镇"),
        ("保山市隆阳区永昌街道88号", "永昌街道"),
        ("龙陵县城白塔路12号", ""),
        ("", ""),
    ],
)
def test_an_address_names_its_township(address: str, township: str) -> None:
    assert township_of(address) == township


def test_the_township_of_the_employer_goes_with_the_hand_offs(county: County) -> None:
    cases = tell(county)
    with county.office.database.read() as tx:
        rows = dict(tx.all("SELECT id, township FROM cases", {}))
        assert {rows[case] for case in cases.values()} == {"龙山镇"}
        assert q.townships(county.office, tx, county.office.actor("clerk")) == ["龙山镇"]
        assert q.townships(county.office, tx, county.office.actor("stranger")) == []


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_page_loses_or_doubles_a_case_while_others_write(many: County, data: st.DataObject) -> None:
    office, head = many.office, many.office.actor("head")
    wanted = q.Filter(is_open=True, newest=data.draw(st.booleans()))
    size = data.draw(st.integers(1, 9))
    with office.database.read() as tx:
        before = q.list_cases(office, tx, head, wanted, limit=100).lines
    seen: list[str] = []
    moved: set[str] = set()
    after = ""
    while True:
        with office.database.read() as tx:
            page = q.list_cases(office, tx, head, wanted, after=after, limit=size)
        seen += [line.id for line in page.lines]
        if page.next is None:
            break
        after = page.next
        chosen = data.draw(st.sampled_from(before)).id
        day = data.draw(st.sampled_from(["2026-01-01", "2026-11-25", "2027-12-31"]))
        moved.add(chosen)
        with office.database.write() as tx:
            tx.run("UPDATE cases SET next_due = :day WHERE id = :id", {"day": day, "id": chosen})
    calm = [line.id for line in before if line.id not in moved]
    assert [case for case in seen if case not in moved] == calm
    if wanted.newest:
        assert len(seen) == len(set(seen)), "the order of registration does not change"


@pytest.fixture
def many(county: County) -> County:
    """A county with sixty cases, eighteen of them open at one stage or another."""
    fill(county, 60)
    return county


def test_typed_words_never_widen_what_somebody_sees(many: County) -> None:
    office = many.office
    known = office.actor("head")
    with office.database.read() as tx:
        for roles in (frozenset[str](), frozenset({"auditor"}), known.roles):
            actor = Actor(known.id, known.name, known.unit, roles)
            every = {line.id for line in q.list_cases(office, tx, actor, q.Filter(is_open=None), limit=100).lines}
            assert bool(every) == bool(roles - {"auditor"})
            for text in ("龙", "厂", "号", "春兰", "%", "533024199203150024"):
                for wanted in (q.Filter(is_open=None, text=text), q.Filter(is_open=None, employer=text)):
                    found = {line.id for line in q.list_cases(office, tx, actor, wanted, limit=100).lines}
                    assert found <= every


class TestTheSearchOfTheDatabase:
    def test_is_fine_on_both_kinds(self, county: County) -> None:
        q.check_search(county.office.database)

    def test_that_cannot_tell_characters_apart_is_refused(self, postgres_cluster: Cluster, tmp_path: Path) -> None:
        name = f"ascii_{uuid4().hex}"
        postgres_cluster.execute(
            SQL("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'"), name=name
        )
        database = open_database(postgres_cluster.url(name))
        try:
            with pytest.raises(NotReady, match="查“龙陵”，结果不对"):
                q.check_search(database)
        finally:
            database.close()
            postgres_cluster.execute(SQL("DROP DATABASE {name} WITH (FORCE)"), name=name)
