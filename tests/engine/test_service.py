"""Service: on which day a paper counts as served, and what must prove it."""

from datetime import date

import pytest

from engine.calendar import load_calendar
from engine.service import Evidence, ServiceMode, effective_date, missing_evidence

NATION = load_calendar()
DAY = date(2026, 9, 5)


class TestEffectiveDay:
    @pytest.mark.parametrize("mode", [m for m in ServiceMode if m not in ("electronic", "public_notice")])
    def test_the_day_of_the_event_even_when_it_is_a_saturday(self, mode: ServiceMode) -> None:
        service = effective_date(mode, DAY, NATION)
        assert service.effective == DAY
        assert mode.label in service.reason
        assert mode.basis in service.reason

    def test_public_notice_takes_effect_after_thirty_days(self) -> None:
        service = effective_date(ServiceMode.PUBLIC_NOTICE, date(2026, 8, 25), NATION)
        assert service.effective == date(2026, 9, 24)
        assert "经过三十日，于2026年9月24日（周四）视为送达" in service.reason

    def test_its_last_day_rolls_unless_the_office_reads_the_law_otherwise(self) -> None:
        published = date(2026, 9, 1)
        assert effective_date(ServiceMode.PUBLIC_NOTICE, published, NATION).effective == date(2026, 10, 8)
        strict = effective_date(ServiceMode.PUBLIC_NOTICE, published, NATION, roll=False)
        assert strict.effective == date(2026, 10, 1)

    def test_into_an_unpublished_year_it_is_provisional(self) -> None:
        assert effective_date(ServiceMode.PUBLIC_NOTICE, date(2026, 12, 10), NATION).provisional

    def test_a_notice_published_under_the_sixty_day_rule_is_refused(self) -> None:
        with pytest.raises(ValueError, match="六十日的旧规定"):
            effective_date(ServiceMode.PUBLIC_NOTICE, date(2021, 12, 31), NATION)

    @pytest.mark.parametrize("consented", [None, date(2026, 9, 6)])
    def test_electronic_service_without_prior_consent_is_refused(self, consented: date | None) -> None:
        with pytest.raises(ValueError, match="事先签署确认书"):
            effective_date(ServiceMode.ELECTRONIC, DAY, NATION, consented=consented)

    def test_electronic_service_counts_on_arrival(self) -> None:
        service = effective_date(ServiceMode.ELECTRONIC, DAY, NATION, consented=date(2026, 8, 1))
        assert service.effective == DAY


class TestEvidence:
    @pytest.mark.parametrize("mode", ServiceMode)
    def test_every_mode_needs_some_and_names_what_is_missing(self, mode: ServiceMode) -> None:
        assert len(missing_evidence(mode, ())) == len(mode.evidence) > 0
        assert missing_evidence(mode, tuple(Evidence)) == []

    def test_left_papers_are_proven_by_witnesses_or_by_pictures(self) -> None:
        assert missing_evidence(ServiceMode.LEFT, {Evidence.REFUSAL_NOTED, Evidence.WITNESSES}) == []
        assert missing_evidence(ServiceMode.LEFT, {Evidence.PHOTO_OR_VIDEO}) == []
        assert missing_evidence(ServiceMode.LEFT, {Evidence.REFUSAL_NOTED}) == [
            "留置送达缺少见证人签名或者盖章或者留置送达的照片或者录像（《民事诉讼法》第八十九条）"
        ]

    def test_substituted_receipt_needs_the_receivers_capacity(self) -> None:
        lacking = missing_evidence(ServiceMode.RECEIVED_BY_OTHER, {Evidence.SIGNED_RECEIPT})
        assert lacking == ["他人代收缺少签收人与受送达人的关系或职务（《民事诉讼法》第八十八条）"]
