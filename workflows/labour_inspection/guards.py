"""The conditions of a labour inspection that read what is filled in; plain facts are asked for in the steps.

What the law leaves to a person is never decided here: these say what stands in the way, and who can lift it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from engine.computation import Length, Unit
from engine.counting import add_months
from engine.guards import ASSIGNED, FormField, Look, guard
from engine.service import ServiceMode as Service
from workflows.calculators.fine_candidates import RULES
from workflows.labour_inspection import clocks, facts, settings
from workflows.labour_inspection.forms.choices import (
    HEARD_ALWAYS,
    Body,
    ClosingGround,
    DeclineGround,
    Defence,
    NoHearing,
    NoPenaltyGround,
    ReferralGround,
    Sanction,
    Subject,
)
from workflows.laws import (
    CIVIL_PROCEDURE_LAW,
    COMPULSION_LAW,
    ENTERPRISE_CHECKS,
    INSPECTION_REGULATION,
    PENALTY_LAW,
    SOCIAL_INSURANCE_LAW,
    SOCIAL_INSURANCE_RULES,
)
from workflows.procedure import SERVICE, SERVICE_DAY, WORKERS_ENROLLED, service_day

TWO_YEARS = 24
SPOT_LIMITS = {Subject.PERSON: Decimal(200), Subject.ORGANISATION: Decimal(3000)}
COLLECTED_ON_SPOT = Decimal(100)
COLLECTOR_FINED = frozenset({"P03"})
"""Violations for which the collector's payment order counts, not an order of inspection's own."""
BEFORE_HEARING = Length(7, Unit.WORKING_DAYS)


def _future(look: Look, field: str, label: str) -> str | None:
    return f"{label}不能晚于今天" if look.answer(field) > look.day else None


@guard("收到日期不晚于今天", reads=(FormField("received_on"),), under=INSPECTION_REGULATION.article(14, 1))
def received_by_now(look: Look) -> str | None:
    """What lies in the future has not come in."""
    return _future(look, "received_on", "收到日期")


@guard("检查日期不晚于今天", reads=(FormField("checked_on"),), under=INSPECTION_REGULATION.article(16, 1))
def checked_by_now(look: Look) -> str | None:
    """What lies in the future has not been checked."""
    return _future(look, "checked_on", "检查日期")


@guard(
    "推选的代表不超过规定人数",
    reads=(FormField("fellows"), settings.REPRESENTATIVES),
    under=INSPECTION_REGULATION.article(9, 2),
    lifted_by="投诉人重新推选代表",
)
def few_representatives(look: Look) -> str | None:
    """A collective complaint is spoken for by few (推选代表)."""
    chosen = sum(fellow.represents for fellow in look.answer("fellows"))
    if not chosen:
        return None
    limit = look.threshold(settings.REPRESENTATIVES)
    return f"推选的代表最多{limit:f}人，现在填了{chosen}人" if chosen > limit else None


@guard(
    "违法行为终了没有超过二年",
    reads=(FormField("conduct_ended_on"),),
    under=INSPECTION_REGULATION.article(20),
    lifted_by="社会保险投诉改办“受理并转追缴”；其他投诉由监察机构负责人决定是否不予受理",
)
def within_two_years(look: Look) -> str | None:
    """Old conduct is no longer punished; continuing conduct counts from its end."""
    ended: date | None = look.answer("conduct_ended_on")
    if ended is None or look.day <= add_months(ended, TWO_YEARS):
        return None
    return f"违法行为于{ended.isoformat()}终了，已超过二年，不再给予行政处罚"


@guard("填写了违法行为终了之日", reads=(FormField("conduct_ended_on"),), under=INSPECTION_REGULATION.article(20))
def older_than_two_years(look: Look) -> str | None:
    """Only old conduct is split: continuing or newer conduct is accepted as usual."""
    ended: date | None = look.answer("conduct_ended_on")
    if ended is None or look.day <= add_months(ended, TWO_YEARS):
        return "违法行为仍在继续或者终了没有超过二年，应当按“受理立案”办理"
    return None


@guard(
    "社会保险投诉不得只以超过二年为由不予受理",
    reads=(FormField("ground"), facts.PREMIUM_MATTER),
    under=SOCIAL_INSURANCE_LAW.article(82, 2),
    lifted_by="监察机构负责人办理“受理并转追缴”",
)
def old_premiums_are_still_collected(look: Look) -> str | None:
    """The two years bar the penalty, not the registration and the collection of premiums."""
    if look.answer("ground") is DeclineGround.TOO_OLD and look.holds(facts.PREMIUM_MATTER):
        return "二年期限只限制处罚，不限制补办登记和追缴；请办理“受理并转追缴”，由经办机构核定"
    return None


@guard(
    "劳动关系有争议不是让投诉人另走仲裁的理由",
    reads=(FormField("ground"), facts.PREMIUM_MATTER),
    under=SOCIAL_INSURANCE_RULES.article(27, 2),
    lifted_by="监察员查明劳动关系的事实后继续办理",
)
def relation_is_examined_here(look: Look) -> str | None:
    """An employer that disputes the employment relation does not send the worker away."""
    if look.answer("ground") is ReferralGround.BELONGS_IN_DISPUTE and look.holds(facts.PREMIUM_MATTER):
        return "用人单位对劳动关系有异议的，应当依法查明相关事实后继续处理，不得让投诉人先去仲裁"
    return None


@guard("撤回出于自愿", reads=(FormField("of_own_will"),), under=INSPECTION_REGULATION.article(9, 2))
def of_own_will(look: Look) -> str | None:
    """A complaint withdrawn under pressure is not withdrawn."""
    return None if look.answer("of_own_will") else "没有确认撤回出于投诉人自愿，不能登记撤回"


@guard(
    "年度检查次数没有超过上限（举报投诉引起的除外）",
    reads=(facts.TIPPED, settings.CHECKS, settings.YEARLY_CHECKS),
    under=ENTERPRISE_CHECKS.whole(),
    lifted_by="改为书面核查，或者来年再查",
)
def within_yearly_cap(look: Look) -> str | None:
    """An enterprise is not checked more often than announced."""
    if look.holds(facts.TIPPED):
        return None
    cap = look.threshold(settings.YEARLY_CHECKS)
    done = look.frequency(settings.CHECKS)
    return f"本年度已经检查该企业{done}次，公布的上限是{cap:f}次" if done >= cap else None


@guard(
    "改正截止日期晚于今天和检查日期",
    reads=(FormField("correct_by"), FormField("inspected_on")),
    under=INSPECTION_REGULATION.article(18, 1, 2),
)
def time_to_correct(look: Look) -> str | None:
    """The employer must be left time to correct (限期)."""
    if look.answer("correct_by") <= max(look.answer("inspected_on"), look.day):
        return "改正截止日期必须晚于今天和检查日期，给用人单位留出改正的时间"
    return None


@guard("截止日期晚于今天", reads=(FormField("correct_by"),), under=INSPECTION_REGULATION.article(18, 1, 2))
def time_on_the_spot(look: Look) -> str | None:
    """The employer must be left time to correct (限期)."""
    return "整改截止日期必须晚于今天" if look.answer("correct_by") <= look.day else None


@guard("补正截止日期晚于今天", reads=(FormField("by"),), under=INSPECTION_REGULATION.article(9, 2))
def time_to_supplement(look: Look) -> str | None:
    """The complainant must be left time."""
    return "补正截止日期必须晚于今天" if look.answer("by") <= look.day else None


@guard("履行截止日期晚于今天", reads=(FormField("perform_by"),), under=INSPECTION_REGULATION.article(18, 1, 2))
def time_to_perform(look: Look) -> str | None:
    """The party must be left time to perform."""
    return "履行截止日期必须晚于今天" if look.answer("perform_by") <= look.day else None


@guard(
    "各期都晚于今天，合计等于尚未缴纳的罚款",
    reads=(FormField("instalments"), settings.FINE, settings.FINE_PAID),
    under=PENALTY_LAW.article(66, 2),
)
def plan_covers_fine(look: Look) -> str | None:
    """A plan lies ahead and pays the whole fine."""
    parts = look.answer("instalments")
    if any(part.due <= look.day for part in parts):
        return "各期的缴纳期限必须晚于今天"
    owed = look.total(settings.FINE) - look.total(settings.FINE_PAID)
    planned = sum((part.amount for part in parts), Decimal(0))
    return None if planned == owed else f"各期合计{planned:,.2f}元，尚未缴纳的罚款是{owed:,.2f}元"


@guard(
    "劳动保障监察不责令缴纳社会保险费",
    reads=(FormField("orders_payment"), settings.PAYMENT_ORDERED_BY),
    under=SOCIAL_INSURANCE_LAW.article(63, 1),
    lifted_by="征收机构责令缴纳",
)
def collector_orders_payment(look: Look) -> str | None:
    """Inspection orders registration and declaration; payment is the collector's to order."""
    if look.answer("orders_payment") and look.option(settings.PAYMENT_ORDERED_BY) != "hrss":
        return "责令缴纳社会保险费是征收机构的职权，本机关只责令登记和申报"
    return None


