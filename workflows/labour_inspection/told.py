"""What the complainant is told of a labour inspection, in one place to be read before it goes outside.

A planned check, a tip, measures that secure evidence, a criminal file and what passes between offices are withheld.
"""

from __future__ import annotations

from engine.told import Told
from workflows.labour_inspection.assistance import ASSISTANCE
from workflows.labour_inspection.publicity import Publicised
from workflows.labour_inspection.stages import At
from workflows.told import COLLECTED, CREDITED, ENDED, EXAMINED, FIRST, LATE, PUT_RIGHT, RECEIVED

TIPS_AND_CHECKS = (
    Publicised.register_tip,
    Publicised.register_lead,
    Publicised.receive_clue,
    Publicised.take_clue,
    Publicised.give_back_clue,
    Publicised.approve_check,
    Publicised.check_on_site,
    Publicised.check_papers,
    Publicised.inspect_site,
    Publicised.preserve_evidence,
    Publicised.serve_preservation,
    Publicised.dispose_evidence,
    Publicised.serve_disposal,
)
CRIMINAL_FILE = (
    Publicised.report_crime,
    Publicised.approve_transfer,
    Publicised.refuse_transfer,
    Publicised.hand_to_police,
    Publicised.police_received,
    Publicised.police_filed,
    Publicised.hand_over_items,
    Publicised.police_refused,
    Publicised.ask_police_again,
    Publicised.criminal_file_ended,
)
BETWEEN_OFFICES = (
    Publicised.submit_for_review,
    Publicised.pass_review,
    Publicised.file_spot_decision,
    Publicised.hand_in_fine,
    Publicised.bank_fine,
    Publicised.report_credit,
    Publicised.credit_acknowledged,
    Publicised.inform_market,
    Publicised.credit_filed,
    Publicised.credit_returned,
    Publicised.market_answered,
    Publicised.market_progressed,
    Publicised.market_finished,
    Publicised.market_returned,
    *ASSISTANCE,
)

MILESTONES = {
    RECEIVED: (At.OFFERED, At.CLUE, At.REVIEW, At.SUPPLEMENT, At.DECLINED, At.REFERRED, At.CONTESTED),
    EXAMINED: (At.CHECKING, At.FILED, At.INVESTIGATING, At.CONCLUDED, At.TRANSFERRED),
    PUT_RIGHT: (
        *(At.CORRECTION_CHECKED, At.ENROLLING, At.NOTIFIED, At.DEFENCE_REVIEWED, At.HEARING_REQUESTED, At.HEARING),
        *(At.HEARING_ENDED, At.LEGAL_REVIEW, At.DISCUSSION, At.PENALISED, At.HANDLED, At.NOT_PENALISED),
        *(At.ON_THE_SPOT, At.PERFORMING, At.REVOKED),
    ),
    COLLECTED: (At.DEMANDED, At.COURT),
    CREDITED: (At.ENROLLED,),
    ENDED: (At.CLOSED, At.ARCHIVED),
}

TOLD = Told(
    milestones={stage: milestone for milestone, stages in MILESTONES.items() for stage in stages},
    withheld=(*TIPS_AND_CHECKS, *CRIMINAL_FILE, *BETWEEN_OFFICES),
    clocks={
        "supplement_term": "请您按补正告知书补齐材料",
        "correction": "用人单位要改正，为您办理参保",
        "defence_term": "用人单位可以陈述和申辩，监察员要等它说完",
        "hearing_term": "用人单位可以要求听证，要等这段时间过去",
        "announcement": "用人单位下落不明，正在公告送达，公告期满视为送达",
        "handling_performance": "用人单位要履行处理决定",
        "demand_term": "催告以后等用人单位自己履行",
        "court_ruling": "人民法院要裁定是否强制执行",
        "decision_term": "我们要作出处理决定",
    },
    papers={
        "acceptance_notice": "您的投诉已经受理，上面印有案号和查询码",
        "supplement_notice": "还缺哪些材料，请您在写明的日期以前补齐",
        "decline_notice": "为什么没有受理，不服可以怎么办",
        "referral_notice": "这件事应当到哪里办理",
        "result_notice": "案件怎么处理的，您的参保和补缴办到什么程度",
    },
    recourse=(LATE, FIRST),
)
