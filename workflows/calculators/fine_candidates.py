"""Candidates for a fine (罚款): range, base, two-step check and conflicts, for an officer who then chooses.

Never chooses an amount. Multipliers have different bases (premiums due, arrears, concealed wages, benefits),
so that a base is never a bare number. Ranges are inclusive, yuan.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from importlib.resources import files
from typing import Final

from engine.law import Citation
from workflows.calculators.money import fen, plain
from workflows.calculators.refusals import InputError
from workflows.parameters import SettingMissingError
from workflows.parameters import citations as law


class BaseKind(StrEnum):
    """What a range multiplies."""

    PREMIUMS_DUE = "premiums_due"
    ARREARS = "arrears"
    CONCEALED_WAGES = "concealed_wages"
    BENEFITS_OBTAINED = "benefits_obtained"
    LOSS_CAUSED = "loss_caused"
    UNLAWFUL_GAINS = "unlawful_gains"
    OWED_TO_WORKER = "owed_to_worker"
    PER_PERSON = "per_person"
    PER_CHILD_MONTH = "per_child_month"
    FIXED = "fixed"
    NONE = "none"


BASE_LABELS: Final[Mapping[BaseKind, str]] = {
    BaseKind.PREMIUMS_DUE: "应缴社会保险费数额",
    BaseKind.ARREARS: "欠缴数额",
    BaseKind.CONCEALED_WAGES: "瞒报工资数额",
    BaseKind.BENEFITS_OBTAINED: "骗取金额",
    BaseKind.LOSS_CAUSED: "造成损失金额",
    BaseKind.UNLAWFUL_GAINS: "违法所得",
    BaseKind.OWED_TO_WORKER: "应付劳动者金额",
    BaseKind.PER_PERSON: "人数",
    BaseKind.PER_CHILD_MONTH: "童工人数×月数",
}
MULTIPLIED: Final = frozenset(BASE_LABELS) - {BaseKind.PER_PERSON, BaseKind.PER_CHILD_MONTH}
UNVERIFIED: Final[Mapping[str, str]] = {
    "P18": "丧失领取资格后继续领取待遇拒不退回的罚款，依据未经核实；属于骗取待遇的，适用P07",
}


@dataclass(frozen=True, slots=True)
class FineRule:
    """One sanction of one violation, as the law has it."""

    code: str
    tier: str
    violation: str
    subject: str
    two_step: bool
    base_kind: BaseKind
    low: Decimal | None
    high: Decimal | None
    other: str
    organ: str
    citation: Citation
    in_force_from: date | None
    yields_to: str
    note: str


@dataclass(frozen=True, slots=True)
class CorrectionOrder:
    """The order that a two-step sanction needs (责令限期改正): when served, and the last day of its term."""

    served_on: date
    term_ends: date


@dataclass(frozen=True, slots=True)
class FineFacts:
    """What is established: bases in yuan as of the end of the order's term, persons, child months."""

    bases: Mapping[BaseKind, Decimal] = field(default_factory=dict)
    order: CorrectionOrder | None = None
    conduct_from: date | None = None
    criminal_case_open: bool = False


