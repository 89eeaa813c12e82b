"""One policy for both questions: may this actor do this to this case, and which rows may this actor see.

The predicate is SQL over the `cases` table under the alias `c`; lists, details, search, exports and
downloads all use it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.actors import Actor
from engine.casetype import Step
from engine.errors import Reason
from engine.guards import person_of
from engine.view import CaseView
from engine.vocabulary import Role

ADMINISTRATORS = frozenset({"system_administrator", "security_administrator", "auditor"})
"""The three administrators (三员). They keep the installation, its rights and its traces, and see no case."""


def span(jurisdiction: str) -> tuple[str, str]:
    """The range of division codes at and below one: a county itself, a prefecture or province with all below.

    >>> span("530523"), span("530500"), span("530000"), span("000000")
    (('530523', '530524'), ('530500', '530600'), ('530000', '540000'), ('000000', '999999'))
    """
    if jurisdiction == "000000":
        return "000000", "999999"
    step = 10_000 if jurisdiction.endswith("0000") else 100 if jurisdiction.endswith("00") else 1
    return jurisdiction, f"{int(jurisdiction) + step:06d}"


def handles_cases(actor: Actor) -> bool:
    """Tell whether the actor holds a role today that has to do with cases, or stands in for somebody who does."""
    return bool(actor.acting_roles - ADMINISTRATORS)


def visible(actor: Actor, role_sees_below: frozenset[str]) -> tuple[str, dict[str, Any]]:
    """The predicate for the cases that an actor may see, and its values.

    Whoever holds a role today that handles cases sees those of their own department; holders of a supervising
    role also those of the same agency in and below their jurisdiction. The administrators' roles show no case,
    and neither does an account whose roles have ended. Whoever stands in for somebody absent sees what that one
    sees. Nobody sees a case from which they keep away, and a confidential case is seen only by the officers
    assigned to it.
    """
    values: dict[str, Any] = {"my_unit": actor.unit.id}
    seen = [_seen_as(one, str(n or ""), values, role_sees_below) for n, one in enumerate((actor, *actor.stand_ins))]
    if len(seen) == 1:
        return seen[0], values
    away = "NOT EXISTS (SELECT 1 FROM recusals r WHERE r.case_id = c.id AND r.account_id = :me)"
    return f"({' OR '.join(f'({one})' for one in seen)}) AND {away}", values


def _seen_as(actor: Actor, n: str, values: dict[str, Any], role_sees_below: frozenset[str]) -> str:
    values[f"me{n}"] = actor.id
    scope = "c.unit_id = :my_unit" if actor.roles - ADMINISTRATORS else "c.unit_id = :my_unit AND 1 = 0"
    if actor.roles & role_sees_below:
        low, high = span(actor.unit.jurisdiction)
        values |= {"low": low, "high": high, "agency": actor.unit.agency}
        scope = (
            f"({scope} OR (c.jurisdiction >= :low AND c.jurisdiction < :high"
            " AND c.unit_id IN (SELECT id FROM units WHERE agency = :agency)))"
        )
    return (
        f"{scope} AND NOT EXISTS (SELECT 1 FROM recusals r WHERE r.case_id = c.id AND r.account_id = :me{n})"
        " AND (c.is_confidential = 0 OR EXISTS"
        f" (SELECT 1 FROM case_officers o WHERE o.case_id = c.id AND o.account_id = :me{n}))"
    )


def assigned_to(actor: Actor) -> str:
    """The predicate for the cases assigned to the actor or to somebody the actor stands in for; `visible`'s values."""
    names = ", ".join(f":me{n or ''}" for n in range(len(actor.stand_ins) + 1))
    return f"EXISTS (SELECT 1 FROM case_officers o WHERE o.case_id = c.id AND o.account_id IN ({names}))"


def may_take(actor: Actor, step: Step[Any], view: CaseView | None) -> list[Reason]:
    """Every reason why this actor may not take this step of this case; empty means yes."""
    return in_whose_name(actor, step, view).against


