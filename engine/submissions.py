"""What the public sends in (网上提交): kept sealed until an officer registers it as a case or says why not.

Two verbs change a submission, and each decides it once: `register` takes the opening step that was proposed, in
the same transaction and under the code that its sender already has; `decline` gives a ground and words for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from engine import readlog, store, throttle
from engine.actors import Actor, UnitRef
from engine.canonical import canonical, moment, moment_of, read
from engine.cases import Answer, Command, carry_out
from engine.counting import count
from engine.database import Tx
from engine.errors import FieldError, InvalidForm, NotFound, RequestReused, WrongStage
from engine.exhibits import Exhibit, ExhibitKind, KeptFile, register_in
from engine.form import Form
from engine.ids import new_id, normal_tracking_code, tracking_code
from engine.machine import Compiled
from engine.office import Office
from engine.proposal import Proposal

ADDRESS_LIMIT = throttle.Limit(10, lock=timedelta(hours=1), memory=timedelta(hours=1))
"""A workers' dormitory may share an address; a program that fills the inbox must stop all the same."""
KEPT = timedelta(days=90)
"""How long a decided submission is kept in full (《个人信息保护法》第19条: no longer than needed); what became a case is there."""
SHORTEST_REASON, LONGEST_REASON = 4, 500
WAITING, REGISTERED, DECLINED = "waiting", "registered", "declined"
MISSING = "没有找到这份网上提交的材料，或者您无权查看"
COLUMNS = (
    "id, case_type, unit_id, state, received_at, received_on, due, provisional, number_index, consent, sealed,"
    " ground, reason, case_id, decided_at, decided_by"
)


@dataclass(frozen=True, slots=True)
class Submission:
    """What was sent, as far as its row tells without opening it."""

    id: str
    case_type: str
    unit_id: str
    state: str
    received_at: datetime
    received_on: date
    due: date
    provisional: bool
    number_index: str
    consent: str
    sealed: str
    ground: str
    reason: str
    case_id: str | None
    decided_at: datetime | None
    decided_by: str

    @property
    def is_erased(self) -> bool:
        """Tell whether what was filled in is gone, because it was decided long ago."""
        return not self.sealed


@dataclass(frozen=True, slots=True)
class Received:
    """What the sender is told once: the code with which the submission, and then the case, is followed."""

    id: str
    code: str
    due: date
    provisional: bool
    repeated: bool = False


def proposals(office: Office) -> list[tuple[Compiled, Proposal[Any]]]:
    """The case types that the public may propose today."""
    found = [(compiled, compiled.case_type.proposal) for compiled in office.registry]
    return [(compiled, proposal) for compiled, proposal in found if proposal is not None]


def receivers(office: Office, compiled: Compiled) -> list[UnitRef]:
    """The departments to which it can be sent."""
    units = office.current_directory().units.values()
    return sorted((u for u in units if u.agency == compiled.case_type.agency.code), key=lambda u: u.id)


def submit(
    office: Office,
    compiled: Compiled,
    form: Form,
    *,
    unit_id: str,
    consent: str,
    request_id: str,
    address: str,
    files: tuple[KeptFile, ...] = (),
) -> Received:
    """Keep what somebody sent, and give the code; raises InvalidForm, RequestReused, TooManyAttempts.

    The same request again gets the same code and keeps nothing new.
    """
    proposal = _proposal(compiled)
    unit = next((u for u in receivers(office, compiled) if u.id == unit_id), None)
    if unit is None:
        raise InvalidForm((FieldError("unit", "交给哪个单位", "请从列出的单位中选一个"),))
    if consent != proposal.consent.version:
        raise InvalidForm((FieldError("consent", "个人信息", "请看完说明以后勾选同意，再提交"),))
    answers = form.model_dump(mode="json")
    request_index = office.vault.index(f"submission {request_id}")
    repeated = _repeated(office, request_index, answers)
    if repeated is not None:
        return repeated
    throttle.admit(office, throttle.address_key("submit-from", address, ADDRESS_LIMIT))
    now, today, code = office.clocks.now(), office.clocks.today(), tracking_code()
    due = count(today, proposal.decide_within, office.calendar(unit.jurisdiction))
    _, number = proposal.person(form)
    identity = new_id(now)
    with office.database.write() as tx:
        tx.run(
            "INSERT INTO submissions (id, case_type, unit_id, state, received_at, received_on, due, provisional,"
            " number_index, request_index, consent, sealed, decided_by, ground, reason) VALUES (:id, :type, :unit,"
            " 'waiting', :at, :on, :due, :provisional, :number, :request, :consent, :sealed, '', '', '')",
            {
                "id": identity,
                "type": compiled.code,
                "unit": unit.id,
                "at": moment(now),
                "on": today.isoformat(),
                "due": due.due.isoformat(),
                "provisional": int(due.provisional),
                "number": office.vault.index(number),
                "request": request_index,
                "consent": consent,
                "sealed": office.vault.seal(
                    canonical({"answers": answers, "code": code, "files": [asdict(f) for f in files]})
                ),
            },
        )
        store.keep_tracking_code(tx, office.vault, code, number, identity, now)
    return Received(identity, code, due.due, due.provisional)


