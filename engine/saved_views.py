"""Saved views (我的视图): a list with its filter under a name, for one account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.canonical import canonical, moment, read
from engine.database import Tx
from engine.errors import FieldError, InvalidForm, NotFound
from engine.ids import new_id
from engine.office import Office

MOST = 30
LONGEST = 20


@dataclass(frozen=True, slots=True)
class View:
    """One saved view; `filter` holds the narrowing as it was typed, by the names of the list's fields."""

    id: str
    name: str
    list: str
    filter: Mapping[str, str]


def views_of(office: Office, tx: Tx, account_id: str) -> list[View]:
    """The account's views, oldest first."""
    rows = tx.all(
        "SELECT id, name, list, filter FROM saved_views WHERE account_id = :me ORDER BY id", {"me": account_id}
    )
    return [View(identity, name, where, read(office.vault.unseal(kept))) for identity, name, where, kept in rows]


def view_of(office: Office, tx: Tx, account_id: str, view_id: str) -> View:
    """One of the account's views; raises NotFound."""
    for view in views_of(office, tx, account_id):
        if view.id == view_id:
            return view
    raise NotFound("没有这个视图，可能已经删除")


def save(office: Office, account_id: str, name: str, where: str, narrowing: Mapping[str, str]) -> str:
    """Save a view, over the one of the same name; raises InvalidForm naming the field. Returns its id."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST or not name.isprintable():
        raise InvalidForm((FieldError("name", "视图名称", f"必须填写，不超过{LONGEST}字"),))
    values = {
        "id": new_id(office.clocks.now()),
        "me": account_id,
        "name": name,
        "list": where,
        "filter": office.vault.seal(canonical({k: v for k, v in narrowing.items() if v})),
        "now": moment(office.clocks.now()),
    }
    with office.database.write() as tx:
        known = [view.name for view in views_of(office, tx, account_id)]
        if name not in known and len(known) >= MOST:
            raise InvalidForm((FieldError("name", "视图名称", f"最多保存{MOST}个视图，请先删除不用的"),))
        row = tx.one(
            "INSERT INTO saved_views (id, account_id, name, list, filter, made_at)"
            " VALUES (:id, :me, :name, :list, :filter, :now)"
            " ON CONFLICT (account_id, name) DO UPDATE SET list = excluded.list, filter = excluded.filter RETURNING id",
            values,
        )
    return str(row[0]) if row else ""


def remove(office: Office, account_id: str, view_id: str) -> None:
    """Remove one of the account's views; raises NotFound."""
    with office.database.write() as tx:
        if not tx.changed(
            "DELETE FROM saved_views WHERE id = :id AND account_id = :me", {"id": view_id, "me": account_id}
        ):
            raise NotFound("没有这个视图，可能已经删除")
