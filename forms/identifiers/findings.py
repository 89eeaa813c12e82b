"""What a check of one written value found: errors forbid it, hints only ask the reader to look again."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed about a value: a code for programs, a sentence in Chinese for people.

    The sentence names the rule and never repeats the value, which may be personal data.
    """

    code: str
    message: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer to a check: the one right way to write the value, and what was found on the way.

    `normalised` is None as soon as there is an error.
    """

    normalised: str | None
    errors: tuple[Finding, ...] = ()
    hints: tuple[Finding, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether nothing forbids the value; hints do not."""
        return not self.errors


EMPTY: Final = "empty"


def error(code: str, message: str) -> Finding:
    """A finding that forbids the value."""
    return Finding(code, message, Severity.ERROR)


def hint(code: str, message: str) -> Finding:
    """A finding that a person should look at; the value stands."""
    return Finding(code, message, Severity.HINT)


def refuse(*errors: Finding, hints: tuple[Finding, ...] = ()) -> Checked:
    """A check that failed."""
    return Checked(None, errors, hints)
