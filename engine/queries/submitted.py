"""What was sent in online, as its sender and as the receiving officer see it (网上提交)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine import submissions
from engine.actors import Actor
from engine.database import Tx
from engine.errors import NotFound
from engine.form import Form
from engine.office import Office
from engine.permissions import visible
from engine.proposal import Proposal
from engine.queries.listing import LINE, CaseLine, lines_of
from engine.queries.marks import Mark, mark_of
from engine.queries.story import PublicCase, PublicNext, PublicStep, PublicStop, PublicStory, recourse_of
from engine.submissions import Submission

MOST_DUPLICATES = 10


@dataclass(frozen=True, slots=True)
class SubmissionView:
    """A submission that is looked at: what was filled in, how urgent it is, and what it may repeat.

    `cases` are visible cases of the same person, `neighbours` those about the same organisation, `others` what else of
    the same person waits, the oldest first. `decided_by` names who decided it, empty while it waits.
    """

    submission: Submission
    proposal: Proposal[Any]
    form: Form
    fills: Mapping[str, Any]
    mark: Mark
    cases: tuple[CaseLine, ...]
    neighbours: tuple[CaseLine, ...]
    others: tuple[Submission, ...]
    ground: str
    decided_by: str


def mark_of_submission(office: Office, submission: Submission, jurisdiction: str) -> Mark:
    """How urgent a decision is."""
    calendar = office.calendar(jurisdiction)
    return mark_of(submission.due, submission.provisional, office.clocks.today(), calendar)


def submission_view(office: Office, tx: Tx, actor: Actor, identity: str) -> SubmissionView:
    """One submission for an officer; raises NotFound. The caller notes the look."""
    submission = submissions.find(office, tx, identity, actor)
    proposal = office.registry.get(submission.case_type).case_type.proposal
    if proposal is None:  # pragma: no cover - the officer may review it, so it is declared
        raise NotFound(submissions.MISSING)
    form = submissions.answers_of(office, submission)
    cases = _cases(office, tx, actor, "number_index = :key AND is_person = 1", submission.number_index)
    neighbours = _cases(office, tx, actor, "name = :key AND is_person = 0", proposal.about(form))
    own = {submission.case_id, *(case.id for case in cases)}
    officer = office.directory(tx).officers.get(submission.decided_by)
    grounds = {ground.code: ground.label for ground in proposal.grounds}
    return SubmissionView(
        submission,
        proposal,
        form,
        proposal.fills(form, submission.received_on),
        mark_of_submission(office, submission, actor.unit.jurisdiction),
        tuple(case for case in cases if case.id != submission.case_id),
        tuple(case for case in neighbours if case.id not in own),
        submissions.waiting_beside(office, tx, actor, submission),
        grounds.get(submission.ground, ""),
        officer.name if officer else submission.decided_by,
    )


def _cases(office: Office, tx: Tx, actor: Actor, party: str, key: str) -> list[CaseLine]:
    """The newest cases with such a party that the actor may see."""
    predicate, values = visible(actor, office.supervising_roles)
    rows = tx.all(
        f"SELECT {LINE} FROM cases c WHERE {predicate} AND c.id IN (SELECT case_id FROM case_parties WHERE {party})"
        " ORDER BY c.id DESC LIMIT :most",
        {**values, "key": key, "most": MOST_DUPLICATES},
    )
    directory = office.directory(tx)
    return lines_of(office, tx, directory, rows)


def public_submission(office: Office, tx: Tx, identity: str) -> PublicStory | None:
    """A submission as its sender follows it, until it is a case; None where there is none."""
    try:
        found = submissions.find(office, tx, identity)
    except NotFound:
        return None
    compiled = office.registry.get(found.case_type)
    proposal = compiled.case_type.proposal
    if proposal is None:
        return None
    unit = office.directory(tx).units[found.unit_id]
    waits = found.state == submissions.WAITING
    grounds = {ground.code: ground.label for ground in proposal.grounds}
    words = proposal.waits if waits else f"这次没有登记：{grounds.get(found.ground, '')}。{found.reason}"
    mark = mark_of_submission(office, found, unit.jurisdiction)
    why = f"从收到您提交的材料起{proposal.decide_within.label}以内"
    awaited = PublicNext(proposal.next, unit.name, mark, basis=proposal.under.label, why=(why,))
    case = PublicCase(
        matter=proposal.label,
        words=words.rstrip("。"),
        is_open=waits,
        unit=unit.name,
        phone=unit.phone,
        address=unit.address,
        next=(awaited,) if waits else (),
        recourse=tuple(recourse_of(office, tx, compiled, unit.jurisdiction)),
    )
    milestones = sorted(set(compiled.case_type.told.milestones.values()))
    return PublicStory(
        cases=(case,),
        past=(PublicStep(found.received_on, f"您提交了{proposal.label}", unit.name),),
        sums=(),
        months=(),
        today=office.clocks.today(),
        path=tuple(PublicStop(m.label, "here" if n == 0 and waits else "ahead", None) for n, m in enumerate(milestones))
        if waits
        else (PublicStop(f"提交了{proposal.label}", "past", found.received_on), PublicStop("没有登记", "here", None)),
    )
