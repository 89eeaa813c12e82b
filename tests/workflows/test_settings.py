"""What the county may choose: every switch of the calculators is declared, resolved, explained and used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engine.administration import set_setting
from engine.directory import Setting
from engine.errors import InvalidForm, SettingMissing, Unmet
from engine.registry import discover
from engine.surroundings import Surroundings
from tests.support.county import County, make_county
from workflows import settings
from workflows.back_payment.amounts import assessed_lines
from workflows.back_payment.forms import AssessedPeriod
from workflows.calculators.back_payment import DefaultDate
from workflows.calculators.late_fee import Cap, Pre2011

Choose = Callable[..., Surroundings]
DAY = date(2026, 11, 20)
DECLARED = [value for value in vars(settings).values() if isinstance(value, Setting)]


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    made = make_county(f"sqlite:///{tmp_path / 'carnation.db'}", tmp_path)
    yield made
    made.office.close()


@pytest.fixture
def choose(county: County) -> Choose:
    def chosen(
        code: str = "", value: str = "", *, place: str = "530523", since: date = date(2020, 1, 1)
    ) -> Surroundings:
        if code:
            set_setting(county.office, place, code, value, "县政府常务会议纪要", since, "system")
        return county.office.surroundings(county.office.current_directory(), "530523")

    return chosen


def worker(begins: str, ends: str, wage: str | None) -> AssessedPeriod:
    return AssessedPeriod.model_validate(
        {"name": "杨春兰", "resident_id": "533024199203150024", "begins": begins, "ends": ends, "wage": wage}
    )


@pytest.mark.parametrize("setting", DECLARED, ids=lambda s: s.code)
def test_every_switch_is_declared_with_its_reason_and_a_default_that_may_be_set(setting: Setting) -> None:
    assert discover("workflows").settings[setting.code] is setting
    assert setting.reason
    assert setting.default is None or setting.fault(setting.default) is None
    assert setting.demo is None or setting.fault(setting.demo) is None


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("late_fee_cap", "half"),
        ("employer_rate_19_from", "2016-13-01"),
        ("contribution_lower", "三千"),
        ("resident_basic_pension", "-1"),
    ],
)
def test_a_value_that_is_none_of_the_choices_is_refused(choose: Choose, code: str, value: str) -> None:
    with pytest.raises(InvalidForm):
        choose(code, value)


def test_without_a_choice_each_switch_is_the_default_and_says_why(choose: Choose) -> None:
    rules = settings.back_payment_rules(choose())
    assert rules.late_fee.cap is None
    assert rules.late_fee.pre_2011 is None
    assert rules.unknown_wage is None
    assert rules.default_date is DefaultDate.NEXT_MONTH
    lines = settings.applied(choose(), settings.BACK_PAYMENT_SETTINGS)
    assert len(lines) == len(settings.BACK_PAYMENT_SETTINGS)
    assert all("本地没有设置，用默认值：" in line for line in lines)


def test_the_county_goes_before_the_province_and_the_province_before_the_default(choose: Choose) -> None:
    around = choose("late_fee_cap", "none", place="530000")
    assert settings.late_fee_rules(around).cap is Cap.NONE
    around = choose("late_fee_cap", "principal")
    assert settings.late_fee_rules(around).cap is Cap.PRINCIPAL
    line = settings.applied(around, (settings.LATE_FEE_CAP,))[0]
    assert line == "滞纳金是否以本金为限：以本金为限（530523自2020-01-01起的设置：县政府常务会议纪要）"


def test_every_switch_of_the_late_fee_is_read(choose: Choose) -> None:
    choose("late_fee_first_day_counts", "no")
    choose("late_fee_payment_day_counts", "no")
    choose("pre_2011", "statutory")
    rules = settings.back_payment_rules(choose("late_fee_default_date", "first_of_second_month"))
    assert (rules.late_fee.first_day_counts, rules.late_fee.payment_day_counts) == (False, False)
    assert rules.late_fee.pre_2011 is Pre2011.STATUTORY
    assert rules.default_date is DefaultDate.SECOND_MONTH


def test_a_choice_made_later_does_not_change_what_was_assessed(choose: Choose) -> None:
    around = choose("late_fee_cap", "none", since=date(2026, 11, 20))
    assert settings.late_fee_rules(around, date(2026, 11, 19)).cap is None
    assert settings.late_fee_rules(around, date(2026, 11, 20)).cap is Cap.NONE


class TestUnknownWage:
    def test_is_refused_with_the_name_of_the_setting(self, choose: Choose) -> None:
        with pytest.raises(SettingMissing, match="unknown_wage_rule"):
            assessed_lines((worker("2024-03", "2024-03", None),), choose(), DAY)

    @pytest.mark.parametrize(("rule", "base"), [("lower_bound", "4306.00"), ("average_wage", "7177.00")])
    def test_follows_the_countys_rule(self, choose: Choose, rule: str, base: str) -> None:
        line = assessed_lines((worker("2024-03", "2024-03", None),), choose("unknown_wage_rule", rule), DAY)[0]
        assert line.premium.base == Decimal(base)
        assert "工资无法查明" in line.premium.rule


class TestTables:
    def test_a_lower_bound_of_the_year_is_the_countys_with_its_source(self, choose: Choose) -> None:
        with pytest.raises(SettingMissing, match="contribution_lower"):
            assessed_lines((worker("2020-06", "2020-06", "2000.00"),), choose(), DAY)
        around = choose("contribution_lower", "3107", since=date(2020, 1, 1))
        line = assessed_lines((worker("2020-06", "2020-06", "2000.00"),), around, DAY)[0]
        assert line.premium.base == Decimal("3107.00")
        assert any("县政府常务会议纪要" in note for note in line.premium.notes)

    def test_a_lower_bound_of_one_year_says_nothing_about_the_next(self, choose: Choose) -> None:
        around = choose("contribution_lower", "3107", since=date(2020, 1, 1))
        with pytest.raises(SettingMissing, match="2021"):
            assessed_lines((worker("2021-06", "2021-06", "2000.00"),), around, DAY)

    @pytest.mark.parametrize(
        ("month", "employer"), [("2017-06", "1200.00"), ("2018-06", "1140.00"), ("2019-06", "960.00")]
    )
    def test_the_day_of_the_nineteen_per_cent_moves_both_rates(self, choose: Choose, month: str, employer: str) -> None:
        around = choose("employer_rate_19_from", "2018-01-01")
        line = assessed_lines((worker(month, month, "6000.00"),), around, DAY)[0]
        assert line.premium.employer == Decimal(employer)

    def test_a_day_that_lies_outside_the_old_rates_is_refused(self, choose: Choose) -> None:
        with pytest.raises(SettingMissing, match="employer_rate_19_from"):
            assessed_lines(
                (worker("2024-03", "2024-03", "6000.00"),), choose("employer_rate_19_from", "2020-01-01"), DAY
            )


def test_a_month_of_deemed_service_stays_refused(choose: Choose) -> None:
    with pytest.raises(Unmet, match="视同缴费"):
        assessed_lines((worker("1994-01", "1994-01", "100.00"),), choose(), DAY)


class TestWhatMayBeSet:
    @pytest.mark.parametrize(
        ("code", "good", "bad", "words"),
        [
            ("reminders.team_head", "5，3,0,overdue", "三天前", "3,0,overdue"),
            ("reminders.inspector", "none", "-1", "3,0,overdue"),
            ("number.case", "{organ}{mark}〔{year}〕{seq:03d}号", "{organ}{jahr}{seq}", "不认识“{jahr}”"),
            ("number.paper", "{year}-{seq}", "{organ}〔{year}〕号", "否则号码会重复"),
            ("number.case", "{year}{seq}", "{year}{seq", "花括号不成对"),
            ("hearing.organisation", "20000.00", "两万", "金额"),
            ("inspection.yearly_checks", "2", "2.5", "整数"),
            ("defence.days", "5", "0", "整数"),
            ("order.payment", "tax", "police", "之一"),
            ("inspection.supervision_phone", "0875-6120000", "打12333", "电话号码"),
        ],
    )
    def test_a_value_that_could_not_be_read_later_is_refused_with_the_rule(
        self, county: County, code: str, good: str, bad: str, words: str
    ) -> None:
        day = date(2026, 11, 20)
        with pytest.raises(InvalidForm) as caught:
            set_setting(county.office, "530523", code, bad, "文件", day, "admin")
        assert words in caught.value.fields[0].message
        set_setting(county.office, "530523", code, good, "文件", day, "admin")

    def test_every_declared_default_and_demo_value_may_be_set(self, county: County) -> None:
        for setting in county.office.registry.settings.values():
            for value in (setting.default, setting.demo):
                assert value is None or setting.fault(value) is None, setting.code