@dataclass(frozen=True, slots=True)
class FineCandidate:
    """A sanction that the facts may bear: its range, or what is missing for it; never an amount."""

    rule: FineRule
    low: Decimal | None
    high: Decimal | None
    unmet: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.unmet

    @property
    def working(self) -> tuple[str, ...]:
        """How the range arises."""
        rule = self.rule
        head = f"{rule.violation}，{rule.subject}" + (f"，{rule.tier}" if rule.tier else "")
        lines = [f"{head}（{rule.citation.label}）"]
        if self.low is not None and self.high is not None:
            lines.append(f"{_span(self.low, self.high)}：{_range_text(rule)}")
        if rule.other:
            lines.append(rule.other)
        return tuple(lines)


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates of one act after the conflict rules: what may be applied, what steps back, and why."""

    applicable: tuple[FineCandidate, ...]
    set_aside: tuple[FineCandidate, ...]
    reasons: tuple[str, ...]


def _load() -> Mapping[str, tuple[FineRule, ...]]:
    text = files("workflows.parameters").joinpath("data", "fines.csv").read_text(encoding="utf-8")
    rules: dict[str, list[FineRule]] = {}
    for cells in csv.DictReader(text.splitlines()):
        rules.setdefault(cells["code"], []).append(_rule(cells))
    return {code: tuple(lines) for code, lines in rules.items()}


def _rule(cells: Mapping[str, str]) -> FineRule:
    place = [int(cells[column]) if cells[column] else None for column in ("article", "paragraph", "item")]
    return FineRule(
        cells["code"],
        cells["tier"],
        cells["violation"],
        cells["subject"],
        cells["two_step"] == "yes",
        BaseKind(cells["base_kind"]),
        Decimal(cells["low"]) if cells["low"] else None,
        Decimal(cells["high"]) if cells["high"] else None,
        cells["other"],
        cells["organ"],
        law.LAWS[cells["law"]].article(place[0] or 0, place[1], place[2]),
        date.fromisoformat(cells["in_force_from"]) if cells["in_force_from"] else None,
        cells["yields_to"],
        cells["note"],
    )


RULES: Final = _load()


def candidates(codes: Iterable[str], facts: FineFacts, on: date) -> tuple[FineCandidate, ...]:
    """The sanctions for violations P01-P19, Q01-Q15 as of a day, each with what stands in its way.

    Raises InputError for an unknown code or a negative base, SettingMissingError for a violation
    whose basis is not verified.
    """
    if any(amount < 0 for amount in facts.bases.values()):
        raise InputError("bases", "基数不能为负数")
    found: list[FineCandidate] = []
    for code in codes:
        if code in UNVERIFIED:
            raise SettingMissingError(f"fines.{code}", UNVERIFIED[code])
        if code not in RULES:
            raise InputError("codes", f"没有{code}这一违法行为")
        found += (_candidate(rule, facts, on) for rule in RULES[code])
    return tuple(found)


def resolve(found: Iterable[FineCandidate]) -> Choice:
    """Apply the conflict rules to the candidates of one act.

    The special, later law goes before the older regulation; of several fines on the same subject the
    one with the higher limit applies, never their sum (行政处罚法第二十九条).
    """
    all_of_them = [candidate for candidate in found if candidate.open and candidate.high is not None]
    codes = {candidate.rule.code for candidate in all_of_them}
    reasons: list[str] = []
    left: list[FineCandidate] = []
    for candidate in all_of_them:
        if candidate.rule.yields_to in codes:
            reasons.append(
                f"同一行为适用{candidate.rule.yields_to}的特别规定或者新规定，不适用{candidate.rule.citation.label}"
            )
        else:
            left.append(candidate)
    applicable = [candidate for candidate in left if not _outdone(candidate, left)]
    if len(applicable) < len(left):
        reasons.append(f"同一违法行为不得给予两次以上罚款，按数额高的规定处罚（{law.ONE_FINE_PER_ACT.label}）")
    aside = tuple(candidate for candidate in all_of_them if candidate not in applicable)
    return Choice(tuple(applicable), aside, tuple(dict.fromkeys(reasons)))


def _outdone(candidate: FineCandidate, others: list[FineCandidate]) -> bool:
    return any(
        other.rule.code != candidate.rule.code
        and other.rule.subject == candidate.rule.subject
        and (other.high or 0) > (candidate.high or 0)
        for other in others
    )


def _candidate(rule: FineRule, facts: FineFacts, on: date) -> FineCandidate:
    unmet: list[str] = []
    if rule.two_step:
        unmet += _order_unmet(facts.order, on)
    if facts.criminal_case_open:
        unmet.append(
            f"涉嫌犯罪的案件尚未办结，暂不作罚款决定；以后判处罚金的，已处罚款应当折抵（{law.CRIMINAL_FINE.label}）"
        )
    low, high = _range(rule, facts.bases)
    if low is None and rule.base_kind in BASE_LABELS:
        unmet.append(f"尚未查明{BASE_LABELS[rule.base_kind]}")
    notes = [rule.note] if rule.note else []
    if facts.conduct_from and rule.in_force_from and facts.conduct_from < rule.in_force_from:
        notes.append(f"行为发生时该规定尚未施行，应比较新旧规定，从旧兼从轻（{law.OLD_AND_NEW_LAW.label}）")
    return FineCandidate(rule, low, high, tuple(unmet), tuple(notes))


def _order_unmet(order: CorrectionOrder | None, on: date) -> list[str]:
    if order is None:
        return ["须先责令限期改正，尚无已送达的责令改正文书"]
    if order.served_on > on:
        return ["责令改正文书尚未送达"]
    if order.term_ends >= on:
        return [f"责令改正的期限{order.term_ends.isoformat()}尚未届满"]
    return []


def _range(rule: FineRule, bases: Mapping[BaseKind, Decimal]) -> tuple[Decimal | None, Decimal | None]:
    if rule.low is None or rule.high is None:
        return None, None
    if rule.base_kind is BaseKind.FIXED:
        return fen(rule.low), fen(rule.high)
    base = bases.get(rule.base_kind)
    return (None, None) if base is None else (fen(base * rule.low), fen(base * rule.high))


def _span(low: Decimal, high: Decimal) -> str:
    if low == high:
        return f"罚款{high:,.2f}元"
    return f"幅度{low:,.2f}元至{high:,.2f}元" if low else f"幅度{high:,.2f}元以下"


def _range_text(rule: FineRule) -> str:
    low, high = plain(rule.low or Decimal(0)), plain(rule.high or Decimal(0))
    if rule.base_kind in MULTIPLIED:
        return f"{BASE_LABELS[rule.base_kind]}的{low}倍至{high}倍"
    if rule.base_kind is BaseKind.FIXED:
        return "定额" if low == high else f"法定{Decimal(low):,}元至{Decimal(high):,}元"
    each = "每人" if rule.base_kind is BaseKind.PER_PERSON else "每名童工每月"
    return f"{each}{low}元至{high}元" if low != high else f"{each}{low}元"
