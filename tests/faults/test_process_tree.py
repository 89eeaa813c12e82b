"""The tree of processes: started again, stopped all together, never left behind.

Every process of a tree holds the writing end of one pipe; the pipe ends when the last of them has ended.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from engine.process_tree import LONGEST_PAUSE, pause

ROOT = Path(__file__).resolve().parents[2]
TREE = """
import os, signal, sys
# Whoever started the tests may ignore signals, as nohup does; then their children would too.
for ignored in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
    signal.signal(ignored, signal.SIG_DFL)
from engine import child
from engine.process_tree import Part, Tree

pipe, answers, work = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
environment = {**os.environ, child.PARENT: str(os.getpid())}
tree = Tree()
for name in ("first", "second"):
    command = (sys.executable, "-c", work, name, str(answers))
    tree.start(Part(name, name, command, environment, descriptors=(pipe, answers), essential=name == "first"))
code = tree.watch(lambda: None, every=0.1)
tree.stop()
sys.exit(code)
"""
WORK = """
import os, signal, sys
from engine.child import STOPPING, die_with_parent
die_with_parent()
signal.pthread_sigmask(signal.SIG_UNBLOCK, (*STOPPING, signal.SIGCHLD))
os.write(int(sys.argv[2]), f"{sys.argv[1]} {os.getpid()}\\n".encode())
signal.pause()
"""
STUBBORN = WORK.replace("SIG_UNBLOCK", "SIG_BLOCK")
FAILING = 'import sys; sys.exit(1 if sys.argv[1] == "first" else 0)'


@dataclass
class Running:
    """A tree at work: who answered, and how one waits for its end."""

    process: subprocess.Popen[bytes]
    answers: int
    pipe: int

    def started(self, how_many: int) -> dict[str, int]:
        """Wait for so many children to say that they work; their process ids by name."""
        found = {}
        for _ in range(how_many):
            name, identity = self._line().split()
            found[name] = int(identity)
        return found

    def _line(self) -> str:
        line = b""
        while not line.endswith(b"\n"):
            line += os.read(self.answers, 1)
        return line.decode()

    def all_ended(self) -> bool:
        """Wait until no process of the tree is left."""
        return os.read(self.pipe, 1) == b""


@contextmanager
def tree_of(work: str) -> Iterator[Running]:
    pipe, held = os.pipe()
    answers, answering = os.pipe()
    command = [sys.executable, "-c", TREE, str(held), str(answering), work]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, env=environment, pass_fds=(held, answering), stderr=subprocess.DEVNULL, start_new_session=True
    )
    os.close(held)
    os.close(answering)
    try:
        yield Running(process, answers, pipe)
    finally:
        process.kill()
        process.wait()
        os.close(pipe)
        os.close(answers)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_every_child(how: signal.Signals) -> None:
    with tree_of(WORK) as tree:
        tree.started(2)
        tree.process.send_signal(how)
        assert tree.all_ended()
        assert tree.process.wait() == 0


def test_kill_9_of_the_parent_stops_every_child() -> None:
    with tree_of(WORK) as tree:
        tree.started(2)
        tree.process.kill()
        assert tree.all_ended()


def test_a_child_that_will_not_stop_is_stopped_by_a_second_signal() -> None:
    with tree_of(STUBBORN) as tree:
        tree.started(2)
        tree.process.send_signal(signal.SIGTERM)
        tree.process.send_signal(signal.SIGINT)
        assert tree.all_ended()


def test_a_killed_child_is_started_again_and_the_other_goes_on() -> None:
    with tree_of(WORK) as tree:
        children = tree.started(2)
        os.kill(children["second"], signal.SIGKILL)
        [(name, identity)] = tree.started(1).items()
        assert name == "second"
        assert identity != children["second"]
        os.kill(children["first"], 0)


def test_an_essential_child_that_cannot_start_ends_the_tree() -> None:
    with tree_of(FAILING) as tree:
        assert tree.all_ended()
        assert tree.process.wait() == 1


def test_pauses_grow_to_a_limit() -> None:
    pauses = [pause(n) for n in range(1, 12)]
    assert pauses == sorted(pauses)
    assert pauses[0] < 1
    assert pauses[-1] == LONGEST_PAUSE
