"""What the public and other organs are told of a decision: publication, its withdrawal, credit, licences."""

from __future__ import annotations

from engine.casetype import HandOff, Record, Reply, Step
from engine.computation import Length, Unit
from engine.guards import not_recorded, recorded
from engine.law import LocalPractice
from engine.terms import Term
from engine.vocabulary import SYSTEM
from forms.notices import CreditFiled, CreditNotice, NoticeProgress, UnlicensedNotice, UnlicensedResult
from workflows.labour_inspection import clocks, compose, facts, known
from workflows.labour_inspection.forms.execution import (
    Credit,
    CreditReturned,
    MarketNotice,
    NoticeReturned,
    PublicAnnouncement,
    Publication,
    PublicationWithdrawn,
)
from workflows.labour_inspection.forms.investigation import Receipt
from workflows.labour_inspection.issued import execution as issued
from workflows.labour_inspection.issued import letters
from workflows.labour_inspection.remedies import Remedied
from workflows.labour_inspection.stages import DECIDED, FILED_ON, WHENEVER, At
from workflows.laws import (
    CREDIT_MEASURES,
    INSPECTION_REGULATION,
    MAJOR_VIOLATIONS,
    PENALTY_LAW,
    THREE_SYSTEMS,
)
from workflows.procedure import INSPECTOR, MARKET, ORGAN_HEAD, TEAM_HEAD
from workflows.terms import inspection


