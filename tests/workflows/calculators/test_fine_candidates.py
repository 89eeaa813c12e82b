"""Fine candidates: the base has a kind, two steps need an expired order, one act bears one fine."""

from datetime import date
from decimal import Decimal

import pytest

from workflows.calculators.fine_candidates import (
    RULES,
    UNVERIFIED,
    BaseKind,
    CorrectionOrder,
    FineCandidate,
    FineFacts,
    candidates,
    resolve,
)
from workflows.calculators.refusals import InputError
from workflows.parameters import SettingMissingError

ON = date(2026, 11, 20)
EXPIRED = CorrectionOrder(date(2026, 11, 1), date(2026, 11, 16))
CODES = [*(f"P{number:02d}" for number in range(1, 20)), *(f"Q{number:02d}" for number in range(1, 16))]


def only(code: str, facts: FineFacts, tier: int = 0) -> FineCandidate:
    return candidates([code], facts, ON)[tier]


def test_every_violation_of_the_table_is_known_or_left_out_for_a_reason() -> None:
    assert sorted({*RULES, *UNVERIFIED}) == sorted(CODES)


def test_not_registering_costs_one_to_three_times_the_premiums_due() -> None:
    facts = FineFacts({BaseKind.PREMIUMS_DUE: Decimal("10000.00")}, EXPIRED)
    employer, persons = candidates(["P01"], facts, ON)
    assert (employer.low, employer.high) == (Decimal("10000.00"), Decimal("30000.00"))
    assert (persons.low, persons.high) == (Decimal("500.00"), Decimal("3000.00"))
    assert employer.open
    assert employer.rule.citation.formal == "《中华人民共和国社会保险法》第八十四条"


def test_concealment_multiplies_the_concealed_wages_and_not_the_premiums() -> None:
    wages = FineFacts({BaseKind.CONCEALED_WAGES: Decimal(50000), BaseKind.PREMIUMS_DUE: Decimal(12000)})
    assert only("P04", wages).low == Decimal("50000.00")
    premiums = FineFacts({BaseKind.PREMIUMS_DUE: Decimal(12000)})
    assert only("P04", premiums).unmet == ("尚未查明瞒报工资数额",)


@pytest.mark.parametrize(
    ("order", "part"),
    [
        (None, "尚无已送达的责令改正文书"),
        (CorrectionOrder(date(2026, 11, 21), date(2026, 12, 5)), "尚未送达"),
        (CorrectionOrder(date(2026, 11, 10), ON), "尚未届满"),
    ],
)
def test_a_two_step_fine_needs_a_served_and_expired_order(order: CorrectionOrder | None, part: str) -> None:
    facts = FineFacts({BaseKind.ARREARS: Decimal(100)}, order)
    assert any(part in reason for reason in only("P03", facts).unmet)


def test_false_books_need_no_order_first() -> None:
    assert only("P05", FineFacts()).open


def test_an_open_criminal_case_holds_the_fine_back() -> None:
    facts = FineFacts({BaseKind.BENEFITS_OBTAINED: Decimal(1000)}, criminal_case_open=True)
    assert any("涉嫌犯罪" in reason for reason in only("P07", facts).unmet)


def test_per_person_and_per_child_month() -> None:
    facts = FineFacts({BaseKind.PER_PERSON: Decimal(3), BaseKind.PER_CHILD_MONTH: Decimal(4)})
    assert (only("Q03", facts).low, only("Q03", facts).high) == (Decimal("300.00"), Decimal("1500.00"))
    assert (only("Q10", facts).low, only("Q10", facts).high) == (Decimal("20000.00"), Decimal("20000.00"))


def test_conduct_older_than_the_law_calls_for_a_comparison() -> None:
    facts = FineFacts({BaseKind.ARREARS: Decimal(100)}, EXPIRED, conduct_from=date(2009, 1, 1))
    assert any("从旧兼从轻" in note for note in only("P03", facts).notes)


def test_who_fines_under_article_86_where_tax_collects_is_a_setting() -> None:
    facts = FineFacts({BaseKind.ARREARS: Decimal(100)}, EXPIRED)
    assert any("sil86_fining_organ" in note for note in only("P03", facts).notes)


def test_the_special_later_law_goes_before_the_older_regulation() -> None:
    facts = FineFacts({BaseKind.BENEFITS_OBTAINED: Decimal(1000)})
    choice = resolve(candidates(["P07", "P10"], facts, ON))
    assert [each.rule.code for each in choice.applicable] == ["P07"]
    assert [each.rule.code for each in choice.set_aside] == ["P10"]
    assert choice.reasons


def test_of_several_fines_for_one_act_only_the_highest_applies_and_they_are_never_added() -> None:
    facts = FineFacts({BaseKind.PREMIUMS_DUE: Decimal(1000), BaseKind.ARREARS: Decimal(900)}, EXPIRED)
    choice = resolve(candidates(["P01", "P03"], facts, ON))
    employer = [each for each in choice.applicable if each.rule.subject == "用人单位"]
    assert [(each.rule.code, each.high) for each in employer] == [("P01", Decimal("3000.00"))]
    assert any("第29条" in reason for reason in choice.reasons)


def test_a_candidate_that_is_not_open_is_no_choice() -> None:
    facts = FineFacts({BaseKind.PREMIUMS_DUE: Decimal(1000)})
    assert resolve(candidates(["P01"], facts, ON)).applicable == ()


def test_ranges_are_ranges() -> None:
    bases = dict.fromkeys(BaseKind, Decimal(100))
    for candidate in candidates([code for code in CODES if code in RULES], FineFacts(bases, EXPIRED), ON):
        assert candidate.working[0].startswith(candidate.rule.violation)
        if candidate.low is not None and candidate.high is not None:
            assert Decimal(0) <= candidate.low <= candidate.high


def test_an_unverified_basis_is_refused() -> None:
    with pytest.raises(SettingMissingError, match=r"fines\.P18"):
        candidates(["P18"], FineFacts(), ON)


def test_an_unknown_code_or_a_negative_base_is_refused() -> None:
    with pytest.raises(InputError):
        candidates(["P99"], FineFacts(), ON)
    with pytest.raises(InputError):
        candidates(["P03"], FineFacts({BaseKind.ARREARS: Decimal(-1)}), ON)


def test_measures_are_not_printed_as_a_law_of_the_republic() -> None:
    assert only("P17", FineFacts()).rule.citation.formal == "《社会保险费征缴监督检查办法》第十四条"
