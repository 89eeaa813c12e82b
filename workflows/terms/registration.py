"""Terms of registration and benefits (登记和待遇的期限), which other procedures look at as facts: F01-F08."""

from __future__ import annotations

from engine.terms import Expiry, Extension
from workflows.laws import (
    COLLECTION_REGULATION,
    HANDLING_REGULATION,
    INJURY_REGULATION,
    REGISTRATION_REGULATION,
    SOCIAL_INSURANCE_LAW,
)
from workflows.procedure import ORGAN_HEAD
from workflows.terms.statutory import statutory

F01 = statutory(
    "F01",
    "用工",
    "为职工申请办理社会保险登记",
    "三十日",
    SOCIAL_INSURANCE_LAW.article(58, 1),
    Expiry.OPEN_NEXT,
    "由经办机构核定应缴的社会保险费",
)
F02A = statutory(
    "F02a",
    "用人单位成立",
    "申请办理社会保险登记",
    "三十日",
    SOCIAL_INSURANCE_LAW.article(57, 1),
    Expiry.WARN,
    "企业在登记注册时同步办理；其他单位逾期的责令改正",
)
F02B = statutory(
    "F02b",
    "企业以外的缴费单位成立",
    "申请办理社会保险登记",
    "30日",
    COLLECTION_REGULATION.article(8, 2),
    Expiry.WARN,
    "逾期的责令改正",
)
F03 = statutory(
    "F03",
    "登记事项变更或者用人单位终止",
    "办理变更或者注销登记",
    "三十日",
    SOCIAL_INSURANCE_LAW.article(57, 2),
    Expiry.WARN,
    "注销以前应当结清欠缴的社会保险费、滞纳金、罚款（《社会保险经办条例》第10条）",
)
F04 = statutory(
    "F04",
    "终止或者解除劳动关系",
    "把失业人员名单告知经办机构",
    "十五日",
    SOCIAL_INSURANCE_LAW.article(50, 1),
    Expiry.WARN,
    "逾期告知",
)
F05 = statutory(
    "F05",
    "出现停止享受待遇的情形",
    "告知经办机构",
    "20个工作日",
    HANDLING_REGULATION.article(25),
    Expiry.WARN,
    "多享受的待遇应当退回",
)
F06A = statutory(
    "F06a",
    "个人申请办理社会保险登记",
    "办理完毕",
    "10个工作日",
    HANDLING_REGULATION.article(6, 2),
    Expiry.WARN,
    "超期办理",
)
F06B = statutory(
    "F06b",
    "申请变更、注销社会保险登记",
    "办理完毕",
    "10个工作日",
    HANDLING_REGULATION.article(10),
    Expiry.WARN,
    "超期办理",
)
F07A = statutory(
    "F07a",
    "简易注销公示",
    "提出异议",
    "20日",
    REGISTRATION_REGULATION.article(33, 2),
    Expiry.RIGHT_LOST,
    "没有异议的可以申请注销",
)
F07B = statutory(
    "F07b",
    "个体工商户简易注销申请推送有关部门",
    "提出异议",
    "10日",
    REGISTRATION_REGULATION.article(33, 3),
    Expiry.RIGHT_LOST,
    "没有异议的可以直接注销",
)
F08A = statutory(
    "F08a",
    "事故伤害发生，或者诊断、鉴定为职业病",
    "用人单位申请工伤认定",
    "30日",
    INJURY_REGULATION.article(17, 1),
    Expiry.OPEN_NEXT,
    "职工可以直接申请；其间的待遇由用人单位负担",
    extension=Extension(None, ORGAN_HEAD, "特殊情况", INJURY_REGULATION.article(17, 1), times=None),
)
F08B = statutory(
    "F08b",
    "事故伤害发生，或者诊断、鉴定为职业病",
    "职工、近亲属或者工会申请工伤认定",
    "1年",
    INJURY_REGULATION.article(17, 2),
    Expiry.RIGHT_LOST,
    "不再受理工伤认定申请",
)
F08C = statutory(
    "F08c",
    "受理工伤认定申请",
    "作出工伤认定决定",
    "60日",
    INJURY_REGULATION.article(20, 1),
    Expiry.WARN,
    "超期认定",
    pause="等待司法机关或者有关主管部门结论的期间中止（《工伤保险条例》第20条第3款）",
)
F08D = statutory(
    "F08d",
    "受理事实清楚、权利义务明确的工伤认定申请",
    "作出工伤认定决定",
    "15日",
    INJURY_REGULATION.article(20, 2),
    Expiry.WARN,
    "超期认定",
)

TERMS = (F01, F02A, F02B, F03, F04, F05, F06A, F06B, F07A, F07B, F08A, F08B, F08C, F08D)
