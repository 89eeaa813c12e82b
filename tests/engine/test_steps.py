"""Taking steps: who may, when, what follows, and that a refusal changes nothing. On both databases."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine import store
from engine.cases import Command, possible_steps, take_steps
from engine.errors import InvalidForm, NotAllowed, NotFound, Refusal, RequestReused, Stale, Unmet, WrongStage
from tests.support.county import County, make_county
from workflows.labour_inspection.forms import Complaint, Filing, Order

FILING = Filing.example().model_copy(update={"lead": "duan", "second": "cun"})


@pytest.fixture
def county(database_url: str, tmp_path: Path) -> County:
    return make_county(database_url, tmp_path)


@pytest.fixture
def complaint(county: County) -> str:
    return county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection").case_id


def rows(county: County) -> list[Any]:
    """Everything that a refusal must leave as it was."""
    tables = ("cases", "events", "facts", "deadlines", "papers", "effects", "requests", "counters")
    with county.office.database.read() as tx:
        return [sorted(map(repr, tx.all(f"SELECT * FROM {table}", {}))) for table in tables]


class TestOpening:
    def test_a_complaint_gets_a_number_a_deadline_and_the_first_event(self, county: County, complaint: str) -> None:
        with county.office.database.read() as tx:
            header = store.load(tx, county.office.database, complaint, lock=False)
            deadline = tx.one("SELECT code, due FROM deadlines WHERE case_id = :id", {"id": complaint})
        assert header is not None
        assert (header.number, header.stage, header.version) == ("龙人社监案字〔2026〕1号", "review", 1)
        assert deadline == ("accept_and_file", "2026-11-23")

    def test_personal_numbers_are_sealed_in_the_row(self, county: County, complaint: str) -> None:
        number = Complaint.example().complainant_id
        with county.office.database.read() as tx:
            text = repr(tx.all("SELECT state FROM cases", {})) + repr(tx.all("SELECT text FROM events", {}))
        assert number not in text
        assert Complaint.example().complainant_phone not in text

    def test_another_agency_cannot_open_it(self, county: County) -> None:
        with pytest.raises(NotAllowed, match="人力资源和社会保障局"):
            county.take("taxman", "register_complaint", Complaint.example(), case_type="labour_inspection")

    def test_wrong_fields_are_all_named_and_nothing_is_written(self, county: County) -> None:
        before = rows(county)
        answers = Complaint.example().model_dump(mode="json") | {
            "complainant_id": "533024199203150026",
            "credit_code": "91530523MA6KTAAA78",
            "received_on": "2026-13-01",
        }
        with pytest.raises(InvalidForm) as refused:
            county.take("reception", "register_complaint", answers, case_type="labour_inspection")
        assert {f.field for f in refused.value.fields} == {"complainant_id", "credit_code", "received_on"}
        assert {f.label for f in refused.value.fields} == {"投诉人身份证号", "统一社会信用代码", "收到日期"}
        assert rows(county) == before

    @pytest.mark.parametrize("number", [0, 20261120, "20261120", 1.5, True])
    def test_a_number_is_no_date(self, county: County, number: object) -> None:
        answers = Complaint.example().model_dump(mode="json") | {"received_on": number}
        with pytest.raises(InvalidForm) as refused:
            county.take("reception", "register_complaint", answers, case_type="labour_inspection")
        assert [f.label for f in refused.value.fields] == ["收到日期"]


class TestRefusals:
    def test_a_step_of_another_stage_says_where_the_case_stands(self, county: County, complaint: str) -> None:
        with pytest.raises(WrongStage, match="案件现为“受理审查”"):
            county.take("duan", "order_correction", Order.example(), case=complaint)

    def test_the_wrong_role_is_told_whose_act_it_is(self, county: County, complaint: str) -> None:
        with pytest.raises(NotAllowed, match="监察机构负责人"):
            county.take("reception", "accept_and_file", FILING, case=complaint)

    def test_one_officer_is_not_two(self, county: County, complaint: str) -> None:
        before = rows(county)
        with pytest.raises(Unmet) as refused:
            county.take("head", "accept_and_file", FILING.model_copy(update={"second": "duan"}), case=complaint)
        assert [r.basis for r in refused.value.reasons] == ["《劳动保障监察条例》第16条第1款"]
        assert rows(county) == before

    def test_an_officer_without_a_valid_card_cannot_be_assigned(self, county: County, complaint: str) -> None:
        county.time.to_day(date(2028, 7, 1))
        with pytest.raises(Unmet, match="没有有效的执法证件"):
            county.take("head", "accept_and_file", FILING, case=complaint)

    def test_another_county_does_not_even_learn_that_the_case_exists(self, county: County, complaint: str) -> None:
        with pytest.raises(NotFound):
            county.take("stranger", "accept_and_file", FILING, case=complaint)

    def test_every_unmet_condition_is_shown_with_its_article(self, county: County, complaint: str) -> None:
        with county.office.database.read() as tx:
            header = store.load(tx, county.office.database, complaint, lock=False)
            assert header is not None
            steps = {p.step.name: p for p in possible_steps(county.office, tx, header, county.office.actor("head"))}
        assert steps["accept_and_file"].possible
        referral = steps["request_enrolment"]
        assert not referral.possible
        assert any("整改核查" in r.text for r in referral.reasons)
        assert any("责令改正文书已送达" in r.text and r.basis for r in referral.reasons)

    def test_a_stale_page_is_told_what_changed(self, county: County, complaint: str) -> None:
        county.take("head", "accept_and_file", FILING, case=complaint, version=1)
        with pytest.raises(Stale, match="杨国庆办理了“受理立案”"):
            county.take("head", "accept_and_file", FILING, case=complaint, version=1)


class TestRepeats:
    def test_a_double_click_gets_the_first_answer(self, county: County, complaint: str) -> None:
        first = county.take("head", "accept_and_file", FILING, case=complaint, version=1, request="click")
        before = rows(county)
        second = county.take("head", "accept_and_file", FILING, case=complaint, version=1, request="click")
        assert second.repeated
        assert (second.papers, second.version) == (first.papers, first.version)
        assert rows(county) == before

    def test_the_same_id_with_another_content_is_refused(self, county: County, complaint: str) -> None:
        county.take("head", "accept_and_file", FILING, case=complaint, request="click")
        with pytest.raises(RequestReused):
            county.take(
                "head", "accept_and_file", FILING.model_copy(update={"cause": "其他"}), case=complaint, request="click"
            )

    def test_a_refused_request_may_be_mended_under_the_same_id(self, county: County, complaint: str) -> None:
        with pytest.raises(Unmet):
            county.take(
                "head", "accept_and_file", FILING.model_copy(update={"second": "duan"}), case=complaint, request="r"
            )
        assert county.take("head", "accept_and_file", FILING, case=complaint, request="r").stage == "filed"


class TestTogether:
    def test_each_command_of_many_gets_its_own_answer(self, county: County) -> None:
        cases = [
            county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection").case_id
            for _ in range(3)
        ]
        head = county.office.actor("head")
        good, bad = FILING.model_dump(mode="json"), {**FILING.model_dump(mode="json"), "second": "duan"}
        answers = take_steps(
            county.office,
            [
                Command(head, "accept_and_file", a, f"m{n}", c)
                for n, (c, a) in enumerate(zip(cases, (good, bad, good), strict=True))
            ],
        )
        assert [isinstance(a, Refusal) for a in answers] == [False, True, False]
        assert [county.stage(c) for c in cases] == ["filed", "review", "filed"]

    def test_of_two_officers_at_once_one_wins_and_the_other_is_told(self, county: County, complaint: str) -> None:
        barrier = threading.Barrier(2)
        results: list[object] = []

        def rush(request: str) -> None:
            command = Command(
                county.office.actor("head"),
                "accept_and_file",
                FILING.model_dump(mode="json"),
                request,
                complaint,
                version=1,
            )
            barrier.wait()
            results.append(take_steps(county.office, [command])[0])

        threads = [threading.Thread(target=rush, args=(f"rush-{n}",)) for n in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        refused = [r for r in results if isinstance(r, Refusal)]
        assert len(refused) == 1
        assert isinstance(refused[0], Stale)
        with county.office.database.read() as tx:
            assert tx.one("SELECT count(*) FROM papers WHERE number IS NOT NULL", {}) == (1,)

    def test_numbers_have_no_gaps_and_no_twins(self, county: County) -> None:
        reception = county.office.actor("reception")
        answers = Complaint.example().model_dump(mode="json")

        def register(share: int) -> None:
            for n in range(5):
                take_steps(
                    county.office,
                    [Command(reception, "register_complaint", answers, f"{share}-{n}", case_type="labour_inspection")],
                )

        threads = [threading.Thread(target=register, args=(n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with county.office.database.read() as tx:
            numbers = {r[0] for r in tx.all("SELECT number FROM cases", {})}
        assert numbers == {f"龙人社监案字〔2026〕{n}号" for n in range(1, 21)}
