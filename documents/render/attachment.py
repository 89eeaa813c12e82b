"""A file carried inside a paper's PDF."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """Data a paper was printed from (PDF/A-3); `relationship` is a term of ISO 32000: Data, Source."""

    name: str
    data: bytes
    description: str
    relationship: str = "Data"
