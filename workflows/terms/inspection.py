"""Terms of labour inspection and of penalties (劳动保障监察和行政处罚的期限): D01-D18 and D28-D31."""

from __future__ import annotations

from engine.computation import Direction, Length, Unit
from engine.law import Citation, Grade
from engine.terms import Expiry, Extension
from workflows.laws import (
    CIVIL_PROCEDURE_LAW,
    IMPLEMENTING_RULES,
    INSPECTION_REGULATION,
    MAJOR_VIOLATIONS,
    PENALTY_LAW,
    THREE_SYSTEMS,
)
from workflows.procedure import ORGAN_HEAD
from workflows.terms.statutory import statutory

D01 = statutory(
    "D01",
    "收到投诉",
    "决定是否受理",
    "5个工作日",
    IMPLEMENTING_RULES.article(18),
    Expiry.WARN,
    "超期；投诉人可以认为不履行职责，先申请行政复议",
)
D02 = statutory(
    "D02",
    "受理投诉",
    "立案",
    "",
    IMPLEMENTING_RULES.article(18),
    Expiry.WARN,
    "受理当日即为立案日期",
)
D03 = statutory(
    "D03",
    "以其他方式发现违法行为",
    "立案",
    "",
    INSPECTION_REGULATION.article(14, 2),
    Expiry.WARN,
    "应当及时立案；全国没有规定天数，地方有规定的从其规定",
)
D04 = statutory(
    "D04",
    "立案",
    "完成调查",
    "60个工作日",
    INSPECTION_REGULATION.article(17),
    Expiry.WARN,
    "有程序违法的风险，案件不因此失效",
    extension=Extension(
        Length(30, Unit.WORKING_DAYS), ORGAN_HEAD, "情况复杂", INSPECTION_REGULATION.article(17), times=1
    ),
)
D05 = statutory(
    "D05",
    "调查完成",
    "作出行政处罚或者行政处理决定，或者撤销立案",
    "15个工作日",
    IMPLEMENTING_RULES.whole(),
    Expiry.WARN,
    "有程序违法的风险，案件不因此失效",
    extension=Extension(None, ORGAN_HEAD, "特殊情况", IMPLEMENTING_RULES.whole(), times=None),
)
D06 = statutory(
    "D06",
    "行政处罚案件立案",
    "作出行政处罚决定",
    "90日",
    PENALTY_LAW.article(60),
    Expiry.WARN,
    "法律、法规、规章另有规定的从其规定；劳动保障监察以其特别期限为准，本期限只作预警",
)
D07 = statutory(
    "D07",
    "先行登记保存证据",
    "对保存的证据作出处理决定",
    "七日",
    PENALTY_LAW.article(56),
    Expiry.WARN,
    "超期处理；应当解除保存或者已作处理",
)
D08 = statutory(
    "D08",
    "当场作出决定",
    "报所属机关备案",
    "2日",
    Citation(IMPLEMENTING_RULES, 32, own_grade=Grade.P1),
    Expiry.WARN,
    "超期备案",
)
D09 = statutory(
    "D09",
    "行政处罚或者行政处理事先告知书送达",
    "陈述、申辩",
    "",
    PENALTY_LAW.article(44),
    Expiry.OPEN_NEXT,
    "法律没有规定天数，由告知书载明；期限经过没有陈述、申辩的，可以继续办理，沉默不等于放弃",
)
D10 = statutory(
    "D10",
    "告知听证权利",
    "要求听证",
    "五日",
    PENALTY_LAW.article(64, 1, 1),
    Expiry.RIGHT_LOST,
    "逾期不再享有要求听证的权利",
)
D11 = statutory(
    "D11",
    "举行听证",
    "通知当事人听证的时间、地点",
    "七日",
    PENALTY_LAW.article(64, 1, 2),
    Expiry.BLOCK,
    "通知少于七个工作日的，不得在该日举行听证",
    direction=Direction.BEFORE,
)
D12 = statutory(
    "D12",
    "听证结束",
    "根据听证笔录作出决定",
    "",
    PENALTY_LAW.article(65),
    Expiry.WARN,
    "法律没有另行规定天数，受办案期限约束",
)
D13 = statutory(
    "D13",
    "送交法制审核",
    "提出法制审核意见",
    "",
    PENALTY_LAW.article(58),
    Expiry.BLOCK,
    "全国没有规定天数；未经审核或者审核未通过的，不得作出决定",
)
D14 = statutory(
    "D14",
    "宣告行政处罚决定而当事人不在场",
    "送达行政处罚决定书",
    "七日",
    PENALTY_LAW.article(61, 1),
    Expiry.WARN,
    "超期送达；直接送达不成的改用其他方式",
)
D15 = statutory(
    "D15",
    "发出公告",
    "公告送达",
    "30日",
    CIVIL_PROCEDURE_LAW.article(95),
    Expiry.DEEMED,
    "视为送达",
)
D16 = statutory(
    "D16",
    "收到行政处罚决定书",
    "缴纳罚款",
    "十五日",
    PENALTY_LAW.article(67, 3),
    Expiry.OPEN_NEXT,
    "自次日起可以加处罚款",
    extension=Extension(None, ORGAN_HEAD, "当事人确有经济困难", PENALTY_LAW.article(66, 2), times=None),
)
D17 = statutory(
    "D17",
    "缴纳罚款期限届满的次日",
    "每日按罚款数额的百分之三加处罚款",
    "",
    PENALTY_LAW.article(72, 1, 1),
    Expiry.WARN,
    "加处罚款的数额不超出罚款的数额",
    pause="行政复议、行政诉讼期间不计算（《行政处罚法》第73条第3款）",
)
D18A = statutory(
    "D18a",
    "当场收缴罚款",
    "执法人员交至行政机关",
    "二日",
    PENALTY_LAW.article(71),
    Expiry.WARN,
    "超期缴交",
)
D18B = statutory(
    "D18b",
    "行政机关收到当场收缴的罚款",
    "缴付指定的银行",
    "二日",
    PENALTY_LAW.article(71),
    Expiry.WARN,
    "超期缴付",
)
D28A = statutory(
    "D28a",
    "违法行为发生，连续或者继续的自终了",
    "发现违法行为",
    "二年",
    PENALTY_LAW.article(36),
    Expiry.BLOCK,
    "不再给予行政处罚；不影响追缴社会保险费",
)
D28B = statutory(
    "D28b",
    "涉及生命健康安全、金融安全且有危害后果的违法行为发生",
    "发现违法行为",
    "五年",
    PENALTY_LAW.article(36, 1),
    Expiry.BLOCK,
    "不再给予行政处罚",
)
D28C = statutory(
    "D28c",
    "违反劳动保障法律的行为发生，连续或者继续的自终了",
    "发现，或者被举报、投诉",
    "2年",
    INSPECTION_REGULATION.article(20),
    Expiry.BLOCK,
    "不再查处；社会保险费的登记、核定和征收另行移送，不由系统自动拒绝",
)
D29 = statutory(
    "D29",
    "作出行政处罚决定",
    "公开行政处罚决定信息",
    "7个工作日",
    THREE_SYSTEMS.whole(),
    Expiry.WARN,
    "超期公开",
)
D30 = statutory(
    "D30",
    "公开的行政处罚决定被变更、撤销、确认违法或者无效",
    "撤回决定信息并公开说明理由",
    "三日",
    PENALTY_LAW.article(48, 2),
    Expiry.WARN,
    "超期撤回",
)
D31 = statutory(
    "D31",
    "季度末",
    "公布重大劳动保障违法行为",
    "三个月",
    MAJOR_VIOLATIONS.whole(),
    Expiry.WARN,
    "县级和地市级每季度公布一次",
)
TERMS = (
    D01, D02, D03, D04, D05, D06, D07, D08, D09, D10, D11, D12, D13, D14, D15, D16, D17, D18A, D18B,
    D28A, D28B, D28C, D29, D30, D31,
)  # fmt: skip
