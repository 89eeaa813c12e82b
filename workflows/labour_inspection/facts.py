"""What may have happened in a labour inspection, each with a begin and perhaps an end."""

from engine.vocabulary import Fact

COMPLAINT_RECEIVED = Fact("complaint_received", "投诉材料已收到")
PREMIUM_MATTER = Fact("premium_matter", "投诉涉及社会保险")
TIPPED = Fact("tipped", "线索来自举报")
CHECK_APPROVED = Fact("check_approved", "行政检查已批准")
RECORD_SIGNED = Fact("record_signed", "笔录已签名或者已注明拒签")
CASE_FILED = Fact("case_filed", "已立案")
PENALTY_BARRED = Fact("penalty_barred", "已超过行政处罚的追究时效")
COMPLAINT_WITHDRAWN = Fact("complaint_withdrawn", "投诉人已撤回投诉")
ACCEPTANCE_SERVED = Fact("acceptance_served", "受理通知书已送达")
SUPPLEMENT_SERVED = Fact("supplement_served", "补正材料告知书已送达")
DECLINE_SERVED = Fact("decline_served", "不予受理决定书已送达")
REFERRAL_SERVED = Fact("referral_served", "告知书已送达")
RESULT_SERVED = Fact("result_served", "办理结果告知书已送达")

RECUSAL_CHECKED = Fact("recusal_checked", "已核对回避情形")
RECUSAL_PENDING = Fact("recusal_pending", "回避申请等待决定")
RELATION_DISPUTED = Fact("relation_disputed", "用人单位对劳动关系有异议")
INQUIRY_SENT = Fact("inquiry_sent", "调查询问通知书等待送达")
INQUIRY_SERVED = Fact("inquiry_served", "调查询问通知书已送达")
PRESERVATION_SERVED = Fact("preservation_served", "先行登记保存通知书已送达")
DISPOSAL_SERVED = Fact("disposal_served", "登记保存证据处理通知书已送达")
EVIDENCE_PRESERVED = Fact("evidence_preserved", "证据先行登记保存")
INVESTIGATION_SUSPENDED = Fact("investigation_suspended", "调查中止")
EVIDENCE_VERIFIED = Fact("evidence_verified", "证据已经查证")
INVESTIGATION_CONCLUDED = Fact("investigation_concluded", "调查已经终结")
TRANSFER_RECEIVED = Fact("transfer_received", "移送案件已被接收")

WORKERS_LISTED = Fact("workers_listed", "未参保职工名单已查明")
CORRECTION_RUNNING = Fact("correction_running", "责令改正期限正在计算")
CORRECTED = Fact("corrected", "已经改正")
ORDER_UNHEEDED = Fact("order_unheeded", "本机关责令改正逾期未改正")
PAYMENT_ORDER_UNHEEDED = Fact("payment_order_unheeded", "征收机构责令缴纳逾期未缴纳")
ENROLMENT_PENDING = Fact("enrolment_pending", "参保请求等待答复")

CRIME_REPORTED = Fact("crime_reported", "涉嫌犯罪，等待决定是否移送")
CRIME_TRANSFER_APPROVED = Fact("crime_transfer_approved", "已批准移送公安机关")
CRIMINAL_FILE = Fact("criminal_file", "刑事程序正在进行")
POLICE_FILED = Fact("police_filed", "公安机关已立案")
POLICE_REFUSED = Fact("police_refused", "公安机关不予立案")
CRIMINAL_FINE = Fact("criminal_fine", "人民法院已判处罚金")

PENALTY_PROPOSED = Fact("penalty_proposed", "告知了拟处罚")
HANDLING_PROPOSED = Fact("handling_proposed", "告知了拟处理")
NOTICE_SERVED = Fact("notice_served", "拟处理告知书已送达")
HEARING_TOLD = Fact("hearing_told", "告知了听证权利")
HEARING_RIGHT_SERVED = Fact("hearing_right_served", "听证权利告知已送达")
DEFENCE_CLOSED = Fact("defence_closed", "陈述申辩已经听取、放弃或者逾期未提出")
HEARING_ASKED = Fact("hearing_asked", "当事人要求听证")
HEARING_WAIVED = Fact("hearing_waived", "当事人放弃听证或者逾期申请")
HEARING_ARRANGED = Fact("hearing_arranged", "听证已经安排")
HEARING_NOTICE_SERVED = Fact("hearing_notice_served", "听证通知书已送达")
HEARING_DONE = Fact("hearing_done", "听证已经终结")
MAJOR_CASE = Fact("major_case", "重大或者情节复杂的案件")
LEGAL_REVIEW_PASSED = Fact("legal_review_passed", "法制审核通过")
COLLECTIVELY_DISCUSSED = Fact("collectively_discussed", "已经集体讨论")

