"""Composes what a township's clue begins with, and what the township is told of it: plain, and nothing of the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.casetype import Party
from engine.view import CaseView
from forms.notices import ClueNews, ClueOutcome, ClueReport, Suspected
from workflows.labour_inspection.forms import Closing, Filing, Matter, Source
from workflows.labour_inspection.forms.choices import ClosingGround
from workflows.labour_inspection.forms.intake import NoFiling

MATTERS = {
    Suspected.NEVER: Matter.REGISTRATION,
    Suspected.LESS: Matter.UNDERDECLARED,
    Suspected.STOPPED: Matter.UNPAID,
    Suspected.WAGES: Matter.WAGES,
    Suspected.OTHER: Matter.OTHER,
}


def offered_title(form: ClueReport) -> str:
    """The case in a line."""
    return f"{form.employer}：{MATTERS[form.suspected].label}"


def offered_parties(form: ClueReport) -> tuple[Party, ...]:
    """The employer, so that the case is found; its code where the township knew it."""
    return (Party("用人单位", form.employer, form.credit_code or "", is_person=False, address=form.employer_address),)


def offered_prefill(view: CaseView) -> Mapping[str, Any]:
    """The lead as far as the township could tell it."""
    clue = view.get(ClueReport)
    return {
        "source": Source.TOWNSHIP,
        "received_on": view.header.opened_on,
        "employer": clue.employer,
        "credit_code": clue.credit_code,
        "employer_address": clue.employer_address,
        "legal_representative": clue.boss,
        "facts": f"{clue.suspected.label}，大约{clue.head_count}人上班。{clue.seen}",
        "matter": MATTERS[clue.suspected],
        "reference": clue.case_number,
    }


def clue_filed(view: CaseView, form: Filing) -> ClueNews:
    """A case was filed; why and against whom stays in the file."""
    return ClueNews(on=view.day, words="已经立案调查")


def clue_not_filed(view: CaseView, form: NoFiling) -> ClueOutcome:
    """No case was filed, on one of the grounds of the law."""
    return ClueOutcome(on=view.day, words=f"经核查没有立案：{form.ground.label}")


def clue_closed(view: CaseView, form: Closing) -> ClueOutcome:
    """The case is over; what was decided is published where the law says so."""
    done = "单位应当做的已经做了" if form.ground is ClosingGround.PERFORMED else "已经依法处理完毕"
    return ClueOutcome(on=view.day, words=f"案件已经办结，{done}")
