"""Where a labour inspection stands; what runs beside the main line is a fact, not a stage."""

from engine.vocabulary import Stage

BEFORE, INQUIRY, CORRECTION, HEARD, DECISION, EXECUTION, END = (
    "立案前",
    "调查",
    "责令改正",
    "告知听证",
    "决定",
    "执行",
    "结案",
)
"""The phases (环节) into which the case page draws the stages together."""


class At(Stage):
    """Where a labour inspection stands."""

    OFFERED = "移送线索", "我们已经收到移送的线索，正在核对", False, BEFORE
    CLUE = "线索登记", "我们已经登记您反映的线索，正在安排核查", False, BEFORE
    REVIEW = "受理审查", "我们已经收到您的投诉，正在审查是否受理", False, BEFORE
    GIVEN_BACK = "线索退回", "线索退回移送单位，请它补充", True, BEFORE
    SUPPLEMENT = "补正材料", "投诉还缺少材料，请您按告知书补充", False, BEFORE
    WITHDRAWN = "撤回投诉", "您已经撤回投诉", True, BEFORE
    DECLINED = "不予受理", "投诉没有受理，理由见不予受理决定书，正在送达", False, BEFORE
    REFERRED = "告知另行处理", "这件事由其他渠道办理，办法见告知书，正在送达", False, BEFORE
    ANSWERED = "答复送达", "您的投诉已经答复，理由和办法写在送达给您的文书里", True, BEFORE
    CONTESTED = "答复被申请复议或者起诉", "您对答复申请了行政复议或者提起了诉讼，正在等待结果", False, BEFORE
    CHECKING = "立案前核查", "监察员正在核查您反映的线索", False, BEFORE
    NOT_FILED = "不予立案", "经过核查，没有立案", True, BEFORE
    FILED = "立案", "投诉已经受理，监察员正在准备调查", False, INQUIRY
    INVESTIGATING = "调查", "投诉已经受理，监察员正在调查用人单位", False, INQUIRY
    CONCLUDED = "调查终结", "调查已经结束，正在研究怎样处理", False, INQUIRY
    CORRECTION_CHECKED = "整改核查", "已经责令用人单位改正，并核查了改正的情况", False, CORRECTION
    ENROLLING = "参保办理", "已经请社会保险经办机构办理参保和补缴", False, CORRECTION
    ENROLLED = "已参保", "您的缴费月份已经记账，案件正在办理结案", False, CORRECTION
    NOTIFIED = "拟处理告知", "已经告知用人单位拟作出的决定，正在等待它陈述申辩", False, HEARD
    DEFENCE_REVIEWED = "陈述申辩复核", "用人单位的意见已经听取和复核", False, HEARD
    HEARING_REQUESTED = "申请听证", "用人单位申请了听证，正在安排", False, HEARD
    HEARING = "听证", "听证时间已经确定", False, HEARD
    HEARING_ENDED = "听证终结", "听证已经结束，正在研究决定", False, HEARD
    LEGAL_REVIEW = "法制审核", "拟作出的决定正在法制审核", False, DECISION
    DISCUSSION = "集体讨论", "拟作出的决定经过了集体讨论", False, DECISION
    PENALISED = "行政处罚决定", "已经对用人单位作出行政处罚决定，正在送达", False, DECISION
    HANDLED = "行政处理决定", "已经对用人单位作出行政处理决定，正在送达", False, DECISION
    NOT_PENALISED = "不予行政处罚", "经过调查，决定不予行政处罚", False, DECISION
    REVOKED = "撤销立案", "违法行为轻微并且已经改正，立案已经撤销，正在办理结案", False, DECISION
    ON_THE_SPOT = "当场处理", "监察员已经当场处理", False, DECISION
    TRANSFERRED = "移送其他机关", "案件已经移送有管辖权的机关，正在等待它回复", False, INQUIRY
    PERFORMING = "送达待履行", "决定已经送达用人单位，正在等待它履行", False, EXECUTION
    DEMANDED = "催告", "用人单位没有按期履行，已经催告", False, EXECUTION
    COURT = "申请法院强制执行", "已经申请人民法院强制执行", False, EXECUTION
    CLOSED = "结案", "案件已经办结", True, END
    ARCHIVED = "归档", "案件已经办结归档", True, END


BEFORE_FILING = frozenset(
    {At.OFFERED, At.CLUE, At.REVIEW, At.SUPPLEMENT, At.DECLINED, At.REFERRED, At.CONTESTED, At.CHECKING, At.TRANSFERRED}
)
CHECKABLE = (At.CHECKING, At.INVESTIGATING)
DELIBERATING = (At.DEFENCE_REVIEWED, At.LEGAL_REVIEW, At.DISCUSSION)
DECIDED = (At.PENALISED, At.HANDLED, At.NOT_PENALISED, At.ON_THE_SPOT, At.PERFORMING, At.DEMANDED, At.COURT)
FILED_ON = tuple(stage for stage in At if not stage.final and stage not in BEFORE_FILING)
"""Every stage from filing to the end, in which what runs beside the main line may happen."""
WHENEVER = (*FILED_ON, At.TRANSFERRED, At.CLOSED, At.ARCHIVED)
"""An answer from another department comes when it comes, after the case was closed too."""
OPEN_AT = tuple(
    stage for stage in At if not stage.final and stage not in {At.OFFERED, At.CLUE, At.DECLINED, At.REFERRED}
)
"""Every stage in which somebody may contest what was done, or that nothing was done."""