def _proposal(compiled: Compiled) -> Proposal[Any]:
    if compiled.case_type.proposal is None:
        raise NotFound("这种事项不能在网上提交")
    return compiled.case_type.proposal


def _repeated(office: Office, request_index: str, answers: Mapping[str, Any]) -> Received | None:
    with office.database.read() as tx:
        row = tx.one(f"SELECT {COLUMNS} FROM submissions WHERE request_index = :i", {"i": request_index})
    if row is None:
        return None
    earlier = _submission(row)
    sealed = _opened(office, earlier)
    if sealed["answers"] != read(canonical(answers)):
        raise RequestReused("这一页已经提交过一次；要再投诉一件事，请重新打开网上投诉的页面")
    return Received(earlier.id, sealed["code"], earlier.due, earlier.provisional, repeated=True)


def _opened(office: Office, submission: Submission) -> dict[str, Any]:
    if submission.is_erased:
        raise NotFound("这份网上提交的材料已经按期清除，只留有办理结果")
    found: dict[str, Any] = read(office.vault.unseal(submission.sealed))
    return found


def _submission(row: tuple[Any, ...]) -> Submission:
    identity, case_type, unit_id, state, at, on, due, provisional, number, consent, sealed, *decided = row
    ground, reason, case, decided_at, decided_by = decided
    return Submission(
        identity,
        case_type,
        unit_id,
        state,
        moment_of(at),
        date.fromisoformat(on),
        date.fromisoformat(due),
        bool(provisional),
        number,
        consent,
        sealed,
        ground,
        reason,
        case,
        moment_of(decided_at) if decided_at else None,
        decided_by,
    )


def may_review(office: Office, actor: Actor) -> list[str]:
    """The codes of the case types whose submissions this actor may look at and decide: who may open such a case."""
    return [
        compiled.code
        for compiled, proposal in proposals(office)
        if compiled.case_type.agency.code == actor.unit.agency
        and any(role.code in actor.roles for role in proposal.step.by)
    ]


def helps_with(office: Office, actor: Actor) -> list[Proposal[Any]]:
    """The public's forms that the actor helps people to fill in."""
    return [p for _, p in proposals(office) if any(role.code in actor.acting_roles for role in p.helpers)]


def waiting(office: Office, tx: Tx, actor: Actor, *, state: str = WAITING, limit: int = 100) -> list[Submission]:
    """What was sent to the actor's department, the most urgent first, or the last decided first."""
    order = "due, id" if state == WAITING else "decided_at DESC, id DESC"
    rows = tx.all(
        f"SELECT {COLUMNS} FROM submissions WHERE unit_id = :unit AND state = :state ORDER BY {order} LIMIT :limit",
        {"unit": actor.unit.id, "state": state, "limit": limit},
    )
    allowed = may_review(office, actor)
    return [found for found in map(_submission, rows) if found.case_type in allowed]


def waiting_beside(office: Office, tx: Tx, actor: Actor, submission: Submission) -> tuple[Submission, ...]:
    """What else the same person sent to the same department and waits there, as far as the actor may see it."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM submissions WHERE number_index = :number AND unit_id = :unit AND state = 'waiting'"
        " AND id <> :id ORDER BY id",
        {"number": submission.number_index, "unit": submission.unit_id, "id": submission.id},
    )
    allowed = may_review(office, actor)
    return tuple(found for found in map(_submission, rows) if found.case_type in allowed)


def waiting_count(office: Office, tx: Tx, actor: Actor) -> int:
    """How many submissions wait for a decision of the actor's department."""
    if not may_review(office, actor):
        return 0
    sql = "SELECT count(*) FROM submissions WHERE unit_id = :unit AND state = 'waiting'"
    row = tx.one(sql, {"unit": actor.unit.id})
    return int(row[0]) if row else 0


def find(office: Office, tx: Tx, identity: str, actor: Actor | None = None, *, lock: bool = False) -> Submission:
    """A submission that the actor may see; without an actor, whatever its code led to. Raises NotFound."""
    suffix = " FOR UPDATE" if lock and office.database.dialect == "postgresql" else ""
    row = tx.one(f"SELECT {COLUMNS} FROM submissions WHERE id = :id{suffix}", {"id": identity})
    found = _submission(row) if row else None
    seen = actor is None or (
        found is not None and found.unit_id == actor.unit.id and found.case_type in may_review(office, actor)
    )
    if found is None or not seen:
        raise NotFound(MISSING)
    return found


def erase_old(office: Office) -> int:
    """Erase what was filled in on submissions that were decided long ago, and the codes of those that were declined.

    When it came, how it was decided and why stay. A sweep calls this.
    """
    old = {"old": moment(office.clocks.now() - KEPT)}
    with office.database.write() as tx:
        tx.run(
            "DELETE FROM tracking_codes WHERE story IN"
            " (SELECT id FROM submissions WHERE state = 'declined' AND sealed <> '' AND decided_at < :old)",
            old,
        )
        erased: int = tx.changed(
            "UPDATE submissions SET sealed = '', number_index = '' WHERE state <> 'waiting' AND sealed <> ''"
            " AND decided_at < :old",
            old,
        )
    return erased