@guard(
    "须先责令改正的，有权机关的责令文书已送达且期满未改正",
    reads=(FormField("violations"), facts.ORDER_UNHEEDED, facts.PAYMENT_ORDER_UNHEEDED, settings.ARREARS_FINED_BY),
    under=SOCIAL_INSURANCE_LAW.article(84),
    lifted_by="先责令改正并核查，或者登记征收机构移送的责令缴纳文书",
)
def prior_order_expired(look: Look) -> str | None:
    """A two-step fine needs the served, expired order of the very organ that the provision names."""
    for code in look.answer("violations"):
        if not any(rule.two_step for rule in RULES[code]):
            continue
        if code in COLLECTOR_FINED:
            if look.option(settings.ARREARS_FINED_BY) != "hrss":
                return f"{code}在本县由其他部门罚款，本机关不罚"
            if not look.holds(facts.PAYMENT_ORDER_UNHEEDED):
                return f"{code}要以征收机构责令限期缴纳逾期未缴为前提，本机关的指令书不能代替"
        elif not look.holds(facts.ORDER_UNHEEDED):
            return f"{code}要以本机关责令限期改正逾期未改正为前提"
    return None


@guard(
    "达到听证起点的告知听证权利",
    reads=(
        FormField("sanction"),
        FormField("amount"),
        FormField("subject"),
        FormField("hearing"),
        settings.HEARING_ORGANISATION,
        settings.HEARING_PERSON,
    ),
    under=PENALTY_LAW.article(63, 1),
)
def hearing_right_told(look: Look) -> str | None:
    """Large fines and heavy penalties come with the right to a hearing."""
    if look.answer("hearing") or look.answer("sanction") in {Sanction.WARNING, Sanction.CRITICISM}:
        return None
    if look.answer("sanction") in HEARD_ALWAYS:
        return f"“{look.answer('sanction').label}”应当告知听证权利"
    person = look.answer("subject") is Subject.PERSON
    limit = look.threshold(settings.HEARING_PERSON if person else settings.HEARING_ORGANISATION)
    return f"罚款达到{limit:,.2f}元，应当告知听证权利" if look.answer("amount") >= limit else None


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


