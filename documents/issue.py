"""Renders a paper that a step issued: the ledger's row becomes a PDF, whose hash goes back into the case's chain.

The number was allotted with the step and stays, however often rendering is tried; a re-print returns the
stored bytes. Registered for the effect `render_paper`.
"""

from __future__ import annotations

from typing import Any, cast

from documents.context import Body, ChainHead, Paper, Verification
from documents.render.pdf import print_paper
from engine import store
from engine.canonical import read
from engine.effects import Claim, settle
from engine.errors import NotFound
from engine.office import Office
from engine.vocabulary import SYSTEM

CODE = 12


def render_paper(office: Office, claimed: Claim) -> None:
    """Render one paper, store its bytes, and say so in the case; doing it again changes nothing."""
    identity = claimed.payload["paper"]
    with office.database.read() as tx:
        row = tx.one(
            "SELECT p.case_id, p.code, p.context, p.sha256, p.issued_seq, e.hash, c.type_digest FROM papers p"
            " JOIN events e ON e.case_id = p.case_id AND e.seq = p.issued_seq JOIN cases c ON c.id = p.case_id"
            " WHERE p.id = :id",
            {"id": identity},
        )
    if row is None:
        raise NotFound("没有这份文书")
    case_id, code, context, stored, seq, head, digest = row
    if stored is None:
        paper = paper_of(office, identity, digest, code, read(office.vault.unseal(context)), seq, head)
        stored = office.blobs.put(print_paper(paper, office.registry.pinned(digest).code))
    with office.database.write() as tx:
        settle(tx, claimed, office.clocks.now())
        changed = tx.changed(
            "UPDATE papers SET sha256 = :sha, state = CASE state WHEN 'numbered' THEN 'rendered' ELSE state END"
            " WHERE id = :id AND sha256 IS NULL",
            {"sha": stored, "id": identity},
        )
        if not changed:
            return
        header = store.load(tx, office.database, case_id, lock=True)
        if header is None:
            raise NotFound("文书所属的案件不存在")
        store.note(
            tx,
            header,
            "paper_rendered",
            "文书已生成",
            {"papers": {code: {"sha256": stored}}} if header.state["papers"][code]["id"] == identity else {},
            office.clocks.now(),
            day=office.clocks.today(),
            actor_id=SYSTEM.code,
            extra={"paper": identity, "sha256": stored},
        )


def paper_of(
    office: Office, identity: str, digest: str, code: str, context: dict[str, Any], seq: int, head: str
) -> Paper[Body]:
    """The typed context of a paper, from the ledger's row."""
    compiled = office.registry.pinned(digest)
    contents = next((d.contents for s in compiled.steps.values() for d in s.issues if d.code == code), None)
    if contents is None or not issubclass(contents, Body):
        raise NotFound(f"“{compiled.label}”没有“{code}”这种文书")
    frame = {key: value for key, value in context["frame"].items() if key != "case_type"}
    kind = cast("type[Paper[Body]]", Paper.__class_getitem__(contents))  # the contents are known only at run time
    return kind.model_validate(
        {
            **frame,
            "title": contents.label,
            "number": context["number"],
            "body": context["body"],
            "verification": verification(office, identity).model_dump(),
            "chain": ChainHead(events=seq, hash=head[:16]).model_dump(),
        }
    )


def verification(office: Office, identity: str) -> Verification:
    """Where a holder can check the paper: its id and a keyed short code, nothing about anybody."""
    code = office.vault.index(f"paper {identity}")[:CODE].upper()
    base = office.installation.public_url or f"http://{office.installation.host}:{office.installation.port}"
    return Verification(
        paper_id=identity, url=f"{base}/verify/{identity}", short_code=f"{code[:4]}-{code[4:8]}-{code[8:]}"
    )


HANDLERS = {"render_paper": render_paper}
