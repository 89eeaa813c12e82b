"""Terms of remedies and of court enforcement (救济和强制执行的期限): D19-D27 and D37-D39."""

from __future__ import annotations

from engine.computation import Length, Unit
from engine.terms import Expiry, Extension
from engine.vocabulary import Role
from workflows.laws import (
    COMPULSION_LAW,
    LITIGATION_INTERPRETATION,
    LITIGATION_LAW,
    RECONSIDERATION_LAW,
    RECONSIDERATION_RULES,
)
from workflows.procedure import COUNTY_GOVERNMENT
from workflows.terms.statutory import statutory

RECONSIDERATION_HEAD = Role("reconsideration_head", "行政复议机构负责人", COUNTY_GOVERNMENT)

D19 = statutory(
    "D19",
    "知道或者应当知道行政行为",
    "申请行政复议",
    "六十日",
    RECONSIDERATION_LAW.article(20, 1),
    Expiry.RIGHT_LOST,
    "不再受理行政复议申请",
    pause="不可抗力或者其他正当理由耽误的，自障碍消除之日起继续计算（《行政复议法》第20条第2款）",
)
D19B = statutory(
    "D19b",
    "知道或者应当知道行政行为内容，而未被告知复议权利",
    "申请行政复议",
    "一年",
    RECONSIDERATION_LAW.article(20, 3),
    Expiry.RIGHT_LOST,
    "最长不超过一年",
)
D19C = statutory(
    "D19c",
    "作出行政行为",
    "申请行政复议",
    "五年",
    RECONSIDERATION_LAW.article(21),
    Expiry.RIGHT_LOST,
    "不再受理行政复议申请",
)
D20 = statutory(
    "D20",
    "知道或者应当知道作出行政行为",
    "提起行政诉讼",
    "六个月",
    LITIGATION_LAW.article(46, 1),
    Expiry.RIGHT_LOST,
    "不再受理起诉；开始计算申请法院强制执行的期限",
)
D20B = statutory(
    "D20b",
    "知道或者应当知道行政行为内容，而未被告知起诉期限",
    "提起行政诉讼",
    "一年",
    LITIGATION_INTERPRETATION.article(64, 1),
    Expiry.RIGHT_LOST,
    "最长不超过一年",
)
D20C = statutory(
    "D20c",
    "作出行政行为",
    "提起行政诉讼",
    "五年",
    LITIGATION_LAW.article(46, 2),
    Expiry.RIGHT_LOST,
    "不再受理起诉",
)
D21A = statutory(
    "D21a",
    "收到复议决定书，或者复议期满而没有决定",
    "提起行政诉讼",
    "十五日",
    LITIGATION_LAW.article(45),
    Expiry.RIGHT_LOST,
    "不再受理起诉",
)
D21B = statutory(
    "D21b",
    "复议前置而收到不予受理或者驳回的决定，或者复议期满而没有答复",
    "提起行政诉讼",
    "十五日",
    RECONSIDERATION_LAW.article(34),
    Expiry.RIGHT_LOST,
    "不再受理起诉",
)
D22A = statutory(
    "D22a",
    "复议机关收到行政复议申请",
    "审查并决定是否受理",
    "五日",
    RECONSIDERATION_LAW.article(30),
    Expiry.DEEMED,
    "视为受理",
)
D22B = statutory(
    "D22b",
    "复议机关收到材料不齐全的申请",
    "通知申请人补正",
    "五日",
    RECONSIDERATION_LAW.article(31, 1),
    Expiry.WARN,
    "超期通知",
)
D22C = statutory(
    "D22c",
    "申请人收到补正通知",
    "提交补正材料",
    "十日",
    RECONSIDERATION_LAW.article(31, 2),
    Expiry.RIGHT_LOST,
    "无正当理由逾期的，视为放弃行政复议申请",
    extension=Extension(
        None, RECONSIDERATION_HEAD, "有正当理由不能按期补正", RECONSIDERATION_LAW.article(31, 2), times=None
    ),
)
D23A = statutory(
    "D23a",
    "被申请人收到行政复议申请书副本",
    "提出书面答复，提交证据、依据",
    "十日",
    RECONSIDERATION_LAW.article(48),
    Expiry.DEEMED,
    "视为该行政行为没有证据、依据（《行政复议法》第70条）",
)
D23B = statutory(
    "D23b",
    "简易程序中被申请人收到行政复议申请书副本",
    "提出书面答复，提交证据、依据",
    "五日",
    RECONSIDERATION_LAW.article(54),
    Expiry.DEEMED,
    "视为该行政行为没有证据、依据（《行政复议法》第70条）",
)
D24A = statutory(
    "D24a",
    "复议机关受理行政复议申请",
    "作出行政复议决定",
    "六十日",
    RECONSIDERATION_LAW.article(62, 1),
    Expiry.OPEN_NEXT,
    "申请人可以提起行政诉讼",
    extension=Extension(
        Length(30, Unit.CALENDAR_DAYS), RECONSIDERATION_HEAD, "情况复杂", RECONSIDERATION_LAW.article(62, 1), times=1
    ),
)
D24B = statutory(
    "D24b",
    "复议机关适用简易程序受理行政复议申请",
    "作出行政复议决定",
    "三十日",
    RECONSIDERATION_LAW.article(62, 2),
    Expiry.OPEN_NEXT,
    "申请人可以提起行政诉讼",
)
D25 = statutory(
    "D25",
    "催告书送达",
    "履行义务",
    "十日",
    COMPULSION_LAW.article(54),
    Expiry.OPEN_NEXT,
    "可以申请人民法院强制执行",
)
D26 = statutory(
    "D26",
    "法定复议、起诉期限届满",
    "申请人民法院强制执行",
    "三个月",
    COMPULSION_LAW.article(53),
    Expiry.RIGHT_LOST,
    "除有正当理由外，法院不予受理（法释〔2018〕1号第156条）",
)
D27A = statutory(
    "D27a",
    "法院接到强制执行申请",
    "受理",
    "五日",
    COMPULSION_LAW.article(56, 1),
    Expiry.WARN,
    "可以向法院询问；不予受理的，十五日内向上一级法院申请复议",
)
D27B = statutory(
    "D27b",
    "法院受理强制执行申请",
    "作出执行裁定",
    "七日",
    COMPULSION_LAW.article(57),
    Expiry.WARN,
    "可以向法院询问",
)
D27C = statutory(
    "D27c",
    "法院受理明显违法情形的强制执行申请",
    "作出是否执行的裁定",
    "三十日",
    COMPULSION_LAW.article(58, 2),
    Expiry.WARN,
    "可以向法院询问",
)
D27D = statutory(
    "D27d",
    "收到不予受理或者不予执行的裁定",
    "向上一级法院申请复议",
    "十五日",
    COMPULSION_LAW.article(58, 3),
    Expiry.RIGHT_LOST,
    "裁定生效",
)
D37 = statutory(
    "D37",
    "中止执行",
    "恢复执行",
    "三年",
    COMPULSION_LAW.article(39, 2),
    Expiry.DEEMED,
    "没有明显社会危害、当事人确无能力履行的，不再执行",
)
D38A = statutory(
    "D38a",
    "行政机关收到履行职责的申请，没有规定履行期限",
    "履行职责（之后可以申请行政复议）",
    "60日",
    RECONSIDERATION_RULES.article(16, 1, 2),
    Expiry.OPEN_NEXT,
    "可以对不履行职责先申请行政复议；有规定履行期限的，自该期限届满起算",
)
D38B = statutory(
    "D38b",
    "行政机关接到履行职责的申请",
    "履行职责（之后可以提起行政诉讼）",
    "两个月",
    LITIGATION_LAW.article(47, 1),
    Expiry.OPEN_NEXT,
    "可以对不履行职责提起行政诉讼；紧急情况下不受此限",
)
D39 = statutory(
    "D39",
    "被告收到起诉状副本",
    "提交证据、依据和答辩状",
    "十五日",
    LITIGATION_LAW.article(67, 1),
    Expiry.WARN,
    "逾期不举证的，视为没有相应证据；法院可以延长举证期限",
)

TERMS = (
    D19, D19B, D19C, D20, D20B, D20C, D21A, D21B, D22A, D22B, D22C, D23A, D23B, D24A, D24B, D25, D26,
    D27A, D27B, D27C, D27D, D37, D38A, D38B, D39,
)  # fmt: skip
