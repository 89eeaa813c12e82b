"""A list's filter in an address, in a form and in words; what was typed into it never stands in an address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from engine import queries as q
from engine import searches
from engine.database import Tx
from engine.errors import FieldError, InvalidForm
from engine.machine import Compiled
from engine.office import Office
from engine.permissions import ADMINISTRATORS
from engine.visitor import Visitor
from forms.render import Option

WORDS = ("q", "employer")
"""What is typed freely and may be personal."""
LABELS = {
    "q": "查找",
    "employer": "用人单位",
    "case_type": "案件类型",
    "stage": "阶段",
    "state": "状态",
    "township": "乡镇",
    "unit": "承办单位",
    "officer": "承办人",
    "due": "最近的期限",
    "from": "登记日期从",
    "until": "登记日期到",
    "closed_from": "办结日期从",
    "closed_until": "办结日期到",
    "source": "案件来源",
    "measure": "统计指标有变动",
    "measured_from": "变动日期从",
    "measured_until": "变动日期到",
    "sort": "排列",
}
FROM_OVERVIEW = ("source", "measure", "closed_from", "closed_until", "measured_from", "measured_until")
"""What only the overview asks for; the filter's form keeps it."""
RARE = ("employer", "unit", "officer", "from", "until", "sort")
"""What is asked only under “more”."""
STATES = {"open": "在办", "closed": "办结", "all": "全部"}
SORTS = {"": "最先到期的在前", "newest": "最近登记的在前"}
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A filter as it was given: `given` by field name, `find` the token of what was typed, `lost` where it is too old."""

    given: Mapping[str, str]
    wanted: q.Filter
    find: str = ""
    lost: bool = False

    @property
    def query(self) -> str:
        """What goes into an address, with nothing that was typed."""
        plain = {name: text for name, text in self.given.items() if name not in WORDS and text}
        return urlencode({**plain, **({"find": self.find} if self.find else {})})

    @property
    def from_overview(self) -> dict[str, str]:
        """What only the overview asks for, where something is given."""
        return {name: self.given[name] for name in FROM_OVERVIEW if self.given.get(name)}

    @property
    def more(self) -> bool:
        """Tell whether anything under “more” is set."""
        return any(self.given.get(name) for name in RARE)

    @property
    def any(self) -> bool:
        """Tell whether the list is narrowed at all."""
        return any(text for name, text in self.given.items() if name != "sort" and (name, text) != ("state", "open"))


@dataclass(frozen=True, slots=True)
class Choices:
    """What the selects of the filter offer."""

    types: tuple[Option, ...]
    stages: tuple[tuple[str, tuple[Option, ...]], ...]
    townships: tuple[Option, ...]
    units: tuple[Option, ...]
    officers: tuple[Option, ...]
    measures: tuple[Option, ...] = ()
    unknown: tuple[Option, ...] = (Option(q.NOWHERE, "没有登记"),)
    dues: tuple[Option, ...] = tuple(Option(w.value, w.label) for w in q.Window)
    states: tuple[Option, ...] = tuple(Option(code, label) for code, label in STATES.items())
    sorts: tuple[Option, ...] = tuple(Option(code, label) for code, label in SORTS.items())
    types_known: Mapping[str, str] = field(default_factory=dict)

    @property
    def stages_offered(self) -> frozenset[str]:
        """The stages of every group."""
        return frozenset(stage.value for _, stages in self.stages for stage in stages)


def read_narrowing(office: Office, who: Visitor, given: Mapping[str, str], *, state: str = "open") -> Narrowing:
    """The filter that an address or a form gives; raises InvalidForm naming the field that cannot be read."""
    told = {name: str(given.get(name) or "").strip()[:LONGEST] for name in LABELS}
    told["state"] = told["state"] or state
    token, lost = str(given.get("find") or ""), False
    if token and not any(told[name] for name in WORDS):
        words = searches.recall(office, who.actor.id, token)
        lost = words is None
        told |= {name: (words or {}).get(name, "") for name in WORDS}
    elif any(told[name] for name in WORDS):
        token = searches.keep(office, who.actor.id, {name: told[name] for name in WORDS})
    return Narrowing(told, _filter(told), "" if lost else token, lost)


def _filter(told: Mapping[str, str]) -> q.Filter:
    errors: list[FieldError] = []
    if told["state"] not in STATES:
        errors.append(FieldError("state", LABELS["state"], "应为在办、办结、全部之一"))
    if told["due"] not in set(q.Window):
        errors.append(FieldError("due", LABELS["due"], "不是可以选择的期限范围"))
    if told["sort"] not in SORTS:
        errors.append(FieldError("sort", LABELS["sort"], "不是可以选择的排列"))
    errors.extend(
        FieldError(name, LABELS[name], "不是可以选择的值")
        for name in ("case_type", "stage", "unit", "officer", "measure")
        if not all(sign.isalnum() or sign in "_-" for sign in told[name])
    )
    names = ("from", "until", "closed_from", "closed_until", "measured_from", "measured_until")
    days = {name: _day(told[name], name, errors) for name in names}
    if errors:
        raise InvalidForm(tuple(errors))
    return q.Filter(
        case_type=told["case_type"],
        stage=told["stage"],
        is_open={"open": True, "closed": False}.get(told["state"]),
        text=told["q"],
        employer=told["employer"],
        township=told["township"],
        unit=told["unit"],
        officer=told["officer"],
        due=q.Window(told["due"]),
        opened_from=days["from"],
        opened_until=days["until"],
        closed_from=days["closed_from"],
        closed_until=days["closed_until"],
        source=told["source"],
        measure=told["measure"],
        measured_from=days["measured_from"],
        measured_until=days["measured_until"],
        newest=told["sort"] == "newest",
    )


def _day(text: str, name: str, errors: list[FieldError]) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        errors.append(FieldError(name, LABELS[name], "应当是真实的日期，写成2026-11-20"))
        return None


def case_types(office: Office, who: Visitor) -> list[Compiled]:
    """The case types of the person's agency."""
    return [c for c in office.registry if c.case_type.agency.code == who.actor.unit.agency]


