"""Plays one real walk through the public API in the terminal: from a complaint to enrolled months.

Against a running demo, or against an installation of its own in a temporary folder.
"""

from __future__ import annotations

import contextlib
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from rich.console import Console
from rich.panel import Panel
from rich.table import Table

from engine.clock import Clocks
from engine.errors import NotReady, Refusal
from engine.office import LEGAL_SHIFT, Office
from workflows.demo import PASSWORD
from workflows.demo.invented import Employer, Worker, employers, introduced, workers

PATIENCE = 120.0
PAUSE = 0.3


@dataclass
class _Tour:
    """One play: a client, the officers who are signed in, and what was said."""

    client: httpx.Client
    console: Console
    office: Office | None = None
    """The tour's own installation, whose legal clock it may move; None against a running one."""
    tokens: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    types: dict[str, dict[str, Any]] = field(default_factory=dict)
    steps: int = 0

    def sign_in(self, login: str) -> tuple[str, str, str]:
        """Token, name and department of an officer."""
        if login not in self.tokens:
            found = self._read(self.client.post("/api/session", json={"login": login, "password": PASSWORD}))
            self.tokens[login] = (found["token"], found["name"], found["unit"])
        return self.tokens[login]

    def _read(self, response: httpx.Response) -> Any:
        if response.status_code >= httpx.codes.BAD_REQUEST:
            problem = response.json()
            raise Refusal(f"{problem.get('title', '')}：{problem.get('detail', '')}")
        return response.json()

    def _head(self, login: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.sign_in(login)[0]}"}

    def today(self) -> date:
        """The legal day."""
        return self.office.clocks.today() if self.office else Clocks().today()

    def days_pass(self, days: int) -> None:
        """Move the legal clock of the tour's own installation."""
        if self.office is not None:
            with self.office.database.write() as tx:
                tx.run(
                    "INSERT INTO counters (series, last) VALUES (:s, :n)"
                    " ON CONFLICT (series) DO UPDATE SET last = counters.last + :n",
                    {"s": LEGAL_SHIFT, "n": days},
                )
            self.console.print(f"…… 过了{days}天，现在是{self.today():%Y-%m-%d} ……", justify="center")

    def declared(self, login: str, case_type: str, step: str) -> dict[str, Any]:
        """A step as its case type declares it."""
        if case_type not in self.types:
            self.types[case_type] = self._read(
                self.client.get(f"/api/case-types/{case_type}", headers=self._head(login))
            )
        found: dict[str, Any] = next(s for s in self.types[case_type]["steps"] if s["name"] == step)
        return found

    def open(self, login: str, case_type: str, step: str, answers: dict[str, Any]) -> dict[str, Any]:
        """Open a case."""
        body = {"case_type": case_type, "step": step, "answers": answers}
        head = self._head(login) | {"Idempotency-Key": str(uuid4())}
        taken: dict[str, Any] = self._read(self.client.post("/api/cases", json=body, headers=head))
        self._tell(login, case_type, step, taken)
        return taken

    def take(self, login: str, case_type: str, case: str, step: str, answers: dict[str, Any]) -> dict[str, Any]:
        """Take a step of a case as it stands now."""
        page = self.case(login, case)
        head = self._head(login) | {"Idempotency-Key": str(uuid4())}
        body = {"answers": answers, "version": page["case"]["version"]}
        taken: dict[str, Any] = self._read(self.client.post(f"/api/cases/{case}/steps/{step}", json=body, headers=head))
        self._tell(login, case_type, step, taken)
        return taken

    def case(self, login: str, case: str) -> dict[str, Any]:
        """The page of a case."""
        found: dict[str, Any] = self._read(self.client.get(f"/api/cases/{case}", headers=self._head(login)))
        return found

    def wait_for_hand_off(self, login: str) -> str:
        """The newest case that was handed over to the officer's department."""
        for _ in _patiently("移交没有按时到达"):
            inbox = self._read(self.client.get("/api/inbox", headers=self._head(login)))
            new = [item["case"]["id"] for item in inbox["items"] if item["case"]["id"] not in self._seen]
            if new:
                self._seen.update(new)
                return str(new[0])
        raise AssertionError("unreachable")

    _seen: set[str] = field(default_factory=set)

    def know(self, login: str) -> None:
        """Remember what lies in a department's inbox already."""
        inbox = self._read(self.client.get("/api/inbox", headers=self._head(login)))
        self._seen |= {item["case"]["id"] for item in inbox["items"]}

    def wait_for_stage(self, login: str, case: str, stage: str) -> None:
        """Wait until answers of other organisations have moved a case."""
        for _ in _patiently("答复没有按时到达"):
            if self.case(login, case)["case"]["stage"] == stage:
                return

    def _tell(self, login: str, case_type: str, step: str, taken: dict[str, Any]) -> None:
        self.steps += 1
        declared = self.declared(login, case_type, step)
        _, name, unit = self.sign_in(login)
        table = Table.grid(padding=(0, 2))
        table.add_row("依据", "、".join(declared["under"]))
        for due in taken["deadlines"]:
            mark = "（暂定，该年度放假安排尚未公布）" if due["provisional"] else ""
            table.add_row("期限", f"{due['label']}：{due['due']}{mark}，{due['basis']}")
        for paper in taken["papers"]:
            table.add_row("文书", f"《{paper['label']}》{paper['number'] or '（不编文号）'}")
        if declared["hands_off"]:
            table.add_row("移交", declared["hands_off"]["label"])
        table.add_row("案件", f"{taken['number']}，现为“{taken['stage_label']}”")
        self.console.print(
            Panel(table, title=f"{self.steps}. {declared['label']}（{unit} {name}）", title_align="left")
        )


