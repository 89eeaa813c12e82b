"""The files that the rows of a case name: its papers and its evidence, in words and by their hashes; reads no file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.filetypes import TYPES
from engine.projections import EXHIBIT, PROJECTIONS

PAPER = PROJECTIONS["papers"][0].split(", ")


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file of a case: what it is in words, its hashes, its bytes and type; None or empty where not recorded.

    `place` is what tells it from the other files of its kind.
    """

    what: str
    place: str
    sha256: str
    sm3: str = ""
    size: int | None = None
    media_type: str = ""

    @property
    def name(self) -> str:
        """Under which it lies in a bundle; raises KeyError for a type that we do not take."""
        if self.media_type:
            return f"evidence/{self.place}-{self.sha256}.{TYPES[self.media_type].ending}"
        return f"papers/{self.place}-{self.sha256}.pdf"


def files_in(rows: Mapping[str, Sequence[Sequence[Any]]]) -> Iterator[CaseFile]:
    """The files of the papers that were made, then of the evidence; `rows` are those beside one case, by table."""
    for row in rows["papers"]:
        paper = dict(zip(PAPER, row, strict=True))
        if paper["sha256"] is not None:
            what = f"文书“{paper['label']}”{paper['number'] or ''}"
            yield CaseFile(what, paper["id"].partition("-")[2], paper["sha256"])
    for row in rows["exhibits"]:
        exhibit = dict(zip(EXHIBIT, row, strict=True))
        yield CaseFile(
            f"证据{exhibit['number']}",
            str(exhibit["number"]).zfill(3),
            exhibit["sha256"],
            exhibit["sm3"],
            exhibit["size"],
            exhibit["media_type"],
        )