@dataclass(frozen=True, slots=True)
class Standing:
    """As whom somebody takes a step, and every reason against it.

    `absent` and `absent_name` are the account and the name of whom the actor stands in for, empty in the own name.
    """

    against: list[Reason]
    absent: str = ""
    absent_name: str = ""


def in_whose_name(actor: Actor, step: Step[Any], view: CaseView | None) -> Standing:
    """As whom this actor may take the step: in the own name where that is possible, else in that of somebody absent.

    With every reason against where neither is; then those of whoever comes nearest.
    """
    own = Standing(_against(actor, actor, step, view))
    if not own.against or not actor.stand_ins:
        return own
    found = [Standing(_against(actor, one, step, view), one.id, one.name) for one in actor.stand_ins]
    return min([own, *found], key=lambda each: (any(r.code == "role" for r in each.against), len(each.against)))


def _against(actor: Actor, name: Actor, step: Step[Any], view: CaseView | None) -> list[Reason]:
    """What speaks against taking a step in somebody's name, the own or that of somebody absent.

    Both persons count wherever persons must differ: who stands in proposes for both and approves for both.
    """
    reasons: list[Reason] = []
    roles = [role for role in step.by if role.code in name.roles]
    if not roles:
        reasons.append(Reason(f"要由{_names(step.by)}办理", lifted_by=_names(step.by), code="role"))
    if view is None or actor.is_system:
        return reasons
    reasons += _outside(actor, name, view)
    assigned = view.header.state.get("officers", [])
    persons = {actor.id, name.id}
    if roles and all(role.assigned for role in roles) and assigned and name.id not in assigned:
        names = "、".join(officer.name for officer in view.officers())
        reasons.append(Reason(f"本案由{names}承办", lifted_by="单位负责人改派承办人", code="assigned"))
    if roles and all(role.outside for role in roles) and persons & set(assigned):
        reasons.append(
            Reason(f"本案的承办人员不能担任{_names(tuple(roles))}", lifted_by="单位负责人另行指定人员", code="outside")
        )
    reasons += [
        Reason(person_of(work), lifted_by=f"另一名{_names(step.by)}", code="apart")
        for work in step.apart_from
        if persons & view.principals(work.name)
    ]
    return reasons


def may_file(actor: Actor, view: CaseView) -> list[Reason]:
    """Every reason why this actor may not put evidence or a note into the case's file; empty means yes."""
    if actor.is_system:
        return []
    reasons = _outside(actor, actor, view)
    if not handles_cases(actor):
        reasons.append(Reason("您没有办理案件的角色", lifted_by="安全管理员", code="role"))
    if not view.header.is_open:
        reasons.append(Reason("案件已经办结，案卷不再增加材料", code="stage"))
    return reasons


def may_withdraw(actor: Actor, view: CaseView, filed_by: str, supervising: frozenset[str]) -> list[Reason]:
    """Every reason why this actor may not withdraw what somebody filed: its filer may, the officers, the heads."""
    reasons = may_file(actor, view)
    near = {filed_by, *view.header.state.get("officers", ())}
    if not reasons and not any(one.id in near or one.roles & supervising for one in (actor, *actor.stand_ins)):
        reasons.append(Reason("只有登记人、承办人和负责人可以撤回", lifted_by="登记人或者承办人", code="assigned"))
    return reasons


def _outside(actor: Actor, name: Actor, view: CaseView) -> list[Reason]:
    """What keeps the actor away from the case itself: another department's, or recused."""
    reasons = []
    if view.header.unit_id != actor.unit.id:
        reasons.append(Reason(f"案件由{view.unit.name}承办", lifted_by=view.unit.name, code="unit"))
    recused = view.header.state.get("recused", ())
    if actor.id in recused:
        reasons.append(Reason("您已回避本案", lifted_by="单位负责人", code="recused"))
    elif name.id in recused:
        reasons.append(Reason(f"{name.name}已回避本案，不能代办", lifted_by="单位负责人", code="recused"))
    return reasons


def _names(roles: tuple[Role, ...]) -> str:
    return "或".join(role.label for role in roles)
