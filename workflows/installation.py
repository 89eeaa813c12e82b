"""What this product plugs into the kernel by name: effect handlers, extra commands, the demo county."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from documents import issue
from engine import handoff, reminders

if TYPE_CHECKING:
    from collections.abc import Iterator

    import typer

    from engine.effects import Handler
    from engine.glossary import Word
    from engine.office import Office
    from engine.surroundings import Surroundings
    from forms.estimate import Estimate, EstimateQuestion

HANDLERS: dict[str, Handler] = {**handoff.HANDLERS, **issue.HANDLERS, **reminders.HANDLERS}


def make_demo(office: Office) -> None:
    """Fill an empty installation with the demo county."""
    from workflows import demo

    demo.make_demo(office)


def estimate(asked: EstimateQuestion, around: Surroundings) -> Estimate:
    """Answer the public page 算一算."""
    from workflows import estimate as estimating

    return estimating.estimate(asked, around)


def glossary() -> tuple[Word, ...]:
    """The words that everybody meets, for the page 术语表."""
    from workflows.glossary import WORDS

    return WORDS


def citations() -> Iterator[dict[str, Any]]:
    """Every citation that the product can print."""
    from workflows import citations as cited

    return cited.citations()


def register_commands(app: typer.Typer) -> None:
    """Add the calculators, the checks and the tour to the command line."""
    from workflows import commands

    commands.register(app)


def __getattr__(name: str) -> Any:
    if name in {"DEMO_ACCOUNTS", "DEMO_PASSWORD"}:
        from workflows import demo

        return {"DEMO_ACCOUNTS": demo.DEMO_ACCOUNTS, "DEMO_PASSWORD": demo.PASSWORD}[name]
    raise AttributeError(name)
