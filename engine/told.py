"""What the person whose case it is may know of it (对外告知): declared once for each case type, nothing by default.

A step's and a stage's plain words are told unless the step is withheld; terms of others and papers only where
words for them are declared here. A case that a withheld step opened is never told at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from engine.guards import Tally
from engine.law import Basis
from engine.vocabulary import Stage

if TYPE_CHECKING:
    from engine.casetype import CaseType, Step


@dataclass(frozen=True, slots=True, order=True)
class Milestone:
    """A leg of the way that all cases of a story go together (进度), in order."""

    order: int
    label: str


@dataclass(frozen=True, slots=True)
class Recourse:
    """What somebody can do when the office is late (逾期怎么办), and by which law.

    `{organ}` in the words is the value of the setting `organ`, or `otherwise` where the county has not set it.
    """

    words: str
    under: tuple[Basis, ...]
    organ: str = ""
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a case type's cases."""

    milestones: Mapping[Stage, Milestone] = field(default_factory=dict)
    """On which leg of the way a stage lies; a stage that ends the way early lies on none."""
    withheld: tuple[Step[Any], ...] = ()
    """Steps that are never told: a planned check, a tip, a criminal file, what is only ours."""
    clocks: Mapping[str, str] = field(default_factory=dict)
    """By a clock's code: what is waited for until its end, as a clause with its own subject."""
    papers: Mapping[str, str] = field(default_factory=dict)
    """By a paper's code, where it is addressed to the person: what it means."""
    sums: tuple[Tally, ...] = ()
    """Which tallies are told, and only where all of the story's lines are the person's own."""
    recourse: tuple[Recourse, ...] = ()

    def tells(self, step: Step[Any] | None) -> bool:
        """Tell whether a step may be told; that work was sent back, and who is in charge, is the office's own affair."""
        if step is None or not step.plain or step.sends_back or step.only_assigns:
            return False
        return all(step.name != other.name for other in self.withheld)


def faults(case_type: type[CaseType]) -> list[str]:
    """What is wrong with a declaration of what is told, in English, for developers."""
    told = case_type.told
    issued = {document.code for step in case_type.steps.values() for document in step.issues}
    return [
        *(f"{s} is withheld, but no step here" for s in told.withheld if case_type.steps.get(s.name) is None),
        *(
            f"{stage} has a milestone, but is no stage here"
            for stage in told.milestones
            if stage not in case_type.stages
        ),
        *(f"the clock {code} is told, but not declared here" for code in told.clocks if code not in case_type.clocks),
        *(f"the paper {code} is told, but issued by no step" for code in told.papers if code not in issued),
        *(
            f"the stage {stage.name} is on the way and has no milestone"
            for stage in case_type.stages
            if told.milestones and not stage.final and stage not in told.milestones
        ),
    ]
