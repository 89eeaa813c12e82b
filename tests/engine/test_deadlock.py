"""Two batches that touch the same cases in opposite order both get through on PostgreSQL."""

from __future__ import annotations

import threading
from pathlib import Path

from engine.cases import Answer, Command, take_steps
from tests.support.county import make_county
from workflows.labour_inspection.forms import Complaint, Filing


def test_opposite_batches_are_both_carried_out(postgres_url: str, tmp_path: Path) -> None:
    county = make_county(postgres_url, tmp_path)
    cases = [
        county.take("reception", "register_complaint", Complaint.example(), case_type="labour_inspection").case_id
        for _ in range(12)
    ]
    head = county.office.actor("head")
    filing = Filing.example().model_copy(update={"lead": "duan", "second": "cun"}).model_dump(mode="json")
    barrier = threading.Barrier(2)
    answers: list[object] = []

    def batch(order: list[str], name: str) -> None:
        commands = [Command(head, "accept_and_file", filing, f"{name}-{case}", case) for case in order]
        barrier.wait()
        answers.extend(take_steps(county.office, commands))

    threads = [threading.Thread(target=batch, args=(o, n)) for o, n in ((cases, "a"), (cases[::-1], "b"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(answer, Answer) for answer in answers) == len(cases)
    assert {county.stage(case) for case in cases} == {"filed"}
