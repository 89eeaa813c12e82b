"""Drafts (草稿): what a person has typed into a form and not yet sent, sealed, for nobody else to see.

A draft is no part of a case: it is in no history, and it goes when the step is taken, when its writer throws it
away, or when nobody has touched it for a season.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from engine.canonical import canonical, moment, moment_of, read
from engine.database import Tx
from engine.errors import Refusal
from engine.office import Office

KEPT_FOR = timedelta(days=90)
LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed, when, and at which version of the case."""

    typed: dict[str, Any]
    version: int
    saved_at: datetime


class DraftTooLarge(Refusal):
    """A draft is larger than any form (草稿太大)."""

    status = 413
    title = "草稿没有保存"


def save_draft(office: Office, account_id: str, place: str, step: str, typed: dict[str, Any], version: int) -> datetime:
    """Keep a draft in place of an earlier one; `place` is a case's id, or a case type's code where one is opened."""
    text = canonical(typed)
    if len(text) > LARGEST:
        raise DraftTooLarge("内容太多，草稿没有保存；请先分批办理")
    now = office.clocks.now()
    with office.database.write() as tx:
        tx.run(
            "INSERT INTO drafts (account_id, place, step, sealed, version, saved_at)"
            " VALUES (:account, :place, :step, :sealed, :version, :at) ON CONFLICT (account_id, place, step)"
            " DO UPDATE SET sealed = :sealed, version = :version, saved_at = :at",
            {
                "account": account_id,
                "place": place,
                "step": step,
                "sealed": office.vault.seal(text),
                "version": version,
                "at": moment(now),
            },
        )
        tx.run("DELETE FROM drafts WHERE saved_at < :before", {"before": moment(now - KEPT_FOR)})
    return now


def find_draft(office: Office, tx: Tx, account_id: str, place: str, step: str) -> Draft | None:
    """A person's own draft."""
    row = tx.one(
        "SELECT sealed, version, saved_at FROM drafts WHERE account_id = :account AND place = :place AND step = :step",
        {"account": account_id, "place": place, "step": step},
    )
    return Draft(read(office.vault.unseal(row[0])), row[1], moment_of(row[2])) if row else None


def drop_draft(office: Office, account_id: str, place: str, step: str) -> None:
    """Throw a draft away."""
    with office.database.write() as tx:
        tx.run(
            "DELETE FROM drafts WHERE account_id = :account AND place = :place AND step = :step",
            {"account": account_id, "place": place, "step": step},
        )