DECISION_MADE = Fact("decision_made", "决定已经作出")
PENALTY_DECIDED = Fact("penalty_decided", "已作出行政处罚决定")
HANDLING_DECIDED = Fact("handling_decided", "已作出行政处理决定")
NO_PENALTY_DECIDED = Fact("no_penalty_decided", "已决定不予行政处罚")
FILING_REVOKED = Fact("filing_revoked", "已撤销立案")
DECIDED_ON_THE_SPOT = Fact("decided_on_the_spot", "当场作出处罚决定")
DECISION_SERVED = Fact("decision_served", "决定书已送达")
FINE_SERVED = Fact("fine_served", "罚款决定已送达")
HANDLING_SERVED = Fact("handling_served", "行政处理决定已送达")

PAYMENT_PLAN = Fact("payment_plan", "暂缓或者分期缴纳罚款")
PLAN_SERVED = Fact("plan_served", "延期（分期）缴纳罚款批准书已送达")
FINE_COLLECTED = Fact("fine_collected", "当场收缴了罚款")
FINE_HANDED_IN = Fact("fine_handed_in", "当场收缴的罚款已交至本机关")
PERFORMED = Fact("performed", "决定已经履行")
PARTY_GONE = Fact("party_gone", "当事人死亡或者终止，无财产可供执行，又无义务承受人")
DEMAND_SERVED = Fact("demand_served", "催告书已送达")
REMEDIES_OVER = Fact("remedies_over", "复议和起诉期限都已届满")
JUDGMENT_EFFECTIVE = Fact("judgment_effective", "维持决定的裁判已经生效")
COURT_ACCEPTED = Fact("court_accepted", "法院已受理强制执行申请")
COURT_GRANTED = Fact("court_granted", "法院裁定准予强制执行")
COURT_REFUSED = Fact("court_refused", "法院裁定不予受理或者不准予执行")
REFUSAL_CHALLENGED = Fact("refusal_challenged", "已向上一级法院申请复议")
COURT_REFUSAL_FINAL = Fact("court_refusal_final", "不准予执行的裁定已经终局")
EXECUTION_SUSPENDED = Fact("execution_suspended", "执行中止")
EXECUTION_ENDED = Fact("execution_ended", "执行已经终结")

RECONSIDERATION = Fact("reconsideration", "行政复议正在进行")
RECONSIDERATION_ORDINARY = Fact("reconsideration_ordinary", "行政复议适用普通程序")
RECONSIDERATION_SIMPLE = Fact("reconsideration_simple", "行政复议适用简易程序")
SUIT = Fact("suit", "行政诉讼正在进行")
RECONSIDERATION_REJECTED = Fact("reconsideration_rejected", "复议申请不予受理或者被驳回")
RECONSIDERED_UPHELD = Fact("reconsidered_upheld", "复议决定维持")
DECISION_CHANGED = Fact("decision_changed", "决定已被变更")
DECISION_ANNULLED = Fact("decision_annulled", "决定已被撤销")

PUBLISHED = Fact("published", "处罚信息已公开")
PUBLICATION_TO_WITHDRAW = Fact("publication_to_withdraw", "公开的信息需要撤回")
PUBLICLY_ANNOUNCED = Fact("publicly_announced", "重大违法行为已向社会公布")
ANNOUNCED = Fact("announced", "已发布送达公告")
PROCESS_RECORDED = Fact("process_recorded", "全过程记录已经整理")

HEARD_ANEW = (
    PENALTY_PROPOSED,
    HANDLING_PROPOSED,
    NOTICE_SERVED,
    HEARING_TOLD,
    HEARING_RIGHT_SERVED,
    DEFENCE_CLOSED,
    HEARING_ASKED,
    HEARING_WAIVED,
    HEARING_ARRANGED,
    HEARING_NOTICE_SERVED,
    HEARING_DONE,
    MAJOR_CASE,
    LEGAL_REVIEW_PASSED,
    COLLECTIVELY_DISCUSSED,
)
"""What a new notice starts over: nothing heard on an old proposal counts for a new one."""

UNDONE = (
    *HEARD_ANEW,
    DECISION_MADE,
    PENALTY_DECIDED,
    HANDLING_DECIDED,
    NO_PENALTY_DECIDED,
    DECISION_SERVED,
    FINE_SERVED,
    HANDLING_SERVED,
    PAYMENT_PLAN,
    DEMAND_SERVED,
    REMEDIES_OVER,
    COURT_ACCEPTED,
    COURT_GRANTED,
    COURT_REFUSED,
    REFUSAL_CHALLENGED,
    COURT_REFUSAL_FINAL,
    RECONSIDERED_UPHELD,
    RECONSIDERATION_REJECTED,
    INVESTIGATION_CONCLUDED,
    EVIDENCE_VERIFIED,
    PROCESS_RECORDED,
)
"""What an annulled decision takes with it when the case is handled anew."""