def _patiently(complaint: str) -> Iterator[None]:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        yield
        time.sleep(PAUSE)
    raise NotReady(f"{complaint}；请看 carnation effects")


def play(address: str = "") -> None:
    """Play the walk; raises Refusal where the system says no."""
    console = Console()
    with contextlib.ExitStack() as stack:
        base, office = (address, None) if address else stack.enter_context(_own_installation())
        client = stack.enter_context(httpx.Client(base_url=base, timeout=60, trust_env=False))
        _walk(_Tour(client, console, office))


def _walk(tour: _Tour) -> None:
    for login in ("shebao", "shuiwu"):
        tour.know(login)
    worker, employer = workers(60)[-1], employers(40)[-1]
    today = tour.today()
    complaint = {
        "channel": "window",
        "received_on": today.isoformat(),
        **introduced(worker, employer),
        "facts": "2026年3月入职至今，单位一直没有为本人办理社会保险登记",
        "request": "补办参保登记并补缴养老保险费",
    }
    opened = tour.open("jiedai", "labour_inspection", "register_complaint", complaint)
    case, code = opened["case_id"], opened["tracking_code"]
    _inspect(tour, case, today, worker, employer)
    claim = tour.wait_for_hand_off("shebao")
    _assess(tour, claim, tour.today(), worker.name, worker.resident_id, employer.legal_representative)
    arrears = tour.wait_for_hand_off("shuiwu")
    _collect(tour, arrears, employer.legal_representative)
    tour.wait_for_stage("shebao", claim, "collected")
    today = tour.today()
    credited = {"credited_on": today.isoformat(), "batch": f"{today:%Y%m%d}-01"}
    tour.take("shebao", "back_payment", claim, "credit", credited)
    tour.wait_for_stage("daduizhang", case, "enrolled")
    closing = {"findings": "该单位没有为你办理社会保险登记，你反映的情况属实", "reason": "指令书要求的事项已经全部履行"}
    record = {"text_pages": 48, "recordings": 2, "index": "立案审批表\n询问笔录和录像\n送达回证"}
    tour.take("duan", "labour_inspection", case, "compile_record", record)
    tour.take("daduizhang", "labour_inspection", case, "close", closing)
    answer = tour.client.post("/api/track", json={"code": code, "tail": worker.resident_id[-4:]})
    tour.console.print(Panel(_plain(answer.json()), title="劳动者凭查询码在手机上看到", title_align="left"))


def _inspect(tour: _Tour, case: str, today: date, worker: Worker, employer: Employer) -> None:
    kind = "labour_inspection"
    filing = {
        "cause": "不办理社会保险登记",
        "lead": "duan",
        "second": "cun",
        "summary": "有明确的用人单位，在二年以内，属于本机关管辖",
    }
    tour.take("daduizhang", kind, case, "accept_and_file", filing)
    none = "本人和近亲属与本案没有直接利害关系"
    recusal = {"lead_statement": none, "second_statement": none, "plan": "询问负责人和职工\n调取工资发放表"}
    tour.take("duan", kind, case, "start_investigation", recusal)
    order = {
        "inspected_on": today.isoformat(),
        "found": "你单位自2026年3月起招用职工并按月发放工资，没有申请办理社会保险登记",
        "evidence": "劳动合同\n工资发放表\n现场检查笔录",
        "workers": [
            {
                "name": worker.name,
                "resident_id": worker.resident_id,
                "begins": "2026-03",
                "ends": "2026-08",
                "wage": "4800.00",
                "hired_on": "2026-03-02",
            }
        ],
        "correct_by": (today + timedelta(days=15)).isoformat(),
    }
    tour.take("duan", kind, case, "order_correction", order)
    tour.take("duan", kind, case, "serve_order", _served(today, employer.legal_representative))
    # An employer that has not corrected must be left its whole term; one that has need not be waited for.
    tour.days_pass(18)
    corrected = tour.office is None
    check = {
        "checked_on": tour.today().isoformat(),
        "way": "到单位现场核查，查询社会保险登记信息",
        "corrected": corrected,
        "finding": "该单位已经办理登记和申报" if corrected else "该单位在期限内没有办理登记和申报",
    }
    tour.take("duan", kind, case, "check_correction", check)
    referral = {
        "corrected": corrected,
        "outcome": "该单位在期限内提交了职工名册和工资表，没有办理登记，没有提出异议",
        "wage_evidence": "工资发放表和银行代发记录",
        "credit_code": employer.credit_code,
    }
    tour.take("duan", kind, case, "request_enrolment", referral)