@guard("听证主持人不是本案调查人员", reads=(FormField("presiding"), ASSIGNED), under=PENALTY_LAW.article(64, 1, 4))
def presiding_did_not_investigate(look: Look) -> str | None:
    """Who presides is not who investigated."""
    return "听证主持人不能是本案的调查人员" if look.assigned(look.answer("presiding")) else None


@guard("在听证的七个工作日以前通知", reads=(FormField("held_on"),), under=PENALTY_LAW.article(64, 1, 2))
def hearing_told_in_time(look: Look) -> str | None:
    """At least seven working days lie between the notice and the hearing."""
    last = look.latest_before(look.answer("held_on"), BEFORE_HEARING)
    return f"最迟要在{last.isoformat()}以前通知，请把听证日期延后" if look.day > last else None


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


@guard("罚款已经缴清", reads=(settings.FINE, settings.FINE_PAID), under=PENALTY_LAW.article(66, 1))
def fine_paid(look: Look) -> str | None:
    """The whole fine has been paid."""
    missing = look.total(settings.FINE) - look.total(settings.FINE_PAID)
    return f"罚款还有{missing:,.2f}元没有缴纳" if missing > 0 else None


@guard("裁判已经生效", reads=(FormField("by"), FormField("effective")), under=COMPULSION_LAW.article(53))
def judgment_is_effective(look: Look) -> str | None:
    """A judgment under appeal ends nothing."""
    if look.answer("by") is Body.COURT and not look.answer("effective"):
        return "裁判还没有生效，等上诉期满或者二审结束再登记"
    return None


