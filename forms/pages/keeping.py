"""Drafts of forms (草稿): kept on a button or by themselves while somebody types, and thrown away on a button."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import PlainTextResponse, Response

from engine import drafts
from engine import queries as q
from engine.actors import Actor
from engine.clock import SHANGHAI
from engine.database import Tx
from engine.office import Office
from forms.pages.frame import redirect
from forms.render import Typed

ACTS = frozenset({"draft", "autosave", "discard"})
"""What a form's buttons and script ask for here."""


@dataclass(frozen=True, slots=True)
class Place:
    """Whose form it is, and which: `place` is a case's id or a case type's code.

    `address` is the form's own, `resumed` the one at which it is filled in with the draft.
    """

    office: Office
    actor: Actor
    place: str
    step: str
    address: str
    resumed: str

    def found(self, tx: Tx) -> drafts.Draft | None:
        """What was kept here."""
        return drafts.find_draft(self.office, tx, self.actor.id, self.place, self.step)

    def keep(self, act: str, typed: Typed, *, request_id: str, version: int = 0) -> Response:
        """Keep what was typed, or throw it away; answers the button with the form, the script with a word."""
        if act == "discard":
            self.drop()
            return redirect(self.address)
        with self.office.database.read() as tx:
            # A draft that arrives after its own form was carried out would come back to life.
            sent = q.was_sent(tx, self.actor, request_id)
        if not sent:
            at = drafts.save_draft(self.office, self.actor.id, self.place, self.step, typed, version)
            if act == "autosave":
                return PlainTextResponse(f"草稿已保存，{at.astimezone(SHANGHAI):%H:%M}")
        return redirect(self.resumed) if act == "draft" else Response(status_code=204)

    def drop(self) -> None:
        """Throw the draft away: its form was sent, or its writer said so."""
        drafts.drop_draft(self.office, self.actor.id, self.place, self.step)