def _assess(tour: _Tour, claim: str, today: date, name: str, number: str, receiver: str) -> None:
    kind = "back_payment"
    tour.take("shebao", kind, claim, "accept", {})
    answers = {
        "workers": [{"name": name, "resident_id": number, "begins": "2026-03", "ends": "2026-08", "wage": "4800.00"}],
        "wage_rule": "以工资发放表和银行代发记录认定月平均工资",
        "registered_on": today.isoformat(),
        "pay_by": (today + timedelta(days=20)).isoformat(),
    }
    tour.take("shebao", kind, claim, "assess", answers)
    tour.take("fuhe", kind, claim, "notify", {"opinion": "月份、基数和金额核对无误"})
    tour.take("shebao", kind, claim, "serve_notice", _served(today, receiver))
    tour.take("fuhe", kind, claim, "transfer", {"opinion": "单位申请由税务机关征收，移交征收"})


def _collect(tour: _Tour, arrears: str, receiver: str) -> None:
    kind = "arrears_collection"
    tour.take("shuiwu", kind, arrears, "accept", {})
    if tour.office is not None:
        # An order presupposes that the notice's term is over; a running demo's clock is not ours to move.
        tour.days_pass(21)
        today = tour.today()
        demand = {"pay_by": (today + timedelta(days=10)).isoformat(), "bank": "电子税务局、办税服务厅或者商业银行"}
        tour.take("shuiwu", kind, arrears, "order_payment", demand)
        tour.take("shuiwu", kind, arrears, "serve_order", _served(today, receiver))
    for number, principal in enumerate(("3000.00", "3912.00"), 1):
        receipt = {
            "voucher": f"3530500099{number:05d}",
            "paid_on": tour.today().isoformat(),
            "principal": principal,
            "late_fee": "0.00",
        }
        tour.take("shuiwu", kind, arrears, "record_receipt", receipt)
        tour.days_pass(3)
    tour.take("shuiwu", kind, arrears, "answer", {})


def _served(today: date, receiver: str) -> dict[str, Any]:
    return {
        "way": "direct",
        "served_on": today.isoformat(),
        "receiver": receiver,
        "relation": "法定代表人",
        "proof": "送达回证1页",
    }


def _plain(story: dict[str, Any]) -> str:
    """What the worker reads: where each case stands, and which months count."""
    lines = [f"{case['unit']}：{case['words']}" for case in story["cases"]]
    months = [f"{month}{'已记账' if credited else '未记账'}" for month, credited in story["months"]]
    return "\n".join([*lines, "、".join(months)]).strip()


@contextlib.contextmanager
def _own_installation() -> Iterator[tuple[str, Office]]:
    """A demo county of its own behind a real web server on a free loopback port."""
    import uvicorn

    from engine.app import create_app
    from engine.effects import carry_all
    from engine.migrate import migrate
    from engine.office import open_office
    from engine.settings import Installation
    from workflows.demo import make_demo
    from workflows.installation import HANDLERS

    with tempfile.TemporaryDirectory(prefix="carnation-tour-") as folder:
        installation = Installation(data=Path(folder), database_url="", demo=True, sqlite_synchronous="NORMAL")
        migrate(installation.database())
        office = open_office(installation)
        make_demo(office, cases=False)  # its papers need not wait for those of the demo's other cases
        server = uvicorn.Server(
            uvicorn.Config(create_app(office, None), host="127.0.0.1", port=0, log_level="error", access_log=False)
        )
        over = threading.Event()

        def carry() -> None:
            while not over.wait(PAUSE):
                carry_all(office, HANDLERS)

        threads = [threading.Thread(target=server.run, daemon=True), threading.Thread(target=carry, daemon=True)]
        for thread in threads:
            thread.start()
        try:
            yield f"http://127.0.0.1:{_port_of(server)}", office
        finally:
            over.set()
            server.should_exit = True
            for thread in threads:
                thread.join(30)
            office.close()


def _port_of(server: Any) -> int:
    for _ in _patiently("网页服务没有启动"):
        if server.started:
            return int(server.servers[0].sockets[0].getsockname()[1])
    raise AssertionError("unreachable")