@guard("复议或者诉讼正在进行", reads=(facts.RECONSIDERATION, facts.SUIT), under=PENALTY_LAW.article(73, 1))
def some_remedy_is_pending(look: Look) -> str | None:
    """Nothing is decided about a remedy that nobody sought; known before the form is filled in."""
    pending = look.holds(facts.RECONSIDERATION) or look.holds(facts.SUIT)
    return None if pending else "没有正在审理的行政复议或者行政诉讼"


@guard(
    "正在进行的正是这一救济",
    reads=(FormField("by"), facts.RECONSIDERATION, facts.SUIT),
    under=PENALTY_LAW.article(73, 1),
)
def remedy_is_pending(look: Look) -> str | None:
    """A result ends the remedy that is pending, no other."""
    reconsidered = look.answer("by") is Body.RECONSIDERATION
    pending = look.holds(facts.RECONSIDERATION) if reconsidered else look.holds(facts.SUIT)
    return None if pending else f"没有{look.answer('by').label}正在审理的案件"


GROUNDS = {
    ClosingGround.PERFORMED: (facts.PERFORMED, facts.CORRECTED, WORKERS_ENROLLED),
    ClosingGround.COURT_EXECUTED: (facts.PERFORMED,),
    ClosingGround.COURT_REFUSED: (facts.COURT_REFUSAL_FINAL,),
    ClosingGround.NOT_PENALISED: (facts.NO_PENALTY_DECIDED,),
    ClosingGround.FILING_REVOKED: (facts.FILING_REVOKED,),
    ClosingGround.TRANSFERRED: (facts.TRANSFER_RECEIVED, facts.POLICE_FILED, facts.CRIMINAL_FINE),
    ClosingGround.PARTY_GONE: (),
    ClosingGround.ANNULLED: (facts.DECISION_ANNULLED,),
    ClosingGround.NOT_ENFORCED: (facts.EXECUTION_ENDED,),
}
"""What must have happened for each reason to close; the end of a party is proven by the reason itself."""


@guard(
    "结案事由有记录为证",
    reads=(FormField("ground"), *dict.fromkeys(fact for proofs in GROUNDS.values() for fact in proofs)),
    under=PENALTY_LAW.article(47),
)
def closing_is_grounded(look: Look) -> str | None:
    """A case is closed for a reason that happened."""
    ground: ClosingGround = look.answer("ground")
    proofs = GROUNDS[ground]
    if not proofs or any(look.holds(fact) for fact in proofs):
        return None
    return f"以“{ground.label}”结案，要先有“" + "”或者“".join(fact.label for fact in proofs) + "”的记录"


@guard("征收机构的缴纳期限已届满", reads=(FormField("pay_by"),), under=SOCIAL_INSURANCE_LAW.article(86))
def collectors_term_over(look: Look) -> str | None:
    """An order whose term runs is not yet unheeded."""
    return "征收机构的缴纳期限还没有届满" if look.answer("pay_by") >= look.day else None


