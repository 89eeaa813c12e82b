"""`carnation serve`: the tree of web, relay and Prefect server on one machine.

This process stays small: it checks, takes the port, keeps the parts running, and imports none of them.
"""

from __future__ import annotations

import http.client
import os
import secrets
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from engine import child, startup
from engine.process_tree import Part, Tree
from engine.settings import Installation

ROOT = Path(__file__).resolve().parent.parent
FIRST_PAGE = "/"
PATIENCE = 600.0
SECRET = "CARNATION_PREFECT_SECRET"  # noqa: S105 - the name of a variable


def serve_all(installation: Installation, before: Callable[[], None] | None = None) -> int:
    """Start everything and keep it running until a signal; returns the exit code, raises NotReady.

    `before` is called once the data folder is ours and before anything uses it.
    """
    folder = installation.data.absolute()
    startup.check_address(installation.host, behind_proxy=installation.behind_proxy)
    startup.check_folder(folder)
    startup.check_libraries()
    with startup.lock(folder):
        if before is not None:
            before()
        listener = startup.listen(installation.host, installation.port, search=installation.demo)
        port = listener.getsockname()[1]
        environment = _environment(installation, folder, port)
        tree = Tree()
        answered = threading.Event()
        try:
            tree.start(_web(environment, listener.fileno()))
            startup.configure_logs(installation.log_level)
            threading.Thread(target=_wait_for_page, args=(installation.host, port, answered), daemon=True).start()
            code = tree.watch(_Opening(installation, tree, environment, answered, port))
        finally:
            tree.stop()
            listener.close()
    if code == 0:
        _say("康乃馨已停止")
    return code


class _Opening:
    """Once the first page answers: tell the address, and only then start the parts that nobody waits for."""

    def __init__(
        self, installation: Installation, tree: Tree, environment: dict[str, str], answered: threading.Event, port: int
    ) -> None:
        self._installation = installation
        self._tree = tree
        self._environment = environment
        self._answered = answered
        self._port = port
        self._told = False

    def __call__(self) -> None:
        if self._told or not self._answered.is_set():
            return
        self._told = True
        self._tree.prove("web")
        address = self._installation.public_url or f"http://{_printable(self._installation.host)}:{self._port}"
        _say(f"康乃馨已启动，请用浏览器打开：{address}\n按Ctrl-C停止")
        self._tree.start(_relay(self._environment))
        if self._installation.prefect:
            self._tree.start(_prefect(self._environment, self._installation.data.absolute()))


def _environment(installation: Installation, folder: Path, port: int) -> dict[str, str]:
    """The children's environment: this installation's settings, spelled out, and our own code first."""
    settings = {f"CARNATION_{name.upper()}": str(value) for name, value in installation.model_dump().items()}
    paths = [str(ROOT), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {
        **os.environ,
        **settings,
        "CARNATION_DATA": str(folder),
        "CARNATION_PORT": str(port),
        "CARNATION_PREFECT_PORT": str(_prefect_port(installation)),
        SECRET: f"carnation:{secrets.token_urlsafe(24)}",
        child.PARENT: str(os.getpid()),
        "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)),
        "PYTHONUNBUFFERED": "1",
    }


def _prefect_port(installation: Installation) -> int:
    if not installation.prefect:
        return 0
    return installation.prefect_port or startup.free_port()


def _command(role: str) -> tuple[str, ...]:
    # -P: a folder called engine where the command was given must not be taken for ours.
    return (sys.executable, "-P", "-m", "engine.child", role)


def _web(environment: dict[str, str], descriptor: int) -> Part:
    return Part(
        "web",
        "网页服务",
        _command("web"),
        {**environment, child.LISTENER: str(descriptor)},
        first={child.FIRST: "1"},
        descriptors=(descriptor,),
        essential=True,
    )


def _relay(environment: dict[str, str]) -> Part:
    return Part("relay", "待办传送服务", _command("relay"), environment)


def _prefect(environment: dict[str, str], folder: Path) -> Part:
    home = folder / "prefect"
    home.mkdir(exist_ok=True, mode=0o700)
    return Part("prefect", "流程服务", _command("prefect"), environment, output=home / "server.log", last=True)


def _wait_for_page(host: str, port: int, answered: threading.Event) -> None:
    """Ask for the first page once: the port is ours already, so the answer comes when the web is ready."""
    asked = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    for _ in range(10):
        connection = http.client.HTTPConnection(asked, port, timeout=PATIENCE)
        try:
            connection.request("GET", FIRST_PAGE)
            connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            continue
        finally:
            connection.close()
        answered.set()
        return


def _printable(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _say(text: str) -> None:
    with suppress(OSError):  # whoever started us may have closed it
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