class Publicised(Remedied):
    """From the publication of a result to what is told to other organs."""

    publish_penalty_term = clocks.PUBLISH_PENALTY
    publish_other_term = clocks.PUBLISH_OTHER
    publish_result = Step(
        "公开执法结果",
        at=DECIDED,
        by=(INSPECTOR, TEAM_HEAD),
        form=Publication,
        prefill=known.publication,
        requires=(recorded(facts.DECISION_MADE), not_recorded(facts.DECISION_ANNULLED, "决定已被撤销")),
        records=(Record(facts.PUBLISHED, on=lambda form, view: form.published_on, evidence=("medium", "summary")),),
        closes=(clocks.PUBLISH_PENALTY, clocks.PUBLISH_OTHER),
        under=(PENALTY_LAW.article(48, 1), THREE_SYSTEMS.whole()),
        plain="公开处理结果，不公开个人信息",
        codes=("A-33",),
    )
    withdraw_publication = Step(
        "撤回公开信息",
        at=FILED_ON,
        by=(INSPECTOR, TEAM_HEAD),
        form=PublicationWithdrawn,
        prefill=known.publication_withdrawn,
        requires=(recorded(facts.PUBLICATION_TO_WITHDRAW),),
        within=inspection.D30.within(after=facts.PUBLICATION_TO_WITHDRAW),
        ends=(facts.PUBLISHED, facts.PUBLICATION_TO_WITHDRAW),
        under=PENALTY_LAW.article(48, 2),
        issues=issued.WITHDRAWAL,
        plain="撤回公开的信息并说明理由",
        codes=("A-40",),
    )
    announce_major_violation = Step(
        "批准重大违法行为社会公布",
        at=DECIDED,
        by=ORGAN_HEAD,
        form=PublicAnnouncement,
        requires=(recorded(facts.DECISION_SERVED), not_recorded(facts.DECISION_ANNULLED, "决定已被撤销")),
        records=(facts.PUBLICLY_ANNOUNCED,),
        under=MAJOR_VIOLATIONS.whole(),
        issues=issued.PUBLICATION,
        aside=True,
        plain="向社会公布重大违法行为",
        codes=("A-33",),
    )
    report_credit = Step(
        "通报守法诚信等级",
        at=DECIDED,
        by=(TEAM_HEAD, ORGAN_HEAD),
        form=Credit,
        requires=(recorded(facts.DECISION_SERVED), not_recorded(facts.DECISION_ANNULLED, "决定已被撤销")),
        hands_off=HandOff(
            "credit_notice",
            "守法诚信等级通报",
            to=MARKET,
            opens="market_supervision",
            external=True,
            carries=CreditNotice,
            payload=compose.credit_notice,
            answer_within=Term(
                Length(15, Unit.WORKING_DAYS),
                after=Remedied.decide_penalty,
                under=LocalPractice("通报函载明的回执期限"),
            ),
            checklist=("通报函", "守法诚信等级评价结果", "行政处罚决定书"),
        ),
        under=CREDIT_MEASURES.whole(),
        issues=letters.CREDIT,
        aside=True,
        plain="把守法诚信等级通报有关部门",
        codes=("A-33",),
    )
    credit_acknowledged = Step(
        "登记诚信等级通报回执",
        at=(*DECIDED, At.CLOSED),
        by=(INSPECTOR, TEAM_HEAD),
        form=Receipt,
        on=("credit_notice", Reply.ANSWERED),
        under=CREDIT_MEASURES.whole(),
        aside=True,
        plain="有关部门已经收到",
    )
    credit_filed = Step(
        "收到诚信等级归集答复",
        at=WHENEVER,
        by=SYSTEM,
        form=CreditFiled,
        on=("credit_notice", Reply.ANSWERED),
        under=CREDIT_MEASURES.whole(),
        plain="有关部门已经收到",
    )
    credit_returned = Step(
        "诚信等级通报被退回",
        at=WHENEVER,
        by=SYSTEM,
        form=CreditReturned,
        on=("credit_notice", Reply.RETURNED),
        under=CREDIT_MEASURES.whole(),
        plain="有关部门要求补充材料",
    )
    inform_market = Step(
        "通报无照用工",
        at=(At.INVESTIGATING, At.CONCLUDED, At.CORRECTION_CHECKED),
        by=(INSPECTOR, TEAM_HEAD),
        form=MarketNotice,
        hands_off=HandOff(
            "unlicensed_notice",
            "无照用工通报",
            to=MARKET,
            opens="market_supervision",
            external=True,
            carries=UnlicensedNotice,
            payload=compose.unlicensed_notice,
            answer_within=Term(
                Length(30, Unit.WORKING_DAYS),
                after=Remedied.start_investigation,
                under=LocalPractice("通报函载明的回复期限"),
            ),
            checklist=("通报函", "现场检查笔录"),
        ),
        under=INSPECTION_REGULATION.article(33),
        issues=letters.UNLICENSED,
        aside=True,
        plain="通报市场监督管理部门",
        codes=("A-16",),
    )
    market_answered = Step(
        "登记无照用工通报回复",
        at=FILED_ON,
        by=(INSPECTOR, TEAM_HEAD),
        form=Receipt,
        on=("unlicensed_notice", Reply.ANSWERED),
        under=INSPECTION_REGULATION.article(33),
        aside=True,
        plain="市场监督管理部门已经回复",
    )
    market_progressed = Step(
        "收到无照用工查处进展",
        at=WHENEVER,
        by=SYSTEM,
        form=NoticeProgress,
        on=("unlicensed_notice", Reply.PROGRESS),
        collects=True,
        under=INSPECTION_REGULATION.article(33),
        plain="市场监督管理部门正在查处",
    )
    market_finished = Step(
        "收到无照用工查处结果",
        at=WHENEVER,
        by=SYSTEM,
        form=UnlicensedResult,
        on=("unlicensed_notice", Reply.ANSWERED),
        under=INSPECTION_REGULATION.article(33),
        plain="市场监督管理部门已经回复",
    )
    market_returned = Step(
        "无照用工通报被退回",
        at=WHENEVER,
        by=SYSTEM,
        form=NoticeReturned,
        on=("unlicensed_notice", Reply.RETURNED),
        under=INSPECTION_REGULATION.article(33),
        plain="市场监督管理部门要求补充材料",
    )
