"""The administrators' pages without script: each sees and does what is theirs, and what is done is logged."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest

from engine import accounts, password_reset, readlog
from engine.clock import SHANGHAI
from engine.errors import Refusal
from tests.support.county import County
from tests.support.story import tell
from tests.support.web import Browser, Web, text_of
from workflows.labour_inspection.forms import Complaint

GOOD = "Shanchahua-2026"
PAGES = ("/accounts", "/accounts/duan", "/accounts/new/account", "/accounts/new/unit", "/settings", "/effects", "/log")
CAP = "/settings/late_fee_cap"
RESIDENT = "/settings/resident_basic_pension"
HERE = "192.0.2.1"


@pytest.fixture
def county(county: County) -> County:
    """The county, which has all three administrators."""
    for login, name, role in (("anquan", "蔺成龙", "security_administrator"), ("shenji", "鲁秀英", "auditor")):
        accounts.create_account(
            county.office, login=login, name=name, unit_id="hrss", password=GOOD, roles=[role], by="system"
        )
    return county


def main_of(browser: Browser) -> str:
    return text_of(browser.page[browser.page.find("<main") :])


def acts(county: County, actor: str) -> list[str]:
    with county.office.database.read() as tx:
        return [entry.action for entry in readlog.entries(tx, actor_id=actor)]


def refusal_of_log_in(county: County, login: str, password: str) -> str:
    with pytest.raises(Refusal) as caught:
        accounts.log_in(county.office, login, password, HERE)
    return caught.value.detail


class TestWhoMaySeeWhat:
    @pytest.mark.parametrize("path", PAGES)
    @pytest.mark.parametrize("person", ["duan", "chief", "clerk"])
    def test_who_is_no_administrator_is_told_whose_page_it_is(self, web: Web, person: str, path: str) -> None:
        browser = web.browser(person)
        browser.open(path)
        assert browser.status == 403
        assert "安全管理员，在“单位和账户”里授予角色" in main_of(browser)

    @pytest.mark.parametrize(
        ("person", "theirs"),
        [
            (
                "admin",
                {"/accounts", "/accounts/duan", "/accounts/new/account", "/accounts/new/unit"}
                | {"/settings", "/effects"},
            ),
            ("anquan", {"/accounts", "/accounts/duan"}),
            ("shenji", {"/log"}),
        ],
    )
    def test_each_administrator_opens_only_their_own(self, web: Web, person: str, theirs: set[str]) -> None:
        browser = web.browser(person)
        opened = set()
        for path in PAGES:
            browser.open(path)
            assert browser.status in {200, 403}
            if browser.status == 200:
                opened.add(path)
        assert opened == theirs

    @pytest.mark.parametrize(
        ("person", "links"),
        [
            ("admin", ["单位和账户", "参数", "待送出事项", "运行情况"]),
            ("anquan", ["单位和账户"]),
            ("shenji", ["留痕"]),
            ("duan", []),
        ],
    )
    def test_the_navigation_leads_to_what_is_theirs(self, web: Web, person: str, links: list[str]) -> None:
        page = web.browser(person).open("/")
        shown = re.findall(r'<li><a href="/(?:accounts|settings|effects|upkeep|log)"[^>]*>([^<]+)<', page)
        assert shown == links

    def test_posting_past_the_page_is_refused_all_the_same(self, web: Web) -> None:
        for person, path, typed in (
            ("duan", CAP, {"set__value": "none", "set__begins_on": "2026-12-01", "set__reason": "试试"}),
            ("anquan", CAP, {"set__value": "none", "set__begins_on": "2026-12-01", "set__reason": "试试"}),
            ("anquan", "/accounts/duan/password", {"password__reason": "试试"}),
            ("anquan", "/accounts/duan/card", {"card__card_number": ""}),
            (
                "admin",
                "/accounts/duan/grant",
                {"grant__role": "team_head", "grant__begins_on": "2026-12-01", "grant__reason": "试试"},
            ),
            (
                "admin",
                "/accounts/duan/end",
                {"end__role": "inspector", "end__ends_on": "2026-12-01", "end__reason": "试试"},
            ),
            ("admin", "/accounts/duan/open", {"open__reason": "试试"}),
            ("shenji", "/accounts/duan/close", {"close__reason": "试试"}),
            ("anquan", "/effects", {"effect": "e1"}),
        ):
            browser = web.browser(person)
            browser.open("/password")
            browser.post(path, **typed)
            assert browser.status == 403, (person, path)
            assert "要由" in browser.page or "查看和办理" in browser.page
        directory = web.county.office.current_directory()
        assert [g.role for g in directory.grants["duan"]] == ["inspector"]
        assert ("530523", "late_fee_cap") not in directory.settings

    def test_a_form_that_did_not_come_from_us_is_refused(self, web: Web) -> None:
        client = web.browser("admin").client
        for path in (CAP, "/accounts/new/unit", "/accounts/new/account", "/accounts/duan/close", "/effects"):
            assert client.post(path, data={"csrf": "guessed"}).status_code == 403, path


class TestSettings:
    def test_those_that_stop_the_work_come_first(self, web: Web) -> None:
        page = text_of(web.browser("admin").open("/settings"))
        for before, after in (("未设置，办理时会被拒绝", "已设置"), ("当地城乡居民基础养老金", "管辖的人民法院")):
            assert page.index(before) < page.index(after)
        assert "龙陵县人民法院本县2020年1月1日" in page
        assert "滞纳金是否以本金为限" in page.partition("用默认值")[2]

    def test_a_value_is_set_from_a_day_on_with_its_basis_and_logged(self, web: Web) -> None:
        browser = web.browser("admin")
        browser.open(RESIDENT)
        assert "还没有人设置过" in browser.page
        browser.post(RESIDENT, set__value="１", set__begins_on="", set__reason="")
        assert browser.status == 422
        assert "自哪一天起：必须填写" in main_of(browser)
        assert "依据：必须填写" in main_of(browser)
        browser.post(RESIDENT, set__value="一百", set__begins_on="2026年11月1日", set__reason="云人社发〔2026〕1号")
        assert browser.status == 422
        assert 'value="一百"' in browser.page
        assert "云人社发〔2026〕1号" in browser.page
        assert "应为不小于0的金额" in main_of(browser)
        browser.post(RESIDENT, set__value="163.00", set__begins_on="2026年11月1日", set__reason="云人社发〔2026〕1号")
        assert browser.status == 200
        assert "当地城乡居民基础养老金（元／月）163.00元本县2026年11月1日" in main_of(browser)
        browser.open(RESIDENT)
        assert "番晓燕，2026年11月20日10:00现行" in main_of(browser)
        assert acts(web.county, "admin") == ["set_setting"]

    def test_a_value_from_a_later_day_on_is_announced_and_not_yet_used(self, web: Web) -> None:
        browser = web.browser("admin")
        browser.open("/settings/remedies.court")
        browser.post(
            "/settings/remedies.court",
            set__value="保山市隆阳区人民法院",
            set__begins_on="2027-01-01",
            set__reason="集中管辖",
        )
        page = main_of(browser)
        assert "龙陵县人民法院本县2020年1月1日（周三）2027年1月1日（周五）起有新的值" in page
        browser.open("/settings/remedies.court")
        assert "将生效" in browser.page

    def test_a_setting_with_choices_takes_only_those(self, web: Web) -> None:
        browser = web.browser("admin")
        page = browser.open(CAP)
        choice = re.findall(r'name="set.value" value="([^"]+)"', page)
        assert len(choice) == 3
        browser.post(CAP, set__value="perhaps", set__begins_on="2026-11-20", set__reason="试试")
        assert browser.status == 422
        browser.post(CAP, set__value="principal", set__begins_on="2026-11-20", set__reason="局务会议2026年第9次")
        assert browser.status == 200

    def test_an_unknown_setting_is_not_found(self, web: Web) -> None:
        browser = web.browser("admin")
        browser.open("/settings/no.such")
        assert browser.status == 404

    def test_a_value_of_the_province_is_said_to_come_from_there(self, web: Web) -> None:
        from engine.administration import set_setting

        set_setting(
            web.county.office, "530000", "resident_basic_pension", "140", "省里的文件", date(2026, 1, 1), "system"
        )
        assert "140.00元省2026年1月1日" in text_of(web.browser("admin").open("/settings"))


class TestAccounts:
    def test_a_new_account_gets_a_password_that_must_be_changed(self, web: Web) -> None:
        browser = web.browser("admin")
        browser.open("/accounts/new/account")
        typed = {"account__name": "刀美兰", "account__login": "Dao", "account__unit_id": "hrss"}
        browser.post("/accounts/new/account", **typed, account__card_number="53052300021", account__card_valid_to="")
        assert browser.status == 422
        assert "有效期至：有执法证号的，必须填写" in main_of(browser)
        assert 'value="刀美兰"' in browser.page
        browser.post(
            "/accounts/new/account", **typed, account__card_number="53052300021", account__card_valid_to="2028.6.30"
        )
        assert browser.status == 200
        password = unescape(re.search(r'code-text">([^<]+)<', browser.page)[1])  # type: ignore[index] # it is there
        assert accounts.log_in(web.county.office, "dao", password, HERE) == "dao"
        assert accounts.password_expired(web.county.office, "dao")
        officer = web.county.office.current_directory().officers["dao"]
        assert (officer.card_number, officer.card_valid_to) == ("53052300021", date(2028, 6, 30))
        assert "没有角色，不能办理业务" in browser.open("/accounts/dao")

    def test_a_typed_password_is_never_sent_back(self, web: Web) -> None:
        browser = web.browser("admin")
        browser.open("/accounts/new/account")
        browser.post("/accounts/new/account", account__name="", account__login="dao", account__password="Orchid-2026y")
        assert browser.status == 422
        assert "Orchid-2026y" not in browser.page
        assert "密码：请重新输入" in main_of(browser)
        browser.post(
            "/accounts/new/account",
            account__name="刀美兰",
            account__login="dao",
            account__unit_id="hrss",
            account__password="123456",
        )
        assert browser.status == 422
        assert "至少要有8个字符" in main_of(browser)

    def test_a_login_is_given_once_and_is_no_personal_number(self, web: Web) -> None:
        browser = web.browser("admin")
        browser.open("/accounts/new/account")
        for login, fault in (("duan", "已经有人使用"), ("13987512345", "不要用身份证号或手机号"), ("d", "2至32个字符")):
            browser.post("/accounts/new/account", account__name="段", account__login=login, account__unit_id="hrss")
            assert browser.status == 422
            assert fault in main_of(browser)

    def test_a_department_is_made_and_can_be_staffed(self, web: Web) -> None:
        browser = web.browser("admin")
        browser.open("/accounts/new/unit")
        typed = {
            "unit__name": "保山市人力资源和社会保障局",
            "unit__short_name": "保人社",
            "unit__id": "hrss-530500",
            "unit__jurisdiction": "5305",
            "unit__agency": "hrss",
        }
        browser.post("/accounts/new/unit", **typed)
        assert browser.status == 422
        assert "应当是6位数字" in main_of(browser)
        browser.post("/accounts/new/unit", **{**typed, "unit__agency": "nobody", "unit__jurisdiction": "530523"})
        assert browser.status == 422
        browser.post("/accounts/new/unit", **{**typed, "unit__jurisdiction": "530500"})
        assert browser.status == 403
        assert "不在龙陵县人力资源和社会保障局的辖区（530523）内" in main_of(browser)
        browser.open("/accounts/new/unit")
        browser.post("/accounts/new/unit", **{**typed, "unit__jurisdiction": "530523", "unit__agency": "market"})
        assert browser.status == 200
        assert "保山市人力资源和社会保障局" in main_of(browser)
        assert "保山市人力资源和社会保障局" in browser.open("/accounts/new/account")
        assert "施甸县" not in browser.open("/accounts")

    def test_a_role_is_held_from_its_first_to_its_last_day(self, web: Web) -> None:
        browser = web.browser("anquan")
        browser.open("/accounts/cun")
        typed = {"grant__role": "team_head", "grant__reason": "段任命〔2026〕5号"}
        browser.post("/accounts/cun/grant", **typed, grant__begins_on="2026-11-19")
        assert browser.status == 422
        assert "不追溯授予" in main_of(browser)
        browser.post("/accounts/cun/grant", **typed, grant__begins_on="2026-12-01", grant__ends_on="2026-11-30")
        assert browser.status == 422
        browser.post("/accounts/cun/grant", **typed, grant__begins_on="2026-12-01", grant__ends_on="2026-12-31")
        assert browser.status == 200
        assert "角色已经授予" in main_of(browser)
        assert "未到任" in main_of(browser)
        actor = web.county.office.current_directory().actor
        held = [
            (day, "team_head" in actor("cun", day).roles)
            for day in (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1))
        ]
        assert [yes for _, yes in held] == [False, True, True, False]
        assert acts(web.county, "anquan") == ["grant_role"]

    def test_a_role_of_another_agency_is_not_offered_and_refused(self, web: Web) -> None:
        browser = web.browser("anquan")
        page = browser.open("/accounts/cun")
        assert 'value="tax_officer"' not in page
        browser.post(
            "/accounts/cun/grant", grant__role="tax_officer", grant__begins_on="2026-12-01", grant__reason="试试"
        )
        assert browser.status == 422
        assert "只能由" in main_of(browser)

    def test_nobody_becomes_two_of_the_three_administrators(self, web: Web) -> None:
        browser = web.browser("anquan")
        browser.open("/accounts/admin")
        browser.post("/accounts/admin/grant", grant__role="auditor", grant__begins_on="2026-11-20", grant__reason="x")
        assert browser.status == 422
        assert "三员必须由不同的人担任" in main_of(browser)

    def test_nobody_grants_themselves_a_role(self, web: Web) -> None:
        browser = web.browser("anquan")
        assert 'action="/accounts/anquan/grant"' not in browser.open("/accounts/anquan")
        typed = {"grant__role": "team_head", "grant__begins_on": "2026-11-20", "grant__reason": "x"}
        browser.post("/accounts/anquan/grant", **typed)
        assert browser.status == 403
        assert "不能给自己授予角色" in main_of(browser)

    def test_an_ended_role_is_gone_after_its_last_day(self, web: Web) -> None:
        browser = web.browser("anquan")
        browser.open("/accounts/duan")
        browser.post("/accounts/duan/end", end__role="inspector", end__ends_on="2026-11-18", end__reason="轮岗")
        assert browser.status == 422
        browser.post("/accounts/duan/end", end__role="inspector", end__ends_on="2026-11-19", end__reason="轮岗")
        assert browser.status == 200
        assert web.county.office.actor("duan").roles == frozenset()
        assert 'id="p-end"' not in browser.page

    def test_closing_and_opening_again(self, web: Web) -> None:
        duan = web.browser("duan")
        browser = web.browser("admin")
        browser.open("/accounts/duan")
        browser.post("/accounts/duan/close", close__reason="")
        assert browser.status == 422
        browser.post("/accounts/duan/close", close__reason="调离")
        assert "停用，不能登录" in main_of(browser)
        assert "重新启用" in main_of(browser)
        assert 'action="/accounts/duan/open"' not in browser.page
        duan.open("/")
        assert "/login" in duan.address
        security = web.browser("anquan")
        security.open("/accounts/duan")
        security.post("/accounts/duan/open", open__reason="调回")
        assert web.county.office.actor("duan").roles == {"inspector"}

    def test_nobody_closes_their_own_account(self, web: Web) -> None:
        browser = web.browser("admin")
        assert 'action="/accounts/admin/close"' not in browser.open("/accounts/admin")
        browser.post("/accounts/admin/close", close__reason="试试")
        assert browser.status == 403
        assert web.county.office.actor("admin").roles == {"system_administrator"}

    def test_a_reset_password_is_shown_once_and_must_be_changed(self, web: Web) -> None:
        browser = web.browser("admin")
        browser.open("/accounts/duan")
        browser.post("/accounts/duan/password", password__reason="本人忘记密码，当面核实")
        password = unescape(re.search(r'code-text">([^<]+)<', browser.page)[1])  # type: ignore[index] # it is there
        assert accounts.log_in(web.county.office, "duan", password, HERE) == "duan"
        assert accounts.password_expired(web.county.office, "duan")
        assert password not in browser.open("/accounts/duan")
        browser.post("/accounts/duan/password", password__reason="又忘了", password__password="Orchid-2026y")
        assert accounts.log_in(web.county.office, "duan", "Orchid-2026y", HERE) == "duan"
        assert "密码不对" in refusal_of_log_in(web.county, "duan", password)

    def test_an_administrator_s_password_is_reset_by_two_others(self, web: Web) -> None:
        office = web.county.office
        accounts.create_account(
            office, login="guanli2", name="番小燕", unit_id="hrss", password=GOOD, roles=["system_administrator"]
        )
        browser = web.browser("admin")
        assert 'action="/accounts/anquan/password"' not in browser.open("/accounts/anquan")
        browser.post("/accounts/anquan/password", password__reason="试试")
        assert browser.status == 403
        assert "一位申请，另一位在一天内确认" in main_of(browser)
        browser.open("/accounts/anquan")
        browser.post("/accounts/anquan/ask", ask__reason="本人忘记密码")
        assert "等另一位管理员确认" in main_of(browser)
        assert 'action="/accounts/anquan/password"' not in browser.page
        second = web.browser("guanli2")
        assert "番晓燕申请重设这个管理员的密码，原因：本人忘记密码" in text_of(second.open("/accounts/anquan"))
        second.post("/accounts/anquan/password", password__reason="当面核实")
        password = unescape(re.search(r'code-text">([^<]+)<', second.page)[1])  # type: ignore[index] # it is there
        assert accounts.log_in(office, "anquan", password, HERE) == "anquan"

    def test_a_card_that_has_run_out_is_marked_and_renewed(self, web: Web) -> None:
        browser = web.browser("admin")
        browser.open("/accounts/duan")
        browser.post("/accounts/duan/card", card__card_number="530523004", card__card_valid_to="2026-11-19")
        assert "已经过期" in main_of(browser)
        browser.post("/accounts/duan/card", card__card_number="530523004", card__card_valid_to="明天")
        assert browser.status == 422
        assert browser.address.endswith("/accounts/duan/card")
        browser.open("/accounts/duan/card")
        assert browser.address.endswith("/accounts/duan")
        browser.post("/accounts/duan/card", card__card_number="530523004", card__card_valid_to="2030-11-19")
        assert web.county.office.current_directory().officers["duan"].card_valid_on(date(2030, 11, 19))
        browser.post("/accounts/duan/card", card__card_number="", card__card_valid_to="")
        assert "没有登记" in main_of(browser)

    @pytest.mark.parametrize("path", ["/accounts/nobody", "/accounts/<b>"])
    def test_an_unknown_account_is_not_found(self, web: Web, path: str) -> None:
        browser = web.browser("admin")
        browser.open(path)
        assert browser.status == 404
        browser.open("/accounts")
        browser.open("/accounts/new/unit")
        browser.post("/accounts/nobody/close", close__reason="试试")
        assert browser.status == 404
        browser.open("/accounts/new/unit")
        browser.post("/accounts/duan/promote")
        assert browser.status == 404


class TestEffects:
    def dead(self, county: County) -> str:
        tell(county)
        with county.office.database.write() as tx:
            row = tx.one("SELECT id FROM effects WHERE kind = 'render_paper' ORDER BY id LIMIT 1", {})
            assert row is not None
            tx.run(
                "UPDATE effects SET state = 'dead', attempt = 12, last_error = '张三530523199001011234缺字体'"
                " WHERE id = :id",
                {"id": row[0]},
            )
        return str(row[0])

    def test_what_was_given_up_is_sent_again_at_a_click(self, web: Web) -> None:
        self.dead(web.county)
        browser = web.browser("admin")
        page = text_of(browser.open("/effects"))
        assert "1停止" in page
        assert "530523********1234缺字体" in page
        assert "530523199001011234" not in browser.page
        browser.post("/effects")
        assert browser.status == 200
        assert "已经重新排队" in browser.page
        assert "0停止" in text_of(browser.page)
        assert acts(web.county, "admin") == ["redeliver"]

    def test_twice_is_told_and_changes_nothing(self, web: Web) -> None:
        effect = self.dead(web.county)
        browser = web.browser("admin")
        browser.open("/effects")
        browser.post("/effects", effect=effect)
        browser.open("/accounts/new/unit")
        browser.post("/effects", effect=effect)
        assert browser.status == 404
        assert acts(web.county, "admin") == ["redeliver"]

    def test_a_hand_off_without_answer_is_counted(self, web: Web) -> None:
        tell(web.county)
        page = text_of(web.browser("admin").open("/effects"))
        with web.county.office.database.read() as tx:
            (count,) = tx.one(
                "SELECT count(*) FROM handoffs_sent WHERE state IN ('drafted','sent','received','accepted','progress')",
                {},
            ) or (0,)
        assert f"{count}移交没有答复" in page


class TestReadLog:
    def test_the_auditor_reads_who_did_what_and_that_the_chain_is_whole(self, web: Web) -> None:
        password_reset.reset_password(
            web.county.office, "duan", GOOD, "admin", "核对533024199203150024，电话13987512345"
        )
        page = main_of_page(web.browser("shenji").open("/log"))
        assert "核验通过" in page
        assert "番晓燕重设密码账户duan" in page
        assert "授予角色账户shenji，角色“审计员”" in page
        assert "核对533024********0024，电话139****2345" in page

    def test_settings_cases_and_grounds_are_named_and_no_code_is_left(self, web: Web) -> None:
        from engine.administration import set_setting

        office = web.county.office
        for code, value in (("unknown_wage_rule", "lower_bound"), ("reminders.inspector", "3,0,overdue")):
            set_setting(office, "530523", code, value, "会议纪要", date(2026, 11, 1), "admin")
        case = web.county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection")
        with office.database.write() as tx:
            readlog.record(tx, office, "admin", "download_paper", f"case:{case.case_id}")
        page = main_of_page(web.browser("shenji").open("/log"))
        assert (
            "参数“工资无法查明时的缴费基数”，地区本县（530523），自2026年11月1日（周日），值为“按公布的缴费基数下限”"
            in page
        )
        assert "值为“到期前3个工作日、到期当天、逾期后每个工作日”" in page
        assert f"案件{case.number}" in page
        assert case.case_id not in page

    def test_by_person_day_and_page(self, web: Web) -> None:
        office = web.county.office
        for n in range(60):
            accounts.set_card(office, "duan", f"53052300{n:02}", date(2028, 6, 30), by="admin", reason=f"第{n}次")
        web.county.time.forward(days=1)
        password_reset.reset_password(office, "cun", GOOD, "admin", "忘记")
        browser = web.browser("shenji")
        page = main_of_page(browser.open("/log?person=admin&day=2026-11-20"))
        assert "第59次" in page
        assert "重设密码" not in page
        assert "第9次" not in page
        more = unescape(re.search(r'href="(/log\?[^"]*before=\d+)"', browser.page)[1])  # type: ignore[index] # it is there
        page = main_of_page(browser.open(more))
        assert "第9次" in page
        assert "第10次" not in page
        assert "重设密码" in browser.open("/log?day=2026年11月21日")
        assert "没有记录" in browser.open("/log?person=duan&day=2026-11-21")

    def test_a_day_that_is_none_is_told_and_kept(self, web: Web) -> None:
        browser = web.browser("shenji")
        browser.open("/log?day=昨天")
        assert browser.status == 422
        assert 'value="昨天"' in browser.page

    def test_a_day_begins_at_midnight_in_shanghai(self, web: Web) -> None:
        web.county.time.moment = web.county.time.moment.astimezone(SHANGHAI).replace(hour=0, minute=30)
        password_reset.reset_password(web.county.office, "cun", GOOD, "admin", "半夜")
        browser = web.browser("shenji")
        assert "半夜" in browser.open("/log?day=2026-11-20")
        web.county.time.moment -= timedelta(hours=1)
        assert "半夜" not in browser.open("/log?day=2026-11-19")

    def test_a_changed_line_is_found(self, web: Web) -> None:
        with web.county.office.database.write() as tx:
            tx.run("UPDATE read_log SET reason = '别的' WHERE id = 1", {})
        page = main_of_page(web.browser("shenji").open("/log"))
        assert "核验没有通过" in page
        assert "第1号" in page

    def test_a_long_log_is_verified_when_asked(self, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("forms.pages.admin_readlog.VERIFIED_AT_ONCE", 1)
        browser = web.browser("shenji")
        assert "这次没有核验" in browser.open("/log")
        assert "核验通过" in browser.open("/log?verify=true")


def main_of_page(page: str) -> str:
    return text_of(page[page.find("<main") :])


class TestDelegations:
    def test_a_head_lets_somebody_stand_in_and_ends_it(self, web: Web) -> None:
        head = web.browser("head")
        head.open("/delegations")
        typed = {"delegate__account_id": "duan", "delegate__to": "lawyer", "delegate__begins_on": "2026-11-20"}
        head.post("/delegations", **typed, delegate__ends_on="2026-11-19", delegate__reason="出差")
        assert head.status == 422
        assert "不能早于开始日期" in main_of(head)
        head.post("/delegations", **typed, delegate__ends_on="2026-11-30", delegate__reason="出差")
        assert head.status == 200
        assert "段志明鲁秀英" in main_of(head)
        lawyer = web.browser("lawyer")
        assert "您现在代理段志明" in text_of(lawyer.open("/delegations"))
        assert 'action="/delegations/end"' not in lawyer.page
        administrator = web.browser("admin")
        assert "由鲁秀英代办" in text_of(administrator.open("/accounts/duan"))
        assert "代段志明办理" in text_of(administrator.open("/accounts/lawyer"))
        head.post("/delegations/end", delegation="1")
        assert "已结束" in main_of(head)
        assert web.county.office.actor("lawyer").stand_ins == ()

    def test_an_officer_delegates_only_for_herself_and_an_administrator_not_at_all(self, web: Web) -> None:
        browser = web.browser("cun")
        page = browser.open("/delegations")
        absent = re.search(r'name="delegate.account_id".*?</select>', page, re.DOTALL)
        assert re.findall(r'value="(\w+)"', absent[0]) == ["cun"]  # type: ignore[index] # the form is there
        typed = {"delegate__to": "lawyer", "delegate__begins_on": "2026-11-20", "delegate__ends_on": "2026-11-30"}
        browser.post("/delegations", **typed, delegate__account_id="duan", delegate__reason="试试")
        assert browser.status == 403
        admin = web.browser("admin")
        admin.open("/delegations")
        assert admin.status == 403


class TestUpkeep:
    def test_a_missing_backup_is_warned_of_and_one_that_was_made_is_shown(self, web: Web, tmp_path: Path) -> None:
        from engine.backup import backup

        tell(web.county)
        browser = web.browser("admin")
        assert "还没有备份过" in browser.open("/upkeep")
        made = backup(web.county.office, tmp_path / "one.tar")
        page = text_of(browser.open("/upkeep"))
        assert "one.tar" in page
        assert f"{made.cases}件" in page
        assert "没有备份过" not in page
        assert "龙陵县人力资源和社会保障局劳动保障监察案件20261号2号" in page
        web.county.time.forward(days=8)
        assert "超过7天没有备份" in text_of(web.browser("admin").open("/upkeep"))
