"""Work that a checker sent back (退回重办): which step's, by whom, when and why, until that step is taken anew.

A case keeps it in its state under the name of the step whose work it was. What the checker wrote is kept there as
the form's own record, because several steps may send back with the same form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.errors import Reason

if TYPE_CHECKING:
    from engine.casetype import Step
    from engine.machine import Compiled
    from engine.outcome import Outcome
    from engine.view import Header

KEY = "sent_back"


def sent_back(header: Header) -> dict[str, dict[str, Any]]:
    """What was sent back and not done anew since, by the name of the step."""
    found: dict[str, dict[str, Any]] = header.state.get(KEY, {})
    return found


def work_to_return(header: Header, step: Step[Any]) -> str | None:
    """The last taken of those steps whose work the step sends back; None where none was taken."""
    taken = header.state.get("taken", {})
    return max(
        (work.name for work in step.sends_back if work.name in taken), key=lambda name: taken[name]["seq"], default=None
    )


def against_returning(header: Header, step: Step[Any]) -> list[Reason]:
    """Nothing goes back that was not done, or that was sent back already."""
    if not step.sends_back:
        return []
    name = work_to_return(header, step)
    labels = "或".join(f"“{work.label}”" for work in step.sends_back)
    if name is None:
        return [Reason(f"还没有办理{labels}，没有可以退回的", code="nothing_done")]
    if name in sent_back(header):
        return [Reason(f"{labels}已经退回，还没有重新办理", lifted_by="原办理人重新办理", code="sent_back")]
    return []


def note_returns(
    outcome: Outcome, compiled: Compiled, header: Header, step: Step[Any], record: dict[str, Any], actor_id: str
) -> None:
    """Put into the outcome what the step sends back, and that what it does anew no longer stands as sent back."""
    changes: dict[str, Any] = {
        work: None for work, row in sent_back(header).items() if step.name in _answering(compiled, row["step"])
    }
    work = work_to_return(header, step)
    if work is not None:
        changes[work] = {
            "step": step.name,
            "by": actor_id,
            "for": outcome.acting_for or None,
            "on": outcome.day.isoformat(),
            "seq": header.seq + 1,
            "reasons": record,
        }
    if changes:
        outcome.patch[KEY] = changes


def _answering(compiled: Compiled, returning: str) -> frozenset[str]:
    """The steps by which work is done anew that a step sent back."""
    step = compiled.step(returning)
    return frozenset(work.name for work in step.sends_back) if step else frozenset()
