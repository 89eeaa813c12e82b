"""How a labour inspection begins: complaint, tip or other lead, examined until it is filed or ends."""

from __future__ import annotations

from engine.casetype import START, Record, Reply, Step
from engine.guards import not_recorded, recorded, term_over
from engine.law import LocalPractice
from engine.terms import Clock
from forms.parts import SentBack
from workflows.labour_inspection import compose, facts, guards, known, settings
from workflows.labour_inspection.clues import Offered
from workflows.labour_inspection.forms import Complaint, Filing, Lead, Tip
from workflows.labour_inspection.forms.intake import (
    CheckApproval,
    Declining,
    Elsewhere,
    NoFiling,
    SiteCheck,
    Supplement,
    SupplementReceived,
    Withdrawal,
)
from workflows.labour_inspection.issued import intake as issued
from workflows.labour_inspection.service import registers_service
from workflows.labour_inspection.stages import FILED_ON, At
from workflows.laws import ENTERPRISE_CHECKS, IMPLEMENTING_RULES, INSPECTION_REGULATION, PENALTY_LAW
from workflows.procedure import (
    COMPLAINT_ACCEPTED,
    INSPECTOR,
    ORGAN_HEAD,
    RECEPTION,
    REVIEW_RETURNS,
    TEAM_HEAD,
    two_inspectors,
)
from workflows.terms import inspection as terms

FIVE_DAYS = IMPLEMENTING_RULES.article(18)


