"""All statutory terms (法定期限) that procedures of this product run by, under the codes of the law file.

A code with a letter is one of several lengths that share a number: the two halves of D18, the ordinary and
the simple procedure of D23.
"""

from __future__ import annotations

from workflows.terms import audit, crime, inspection, registration, remedies
from workflows.terms.statutory import StatutoryTerm, by_code

TERMS: dict[str, StatutoryTerm] = by_code(
    (*inspection.TERMS, *remedies.TERMS, *crime.TERMS, *audit.TERMS, *registration.TERMS)
)


def term(code: str) -> StatutoryTerm:
    """A term by its code; raises KeyError."""
    return TERMS[code]
