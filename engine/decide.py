"""Decides a step: pure, without input or output. Returns everything that follows, or every reason against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import Any

from pydantic import BaseModel

from engine.actors import Actor, UnitRef
from engine.canonical import digest, merge
from engine.casetype import START, Document, HandOff, Step
from engine.divisions import township_of_parties
from engine.errors import DeclarationError, NotAllowed, Reason, Unmet, WrongStage
from engine.form import Form, reporter_fields
from engine.machine import Compiled
from engine.outcome import HandOffDue, Outcome, PaperDue, ReplyDue
from engine.permissions import in_whose_name, may_take
from engine.sealing import to_record
from engine.sent_back import against_returning, note_returns
from engine.surroundings import Surroundings
from engine.tallying import tally_changes
from engine.timing import against_timing, time_terms
from engine.view import CaseView, Header, series_of


def refuse(compiled: Compiled, view: CaseView | None, step: Step[Any], actor: Actor, form: Form | None) -> None:
    """Raise the refusal that applies, with every reason of its kind: wrong stage, not allowed, unmet."""
    stage = view.header.stage if view else START.code
    if not compiled.allows(stage, step):
        here = compiled.stages[stage].label if view else START.label
        raise WrongStage(f"案件现为“{here}”，不能办理“{step.label}”")
    against = with_ways_out(compiled, may_take(actor, step, view))
    if against:
        raise NotAllowed(f"不能办理“{step.label}”：" + "；".join(r.text for r in against), tuple(against))
    if view is not None:
        unmet = with_ways_out(compiled, unmet_conditions(view, step, form))
        if unmet:
            raise Unmet(f"还不能办理“{step.label}”：" + "；".join(r.text for r in unmet), tuple(unmet))


def with_ways_out(compiled: Compiled, reasons: list[Reason]) -> list[Reason]:
    """The reasons, and where steps of the same case lift one, which and by whom, so that nobody has to search."""
    return [_with_way_out(compiled, reason) for reason in reasons]


def _with_way_out(compiled: Compiled, reason: Reason) -> Reason:
    change, fact = compiled.change_of_officers, reason.code.removeprefix("recorded_")
    papers = reason.code.removeprefix(NO_PAPER)
    if papers != reason.code:
        ways = [way for paper in papers.split("/") for way in compiled.issued_by.get(paper, ())]
        names = "或".join(dict.fromkeys(f"《{label}》" for label, _ in ways))
        return replace(reason, text=f"还没有制作{names}", lifted_by=ways_in_words(step for _, step in ways))
    if reason.code == "assigned" and change is not None:
        return replace(reason, step=change.name)
    if reason.lifted_by or fact == reason.code:
        return reason
    return replace(reason, lifted_by=ways_in_words(compiled.recorded_by.get(fact, ())))


def ways_in_words(steps: Iterable[Step[Any]]) -> str:
    """Who takes which of these steps: “监察机构负责人办理‘受理立案’”; the first three tell enough."""
    found: dict[str, list[str]] = {}
    for step in islice(steps, 3):
        found.setdefault("或".join(role.label for role in step.by), []).append(f"“{step.label}”")
    return "，".join(f"{who}办理{'或'.join(labels)}" for who, labels in found.items())


def unmet_conditions(view: CaseView, step: Step[Any], form: Form | None) -> list[Reason]:
    """Every unmet condition; those that read the form are asked only when there is one."""
    found = (guard.check(view, form) for guard in step.requires if form is not None or not guard.reads_form)
    reasons = [
        *(reason for reason in found if reason is not None),
        *against_timing(view, step),
        *_against_answering(view, step),
        *_against_sending(view, step),
        *_against_serving(view, step),
        *against_returning(view.header, step),
    ]
    basis = step.under[0].label
    return [reason if reason.basis else replace(reason, basis=basis) for reason in reasons]


NO_PAPER = "no_paper_"
"""Begins the code of the reason that none of the papers was issued whose codes follow."""
AWAITING = frozenset({"drafted", "sent", "received", "accepted", "progress"})


def _against_answering(view: CaseView, step: Step[Any]) -> list[Reason]:
    """An answer that people type in needs a hand-off that still waits for one."""
    if step.on is None or step.automatic:
        return []
    sent = view.header.state.get("sent", {}).get(step.on[0])
    if sent is None or sent["state"] not in AWAITING:
        return [Reason("没有正在等待答复的移交", lifted_by="先办理移交", code="not_sent")]
    if not sent["external"]:
        return [Reason("接收单位在本系统里办理，它的答复自动到案，不用登记", lifted_by="等接收单位答复", code="inside")]
    return []


def _against_sending(view: CaseView, step: Step[Any]) -> list[Reason]:
    """What another department still works on is not sent again: it would open a second case there."""
    sent = view.header.state.get("sent", {}).get(step.hands_off.code) if step.hands_off else None
    if sent is None or sent["external"] or sent["state"] not in AWAITING:
        return []
    return [Reason("上一次的移交对方还没有答复，不用再移交一次", lifted_by="接收单位答复或者退回", code="sent")]


def _against_serving(view: CaseView, step: Step[Any]) -> list[Reason]:
    """Service needs a paper that was issued."""
    if not step.serves or any(view.paper(code) is not None for code in step.serves):
        return []
    return [Reason("还没有可以送达的文书", code=NO_PAPER + "/".join(step.serves))]


def decide(
    compiled: Compiled, header: Header, step: Step[Any], form: Form, actor: Actor, around: Surroundings
) -> Outcome:
    """Decide a step of an existing case, or an opening step over the header of a case to be."""
    opening = header.stage == START.code
    view = CaseView(header, around)
    refuse(compiled, None if opening else view, step, actor, form)
    if opening:
        unmet = unmet_conditions(view, step, form)
        if unmet:
            raise Unmet(f"还不能办理“{step.label}”：" + "；".join(r.text for r in unmet), tuple(unmet))
    stage = compiled.advance(header.stage, step)
    outcome = Outcome(
        case_type=compiled.code,
        step=step.name,
        label=step.label,
        stage_from=header.stage,
        stage_to=stage.code,
        day=around.day,
        is_final=stage.final,
        unit_id=header.unit_id,
        jurisdiction=header.jurisdiction,
        basis="、".join(basis.label for basis in step.under),
    )
    outcome.acting_for = in_whose_name(actor, step, None if opening else view).absent
    _answers(outcome, header, step, form, actor, around)
    reasons = to_record(form, around.vault) if step.sends_back else {}
    note_returns(outcome, compiled, header, step, reasons, actor.id)
    _facts(outcome, header, step, form, around)
    merge(header.state, outcome.patch)  # the header is the caller's own copy
    after = CaseView(header, around)
    time_terms(outcome, compiled, step, form, after)
    for document in step.issues:
        outcome.papers.extend(_papers(document, step, after, form))
    if step.hands_off is not None:
        outcome.hand_off = _hand_off(step.hands_off, after, form)
    if step.replies is not None and step.reply_with is not None and "origin" in header.state:
        payload = to_record(step.reply_with(after, form), around.vault)
        outcome.reply = ReplyDue(step.replies, payload)
        outcome.patch["origin"] = {"state": step.replies.value}
    if step.on is not None:
        outcome.patch["sent"] = {step.on[0]: {"state": step.on[1].value}}
        outcome.heard = None if step.automatic else step.on
    outcome.title = step.title(form) if step.title else None
    return outcome


def _answers(outcome: Outcome, header: Header, step: Step[Any], form: Form, actor: Actor, around: Surroundings) -> None:
    """What the form said, who took the step, who is assigned, and the tallies."""
    if step.parties is not None:
        outcome.parties = step.parties(form)
    elif step.identifies is not None:
        outcome.parties = step.identifies(CaseView(header, around), form)
    organisation = next((p.number for p in outcome.parties if not p.is_person and p.number), "")
    if organisation:
        outcome.patch["subject"] = around.vault.index(organisation)
    township = township_of_parties(outcome.parties)
    if township:
        outcome.patch["township"] = township
    if type(form).model_fields:
        record = to_record(form, around.vault)
        told = {name: record.pop(name) for name in reporter_fields(type(form))}
        outcome.reporter = {name: value for name, value in told.items() if value}
        key = type(form).key()
        earlier = header.state.get("data", {}).get(key, [])
        outcome.patch["data"] = {key: [*earlier, record] if step.collects else record}
    takers = header.state.get("taken", {}).get(step.name, {}).get("by", [])
    taken: dict[str, Any] = {
        "by": sorted({*takers, actor.id}),
        "last": actor.id,
        "on": around.day.isoformat(),
        "seq": header.seq + 1,
    }
    if outcome.acting_for:
        absent = header.state.get("taken", {}).get(step.name, {}).get("for", [])
        taken["for"] = sorted({*absent, outcome.acting_for})
    outcome.patch["taken"] = {step.name: taken}
    if header.stage == START.code:
        outcome.patch["source"] = step.source_of(form)
    if step.assigns is not None:
        outcome.patch["officers"] = list(dict.fromkeys(step.assigns(form)))
    if step.frequency is not None:
        view = CaseView(header, around)
        subject = header.state.get("subject", "") or header.id
        outcome.frequency = series_of(step.frequency, subject, around.day)
        outcome.patch["frequency"] = {step.frequency.code: view.frequency(step.frequency) + 1}
    _tallies(outcome, header, step, form, around)


def _tallies(outcome: Outcome, header: Header, step: Step[Any], form: Form, around: Surroundings) -> None:
    view = CaseView(header, around)
    for tally in step.clears:
        outcome.patch.setdefault("tallies", {})[tally.code] = None
    for counting in step.counts:
        empty: dict[str, Any] = {"count": 0, "sum": "0.00", "hash": ""}
        kept = header.state.get("tallies", {}).get(counting.tally.code, empty)
        before: dict[str, Any] = empty if counting.tally in step.clears else kept
        amounts = counting.amounts(form, view)
        outcome.patch.setdefault("tallies", {})[counting.tally.code] = {
            "count": before["count"] + len(amounts),
            "sum": str(Decimal(before["sum"]) + sum(amounts, Decimal("0.00"))),
            "hash": digest(before["hash"] + ",".join(str(a) for a in amounts)),
        }
    outcome.tallied = tuple(tally_changes(header.state, outcome.patch))


def _facts(outcome: Outcome, header: Header, step: Step[Any], form: Form, around: Surroundings) -> None:
    """Facts that begin or end, and the service of a paper."""
    answers = outcome.patch.get("data", {}).get(type(form).key(), {})
    answers = answers[-1] if isinstance(answers, list) else answers
    view = CaseView(header, around)
    for fact in step.ends:
        if fact.code in header.state.get("facts", {}):
            outcome.facts_ended.append(fact.code)
            outcome.patch.setdefault("facts", {})[fact.code] = None
    for record in step.records:
        if record.when is not None and not record.when(form, view):
            continue
        on = record.on(form, view) if record.on else around.day
        evidence = {name: answers.get(name) for name in record.evidence}
        outcome.facts_begun.append((record.fact.code, on, evidence))
        outcome.patch.setdefault("facts", {})[record.fact.code] = {
            "on": on.isoformat(),
            "seq": header.seq + 1,
        }
    if step.serves:
        served_on = outcome.facts_begun[0][1] if outcome.facts_begun else around.day
        code = _paper_to_serve(header, step)
        outcome.served = (code, served_on)
        outcome.patch["papers"] = {code: {"served": served_on.isoformat()}}


def _paper_to_serve(header: Header, step: Step[Any]) -> str:
    """The last issued of the papers that the step serves, before one that was served already."""
    papers = header.state.get("papers", {})
    return max((c for c in step.serves if c in papers), key=lambda c: (not papers[c].get("served"), papers[c]["id"]))


def _papers(document: Document[Any], step: Step[Any], view: CaseView, form: Form) -> list[PaperDue]:
    """The papers of a kind: mostly one, or one for each of those concerned."""
    if document.each is not None:
        return [
            _paper(document, step, view, {**document.about(view), **about}, body)
            for about, body in document.each(view, form)
        ]
    if document.body is None:
        raise DeclarationError(f"the paper {document.code} of {step.name} has neither body= nor each=")
    return [_paper(document, step, view, document.about(view), document.body(view, form))]


def _paper(
    document: Document[Any], step: Step[Any], view: CaseView, about: Mapping[str, Any], body: BaseModel
) -> PaperDue:
    unit = view.unit
    frame = {
        "case_type": view.header.case_type,
        "case_number": view.number,
        "organ": {"name": unit.name, "short": unit.short_name},
        "issued": view.day.isoformat(),
        "officers": [{"name": o.name, "card": o.card_number} for o in view.officers()],
        "legal_bases": [basis.formal for basis in step.under],
        **{key: _as_data(value) for key, value in about.items()},
    }
    year = str(view.day.year)
    return PaperDue(
        code=document.code,
        label=document.label,
        series=f"{unit.id}/{document.mark}/{year}" if document.mark else "",
        pattern=view.around.setting("number.paper") if document.mark else "",
        values={"organ": unit.short_name, "mark": document.mark, "year": year},
        needs_service=document.served or document.handed_over,
        served_on=view.day if document.handed_over else None,
        body=_as_data(body),
        frame=frame,
    )


def _as_data(value: Any) -> Any:
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else value


def receiver_of(hand_off: HandOff[Any], around: Surroundings, jurisdiction: str) -> UnitRef | None:
    """The department that receives a hand-off, None where people bring the paper to an organisation outside.

    Raises SettingMissing where it must stay in the installation and nobody is registered to receive it.
    """
    if not hand_off.opens:
        return None
    if hand_off.external:
        return around.receiver(hand_off.to.code, jurisdiction, hand_off.opens)
    return around.unit_for(hand_off.to.code, jurisdiction)


def _hand_off(hand_off: HandOff[Any], view: CaseView, form: Form) -> HandOffDue:
    target = receiver_of(hand_off, view.around, view.header.jurisdiction)
    due = view.deadline(hand_off.code)
    return HandOffDue(
        code=hand_off.code,
        label=hand_off.label,
        opens=hand_off.opens if target else "",
        to_unit=target.id if target else hand_off.to.code,
        payload=to_record(hand_off.payload(view, form), view.around.vault),
        checklist=hand_off.checklist,
        due=due.due if due else None,
        paper=hand_off.paper,
        external=target is None,
    )