@guard(
    "听证通知在听证的七个工作日以前送达",
    reads=(*SERVICE_DAY, clocks.HEARING_DAY),
    under=PENALTY_LAW.article(64, 1, 2),
    lifted_by="改期听证",
)
def hearing_notice_in_time(look: Look) -> str | None:
    """The seven working days are the party's, so the day of service counts."""
    held_on = look.due(clocks.HEARING_DAY)
    if held_on is None:
        return "还没有安排听证"
    last = look.latest_before(held_on, BEFORE_HEARING)
    late = service_day(look) > last
    return f"听证定在{held_on.isoformat()}，通知最迟要在{last.isoformat()}送达；请先改期听证" if late else None


@guard("到了听证日", reads=(clocks.HEARING_DAY,), under=PENALTY_LAW.article(64, 1, 2), lifted_by="等到听证日")
def hearing_day_come(look: Look) -> str | None:
    """A hearing is held on its day, not before."""
    held_on = look.due(clocks.HEARING_DAY)
    if held_on is None:
        return "还没有安排听证"
    return f"听证定在{held_on.isoformat()}，还没有到" if look.day < held_on else None


@guard(
    "逾期未提出的，陈述申辩期限已经届满",
    reads=(FormField("way"), clocks.DEFENCE),
    under=PENALTY_LAW.article(62),
    lifted_by="等待期限届满，或者取得当事人明确放弃的声明",
)
def silent_until_the_end(look: Look) -> str | None:
    """Silence is no waiver: the term must have run."""
    if look.answer("way") is Defence.LAPSED and not look.expired(clocks.DEFENCE):
        return "陈述申辩期限还没有届满，没有表示意见不等于放弃"
    return None


@guard(
    "在听证申请期限内提出",
    reads=(FormField("requested_on"), clocks.HEARING_REQUEST),
    under=PENALTY_LAW.article(64, 1, 1),
    lifted_by="逾期的办理“登记不举行听证”",
)
def asked_in_time(look: Look) -> str | None:
    """Five working days; what was posted in time is in time."""
    last = look.due(clocks.HEARING_REQUEST)
    asked = look.answer("requested_on")
    return None if last is not None and asked <= min(last, look.day) else "不在听证申请期限内，按逾期登记"


@guard(
    "逾期的，听证申请期限已经届满",
    reads=(FormField("way"), clocks.HEARING_REQUEST),
    under=PENALTY_LAW.article(64, 1, 1),
)
def late_after_the_end(look: Look) -> str | None:
    """Nobody is late while the term runs."""
    running = look.answer("way") is NoHearing.OUT_OF_TIME and not look.expired(clocks.HEARING_REQUEST)
    return "听证申请期限还没有届满" if running else None


@guard(
    "听证已经举行、放弃或者逾期没有要求",
    reads=(
        facts.HEARING_TOLD,
        facts.HEARING_DONE,
        facts.HEARING_WAIVED,
        facts.HEARING_ASKED,
        clocks.HEARING_REQUEST,
    ),
    under=PENALTY_LAW.article(63, 1),
    lifted_by="举行听证，或者等待申请期限届满",
)
def hearing_settled(look: Look) -> str | None:
    """Whoever was told of a hearing gets it, gives it up, or lets its term run out."""
    if not look.holds(facts.HEARING_TOLD) or look.holds(facts.HEARING_DONE) or look.holds(facts.HEARING_WAIVED):
        return None
    if look.holds(facts.HEARING_ASKED):
        return "当事人要求听证，听证还没有举行"
    return None if look.expired(clocks.HEARING_REQUEST) else "听证申请期限还没有届满"


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
    "履行期限已经届满",
    reads=(clocks.FINE_PAYMENT, clocks.HANDLING_PERFORMANCE, clocks.PLAN),
    under=COMPULSION_LAW.article(54),
    lifted_by="等待履行期限届满",
)
def performance_overdue(look: Look) -> str | None:
    """Nobody is pressed before the time to perform is over."""
    terms = (clocks.FINE_PAYMENT, clocks.HANDLING_PERFORMANCE, clocks.PLAN)
    overdue = [look.expired(term) for term in terms]
    return None if any(overdue) else "履行期限还没有届满"


