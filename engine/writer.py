"""One writer for many callers: commands queue up, and each commit takes all that are waiting.

A caller is answered after the commit, never before. A command whose code fails takes nobody with it: the
others of its batch are taken again without it.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from concurrent.futures import Future

from engine.cases import Answer, Command, take_steps
from engine.errors import NotReady, Refusal
from engine.office import Office

MOST = 200
Waiting = tuple[Command, "Future[Answer]"]


class Writer:
    """A thread that takes steps for all callers of this process. Start it with `start`, end it with `close`."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._queue: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._closed = False

    async def take(self, command: Command) -> Answer:
        """Take one step; raises the Refusal that applies."""
        return await asyncio.wrap_future(self.submit(command))

    def submit(self, command: Command) -> Future[Answer]:
        """Queue a command; the future holds its answer or its refusal once they are committed."""
        future: Future[Answer] = Future()
        with self._lock:
            if self._closed:
                raise NotReady("系统正在停止，操作没有生效，请稍后再试")
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
                self._thread.start()
            self._queue.put((command, future))
        return future

    def close(self) -> None:
        """Finish what is queued and stop."""
        with self._lock:
            self._closed = True
            thread, self._thread = self._thread, None
            if thread is not None:
                self._queue.put(None)
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while (first := self._queue.get()) is not None:
            batch = [first]
            ending = False
            while len(batch) < MOST:
                try:
                    more = self._queue.get_nowait()
                except queue.Empty:
                    break
                if more is None:
                    ending = True
                    break
                batch.append(more)
            self._carry_out([one for one in batch if one[1].set_running_or_notify_cancel()])
            if ending:
                return

    def _carry_out(self, batch: list[Waiting]) -> None:
        if not batch:
            return
        try:
            answers = take_steps(self._office, [command for command, _ in batch])
        except Exception as error:  # noqa: BLE001 - whatever it was, it belongs to the caller who sent it
            if len(batch) == 1 or isinstance(error, Refusal):
                for _, future in batch:
                    future.set_exception(error)
                return
            for one in batch:
                self._carry_out([one])
            return
        for (_, future), answer in zip(batch, answers, strict=True):
            if isinstance(answer, Refusal):
                future.set_exception(answer)
            else:
                future.set_result(answer)
