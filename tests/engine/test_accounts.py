"""Accounts: who may sign in, with which password, how often one may try, and who decides about whom."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from pwdlib import PasswordHash

from engine import readlog, sessions
from engine.accounts import (
    change_password,
    create_account,
    create_unit,
    has_accounts,
    log_in,
    password_expired,
    set_card,
)
from engine.administration import disable_account, enable_account, end_role, grant_role, recuse, set_setting
from engine.errors import InvalidForm, NotAllowed, NotFound, Refusal, TooManyAttempts
from engine.office import open_office
from engine.password_reset import ask_reset, reset_password
from engine.passwords import hash_password, weaknesses
from engine.throttle import forget_old
from tests.support.county import County
from workflows.labour_inspection.forms import Complaint

GOOD = "Shanchahua-2026"
HERE = "192.0.2.1"


def add(county: County, login: str = "yang", *roles: str, password: str = GOOD, unit: str = "hrss") -> str:
    return create_account(county.office, login=login, name="杨丽", unit_id=unit, password=password, roles=roles)


def refused(county: County, login: str, password: str, address: str = HERE) -> Refusal:
    with pytest.raises(Refusal) as caught:
        log_in(county.office, login, password, address)
    return caught.value


class TestSigningIn:
    def test_the_right_password_opens(self, county: County) -> None:
        assert add(county, "Yang") == "yang"
        assert log_in(county.office, "  ＹＡＮＧ ", GOOD, HERE) == "yang"
        assert has_accounts(county.office)

    def test_unknown_wrong_and_closed_are_told_in_the_same_words(self, county: County) -> None:
        add(county)
        add(county, "gone")
        disable_account(county.office, "gone", by="system")
        answers = [refused(county, "yang", "wrong"), refused(county, "nobody", GOOD), refused(county, "gone", GOOD)]
        assert {(type(a), a.detail) for a in answers} == {(NotAllowed, "账号或密码不对，或者账户已停用")}

    def test_an_unknown_name_costs_one_hash_like_a_known_one(
        self, county: County, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        add(county)
        checked: list[str] = []
        real = PasswordHash.verify

        def counted(self: PasswordHash, password: str, hashed: str) -> bool:
            checked.append(hashed)
            return real(self, password, hashed)

        monkeypatch.setattr(PasswordHash, "verify", counted)
        refused(county, "nobody", GOOD)
        assert len(checked) == 1
        assert checked[0].startswith("$argon2id$v=19$m=64,")

    def test_a_hash_of_another_cost_is_renewed(self, county: County) -> None:
        add(county)
        county.office.installation.password_memory_kib = 128
        assert log_in(county.office, "yang", GOOD, HERE) == "yang"
        with county.office.database.read() as tx:
            row = tx.one("SELECT password_hash FROM accounts WHERE id = 'yang'", {})
        assert row is not None
        assert "m=128," in row[0]
        assert log_in(county.office, "yang", GOOD, HERE) == "yang"


class TestThrottling:
    def test_the_sixth_attempt_after_five_failures_is_refused_even_with_the_right_password(
        self, county: County
    ) -> None:
        add(county)
        for _ in range(5):
            assert isinstance(refused(county, "yang", "wrong"), NotAllowed)
        late = refused(county, "yang", GOOD)
        assert isinstance(late, TooManyAttempts)
        assert "30分钟" in late.detail
        assert late.status == 429

    def test_the_lock_ends_after_thirty_minutes_of_technical_time(self, county: County) -> None:
        add(county)
        for _ in range(5):
            refused(county, "yang", "wrong")
        county.time.forward(minutes=29, seconds=59)
        assert isinstance(refused(county, "yang", GOOD), TooManyAttempts)
        county.time.forward(seconds=1)
        assert log_in(county.office, "yang", GOOD, HERE) == "yang"

    def test_an_unknown_name_is_locked_like_a_known_one(self, county: County) -> None:
        for _ in range(5):
            assert isinstance(refused(county, "nobody", "wrong"), NotAllowed)
        assert isinstance(refused(county, "nobody", "wrong"), TooManyAttempts)

    def test_success_on_the_fifth_attempt_forgets_the_failures(self, county: County) -> None:
        add(county)
        for _ in range(4):
            refused(county, "yang", "wrong")
        log_in(county.office, "yang", GOOD, HERE)
        for _ in range(4):
            assert isinstance(refused(county, "yang", "wrong"), NotAllowed)
        assert log_in(county.office, "yang", GOOD, HERE) == "yang"

    def test_an_address_is_locked_after_fifty_failures_whatever_the_names(self, county: County) -> None:
        add(county)
        for n in range(50):
            refused(county, f"guess{n}", "wrong")
        assert isinstance(refused(county, "yang", GOOD), TooManyAttempts)
        assert log_in(county.office, "yang", GOOD, "192.0.2.2") == "yang"

    def test_a_success_in_between_does_not_clear_the_address(self, county: County) -> None:
        add(county)
        for n in range(49):
            refused(county, f"guess{n}", "wrong")
        log_in(county.office, "yang", GOOD, HERE)
        refused(county, "guess-more", "wrong")
        assert isinstance(refused(county, "yang", GOOD), TooManyAttempts)

    def test_an_ipv6_neighbourhood_counts_as_one_address(self, county: County) -> None:
        add(county)
        for n in range(50):
            refused(county, f"guess{n}", "wrong", f"2001:db8::{n + 1:x}")
        assert isinstance(refused(county, "yang", GOOD, "2001:db8::ffff"), TooManyAttempts)

    def test_a_restart_forgets_nothing(self, county: County) -> None:
        add(county)
        for _ in range(5):
            refused(county, "yang", "wrong")
        again = open_office(county.office.installation, county.office.clocks)
        with pytest.raises(TooManyAttempts):
            log_in(again, "yang", GOOD, HERE)
        again.close()

    def test_many_at_once_get_no_more_than_five_guesses(self, county: County) -> None:
        add(county)
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: refused(county, "yang", "wrong"), range(12)))
        assert sum(isinstance(answer, NotAllowed) for answer in answers) == 5

    def test_old_counts_are_swept(self, county: County) -> None:
        refused(county, "nobody", "wrong")
        assert forget_old(county.office) == 0
        county.time.forward(hours=25)
        assert forget_old(county.office) == 2

    def test_neither_names_nor_addresses_are_kept(self, county: County) -> None:
        refused(county, "Secret-Password-Typed-As-Name1", "wrong")
        with county.office.database.read() as tx:
            kept = str(tx.all("SELECT key FROM throttles", {}))
        assert "secret" not in kept
        assert HERE not in kept


class TestPasswords:
    @pytest.mark.parametrize(
        ("password", "rule"),
        [
            ("Ab1-xyz", "至少要有8个字符"),
            ("alllowercase1", "至少要有三类"),
            ("1234567890!", "至少要有三类"),
            ("Yang-2026-x", "账号"),
            ("ＹＡＮＧ-2026-x", "账号"),
            ("P@ssw0rd", "太常见"),
            ("Admin@123", "太常见"),
            ("Aa1-" * 40, "不能超过128"),
        ],
    )
    def test_a_weak_password_is_refused_with_the_rule(self, county: County, password: str, rule: str) -> None:
        with pytest.raises(InvalidForm) as caught:
            add(county, password=password)
        assert {f.field for f in caught.value.fields} == {"password"}
        assert rule in caught.value.detail

    @pytest.mark.parametrize("password", [GOOD, "correct Horse 9", "康乃馨Kx2026", "longlingXian7"])
    def test_a_good_password_breaks_no_rule(self, password: str) -> None:
        assert weaknesses(password, "yang") == []

    def test_the_hash_is_argon2id_at_the_installation_s_cost(self) -> None:
        assert hash_password(GOOD, 64).startswith("$argon2id$v=19$m=64,")

    def test_changing_needs_the_old_one_and_ends_other_sessions(self, county: County) -> None:
        add(county)
        mine = sessions.start(county.office, "yang")
        other = sessions.start(county.office, "yang")
        with pytest.raises(InvalidForm, match="原密码"):
            change_password(county.office, "yang", "wrong", "Dujuanhua-2026")
        with pytest.raises(InvalidForm, match="不能和原密码相同"):
            change_password(county.office, "yang", GOOD, GOOD)
        change_password(county.office, "yang", GOOD, "Dujuanhua-2026", keep=mine.token)
        assert sessions.find(county.office, mine.token) is not None
        assert sessions.find(county.office, other.token) is None
        assert log_in(county.office, "yang", "Dujuanhua-2026", HERE) == "yang"

    def test_the_old_password_cannot_be_guessed_either(self, county: County) -> None:
        add(county)
        for _ in range(5):
            with pytest.raises(InvalidForm):
                change_password(county.office, "yang", "wrong", "Dujuanhua-2026")
        with pytest.raises(TooManyAttempts):
            change_password(county.office, "yang", GOOD, "Dujuanhua-2026")

    def test_a_reset_password_must_be_changed(self, county: County) -> None:
        add(county)
        reset_password(county.office, "yang", "Linshi-Mima-1", "system", "本人申请")
        assert password_expired(county.office, "yang")
        change_password(county.office, "yang", "Linshi-Mima-1", GOOD)
        assert not password_expired(county.office, "yang")


class TestAdministration:
    def test_every_wrong_field_of_an_account_is_named_and_nothing_is_written(self, county: County) -> None:
        with pytest.raises(InvalidForm) as caught:
            create_account(county.office, login="杨", name=" ", unit_id="nowhere", password="x", roles=())
        assert {f.field for f in caught.value.fields} == {"login", "name", "unit_id", "password"}
        with pytest.raises(NotFound):
            password_expired(county.office, "杨")

    @pytest.mark.parametrize("login", ["13812345678", "530523199001011234", "system"])
    def test_a_login_is_no_personal_number_and_not_the_system(self, county: County, login: str) -> None:
        with pytest.raises(InvalidForm, match="账号"):
            add(county, login)

    def test_a_login_is_used_once(self, county: County) -> None:
        add(county)
        with pytest.raises(InvalidForm, match="已经有人使用"):
            add(county, "YANG")

    def test_a_unit_is_checked_and_then_known(self, county: County) -> None:
        with pytest.raises(InvalidForm) as caught:
            create_unit(county.office, id="X!", agency="", name="", short_name="", jurisdiction="53")
        assert {f.field for f in caught.value.fields} == {"id", "agency", "name", "short_name", "jurisdiction"}
        create_unit(
            county.office,
            id="zhenan",
            agency="township",
            name="镇安镇人民政府",
            short_name="镇政",
            jurisdiction="530523",
        )
        assert county.office.current_directory().units["zhenan"].name == "镇安镇人民政府"

    def test_roles_begin_and_end_on_their_days(self, county: County) -> None:
        add(county)
        grant_role(county.office, "yang", "inspector", date(2026, 11, 21), by="system")
        assert county.office.actor("yang").roles == frozenset()
        county.time.to_day(date(2026, 11, 21))
        assert county.office.actor("yang").roles == {"inspector"}
        end_role(county.office, "yang", "inspector", date(2026, 11, 22), by="system", reason="调离")
        county.time.to_day(date(2026, 11, 22))
        assert county.office.actor("yang").roles == {"inspector"}
        county.time.to_day(date(2026, 11, 23))
        assert county.office.actor("yang").roles == frozenset()
        with pytest.raises(NotFound):
            end_role(county.office, "yang", "inspector", date(2026, 12, 1), by="system")

    def test_a_role_of_another_agency_is_refused(self, county: County) -> None:
        with pytest.raises(InvalidForm, match="税务"):
            add(county, "yang", "tax_officer")
        with pytest.raises(InvalidForm, match="没有“boss”"):
            add(county, "yang", "boss")

    def test_nobody_holds_two_of_the_three_administrator_roles_at_once(self, county: County) -> None:
        add(county, "yang", "system_administrator")
        with pytest.raises(InvalidForm, match="三员"):
            grant_role(county.office, "yang", "auditor", date(2027, 1, 1), by="system")
        end_role(county.office, "yang", "system_administrator", date(2026, 12, 31), by="system")
        grant_role(county.office, "yang", "auditor", date(2027, 1, 1), by="system")
        with pytest.raises(InvalidForm, match="三员"):
            add(county, "both", "system_administrator", "security_administrator")

    def test_each_administrator_keeps_to_their_own(self, county: County) -> None:
        add(county, "xitong", "system_administrator")
        add(county, "anquan", "security_administrator")
        add(county, "shenji", "auditor")
        day = date(2026, 11, 20)
        with pytest.raises(NotAllowed, match="安全管理员"):
            grant_role(county.office, "duan", "team_head", day, by="xitong")
        grant_role(county.office, "duan", "team_head", day, by="anquan")
        with pytest.raises(NotAllowed, match="系统管理员"):
            set_setting(county.office, "530523", "remedies.court", "保山市中级人民法院", "院发", day, "anquan")
        set_setting(county.office, "530523", "remedies.court", "保山市中级人民法院", "院发", day, "xitong")
        for refused_act in (
            lambda: disable_account(county.office, "duan", by="shenji"),
            lambda: reset_password(county.office, "duan", GOOD, "anquan", "试试"),
            lambda: reset_password(county.office, "duan", GOOD, "shenji", "试试"),
            lambda: enable_account(county.office, "duan", by="duan"),
        ):
            with pytest.raises(NotAllowed):
                refused_act()

    def test_no_administrator_makes_a_second_self(self, county: County) -> None:
        add(county, "anquan", "security_administrator")
        day = date(2026, 11, 20)
        with pytest.raises(NotAllowed, match="新账户不能带角色"):
            create_account(
                county.office,
                login="kuilei",
                name="傀儡",
                unit_id="hrss",
                password=GOOD,
                roles=["organ_head"],
                by="admin",
            )
        for role in ("organ_head", "security_administrator", "auditor"):
            with pytest.raises(NotAllowed, match="不能给自己授予角色"):
                grant_role(county.office, "anquan", role, day, by="anquan")
        with pytest.raises(InvalidForm, match="三员"):
            grant_role(county.office, "admin", "auditor", day, by="anquan")
        assert county.office.actor("anquan").roles == {"security_administrator"}

    def test_an_administrator_reaches_no_further_than_the_own_jurisdiction(self, county: County) -> None:
        add(county, "anquan", "security_administrator")
        day = date(2026, 11, 20)
        office = county.office
        acts = (
            lambda: create_account(
                office, login="x1", name="甲", unit_id="hrss-shidian", password=GOOD, roles=(), by="admin"
            ),
            lambda: create_unit(
                office, id="x2", agency="tax", name="乙", short_name="乙", jurisdiction="530500", by="admin"
            ),
            lambda: reset_password(office, "stranger", GOOD, "admin", "试试"),
            lambda: set_card(office, "stranger", "1", day, by="admin"),
            lambda: disable_account(office, "stranger", by="admin"),
            lambda: grant_role(office, "stranger", "organ_head", day, by="anquan"),
            lambda: end_role(office, "stranger", "inspector", day, by="anquan"),
            lambda: enable_account(office, "stranger", by="anquan"),
            lambda: set_setting(office, "530500", "remedies.court", "法院", "院发", day, "admin"),
        )
        for act in acts:
            with pytest.raises(NotAllowed, match="不在龙陵县人力资源和社会保障局的辖区"):
                act()
        with office.database.read() as tx:
            assert readlog.entries(tx, actor_id="admin") == readlog.entries(tx, actor_id="anquan") == []

    def test_the_reset_of_an_administrator_takes_two_others_within_a_day(self, county: County) -> None:
        office = county.office
        add(county, "anquan", "security_administrator")
        add(county, "anquan2", "security_administrator")
        for by in ("admin", "anquan2"):
            with pytest.raises(NotAllowed, match="两位管理员"):
                reset_password(office, "anquan", "Linshi-Mima-1", by, "试试")
        with pytest.raises(NotAllowed, match="自己的密码"):
            ask_reset(office, "anquan", by="anquan", reason="试试")
        ask_reset(office, "anquan", by="admin", reason="本人忘记")
        for by in ("admin", "anquan"):
            with pytest.raises(NotAllowed):
                reset_password(office, "anquan", "Linshi-Mima-1", by, "试试")
        county.time.forward(hours=25)
        with pytest.raises(NotAllowed, match="两位管理员"):
            reset_password(office, "anquan", "Linshi-Mima-1", "anquan2", "太晚")
        ask_reset(office, "anquan", by="admin", reason="本人忘记")
        reset_password(office, "anquan", "Linshi-Mima-1", "anquan2", "当面核实")
        assert log_in(office, "anquan", "Linshi-Mima-1", HERE) == "anquan"
        with pytest.raises(NotAllowed):
            reset_password(office, "anquan", "Linshi-Mima-2", "anquan2", "再来一次")
        with pytest.raises(InvalidForm, match="不是管理员"):
            ask_reset(office, "duan", by="admin", reason="忘记")

    def test_the_last_security_administrator_stays(self, county: County) -> None:
        office = county.office
        add(county, "anquan", "security_administrator")
        with pytest.raises(InvalidForm, match="最后一位"):
            end_role(office, "anquan", "security_administrator", date(2026, 11, 20), by="anquan")
        with pytest.raises(InvalidForm, match="最后一位"):
            disable_account(office, "anquan", by="admin")
        add(county, "anquan2", "security_administrator")
        disable_account(office, "anquan", by="admin")
        with pytest.raises(InvalidForm, match="最后一位"):
            disable_account(office, "anquan2", by="admin")

    def test_the_auditor_reads_the_acts_of_the_own_jurisdiction(self, county: County) -> None:
        add(county, "yang")
        with county.office.database.write() as tx:
            readlog.record(tx, county.office, "duan", "reveal", "case:1")
            readlog.record(tx, county.office, "stranger", "reveal", "case:2")
        with county.office.database.read() as tx:
            read = [e.actor_id for e in readlog.entries(tx, within=("530523", "530524"))]
        assert read == ["duan", "system"]

    def test_disabling_ends_the_sessions_and_the_roles_at_once(self, county: County) -> None:
        add(county, "yang", "inspector")
        started = sessions.start(county.office, "yang")
        disable_account(county.office, "yang", by="system", reason="离职")
        assert sessions.find(county.office, started.token) is None
        with pytest.raises(NotAllowed):
            county.office.actor("yang")
        with pytest.raises(NotAllowed):
            sessions.start(county.office, "yang")
        enable_account(county.office, "yang", by="system")
        assert county.office.actor("yang").roles == {"inspector"}

    def test_a_setting_needs_a_reason_and_is_declared(self, county: County) -> None:
        day = date(2027, 1, 1)
        with pytest.raises(InvalidForm, match="依据"):
            set_setting(county.office, "530523", "remedies.court", "法院", " ", day, "system")
        with pytest.raises(NotFound):
            set_setting(county.office, "530523", "no.such", "x", "y", day, "system")
        set_setting(county.office, "530523", "remedies.court", "保山市中级人民法院", "管辖调整", day, "system")
        directory = county.office.current_directory()
        value = county.office.settings.value
        assert value(directory, "remedies.court", "530523", day) == "保山市中级人民法院"
        assert value(directory, "remedies.court", "530523", day - timedelta(days=1)) == "龙陵县人民法院"

    def test_every_act_is_logged(self, county: County) -> None:
        add(county, "yang", "inspector")
        end_role(county.office, "yang", "inspector", date(2026, 11, 30), by="system", reason="轮岗")
        disable_account(county.office, "yang", by="system", reason="离职")
        with county.office.database.read() as tx:
            lines = [(e.action, e.subject, e.reason) for e in reversed(readlog.entries(tx))]
            assert list(readlog.problems(tx)) == []
        assert lines == [
            ("create_account", "account:yang", ""),
            ("grant_role", "account:yang role:inspector", ""),
            ("end_role", "account:yang role:inspector", "轮岗"),
            ("disable_account", "account:yang", "离职"),
        ]


class TestRecusal:
    def opened(self, county: County) -> str:
        return county.take(
            "reception", "register_complaint", Complaint.example(), case_type="labour_inspection"
        ).case_id

    def test_a_head_keeps_an_officer_away_in_the_chain_and_in_the_lists(self, county: County) -> None:
        case = self.opened(county)
        recuse(county.office, case, "duan", "与投诉人是亲属", "head")
        with county.office.database.read() as tx:
            events = tx.all("SELECT step, actor_id FROM events WHERE case_id = :c ORDER BY seq", {"c": case})
            rows = tx.all("SELECT account_id, case_id, reason FROM recusals", {})
        assert events[-1] == ("recuse", "head")
        assert rows == [("duan", case, "与投诉人是亲属")]
        with pytest.raises(NotFound):
            county.take("duan", "accept_and_file", {}, case=case)

    def test_recusing_again_changes_nothing(self, county: County) -> None:
        case = self.opened(county)
        recuse(county.office, case, "duan", "亲属", "duan")
        recuse(county.office, case, "duan", "亲属", "head")
        with county.office.database.read() as tx:
            assert tx.one("SELECT seq FROM cases WHERE id = :c", {"c": case}) == (2,)

    @pytest.mark.parametrize("by", ["cun", "taxman", "reviewer"])
    def test_colleagues_and_heads_of_others_may_not_decide_it(self, county: County, by: str) -> None:
        case = self.opened(county)
        with pytest.raises(NotAllowed, match="负责人"):
            recuse(county.office, case, "duan", "亲属", by)

    def test_a_reason_and_a_case_are_needed(self, county: County) -> None:
        case = self.opened(county)
        with pytest.raises(InvalidForm):
            recuse(county.office, case, "duan", " ", "head")
        with pytest.raises(NotFound):
            recuse(county.office, "nothing", "duan", "亲属", "head")
        with pytest.raises(NotFound):
            recuse(county.office, case, "nobody", "亲属", "head")
