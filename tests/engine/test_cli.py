"""The command line as a person or a script uses it, each command in a process of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.cli import main
from engine.migrate import migrate
from tests.support.county import make_county
from workflows.labour_inspection.forms import Complaint

ROOT = Path(__file__).resolve().parents[2]
MAIN = "from engine.cli import main; main()"
Run = Callable[..., subprocess.CompletedProcess[str]]
HEAVY = ("fastapi", "prefect", "weasyprint", "sqlmodel")


def run(
    *words: str, data: Path | None = None, code: str = MAIN, typed: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CARNATION_")}
    given = {"PYTHONPATH": str(ROOT), "COLUMNS": "200", **environment}
    if data is not None:
        given["CARNATION_DATA"] = str(data)
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        env={**clean, **given},
    )


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The same in this process, where all that is loaded stays loaded."""

    def call(*words: str, data: Path, typed: str = "") -> subprocess.CompletedProcess[str]:
        monkeypatch.setattr("sys.argv", ["carnation", *words])
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        monkeypatch.setenv("CARNATION_DATA", str(data))
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        return subprocess.CompletedProcess(words, int(end.value.code or 0), said.out, said.err)

    return call


class TestDescribe:
    def test_as_json_has_what_programs_rely_on(self) -> None:
        done = run("describe", "labour_inspection", "--format", "json")
        told = json.loads(done.stdout)
        assert (told["code"], told["label"]) == ("labour_inspection", "劳动保障监察")
        assert {"code", "label", "version", "stages", "steps"} <= set(told)
        keys = {"name", "label", "at", "to", "by", "requires", "within", "under", "issues", "hands_off", "codes"}
        assert all(keys <= set(step) for step in told["steps"])

    def test_as_a_diagram_shows_each_way(self) -> None:
        lines = run("describe", "labour_inspection", "--format", "mermaid").stdout.splitlines()
        assert lines[0] == "stateDiagram-v2"
        assert "    review --> filed: 受理立案" in lines
        assert "    [*] --> review: 登记投诉" in lines

    def test_as_a_table_shows_term_paper_and_law(self) -> None:
        table = run("describe", "labour_inspection").stdout
        for expected in ("受理立案", "5个工作日", "受理通知书", "《劳动保障监察条例》"):
            assert expected in table

    def test_loads_no_more_than_it_needs(self) -> None:
        check = (
            f"import sys, atexit; atexit.register(lambda: print([m for m in {HEAVY!r} if m in sys.modules])); {MAIN}"
        )
        done = run("describe", "labour_inspection", "--format", "mermaid", code=check)
        assert done.stdout.splitlines()[-1] == "[]"

    def test_of_what_does_not_exist_is_refused(self) -> None:
        done = run("describe", "divorce")
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == "没有“divorce”这种案件类型\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nonsense"], "没有“nonsense”这个命令"),
        (["describe"], "缺少“code”"),
        (["describe", "x", "--loud"], "没有“--loud”这个选项"),
        (["serve", "--port", "high"], "“--port”的值不对"),
    ],
)
def test_misuse_is_explained_in_chinese(words: list[str], said: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


class TestHelp:
    def test_names_every_verb_in_chinese(self) -> None:
        page = run("--help").stdout
        for verb in [
            "demo",
            "serve",
            "web",
            "relay",
            "migrate",
            "describe",
            "verify",
            "checkpoint",
            "backup",
            "restore",
            "effects",
            "account",
        ]:
            assert verb in page
        assert "命令" in page

    def test_of_each_verb_is_there(self) -> None:
        assert "重新投递" in run("effects", "--help").stdout


class TestRefusals:
    def test_data_that_does_not_exist_yet(self, tmp_path: Path) -> None:
        done = run("effects", data=tmp_path / "none")
        assert done.returncode == 1
        assert "还没有数据" in done.stderr
        assert not (tmp_path / "none").exists(), "a question makes no folder"

    def test_a_setting_of_a_wrong_kind(self, tmp_path: Path) -> None:
        done = run("migrate", data=tmp_path, CARNATION_PORT="eighty")
        assert done.returncode == 1
        assert "CARNATION_PORT" in done.stderr

    def test_plain_http_to_everybody(self, tmp_path: Path) -> None:
        done = run("serve", data=tmp_path, CARNATION_HOST="0.0.0.0")
        assert done.returncode == 1
        assert "HTTPS" in done.stderr

    def test_a_database_address_that_is_none(self, tmp_path: Path) -> None:
        done = run("migrate", data=tmp_path, CARNATION_DATABASE_URL="oracle://x")
        assert done.returncode == 1
        assert "CARNATION_DATABASE_URL" in done.stderr

    def test_a_relay_before_the_tables_are_made(self, tmp_path: Path) -> None:
        done = run("relay", data=tmp_path)
        assert done.returncode == 1
        assert "carnation migrate" in done.stderr


def test_migrate_makes_the_tables_and_effects_lists_them(tmp_path: Path, here: Run) -> None:
    assert here("migrate", data=tmp_path).stdout == "数据库结构已是最新\n"
    assert here("effects", data=tmp_path).stdout == "待办0项，已停止0项\n"
    again = here("effects", "--redeliver", "nothing", data=tmp_path)
    assert again.returncode == 1
    assert "没有编号为“nothing”的已停止待办" in again.stderr


def test_settings_are_listed_and_set(tmp_path: Path, here: Run) -> None:
    here("migrate", data=tmp_path)
    assert "还没有登记单位" in here("setting", "list", data=tmp_path).stderr
    unit = ("--id", "hrss", "--agency", "hrss", "--name", "龙陵县人社局", "--short-name", "龙人社")
    assert here("unit", "create", *unit, "--jurisdiction", "530523", data=tmp_path).returncode == 0
    listed = here("setting", "list", data=tmp_path).stdout.splitlines()
    assert listed[0].endswith("未设置，办理时会被拒绝")
    assert listed[-1].startswith("区划530523：共")
    given = ("remedies.court", "龙陵县人民法院", "--reason", "院发〔2026〕1号", "--from", "2026-01-01")
    done = here("setting", "set", *given, data=tmp_path)
    assert done.stdout == "已设置：remedies.court，区划530523，自2026-01-01起\n"
    assert "龙陵县人民法院（本县，自2026-01-01起）" in here("setting", "list", data=tmp_path).stdout
    for words in (("no.such", "1", "--reason", "x"), ("late_fee_cap", "x", "--reason", "x"), (*given, "--place", "53")):
        assert here("setting", "set", *words, data=tmp_path).returncode == 1


def test_an_installation_may_add_nothing_but_must_exist(tmp_path: Path) -> None:
    assert "没有“tour”这个命令" in run("tour", data=tmp_path, CARNATION_SETUP="engine.clock").stderr
    done = run("tour", data=tmp_path, CARNATION_SETUP="workflows.instalation")
    assert done.returncode == 1
    assert "CARNATION_SETUP" in done.stderr


def test_the_record_is_verified_saved_and_restored(tmp_path: Path, here: Run) -> None:
    data, restored, archive = tmp_path / "data", tmp_path / "restored", tmp_path / "carnation.tar"
    url = f"sqlite:///{data / 'carnation.db'}"
    data.mkdir()
    migrate(url)
    county = make_county(url, data)
    case = county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection")

    assert here("verify", data=data).stdout == "已核对1个案件、1条记录：全部一致\n"
    checkpoint = tmp_path / "checkpoint.json"
    checkpoint.write_text(here("checkpoint", data=data).stdout, "utf-8")
    assert here("verify", "--checkpoint", str(checkpoint), data=data).returncode == 0

    exported = tmp_path / "case.json"
    assert here("export", case.number, str(exported), data=data).returncode == 0
    assert "全部一致" in here("verify", "--case", str(exported), data=data).stdout
    bundle = tmp_path / "case.zip"
    assert "请妥善保管" in here("export", case.number, str(bundle), data=data).stdout
    assert "全部一致" in here("verify", "--case", str(bundle), data=data).stdout

    assert here("backup", str(archive), data=data).stdout.startswith(f"已备份到{archive}：1个案件、1条记录")
    again = here("backup", str(archive), data=data)
    assert (again.returncode, "没有覆盖" in again.stderr) == (1, True)
    assert here("restore", str(archive), data=restored).returncode == 0
    assert here("verify", "--checkpoint", str(checkpoint), data=restored).returncode == 0

    with county.office.database.write() as tx:
        tx.run("UPDATE cases SET stage = 'closed'", {})
    broken = here("verify", data=data)
    assert (broken.returncode, "✗" in broken.stdout, "全部一致" in broken.stdout) == (1, True, False)


def test_people_and_departments_are_made_with_a_password_from_stdin(tmp_path: Path, here: Run) -> None:
    here("migrate", data=tmp_path)
    unit = ["--agency", "hrss", "--name", "龙陵县人力资源和社会保障局", "--short-name", "龙人社"]
    assert here("unit", "create", "--id", "hrss", *unit, "--jurisdiction", "530523", data=tmp_path).returncode == 0
    who = ["--login", "duan", "--name", "段志明", "--unit", "hrss"]
    create = ["account", "create", *who, "--role", "inspector"]
    assert here(*create, data=tmp_path, typed="Longling-1234\n").stdout == "已新建账号：duan\n"
    listed = here("account", "list", data=tmp_path).stdout
    assert listed == "duan  段志明  hrss  inspector\n"

    weak = here("account", "password", "duan", data=tmp_path, typed="123\n")
    assert (weak.returncode, "密码" in weak.stderr or "口令" in weak.stderr) == (1, True)
    unknown = here(*create[:-1], "wizard", data=tmp_path, typed="Longling-1234\n")
    assert "没有“wizard”这种角色" in unknown.stderr
    assert here("account", "disable", "duan", data=tmp_path).stdout == "已停用\n"
    assert "已停用" in here("account", "list", data=tmp_path).stdout
