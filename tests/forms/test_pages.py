"""The pages without script: what is typed is kept, what is refused says why, nothing is done twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from starlette.testclient import TestClient

from engine import accounts, firstrun, readlog, tables
from engine.clock import Clocks
from engine.office import Office, open_office
from engine.settings import Installation
from tests.support.county import County, MovedTime
from tests.support.story import tell
from tests.support.web import Browser, Web, text_of, web_of
from workflows.labour_inspection.forms import Complaint, CorrectionCheck, Filing, Order
from workflows.labour_inspection.forms.investigation import Recusal

COMPLAINT = Complaint.example().model_dump(mode="json")
FILING = {**Filing.example().model_dump(mode="json"), "lead": "duan", "second": "cun"}
INTAKE = "/intake/labour_inspection/register_complaint"


def opened(web: Web) -> str:
    return web.county.take("reception", "register_complaint", COMPLAINT, case_type="labour_inspection").case_id


def ordered(web: Web) -> str:
    case = opened(web)
    web.county.take("head", "accept_and_file", FILING, case=case)
    web.county.take("duan", "start_investigation", Recusal.example(), case=case)
    web.county.take("duan", "order_correction", Order.example(), case=case)
    return case


class TestSigningIn:
    def test_leads_back_to_where_one_wanted_to_go(self, web: Web) -> None:
        accounts.create_account(
            web.county.office, login="li", name="李明", unit_id="hrss", password="Lotus-2026x", roles=["reception"]
        )
        browser = web.browser(None)
        browser.open("/cases")
        assert "/login?next=/cases" in browser.address
        browser.post("/login", login="li", password="wrong")
        assert browser.status == 403
        assert 'value="li"' in browser.page
        browser.post("/login", login="li", password="Lotus-2026x")
        assert browser.address.endswith("/cases")
        browser.post("/logout", csrf=re.search(r'name="csrf" value="([^"]+)"', browser.page)[1])  # type: ignore[index] # it is there
        browser.open("/cases")
        assert "/login" in browser.address

    @pytest.mark.parametrize("goal", ["//evil.example", "https://evil.example", "/\\evil.example"])
    def test_never_leads_to_another_site(self, web: Web, goal: str) -> None:
        accounts.create_account(
            web.county.office, login="li", name="李明", unit_id="hrss", password="Lotus-2026x", roles=["reception"]
        )
        browser = web.browser(None)
        browser.open("/login")
        browser.post("/login", login="li", password="Lotus-2026x", next=goal)
        assert browser.address == "http://testserver/"

    def test_an_expired_password_must_be_changed_first(self, web: Web) -> None:
        accounts.create_account(
            web.county.office,
            login="new",
            name="新人",
            unit_id="hrss",
            password="Lotus-2026x",
            roles=["reception"],
            password_expired=True,
        )
        browser = web.browser("new")
        browser.open("/")
        assert browser.address.endswith("/password")
        browser.post("/password", old="Lotus-2026x", password="Orchid-2026y", again="Orchid-2026z")
        assert browser.status == 422
        browser.post("/password", old="Lotus-2026x", password="Orchid-2026y", again="Orchid-2026y")
        assert browser.status == 200
        browser.open("/")
        assert "工作台" in browser.page

    def test_a_form_that_did_not_come_from_us_is_refused(self, web: Web) -> None:
        case = opened(web)
        browser = web.browser("head")
        for path, body in (
            (INTAKE, COMPLAINT),
            ("/cases", {"q": "x"}),
            (f"/cases/{case}/reveal", {"reason": "核实情况"}),
            (f"/cases/{case}/steps/accept_and_file", {**FILING, "do": "submit"}),
            ("/logout", {}),
            ("/password", {"old": "a", "new": "b", "again": "b"}),
        ):
            for guess in ("guessed", "猜的"):
                assert browser.client.post(path, data={**body, "csrf": guess}).status_code == 403, path
        assert web.browser(None).client.post("/login", data={"login": "a", "password": "b"}).status_code == 403
        foreign = browser.client.post(
            "/track", data={"code": "a", "tail": "b"}, headers={"Sec-Fetch-Site": "cross-site"}
        )
        assert foreign.status_code == 403


class TestFirstRun:
    @pytest.fixture
    def empty(self, tmp_path: Path) -> Iterator[Office]:
        url = f"sqlite:///{tmp_path / 'empty.db'}"
        engine = create_engine(url)
        tables.metadata.create_all(engine)
        engine.dispose()
        installation = Installation(data=tmp_path / "empty", database_url=url, password_memory_kib=1024)
        office = open_office(installation, Clocks(technical=MovedTime()))
        yield office
        office.close()

    def test_makes_the_department_and_three_administrators_once(self, empty: Office) -> None:
        web = web_of(County(empty, MovedTime()))
        browser = web.browser(None)
        browser.open("/")
        assert browser.address.endswith("/setup")
        given: dict[str, Any] = {
            "unit_name": "龙陵县人力资源和社会保障局",
            "short_name": "龙人社",
            "jurisdiction": "530523",
            "agency": "hrss",
            "phone": "0875-6121234",
            "address": "龙山镇",
        }
        roles = ("system_administrator", "security_administrator", "auditor")
        for role in roles:
            given |= {f"{role}.name": "何平", f"{role}.login": "he", f"{role}.password": "Lotus-2026x"}
        browser.post("/setup", code="0000-0000-0000", **given)
        assert browser.status == 422
        assert "口令不对" in browser.page
        given["code"] = firstrun.code(empty).lower()
        browser.post("/setup", **given)
        assert browser.status == 422
        assert "不能共用一个账号" in browser.page
        assert "龙陵县人力资源和社会保障局" in browser.page
        assert "Lotus-2026x" not in browser.page
        assert not accounts.has_accounts(empty)
        for role in roles:
            given |= {f"{role}.login": role[:5]}
        browser.post("/setup", **given)
        assert browser.address.endswith("/login")
        assert len(empty.current_directory().officers) == 3
        browser.open("/setup")
        assert browser.status == 404


class TestIntake:
    def test_one_page_opens_the_case_and_prints_its_receipt(self, web: Web) -> None:
        browser = web.browser("reception")
        browser.open("/intake")
        assert f'href="{INTAKE}"' in browser.page
        browser.open(INTAKE)
        assert 'value="2026-11-20"' in browser.page
        browser.post(INTAKE, do="submit", **COMPLAINT)
        assert browser.address.endswith("/receipt")
        code = re.search(r'class="code-text">([^<]+)<', browser.page)
        assert code
        assert "<svg" in browser.page
        worker = web.browser(None)
        worker.open("/track")
        worker.post("/track", code=code[1], tail="0024")
        assert "我们已经收到您的投诉" in worker.page
        assert "杨" not in text_of(worker.page)

    def test_keeps_everything_that_was_typed_and_names_every_fault(self, web: Web) -> None:
        browser = web.browser("reception")
        browser.open(INTAKE)
        wrong = {**COMPLAINT, "complainant_id": "533024199203150025", "received_on": "昨天", "facts": ""}
        browser.post(INTAKE, do="submit", **wrong)
        assert browser.status == 422
        assert "还有3处要改" in browser.page
        assert 'href="#f-complainant_id"' in browser.page
        assert 'aria-describedby="f-complainant_id-e' in browser.page
        for value in ("533024199203150025", "昨天", "龙陵县禾青石斛加工厂", "13800138000"):
            assert f'value="{value}"' in browser.page
        browser.open("/cases")
        assert "没有找到案件" in browser.page

    def test_a_double_click_opens_one_case(self, web: Web) -> None:
        browser = web.browser("reception")
        form = browser.open(INTAKE)
        browser.post(INTAKE, do="submit", **COMPLAINT)
        first = browser.address
        browser.page = form
        browser.post(INTAKE, do="submit", **COMPLAINT)
        assert browser.address == first

    def test_the_same_form_with_another_content_is_refused_and_kept(self, web: Web) -> None:
        browser = web.browser("reception")
        form = browser.open(INTAKE)
        browser.post(INTAKE, do="submit", **COMPLAINT)
        browser.page = form
        browser.post(INTAKE, do="submit", **{**COMPLAINT, "employer": "另一家工厂"})
        assert browser.status == 422
        assert "另一家工厂" in browser.page

    def test_only_those_who_may_open_a_case_see_it(self, web: Web) -> None:
        clerk = web.browser("clerk")
        assert 'href="/intake"' not in clerk.open("/")
        clerk.open(INTAKE)
        assert clerk.status == 404


class TestStep:
    def test_is_filled_in_checked_and_submitted(self, web: Web) -> None:
        case = opened(web)
        path = f"/cases/{case}/steps/accept_and_file"
        browser = web.browser("head")
        browser.open(path)
        assert "提交后会发生什么" in browser.page
        assert "受理通知书" in browser.page
        browser.post(path, do="check", **FILING)
        assert "核对后提交" in browser.page
        assert "段志明" in browser.page
        assert web.county.stage(case) == "review"
        browser.post(path, do="submit")
        assert browser.address.endswith(f"/cases/{case}?done=accept_and_file")
        assert "已办理“受理立案”" in text_of(browser.page)

    def test_the_second_click_of_a_double_click_shows_the_first_answer(self, web: Web) -> None:
        case = opened(web)
        path = f"/cases/{case}/steps/accept_and_file"
        browser = web.browser("head")
        browser.open(path)
        check = browser.post(path, do="check", **FILING)
        browser.post(path, do="submit")
        browser.page = check
        browser.post(path, do="submit")
        assert browser.address.endswith("?done=accept_and_file")
        with web.county.office.database.read() as tx:
            assert tx.one(
                "SELECT COUNT(*) FROM events WHERE case_id = :id AND step = 'accept_and_file'", {"id": case}
            ) == (1,)

    @pytest.mark.parametrize("do", ["check", "submit"])
    def test_a_stale_page_says_what_changed_and_keeps_what_was_typed(self, web: Web, do: str) -> None:
        case = ordered(web)
        path = f"/cases/{case}/steps/serve_order"
        browser = web.browser("duan")
        browser.open(path)
        receipt = {
            "way": "direct",
            "served_on": "2026-11-20",
            "receiver": "张建华",
            "relation": "厂长",
            "proof": "回证1页",
        }
        web.county.take("cun", "serve_order", {**receipt, "receiver": "李某某"}, case=case)
        browser.post(path, do=do, **receipt)
        assert browser.status == 409
        assert "寸雪梅办理了“登记送达”" in text_of(browser.page)
        assert 'value="张建华"' in browser.page
        browser.post(path, do="submit", **receipt)
        assert browser.status == 200
        assert "?done=serve_order" in browser.address

    def test_an_unmet_condition_is_told_with_article_and_remedy_and_nothing_is_lost(self, web: Web) -> None:
        case = ordered(web)
        receipt = {
            "way": "direct",
            "served_on": "2026-11-20",
            "receiver": "张建华",
            "relation": "厂长",
            "proof": "回证1页",
        }
        web.county.take("duan", "serve_order", receipt, case=case)
        path = f"/cases/{case}/steps/check_correction"
        browser = web.browser("duan")
        browser.open(path)
        answers = {**CorrectionCheck.example().model_dump(mode="json"), "checked_on": "2026-11-20", "corrected": "no"}
        browser.post(path, do="check", **answers)
        assert browser.status == 422
        assert "“改正期限”还没有届满" in text_of(browser.page)
        assert answers["finding"] in browser.page

    def test_a_step_that_is_not_possible_says_why(self, web: Web) -> None:
        case = opened(web)
        browser = web.browser("duan")
        browser.open(f"/cases/{case}/steps/accept_and_file")
        assert browser.status == 403
        assert "监察机构负责人" in browser.page
        browser.open(f"/cases/{case}/steps/close")
        assert browser.status == 409
        browser.open(f"/cases/{case}/steps/nothing")
        assert browser.status == 404

    def test_lines_are_added_and_removed_on_the_server(self, web: Web) -> None:
        case = opened(web)
        web.county.take("head", "accept_and_file", FILING, case=case)
        web.county.take("duan", "start_investigation", Recusal.example(), case=case)
        path = f"/cases/{case}/steps/order_correction"
        browser = web.browser("duan")
        browser.open(path)
        assert 'value="杨春兰"' in browser.page, "the case knows the complainant"
        browser.post(path, do="add:workers", workers__0__name="甲某", found="查明")
        assert 'name="workers.1.name"' in browser.page
        assert 'value="甲某"' in browser.page
        browser.post(path, do="remove:workers.0", workers__0__name="甲某", workers__1__name="乙某")
        assert 'value="乙某"' in browser.page
        assert 'value="甲某"' not in browser.page
        browser.post(path, do="check", workers__0__name="乙某", workers__0__begins="x")
        assert browser.status == 422
        assert 'href="#f-workers-0-begins"' in browser.page


class TestCasePage:
    def test_shows_what_is_possible_what_not_and_why(self, web: Web) -> None:
        case = ordered(web)
        page = text_of(web.browser("duan").open(f"/cases/{case}"))
        assert "现在在“调查”" in page
        assert "还没有“责令改正文书已送达”的记录" in page
        assert "找谁、怎么办：承办监察员登记送达" in page
        assert "正在生成" in page

    def test_reveals_personal_data_once_for_a_reason_that_is_kept(self, web: Web) -> None:
        case = opened(web)
        browser = web.browser("head")
        assert "533024199203150024" not in browser.open(f"/cases/{case}")
        browser.post(f"/cases/{case}/reveal", reason="看")
        assert browser.status == 422
        assert "533024199203150024" not in browser.page
        browser.post(f"/cases/{case}/reveal", reason="电话核实工资数额")
        assert "533024199203150024" in browser.page
        assert "533024199203150024" not in browser.open(f"/cases/{case}")
        with web.county.office.database.read() as tx:
            (entry,) = [e for e in readlog.entries(tx) if e.action == "reveal_personal_data"]
        assert (entry.actor_id, entry.reason, entry.subject) == ("head", "电话核实工资数额", f"case:{case}")

    def test_a_case_of_others_is_not_there(self, web: Web) -> None:
        case = opened(web)
        browser = web.browser("stranger")
        for path in ("", "/receipt", "/steps/accept_and_file"):
            browser.open(f"/cases/{case}{path}")
            assert browser.status == 404

    def test_every_page_of_a_whole_story_can_be_read_by_its_people(self, web: Web) -> None:
        cases = tell(web.county)
        people = {"labour_inspection": "head", "back_payment": "reviewer", "arrears_collection": "taxman"}
        for kind, person in people.items():
            browser = web.browser(person)
            assert "首尾相连" in browser.open(f"/cases/{cases[kind]}")
            for path in ("/", "/cases?state=all", "/inbox?group=running", "/inbox?group=done"):
                browser.open(path)
                assert browser.status in {200, 404}, path
        tax = text_of(web.browser("taxman").open(f"/cases/{cases['arrears_collection']}"))
        assert "已入库本金3,000.00" in tax


class TestLists:
    def test_a_search_leaves_nothing_in_the_address(self, web: Web) -> None:
        case = opened(web)
        browser = web.browser("head")
        browser.open("/cases")
        csrf = re.search(r'name="csrf" value="([^"]+)"', browser.page)
        assert csrf
        browser.post("/cases", q="杨春兰", csrf=csrf[1])
        assert re.fullmatch(r"http://testserver/cases\?state=all&find=[\w-]+", browser.address)
        assert case in browser.page

    def test_filters_by_type_stage_and_state(self, web: Web) -> None:
        case = opened(web)
        browser = web.browser("head")
        assert case in browser.open("/cases?case_type=labour_inspection&stage=review&state=open")
        assert case not in browser.open("/cases?stage=investigating")
        assert case not in browser.open("/cases?state=closed")


class TestAdministrator:
    @pytest.fixture
    def demo(self, web: Web) -> Web:
        office = web.county.office
        accounts.create_account(
            office, login="root", name="何平", unit_id="hrss", password="Lotus-2026x", roles=["system_administrator"]
        )
        office.installation.demo = True
        from engine.office import _Shift

        office.clocks.shift_days = _Shift(office)
        return web

    def test_moves_the_legal_clock_of_a_demo(self, demo: Web) -> None:
        browser = demo.browser("root")
        browser.open("/clock")
        browser.post("/clock", day="2026年12月14日")
        assert "12月14日" in text_of(browser.page)
        assert demo.county.office.clocks.today().isoformat() == "2026-12-14"
        browser.post("/clock", day="2526-12-14")
        assert browser.status == 422
        browser.post("/clock", day="以后")
        assert browser.status == 422

    def test_nobody_else_and_nowhere_else(self, demo: Web) -> None:
        duan = demo.browser("duan")
        duan.open("/clock")
        assert duan.status == 403
        duan.open("/accounts")
        assert duan.status == 403
        demo.county.office.installation.demo = False
        root = demo.browser("root")
        root.open("/clock")
        assert root.status == 403

    def test_sees_no_case_and_no_way_to_one(self, demo: Web) -> None:
        case = opened(demo)
        root = demo.browser("root")
        page = root.open("/")
        assert "不办理案件" in text_of(page)
        assert 'href="/cases"' not in page
        for path in (f"/cases/{case}", f"/cases/{case}/receipt", f"/cases/{case}/steps/accept_and_file"):
            root.open(path)
            assert root.status == 404, path
        assert root.client.post(f"/cases/{case}/reveal", data={"reason": "核实情况", "csrf": "x"}).status_code == 403

    def test_sees_departments_people_and_roles(self, demo: Web) -> None:
        page = text_of(demo.browser("root").open("/accounts"))
        assert "段志明" in page
        assert "劳动保障监察员" in page


class TestErrors:
    def test_are_pages_in_chinese(self, web: Web) -> None:
        browser = web.browser(None)
        browser.open("/nowhere")
        assert browser.status == 404
        assert "没有找到" in browser.page

    def test_a_fault_tells_a_number_and_no_trace(self, web: Web, caplog: pytest.LogCaptureFixture) -> None:
        secret = "533024199203150024"

        def broken() -> None:
            raise KeyError(secret)

        web.app.router.add_route("/broken", lambda _: broken())
        answer = TestClient(web.app).get("/broken")
        assert answer.status_code == 500
        reference = re.search(r"故障编号：([0-9A-Z]{8})", answer.text)
        assert reference
        assert "KeyError" not in answer.text
        assert reference[1] in caplog.text
        assert secret not in caplog.text

    def test_an_expired_session_does_not_say_that_something_was_done(self, web: Web) -> None:
        case = opened(web)
        browser = web.browser("head")
        browser.open(f"/cases/{case}/steps/accept_and_file")
        browser.client.cookies.clear()
        browser.post(f"/cases/{case}/steps/accept_and_file", do="submit", **FILING)
        assert browser.status == 401
        assert "没有提交" in browser.page


@pytest.mark.parametrize("person", ["reception", "duan", "head", "clerk", "taxman"])
def test_no_page_loads_anything_from_elsewhere_or_runs_script_inline(web: Web, person: str) -> None:
    cases = tell(web.county)
    browser: Browser = web.browser(person)
    for path in ("/", "/cases", "/inbox", "/intake", "/password", *(f"/cases/{case}" for case in cases.values())):
        page = browser.open(path)
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page)
        assert not re.search(r"<script(?![^>]* src=)|\sstyle=|\son\w+=", page)
