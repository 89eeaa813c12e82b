"""Help in place (页面上的说明): what a stage, a step or a term means, for templates; knows no page."""

from __future__ import annotations

from dataclasses import dataclass

from engine.glossary import Word, stage_word, step_word, term_word
from engine.machine import Compiled
from engine.registry import Registry


@dataclass(frozen=True, slots=True)
class Help:
    """The words of the case types that are loaded; None for what is not declared there."""

    registry: Registry

    def stage(self, compiled: Compiled | str, code: str) -> Word | None:
        """What a stage means."""
        found = self._compiled(compiled)
        return stage_word(found, found.stages[code]) if code in found.stages else None

    def step(self, compiled: Compiled | str, name: str) -> Word | None:
        """What a step does."""
        found = self._compiled(compiled)
        step = found.step(name)
        return step_word(found, step) if step is not None else None

    def term(self, compiled: Compiled | str, code: str) -> Word | None:
        """What a term means: a step's own, or one that runs by itself."""
        found = self._compiled(compiled)
        of = found.case_type.clocks.get(code) or found.step(code)
        return term_word(found, of) if of is not None else None

    def _compiled(self, compiled: Compiled | str) -> Compiled:
        return self.registry.get(compiled) if isinstance(compiled, str) else compiled
