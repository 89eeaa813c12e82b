"""One running installation: its database, case types, clocks, vault, calendars and people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from engine.actors import Actor, UnitRef, system_actor
from engine.blobs import Blobs, DatabaseBlobs, FolderBlobs
from engine.calendar import Calendar
from engine.clock import SHANGHAI, Clocks
from engine.crypto import Vault, load_vault
from engine.database import Database, Tx, open_database
from engine.directory import VERSION, Directory, Settings, load_directory
from engine.errors import NotFound
from engine.loaded_calendars import LoadedCalendars
from engine.registry import Registry, discover
from engine.settings import Installation
from engine.surroundings import Surroundings

LEGAL_SHIFT = "legal_clock_shift_days"


@dataclass
class Office:
    """What every verb of the kernel needs. Make one per process with `open_office`."""

    installation: Installation
    database: Database
    registry: Registry
    vault: Vault
    blobs: Blobs
    clocks: Clocks = field(default_factory=Clocks)
    _directory: Directory | None = None
    _calendars: LoadedCalendars = field(default_factory=LoadedCalendars)

    @cached_property
    def settings(self) -> Settings:
        """The settings that case types declare."""
        return Settings(self.registry.settings)

    @cached_property
    def supervising_roles(self) -> frozenset[str]:
        """The codes of the roles that read all cases of their agency in and below their jurisdiction."""
        return frozenset(code for code, role in self.registry.roles.items() if role.supervises)

    @cached_property
    def leading_roles(self) -> frozenset[str]:
        """The codes of the roles that stand over the people of a department: those that supervise, and its heads."""
        return frozenset(code for code, role in self.registry.roles.items() if role.supervises or role.heads)

    def directory(self, tx: Tx) -> Directory:
        """The people and settings as this transaction sees them."""
        known = self._directory
        row = tx.one("SELECT last FROM counters WHERE series = :s", {"s": VERSION})
        version = row[0] if row else 0
        if known is None or known.version != version:
            known = self._directory = load_directory(tx)
        return known

    def current_directory(self) -> Directory:
        """The people and settings as they are now."""
        with self.database.read() as tx:
            return self.directory(tx)

    def calendar(self, jurisdiction: str, directory: Directory | None = None) -> Calendar:
        """The calendar of a place: the shipped years, and over them those that administrators loaded."""
        years = (directory or self.current_directory()).calendars
        return self._calendars.of(jurisdiction, years)

    def surroundings(self, directory: Directory, jurisdiction: str, tx: Tx | None = None) -> Surroundings:
        """What a decision in a place may know; yearly frequencies only inside a transaction."""
        return Surroundings(
            day=self.clocks.today(),
            now=self.clocks.now(),
            vault=self.vault,
            units=directory.units,
            officers=directory.officers,
            calendar_of=lambda place: self.calendar(place, directory),
            resolve=lambda code, place, day: self.settings.resolved(directory, code, place, day),
            jurisdiction=jurisdiction,
            frequency_of=lambda series: _last_number(tx, series),
            holds_role=lambda account, role, unit: any(
                holder.id == account for holder in directory.holders(role, unit, self.technical_day())
            ),
            handles=lambda unit, case_type: self._handles(directory, unit, case_type),
        )

    def _handles(self, directory: Directory, unit: UnitRef, case_type: str) -> bool:
        """Whether cases of a type can be opened in a department and somebody there holds a role in them."""
        try:
            compiled = self.registry.get(case_type, self.clocks.today(), unit.jurisdiction)
        except NotFound:
            return False
        roles = {role.code for step in compiled.steps.values() for role in step.by}
        return any(directory.holders(role, unit.id, self.technical_day()) for role in roles)

    def actor(self, account_id: str) -> Actor:
        """The person with the roles held today; raises NotAllowed where the account is closed."""
        return self.current_directory().actor(account_id, self.technical_day())

    def technical_day(self) -> date:
        """Today in Asia/Shanghai by technical time: roles and accounts do not follow the legal clock of the demo."""
        return self.clocks.now().astimezone(SHANGHAI).date()

    def system(self, unit: UnitRef) -> Actor:
        """The system acting in a department's name."""
        return system_actor(unit)

    def close(self) -> None:
        """End all connections."""
        self.database.close()


def open_office(installation: Installation, clocks: Clocks | None = None) -> Office:
    """Open the installation. The tables must have been made (see `engine/migrations`)."""
    folder = installation.data.absolute()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = open_database(installation.database(), synchronous=installation.sqlite_synchronous)
    vault = load_vault(folder / "keys")
    now = (clocks or Clocks()).now
    blobs: Blobs = (
        DatabaseBlobs(database, vault, now)
        if installation.blobs_in_database
        else FolderBlobs(Path(folder) / "blobs", vault, now)
    )
    office = Office(installation, database, discover(installation.case_types), vault, blobs)
    office.clocks = clocks or Clocks(shift_days=_Shift(office))
    return office


def _last_number(tx: Tx | None, series: str) -> int:
    row = tx.one("SELECT last FROM counters WHERE series = :s", {"s": series}) if tx else None
    return int(row[0]) if row else 0


@dataclass
class _Shift:
    """By how many days the legal clock was moved; only a demo has such a row."""

    office: Office

    def __call__(self) -> int:
        if not self.office.installation.demo:
            return 0
        with self.office.database.read() as tx:
            row = tx.one("SELECT last FROM counters WHERE series = :s", {"s": LEGAL_SHIFT})
        return int(row[0]) if row else 0
