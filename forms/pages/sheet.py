"""A form on a page (表单页): its fields, what was typed, the officers to choose from, what it will set in motion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from engine import queries as q
from engine.actors import Actor
from engine.casetype import Step
from engine.clock import SHANGHAI
from engine.database import Tx
from engine.divisions import township_of
from engine.drafts import Draft
from engine.errors import FieldError, InvalidForm, Reason, Refusal
from engine.form import line_model, personal_kind
from engine.ids import new_id
from engine.machine import Compiled
from engine.office import Office
from engine.view import CaseView, Header
from forms.identifiers.divisions import division
from forms.pages.lines import Changed
from forms.render import Option, Typed, answers_from, asks_for_place, defaults_of, fields_of, typed_of


def officer_options(office: Office, tx: Tx, actor: Actor) -> list[Option]:
    """The people of the actor's department whose enforcement card is valid, else all of them."""
    directory = office.directory(tx)
    people = [o for o in directory.officers.values() if o.unit_id == actor.unit.id and o.id not in directory.disabled]
    day = office.clocks.today()
    carded = [o for o in people if o.card_valid_on(day)]
    return [
        Option(
            o.id,
            f"{o.name}（证至{o.card_valid_to:%Y-%m}）" if o.card_valid_to and o in carded else o.name,
        )
        for o in carded or people
    ]


def _places(office: Office, tx: Tx, actor: Actor) -> list[str]:
    """The townships of the department's area, as an address begins: those that take part, and those of its cases."""
    area = actor.unit.jurisdiction
    units = office.directory(tx).units.values()
    here = {township_of(unit.name) for unit in units if unit.jurisdiction.startswith(area)}
    county = division(area)
    names = sorted({*here, *q.townships(office, tx, actor)} - {""})
    return [f"{county.name if county else ''}{name}" for name in names]


def prefilled(office: Office, tx: Tx, header: Header, step: Step[Any]) -> tuple[Typed, list[str]]:
    """What the case already knows of a step's form, and the names of those fields.

    Where a checker sent the step's work back, that is what was answered last time: only the faults must be mended.
    """
    if q.answered_before(header, step):
        around = office.surroundings(office.directory(tx), header.jurisdiction)
        answers = CaseView(header, around).get(step.form).model_dump(mode="json")
        return typed_of(step.form, answers), []
    if step.prefill is None:
        return typed_of(step.form, defaults_of(step.form)), []
    around = office.surroundings(office.directory(tx), header.jurisdiction)
    values = step.prefill(CaseView(header, around))
    return typed_of(step.form, {**defaults_of(step.form), **values}), [
        name for name, value in values.items() if value not in (None, "", ())
    ]


def holds_personal(form: type[BaseModel], typed: Typed) -> bool:
    """Tell whether what a form is filled in with shows personal data that is kept sealed, in its lines too."""
    for name, info in form.model_fields.items():
        value = typed.get(name)
        if value and personal_kind(info):
            return True
        model = line_model(info)
        if model and isinstance(value, list) and any(holds_personal(model, line) for line in value):
            return True
    return False


def sheet(
    office: Office,
    tx: Tx,
    actor: Actor,
    compiled: Compiled,
    step: Step[Any],
    header: Header | None,
    typed: Typed,
    *,
    refusal: Refusal | None = None,
    known: Iterable[str] = (),
    request_id: str = "",
    shown: q.Preview | None = None,
    draft: Draft | None = None,
    changed: Changed | None = None,
) -> dict[str, Any]:
    """The context of a page with a form."""
    errors = refusal.fields if isinstance(refusal, InvalidForm) else ()
    fields = fields_of(
        step.form,
        typed,
        errors=errors,
        officers=officer_options(office, tx, actor),
        places=_places(office, tx, actor) if asks_for_place(step.form) else (),
        known=known,
    )
    return {
        "compiled": compiled,
        "step": step,
        "fields": fields,
        "errors": errors,
        "targets": _targets(errors, fields),
        "refusal": None if errors else refusal,
        "reasons": grouped_reasons(refusal),
        "request_id": request_id or new_id(office.clocks.now()),
        "version": header.version if header else 0,
        "motion": shown or q.preview(office, tx, actor, compiled, step, header, None),
        "basis": [basis.label for basis in step.under],
        "draft": draft,
        "sent_back": _returned(office, tx, header, step),
        "logged": False,
        "line_note": changed.said if changed else "",
        "pasted": (changed.pasted if changed else None) or {},
        "roster_base": f"/rosters/{compiled.code}/{step.name}",
        "now": office.clocks.now().astimezone(SHANGHAI),
    }


def _returned(office: Office, tx: Tx, header: Header | None, step: Step[Any]) -> q.SentBack | None:
    """Why the step's work was sent back, to be read beside the form."""
    found = q.sent_back_of(office, office.directory(tx), header) if header else ()
    return next((one for one in found if one.work == step.name), None)


def checked(
    office: Office, tx: Tx, actor: Actor, compiled: Compiled, step: Step[Any], header: Header | None, typed: Typed
) -> tuple[Mapping[str, Any], q.Preview, q.Section]:
    """The answers, exactly what they will set in motion, and how they read; raises the refusal that applies."""
    answers = answers_from(step.form, typed)
    form = step.form.parse(answers, office.clocks.today())
    shown = q.preview(office, tx, actor, compiled, step, header, form)
    words = q.Words(office.directory(tx), {}, revealed=True)
    return answers, shown, words.section(step.label, step.name, form)


def grouped_reasons(refusal: Refusal | None) -> tuple[Reason, ...]:
    """The reasons of a refusal, none where it is about fields."""
    return () if refusal is None or isinstance(refusal, InvalidForm) else refusal.reasons


def _targets(errors: Iterable[FieldError], fields: list[Any]) -> dict[str, str]:
    """For each wrong field the element that an error summary leads to."""
    ids = {f.name: f.id for f in fields}
    for table in fields:
        for n, row in enumerate(table.rows):
            ids |= {f.name: f.id for f in row}
            ids[f"{table.name}.{n}"] = row[0].id if row else table.id
    return {error.field: ids.get(error.field, "main") for error in errors}
