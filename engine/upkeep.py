"""What keeps an installation going (运行情况): when it was last backed up, and which number each series gives next.

A backup leaves its trace in the read log of the living installation, where nobody can change it unseen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from engine import readlog
from engine.canonical import moment_of
from engine.database import Tx
from engine.office import Office
from engine.permissions import span
from engine.series import SERIES
from engine.vocabulary import SYSTEM

ACTION = "backup"
WARN_AFTER = timedelta(days=7)
SHOWN = 20


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup that was made: its file, when, and how large in bytes."""

    file: str
    at: datetime
    bytes: int
    cases: int


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """A series of numbers: department, kind and year, the last number given and the next."""

    unit: str
    kind: str
    year: str
    last: int

    @property
    def next(self) -> int:
        """The number that is given next."""
        return self.last + 1


def note_backup(office: Office, file: str, size: int, cases: int) -> None:
    """Leave the trace of a backup."""
    with office.database.write() as tx:
        readlog.record(tx, office, SYSTEM.code, ACTION, f"{file}|{size}|{cases}")


def backups_made(tx: Tx) -> list[BackupMade]:
    """The newest first, at most a page."""
    rows = tx.all(
        "SELECT subject, at FROM read_log WHERE action = :action ORDER BY id DESC LIMIT :n",
        {"action": ACTION, "n": SHOWN},
    )
    found = []
    for subject, at in rows:
        file, size, cases = str(subject).rsplit("|", 2)
        found.append(BackupMade(file, moment_of(at), int(size), int(cases)))
    return found


def is_late(office: Office, made: list[BackupMade]) -> bool:
    """Tell whether it is too long ago that a backup was made."""
    return not made or made[0].at + WARN_AFTER < office.clocks.now()


def series_in(office: Office, tx: Tx, jurisdiction: str) -> list[SeriesLine]:
    """The series of the departments in and below a jurisdiction, the newest year first."""
    low, high = span(jurisdiction)
    units = office.directory(tx).units
    labels = _labels(office)
    found = []
    for series, last in tx.all("SELECT series, last FROM counters ORDER BY series", {}):
        if not SERIES.fullmatch(series):
            continue
        unit, kind, year = series.split("/")
        if unit in units and low <= units[unit].jurisdiction < high:
            found.append(SeriesLine(units[unit].name, labels.get(kind, kind), year, int(last)))
    return sorted(found, key=lambda line: (-int(line.year), line.unit, line.kind))


def _labels(office: Office) -> dict[str, str]:
    """What each kind of series numbers: the cases of a type, or the papers that share a mark (代字)."""
    papers: dict[str, dict[str, None]] = {}
    for compiled in office.registry:
        for step in compiled.steps.values():
            for document in step.issues:
                if document.mark:
                    papers.setdefault(document.mark, {})[document.label] = None
    labels = {mark: f"{'、'.join(names)}（{mark}）" for mark, names in papers.items()}
    return labels | {compiled.code: f"{compiled.label}案件" for compiled in office.registry}
