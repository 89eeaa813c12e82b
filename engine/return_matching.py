"""To which case a line of a return file belongs (回盘对账): by its numbers, never by a guess."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.actors import Actor
from engine.canonical import canonical
from engine.casetype import Step
from engine.database import Tx, in_list
from engine.machine import Compiled
from engine.office import Office
from engine.permissions import visible

NUMBER, EMPLOYER, PERSON, MONTH = "case_number", "credit_code", "resident_id", "month"
KEYS: dict[str, tuple[str, ...]] = {
    NUMBER: ("案号", "移交编号", "案件编号"),
    EMPLOYER: ("统一社会信用代码", "信用代码", "社会信用代码", "纳税人识别号"),
    PERSON: ("身份证号", "身份证号码", "证件号码"),
    MONTH: ("费款所属期", "所属月份", "费款所属月份"),
}
"""By which a line is matched, with the headings under which each may stand."""


@dataclass(frozen=True, slots=True)
class Read:
    """A line as it was read: the cells by field, and why it cannot be used, if so."""

    line: int
    cells: Mapping[str, str]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A step that return files can take in a person's department."""

    compiled: Compiled
    step: Step[Any]


def print_of(office: Office, line: Read) -> str:
    """By which the same line is recognised in another file (指纹)."""
    return office.vault.index(canonical({name: text for name, text in line.cells.items() if text}))


def case_of(office: Office, tx: Tx, actor: Actor, target: Target, line: Read, seen: set[str]) -> tuple[str, str]:
    """The case of a line, or empty and why not."""
    if line.problem:
        return "", ""
    mark = print_of(office, line)
    if mark in seen:
        return "", "和本文件前面的一行完全相同，请核对是不是重复"
    seen.add(mark)
    earlier = tx.one(
        "SELECT f.name, l.line FROM return_lines l JOIN return_files f ON f.id = l.file_id"
        " WHERE l.print = :print AND f.unit_id = :unit AND l.state IN ('matched', 'done') LIMIT 1",
        {"print": mark, "unit": actor.unit.id},
    )
    if earlier is not None:
        return "", f"和“{earlier[0]}”第{earlier[1]}行完全相同，请核对是不是重复"
    return _one_case(office, tx, candidates(office, tx, actor, target, line.cells), line.cells.get(EMPLOYER, ""))


def _one_case(office: Office, tx: Tx, found: list[str], code: str) -> tuple[str, str]:
    """The one case that a line is about, or empty and why not; the employer must be the one that the line tells."""
    if not found:
        return "", "没有找到对应的在办案件"
    named = _of_party(office, tx, found, code) if code else found
    if not named:
        return "", "案号是另一个单位的案件，和这一行的统一社会信用代码不一致，请核对"
    return (named[0], "") if len(named) == 1 else ("", f"对得上{len(named)}件案件，请指定是哪一件")


def candidates(office: Office, tx: Tx, actor: Actor, target: Target, cells: Mapping[str, str]) -> list[str]:
    """The open cases of the department that a line can be about: by number, else employer, narrowed by person."""
    predicate, values = visible(actor, office.supervising_roles)
    where = f"{predicate} AND c.unit_id = :my_unit AND c.is_open = 1 AND c.case_type = :r_type"
    values |= {"r_type": target.compiled.code}
    if number := cells.get(NUMBER, ""):
        where += (
            " AND (c.number = :r_number OR c.id IN"
            " (SELECT h.case_id FROM handoffs_received h WHERE h.id = :r_number AND h.to_unit = :my_unit))"
        )
        values["r_number"] = number
    elif code := cells.get(EMPLOYER, ""):
        where += " AND c.id IN (SELECT p.case_id FROM case_parties p WHERE p.number_index = :r_code)"
        values["r_code"] = office.vault.index(code.upper())
    else:
        return []
    stages = {f"r_stage{n}": stage.code for n, stage in enumerate(target.step.at)}
    where += f" AND c.stage IN ({', '.join(':' + name for name in stages)})"
    values |= stages
    found = [str(row[0]) for row in tx.all(f"SELECT c.id FROM cases c WHERE {where} ORDER BY c.id", values)]
    person = cells.get(PERSON, "")
    return (_of_party(office, tx, found, person) or found) if len(found) > 1 and person else found


def _of_party(office: Office, tx: Tx, cases: list[str], number: str) -> list[str]:
    """Those of the cases that are about somebody with the number, a person's or an organisation's."""
    names, values = in_list("case", cases)
    rows = tx.all(
        f"SELECT case_id FROM case_parties WHERE case_id IN {names} AND number_index = :mark",
        {**values, "mark": office.vault.index(number.upper())},
    )
    named = {case for (case,) in rows}
    return [case for case in cases if case in named]
