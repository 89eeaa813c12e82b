"""Any steps by any officers with any answers: whatever comes of it, the record stays whole."""

from __future__ import annotations

import enum
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from engine import store
from engine.canonical import link, merge, read
from engine.cases import GENESIS, possible_steps
from engine.errors import Refusal
from engine.form import Form
from tests.support.county import make_county
from tests.support.inspection import WHO, Inspection, example
from workflows.labour_inspection import LabourInspection

MOVES = 30
PEOPLE = sorted(set(WHO.values()) | {"cun"})


def answers(draw: Any, form: type[Form], today: date) -> dict[str, Any]:
    """The form's example with choices, ticks and days drawn anew."""
    found = example(form, today)
    for name, field in form.model_fields.items():
        kind = field.annotation
        if kind is bool:
            found[name] = draw(st.booleans())
        elif isinstance(kind, type) and issubclass(kind, enum.Enum) and draw(st.booleans()):
            found[name] = draw(st.sampled_from([member.value for member in kind]))
        elif kind is date and draw(st.booleans()):
            found[name] = (today + timedelta(days=draw(st.integers(-20, 40)))).isoformat()
    return found


def replayed(inspection: Inspection) -> tuple[dict[str, Any], str]:
    """The case's state and chain head, folded from its events."""
    with inspection.county.office.database.read() as tx:
        events = tx.all("SELECT text FROM events WHERE case_id = :id ORDER BY seq", {"id": inspection.case})
    state: dict[str, Any] = {}
    head = GENESIS
    for (text,) in events:
        head = link(head, text)
        merge(state, read(text)["patch"])
    return state, head


def likely(step: Any, stage: str) -> int:
    """Steps that move the case come first, so that a few moves lead far."""
    return 0 if step.to is not None and step.to.code != stage else 1


# A failing walk names its steps already; shrinking whole walks takes minutes.
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(st.data())
def test_every_record_is_whole_and_every_deadline_explained(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        inspection = Inspection.set_up(make_county(f"sqlite:///{folder}/any.db", Path(folder)))
        inspection.take(data.draw(st.sampled_from(["register_complaint", "register_tip", "register_lead"])))
        for _ in range(MOVES):
            move(inspection, data)
        event(f"reached {inspection.stage}")
        whole(inspection)
        inspection.county.office.close()


def move(inspection: Inspection, data: st.DataObject) -> None:
    """One officer takes one step that the kernel calls possible; a refusal changes nothing."""
    county = inspection.county
    actor = county.office.actor(data.draw(st.sampled_from(PEOPLE)))
    with county.office.database.read() as tx:
        header = store.load(tx, county.office.database, inspection.case, lock=False)
        assert header is not None
        offered = [p.step for p in possible_steps(county.office, tx, header, actor) if p.possible]
    if not offered:
        return
    offered.sort(key=lambda step: likely(step, header.stage))
    step = data.draw(st.sampled_from(offered[:8]))
    try:
        county.take(actor.id, step.name, answers(data.draw, step.form, inspection.today), case=inspection.case)
    except Refusal as refusal:
        assert refusal.detail
        with county.office.database.read() as tx:
            after = store.load(tx, county.office.database, inspection.case, lock=False)
        assert after == header
    inspection.later(data.draw(st.integers(0, 12)))


def whole(inspection: Inspection) -> None:
    """Replay equals the row, one stage of the type, every open deadline with its computation."""
    state, head = replayed(inspection)
    with inspection.county.office.database.read() as tx:
        header = store.load(tx, inspection.county.office.database, inspection.case, lock=False)
        open_rows = tx.all(
            "SELECT code, due, basis, computation FROM deadlines WHERE case_id = :id AND is_open = 1",
            {"id": inspection.case},
        )
        facts = tx.all("SELECT code FROM facts WHERE case_id = :id AND ended_on IS NULL", {"id": inspection.case})
    assert header is not None
    assert (header.state, header.head) == (state, head)
    assert header.stage in {stage.code for stage in LabourInspection.stages}
    assert {code for code, *_ in open_rows} == set(state.get("deadlines", {}))
    assert all(basis and computation for _, _, basis, computation in open_rows)
    assert {code for (code,) in facts} == set(state.get("facts", {}))