@guard(
    "复议和起诉期限都已届满",
    reads=(
        facts.DECIDED_ON_THE_SPOT,
        facts.RECONSIDERED_UPHELD,
        clocks.RECONSIDERATION_TERM,
        clocks.SUIT_TERM,
        clocks.SUIT_AFTER_RECONSIDERATION,
    ),
    under=COMPULSION_LAW.article(53),
    lifted_by="等待救济期限届满",
)
def remedy_terms_over(look: Look) -> str | None:
    """Whichever remedy the path left open has run out."""
    if look.holds(facts.RECONSIDERED_UPHELD):
        over = look.expired(clocks.SUIT_AFTER_RECONSIDERATION)
        return None if over else "对复议决定的起诉期限还没有届满"
    if not look.expired(clocks.RECONSIDERATION_TERM):
        return "申请复议期限还没有届满"
    # Who was penalised on the spot must ask for reconsideration first, so its end leaves no suit open.
    if look.holds(facts.DECIDED_ON_THE_SPOT) or look.expired(clocks.SUIT_TERM):
        return None
    return "起诉期限还没有届满"


@guard(
    "在申请法院强制执行的期限内",
    reads=(
        FormField("late_reason"),
        facts.REMEDIES_OVER,
        facts.JUDGMENT_EFFECTIVE,
        clocks.COURT_WINDOW,
        clocks.JUDGMENT_WINDOW,
    ),
    under=COMPULSION_LAW.article(53),
    lifted_by="写明逾期申请的正当理由，由人民法院决定是否受理",
)
def court_window_open(look: Look) -> str | None:
    """Three months after the remedies, two years after a judgment; later only for a good reason."""
    judged = look.holds(facts.JUDGMENT_EFFECTIVE) and look.running(clocks.JUDGMENT_WINDOW)
    unused = look.holds(facts.REMEDIES_OVER) and look.running(clocks.COURT_WINDOW)
    return None if judged or unused or look.answer("late_reason") else "申请法院强制执行的期限已经届满"


@guard(
    "救济期限已经届满，或者裁判已经生效",
    reads=(facts.REMEDIES_OVER, facts.JUDGMENT_EFFECTIVE),
    under=COMPULSION_LAW.article(53),
    lifted_by="承办监察员核实并登记",
)
def nothing_left_to_contest(look: Look) -> str | None:
    """A court enforces only what can no longer be contested."""
    over = look.holds(facts.REMEDIES_OVER) or look.holds(facts.JUDGMENT_EFFECTIVE)
    return None if over else "还没有“复议和起诉期限都已届满”或者“裁判已经生效”的记录"


@guard(
    "公告送达的，公告已满三十日",
    reads=(FormField("way"), clocks.ANNOUNCEMENT),
    under=CIVIL_PROCEDURE_LAW.article(95, 1),
    lifted_by="发布公告并等待三十日",
)
def announced_long_enough(look: Look) -> str | None:
    """Public notice counts as service after thirty days."""
    if look.answer("way") is Service.PUBLIC_NOTICE and not look.expired(clocks.ANNOUNCEMENT):
        return "公告发布还没有满三十日，不视为送达"
    return None


SERVED = (*SERVICE, announced_long_enough)
"""What registering a service always needs, and of a public notice that its announcement is on file."""


@guard(
    "告知的是拟处罚",
    reads=(facts.PENALTY_PROPOSED,),
    under=PENALTY_LAW.article(44),
    lifted_by="重新告知拟处罚",
)
def proposal_was_penalty(look: Look) -> str | None:
    """Nobody is penalised who was told of something else."""
    return None if look.holds(facts.PENALTY_PROPOSED) else "告知当事人的不是拟处罚，要先告知"


@guard(
    "告知的是拟处理",
    reads=(facts.HANDLING_PROPOSED,),
    under=INSPECTION_REGULATION.article(19),
    lifted_by="重新告知拟处理",
)
def proposal_was_handling(look: Look) -> str | None:
    """Nobody is handled who was told of something else."""
    return None if look.holds(facts.HANDLING_PROPOSED) else "告知当事人的不是拟处理，要先告知"


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