class Intake(Offered):
    """From the clue to filing."""

    register_complaint = Step(
        "登记投诉",
        at=START,
        to=At.REVIEW,
        by=(RECEPTION, TEAM_HEAD),
        form=Complaint,
        source="投诉",
        requires=(guards.received_by_now, guards.few_representatives),
        records=(
            Record(facts.COMPLAINT_RECEIVED, on=lambda form, view: form.received_on),
            Record(facts.PREMIUM_MATTER, when=lambda form, view: form.matter.is_premium),
        ),
        title=compose.title,
        parties=compose.parties,
        under=INSPECTION_REGULATION.article(9, 2),
        issues=issued.COMPLAINT_REGISTER,
        plain="登记您的投诉",
        hint="劳动者本人反映单位侵害自己的权益；几个人一起投诉也在这里",
        codes=("A-01", "A-02"),
    )
    register_tip = Step(
        "登记举报",
        at=START,
        to=At.CLUE,
        by=(RECEPTION, TEAM_HEAD),
        form=Tip,
        source="举报",
        requires=(guards.received_by_now,),
        records=(facts.TIPPED, Record(facts.PREMIUM_MATTER, when=lambda form, view: form.matter.is_premium)),
        title=compose.title,
        parties=compose.parties,
        under=(INSPECTION_REGULATION.article(9, 1), INSPECTION_REGULATION.article(9, 3)),
        issues=issued.TIP_REGISTER,
        plain="登记举报，为举报人保密",
        hint="任何人反映单位违法，为举报人保密；与自己的权益无关也可以举报",
        codes=("A-01",),
    )
    register_lead = Step(
        "登记其他线索",
        at=START,
        to=At.CLUE,
        by=(INSPECTOR, RECEPTION, TEAM_HEAD),
        form=Lead,
        source=lambda form: form.source.label,
        requires=(guards.received_by_now,),
        records=(Record(facts.PREMIUM_MATTER, when=lambda form, view: form.matter.is_premium),),
        title=compose.title,
        parties=compose.parties,
        under=INSPECTION_REGULATION.article(14, 1),
        plain="登记线索",
        hint="本机关检查发现的、上级交办的、别的部门移送的，或者数据比对得来的",
        codes=("A-01",),
    )

    accept_and_file = Step(
        "受理立案",
        at=At.REVIEW,
        to=At.FILED,
        by=TEAM_HEAD,
        form=Filing,
        requires=(two_inspectors, guards.within_two_years),
        within=terms.D01.within(after=facts.COMPLAINT_RECEIVED),
        under=(INSPECTION_REGULATION.article(14, 2), FIVE_DAYS),
        records=(COMPLAINT_ACCEPTED, facts.CASE_FILED),
        assigns=lambda form: (form.lead, form.second),
        issues=issued.ACCEPTANCE,
        prefill=compose.filing_prefill,
        identifies=compose.identified_employer,
        plain="审查并受理您的投诉",
        codes=("A-06",),
    )
    serve_acceptance = registers_service(
        "登记受理通知书送达",
        "acceptance_notice",
        facts.ACCEPTANCE_SERVED,
        at=(*FILED_ON, At.TRANSFERRED),
        plain="把受理通知书送给您",
        codes=("A-06",),
    )
    accept_for_collection = Step(
        "受理并转追缴",
        at=At.REVIEW,
        to=At.FILED,
        by=TEAM_HEAD,
        form=Filing,
        requires=(recorded(facts.PREMIUM_MATTER), two_inspectors, guards.older_than_two_years),
        under=(INSPECTION_REGULATION.article(20), FIVE_DAYS),
        records=(COMPLAINT_ACCEPTED, facts.CASE_FILED, facts.PENALTY_BARRED),
        closes=(accept_and_file,),
        assigns=lambda form: (form.lead, form.second),
        issues=issued.ACCEPTANCE,
        prefill=compose.filing_prefill,
        identifies=compose.identified_employer,
        aside=True,
        plain="受理您的投诉；时间已久不再处罚，但是继续为您补办参保和追缴",
        codes=("A-06",),
    )
    request_supplement = Step(
        "要求补正",
        at=At.REVIEW,
        to=At.SUPPLEMENT,
        by=(RECEPTION, INSPECTOR, TEAM_HEAD),
        form=Supplement,
        requires=(guards.time_to_supplement,),
        closes=(accept_and_file,),
        under=FIVE_DAYS,
        issues=issued.SUPPLEMENT,
        aside=True,
        plain="请您补充材料",
        codes=("A-03",),
    )
    serve_supplement = registers_service(
        "登记补正告知书送达",
        "supplement_notice",
        facts.SUPPLEMENT_SERVED,
        at=(At.SUPPLEMENT, At.REVIEW),
        by=(RECEPTION, INSPECTOR),
        plain="把补正告知书送给您",
        codes=("A-03",),
    )
    supplement_term = Clock(
        "补正期限",
        after=request_supplement,
        until=lambda view: view.get(Supplement).by,
        under=LocalPractice("补正告知书载明的期限"),
        owed_by="投诉人",
    )
    receive_supplement = Step(
        "收到补正",
        at=At.SUPPLEMENT,
        to=At.REVIEW,
        by=(RECEPTION, INSPECTOR, TEAM_HEAD),
        form=SupplementReceived,
        requires=(guards.received_by_now,),
        records=(Record(facts.COMPLAINT_RECEIVED, on=lambda form, view: form.received_on),),
        closes=(supplement_term,),
        under=FIVE_DAYS,
        aside=True,
        plain="收到您补充的材料，重新计算受理期限",
        codes=("A-03",),
    )
    end_supplement = Step(
        "逾期没有补正，告知可以再来",
        at=At.SUPPLEMENT,
        to=At.REFERRED,
        by=(RECEPTION, INSPECTOR, TEAM_HEAD),
        form=Elsewhere,
        requires=(term_over(supplement_term),),
        under=FIVE_DAYS,
        issues=issued.REFERRAL,
        plain="材料没有补齐，补齐以后可以再来投诉",
        codes=("A-05",),
    )
    decline = Step(
        "不予受理",
        at=At.REVIEW,
        to=At.DECLINED,
        by=TEAM_HEAD,
        form=Declining,
        requires=(guards.old_premiums_are_still_collected,),
        under=(FIVE_DAYS, INSPECTION_REGULATION.article(20)),
        issues=issued.DECLINE,
        aside=True,
        plain="说明不受理的理由和救济途径",
        codes=("A-04",),
    )
    serve_decline = registers_service(
        "登记不予受理决定书送达",
        "decline_notice",
        facts.DECLINE_SERVED,
        at=At.DECLINED,
        to=At.ANSWERED,
        by=(RECEPTION, INSPECTOR),
        plain="把不予受理决定书送给您",
        codes=("A-04",),
    )
    refer_elsewhere = Step(
        "告知另行处理",
        at=At.REVIEW,
        to=At.REFERRED,
        by=(INSPECTOR, TEAM_HEAD),
        form=Elsewhere,
        requires=(guards.relation_is_examined_here,),
        under=(INSPECTION_REGULATION.article(21, 2), FIVE_DAYS),
        issues=issued.REFERRAL,
        aside=True,
        plain="告诉您应当到哪里办理",
        codes=("A-05",),
    )
    serve_referral = registers_service(
        "登记告知书送达",
        "referral_notice",
        facts.REFERRAL_SERVED,
        at=At.REFERRED,
        to=At.ANSWERED,
        by=(RECEPTION, INSPECTOR),
        plain="把告知书送给您",
        codes=("A-05",),
    )
    withdraw_complaint = Step(
        "投诉人撤回投诉",
        at=(At.REVIEW, At.SUPPLEMENT),
        to=At.WITHDRAWN,
        by=(RECEPTION, INSPECTOR, TEAM_HEAD),
        form=Withdrawal,
        requires=(guards.received_by_now, guards.of_own_will),
        records=(facts.COMPLAINT_WITHDRAWN,),
        under=LocalPractice("受理以前投诉人可以撤回；各地做法"),
        aside=True,
        plain="登记您撤回投诉",
    )
    note_withdrawal = Step(
        "立案后投诉人撤回",
        at=(At.FILED, At.INVESTIGATING, At.CONCLUDED, At.CORRECTION_CHECKED, At.ENROLLING),
        by=(INSPECTOR, TEAM_HEAD),
        form=Withdrawal,
        requires=(recorded(COMPLAINT_ACCEPTED), guards.received_by_now, guards.of_own_will),
        records=(facts.COMPLAINT_WITHDRAWN,),
        under=INSPECTION_REGULATION.article(18, 1),
        aside=True,
        plain="登记您撤回投诉；违法行为仍由监察机构依法查处",
    )

    approve_check = Step(
        "批准行政检查",
        at=At.CLUE,
        by=(TEAM_HEAD, ORGAN_HEAD),
        form=CheckApproval,
        prefill=known.approval,
        requires=(two_inspectors, guards.within_yearly_cap),
        records=(facts.CHECK_APPROVED,),
        assigns=lambda form: (form.lead, form.second),
        under=(ENTERPRISE_CHECKS.whole(), INSPECTION_REGULATION.article(15, 1, 1)),
        issues=issued.CHECK,
        plain="批准检查",
        codes=("A-07",),
    )
    check_on_site = Step(
        "现场检查",
        at=At.CLUE,
        to=At.CHECKING,
        by=INSPECTOR,
        form=SiteCheck,
        prefill=known.site_check,
        requires=(
            recorded(facts.CHECK_APPROVED, under=ENTERPRISE_CHECKS.whole(), lifted_by="监察机构负责人批准行政检查"),
            two_inspectors,
            guards.checked_by_now,
        ),
        records=(Record(facts.RECORD_SIGNED, on=lambda form, view: form.checked_on),),
        # The notice of the check is handed over on entering.
        serves="inspection_notice",
        frequency=settings.CHECKS,
        assigns=lambda form: (form.lead, form.second),
        under=(INSPECTION_REGULATION.article(16, 1), PENALTY_LAW.article(55, 2)),
        issues=issued.SITE_RECORD,
        plain="到用人单位检查",
        codes=("A-07",),
    )
    check_papers = Step(
        "书面核查",
        at=At.CLUE,
        to=At.CHECKING,
        by=INSPECTOR,
        form=SiteCheck,
        prefill=known.site_check,
        requires=(two_inspectors, guards.checked_by_now),
        records=(facts.RECORD_SIGNED,),
        assigns=lambda form: (form.lead, form.second),
        under=INSPECTION_REGULATION.article(14, 1),
        aside=True,
        plain="核对用人单位的书面材料",
        codes=("A-07",),
    )
    return_check = Step(
        "立案审查退回核查",
        at=At.CHECKING,
        to=At.CLUE,
        by=(TEAM_HEAD, ORGAN_HEAD),
        form=SentBack,
        sends_back=(check_on_site, check_papers),
        under=(PENALTY_LAW.article(54, 2), REVIEW_RETURNS),
        aside=True,
        plain="退回重新核查",
        hint="核查不足以决定立案或者不立案，写明每一点，退给监察员重新核查",
        codes=("A-08",),
    )
    not_file = Step(
        "不予立案",
        at=At.CHECKING,
        to=At.NOT_FILED,
        by=(TEAM_HEAD, ORGAN_HEAD),
        form=NoFiling,
        apart_from=check_on_site,
        replies=Reply.ANSWERED,
        reply_with=compose.clue_not_filed,
        under=PENALTY_LAW.article(54, 2),
        issues=issued.NO_FILING,
        aside=True,
        plain="说明不立案的理由",
        codes=("A-08",),
    )
    file_case = Step(
        "立案",
        at=(At.CHECKING, At.ON_THE_SPOT, At.CORRECTION_CHECKED),
        to=At.FILED,
        by=(TEAM_HEAD, ORGAN_HEAD),
        form=Filing,
        requires=(
            not_recorded(facts.CASE_FILED, "本案已经立案"),
            not_recorded(
                facts.DECIDED_ON_THE_SPOT, "已经当场处罚，同一违法行为不再立案处罚", under=PENALTY_LAW.article(29)
            ),
            two_inspectors,
            guards.within_two_years,
        ),
        records=(facts.CASE_FILED,),
        replies=Reply.PROGRESS,
        reply_with=compose.clue_filed,
        assigns=lambda form: (form.lead, form.second),
        issues=issued.FILING,
        prefill=compose.filing_prefill,
        identifies=compose.identified_employer,
        under=(INSPECTION_REGULATION.article(14, 2), PENALTY_LAW.article(54, 2)),
        plain="决定立案调查",
        codes=("A-09",),
    )