def answers_of(office: Office, submission: Submission) -> Form:
    """What was filled in."""
    form: Form = _proposal(office.registry.get(submission.case_type)).form.model_validate(
        _opened(office, submission)["answers"]
    )
    return form


def files_of(office: Office, submission: Submission) -> tuple[KeptFile, ...]:
    """The photos that came with it."""
    return _photos(_opened(office, submission))


def photos_in(office: Office, sealed: str) -> tuple[KeptFile, ...]:
    """The photos that a row's sealed content names; raises InvalidTag or ValueError where it cannot be opened."""
    return _photos(read(office.vault.unseal(sealed)))


def files_kept(office: Office, tx: Tx) -> Iterator[KeptFile]:
    """The photos of every submission that has not been erased; raises as `photos_in` does."""
    for (sealed,) in tx.all("SELECT sealed FROM submissions WHERE sealed <> ''", {}):
        yield from photos_in(office, sealed)


def _photos(opened: Mapping[str, Any]) -> tuple[KeptFile, ...]:
    return tuple(KeptFile(**kept) for kept in opened.get("files", ()))


def note_look(office: Office, actor: Actor, submission: Submission, what: str = "") -> None:
    """Note that somebody read what was sent."""
    with office.database.write() as tx:
        readlog.record(tx, office, actor.id, "open_submission", f"submission:{submission.id}", what)


def register(office: Office, actor: Actor, identity: str, answers: Mapping[str, Any], request_id: str) -> Answer:
    """Open the case that was proposed, under its sender's code; raises the refusal that applies, changing nothing."""
    with office.database.write() as tx:
        submission = find(office, tx, identity, actor, lock=True)
        _must_wait(submission)
        proposal = _proposal(office.registry.get(submission.case_type))
        code = _opened(office, submission)["code"]
        # The row that led to the submission makes way for the one that leads to the case.
        code_index = office.vault.index(normal_tracking_code(code))
        tx.run("DELETE FROM tracking_codes WHERE code_index = :code", {"code": code_index})
        command = Command(
            actor, proposal.step.name, dict(answers), request_id, case_type=submission.case_type, tracking=code
        )
        answer = carry_out(office, tx, command)
        _file_photos(office, tx, actor, submission, answer.case_id)
        _decide(office, tx, actor, submission, REGISTERED, case=answer.case_id)
        readlog.record(tx, office, actor.id, "register_submission", f"submission:{submission.id}")
    return answer


def _file_photos(office: Office, tx: Tx, actor: Actor, submission: Submission, case_id: str) -> None:
    """What came with the complaint becomes evidence of the case, from the one who sent it."""
    header = store.load(tx, office.database, case_id, lock=True)
    if header is None:  # pragma: no cover - it was opened in this transaction
        raise NotFound(MISSING)
    label = _proposal(office.registry.get(submission.case_type)).label
    for n, kept in enumerate(files_of(office, submission), 1):
        said = Exhibit(f"{label}时提交的照片{n}", ExhibitKind.OTHER, "本人网上提交")
        _, header = register_in(office, tx, header, kept, said, actor.id)


def decline(office: Office, actor: Actor, identity: str, ground: str, reason: str) -> None:
    """Say why a submission does not become a case; its sender reads it. Raises InvalidForm, NotFound, WrongStage."""
    words = reason.strip()
    with office.database.write() as tx:
        submission = find(office, tx, identity, actor, lock=True)
        _must_wait(submission)
        grounds = {g.code: g.label for g in _proposal(office.registry.get(submission.case_type)).grounds}
        wrong = []
        if ground not in grounds:
            wrong.append(FieldError("ground", "情形", "请选一种情形"))
        if not SHORTEST_REASON <= len(words) <= LONGEST_REASON:
            wrong.append(FieldError("reason", "理由", f"写{SHORTEST_REASON}到{LONGEST_REASON}字，本人会看到"))
        if wrong:
            raise InvalidForm(tuple(wrong))
        _decide(office, tx, actor, submission, DECLINED, ground=ground, reason=words)
        readlog.record(tx, office, actor.id, "decline_submission", f"submission:{submission.id}", grounds[ground])


def _must_wait(submission: Submission) -> None:
    if submission.state != WAITING:
        done = "已经登记" if submission.state == REGISTERED else "已经告知不予登记"
        raise WrongStage(f"这份材料{done}，不能再办理一次")


def _decide(
    office: Office,
    tx: Tx,
    actor: Actor,
    submission: Submission,
    state: str,
    *,
    case: str | None = None,
    ground: str = "",
    reason: str = "",
) -> None:
    tx.run(
        "UPDATE submissions SET state = :state, decided_at = :at, decided_by = :by, case_id = :case, ground = :ground,"
        " reason = :reason WHERE id = :id",
        {
            "state": state,
            "at": moment(office.clocks.now()),
            "by": actor.id,
            "case": case,
            "ground": ground,
            "reason": reason,
            "id": submission.id,
        },
    )
