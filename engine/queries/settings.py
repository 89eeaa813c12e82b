"""The declared settings (参数) with the value in force for a place, where it comes from, and every value ever set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from engine.canonical import moment_of
from engine.database import Tx, in_list
from engine.directory import Resolved, Setting, places
from engine.errors import NotFound, SettingMissing
from engine.office import Office
from engine.vocabulary import SYSTEM

NATION = "000000"


@dataclass(frozen=True, slots=True)
class ValueSet:
    """A value that somebody set; `standing` tells in a word whether it counts on the day."""

    place: str
    place_label: str
    begins_on: date
    value: str
    reason: str
    set_by: str
    set_at: datetime
    standing: str


@dataclass(frozen=True, slots=True)
class SettingLine:
    """A setting as it stands for a place on a day; `resolved` is None where using it is refused."""

    setting: Setting
    resolved: Resolved | None
    origin: str
    history: tuple[ValueSet, ...]


def place_label(jurisdiction: str) -> str:
    """Which level a division code belongs to, as administrators say it.

    >>> [place_label(code) for code in ("530523", "530500", "530000", "000000")]
    ['本县', '州市', '省', '全国']
    """
    if jurisdiction == NATION:
        return "全国"
    if jurisdiction.endswith("0000"):
        return "省"
    return "州市" if jurisdiction.endswith("00") else "本县"


def settings_in(office: Office, tx: Tx, jurisdiction: str, day: date) -> list[SettingLine]:
    """Every declared setting, those first that nobody has set and that have no default."""
    history = _history(office, tx, jurisdiction)
    lines = [_line(office, tx, setting, jurisdiction, day, history) for setting in office.registry.settings.values()]
    return sorted(lines, key=lambda line: (line.resolved is not None, line.setting.code))


def setting_in(office: Office, tx: Tx, code: str, jurisdiction: str, day: date) -> SettingLine:
    """One setting; raises NotFound."""
    setting = office.registry.settings.get(code)
    if setting is None:
        raise NotFound(f"没有“{code}”这项参数")
    return _line(office, tx, setting, jurisdiction, day, _history(office, tx, jurisdiction))


Row = tuple[str, date, str, str, str, datetime]


def _history(office: Office, tx: Tx, jurisdiction: str) -> dict[str, list[Row]]:
    marks, values = in_list("place", places(jurisdiction))
    rows = tx.all(
        "SELECT code, jurisdiction, begins_on, value, reason, set_by, set_at FROM settings"
        f" WHERE jurisdiction IN {marks} ORDER BY begins_on DESC, jurisdiction DESC",
        values,
    )
    officers = office.directory(tx).officers
    found: dict[str, list[Row]] = {}
    for code, place, begins, value, reason, by, at in rows:
        name = SYSTEM.label if by == SYSTEM.code else officers[by].name if by in officers else by
        found.setdefault(code, []).append((place, date.fromisoformat(begins), value, reason, name, moment_of(at)))
    return found


def _line(
    office: Office, tx: Tx, setting: Setting, jurisdiction: str, day: date, history: dict[str, list[Row]]
) -> SettingLine:
    try:
        resolved = office.settings.resolved(office.directory(tx), setting.code, jurisdiction, day)
    except SettingMissing:
        resolved = None
    origin = "" if resolved is None else place_label(resolved.place) if resolved.place else "默认值"
    return SettingLine(
        setting,
        resolved,
        origin,
        tuple(
            ValueSet(
                place,
                place_label(place),
                begins,
                setting.words(value),
                reason,
                by,
                at,
                _standing(resolved, place, begins, day),
            )
            for place, begins, value, reason, by, at in history.get(setting.code, ())
        ),
    )


def _standing(resolved: Resolved | None, place: str, begins: date, day: date) -> str:
    if begins > day:
        return "将生效"
    if resolved is not None and (resolved.place, resolved.begins_on) == (place, begins):
        return "现行"
    return "不用"
