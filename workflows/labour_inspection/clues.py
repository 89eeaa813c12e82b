"""Clues that a township hands over: taken on as a lead, or given back with reasons."""

from __future__ import annotations

from engine.casetype import START, Record, Reply, Step
from engine.form import Confirmation
from engine.terms import working_days
from engine.vocabulary import SYSTEM
from forms.notices import ClueReport
from workflows.incoming import RECEIPT
from workflows.labour_inspection import compose, facts, guards
from workflows.labour_inspection.forms import Lead
from workflows.labour_inspection.forms.intake import ClueReturned
from workflows.labour_inspection.stages import At
from workflows.laws import INSPECTION_REGULATION
from workflows.procedure import INSPECTOR, RECEPTION, TEAM_HEAD, as_written


class Offered:
    """From a clue that another organ offers to a lead."""

    receive_clue = Step(
        "收到乡镇移送的线索",
        at=START,
        to=At.OFFERED,
        by=SYSTEM,
        form=ClueReport,
        receives="clue_report",
        source="乡镇移送",
        title=compose.offered_title,
        parties=compose.offered_parties,
        under=INSPECTION_REGULATION.article(9, 1),
        plain="收到移送的线索",
        codes=("A-01",),
    )
    take_clue = Step(
        "接收线索并登记",
        at=At.OFFERED,
        to=At.CLUE,
        by=(RECEPTION, INSPECTOR, TEAM_HEAD),
        form=Lead,
        requires=(guards.received_by_now,),
        records=(Record(facts.PREMIUM_MATTER, when=lambda form, view: form.matter.is_premium),),
        within=working_days(5, after=receive_clue, under=RECEIPT),
        prefill=compose.offered_prefill,
        replies=Reply.ACCEPTED,
        reply_with=lambda view, form: Confirmation(),
        title=compose.title,
        parties=compose.parties,
        under=INSPECTION_REGULATION.article(14, 1),
        plain="登记线索",
        codes=("A-01",),
    )
    give_back_clue = Step(
        "退回线索",
        at=At.OFFERED,
        to=At.GIVEN_BACK,
        by=(RECEPTION, INSPECTOR, TEAM_HEAD),
        form=ClueReturned,
        replies=Reply.RETURNED,
        reply_with=as_written,
        under=INSPECTION_REGULATION.article(14, 1),
        plain="请移送单位补充",
        hint="写明缺什么、为什么不归本机关办理；移送单位会看到",
    )
