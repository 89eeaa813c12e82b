"""What a decision may know besides the case: the day, the calendar, the office's settings and its people.

Given to the decision as values, so that deciding does no input or output.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from engine.actors import Officer, UnitRef
from engine.calendar import Calendar
from engine.crypto import Vault
from engine.directory import Resolved
from engine.errors import SettingMissing


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The world at the moment of a decision."""

    day: date
    now: datetime
    vault: Vault
    units: Mapping[str, UnitRef]
    officers: Mapping[str, Officer]
    calendar_of: Callable[[str], Calendar]
    resolve: Callable[[str, str, date], Resolved]
    jurisdiction: str
    frequency_of: Callable[[str], int] = lambda _series: 0
    holds_role: Callable[[str, str, str], bool] = lambda _account, _role, _unit: False
    """Whether somebody holds a role today in a department."""
    handles: Callable[[UnitRef, str], bool] = lambda _unit, _case_type: True
    """Whether somebody in a department can handle cases of a type."""

    @property
    def calendar(self) -> Calendar:
        """The calendar of the case's jurisdiction."""
        return self.calendar_of(self.jurisdiction)

    def setting(self, code: str) -> str:
        """The office's value of a setting on the legal day; raises SettingMissing naming it."""
        return self.resolved(code).value

    def resolved(self, code: str, day: date | None = None) -> Resolved:
        """The office's value of a setting with its origin, on the legal day or an earlier one."""
        return self.resolve(code, self.jurisdiction, day or self.day)

    def receiver(self, agency: str, jurisdiction: str, case_type: str) -> UnitRef | None:
        """The department of an agency in a jurisdiction that handles such cases, None where there is none."""
        for unit in self.units.values():
            if unit.agency == agency and unit.jurisdiction == jurisdiction and self.handles(unit, case_type):
                return unit
        return None

    def unit_for(self, agency: str, jurisdiction: str) -> UnitRef:
        """The department of an agency for a jurisdiction; raises SettingMissing where none is known."""
        for unit in self.units.values():
            if unit.agency == agency and unit.jurisdiction == jurisdiction:
                return unit
        raise SettingMissing(f"本辖区（{jurisdiction}）没有登记这类单位，不能移交；请系统管理员先登记接收单位")
