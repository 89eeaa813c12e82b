"""Suspected crime (行刑衔接): the criminal file runs beside the main line and never replaces it."""

from __future__ import annotations

from engine.casetype import HandOff, Record, Reply, Step
from engine.guards import not_recorded, recorded
from workflows.labour_inspection import clocks, facts, guards, known
from workflows.labour_inspection.assistance import Assisted
from workflows.labour_inspection.forms.choices import CriminalResult
from workflows.labour_inspection.forms.execution import CriminalOutcome
from workflows.labour_inspection.forms.investigation import CrimeReport, Ground, HandOver, Receipt
from workflows.labour_inspection.issued import investigation as issued
from workflows.labour_inspection.stages import FILED_ON
from workflows.laws import CRIME_TRANSFER_RULES, INSPECTION_REGULATION, PENALTY_LAW
from workflows.procedure import INSPECTOR, ORGAN_CHIEF, POLICE, as_written, two_inspectors
from workflows.terms import crime as terms

TO_POLICE: HandOff[HandOver] = HandOff(
    "crime_transfer",
    "涉嫌犯罪案件移送",
    to=POLICE,
    opens="",
    external=True,
    carries=HandOver,
    payload=as_written,
    answer_within=terms.D34.within(after=facts.CRIME_REPORTED),
    checklist=("涉嫌犯罪案件移送书", "涉嫌犯罪案件情况的调查报告", "涉案物品清单", "检验报告或者鉴定结论"),
)


class Crime(Assisted):
    """From the first suspicion to what police and court made of it."""

    report_crime = Step(
        "报告涉嫌犯罪",
        at=FILED_ON,
        by=INSPECTOR,
        form=CrimeReport,
        prefill=known.crime_report,
        requires=(
            two_inspectors,
            not_recorded(facts.CRIME_REPORTED, "已经报告，等待决定"),
            not_recorded(facts.CRIME_TRANSFER_APPROVED, "已经批准移送，先移送公安机关"),
            not_recorded(facts.CRIMINAL_FILE, "已经移送公安机关"),
        ),
        records=(facts.CRIME_REPORTED,),
        under=(CRIME_TRANSFER_RULES.article(5, 1), INSPECTION_REGULATION.article(18, 2)),
        issues=issued.CRIME_APPROVAL,
        aside=True,
        plain="报告涉嫌犯罪的情况",
        codes=("A-17",),
    )
    approve_transfer = Step(
        "批准移送公安机关",
        at=FILED_ON,
        by=ORGAN_CHIEF,
        form=Ground,
        requires=(recorded(facts.CRIME_REPORTED),),
        within=terms.D32.within(after=facts.CRIME_REPORTED),
        records=(facts.CRIME_TRANSFER_APPROVED,),
        ends=(facts.CRIME_REPORTED,),
        under=CRIME_TRANSFER_RULES.article(5, 2),
        plain="批准移送",
        codes=("A-17",),
    )
    refuse_transfer = Step(
        "不批准移送公安机关",
        at=FILED_ON,
        by=ORGAN_CHIEF,
        form=Ground,
        requires=(recorded(facts.CRIME_REPORTED),),
        ends=(facts.CRIME_REPORTED,),
        closes=(approve_transfer,),
        under=CRIME_TRANSFER_RULES.article(5, 2),
        aside=True,
        plain="不批准移送，理由记录在案",
        codes=("A-17",),
    )
    hand_to_police = Step[HandOver](
        "移送公安机关",
        at=FILED_ON,
        by=INSPECTOR,
        form=HandOver,
        requires=(recorded(facts.CRIME_TRANSFER_APPROVED),),
        within=terms.D33.within(after=facts.CRIME_TRANSFER_APPROVED),
        records=(facts.CRIMINAL_FILE,),
        ends=(facts.CRIME_TRANSFER_APPROVED, facts.POLICE_REFUSED, facts.POLICE_FILED),
        under=(CRIME_TRANSFER_RULES.article(6), PENALTY_LAW.article(27, 1)),
        hands_off=TO_POLICE,
        issues=issued.CRIME,
        plain="移送公安机关",
        codes=("A-17",),
    )
    police_received = Step(
        "登记公安机关回执",
        at=FILED_ON,
        by=INSPECTOR,
        form=Receipt,
        prefill=known.received,
        on=("crime_transfer", Reply.RECEIVED),
        under=CRIME_TRANSFER_RULES.article(7),
        aside=True,
        plain="公安机关已经签收",
        codes=("A-17",),
    )
    police_filed = Step(
        "登记公安机关立案",
        at=FILED_ON,
        by=INSPECTOR,
        form=Receipt,
        prefill=known.received,
        on=("crime_transfer", Reply.ACCEPTED),
        records=(Record(facts.POLICE_FILED, on=lambda form, view: form.received_on),),
        under=CRIME_TRANSFER_RULES.article(8),
        aside=True,
        plain="公安机关已经立案",
        codes=("A-17",),
    )
    hand_over_items = Step(
        "移交涉案物品和材料",
        at=FILED_ON,
        by=INSPECTOR,
        form=HandOver,
        requires=(recorded(facts.POLICE_FILED),),
        within=terms.D36.within(after=facts.POLICE_FILED),
        under=CRIME_TRANSFER_RULES.article(12),
        plain="向公安机关移交物品和材料",
        codes=("A-17",),
    )
    police_refused = Step(
        "登记公安机关不予立案",
        at=FILED_ON,
        by=INSPECTOR,
        form=Receipt,
        prefill=known.received,
        on=("crime_transfer", Reply.RETURNED),
        records=(Record(facts.POLICE_REFUSED, on=lambda form, view: form.received_on),),
        ends=(facts.CRIMINAL_FILE,),
        under=(CRIME_TRANSFER_RULES.article(10), PENALTY_LAW.article(27, 1)),
        aside=True,
        plain="公安机关没有立案，继续依法处理",
        codes=("A-41",),
    )
    objection_to_police = clocks.OBJECTION_TO_POLICE
    ask_police_again = Step(
        "提请公安机关复议或者检察机关立案监督",
        at=FILED_ON,
        by=ORGAN_CHIEF,
        form=HandOver,
        requires=(recorded(facts.POLICE_REFUSED), guards.objection_in_time),
        records=(facts.CRIMINAL_FILE,),
        closes=(objection_to_police,),
        under=(CRIME_TRANSFER_RULES.article(9, 1), CRIME_TRANSFER_RULES.article(9, 3)),
        hands_off=HandOff(
            "crime_transfer",
            "提请复议或者立案监督",
            to=POLICE,
            opens="",
            external=True,
            carries=HandOver,
            payload=lambda view, form: form,
            answer_within=terms.D35B.within(after=report_crime),
            checklist=("复议提请书或者立案监督建议", "不予立案通知书"),
        ),
        aside=True,
        plain="对不予立案有不同意见，提请复议",
        codes=("A-17",),
    )
    criminal_file_ended = Step(
        "登记刑事程序结果",
        at=FILED_ON,
        by=INSPECTOR,
        form=CriminalOutcome,
        prefill=known.received,
        on=("crime_transfer", Reply.ANSWERED),
        records=(Record(facts.CRIMINAL_FINE, when=lambda form, view: form.result is CriminalResult.FINED),),
        ends=(facts.CRIMINAL_FILE,),
        closes=(hand_over_items, objection_to_police),
        under=(CRIME_TRANSFER_RULES.article(13), PENALTY_LAW.article(27, 1), PENALTY_LAW.article(35, 2)),
        aside=True,
        plain="刑事程序已经结束，继续依法处理",
        codes=("A-41",),
    )
