"""Which fines the facts of a case may bear, for the officer who decides; the machine never chooses one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from engine.casetype import Reckoned
from engine.view import CaseView
from workflows.calculators.fine_candidates import (
    RULES,
    BaseKind,
    Choice,
    CorrectionOrder,
    FineCandidate,
    FineFacts,
    resolve,
)
from workflows.calculators.fine_candidates import candidates as of_codes
from workflows.labour_inspection import facts
from workflows.labour_inspection.compose import ORDERS, last_order, opening
from workflows.labour_inspection.forms import Filing, Matter
from workflows.labour_inspection.forms.decision import Decision, Proposal
from workflows.labour_inspection.forms.investigation import Findings
from workflows.labour_inspection.forms.order import CollectorsOrder
from workflows.labour_inspection.guards import COLLECTOR_FINED

ZERO = Decimal("0.00")
HEADING = "可以适用的罚款幅度"
"""Over the list that a page shows."""
SUGGESTED = {
    Matter.REGISTRATION: ("P01", "Q01"),
    Matter.UNDERDECLARED: ("P04", "P02", "Q01"),
    Matter.UNPAID: ("P03", "Q01"),
    Matter.WAGES: ("Q04", "Q01"),
    Matter.HOURS: ("Q03", "Q01"),
    Matter.CONTRACT: ("Q05",),
    Matter.OTHER: ("Q01",),
}
"""Which rows of the table come first for a matter; the officer may look at any other."""


def candidates(view: CaseView, codes: tuple[str, ...] = ()) -> tuple[FineCandidate, ...]:
    """The sanctions of the given violations, else of those proposed or usual for the matter: each with its range
    in yuan, its base kind and what stands in its way.
    """
    chosen = codes or _codes(view)
    found: list[FineCandidate] = []
    for code in chosen:
        found += of_codes([code], _facts(view, code), view.day)
    return tuple(found)


def choice(view: CaseView, codes: tuple[str, ...] = ()) -> Choice:
    """The candidates after the conflict rules: one act, one fine, the higher; the special law first."""
    return resolve(candidates(view, codes))


def shown(view: CaseView, form: Proposal | Findings) -> tuple[Reckoned, ...]:
    """The same as lines of a page: every range with its base, what stands in the way, and which law goes first."""
    codes = form.violations if isinstance(form, Proposal) else ()
    found = candidates(view, codes)
    chosen = resolve(found)
    unmet = [candidate for candidate in found if not candidate.open]
    same = _said_by_all(unmet)
    lines = [_line(candidate, "可以适用") for candidate in chosen.applicable]
    lines += [_line(candidate, "让位于其他规定") for candidate in chosen.set_aside]
    lines += [Reckoned(f"以下{len(unmet)}项现在都不能适用", note="；".join(same))] if same else []
    lines += [_line(candidate, "还不能适用", said=same) for candidate in unmet]
    lines += [_line(candidate, "不是罚款") for candidate in found if candidate.open and candidate.high is None]
    lines += [Reckoned("适用规则", note=reason) for reason in chosen.reasons]
    lines += _outside(view, form, chosen.applicable)
    return (*lines, Reckoned("处罚由办案人员和负责人决定，这里只列出法定的种类和幅度。"))


def _said_by_all(candidates: list[FineCandidate]) -> tuple[str, ...]:
    """What stands in the way of every one of several candidates, so that it is said once."""
    if len(candidates) < 2:  # noqa: PLR2004 - one alone says it itself
        return ()
    return tuple(text for text in candidates[0].unmet if all(text in other.unmet for other in candidates))


def _line(candidate: FineCandidate, standing: str, said: tuple[str, ...] = ()) -> Reckoned:
    rule = candidate.rule
    whom = f"{rule.subject}，{rule.tier}" if rule.tier else rule.subject
    told = candidate.unmet or candidate.working[1:]
    note = "；".join(text for text in told if text not in said)
    return Reckoned(f"{standing}：{rule.violation}（{whom}）", None, note, (rule.citation.label, *candidate.notes))


def _outside(view: CaseView, form: Proposal | Findings, applicable: tuple[FineCandidate, ...]) -> Iterator[Reckoned]:
    """A fine that was told of or decided and lies in none of the ranges: to be looked at, not refused."""
    decided = view.maybe(Decision)
    told = form if isinstance(form, Proposal) else view.maybe(Proposal)
    for word, amount in (("告知", told.amount if told else ZERO), ("决定", decided.amount if decided else ZERO)):
        if amount and applicable and not any(_within(amount, candidate) for candidate in applicable):
            note = "请核对数额；减轻处罚的，要写明依据和理由"
            yield Reckoned(f"{word}的罚款{amount:,.2f}元不在上列可以适用的幅度以内", note=note)


def _within(amount: Decimal, candidate: FineCandidate) -> bool:
    return candidate.low is not None and candidate.high is not None and candidate.low <= amount <= candidate.high


def _codes(view: CaseView) -> tuple[str, ...]:
    proposal = view.maybe(Proposal)
    return proposal.violations if proposal else SUGGESTED[opening(view).matter]


def _facts(view: CaseView, code: str) -> FineFacts:
    found, filing = view.maybe(Findings), view.maybe(Filing)
    bases: dict[BaseKind, Decimal] = {}
    if found is not None:
        known = {
            BaseKind.PREMIUMS_DUE: found.premiums_due,
            BaseKind.ARREARS: found.arrears,
            BaseKind.CONCEALED_WAGES: found.concealed_wages,
            BaseKind.BENEFITS_OBTAINED: found.benefits,
        }
        bases = {kind: amount for kind, amount in known.items() if amount is not None}
    return FineFacts(
        bases,
        _collectors_order(view) if code in COLLECTOR_FINED else _own_order(view),
        conduct_from=filing.conduct_ended_on if filing else None,
        criminal_case_open=view.open_fact(facts.CRIMINAL_FILE),
    )


def _own_order(view: CaseView) -> CorrectionOrder | None:
    order = last_order(view)
    refs = [ref for code in ORDERS if (ref := view.paper(code)) is not None]
    last = max(refs, key=lambda ref: ref.id) if refs else None
    if order is None or last is None or last.served_on is None:
        return None
    return CorrectionOrder(last.served_on, order.correct_by)


def _collectors_order(view: CaseView) -> CorrectionOrder | None:
    order = view.maybe(CollectorsOrder)
    return CorrectionOrder(order.served_on, order.pay_by) if order is not None else None


__all__ = ["RULES", "candidates", "choice", "shown"]
