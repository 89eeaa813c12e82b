"""The evidence files of a case (证据材料) as pages and downloads see them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.actors import Actor
from engine.canonical import moment_of
from engine.clock import SHANGHAI
from engine.database import Row, Tx
from engine.directory import Directory
from engine.errors import NotFound
from engine.exhibits import MISSING, ExhibitKind
from engine.filetypes import TYPES, FileType
from engine.masking import mask_id
from engine.office import Office
from engine.permissions import visible
from engine.vocabulary import SYSTEM

COLUMNS = (
    "e.id, e.case_id, e.number, e.kind, e.label, e.source, e.name, e.media_type, e.size, e.sha256, e.sm3, e.added_at,"
    " e.added_by, e.withdrawn_at, e.withdrawn_by, e.withdrawn_reason"
)
IDENTITY = re.compile(r"(?<![0-9A-Za-z])\d{14,17}[\dXx](?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class ExhibitView:
    """An evidence file: what it shows, what it is, its hashes, who registered it when, and whether it was withdrawn."""

    id: str
    case_id: str
    number: int
    kind: ExhibitKind
    label: str
    source: str
    name: str
    type: FileType
    size: int
    sha256: str
    sm3: str
    added_at: datetime
    added_by: str
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_reason: str

    @property
    def size_words(self) -> str:
        """The size in words: 1.2 MB, 34 KB."""
        if self.size >= 1_000_000:  # noqa: PLR2004 - a megabyte
            return f"{self.size / 1_000_000:.1f} MB"
        return f"{max(self.size // 1000, 1)} KB"


def exhibits_of(
    office: Office, tx: Tx, directory: Directory, case_id: str, names: Mapping[str, str] | None = None
) -> list[ExhibitView]:
    """The evidence of a case in the order of its numbers; the caller has asked the policy.

    `names` are persons' names with their masks; with it the words said of a file are masked, without it they are not.
    """
    rows = tx.all(f"SELECT {COLUMNS} FROM exhibits e WHERE e.case_id = :id ORDER BY e.number", {"id": case_id})
    return [_view(office, directory, row, names) for row in rows]


def open_exhibit(office: Office, tx: Tx, actor: Actor, exhibit_id: str) -> ExhibitView:
    """One evidence file of a case that the actor may see; raises NotFound."""
    predicate, values = visible(actor, office.supervising_roles)
    row = tx.one(
        f"SELECT {COLUMNS} FROM exhibits e JOIN cases c ON c.id = e.case_id WHERE e.id = :exhibit AND {predicate}",
        {"exhibit": exhibit_id, **values},
    )
    if row is None:
        raise NotFound(MISSING)
    return _view(office, office.directory(tx), row, None)


def hidden(text: str, names: Mapping[str, str]) -> str:
    """Running text with known persons' names and identity numbers masked."""
    for full, mask in names.items():
        text = text.replace(full, mask)
    return IDENTITY.sub(lambda found: mask_id(found[0]), text)


def _view(office: Office, directory: Directory, row: Row, names: Mapping[str, str] | None) -> ExhibitView:
    def said(sealed: str) -> str:
        text = office.vault.unseal(sealed)
        return text if names is None else hidden(text, names)

    def person(account: str) -> str:
        officer = directory.officers.get(account)
        return officer.name if officer else SYSTEM.label if account else ""

    identity, case_id, number, kind, label, source, name, media_type, size, sha256, sm3, added_at, added_by = row[:13]
    withdrawn_at, withdrawn_by, reason = row[13:]
    return ExhibitView(
        identity,
        case_id,
        number,
        ExhibitKind(kind),
        said(label),
        said(source),
        said(name),
        TYPES[media_type],
        size,
        sha256,
        sm3,
        moment_of(added_at).astimezone(SHANGHAI),
        person(added_by),
        moment_of(withdrawn_at).astimezone(SHANGHAI) if withdrawn_at else None,
        person(withdrawn_by),
        reason,
    )
