"""Conditions of the decision: what was notified, reviewed and discussed, and how far a fine may go."""

from __future__ import annotations

from decimal import Decimal

from engine.guards import FormField, Look, guard
from workflows.labour_inspection import facts, settings
from workflows.labour_inspection.forms.choices import (
    NoPenaltyGround,
    Sanction,
    Subject,
)
from workflows.laws import (
    INSPECTION_REGULATION,
    PENALTY_LAW,
)

SPOT_LIMITS = {Subject.PERSON: Decimal(200), Subject.ORGANISATION: Decimal(3000)}

COLLECTED_ON_SPOT = Decimal(100)


@guard("履行截止日期晚于今天", reads=(FormField("perform_by"),), under=INSPECTION_REGULATION.article(18, 1, 2))
def time_to_perform(look: Look) -> str | None:
    """The party must be left time to perform."""
    return "履行截止日期必须晚于今天" if look.answer("perform_by") <= look.day else None


@guard(
    "达到重大处罚起点的经过法制审核和集体讨论",
    reads=(
        FormField("amount"),
        FormField("subject"),
        FormField("major"),
        settings.MAJOR_ORGANISATION,
        settings.MAJOR_PERSON,
    ),
    under=PENALTY_LAW.article(57, 2),
)
def major_is_marked(look: Look) -> str | None:
    """A major penalty is reviewed and discussed."""
    if look.answer("major") or not look.answer("amount"):
        return None
    person = look.answer("subject") is Subject.PERSON
    limit = look.threshold(settings.MAJOR_PERSON if person else settings.MAJOR_ORGANISATION)
    return f"罚款达到{limit:,.2f}元，属于重大处罚，要选“是”" if look.answer("amount") >= limit else None


@guard("罚款不高于告知的数额", reads=(FormField("amount"), settings.NOTIFIED_FINE), under=PENALTY_LAW.article(45, 2))
def not_heavier_than_notified(look: Look) -> str | None:
    """A defence never makes a penalty heavier; a heavier one is notified anew."""
    notified = look.total(settings.NOTIFIED_FINE)
    if look.answer("amount") > notified:
        return f"告知的罚款是{notified:,.2f}元；要加重的，先重新告知并听取陈述申辩"
    return None


@guard(
    "罚款不与刑事程序并行",
    reads=(facts.CRIMINAL_FILE, facts.CRIME_REPORTED, facts.CRIME_TRANSFER_APPROVED, FormField("amount")),
    under=PENALTY_LAW.article(27, 1),
    lifted_by="等待公安机关或者人民法院的结果",
)
def no_fine_beside_criminal_file(look: Look) -> str | None:
    """A fine never replaces the hand-over, and waits for the criminal file."""
    held = (facts.CRIMINAL_FILE, facts.CRIME_REPORTED, facts.CRIME_TRANSFER_APPROVED)
    if any(look.holds(fact) for fact in held) and look.answer("amount"):
        return "涉嫌犯罪的案件没有办结，不作罚款决定"
    return None


@guard("法院已判处罚金的不再罚款", reads=(facts.CRIMINAL_FINE, FormField("amount")), under=PENALTY_LAW.article(35, 2))
def no_fine_after_criminal_fine(look: Look) -> str | None:
    """After a criminal fine no new fine is imposed."""
    if look.holds(facts.CRIMINAL_FINE) and look.answer("amount"):
        return "人民法院已经判处罚金，不再给予罚款"
    return None


@guard(
    "当场处罚在二百元（公民）、三千元（单位）以内",
    reads=(FormField("subject"), FormField("sanction"), FormField("amount")),
    under=PENALTY_LAW.article(51),
    lifted_by="改按普通程序立案办理",
)
def within_spot_limits(look: Look) -> str | None:
    """Only small fines and warnings are decided on the spot."""
    if look.answer("sanction") not in {Sanction.FINE, Sanction.WARNING}:
        return "当场只能给予警告或者小额罚款"
    subject: Subject = look.answer("subject")
    limit = SPOT_LIMITS[subject]
    return f"对{subject.label}当场罚款不超过{limit:f}元" if look.answer("amount") > limit else None


@guard(
    "当场收缴的罚款在一百元以内",
    reads=(FormField("collected"), FormField("amount")),
    under=PENALTY_LAW.article(68, 1, 1),
    lifted_by="到代收银行缴纳",
)
def collected_within_limit(look: Look) -> str | None:
    """Fines go to the bank, small ones may be collected."""
    if look.answer("collected") and look.answer("amount") > COLLECTED_ON_SPOT:
        return f"当场收缴的罚款不超过{COLLECTED_ON_SPOT:f}元"
    return None


@guard(
    "应当法制审核的已经审核通过",
    reads=(facts.MAJOR_CASE, facts.HEARING_DONE, facts.LEGAL_REVIEW_PASSED),
    under=PENALTY_LAW.article(58, 1),
    lifted_by="法制审核人员",
)
def review_settled(look: Look) -> str | None:
    """Major cases, and those that went through a hearing, pass legal review first."""
    needed = look.holds(facts.MAJOR_CASE) or look.holds(facts.HEARING_DONE)
    return "还没有通过法制审核" if needed and not look.holds(facts.LEGAL_REVIEW_PASSED) else None


@guard(
    "重大或者情节复杂的已经集体讨论",
    reads=(facts.MAJOR_CASE, facts.COLLECTIVELY_DISCUSSED),
    under=PENALTY_LAW.article(57, 2),
    lifted_by="局负责人集体讨论",
)
def discussion_settled(look: Look) -> str | None:
    """The heads decide major and complex penalties together."""
    return "还没有集体讨论" if look.holds(facts.MAJOR_CASE) and not look.holds(facts.COLLECTIVELY_DISCUSSED) else None


@guard(
    "告知的是拟处罚",
    reads=(facts.PENALTY_PROPOSED,),
    under=PENALTY_LAW.article(44),
    lifted_by="重新告知拟处罚",
)
def proposal_was_penalty(look: Look) -> str | None:
    """Nobody is penalised who was told of something else."""
    return None if look.holds(facts.PENALTY_PROPOSED) else "告知当事人的内容里没有拟作出的处罚，要先告知"


@guard(
    "告知的是拟处理",
    reads=(facts.HANDLING_PROPOSED,),
    under=INSPECTION_REGULATION.article(19),
    lifted_by="重新告知拟处理",
)
def proposal_was_handling(look: Look) -> str | None:
    """Nobody is handled who was told of something else."""
    return None if look.holds(facts.HANDLING_PROPOSED) else "告知当事人的内容里没有拟作出的处理，要先告知"


@guard(
    "不予处罚的情形有记录为证",
    reads=(FormField("ground"), facts.CORRECTED, facts.PENALTY_BARRED),
    under=PENALTY_LAW.article(33, 1),
    lifted_by="承办监察员核查改正情况",
)
def no_penalty_grounded(look: Look) -> str | None:
    """Minor violations go unpunished only once they are corrected."""
    ground = look.answer("ground")
    if ground in {NoPenaltyGround.MINOR, NoPenaltyGround.FIRST} and not look.holds(facts.CORRECTED):
        return f"“{ground.label}”以已经改正为前提，还没有“已经改正”的记录"
    if ground is NoPenaltyGround.BARRED and not look.holds(facts.PENALTY_BARRED):
        return "还没有“已超过行政处罚的追究时效”的记录"
    return None
