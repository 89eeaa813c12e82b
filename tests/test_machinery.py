"""The ground the other tests stand on: databases that are real, fresh and the right kind, and a browser."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.support import machine, postgres


def query(url: str, *statements: str) -> object:
    engine = create_engine(url)
    with engine.begin() as connection:
        results = [connection.execute(text(statement)) for statement in statements]
        value = results[-1].scalar()
    engine.dispose()
    return value


class TestDatabases:
    @pytest.mark.parametrize("column", ["first", "second"])
    def test_each_test_gets_an_empty_database(self, database_url: str, column: str) -> None:
        assert query(database_url, f"CREATE TABLE mine ({column} integer)", "SELECT count(*) FROM mine") == 0

    def test_postgresql_orders_text_by_bytes_as_sqlite_does(self, postgres_url: str) -> None:
        assert query(postgres_url, "SELECT 'B' < 'a' AND 'a' < '龙' AND '龙' < '𬱖'") is True
        assert query(postgres_url, "SHOW server_encoding") == "UTF8"

    def test_postgresql_listens_on_no_network(self, postgres_url: str) -> None:
        assert query(postgres_url, "SHOW listen_addresses") == ""

    def test_a_database_can_be_copied_from_a_prepared_one(self, postgres_cluster: postgres.Cluster) -> None:
        with postgres_cluster.database() as prepared:
            query(postgres_cluster.url(prepared), "CREATE TABLE county (code text)", "SELECT 1")
            with postgres_cluster.database(template=prepared) as copy:
                assert query(postgres_cluster.url(copy), "SELECT count(*) FROM county") == 0


class TestClusterFolder:
    def test_it_is_gone_when_its_run_was_killed(self) -> None:
        script = (
            "import os\n"
            "from tests.support import postgres\n"
            "with postgres.cluster_folder():\n"
            "    postgres.running_cluster()\n"
            "    print(os.environ[postgres.FOLDER], os.getpid(), flush=True)\n"
            "    input()\n"
        )
        machine.find_program("initdb", package="postgresql", folders=postgres.BINARIES)
        run = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        with run:
            folder = Path(run.stdout.readline().split()[0])
            server = int((folder / "data/postmaster.pid").read_text("ascii").split()[0])
            assert Path(f"/proc/{server}").exists()
            run.kill()
            # The watchdog holds the pipe of stdout until it has done its work.
            run.stdout.read()
        assert not folder.exists()
        assert not Path(f"/proc/{server}").exists()


class TestMissingProgram:
    def test_it_fails_the_test_by_name_in_a_complete_run(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CARNATION_TEST_COMPLETE", "1")
        with pytest.raises(pytest.fail.Exception, match="请安装系统软件包 nosuch"):
            machine.find_program("no-such-program", package="nosuch")

    def test_it_skips_the_test_otherwise(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("CARNATION_TEST_COMPLETE", raising=False)
        monkeypatch.delenv("CI", raising=False)
        with pytest.raises(pytest.skip.Exception):
            machine.find_program("no-such-program", package="nosuch")

    def test_of_several_versions_the_highest_is_taken(self, tmp_path: Path) -> None:
        for version in ("9", "15", "13"):
            (tmp_path / version).mkdir()
            (tmp_path / version / "initdb-here").touch()
        found = machine.find_program("initdb-here", package="postgresql", folders=f"{tmp_path}/*")
        assert found.parent.name == "15"


class TestBrowser:
    def test_it_renders_a_page(self, browser) -> None:
        page = browser.new_page()
        page.set_content("<html lang=zh-CN><h1>龙陵县</h1></html>")
        assert page.inner_text("h1") == "龙陵县"
        page.close()