def choices_for(office: Office, tx: Tx, who: Visitor, told: Narrowing) -> Choices:
    """What this person can choose among; with a case type chosen, only its stages."""
    types = case_types(office, who)
    directory = office.directory(tx)
    units = q.units_seen(directory, who.actor, office.supervising_roles)
    chosen = told.wanted.case_type
    return Choices(
        types=tuple(Option(c.code, c.label) for c in types),
        stages=tuple(
            (c.label, tuple(Option(stage.code, stage.label) for stage in c.stages.values()))
            for c in types
            if chosen in {"", c.code}
        ),
        townships=tuple(Option(name, name) for name in q.townships(office, tx, who.actor)),
        units=tuple(Option(unit.id, unit.name) for unit in units) if len(units) > 1 else (),
        officers=colleagues(office, tx, who, {unit.id for unit in units}),
        measures=tuple(Option(m.code, m.label) for m in q.measures_of(office, who.actor).values()),
        types_known={c.code: c.label for c in types},
    )


def colleagues(office: Office, tx: Tx, who: Visitor, units: Iterable[str]) -> tuple[Option, ...]:
    """Oneself, nobody yet, and the people of some departments who handle cases, by name."""
    directory, day, wanted = office.directory(tx), office.technical_day(), set(units)
    people = [
        officer
        for officer in directory.officers.values()
        if officer.unit_id in wanted
        and officer.id not in directory.disabled | {who.actor.id}
        and any(
            grant.held_on(day) and grant.role not in ADMINISTRATORS for grant in directory.grants.get(officer.id, ())
        )
    ]
    several = len(wanted) > 1
    others = (
        Option(one.id, f"{one.name}（{directory.units[one.unit_id].name}）" if several else one.name)
        for one in sorted(people, key=lambda one: (one.unit_id, one.name, one.id))
    )
    return (Option(who.actor.id, f"我自己（{who.actor.name}）"), Option(q.NOBODY, "还没有承办人"), *others)


def in_words(told: Narrowing, choices: Choices, *, typed: bool) -> list[str]:
    """The filter as sentences of a note: 乡镇：平达乡. What was typed is told only with `typed`, else only that it was."""
    offered = {
        "case_type": choices.types,
        "stage": tuple(option for _, stages in choices.stages for option in stages),
        "township": (*choices.townships, *choices.unknown),
        "source": choices.unknown,
        "measure": choices.measures,
        "unit": choices.units,
        "officer": choices.officers,
        "due": choices.dues,
        "state": choices.states,
        "sort": choices.sorts,
    }
    found = []
    for name, label in LABELS.items():
        text = told.given.get(name, "")
        if name in WORDS:
            if text:
                found.append(f"{label}：{text}" if typed else f"{label}：按输入的内容（可能含个人信息，不写在这里）")
        elif text:
            words = next((option.label for option in offered.get(name, ()) if option.value == text), text)
            found.append(f"{label}：{words}")
    return found
